//! Rules for true-false, cloze and typed cards.

use crate::deck::RuleId;
use crate::lint::rule::Needs::{Nothing, Words, WordsAndSource};
use crate::lint::rule::Rule;
use crate::lint::rule::Severity::{Grave, Slight};

pub(crate) static TRUTH_BALANCE: Rule = Rule {
    id: RuleId::TruthBalance,
    severity: Slight,
    needs: Nothing,
    limits: &[25, 75, 12, 7],
    threshold: "{0} to {1} % of the true-false cards are true where there are {2} or more; at most {3} alike in a row",
    what: "statements that are mostly true, or mostly false",
    why: "Who always says the same is right too often.",
    weak: "answer: true   (nine times out of ten)",
    better: "answer: false   (on half of them, with a correction)",
    source: "Penn State; Illinois, true-false items",
};

pub(crate) static TRUTH_LENGTH: Rule = Rule {
    id: RuleId::TruthLength,
    severity: Slight,
    needs: Nothing,
    limits: &[35, 20],
    threshold: "the mean number of words of true and of false statements differs by at most {0} %, from {1} cards on",
    what: "true statements that are longer than false ones, or shorter",
    why: "What is true needs qualifying, so length gives it away.",
    weak: "statement: Mostly, and in the view of some authors, open models are tested   (true)",
    better: "statement: Open models are mostly tested   (true)",
    source: "Penn State, true-false items",
};

pub(crate) static MISSING_CORRECTION: Rule = Rule {
    id: RuleId::MissingCorrection,
    severity: Grave,
    needs: Nothing,
    limits: &[],
    threshold: "every false statement has a `correction`",
    what: "a false statement without what is true instead",
    why: "The learner has just read something false; what they should keep is missing.",
    weak: "answer: false",
    better: "answer: false\ncorrection: The Seine flows through Paris.",
    source: "Illinois, true-false items",
};

pub(crate) static LOOSE_CORRECTION: Rule = Rule {
    id: RuleId::LooseCorrection,
    severity: Slight,
    needs: Nothing,
    limits: &[],
    threshold: "the correction says what is so instead: it differs from the statement, has a word or a pronoun for one in \
                common with it, and adds something; a mere `not` will do where `because` says more, unless something else is \
                surely so (`do not breathe through gills`); \"that is wrong\" and \"it was another year\" never do",
    what: "a correction that does not show the one point that was wrong",
    why: "A good false statement is wrong in one point. Where the whole differs, or nothing is put right, no point is learnt.",
    weak: "correction: No, that's wrong.",
    better: "correction: The Seine flows through Paris.",
    source: "Illinois, true-false items",
};

pub(crate) static TWO_POINTS: Rule = Rule {
    id: RuleId::TwoPoints,
    severity: Slight,
    needs: Nothing,
    limits: &[1],
    threshold: "no `;`, at most {0} joint between clauses (because, so that, while, comma and `and` or `but`), and no `and` \
                or `while` between two measures, two comparisons or two verbs (in seven languages)",
    what: "a statement with more than one point",
    why: "If one half is true and the other false, both answers can be defended.",
    weak: "statement: Lake Baikal is 1,642 m deep and 636 km long.",
    better: "statement: Lake Baikal is 1,642 m deep.",
    source: "Illinois, true-false items",
};

pub(crate) static NEGATED_STATEMENTS: Rule = Rule {
    id: RuleId::NegatedStatements,
    severity: Slight,
    needs: Words,
    limits: &[33, 10],
    threshold: "at most {0} % of the statements of a deck that has {1} or more are negated",
    what: "statements with a negation",
    why: "To call a negated statement false is a double negation.",
    weak: "statement: Open models are not tested.",
    better: "statement: Open models are tested.",
    source: "Illinois; Penn State, true-false items",
};

pub(crate) static MANY_TRUE_FALSE: Rule = Rule {
    id: RuleId::ManyTrueFalse,
    severity: Slight,
    needs: Nothing,
    limits: &[50, 20],
    threshold: "at most {0} % of the items of a deck that has {1} or more",
    what: "many true-false cards",
    why: "Half of all guesses are right, so each tells little about what is known.",
    weak: "kind: true-false   (on every third card)",
    better: "kind: typed",
    source: "Illinois, true-false items",
};

pub(crate) static EMPTY_GAP: Rule = Rule {
    needs: Nothing,
    ..gap(
        RuleId::EmptyGap,
        "the gap has a word that carries meaning, where the little words of the language are known; they may be asked for in \
         decks about a language, in sentences with `I` or `you`, and with a hint",
        &[],
        "a gap that hides only little words",
        "There is nothing to know in it.",
        "text: Paris lies {{on the}} Seine.",
        "text: Paris lies on the {{Seine}}.",
    )
};

