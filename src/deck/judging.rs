//! What else decides how typed answers are judged: languages, articles, word forms.

use super::ItemPart;
use super::format::{self, FieldShape as Wanted};
use crate::deck::RuleId;
use crate::deck::reader::diagnostics::{Diagnostics, Position};
use crate::deck::reader::fields::Fields;
use crate::deck::reader::value;
use crate::deck::reader::yaml::{Node, NodeShape};
use crate::grading::Language;

/// The languages of a card's texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Languages {
    /// Of questions, hints and explanations.
    pub question: Language,
    /// Of answers, choices, gaps and steps.
    pub answer: Language,
    pub term: Language,
    pub definition: Language,
}

impl Languages {
    #[must_use]
    pub const fn all(language: Language) -> Self {
        Self { question: language, answer: language, term: language, definition: language }
    }

    /// The language of the expected answer to a part of a card.
    #[must_use]
    pub const fn of_answer(&self, part: ItemPart) -> Language {
        match part {
            ItemPart::Term => self.term,
            ItemPart::Definition => self.definition,
            ItemPart::Whole | ItemPart::Cloze(_) => self.answer,
        }
    }

    #[must_use]
    pub fn ask_in_english(&self) -> bool {
        self.question.is_english() && self.definition.is_english()
    }
}

/// How the typed answers of a card are judged: as in its deck, unless the card says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Judging {
    pub languages: Languages,
    /// An answer without its article is wrong.
    pub articles_required: bool,
    /// Another form of the same word is a different answer.
    pub counts_forms: bool,
}

/// Reads the fields of a header or a card; `outer` fills in what they leave open.
pub(super) fn read(report: &mut Diagnostics, record: &Fields, outer: Judging) -> Judging {
    Judging {
        languages: languages(report, record, outer.languages),
        articles_required: record
            .one_of(report, "articles")
            .map_or(outer.articles_required, |word| word == format::REQUIRED),
        counts_forms: record.one_of(report, "forms").map_or(outer.counts_forms, |word| word == format::COUNT),
    }
}

/// The tag that a header gives for its questions, as written there.
pub(super) fn tag(report: &Diagnostics, record: &Fields) -> Option<String> {
    let value = record.slot("language")?.value;
    let node = match &value.shape {
        NodeShape::Map(pairs) => &pairs.iter().find(|(key, _)| key.text(report.source) == Some("question"))?.1,
        _ => value,
    };
    let tag = node.text(report.source)?.trim();
    Language::of_tag(tag).map(|_| tag.to_owned())
}

fn languages(report: &mut Diagnostics, record: &Fields, outer: Languages) -> Languages {
    let Some(slot) = record.value(report, "language") else { return outer };
    let pairs = match &slot.value.shape {
        NodeShape::Map(pairs) => pairs,
        NodeShape::List(_) => {
            value::wrong_type(report, slot.value, "language", slot.field.shape);
            return outer;
        }
        NodeShape::Text(_) | NodeShape::Verbatim => return language(report, slot.value).map_or(outer, Languages::all),
    };
    let name = format!("`language` of {}", record.name);
    let parts = Fields::gather(report, pairs, [format::LANGUAGES, &[]], name, Position::from(slot.value), None);
    let mut of = |name| parts.value(report, name).and_then(|slot| language(report, slot.value));
    Languages {
        question: of("question").unwrap_or(outer.question),
        answer: of("answer").unwrap_or(outer.answer),
        term: of("term").unwrap_or(outer.term),
        definition: of("definition").unwrap_or(outer.definition),
    }
}

fn language(report: &mut Diagnostics, node: &Node) -> Option<Language> {
    let word = value::word(report, node, "language", Wanted::Languages)?;
    let language = Language::of_tag(&word);
    if language.is_none() {
        let shown: String = word.chars().take(40).collect();
        let help = "write its tag, two or three letters: `en`, `de`, `pt-BR`".to_owned();
        report.fault(node, RuleId::BadLanguage, format!("`{shown}` is not a language tag"), help);
    }
    language
}
