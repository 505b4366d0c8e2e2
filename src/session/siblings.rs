//! The items that share a card: no two of them are asked on one study day.

use std::collections::HashMap;

use crate::deck::{ItemId, ItemPart};

/// The cards of some items by number, and which of their items were answered. A plan is made at every turn, of thousands
/// of items: what takes a look at names is done once.
#[derive(Debug, Default)]
pub(super) struct Siblings {
    numbers: HashMap<String, usize>,
    /// The items answered, by the numbers of their cards.
    answered: Vec<Vec<ItemId>>,
}

/// The cards of which an item is asked already, while a plan is made.
#[derive(Debug)]
pub(super) struct AskedCards(Vec<bool>);

impl Siblings {
    /// The number of an item's card; none of one that is asked as a whole, and so has no other item.
    pub(super) fn number(&mut self, id: &ItemId) -> Option<usize> {
        if id.part() == ItemPart::Whole {
            return None;
        }
        if let Some(number) = self.numbers.get(id.card()) {
            return Some(*number);
        }
        let number = self.answered.len();
        self.numbers.insert(id.card().to_owned(), number);
        self.answered.push(Vec::new());
        Some(number)
    }

    /// Takes note that an item was answered.
    pub(super) fn answered(&mut self, id: &ItemId) {
        if let Some(number) = self.number(id)
            && !self.answered[number].contains(id)
        {
            self.answered[number].push(id.clone());
        }
    }

    /// Takes note that it was not.
    pub(super) fn not_answered(&mut self, id: &ItemId) {
        if let Some(number) = self.number(id) {
            self.answered[number].retain(|other| other != id);
        }
    }

    /// None is asked yet.
    pub(super) fn none_asked(&self) -> AskedCards {
        AskedCards(vec![false; self.answered.len()])
    }

    /// Whether no sibling of an item was answered or is asked already; its card is from here on.
    pub(super) fn is_only_one(&self, id: &ItemId, number: Option<usize>, asked: &mut AskedCards) -> bool {
        let Some(number) = number else { return true };
        let (Some(answered), Some(asked)) = (self.answered.get(number), asked.0.get_mut(number)) else { return true };
        answered.iter().all(|other| other == id) && !std::mem::replace(asked, true)
    }
}
