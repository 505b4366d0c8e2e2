//! Siblings, the items that share a card: no two of them are asked on one study day.

use std::collections::HashMap;

use crate::deck::{ItemId, ItemPart};

/// Numbers the cards of the items, and tracks which items were answered. A plan of thousands of items is made at
/// every turn, so names are compared only once.
#[derive(Debug, Default)]
pub(super) struct Siblings {
    numbers: HashMap<String, usize>,
    /// The items answered, by the numbers of their cards.
    answered: Vec<Vec<ItemId>>,
}

/// While a plan is made, the cards that have an item in it.
#[derive(Debug)]
pub(super) struct AskedCards(Vec<bool>);

impl Siblings {
    /// The number of an item's card; `None` if the card has only this item.
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

    pub(super) fn answered(&mut self, id: &ItemId) {
        if let Some(number) = self.number(id)
            && !self.answered[number].contains(id)
        {
            self.answered[number].push(id.clone());
        }
    }

    pub(super) fn not_answered(&mut self, id: &ItemId) {
        if let Some(number) = self.number(id) {
            self.answered[number].retain(|other| other != id);
        }
    }

    /// No card has an item in the plan yet.
    pub(super) fn none_asked(&self) -> AskedCards {
        AskedCards(vec![false; self.answered.len()])
    }

    /// Whether no sibling of an item was answered or is in the plan; if so, marks its card.
    pub(super) fn is_only_one(&self, id: &ItemId, number: Option<usize>, asked: &mut AskedCards) -> bool {
        let Some(number) = number else { return true };
        let (Some(answered), Some(asked)) = (self.answered.get(number), asked.0.get_mut(number)) else { return true };
        answered.iter().all(|other| other == id) && !std::mem::replace(asked, true)
    }
}
