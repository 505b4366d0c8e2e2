//! Words that give the right choice away, and negated questions.

use super::DeckContext;
use super::choice::speaks_of_others;
use crate::deck::{Emphasis, RuleId, Text, quoted};
use crate::lint::card_texts::CardTexts;
use crate::lint::finding::Findings;
use crate::lint::rule::{Needs, Rule};
use crate::lint::stop_words;
use crate::lint::words::{Phrase, Sense, Token, Word, WordList, WordSet};

pub(in crate::lint) static NEGATIVE_PROMPT: Rule = Rule {
    needs: Needs::Words,
    limits: &[14, 50, 8],
    threshold: "a negation that asks for the exception (is not, except, doesn't belong) is **strong** in a question of more than {0} \
                words; at most {1} % of the choice cards of a deck ask so (where it has {2} or more)",
    what: "a choice card that asks for what is not so",
    why: "In a long question the little word is overlooked, and what is learnt is a thing that is not the case.",
    weak: "question: Of the many things that people share on the net under a name, which is not a licence?",
    better: "question: Which of these is **not** a licence?   (better: ask for what is)",
    source: "Haladyna, Downing, Rodriguez 2002, guideline 17",
    ..Rule::slight(RuleId::NegativePrompt)
};

pub(in crate::lint) static DOUBLE_NEGATIVE: Rule = Rule {
    needs: Needs::Words,
    what: "a negation in the question and one in a choice",
    why: "It tests who can untangle two negations.",
    weak: "question: Which is **not** allowed?   distractors: [not naming the author]",
    better: "question: What does the licence demand?   distractors: [naming the author]",
    source: "Haladyna, Downing, Rodriguez 2002, guideline 17",
    ..Rule::grave(RuleId::DoubleNegative)
};

pub(in crate::lint) static ABSOLUTE_CUE: Rule = Rule {
    needs: Needs::Words,
    threshold: "all, always, never, none, only, every, completely, impossible: not in two wrong choices or more and in no right \
                one, nor in a wrong one beside a right one with usually, often, probably or the like; what has another sense \
                (every four years, not at all, a `None` by itself) doesn't count",
    what: "words that leave no exception, in wrong choices only",
    why: "Such choices are mostly wrong, and test-wise people know it.",
    weak: "answer: It fails under load   distractors: [It always fails, It never fails]",
    better: "distractors: [It fails at night, It fails when idle]",
    source: "Haladyna, Downing, Rodriguez 2002, guideline 28a; NBME",
    ..Rule::slight(RuleId::AbsoluteCue)
};

pub(in crate::lint) static WORD_CUE: Rule = Rule {
    needs: Needs::Words,
    limits: &[20, 15, 258],
    threshold: "no word of the question stands in a right choice and in no wrong one, where no wrong one has another for itself; over a deck of {0} cards or more, \
                picking the choice with most words of the question is right at most {1} points more often than chance, \
                or within {2} hundredths of a standard error",
    what: "a word that question and right choice alone share",
    why: "It points at the key; nothing need be known.",
    weak: "question: Who governs a fork?   answer: A governing board   distractors: [The first author, A court]",
    better: "answer: The first author's board",
    source: "Haladyna, Downing, Rodriguez 2002, guideline 28b; NBME (clang associations)",
    ..Rule::grave(RuleId::WordCue)
};

static ASKING: WordList = WordList::of("which what who whom whose");
/// Words that begin a clause within a question.
static CLAUSES: WordList =
    WordList::of("that which who whom whose when where while if unless because although though than until");
static BEING: WordList = WordList::of("is are was were be");
static JOINING: WordList = WordList::of("and but or yet though");
static AUXILIARIES: WordList =
    WordList::of("is are was were be do does did can could has have had will would should may must");
/// Verbs in questions for the odd one out: `does not belong`.
static FITTING: WordList = WordList::of("belong belongs apply applies fit fits count counts");
/// Words that follow `false` in a question for the false statement.
static STATEMENTS: WordList =
    WordList::of("about of regarding concerning for statement statements one claim answer sentence");
pub(super) static NEGATIONS: WordList = WordList::of(stop_words::NEGATIONS);
/// Without `can` and `may`, which say what is possible or allowed, and `some`, which says how much.
static HEDGES: WordList = WordList::of("usually often sometimes generally typically might probably frequently");
/// Without `must`, which states a rule.
static ABSOLUTES: WordList = WordList::of("all always never none only every completely impossible");
/// Units and counts after `every`, which then says how often: `every four years`.
static TIMES: WordList = WordList::of(
    "second minute hour day night week weekend month year decade century time monday sunday other few two three four five \
         six seven eight ten twelve",
);

