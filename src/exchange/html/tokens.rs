//! Splits HTML into texts and tags, in one pass: what is not closed or no tag is text.

use super::entities::named;

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'h> {
    /// With its entities.
    Text(&'h str),
    Open(Tag<'h>),
    /// By its name in lower case.
    Close(String),
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag<'h> {
    /// In lower case.
    pub(super) name: String,
    attributes: &'h str,
}

/// Tags whose contents are no text.
const RAW: [&str; 7] = ["script", "style", "svg", "template", "object", "canvas", "iframe"];

pub(super) struct Tokens<'h> {
    rest: &'h str,
    /// A quote in a tag was never closed: from there on, quotes mean nothing. Without this, many of them would each
    /// be looked for up to the end.
    ignores_quotes: bool,
    /// No bracket closes a tag any more.
    is_plain: bool,
}

enum Markup<'h> {
    Token(Token<'h>),
    /// A comment or the like.
    Nothing,
    /// The bracket is a character.
    Text,
}

impl<'h> Tokens<'h> {
    pub(super) const fn of(html: &'h str) -> Self {
        Self { rest: html, ignores_quotes: false, is_plain: false }
    }

    /// The length of the tag that begins here, with its brackets.
    fn tag_length(&mut self) -> Option<usize> {
        let bytes = self.rest.as_bytes();
        if !self.ignores_quotes {
            let mut quote = None;
            for (at, &byte) in bytes.iter().enumerate() {
                match (quote, byte) {
                    (None, b'>') => return Some(at + 1),
                    // Elsewhere a quote is a part of a word.
                    (None, b'"' | b'\'') if bytes[..at].trim_ascii_end().ends_with(b"=") => quote = Some(byte),
                    (Some(open), byte) if open == byte => quote = None,
                    _ => {}
                }
            }
            self.ignores_quotes = true;
        }
        let length = self.rest.find('>').map(|at| at + 1);
        self.is_plain |= length.is_none();
        length
    }

    /// Takes what begins with a bracket, if it is no text.
    fn markup(&mut self) -> Markup<'h> {
        let rest = self.rest;
        if let Some(comment) = rest.strip_prefix("<!--") {
            self.rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            return Markup::Nothing;
        }
        let is_letter = |at: usize| rest.as_bytes().get(at).is_some_and(u8::is_ascii_alphabetic);
        let is_closing = rest.starts_with("</") && is_letter(2);
        let is_named = is_closing || is_letter(1);
        if self.is_plain || !(is_named || rest.starts_with("<!") || rest.starts_with("<?")) {
            return Markup::Text;
        }
        let Some(length) = self.tag_length() else { return Markup::Text };
        self.rest = &rest[length..];
        if !is_named {
            return Markup::Nothing;
        }
        let inside = &rest[1 + usize::from(is_closing)..length - 1];
        let end = inside.find(|c: char| c.is_ascii_whitespace() || c == '/').unwrap_or(inside.len());
        let name = inside[..end].to_ascii_lowercase();
        if is_closing {
            return Markup::Token(Token::Close(name));
        }
        let attributes = &inside[end..];
        if RAW.contains(&name.as_str()) && !attributes.ends_with('/') {
            self.rest = behind_closing(self.rest, &name);
        }
        Markup::Token(Token::Open(Tag { name, attributes }))
    }
}

/// What follows the closing tag of this name.
fn behind_closing<'h>(html: &'h str, name: &str) -> &'h str {
    let mut rest = html;
    while let Some(at) = rest.find("</") {
        rest = &rest[at + 2..];
        if rest.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            return rest.find('>').map_or("", |end| &rest[end + 1..]);
        }
    }
    ""
}

impl<'h> Iterator for Tokens<'h> {
    type Item = Token<'h>;

    fn next(&mut self) -> Option<Token<'h>> {
        while self.rest.starts_with('<') {
            match self.markup() {
                Markup::Token(token) => return Some(token),
                Markup::Nothing => {}
                Markup::Text => break,
            }
        }
        if self.rest.is_empty() {
            return None;
        }
        let from = usize::from(self.rest.starts_with('<'));
        let end = self.rest[from..].find('<').map_or(self.rest.len(), |at| at + from);
        let (text, rest) = self.rest.split_at(end);
        self.rest = rest;
        Some(Token::Text(text))
    }
}

impl Tag<'_> {
    /// The names of its attributes, in lower case, and their values.
    fn attributes(&self) -> impl Iterator<Item = (String, &str)> {
        let mut rest = self.attributes;
        std::iter::from_fn(move || {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/' || c == '=');
            let end = rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '/')).unwrap_or(rest.len());
            if end == 0 {
                return None;
            }
            let name = rest[..end].to_ascii_lowercase();
            rest = rest[end..].trim_start();
            let Some(behind) = rest.strip_prefix('=') else { return Some((name, "")) };
            let value = behind.trim_start();
            let (value, behind) = match value.chars().next() {
                Some(quote @ ('"' | '\'')) => {
                    let value = &value[1..];
                    value.split_once(quote).unwrap_or((value, ""))
                }
                _ => value.split_at(value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len())),
            };
            rest = behind;
            Some((name, value))
        })
    }

    /// The value of an attribute, without entities and controls.
    pub(super) fn value(&self, wanted: &str) -> Option<String> {
        let (_, value) = self.attributes().find(|(name, _)| name == wanted)?;
        Some(decoded(value).filter(|c| !c.is_control()).collect())
    }

    pub(super) fn has(&self, wanted: &[&str]) -> bool {
        self.attributes().any(|(name, _)| wanted.contains(&name.as_str()))
    }
}

