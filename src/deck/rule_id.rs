//! The rules of `check` by name. What each looks for and why is in the table of `lint`.

use std::fmt;
use std::str::FromStr;

use super::diagnostic::Level;
use super::nearest;

macro_rules! rules {
    ($($level:ident { $($id:ident $name:literal,)* })*) => {
        /// A rule of `check`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum RuleId {
            $($($id,)*)*
        }

        impl RuleId {
            /// All rules, in the order in which they are listed.
            pub const ALL: &[Self] = &[$($(Self::$id,)*)*];

            /// Its name in findings, JSON, `allow` comments and `--explain`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $($(Self::$id => $name,)*)*
                }
            }

            /// Whether it finds errors or warnings.
            #[must_use]
            pub const fn level(self) -> Level {
                match self {
                    $($(Self::$id)|* => Level::$level,)*
                }
            }
        }
    };
}

rules! {
    Warning {
        // One card.
        NoId "no-id",
        UnnumberedGaps "unnumbered-gaps",
        LongAnswer "long-answer",
        TwoFacts "two-facts",
        LongList "long-list",
        ListCount "list-count",
        LongPrompt "long-prompt",
        AsksNothing "asks-nothing",
        RefersElsewhere "refers-elsewhere",
        YesNoQuestion "yes-no-question",
        Undated "undated",
        AnswerInPrompt "answer-in-prompt",
        MissingBecause "missing-because",
        ThinBecause "thin-because",
        LongBecause "long-because",
        Leftover "leftover",
        TemplateText "template-text",
        Uncited "uncited",
        UnknownClaim "unknown-claim",
        ManyClaims "many-claims",
        CautionUnmarked "caution-unmarked",
        OpinionAsFact "opinion-as-fact",
        CopiedText "copied-text",
        // Choice cards.
        ChoiceCount "choice-count",
        LengthCue "length-cue",
        MixedChoices "mixed-choices",
        ImplausibleDistractor "implausible-distractor",
        TrueDistractor "true-distractor",
        OverlappingChoices "overlapping-choices",
        AllOfTheAbove "all-of-the-above",
        NegativePrompt "negative-prompt",
        DoubleNegative "double-negative",
        AbsoluteCue "absolute-cue",
        WordCue "word-cue",
        ConvergenceCue "convergence-cue",
        MetCue "met-cue",
        SameKeyCount "same-key-count",
        WordyChoices "wordy-choices",
        NoSpare "no-spare",
        // True-false, cloze, typed.
        TruthBalance "truth-balance",
        TruthLength "truth-length",
        MissingCorrection "missing-correction",
        LooseCorrection "loose-correction",
        TwoPoints "two-points",
        NegatedStatements "negated-statements",
        ManyTrueFalse "many-true-false",
        EmptyGap "empty-gap",
        LongGap "long-gap",
        GapShown "gap-shown",
        BareFrame "bare-frame",
        GapCue "gap-cue",
        AmbiguousGap "ambiguous-gap",
        CategoryGap "category-gap",
        ColonsInGap "colons-in-gap",
        BraceInGap "brace-in-gap",
        // Texts that are graded.
        UnseenSign "unseen-sign",
        MarksInAnswer "marks-in-answer",
        CodeAnswer "code-answer",
        ZeroAtEnd "zero-at-end",
        SlashInAnswer "slash-in-answer",
        AlternativesInAnswer "alternatives-in-answer",
        MoreThanAsked "more-than-asked",
        MissingVariant "missing-variant",
        ConfusableAnswers "confusable-answers",
        HardToType "hard-to-type",
        // Between cards, and whole decks.
        Interference "interference",
        BareName "bare-name",
        AnswerLeak "answer-leak",
        CloseClaims "close-claims",
        PredictableAnswer "predictable-answer",
        DuplicatePrompt "duplicate-prompt",
        TruthCue "truth-cue",
        NoLanguage "no-language",
        UncoveredClaim "uncovered-claim",
        CrowdedClaim "crowded-claim",
        SectionShare "section-share",
        UnusedName "unused-name",
        FewRecall "few-recall",
        OnlyRecognition "only-recognition",
        UnusedAllow "unused-allow",
        UnexplainedAllow "unexplained-allow",
    }
    Error {
        // In the file of a deck, of a source or of synonyms, and between them.
        YamlSyntax "yaml-syntax",
        BadIndent "bad-indent",
        TabIndent "tab-indent",
        LookAlike "look-alike",
        UnknownSection "unknown-section",
        UnfinishedMerge "unfinished-merge",
        UnclosedQuote "unclosed-quote",
        QuoteNeeded "quote-needed",
        CutByComment "cut-by-comment",
        BadEscape "bad-escape",
        ControlCharacter "control-character",
        NoAnchors "no-anchors",
        TwoDocuments "two-documents",
        TooDeep "too-deep",
        TooLarge "too-large",
        TooManyErrors "too-many-errors",
        NotUtf8 "not-utf8",
        Unreadable "unreadable",
        NotADeck "not-a-deck",
        WrongType "wrong-type",
        MissingField "missing-field",
        EmptyValue "empty-value",
        UnknownField "unknown-field",
        UnknownKind "unknown-kind",
        UnknownFormat "unknown-format",
        DuplicateKey "duplicate-key",
        DuplicateId "duplicate-id",
        BadId "bad-id",
        DuplicateChoice "duplicate-choice",
        LoneSynonym "lone-synonym",
        DuplicateSynonym "duplicate-synonym",
        SynonymInTwoLists "synonym-in-two-lists",
        SynonymIsDistractor "synonym-is-distractor",
        TooFewChoices "too-few-choices",
        TooManyChoices "too-many-choices",
        TwoAnswers "two-answers",
        BadSteps "bad-steps",
        BadAnswers "bad-answers",
        AcceptMismatch "accept-mismatch",
        ToleranceOnText "tolerance-on-text",
        BadLanguage "bad-language",
        ClozeSyntax "cloze-syntax",
        DuplicateDeck "duplicate-deck",
        DeckCopy "deck-copy",
        UnknownSource "unknown-source",
        UnknownDeck "unknown-deck",
        AfterCircle "after-circle",
        WasAlive "was-alive",
        WasCircle "was-circle",
        WasClaimedTwice "was-claimed-twice",
        // In the config file.
        TomlSyntax "toml-syntax",
        UnknownKey "unknown-key",
        OutOfRange "out-of-range",
        BadKey "bad-key",
    }
}

impl RuleId {
    /// Whether an error can be intended: the card can still be read and asked.
    #[must_use]
    pub const fn may_be_meant(self) -> bool {
        matches!(
            self,
            Self::AcceptMismatch
                | Self::BadAnswers
                | Self::BadSteps
                | Self::DuplicateChoice
                | Self::EmptyValue
                | Self::SynonymIsDistractor
                | Self::ToleranceOnText
                | Self::UnknownField
        )
    }

    /// Whether an `allow` comment can silence it.
    #[must_use]
    pub const fn can_be_allowed(self) -> bool {
        matches!(self.level(), Level::Warning) || self.may_be_meant()
    }
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A name that no rule has.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no rule `{name}`{near}")]
pub struct UnknownRule {
    name: String,
    near: String,
}

impl FromStr for RuleId {
    type Err = UnknownRule;

    fn from_str(name: &str) -> Result<Self, UnknownRule> {
        Self::ALL.iter().copied().find(|rule| rule.name() == name).ok_or_else(|| {
            let names: Vec<&str> = Self::ALL.iter().map(|rule| rule.name()).collect();
            let near = nearest(name, &names).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            UnknownRule { name: name.to_owned(), near }
        })
    }
}
