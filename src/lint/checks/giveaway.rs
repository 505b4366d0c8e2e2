//! Answers that the question or a hint gives away.

use super::part;
use crate::deck::RuleId;
use crate::lint::card_texts::CardTexts;
use crate::lint::finding::Findings;
use crate::lint::rule::Rule;
use crate::lint::small_words::SmallWords;
use crate::lint::words::{Phrase, Sense, Token, Word, WordList};

pub(in crate::lint) static ANSWER_IN_PROMPT: Rule = Rule {
    limits: &[2],
    threshold: "no run of {0} words of a short answer, and not the whole of it, in question or hint; of an answer of at most \
                {0} words none in a hint",
    what: "an answer that stands in its own question",
    why: "The card is answered by reading, and nothing is learnt.",
    weak: "question: Which magazine, MIT Technology Review, is cited on security?",
    better: "question: Which magazine is cited on security?",
    source: "NBME item-writing flaws; Matuschak",
    ..Rule::grave(RuleId::AnswerInPrompt)
};

pub(super) fn check(reading: &CardTexts, out: &mut Findings) {
    let places = std::iter::once((&reading.prompt, reading.prompt_field()));
    let hints = reading.hints.iter().map(|hint| (hint, "hint"));
    for (at, (text, field)) in places.chain(hints).enumerate() {
        // Another lint checks what a cloze text shows around its gaps.
        if at == 0 && (reading.kind.is_gapped() || reading.kind.is_statement() || reading.kind.is_arranged()) {
            continue;
        }
        let shown = |answer| {
            let shown = shown_in(reading, answer, text, out.no_words);
            if at == 0 {
                shown.or_else(|| part::said(reading, answer))
            } else {
                shown.or_else(|| told_in_hint(reading, answer, text, out.no_words))
            }
        };
        let Some(words) = reading.answers.iter().find_map(shown) else { continue };
        let what = format!("\"{words}\" of the answer stands in the {}", if at == 0 { "prompt" } else { "hint" });
        let place = reading.card.place_of(field, at.saturating_sub(1));
        out.add(&ANSWER_IN_PROMPT, place, what).help("say it in other words");
        return;
    }
    for piece in &reading.pieces {
        if let Some(hint) = &piece.hint
            && (whole_in(&piece.phrase, hint) || spells(hint, &piece.phrase))
            && !says_which_sort(reading, hint)
            && !offers(hint, &piece.phrase)
        {
            let what = format!("the hint \"{}\" gives \"{}\" away", hint.text, piece.phrase.text);
            out.add(&ANSWER_IN_PROMPT, reading.card.place_of("text", 0), what).help("hint at what sort of thing it is");
            return;
        }
    }
}

/// `which end`, or a hint that several gaps share: it says what sort of thing is wanted.
fn says_which_sort(reading: &CardTexts, hint: &Phrase) -> bool {
    static SORTS: WordList = WordList::of("which what whose");
    let asks = hint.tokens.first().is_some_and(|token| SORTS.contains(&token.raw));
    let hints = reading.pieces.iter().filter_map(|piece| piece.hint.as_ref());
    asks || hints.filter(|other| other.text == hint.text).count() > 1
}

/// `wide or narrow`, `up/down`: the hint leaves open which one it is.
fn offers(hint: &Phrase, answer: &Phrase) -> bool {
    hint.tokens.len() > answer.tokens.len() && (hint.text.contains(['/', '|']) || is_alternative(answer, hint))
}

/// The part of an answer that a text gives away.
fn shown_in<'a>(reading: &CardTexts, answer: &'a Phrase, text: &Phrase, no_words: bool) -> Option<&'a str> {
    static BESIDE: WordList = WordList::of("of on in with for by from at to under over");
    // Without word lists, little words aren't known as such. A longer answer that appears as a whole needs no list.
    let whole = whole_in(answer, text);
    if no_words && !(whole && answer.char_count() >= 4) {
        return None;
    }
    if whole && (is_said_otherwise(reading, answer, text) || asks_for_form(reading, answer)) {
        return None;
    }
    let both_named = || reading.wrong.iter().any(|wrong| whole_in(wrong, text));
    if whole {
        let in_choice = reading.kind.is_picked() && both_named();
        return (!in_choice && !is_alternative(answer, text)).then_some(answer.text.as_str());
    }
    if !reading.kind.is_open() {
        return None;
    }
    // An explanatory sentence names its subject again.
    let length = ANSWER_IN_PROMPT.limit(0);
    if answer.content().count() > length * 2 {
        return None;
    }
    if answer.is_signs() {
        return None;
    }
    let goes_on = |at: usize| answer.tokens.get(at + length).is_some_and(|next| !BESIDE.contains(&next.raw));
    let opens = answer.tokens.iter().position(|token| !token.stop).unwrap_or(0);
    let (_, run) = answer.tokens.windows(length).enumerate().find(|&(at, run)| {
        // `The heart rate falls` repeats its subject.
        let names_again = reading.kind.is_recalled() && at == opens && goes_on(at);
        let stems: Vec<Word> = run.iter().map(|token| token.stem).collect();
        !names_again && run.iter().all(|token| !token.stop) && text.position_of(&stems).is_some()
    })?;
    let (first, last) = (run.first()?, run.last()?);
    answer.text.get(first.start as usize..last.end as usize)
}

