//! Rules for unfinished texts: leftovers of an import, and placeholders.

use crate::deck::RuleId;
use crate::lint::rule::Needs::Nothing;
use crate::lint::rule::Rule;
use crate::lint::rule::Severity::Grave;

pub(crate) static LEFTOVER: Rule = Rule {
    id: RuleId::Leftover,
    severity: Grave,
    needs: Nothing,
    limits: &[],
    threshold: "no pictures, sounds, HTML, LaTeX, links or marks of other programs in a text. What stands in backticks is code; \
                a formula like `$x^2$` is left alone, and so is what the question or the deck's title is about",
    what: "what an import left in a text",
    why: "It is shown as it stands: the picture is missing, and the signs are in the way.",
    weak: "question: <img src=\"paste-7f3a.jpg\"> What is H<sub>2</sub>O&nbsp;called?",
    better: "question: What is H₂O called?",
    source: "ours",
};

pub(crate) static TEMPLATE_TEXT: Rule = Rule {
    id: RuleId::TemplateText,
    severity: Grave,
    needs: Nothing,
    limits: &[],
    threshold: "no TODO, no \"your question here\", no \"Question 1\", no dots alone, and none of the cards that `oss-quiz new` \
                writes as they were",
    what: "a text that is still to be written",
    why: "Learners are asked what nobody meant to ask, and a card that was forgotten stays forgotten.",
    weak: "question: Your question here   answer: TODO",
    better: "question: Which city is the capital of Norway?   answer: Oslo",
    source: "ours",
};
