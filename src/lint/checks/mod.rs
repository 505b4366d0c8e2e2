//! The lints, one file per family.
//!
//! Lints of single cards see the texts of a card, and only the header of its deck. Lints between cards see
//! [`CardFeatures`]: sets of words, not texts.

mod abroad;
mod absent;
mod alternatives;
mod amount;
mod answer;
mod answer_leak;
mod ask;
mod braces;
mod broader;
mod choice;
mod cite;
mod claims;
mod colons;
mod confusable;
mod correction;
mod cue;
mod deictic;
mod double;
mod dropped;
mod elsewhere;
mod empty;
mod explain;
mod few_recall;
mod forms;
mod frame;
mod gap;
mod gender;
mod giveaway;
mod guess;
mod heading;
mod identity;
mod implausible_distractor;
mod inflection;
mod initials;
mod keys;
mod leftover;
mod lesson;
mod list;
mod loose;
mod name;
mod openers;
mod overlap;
mod pairs;
mod part;
mod pronoun;
mod repeats;
mod reworded;
mod senses;
mod shown;
mod spare;
mod speech;
mod template;
mod true_distractor;
mod truth;
mod truths;
mod typed;
mod undated;
mod unseen;
mod yes_no;

pub(super) use confusable::TypedAnswers;
pub(super) use cue::negation_of;
pub(super) use frame::frame_words;
#[cfg(test)]
pub(super) use guess::excesses;

use super::card_texts::CardTexts;
use super::features::{CardFeatures, DeckFeatures};
use super::finding::Findings;
use super::remains::AboutTopics;
use super::rule::Rule;
use super::source_index::SourceIndex;
use super::trace::DeckTrace;
use crate::deck::{CardId, Deck, Kind, Place, Synonyms, Text};

/// All lints, in the order of [`RuleId`](crate::deck::RuleId).
pub(super) static LINTS: &[&Rule] = &[
    // One card.
    &identity::NO_ID,
    &identity::UNNUMBERED_GAPS,
    &answer::LONG_ANSWER,
    &double::TWO_FACTS,
    &list::LONG_LIST,
    &list::LIST_COUNT,
    &ask::LONG_PROMPT,
    &ask::ASKS_NOTHING,
    &elsewhere::REFERS_ELSEWHERE,
    &yes_no::YES_NO,
    &undated::UNDATED,
    &giveaway::ANSWER_IN_PROMPT,
    &explain::MISSING_BECAUSE,
    &explain::THIN_BECAUSE,
    &explain::LONG_BECAUSE,
    &leftover::LEFTOVER,
    &template::TEMPLATE_TEXT,
    &cite::UNCITED,
    &cite::UNKNOWN_CLAIM,
    &cite::MANY_CLAIMS,
    &cite::CAUTION_UNMARKED,
    &cite::OPINION_AS_FACT,
    &super::plagiarism::COPIED_TEXT,
    // Choice cards.
    &choice::CHOICE_COUNT,
    &choice::LENGTH_CUE,
    &choice::MIXED_CHOICES,
    &implausible_distractor::IMPLAUSIBLE_DISTRACTOR,
    &true_distractor::TRUE_DISTRACTOR,
    &choice::OVERLAPPING_CHOICES,
    &choice::ALL_OF_THE_ABOVE,
    &cue::NEGATIVE_PROMPT,
    &cue::DOUBLE_NEGATIVE,
    &cue::ABSOLUTE_CUE,
    &cue::WORD_CUE,
    &guess::CONVERGENCE_CUE,
    &guess::MET_CUE,
    &keys::SAME_KEY_COUNT,
    &keys::WORDY_CHOICES,
    &spare::NO_SPARE,
    // True-false, cloze, typed.
    &truths::TRUTH_BALANCE,
    &truths::TRUTH_LENGTH,
    &truth::MISSING_CORRECTION,
    &truth::LOOSE_CORRECTION,
    &truth::TWO_POINTS,
    &truths::NEGATED_STATEMENTS,
    &few_recall::MANY_TRUE_FALSE,
    &gap::EMPTY_GAP,
    &gap::LONG_GAP,
    &shown::GAP_SHOWN,
    &frame::BARE_FRAME,
    &gap::GAP_CUE,
    &pairs::AMBIGUOUS_GAP,
    &gap::CATEGORY_GAP,
    &colons::COLONS_IN_GAP,
    &braces::BRACE_IN_GAP,
    // Texts that are graded.
    &unseen::UNSEEN_SIGN,
    &loose::MARKS_IN_ANSWER,
    &loose::CODE_ANSWER,
    &loose::ZERO_AT_END,
    &loose::SLASH_IN_ANSWER,
    &loose::ALTERNATIVES_IN_ANSWER,
    &typed::MORE_THAN_ASKED,
    &typed::MISSING_VARIANT,
    &confusable::CONFUSABLE_ANSWERS,
    &answer::HARD_TO_TYPE,
    // Between cards, and whole decks.
    &reworded::INTERFERENCE,
    &name::BARE_NAME,
    &answer_leak::ANSWER_LEAK,
    &answer_leak::CLOSE_CLAIMS,
    &keys::PREDICTABLE_ANSWER,
    &pairs::DUPLICATE_PROMPT,
    &truths::TRUTH_CUE,
    &super::deck_linter::NO_LANGUAGE,
    &super::coverage::UNCOVERED_CLAIM,
    &super::coverage::CROWDED_CLAIM,
    &super::coverage::SECTION_SHARE,
    &super::coverage::UNUSED_NAME,
    &few_recall::FEW_RECALL,
    &few_recall::ONLY_RECOGNITION,
    &super::allow::UNUSED_ALLOW,
    &super::allow::UNEXPLAINED_ALLOW,
];

