//! Gaps that hide nothing worth knowing: `Madrid is the capital {{of}} Spain`.

use super::DeckContext;
use crate::lint::card_texts::{CardTexts, PieceRead};
use crate::lint::remains::Topic;
use crate::lint::small_words::SmallWords;
use crate::lint::words::Token;

/// Whether a gap only joins two things, so that a reader who knows neither could fill it. In an example sentence
/// of a language, such words are what is to be learned.
pub(super) fn is_empty(reading: &CardTexts, piece: &PieceRead, context: &DeckContext) -> bool {
    let languages = reading.card.judging.languages;
    let Some(tongue) = SmallWords::of(languages.question) else { return false };
    let gap = &piece.phrase;
    !gap.tokens.is_empty()
        && gap.tokens.iter().all(|token| tongue.joining.contains(&token.raw) && !token.code)
        && (gap.text.len() > 1 || languages.question.code() != "en")
        && piece.hint.is_none()
        && reading.hints.is_empty()
        && joins(reading, piece)
        && languages.question == languages.answer
        && !context.about.is(Topic::Language)
        && !is_example(reading)
}

/// Whether a gap joins what is around it: a word follows directly, and the gap is not the capitalised part of a
/// name, as in `Vitamin A`. A gap that opens the text may have a capital.
fn joins(reading: &CardTexts, piece: &PieceRead) -> bool {
    let Some(at) = reading.pieces.iter().position(|other| std::ptr::eq(other, piece)) else { return false };
    let goes_on = reading.pieces.get(at + 1).is_some_and(|next| {
        next.phrase.tokens.first().is_some_and(|first| next.phrase.text[..first.start as usize].trim().is_empty())
    });
    let opens = reading.pieces[..at].iter().all(|before| before.phrase.tokens.is_empty());
    let is_name = piece.phrase.tokens.iter().any(|token| token.capital);
    goes_on && (opens || !is_name)
}

/// Whether a text is a sentence as people say it, rather than a fact: `I am good at maths.`, `Elle joue du piano.`
pub(super) fn is_example(reading: &CardTexts) -> bool {
    let Some(tongue) = SmallWords::of(reading.card.judging.languages.question) else { return false };
    let said = &reading.prompt;
    let is_person = |(at, token): (usize, &Token)| {
        // `Charles I`, `the US`
        let is_numeral = at > 0 && said.word_at(token) == "I" && said.tokens[at - 1].capital;
        tongue.persons.contains(&token.raw) && !is_numeral && !said.is_capitals(token)
    };
    let opens = said.tokens.first().is_some_and(|first| tongue.subjects.contains(&first.raw));
    let quotes_or_asks = said.text.contains(['?', '!', '¿', '¡', '“', '„', '«', '"']);
    quotes_or_asks || opens || said.tokens.iter().enumerate().any(is_person)
}

#[cfg(test)]
mod tests {
    use crate::deck::RuleId;
    use crate::lint::fixture::{count, findings};

    fn cloze(language: &str, text: &str) -> String {
        format!("- id: a\n  kind: cloze\n  language: {language}\n  text: '{text}'")
    }

    #[test]
    fn a_gap_on_a_word_that_joins_asks_nothing() {
        for (language, text) in [
            ("en", "The Magna Carta was sealed {{at}} Runnymede by King John."),
            ("en", "Bones consist of collagen {{and}} hydroxyapatite."),
            ("en", "{{The}} Rhine flows into the North Sea."),
            ("en", "Blood is pumped {{by the}} heart into the aorta."),
            ("en", "Charles I {{was}} beheaded in front of Whitehall."),
            ("de", "Rote Blutkörperchen entstehen im Knochenmark {{und}} sterben in der Milz."),
            ("de", "Die Bastille wurde {{am}} 14. Juli 1789 gestürmt."),
            ("fr", "Paris est la capitale {{de}} la France depuis des siècles."),
            ("es", "La batalla se libró {{en}} Trafalgar en 1805."),
            ("it", "I globuli rossi nascono nel midollo osseo {{e}} muoiono nella milza."),
            ("nl", "De Rijn stroomt door Duitsland {{en}} Nederland naar de Noordzee."),
            ("pt", "Lisboa é a capital {{de}} Portugal."),
        ] {
            assert_eq!(count(RuleId::EmptyGap, &cloze(language, text)), 1, "{text}");
        }
    }

    #[test]
    fn little_words_may_be_what_is_known() {
        for (language, text) in [
            ("en", "The diaphragm lies {{below}} the lungs."),
            ("en", "Water has {{two}} atoms of hydrogen."),
            ("en", "An action potential is an {{all}}-or-none event."),
            ("en", "A queue takes elements out first in, first {{out}}."),
            ("en", "She is interested {{in}} music."),
            ("en", "I am good {{at}} maths."),
            ("en", "Night blindness comes from a lack of vitamin {{A}}."),
            ("en", "In Boolean algebra the dot stands for {{and}}."),
            ("en", "They went home {{by::preposition}} bus."),
            ("de", "Wir warten {{auf}} den Bus."),
            ("de", "Das Zwerchfell liegt {{unter}} der Lunge."),
            ("fr", "Je pense {{à}} ma grand-mère tous les jours."),
            ("fr", "Elle joue {{du}} piano."),
            ("es", "Sueño {{con}} mi abuela."),
            ("es", "¿Vas {{a}} casa?"),
            ("ja", "毎朝コーヒー{{を}}飲みます。"),
        ] {
            assert_eq!(count(RuleId::EmptyGap, &cloze(language, text)), 0, "{text}");
        }
        let named = |header: &str| {
            let cards = cloze("fr", "Julie joue {{du}} piano chaque soir.");
            findings(header, &cards, None).iter().filter(|diagnostic| diagnostic.rule == RuleId::EmptyGap).count()
        };
        assert_eq!(named("about: Ce que j’ai appris cette année.\n"), 1);
        assert_eq!(named("about: La grammaire du français.\n"), 0);
    }
}
