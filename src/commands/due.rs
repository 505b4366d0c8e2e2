//! `due`: what is due, in one line.

use std::io::Write as _;

use super::stand::Stand;
use crate::app::App;
use crate::cli::DueArgs;
use crate::outcome::Outcome;
use crate::session::Wanted;
use crate::stats::{DueJson, DueLine, Forecast, Given, Next, Pace, Streak};

/// Prints the line, or JSON; exit 1 if nothing is due.
pub(super) fn run(args: &DueArgs, app: &mut App) -> anyhow::Result<Outcome> {
    let stand = stand(&args.what, app)?;
    let known = stand.known();
    let given = stand.given(&known);
    let forecast = Forecast::of(&known, stand.today);
    if args.json {
        app.print_json(&DueJson::new(given.asked, forecast.fortnight()))?;
    } else if let Some(format) = &args.format {
        let text = format.filled(&line(&given, &forecast), Streak::of(&stand.days, stand.today).now);
        if !text.is_empty() {
            writeln!(app.out, "{text}")?;
        }
    } else if !app.global.quiet {
        writeln!(app.out, "{}", line(&given, &forecast))?;
    }
    Ok(Outcome::found_if(given.asked.all() > 0))
}

/// The line of `due` for everything.
pub(super) fn line_of_all(app: &mut App) -> anyhow::Result<DueLine> {
    let stand = stand(&[], app)?;
    let known = stand.known();
    Ok(line(&stand.given(&known), &Forecast::of(&known, stand.today)))
}

fn line(given: &Given<'_>, forecast: &Forecast) -> DueLine {
    let Given { today, asked, .. } = *given;
    let minutes = Pace::of(given.days, today).minutes(asked);
    DueLine { today, asked, minutes, next: Next::of(forecast, given.tomorrow, today) }
}

/// Without a word about faulty decks but under `-v`.
fn stand(what: &[Wanted], app: &mut App) -> anyhow::Result<Stand> {
    let loaded = if app.global.verbose { app.load(what)? } else { app.load_quietly(what)? };
    let store = app.store_as_it_is()?;
    Stand::of(loaded.collection, what, store.as_ref(), app)
}
