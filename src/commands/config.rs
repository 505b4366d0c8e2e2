//! `config`: the settings and their file.

use std::fs;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::app::App;
use crate::cli::{ConfigAct, ConfigArgs};
use crate::config::{Config, DEFAULTS, Setting, SettingError};
use crate::deck::render;
use crate::library::{self, WriteError};
use crate::outcome::{Failure, Fault, Outcome};
use crate::terminal::Editor;

/// Lists the settings, or does what is asked.
pub(super) fn run(args: &ConfigArgs, app: &mut App) -> anyhow::Result<Outcome> {
    match &args.act {
        _ if args.init => init(app),
        None => list(app),
        Some(ConfigAct::Get { key }) => get(key, app),
        Some(ConfigAct::Set { key, value }) => set(key, value, app),
        Some(ConfigAct::Unset { key }) => unset(key, app),
        Some(ConfigAct::Edit) => edit(app),
        Some(ConfigAct::Path) => {
            let path = path(app)?;
            writeln!(app.out, "{}", path.display())?;
            Ok(Outcome::Done)
        }
    }
}

fn path(app: &App) -> anyhow::Result<PathBuf> {
    app.config_path().ok_or_else(|| {
        Failure::new(Fault::Decks, "there is no folder for settings")
            .help("set HOME, or name a file with OSS_QUIZ_CONFIG")
            .into()
    })
}

/// The file's text; an empty one where there is none.
fn text(path: &Path) -> anyhow::Result<String> {
    match fs::read_to_string(path) {
        Err(err) if err.kind() == ErrorKind::NotFound => Ok(String::new()),
        read => read.with_context(|| format!("could not read {}", path.display())),
    }
}

/// Writes a file with all defaults and what each is for. One that is there is left alone.
fn init(app: &mut App) -> anyhow::Result<Outcome> {
    let path = path(app)?;
    match library::create(&path, DEFAULTS) {
        Ok(()) => {}
        Err(err @ WriteError::There(_)) => {
            let help = "`oss-quiz config` lists the settings, `oss-quiz config set KEY VALUE` changes one";
            return Err(Failure::usage(err.to_string()).help(help).into());
        }
        Err(err) => return Err(err.into()),
    }
    let shown = app.shown(&path);
    writeln!(app.out, "all settings, with their defaults and what they are for: {shown}")?;
    Ok(Outcome::Done)
}

/// Every setting with its value, as it would stand in the file.
fn list(app: &mut App) -> anyhow::Result<Outcome> {
    let text = text(&path(app)?)?;
    for setting in Setting::all() {
        let own = setting.value_in(&text);
        let default = if own.is_none() { "  # default" } else { "" };
        let value = own.or_else(|| setting.value_in(DEFAULTS)).unwrap_or_default();
        writeln!(app.out, "{setting}: {}{default}", value.join(", "))?;
    }
    let mut decks: Vec<_> = app.config.decks.iter().collect();
    decks.sort_by_key(|(id, _)| *id);
    let keys = app.config.keys.changed();
    let mut lines: Vec<String> =
        keys.into_iter().map(|(action, letter, _)| format!("keys.{}: {letter}", action.name())).collect();
    for (id, deck) in decks {
        lines.extend(deck.desired_retention.map(|value| format!("decks.{id}.desired_retention: {value}")));
        lines.extend(deck.new_per_day.map(|value| format!("decks.{id}.new_per_day: {value}")));
    }
    for line in lines {
        writeln!(app.out, "{line}")?;
    }
    Ok(Outcome::Done)
}

/// One value, a line for each entry of a list; exit 1 for a deck that has none of its own.
fn get(key: &str, app: &mut App) -> anyhow::Result<Outcome> {
    let setting = Setting::named(key).map_err(|err| failure(&err))?;
    let Some(value) = value_of(&setting, &text(&path(app)?)?) else {
        writeln!(app.err, "`{setting}` is not set; the one for all decks applies")?;
        return Ok(Outcome::No);
    };
    for line in value {
        writeln!(app.out, "{line}")?;
    }
    Ok(Outcome::Done)
}

/// What the file says, else what holds without it.
fn value_of(setting: &Setting, text: &str) -> Option<Vec<String>> {
    setting.value_in(text).or_else(|| setting.value_in(DEFAULTS))
}

fn set(key: &str, value: &str, app: &mut App) -> anyhow::Result<Outcome> {
    let setting = Setting::named(key).map_err(|err| failure(&err))?;
    let path = path(app)?;
    let before = text(&path)?;
    let after = setting.set(value, &before, &path).map_err(|err| match err {
        SettingError::ByHand(_) => failure(&err).help(format!("open {} and set it there", app.shown(&path))),
        err => failure(&err),
    })?;
    if path.exists() {
        library::replace(&path, &before, &after)?;
    } else {
        library::create(&path, &after)?;
    }
    let was = match value_of(&setting, &before) {
        Some(was) if !was.is_empty() => format!("it was {}", was.join(", ")),
        _ => "it was not set".to_owned(),
    };
    writeln!(app.out, "{setting}: {value} ({was})")?;
    if setting.is_retention() {
        writeln!(
            app.out,
            "It applies from each item's next review; days already set stay. \
             `oss-quiz run --by DATE` brings the rest forward."
        )?;
    }
    Ok(Outcome::Done)
}

/// Takes a setting out of the file.
fn unset(key: &str, app: &mut App) -> anyhow::Result<Outcome> {
    let setting = Setting::named(key).map_err(|err| failure(&err))?;
    let path = path(app)?;
    let before = text(&path)?;
    let after = setting.unset(&before, &path).map_err(|err| {
        failure(&err).help(format!("open {} and take it out there, or run `oss-quiz config edit`", app.shown(&path)))
    })?;
    let default = match setting.value_in(DEFAULTS) {
        Some(value) if !value.is_empty() => format!(", the default: {}", value.join(", ")),
        _ => String::new(),
    };
    let Some(after) = after else {
        writeln!(app.err, "`{setting}` is not in the file{default}")?;
        return Ok(Outcome::No);
    };
    library::replace(&path, &before, &after)?;
    writeln!(app.out, "{setting} is no longer set{default}")?;
    Ok(Outcome::Done)
}

/// Opens the file in the user's editor; a file with all settings is made if there is none. What is wrong in it
/// afterwards is said, and it is opened again if its owner wants.
fn edit(app: &mut App) -> anyhow::Result<Outcome> {
    let path = path(app)?;
    if !path.exists() {
        library::create(&path, DEFAULTS)?;
    }
    let editor = Editor::of([app.env.visual.as_deref(), app.env.editor.as_deref()]);
    let mut line = 1;
    loop {
        super::edit::open(&editor, &path, line, app)?;
        let shown = app.shown(&path);
        let Err(problems) = Config::parse(&path, text(&path)?.as_bytes()) else {
            writeln!(app.out, "{shown} is good")?;
            return Ok(Outcome::Done);
        };
        for problem in &problems {
            write!(app.err, "{}", render(problem))?;
        }
        if !super::edit::again("The settings have mistakes now. What next?", app)? {
            writeln!(app.err, "{shown} is kept as it is; oss-quiz refuses to start until it is mended")?;
            return Ok(Outcome::No);
        }
        line = problems[0].place.line;
    }
}

fn failure(err: &SettingError) -> Failure {
    let failure = Failure::usage(err.to_string());
    match err.help() {
        Some(help) => failure.help(help),
        None => failure,
    }
}
