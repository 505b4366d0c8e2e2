//! Typed answers that are graded more loosely than their author may expect: signs are read as markup, code as
//! prose, versions as numbers, slashes as alternatives. Also alternatives that are graded as one text.

use super::alternatives::offered;
use crate::deck::{Place, RoleText, RuleId, Text, quoted};
use crate::grading::shorter_number;
use crate::lint::card_texts::CardTexts;
use crate::lint::code::looks_like_code;
use crate::lint::expected_text::{ExpectedText, wanted};
use crate::lint::finding::Findings;
use crate::lint::rule::Rule;
use crate::lint::words::{Phrase, WordList};

pub(in crate::lint) static MARKS_IN_ANSWER: Rule = Rule {
    threshold: "a typed answer has no stars or backslashes that are taken for marks and not shown",
    what: "a typed answer of which marks are not shown",
    why: "`**text**` is shown as \"text\" in bold, so the stars are lost to the learner, and \"text\" is right. If the signs are \
          the answer, backticks keep them.",
    weak: "answer: \"**text**\"   (How is strong text marked in Markdown?)",
    better: "answer: \"`**text**`\"",
    ..Rule::slight(RuleId::MarksInAnswer)
};

pub(in crate::lint) static CODE_ANSWER: Rule = Rule {
    threshold: "a typed answer with the signs of code (`::`, `()` behind a word, `--option`, `snake_case`, ...) is in backticks \
                or `exact: true`",
    what: "code that is judged as prose",
    why: "In prose case, spaces and most punctuation don't count, and a slip is forgiven: `-s` would be right for `-S`.",
    weak: "answer: -S   (Which option of `ls` sorts by size?)",
    better: "answer: \"`-S`\"   (or exact: true)",
    ..Rule::slight(RuleId::CodeAnswer)
};

pub(in crate::lint) static ZERO_AT_END: Rule = Rule {
    threshold: "a typed number without a unit does not end in a zero behind its point, unless it is in backticks or has a \
                `tolerance`",
    what: "a number that may be a version",
    why: "Numbers are compared by value: 3.10 equals 3.1. A version, an edition, a paragraph is no number.",
    weak: "answer: \"3.10\"",
    better: "answer: \"`3.10`\"   (a version), or answer: 3.1",
    ..Rule::slight(RuleId::ZeroAtEnd)
};

pub(in crate::lint) static SLASH_IN_ANSWER: Rule = Rule {
    threshold: "a typed answer has no slash with spaces around it between two words",
    what: "a slash that makes several answers of one",
    why: "Each side alone is right: fine for \"colour / color\", a mistake where both are wanted.",
    weak: "answer: input / output",
    better: "answers: [input, output]   (both), or answer: colour and accept: [color]",
    ..Rule::slight(RuleId::SlashInAnswer)
};

pub(in crate::lint) static ALTERNATIVES_IN_ANSWER: Rule = Rule {
    threshold: "a typed answer is one text: no `grey/gray`, no `grey or gray`, no `grey (or gray)`, no `grey, also gray`; what is always written so \
                (TCP/IP, km/h, and/or) is one",
    what: "several answers written into one",
    why: "An answer is compared as a whole, so whoever types one of them is told they are wrong.",
    weak: "answer: grey/gray",
    better: "answer: grey\naccept: [gray]",
    ..Rule::grave(RuleId::AlternativesInAnswer)
};

/// Words that ask for several answers.
static SEVERAL: WordList = WordList::of("two three four both pair zwei drei beide deux trois dos tres");

/// Checks one text; returns whether it reported anything.
type Lint = fn(&ExpectedText, &RoleText, Place, &mut Findings) -> bool;

pub(super) fn check(reading: &CardTexts, out: &mut Findings) {
    let all = wanted(reading.card);
    for lint in [marks as Lint, code, zero, slash] {
        // Once per card: the fix for one text is the fix for all.
        let mut texts = all.iter().filter(|wanted| !wanted.is_exact()).flat_map(|wanted| {
            let texts = wanted.texts();
            texts.map(move |standing| (wanted, standing))
        });
        texts.any(|(wanted, standing)| {
            !standing.text.has_code()
                && lint(wanted, &standing, reading.card.place_of(standing.field, standing.at), out)
        });
    }
}

