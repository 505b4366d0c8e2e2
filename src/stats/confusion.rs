//! Confusions: the wrong answer one gives again and again, and the card whose right answer it is.

use std::collections::HashMap;

use super::log_stats::ItemTally;
use crate::deck::cloze;
use crate::deck::{Body, Card, Contents, Item, ItemId, ItemPart, RightAnswer, Text, text::safe_line};
use crate::grading::fold;
use crate::session::Question;

/// A wrong answer given so often is no accident.
const OFTEN: usize = 2;

/// So many are told of.
const MOST: usize = 10;

/// A wrong answer given again and again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confusion {
    /// The item it was given to.
    pub item: ItemId,
    /// What was answered, safe to show.
    pub given: String,
    /// What was right, safe to show.
    pub wanted: String,
    /// How often.
    pub times: usize,
    /// The item whose right answer it is, if there is one.
    pub right_of: Option<ItemId>,
}

/// The confusions of the items found, the most frequent first.
#[must_use]
pub(super) fn confusions(tallies: &[ItemTally], found: &dyn Contents) -> Vec<Confusion> {
    let mut confusions: Vec<Confusion> = tallies
        .iter()
        // Only the cards of items that were answered wrong are read.
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

/// Wrong answers that say something: not true or false, not an order, nothing that is right here.
fn of_item(tally: &ItemTally, item: &Item) -> Vec<Confusion> {
    if matches!(item.card.body, Body::TrueFalse { .. } | Body::Order { .. }) {
        return Vec::new();
    }
    let right: Vec<String> = rights(&item.card, item.id.part()).iter().map(|text| folded(&text.plain())).collect();
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

/// Each right answer of the items found, and the first item it belongs to.
fn rights_of_all(found: &dyn Contents) -> HashMap<String, ItemId> {
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

/// What is right for an item.
fn rights(card: &Card, part: ItemPart) -> Vec<&Text> {
    match &card.body {
        Body::Flip { answer, .. } => vec![answer],
        Body::Typed { answers, .. } => answers.iter().flat_map(RightAnswer::texts).collect(),
        Body::Choice { answers, .. } => answers.iter().collect(),
        Body::Term { term, definition, accept, .. } if part == ItemPart::Definition => {
            [definition, term].into_iter().chain(&accept.definition).collect()
        }
        Body::Term { term, accept, .. } => std::iter::once(term).chain(&accept.term).collect(),
        Body::Cloze { pieces, .. } => {
            let ItemPart::Cloze(number) = part else { return Vec::new() };
            cloze::gaps_of(pieces, number).flat_map(|(text, accept)| std::iter::once(text).chain(accept)).collect()
        }
        Body::TrueFalse { .. } | Body::Order { .. } => Vec::new(),
    }
}
