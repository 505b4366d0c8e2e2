//! Cloze cards: one meaning to a gap, and nothing but knowledge to fill it.

use std::sync::LazyLock;

use super::{Context, inflection};
use crate::authoring::finding::Findings;
use crate::authoring::reading::{PieceRead, Reading};
use crate::authoring::rules::{BARE_FRAME, CATEGORY_GAP, EMPTY_GAP, GAP_CUE, GAP_SHOWN, LONG_GAP};
use crate::authoring::words::{Phrase, Word, WordSet, set_of, shared, sorted};
use crate::deck::{Body, Place};
use crate::grading::outline::is_spaceless;

static ARTICLES: LazyLock<WordSet> = LazyLock::new(|| set_of("a an"));

pub(super) fn check(reading: &Reading, context: &Context, out: &mut Findings) {
    let Body::Cloze { typed, .. } = reading.card.body else { return };
    let place = reading.card.place_of("text", 0);
    let mut framed = None;
    if leaves_nothing(reading, place, out) {
        return;
    }
    for (at, piece) in reading.pieces.iter().enumerate() {
        let Some(number) = piece.number else { continue };
        gap(reading, piece, typed, place, out);
        shown(reading, piece, number, place, out);
        cue(reading, at, context, place, out);
        if framed.replace(number) != Some(number) && reading.card.judging.languages.ask_in_english() {
            frame(reading, number, place, out);
        }
        category(reading, piece, number, context, place, out);
    }
}

/// Texts of which hardly a word stands outside the gaps: `{{a}} {{b}} {{c}}`, or a whole sentence as one gap.
fn leaves_nothing(reading: &Reading, place: Place, out: &mut Findings) -> bool {
    let shown = || reading.pieces.iter().filter(|piece| piece.number.is_none());
    let gaps = || reading.pieces.iter().filter(|piece| piece.number.is_some());
    let is_told = gaps().any(|gap| gap.hint.is_some()) || !reading.hints.is_empty();
    let words = shown().map(|piece| piece.phrase.tokens.len()).sum::<usize>();
    let is_one = |number: Option<u16>| gaps().all(|gap| gap.number == number);
    // Forms that belong together may stand in a row, each its own gap: `{{c1::go}}, {{c2::went}}, {{c3::gone}}`.
    let in_a_row = || shown().any(|piece| piece.phrase.text.contains(|c: char| !c.is_whitespace() && c != '.'));
    let stays_dark = is_one(gaps().next().and_then(|gap| gap.number)) || !in_a_row();
    if is_told
        || words > 0
        || !stays_dark
        || shown().any(|piece| piece.phrase.has_code() || !piece.phrase.text.is_ascii())
    {
        return false;
    }
    let what = match gaps().count() {
        1 => "the gap is the whole text",
        _ => "the gaps leave nothing of the text",
    };
    out.add(&BARE_FRAME, place, what).help("hide the one word that matters, and leave the sentence around it");
    true
}

fn gap(reading: &Reading, piece: &PieceRead, typed: bool, place: Place, out: &mut Findings) {
    let gap = &piece.phrase;
    let [most_words, most_chars] = [LONG_GAP.limit(0), LONG_GAP.limit(1)];
    let (words, chars) = (gap.word_count(), gap.char_count());
    if !gap.tokens.is_empty() && gap.content().next().is_none() && !gap.tokens.iter().any(|token| token.capital) {
        let what = format!("the gap \"{}\" hides only little words", gap.text);
        out.add(&EMPTY_GAP, place, what).help("hide what carries the meaning");
    } else if words > most_words || (typed && chars > most_chars) || swallows(reading, gap) {
        let note = format!("{words} words and {chars} characters, at most {most_words} and {most_chars}");
        let what = format!("the gap \"{}\" is long", gap.text);
        out.add(&LONG_GAP, place, what).note(note).help("hide the one word that matters, or two gaps");
    }
}

/// Where words are not parted by spaces: a gap of many letters, and a few around it.
fn swallows(reading: &Reading, gap: &Phrase) -> bool {
    const LONG: usize = 12;
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    let (within, all) = (letters(&gap.text), letters(&reading.prompt.text));
    gap.text.contains(is_spaceless) && within > LONG && within * 5 >= all * 4
}

