//! `mark`: suspends, resumes, buries, flags or unflags an item; takes back what is dated ahead of now.

use serde::Serialize;

use super::{ahead, item_of_name};
use crate::app::App;
use crate::cli::{MarkAct, MarkArgs};
use crate::outcome::{Failure, Outcome};
use crate::schedule::{Act, Draft, Event, History, PutRight, What};

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

/// Appends one act, or one for each answer ahead of now.
pub(super) fn run(args: &MarkArgs, app: &mut App) -> anyhow::Result<Outcome> {
    let (Some(item), Some(act)) = (&args.item, args.act) else { return retract_ahead(args, app) };
    if args.note.is_some() && act != MarkAct::Flag {
        return Err(Failure::usage("--note goes with `flag`").into());
    }
    let found = app.find(&[])?;
    let item = item_of_name(item, &*found.contents)?.id;
    let (act, word, done) = match act {
        MarkAct::Suspend => (Act::Suspend, "suspend", "is not asked until `oss-quiz mark ITEM resume`"),
        MarkAct::Resume => (Act::Resume, "resume", "is asked again"),
        MarkAct::Bury => (Act::Bury, "bury", "is not asked before tomorrow"),
        MarkAct::Flag => (Act::Flag { note: args.note.clone() }, "flag", "is flagged"),
        MarkAct::Unflag => (Act::Unflag, "unflag", "is flagged no longer"),
    };
    let store = app.store()?;
    ahead::warn(&store, app)?;
    let draft = Draft { moment: app.now(), item: Some(item.clone()), what: What::Act(act) };
    let appended = store.append(&[draft])?;
    let event = appended.events.first();
    let warning = match event {
        Some(event) => without_effect(&store.history(&item)?, event),
        None => None,
    };
    if args.json {
        let event = event.map(|event| event.id.to_string());
        app.print_json(&Marked { schema: 1, item: item.to_string(), act: word, event, warning })?;
    } else if let Some(warning) = warning {
        writeln!(app.err, "warning: {warning}")?;
    } else if !app.global.quiet {
        writeln!(app.out, "{item} {done}")?;
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
