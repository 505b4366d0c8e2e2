//! Names that play several roles in a source.

use super::DeckContext;
use crate::deck::RuleId;
use crate::lint::card_texts::CardTexts;
use crate::lint::finding::Findings;
use crate::lint::rule::{Needs, Rule};
use crate::lint::source_index::{NamedEntity, SourceIndex};

pub(in crate::lint) static BARE_NAME: Rule = Rule {
    needs: Needs::WordsAndSource,
    limits: &[2],
    threshold: "a prompt on a name that {0} sections of the source mention has a word of its claim or section beside the \
                name",
    what: "a name with several roles, asked without saying which",
    why: "The name calls up all of its roles, and the answer depends on which one is meant.",
    weak: "question: What is PyTorch?",
    better: "question: What does PyTorch offer to learners?",
    source: "Wozniak, rules 11 and 16",
    ..Rule::slight(RuleId::BareName)
};

pub(super) fn check(reading: &CardTexts, context: &DeckContext, out: &mut Findings) {
    let Some(outline) = context.outline else { return };
    if reading.card.claims.is_empty() || reading.kind.has_sides() {
        return;
    }
    for named in outline.names.within(&reading.prompt) {
        let Some(entity) = outline.entity(named.entity) else { continue };
        let sections = outline.sections_with(&entity.name);
        if sections >= BARE_NAME.limit(0) && !is_told(reading, outline, named) {
            let what = format!("the prompt does not say which of the roles of \"{}\" is meant", entity.name);
            let note = format!("{sections} sections mention it, and no other word of the claim or its section is here");
            let place = reading.card.place_of(reading.prompt_field(), 0);
            out.add(&BARE_NAME, place, what).note(note).help("name the role, the place, or the neighbour in the text");
            return;
        }
    }
}

/// Whether another word of the prompt is in a cited claim or its section.
fn is_told(reading: &CardTexts, outline: &SourceIndex, named: NamedEntity) -> bool {
    let tokens = reading.prompt.tokens.iter().enumerate();
    let mut others = tokens.filter(|(at, token)| !token.stop && !(named.from..named.to).contains(at));
    others.any(|(_, token)| {
        reading.card.claims.iter().any(|id| {
            let section = outline.claim(id).map_or("", |claim| claim.section.as_str());
            let in_claim = outline.words_of(id).binary_search(&token.stem).is_ok();
            in_claim || outline.section_words(section).binary_search(&token.stem).is_ok()
        })
    })
}

#[cfg(test)]
mod tests {
    use crate::deck::RuleId;
    use crate::lint::fixture::sourced;

    #[test]
    fn a_name_of_several_sections_is_told_apart() {
        let card = |question: &str| {
            format!("- id: a\n  kind: flip\n  question: {question}\n  answer: x\n  claims: [people-01]")
        };
        assert_eq!(sourced(RuleId::BareName, &card("What is PyTorch?")), 1);
        assert_eq!(sourced(RuleId::BareName, &card("Which community has PyTorch?")), 0);
        assert_eq!(sourced(RuleId::BareName, &card("What is GitHub?")), 0, "one role");
    }
}