/// What the lints of single cards need to know about the deck.
#[derive(Debug)]
pub(super) struct DeckContext<'d> {
    pub(super) outline: Option<&'d SourceIndex<'d>>,
    /// Most of its questions are cues rather than sentences, as in a vocabulary list.
    pub(super) mostly_cues: bool,
    /// Most of its questions have a `?`.
    pub(super) mostly_questions: bool,
    /// The topics named in its title and `about`.
    pub(super) about: AboutTopics,
    pub(super) synonyms: Synonyms,
}

impl<'d> DeckContext<'d> {
    pub(super) fn of(deck: &'d Deck, outline: Option<&'d SourceIndex<'d>>) -> Self {
        let is_one = |kind: Kind| kind.is_open() || kind.is_picked();
        let questions =
            deck.cards.iter().filter(|card| is_one(card.body.kind())).filter_map(|card| card.body.question());
        let questions = questions.map(|question| question.source().contains('?'));
        let (all, asked) = questions.fold((0, 0), |(all, asked), is| (all + 1, asked + usize::from(is)));
        let enough = all >= 4;
        Self {
            outline,
            mostly_cues: enough && asked * 2 < all,
            mostly_questions: enough && asked * 2 >= all,
            about: AboutTopics::of(&format!(
                "{} {}",
                deck.title.plain(),
                deck.about.as_ref().map_or_else(String::new, Text::plain)
            )),
            synonyms: Synonyms::of_deck(deck),
        }
    }
}

/// Runs the lints of single cards.
pub(super) fn card(reading: &CardTexts, context: &DeckContext, out: &mut Findings) {
    identity::check(reading, out);
    ask::check(reading, context, out);
    undated::check(reading, out);
    answer::check(reading, context, out);
    explain::check(reading, out);
    template::check(reading, out);
    leftover::check(reading, context, out);
    cite::check(reading, context, out);
    choice::check(reading, context, out);
    cue::check(reading, context, out);
    true_distractor::check(reading, context, out);
    spare::check(reading, out);
    truth::check(reading, out);
    gap::check(reading, context, out);
    colons::check(reading, out);
    braces::check(reading, out);
    loose::check(reading, out);
    typed::check(reading, context, out);
    name::check(reading, context, out);
}

