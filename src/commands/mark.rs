//! `mark`: suspends, buries or flags what WHAT names, or undoes that; takes back what is dated ahead of now.

use serde::Serialize;

use super::{clock_ahead, selection, ui, user_copy};
use crate::app::App;
use crate::app::error::{CliError, Outcome};
use crate::cli::{MarkAct, MarkArgs};
use crate::deck::{ItemId, ItemSummary};
use crate::schedule::{Act, Day, Event, EventDraft, EventKind, History, ItemState, Moment, PutRight};
use crate::store::Store;
use crate::terminal::count;

/// A person is asked before more items than this are changed.
const MANY: usize = 20;

/// The output for one item.
#[derive(Debug, Serialize)]
struct Marked {
    schema: u8,
    item: String,
    act: &'static str,
    event: Option<String>,
    /// Set if it has no effect.
    #[serde(skip_serializing_if = "Option::is_none")]
    warning: Option<String>,
}

#[derive(Debug, Serialize)]
struct TakenBack {
    schema: u8,
    act: &'static str,
    /// Answers taken back.
    retracted: usize,
    /// Marks corrected.
    marks: usize,
}

/// The output for several items. Fields are added, never changed.
#[derive(Debug, Serialize)]
struct AllMarked {
    schema: u8,
    act: &'static str,
    items: Vec<MarkedOne>,
}

#[derive(Debug, Serialize)]
struct MarkedOne {
    item: String,
    event: String,
}

/// An act and its wording.
struct MarkAction {
    act: Act,
    /// Its name on the command line.
    word: &'static str,
    /// Follows `is` or `are` for items that were changed.
    changed: &'static str,
    /// Follows `is` or `are` for items that it would not change.
    unchanged: &'static str,
    /// Whether it would change an item.
    changes: fn(&ItemSummary, &ItemState, Day) -> bool,
}

impl MarkAction {
    fn of(act: MarkAct, note: Option<&str>) -> Self {
        match act {
            MarkAct::Suspend => Self {
                act: Act::Suspend,
                word: "suspend",
                changed: "not asked until `oss-quiz mark WHAT resume`",
                unchanged: "already suspended",
                changes: |entry, state, _| !is_suspended(entry, state),
            },
            MarkAct::Resume => Self {
                act: Act::Resume,
                word: "resume",
                changed: "asked again",
                unchanged: "not suspended",
                changes: |entry, state, _| is_suspended(entry, state),
            },
            MarkAct::Bury => Self {
                act: Act::Bury,
                word: "bury",
                changed: "not asked before tomorrow; `oss-quiz mark WHAT unbury` takes that back",
                unchanged: "already buried",
                changes: |_, state, today| state.buried != Some(today),
            },
            MarkAct::Unbury => Self {
                act: Act::Unbury,
                word: "unbury",
                changed: "no longer buried",
                unchanged: "not buried",
                changes: |_, state, today| state.buried.is_some_and(|day| day >= today),
            },
            MarkAct::Flag => Self {
                act: Act::Flag { note: note.map(str::to_owned) },
                word: "flag",
                changed: "flagged",
                unchanged: "already flagged",
                // A new note is a change; writing the same note again does no harm.
                changes: if note.is_some() { |_, _, _| true } else { |_, state, _| state.flag.is_none() },
            },
            MarkAct::Unflag => Self {
                act: Act::Unflag,
                word: "unflag",
                changed: "no longer flagged",
                unchanged: "not flagged",
                changes: |_, state, _| state.flag.is_some(),
            },
        }
    }

    /// The events to write for an item with this history.
    fn drafts(&self, item: &ItemId, history: &[Event], now: Moment) -> Vec<EventDraft> {
        let draft = |item: Option<ItemId>, act| EventDraft { moment: now, item, what: EventKind::Act(act) };
        let this = draft(Some(item.clone()), self.act.clone());
        if self.act != Act::Unbury {
            return vec![this];
        }
        let buries = buries(history, now.day);
        // An unbury ends all buries up to now, but one dated later by a wrong clock would count as the latest: retract
        // it.
        let later = buries.iter().filter(|bury| bury.moment.day > now.day);
        let later = later.map(|bury| draft(bury.item.clone(), Act::Retract { target: bury.id }));
        later.chain((!buries.is_empty()).then_some(this)).collect()
    }

