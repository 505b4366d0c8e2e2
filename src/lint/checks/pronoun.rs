//! Words for a person or thing that the card doesn't name: `did he`, `its capital`, `this rule`.
//!
//! The lint goes by word order alone: it reports a pronoun only if nothing before it could be what it means.

use std::ops::Range;

use super::ask::tells_to;
use super::speech::Speech;
use super::{abroad, dropped};
use crate::deck::{Role, Text};
use crate::lint::card_texts::CardTexts;
use crate::lint::signs::Signs;
use crate::lint::words::{Word, WordSet, lists};

const SHOWING: Signs = Signs::of("`_=$<:\n*", &['→', '…']);

lists! {
    ASKING = "what which who whom whose when where why how";
    BARE = "what who whom when where why how";
    FRONTING = "in at on by for from of to with under over during since until into through against about after before";
    VERBS = "is are was were do does did can could has have had will would should must may might isn't wasn't didn't doesn't";
    BEING = "is are was were";
    SUBJECTS = "he she it they";
    SUBJECTS_ELSEWHERE = "er elle elles ils él ella ellos ellas";
    POSSESSIVES = "his her its their";
    OBJECTS = "him her them it";
    // With these, `it` stands for nothing: `is it that`, `does it take to`.
    OPEN = "that when if whether like";
    WEATHER = "rain rains snow take matter get become mean cost happen follow make";
    BECOME = "built written made found sold won held known drawn sung born fought struck sent shot sunk cut lost taken \
              given broken stolen hidden seen torn burnt grown eaten worn spoken";
    // These may stand before a participle.
    HOW_OFTEN = "mostly mainly usually commonly often typically generally chiefly primarily frequently normally originally first \
                 also still sometimes largely widely today nowadays now";
    // What `they` do who need no name: people in general.
    PEOPLE = "call say speak use drive eat celebrate drink";
    DONE_TO = "to with";
    STAGES = "step stage phase";
    AGAINST = "against with over before after until";
    WORDS = "word form tense pronoun verb plural singular mean sentence translate say grammar noun adjective pronounce spell";
    THIS = "this";
    THESE = "these those";
    TIMES = "century year week month day days way ways case context sense time times decade morning evening season world life \
             planet kind type sort";
    CLAUSES = "that which who whose where when if while and because since after before although";
    LISTED = "step reason rule type kind point argument exception factor example case phase stage method theory group \
              category item option part principle condition requirement criterion characteristic cause effect difference \
              advantage disadvantage element component level function feature theme paragraph question type one answer \
              experiment trial study survey test measurement";
    ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth last next another 1st 2nd 3rd 4th 5th";
    NUMBERS = "two three four five six seven";
    SAYING = "show shows showed prove proved proves test tests tested measure measures measured demonstrate demonstrated reveal \
              revealed find found examine examined investigate investigated happens happen called name say mean describe state explain give call about list";
    HAPPENS = "happens happened";
    WHEN = "when if";
}

/// The words of a card that refer to something it doesn't name.
pub(super) fn pointing<'r>(reading: &'r CardTexts) -> Option<&'r str> {
    let speech = Speech::of(&reading.prompt);
    if reading.kind.is_statement() {
        let this = speech.is(0, &THIS) && speech.is_content(1) && !speech.is(1, &TIMES) && !speech.is(1, &WORDS);
        let elsewhere = speech.is(0, &SUBJECTS_ELSEWHERE) && speech.len() > 3;
        return if this || elsewhere {
            Some(speech.span(0..1 + usize::from(this)))
        } else {
            opens_with_pronoun(&speech)
        };
    }
    if reading.kind.is_gapped() {
        // Otherwise a verb or an ending is being practised.
        let is_fact = |gap: &Text| gap.plain().starts_with(|c: char| c.is_uppercase() || c.is_numeric());
        let all_facts = reading.card.body.texts_of(Role::Answer).all(is_fact);
        return all_facts.then(|| opens_with_pronoun(&speech)).flatten();
    }
    let question = reading.card.body.question()?;
    let languages = reading.card.judging.languages;
    // Something is shown or drawn, or words themselves are the topic.
    let shows = SHOWING.are_in(question.source().trim());
    if shows || languages.question != languages.answer {
        return None;
    }
    let asked = speech.question();
    let told = (0..asked.start).any(|at| speech.is_content(at) || speech.is_quoted(at));
    if told || asked.is_empty() || asked.clone().any(|at| speech.is_quoted(at) || speech.is(at, &WORDS)) {
        return None;
    }
    let many = reading.kind.is_picked() || reading.kind.is_arranged();
    let found = english(&speech, &asked, many)
        .or_else(|| abroad::german(&speech, &asked, many))
        .or_else(|| abroad::french(&speech, &asked, many))
        .or_else(|| abroad::spanish(&speech, &asked, many))
        .or_else(|| dropped::subject(&speech, &asked));
    found.map(|words| speech.span(words))
}

