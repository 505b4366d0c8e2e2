//! Choices: how many, of one sort and length, each standing on its own.

use super::amount::Amount;
use super::gap::GAP_CUE;
use super::{DeckContext, broader, forms, openers, overlap};
use crate::deck::{Place, RuleId};
use crate::lint::card_texts::CardTexts;
use crate::lint::finding::Findings;
use crate::lint::rule::Rule;
use crate::lint::words::{Phrase, Token, WordList};

pub(in crate::lint) static CHOICE_COUNT: Rule = Rule {
    limits: &[2, 5, 3, 6, 9],
    threshold: "{0} to {1} choices; {2} to {3} where all that apply are to be picked, up to {4} if each is one word",
    what: "too many choices, or too few",
    why: "Beyond four the added ones are rarely picked by anyone, and all are read at each review. Two are enough where there \
          is no third.",
    weak: "distractors: [Nature, Science, Cell, The Lancet, Harvard Law Review]",
    better: "distractors: [Nature, Harvard Law Review]",
    source: "Haladyna, Downing, Rodriguez 2002, guideline 18; Rodriguez 2005; Tarrant et al. 2009",
    ..Rule::grave(RuleId::ChoiceCount)
};

pub(in crate::lint) static LENGTH_CUE: Rule = Rule {
    limits: &[200, 20, 15, 258, 25],
    threshold: "a right choice has at most {0} % of the characters of the longest wrong one, or {4} more, single words and names \
                aside; over a deck of {1} such cards or more, picking the longest or the shortest is right at most {2} \
                points more often than chance, or within {3} hundredths of a standard error (and the longest as much \
                less often)",
    what: "the right choice gives itself away by its length",
    why: "Authors make the right choice exact and so long; test-wise people pick it without knowing anything.",
    weak: "answer: Trained staff and computing power, both of them often scarce\ndistractors: [Legal advice, A patent]",
    better: "answer: Trained staff and computing power\ndistractors: [Legal advice and a patent, A company and a brand]",
    source: "Haladyna, Downing, Rodriguez 2002, guideline 24; Moore et al. 2023 (1.25, here wider)",
    ..Rule::slight(RuleId::LengthCue)
};

pub(in crate::lint) static MIXED_CHOICES: Rule = Rule {
    limits: &[6, 3],
    threshold: "no choice alone is a thing among places, a purpose among things or the like, by its first word (in English, \
                German, French and Spanish); all or none end like a sentence; amounts stand on both sides or none, written \
                alike; and no wrong choice has {0} words or more and {1} times as many as any other",
    what: "choices that are not of one sort",
    why: "The one that is of another sort stands out, be it right or wrong.",
    weak: "answer: Nature\ndistractors: [a university in California, they cite nobody.]",
    better: "answer: Nature\ndistractors: [Harvard Law Review, MIT Technology Review]",
    source: "Haladyna, Downing, Rodriguez 2002, guideline 23",
    ..Rule::slight(RuleId::MixedChoices)
};

pub(in crate::lint) static OVERLAPPING_CHOICES: Rule = Rule {
    threshold: "no number is right for two choices (14 for `10 to 15`; 600 for `more than 500` and `more than 300`), where the \
                question doesn't ask for a range or for a limit itself; no right choice is part of another one (`hospitals`, \
                `hospitals and researchers`) or says the same, names and code aside; where the kind of a thing is asked for, \
                no wrong choice is a wider kind (`a mammal` for `a rodent`, of those that are known)",
    what: "choices that overlap",
    why: "If one of them is right, so is part of the other; and if both can't be right, neither is.",
    weak: "distractors: [researchers, hospitals and researchers]",
    better: "distractors: [hospitals, insurers]",
    source: "Haladyna, Downing, Rodriguez 2002, guideline 22",
    ..Rule::grave(RuleId::OverlappingChoices)
};

pub(in crate::lint) static ALL_OF_THE_ABOVE: Rule = Rule {
    what: "a choice that speaks of the other choices",
    why: "Choices are shuffled, so nothing is above; and one half-known choice settles the question.",
    weak: "distractors: [All of the above]",
    better: "answers: [...]   (all that apply)",
    source: "Haladyna, Downing, Rodriguez 2002, guidelines 25 and 26; NBME",
    ..Rule::grave(RuleId::AllOfTheAbove)
};