/// Decks whose cards are compared with one another: those of one source, or a single deck.
#[derive(Debug)]
pub(super) struct Group<'g, 'd> {
    pub(super) outline: Option<&'g SourceIndex<'d>>,
    pub(super) decks: Vec<&'g DeckFeatures<'d>>,
}

/// Cards that are counted together, and the index of the deck that gets the findings.
#[derive(Debug)]
pub(super) struct Scope<'g, 'd> {
    pub(super) deck: usize,
    pub(super) cards: Vec<&'g CardFeatures<'d>>,
}

impl<'g, 'd> Group<'g, 'd> {
    /// All cards, each with the index of its deck in the group.
    pub(super) fn cards(&self) -> impl Iterator<Item = (usize, &'g CardFeatures<'d>)> {
        self.decks.iter().enumerate().flat_map(|(at, deck)| deck.cards.iter().map(move |card| (at, card)))
    }

    /// Each deck with at least `least` matching cards; if there is none, all decks
    /// together, provided they have that many.
    pub(super) fn scopes(&self, least: usize, wanted: fn(&CardFeatures<'d>) -> bool) -> Vec<Scope<'g, 'd>> {
        let of = |deck: &&'g DeckFeatures<'d>| deck.cards.iter().filter(|card| wanted(card)).collect::<Vec<_>>();
        let each = self.decks.iter().enumerate().map(|(deck, digest)| Scope { deck, cards: of(digest) });
        let mut scopes: Vec<Scope> = each.filter(|scope| scope.cards.len() >= least).collect();
        if scopes.is_empty() {
            let cards: Vec<&CardFeatures> = self.decks.iter().flat_map(of).collect();
            scopes.extend(Some(Scope { deck: 0, cards }).filter(|scope| scope.cards.len() >= least));
        }
        scopes
    }
}

/// Runs the lints between cards; `out` has one entry per deck of the group.
pub(super) fn group(group: &Group, out: &mut [Findings]) {
    pairs::check(group, out);
    keys::check(group, out);
    implausible_distractor::check(group, out);
    guess::check(group, out);
    truths::check(group, out);
    few_recall::check(group, out);
    for (deck, out) in group.decks.iter().zip(out) {
        answer_leak::check(deck, out);
        initials::check(deck, group.outline, out);
    }
}

/// Runs the lints that also need the text of the deck file.
pub(super) fn file(deck: &Deck, text: &str, out: &mut Findings) {
    unseen::check(deck, text, out);
}

/// Runs the lints across all decks.
pub(super) fn all(decks: &mut [DeckTrace], wanted: impl Fn(&DeckTrace) -> bool) {
    confusable::check(decks);
    repeats::check(decks, wanted);
}

/// The place for findings about a whole deck: its title.
fn header_place(deck: &DeckFeatures) -> Place {
    title_place(deck.deck)
}

/// The place of a deck's title.
pub(super) fn title_place(deck: &Deck) -> Place {
    let title = deck.fields.iter().find(|(name, _, _)| *name == "title");
    title.map_or_else(Place::default, |&(_, _, place)| place)
}

/// The cards named in a finding: the first three, and how many more.
fn named(cards: &[&CardFeatures]) -> String {
    let names: Vec<String> = cards.iter().take(3).map(|card| format!("`{}`", card.card.id.card())).collect();
    match cards.len() {
        0 => "any card".to_owned(),
        1..=3 => names.join(", "),
        more => format!("{} and {} more", names.join(", "), more - 3),
    }
}

/// How a finding in the deck `from` names a card.
fn name_from(from: usize, (deck, card): (usize, &CardFeatures)) -> String {
    let place = card.card.place;
    if deck == from { name_within(&card.card.id, place) } else { format!("`{}`", card.card.id) }
}

/// How a finding in the card's own deck names it.
fn name_within(id: &CardId, place: Place) -> String {
    format!("`{}` on line {}", id.card(), place.line)
}
