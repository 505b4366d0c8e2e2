//! Rules for one card of any kind.

use crate::deck::RuleId;
use crate::lint::rule::Needs::{Nothing, WordsAndSource};
use crate::lint::rule::Severity::{Grave, Slight};
use crate::lint::rule::{Needs, Rule};

pub(crate) static NO_ID: Rule = Rule {
    id: RuleId::NoId,
    severity: Slight,
    needs: Nothing,
    limits: &[],
    threshold: "",
    what: "a card without an `id`",
    why: "Progress is kept under the id. Without one it is made from the card's text, and mending a typo makes a \
          new card.",
    weak: "- kind: flip\n  question: Who wrote nanoGPT?",
    better: "- id: nanogpt-author\n  kind: flip\n  question: Who wrote nanoGPT?",
    source: "ours",
};

pub(crate) static UNNUMBERED_GAPS: Rule = Rule {
    id: RuleId::UnnumberedGaps,
    severity: Slight,
    needs: Nothing,
    limits: &[1],
    threshold: "at most {0} gap of a card without a number",
    what: "several gaps without a number",
    why: "Gaps without a number are counted, so one put in before another takes over the other's progress.",
    weak: "text: \"{{Paris}} lies on the {{Seine}}.\"",
    better: "text: \"{{c1::Paris}} lies on the {{c2::Seine}}.\"",
    source: "ours",
};

pub(crate) static LONG_ANSWER: Rule = Rule {
    id: RuleId::LongAnswer,
    severity: Slight,
    needs: Nothing,
    limits: &[30],
    threshold: "the answer of a `flip` card has at most {0} words",
    what: "an answer too long to be recalled as one thing",
    why: "What has many parts is forgotten in parts, and nobody can rate that. One card, one fact.",
    weak: "answer: It began in labs, went to firms, was published, ... (35 words)",
    better: "answer: In university labs",
    source: "Wozniak, rule 4 (minimum information); Matuschak, How to write good prompts",
};

pub(crate) static TWO_FACTS: Rule = Rule {
    id: RuleId::TwoFacts,
    severity: Slight,
    needs: Nothing,
    limits: &[],
    threshold: "no second question (and when? and its currency?); no second thing said of the same one in an answer (`; it began in 2016`), no `and` between two names unless two are asked for",
    what: "a card that asks for two facts",
    why: "Whoever knows one of the two is neither right nor wrong. Two cards cost less than one that lingers.",
    weak: "question: Who wrote nanoGPT, and when?",
    better: "question: Who wrote nanoGPT?",
    source: "Wozniak, rule 4; the Anki manual",
};

pub(crate) static UNDATED: Rule = Rule {
    id: RuleId::Undated,
    severity: Slight,
    needs: Nothing,
    limits: &[],
    threshold: "no \"currently\", \"this year\", \"the current president\" without a year",
    what: "a fact that changes, without its date",
    why: "Who holds an office, a record or a price is soon another one, and the card then teaches what was.",
    weak: "question: Who is currently the head of Hugging Face?",
    better: "question: Who was the head of Hugging Face in 2024?",
    source: "Wozniak, rule 19 (date-stamping)",
};

pub(crate) static LONG_LIST: Rule = Rule {
    id: RuleId::LongList,
    severity: Slight,
    needs: Nothing,
    limits: &[4, 7],
    threshold: "at most {1} answers are to be typed one by one; a list as one answer has at most {0} parts, be they parted by commas, `and`, lines, bullets, numbers or \
                semicolons; code and a set in brackets are one thing, and so is what answers a why",
    what: "a long list to be recalled in one go",
    why: "Sets are the hardest thing to remember. Ask for the order, or hide one member while the others show.",
    weak: "answer: Quality, security, resources, governance and licensing",
    better: "kind: order   (or a cloze with one gap a member)",
    source: "Wozniak, rules 9 and 10",
};

pub(crate) static LIST_COUNT: Rule = Rule {
    id: RuleId::ListCount,
    severity: Slight,
    needs: Nothing,
    limits: &[3],
    threshold: "a question that says how many are wanted (in seven languages) has as many in its answer; \
                where {0} or more are to be typed as one text, an English one says it",
    what: "a question that asks for another number of things than its answer has",
    why: "One stops too early, or searches for what is not there.",
    weak: "question: Which four groups have open models reached?   answer: firms, schools and hobbyists",
    better: "question: Which three groups have open models reached?",
    source: "Wozniak, rule 10",
};