pub(super) fn check(reading: &CardTexts, context: &DeckContext, out: &mut Findings) {
    if !reading.kind.is_picked() {
        return;
    }
    let many = reading.card.body.has_several();
    count(reading, many, out);
    if !many {
        length(reading, context, out);
    }
    mixed(reading, context, out);
    overlapping(reading, context, out);
    above(reading, out);
    if let Some(article) = forms::telling_article(reading) {
        let what = format!("\"{article}\" at the end of the question fits the right choice alone");
        let place = reading.card.place_of("question", 0);
        out.add(&GAP_CUE, place, what).help("put the article into the choices, or reword");
    }
}

/// All choices with their places, right ones first.
fn choices<'r>(reading: &'r CardTexts) -> impl Iterator<Item = (&'r Phrase, Place)> {
    let place = |field: &'static str| move |at: usize| reading.card.place_of(field, at);
    let (right, wrong) = (place(reading.answer_field()), place("distractors"));
    let rights = reading.answers.iter().enumerate().map(move |(at, text)| (text, right(at)));
    rights.chain(reading.wrong.iter().enumerate().map(move |(at, text)| (text, wrong(at))))
}

fn count(reading: &CardTexts, many: bool, out: &mut Findings) {
    let count = reading.answers.len() + reading.wrong.len();
    let from = if many { 2 } else { 0 };
    let (least, mut most) = (CHOICE_COUNT.limit(from), CHOICE_COUNT.limit(from + 1));
    // Letters, numbers, words are ticked off at a glance.
    if many && choices(reading).all(|(text, _)| text.word_count() <= 1) {
        most = CHOICE_COUNT.limit(4);
    }
    if (least..=most).contains(&count) {
        return;
    }
    let (what, help) = if count < least {
        ("there are few choices", "add a wrong choice that somebody who half knows would pick")
    } else {
        ("there are many choices", "leave out the wrong ones that nobody would pick")
    };
    let place = reading.card.place_of("distractors", 0);
    out.add(&CHOICE_COUNT, place, what).note(format!("{count} choices, {least} to {most} are good")).help(help);
}

fn length(reading: &CardTexts, context: &DeckContext, out: &mut Findings) {
    let (Some(key), Some(longest)) = (reading.answers.first(), reading.wrong.iter().map(Phrase::char_count).max())
    else {
        return;
    };
    let chars = key.char_count();
    let most = (longest * LENGTH_CUE.limit(0) / 100).max(longest + LENGTH_CUE.limit(4));
    if chars <= most || key.tokens.len() < 2 || key.is_signs() || is_name(key, context) {
        return;
    }
    let what = "the right choice gives itself away by its length";
    let note = format!("{chars} characters; the longest distractor has {longest}, so at most {most}");
    out.add(&LENGTH_CUE, reading.card.place_of("answer", 0), what).note(note);
}

/// Whether it is a name that the source has.
fn is_known_name(text: &Phrase, context: &DeckContext) -> bool {
    context.outline.is_some_and(|outline| outline.names.whole(text).is_some())
}

/// Whether it is a name that the source has, or capitalised throughout.
fn is_name(phrase: &Phrase, context: &DeckContext) -> bool {
    is_known_name(phrase, context) || phrase.content().all(|token| token.capital)
}

fn mixed(reading: &CardTexts, context: &DeckContext, out: &mut Findings) {
    let all: Vec<&Phrase> = choices(reading).map(|(text, _)| text).collect();
    let mut reasons = Vec::new();
    reasons.extend(forms::mixed_numbers(&all));
    // Code and values go with any other possible output.
    if reasons.is_empty() && all.iter().any(|text| text.is_signs() || text.has_code()) {
        return;
    }
    let language = reading.card.judging.languages.answer;
    reasons.extend(openers::odd_opening(&reading.prompt, &all, language.code()));
    reasons.extend(mixed_sorts(&all, reading.answers.len(), context));
    let is_name = |text: &&&Phrase| is_name(text, context);
    let prose: Vec<&&Phrase> = all.iter().filter(|text| !is_name(text)).collect();
    if language.is_english() {
        reasons.extend(mixed_case(&prose));
    }
    let ends = all.iter().filter(|text| ends_sentence(text)).count();
    if ends > 0 && !all.iter().all(|text| text.text.ends_with(END_MARKS)) {
        reasons.push("some end with a mark and some without".to_owned());
    }
    if reasons.is_empty() {
        reasons.extend(mixed_numbers(reading));
        reasons.extend(much_longer(reading, &prose));
    }
    if !reasons.is_empty() {
        let place = reading.card.place_of("distractors", 0);
        let what = format!("the choices are not of one sort: {}", reasons.join("; "));
        out.add(&MIXED_CHOICES, place, what).help("word them alike, so that only what they say tells them apart");
    }
}

