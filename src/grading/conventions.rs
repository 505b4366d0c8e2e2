//! How languages write "and", the two ends of a range, and decimals.

/// The words for "and" that a `&` between words may stand for.
pub(super) fn and_words(code: &str) -> &'static [&'static str] {
    match code {
        "en" => &["and"],
        "de" => &["und"],
        "fr" => &["et"],
        "es" => &["y", "e"],
        "it" => &["e", "ed"],
        "pt" | "gl" => &["e"],
        "ca" => &["i"],
        "nl" | "af" => &["en"],
        "sv" => &["och"],
        "da" | "nb" | "no" => &["og"],
        "nn" | "is" | "fo" => &["og"],
        "fi" => &["ja"],
        "et" => &["ja"],
        "pl" => &["i", "oraz"],
        "cs" | "sk" => &["a"],
        "sl" => &["in"],
        "hr" | "sr" | "bs" => &["i", "и"],
        "ru" => &["и"],
        "bg" | "mk" => &["и"],
        "uk" => &["і", "й", "та"],
        "be" => &["і", "й", "ды"],
        "ro" => &["și"],
        "hu" => &["és"],
        "tr" => &["ve"],
        "el" => &["και", "κι"],
        "lt" => &["ir"],
        "lv" => &["un"],
        "eo" => &["kaj"],
        "la" => &["et"],
        "id" | "ms" => &["dan"],
        "vi" => &["và"],
        _ => &[],
    }
}

/// The words of a range of two numbers, as in "from 3 to 5".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Range {
    /// What may stand before the first number; often nothing does.
    pub(super) before: &'static [&'static str],
    /// What stands between the two.
    pub(super) between: &'static [&'static str],
}

/// The words of ranges in a language; those of English in a language that isn't known.
///
/// Which word before goes with which between ("from … to", "between … and") is left open: nobody means anything else
/// by "from 3 and 5".
pub(super) fn range_words(code: &str) -> Range {
    let (before, between): (&[&str], &[&str]) = match code {
        "de" => (&["von", "zwischen"], &["bis", "bis zu", "und"]),
        "fr" => (&["de", "entre"], &["à", "a", "et"]),
        "es" => (&["de", "desde", "entre"], &["a", "hasta", "y"]),
        "it" => (&["da", "dal", "dai", "tra", "fra"], &["a", "al", "ai", "e", "ed"]),
        "pt" => (&["de", "desde", "entre"], &["a", "até", "e"]),
        "ca" => (&["de", "des de", "entre"], &["a", "fins a", "i"]),
        "nl" => (&["van", "tussen"], &["tot", "tot en met", "t/m", "en"]),
        "sv" => (&["från", "mellan"], &["till", "och"]),
        "da" => (&["fra", "mellem"], &["til", "og"]),
        "no" | "nb" | "nn" => (&["fra", "frå", "mellom"], &["til", "og"]),
        "pl" => (&["od", "między", "pomiędzy"], &["do", "a", "i"]),
        "cs" => (&["od", "mezi"], &["do", "až", "a"]),
        "sk" => (&["od", "medzi"], &["do", "až", "a"]),
        "ru" => (&["от", "с", "между"], &["до", "по", "и"]),
        "uk" => (&["від", "з", "між"], &["до", "по", "і", "та"]),
        "ro" => (&["de la", "între"], &["la", "până la", "și"]),
        "el" => (&["από", "μεταξύ"], &["έως", "ως", "μέχρι", "και"]),
        _ => (&["from", "between"], &["to", "through", "and"]),
    };
    Range { before, between }
}

/// Whether a comma is the decimal sign of a language: `1,5` is one and a half, `1.000` a thousand.
pub(super) fn decimal_comma(code: &str) -> bool {
    matches!(
        code,
        "af" | "az"
            | "be"
            | "bg"
            | "bs"
            | "ca"
            | "cs"
            | "da"
            | "de"
            | "el"
            | "eo"
            | "es"
            | "et"
            | "eu"
            | "fi"
            | "fo"
            | "fr"
            | "gl"
            | "hr"
            | "hu"
            | "hy"
            | "id"
            | "is"
            | "it"
            | "ka"
            | "kk"
            | "ky"
            | "lb"
            | "lt"
            | "lv"
            | "mk"
            | "mn"
            | "nb"
            | "nl"
            | "nn"
            | "no"
            | "pl"
            | "pt"
            | "ro"
            | "ru"
            | "sk"
            | "sl"
            | "sq"
            | "sr"
            | "sv"
            | "tr"
            | "uk"
            | "uz"
            | "vi"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_signs_of_a_language() {
        assert_eq!(and_words("es"), ["y", "e"]);
        assert!(and_words("ja").is_empty());
        assert!(range_words("de").between.contains(&"bis"));
        assert_eq!(range_words("ja"), range_words("en"));
        assert!(decimal_comma("de") && !decimal_comma("en") && !decimal_comma("ja"));
    }
}
