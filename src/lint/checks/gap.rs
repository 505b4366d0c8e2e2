//! Cloze gaps: each hides one meaning, and only knowledge fills it.

use super::{DeckContext, empty, frame, shown};
use crate::deck::{Place, RuleId};
use crate::grading::outline::is_spaceless;
use crate::lint::card_texts::{CardTexts, PieceRead};
use crate::lint::finding::Findings;
use crate::lint::rule::{Needs, Rule};
use crate::lint::words::{Phrase, Word, shared, sorted};

pub(in crate::lint) static EMPTY_GAP: Rule = Rule {
    threshold: "the gap has a word that carries meaning, where the little words of the language are known; they may be asked for in \
         decks about a language, in sentences with `I` or `you`, and with a hint",
    what: "a gap that hides only little words",
    why: "There is nothing to know in it.",
    weak: "text: Paris lies {{on the}} Seine.",
    better: "text: Paris lies on the {{Seine}}.",
    source: "Wozniak, rule 5; Camosun College, completion items",
    ..Rule::grave(RuleId::EmptyGap)
};

pub(in crate::lint) static LONG_GAP: Rule = Rule {
    limits: &[6, 50],
    threshold: "a gap has at most {0} words and, if typed, {1} characters, and is not nearly the whole sentence",
    what: "a long gap",
    why: "Nobody can say all of it in the very words of the card.",
    weak: "text: Paris {{lies on both banks of the Seine}}.",
    better: "text: Paris lies on both banks of the {{Seine}}.",
    source: "Wozniak, rule 5; Camosun College, completion items",
    ..Rule::grave(RuleId::LongGap)
};

pub(in crate::lint) static GAP_CUE: Rule = Rule {
    threshold: "no `an` right before a gap, and no article before choices of which it fits the right one alone (`a`, `an`; by \
                gender in German, French, Spanish, Italian, Portuguese)",
    what: "an article that gives something away",
    why: "It tells how the word begins, or which gender it has.",
    weak: "question: Who studies birds is called an   answer: ornithologist   distractors: [botanist, geologist]",
    better: "question: What is somebody called who studies birds?",
    source: "Camosun College, completion items",
    ..Rule::slight(RuleId::GapCue)
};

pub(in crate::lint) static CATEGORY_GAP: Rule = Rule {
    needs: Needs::WordsAndSource,
    limits: &[2],
    threshold: "around a gap that is a name of the source, its hint included, stand {0} words of the cited claim",
    what: "a gap that any name of its sort would fill",
    why: "What tells this one from the others of its sort must stand in the frame.",
    weak: "text: One of the platforms that the essay mentions somewhere is {{Coursera}}.",
    better: "text: Of online courses, the essay's overview names two providers, {{Coursera}} and edX.",
    source: "Bjornstad, Rules for designing precise Anki cards",
    ..Rule::slight(RuleId::CategoryGap)
};

pub(super) fn check(reading: &CardTexts, context: &DeckContext, out: &mut Findings) {
    if !reading.kind.is_gapped() {
        return;
    }
    let typed = reading.card.body.is_typed();
    let place = reading.card.place_of("text", 0);
    let mut framed = None;
    if frame::leaves_nothing(reading, place, out) {
        return;
    }
    for (at, piece) in reading.pieces.iter().enumerate() {
        let Some(number) = piece.number else { continue };
        if empty::is_empty(reading, piece, context) {
            let what = format!("the gap \"{}\" hides only little words", piece.phrase.text);
            out.add(&EMPTY_GAP, place, what).help("hide what carries the meaning");
        } else {
            length(reading, piece, typed, place, out);
        }
        shown::check(reading, piece, number, place, out);
        cue(reading, at, place, out);
        if framed.replace(number) != Some(number) && reading.card.judging.languages.ask_in_english() {
            frame::check(reading, number, place, out);
        }
        category(reading, piece, number, context, place, out);
    }
}

fn length(reading: &CardTexts, piece: &PieceRead, typed: bool, place: Place, out: &mut Findings) {
    let gap = &piece.phrase;
    let [most_words, most_chars] = [LONG_GAP.limit(0), LONG_GAP.limit(1)];
    let (words, chars) = (gap.word_count(), gap.char_count());
    // A name or a title may have many words; it can't be shortened.
    let is_name = gap.content().all(|token| token.capital);
    if (words > most_words && !is_name) || (typed && chars > most_chars) || swallows(reading, gap) {
        let note = format!("{words} words and {chars} characters, at most {most_words} and {most_chars}");
        let what = format!("the gap \"{}\" is long", gap.text);
        out.add(&LONG_GAP, place, what).note(note).help("hide the one word that matters, or two gaps");
    }
}

