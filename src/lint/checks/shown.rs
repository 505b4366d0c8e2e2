//! Gaps whose text is shown elsewhere all the same.

use super::inflection;
use crate::deck::{Place, RuleId};
use crate::lint::card_texts::{CardTexts, PieceRead};
use crate::lint::finding::Findings;
use crate::lint::rule::Rule;
use crate::lint::small_words::SmallWords;
use crate::lint::words::{Phrase, Token};

pub(in crate::lint) static GAP_SHOWN: Rule = Rule {
    threshold: "neither the gap's text nor, without a hint, another form of its words stands in the text beside it; digits and \
         little words may",
    what: "a gap whose text stands in the card",
    why: "It is read and not recalled.",
    weak: "text: Masakhane builds models; {{Masakhane}} is African.",
    better: "text: \"{{Masakhane}} builds models and is African.\"",
    source: "Wozniak, rule 5; Camosun College, completion items",
    ..Rule::grave(RuleId::GapShown)
};

pub(super) fn check(reading: &CardTexts, piece: &PieceRead, number: u16, place: Place, out: &mut Findings) {
    let gap = &piece.phrase;
    if !can_be_told(reading, gap) {
        return;
    }
    let stems = gap.stems();
    let others = reading.pieces.iter().filter(|other| other.number != Some(number));
    if others.into_iter().any(|other| other.phrase.position_of(&stems).is_some()) {
        let what = format!("\"{}\" is hidden and stands elsewhere in the text", gap.text);
        out.add(&GAP_SHOWN, place, what).help("name it once, or hide both under one number");
    } else if let Some(form) = form_beside(reading, piece) {
        let what = format!("\"{}\" is hidden, and \"{form}\" stands beside it", gap.text);
        out.add(&GAP_SHOWN, place, what).help("reword, or give the gap a hint if the form is what is asked");
    }
}

/// Whether a reader would recognise what is hidden: not if it is a little word, or a sign or digit or two.
fn can_be_told(reading: &CardTexts, gap: &Phrase) -> bool {
    const SHORT: usize = 3;
    let tongue = SmallWords::of(reading.card.judging.languages.question);
    let is_little = |token: &Token| {
        token.stop
            || tongue.is_some_and(|tongue| tongue.joining.contains(&token.raw) || tongue.fillers.contains(&token.raw))
    };
    let is_short = gap.is_signs() && gap.char_count() < SHORT;
    !is_short && !gap.tokens.iter().all(is_little)
}

/// Another form of a gap's words, in the text that is always shown. With a hint, or among a few words, the form is
/// what is asked for.
fn form_beside<'r>(reading: &'r CardTexts, piece: &PieceRead) -> Option<&'r str> {
    const FEW: usize = 4;
    let gap = &piece.phrase;
    let shown = || reading.pieces.iter().filter(|piece| piece.number.is_none()).map(|piece| &piece.phrase);
    let words: usize = shown().map(|text| text.tokens.len()).sum();
    if piece.hint.is_some() || words <= FEW || gap.is_signs() || gap.has_code() || gap.tokens.is_empty() {
        return None;
    }
    let ours: Vec<String> = gap.tokens.iter().map(|token| inflection::bare(gap.word_at(token))).collect();
    shown().find_map(|text| text.tokens.windows(ours.len()).find_map(|run| span_of_forms(text, run, &ours)))
}

/// A run of words, if each is a form of one of ours: `weißen Blutkörperchen` for `weiße Blutkörperchen`.
fn span_of_forms<'t>(text: &'t Phrase, run: &[Token], ours: &[String]) -> Option<&'t str> {
    const LONG: usize = 4;
    let is_long = |word: &str| word.chars().count() >= LONG;
    let mut differs = false;
    let are_forms = run.iter().zip(ours).all(|(token, ours)| {
        let written = text.word_at(token);
        if !may_begin_alike(written, ours) {
            return false;
        }
        let theirs = inflection::bare(written);
        let is_same = theirs == *ours;
        differs |= !is_same;
        !token.code && (is_same || (is_long(ours) && is_long(&theirs) && inflection::are_forms(ours, &theirs)))
    });
    let (first, last) = (run.first()?, run.last()?);
    (are_forms && differs).then(|| &text.text[first.start as usize..last.end as usize])
}

