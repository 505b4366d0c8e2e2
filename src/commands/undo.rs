//! `undo`: takes back the latest answers and marks made on this device, in any session. What one command did to several
//! items is taken back together.

use serde::Serialize;

use super::show::of_purpose;
use crate::app::App;
use crate::app::error::{CliError, Outcome};
use crate::cli::UndoArgs;
use crate::schedule::{Act, Event, EventDraft, EventId, EventKind, History};
use crate::store::Store;
use crate::terminal::count;

/// Fields are added, never changed.
#[derive(Debug, Serialize)]
struct UndoOut {
    schema: u8,
    undone: Vec<UndoneOut>,
}

#[derive(Debug, Serialize)]
struct UndoneOut {
    /// The review or the mark.
    event: String,
    item: Option<String>,
    what: String,
    at: String,
}

impl UndoneOut {
    fn of(event: &Event) -> Self {
        let what = match &event.what {
            EventKind::Review(_) => "review",
            EventKind::Act(act) => act.word(),
        };
        Self {
            event: event.id.to_string(),
            item: event.item.as_ref().map(ToString::to_string),
            what: what.to_owned(),
            at: event.moment.with_offset(),
        }
    }
}

pub(super) fn run(args: &UndoArgs, app: &mut App) -> anyhow::Result<Outcome> {
    let Some(store) = existing(app)? else { return nothing(args, app) };
    let actions = match args.review {
        Some(review) => named(review, &store)?,
        None => store.latest_actions(args.last as usize)?,
    };
    if actions.is_empty() {
        return nothing(args, app);
    }
    let moment = app.now();
    let drafts: Vec<EventDraft> = actions
        .iter()
        .flatten()
        .map(|event| {
            let what = EventKind::Act(Act::Retract { target: event.id });
            EventDraft { moment, item: event.item.clone(), what }
        })
        .collect();
    let lines = actions.iter().map(|action| lines(action, &store)).collect::<anyhow::Result<Vec<_>>>()?;
    store.append(&drafts)?;
    if args.json {
        let undone = actions.iter().flatten().map(UndoneOut::of).collect();
        app.print_json(&UndoOut { schema: 1, undone })?;
    } else {
        for line in lines.into_iter().flatten() {
            writeln!(app.out, "taken back: {line}")?;
        }
    }
    app.back_up_the_day(&store)?;
    Ok(Outcome::Done)
}

fn existing(app: &mut App) -> anyhow::Result<Option<Store>> {
    app.store_if_there()
}

/// The review with this id; empty if it was already taken back.
fn named(review: EventId, store: &Store) -> anyhow::Result<Vec<Vec<Event>>> {
    let event = store.event(review)?.filter(|event| matches!(event.what, EventKind::Review(_)));
    let event = event.ok_or_else(|| {
        CliError::usage(format!("there is no review {review}"))
            .help("`oss-quiz show ITEM --json` lists the reviews of an item")
    })?;
    let events = event.item.as_ref().map(|item| store.history(item)).transpose()?.unwrap_or_default();
    let stands = History::of(&events).stands(&event);
    Ok(stands.then(|| vec![event]).into_iter().collect())
}

fn nothing(args: &UndoArgs, app: &mut App) -> anyhow::Result<Outcome> {
    if args.json {
        app.print_json(&UndoOut { schema: 1, undone: Vec::new() })?;
    } else if let Some(review) = args.review {
        writeln!(app.err, "review {review} was already taken back, or is in another store")?;
    } else {
        writeln!(app.err, "there is nothing on this device to take back")?;
    }
    Ok(Outcome::No)
}

/// Describes what is taken back: `bury of 44 items, Tue 24 Nov 20:00`; answers one by one.
fn lines(action: &[Event], store: &Store) -> anyhow::Result<Vec<String>> {
    match action {
        [first, .., last] if action.iter().all(|event| word(event).is_some() && word(event) == word(first)) => {
            let items = count(action.len(), "item");
            let done = match &first.what {
                EventKind::Act(Act::Due { .. }) => format!("{items} {FORWARD}"),
                _ => format!("{} of {items}", word(first).unwrap_or_default()),
            };
            Ok(vec![format!("{done}, {}", at(last))])
        }
        events => events.iter().map(|event| line(event, store)).collect(),
    }
}

/// The word for items that were made due earlier.
const FORWARD: &str = "brought forward";

/// The name of a mark; `None` for an answer.
fn word(event: &Event) -> Option<&str> {
    match &event.what {
        EventKind::Act(Act::Due { .. }) => Some(FORWARD),
        EventKind::Act(act) => Some(act.word()),
        EventKind::Review(_) => None,
    }
}

/// `challenges/version-drift, Good, Tue 24 Nov 20:00`, or the mark in place of the rating.
fn line(event: &Event, store: &Store) -> anyhow::Result<String> {
    let item = event.item.as_ref().map(ToString::to_string).unwrap_or_default();
    let done = match &event.what {
        EventKind::Act(_) => word(event).unwrap_or_default().to_owned(),
        EventKind::Review(review) => {
            let events = event.item.as_ref().map(|item| store.history(item)).transpose()?.unwrap_or_default();
            let standing = History::of(&events).reviews().find(|standing| standing.event.id == event.id);
            let rating = standing.map_or(review.rating, |standing| standing.rating);
            of_purpose(review.purpose).map_or_else(|| rating.to_string(), |purpose| format!("{rating} ({purpose})"))
        }
    };
    Ok(format!("{item}, {done}, {}", at(event)))
}

fn at(event: &Event) -> String {
    event.moment.local().strftime("%a %-d %b %H:%M").to_string()
}