/// Names among phrases, if they separate the right choices from the wrong ones.
fn mixed_sorts(all: &[&Phrase], keys: usize, context: &DeckContext) -> Option<String> {
    let names = &context.outline?.names;
    let is_name: Vec<bool> = all.iter().map(|text| names.whole(text).is_some()).collect();
    let (right, wrong) = is_name.split_at(keys.min(is_name.len()));
    let apart = |first: &[bool], other: &[bool]| first.iter().all(|&name| name) && !other.iter().any(|&name| name);
    (apart(right, wrong) || apart(wrong, right)).then(|| "names on one side, phrases on the other".to_owned())
}

/// A wrong choice that is far longer than any other; a right one is found by its length cue.
fn much_longer(reading: &CardTexts, prose: &[&&Phrase]) -> Option<String> {
    let mut words: Vec<usize> = prose.iter().map(|text| text.word_count()).collect();
    words.sort_unstable();
    let [.., second, longest] = words.as_slice() else { return None };
    let is_wrong = reading.wrong.iter().any(|text| text.word_count() == *longest);
    let far = *longest >= MIXED_CHOICES.limit(0) && *longest >= second * MIXED_CHOICES.limit(1);
    (is_wrong && far).then(|| format!("one has {longest} words and the next {second}"))
}

const END_MARKS: [char; 11] = ['.', '!', '?', ';', '…', '"', '\'', '”', '“', '’', '»'];

/// Whether a text ends like a sentence, not with `a.m.` or `St.`.
fn ends_sentence(text: &Phrase) -> bool {
    let last = text.tokens.last().map_or(0, |token| text.word_at(token).chars().count());
    text.text.ends_with(['.', '!', '?', ';']) && last >= 5
}

/// Some begin like a sentence, with a capitalised small word, and others in lower case. A capital elsewhere may
/// belong to a name: `French horn`.
fn mixed_case(prose: &[&&Phrase]) -> Option<String> {
    let begins =
        |upper: bool| move |text: &&&&Phrase| plain_first(text).is_some_and(|first| first.is_uppercase() == upper);
    let opens = |text: &&&&Phrase| text.tokens.first().is_some_and(|token| token.stop) && text.first() != Some("I");
    let sentence = prose.iter().filter(begins(true)).any(|text| opens(&text));
    (sentence && prose.iter().any(|text| begins(false)(&text)))
        .then(|| "some begin with a capital and some without".to_owned())
}

/// The first letter, unless the word has capitals inside: `nanoGPT`.
fn plain_first(text: &Phrase) -> Option<char> {
    let word = text.first()?;
    let first = word.chars().next().filter(|c| c.is_alphabetic())?;
    (text.text.starts_with(first) && !word.chars().skip(1).any(char::is_uppercase)).then_some(first)
}

/// An amount on one side only, if the other side states none in words either. `vitamin B12` is not an amount.
fn mixed_numbers(reading: &CardTexts) -> Option<String> {
    let counts = |text: &Phrase| text.text.starts_with(|c: char| c.is_ascii_digit()) && text.word_count() > 1;
    let counts_not = |text: &Phrase| !text.text.contains(|c: char| c.is_ascii_digit()) && !forms::tells_amount(text);
    let (right, wrong) = (&reading.answers, &reading.wrong);
    let apart = |one: &[Phrase], other: &[Phrase]| one.iter().all(counts) && other.iter().all(counts_not);
    (apart(right, wrong) || apart(wrong, right)).then(|| "numbers stand on one side only".to_owned())
}

