//! Which claims of the source a card cites, and what the source says about them.

use super::DeckContext;
use crate::deck::{Claim, Place, RuleId, nearest};
use crate::lint::card_texts::CardTexts;
use crate::lint::finding::Findings;
use crate::lint::rule::{Needs, Rule};
use crate::lint::source_index::SourceIndex;
use crate::lint::stop_words;
use crate::lint::words::{Phrase, shared, sorted};

pub(in crate::lint) static UNCITED: Rule = Rule {
    threshold: "every card of a deck with a `source` names at least one claim",
    what: "a card that cites no claim of the source",
    weak: "claims: []",
    better: "claims: [challenges-governance-02]",
    ..cites(RuleId::Uncited)
};

pub(in crate::lint) static UNKNOWN_CLAIM: Rule = Rule {
    what: "a claim that the source does not have",
    weak: "claims: [challenges-governance-2]",
    better: "claims: [challenges-governance-02]",
    ..cites(RuleId::UnknownClaim)
};

pub(in crate::lint) static MANY_CLAIMS: Rule = Rule {
    limits: &[2],
    threshold: "a card cites at most {0} claims",
    what: "a card that cites many claims",
    weak: "claims: [rise-spread-01, rise-spread-02, rise-shift-01]",
    better: "claims: [rise-spread-01]",
    ..cites(RuleId::ManyClaims)
};

pub(in crate::lint) static CAUTION_UNMARKED: Rule = Rule {
    needs: Needs::WordsAndSource,
    limits: &[2],
    threshold: "the prompt says whose words these are or speaks of the past, or answer and `because` have {0} words of \
                the caution",
    what: "a dated or disputed claim, asked as a plain fact",
    why: "The source itself marks the claim with a `caution`. Who learns it as a fact learns something doubtful.",
    weak: "question: Which site links papers with code?",
    better: "question: Which site does the essay name for papers with code?",
    source: "Wozniak, rule 19 (date-stamping)",
    ..Rule::grave(RuleId::CautionUnmarked)
};

pub(in crate::lint) static OPINION_AS_FACT: Rule = Rule {
    needs: Needs::WordsAndSource,
    threshold: "no claim with `quizzable: false`; one of `kind: opinion` only with \"the essay says\" in the prompt",
    what: "an opinion asked as a fact",
    why: "Praise and forecasts can't be true or false; what can be learnt is who says them.",
    weak: "statement: Open-source AI transforms technology.",
    better: "statement: The essay says that open-source AI transforms technology.",
    source: "Haladyna, Downing, Rodriguez 2002, guideline 6; Penn State, true-false items",
    ..Rule::grave(RuleId::OpinionAsFact)
};

const fn cites(id: RuleId) -> Rule {
    Rule {
        needs: Needs::Source,
        why: "The claim ties the card to the text: where it comes from, what of the text is known. One card, one fact, \
              so one claim, or two that belong together.",
        source: "Wozniak, rule 18",
        ..Rule::grave(id)
    }
}

pub(super) fn check(reading: &CardTexts, context: &DeckContext, out: &mut Findings) {
    let Some(outline) = context.outline else { return };
    let card = reading.card;
    if card.claims.is_empty() && card.mentions.is_empty() {
        let what = format!("the card cites no claim of `{}`", outline.source.name);
        out.add(&UNCITED, card.place, what).help("claims: [the id of the claim that it teaches]");
    }
    let most = MANY_CLAIMS.limit(0);
    if card.claims.len() > most {
        let note = format!("{} claims, at most {most}", card.claims.len());
        let place = card.place_of("claims", most);
        out.add(&MANY_CLAIMS, place, "the card cites many claims")
            .note(note)
            .help("one card, one fact: make several of it");
    }
    for (at, id) in card.claims.iter().enumerate() {
        match outline.claim(id) {
            Some(claim) => {
                opinion(reading, outline, claim, out);
                caution(reading, outline, claim, out);
            }
            None => unknown(outline, id, card.place_of("claims", at), out),
        }
    }
    for (at, id) in card.mentions.iter().enumerate() {
        if outline.claim(id).is_none() {
            unknown(outline, id, card.place_of("mentions", at), out);
        }
    }
}

fn unknown(outline: &SourceIndex, id: &str, place: Place, out: &mut Findings) {
    let near = nearest(id, &outline.source.claims.iter().map(|claim| claim.id.as_str()).collect::<Vec<_>>());
    let help = near.map_or_else(|| "cite one that it has".to_owned(), |near| format!("did you mean `{near}`?"));
    out.add(&UNKNOWN_CLAIM, place, format!("`{}` has no claim `{id}`", outline.source.name)).help(help);
}

