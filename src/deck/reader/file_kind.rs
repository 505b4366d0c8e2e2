//! Which kind of YAML file is read: what its mistakes are told with.

use crate::deck::kinds::{self, Field};

/// A kind of file that authors and learners write.
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

    /// How such a file begins.
    pub(crate) const fn beginning(self) -> &'static str {
        match self {
            Self::Deck => "begin with `title:`, and put the cards below `cards:`",
            Self::Source => "begin with `sections:`, and put the claims below `claims:`",
            Self::Synonyms => "begin with `synonyms:`, and put a list of answers below it for each",
            Self::Config => "write one setting a line, as in `new_per_day: 5`; `oss-quiz config` lists them",
        }
    }

    /// What to do about a second document.
    pub(crate) fn one_document(self) -> String {
        match self {
            Self::Config => "a config file is one document: delete the line `---`".to_owned(),
            kind => {
                let noun = kind.noun();
                format!("one {noun} a file: put the second one into a file of its own, or delete the line `---`")
            }
        }
    }

    /// Why it has no anchors, aliases or merge keys.
    pub(crate) const fn no_anchors(self) -> &'static str {
        match self {
            Self::Deck => "have no place in a deck: each card is to be readable by itself",
            Self::Source => "have no place in a source: each claim is to be readable by itself",
            Self::Synonyms => "have no place in a file of synonyms: each list is to be readable by itself",
            Self::Config => "have no place in a config file: each setting is to be readable by itself",
        }
    }

    /// What to do about one that is nested too deep, or too large.
    pub(crate) const fn smaller(self, too_deep: bool) -> &'static str {
        match (self, too_deep) {
            (Self::Deck, true) => "a deck needs no more than four levels",
            (Self::Deck, false) => "split it into several decks",
            (Self::Config, true) => "a setting needs no more than two levels",
            (Self::Config, false) => "delete all that is no setting",
            (_, true) => "it needs no more than four levels",
            (_, false) => "split it into several files",
        }
    }

    /// What begins at the same column.
    pub(crate) const fn aligned(self) -> &'static str {
        match self {
            Self::Deck => "fields of one card begin at the same column; entries of a list as well",
            Self::Source => "fields of one claim begin at the same column; entries of a list as well",
            Self::Synonyms => "entries of one list begin at the same column",
            Self::Config => "all settings begin at the first column",
        }
    }

    /// Whether a word is the name of one of its fields.
    pub(crate) fn has_field(self, word: &str) -> bool {
        let named = |fields: &[Field]| fields.iter().any(|field| field.name == word);
        match self {
            Self::Deck => {
                let parts = [kinds::DISTRACTOR, kinds::LANGUAGES, kinds::SIDES];
                let kinds = kinds::KINDS.iter().map(|info| info.fields);
                kinds.chain([kinds::CARD, kinds::HEADER]).chain(parts).any(named)
            }
            Self::Source => {
                [kinds::SOURCE, kinds::SOURCE_HEAD, kinds::SECTION, kinds::SUBSECTION, kinds::CLAIM, kinds::ENTITY]
                    .into_iter()
                    .any(named)
            }
            Self::Synonyms => named(kinds::SYNONYMS),
            // Its settings are known where they are read.
            Self::Config => !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'),
        }
    }
}