pub(crate) static LONG_GAP: Rule = Rule {
    needs: Nothing,
    ..gap(
        RuleId::LongGap,
        "a gap has at most {0} words and, if typed, {1} characters, and is not nearly the whole sentence",
        &[6, 50],
        "a long gap",
        "Nobody can say all of it in the very words of the card.",
        "text: Paris {{lies on both banks of the Seine}}.",
        "text: Paris lies on both banks of the {{Seine}}.",
    )
};

pub(crate) static GAP_SHOWN: Rule = Rule {
    needs: Nothing,
    ..gap(
        RuleId::GapShown,
        "neither the gap's text nor, without a hint, another form of its words stands in the text beside it; digits and \
         little words may",
        &[],
        "a gap whose text stands in the card",
        "It is read and not recalled.",
        "text: Masakhane builds models; {{Masakhane}} is African.",
        "text: \"{{Masakhane}} builds models and is African.\"",
    )
};

pub(crate) static BARE_FRAME: Rule = Rule {
    needs: Nothing,
    ..gap(
        RuleId::BareFrame,
        "in English at least {0} words that carry meaning stand around the gap, or it has a hint; in any language something is \
         left beside the gaps, and not only little words or a dash",
        &[2],
        "hardly anything around the gap",
        "Many things would fit; the learner guesses which one is meant.",
        "text: \"{{GitHub}} is named.\"",
        "text: The essay names {{GitHub}} for sharing code and for version control.",
    )
};

const fn gap(
    id: RuleId,
    threshold: &'static str,
    limits: &'static [usize],
    what: &'static str,
    why: &'static str,
    weak: &'static str,
    better: &'static str,
) -> Rule {
    let source = "Wozniak, rule 5; Camosun College, completion items";
    Rule { id, severity: Grave, needs: Words, limits, threshold, what, why, weak, better, source }
}

pub(crate) static GAP_CUE: Rule = Rule {
    id: RuleId::GapCue,
    severity: Slight,
    needs: Nothing,
    limits: &[],
    threshold: "no `an` right before a gap, and no article before choices of which it fits the right one alone (`a`, `an`; by \
                gender in German, French, Spanish, Italian, Portuguese)",
    what: "an article that gives something away",
    why: "It tells how the word begins, or which gender it has.",
    weak: "question: Who studies birds is called an   answer: ornithologist   distractors: [botanist, geologist]",
    better: "question: What is somebody called who studies birds?",
    source: "Camosun College, completion items",
};

pub(crate) static AMBIGUOUS_GAP: Rule = Rule {
    id: RuleId::AmbiguousGap,
    severity: Grave,
    needs: Words,
    limits: &[80, 4],
    threshold: "the texts around two different gaps share less than {0} % of their words (from {1} on), or a hint tells \
                them apart",
    what: "two gaps that the same text surrounds",
    why: "Each of the two answers fits both cards, and the learner is wrong by chance.",
    weak: "text: The essay names {{PyTorch}} as a library.   text: The essay names {{TensorFlow}} as a library.",
    better: "text: The essay names {{PyTorch}} as a library for companies.",
    source: "Wozniak, rule 11 (combat interference); agentydragon, My Anki patterns",
};

pub(crate) static CATEGORY_GAP: Rule = Rule {
    id: RuleId::CategoryGap,
    severity: Slight,
    needs: WordsAndSource,
    limits: &[2],
    threshold: "around a gap that is a name of the source, its hint included, stand {0} words of the cited claim",
    what: "a gap that any name of its sort would fill",
    why: "What tells this one from the others of its sort must stand in the frame.",
    weak: "text: One of the platforms that the essay mentions somewhere is {{Coursera}}.",
    better: "text: Of online courses, the essay's overview names two providers, {{Coursera}} and edX.",
    source: "Bjornstad, Rules for designing precise Anki cards",
};

pub(crate) static MISSING_VARIANT: Rule = Rule {
    id: RuleId::MissingVariant,
    severity: Slight,
    needs: Words,
    limits: &[],
    threshold: "the digits of a number, initials that the deck itself uses: in `accept`, unless they are right anyway or \
                stand in the question",
    what: "a right answer that would be called wrong",
    why: "Nothing spoils a program so much as being told one is wrong when one is right.",
    weak: "answer: programming unit (PU in another card)",
    better: "answer: programming unit\naccept: [PU]",
    source: "Moodle, short-answer questions; Matuschak on false negatives",
};

pub(crate) static HARD_TO_TYPE: Rule = Rule {
    id: RuleId::HardToType,
    severity: Slight,
    needs: Nothing,
    limits: &[6, 50],
    threshold: "a typed answer has at most {0} words and {1} characters; a sentence in another language may be longer",
    what: "an answer that is long to type",
    why: "The longer it is, the more right ways there are to put it, and the program knows only some.",
    weak: "kind: typed   answer: No common governance holds the forks together",
    better: "kind: flip",
    source: "Wozniak, rule 4",
};
