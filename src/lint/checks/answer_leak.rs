//! Cards so close in the file that they are introduced in one session: one gives away the other's answer, or both
//! ask for the same claim.

use crate::deck::RuleId;
use crate::lint::card_texts::CardTexts;
use crate::lint::features::{AnswerKey, CardFeatures, DeckFeatures, KeySort};
use crate::lint::finding::Findings;
use crate::lint::rule::{Needs, Rule};
use crate::lint::words::{Word, shared};

pub(in crate::lint) static ANSWER_LEAK: Rule = Rule {
    needs: Needs::Words,
    limits: &[10, 50, 20],
    threshold: "in a deck of {2} items or more no card within the {0} items before says the answer word for word; a name \
                counts where it stands with a word of the question, a common word where it stands with {1} % of them",
    what: "an answer that a card shortly before has told",
    why: "New cards come in the order of the file, so it is answered from the screen before, and memory learns nothing.",
    weak: "because: ... since Masakhane gathers volunteers in Africa.   (and next a card that asks who does so)",
    better: "because: ... since volunteers know the languages.",
    source: "Haladyna, Downing, Rodriguez 2002, guideline 4; the Anki manual on siblings",
    ..Rule::slight(RuleId::AnswerLeak)
};

pub(in crate::lint) static CLOSE_CLAIMS: Rule = Rule {
    needs: Needs::Source,
    threshold: "two cards that ask for one claim stand as far apart as `answer-leak` wants",
    what: "two cards on one claim, one shortly after the other",
    why: "What one of them has just explained the other asks for. They are never new on one day, so the second waits and \
          later ones overtake it.",
    weak: "claims: [rise-spread-01]   (and the next card, too)",
    better: "claims: [rise-spread-01]   (and another one ten items later)",
    source: "Haladyna, Downing, Rodriguez 2002, guideline 4",
    ..Rule::slight(RuleId::CloseClaims)
};

pub(super) fn check(deck: &DeckFeatures, out: &mut Findings) {
    let mut begins = Vec::with_capacity(deck.cards.len());
    let mut items = 0;
    for card in &deck.cards {
        begins.push(items);
        items += card.items();
    }
    // A short deck is learned in one session, whatever its order.
    if items < ANSWER_LEAK.limit(2) {
        return;
    }
    let near = ANSWER_LEAK.limit(0);
    for (at, card) in deck.cards.iter().enumerate() {
        let before = || (0..at).rev().take_while(|&other| begins[at] - begins[other] < near);
        let apart = |other: usize| match begins[at] - begins[other] {
            1 => "just before".to_owned(),
            apart => format!("{apart} items before"),
        };
        if let Some(other) = before().find(|&other| tells(&deck.cards[other], card)) {
            let what = format!("`{}`, {}, tells the answer", deck.cards[other].card.id.card(), apart(other));
            out.add(&ANSWER_LEAK, card.card.place, what)
                .note(format!("{} items apart, at least {near}", begins[at] - begins[other]))
                .help("move one of the two, or say it otherwise there");
        }
        let claim = |other: usize| card.card.claims.iter().find(|claim| deck.cards[other].card.claims.contains(claim));
        if let Some((other, claim)) = before().find_map(|other| Some((other, claim(other)?))) {
            let what = format!("`{}`, {}, asks for `{claim}` as well", deck.cards[other].card.id.card(), apart(other));
            out.add(&CLOSE_CLAIMS, card.card.place, what)
                .note(format!("{} items apart, at least {near}", begins[at] - begins[other]))
                .help("move one of the two, or put what it only tells into `mentions`");
        }
    }
}

