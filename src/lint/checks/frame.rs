//! The text around the gaps of a cloze.

use super::empty::is_example;
use crate::deck::{Place, RuleId};
use crate::grading::outline::is_spaceless;
use crate::lint::card_texts::{CardTexts, PieceRead};
use crate::lint::finding::Findings;
use crate::lint::rule::Rule;
use crate::lint::small_words::SmallWords;
use crate::lint::words::{Phrase, Token, Word, sorted};

pub(in crate::lint) static BARE_FRAME: Rule = Rule {
    limits: &[2],
    threshold: "in English at least {0} words that carry meaning stand around the gap, or it has a hint; in any language something is \
         left beside the gaps, and not only little words or a dash",
    what: "hardly anything around the gap",
    why: "Many things would fit; the learner guesses which one is meant.",
    weak: "text: \"{{GitHub}} is named.\"",
    better: "text: The essay names {{GitHub}} for sharing code and for version control.",
    source: "Wozniak, rule 5; Camosun College, completion items",
    ..Rule::grave(RuleId::BareFrame)
};

/// Reports texts with hardly a word outside the gaps: `{{a}} {{b}} {{c}}`, or a whole sentence as one gap.
pub(super) fn leaves_nothing(reading: &CardTexts, place: Place, out: &mut Findings) -> bool {
    let is_told = gaps(reading).any(|gap| gap.hint.is_some()) || !reading.hints.is_empty();
    let is_other = |piece: &PieceRead| piece.phrase.has_code() || piece.phrase.text.contains(is_spaceless);
    if is_told || reading.pieces.iter().any(is_other) {
        return false;
    }
    let words = shown(reading).map(|text| text.tokens.len()).sum::<usize>();
    let is_bare = if words == 0 { has_only_signs(reading) } else { hides_what_matters(reading) };
    if !is_bare {
        return false;
    }
    let what = match gaps(reading).count() {
        1 => "the gap is the whole text",
        _ => "the gaps leave nothing of the text",
    };
    out.add(&BARE_FRAME, place, what).help("hide the one word that matters, and leave the sentence around it");
    true
}

fn gaps<'r>(reading: &'r CardTexts) -> impl Iterator<Item = &'r PieceRead> {
    reading.pieces.iter().filter(|piece| piece.number.is_some())
}

fn shown<'r>(reading: &'r CardTexts) -> impl Iterator<Item = &'r Phrase> {
    reading.pieces.iter().filter(|piece| piece.number.is_none()).map(|piece| &piece.phrase)
}

fn have_one_number(reading: &CardTexts) -> bool {
    let mut numbers = gaps(reading).map(|gap| gap.number);
    let first = numbers.next();
    numbers.all(|number| Some(number) == first)
}

/// Whether no word stands outside the gaps, and nothing gives a clue to the one that is hidden.
fn has_only_signs(reading: &CardTexts) -> bool {
    const PAIRS: &[&str] = &["–", "—", "-", "/", "|", ":", "→", "->", "⇒", "=>", "↔"];
    let signs: String = shown(reading).map(|text| text.text.trim()).collect();
    // Other signs, such as a picture of an apple, may say everything.
    let says_something = |c: char| !c.is_ascii() && !"–—→⇒↔«»„“”…·•".contains(c);
    if signs.contains(says_something) {
        return false;
    }
    // Related forms may stand in a row, each in a gap of its own: `{{c1::go}}, {{c2::went}}, {{c3::gone}}`.
    if have_one_number(reading) || signs.trim_matches('.').is_empty() {
        return true;
    }
    // `Lung – heart`: many words could stand next to either. Two forms of one word begin alike.
    let first = |gap: &PieceRead| gap.phrase.text.to_lowercase().chars().next();
    let firsts: Vec<_> = gaps(reading).map(first).collect();
    let is_pair = matches!(firsts.as_slice(), [one, other] if one != other);
    is_pair && PAIRS.contains(&&*signs) && gaps(reading).all(|gap| !gap.phrase.is_signs())
}

/// Whether there are several gaps, each a word that matters, with only little words around them.
fn hides_what_matters(reading: &CardTexts) -> bool {
    let Some(tongue) = SmallWords::of(reading.card.judging.languages.question) else { return false };
    let lists = [&tongue.joining, &tongue.fillers];
    let is_little = |token: &Token| token.stop || lists.iter().any(|list| list.contains(&token.raw));
    let matters = |gap: &PieceRead| {
        gap.phrase.tokens.iter().any(|token| !is_little(token) && (token.end - token.start >= 4 || token.capital))
    };
    // In a row or a formula, each gap gives clues to the others.
    let has_signs = |text: &Phrase| text.text.contains(|c: char| !c.is_alphanumeric() && !" .'’".contains(c));
    let least = if have_one_number(reading) { 2 } else { 3 };
    gaps(reading).count() >= least
        && !shown(reading).any(|text| has_signs(text) || !text.tokens.iter().all(is_little))
        && gaps(reading).all(matters)
        && !is_example(reading)
}