fn english(speech: &Speech, asked: &Range<usize>, many: bool) -> Option<Range<usize>> {
    demonstrative(speech, asked, many)
        .or_else(|| ordinal(speech, asked))
        .or_else(|| of_several(speech, asked, many))
        .or_else(|| pronoun(speech, asked))
}

/// `He was born in 1769.`
fn opens_with_pronoun<'r>(speech: &Speech<'r>) -> Option<&'r str> {
    let opens = speech.is(0, &SUBJECTS) || speech.is(0, &POSSESSIVES);
    let it = speech.word(0)? == Word::of("it");
    let names_later = (1..speech.len()).any(|at| speech.pauses(at) && at + 1 < speech.len() && speech.is_name(at + 1));
    let asks = speech.text().contains('?');
    let open = it
        && ((1..speech.len()).any(|at| speech.is(at, &OPEN) || speech.written(at) == "to") || speech.is(1, &WEATHER));
    (opens && !asks && !open && !names_later && speech.len() > 3).then(|| speech.span(0..1))
}

fn pronoun(speech: &Speech, asked: &Range<usize>) -> Option<Range<usize>> {
    let start = asked.start;
    // `Name his second wife.`
    if is_told(speech, start)
        && speech.is(start + 1, &POSSESSIVES)
        && !asked.clone().skip(2).any(|at| speech.is_name(at))
    {
        return Some(start + 1..start + 2);
    }
    let asks = (start..asked.end.min(start + 3)).find(|&at| speech.is(at, &ASKING))?;
    // What precedes the question word may name it: `After Waterloo, where ...`.
    if (start..asks).any(|at| !speech.is(at, &FRONTING)) {
        return None;
    }
    let bare = speech.is(asks, &BARE) && asks == start;
    // `What happens when it is heated?`
    let (when, it) = (asks + 2, asks + 3);
    let happens =
        bare && speech.is(asks + 1, &HAPPENS) && speech.is(when, &WHEN) && speech.word(it) == Some(Word::of("it"));
    let done = speech.written(it + 2).ends_with("ed") || speech.is(it + 2, &BECOME);
    if happens && speech.is(it + 1, &BEING) && done {
        return Some(it..it + 1);
    }
    let name_before = |to: usize| (asks + 1..to).any(|at| speech.is_name(at));
    let verb = (asks + 1..asked.end.min(asks + 6)).find(|&at| speech.is(at, &VERBS));
    if let Some(verb) = verb.filter(|&verb| !name_before(verb) && !speech.pauses(verb)) {
        let word = verb + 1;
        let rest = word + 1..asked.end;
        if speech.is(word, &SUBJECTS) && !is_open(speech, word, verb, asks, rest.clone()) {
            return Some(word..word + 1);
        }
        // `Which king did his own son kill?` says whose.
        let own = speech.is(asks, &ASKING) && (bare || asks > start) && speech.word(asks) != Some(Word::of("whom"));
        // `In which layer of the skin are its vessels?`
        let of = (asks + 1..verb).any(|at| speech.word(at) == Some(Word::of("of")));
        let close = verb == asks + 1 || (asks > start && !of);
        if own && close && speech.is(word, &POSSESSIVES) && speech.is_content(word + 1) {
            let who = speech.word(asks) == Some(Word::of("who"));
            if !who || speech.is(verb, &BEING) {
                return Some(word..word + 1);
            }
        }
        return None;
    }
    // `Who killed him?`, `Which firm bought it in 2006?`
    let subject = if bare { asks } else { asks + 1 };
    let (acts, object) = (subject + 1, subject + 2);
    let stands = speech.pauses(object) || speech.is(object + 1, &FRONTING);
    let follows = speech.is_content(acts) && !speech.pauses(acts) && !name_before(object);
    if follows && stands && asks == start && speech.is(object, &OBJECTS) {
        return Some(object..object + 1);
    }
    // `What happened to her?`
    let (to, her) = (subject + 2, subject + 3);
    let far = bare && speech.is_content(acts) && speech.is(to, &FRONTING) && !name_before(her);
    if far && her < asked.end && !speech.pauses(to) && speech.is(her, &OBJECTS) {
        return Some(her..her + 1);
    }
    // `How many of them survived?`
    let of_them = (asks + 1..asked.end.min(asks + 4)).find(|&at| {
        speech.word(at) == Some(Word::of("of"))
            && speech.is(at + 1, &OBJECTS)
            && !(asks + 1..at).any(|at| speech.is_name(at))
    });
    let of_them = of_them
        .filter(|&of| speech.word(of + 1) == Some(Word::of("them")) && !(asks + 1..of).any(|at| speech.is_content(at)));
    of_them.map(|of| of + 1..of + 2)
}

