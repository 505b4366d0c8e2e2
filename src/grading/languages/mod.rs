//! Hand-made tables for languages other than English.

mod de;
mod es;
mod fr;
mod it;
mod nl;
mod pt;

/// The word forms of a language.
pub(super) struct Table {
    /// Endings of inflected forms.
    pub(super) endings: &'static [&'static str],
    /// Words that differ only by an accent.
    pub(super) accent_words: &'static [&'static str],
}

pub(super) fn table(code: &str) -> Option<Table> {
    let (endings, accent_words) = match code {
        "de" => (de::ENDINGS, de::ACCENT_WORDS),
        "es" => (es::ENDINGS, es::ACCENT_WORDS),
        "fr" => (fr::ENDINGS, fr::ACCENT_WORDS),
        "it" => (it::ENDINGS, it::ACCENT_WORDS),
        "nl" => (nl::ENDINGS, nl::ACCENT_WORDS),
        "pt" => (pt::ENDINGS, pt::ACCENT_WORDS),
        _ => return None,
    };
    Some(Table { endings, accent_words })
}
