//! Wrong choices that nobody would pick.

use super::Group;
use super::keys::choice_text;
use crate::deck::RuleId;
use crate::lint::features::{CardFeatures, ChoiceFeatures};
use crate::lint::finding::Findings;
use crate::lint::rule::{Needs, Rule};
use crate::lint::similar::counts;
use crate::lint::source_index::SourceIndex;
use crate::lint::words::{Word, WordMap, shared};

pub(in crate::lint) static IMPLAUSIBLE_DISTRACTOR: Rule = Rule {
    needs: Needs::WordsAndSource,
    threshold: "a wrong choice stands in another card of the decks on the source, or shares a word with one, with a name \
                of the source or with the section",
    what: "a wrong choice that has nothing to do with the matter",
    why: "Nobody picks it, so there is one choice less. What is learnt elsewhere competes, and is practised by the way.",
    weak: "distractors: [A recipe for bread]",
    better: "distractors: [The licence of the first release]",
    source: "Haladyna, Downing, Rodriguez 2002, guideline 29; Little, Bjork",
    ..Rule::slight(RuleId::ImplausibleDistractor)
};

/// The names and words that the cards on a source use.
struct SourceNames<'o, 'd> {
    outline: &'o SourceIndex<'d>,
    /// How many cards have a text as a choice or an answer.
    texts: WordMap<usize>,
    /// How many cards contain a word.
    said: WordMap<usize>,
}

pub(super) fn check(group: &Group, out: &mut [Findings]) {
    // Without a source, the cards of a deck need not have a topic in common.
    let Some(outline) = group.outline else { return };
    let said = counts(group.cards().map(|(_, card)| card.said.as_slice()));
    let known = SourceNames { outline, texts: texts(group), said };
    for (deck, card) in group.cards().filter(|(_, card)| card.kind.is_picked()) {
        let keys = card.choices.iter().filter(|choice| choice.key).count();
        for (at, _) in card.choices.iter().skip(keys).enumerate().filter(|(_, wrong)| !known.has(card, wrong)) {
            let what = format!(
                "the wrong choice \"{}\" has nothing to do with the rest",
                choice_text(card, "distractors", at)
            );
            let help = "take the right answer of another card, which competes and is practised by the way";
            out[deck].add(&IMPLAUSIBLE_DISTRACTOR, card.card.place_of("distractors", at), what).help(help);
        }
    }
}

fn texts(group: &Group) -> WordMap<usize> {
    let mut known: WordMap<usize> = WordMap::default();
    for (_, card) in group.cards() {
        let mut texts: Vec<Word> = card.choices.iter().map(|choice| Word::of_set(&choice.set)).collect();
        if card.choices.is_empty() && !card.answer.is_empty() {
            texts.push(Word::of_set(&card.answer));
        }
        texts.sort_unstable();
        texts.dedup();
        for text in texts {
            *known.entry(text).or_insert(0) += 1;
        }
    }
    known
}

impl SourceNames<'_, '_> {
    /// Whether a wrong choice belongs to the topic.
    fn has(&self, card: &CardFeatures, wrong: &ChoiceFeatures) -> bool {
        let used = self.texts.get(&Word::of_set(&wrong.set)).copied().unwrap_or(0);
        let elsewhere = |word: &Word| self.said.get(word).copied().unwrap_or(0) > 1;
        let named = |word: &Word| self.outline.name_words().contains(word);
        let mut claims = card.card.claims.iter().filter_map(|id| self.outline.claim(id));
        wrong.set.is_empty()
            || used > 1
            || wrong.set.iter().any(|word| elsewhere(word) || named(word))
            || claims.any(|claim| shared(&wrong.set, self.outline.section_words(&claim.section)) > 0)
    }
}

#[cfg(test)]
mod tests {
    use crate::deck::RuleId;
    use crate::lint::fixture::{count, sourced};

    #[test]
    fn a_wrong_choice_belongs_to_the_matter() {
        let card = |wrong: &str| {
            format!(
                "- id: a\n  kind: choice\n  question: What is open?\n  answer: code\n  distractors: [{wrong}, volunteers]\n  \
                 claims: [people-01]"
            )
        };
        assert_eq!(sourced(RuleId::ImplausibleDistractor, &card("a recipe for bread")), 1);
        assert_eq!(sourced(RuleId::ImplausibleDistractor, &card("GitHub")), 0, "a name");
        assert_eq!(sourced(RuleId::ImplausibleDistractor, &card("a large community")), 0, "of the section");
        assert_eq!(count(RuleId::ImplausibleDistractor, &card("a recipe for bread")), 0, "without a source");
    }
}
