//! Articles by language.

/// The articles that may begin an answer; in some languages they are joined to the word by an apostrophe.
///
/// English has a rule of its own. Left out are words that are more often something else at the start of an answer:
/// the Scandinavian "den", "det", "de" (it, they), and prepositions merged with an article ("au", "del", "zum").
pub(super) fn articles(code: &str) -> &'static [&'static str] {
    match code {
        "de" => &["der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines"],
        "fr" => &["le", "la", "les", "l'", "un", "une", "des", "du"],
        "es" => &["el", "la", "los", "las", "lo", "un", "una", "unos", "unas"],
        "it" => &["il", "lo", "la", "l'", "i", "gli", "le", "un", "uno", "una", "un'"],
        "pt" => &["o", "a", "os", "as", "um", "uma", "uns", "umas"],
        "nl" => &["de", "het", "een"],
        "sv" => &["en", "ett"],
        "da" => &["en", "et"],
        "no" | "nb" | "nn" => &["en", "ei", "et", "ein", "eit"],
        "ca" => &["el", "la", "els", "les", "l'", "un", "una", "uns", "unes"],
        "el" => &[
            "ο", "η", "το", "οι", "τα", "του", "της", "των", "τον", "την", "τη", "τους", "τις", "ένας", "μία", "μια",
            "ένα", "έναν", "ενός", "μιας",
        ],
        "hu" => &["a", "az", "egy"],
        "ro" => &["un", "o", "unei", "unui", "niște"],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_has_none_here() {
        assert!(articles("en").is_empty());
        assert!(articles("de").contains(&"einer"));
        assert!(articles("it").contains(&"un'"));
    }
}