/// Which way a thing goes: that the pressure rises when the temperature rises has to be known.
static DIRECTIONS: WordList = WordList::of(
    "rise rises increase increases fall falls decrease decreases drop drops grow grows shrink shrinks steigt sinkt fällt \
         wächst schrumpft steigen sinken fallen erhöht verringert augmente diminue monte baisse augmentent diminuent aumenta \
         disminuye sube baja crece aumentan disminuyen suben bajan diminuisce cresce diminui stijgt daalt",
);

/// Whether an answer's words mean something else in the text. Little words and initials occur in many questions by
/// chance: `AND`, `May`, `one`, `zwei`, `rises`.
fn is_said_otherwise(reading: &CardTexts, answer: &Phrase, text: &Phrase) -> bool {
    let tongue = SmallWords::of(reading.card.judging.languages.answer);
    let is_number = |token: &Token| tongue.is_some_and(|tongue| tongue.number(token.raw).is_some());
    let is_little = |token: &Token| token.stop || is_number(token) || DIRECTIONS.contains(&token.raw);
    if !answer.tokens.iter().all(|token| is_little(token) || answer.is_capitals(token)) {
        return false;
    }
    let is_meant = |word: &str| {
        // The first word of a sentence is capitalised anyway.
        word.contains(char::is_uppercase) && text.tokens.iter().skip(1).any(|token| text.word_at(token) == word)
    };
    !answer.tokens.iter().all(|token| is_meant(answer.word_at(token)))
}

/// `What is the plural of sheep?` names the word whose form it asks for, and some forms look the same.
fn asks_for_form(reading: &CardTexts, answer: &Phrase) -> bool {
    static FORMS: WordList = WordList::of(
        "plural singular tense participle form comparative superlative genitive dative accusative nominative infinitive              mehrzahl einzahl plurals präteritum partizip genitiv dativ akkusativ nominativ pluriel singulier féminin \
             masculin participe femenino masculino participio plurale singolare",
    );
    answer.tokens.len() == 1 && reading.prompt.find(&FORMS).is_some()
}

/// A word of a short answer that a hint says and the question doesn't: half of what has to be known.
fn told_in_hint<'a>(reading: &CardTexts, answer: &'a Phrase, hint: &Phrase, no_words: bool) -> Option<&'a str> {
    if spells(hint, answer) {
        return Some(&answer.text);
    }
    let short = answer.content().count() <= ANSWER_IN_PROMPT.limit(0);
    if no_words || !short || answer.is_signs() || !(reading.kind.is_open() || reading.kind.has_sides()) {
        return None;
    }
    let says = |text: &Phrase, word: Word| text.tokens.iter().any(|token| token.stem == word);
    let told = |token: &&Token| {
        answer.word_at(token).chars().count() > 3 && says(hint, token.stem) && !says(&reading.prompt, token.stem)
    };
    answer.content().find(told).map(|token| answer.word_at(token))
}

/// Whether a hint spells the answer: `Ulaan + baatar`, `b-a-r`, or `Ulaanba…`.
fn spells(hint: &Phrase, answer: &Phrase) -> bool {
    let letters =
        |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect() };
    // A longer hint can't be a spelling, even with signs between the letters.
    if hint.text.len() > answer.text.len() * 4 {
        return false;
    }
    let (said, wanted) = (letters(&hint.text), letters(&answer.text));
    let count = said.chars().count();
    let backwards = || said.chars().rev().eq(wanted.chars());
    let begins = hint.text.trim_end().ends_with(['…', '.', '-', '_']) && wanted.starts_with(&said);
    count >= 3 && (said == wanted || backwards() || (begins && count * 2 > wanted.chars().count()))
}

/// Whether a text has all words of an answer in a row, except little words at its beginning.
fn whole_in(answer: &Phrase, text: &Phrase) -> bool {
    if answer.is_signs() {
        // A letter or a sign occurs in many texts. Longer ones are given away if they appear as written, except in
        // code that is to be read or run: `NULL = NULL` is `NULL`.
        let in_code = |at: usize| {
            let end = at + answer.text.len();
            let within = |token: &Token| (token.start as usize) < end && at < token.end as usize;
            text.sense == Sense::Code || text.tokens.iter().any(|token| token.code && within(token))
        };
        return answer.text.chars().count() >= 4 && text.text.match_indices(&answer.text).any(|(at, _)| !in_code(at));
    }
    text.position_of(&without_article(answer)).is_some()
}

/// The words of an answer without little words at its beginning. `It rises` is not cut down to `rises`.
fn without_article(answer: &Phrase) -> Vec<Word> {
    static SMALL: WordList = WordList::of("a an the in on at by to of from for with as");
    answer.tokens.iter().skip_while(|token| SMALL.contains(&token.raw)).map(|token| token.stem).collect()
}