/// Verbs of change and other common verbs. To `when its price rises`, `it rises` is an answer, not a cue.
static COURSES: WordList = WordList::of(
    "rise rises rising rose risen fall falls falling fell fallen increase increases increasing increased decrease decreases \
         decreasing decreased grow grows growing grew grown shrink shrinks shrinking shrank drop drops dropping dropped raise \
         raises raised lower lowers lowered change changes changing changed stay stays stayed remain remains remained become \
         becomes became turn turns turned move moves moved moving go goes going went come comes coming came start starts \
         started stop stops stopped begin begins began end ends ended double doubles doubled halve halves halved run runs \
         ran use uses used using take takes taken took keep keeps kept put puts leave leaves left happen happens happened \
         hold holds held show shows shown call called calls know known say says said mean means need needs higher lower \
         larger smaller faster slower",
);

pub(super) fn check(reading: &CardTexts, context: &DeckContext, out: &mut Findings) {
    let Some(question) = reading.card.body.question().filter(|_| reading.kind.is_picked()) else { return };
    negative(reading, question, out);
    absolute(reading, context, out);
    word(reading, out);
}

/// The word that makes a prompt ask for what is not so.
pub(in crate::lint) fn negation_of(prompt: &Phrase) -> Option<&Token> {
    let mut own = negations(prompt).filter(|(at, token)| turns_round(prompt, *at, token)).map(|(_, token)| token);
    own.next()
}

/// The words that negate a prompt, without those of a clause within it: `even if it has not been merged`.
fn negations(prompt: &Phrase) -> impl Iterator<Item = (usize, &Token)> {
    let tokens = &prompt.tokens;
    let asks = tokens.iter().position(|token| ASKING.contains(&token.raw));
    let from = asks.map_or(0, |asks| asks + 1);
    let clause = tokens.iter().skip(from).position(|token| CLAUSES.contains(&token.raw)).map(|at| at + from);
    let is = |at: usize, word: &str| tokens.get(at).is_some_and(|token| token.raw == Word::of(word));
    let harmless =
        move |at: usize| (is(at, "least") && at > 0 && is(at - 1, "at")) || (is(at, "not") && is(at + 1, "only"));
    tokens.iter().enumerate().filter(move |&(at, token)| {
        // `has no moon and is not hot`
        let goes_on = at >= 2 && BEING.contains(&tokens[at - 1].raw) && JOINING.contains(&tokens[at - 2].raw);
        let in_clause = at < from || clause.is_some_and(|clause| at > clause && !is_loud(prompt, token));
        stop_words::NEGATIVE_PROMPT.contains(&token.raw) && !token.code && !in_clause && !goes_on && !harmless(at)
    })
}

/// Whether a word is in capitals: `NOT`.
fn is_loud(prompt: &Phrase, token: &Token) -> bool {
    prompt.is_capitals(token)
}

/// Whether a negation asks for the exception, as in `Which bird is not a parrot?`. `Which bird does not fly?` asks
/// for a bird with a property that merely has no name of its own.
fn turns_round(prompt: &Phrase, at: usize, token: &Token) -> bool {
    let word = |at: Option<usize>| at.and_then(|at| prompt.tokens.get(at)).map(|token| token.raw);
    let (before, next) = (word(at.checked_sub(1)), word(Some(at + 1)));
    let is = |word: Option<Word>, list: &WordSet| word.is_some_and(|word| list.contains(&word));
    match prompt.word_at(token).to_lowercase().replace('\u{2019}', "'").as_str() {
        "except" | "isn't" | "aren't" | "wasn't" | "weren't" => true,
        "not" if is_loud(prompt, token) => is(before, &AUXILIARIES),
        "not" => is(before, &BEING) || is(next, &FITTING),
        "doesn't" | "don't" => is(next, &FITTING),
        "least" => next == Some(Word::of("likely")),
        "false" | "incorrect" => next.is_none() || is(next, &STATEMENTS),
        _ => false,
    }
}