pub(super) fn check(reading: &CardTexts, number: u16, place: Place, out: &mut Findings) {
    const FEW: usize = 5;
    let words = frame_words(reading, number).len();
    let least = BARE_FRAME.limit(0);
    let gaps = || reading.pieces.iter().filter(|piece| piece.number == Some(number));
    let is_told = gaps().any(|gap| gap.hint.is_some() || gap.phrase.is_signs()) || !reading.hints.is_empty();
    // Words can't be counted in scripts that don't separate them, or that attach little words to others; and a
    // formula says more than its words.
    let is_uncounted = reading.frame(number).any(|text| {
        text.text.contains(|c: char| {
            matches!(c, '=' | '×' | '+' | '→') || (c.is_alphabetic() && c > '\u{590}') || c > '\u{2600}'
        })
    });
    // Many little words may be a saying, and some texts are examples of how people speak.
    let said: usize = reading.frame(number).map(|text| text.tokens.len()).sum();
    let is_sentence = said > FEW || is_example(reading);
    if words < least && !is_told && !is_uncounted && !is_sentence {
        let note = format!("{words} words that carry meaning, at least {least}");
        let gap = reading.pieces.iter().find(|piece| piece.number == Some(number));
        let what = format!("hardly anything stands around the gap \"{}\"", gap.map_or("", |gap| &gap.phrase.text));
        out.add(&BARE_FRAME, place, what).note(note).help("say more of it, or give it a hint: `{{gap::hint}}`");
    }
}

/// The content words around the gaps of a number, hints included.
pub(in crate::lint) fn frame_words(reading: &CardTexts, number: u16) -> Vec<Word> {
    let hints = reading.hints.iter();
    sorted(reading.frame(number).chain(hints).flat_map(Phrase::content).map(|token| token.stem))
}

#[cfg(test)]
mod tests {
    use crate::deck::RuleId;
    use crate::lint::fixture::{citing_cloze, count};

    const GOOD: &str = "Among open libraries the essay names {{c1::PyTorch}} as one for companies.";

    #[test]
    fn gaps_leave_a_sentence_in_any_language() {
        for (language, text, found) in [
            ("de", "{{Die Mitralklappe}}", 1),
            ("de", "{{c1::Gold}} {{c2::ist}} {{c3::edel}}", 1),
            ("fr", "{{c1::Paris}}, {{c1::Lyon}}.", 1),
            ("de", "{{c1::gehen}}, {{c2::ging}}, {{c3::gegangen}}", 0),
            ("de", "{{c1::Zellkern}} – {{c2::DNA}}", 1),
            ("en", "{{c1::nucleus}} -> {{c2::DNA}}", 1),
            ("fr", "{{c1::noyau}} / {{c2::ADN}}", 1),
            ("es", "{{c1::París}}: {{c2::Francia}}", 1),
            (
                "de",
                "Die {{c1::Mitralklappe}} {{c1::trennt}} den {{c1::linken Vorhof}} von der {{c1::linken Kammer}}.",
                1,
            ),
            ("en", "The {{c1::liver}} {{c2::produces}} the {{c3::bile}}.", 1),
            ("fr", "Le {{c1::foie}} {{c1::produit}} la {{c1::bile}}.", 1),
            ("de", "{{c1::singen}} – {{c2::sang}} – {{c3::gesungen}}", 0),
            ("de", "{{c1::Maus}} – {{c2::Mäuse}}", 0),
            ("en", "🍎 {{c1::apple}}", 0),
            ("fr", "Je pense {{c1::à}} ma sœur, mais que penses-tu {{c2::de}} ce film ?", 0),
            ("de", "{{c1::Sowohl}} der Hund {{c1::als auch}} die Katze schlafen.", 0),
            ("de", "Gold ist {{edel}}.", 0),
            ("ja", "これは猫{{です}}。", 0),
        ] {
            let card = citing_cloze(text) + &format!("\n  language: {language}");
            assert_eq!(count(RuleId::BareFrame, &card), found, "{text}");
        }
        let long =
            citing_cloze("{{Berge entstehen, wo zwei Platten gegeneinander drücken}} langsam.") + "\n  language: de";
        assert_eq!(count(RuleId::LongGap, &long), 1);
    }

    #[test]
    fn a_gap_has_a_frame() {
        assert_eq!(count(RuleId::BareFrame, &citing_cloze("{{PyTorch}} is named.")), 1);
        assert_eq!(
            count(RuleId::BareFrame, &citing_cloze("The essay names {{PyTorch::an open library for companies}}.")),
            0
        );
        assert_eq!(count(RuleId::BareFrame, &citing_cloze(GOOD)), 0);
        for text in [
            "The area of a circle with radius r is {{π r²}}.",
            "The capital of France is {{Paris}}.",
            "She has {{lived}} here since 2010.",
            "To be, or not {{to be}}, that is the question.",
            "{{c1::Force}} = {{c2::mass}} × {{c3::acceleration}}",
            "The {{c1::Danube}} flows through {{c2::ten::how many}} countries.",
            "`COUNT({{c1::*}})` counts rows, `COUNT({{c2::x}})` those where it is not NULL.",
            "これは猫{{です}}。",
            "תודה {{רבה}} על העזרה.",
        ] {
            assert_eq!(count(RuleId::BareFrame, &citing_cloze(text)), 0, "{text}");
        }
    }
}
