//! HTML in a text: tags and entities.

use super::{around, near, up_to};

/// Tags without a closing tag.
const ALONE: &[&str] = &["br", "hr", "img", "wbr"];
/// Tags that are often left open.
const OPEN: &[&str] = &["p", "div", "li", "tr", "td"];
const TAGS: &[&str] = &[
    "a",
    "b",
    "i",
    "u",
    "s",
    "q",
    "p",
    "em",
    "strong",
    "span",
    "div",
    "font",
    "sub",
    "sup",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "td",
    "th",
    "tbody",
    "thead",
    "code",
    "pre",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "small",
    "big",
    "center",
    "blockquote",
    "math",
    "mark",
    "del",
    "ins",
    "strike",
    "tt",
    "kbd",
    "dl",
    "dt",
    "dd",
    "details",
    "summary",
    "section",
    "figure",
    "script",
    "style",
    "ruby",
    "rt",
    "rp",
    "br",
    "hr",
    "img",
    "wbr",
    "input",
    "o:p",
];

/// A tag in a text.
struct Tag<'t> {
    before: &'t str,
    piece: &'t str,
    name: &'t str,
    closes: bool,
    has_attributes: bool,
}

fn tags(text: &str) -> impl Iterator<Item = Tag<'_>> {
    around(text, "<").filter_map(|(before, rest)| {
        let inside = rest[1..].strip_prefix('/').unwrap_or(&rest[1..]);
        let length = inside.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b':').count();
        let (name, after) = inside.split_at(length);
        let attributes = &after[..after.find(['<', '>']).filter(|&end| after[end..].starts_with('>'))?];
        let is_bare = attributes.trim_end_matches('/').trim().is_empty();
        let has_attributes = attributes.starts_with(char::is_whitespace) && attributes.contains('=');
        let is_tag = TAGS.iter().any(|tag| tag.eq_ignore_ascii_case(name)) && (is_bare || has_attributes);
        let piece = &rest[..=rest.len() - after.len() + attributes.len()];
        is_tag.then_some(Tag { before, piece, name, closes: rest.starts_with("</"), has_attributes })
    })
}

/// `<b>x</b>`, `<br>`, `<!-- x -->`; not `List<T>`, `a < b`, `cp <source>`.
pub(super) fn tag(text: &str) -> Option<&str> {
    let is_in = |names: &[&str], name: &str| names.iter().any(|known| known.eq_ignore_ascii_case(name));
    let closed: Vec<&str> = tags(text).filter(|tag| tag.closes).map(|tag| tag.name).take(TAGS.len()).collect();
    let is_left = |tag: &Tag| {
        let is_alone = text.trim() == tag.piece;
        // `<br> element`, `the <b> tag`: the text is about the tag.
        let after = near(&text[tag.before.len() + tag.piece.len()..]).trim_start().to_lowercase();
        let is_named = ["element", "tag", "balise"].iter().any(|word| after.starts_with(word));
        let is_open = is_in(OPEN, tag.name) && !tag.before.ends_with(char::is_alphanumeric);
        let is_one = tag.closes || tag.has_attributes || is_open || is_in(ALONE, tag.name) || is_in(&closed, tag.name);
        is_one && !is_alone && !is_named
    };
    let comment = || text.find("<!--").map(|at| up_to(&text[at..], "-->").unwrap_or(&text[at..]));
    tags(text).find(is_left).map(|tag| tag.piece).or_else(comment)
}

const ENTITIES: &[&str] = &[
    "nbsp", "quot", "amp", "lt", "gt", "apos", "rsquo", "lsquo", "ldquo", "rdquo", "bdquo", "sbquo", "ndash", "mdash",
    "hellip", "times", "divide", "deg", "plusmn", "minus", "sup2", "sup3", "frac12", "frac14", "micro", "middot",
    "bull", "larr", "rarr", "uarr", "darr", "harr", "rArr", "ne", "le", "ge", "infin", "radic", "sum", "copy", "reg",
    "trade", "euro", "pound", "sect", "para", "laquo", "raquo", "iexcl", "iquest", "thinsp", "ensp", "emsp", "shy",
    "zwj", "zwnj", "lrm", "auml", "ouml", "uuml", "Auml", "Ouml", "Uuml", "szlig", "eacute", "egrave", "ecirc",
    "agrave", "aacute", "iacute", "oacute", "uacute", "ntilde", "ccedil", "oslash", "aring", "aelig", "alpha", "beta",
    "gamma", "delta", "Delta", "mu", "pi", "sigma", "omega", "Omega", "lambda", "theta", "bull", "check", "newline",
];

/// `&nbsp;`, `&#39;`; not `AT&T;`, `&x;`, or an entity that is the whole text.
pub(super) fn entity(text: &str) -> Option<&str> {
    around(text, "&").find_map(|(_, rest)| {
        let inside = &rest[1..];
        let number = inside.strip_prefix('#').map(|digits| digits.strip_prefix(['x', 'X']).unwrap_or(digits));
        let length = inside.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
        let is_number = number.is_some_and(|digits| digits.starts_with(|c: char| c.is_ascii_hexdigit()));
        let is_entity = inside[length..].starts_with(';') && (is_number || ENTITIES.contains(&&inside[..length]));
        let end = if is_entity { length + 2 } else { "&nbsp".len() };
        ((is_entity || rest.starts_with("&nbsp")) && text.trim().len() > end).then(|| &rest[..end])
    })
}