fn shown(reading: &Reading, piece: &PieceRead, number: u16, place: Place, out: &mut Findings) {
    let stems = piece.phrase.stems();
    if piece.phrase.content().next().is_none() {
        return;
    }
    let others = reading.pieces.iter().filter(|other| other.number != Some(number));
    if others.into_iter().any(|other| other.phrase.position_of(&stems).is_some()) {
        let what = format!("\"{}\" is hidden and stands elsewhere in the text", piece.phrase.text);
        out.add(&GAP_SHOWN, place, what).help("name it once, or hide both under one number");
    } else if let Some(form) = form_beside(reading, piece) {
        let what = format!("\"{}\" is hidden, and \"{form}\" stands beside it", piece.phrase.text);
        out.add(&GAP_SHOWN, place, what).help("reword, or give the gap a hint if the form is what is asked");
    }
}

/// Another form of a gap's word in the text that is always shown. With a hint, or among a few words, the form is what is asked.
fn form_beside<'r>(reading: &'r Reading, piece: &PieceRead) -> Option<&'r str> {
    const FEW: usize = 4;
    let gap = &piece.phrase;
    let shown = || reading.pieces.iter().filter(|piece| piece.number.is_none()).map(|piece| &piece.phrase);
    let words: usize = shown().map(|text| text.tokens.len()).sum();
    let [word] = &*gap.tokens else { return None };
    if piece.hint.is_some() || words <= FEW || gap.is_signs() || word.code {
        return None;
    }
    let ours = inflection::folded(gap.word_at(word));
    shown().find_map(|text| {
        let prose = text.tokens.iter().filter(|token| !token.code && token.end - token.start >= 4);
        prose.map(|token| text.word_at(token)).find(|theirs| inflection::are_forms(&ours, &inflection::folded(theirs)))
    })
}

fn cue(reading: &Reading, at: usize, context: &Context, place: Place, out: &mut Findings) {
    let gap = &reading.pieces[at].phrase;
    let before = at.checked_sub(1).and_then(|before| reading.pieces[before].phrase.tokens.last().copied());
    let article = before.filter(|token| {
        // Only what stands right before the gap.
        let text = &reading.pieces[at - 1].phrase.text;
        ARTICLES.contains(&token.raw) && text.trim_end().len() == token.end as usize
    });
    if article.is_some() {
        let what = format!("the article before the gap \"{}\" tells how it begins", gap.text);
        out.add(&GAP_CUE, place, what).help("take the article into the gap, or reword");
        return;
    }
    let opens = reading.pieces[..at].iter().all(|piece| piece.phrase.tokens.is_empty());
    let is_name = context.outline.is_some_and(|outline| !outline.names.within(gap).is_empty())
        || gap.content().all(|token| token.capital);
    if opens && !is_name {
        let what = format!("the text begins with the gap \"{}\"", gap.text);
        out.add(&GAP_CUE, place, what).help("put what the gap depends on before it");
    }
}

fn frame(reading: &Reading, number: u16, place: Place, out: &mut Findings) {
    let words = frame_words(reading, number).len();
    let least = BARE_FRAME.limit(0);
    let gaps = || reading.pieces.iter().filter(|piece| piece.number == Some(number));
    let is_told = gaps().any(|gap| gap.hint.is_some() || gap.phrase.is_signs()) || !reading.hints.is_empty();
    // Where words have no spaces between them, or small words are written with large ones, they can't be counted.
    let is_uncounted =
        reading.frame(number).any(|text| text.text.contains(|c: char| c.is_alphabetic() && c > '\u{590}'));
    if words < least && !is_told && !is_uncounted {
        let note = format!("{words} words that carry meaning, at least {least}");
        let gap = reading.pieces.iter().find(|piece| piece.number == Some(number));
        let what = format!("hardly anything stands around the gap \"{}\"", gap.map_or("", |gap| &gap.phrase.text));
        out.add(&BARE_FRAME, place, what).note(note).help("say more of it, or give it a hint: `{{gap::hint}}`");
    }
}

/// The content words around the gaps of a number, their hints included.
pub(in crate::authoring) fn frame_words(reading: &Reading, number: u16) -> Vec<Word> {
    let hints = reading.hints.iter();
    sorted(reading.frame(number).chain(hints).flat_map(Phrase::content).map(|token| token.stem))
}

fn category(reading: &Reading, piece: &PieceRead, number: u16, context: &Context, place: Place, out: &mut Findings) {
    let Some(outline) = context.outline else { return };
    let Some(entity) = outline.names.whole(&piece.phrase).and_then(|at| outline.entity(at)) else { return };
    let same_sort = outline.source.entities.iter().filter(|other| other.kind == entity.kind).count();
    if same_sort < 2 || reading.card.claims.is_empty() {
        return;
    }
    let of_claims = sorted(reading.card.claims.iter().flat_map(|id| outline.words_of(id)).copied());
    let (told, least) = (shared(&frame_words(reading, number), &of_claims), CATEGORY_GAP.limit(0));
    if told < least {
        let sort = entity.kind.as_deref().unwrap_or("thing");
        let what = format!("nothing around the gap tells \"{}\" from any other {sort} of the source", entity.name);
        let note = format!("{told} words of the cited claim, at least {least}");
        out.add(&CATEGORY_GAP, place, what).note(note).help("say what the claim says of it");
    }
}

