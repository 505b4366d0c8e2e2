//! How languages write "and", the two ends of a range, and decimals.

/// The words for "and" that a `&` between words may stand for.
pub(super) fn and_words(code: &str) -> &'static [&'static str] {
    match code {
        "en" => &["and"],
        "de" => &["und"],
        "fr" | "la" => &["et"],
        "es" => &["y", "e"],
        "it" => &["e", "ed"],
        "pt" | "gl" => &["e"],
        "ca" => &["i"],
        "nl" | "af" => &["en"],
        "sv" => &["och"],
        "da" | "no" | "nb" | "nn" | "is" | "fo" => &["og"],
        "fi" | "et" => &["ja"],
        "pl" => &["i", "oraz"],
        "cs" | "sk" => &["a"],
        "sl" => &["in"],
        "hr" | "sr" | "bs" => &["i", "и"],
        "ru" | "bg" | "mk" => &["и"],
        "uk" => &["і", "й", "та"],
        "be" => &["і", "й", "ды"],
        "ro" => &["și"],
        "hu" => &["és"],
        "tr" => &["ve"],
        "el" => &["και", "κι"],
        "lt" => &["ir"],
        "lv" => &["un"],
        "eo" => &["kaj"],
        "id" | "ms" => &["dan"],
        "vi" => &["và"],
        _ => &[],
    }
}

/// Words of a range that go together, like "from" and "to", "between" and "and".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RangePhrase {
    /// Words before the first number; "" if none is needed.
    pub(super) before: &'static [&'static str],
    /// Words between the two numbers.
    pub(super) between: &'static [&'static str],
}

/// Words before the first number and between the two.
type RangeWords = (&'static [&'static str], &'static [&'static str]);

/// The words for ranges in a language, or those of English for other languages.
///
/// "3 to 5" is a range, "3 and 5" is two numbers: "and" needs "between" before it.
pub(super) fn range_words(code: &str) -> [RangePhrase; 2] {
    let words: [RangeWords; 2] = match code {
        "de" => [(&["", "von"], &["bis"]), (&["zwischen"], &["und"])],
        "fr" => [(&["", "de"], &["à", "a"]), (&["entre"], &["et"])],
        "es" => [(&["", "de", "desde"], &["a", "hasta"]), (&["entre"], &["y"])],
        "it" => [(&["", "da", "dal", "dai"], &["a", "al", "ai"]), (&["tra", "fra"], &["e", "ed"])],
        "pt" => [(&["", "de", "desde"], &["a", "até"]), (&["entre"], &["e"])],
        "ca" => [(&["", "de"], &["a"]), (&["entre"], &["i"])],
        "nl" => [(&["", "van"], &["tot", "t/m"]), (&["tussen"], &["en"])],
        "sv" => [(&["", "från"], &["till"]), (&["mellan"], &["och"])],
        "da" => [(&["", "fra"], &["til"]), (&["mellem"], &["og"])],
        "no" | "nb" | "nn" => [(&["", "fra", "frå"], &["til"]), (&["mellom"], &["og"])],
        "pl" => [(&["", "od"], &["do"]), (&["między", "pomiędzy"], &["a", "i"])],
        "cs" => [(&["", "od"], &["do", "až"]), (&["mezi"], &["a"])],
        "sk" => [(&["", "od"], &["do", "až"]), (&["medzi"], &["a"])],
        "ru" => [(&["", "от", "с"], &["до", "по"]), (&["между"], &["и"])],
        "uk" => [(&["", "від", "з"], &["до", "по"]), (&["між"], &["і", "та"])],
        "ro" => [(&["", "de la"], &["la"]), (&["între"], &["și"])],
        "el" => [(&["", "από"], &["έως", "ως", "μέχρι"]), (&["μεταξύ"], &["και"])],
        _ => [(&["", "from"], &["to", "through"]), (&["between"], &["and"])],
    };
    words.map(|(before, between)| RangePhrase { before, between })
}

/// Languages with a decimal comma.
const DECIMAL_COMMA: &[&str] = &[
    "af", "az", "be", "bg", "bs", "ca", "cs", "da", "de", "el", "eo", "es", "et", "eu", "fi", "fo", "fr", "gl", "hr",
    "hu", "hy", "id", "is", "it", "ka", "kk", "ky", "lb", "lt", "lv", "mk", "mn", "nb", "nl", "nn", "no", "pl", "pt",
    "ro", "ru", "sk", "sl", "sq", "sr", "sv", "tr", "uk", "uz", "vi",
];

/// Whether a language has a decimal comma: `1,5` is one and a half, `1.000` a thousand.
pub(super) fn decimal_comma(code: &str) -> bool {
    DECIMAL_COMMA.contains(&code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_signs_of_a_language() {
        assert_eq!(and_words("es"), ["y", "e"]);
        assert!(and_words("ja").is_empty());
        let [open, bound] = range_words("de");
        assert!(open.before.contains(&"") && open.between.contains(&"bis"));
        assert!(!bound.before.contains(&"") && bound.between.contains(&"und"));
        assert_eq!(range_words("ja"), range_words("en"));
        assert!(decimal_comma("de") && !decimal_comma("en") && !decimal_comma("ja"));
    }
}
