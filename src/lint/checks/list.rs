//! Lists as answers: their length, and whether it matches the number asked for.

use std::sync::LazyLock;

use crate::deck::{Place, RuleId};
use crate::grading::outline::is_spaceless;
use crate::lint::card_texts::CardTexts;
use crate::lint::finding::Findings;
use crate::lint::list_parts::{Parts, parts};
use crate::lint::rule::Rule;
use crate::lint::small_words::SmallWords;
use crate::lint::stop_words;
use crate::lint::words::{Phrase, Sense, Token, WordList, WordSet, set_of};

pub(in crate::lint) static LONG_LIST: Rule = Rule {
    limits: &[4, 7],
    threshold: "at most {1} answers are to be typed one by one; a list as one answer has at most {0} parts, be they parted by commas, `and`, lines, bullets, numbers or \
                semicolons; code and a set in brackets are one thing, and so is what answers a why",
    what: "a long list to be recalled in one go",
    why: "Sets are the hardest thing to remember. Ask for the order, or hide one member while the others show.",
    weak: "answer: Quality, security, resources, governance and licensing",
    better: "kind: order   (or a cloze with one gap a member)",
    source: "Wozniak, rules 9 and 10",
    ..Rule::slight(RuleId::LongList)
};

pub(in crate::lint) static LIST_COUNT: Rule = Rule {
    limits: &[3],
    threshold: "a question that says how many are wanted (in seven languages) has as many in its answer; \
                where {0} or more are to be typed as one text, an English one says it",
    what: "a question that asks for another number of things than its answer has",
    why: "One stops too early, or searches for what is not there.",
    weak: "question: Which four groups have open models reached?   answer: firms, schools and hobbyists",
    better: "question: Which three groups have open models reached?",
    source: "Wozniak, rule 10",
    ..Rule::slight(RuleId::ListCount)
};

/// Checks an answer that is a single text; returns whether it was reported as too long a list.
pub(super) fn of_one(reading: &CardTexts, answer: &Phrase, place: Place, out: &mut Findings) -> bool {
    let tongue = SmallWords::of(reading.card.judging.languages.question);
    let of_answer = SmallWords::of(reading.card.judging.languages.answer);
    if answer.has_code() || reading.card.body.exact() {
        return false;
    }
    let Some(list) = parts(&answer.text, of_answer) else {
        few(reading, &answer.text, tongue, out);
        return false;
    };
    let most = LONG_LIST.limit(0);
    let is_cue = reading.is_cue() && !reading.prompt.text.contains(is_spaceless);
    let is_prose = asks_for_reason(&reading.prompt, tongue) || answer.sense == Sense::Value || is_cue;
    if list.least > most && (list.marked || !is_prose) {
        let note = format!("{} parts, at most {most}", list.most);
        let help = "make it `kind: order`, or a cloze that hides one part while the others show";
        out.add(&LONG_LIST, place, "the answer is a long list").note(note).help(help);
        return true;
    }
    count(reading, list, &answer.text, tongue, out);
    false
}

/// Checks answers that are given one by one.
pub(super) fn of_many(reading: &CardTexts, out: &mut Findings) {
    if !reading.card.body.has_several() && !reading.kind.is_arranged() {
        return;
    }
    let tongue = SmallWords::of(reading.card.judging.languages.question);
    let there = reading.answers.len();
    let most = LONG_LIST.limit(1);
    if reading.kind.is_typed() && there > most {
        let place = reading.card.place_of("answers", 0);
        let help = "ask for some of them, or make it a cloze that hides one while the others show";
        let note = format!("{there} answers, at most {most}");
        out.add(&LONG_LIST, place, "many answers are to be typed from memory").note(note).help(help);
    }
    if let Some(asked) = asked(reading, tongue).filter(|&asked| asked != there) {
        differs(reading, asked, there, out);
    }
}

fn count(reading: &CardTexts, list: Parts, answer: &str, tongue: Option<&SmallWords>, out: &mut Findings) {
    if let Some(asked) = asked(reading, tongue) {
        if !(list.least..=list.most).contains(&asked) && !is_open(answer) {
            differs(reading, asked, list.most, out);
        }
    } else if reading.kind.is_typed()
        && list.least >= LIST_COUNT.limit(0)
        && tongue.is_some_and(|_| reading.card.judging.languages.question.is_english())
        && reading.prompt.find(&HOW_MANY).is_none()
        && !reading.is_cue()
    {
        let what = "the answer is a list, and the question does not say how many things are wanted";
        let help = format!("say it in the question: \"Which {} ...?\"", number_word(list.most));
        out.add(&LIST_COUNT, reading.card.place_of(reading.prompt_field(), 0), what).help(help);
    }
}

/// Three words with commas are a list if the question asks for a number of things.
fn few(reading: &CardTexts, answer: &str, tongue: Option<&SmallWords>, out: &mut Findings) {
    const THINGS: usize = 3;
    const WORDS: usize = 3;
    let segments: Vec<&str> = answer.trim_end_matches('.').split(", ").collect();
    let is_thing = |segment: &&str| {
        (1..=WORDS).contains(&segment.split(' ').count())
            && segment.chars().all(|c| c.is_alphabetic() || " -'’".contains(c))
    };
    if segments.len() != THINGS || !segments.iter().all(is_thing) || is_open(answer) {
        return;
    }
    if let Some(asked) = asked(reading, tongue).filter(|&asked| asked != THINGS) {
        differs(reading, asked, THINGS, out);
    }
}