    /// What the items are now, with WHAT filled in.
    fn changed_in(&self, what: &str) -> String {
        self.changed.replace("WHAT", what)
    }
}

fn is_suspended(entry: &ItemSummary, state: &ItemState) -> bool {
    state.suspended.unwrap_or(entry.suspended)
}

/// Appends an act for each item, or retracts what is dated ahead; exit 1 if there is no such item.
pub(super) fn run(args: &MarkArgs, app: &mut App) -> anyhow::Result<Outcome> {
    if args.ahead.is_some() {
        return retract_ahead(args, app);
    }
    let (what, act) = args.read().map_err(CliError::usage)?;
    if args.note.is_some() && act != MarkAct::Flag {
        return Err(CliError::usage("--note goes with `flag`").into());
    }
    let doing = MarkAction::of(act, args.note.as_deref());
    let found = app.find(&what)?.contents;
    // Report unknown names before a store is created.
    app.settings(&what, &*found)?;
    let store = app.store()?;
    clock_ahead::warn(&store, app)?;
    let today = app.now().day;
    let filter = selection::settings(&what, &*found, &store, app)?.filter;
    let decks = selection::items(&filter, &*found, &store, today)?;
    let items: Vec<(ItemSummary, ItemState)> = decks.into_iter().flat_map(|(_, items)| items).collect();
    match items.as_slice() {
        [] => {
            let said = selection::nothing(&filter, &*found, &store, today)?;
            writeln!(app.err, "{}", said.as_deref().unwrap_or("There are no items."))?;
            return Ok(Outcome::No);
        }
        [(entry, _)] => one(&entry.id, &doing, args, &store, app)?,
        several => {
            let changed = several.iter().filter(|(entry, state)| (doing.changes)(entry, state, today));
            let changed: Vec<ItemId> = changed.map(|(entry, _)| entry.id.clone()).collect();
            if changed.len() > MANY && !args.yes && !args.json && !agrees(doing.word, changed.len(), app)? {
                return user_copy::left(app);
            }
            let events = append(&doing, &changed, &store, app)?;
            if args.json {
                let one = |event: &Event| MarkedOne {
                    item: event.item.as_ref().map(ToString::to_string).unwrap_or_default(),
                    event: event.id.to_string(),
                };
                let items = events.iter().map(one).collect();
                app.print_json(&AllMarked { schema: 1, act: doing.word, items })?;
            } else if !app.global.quiet {
                writeln!(app.out, "{}", summary(&doing, changed.len(), several.len(), &selection::typed(&what)))?;
            }
        }
    }
    app.back_up_the_day(&store)?;
    Ok(Outcome::Done)
}

fn append(doing: &MarkAction, items: &[ItemId], store: &Store, app: &App) -> anyhow::Result<Vec<Event>> {
    let mut drafts = Vec::with_capacity(items.len());
    for item in items {
        // Only unbury depends on the history.
        let history = if doing.act == Act::Unbury { store.history(item)? } else { Vec::new() };
        drafts.extend(doing.drafts(item, &history, app.now()));
    }
    Ok(store.append(&drafts)?.events)
}

/// Marks one item, whether or not that changes it.
fn one(item: &ItemId, doing: &MarkAction, args: &MarkArgs, store: &Store, app: &mut App) -> anyhow::Result<()> {
    let is_buried = !buries(&store.history(item)?, app.now().day).is_empty();
    let events = append(doing, std::slice::from_ref(item), store, app)?;
    let event = events.last();
    let warning = match event {
        Some(event) => without_effect(&store.history(item)?, event),
        None => None,
    };
    if args.json {
        let event = event.map(|event| event.id.to_string());
        app.print_json(&Marked { schema: 1, item: item.to_string(), act: doing.word, event, warning })?;
    } else if let Some(warning) = warning {
        writeln!(app.err, "warning: {warning}")?;
    } else if !app.global.quiet {
        let then = match &doing.act {
            Act::Resume if is_buried => {
                format!("not suspended, but buried until tomorrow: `oss-quiz mark {item} unbury`")
            }
            Act::Unbury if !is_buried => doing.unchanged.to_owned(),
            _ => doing.changed_in(item.as_str()),
        };
        writeln!(app.out, "{item} is {then}")?;
    }
    Ok(())
}