/// Whether a gap leaves few letters around it, in a script without spaces between words.
fn swallows(reading: &CardTexts, gap: &Phrase) -> bool {
    const LONG: usize = 12;
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    let (within, all) = (letters(&gap.text), letters(&reading.prompt.text));
    gap.text.contains(is_spaceless) && within > LONG && within * 5 >= all * 4
}

/// `an` right before a gap: few words take it. `a` gives away next to nothing.
fn cue(reading: &CardTexts, at: usize, place: Place, out: &mut Findings) {
    // In other languages `an` is another word.
    if !reading.card.judging.languages.question.is_english() {
        return;
    }
    let an = at.checked_sub(1).map(|before| &reading.pieces[before].phrase).filter(|text| {
        let last = text.tokens.last();
        last.is_some_and(|last| last.raw == Word::of("an") && text.text.trim_end().len() == last.end as usize)
    });
    if an.is_some() {
        let what = format!("the article before the gap \"{}\" tells how it begins", reading.pieces[at].phrase.text);
        out.add(&GAP_CUE, place, what).help("take the article into the gap, or reword");
    }
}

fn category(
    reading: &CardTexts,
    piece: &PieceRead,
    number: u16,
    context: &DeckContext,
    place: Place,
    out: &mut Findings,
) {
    let Some(outline) = context.outline else { return };
    let Some(entity) = outline.names.whole(&piece.phrase).and_then(|at| outline.entity(at)) else { return };
    let same_sort = outline.source.entities.iter().filter(|other| other.kind == entity.kind).count();
    if same_sort < 2 || reading.card.claims.is_empty() {
        return;
    }
    let of_claims = sorted(reading.card.claims.iter().flat_map(|id| outline.words_of(id)).copied());
    let (told, least) = (shared(&frame::frame_words(reading, number), &of_claims), CATEGORY_GAP.limit(0));
    if told < least {
        let sort = entity.kind.as_deref().unwrap_or("thing");
        let what = format!("nothing around the gap tells \"{}\" from any other {sort} of the source", entity.name);
        let note = format!("{told} words of the cited claim, at least {least}");
        out.add(&CATEGORY_GAP, place, what).note(note).help("say what the claim says of it");
    }
}

#[cfg(test)]
mod tests {
    use crate::deck::RuleId;
    use crate::lint::fixture::{citing_cloze, count, sourced};

    const GOOD: &str = "Among open libraries the essay names {{c1::PyTorch}} as one for companies.";

    #[test]
    fn a_gap_hides_a_thing_of_a_few_words() {
        for (text, empty, long) in [
            (GOOD, 0, 0),
            ("The essay names libraries {{of the}} open kind, among others PyTorch.", 1, 0),
            ("The essay names {{libraries that are open to all companies}} and hobbyists everywhere today.", 0, 1),
        ] {
            assert_eq!(count(RuleId::EmptyGap, &citing_cloze(text)), empty, "{text}");
            assert_eq!(count(RuleId::LongGap, &citing_cloze(text)), long, "{text}");
        }
    }

    #[test]
    fn the_place_of_a_gap_gives_nothing_away() {
        assert_eq!(count(RuleId::GapCue, &citing_cloze("It stands for an {{open}} model of many kinds and sizes.")), 1);
        assert_eq!(
            count(RuleId::GapCue, &citing_cloze("It stands for a {{closed}} model of many kinds and sizes.")),
            0
        );
        assert_eq!(
            count(RuleId::GapCue, &citing_cloze("{{libraries}} are what the essay names for companies today.")),
            0
        );
        assert_eq!(count(RuleId::GapCue, &citing_cloze(GOOD)), 0);
    }

    #[test]
    fn a_frame_tells_one_name_from_the_others() {
        assert_eq!(
            sourced(
                RuleId::CategoryGap,
                &citing_cloze("One of the things mentioned somewhere in passing is {{PyTorch}}.")
            ),
            1
        );
        assert_eq!(sourced(RuleId::CategoryGap, &citing_cloze(GOOD)), 0);
    }
}
