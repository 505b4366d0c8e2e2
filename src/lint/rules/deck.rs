//! Rules between cards, for whole decks, and for the coverage of a source.

use crate::deck::RuleId;
use crate::lint::rule::Needs::{Nothing, Source, Words, WordsAndSource};
use crate::lint::rule::Rule;
use crate::lint::rule::Severity::{Grave, Slight};

pub(crate) static INTERFERENCE: Rule = Rule {
    id: RuleId::Interference,
    severity: Grave,
    needs: Nothing,
    limits: &[3],
    threshold: "no two questions have the same words of {0} or more, articles and the order of their parts aside, and different \
                answers; a **strong** word in both, or a `hint`, tells them apart",
    what: "two questions in the same words that want different answers",
    why: "Which answer is right then depends on how a question is worded. Similar cards are the main reason why things are mixed \
          up for good.",
    weak: "question: In a heap, how long does a look-up take?   ... How long does a look-up take in a heap?",
    better: "question: How long does a look-up take in a **binary** heap?   ... in a **binomial** heap?",
    source: "Wozniak, rule 11; Bjornstad; the Anki manual",
};

pub(crate) static BARE_NAME: Rule = Rule {
    id: RuleId::BareName,
    severity: Slight,
    needs: WordsAndSource,
    limits: &[2],
    threshold: "a prompt on a name that {0} sections of the source mention has a word of its claim or section beside the \
                name",
    what: "a name with several roles, asked without saying which",
    why: "The name calls up all of its roles, and the answer depends on which one is meant.",
    weak: "question: What is PyTorch?",
    better: "question: What does PyTorch offer to learners?",
    source: "Wozniak, rules 11 and 16",
};

pub(crate) static ANSWER_LEAK: Rule = Rule {
    id: RuleId::AnswerLeak,
    severity: Slight,
    needs: Words,
    limits: &[10, 50, 20],
    threshold: "in a deck of {2} items or more no card within the {0} items before says the answer word for word; a name \
                counts where it stands with a word of the question, a common word where it stands with {1} % of them",
    what: "an answer that a card shortly before has told",
    why: "New cards come in the order of the file, so it is answered from the screen before, and memory learns nothing.",
    weak: "because: ... since Masakhane gathers volunteers in Africa.   (and next a card that asks who does so)",
    better: "because: ... since volunteers know the languages.",
    source: "Haladyna, Downing, Rodriguez 2002, guideline 4; the Anki manual on siblings",
};

pub(crate) static CLOSE_CLAIMS: Rule = Rule {
    id: RuleId::CloseClaims,
    severity: Slight,
    needs: Source,
    limits: &[],
    threshold: "two cards that ask for one claim stand as far apart as `answer-leak` wants",
    what: "two cards on one claim, one shortly after the other",
    why: "What one of them has just explained the other asks for. They are never new on one day, so the second waits and \
          later ones overtake it.",
    weak: "claims: [rise-spread-01]   (and the next card, too)",
    better: "claims: [rise-spread-01]   (and another one ten items later)",
    source: "Haladyna, Downing, Rodriguez 2002, guideline 4",
};

pub(crate) static PREDICTABLE_ANSWER: Rule = Rule {
    id: RuleId::PredictableAnswer,
    severity: Slight,
    needs: Nothing,
    limits: &[3, 10, 3, 5],
    threshold: "no answer of a deck stands out as that of more than {0} cards and {1} %; no choice is right each time it \
                is shown ({2} or more), or wrong each time ({3} or more)",
    what: "a choice one comes to know as right, or as wrong",
    why: "After some reviews it is picked, or passed over, without the question being read.",
    weak: "distractors: [Nature, ...]   (on six cards, and right on none)",
    better: "answer: Nature   (on one of them)",
    source: "ours",
};

pub(crate) static DUPLICATE_PROMPT: Rule = Rule {
    id: RuleId::DuplicatePrompt,
    severity: Grave,
    needs: Nothing,
    limits: &[3],
    threshold: "no card asks what another of its deck asks, be it in other words (the same ones in another order, or a few more) \
                with the same answer, nor what one of another deck asks with the same answer; {0} cards or more that a deck \
                repeats of another are told once",
    what: "two cards that ask the same",
    why: "It doubles the work. Two cards on one point are good where they come from two sides.",
    weak: "question: Who wrote nanoGPT?   (twice)",
    better: "question: What did Andrej Karpathy write?",
    source: "Wozniak, rule 17",
};

pub(crate) static NO_LANGUAGE: Rule = Rule {
    id: RuleId::NoLanguage,
    severity: Slight,
    needs: Nothing,
    limits: &[],
    threshold: "a deck whose questions are in sentences that are not English says which `language` it is in",
    what: "a deck without `language` that seems to be in another than English",
    why: "A deck is in English unless its header says otherwise: its answers are judged by English rules. The rules here that \
          know English words are off for it all the same.",
    weak: "title: Spanisch   (and questions in German)",
    better: "language: de",
    source: "ours",
};

