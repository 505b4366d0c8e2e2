//! The one table of fields: with the fields of each kind (`kinds/`), all that a deck may contain.
//!
//! The reader, its suggestions for misspelt names, the JSON Schema, `new`, `add` and the docs follow it.

use super::kinds::DISTRACTOR;

/// What a field may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldShape {
    /// A text, taken as it is.
    Text,
    /// A text with gaps.
    Cloze,
    Texts,
    Lists,
    TextOrTexts,
    /// A list of texts or of `{text, why}`.
    Distractors,
    /// An id: letters, digits, `-_.`.
    Id,
    /// A short word that is compared, not shown as prose.
    Word,
    Words,
    WordOrWords,
    Ids,
    /// A word or a list of words, or one for each item: `c1`, `term`, `definition`.
    EarlierCards,
    Flag,
    Count,
    OneOf(&'static [&'static str]),
    /// A BCP 47 tag.
    Language,
    /// One language, or one for some of [`LANGUAGES`].
    Languages,
    /// Other right answers: a list, or one list for each of several answers.
    AcceptAnswers,
    /// Other right texts for the gaps of a cloze: a list, or one for each number.
    AcceptGaps,
    /// Other right answers for the sides of a term.
    AcceptSides,
    /// How far off a number may be: `0.5` or `5%`.
    Tolerance,
    Kind,
    Cards,
    /// One mapping with fields of its own.
    Record(&'static [Field]),
    /// A list of mappings with fields of their own.
    Records(&'static [Field]),
}

impl FieldShape {
    /// Whether one value may stand in place of a list.
    #[must_use]
    pub const fn is_one_or_many(self) -> bool {
        matches!(self, Self::TextOrTexts | Self::WordOrWords | Self::Ids | Self::EarlierCards)
    }

    /// Whether a mapping may stand in place of one value; it needs at least one field.
    #[must_use]
    pub const fn wants_a_field(self) -> bool {
        matches!(self, Self::EarlierCards | Self::Languages)
    }

    /// Whether it is always one value, never a list or a mapping.
    #[must_use]
    pub const fn is_single(self) -> bool {
        self.is_text()
            || matches!(self, Self::Id | Self::Word | Self::Flag | Self::Count | Self::OneOf(_))
            || matches!(self, Self::Language | Self::Tolerance | Self::Kind)
    }

    /// The fields of mappings within its list.
    #[must_use]
    pub const fn parts(self) -> &'static [Field] {
        match self {
            Self::Distractors => DISTRACTOR,
            Self::Records(parts) => parts,
            _ => &[],
        }
    }

    /// Whether it is one text that learners see.
    #[must_use]
    pub const fn is_text(self) -> bool {
        matches!(self, Self::Text | Self::Cloze)
    }

    /// What is expected, as errors say it.
    #[must_use]
    pub const fn wanted(self) -> &'static str {
        match self {
            Self::Text => "a text",
            Self::Cloze => "a text with gaps",
            Self::Texts => "a list of texts",
            Self::Lists => "a list of lists of texts",
            Self::TextOrTexts => "a text or a list of texts",
            Self::Distractors => "a list of texts, or of `text` with `why`",
            Self::Id => "an id",
            Self::Word => "a word",
            Self::Words => "a list of words",
            Self::WordOrWords => "a word or a list of words",
            Self::Ids => "an id or a list of ids",
            Self::EarlierCards => "a word or a list of words, or one for each of its items",
            Self::Flag => "`true` or `false`",
            Self::Count => "a whole number, 0 or more",
            Self::OneOf(_) => "one of its values",
            Self::Language => "a language",
            Self::Languages => "a language, or one for each of `question`, `answer`, `term` and `definition`",
            Self::AcceptAnswers => "a list of texts (a list of lists with `answers`)",
            Self::AcceptGaps => "a list of texts, or one for each number",
            Self::AcceptSides => "`term` or `definition` with a list of texts",
            Self::Tolerance => "a number or a percentage",
            Self::Kind => "a kind of card",
            Self::Cards => "a list of cards",
            Self::Record(_) => "fields, one per line",
            Self::Records(_) => "a list of entries with fields",
        }
    }
}