/// Whether a pronoun after a verb refers to nothing that should be named: `does it take to`, `do they call`.
fn is_open(speech: &Speech, word: usize, verb: usize, asks: usize, rest: Range<usize>) -> bool {
    if speech.word(word) == Some(Word::of("they")) {
        // `Where did they fight against the Persians?` only names the others.
        let against = |at: usize| {
            let the = usize::from(speech.word(at - 1) == Some(Word::of("the")));
            speech.is(at - 1 - the, &AGAINST)
        };
        let did = speech.word(verb) == Some(Word::of("did"));
        let somewhere = rest.clone().any(|at| speech.is_name(at) && !(did && against(at)));
        return somewhere || speech.is(rest.start, &PEOPLE);
    }
    if speech.word(word) != Some(Word::of("it")) {
        return rest.clone().any(|at| {
            speech.is(at, &CLAUSES) && rest.clone().skip_while(|&name| name <= at).any(|name| speech.is_name(name))
        });
    }
    let first = rest.start;
    // `Which is it?` asks about the topic of the choices or of the deck.
    if rest.is_empty() && speech.is(verb, &BEING) {
        return true;
    }
    let to_do = rest.clone().any(|at| {
        speech.word(at) == Some(Word::of("to"))
            && !speech.is_name(at + 1)
            && speech.token(at + 1).is_some_and(|next| !next.stop || speech.is(at + 1, &VERBS))
    });
    if to_do || rest.clone().any(|at| speech.is(at, &OPEN)) || speech.is(first, &WEATHER) {
        return true;
    }
    let time = speech
        .word(asks + 1)
        .is_some_and(|word| word == Word::of("time") || word == Word::of("day") || word == Word::of("far"));
    if time {
        return true;
    }
    // `When is it winter in Australia?`, not `When was it built?`, `What is it mostly used for?`
    let first = first + usize::from(speech.is(first, &HOW_OFTEN));
    let done = speech.written(first).ends_with("ed")
        || speech.is(first, &BECOME)
        || rest.is_empty()
        || speech.is(first, &FRONTING);
    speech.is(verb, &BEING) && !done
}

/// `this rule`, `of these two planets`, if nothing says which.
fn demonstrative(speech: &Speech, asked: &Range<usize>, many: bool) -> Option<Range<usize>> {
    if !(asked.start..asked.end.min(asked.start + 6)).any(|at| speech.is(at, &ASKING)) && !is_told(speech, asked.start)
    {
        return None;
    }
    let at = asked.clone().find(|&at| speech.is(at, &THIS) || (!many && speech.is(at, &THESE)))?;
    // `those who`, `those already there`: the words that follow say which.
    let told_behind = speech.word(at) == Some(Word::of("those")) && !speech.pauses(at);
    if told_behind || said_before(speech, asked, at, &CLAUSES) {
        return None;
    }
    let several = speech.is(at, &THESE);
    let of_things = ["who", "that", "which", "whose", "with", "of", "in", "where", "who's", "from"];
    let told = of_things.iter().any(|word| {
        let word = Some(Word::of(word));
        speech.word(at + 1) == word
            || (!several
                && (at + 2..asked.end).any(|at| {
                    speech.word(at) == word && word != Some(Word::of("in")) && word != Some(Word::of("from"))
                }))
    });
    // `Which of these is larger, 2/3 or 3/4?`
    let listed = several && (at + 1..asked.end).any(|at| speech.word(at) == Some(Word::of("or")));
    (!told && !listed && !speech.is(at + 1, &TIMES)).then(|| {
        let ends = speech.pauses(at) || !speech.is_content(at + 1);
        at..if ends { at + 1 } else { at + 2 }
    })
}

