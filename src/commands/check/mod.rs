//! `check`: everything that is wrong or weak in decks.

mod against;
mod fix;
mod print;
mod unsaved;

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use self::fix::FixedOut;
use crate::app::App;
use crate::app::error::{CliError, ExitKind, Outcome};
use crate::cli::{CheckArgs, CheckFormat};
use crate::deck::{Collection, Deck, Diagnostic, Level, RuleId, UnknownRule};
use crate::library::{self, DeckPaths, Unsaved};
use crate::lint::{self, Checked, Checker, FileOf, Located, Options};
use crate::session::{FilterTerm, no_deck};
use crate::terminal::count;

pub(super) fn run(args: &CheckArgs, app: &mut App) -> anyhow::Result<Outcome> {
    if let Some(rule) = &args.explain {
        return explain(rule.as_deref(), args.format() == CheckFormat::Json, app);
    }
    let mut named = args.clone();
    let text = named.text.as_ref().map(|path| {
        let unreadable = |err: std::io::Error| CliError::usage(format!("could not read {}: {err}", app.shown(path)));
        library::read_small_text(path).map_err(unreadable)
    });
    let text = text.transpose()?;
    let unsaved = unsaved::take(&mut named, app)?;
    let mut seen = HashSet::new();
    named.paths.retain(|path| seen.insert(path.clone()));
    with_decks(&mut named, unsaved.as_ref(), app)?;
    let args = &named;
    let mended = unsaved.as_ref().filter(|_| args.fix).map(|unsaved| fix::filter(unsaved, app)).transpose()?;
    let unsaved = mended.as_ref().or(unsaved.as_ref());
    let within = (!args.paths.is_empty()).then_some(args.paths.as_slice());
    let mut written = None;
    if args.against.is_some() || (args.fix && unsaved.is_none()) {
        let loaded = library::load_with(&places(args, unsaved, app), unsaved);
        some_deck(loaded.collection.decks().is_empty(), &loaded.outside, args, app)?;
        if let Some(before) = &args.against {
            return against::run(&loaded, before, within, args, app);
        }
        if args.format() == CheckFormat::Json {
            written = Some(fix::at_once(&loaded.collection, within, args.yes)?);
        } else if fix::run(&loaded.collection, within, args.yes, app)? == Outcome::No {
            return Ok(Outcome::No);
        }
    }
    let options = Options { coverage: args.coverage, text: text.as_deref(), within };
    let texts = |file: &FileOf| text_of(file, unsaved);
    let run = Checker::new(&options, &texts);
    let loaded = library::load_as(&places(args, unsaved, app), unsaved, |deck, text| run.look(deck, text));
    some_deck(loaded.gathering.decks.is_empty(), &loaded.outside, args, app)?;
    let checked = run.check(loaded.gathering, loaded.outside);
    if mended.is_some() {
        // Standard output holds the fixed text.
        print::lines_to_err(&checked, app)?;
    } else {
        let located = || lint::locate(&checked, &texts);
        say(args, &checked, &located, written.as_deref(), app)?;
    }
    let fails = |level: Level| level == Level::Error || args.strict;
    Ok(Outcome::found_if(!checked.diagnostics.iter().any(|diagnostic| fails(diagnostic.level()))))
}

/// Fails if there is nothing to check.
fn some_deck(is_none: bool, outside: &[Diagnostic], args: &CheckArgs, app: &mut App) -> anyhow::Result<()> {
    // A file that is meant to be a deck counts as one, even if it could not be parsed.
    if !is_none || outside.iter().any(|diagnostic| !matches!(diagnostic.rule, RuleId::Unreadable | RuleId::NotADeck)) {
        return Ok(());
    }
    let mut diagnostics: Vec<&Diagnostic> = outside.iter().collect();
    diagnostics.sort_by_key(|diagnostic| (&diagnostic.path, diagnostic.place));
    let diagnostics: Vec<String> = diagnostics.into_iter().map(crate::deck::one_line).collect();
    // In JSON the error is a single value, so it includes the first reason.
    let is_json = args.format() == CheckFormat::Json;
    let first = diagnostics.first().filter(|_| is_json).map(|first| format!(": {first}")).unwrap_or_default();
    if !is_json {
        diagnostics.iter().try_for_each(|diagnostic| writeln!(app.err, "{diagnostic}"))?;
    }
    Err(CliError::new(ExitKind::Decks, format!("no deck could be read{first}"))
        .help("a deck is a YAML file with `title:` and `cards:`; `oss-quiz decks --export DIR` writes examples")
        .into())
}

/// Tells an author who has just changed a file how many warnings it has.
pub(super) fn say_weak(path: &Path, app: &mut App) -> anyhow::Result<()> {
    // With --quiet, don't check at all.
    let weak = if app.global.quiet { 0 } else { weak(path, app) };
    if weak > 0 {
        let found = count(weak, "warning");
        writeln!(app.err, "note: {found}; `oss-quiz check {}` shows what could be better", app.shown(path))?;
    }
    Ok(())
}

/// The number of warnings about a file.
pub(super) fn weak(path: &Path, app: &App) -> usize {
    let args = CheckArgs { paths: vec![path.to_path_buf()], ..CheckArgs::default() };
    let options = Options { within: Some(&args.paths), ..Options::default() };
    let texts = |file: &FileOf| text_of(file, None);
    let run = Checker::new(&options, &texts);
    let loaded = library::load_as(&places(&args, None, app), None, |deck, text| run.look(deck, text));
    let checked = run.check(loaded.gathering, loaded.outside);
    checked.diagnostics.iter().filter(|diagnostic| diagnostic.level() == Level::Warning).count()
}

