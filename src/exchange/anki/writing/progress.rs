//! What Anki keeps of a card, and its log of answers.

use super::{OutgoingItem, Preset};
use crate::deck::Card;
use crate::schedule::{
    Day, DesiredRetention, Difficulty, Event, EventId, History, Memory, MemoryStep, Model, Phase, Rating,
};

/// What is kept of a card, in Anki's numbers.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct CardRow {
    /// 0 new, 1 learning, 2 review, 3 relearning.
    pub(super) kind: u8,
    /// As `kind`, but 3 for what is in learning and due on a day, and -1 for what is suspended.
    pub(super) queue: i8,
    /// In days since the collection was made; `None` for a new card.
    pub(super) due: Option<i64>,
    pub(super) interval: i32,
    pub(super) ease: u32,
    pub(super) reps: u32,
    pub(super) lapses: u32,
    pub(super) left: u32,
    pub(super) flags: u8,
    pub(super) data: String,
}

/// One answer in Anki's numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub(super) at_ms: i64,
    pub(super) event: EventId,
    /// 1 Again to 4 Easy.
    pub(super) button: u8,
    /// In days.
    pub(super) interval: i32,
    pub(super) last_interval: i32,
    /// FSRS's difficulty: 100 for 1.0 to 1100 for 10.0.
    pub(super) factor: u32,
    pub(super) ms: u32,
    /// 0 learning, 1 review, 2 relearning.
    pub(super) kind: u8,
}

const LEARNING: u8 = 0;
const REVIEW: u8 = 1;
const RELEARNING: u8 = 2;

impl CardRow {
    #[must_use]
    pub(super) fn new(is_suspended: bool) -> Self {
        Self {
            kind: 0,
            queue: if is_suspended { -1 } else { 0 },
            due: None,
            interval: 0,
            ease: 0,
            reps: 0,
            lapses: 0,
            left: 0,
            flags: 0,
            data: String::new(),
        }
    }

    #[must_use]
    pub(super) fn of(
        item: &OutgoingItem,
        card: &Card,
        preset: &Preset,
        desired: DesiredRetention,
        first_day: Day,
    ) -> Self {
        let is_suspended = item.state.suspended.unwrap_or(card.suspended);
        let row = Self { flags: u8::from(item.state.flag.is_some()), ..Self::new(is_suspended) };
        let Some(seen) = &item.state.seen else { return row };
        // Its meaning has changed since.
        let due = if card.revision > seen.revision { seen.due.min(preset.today) } else { seen.due };
        // A suspended card in learning would lose its day on the way in.
        let is_learning = seen.phase() == Phase::Learning && !is_suspended;
        let kind = match (is_learning, seen.lapses) {
            (false, _) => 2,
            (true, 0) => 1,
            (true, _) => 3,
        };
        let interval = item.answers.last().map_or(0, |latest| latest.interval).max(1);
        Self {
            kind,
            queue: if is_suspended { -1 } else { 2 + i8::from(is_learning) },
            due: Some(i64::from(due.since(first_day))),
            interval: if kind == 1 { 0 } else { interval },
            ease: if kind == 1 { 0 } else { 2500 },
            reps: seen.reviews,
            lapses: seen.lapses,
            left: u32::from(is_learning),
            data: data(seen, &preset.model, desired),
            ..row
        }
    }
}

/// What Anki keeps for FSRS, rounded as Anki does.
fn data(seen: &Memory, model: &Model, desired: DesiredRetention) -> String {
    let (stability, difficulty) = (seen.fsrs.stability.0, seen.fsrs.difficulty.0);
    let last = seen.last_at_ms.div_euclid(1000);
    format!(
        "{{\"s\":{},\"d\":{},\"dr\":{},\"decay\":{},\"lrt\":{last}}}",
        rounded(stability, 4),
        rounded(difficulty, 3),
        rounded(desired.get(), 2),
        rounded(model.decay(), 3),
    )
}

fn rounded(number: f32, places: i32) -> f64 {
    let scale = 10_f64.powi(places);
    (f64::from(number) * scale).round() / scale
}

/// The answers of an item that feed its memory. Where it starts with what SM-2 knew, they begin as Anki's own do when
/// those before them are gone: with a review, whose difficulty and interval say the rest.
#[must_use]
pub fn answers(events: &[Event], model: &Model) -> Vec<Answer> {
    let history = History::of(events);
    let mut memory = None;
    let mut rows: Vec<Answer> = Vec::new();
    let mut last: Option<(Day, Rating)> = None;
    let mut lapsed = false;
    for step in history.steps() {
        let standing = match step {
            MemoryStep::Review(standing) if standing.review.purpose.feeds_memory() => standing,
            MemoryStep::Review(_) => continue,
            MemoryStep::Forget => {
                rows.clear();
                (memory, last, lapsed) = (None, None, false);
                continue;
            }
            MemoryStep::Sm2(sm2) => {
                let known = model.memory_from_sm2(sm2);
                rows.iter_mut().filter(|row| row.kind == LEARNING).for_each(|row| row.kind = RELEARNING);
                if let Some(row) = rows.last_mut() {
                    (row.kind, row.factor) = (REVIEW, factor(known.difficulty));
                    (memory, lapsed) = (Some(known), true);
                }
                continue;
            }
        };
        let day = standing.event.moment.day;
        let elapsed = last.map_or(0, |(before, _)| day.since(before).max(0).unsigned_abs());
        let after = model.memory_after(memory, elapsed, standing.rating);
        let kind = match last {
            Some((_, Rating::Again)) if lapsed => RELEARNING,
            None | Some((_, Rating::Again)) => LEARNING,
            Some(_) => REVIEW,
        };
        lapsed |= kind == REVIEW && standing.rating == Rating::Again;
        rows.push(Answer {
            at_ms: standing.event.moment.at_ms,
            event: standing.event.id,
            button: standing.rating.number(),
            interval: standing.due.since(day).max(0),
            last_interval: rows.last().map_or(0, |row| row.interval),
            factor: factor(after.difficulty),
            ms: standing.review.ms,
            kind,
        });
        memory = Some(after);
        last = Some((day, standing.rating));
    }
    rows
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a difficulty is 1.0 to 10.0")]
fn factor(difficulty: Difficulty) -> u32 {
    (((difficulty.0 - 1.0) / 9.0 + 0.1) * 1000.0).round() as u32
}
