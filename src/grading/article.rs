//! The article before an answer, which is split off and judged on its own.

use super::Language;
use super::articles::articles;

/// How the articles of two texts compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ArticleMatch {
    /// No article on either side, the same one, or one that doesn't matter.
    Alike,
    /// One is missing, or one is extra.
    Missing,
    Other,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ArticleSplit<'t> {
    /// In lower case.
    pub(super) article: Option<String>,
    pub(super) rest: &'t str,
}

/// Splits the article off a text.
pub(super) fn open(text: &str, language: Language) -> ArticleSplit<'_> {
    let text = text.trim();
    let start = text.len() - text.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    let whole = ArticleSplit { article: None, rest: text };
    // It may follow a quote or similar; characters that count stay.
    if !text[..start].chars().all(|c| "\"'(¿¡«„“”‘’ ".contains(c)) {
        return whole;
    }
    let body = &text[start..];
    let space = body.find(char::is_whitespace);
    let mark = body.find(['\'', '\u{2019}']).filter(|&at| space.is_none_or(|space| at < space));
    let elided =
        mark.map(|at| (body[..at].to_lowercase() + "'", at + body[at..].chars().next().map_or(1, char::len_utf8)));
    let spaced = space.map(|at| (body[..at].to_lowercase(), at));
    let is_article = |(word, _): &(String, usize)| {
        if language.is_english() { is_english(word) } else { articles(language.code()).contains(&word.as_str()) }
    };
    let Some((article, end)) = elided.filter(is_article).or_else(|| spaced.filter(is_article)) else { return whole };
    let rest = body[end..].trim_start();
    // Before a symbol it is a letter: a && b.
    let is_word = rest.starts_with(|c: char| c.is_alphanumeric() || "\"'(«„“”‘’".contains(c));
    if !is_word || !rest.contains(char::is_alphanumeric) || (article == "a" && language.is_english() && is_name(rest)) {
        return whole;
    }
    ArticleSplit { article: Some(article), rest }
}

/// A text without a leading "the", "a" or "an".
pub(super) fn without_english(text: &str) -> &str {
    let opened = open(text, Language::ENGLISH);
    if opened.article.is_some_and(|word| !is_possessive(&word)) { opened.rest } else { text }
}

fn is_english(word: &str) -> bool {
    matches!(word, "the" | "a" | "an") || is_possessive(word)
}

fn is_possessive(word: &str) -> bool {
    matches!(word, "its" | "their" | "his" | "her" | "our")
}

/// Before these a lone A is a name (of a key or a grade), or not an English word.
fn is_name(rest: &str) -> bool {
    let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase();
    matches!(
        word.as_str(),
        "minor"
            | "major"
            | "flat"
            | "sharp"
            | "natural"
            | "level"
            | "levels"
            | "priori"
            | "posteriori"
            | "cappella"
            | "fortiori"
    )
}

pub(super) fn compare(typed: Option<&str>, answer: Option<&str>, language: Language) -> ArticleMatch {
    if language.is_english() {
        let both = typed.filter(|word| is_possessive(word)).zip(answer.filter(|word| is_possessive(word)));
        return if both.is_some_and(|(typed, answer)| typed != answer) {
            ArticleMatch::Other
        } else {
            ArticleMatch::Alike
        };
    }
    match (typed, answer) {
        (Some(typed), Some(answer)) if typed == answer => ArticleMatch::Alike,
        (Some(_), Some(_)) => ArticleMatch::Other,
        (None, Some(_)) => ArticleMatch::Missing,
        // An extra article is right.
        (_, None) => ArticleMatch::Alike,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened<'t>(text: &'t str, code: &str) -> (Option<String>, &'t str) {
        let ArticleSplit { article, rest } = open(text, Language::of_tag(code).expect("a tag"));
        (article, rest)
    }

    #[test]
    fn an_article_is_told_apart() {
        for (text, code, article, rest) in [
            ("the house", "en", Some("the"), "house"),
            ("The \"House\"", "en", Some("the"), "\"House\""),
            ("A minor", "en", None, "A minor"),
            ("a minority", "en", Some("a"), "minority"),
            ("the", "en", None, "the"),
            ("theory", "en", None, "theory"),
            ("die Brücke", "de", Some("die"), "Brücke"),
            ("the house", "de", None, "the house"),
            ("l'eau", "fr", Some("l'"), "eau"),
            ("L’eau", "fr", Some("l'"), "eau"),
            ("¿la casa?", "es", Some("la"), "casa?"),
            ("-a b", "en", None, "-a b"),
        ] {
            assert_eq!(opened(text, code), (article.map(str::to_owned), rest), "{text}");
        }
    }

    #[test]
    fn two_possessives_are_two_answers() {
        assert_eq!(compare(Some("its"), Some("their"), Language::ENGLISH), ArticleMatch::Other);
        assert_eq!(compare(Some("the"), Some("their"), Language::ENGLISH), ArticleMatch::Alike);
        assert_eq!(compare(None, Some("the"), Language::ENGLISH), ArticleMatch::Alike);
    }
}