fn differs(reading: &CardTexts, asked: usize, there: usize, out: &mut Findings) {
    let what = format!("the question asks for {asked} things, and the answer has {there}");
    let place = reading.card.place_of(reading.prompt_field(), 0);
    out.add(&LIST_COUNT, place, what).help("mend the number, or the answer");
}

/// Words that say how many things are wanted, with or without a number.
pub(super) static HOW_MANY: LazyLock<WordSet> = LazyLock::new(|| {
    let lists = [stop_words::NUMBERS, stop_words::DIGITS, stop_words::HOW_MANY];
    lists.into_iter().flat_map(set_of).collect()
});

fn number_word(number: usize) -> &'static str {
    stop_words::NUMBERS.split(' ').nth(number.saturating_sub(1)).unwrap_or("several")
}

/// `any two of …`, `among others`: the list has more than is wanted, or is not complete.
fn is_open(answer: &str) -> bool {
    let answer = answer.to_lowercase();
    let signs = [
        "any ", "e.g.", "etc", "such as", "example", "z. b.", "z.b.", "usw", "beispiel", "exemple", "ejemplo", "…",
        "...",
    ];
    signs.iter().any(|sign| answer.contains(sign))
}

fn asks_for_reason(prompt: &Phrase, tongue: Option<&SmallWords>) -> bool {
    tongue.is_some_and(|tongue| prompt.find(&tongue.reasons).is_some())
        || prompt.text.to_lowercase().contains("por qué")
}

/// How many things a question asks for: `Name three …`, `Which two …`, `What are the 4 …`.
fn asked(reading: &CardTexts, tongue: Option<&SmallWords>) -> Option<usize> {
    let (prompt, tongue) = (&reading.prompt, tongue?);
    let tokens = &prompt.tokens;
    let asks = |at: usize| tongue.asking.contains(&tokens[at].raw);
    let is_pointer = |at: usize| POINTERS.contains(&tokens[at].raw);
    let is_named = |at: usize| LISTING.contains(&tokens[at].raw);
    let is_asked = |number: usize| match (0..=number).rev().find(|&at| at == 0 || !BESIDE.contains(&tokens[at - 1].raw))
    {
        None | Some(0) => false,
        // `the names of the three …`
        Some(at)
            if at >= 3
                && is_pointer(at - 1)
                && NAMES.contains(&tokens[at - 3].raw)
                && OF.contains(&tokens[at - 2].raw) =>
        {
            true
        }
        // `State Newton's three …`
        Some(at) if at >= 2 && is_owner(prompt, &tokens[at - 1]) => is_named(at - 2),
        Some(at) => match at {
            // `Order these four …`
            _ if is_pointer(at - 1) => at >= 2 && (asks(at - 2) || (reading.kind.is_arranged() && at == 2)),
            _ => asks(at - 1),
        },
    };
    tokens.iter().enumerate().take(8).find_map(|(at, token)| {
        let word = prompt.word_at(token);
        let number =
            word.parse().ok().filter(|number| (2..=12).contains(number)).or_else(|| tongue.number(token.raw))?;
        let is_name = word.starts_with(char::is_uppercase);
        let mut goes_on = prompt.text[token.end as usize..].chars();
        // `two-letter`, `2.5`, `3 %`
        let is_part =
            goes_on.next().is_none_or(|c| !c.is_whitespace()) || goes_on.next().is_none_or(|c| !c.is_alphabetic());
        (is_asked(at) && !is_name && !is_part && !token.code).then_some(number)
    })
}

/// Words before a number that don't ask by themselves: `of the four` refers to four known ones.
static POINTERS: WordList =
    WordList::of("the these those die den diese diesen les ces las los estos estas gli le i os as de het");
/// Words that may stand between the asking word and the number.
static BESIDE: WordList = WordList::of(
    "first last main chief largest biggest smallest its their his her ersten letzten größten ihre seine premiers premières \
         derniers primeros primeras últimos últimas primi prime ultimi primeiros eerste laatste",
);
static NAMES: WordList = WordList::of("names namen noms nombres nomi nomes");
static OF: WordList = WordList::of("of von des de dei delle dos das van");

/// Verbs that ask for a list of what somebody has: `Name Newton's three laws`.
static LISTING: WordList = WordList::of("name list give state recall cite enumerate write");

/// `Newton's`
fn is_owner(prompt: &Phrase, token: &Token) -> bool {
    let word = prompt.word_at(token);
    word.ends_with("'s") || word.ends_with("’s")
}

#[cfg(test)]
mod tests {
    use crate::deck::RuleId;
    use crate::lint::fixture::count;

    fn card(kind: &str, language: &str, question: &str, answer: &str) -> String {
        format!("- id: a\n  kind: {kind}\n  language: {language}\n  question: \"{question}\"\n  {answer}")
    }