#[cfg(test)]
mod tests {
    use crate::authoring::fixture::{count, sourced};

    fn cloze(text: &str) -> String {
        format!("- id: a\n  kind: cloze\n  text: \"{text}\"\n  claims: [tools-01]")
    }

    const GOOD: &str = "Among open libraries the essay names {{c1::PyTorch}} as one for companies.";

    #[test]
    fn a_gap_hides_a_thing_of_a_few_words() {
        for (text, empty, long) in [
            (GOOD, 0, 0),
            ("The essay names libraries {{of the}} open kind, among others PyTorch.", 1, 0),
            ("The essay names {{libraries that are open to companies}} and hobbyists everywhere today.", 0, 1),
        ] {
            assert_eq!(count("empty-gap", &cloze(text)), empty, "{text}");
            assert_eq!(count("long-gap", &cloze(text)), long, "{text}");
        }
    }

    #[test]
    fn what_is_hidden_is_hidden_everywhere() {
        assert_eq!(count("gap-shown", &cloze("For companies {{PyTorch}} is named: PyTorch is an open library.")), 1);
        assert_eq!(count("gap-shown", &cloze("{{c1::PyTorch}} is named: {{c1::PyTorch}} is an open library.")), 0);
        assert_eq!(count("gap-shown", &cloze(GOOD)), 0);
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
            ("en", "A {{prime}} has two divisors, and primary schools teach that.", 0),
        ] {
            let card = cloze(text) + &format!("\n  language: {language}");
            assert_eq!(count("gap-shown", &card), found, "{text}");
        }
    }

    #[test]
    fn gaps_leave_a_sentence_in_any_language() {
        for (language, text, found) in [
            ("de", "{{Die Mitralklappe}}", 1),
            ("de", "{{c1::Gold}} {{c2::ist}} {{c3::edel}}", 1),
            ("fr", "{{c1::Paris}}, {{c1::Lyon}}.", 1),
            ("de", "{{c1::gehen}}, {{c2::ging}}, {{c3::gegangen}}", 0),
            ("de", "Gold ist {{edel}}.", 0),
            ("ja", "これは猫{{です}}。", 0),
        ] {
            let card = cloze(text) + &format!("\n  language: {language}");
            assert_eq!(count("bare-frame", &card), found, "{text}");
        }
        let long = cloze("{{Berge entstehen, wo zwei Platten gegeneinander drücken}} langsam.") + "\n  language: de";
        assert_eq!(count("long-gap", &long), 1);
    }

    #[test]
    fn a_gap_has_a_frame() {
        assert_eq!(count("bare-frame", &cloze("The essay names {{PyTorch}}.")), 1);
        assert_eq!(count("bare-frame", &cloze("The essay names {{PyTorch::an open library for companies}}.")), 0);
        assert_eq!(count("bare-frame", &cloze(GOOD)), 0);
        for text in [
            "The area of a circle with radius r is {{π r²}}.",
            "The {{c1::Danube}} flows through {{c2::ten::how many}} countries.",
            "`COUNT({{c1::*}})` counts rows, `COUNT({{c2::x}})` those where it is not NULL.",
            "これは猫{{です}}。",
            "תודה {{רבה}} על העזרה.",
        ] {
            assert_eq!(count("bare-frame", &cloze(text)), 0, "{text}");
        }
    }

    #[test]
    fn the_place_of_a_gap_gives_nothing_away() {
        assert_eq!(count("gap-cue", &cloze("It stands for an {{open}} model of many kinds and sizes.")), 1);
        assert_eq!(count("gap-cue", &cloze("{{libraries}} are what the essay names for companies today.")), 1);
        assert_eq!(count("gap-cue", &cloze("{{PyTorch}} is what the essay names for companies today.")), 0);
        assert_eq!(count("gap-cue", &cloze(GOOD)), 0);
    }

    #[test]
    fn a_frame_tells_one_name_from_the_others() {
        assert_eq!(
            sourced("category-gap", &cloze("One of the things mentioned somewhere in passing is {{PyTorch}}.")),
            1
        );
        assert_eq!(sourced("category-gap", &cloze(GOOD)), 0);
    }
}
