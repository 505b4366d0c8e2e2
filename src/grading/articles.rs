//! Articles by language.
pub(super) fn articles(code: &str) -> &'static [&'static str] {
    match code {
        "de" => &["der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines"],
        "fr" => &["le", "la", "les", "l'", "un", "une", "des"],
        "es" => &["el", "la", "los", "las", "un", "una", "unos", "unas"],
        _ => &[],
    }
}