pub(crate) static LONG_PROMPT: Rule = Rule {
    id: RuleId::LongPrompt,
    severity: Slight,
    needs: Nothing,
    limits: &[30, 200],
    threshold: "at most {0} words and {1} characters, code aside",
    what: "a long question",
    why: "It is read at each review. A short one is answered from memory, a long one by recognising the card.",
    weak: "question: In the paragraph which follows the one on ... (42 words)",
    better: "question: Which two sectors worry the essay most?",
    source: "Wozniak, rule 12; Haladyna, Downing, Rodriguez 2002, guideline 13",
};

pub(crate) static ASKS_NOTHING: Rule = Rule {
    id: RuleId::AsksNothing,
    severity: Slight,
    needs: Nothing,
    limits: &[4, 5],
    threshold: "a `flip` question of {0} or more words ends with `?` or tells what to do; no \"which of the following is true\", no \
                \"tell me about\", no bare \"Why?\" or year, no statement, no topic alone where the answer has {1} words or more",
    what: "a question that asks nothing by itself",
    why: "Learners should know what is asked before they see the choices, else they compare instead of recalling.",
    weak: "question: Which of the following is true?",
    better: "question: Why do versions of an open model drift apart?",
    source: "Haladyna, Downing, Rodriguez 2002, guideline 15; Brame 2013",
};

pub(crate) static REFERS_ELSEWHERE: Rule = Rule {
    id: RuleId::RefersElsewhere,
    severity: Grave,
    needs: Nothing,
    limits: &[],
    threshold: "no words for another card, a picture, a page or a lesson; no pronoun without what it stands for",
    what: "a card that leans on what isn't there",
    why: "Cards are shuffled and stand alone: the previous question, the picture, the page, whoever was spoken of just before \
          are gone when this one comes.",
    weak: "question: In which year did he write it?",
    better: "question: In which year did Andrej Karpathy write nanoGPT?",
    source: "Haladyna, Downing, Rodriguez 2002, guideline 4; NBME",
};

pub(crate) static YES_NO: Rule = Rule {
    id: RuleId::YesNoQuestion,
    severity: Slight,
    needs: Nothing,
    limits: &[],
    threshold: "no question that opens with a verb (is, does, can), ends in a tag (isn't it, right) or offers true or false; no \
                yes and no among the choices",
    what: "a question that yes or no would answer",
    why: "It takes no effort, so it teaches little, and half of all guesses are right.",
    weak: "question: Is fast.ai meant for everyone?",
    better: "question: For whom does fast.ai want to make AI accessible?",
    source: "Matuschak, How to write good prompts",
};

pub(crate) static ANSWER_IN_PROMPT: Rule = Rule {
    id: RuleId::AnswerInPrompt,
    severity: Grave,
    needs: Nothing,
    limits: &[2],
    threshold: "no run of {0} words of a short answer, and not the whole of it, in question or hint; of an answer of at most \
                {0} words none in a hint",
    what: "an answer that stands in its own question",
    why: "The card is answered by reading, and nothing is learnt.",
    weak: "question: Which magazine, MIT Technology Review, is cited on security?",
    better: "question: Which magazine is cited on security?",
    source: "NBME item-writing flaws; Matuschak",
};

pub(crate) static MISSING_BECAUSE: Rule = Rule {
    id: RuleId::MissingBecause,
    severity: Grave,
    needs: Nothing,
    limits: &[],
    threshold: "every `choice` and `true-false` card has a `because`; an `order` card need not: its right order is shown, \
                and that is what there is to know",
    what: "no explanation after the answer",
    why: "Picking a wrong choice can teach it. An explanation after the answer undoes that, and helps with new \
          questions too.",
    weak: "answer: Nature",
    better: "answer: Nature\nbecause: Each group of challenges closes with one reference; this is the one on access.",
    source: "Butler, Roediger 2008; Butler, Godbole, Marsh 2013",
};