fn marks(_: &ExpectedText, standing: &RoleText, place: Place, out: &mut Findings) -> bool {
    let (source, plain) = (standing.text.source(), standing.text.plain());
    // Spaces at the ends are not markup.
    if source.trim() == plain.trim() {
        return false;
    }
    let sign = if source.matches('*').count() > plain.matches('*').count() { "stars" } else { "backslashes" };
    let what = format!("some {sign} of \"{source}\" are taken for marks: it is shown as \"{plain}\"");
    let help = match in_backticks(source) {
        Some(code) => format!("{} if they belong to it, {} if not", field(standing, &code), field(standing, &plain)),
        None => field(standing, &plain),
    };
    out.add(&MARKS_IN_ANSWER, place, what).help(help);
    true
}

fn code(wanted: &ExpectedText, standing: &RoleText, place: Place, out: &mut Findings) -> bool {
    let plain = standing.text.plain();
    if wanted.is_in_code() || !looks_like_code(&plain, || wanted.question()) {
        return false;
    }
    let what = format!("\"{plain}\" looks like code and is judged like prose: case, spaces and slips don't count");
    let help = in_backticks(standing.text.source());
    let help = help.map_or_else(String::new, |code| format!("{}, or ", field(standing, &code)));
    out.add(&CODE_ANSWER, place, what).help(format!("{help}exact: true"));
    true
}

fn zero(wanted: &ExpectedText, standing: &RoleText, place: Place, out: &mut Findings) -> bool {
    if wanted.card.body.tolerance().is_some() {
        return false;
    }
    let plain = standing.text.plain();
    let Some(short) = shorter_number(&plain, wanted.card.answer_language(wanted.part)) else { return false };
    let plain = plain.trim();
    let what = format!("\"{plain}\" is compared as a number, so it equals {short}");
    let help = format!("{} if it is a version or the like, {short} if not", field(standing, &format!("`{plain}`")));
    out.add(&ZERO_AT_END, place, what).help(help);
    true
}

fn slash(wanted: &ExpectedText, standing: &RoleText, place: Place, out: &mut Findings) -> bool {
    let plain = standing.text.plain();
    let asked = || Phrase::of(&wanted.question(), true);
    let Some(offered) = offered(&plain, asked, wanted.card.answer_language(wanted.part)) else { return false };
    let (Some((first, others)), known) = (offered.sides.split_first(), standing.field == "accept") else {
        return false;
    };
    let listed = |text: &String| wanted.texts().any(|standing| standing.text.plain() == *text);
    if others.is_empty() {
        let what = format!("the brackets of \"{plain}\" say nothing: articles don't count");
        out.add(&ALTERNATIVES_IN_ANSWER, place, what).help(field(standing, first));
        return true;
    }
    let all = offered.sides.iter().map(|side| format!("\"{side}\"")).collect::<Vec<_>>().join(" and ");
    if offered.each_right {
        let what = format!("the slash makes several answers of \"{plain}\": {all} are each right alone");
        out.add(&SLASH_IN_ANSWER, place, what).help(apart(wanted, standing, &offered.sides));
    } else if !offered.sides.iter().all(listed) {
        let what = format!("\"{plain}\" holds several answers, {all}, and is one text to be typed");
        let help = if known { list(&offered.sides) } else { apart(wanted, standing, &offered.sides) };
        out.add(&ALTERNATIVES_IN_ANSWER, place, what).help(help);
    } else {
        return false;
    }
    true
}

/// How to write several answers: one, with the others under `accept`, or all as `answers`.
fn apart(wanted: &ExpectedText, standing: &RoleText, sides: &[String]) -> String {
    let Some((first, others)) = sides.split_first() else { return String::new() };
    let accepted = wanted.accept.iter().map(|text| text.source().to_owned());
    let accept: Vec<String> = others.iter().cloned().chain(accepted).collect();
    let asked = Phrase::of(&wanted.question(), true);
    match standing.field {
        "answer" if asked.find(&SEVERAL).is_some() => format!("answers: {}", list_in_brackets(sides)),
        "answer" if others.iter().any(|other| is_variant(first, other)) => {
            format!("answer: {}, accept: {}", quoted(first), list_in_brackets(&accept))
        }
        "answer" => format!(
            "answer: {}, accept: {} if one is enough; answers: {} if all are wanted",
            quoted(first),
            list_in_brackets(&accept),
            list_in_brackets(sides)
        ),
        "accept" => list(sides),
        _ => format!("{}, and {} under `accept`", field(standing, first), list(others)),
    }
}

