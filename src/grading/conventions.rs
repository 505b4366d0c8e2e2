//! How languages write "and", the two ends of a range, and decimals.

pub(super) fn and_words(code: &str) -> &'static [&'static str] {
    match code {
        "en" => &["and"],
        "de" => &["und"],
        "fr" => &["et"],
        "es" => &["y"],
        _ => &[],
    }
}

pub(super) struct Range {
    pub(super) before: &'static [&'static str],
    pub(super) between: &'static [&'static str],
}

pub(super) fn range_words(_code: &str) -> Range {
    Range { before: &["from", "between"], between: &["to", "and"] }
}

pub(super) fn decimal_comma(code: &str) -> bool {
    matches!(code, "de" | "fr" | "es")
}