fn overlapping(reading: &CardTexts, context: &DeckContext, out: &mut Findings) {
    let all: Vec<(&Phrase, Place)> = choices(reading).collect();
    let amounts: Vec<Option<Amount>> =
        all.iter().map(|(text, _)| if text.has_code() { None } else { Amount::of(&text.text) }).collect();
    // Next to `neither`, naming one thing means that thing alone.
    let has_neither = all.iter().any(|(text, _)| text.tokens.first().is_some_and(|token| NEITHER.contains(&token.raw)));
    for (at, (one, _)) in all.iter().enumerate() {
        for (to, (other, place)) in all.iter().enumerate().skip(at + 1) {
            let what = match (&amounts[at], &amounts[to]) {
                (Some(first), Some(second)) if overlap::is_one_number(&reading.prompt, first, second) => {
                    format!("\"{}\" and \"{}\" have numbers in common", one.text, other.text)
                }
                (Some(_), Some(_)) => continue,
                _ if at < reading.answers.len()
                    && to >= reading.answers.len()
                    && broader::is_of(&reading.prompt, one, other) =>
                {
                    format!("\"{}\" is right as well: \"{}\" is a kind of it", other.text, one.text)
                }
                // Two wrong choices may overlap.
                _ if at >= reading.answers.len() || exclude(one, other, context) => continue,
                _ if overlap::is_same(&reading.prompt, one, other) => {
                    format!("\"{}\" and \"{}\" say the same", one.text, other.text)
                }
                _ if !has_neither && is_compound(reading, one, other) => {
                    format!("one of \"{}\" and \"{}\" contains the other", one.text, other.text)
                }
                _ => continue,
            };
            out.add(&OVERLAPPING_CHOICES, *place, what).help("make each choice exclude the others");
            return;
        }
    }
}

static NEITHER: WordList = WordList::of("neither none weder keins keines keine aucun aucune ni ninguno ninguna");

fn is_compound(reading: &CardTexts, one: &Phrase, other: &Phrase) -> bool {
    let english = reading.card.judging.languages.answer.is_english();
    overlap::is_compound(one, other, english) || overlap::is_compound(other, one, english)
}

/// Whether two choices exclude each other however similar their words are: names, code, values.
fn exclude(one: &Phrase, other: &Phrase, context: &DeckContext) -> bool {
    let names = is_known_name(one, context) && is_known_name(other, context);
    let proper = is_proper(one) && is_proper(other);
    names || proper || one.has_code() || other.has_code() || (one.is_signs() && other.is_signs())
}

/// Whether each content word is capitalised, as in `West Virginia`.
fn is_proper(text: &Phrase) -> bool {
    text.content().next().is_some() && text.content().all(|token| token.capital)
}

/// How choices refer to the other choices.
const ABOVE: &[&str] = &[
    "all of the above",
    "none of the above",
    "all the above",
    "both of the above",
    "neither of the above",
    "either of the above",
    "all of these",
    "none of these",
    "both of these",
    "neither of these",
    "any of the above",
    "alle genannten",
    "alle oben genannten",
    "alle antworten",
    "keine der genannten",
    "keine der antworten",
    "beide antworten",
    "toutes les réponses",
    "toutes ces réponses",
    "aucune de ces réponses",
    "aucune des réponses",
    "tous les précédents",
    "toutes les précédentes",
    "todas las anteriores",
    "todos los anteriores",
    "ninguna de las anteriores",
    "ninguno de los anteriores",
    "todas las respuestas",
    "tutte le precedenti",
    "nessuna delle precedenti",
    "tutte le risposte",
    "todas as anteriores",
    "nenhuma das anteriores",
    "alle bovenstaande",
    "geen van bovenstaande",
    "alle antwoorden",
    "all answers",
    "all choices",
];

/// Every such choice has one of these words.
static OF_OTHERS: WordList = WordList::of(
    "above these answers choices and genannten antworten réponses précédents précédentes anteriores respuestas precedenti \
         risposte bovenstaande antwoorden",
);

fn above(reading: &CardTexts, out: &mut Findings) {
    // If the question names premises A and B, `A and B` refers to those.
    let is_named = |choice: &Phrase| {
        let letter = |token: &&Token| choice.word_at(token).len() == 1;
        let named = |token: &Token| reading.prompt.tokens.iter().any(|other| other.capital && other.raw == token.raw);
        let mut letters = choice.tokens.iter().filter(letter).peekable();
        letters.peek().is_some() && letters.all(named)
    };
    let speaks = |choice: &Phrase| speaks_of_others(choice) && !is_named(choice);
    if let Some((choice, place)) = choices(reading).find(|(choice, _)| speaks(choice)) {
        let what = format!("\"{}\" speaks of the other choices, and they are shuffled", choice.text);
        out.add(&ALL_OF_THE_ABOVE, place, what).help("for several right ones write `answers:`, all that apply");
    }
}

/// Whether a choice refers to the other choices.
pub(super) fn speaks_of_others(choice: &Phrase) -> bool {
    if choice.find(&OF_OTHERS).is_none() {
        return false;
    }
    let lower = choice.text.to_lowercase();
    ABOVE.iter().any(|phrase| lower.contains(phrase)) || joins_letters(&lower)
}

