//! Typed answers: what else is right.

use crate::authoring::finding::Findings;
use crate::authoring::lexicon;
use crate::authoring::reading::Reading;
use crate::authoring::rules::MISSING_VARIANT;
use crate::authoring::words::{Phrase, Word};
use crate::deck::{Body, Kind, quoted};
use crate::grading::fold;

pub(super) fn check(reading: &Reading, out: &mut Findings) {
    // Of several answers each form is one of a list of its own.
    let ([answer], Kind::Typed) = (reading.answers.as_slice(), reading.kind) else { return };
    let variants = number_variant(reading, answer).into_iter().chain(spelling_variant(answer));
    for variant in variants {
        if !accepts(reading, &variant) {
            missing(reading, &variant, out);
            return;
        }
    }
}

/// Reports a form that should be accepted.
pub(super) fn missing(reading: &Reading, variant: &str, out: &mut Findings) {
    let accept = match &reading.card.body {
        Body::Typed { answers, .. } => answers.first().map_or(&[][..], |answer| &answer.accept),
        _ => &[],
    };
    let forms = accept.iter().map(|text| quoted(text.source())).chain(std::iter::once(quoted(variant)));
    let forms = forms.collect::<Vec<_>>().join(", ");
    let what = format!("\"{variant}\" is right as well and would be called wrong");
    let place = reading.card.place_of("answer", 0);
    out.add(&MISSING_VARIANT, place, what).help(if forms.len() <= 200 {
        format!("accept: [{forms}]")
    } else {
        format!("add {} to `accept`", quoted(variant))
    });
}

fn accepts(reading: &Reading, variant: &str) -> bool {
    let folded = fold(variant, true);
    reading.answers.iter().chain(&reading.accept).any(|form| fold(&form.text, true) == folded)
}

/// `three` for `3` and back, where the question is for how many.
fn number_variant(reading: &Reading, answer: &Phrase) -> Option<String> {
    let asks =
        reading.prompt.tokens.windows(2).any(|two| two[0].raw == Word::of("how") && two[1].raw == Word::of("many"));
    let written = answer.text.trim().to_lowercase();
    let pairs = || lexicon::NUMBERS.split(' ').zip(lexicon::DIGITS.split(' '));
    let other = pairs().find_map(|(word, digits)| match written.as_str() {
        text if text == word => Some(digits),
        text if text == digits => Some(word),
        _ => None,
    });
    other.filter(|_| asks).map(str::to_owned)
}

/// The other spelling of a word that has two, too far apart for a slip of the keyboard.
fn spelling_variant(answer: &Phrase) -> Option<String> {
    let pairs: Vec<&str> = lexicon::SPELLINGS.split(' ').collect();
    answer.tokens.iter().find_map(|token| {
        let word = answer.word_at(token);
        let lower = word.to_lowercase();
        let pair = pairs.chunks_exact(2).find(|pair| pair[0] == lower)?;
        Some(answer.text.replace(word, pair[1]))
    })
}

#[cfg(test)]
mod tests {
    use crate::authoring::fixture::{count, help};

    fn typed(question: &str, answer: &str, more: &str) -> String {
        format!("- id: a\n  kind: typed\n  question: {question}\n  answer: {answer}\n{more}")
    }

    #[test]
    fn what_is_right_as_well_is_accepted() {
        let three = typed("How many factors are there?", "three", "");
        assert_eq!(count("missing-variant", &three), 1);
        assert_eq!(help("missing-variant", &three), "accept: [\"3\"]");
        let both = typed("How many factors are there?", "three", "  accept: ['3']");
        assert_eq!(count("missing-variant", &both), 0);
        assert_eq!(count("missing-variant", &typed("tres", "three", "")), 0);
        let grey = typed("Which colour has the cover?", "grey", "  accept: [silver]");
        assert_eq!(help("missing-variant", &grey), "accept: [\"silver\", \"gray\"]");
        assert_eq!(count("missing-variant", &typed("Which shade is it?", "colour", "")), 0);
    }
}