fn list(texts: &[String]) -> String {
    texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", ")
}

fn list_in_brackets(texts: &[String]) -> String {
    format!("[{}]", list(texts))
}

/// Whether two words are spellings of the same word, judged by how they begin: `grey` and `gray`.
fn is_variant(one: &str, other: &str) -> bool {
    let shared = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let (one, other) = (one.chars().count(), other.chars().count());
    shared * 2 >= one.max(other) && one.abs_diff(other) <= 3
}

/// The text in backticks; `None` if it wouldn't read back unchanged.
fn in_backticks(text: &str) -> Option<String> {
    let text = text.trim();
    [format!("`{text}`"), format!("`` {text} ``")].into_iter().find(|code| {
        let read = Text::new(code);
        read.is_code() && read.plain() == text
    })
}

/// A text as its author would write it: the whole line for a field with one text, else only the text.
fn field(standing: &RoleText, text: &str) -> String {
    match standing.field {
        field @ ("answer" | "term" | "definition") => format!("{field}: {}", quoted(text)),
        "text" => format!("{{{{{text}}}}}"),
        _ => quoted(text),
    }
}

#[cfg(test)]
mod tests {
    use crate::deck::RuleId;
    use crate::lint::fixture::{count, help};

    fn typed(question: &str, answer: &str, more: &str) -> String {
        format!("- id: a\n  kind: typed\n  question: {question}\n  answer: {answer}\n{more}")
    }

    fn cloze(text: &str, more: &str) -> String {
        format!("- id: a\n  kind: cloze\n  text: '{text}'\n{more}")
    }

    fn term(term: &str, more: &str) -> String {
        format!("- id: a\n  kind: term\n  term: '{term}'\n  definition: what it means\n{more}")
    }

    #[test]
    fn marks_that_an_answer_loses_are_named() {
        let strong = typed("How is strong text marked?", "\"**text**\"", "");
        assert_eq!(count(RuleId::MarksInAnswer, &strong), 1);
        assert_eq!(
            help(RuleId::MarksInAnswer, &strong),
            "answer: \"`**text**`\" if they belong to it, answer: \"text\" if not"
        );
        for (answer, found) in [
            (r"\\", 1),
            (r"\*not\*", 1),
            ("\"`**text**`\"", 0),
            ("\"use `**text**` here\"", 0),
            ("\"**/*.rs\"", 0),
            ("snake_case_name", 0),
            ("2*3*4", 0),
            (r"C:\_old", 0),
            (r"\d+", 0),
            ("plain", 0),
        ] {
            assert_eq!(count(RuleId::MarksInAnswer, &typed("How is it written?", answer, "")), found, "{answer}");
        }
        assert_eq!(count(RuleId::MarksInAnswer, &typed("How?", "\"**text**\"", "  exact: true")), 0);
        assert_eq!(count(RuleId::MarksInAnswer, &typed("How?", "text", "  accept: [\"**text**\"]")), 1);
        assert_eq!(count(RuleId::MarksInAnswer, &cloze("Strong text is written as {{**text**}} in a file.", "")), 1);
        assert_eq!(
            count(RuleId::MarksInAnswer, &cloze("It is {{a **strong** word::typed?}} here.", "  typed: false")),
            0
        );
        assert_eq!(count(RuleId::MarksInAnswer, &term("*Homo sapiens*", "  typed: term")), 1);
        assert_eq!(count(RuleId::MarksInAnswer, &term("*Homo sapiens*", "")), 0);
    }

