//! Knowledge now: the score one may expect, deck by deck.

use super::given::Known;
use super::number::days;
use super::score::Score;
use crate::schedule::{Day, Model};

/// The chance that an item is recalled on `day` if it is not studied before; `None` for one that was never met.
#[must_use]
pub fn chance(known: &Known<'_>, model: &Model, day: Day) -> Option<f64> {
    known.seen().map(|seen| f64::from(model.retrievability(seen.memory, days(seen.elapsed(day))).0))
}

/// What is known of one deck.
#[derive(Debug, Clone, PartialEq)]
pub struct DeckScore {
    /// The deck's id.
    pub deck: String,
    /// How much of it would be known.
    pub score: Score,
}

/// What is known of all items and of each deck, in the order of the decks.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Knowledge {
    /// Of all.
    pub all: Score,
    /// Of each deck that has an item.
    pub decks: Vec<DeckScore>,
}

impl Knowledge {
    /// As it will be on `day` if nothing is studied before.
    #[must_use]
    pub fn on(day: Day, known: &[Known<'_>], model: &Model) -> Self {
        let mut knowledge = Self::default();
        for one in known {
            let deck = one.item.id.deck();
            // Items come deck after deck, so the last one is the one.
            if knowledge.decks.last().is_none_or(|last| last.deck != deck) {
                knowledge.decks.push(DeckScore { deck: deck.to_owned(), score: Score::default() });
            }
            let Some(last) = knowledge.decks.last_mut() else { continue };
            match chance(one, model, day) {
                Some(p) => last.score.add_met(p),
                None => last.score.add_new(),
            }
        }
        for deck in &knowledge.decks {
            knowledge.all.add(&deck.score);
        }
        knowledge
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schedule::{Act, Rating};
    use crate::stats::sample::{Learner, deck, item_of, noon, today};

    fn learner() -> Learner {
        let mut learner = Learner::new(vec![deck("a", 2), deck("b", 3)]);
        learner.answer(&item_of("a", "c0"), noon(today(), 0), Rating::Good, 5_000);
        learner.answer(&item_of("a", "c1"), noon(today(), 1), Rating::Easy, 5_000);
        learner
    }

    #[test]
    fn what_was_seen_today_is_known_and_what_was_never_met_is_not() {
        let learner = learner();
        let knowledge = Knowledge::on(today(), &learner.known(), &learner.model);
        assert!((knowledge.all.expected - 2.0).abs() < 1e-6);
        assert_eq!((knowledge.all.items, knowledge.all.met), (5, 2));
        let decks: Vec<(&str, usize)> = knowledge.decks.iter().map(|d| (d.deck.as_str(), d.score.met)).collect();
        assert_eq!(decks, [("a", 2), ("b", 0)]);
    }

    #[test]
    fn it_fades_and_the_longest_interval_fades_least() {
        let learner = learner();
        let known = learner.known();
        // Good is due after 2 days and Easy after 8: then each is at about 90 %.
        let [good, easy] = [(0, 2), (1, 8)].map(|(at, days)| chance(&known[at], &learner.model, today() + days));
        assert!(good.is_some_and(|p| (p - 0.9).abs() < 0.03) && easy.is_some_and(|p| (p - 0.9).abs() < 0.03));
        let later = |days| Knowledge::on(today() + days, &known, &learner.model).all.expected;
        assert!(later(1) > later(30) && later(30) > later(300) && later(300) > 0.0);
    }

    #[test]
    fn a_suspended_item_is_still_remembered() {
        let mut learner = learner();
        learner.act("a/c0", today(), Act::Suspend);
        assert!((Knowledge::on(today(), &learner.known(), &learner.model).all.expected - 2.0).abs() < 1e-6);
    }
}
