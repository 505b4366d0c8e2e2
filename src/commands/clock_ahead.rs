//! Answers dated in the future by a wrong clock: until that day they would count as the latest ones.

use std::collections::HashSet;
use std::io::{IsTerminal as _, stdin, stdout};

use super::ui;
use crate::app::App;
use crate::deck::ItemId;
use crate::schedule::{Act, EventDraft, EventId, EventKind, Moment, PutRight, put_right};
use crate::store::Store;
use crate::terminal::count;

/// The moment of the last answer if its study day is later than tomorrow, so that one of two clocks must be wrong.
pub(super) fn last_answer(store: &Store, app: &App) -> anyhow::Result<Option<Moment>> {
    let now = app.by_the_clock();
    let last = store.last_answer_after(now.day + 1)?.filter(|&(_, at_ms)| at_ms > now.at_ms);
    Ok(last.map(|(day, at_ms)| Moment { at_ms, day, ..now }))
}

/// Warns if the last answer is dated ahead of now.
pub(super) fn warn(store: &Store, app: &mut App) -> anyhow::Result<()> {
    if let Some(last) = last_answer(store, app)?.filter(|_| !app.global.quiet) {
        let (last, today) = (date(last), date(app.by_the_clock()));
        writeln!(
            app.err,
            "warning: the last answer is dated {last}, which is still to come; if today is really {today}, \
             `oss-quiz doctor --fix` names the answers dated ahead of now and takes them back, so that new ones count"
        )?;
    }
    Ok(())
}

/// If the last answer is dated ahead of now, asks which clock is right. Returns `false` if it is not this computer's:
/// then nothing was written, and nothing should be. Without a terminal it only warns.
pub(super) fn settle(store: &Store, app: &mut App) -> anyhow::Result<bool> {
    let Some(last) = last_answer(store, app)? else { return Ok(true) };
    if !(stdin().is_terminal() && stdout().is_terminal()) {
        warn(store, app)?;
        return Ok(true);
    }
    let (last, today) = (date(last), date(app.by_the_clock()));
    let mut dialog = ui::dialog(app)?;
    dialog.say(&format!(
        "The last answer is dated {last}.\nIf you say yes, the answers dated ahead of now are taken back, so that new ones \
         count.\nIf you say no, nothing is changed."
    ))?;
    if dialog.confirm(&format!("Is it really {today}?"))? {
        let put = retract(store, app)?;
        dialog.say(&summary(&put))?;
        return Ok(true);
    }
    dialog.say("Nothing was changed. Set this computer's clock, then start again.")?;
    Ok(false)
}

/// Takes back the answers dated ahead of now and corrects marks dated ahead.
pub(super) fn retract(store: &Store, app: &App) -> anyhow::Result<PutRight> {
    let now = app.by_the_clock();
    let mut put = PutRight::default();
    for (_, events) in store.items_later_than(now.at_ms)? {
        put.extend(put_right(&events, now));
    }
    store.append(&put.drafts)?;
    app.look_at_last_day(store)?;
    Ok(put)
}

/// "12 answers dated ahead of now were taken back."
pub(super) fn summary(put: &PutRight) -> String {
    let were = if put.answers == 1 { "was" } else { "were" };
    let answers = format!("{} dated ahead of now {were} taken back.", count(put.answers, "answer"));
    match put.marks {
        0 => answers,
        1 => format!("{answers} 1 mark of that time was put right."),
        marks => format!("{answers} {marks} marks of that time were put right."),
    }
}

pub(super) const DAY_MS: i64 = 24 * 3_600_000;

/// Whether any answer or mark is dated more than a day ahead.
pub(super) fn is_any_far(store: &Store, app: &App) -> anyhow::Result<bool> {
    Ok(!store.items_later_than(app.by_the_clock().at_ms + DAY_MS)?.is_empty())
}

/// What a retraction would take back or put right that is dated more than a day ahead, item by item.
pub(super) fn far_events(store: &Store, app: &App) -> anyhow::Result<Vec<(ItemId, Moment)>> {
    let now = app.by_the_clock();
    let mut far = Vec::new();
    for (item, events) in store.items_later_than(now.at_ms + DAY_MS)? {
        let put = put_right(&events, now);
        let targets: HashSet<EventId> = put.drafts.iter().filter_map(target).collect();
        let late = events.iter().filter(|event| event.moment.at_ms > now.at_ms + DAY_MS && targets.contains(&event.id));
        far.extend(late.map(|event| (item.clone(), event.moment)));
    }
    far.sort_by_key(|(_, moment)| moment.at_ms);
    Ok(far)
}

fn target(draft: &EventDraft) -> Option<EventId> {
    match draft.what {
        EventKind::Act(Act::Retract { target }) => Some(target),
        _ => None,
    }
}

/// "3 May 2027", in local time.
pub(super) fn date(moment: Moment) -> String {
    moment.local().strftime("%-d %B %Y").to_string()
}
