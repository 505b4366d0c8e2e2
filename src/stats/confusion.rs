//! Confusions: wrong answers given repeatedly, and the cards they would be right for.

use std::collections::HashMap;

use super::log_stats::ItemTally;
use crate::deck::{Card, Decks, Item, ItemId, ItemPart, Text, text::safe_line};
use crate::grading::fold;
use crate::session::Question;

/// A wrong answer given this often is no accident.
const OFTEN: usize = 2;

/// The longest list.
const MOST: usize = 10;

/// A wrong answer given repeatedly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confusion {
    pub item: ItemId,
    /// The wrong answer, safe to show.
    pub given: String,
    /// The right answer, safe to show.
    pub wanted: String,
    pub times: usize,
    /// The item for which it would be right, if there is one.
    pub right_of: Option<ItemId>,
}

/// Confusions of these items, the most frequent first.
#[must_use]
pub(super) fn confusions(tallies: &[ItemTally], found: &dyn Decks) -> Vec<Confusion> {
    let mut confusions: Vec<Confusion> = tallies
        .iter()
        // Read only the cards of items answered wrong.
        .filter(|tally| tally.wrong.values().sum::<usize>() >= OFTEN)
        .filter_map(|tally| found.item(&tally.item).map(|item| (tally, item)))
        .flat_map(|(tally, item)| of_item(tally, &item))
        .collect();
    confusions
        .sort_by(|a, b| b.times.cmp(&a.times).then_with(|| a.item.cmp(&b.item)).then_with(|| a.given.cmp(&b.given)));
    confusions.truncate(MOST);
    if !confusions.is_empty() {
        let rights = rights_of_all(found);
        for confusion in &mut confusions {
            let right_of = rights.get(&folded(&confusion.given));
            confusion.right_of = right_of.filter(|id| id.card() != confusion.item.card()).cloned();
        }
    }
    confusions
}

/// Telling wrong answers: not true or false, not an order, and not right here.
fn of_item(tally: &ItemTally, item: &Item) -> Vec<Confusion> {
    if !item.card.body.asks(item.id.part()).is_text() {
        return Vec::new();
    }
    // Who types the term when its definition is wanted confuses nothing.
    let prompt = item.card.prompt();
    let right = rights(&item.card, item.id.part()).into_iter().chain([&prompt]);
    let right: Vec<String> = right.map(|text| folded(&text.plain())).collect();
    let mut times: HashMap<String, (usize, &str)> = HashMap::new();
    for (given, &count) in &tally.wrong {
        let fold = folded(given);
        if !right.contains(&fold) {
            times.entry(fold).or_insert((0, given)).0 += count;
        }
    }
    let wanted =
        Question::new(item, 0).right().iter().map(|text| safe_line(&text.plain())).collect::<Vec<_>>().join(", ");
    let often = times.into_values().filter(|&(times, _)| times >= OFTEN);
    let confusion = |(times, given): (usize, &str)| Confusion {
        item: item.id.clone(),
        given: safe_line(given),
        wanted: wanted.clone(),
        times,
        right_of: None,
    };
    often.map(confusion).collect()
}

fn folded(text: &str) -> String {
    fold(text, true)
}

/// Each right answer, and the first item it belongs to.
fn rights_of_all(found: &dyn Decks) -> HashMap<String, ItemId> {
    let mut all = HashMap::new();
    found.each_card(&mut |card| {
        for part in card.parts() {
            for right in rights(card, part) {
                all.entry(folded(&right.plain())).or_insert_with(|| card.id.item(part));
            }
        }
    });
    all
}

/// The right answers of an item.
fn rights(card: &Card, part: ItemPart) -> Vec<&Text> {
    if !card.body.asks(part).is_text() {
        return Vec::new();
    }
    let answers = card.body.answers().into_iter().filter(|answer| answer.part == part);
    answers.flat_map(|answer| answer.texts()).map(|text| text.text).collect()
}
