//! One fact per card: what an answer may contain.

use super::double::TWO_FACTS;
use super::{DeckContext, double, list};
use crate::deck::{Place, RuleId};
use crate::lint::card_texts::CardTexts;
use crate::lint::finding::Findings;
use crate::lint::rule::Rule;
use crate::lint::source_index::Names;
use crate::lint::words::{Phrase, Token, Word, WordList, sorted};

pub(in crate::lint) static LONG_ANSWER: Rule = Rule {
    limits: &[30],
    threshold: "the answer of a `flip` card has at most {0} words",
    what: "an answer too long to be recalled as one thing",
    why: "What has many parts is forgotten in parts, and nobody can rate that. One card, one fact.",
    weak: "answer: It began in labs, went to firms, was published, ... (35 words)",
    better: "answer: In university labs",
    source: "Wozniak, rule 4 (minimum information); Matuschak, How to write good prompts",
    ..Rule::slight(RuleId::LongAnswer)
};

pub(in crate::lint) static HARD_TO_TYPE: Rule = Rule {
    limits: &[6, 50],
    threshold: "a typed answer has at most {0} words and {1} characters; a sentence in another language may be longer",
    what: "an answer that is long to type",
    why: "The longer it is, the more right ways there are to put it, and the program knows only some.",
    weak: "kind: typed   answer: No common governance holds the forks together",
    better: "kind: flip",
    source: "Wozniak, rule 4",
    ..Rule::slight(RuleId::HardToType)
};

pub(super) fn check(reading: &CardTexts, context: &DeckContext, out: &mut Findings) {
    list::of_many(reading, out);
    let asks_two = double::check(reading, out);
    if !reading.kind.is_open() && !reading.kind.is_gapped() {
        return;
    }
    let place = reading.card.place_of(reading.answer_field(), 0);
    let judged = !asks_two && !out.no_words;
    let mut seen = false;
    for answer in reading.answers.iter().filter(|_| judged) {
        seen |= two_facts(reading, answer, context.outline.map(|outline| &outline.names), place, out);
    }
    if reading.kind.is_gapped() || seen {
        return;
    }
    let Some(answer) = reading.answers.first() else { return };
    if reading.answers.len() > 1 || !list::of_one(reading, answer, place, out) {
        length(reading, answer, place, out);
    }
}

fn length(reading: &CardTexts, answer: &Phrase, place: Place, out: &mut Findings) {
    let (words, chars) = (answer.word_count(), answer.char_count());
    if reading.kind.is_recalled() && words > LONG_ANSWER.limit(0) {
        let what = "the answer is long for one fact to be recalled";
        let note = format!("{words} words, at most {}", LONG_ANSWER.limit(0));
        out.add(&LONG_ANSWER, place, what)
            .note(note)
            .help("keep what the question asks for; move the rest to `because`");
    }
    let [most_words, most_chars] = [HARD_TO_TYPE.limit(0), HARD_TO_TYPE.limit(1)];
    // A translation may be a whole sentence.
    let languages = reading.card.judging.languages;
    let is_translated = languages.question != languages.answer;
    // A name or a title can't be shortened.
    let is_name = answer.content().all(|token| token.capital);
    if reading.kind.is_typed() && !is_translated && !is_name && (words > most_words || chars > most_chars) {
        let note = if words > most_words {
            format!("{words} words, at most {most_words}")
        } else {
            format!("{chars} characters, at most {most_chars}")
        };
        out.add(&HARD_TO_TYPE, place, "the answer is long to type").note(note).help("kind: flip");
    }
}

fn two_facts(reading: &CardTexts, answer: &Phrase, names: Option<&Names>, place: Place, out: &mut Findings) -> bool {
    // The answer to a cue, such as a foreign word, may give several meanings with `;` between them.
    let explains = reading.kind.is_recalled() && asks_for_reasons(&reading.prompt);
    let says_both = || explains || wants_both(&reading.prompt, answer);
    let what = if adds(answer, ";") && !reading.is_cue() && !says_both() {
        "a `;` parts the answer into two facts"
    } else if has_second_sentence(&answer.text) && adds(answer, ". ") && !says_both() {
        "the answer has a second sentence"
    } else if !reading.kind.is_gapped() && joins_two_names(answer, names) && !wants_several(&reading.prompt) {
        "the answer has two names, and the question does not say that two are wanted"
    } else {
        return false;
    };
    out.add(&TWO_FACTS, place, what).help("make two cards of it, or move the second part to `because`");
    true
}

/// Whether a question asks for an explanation, which may take more than one clause.
fn asks_for_reasons(prompt: &Phrase) -> bool {
    static REASONS: WordList =
        WordList::of("why explain warum wieso weshalb pourquoi perché waarom varför hvorfor почему зачем");
    static MEASURES: WordList =
        WordList::of("many much long far old high deep tall big large wide often fast hot cold heavy");
    let how = |two: &[Token]| two[0].raw == Word::of("how") && !MEASURES.contains(&two[1].raw);
    prompt.find(&REASONS).is_some() || prompt.tokens.windows(2).any(how)
}

/// Whether a question has two sides and the answer a part for each:
/// `What does a tendon connect, as opposed to a ligament?`
fn wants_both(prompt: &Phrase, answer: &Phrase) -> bool {
    static SIDES: WordList = WordList::of(
        "and or differ differs difference differences differently distinguish distinguishes compare compared comparison \
             contrast opposed unlike whereas while versus vs between instead rather respectively each both than two three \
             relate related relation stages steps phases",
    );
    if prompt.find(&SIDES).is_some() {
        return true;
    }
    // Both parts repeat words of the question, the second at least one that the first doesn't.
    let asked = prompt.set();
    let cut = answer.text.find(';').or_else(|| answer.text.find(". ")).unwrap_or(answer.text.len());
    let of_prompt = |later: bool| {
        let part = answer.content().filter(|token| (token.start as usize > cut) == later);
        sorted(part.map(|token| token.stem).filter(|stem| asked.binary_search(stem).is_ok()))
    };
    let (first, second) = (of_prompt(false), of_prompt(true));
    !first.is_empty() && second.iter().any(|word| !first.contains(word))
}