/// One field of a card, a header, a source or a file of synonyms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    pub name: &'static str,
    pub shape: FieldShape,
    pub required: bool,
    /// What it is for, in one line.
    pub what: &'static str,
    pub example: &'static str,
}

pub(super) const fn must(name: &'static str, shape: FieldShape, what: &'static str, example: &'static str) -> Field {
    Field { name, shape, required: true, what, example }
}

pub(super) const fn may(name: &'static str, shape: FieldShape, what: &'static str, example: &'static str) -> Field {
    Field { name, shape, required: false, what, example }
}

pub(crate) const QUESTION: Field =
    must("question", FieldShape::Text, "what is asked", "Why do versions of an open model drift apart?");
pub(super) const EXACT: Field = may(
    "exact",
    FieldShape::Flag,
    "character by character: case, punctuation and spaces count, no typo is forgiven",
    "true",
);

/// Value of `articles`: an answer without its article is wrong.
pub(super) const REQUIRED: &str = "required";
/// Value of `forms`: another form of the word is another answer.
pub(super) const COUNT: &str = "count";

const LANGUAGE: Field = may(
    "language",
    FieldShape::Languages,
    "its language (BCP 47), or the languages of its parts; English by default",
    "en",
);
const ARTICLES: Field = may(
    "articles",
    FieldShape::OneOf(&[REQUIRED, "optional"]),
    "`required`: an answer without its article is wrong",
    "required",
);
const FORMS: Field =
    may("forms", FieldShape::OneOf(&[COUNT, "free"]), "`count`: another form of the word is another answer", "count");

/// Fields that cards of every kind have.
pub const CARD: &[Field] = &[
    may("id", FieldShape::Id, "its name in the deck; progress is kept under it", "version-drift"),
    must("kind", FieldShape::Kind, "how it is asked", "choice"),
    may("hint", FieldShape::TextOrTexts, "a hint, or several that tell more and more", "Think of who decides."),
    may("because", FieldShape::Text, "the explanation shown after the answer", "Nobody decides which fork leads."),
    may("claims", FieldShape::Words, "ids of the source's claims that it asks about", "[challenges-governance-02]"),
    may("mentions", FieldShape::Words, "ids of claims that its `because` also mentions", "[challenges-governance-03]"),
    may("tags", FieldShape::Words, "words to select cards by", "[risk]"),
    may("was", FieldShape::EarlierCards, "its old id, so that progress is kept", "forks-drift"),
    may("revision", FieldShape::Count, "raise it when the meaning changes, and the card is asked soon", "1"),
    may("suspended", FieldShape::Flag, "`true`: not asked unless the learner resumes it", "true"),
    LANGUAGE,
    ARTICLES,
    FORMS,
];

/// The parts of a card that can have languages of their own.
pub const LANGUAGES: &[Field] = &[
    may("question", FieldShape::Language, "the language of what is asked", "en"),
    may("answer", FieldShape::Language, "the language of answers, choices and gaps", "es"),
    may("term", FieldShape::Language, "the language of terms", "es"),
    may("definition", FieldShape::Language, "the language of definitions", "de"),
];

const SYNONYM_LISTS: Field = may(
    "synonyms",
    FieldShape::Lists,
    "lists of answers that count as the same",
    "[[NLP, natural language processing]]",
);

/// Fields of a file of synonyms.
pub const SYNONYMS: &[Field] = &[
    may("about", FieldShape::Text, "what it is for", "Names known by their initials."),
    may("language", FieldShape::Word, "its language (BCP 47), English by default", "en"),
    Field { required: true, ..SYNONYM_LISTS },
];