pub(crate) static TRUTH_CUE: Rule = Rule {
    id: RuleId::TruthCue,
    severity: Slight,
    needs: Words,
    limits: &[20, 65, 258],
    threshold: "over {0} true-false cards or more, none of these is right in more than {1} % and beyond {2} hundredths of \
                a standard error: all true, all false, the longer is true, a hedge is true, an absolute is false, the one \
                best word",
    what: "statements whose truth can be guessed from their wording",
    why: "A learner finds such a rule sooner than the matter.",
    weak: "statement: All models are always tested.   (false)",
    better: "statement: Models are tested by industry.   (false)",
    source: "Illinois; Penn State, true-false items",
};

pub(crate) static UNCOVERED_CLAIM: Rule = Rule {
    id: RuleId::UncoveredClaim,
    severity: Grave,
    needs: Source,
    limits: &[],
    threshold: "with --coverage: every quizzable claim has a card",
    what: "a claim of the source that no card teaches",
    why: "Whoever knows all the cards should know the text.",
    weak: "- id: rise-spread-01   (and no card that cites it)",
    better: "claims: [rise-spread-01]   (or `quizzable: false` and `why`)",
    source: "ours",
};

pub(crate) static CROWDED_CLAIM: Rule = Rule {
    id: RuleId::CrowdedClaim,
    severity: Slight,
    needs: Source,
    limits: &[4],
    threshold: "with --coverage: at most {0} items on a claim",
    what: "a claim with many items",
    why: "It is asked again and again while others wait.",
    weak: "claims: [rise-spread-01]   (on six cards)",
    better: "claims: [rise-spread-01]   (on two, from two sides)",
    source: "ours",
};

pub(crate) static SECTION_SHARE: Rule = Rule {
    id: RuleId::SectionShare,
    severity: Slight,
    needs: Source,
    limits: &[25, 20],
    threshold: "with --coverage: the share of items on a section lies within {0} % of its share of claims, for sources of \
                {1} claims or more",
    what: "a section with many or few items for its size",
    why: "What is counted as known of the text is counted by items.",
    weak: "challenges: 20 % of the claims, 9 % of the items",
    better: "challenges: 20 % of the claims, 18 % of the items",
    source: "ours",
};

pub(crate) static UNUSED_NAME: Rule = Rule {
    id: RuleId::UnusedName,
    severity: Slight,
    needs: Source,
    limits: &[],
    threshold: "with --coverage: every name of the source is in the answer of a card",
    what: "a name of the source that is never an answer",
    why: "A name that one is never asked for is recognised at best.",
    weak: "- name: Masakhane   (and no card whose answer has it)",
    better: "kind: typed   answer: Masakhane",
    source: "ours",
};

pub(crate) static FEW_RECALL: Rule = Rule {
    id: RuleId::FewRecall,
    severity: Slight,
    needs: Nothing,
    limits: &[30, 15],
    threshold: "at least {0} % of the items of a deck of {1} or more are recalled (typed, flip, cloze, term, order)",
    what: "much to recognise, little to recall",
    why: "Recalling makes memory, picking does so far less.",
    weak: "kind: choice   (on most cards)",
    better: "kind: typed",
    source: "Roediger, Marsh 2005",
};

pub(crate) static ONLY_RECOGNITION: Rule = Rule {
    id: RuleId::OnlyRecognition,
    severity: Slight,
    needs: Source,
    limits: &[],
    threshold: "a claim with a `choice` or `true-false` card has an item to recall as well",
    what: "a claim that is only picked, never recalled",
    why: "Picking a lure can teach the lure; recalling the same point repairs that.",
    weak: "kind: true-false   claims: [rise-spread-02]   (and nothing else on it)",
    better: "kind: flip   claims: [rise-spread-02]   (as well)",
    source: "Roediger, Marsh 2005; Illinois, true-false items",
};

pub(crate) static UNUSED_ALLOW: Rule = Rule {
    id: RuleId::UnusedAllow,
    severity: Slight,
    needs: Nothing,
    limits: &[],
    threshold: "",
    what: "an `oss-quiz: allow` that silences nothing",
    why: "The weakness is gone, the rule is misspelt, or the comment stands at another card; a later finding would be \
          silenced without anyone meaning it. Of errors only those can be silenced that keep no card from being asked.",
    weak: "# oss-quiz: allow lenght-cue a quotation",
    better: "# oss-quiz: allow length-cue a quotation",
    source: "ours",
};

pub(crate) static UNEXPLAINED_ALLOW: Rule = Rule {
    id: RuleId::UnexplainedAllow,
    severity: Slight,
    needs: Nothing,
    limits: &[],
    threshold: "an `oss-quiz: allow` gives its reason behind the rule",
    what: "an `oss-quiz: allow` without a reason",
    why: "The next author can't tell a decision from a shortcut.",
    weak: "# oss-quiz: allow length-cue",
    better: "# oss-quiz: allow length-cue the name of a law can't be cut",
    source: "ours",
};
