//! `mark`: suspends, resumes, buries, flags or unflags an item.

use serde::Serialize;

use super::item_of_name;
use crate::app::App;
use crate::cli::{MarkAct, MarkArgs};
use crate::outcome::{Failure, Outcome};
use crate::schedule::{Act, Draft, What};

#[derive(Debug, Serialize)]
struct Marked {
    schema: u8,
    item: String,
    act: &'static str,
    event: Option<String>,
}

/// Appends one act.
pub(super) fn run(args: &MarkArgs, app: &mut App) -> anyhow::Result<Outcome> {
    if args.note.is_some() && args.act != MarkAct::Flag {
        return Err(Failure::usage("--note goes with `flag`").into());
    }
    let found = app.find(&[])?;
    let item = item_of_name(&args.item, &*found.contents)?.id;
    let (act, word, done) = match args.act {
        MarkAct::Suspend => (Act::Suspend, "suspend", "is not asked until `oss-quiz mark ITEM resume`"),
        MarkAct::Resume => (Act::Resume, "resume", "is asked again"),
        MarkAct::Bury => (Act::Bury, "bury", "is not asked before tomorrow"),
        MarkAct::Flag => (Act::Flag { note: args.note.clone() }, "flag", "is flagged"),
        MarkAct::Unflag => (Act::Unflag, "unflag", "is flagged no longer"),
    };
    let draft = Draft { moment: app.now(), item: Some(item.clone()), what: What::Act(act) };
    let appended = app.store()?.append(&[draft])?;
    if args.json {
        let event = appended.events.first().map(|event| event.id.to_string());
        app.print_json(&Marked { schema: 1, item: item.to_string(), act: word, event })?;
    } else if !app.global.quiet {
        writeln!(app.out, "{item} {done}")?;
    }
    Ok(Outcome::Done)
}
