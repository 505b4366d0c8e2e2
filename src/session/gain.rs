//! How many more items are known at the end of a session than before.

use std::collections::HashMap;

use super::machine::Session;
use crate::deck::ItemId;
use crate::schedule::{ItemState, Memory, chance_known};

/// The memory of the answered items before their first answer.
#[derive(Debug, Default)]
pub(super) struct KnownBefore(HashMap<ItemId, Option<Memory>>);

impl KnownBefore {
    /// Records an item's state, if this is its first answer.
    pub(super) fn note(&mut self, id: &ItemId, state: Option<&ItemState>) {
        if !self.0.contains_key(id) {
            self.0.insert(id.clone(), state.and_then(|state| state.seen));
        }
    }
}

impl Session {
    /// How many more items are known than before: the sum of the changes in the chance to know each answered item.
    /// Items missed today count as not known.
    #[must_use]
    pub fn more_known(&self) -> f64 {
        let known = |seen: &Memory| chance_known(seen.fsrs, (seen.last_day, seen.last_rating), self.today, &self.model);
        let gain = |id: &ItemId| {
            let now = self.state_of(id).seen.as_ref().map_or(0.0, known);
            Some(now - self.before.0.get(id)?.as_ref().map_or(0.0, known))
        };
        self.items_answered().into_iter().filter_map(gain).sum()
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::super::tests::Ledger;
    use crate::deck::{Collection, parse_deck};
    use crate::schedule::{Day, Model, Moment, Rating};
    use crate::session::{Input, Session, Settings};

    /// A session on a day, with these inputs; how much more is known in the end.
    fn gained(ledger: &mut Ledger, day: i32, inputs: &[Input]) -> f64 {
        let text = "title: T\ncards:\n  - {id: a, kind: flip, question: Who?, answer: I}\n";
        let found = Rc::new(Collection::new(vec![parse_deck("d", None, text).expect("a deck")]));
        let mut now = Moment { at_ms: i64::from(day) * 86_400_000, offset_minutes: 0, day: Day::from_number(day) };
        let states = ledger.states();
        let mut session = Session::new(found, states, Model::default(), Settings::default(), now.day);
        for input in inputs {
            now.at_ms += 1_000;
            let effect = session.take(input.clone(), now, 1_000);
            let (events, states) = ledger.append(&effect.drafts);
            session.recorded(&events, states);
        }
        session.more_known()
    }

    const GOOD: [Input; 2] = [Input::Reveal, Input::Rate(Rating::Good)];
    const AGAIN: [Input; 2] = [Input::Reveal, Input::Rate(Rating::Again)];

    #[test]
    fn what_is_new_and_comes_right_is_known_from_then_on() {
        let first = gained(&mut Ledger::default(), 20_000, &GOOD);
        assert!((first - 1.0).abs() < 1e-6, "{first}");
        let missed_first = gained(&mut Ledger::default(), 20_000, &[AGAIN, GOOD].concat());
        assert!((missed_first - 1.0).abs() < 1e-6, "{missed_first}");
    }

    #[test]
    fn what_was_missed_or_taken_back_is_no_gain() {
        assert!(gained(&mut Ledger::default(), 20_000, &AGAIN).abs() < 1e-6);
        assert!(gained(&mut Ledger::default(), 20_000, &[&GOOD[..], &[Input::Undo]].concat()).abs() < 1e-6);
    }

    #[test]
    fn what_would_probably_have_been_known_gains_little() {
        let mut ledger = Ledger::default();
        gained(&mut ledger, 20_000, &GOOD);
        let again = gained(&mut ledger, 20_003, &GOOD);
        assert!(again > 0.02 && again < 0.3, "{again}");
    }

    #[test]
    fn what_was_known_and_is_missed_is_a_loss_until_it_comes_right() {
        let mut ledger = Ledger::default();
        gained(&mut ledger, 20_000, &GOOD);
        let missed = gained(&mut ledger, 20_003, &AGAIN);
        assert!(missed < -0.7, "{missed}");
        let right = gained(&mut ledger, 20_003, &GOOD);
        assert!((right - 1.0).abs() < 1e-6, "{right}");
    }
}