/// `Is it A or B?` offers both on purpose.
fn is_alternative(answer: &Phrase, text: &Phrase) -> bool {
    if answer.is_signs() {
        let beside = |or: &str| {
            text.text.contains(&format!("{or} {}", answer.text)) || text.text.contains(&format!("{} {or}", answer.text))
        };
        return ["or", "oder", "ou", "o"].into_iter().any(beside);
    }
    let stems = without_article(answer);
    let Some(at) = text.position_of(&stems) else { return false };
    let listed = listed_behind(text, at, at + stems.len());
    let or = ["or", "oder", "ou", "o"].map(Word::of);
    let near = at.saturating_sub(2)..(at + stems.len() + 2).min(text.tokens.len());
    if is_other_name(text, at, at + stems.len()) {
        return false;
    }
    listed || text.tokens[near].iter().any(|token| or.contains(&token.raw))
}

/// `scurvy, or vitamin C deficiency, …`: a second name of what stands before it, and longer than the answer.
fn is_other_name(text: &Phrase, from: usize, to: usize) -> bool {
    let or = ["or", "oder", "ou", "o"].map(Word::of);
    let between = |at: usize| {
        let end = text.tokens.get(at).map(|token| token.end as usize);
        let start = text.tokens.get(at + 1).map_or(text.text.len(), |token| token.start as usize);
        end.and_then(|end| text.text.get(end..start)).unwrap_or_default()
    };
    // `Which is heavier, iron, or copper wire?` is a list.
    let is_list = || (0..from - 2).any(|at| between(at).contains(','));
    let opens = from >= 2 && or.contains(&text.tokens[from - 1].raw) && between(from - 2).contains(',') && !is_list();
    let goes_on =
        text.tokens.get(to).is_some_and(|next| !next.stop) && between(to - 1) == " " && between(to).contains(',');
    // It needs both commas, and something said after the second.
    opens && goes_on && text.tokens.len() > to + 1
}

/// `Which of iron, copper and lead melts first?`
fn listed_behind(text: &Phrase, from: usize, to: usize) -> bool {
    let and = ["and", "und", "et", "y", "e"].map(Word::of);
    let of = ["of", "von", "de", "among", "between", "unter", "entre", "zwischen"].map(Word::of);
    let end = |at: usize| text.tokens.get(at).map_or(0, |token| token.end as usize);
    let start = |at: usize| text.tokens.get(at).map_or(text.text.len(), |token| token.start as usize);
    let comma = |at: usize| text.text.get(end(at)..start(at + 1)).is_some_and(|between| between.contains(','));
    let joined =
        |at: Option<usize>| at.and_then(|at| text.tokens.get(at)).is_some_and(|token| and.contains(&token.raw));
    let before = from > 0 && (comma(from - 1) || joined(from.checked_sub(1)));
    let behind = comma(to - 1) || joined(Some(to));
    (before || behind) && text.tokens.iter().take(from.min(4)).any(|token| of.contains(&token.raw))
}

#[cfg(test)]
mod tests {
    use crate::deck::RuleId;
    use crate::lint::fixture::{count, flip};

    #[test]
    fn the_answer_is_not_in_the_question() {
        for (question, answer, found) in [
            ("Which magazine, MIT Technology Review, is cited?", "MIT Technology Review", 1),
            ("Which technology review is cited?", "MIT Technology Review", 1),
            ("Which magazine is cited?", "MIT Technology Review", 0),
            ("Is training or tuning done first?", "training", 0),
            ("Which is larger, 22/33 or 33/44?", "33/44", 0),
            ("What does the price do if demand rises?", "It rises", 0),
            ("How does the pressure go if the temperature falls?", "falls", 0),
            ("What is done before training?", "the training", 1),
            ("What does `SELECT NULL = NULL;` return?", "`NULL`", 0),
            ("What does `typeof undefined` give, short of quotes?", "`undefined`", 0),
            ("What is `max(1000, 20)`?", "1000", 0),
            ("Which number is named 1000?", "1000", 1),
            ("Which of iron, copper and lead melts first?", "lead", 0),
            ("What happens to the heart rate in sleep?", "The heart rate falls", 0),
        ] {
            assert_eq!(count(RuleId::AnswerInPrompt, &flip(question, answer)), found, "{question}");
        }
        let hinted = format!("{}\n  hint: [A star, Not Nature]", flip("Which journal is cited?", "Nature"));
        assert_eq!(count(RuleId::AnswerInPrompt, &hinted), 1);
        for (hint, found) in [("A blue whale", 1), ("w h a l e shark", 1), ("Whale sh…", 1), ("It is no fish eater", 0)]
        {
            let hinted = format!("{}\n  hint: {hint}", flip("Which fish is largest?", "whale shark"));
            assert_eq!(count(RuleId::AnswerInPrompt, &hinted), found, "{hint}");
        }
        let gap = "- id: a\n  kind: cloze\n  text: \"The essay cites {{Nature::HINT}} on access to it.\"";
        for (hint, found) in
            [("not science, nature", 1), ("Na + ture", 1), ("erutan", 1), ("which journal", 0), ("N…", 0)]
        {
            assert_eq!(count(RuleId::AnswerInPrompt, &gap.replace("HINT", hint)), found, "{hint}");
        }
    }
}