/// Whether the text after a mark goes on about the same thing, or is only a few words:
/// `a library; it began at Google`.
fn adds(answer: &Phrase, mark: &str) -> bool {
    static SAME: WordList = WordList::of(
        "it its it's he his she her they their they're this these that also and in on since from there then now",
    );
    answer.text.match_indices(mark).any(|(at, _)| {
        let behind: Vec<&Token> = answer.tokens.iter().filter(|token| token.start as usize > at).collect();
        behind.first().is_some_and(|first| {
            SAME.contains(&first.raw)
                || behind.len() == 1
                || (behind.len() <= 3 && behind.iter().any(|token| token.capital))
        })
    })
}

/// Whether a full stop after a word is followed by another sentence; the stops of `e.g.` and of initials don't count.
fn has_second_sentence(text: &str) -> bool {
    text.match_indices(". ").any(|(at, _)| {
        let before = text[..at].rsplit([' ', '.']).next().unwrap_or_default();
        let after = text[at + 2..].trim_start();
        before.chars().filter(|c| c.is_alphabetic()).count() > 3 && after.starts_with(char::is_uppercase)
    })
}

fn joins_two_names(answer: &Phrase, names: Option<&Names>) -> bool {
    let found = names.map(|names| names.within(answer)).unwrap_or_default();
    let and = Word::of("and");
    found.windows(2).any(|pair| {
        pair[1].from == pair[0].to + 1 && answer.tokens.get(pair[0].to).is_some_and(|between| between.raw == and)
    })
}

fn wants_several(prompt: &Phrase) -> bool {
    prompt.find(&list::HOW_MANY).is_some()
}

#[cfg(test)]
mod tests {
    use crate::deck::RuleId;
    use crate::lint::fixture::{asked, count, sourced};

    #[test]
    fn a_long_answer_is_measured() {
        let long = "it began in the labs of a few universities and was then taken over by firms, which hired the people who \
                    had written it, and by hobbyists who ran it on their own machines at home";
        assert_eq!(count(RuleId::LongAnswer, &asked("flip", "Where did it begin?", long)), 1);
        assert_eq!(
            count(RuleId::LongAnswer, &asked("flip", "Where did it begin?", "in the labs of a few universities")),
            0
        );
        assert_eq!(
            count(RuleId::HardToType, &asked("typed", "Where did it begin?", "in the labs of two old universities")),
            1
        );
        assert_eq!(count(RuleId::HardToType, &asked("typed", "Where did it begin?", "in the labs")), 0);
        let sentence =
            asked("typed", "How do you say that you have lived here for ten years?", "ich wohne seit zehn Jahren hier");
        assert_eq!(count(RuleId::HardToType, &format!("{sentence}\n  language: {{question: en, answer: de}}")), 0);
    }

    #[test]
    fn an_answer_holds_one_fact() {
        for (answer, found) in
            [("a library; it began at Google", 1), ("A library. It began at Google.", 1), ("e.g. Torch", 0)]
        {
            assert_eq!(count(RuleId::TwoFacts, &asked("flip", "What is it?", answer)), found, "{answer}");
        }
        let reason = "it blocks new ones; those there are last for days";
        assert_eq!(count(RuleId::TwoFacts, &asked("flip", "Why is it slow?", reason)), 0);
        assert_eq!(count(RuleId::TwoFacts, &asked("flip", "How does it work?", reason)), 0);
        assert_eq!(count(RuleId::TwoFacts, &asked("flip", "How long is it?", "two miles; it was three once")), 1);
    }

    #[test]
    fn a_question_with_two_sides_has_an_answer_of_two_parts() {
        for (question, answer) in [
            (
                "What does a tendon connect, as opposed to a ligament?",
                "A muscle to a bone; ligaments tie bones together.",
            ),
            (
                "You delete `a`. What becomes of a hard link to it, and of a symbolic one?",
                "The hard link stays; the other dangles.",
            ),
            ("What is the vow of a monk, unlike that of a priest?", "Poverty; priests may own things."),
            (
                "In what do a moth and a butterfly differ?",
                "A moth folds its wings flat; a butterfly closes them above.",
            ),
            ("What sets an arch apart from a lintel?", "An arch pushes sideways; a lintel only bends."),
            ("What is kept by a mutex rather than a semaphore?", "Its owner; a semaphore has none."),
        ] {
            assert_eq!(count(RuleId::TwoFacts, &asked("flip", &format!("\"{question}\""), answer)), 0, "{question}");
        }
        let contrast = asked("flip", "Which organs drive blood?", "The muscle pumps; valves direct it.");
        assert_eq!(count(RuleId::TwoFacts, &contrast), 0);
        for answer in
            ["the heart; it has four rooms", "the heart. It has four rooms.", "the heart; its valves are four"]
        {
            assert_eq!(count(RuleId::TwoFacts, &asked("flip", "Which organ drives the blood?", answer)), 1, "{answer}");
        }
    }

    #[test]
    fn two_names_want_a_question_for_two() {
        let two = |question: &str| sourced(RuleId::TwoFacts, &asked("typed", question, "PyTorch and TensorFlow"));
        assert_eq!(two("Which libraries are named?"), 1);
        assert_eq!(two("Which two libraries are named?"), 0);
    }
}