fn negative(reading: &CardTexts, question: &Text, out: &mut Findings) {
    if negations(&reading.prompt).next().is_none() {
        return;
    }
    let place = reading.card.place_of("question", 0);
    let negated = |text: &&Phrase| text.find(&NEGATIONS).is_some();
    if let Some(choice) = reading.answers.iter().chain(&reading.wrong).find(negated) {
        let what = format!("the question is negated, and so is the choice \"{}\"", choice.text);
        out.add(&DOUBLE_NEGATIVE, place, what).help("ask for what is so");
        return;
    }
    let Some(token) = negation_of(&reading.prompt) else { return };
    // In a short question nothing is overlooked, and neither are capitals.
    if reading.prompt.word_count() <= NEGATIVE_PROMPT.limit(0) || is_loud(&reading.prompt, token) {
        return;
    }
    let word = reading.prompt.word_at(token);
    let spans = question.spans();
    if !spans.iter().any(|span| span.style == Emphasis::Strong && span.text.contains(word)) {
        let what = format!("\"{word}\" turns the question round and is easily overlooked");
        let strong = question.source().replacen(word, &format!("**{word}**"), 1);
        out.add(&NEGATIVE_PROMPT, place, what).help(format!("question: {}", quoted(&strong)));
    }
}

fn absolute(reading: &CardTexts, context: &DeckContext, out: &mut Findings) {
    let is_name = |text: &Phrase| context.outline.is_some_and(|outline| outline.names.whole(text).is_some());
    // A gate, a value in a program and a keyword are no claims: `None`, `ALL`.
    let is_sign = |text: &Phrase| {
        let is_adverb = |word: &str| ["always", "never"].into_iter().any(|adverb| word.eq_ignore_ascii_case(adverb));
        text.tokens.len() == 1 && !text.first().is_some_and(is_adverb)
    };
    let has =
        |text: &&Phrase| absolute_of(text).is_some() && !is_name(text) && !speaks_of_others(text) && !is_sign(text);
    let wrong: Vec<usize> = (0..reading.wrong.len()).filter(|&at| has(&&reading.wrong[at])).collect();
    let hedged = reading.answers.iter().any(|text| text.find(&HEDGES).is_some());
    let Some(&at) = wrong.first().filter(|_| wrong.len() > 1 || hedged) else { return };
    if reading.answers.iter().any(|text| has(&text)) {
        return;
    }
    let text = &reading.wrong[at];
    let word = absolute_of(text).unwrap_or_default();
    let more =
        if hedged { "and the right one leaves a way out" } else { "another one has such a word, and no right one" };
    let what = format!("\"{word}\" stands in a wrong choice; {more}");
    let place = reading.card.place_of("distractors", at);
    out.add(&ABSOLUTE_CUE, place, what).help("say it without the word, or use one on the other side too");
}

/// The word in a text that allows no exception; not the one of `every four years`, `at all`, `UNION ALL`.
fn absolute_of(text: &Phrase) -> Option<&str> {
    let at = text.tokens.iter().position(|token| text.find_at(token, &ABSOLUTES))?;
    let word = text.word_at(&text.tokens[at]);
    let beside = |at: Option<usize>| at.and_then(|at| text.tokens.get(at));
    let every = word.eq_ignore_ascii_case("every");
    let counts =
        |token: &Token| TIMES.contains(&token.raw) || text.word_at(token).starts_with(|c: char| c.is_ascii_digit());
    let harmless = text.is_capitals(&text.tokens[at])
        || (every && beside(Some(at + 1)).is_some_and(counts))
        || beside(at.checked_sub(1))
            .is_some_and(|before| ["at", "after", "for"].into_iter().any(|word| before.raw == Word::of(word)));
    (!harmless).then_some(word)
}