/// Whether one card shows an answer of another, word for word.
fn tells(card: &CardFeatures, of: &CardFeatures) -> bool {
    // If two questions have the same answer, neither tells that it is also the other's.
    if card.answer == of.answer {
        return false;
    }
    // `What is the capital of Austria?`, `What is Vienna the capital of?`: asked both ways on purpose.
    let is_reversed = !card.answer.is_empty() && shared(&card.answer, &of.prompt) == card.answer.len();
    if is_reversed {
        return false;
    }
    let least = ANSWER_LEAK.limit(1);
    let may = |key: &&AnswerKey| {
        let rest: Vec<Word> = of.prompt.iter().filter(|word| !key.words.contains(word)).copied().collect();
        let said = shared(&rest, &card.said);
        let matters = match key.sort {
            KeySort::Words => true,
            KeySort::Name => said > 0,
            KeySort::Word => said * 100 >= rest.len() * least,
        };
        matters && key.words.iter().all(|word| card.said.binary_search(word).is_ok())
    };
    let keys: Vec<&AnswerKey> = of.keys.iter().filter(may).collect();
    if keys.is_empty() {
        return false;
    }
    let reading = CardTexts::of(card.card);
    // Wrong choices name many things without saying that they are an answer.
    let shown = || std::iter::once(&reading.prompt).chain(&reading.answers).chain(&reading.because);
    keys.iter().any(|key| {
        shown().any(|text| match (key.sort, key.words.as_slice()) {
            (KeySort::Name, &[name]) => text.has_name(name),
            (_, words) => text.has_content(words),
        })
    })
}

#[cfg(test)]
mod tests {
    use crate::deck::RuleId;
    use std::fmt::Write as _;

    use crate::lint::fixture::{count, sourced};

    /// Thirty cards; number 12 gives away the answer of the one at a place.
    fn deck(at: usize, because: &str, more: &str) -> String {
        (0..30).fold(String::new(), |mut all, nth| {
            let (answer, because, more) = match nth {
                12 => (format!("thing{nth}"), because, more),
                _ if nth == at => ("grey heron".to_owned(), "It stands in shallow water.", more),
                _ => (format!("thing{nth}"), "Nothing else would do.", ""),
            };
            let _ = writeln!(
                all,
                "- id: c{nth}\n  kind: typed\n  question: Which animal{nth} lives at pond{nth}?\n  answer: {answer}\n  \
                 because: {because}{more}"
            );
            all
        })
    }

    #[test]
    fn an_answer_told_by_a_card_shortly_before_is_found() {
        let told = "Of all birds here the grey herons are the tallest.";
        assert_eq!(count(RuleId::AnswerLeak, &deck(13, told, "")), 1);
        assert_eq!(count(RuleId::AnswerLeak, &deck(21, told, "")), 1);
        assert_eq!(count(RuleId::AnswerLeak, &deck(22, told, "")), 0, "ten items apart");
        assert_eq!(count(RuleId::AnswerLeak, &deck(8, told, "")), 0, "what comes later gives nothing away");
        assert_eq!(count(RuleId::AnswerLeak, &deck(13, "A heron may be grey, white or purple.", "")), 0, "not as one");
        let same = deck(12, told, "").replace("thing13", "Nile").replace("thing12", "Nile");
        assert_eq!(count(RuleId::AnswerLeak, &same), 0, "one answer for two questions");
        let name = |told: &str| deck(13, told, "").replace("grey heron", "Virginia");
        assert_eq!(count(RuleId::AnswerLeak, &name("At pond13 it was seen by Virginia too.")), 1);
        assert_eq!(count(RuleId::AnswerLeak, &name("At pond13 it came from West Virginia.")), 0, "another name");
    }

    #[test]
    fn two_cards_on_one_claim_stand_apart() {
        let claims = "\n  claims: [tools-01]";
        assert_eq!(sourced(RuleId::CloseClaims, &deck(21, "It eats fish.", claims)), 1);
        assert_eq!(sourced(RuleId::CloseClaims, &deck(22, "It eats fish.", claims)), 0);
        assert_eq!(sourced(RuleId::CloseClaims, &deck(21, "It eats fish.", "\n  mentions: [tools-01]")), 0);
    }
}
