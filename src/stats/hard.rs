//! The hardest items.

use super::input::StudiedItem;
use super::knowledge::chance;
use crate::deck::text::one_line;
use crate::deck::{Decks, ItemId};
use crate::schedule::{Day, Model, Rating};
use crate::session::Question;

/// The longest list.
const MOST: usize = 10;

/// An item that is hard to remember.
#[derive(Debug, Clone, PartialEq)]
pub struct HardItem {
    pub item: ItemId,
    /// The prompt in one line.
    pub prompt: String,
    pub lapses: u32,
    /// 1.0 to 10.0.
    pub difficulty: f32,
    /// The chance of recall now, 0.0 to 1.0.
    pub recall: f64,
    /// Whether it was missed today; seen minutes ago, its chance of recall says little.
    pub missed_today: bool,
    pub leech: bool,
}

/// The items with the most lapses; among equals, the most difficult first.
#[must_use]
pub(super) fn hardest(known: &[StudiedItem<'_>], found: &dyn Decks, model: &Model, today: Day) -> Vec<HardItem> {
    let mut hard: Vec<(&StudiedItem<'_>, u32, f32)> = known
        .iter()
        .filter_map(|one| one.seen().map(|seen| (one, seen.lapses, seen.fsrs.difficulty.0)))
        .filter(|&(_, lapses, _)| lapses > 0)
        .collect();
    // Select ten of possibly a hundred thousand, then sort.
    let order = |(a, a_lapses, a_hard): &(&StudiedItem<'_>, u32, f32),
                 (b, b_lapses, b_hard): &(&StudiedItem<'_>, u32, f32)| {
        b_lapses.cmp(a_lapses).then(b_hard.total_cmp(a_hard)).then_with(|| a.item.id.cmp(&b.item.id))
    };
    if hard.len() > MOST {
        hard.select_nth_unstable_by(MOST, order);
        hard.truncate(MOST);
    }
    hard.sort_by(order);
    hard.into_iter()
        .map(|(one, lapses, difficulty)| HardItem {
            item: one.item.id.clone(),
            prompt: prompt_of(&one.item.id, found),
            lapses,
            difficulty,
            recall: chance(one, model, today).unwrap_or(0.0),
            missed_today: one.seen().is_some_and(|seen| seen.last_day == today && seen.last_rating == Rating::Again),
            leech: one.is_leech(),
        })
        .collect()
}

/// The prompt in one line, its gap left open; empty if the card can't be read any more.
pub(super) fn prompt_of(item: &ItemId, found: &dyn Decks) -> String {
    found.item(item).map(|item| one_line(&Question::new(&item, 0).plain_prompt())).unwrap_or_default()
}
