//! What tags do to a text.

use super::tokens::Tag;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect {
    Nothing,
    LineBreak,
    /// Begins and ends on a line of its own, with so many line breaks.
    Block(usize),
    Rule,
    Strong,
    Heading,
    Italic,
    Code,
    Pre,
    List {
        is_numbered: bool,
    },
    Entry,
    Table,
    Row,
    Cell,
    Lowered,
    Raised,
    Quote,
    RubyText,
    RubyBracket,
    Ruby,
    Link,
    Picture,
    Drawing,
    Sound,
    Maths,
    /// A look that is dropped, and its name.
    Look(&'static str),
    /// Dropped with all that is in it.
    Hidden(&'static str),
    Unknown,
}

pub(super) fn effect(name: &str) -> Effect {
    match name {
        "br" => Effect::LineBreak,
        "p" => Effect::Block(2),
        "div" | "section" | "article" | "header" | "footer" | "main" | "aside" | "nav" | "address" | "blockquote"
        | "figure" | "figcaption" | "details" | "summary" | "fieldset" | "form" | "center" | "caption" | "dl"
        | "dt" | "dd" | "thead" | "tbody" | "tfoot" | "legend" | "option" | "title" => Effect::Block(1),
        "hr" => Effect::Rule,
        "b" | "strong" => Effect::Strong,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "th" => Effect::Heading,
        "i" | "em" | "cite" | "var" | "dfn" => Effect::Italic,
        "code" | "kbd" | "samp" | "tt" => Effect::Code,
        "pre" => Effect::Pre,
        "ul" | "menu" => Effect::List { is_numbered: false },
        "ol" => Effect::List { is_numbered: true },
        "li" => Effect::Entry,
        "table" => Effect::Table,
        "tr" => Effect::Row,
        "td" => Effect::Cell,
        "sub" => Effect::Lowered,
        "sup" => Effect::Raised,
        "q" => Effect::Quote,
        "ruby" => Effect::Ruby,
        "rt" | "rtc" => Effect::RubyText,
        "rp" => Effect::RubyBracket,
        "a" => Effect::Link,
        "img" => Effect::Picture,
        "svg" | "canvas" | "object" => Effect::Drawing,
        "audio" | "video" | "source" | "embed" => Effect::Sound,
        "anki-mathjax" => Effect::Maths,
        "u" | "ins" => Effect::Look("underlining"),
        "s" | "strike" | "del" => Effect::Look("strikethrough"),
        "mark" => Effect::Look("highlighting"),
        "font" | "big" | "small" => Effect::Look(LOOKS),
        "script" => Effect::Hidden("a script"),
        "style" => Effect::Hidden("a style sheet"),
        "iframe" => Effect::Hidden("a page within the page"),
        "template" => Effect::Hidden("a template"),
        "span" | "label" | "abbr" | "acronym" | "time" | "bdi" | "bdo" | "data" | "wbr" | "rb" | "html" | "body"
        | "head" | "meta" | "link" | "base" | "col" | "colgroup" | "nobr" | "noscript" | "picture" => Effect::Nothing,
        _ => Effect::Unknown,
    }
}

pub(super) const LOOKS: &str = "looks such as colours and sizes";

/// Whether a tag gives its text a look of its own.
pub(super) fn has_look(tag: &Tag<'_>) -> bool {
    tag.has(&["style", "color", "bgcolor", "face", "size"])
}

/// The character raised, if there is such a one.
pub(super) const fn raised(c: char) -> Option<char> {
    Some(match c {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        '9' => '⁹',
        '+' => '⁺',
        '-' | '−' | '–' => '⁻',
        '=' => '⁼',
        '(' => '⁽',
        ')' => '⁾',
        'n' => 'ⁿ',
        'i' => 'ⁱ',
        _ => return None,
    })
}

/// The character lowered, if there is such a one.
pub(super) const fn lowered(c: char) -> Option<char> {
    Some(match c {
        '0' => '₀',
        '1' => '₁',
        '2' => '₂',
        '3' => '₃',
        '4' => '₄',
        '5' => '₅',
        '6' => '₆',
        '7' => '₇',
        '8' => '₈',
        '9' => '₉',
        '+' => '₊',
        '-' | '−' | '–' => '₋',
        '=' => '₌',
        '(' => '₍',
        ')' => '₎',
        _ => return None,
    })
}