/// Whether a sentence tells the learner what to do.
fn is_told(speech: &Speech, at: usize) -> bool {
    speech.token(at).is_some_and(|token| tells_to(token.raw))
}

/// Whether an earlier part of the question says what a later word refers to.
fn said_before(speech: &Speech, asked: &Range<usize>, at: usize, clauses: &WordSet) -> bool {
    let noun = speech.token(at + 1).map(|token| token.stem);
    let first = asked.start + 2;
    (asked.start..at).any(|before| {
        let pause = speech.between(before).contains([',', ';', '–', '—', '(']);
        let clause = before >= first && speech.is(before, clauses);
        let same = before + 1 < at && speech.is_content(before) && speech.token(before).map(|token| token.stem) == noun;
        pause || clause || same
    })
}

/// `the second reason`, if nothing says of what.
fn ordinal(speech: &Speech, asked: &Range<usize>) -> Option<Range<usize>> {
    let at = asked.clone().find(|&at| speech.is(at, &ORDINALS) && speech.is(at + 1, &LISTED))?;
    let others = asked.clone().filter(|other| !(at..at + 2).contains(other));
    let named = others.into_iter().any(|at| speech.is_content(at) && !speech.is(at, &SAYING));
    if !named {
        return Some(at..at + 2);
    }
    // `What happens to the dough in the second step?` says what it is done to, but not in which process.
    let (the, noun) = (asked.start + 3, asked.start + 4);
    let done_to = speech.is(asked.start + 2, &DONE_TO) && speech.word(the) == Some(Word::of("the"));
    let ends = noun + 3 == at && at + 2 == asked.end && speech.is(noun + 1, &FRONTING);
    let process =
        ["sis", "ion", "ment", "ing", "ism", "cycle", "process"].iter().any(|end| speech.written(noun).ends_with(end));
    (done_to && ends && !process && speech.is(at + 1, &STAGES)).then_some(at..at + 2)
}

/// `Which of the two is larger?`, `the other three causes`, `such a reaction`,
/// `because of that`, if nothing says which.
fn of_several(speech: &Speech, asked: &Range<usize>, many: bool) -> Option<Range<usize>> {
    let is = |at: usize, word: &str| speech.word(at) == Some(Word::of(word));
    let contents = |words: Range<usize>| words.filter(|&at| speech.is_content(at) && !speech.is(at, &SAYING)).count();
    let listed = asked.clone().any(|at| is(at, "or"));
    asked.clone().find_map(|at| {
        let counted = speech.is(at + 2, &NUMBERS);
        let two = !many && is(at, "of") && is(at + 1, "the") && counted && speech.is(at + 3, &VERBS) && !listed;
        if two && contents(asked.start..at) == 0 {
            return Some(at + 1..at + 3);
        }
        let others = is(at, "the") && is(at + 1, "other") && counted;
        if others && contents(asked.clone()) <= 1 && !speech.text().contains(',') {
            return Some(at..at + 3);
        }
        let such = is(at, "such") && (is(at + 1, "a") || is(at + 1, "an")) && contents(asked.start..at) == 0;
        if such && speech.is_content(at + 2) && !is(at + 3, "as") {
            return Some(at..at + 3);
        }
        let that = is(at, "that") && speech.pauses(at) && at > asked.start && speech.is(at - 1, &FRONTING);
        (that && contents(asked.start..at) <= 2 && speech.is(asked.start, &ASKING)).then_some(at..at + 1)
    })
}

