//! What is hard: by what memory says of each item.

use super::input::StudiedItem;
use super::knowledge::chance;
use crate::deck::{Contents, ItemId};
use crate::schedule::{Day, Model, Rating};
use crate::session::Question;

/// So many are told of.
const MOST: usize = 10;

/// An item that is hard to keep.
#[derive(Debug, Clone, PartialEq)]
pub struct HardItem {
    /// The item.
    pub item: ItemId,
    /// What it asks, in one line.
    pub prompt: String,
    /// How often it was forgotten after it had been learnt.
    pub lapses: u32,
    /// How hard it is, 1.0 to 10.0.
    pub difficulty: f32,
    /// The chance of recall now, 0.0 to 1.0.
    pub recall: f64,
    /// Whether it was missed today; what it was forgotten for a minute ago says little about recall.
    pub missed_today: bool,
    /// Whether it keeps lapsing.
    pub leech: bool,
}

/// The items that lapsed most often; of those that did equally often the most difficult first.
#[must_use]
pub(super) fn hardest(known: &[StudiedItem<'_>], found: &dyn Contents, model: &Model, today: Day) -> Vec<HardItem> {
    let mut hard: Vec<(&StudiedItem<'_>, u32, f32)> = known
        .iter()
        .filter_map(|one| one.seen().map(|seen| (one, seen.lapses, seen.memory.difficulty.0)))
        .filter(|&(_, lapses, _)| lapses > 0)
        .collect();
    // The most come first; of a hundred thousand only ten are put in order.
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

/// What an item asks, in one line, its gap left open; nothing where its card can't be read any more.
pub(super) fn prompt_of(item: &ItemId, found: &dyn Contents) -> String {
    found.item(item).map(|item| one_line(&Question::new(&item, 0).plain_prompt())).unwrap_or_default()
}

/// A text in one line.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