/// The buries of an item that are in force today.
fn buries(history: &[Event], today: Day) -> Vec<Event> {
    let history = History::of(history);
    let mut buries = Vec::new();
    for event in history.events() {
        match event.what {
            EventKind::Act(Act::Bury) if event.moment.day >= today => buries.push(event.clone()),
            EventKind::Act(Act::Unbury) => buries.clear(),
            _ => {}
        }
    }
    buries
}

/// A warning if the item has a mark of a later date than the one just written.
fn without_effect(events: &[Event], written: &Event) -> Option<String> {
    let history = History::of(events);
    let marks = history.events().filter(|event| matches!(event.what, EventKind::Act(_)));
    let later = marks.filter(|event| event.moment.at_ms > written.moment.at_ms).last()?;
    let date = clock_ahead::date(later.moment);
    Some(format!(
        "this may have no effect, since a mark dated {date} counts as the last one; \
         `oss-quiz doctor --fix` puts right what is dated ahead of now"
    ))
}

/// If nothing is dated far ahead, no clock is known to be wrong, and nothing is taken back.
fn retract_ahead(args: &MarkArgs, app: &mut App) -> anyhow::Result<Outcome> {
    let store = app.store_if_there()?;
    let put = match &store {
        Some(store) if clock_ahead::is_any_far(store, app)? => clock_ahead::retract(store, app)?,
        _ => PutRight::default(),
    };
    if args.json {
        app.print_json(&TakenBack { schema: 1, act: "retract", retracted: put.answers, marks: put.marks })?;
    } else if !app.global.quiet {
        let summary = if put.drafts.is_empty() {
            "Nothing is dated more than a day ahead.".to_owned()
        } else {
            clock_ahead::summary(&put)
        };
        writeln!(app.out, "{summary}")?;
    }
    if let Some(store) = &store {
        app.back_up_the_day(store)?;
    }
    Ok(Outcome::Done)
}

/// Asks a person; a script is taken at its word.
fn agrees(act: &str, items: usize, app: &mut App) -> anyhow::Result<bool> {
    let mut dialog = ui::dialog(app)?;
    Ok(!dialog.is_person() || dialog.confirm(&format!("{} {items} items?", capital(act)))?)
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(chars).collect()
}

/// `12 items are flagged; 3 are already flagged`
fn summary(doing: &MarkAction, changed: usize, all: usize, what: &str) -> String {
    let verb = |items: usize| if items == 1 { "is" } else { "are" };
    let left = all - changed;
    let rest = format!("{left} {} {}", verb(left), doing.unchanged);
    match (changed, left) {
        (0, _) => format!("nothing to do: all {all} are {}", doing.unchanged),
        (changed, 0) => format!("{} {} {}", count(changed, "item"), verb(changed), doing.changed_in(what)),
        (changed, _) => format!("{} {} {}; {rest}", count(changed, "item"), verb(changed), doing.changed_in(what)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_done_is_told_with_the_way_back() {
        let suspend = MarkAction::of(MarkAct::Suspend, None);
        assert_eq!(summary(&suspend, 12, 12, "rise"), "12 items are not asked until `oss-quiz mark rise resume`");
        assert_eq!(
            summary(&suspend, 1, 3, "is:leech"),
            "1 item is not asked until `oss-quiz mark is:leech resume`; 2 are already suspended"
        );
        assert_eq!(summary(&suspend, 0, 3, "rise"), "nothing to do: all 3 are already suspended");
        assert_eq!(
            summary(&MarkAction::of(MarkAct::Unflag, None), 4, 5, "rise"),
            "4 items are no longer flagged; 1 is not flagged"
        );
    }
}