#[cfg(test)]
mod tests {
    use crate::deck::RuleId;
    use crate::lint::fixture::count;

    fn card(kind: &str, question: &str) -> String {
        let wrong = if kind == "choice" { "\n  distractors: [y, z]" } else { "" };
        format!("- id: a\n  kind: {kind}\n  question: \"{question}\"\n  answer: x{wrong}")
    }

    #[test]
    fn a_pronoun_wants_a_name_before_it() {
        for question in [
            "What does it do?",
            "Why did they lose?",
            "In which year did he crown himself emperor in Notre-Dame?",
            "In which city was it signed?",
            "For which discovery did she get the Nobel Prize?",
            "Where was he exiled?",
            "How many years did it last?",
            "What is its capital?",
            "Who was his teacher?",
            "When did her father die?",
            "In which battle did his brother fall?",
            "Who killed him?",
            "Which firm bought it in 2006?",
            "How many of them survived?",
            "Name his second wife.",
            "What does this mark?",
            "What is the second exception to this rule?",
            "Of these two planets, which one is the heavier?",
            "What is the capital of this country?",
            "Name the third reason.",
            "What happens in the second phase?",
            "What happened to her after the trial?",
            "Which of the two is more poisonous?",
            "Name the other two causes.",
            "What is such a reaction called?",
            "What are the consequences of that?",
            "How long did they hold out against the Ottomans before the city fell?",
            "What happens when it is heated?",
            "What happens to the dough in the second step?",
        ] {
            assert_eq!(count(RuleId::RefersElsewhere, &card("flip", question)), 1, "{question}");
        }
        assert_eq!(count(RuleId::RefersElsewhere, &card("choice", "Who wrote this book?")), 1);
        let statement = |text: &str| format!("- id: a\n  kind: true-false\n  statement: {text}\n  answer: true");
        for text in [
            "He was born on Corsica.",
            "This treaty ended the war.",
            "Er wurde 1756 in Salzburg geboren.",
            "Elle est née à Corse.",
        ] {
            assert_eq!(count(RuleId::RefersElsewhere, &statement(text)), 1, "{text}");
        }
        for text in ["This century began in 2001.", "Ermine is white in winter.", "Cette is an old name of Sète."] {
            assert_eq!(count(RuleId::RefersElsewhere, &statement(text)), 0, "{text}");
        }
        assert_eq!(count(RuleId::RefersElsewhere, &statement("It rains on Venus.")), 0);
        let cloze = |text: &str| format!("- id: a\n  kind: cloze\n  text: \"{text}\"");
        assert_eq!(count(RuleId::RefersElsewhere, &cloze("He was crowned emperor in the year {{1804}}.")), 1);
        assert_eq!(count(RuleId::RefersElsewhere, &cloze("He {{has been}} here since the year 1804.")), 0);
    }

    #[test]
    fn what_is_named_may_be_meant() {
        for question in [
            "How long does it take to boil an egg?",
            "What is it called when water freezes?",
            "When is it winter in Australia?",
            "What time is it in Rome at noon in London?",
            "How far is it to the Moon?",
            "Ada wrote a program. What does it do?",
            "When Caesar came home, what did he say?",
            "In which year did Napoleon say that he was emperor?",
            "Which king did his own son kill?",
            "Who was killed by his own son?",
            "Which river has its source in the Alps?",
            "What does `x` do when this is so?",
            "How is this written: x?",
            "What do they call a lift in America?",
            "Which verb form goes with he?",
            "What does “it” stand for?",
            "Who are those who study birds?",
            "Which event of this century is meant by 9/11?",
            "Who was the second human being on the Moon?",
            "What is the first step of glycolysis?",
            "What is the third planet from the Sun?",
            "How do bats find food, and what is this sense called?",
            "Which insect lays its eggs in figs?",
            "What happened to the Titanic?",
            "What happens when it rains?",
            "What did they build at Stonehenge?",
            "Which of the two poles is colder?",
            "What do Mars and Venus have that the other two planets near the Sun lack?",
        ] {
            assert_eq!(count(RuleId::RefersElsewhere, &card("flip", question)), 0, "{question}");
        }
        assert_eq!(count(RuleId::RefersElsewhere, &card("choice", "Which of these is heavier?")), 0);
    }
}
