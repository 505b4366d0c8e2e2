//! `stats`: what the learner knows, and their study history.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use anyhow::Context as _;

use super::clock_ahead;
use super::output::{OutputStyle, print};
use super::past_day;
use super::{open, selection, ui};
use crate::app::error::{CliError, Outcome};
use crate::app::{App, VERSION};
use crate::cli::StatsArgs;
use crate::library;
use crate::schedule::Day;
use crate::session::FilterTerm;
use crate::stats::log_stats::SHORT_LOG;
use crate::stats::{self, LifeJson, Stats, StatsInput, StatsJson, StatsSection, StudiedItem, csv, screen};
use crate::store::Store;
use crate::study::LearnerProgress;
use crate::study::StudyContext;
use crate::styled::{Line, Style};
use crate::terminal::sentence;

/// Prints statistics as a page, in sentences, or as JSON or CSV.
pub(super) fn run(args: &StatsArgs, app: &mut App) -> anyhow::Result<Outcome> {
    let found = app.find(&args.what)?;
    let context = StudyContext::new(found.contents, app.store_to_read()?);
    clock_ahead::warn(&context.store, app)?;
    let store = Rc::clone(&context.store);
    let items = context.found.all_entries();
    let settings = selection::settings(&args.what, &*context.found, &store, app)?;
    let stand = LearnerProgress::of(context, &items, settings, app.now())?;
    let known = stand.known()?;
    if known.is_empty()
        && let Some(said) = selection::nothing(&stand.settings.filter, &*stand.context.found, &store, stand.today)?
        && !(args.json || args.csv || args.html.is_some())
    {
        ui::print(&sentence(&said), app)?;
        return Ok(Outcome::Done);
    }
    if let (true, [FilterTerm::Card(_)]) =
        (args.only.is_empty() && args.on.is_none() && !args.csv && !as_page(args), &args.what[..])
    {
        return life(args, &stand, &known, &store, app);
    }
    let stats = compute(args, &stand, &known, &store)?;
    if as_page(args) {
        html(args, &stats, app)?;
    } else if args.json {
        app.print_json(&StatsJson::from(&stats))?;
    } else if args.csv {
        let log = stats.log.as_ref().filter(|_| args.only.contains(&StatsSection::Items));
        let rows = log.map_or_else(|| csv::days(&stats), |log| csv::items(&log.items));
        app.out.write_all(rows.as_bytes())?;
    } else {
        text(args, &stats, app)?;
    }
    Ok(Outcome::Done)
}

/// Computes the statistics for every output format.
fn compute(
    args: &StatsArgs,
    stand: &LearnerProgress<'_>,
    known: &[StudiedItem<'_>],
    store: &Store,
) -> anyhow::Result<Stats> {
    let on = args.on.map_or(Ok(stand.today), |on| on.coming(stand.today)).map_err(past_day)?;
    let reviews: i64 = stand.days.values().map(|day| day.reviews).sum();
    let wanted = as_page(args) || args.only.iter().any(|part| part.needs_log()) || reviews <= SHORT_LOG;
    let past = wanted.then(|| stand.past(known, store)).transpose()?;
    // The page and the sentences don't list single items.
    let of_items = as_page(args) || args.json || args.csv || args.only.iter().any(|part| part.is_of_items());
    Ok(Stats::of(&StatsInput { on, log_stats: past.as_ref(), of_items, ..stand.given(known)? }))
}

fn text(args: &StatsArgs, stats: &Stats, app: &mut App) -> anyhow::Result<()> {
    // For a coming day only the knowledge is known.
    let only = if args.only.is_empty() && args.on.is_some() { &[StatsSection::Knowledge][..] } else { &args.only };
    let lines = match (OutputStyle::of(app), only) {
        (OutputStyle::Page(theme), []) => screen::page(stats, theme),
        (OutputStyle::Page(theme), parts) => screen::parts(stats, parts, theme),
        (OutputStyle::Plain, []) => plain(screen::sentences(stats)),
        (OutputStyle::Plain, parts) => plain(screen::sentences_of(stats, parts)),
    };
    print(&lines, app)
}

/// Whether an HTML page is wanted.
const fn as_page(args: &StatsArgs) -> bool {
    args.html.is_some() || args.open
}

/// Writes the HTML page, and opens it with `--open`.
fn html(args: &StatsArgs, stats: &Stats, app: &mut App) -> anyhow::Result<()> {
    let past_midnight = Day::from(app.clock.now().date()) != stats.today.day;
    let page = stats::html(stats, past_midnight, VERSION);
    let path = match &args.html {
        Some(path) if path == Path::new("-") => {
            if args.open {
                return Err(CliError::usage("standard output can't be opened").help("leave out `--html -`").into());
            }
            app.out.write_all(page.as_bytes())?;
            return Ok(());
        }
        Some(path) => path.clone(),
        None => in_cache(app)?,
    };
    app.write_page(&path, page.as_bytes(), |there| args.force || stats::is_page(there))?;
    if !app.global.quiet && args.html.is_some() {
        writeln!(app.err, "written to {}", app.shown(&path))?;
    }
    if args.open {
        open::page(&path, app)?;
        if !app.global.quiet && args.html.is_none() {
            writeln!(app.err, "opened {}", app.shown(&path))?;
        }
    }
    Ok(())
}

/// The file for a page that is only opened, not kept.
fn in_cache(app: &App) -> anyhow::Result<PathBuf> {
    let folder = app.cache_folder().ok_or_else(|| {
        CliError::usage("there is no cache folder to keep the page in").help("name a file with --html FILE")
    })?;
    library::make_private_folder(&folder)
        .with_context(|| format!("could not make the folder {}", app.shown(&folder)))?;
    Ok(folder.join("stats.html"))
}

/// Prints the history of one card.
fn life(
    args: &StatsArgs,
    stand: &LearnerProgress<'_>,
    known: &[StudiedItem<'_>],
    store: &Store,
    app: &mut App,
) -> anyhow::Result<Outcome> {
    let lives = stand.lives(known, store)?;
    if args.json {
        app.print_json(&LifeJson::from(&lives[..]))?;
        return Ok(Outcome::Done);
    }
    let text = match OutputStyle::of(app) {
        OutputStyle::Page(theme) => screen::lives(&lives, &stand.model, stand.today, theme),
        OutputStyle::Plain => plain(screen::lives_in_sentences(&lives, stand.today)),
    };
    print(&text, app)?;
    Ok(Outcome::Done)
}

fn plain(sentences: Vec<String>) -> Vec<Line> {
    sentences.into_iter().map(|sentence| Line::of(Style::Plain, sentence)).collect()
}
