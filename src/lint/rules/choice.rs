//! Rules for choice cards.

use crate::deck::RuleId;
use crate::lint::rule::Needs::{Nothing, Words, WordsAndSource};
use crate::lint::rule::Rule;
use crate::lint::rule::Severity::{Grave, Slight};

pub(crate) static CHOICE_COUNT: Rule = Rule {
    id: RuleId::ChoiceCount,
    severity: Grave,
    needs: Nothing,
    limits: &[2, 5, 3, 6, 9],
    threshold: "{0} to {1} choices; {2} to {3} where all that apply are to be picked, up to {4} if each is one word",
    what: "too many choices, or too few",
    why: "Beyond four the added ones are rarely picked by anyone, and all are read at each review. Two are enough where there \
          is no third.",
    weak: "distractors: [Nature, Science, Cell, The Lancet, Harvard Law Review]",
    better: "distractors: [Nature, Harvard Law Review]",
    source: "Haladyna, Downing, Rodriguez 2002, guideline 18; Rodriguez 2005; Tarrant et al. 2009",
};

pub(crate) static LENGTH_CUE: Rule = Rule {
    id: RuleId::LengthCue,
    severity: Slight,
    needs: Nothing,
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
};

pub(crate) static MIXED_CHOICES: Rule = Rule {
    id: RuleId::MixedChoices,
    severity: Slight,
    needs: Nothing,
    limits: &[6, 3],
    threshold: "no choice alone is a thing among places, a purpose among things or the like, by its first word (in English, \
                German, French and Spanish); all or none end like a sentence; amounts stand on both sides or none, written \
                alike; and no wrong choice has {0} words or more and {1} times as many as any other",
    what: "choices that are not of one sort",
    why: "The one that is of another sort stands out, be it right or wrong.",
    weak: "answer: Nature\ndistractors: [a university in California, they cite nobody.]",
    better: "answer: Nature\ndistractors: [Harvard Law Review, MIT Technology Review]",
    source: "Haladyna, Downing, Rodriguez 2002, guideline 23",
};

pub(crate) static IMPLAUSIBLE_DISTRACTOR: Rule = Rule {
    id: RuleId::ImplausibleDistractor,
    severity: Slight,
    needs: WordsAndSource,
    limits: &[],
    threshold: "a wrong choice stands in another card of the decks on the source, or shares a word with one, with a name \
                of the source or with the section",
    what: "a wrong choice that has nothing to do with the matter",
    why: "Nobody picks it, so there is one choice less. What is learnt elsewhere competes, and is practised by the way.",
    weak: "distractors: [A recipe for bread]",
    better: "distractors: [The licence of the first release]",
    source: "Haladyna, Downing, Rodriguez 2002, guideline 29; Little, Bjork",
};

pub(crate) static TRUE_DISTRACTOR: Rule = Rule {
    id: RuleId::TrueDistractor,
    severity: Grave,
    needs: WordsAndSource,
    limits: &[],
    threshold: "no wrong choice is a name of the cited claim, another member of the list that is asked for, or an \
                accepted form of the same answer",
    what: "a wrong choice that is right",
    why: "By the source it is as right as the key, and those who know that are told they are wrong.",
    weak: "question: Which provider of courses is named?   answer: edX   distractors: [Coursera, ...]",
    better: "distractors: [GitHub, ...]",
    source: "Haladyna, Downing, Rodriguez 2002, guideline 19",
};

pub(crate) static OVERLAPPING_CHOICES: Rule = Rule {
    id: RuleId::OverlappingChoices,
    severity: Grave,
    needs: Nothing,
    limits: &[],
    threshold: "no number is right for two choices (14 for `10 to 15`; 600 for `more than 500` and `more than 300`), where the \
                question doesn't ask for a range or for a limit itself; no right choice is part of another one (`hospitals`, \
                `hospitals and researchers`) or says the same, names and code aside; where the kind of a thing is asked for, \
                no wrong choice is a wider kind (`a mammal` for `a rodent`, of those that are known)",
    what: "choices that overlap",
    why: "If one of them is right, so is part of the other; and if both can't be right, neither is.",
    weak: "distractors: [researchers, hospitals and researchers]",
    better: "distractors: [hospitals, insurers]",
    source: "Haladyna, Downing, Rodriguez 2002, guideline 22",
};

pub(crate) static ALL_OF_THE_ABOVE: Rule = Rule {
    id: RuleId::AllOfTheAbove,
    severity: Grave,
    needs: Nothing,
    limits: &[],
    threshold: "",
    what: "a choice that speaks of the other choices",
    why: "Choices are shuffled, so nothing is above; and one half-known choice settles the question.",
    weak: "distractors: [All of the above]",
    better: "answers: [...]   (all that apply)",
    source: "Haladyna, Downing, Rodriguez 2002, guidelines 25 and 26; NBME",
};

