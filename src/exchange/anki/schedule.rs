//! What a collection knows of its cards -> events of ours.
//!
//! Memory comes from the replay of the answers, as Anki would compute it anew; the day on which a card is due is
//! Anki's own.

mod card_log;
mod ids;
mod marks;
#[cfg(test)]
mod tests;
mod weave;

use std::collections::HashMap;

use super::notes::Asked;
use super::writing;
use super::{AnkiCard, CardState, Collection, DueIn, Note, NoteType, RevlogRow};
use crate::deck::{CardId, ItemId};
use crate::exchange::material::{Origin, Remark, RemarkKind};
use crate::schedule::{Day, Event, Model, Moment};
use weave::Weaver;

/// What is known here. Reading events may fail with `E`.
pub struct Here<'h, E> {
    /// The card that stands for `Asked::key`; `None` if it isn't here.
    pub card: &'h dyn Fn(&str) -> Option<CardId>,
    /// The revision of an item's card, as the import leaves it.
    pub revision: &'h dyn Fn(&ItemId) -> u32,
    /// The events of an item and of its earlier names, in any order.
    pub events: &'h dyn Fn(&ItemId) -> Result<Vec<Event>, E>,
    /// A moment by its milliseconds since 1970: its study day and how far the clock was east of UTC.
    pub moment: &'h dyn Fn(i64) -> Moment,
    pub now: Moment,
    /// The version of the program.
    pub version: &'h str,
}

/// What a collection brings.
#[derive(Debug, Default, PartialEq)]
pub struct AnkiProgress {
    /// What the log here lacks: item by item, each in the order of time.
    pub events: Vec<Event>,
    pub counts: ProgressCounts,
    /// Weights of FSRS that its cards were scheduled with, those of most cards first.
    pub weights: Vec<OfferedWeights>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct OfferedWeights {
    /// As FSRS takes them: 17, 19 or 21.
    pub weights: Vec<f32>,
    /// How many cards that were answered have them.
    pub cards: usize,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ProgressCounts {
    /// Answers that are new here.
    pub answers: usize,
    /// Answers that are here already.
    pub known: usize,
    /// Suspended, resumed, buried, flagged, given another day: what is new here.
    pub marks: usize,
    /// Cards that were made new again.
    pub forgotten: usize,
    /// Cards whose memory starts with what SM-2 knew.
    pub from_sm2: usize,
    /// Those of `answers` that stand for a log that isn't there.
    pub made_up: usize,
    /// Cards that stay suspended, because they were suspended here.
    pub still_suspended: usize,
    /// Rows of the log that are no answers.
    pub by_hand: usize,
    /// Answers in filtered decks that don't reschedule.
    pub practice: usize,
    pub before_1970: usize,
    /// Later than today.
    pub in_future: usize,
    /// Answers with none of the four buttons.
    pub unknown_button: usize,
    /// Rows of cards that aren't here.
    pub without_item: usize,
}

/// The events of a collection that the log here lacks. `asked` is `Converted::asked`; cards of our own notes are known
/// by their names.
///
/// # Errors
/// When the events of an item can't be read.
pub fn read<E>(collection: &Collection, asked: &HashMap<i64, Asked>, here: &Here<'_, E>) -> Result<AnkiProgress, E> {
    let mut progress = AnkiProgress { weights: weights(collection), ..AnkiProgress::default() };
    let calendar = Calendar::of(collection, here);
    let notes: HashMap<i64, &Note> = collection.notes.iter().map(|note| (note.id, note)).collect();
    let types: HashMap<i64, &NoteType> = collection.note_types.iter().map(|of| (of.id, of)).collect();
    let mut rows = rows_by_card(&collection.reviews);
    let mut sources: Vec<(ItemId, Source<'_>)> = Vec::new();
    for card in &collection.cards {
        let rows = rows.remove(&card.id).unwrap_or_default();
        let Some(note) = notes.get(&card.note) else { continue };
        let incoming = asked.get(&card.id).and_then(|asked| Some((here.card)(&asked.key)?.item(asked.part)));
        let own = || writing::item_of(&note.guid, types.get(&note.note_type)?, card.ord);
        match incoming.or_else(own) {
            Some(item) => {
                let (due, offset_minutes) = (calendar.due(card.due), calendar.offset_minutes);
                sources.push((item, Source { guid: &note.guid, card, rows, due, offset_minutes }));
            }
            None => progress.counts.without_item += rows.len(),
        }
    }
    // Two cards may ask the same item: one that came from Anki, and its copy that went there.
    sources.sort_by(|a, b| a.0.as_str().cmp(b.0.as_str()));
    for cards in sources.chunk_by(|a, b| a.0 == b.0) {
        let item = &cards[0].0;
        let mut weaver = Weaver::new(item, (here.events)(item)?, here, &mut progress.counts);
        for (_, source) in cards {
            weaver.card(source);
        }
        progress.events.extend(weaver.finish());
    }
    Ok(progress)
}

/// A card there, with what is known of it.
struct Source<'c> {
    guid: &'c str,
    card: &'c AnkiCard,
    /// In the order of time.
    rows: &'c [RevlogRow],
    /// The study day that it is due there; `None` for a new card.
    due: Option<Day>,
    /// How far the clock there was east of UTC when the collection was made.
    offset_minutes: i32,
}

/// The rows of each card, which stand together.
fn rows_by_card(reviews: &[RevlogRow]) -> HashMap<i64, &[RevlogRow]> {
    reviews.chunk_by(|a, b| a.card == b.card).map(|rows| (rows[0].card, rows)).collect()
}

/// Anki's count of days.
struct Calendar<'h, E> {
    first: Day,
    offset_minutes: i32,
    here: &'h Here<'h, E>,
}

/// No day lies further ahead, in milliseconds: a hundred years.
const FURTHEST: i64 = 36_525 * 86_400_000;

impl<'h, E> Calendar<'h, E> {
    fn of(collection: &Collection, here: &'h Here<'h, E>) -> Self {
        let offset_here = || here.moment_at(thousand(collection.created)).offset_minutes;
        let offset_minutes = collection.offset_minutes.unwrap_or_else(offset_here);
        let local = collection.created.saturating_add(i64::from(offset_minutes) * 60);
        Self { first: Day::from_number(clamped(local.div_euclid(86_400))), offset_minutes, here }
    }