/// Where to find the decks to check: PATH and the files beside it, or the usual places.
fn places(args: &CheckArgs, unsaved: Option<&Unsaved>, app: &App) -> DeckPaths {
    let mut found = app.places(&[]);
    // Built-in decks can't be changed, and compared with a folder they would all be new.
    found.builtin &= !args.fix && args.against.is_none();
    if args.paths.is_empty() {
        return found;
    }
    let is_unsaved = |path: &Path| unsaved.is_some_and(|unsaved| unsaved.path() == path);
    let (built_in, there): (Vec<&PathBuf>, Vec<&PathBuf>) =
        args.paths.iter().filter(|path| !is_unsaved(path)).partition(|path| is_built_in(path));
    let has_folder = unsaved.filter(|unsaved| !unsaved.is_nameless()).map(Unsaved::path);
    let files = there.iter().map(|path| path.as_path()).filter(|path| path.is_file()).chain(has_folder);
    let beside: Vec<PathBuf> = files.flat_map(library::beside).collect();
    let paths: Vec<PathBuf> = there.into_iter().cloned().chain(beside).collect();
    if built_in.is_empty() {
        DeckPaths { given: paths, ..DeckPaths::default() }
    } else {
        DeckPaths { named: paths, ..found }
    }
}

/// Replaces deck names among the paths by the paths of those decks. A path that exists is never taken for a name.
fn with_decks(args: &mut CheckArgs, unsaved: Option<&Unsaved>, app: &App) -> anyhow::Result<()> {
    let mut found = None;
    let of_disk = |path: &&mut PathBuf| unsaved.is_none_or(|unsaved| unsaved.path() != path.as_path());
    for path in args.paths.iter_mut().filter(of_disk) {
        let name = path.to_str().filter(|_| !path.exists());
        let Some(Ok(FilterTerm::Deck(name))) = name.map(str::parse) else { continue };
        let found = found.get_or_insert_with(|| library::load(&app.places(&[])).collection);
        *path = path_of(&name, found, args.fix || args.against.is_some())?;
    }
    Ok(())
}

/// The path of the deck with this name; for a built-in deck the name of its file.
fn path_of(name: &str, found: &Collection, must_be_a_file: bool) -> anyhow::Result<PathBuf> {
    match found.deck(name) {
        Some(Deck { path: Some(path), .. }) => Ok(path.clone()),
        Some(_) if must_be_a_file => Err(CliError::usage(format!("deck `{name}` is built into the program"))
            .help("`oss-quiz edit` makes a copy that you can change")
            .into()),
        Some(_) => Ok(PathBuf::from(format!("{name}.yaml"))),
        None => {
            let missing = no_deck(name, found);
            let help = format!("{}; a path starts with `./`", missing.help);
            Err(CliError::usage(missing.what).help(help).into())
        }
    }
}

/// Whether the path names a built-in file and nothing on disk.
fn is_built_in(path: &Path) -> bool {
    !path.exists() && library::builtin_files().iter().any(|(name, _)| path == Path::new(name))
}

/// The text of a checked file.
fn text_of(file: &FileOf, unsaved: Option<&Unsaved>) -> Option<String> {
    if let Some(unsaved) = unsaved.filter(|unsaved| !file.builtin && unsaved.path() == file.path) {
        return unsaved.text().map(str::to_owned);
    }
    if !file.builtin {
        return library::text_of(&file.path);
    }
    let builtin: HashMap<&str, &str> = library::builtin_files().iter().copied().collect();
    builtin.get(file.path.to_str()?).map(|text| (*text).to_owned())
}

fn say(
    args: &CheckArgs,
    checked: &Checked,
    located: &dyn Fn() -> Vec<Located>,
    mended: Option<&[FixedOut]>,
    app: &mut App,
) -> anyhow::Result<()> {
    match args.format() {
        CheckFormat::Json => return print::json(checked, &located(), mended, app),
        CheckFormat::Github => print::github(checked, &located(), app)?,
        CheckFormat::Line => print::lines(checked, app)?,
        CheckFormat::Text => print::text(checked, args.coverage, app)?,
    }
    let languages: Vec<&str> = checked.unknown_languages.iter().map(String::as_str).collect();
    if !languages.is_empty() && !app.global.quiet {
        let languages = crate::deck::text::safe_line(&languages.join(", "));
        writeln!(app.err, "note: some rules about words know only English and are off for decks in {languages}")?;
    }
    Ok(())
}

fn explain(rule: Option<&str>, json: bool, app: &mut App) -> anyhow::Result<Outcome> {
    let Some(name) = rule else {
        if json {
            print::rules_json(lint::all_rules(), app)?;
        } else {
            write!(app.out, "{}", lint::list())?;
        }
        return Ok(Outcome::Done);
    };
    let unknown = |err: UnknownRule| CliError::usage(err.to_string()).help("`oss-quiz check --explain` lists them");
    let rule = lint::rule(name.parse().map_err(unknown)?);
    if json {
        print::rules_json(std::iter::once(rule), app)?;
    } else {
        write!(app.out, "{}", lint::explain(rule))?;
    }
    Ok(Outcome::Done)
}