pub(crate) static NEGATIVE_PROMPT: Rule = Rule {
    id: RuleId::NegativePrompt,
    severity: Slight,
    needs: Words,
    limits: &[14, 50, 8],
    threshold: "a negation that asks for the exception (is not, except, doesn't belong) is **strong** in a question of more than {0} \
                words; at most {1} % of the choice cards of a deck ask so (where it has {2} or more)",
    what: "a choice card that asks for what is not so",
    why: "In a long question the little word is overlooked, and what is learnt is a thing that is not the case.",
    weak: "question: Of the many things that people share on the net under a name, which is not a licence?",
    better: "question: Which of these is **not** a licence?   (better: ask for what is)",
    source: "Haladyna, Downing, Rodriguez 2002, guideline 17",
};

pub(crate) static DOUBLE_NEGATIVE: Rule = Rule {
    id: RuleId::DoubleNegative,
    severity: Grave,
    needs: Words,
    limits: &[],
    threshold: "",
    what: "a negation in the question and one in a choice",
    why: "It tests who can untangle two negations.",
    weak: "question: Which is **not** allowed?   distractors: [not naming the author]",
    better: "question: What does the licence demand?   distractors: [naming the author]",
    source: "Haladyna, Downing, Rodriguez 2002, guideline 17",
};

pub(crate) static ABSOLUTE_CUE: Rule = Rule {
    id: RuleId::AbsoluteCue,
    severity: Slight,
    needs: Words,
    limits: &[],
    threshold: "all, always, never, none, only, every, completely, impossible: not in two wrong choices or more and in no right \
                one, nor in a wrong one beside a right one with usually, often, probably or the like; what has another sense \
                (every four years, not at all, a `None` by itself) doesn't count",
    what: "words that leave no exception, in wrong choices only",
    why: "Such choices are mostly wrong, and test-wise people know it.",
    weak: "answer: It fails under load   distractors: [It always fails, It never fails]",
    better: "distractors: [It fails at night, It fails when idle]",
    source: "Haladyna, Downing, Rodriguez 2002, guideline 28a; NBME",
};

pub(crate) static WORD_CUE: Rule = Rule {
    id: RuleId::WordCue,
    severity: Grave,
    needs: Words,
    limits: &[20, 15, 258],
    threshold: "no word of the question stands in a right choice and in no wrong one, where no wrong one has another for itself; over a deck of {0} cards or more, \
                picking the choice with most words of the question is right at most {1} points more often than chance, \
                or within {2} hundredths of a standard error",
    what: "a word that question and right choice alone share",
    why: "It points at the key; nothing need be known.",
    weak: "question: Who governs a fork?   answer: A governing board   distractors: [The first author, A court]",
    better: "answer: The first author's board",
    source: "Haladyna, Downing, Rodriguez 2002, guideline 28b; NBME (clang associations)",
};

pub(crate) static CONVERGENCE_CUE: Rule = Rule {
    id: RuleId::ConvergenceCue,
    severity: Slight,
    needs: Words,
    limits: &[20, 15, 258],
    threshold: "over a deck of {0} cards or more, picking the choice that has most words in common with the others is \
                right at most {1} points more often than chance, or within {2} hundredths of a standard error",
    what: "right choices that are most like the others",
    why: "Distractors made by varying the key leave the key in their middle.",
    weak: "answer: rapid open review   distractors: [rapid closed review, slow open review, rapid open sale]",
    better: "distractors: [a licence, a grant, a court]",
    source: "NBME (convergence strategy)",
};

pub(crate) static MET_CUE: Rule = Rule {
    id: RuleId::MetCue,
    severity: Slight,
    needs: Words,
    limits: &[20, 15, 258],
    threshold: "over a deck of {0} cards or more, picking a choice that other cards mention is right at most {1} points more \
                often than chance, or within {2} hundredths of a standard error",
    what: "right choices that one has met elsewhere, among wrong ones that stand nowhere else",
    why: "What is taught comes up again, what was made up for one card doesn't. Familiarity is enough to pick it.",
    weak: "answer: Linux Foundation   distractors: [Code Council, Free Systems Board]",
    better: "distractors: [Open Source Initiative, Nature]   (each taught elsewhere, or no choice is)",
    source: "Little, Bjork 2015 (competitive alternatives)",
};

pub(crate) static SAME_KEY_COUNT: Rule = Rule {
    id: RuleId::SameKeyCount,
    severity: Slight,
    needs: Nothing,
    limits: &[60, 5],
    threshold: "of {1} or more cards with all that apply, at most {0} % have the same number of right choices",
    what: "the same number of right choices each time",
    why: "Who has seen some of the cards knows how many to tick.",
    weak: "answers: [a, b]   (on every such card)",
    better: "answers: [a], answers: [a, b, c], ...",
    source: "ours",
};

pub(crate) static WORDY_CHOICES: Rule = Rule {
    id: RuleId::WordyChoices,
    severity: Slight,
    needs: Nothing,
    limits: &[8, 5],
    threshold: "in a deck of {1} choice cards or more, half of the choices have at most {0} words",
    what: "long choices throughout a deck",
    why: "Choices are read at each review; wrong ones padded to match a long right one cost the most.",
    weak: "distractors: [It is because the graphics cards that are used round their numbers differently]",
    better: "distractors: [Graphics cards round numbers differently]",
    source: "ours",
};