/// `both A and B`, `A and C`.
fn joins_letters(text: &str) -> bool {
    let words: Vec<&str> = text.trim_end_matches('.').split_whitespace().collect();
    let words = words.strip_prefix(&["both"]).unwrap_or(&words);
    matches!(words, [a, "and", b] if a.len() == 1 && b.len() == 1 && ("a".."h").contains(a) && ("a".."h").contains(b))
}

#[cfg(test)]
mod tests {
    use crate::deck::RuleId;
    use crate::lint::fixture::{count, sourced};

    fn choice(answer: &str, distractors: &str) -> String {
        format!("- id: a\n  kind: choice\n  question: Which is it?\n  answer: {answer}\n  distractors: [{distractors}]")
    }

    #[test]
    fn five_choices_at_most() {
        assert_eq!(count(RuleId::ChoiceCount, &choice("one", "two")), 0);
        assert_eq!(count(RuleId::ChoiceCount, &choice("one", "two, three")), 0);
        assert_eq!(count(RuleId::ChoiceCount, &choice("one", "two, three, four, five, six")), 1);
        let all = "- id: a\n  kind: choice\n  question: Which?\n  answers: [one, two]\n  distractors: [three]";
        assert_eq!(count(RuleId::ChoiceCount, all), 0);
        assert_eq!(count(RuleId::ChoiceCount, &all.replace("one, two", "one")), 1);
        assert_eq!(count(RuleId::ChoiceCount, &all.replace("[three]", "[three, four]")), 0);
        let letters = all.replace("[three]", "[b, d, f, h, k]");
        assert_eq!(count(RuleId::ChoiceCount, &letters), 0);
        assert_eq!(count(RuleId::ChoiceCount, &letters.replace("[b", "[b or c")), 1);
    }

    #[test]
    fn the_longest_is_not_the_right_one() {
        let long = choice("trained staff and computing power, both of them scarce", "legal advice, a patent");
        assert_eq!(count(RuleId::LengthCue, &long), 1);
        let longer = choice("trained staff and computing power", "legal advice, a patent");
        assert_eq!(count(RuleId::LengthCue, &longer), 0, "exact, and so longer");
        assert_eq!(count(RuleId::LengthCue, &choice("trained staff", "legal advice, a patent")), 0);
        assert_eq!(count(RuleId::LengthCue, &choice("the prosecution", "the judge, the accused")), 0, "a syllable");
        assert_eq!(count(RuleId::LengthCue, &choice("a poem of fourteen lines", "a play in one act")), 0);
        assert_eq!(count(RuleId::LengthCue, &choice("Harvard Law Review", "Nature, Science")), 0, "a name");
        assert_eq!(count(RuleId::LengthCue, &choice("democratisation", "openness, trust")), 0, "a word");
    }

    #[test]
    fn choices_are_of_one_sort() {
        for (answer, distractors, found) in [
            ("trained staff", "legal advice, a patent", 0),
            ("The staff", "legal advice, a patent", 1),
            ("French horn", "oboe, double bass", 0),
            ("Golgi apparatus", "ribosome, cell wall", 0),
            ("trained staff", "legal advice., a patent.", 1),
            ("trained staff", "4 patents, 2 laws", 1),
            ("vitamin B12", "vitamin C, vitamin D", 0),
            ("90 minutes", "an hour, two hours", 0),
            ("at noon", "8 a.m., 9 p.m.", 0),
            ("Chad", "the Central African Republic, Mali", 0),
            ("glycolysis", "the citric acid cycle, oxidative phosphorylation", 0),
            ("staff", "a law that nobody ever wanted, a patent", 1),
            ("nanoGPT", "word, thing", 0),
        ] {
            assert_eq!(count(RuleId::MixedChoices, &choice(answer, distractors)), found, "{answer}, {distractors}");
        }
        assert_eq!(sourced(RuleId::MixedChoices, &choice("PyTorch", "A parser, A lexer")), 1);
        assert_eq!(sourced(RuleId::MixedChoices, &choice("PyTorch", "TensorFlow, A lexer")), 0);
    }

    #[test]
    fn no_choice_speaks_of_the_others() {
        for (choice_, found) in [
            ("All of the above", 1),
            ("Both A and B", 1),
            ("A and C", 1),
            ("A and the rest", 0),
            ("alle genannten", 1),
            ("Keine der Antworten", 1),
            ("aucune de ces réponses", 1),
            ("Todas las anteriores", 1),
            ("die oben genannten Tiere", 0),
        ] {
            assert_eq!(count(RuleId::AllOfTheAbove, &choice("one", &format!("two, {choice_}"))), found, "{choice_}");
        }
    }
}