pub(crate) static THIN_BECAUSE: Rule = Rule {
    id: RuleId::ThinBecause,
    severity: Slight,
    needs: Nothing,
    limits: &[1],
    threshold: "{0} word that stands neither in the question nor in the answer; praise, little words and \"see p. 84\", where \
                the language's words are known, don't count; no TODO and no dash in place of a reason",
    what: "an explanation that adds nothing",
    why: "What helps is the reason; the answer once more, praise or a placeholder is no reason.",
    weak: "because: It is Nature.",
    better: "because: Each group of challenges closes with one reference; this is the one on access.",
    source: "Butler, Godbole, Marsh 2013",
};

pub(crate) static LONG_BECAUSE: Rule = Rule {
    id: RuleId::LongBecause,
    severity: Slight,
    needs: Nothing,
    limits: &[60],
    threshold: "at most {0} words",
    what: "a long explanation",
    why: "It stands between the learner and the next card, so it is skipped.",
    weak: "because: ... (90 words)",
    better: "because: Scattered groups run one project and nobody decides which fork leads.",
    source: "ours",
};

pub(crate) static UNCITED: Rule = cites(
    RuleId::Uncited,
    Grave,
    &[],
    "every card of a deck with a `source` names at least one claim",
    "a card that cites no claim of the source",
    "claims: []",
    "claims: [challenges-governance-02]",
);

pub(crate) static UNKNOWN_CLAIM: Rule = cites(
    RuleId::UnknownClaim,
    Grave,
    &[],
    "",
    "a claim that the source does not have",
    "claims: [challenges-governance-2]",
    "claims: [challenges-governance-02]",
);

pub(crate) static MANY_CLAIMS: Rule = cites(
    RuleId::ManyClaims,
    Grave,
    &[2],
    "a card cites at most {0} claims",
    "a card that cites many claims",
    "claims: [rise-spread-01, rise-spread-02, rise-shift-01]",
    "claims: [rise-spread-01]",
);

const fn cites(
    id: RuleId,
    severity: crate::lint::rule::Severity,
    limits: &'static [usize],
    threshold: &'static str,
    what: &'static str,
    weak: &'static str,
    better: &'static str,
) -> Rule {
    let why = "The claim ties the card to the text: where it comes from, what of the text is known. One card, one fact, \
               so one claim, or two that belong together.";
    Rule { id, severity, needs: Needs::Source, limits, threshold, what, why, weak, better, source: "Wozniak, rule 18" }
}

pub(crate) static CAUTION_UNMARKED: Rule = Rule {
    id: RuleId::CautionUnmarked,
    severity: Grave,
    needs: WordsAndSource,
    limits: &[2],
    threshold: "the prompt says whose words these are or speaks of the past, or answer and `because` have {0} words of \
                the caution",
    what: "a dated or disputed claim, asked as a plain fact",
    why: "The source itself marks the claim with a `caution`. Who learns it as a fact learns something doubtful.",
    weak: "question: Which site links papers with code?",
    better: "question: Which site does the essay name for papers with code?",
    source: "Wozniak, rule 19 (date-stamping)",
};

pub(crate) static OPINION_AS_FACT: Rule = Rule {
    id: RuleId::OpinionAsFact,
    severity: Grave,
    needs: WordsAndSource,
    limits: &[],
    threshold: "no claim with `quizzable: false`; one of `kind: opinion` only with \"the essay says\" in the prompt",
    what: "an opinion asked as a fact",
    why: "Praise and forecasts can't be true or false; what can be learnt is who says them.",
    weak: "statement: Open-source AI transforms technology.",
    better: "statement: The essay says that open-source AI transforms technology.",
    source: "Haladyna, Downing, Rodriguez 2002, guideline 6; Penn State, true-false items",
};

pub(crate) static COPIED_TEXT: Rule = Rule {
    id: RuleId::CopiedText,
    severity: Grave,
    needs: Nothing,
    limits: &[6, 8],
    threshold: "no run of {0} words in common with the text; from {1} on it is copied. Names, titles and lists of names \
                don't count",
    what: "the author's own sentence",
    why: "Words copied from a text are recognised, not understood; and they are the author's.",
    weak: "question: Which models have surged from academic research labs into the hands of developers?",
    better: "question: In which two settings did open models begin?",
    source: "Illinois, true-false items; Haladyna, Downing, Rodriguez 2002, guideline 3",
};