/// The characters of a text whose entities are resolved.
pub(super) fn decoded(text: &str) -> impl Iterator<Item = char> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let c = rest.chars().next()?;
        let (c, length) = if c == '&' { entity(rest).unwrap_or((c, 1)) } else { (c, c.len_utf8()) };
        rest = &rest[length..];
        Some(c)
    })
}

/// The longest name or number of an entity.
const LONGEST: usize = 10;

/// The character that begins here, and its length.
fn entity(text: &str) -> Option<(char, usize)> {
    let inside = &text[1..];
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '#';
    let length = inside.bytes().take(LONGEST).take_while(|&byte| is_part(char::from(byte))).count();
    let word = &inside[..length];
    let closed = usize::from(inside[length..].starts_with(';'));
    if let Some(digits) = word.strip_prefix('#') {
        let number = match digits.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => digits.parse(),
        };
        let number = number.ok()?;
        let c = char::from_u32(number).map_or('\u{fffd}', of_windows);
        // No entity makes a sign that only we may write.
        let is_shown = !c.is_control() || c.is_whitespace();
        return Some((if is_shown { c } else { '\u{fffd}' }, 1 + length + closed));
    }
    if closed == 1 {
        return Some((named(word)?, 2 + length));
    }
    // Some are known without their end.
    let known = ["nbsp", "amp", "lt", "gt", "quot"].into_iter().find(|name| word.starts_with(name))?;
    Some((named(known)?, 1 + known.len()))
}

/// The characters 128 to 159 are meant as those of Windows-1252.
fn of_windows(c: char) -> char {
    const MEANT: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    (c as usize).checked_sub(0x80).and_then(|at| MEANT.get(at).copied()).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(html: &str) -> String {
        let token = |token| match token {
            Token::Text(text) => decoded(text).collect(),
            Token::Open(tag) => format!("[{}]", tag.name),
            Token::Close(name) => format!("[/{name}]"),
        };
        Tokens::of(html).map(token).collect::<Vec<String>>().join("|")
    }

    #[test]
    fn tags_and_texts_are_told_apart() {
        for (html, tokens) in [
            ("a<B class='x>y'>b</B >c", "a|[b]|b|[/b]|c"),
            ("<br/><img src=a/b.png>", "[br]|[img]"),
            ("1 < 2 <3 a<b", "1 |< 2 |<3 a|<b"),
            ("a<!-- <b> -->b<!doctype html>c<?x?>d", "a|b|c|d"),
            ("a<script>if (a<b) '</b>'</SCRIPT >b", "a|[script]|b"),
            ("a<style>b", "a|[style]"),
            ("a<!-- b", "a"),
            ("<a title=\"x>y</a>z", "[a]|y|[/a]|z"),
            ("</>x</ b>", "</>x|</ b>"),
        ] {
            assert_eq!(shown(html), tokens, "{html}");
        }
    }

    #[test]
    fn attributes_are_found() {
        let Some(Token::Open(tag)) = Tokens::of("<img ALT = 'a &amp; b' checked src=\"x y.png\" width=3/>").next()
        else {
            panic!("a tag");
        };
        assert_eq!(tag.value("alt").as_deref(), Some("a & b"));
        assert_eq!(tag.value("src").as_deref(), Some("x y.png"));
        assert_eq!(tag.value("checked").as_deref(), Some(""));
        assert!(tag.has(&["style", "width"]) && !tag.has(&["y.png"]));
    }

    #[test]
    fn entities_are_resolved() {
        for (text, meant) in [
            ("&lt;b&gt; &amp;amp; &nbsp;|", "<b> &amp; \u{a0}|"),
            ("&#65;&#x42;&#X43 &#128;&#xd800;&#1;&#0;&#10;", "ABC €\u{fffd}\u{fffd}\u{fffd}\n"),
            ("&nope; & &; AT&T &ampx &#; &eacute", "&nope; & &; AT&T &x &#; &eacute"),
        ] {
            assert_eq!(decoded(text).collect::<String>(), meant, "{text}");
        }
    }

    #[test]
    fn what_never_ends_takes_no_time() {
        for part in ["<a \"", "<a b=\"", "<", "</", "&#", "<a =", "<a b='>", "<svg></"] {
            assert!(Tokens::of(&part.repeat(20_000)).count() > 0, "{part}");
        }
    }
}