/// Fields of a deck's header.
pub const HEADER: &[Field] = &[
    must("title", FieldShape::Text, "its title", "Challenges and limitations"),
    may("id", FieldShape::Id, "its id, if it differs from the file's name", "challenges"),
    may("about", FieldShape::Text, "what learners will know at the end", "What can go wrong with open models."),
    may("author", FieldShape::Text, "who wrote it", "Ada Example"),
    may("licence", FieldShape::Text, "its licence", "CC-BY-4.0"),
    LANGUAGE,
    ARTICLES,
    FORMS,
    may(
        "source",
        FieldShape::Word,
        "the source it cites, a `*.source.yaml` in the same folder",
        "rise-of-open-source-ai",
    ),
    may("after", FieldShape::WordOrWords, "decks that come before it", "[rise]"),
    may("tags", FieldShape::Words, "tags of all its cards", "[essay, risk]"),
    may("was", FieldShape::Ids, "old decks its cards come from, so that progress is kept", "[old-deck]"),
    SYNONYM_LISTS,
    may("format", FieldShape::Count, "the version of the format: 1", "1"),
    must("cards", FieldShape::Cards, "its cards", "- id: version-drift"),
];

/// Fields of a source file.
pub const SOURCE: &[Field] = &[
    may("source", FieldShape::Record(SOURCE_HEAD), "the title of the text it outlines", "title: The Rise"),
    may("sections", FieldShape::Records(SECTION), "its sections in order", "- slug: rise"),
    may("claims", FieldShape::Records(CLAIM), "its statements in order", "- id: rise-spread-01"),
    may("entities", FieldShape::Records(ENTITY), "the names in it", "- name: Masakhane"),
];

/// Fields that identify a source.
pub const SOURCE_HEAD: &[Field] = &[
    may("title", FieldShape::Text, "its title", "The Rise of Open-Source AI"),
    may("author", FieldShape::Text, "who wrote it", "Ada Example"),
    may("where", FieldShape::Text, "where to find it", "https://example.org/essay"),
];

/// Fields of a source's section.
pub const SECTION: &[Field] = &[
    must("slug", FieldShape::Id, "its short name", "challenges"),
    may("title", FieldShape::Text, "its heading", "Challenges and Limitations"),
    may("summary", FieldShape::Text, "what it says, in a sentence or two", "Five groups of weaknesses."),
    may("subsections", FieldShape::Records(SUBSECTION), "its parts", "- slug: governance"),
];

/// Fields of a part of a section.
pub const SUBSECTION: &[Field] = &[
    must("slug", FieldShape::Id, "its short name", "governance"),
    may("title", FieldShape::Text, "its heading", "Governance, Maintenance, and Fragmentation"),
    may("summary", FieldShape::Text, "what it says", "Forks drift apart."),
];

/// Fields of a claim.
pub const CLAIM: &[Field] = &[
    must("id", FieldShape::Id, "its id, which cards cite", "challenges-governance-02"),
    must("section", FieldShape::Word, "the slug of its section", "challenges"),
    may("subsection", FieldShape::Word, "the slug of its subsection", "governance"),
    must("claim", FieldShape::Text, "the statement", "No single body is in charge."),
    may("entities", FieldShape::Words, "names in it", "[Masakhane]"),
    may("kind", FieldShape::Word, "fact, definition, cause-effect, example, list-member, opinion or caveat", "fact"),
    may("quizzable", FieldShape::Flag, "`false`: cards should not ask about it", "false"),
    may("why", FieldShape::Text, "why they should not", "empty rhetoric"),
    may("caution", FieldShape::Text, "what is disputed or dated in it", "The site closed in 2025."),
];

/// Fields of a named entity in a source.
pub const ENTITY: &[Field] = &[
    must("name", FieldShape::Word, "the name", "Masakhane"),
    may("type", FieldShape::Word, "system, project, organisation, person, ...", "project"),
    may("note", FieldShape::Text, "what the text says of it", "Volunteers across Africa."),
];

/// Prefix of the author's own fields, which are kept and ignored.
pub const OWN: &str = "x-";

#[must_use]
pub fn is_own(name: &str) -> bool {
    name.strip_prefix(OWN).is_some_and(|rest| !rest.is_empty())
}