fn word(reading: &CardTexts, out: &mut Findings) {
    let prompt = reading.prompt.set();
    let of_code = |text: &Phrase| text.sense == Sense::Code;
    if reading.answers.iter().chain(&reading.wrong).any(of_code) {
        return;
    }
    let of_prompt = |token: &Token| !token.code && prompt.binary_search(&token.stem).is_ok();
    let in_choices = |word: Word| {
        let choices = reading.answers.iter().chain(&reading.wrong);
        choices.filter(|text| text.content().any(|token| token.stem == word)).count()
    };
    // If a wrong choice alone shares some word with the question, shared words don't point to the right choice.
    let has_own = |text: &Phrase| text.content().any(|token| of_prompt(token) && in_choices(token.stem) == 1);
    if reading.wrong.iter().any(has_own) {
        return;
    }
    let in_wrong = |word: Word| reading.wrong.iter().any(|text| text.content().any(|token| token.stem == word));
    for (at, key) in reading.answers.iter().enumerate() {
        let says = |token: &&Token| {
            let word = key.word_at(token);
            // Letters, units and numbers occur in many texts.
            of_prompt(token)
                && !in_wrong(token.stem)
                && !COURSES.contains(&token.raw)
                && word.chars().count() >= 3
                && !word.starts_with(|c: char| c.is_ascii_digit())
        };
        let shared = key.content().find(says);
        if let Some(token) = shared {
            let what = format!("\"{}\" stands in the question and in the right choice alone", key.word_at(token));
            let place = reading.card.place_of(reading.answer_field(), at);
            out.add(&WORD_CUE, place, what).help("leave it out of one of them, or put it into a wrong choice as well");
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::RuleId;
    use crate::lint::fixture::{choice, count, help};

    #[test]
    fn a_negation_is_strong() {
        let many = "Of the many things that people share on the net under a name";
        let weak = choice(&format!("{many}, which is not a licence?"), "a fork", "MIT, Apache");
        assert_eq!(count(RuleId::NegativePrompt, &weak), 1);
        assert_eq!(help(RuleId::NegativePrompt, &weak), format!("question: \"{many}, which is **not** a licence?\""));
        for fine in [
            format!("{many}, which is **not** a licence?"),
            format!("{many}, which is NOT a licence?"),
            "Which of these is not a licence?".to_owned(),
            "Which licence isn't free?".to_owned(),
        ] {
            assert_eq!(count(RuleId::NegativePrompt, &choice(&fine, "a fork", "MIT, Apache")), 0, "{fine}");
        }
    }

    #[test]
    fn a_negation_turns_a_question_round() {
        for (question, found) in [
            ("Which of these is NOT a licence?", 1),
            ("Mark the one that is NOT a licence.", 1),
            ("Which licence isn't free?", 1),
            ("All of these are licences, except", 1),
            ("Which does not belong to the licences?", 1),
            ("Which of these statements is false?", 1),
            ("Which is the incorrect statement?", 1),
            ("Which has at least one fork?", 0),
            ("Not counting MIT, which is the oldest?", 0),
            ("Except for MIT, which is the oldest?", 0),
            ("Which licence never runs out?", 0),
            ("Which licence does not ask for a notice?", 0),
            ("Which command deletes a branch even if it is not merged?", 0),
            ("Which option lists files that are not tracked?", 0),
            ("What is a false positive?", 0),
            ("Which element is the least reactive?", 0),
        ] {
            let phrase = Phrase::new(question.to_owned());
            assert_eq!(usize::from(negation_of(&phrase).is_some()), found, "{question}");
        }
        let double = choice("Which is **not** allowed?", "a fork", "not naming it, Apache");
        assert_eq!(count(RuleId::DoubleNegative, &double), 1);
        assert_eq!(count(RuleId::DoubleNegative, &choice("Which is allowed?", "a fork", "not naming it, Apache")), 0);
    }

    #[test]
    fn no_side_alone_leaves_no_exception() {
        for (answer, wrong, found) in [
            ("it fails", "it always works, it never works", 1),
            ("it usually fails", "it always works, it waits", 1),
            ("it fails", "it always works, it waits", 0),
            ("it never fails", "it works, it waits", 0),
            ("it never fails", "it must work, it always waits", 0),
        ] {
            assert_eq!(count(RuleId::AbsoluteCue, &choice("What happens?", answer, wrong)), found, "{answer}, {wrong}");
        }
    }

    #[test]
    fn words_of_code_are_no_words() {
        assert_eq!(count(RuleId::AbsoluteCue, &choice("What comes out?", "\"`None`\"", "\"`0`\", \"`1`\"")), 0);
        assert_eq!(count(RuleId::WordCue, &choice("What does `len` count?", "\"`len(x)`\"", "\"`x`\", \"`y`\"")), 0);
        let negated = choice("Which is **not** a key?", "\"`not`\"", "\"`or`\", \"`in`\"");
        assert_eq!(count(RuleId::DoubleNegative, &negated), 0);
    }

    #[test]
    fn no_word_points_at_the_key() {
        assert_eq!(
            count(RuleId::WordCue, &choice("Who governs a fork?", "a governing board", "a court, an author")),
            1
        );
        assert_eq!(
            count(RuleId::WordCue, &choice("Who leads a fork?", "a leading board", "a leading court, a lead")),
            0
        );
        assert_eq!(count(RuleId::WordCue, &choice("Who governs a fork?", "a board", "a court, an author")), 0);
        for (question, answer, wrong) in [
            ("What do prices do when demand rises?", "They rise", "They fall, They stay the same"),
            ("What does pressure do as heat increases?", "It increases", "It decreases, It is the same"),
            ("What does a spring do when the load moves?", "It moves along", "It snaps, It locks"),
        ] {
            assert_eq!(count(RuleId::WordCue, &choice(question, answer, wrong)), 0, "{question}");
        }
    }
}
