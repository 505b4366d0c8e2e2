//! Rules for texts that are graded: what counts in them, and what is ignored.

use crate::deck::RuleId;
use crate::lint::rule::Needs::{Nothing, Words};
use crate::lint::rule::Rule;
use crate::lint::rule::Severity::{Grave, Slight};

pub(crate) static UNSEEN_SIGN: Rule = Rule {
    id: RuleId::UnseenSign,
    severity: Slight,
    needs: Nothing,
    limits: &[],
    threshold: "answers, gaps and choices hold no soft hyphens, zero-width spaces, marks of direction or the like; joiners and \
                variation selectors may stand in emoji and in scripts that need them",
    what: "a sign that nobody sees in an answer",
    why: "It came along with a paste. Judging passes over it, so the answer can be typed; but a search does not find the \
          text, and some of these signs are shown as `\\u{200e}`.",
    weak: "answer: \"CC BY 4.0\\u200b\"   (or the sign itself, which nobody sees)",
    better: "answer: CC BY 4.0",
    source: "ours; Unicode Technical Report 36, 2.3",
};

pub(crate) static MARKS_IN_ANSWER: Rule = Rule {
    id: RuleId::MarksInAnswer,
    severity: Slight,
    needs: Nothing,
    limits: &[],
    threshold: "a typed answer has no stars or backslashes that are taken for marks and not shown",
    what: "a typed answer of which marks are not shown",
    why: "`**text**` is shown as \"text\" in bold, so the stars are lost to the learner, and \"text\" is right. If the signs are \
          the answer, backticks keep them.",
    weak: "answer: \"**text**\"   (How is strong text marked in Markdown?)",
    better: "answer: \"`**text**`\"",
    source: "ours",
};

pub(crate) static CODE_ANSWER: Rule = Rule {
    id: RuleId::CodeAnswer,
    severity: Slight,
    needs: Nothing,
    limits: &[],
    threshold: "a typed answer with the signs of code (`::`, `()` behind a word, `--option`, `snake_case`, ...) is in backticks \
                or `exact: true`",
    what: "code that is judged as prose",
    why: "In prose case, spaces and most punctuation don't count, and a slip is forgiven: `-s` would be right for `-S`.",
    weak: "answer: -S   (Which option of `ls` sorts by size?)",
    better: "answer: \"`-S`\"   (or exact: true)",
    source: "ours",
};

pub(crate) static ZERO_AT_END: Rule = Rule {
    id: RuleId::ZeroAtEnd,
    severity: Slight,
    needs: Nothing,
    limits: &[],
    threshold: "a typed number without a unit does not end in a zero behind its point, unless it is in backticks or has a \
                `tolerance`",
    what: "a number that may be a version",
    why: "Numbers are compared by value: 3.10 equals 3.1. A version, an edition, a paragraph is no number.",
    weak: "answer: \"3.10\"",
    better: "answer: \"`3.10`\"   (a version), or answer: 3.1",
    source: "ours",
};

pub(crate) static SLASH_IN_ANSWER: Rule = Rule {
    id: RuleId::SlashInAnswer,
    severity: Slight,
    needs: Nothing,
    limits: &[],
    threshold: "a typed answer has no slash with spaces around it between two words",
    what: "a slash that makes several answers of one",
    why: "Each side alone is right: fine for \"colour / color\", a mistake where both are wanted.",
    weak: "answer: input / output",
    better: "answers: [input, output]   (both), or answer: colour and accept: [color]",
    source: "ours",
};

pub(crate) static ALTERNATIVES_IN_ANSWER: Rule = Rule {
    id: RuleId::AlternativesInAnswer,
    severity: Grave,
    needs: Nothing,
    limits: &[],
    threshold: "a typed answer is one text: no `grey/gray`, no `grey or gray`, no `grey (or gray)`, no `grey, also gray`; what is always written so \
                (TCP/IP, km/h, and/or) is one",
    what: "several answers written into one",
    why: "An answer is compared as a whole, so whoever types one of them is told they are wrong.",
    weak: "answer: grey/gray",
    better: "answer: grey\naccept: [gray]",
    source: "ours",
};

pub(crate) static MORE_THAN_ASKED: Rule = Rule {
    id: RuleId::MoreThanAsked,
    severity: Grave,
    needs: Nothing,
    limits: &[],
    threshold: "where a year, a month, a century or a surname is asked for, the typed answer is that, or `accept` has it",
    what: "a date where a year or a month is asked for, a full name where the surname is",
    why: "Whoever types the year alone has answered the question and is told they are wrong.",
    weak: "question: In which year was PyTorch released?   answer: 18 January 2017",
    better: "answer: \"2017\"",
    source: "ours",
};

pub(crate) static COLONS_IN_GAP: Rule = Rule {
    id: RuleId::ColonsInGap,
    severity: Grave,
    needs: Nothing,
    limits: &[],
    threshold: "the hint of a gap is no part of a name with `::` in it",
    what: "a name that its colons cut in two",
    why: "`::` parts a gap from its hint, so `{{std::vector}}` asks for \"std\" and shows \"vector\".",
    weak: "text: In C++ an array that grows is a {{c1::std::vector}} of a type.",
    better: "text: In C++ an array that grows is a {{c1::std\\:\\:vector}} of a type.",
    source: "ours; Anki's cloze deletions",
};

pub(crate) static BRACE_IN_GAP: Rule = Rule {
    id: RuleId::BraceInGap,
    severity: Grave,
    needs: Nothing,
    limits: &[],
    threshold: "a gap takes in no brace of the text around it; one with a number has its braces by itself",
    what: "a gap that takes in a brace",
    why: "Of `{{{x}}}` the answer is \"{x}\", braces and all, and the text around it has lost them. A number says which \
          braces are the gap's.",
    weak: r"text: The quotient is \frac{u}{{{v}}} wherever v is not zero.",
    better: r"text: The quotient is \frac{u}{{{c1::v}}} wherever v is not zero.",
    source: "ours; LaTeX in Anki's cloze deletions",
};

pub(crate) static CONFUSABLE_ANSWERS: Rule = Rule {
    id: RuleId::ConfusableAnswers,
    severity: Slight,
    needs: Words,
    limits: &[25],
    threshold: "no typed answer would be right for another one; or their prompts share less than {0} % of their words",
    what: "two answers of which one is right for the other",
    why: "What is another card's answer is never a slip. A form of the same word is right all the same: the plural for the \
          singular. Where the form is what is asked, it has to count.",
    weak: "answer: mitochondrion   answer: mitochondria   (on two cards about the names of organelles)",
    better: "forms: count   (on both, or in the header)",
    source: "agentydragon, My Anki patterns",
};