    fn flip(rule: RuleId, language: &str, question: &str, answer: &str) -> usize {
        count(rule, &card("flip", language, question, &format!("answer: \"{answer}\"")))
    }

    #[test]
    fn five_parts_are_a_long_list_in_any_language() {
        for (language, question, answer, found) in [
            ("en", "Which groups are there?", "quality, security, resources, governance and licensing", 1),
            ("en", "Which groups are there?", "quality, security, resources, governance", 0),
            ("en", "Why is it slow?", "snow, ice, wind, rain and fog", 0),
            ("en", "Which set is it?", "{1, 2, 3, 4, 5}", 0),
            ("en", "Which are the first primes?", "2, 3, 5, 7, 11", 0),
            ("en", "What is printed?", "`a, b, c, d, e`", 0),
            ("en", "Which are they?", "- one\\n- two\\n- three\\n- four\\n- five", 1),
            ("de", "Welche Planeten gibt es?", "Merkur, Venus, Erde, Mars, Jupiter und Saturn", 1),
            ("fi", "Mitkä ovat planeetat?", "Merkurius, Venus, Maa, Mars, Jupiter", 1),
            ("ja", "惑星は何ですか。", "水星、金星、地球、火星、木星", 1),
            ("de", "Warum ist es glatt?", "Schnee, Eis, Regen, Laub und Öl", 0),
        ] {
            assert_eq!(flip(RuleId::LongList, language, question, answer), found, "{answer}");
        }
    }

    #[test]
    fn as_many_are_asked_for_as_there_are() {
        for (language, question, answer, found) in [
            ("en", "Which four blood groups are there?", "A, B and 0", 1),
            ("en", "Which three colours has it?", "red, white and blue", 0),
            ("en", "Which two colours has it?", "red, white and blue", 1),
            ("en", "What are the 4 winds?", "north, south and west", 1),
            ("en", "Which two states are they?", "Serbia, Bosnia and Herzegovina", 0),
            ("en", "Which of the four seasons are warm?", "spring and summer", 0),
            ("en", "Which two-letter codes are there?", "de, fr and es", 0),
            ("en", "What ended the Seven Years' War?", "the peaces of Paris and Hubertusburg", 0),
            ("en", "Name two noble gases.", "any two of helium, neon, argon", 0),
            ("de", "Nenne die drei Grundfarben.", "Rot und Blau", 1),
            ("de", "Nenne die ersten drei Bundeskanzler.", "Adenauer und Erhard", 1),
            ("de", "Welche der vier Jahreszeiten sind warm?", "Frühling und Sommer", 0),
            ("en", "What are the names of the three Baltic states?", "Estonia and Latvia", 1),
            ("en", "List the first four presidents.", "Washington, Adams and Jefferson", 1),
            ("en", "State Newton's three laws.", "inertia and reaction", 1),
            ("en", "Which country's three colours are they?", "those of France and Russia", 0),
            ("en", "Name two of the three Baltic states.", "Estonia and Latvia", 0),
            ("it", "Quali sono i tre stati baltici?", "Estonia e Lettonia", 1),
            ("nl", "Noem de drie Baltische staten.", "Estland en Letland", 1),
            ("fr", "Quelles sont les quatre saisons ?", "printemps, été et automne", 1),
            ("es", "¿Cuáles son los tres colores?", "rojo y amarillo", 1),
            ("es", "¿Qué dos colores tiene?", "rojo y amarillo", 0),
        ] {
            assert_eq!(flip(RuleId::ListCount, language, question, answer), found, "{question}");
        }
    }

    #[test]
    fn answers_that_are_wanted_one_by_one_are_counted() {
        let many =
            |question: &str| count(RuleId::ListCount, &card("typed", "en", question, "answers: [Austria, Hungary]"));
        assert_eq!(many("Name the three countries to the north and east."), 1);
        assert_eq!(many("Name the two countries to the north and east."), 0);
        assert_eq!(many("Which countries lie there?"), 0);
        let order =
            |question: &str| count(RuleId::ListCount, &card("order", "en", question, "steps: [Po, Rhine, Nile]"));
        assert_eq!(order("Order these four rivers by length."), 1);
        assert_eq!(order("Order these three rivers by length."), 0);
    }

    #[test]
    fn few_answers_are_typed_one_by_one() {
        let typed = |many: usize| {
            let answers: Vec<String> = ('a'..).take(many).map(|letter| format!("{letter}{letter}a")).collect();
            card("typed", "fi", "Mitkä ne ovat?", &format!("answers: [{}]", answers.join(", ")))
        };
        assert_eq!(count(RuleId::LongList, &typed(8)), 1);
        assert_eq!(count(RuleId::LongList, &typed(7)), 0);
    }

    #[test]
    fn who_types_a_list_knows_how_long_it_is() {
        let typed =
            |question: &str| count(RuleId::ListCount, &card("typed", "en", question, "answer: code, data and fixes"));
        assert_eq!(typed("What do developers give?"), 1);
        assert_eq!(typed("Which three things do developers give?"), 0);
    }
}