fn opinion(reading: &CardTexts, outline: &SourceIndex, claim: &Claim, out: &mut Findings) {
    let place = reading.card.place_of(reading.prompt_field(), 0);
    if !claim.quizzable {
        let what = format!("the card asks for `{}`, which the source says is not to be asked", claim.id);
        out.add(&OPINION_AS_FACT, place, what).help("cite another claim, or delete the card");
    } else if claim.kind.as_deref() == Some("opinion") && !says_who(reading, outline) {
        let what = format!("`{}` is an opinion, and the prompt does not say whose", claim.id);
        out.add(&OPINION_AS_FACT, place, what).help("say it in the prompt: \"... in the essay's view?\"");
    }
}

fn caution(reading: &CardTexts, outline: &SourceIndex, claim: &Claim, out: &mut Findings) {
    if claim.caution.is_none() || says_who(reading, outline) || reading.prompt.find(&stop_words::PAST).is_some() {
        return;
    }
    let least = CAUTION_UNMARKED.limit(0);
    // The caution itself may be what the card asks for.
    let said = sorted(reading.because.iter().chain(&reading.answers).flat_map(Phrase::set));
    let given = shared(&said, outline.caution_of(&claim.id));
    if given < least {
        let what = format!("`{}` is dated or disputed, and neither prompt nor `because` says so", claim.id);
        let note = format!("{given} words of its `caution` in answer and `because`, at least {least}");
        let place = reading.card.place_of(reading.prompt_field(), 0);
        let help = "say in the prompt whose words these are, or in `because` what the `caution` of the claim says";
        out.add(&CAUTION_UNMARKED, place, what).note(note).help(help);
    }
}

/// Whether the prompt says whose words or views it asks for.
fn says_who(reading: &CardTexts, outline: &SourceIndex) -> bool {
    let says = |phrase: &Phrase| {
        phrase.find(&stop_words::ATTRIBUTION).is_some()
            || phrase.tokens.iter().any(|token| outline.author().contains(&token.stem))
    };
    says(&reading.prompt) || (reading.kind.has_sides() && reading.answers.iter().any(says))
}

#[cfg(test)]
mod tests {
    use crate::deck::RuleId;
    use crate::lint::fixture::{count, sourced};

    fn card(question: &str, more: &str) -> String {
        format!("- id: a\n  kind: flip\n  question: \"{question}\"\n  answer: x\n{more}")
    }

    #[test]
    fn a_card_cites_a_claim_or_two() {
        for (claims, uncited, unknown, many) in [
            ("", 1, 0, 0),
            ("  claims: [tools-01]", 0, 0, 0),
            ("  claims: [tools-1]", 0, 1, 0),
            ("  mentions: [tools-01]", 0, 0, 0),
            ("  claims: [tools-01]\n  mentions: [tools-02, tools-2]", 0, 1, 0),
            ("  claims: [tools-01, tools-02, people-01]", 0, 0, 1),
        ] {
            let card = card("Which one is it?", claims);
            assert_eq!(sourced(RuleId::Uncited, &card), uncited, "{claims}");
            assert_eq!(sourced(RuleId::UnknownClaim, &card), unknown, "{claims}");
            assert_eq!(sourced(RuleId::ManyClaims, &card), many, "{claims}");
            assert_eq!(count(RuleId::Uncited, &card), 0, "without a source");
        }
    }

    #[test]
    fn a_caution_is_passed_on() {
        let claims = "  claims: [people-02]";
        assert_eq!(sourced(RuleId::CautionUnmarked, &card("Which site links papers with code?", claims)), 1);
        assert_eq!(sourced(RuleId::CautionUnmarked, &card("Which site does the essay name?", claims)), 0);
        assert_eq!(sourced(RuleId::CautionUnmarked, &card("Which site was there for papers?", claims)), 0);
        let because = format!("{claims}\n  because: The original site closed down in 2025.");
        assert_eq!(sourced(RuleId::CautionUnmarked, &card("Which site links papers?", &because)), 0);
    }

    #[test]
    fn an_opinion_has_its_owner() {
        let opinion = "  claims: [people-03]";
        assert_eq!(sourced(RuleId::OpinionAsFact, &card("What will change the world?", opinion)), 1);
        assert_eq!(sourced(RuleId::OpinionAsFact, &card("What, says the essay, will change the world?", opinion)), 0);
        assert_eq!(
            sourced(RuleId::OpinionAsFact, &card("What, says the essay, is great?", "  claims: [people-04]")),
            1
        );
    }
}