/// A quick test by the first byte: whether a word may begin like ours. It rules out nearly all words.
fn may_begin_alike(written: &str, ours: &str) -> bool {
    let (Some(theirs), Some(ours)) = (written.bytes().next(), ours.bytes().next()) else { return false };
    theirs.eq_ignore_ascii_case(&ours) || !theirs.is_ascii() || written.contains(['\'', '’'])
}

#[cfg(test)]
mod tests {
    use crate::deck::RuleId;
    use crate::lint::fixture::{citing_cloze, count};

    const GOOD: &str = "Among open libraries the essay names {{c1::PyTorch}} as one for companies.";

    #[test]
    fn what_is_hidden_is_hidden_everywhere() {
        assert_eq!(
            count(RuleId::GapShown, &citing_cloze("For companies {{PyTorch}} is named: PyTorch is an open library.")),
            1
        );
        assert_eq!(
            count(RuleId::GapShown, &citing_cloze("{{c1::PyTorch}} is named: {{c1::PyTorch}} is an open library.")),
            0
        );
        assert_eq!(count(RuleId::GapShown, &citing_cloze(GOOD)), 0);
    }

    #[test]
    fn another_form_shows_the_gap_in_any_language() {
        for (language, text, found) in [
            ("en", "A {{neuron}} passes signals on to other neurons through synapses.", 1),
            ("en", "When water {{evaporates}}, the evaporating molecules take heat with them.", 1),
            ("de", "Eine {{Zelle}} teilt sich, und aus ihr werden zwei Zellen.", 1),
            ("de", "Der {{Fluss}} mündet ins Meer wie alle anderen Flüsse auch.", 1),
            ("fr", "Le {{neurone}} transmet des signaux aux autres neurones du cerveau.", 1),
            ("es", "La {{célula}} se divide y forma otras células iguales a ella.", 1),
            ("fi", "Jokainen {{neuroni}} lähettää viestejä, ja muut neuronit ottavat niitä vastaan.", 1),
            ("es", "A mí me {{gustan::gustar}} las películas, y a él le gusta el teatro.", 0),
            ("de", "ein Haus, zwei {{Häuser}}", 0),
            ("en", "Among salts, {{chlorides}} are those of chlorine and of nothing else.", 0),
            ("en", "The war began in {{1914}} and ended in 1918 after four years.", 0),
            ("en", "When a neuron {{depolarizes}}, sodium flows in; this depolarization spreads along the axon.", 1),
            ("en", "A {{democracy}} lets citizens vote, and democratic states hold elections.", 1),
            ("de", "{{Weiße Blutkörperchen}} sind seltener als rote; die weißen Blutkörperchen wehren Keime ab.", 1),
            ("fr", "L'{{évaporation}} refroidit la peau, car l'eau qui s'évapore emporte de la chaleur.", 1),
            ("fr", "Les {{globules rouges}} sont petits ; un globule rouge vit quatre mois.", 1),
            ("de", "Ich weiß, {{c1::dass}} das Buch, {{c2::das}} du suchst, auf dem Tisch liegt.", 0),
            ("en", "2 H₂ and O₂ make {{2}} molecules of water.", 0),
            ("en", "The {{Niger}} flows through Mali and Nigeria to the sea.", 0),
            ("en", "Limestone is a {{carbonate}} and gives off carbon dioxide.", 0),
            ("en", "An {{anode}} attracts anions, a cathode cations.", 0),
            ("en", "A {{prime}} has two divisors, and primary schools teach that.", 0),
        ] {
            let card = citing_cloze(text) + &format!("\n  language: {language}");
            assert_eq!(count(RuleId::GapShown, &card), found, "{text}");
        }
    }
}
