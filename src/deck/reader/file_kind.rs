//! The kinds of YAML files, with the wording of diagnostics for each.

use crate::deck::format::{self, Field};
use crate::deck::kinds::KINDS;

/// A kind of file that authors or learners write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FileKind {
    Deck,
    Source,
    Synonyms,
    Config,
}

impl FileKind {
    pub(crate) const fn noun(self) -> &'static str {
        match self {
            Self::Deck => "deck",
            Self::Source => "source",
            Self::Synonyms => "file of synonyms",
            Self::Config => "config file",
        }
    }

    /// What to do about a file without the fields it should have.
    pub(crate) const fn beginning(self) -> &'static str {
        match self {
            Self::Deck => "begin with `title:`, and put the cards below `cards:`",
            Self::Source => "begin with `sections:`, and put the claims below `claims:`",
            Self::Synonyms => "begin with `synonyms:`, and put lists of answers below it",
            Self::Config => "write one setting a line, as in `new_per_day: 5`; `oss-quiz config` lists them",
        }
    }

    /// What to do about a second document.
    pub(crate) fn one_document(self) -> String {
        match self {
            Self::Config => "a config file is one document: delete the line `---`".to_owned(),
            kind => {
                let noun = kind.noun();
                format!("one {noun} per file: move the second one to its own file, or delete the line `---`")
            }
        }
    }

    /// Why anchors, aliases and merge keys are not allowed.
    pub(crate) const fn no_anchors(self) -> &'static str {
        match self {
            Self::Deck => "are not allowed in a deck: each card must be readable by itself",
            Self::Source => "are not allowed in a source: each claim must be readable by itself",
            Self::Synonyms => "are not allowed in a file of synonyms: each list must be readable by itself",
            Self::Config => "are not allowed in a config file: each setting must be readable by itself",
        }
    }

    /// What to do about a file that is nested too deeply or too large.
    pub(crate) const fn smaller(self, too_deep: bool) -> &'static str {
        match (self, too_deep) {
            (Self::Deck, true) => "a deck needs no more than four levels",
            (Self::Deck, false) => "split it into several decks",
            (Self::Config, true) => "a setting needs no more than two levels",
            (Self::Config, false) => "delete everything that is not a setting",
            (_, true) => "it needs no more than four levels",
            (_, false) => "split it into several files",
        }
    }

    /// What must be in the same column.
    pub(crate) const fn aligned(self) -> &'static str {
        match self {
            Self::Deck => "the fields of a card start in the same column, and so do the entries of a list",
            Self::Source => "the fields of a claim start in the same column, and so do the entries of a list",
            Self::Synonyms => "the entries of a list start in the same column",
            Self::Config => "all settings start in the first column",
        }
    }

    pub(crate) fn has_field(self, word: &str) -> bool {
        let named = |fields: &[Field]| fields.iter().any(|field| field.name == word);
        match self {
            Self::Deck => {
                let kinds = KINDS.iter().flat_map(|info| [info.fields, info.parts]);
                kinds.chain([format::CARD, format::HEADER, format::LANGUAGES]).any(named)
            }
            Self::Source => [
                format::SOURCE,
                format::SOURCE_HEAD,
                format::SECTION,
                format::SUBSECTION,
                format::CLAIM,
                format::ENTITY,
            ]
            .into_iter()
            .any(named),
            Self::Synonyms => named(format::SYNONYMS),
            // Its settings are checked where they are read.
            Self::Config => !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'),
        }
    }
}
