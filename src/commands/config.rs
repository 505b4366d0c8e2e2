//! `config`: lists, changes and opens the settings.

use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use serde::Serialize;

use crate::app::App;
use crate::app::config::{Config, DEFAULTS, Setting, SettingError, file};
use crate::app::error::{CliError, ExitKind, Outcome};
use crate::cli::{ConfigAct, ConfigArgs};
use crate::deck::render;
use crate::library::{self, WriteError};
use crate::terminal::Editor;

/// `{"schema":1,"path":…,"settings":[…]}`. Fields are added, never changed.
#[derive(Debug, Serialize)]
struct ConfigOut {
    schema: u8,
    path: String,
    settings: Vec<SettingOut>,
}

#[derive(Debug, Serialize)]
struct SettingOut {
    key: String,
    /// Null for a deck or a key without a setting of its own.
    value: Option<ValueOut>,
    /// Whether it is set in the file.
    set: bool,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum ValueOut {
    One(String),
    List(Vec<String>),
}

pub(super) fn run(args: &ConfigArgs, app: &mut App) -> anyhow::Result<Outcome> {
    if args.json {
        return for_programs(args, app);
    }
    match &args.act {
        _ if args.init => {
            let path = path(app)?;
            init(&path, app)?;
            writeln!(
                app.out,
                "wrote all settings, with their defaults and what they are for, to {}",
                app.shown(&path)
            )?;
            Ok(Outcome::Done)
        }
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

/// The same with `--json`: prints the settings that were read or changed, with their new values.
fn for_programs(args: &ConfigArgs, app: &mut App) -> anyhow::Result<Outcome> {
    let path = path(app)?;
    let mut all = Vec::new();
    let mut outcome = Outcome::Done;
    match &args.act {
        _ if args.init => init(&path, app)?,
        None => all = listed(app),
        Some(ConfigAct::Get { key }) => all.push(Setting::named(key).map_err(|err| failure(&err))?),
        Some(ConfigAct::Set { key, value }) => all.push(change(key, value, &path, app)?.0),
        Some(ConfigAct::Unset { key }) => {
            let (setting, was_set) = take_out(key, &path, app)?;
            outcome = Outcome::found_if(was_set);
            all.push(setting);
        }
        Some(ConfigAct::Edit) => return Err(CliError::usage("`config edit` is for people: it has no `--json`").into()),
        Some(ConfigAct::Path) => {}
    }
    let text = toml(&path)?;
    let settings: Vec<SettingOut> = all.iter().map(|setting| SettingOut::of(setting, &text)).collect();
    let asks_one = matches!(args.act, Some(ConfigAct::Get { .. }));
    if asks_one && settings.iter().all(|setting| setting.value.is_none()) {
        outcome = Outcome::No;
    }
    app.print_json(&ConfigOut { schema: 1, path: path.to_string_lossy().into_owned(), settings })?;
    Ok(outcome)
}

impl SettingOut {
    fn of(setting: &Setting, text: &str) -> Self {
        let value = value_of(setting, text).map(|mut all| {
            if setting.takes_list() { ValueOut::List(all) } else { ValueOut::One(all.pop().unwrap_or_default()) }
        });
        Self { key: setting.to_string(), value, set: setting.value_in(text).is_some() }
    }
}

fn path(app: &App) -> anyhow::Result<PathBuf> {
    app.config_path().ok_or_else(|| {
        CliError::new(ExitKind::Decks, "there is no folder for settings")
            .help("set HOME, or name a file with OSS_QUIZ_CONFIG")
            .into()
    })
}

/// The file's settings as TOML; empty if there is no file.
fn toml(path: &Path) -> anyhow::Result<String> {
    Ok(file::as_toml(path, &text(path)?))
}

/// The file's text; empty if there is no file.
fn text(path: &Path) -> anyhow::Result<String> {
    match library::read_small_text(path) {
        Err(err) if err.kind() == ErrorKind::NotFound => Ok(String::new()),
        read => read.with_context(|| format!("could not read {}", path.display())),
    }
}

/// Writes a file with all defaults, commented. Fails if there is one.
fn init(path: &Path, app: &App) -> anyhow::Result<()> {
    file::check_writable(path, &app.env)?;
    match library::create(path, DEFAULTS) {
        Err(err @ WriteError::There(_)) => {
            let help = "`oss-quiz config` lists the settings, `oss-quiz config set KEY VALUE` changes one";
            Err(CliError::usage(err.to_string()).help(help).into())
        }
        done => Ok(done?),
    }
}

/// Every setting, and those for single keys and decks that the file has.
fn listed(app: &App) -> Vec<Setting> {
    let keys = app.config.keys.changed().into_iter().map(|(action, _, _)| format!("keys.{}", action.name()));
    let mut decks: Vec<_> = app.config.decks.iter().collect();
    decks.sort_by_key(|(id, _)| *id);
    let decks = decks.into_iter().flat_map(|(id, deck)| {
        let retention = deck.desired_retention.map(|_| format!("decks.{id}.desired_retention"));
        retention.into_iter().chain(deck.new_per_day.map(|_| format!("decks.{id}.new_per_day")))
    });
    let own = keys.chain(decks).filter_map(|key| Setting::named(&key).ok());
    Setting::all().into_iter().chain(own).collect()
}

/// Prints every setting with its value, as in the file.
fn list(app: &mut App) -> anyhow::Result<Outcome> {
    // Parsed once: there may be settings of many decks.
    let [own, defaults] = [&*toml(&path(app)?)?, DEFAULTS].map(|text| text.parse().unwrap_or_default());
    for setting in listed(app) {
        let own = setting.value_among(&own);
        let default = if own.is_none() { "  # default" } else { "" };
        let value = own.or_else(|| setting.value_among(&defaults)).unwrap_or_default();
        writeln!(app.out, "{setting}: {}{default}", value.join(", "))?;
    }
    Ok(Outcome::Done)
}

/// Prints one value, one line per entry of a list; exit 1 if a deck or key has no setting of its own.
fn get(key: &str, app: &mut App) -> anyhow::Result<Outcome> {
    let setting = Setting::named(key).map_err(|err| failure(&err))?;
    let Some(value) = value_of(&setting, &toml(&path(app)?)?) else {
        let instead = if key.starts_with("keys.") { "its default" } else { "the one for all decks" };
        writeln!(app.err, "`{setting}` is not set; {instead} applies")?;
        return Ok(Outcome::No);
    };
    for line in value {
        writeln!(app.out, "{line}")?;
    }
    Ok(Outcome::Done)
}

/// The value in the file, else the default.
fn value_of(setting: &Setting, text: &str) -> Option<Vec<String>> {
    setting.value_in(text).or_else(|| setting.value_in(DEFAULTS))
}

/// Writes a value into the file. Returns the setting and the file's previous text.
fn change(key: &str, value: &str, path: &Path, app: &App) -> anyhow::Result<(Setting, String)> {
    let setting = Setting::named(key).map_err(|err| failure(&err))?;
    file::check_writable(path, &app.env)?;
    let before = text(path)?;
    let after = setting.set(value, &before, path).map_err(|err| match err {
        SettingError::ByHand(_) => failure(&err).help(format!("open {} and set it there", app.shown(path))),
        err => failure(&err),
    })?;
    if path.exists() {
        library::replace(path, &before, &after)?;
    } else {
        library::create(path, &after)?;
    }
    Ok((setting, before))
}

fn set(key: &str, value: &str, app: &mut App) -> anyhow::Result<Outcome> {
    let (setting, before) = change(key, value, &path(app)?, app)?;
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

/// Removes a setting from the file. Returns it and whether it was there.
fn take_out(key: &str, path: &Path, app: &App) -> anyhow::Result<(Setting, bool)> {
    let setting = Setting::named(key).map_err(|err| failure(&err))?;
    file::check_writable(path, &app.env)?;
    let before = text(path)?;
    let after = setting.unset(&before, path).map_err(|err| {
        failure(&err).help(format!("open {} and take it out there, or run `oss-quiz config edit`", app.shown(path)))
    })?;
    if let Some(after) = &after {
        library::replace(path, &before, after)?;
    }
    Ok((setting, after.is_some()))
}

fn unset(key: &str, app: &mut App) -> anyhow::Result<Outcome> {
    let (setting, was_set) = take_out(key, &path(app)?, app)?;
    let default = match setting.value_in(DEFAULTS) {
        Some(value) if !value.is_empty() => format!(", the default: {}", value.join(", ")),
        _ => String::new(),
    };
    if !was_set {
        writeln!(app.err, "`{setting}` is not in the file{default}")?;
        return Ok(Outcome::No);
    }
    writeln!(app.out, "{setting} is no longer set{default}")?;
    Ok(Outcome::Done)
}

/// Opens the file in the user's editor, creating it with all defaults if it is missing. Reports mistakes afterwards,
/// and offers to open it again.
fn edit(app: &mut App) -> anyhow::Result<Outcome> {
    let path = path(app)?;
    if !path.exists() {
        file::check_writable(&path, &app.env)?;
        library::create(&path, DEFAULTS)?;
    }
    let editor = Editor::of([app.env.visual.as_deref(), app.env.editor.as_deref()]);
    let mut line = 1;
    loop {
        super::edit::open(&editor, &path, line, app)?;
        let shown = app.shown(&path);
        let Err(diagnostics) = Config::parse(&path, text(&path)?.as_bytes()) else {
            writeln!(app.out, "{shown} is valid")?;
            return Ok(Outcome::Done);
        };
        for diagnostic in &diagnostics {
            write!(app.err, "{}", render(diagnostic))?;
        }
        if !super::edit::again("The settings have mistakes now. What next?", app)? {
            writeln!(app.err, "{shown} is kept as it is; oss-quiz refuses to start until it is fixed")?;
            return Ok(Outcome::No);
        }
        line = diagnostics[0].place.line;
    }
}

fn failure(err: &SettingError) -> CliError {
    let failure = CliError::usage(err.to_string());
    match err.help() {
        Some(help) => failure.help(help),
        None => failure,
    }
}