    fn due(&self, due: DueIn) -> Option<Day> {
        match due {
            DueIn::Never => None,
            DueIn::Day(number) => Some(self.first + clamped(number)),
            DueIn::Second(second) => Some(self.here.moment_at(thousand(second)).day),
        }
    }
}

fn clamped(number: i64) -> i32 {
    i32::try_from(number).unwrap_or(if number < 0 { i32::MIN } else { i32::MAX })
}

/// Seconds in milliseconds.
const fn thousand(seconds: i64) -> i64 {
    seconds.saturating_mul(1000)
}

impl<E> Here<'_, E> {
    /// The moment at that time, from 1970 to some time from now.
    fn moment_at(&self, at_ms: i64) -> Moment {
        (self.moment)(at_ms.clamp(0, self.now.at_ms.saturating_add(FURTHEST)))
    }

    /// Whether a time is on a day to come.
    fn is_late(&self, at_ms: i64) -> bool {
        at_ms > self.now.at_ms && self.moment_at(at_ms).day > self.now.day
    }
}

fn weights(collection: &Collection) -> Vec<OfferedWeights> {
    let presets: HashMap<i64, i64> = collection.decks.iter().map(|deck| (deck.id, deck.preset)).collect();
    let mut offered: Vec<OfferedWeights> = Vec::new();
    for card in collection.cards.iter().filter(|card| card.state != CardState::New) {
        let preset = presets.get(&card.deck);
        let Some((_, weights)) = collection.weights.iter().find(|(id, _)| Some(id) == preset) else { continue };
        match offered.iter_mut().find(|offer| offer.weights == *weights) {
            Some(offer) => offer.cards += 1,
            None => offered.push(OfferedWeights { weights: weights.clone(), cards: 1 }),
        }
    }
    offered.retain(|offer| Model::with_weights(&offer.weights).is_ok());
    offered.sort_by_key(|offer| std::cmp::Reverse(offer.cards));
    offered
}

impl ProgressCounts {
    /// What isn't as it was there, in sentences.
    #[must_use]
    pub fn remarks(&self) -> Vec<Remark> {
        use RemarkKind::{Changed, Left};
        let reckoning = ("as in Anki's own reckoning", "as in Anki's own reckoning");
        let left = [
            (self.by_hand, ("row of the log that is no answer", "rows of the log that are no answers"), reckoning),
            (
                self.practice,
                (
                    "answer in a filtered deck that doesn't reschedule",
                    "answers in filtered decks that don't reschedule",
                ),
                reckoning,
            ),
            (
                self.in_future,
                ("answer that is later than today", "answers that are later than today"),
                ("an import on a later day brings it", "an import on a later day brings them"),
            ),
            (
                self.before_1970,
                ("answer from before 1970", "answers from before 1970"),
                ("the clock there was wrong", "the clock there was wrong"),
            ),
            (
                self.unknown_button,
                ("answer with a button that Anki doesn't have", "answers with buttons that Anki doesn't have"),
                ("its rating is unknown", "their rating is unknown"),
            ),
            (
                self.without_item,
                ("row of the log", "rows of the log"),
                ("its card isn't here", "their cards aren't here"),
            ),
        ];
        let mut remarks: Vec<Remark> = Vec::new();
        let mut add = |kind, what: String| remarks.push(Remark { place: Origin::File, kind, what });
        for (count, what, why) in left {
            match count {
                0 => {}
                1 => add(Left, format!("1 {} was left out: {}", what.0, why.0)),
                count => add(Left, format!("{count} {} were left out: {}", what.1, why.1)),
            }
        }
        let cards = |count: usize, verb: (&str, &str)| match count {
            1 => format!("1 card {}", verb.0),
            count => format!("{count} cards {}", verb.1),
        };
        if self.from_sm2 > 0 {
            let verb =
                ("has lost its first answers in Anki, and starts", "have lost their first answers in Anki, and start");
            add(Changed, format!("{} with what SM-2 knew", cards(self.from_sm2, verb)));
        }
        if self.still_suspended > 0 {
            let verb =
                ("is suspended here and not in Anki, and stays so", "are suspended here and not in Anki, and stay so");
            add(Changed, cards(self.still_suspended, verb));
        }
        remarks
    }
}