    #[test]
    fn code_wants_backticks() {
        let option = typed("Which option of `ls` sorts by size?", "-S", "");
        assert_eq!(count(RuleId::CodeAnswer, &option), 1);
        assert_eq!(help(RuleId::CodeAnswer, &option), "answer: \"`-S`\", or exact: true");
        assert_eq!(count(RuleId::CodeAnswer, &option.replace("-S", "'`-S`'")), 0);
        assert_eq!(count(RuleId::CodeAnswer, &format!("{option}  exact: true")), 0);
        assert_eq!(count(RuleId::CodeAnswer, &typed("Which salt is it?", "Fe(OH)3", "")), 0);
        assert_eq!(count(RuleId::CodeAnswer, &typed("Which call ends it?", "stop()", "  accept: [halt()]")), 1);
        let gap = cloze("A file is read at once by {{read_to_string}} and nothing else.", "");
        assert_eq!(help(RuleId::CodeAnswer, &gap), "{{`read_to_string`}}, or exact: true");
        assert_eq!(count(RuleId::CodeAnswer, &gap.replace("{{r", "{{`r").replace("g}}", "g`}}")), 0);
        assert_eq!(count(RuleId::CodeAnswer, &term("read_line()", "  typed: both")), 1);
        assert_eq!(count(RuleId::CodeAnswer, &term("read_line()", "")), 0);
    }

    #[test]
    fn a_version_is_no_number() {
        let version = typed("Which release of Python has match?", "\"3.10\"", "");
        assert_eq!(count(RuleId::ZeroAtEnd, &version), 1);
        assert_eq!(help(RuleId::ZeroAtEnd, &version), "answer: \"`3.10`\" if it is a version or the like, 3.1 if not");
        for answer in ["\"`3.10`\"", "3.1", "10", "\"1,000\"", "3.10.0", "$2.50", "2.50 mg", "\"0\"", "Python 3.10"] {
            assert_eq!(count(RuleId::ZeroAtEnd, &typed("Which is it?", answer, "")), 0, "{answer}");
        }
        assert_eq!(count(RuleId::ZeroAtEnd, &typed("Which is it?", "\"3.10\"", "  exact: true")), 0);
        assert_eq!(count(RuleId::ZeroAtEnd, &typed("Which is it?", "\"3.10\"", "  tolerance: 0.1")), 0);
    }

    #[test]
    fn a_slash_makes_several_answers() {
        let slash = typed("What are its ends?", "input / output", "");
        assert_eq!(count(RuleId::SlashInAnswer, &slash), 1);
        let both = "answer: \"input\", accept: [\"output\"] if one is enough; answers: [\"input\", \"output\"] if all are wanted";
        assert_eq!(help(RuleId::SlashInAnswer, &slash), both);
        let two = slash.replace("its ends", "its two ends");
        assert_eq!(help(RuleId::SlashInAnswer, &two), "answers: [\"input\", \"output\"]");
        let spelled = typed("Which hue is it?", "colour / color", "");
        assert_eq!(help(RuleId::SlashInAnswer, &spelled), "answer: \"colour\", accept: [\"color\"]");
        for answer in ["input/output", "TCP / IP", "1 / 2", "and/or", "'`input / output`'"] {
            assert_eq!(count(RuleId::SlashInAnswer, &typed("What are its two ends?", answer, "")), 0, "{answer}");
        }
        assert_eq!(count(RuleId::SlashInAnswer, &typed("What?", "ends", "  accept: [input / output]")), 1);
        assert_eq!(count(RuleId::SlashInAnswer, &cloze("Its two ends are called {{input / output}} by all.", "")), 1);
    }

    #[test]
    fn several_answers_are_no_one_text() {
        let two = typed("Which hue is it?", "grey or gray", "");
        assert_eq!(count(RuleId::AlternativesInAnswer, &two), 1);
        assert_eq!(help(RuleId::AlternativesInAnswer, &two), "answer: \"grey\", accept: [\"gray\"]");
        let more = typed("Which hue is it?", "grey/gray", "  accept: [ash]");
        assert_eq!(help(RuleId::AlternativesInAnswer, &more), "answer: \"grey\", accept: [\"gray\", \"ash\"]");
        assert_eq!(help(RuleId::AlternativesInAnswer, &typed("Which pet is it?", "(the) cat", "")), "answer: \"cat\"");
        let gap = cloze("The hard outer layer of a tooth is its {{c1::enamel (or tooth enamel)}}, as all know.", "");
        assert_eq!(help(RuleId::AlternativesInAnswer, &gap), "{{enamel}}, and \"tooth enamel\" under `accept`");
        for (answer, more) in
            [("grey or gray", "  accept: [grey, gray]"), ("grey or gray", "  exact: true"), ("TCP/IP", "")]
        {
            assert_eq!(count(RuleId::AlternativesInAnswer, &typed("Which is it?", answer, more)), 0, "{answer}");
        }
    }
}
