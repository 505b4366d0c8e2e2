//! Suspended, buried, flagged. What Anki says of a card is written when it isn't what Anki said of it before: what was
//! done here since stands until something changes there.

use super::super::AnkiCard;
use super::ids::{ANKI_DEVICE, CardName, Rank};
use super::weave::Weaver;
use crate::schedule::{Act, Day, Event, EventKind, History, Model, replay_history};

/// As Anki names them, from 1.
const FLAGS: [&str; 7] = ["red", "orange", "green", "blue", "pink", "turquoise", "purple"];

impl<E> Weaver<'_, E> {
    pub(super) fn marks(&mut self, card: &AnkiCard, name: CardName<'_>) {
        let history = History::of(&self.events);
        let state = replay_history(&history, &Model::default());
        let at_ms = self.changed(card);
        let (today, changed_on) = (self.here.now.day, self.here.moment_at(at_ms).day);
        let suspended = Mark {
            now: if card.is_suspended { Act::Suspend } else { Act::Resume },
            before: last_said(&history, |_, act| matches!(act, Act::Suspend | Act::Resume)),
            is_set: card.is_suspended,
            holds: state.suspended == Some(true),
        };
        let flagged = Mark {
            now: flag(card),
            before: last_said(&history, |_, act| matches!(act, Act::Flag { .. } | Act::Unflag)),
            is_set: card.flag > 0,
            holds: state.flag.is_some(),
        };
        // It is for one day only.
        let buried = (changed_on == today).then(|| Mark {
            now: if card.is_buried { Act::Bury } else { Act::Unbury },
            before: last_said(&history, |day, act| matches!(act, Act::Bury | Act::Unbury) && day == today),
            is_set: card.is_buried,
            holds: state.buried == Some(today),
        });
        let stays = suspended.before.is_none() && !suspended.is_set && suspended.holds;
        self.counts.still_suspended += usize::from(stays);
        for act in [Some(suspended), Some(flagged), buried].into_iter().flatten().filter_map(Mark::change) {
            let id = name.event(at_ms, Rank::After, act.word(), card.changed);
            self.counts.marks += usize::from(self.act(at_ms, id, act));
        }
    }
}

struct Mark {
    now: Act,
    /// What Anki said last.
    before: Option<Act>,
    is_set: bool,
    /// Whether it is set here.
    holds: bool,
}

impl Mark {
    /// What is to be written.
    fn change(self) -> Option<Act> {
        let differs = self.before.map_or(self.is_set && !self.holds, |before| before != self.now);
        differs.then_some(self.now)
    }
}

fn flag(card: &AnkiCard) -> Act {
    match FLAGS.get(usize::from(card.flag).wrapping_sub(1)) {
        Some(colour) => Act::Flag { note: Some(format!("{colour} flag in Anki")) },
        None => Act::Unflag,
    }
}

/// The last act of a kind that came from Anki.
fn last_said(history: &History<'_>, is_such: impl Fn(Day, &Act) -> bool) -> Option<Act> {
    let such = |event: &Event| match &event.what {
        EventKind::Act(act) if event.device == ANKI_DEVICE && is_such(event.moment.day, act) => Some(act.clone()),
        EventKind::Act(_) | EventKind::Review(_) => None,
    };
    history.events().filter_map(such).last()
}
