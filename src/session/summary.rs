//! The summary at the end of a session.

use std::collections::HashMap;

use super::Question;
use super::undo_entry::AnswerTally;
use crate::deck::{Decks, ItemId, Text};
use crate::schedule::{LONGEST_MS, Rating};

/// The numbers of a session: no praise, no blame.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Summary {
    /// How many different items were answered.
    pub items: usize,
    /// How long it took, in milliseconds; each answer counts for two minutes at most.
    pub ms: u64,
    /// Items that were not Again the first time.
    pub right_at_once: usize,
    /// Items that were Again first and right in the end.
    pub came_right: usize,
    /// Items whose last rating was Again and that were then buried or suspended: they don't come back.
    pub put_away: usize,
    /// Items that were Again at least once and not buried or suspended, in the order of their first miss.
    pub missed: Vec<MissedItem>,
}

/// A missed item, to be read once more.
#[derive(Debug, Clone, PartialEq)]
pub struct MissedItem {
    pub item: ItemId,
    pub prompt: String,
    pub right: Vec<Text>,
}

impl Summary {
    /// How many missed items were not yet right in the end.
    #[must_use]
    pub const fn to_come_right(&self) -> usize {
        self.items.saturating_sub(self.right_at_once + self.came_right + self.put_away)
    }

    pub(super) fn of<'a>(
        answers: impl IntoIterator<Item = (&'a ItemId, AnswerTally)>,
        is_put_away: impl Fn(&ItemId) -> bool,
        found: &dyn Decks,
    ) -> Self {
        let mut summary = Self::default();
        let mut last: HashMap<&ItemId, Rating> = HashMap::new();
        let mut missed: Vec<&ItemId> = Vec::new();
        for (item, tally) in answers {
            summary.ms += u64::from(tally.ms.min(LONGEST_MS));
            let again = tally.rating == Rating::Again;
            if last.insert(item, tally.rating).is_none() && !again {
                summary.right_at_once += 1;
            }
            if again && !missed.contains(&item) {
                missed.push(item);
            }
        }
        summary.items = last.len();
        summary.came_right = missed.iter().filter(|item| last[**item] != Rating::Again).count();
        summary.put_away = missed.iter().filter(|item| last[**item] == Rating::Again && is_put_away(item)).count();
        missed.retain(|item| !is_put_away(item));
        summary.missed = missed.into_iter().filter_map(|id| missed_item(id, found)).collect();
        summary
    }
}

fn missed_item(id: &ItemId, found: &dyn Decks) -> Option<MissedItem> {
    let question = Question::new(&found.item(id)?, 0);
    Some(MissedItem { item: id.clone(), prompt: question.plain_prompt(), right: question.right() })
}
