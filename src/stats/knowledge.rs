//! Present knowledge: the expected score, by deck and section.

use super::guess_probability::{blind, known_of};
use super::input::{StudiedItem, groups};
use super::score::Score;
use crate::deck::text::one_line;
use crate::deck::{Decks, SourceRef};
use crate::schedule::{Day, Model, chance_known};

/// The chance of recall on `day` without study until then; `None` for a new item.
#[must_use]
pub fn chance(known: &StudiedItem<'_>, model: &Model, day: Day) -> Option<f64> {
    known.seen().map(|seen| chance_known(seen.fsrs, (seen.last_day, seen.last_rating), day, model))
}

/// The knowledge of a deck.
#[derive(Debug, Clone, PartialEq)]
pub struct DeckScore {
    pub deck: String,
    pub score: Score,
    /// By section of the cited source, in deck order; empty if the deck cites none, or only one section.
    pub sections: Vec<SectionScore>,
}

/// The knowledge of one section of a deck's source.
#[derive(Debug, Clone, PartialEq)]
pub struct SectionScore {
    /// The section's slug, followed by `/` and its part's slug if there is one; `None` for items that teach none.
    pub section: Option<String>,
    /// The heading, or the slug if there is none.
    pub title: String,
    pub score: Score,
}

impl SectionScore {
    /// The last part of the slug.
    #[must_use]
    pub fn short(&self) -> &str {
        self.section.as_deref().map_or("no section", |slug| slug.rsplit('/').next().unwrap_or(slug))
    }
}

/// The knowledge of all items and of each deck, in deck order.
#[derive(Debug, Clone, PartialEq)]
pub struct Knowledge {
    pub day: Day,
    pub all: Score,
    /// Decks with at least one item.
    pub decks: Vec<DeckScore>,
    /// The expected score in a test of every item, guessing blindly at new ones.
    pub in_a_test: Score,
    /// How much of the expected score is luck from guessing at choices.
    pub luck: f64,
}

impl Knowledge {
    /// The knowledge on `day`, without study until then.
    #[must_use]
    pub fn on(day: Day, known: &[StudiedItem<'_>], found: &dyn Decks, model: &Model) -> Self {
        let mut knowledge =
            Self { day, all: Score::default(), decks: Vec::new(), in_a_test: Score::default(), luck: 0.0 };
        // Items are grouped by deck.
        for deck in groups(known, |one| one.item.id.deck()) {
            let Some(first) = deck.first() else { continue };
            let name = first.item.id.deck();
            let mut of = DeckScore { deck: name.to_owned(), score: Score::default(), sections: Vec::new() };
            let cites = found.heading(name).is_some_and(|deck| deck.source.is_some());
            for one in deck {
                let p = chance(one, model, day);
                let section = cites.then(|| section_at(&mut of.sections, one, found));
                knowledge.add(p, blind(one.item));
                for score in section.map(|at| &mut of.sections[at].score).into_iter().chain([&mut of.score]) {
                    match p {
                        Some(p) => score.add_met(p),
                        None => score.add_new(),
                    }
                }
            }
            if of.sections.len() < 2 {
                of.sections.clear();
            }
            knowledge.all.add(&of.score);
            knowledge.decks.push(of);
        }
        knowledge
    }

    fn add(&mut self, p: Option<f64>, blind: f64) {
        // A test allows at least a guess.
        self.in_a_test.add_chance(p.map_or(blind, |p| p.max(blind)));
        self.luck += p.map_or(0.0, |p| p - known_of(p, blind));
    }
}

/// The index of the item's section in its deck; adds the section if it is new.
fn section_at(sections: &mut Vec<SectionScore>, one: &StudiedItem<'_>, found: &dyn Decks) -> usize {
    let passage = found.passage(one.item.id.deck(), &one.item.claims);
    let name = passage.as_ref().map(|SourceRef { section, part }| match part {
        Some(part) => format!("{}/{}", section.slug, part.slug),
        None => section.slug.clone(),
    });
    if let Some(at) = sections.iter().position(|section| section.section == name) {
        return at;
    }
    let title = passage.map_or("no section".to_owned(), |SourceRef { section, part }| {
        let named = part.unwrap_or(section);
        named.title.map_or(named.slug, |title| one_line(&title.plain()))
    });
    sections.push(SectionScore { section: name, title, score: Score::default() });
    sections.len() - 1
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
        let knowledge = Knowledge::on(today(), &learner.known(), &learner.found, &learner.model);
        assert!((knowledge.all.expected - 2.0).abs() < 1e-6);
        assert_eq!((knowledge.all.items, knowledge.all.met), (5, 2));
        let decks: Vec<(&str, usize)> = knowledge.decks.iter().map(|d| (d.deck.as_str(), d.score.met)).collect();
        assert_eq!(decks, [("a", 2), ("b", 0)]);
    }

    #[test]
    fn what_was_missed_today_is_not_known() {
        let mut learner = learner();
        let known_on = |learner: &Learner, day| {
            let knowledge = Knowledge::on(day, &learner.known(), &learner.found, &learner.model);
            (knowledge.all.expected, knowledge.all.met)
        };
        learner.answer(&item_of("b", "c0"), noon(today(), 2), Rating::Again, 5_000);
        learner.answer(&item_of("a", "c0"), noon(today(), 3), Rating::Again, 5_000);
        let (expected, met) = known_on(&learner, today());
        assert!((expected - 1.0).abs() < 1e-6 && met == 3, "{expected}");
        assert!(known_on(&learner, today() + 1).0 > 1.5, "the model counts from the next day on");
        // It was answered right later.
        learner.answer(&item_of("b", "c0"), noon(today(), 4), Rating::Good, 5_000);
        assert!((known_on(&learner, today()).0 - 2.0).abs() < 1e-6);
    }

    #[test]
    fn it_fades_and_the_longest_interval_fades_least() {
        let learner = learner();
        let known = learner.known();
        // Good is due after 2 days and Easy after 8; each is then at about 90 %.
        let [good, easy] = [(0, 2), (1, 8)].map(|(at, days)| chance(&known[at], &learner.model, today() + days));
        assert!(good.is_some_and(|p| (p - 0.9).abs() < 0.03) && easy.is_some_and(|p| (p - 0.9).abs() < 0.03));
        let later = |days| Knowledge::on(today() + days, &known, &learner.found, &learner.model).all.expected;
        assert!(later(1) > later(30) && later(30) > later(300) && later(300) > 0.0);
    }

    #[test]
    fn a_suspended_item_is_still_remembered() {
        let mut learner = learner();
        learner.act("a/c0", today(), Act::Suspend);
        assert!(
            (Knowledge::on(today(), &learner.known(), &learner.found, &learner.model).all.expected - 2.0).abs() < 1e-6
        );
    }
}
