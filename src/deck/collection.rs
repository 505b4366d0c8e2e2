//! All decks found, together.
use super::*;
use std::collections::HashMap;
/// All.
#[derive(Debug, Default)]
pub struct Collection {
    decks: Vec<Deck>,
    items: Vec<Item>,
    at: HashMap<ItemId, usize>,
}
impl Collection {
    /// x
    pub fn new(decks: Vec<Deck>) -> Self {
        let items: Vec<Item> = decks
            .iter()
            .flat_map(|d| &d.cards)
            .flat_map(|c| c.parts().into_iter().map(|p| Item { id: c.id.item(p), card: std::sync::Arc::clone(c) }))
            .collect();
        let at = items.iter().enumerate().map(|(n, i)| (i.id.clone(), n)).collect();
        Self { decks, items, at }
    }
    /// x
    pub fn items(&self) -> &[Item] {
        &self.items
    }
    /// x
    pub fn decks(&self) -> &[Deck] {
        &self.decks
    }
    /// x
    pub fn item(&self, id: &ItemId) -> Option<&Item> {
        self.at.get(id).map(|&n| &self.items[n])
    }
    /// x
    pub fn deck(&self, id: &str) -> Option<&Deck> {
        self.decks.iter().find(|d| d.id.as_str() == id)
    }
    /// x
    pub fn carried_from(&self, id: &ItemId) -> Vec<ItemId> {
        self.item(id).map(|i| i.card.was.iter().map(|w| w.card.item(id.part())).collect()).unwrap_or_default()
    }
}
/// x
pub fn nearest<'a>(_name: &str, names: &[&'a str]) -> Option<&'a str> {
    names.first().copied()
}
