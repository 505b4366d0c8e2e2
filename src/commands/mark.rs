//! `mark`: suspends, buries or flags an item, or takes that away; takes back what is dated ahead of now.

use serde::Serialize;

use super::{ahead, item_of_name};
use crate::app::App;
use crate::cli::{MarkAct, MarkArgs};
use crate::deck::ItemId;
use crate::outcome::{Failure, Outcome};
use crate::schedule::{Act, Day, Draft, Event, History, Moment, PutRight, What};

#[derive(Debug, Serialize)]
struct Marked {
    schema: u8,
    item: String,
    act: &'static str,
    event: Option<String>,
    /// Where it has no effect.
    #[serde(skip_serializing_if = "Option::is_none")]
    warning: Option<String>,
}

#[derive(Debug, Serialize)]
struct Retracted {
    schema: u8,
    act: &'static str,
    /// Answers taken back.
    retracted: usize,
    /// Marks put right.
    marks: usize,
}

/// Appends one act or takes acts back; with `--ahead`, one for each answer ahead of now.
pub(super) fn run(args: &MarkArgs, app: &mut App) -> anyhow::Result<Outcome> {
    let (Some(item), Some(act)) = (&args.item, args.act) else { return retract_ahead(args, app) };
    if args.note.is_some() && act != MarkAct::Flag {
        return Err(Failure::usage("--note goes with `flag`").into());
    }
    let found = app.find(&[])?;
    let item = item_of_name(item, &*found.contents)?.id;
    let store = app.store()?;
    ahead::warn(&store, app)?;
    let now = app.now();
    let buries = buries(&store.history(&item)?, now.day);
    let is_buried = !buries.is_empty();
    let (word, drafts) = drafts(act, args.note.as_deref(), &item, &buries, now);
    let appended = store.append(&drafts)?;
    let event = appended.events.first();
    let warning = match event {
        Some(event) if act != MarkAct::Unbury => without_effect(&store.history(&item)?, event),
        _ => None,
    };
    if args.json {
        let event = event.map(|event| event.id.to_string());
        app.print_json(&Marked { schema: 1, item: item.to_string(), act: word, event, warning })?;
    } else if let Some(warning) = warning {
        writeln!(app.err, "warning: {warning}")?;
    } else if !app.global.quiet {
        writeln!(app.out, "{}", said(act, &item, is_buried))?;
    }
    Ok(Outcome::Done)
}

/// What is said where the item has a mark of a later date than the one just written.
fn without_effect(events: &[Event], written: &Event) -> Option<String> {
    let history = History::of(events);
    let marks = history.events().filter(|event| matches!(event.what, What::Act(_)));
    let later = marks.filter(|event| event.moment.at_ms > written.moment.at_ms).last()?;
    let date = ahead::date(later.moment);
    Some(format!(
        "this may have no effect, since a mark dated {date} counts as the last one; \
         `oss-quiz mark --ahead retract` puts right what is dated ahead of now"
    ))
}

/// Where nothing is far ahead no clock is known to be wrong, and nothing is taken back.
fn retract_ahead(args: &MarkArgs, app: &mut App) -> anyhow::Result<Outcome> {
    let put = match app.store_if_there()? {
        Some(store) if ahead::is_any_far(&store, app)? => ahead::retract(&store, app)?,
        _ => PutRight::default(),
    };
    if args.json {
        app.print_json(&Retracted { schema: 1, act: "retract", retracted: put.answers, marks: put.marks })?;
    } else if !app.global.quiet {
        let told = if put.drafts.is_empty() {
            "Nothing is dated more than a day ahead.".to_owned()
        } else {
            ahead::told(&put)
        };
        writeln!(app.out, "{told}")?;
    }
    Ok(Outcome::Done)
}

/// The buries of an item that stand and are not over.
fn buries(history: &[Event], today: Day) -> Vec<Event> {
    let history = History::of(history);
    let buries = history.events().filter(|event| event.what == What::Act(Act::Bury));
    buries.filter(|event| event.moment.day >= today).cloned().collect()
}

/// The name of what is done, and what it writes.
fn drafts(
    act: MarkAct,
    note: Option<&str>,
    item: &ItemId,
    buries: &[Event],
    now: Moment,
) -> (&'static str, Vec<Draft>) {
    let one = |act| vec![Draft { moment: now, item: Some(item.clone()), what: What::Act(act) }];
    match act {
        MarkAct::Suspend => ("suspend", one(Act::Suspend)),
        MarkAct::Resume => ("resume", one(Act::Resume)),
        MarkAct::Bury => ("bury", one(Act::Bury)),
        MarkAct::Flag => ("flag", one(Act::Flag { note: note.map(str::to_owned) })),
        MarkAct::Unflag => ("unflag", one(Act::Unflag)),
        MarkAct::Unbury => {
            let retract = |bury: &Event| {
                let what = What::Act(Act::Retract { target: bury.id });
                Draft { moment: now, item: bury.item.clone(), what }
            };
            ("unbury", buries.iter().map(retract).collect())
        }
    }
}

fn said(act: MarkAct, item: &ItemId, is_buried: bool) -> String {
    match act {
        MarkAct::Suspend => format!("{item} is not asked until `oss-quiz mark {item} resume`"),
        MarkAct::Resume if is_buried => {
            format!("{item} is not suspended, but buried until tomorrow: `oss-quiz mark {item} unbury`")
        }
        MarkAct::Resume => format!("{item} is asked again"),
        MarkAct::Bury => format!("{item} is not asked before tomorrow; `oss-quiz mark {item} unbury` takes that back"),
        MarkAct::Unbury if is_buried => format!("{item} is buried no longer"),
        MarkAct::Unbury => format!("{item} is not buried"),
        MarkAct::Flag => format!("{item} is flagged"),
        MarkAct::Unflag => format!("{item} is flagged no longer"),
    }
}
