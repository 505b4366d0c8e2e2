//! A note and a template -> HTML, as Anki does it.

use std::collections::{BTreeSet, HashMap};

use super::gaps::{GappedField, Gaps};
use super::template::{Node, TemplateError};
use crate::exchange::html::Rich;

/// The longest side of a card, in bytes of HTML.
const LONGEST: usize = 512 << 10;

/// What a side is made from.
pub(super) struct Context<'c> {
    /// By name.
    pub(super) fields: &'c HashMap<&'c str, &'c str>,
    /// `Tags`, `Deck` and the like, by name.
    pub(super) specials: &'c [(&'static str, String)],
    /// The number of the gap that the card asks, or of its template: from 1.
    pub(super) number: u32,
    pub(super) gaps: Gaps,
    pub(super) typed: TypedBox,
}

/// What a box to type in is shown as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TypedBox {
    /// It is noted, and nothing is shown.
    Noted,
    /// What is right.
    Answer,
}

/// A side of a card.
#[derive(Debug, Default)]
pub(super) struct Side {
    pub(super) html: String,
    /// HTML that is shown only on demand.
    pub(super) hints: Vec<String>,
    pub(super) typed: Option<Typed>,
    /// Filters that are none of Anki's own.
    pub(super) unknown: BTreeSet<String>,
    /// Conditions that depend on which gap is asked.
    pub(super) depends_on_gap: bool,
    /// It has fields whose gaps are shown otherwise than asked and filled.
    pub(super) has_odd_gaps: bool,
}

/// A field that is typed.
#[derive(Debug)]
pub(super) struct Typed {
    pub(super) html: String,
    pub(super) is_cloze: bool,
    /// Accents don't count.
    pub(super) folds_accents: bool,
}

pub(super) fn render(nodes: &[Node], context: &Context<'_>) -> Result<Side, TemplateError> {
    let mut side = Side::default();
    side.add(nodes, context)?;
    Ok(side)
}

impl Side {
    fn add(&mut self, nodes: &[Node], context: &Context<'_>) -> Result<(), TemplateError> {
        for node in nodes {
            match node {
                Node::Html(html) => self.html.push_str(html),
                Node::Field { name, filters } => {
                    let value = context.value(name).ok_or_else(|| TemplateError::NoField(name.clone()))?;
                    let value = self.filtered(value, filters, context);
                    self.html.push_str(&value);
                }
                Node::Condition { name, wants_filled, nodes } => {
                    if self.is_filled(name, context)? == *wants_filled {
                        self.add(nodes, context)?;
                    }
                }
            }
            if self.html.len() > LONGEST {
                return Err(TemplateError::TooLong);
            }
        }
        Ok(())
    }

    fn is_filled(&mut self, name: &str, context: &Context<'_>) -> Result<bool, TemplateError> {
        if let Some(value) = context.value(name) {
            return Ok(!is_empty(value));
        }
        let number = name.strip_prefix('c').and_then(|digits| digits.parse::<u32>().ok());
        let number = number.ok_or_else(|| TemplateError::NoField(name.to_owned()))?;
        self.depends_on_gap = true;
        Ok(number == context.number)
    }

    fn filtered(&mut self, value: &str, filters: &[String], context: &Context<'_>) -> String {
        let filters: Vec<&str> = filters.iter().map(String::as_str).collect();
        // Only so together do these mean something of their own.
        match filters.as_slice() {
            ["cloze", "type"] => return self.typed_box(value, true, false, context),
            ["nc", "type"] => return self.typed_box(value, false, true, context),
            _ => {}
        }
        filters.into_iter().fold(value.to_owned(), |value, filter| self.with_filter(value, filter, context))
    }

    fn with_filter(&mut self, value: String, filter: &str, context: &Context<'_>) -> String {
        match filter {
            "text" => {
                self.has_odd_gaps |= value.contains(crate::exchange::html::GAP);
                escaped(&Rich::compared(&value).plain())
            }
            "cloze" => GappedField::parse(&value).html(context.gaps),
            "cloze-only" => {
                self.has_odd_gaps = true;
                match context.gaps {
                    Gaps::Filled(number) => GappedField::parse(&value).html(Gaps::Texts(number)),
                    _ => String::new(),
                }
            }
            "type" => self.typed_box(&value, false, false, context),
            "hint" if value.trim().is_empty() => value,
            "hint" => {
                self.hints.push(value.clone());
                if matches!(context.typed, TypedBox::Answer) { format!("<div>{value}</div>") } else { String::new() }
            }
            "furigana" => {
                with_readings(&value, |base, reading| format!("<ruby><rb>{base}</rb><rt>{reading}</rt></ruby>"))
            }
            "kana" => with_readings(&value, |_, reading| reading.to_owned()),
            "kanji" => with_readings(&value, |base, _| base.to_owned()),
            // Means something only with `type`.
            "nc" => value,
            filter if filter.starts_with("tts") => String::new(),
            filter => {
                self.unknown.insert(filter.chars().take(40).collect());
                value
            }
        }
    }

    fn typed_box(&mut self, value: &str, is_cloze: bool, folds_accents: bool, context: &Context<'_>) -> String {
        let html =
            if is_cloze { GappedField::parse(value).html(Gaps::Texts(context.number)) } else { value.to_owned() };
        let shown = if context.typed == TypedBox::Answer { html.clone() } else { String::new() };
        if !is_empty(&html) && self.typed.is_none() {
            self.typed = Some(Typed { html, is_cloze, folds_accents });
        }
        shown
    }
}

impl Context<'_> {
    fn value(&self, name: &str) -> Option<&str> {
        let special = || self.specials.iter().find(|(special, _)| *special == name).map(|(_, value)| value.as_str());
        self.fields.get(name).copied().or_else(special)
    }
}

/// Whether Anki takes a field for empty: white space and line breaks alone.
pub(super) fn is_empty(html: &str) -> bool {
    let mut rest = html.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '\u{b}');
    while !rest.is_empty() {
        let Some((tag, behind)) = rest.strip_prefix('<').and_then(|tag| tag.split_once('>')) else { return false };
        let name = tag.strip_prefix('/').unwrap_or(tag);
        let name = name.strip_suffix('/').unwrap_or(name);
        let name = name.strip_suffix(' ').unwrap_or(name);
        if !["br", "div"].iter().any(|known| name.eq_ignore_ascii_case(known)) {
            return false;
        }
        rest = behind.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '\u{b}');
    }
    true
}

/// Text as HTML.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The field with each `base[reading]` as `form` has it.
fn with_readings(html: &str, form: impl Fn(&str, &str) -> String) -> String {
    let html = html.replace("&nbsp;", " ");
    let mut out = String::with_capacity(html.len());
    let mut rest = html.as_str();
    let mut from = 0;
    while let Some(at) = rest[from..].find('[').map(|at| at + from) {
        let begin = rest[from..at].rfind([' ', '>']).map_or(from, |before| from + before + 1);
        let base = &rest[begin..at];
        let inside = &rest[at + 1..];
        let length = if base.is_empty() { None } else { inside.find([']', '\n']) };
        let reading = length.map_or("", |length| &inside[..length]);
        let is_closed = inside[reading.len()..].starts_with(']');
        if reading.is_empty() || !is_closed || reading.starts_with("sound:") {
            from = at + 1;
            continue;
        }
        // The space only tells where the base begins.
        out.push_str(rest[..begin].strip_suffix(' ').unwrap_or(&rest[..begin]));
        out.push_str(&form(base, reading));
        rest = &rest[at + 2 + reading.len()..];
        from = 0;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::super::template::parse;
    use super::*;

    fn rendered(template: &str, fields: &[(&str, &str)]) -> Result<String, TemplateError> {
        let fields: HashMap<&str, &str> = fields.iter().copied().collect();
        let specials = [("Tags", "a::b c".to_owned()), ("Subdeck", "Ports".to_owned())];
        let context =
            Context { fields: &fields, specials: &specials, number: 1, gaps: Gaps::Asked(1), typed: TypedBox::Noted };
        render(&parse(template)?, &context).map(|side| side.html)
    }

    /// What the program itself makes of the same.
    #[test]
    fn a_side_is_rendered_as_there() {
        let plain = [("Front", "Front val"), ("Back", "Back val")];
        let ruby = [("Front", " 日本[にほん]の 家[いえ] x[y z] a[b]c"), ("Back", "k")];
        let br = [("Front", "<b>x</b>&lt; y<br>z"), ("Back", "<br><div></div> ")];
        for (template, fields, html) in [
            ("{{ Front }} {{foo:Front}}", plain, "Front val Front val"),
            ("{{text:Front}}", br, "x&lt; y z"),
            ("{{#Back}}B{{/Back}}{{^Back}}no{{/Back}}{{Front}}", plain, "BFront val"),
            ("{{#Back}}B{{/Back}}{{^Back}}no{{/Back}}", br, "no"),
            (
                "{{furigana:Front}}",
                ruby,
                "<ruby><rb>日本</rb><rt>にほん</rt></ruby>の<ruby><rb>家</rb><rt>いえ</rt></ruby><ruby><rb>x</rb><rt>y z</rt></ruby><ruby><rb>a</rb><rt>b</rt></ruby>c",
            ),
            ("{{kana:Front}}|{{kanji:Front}}", ruby, "にほんのいえy zbc|日本の家xac"),
            ("{{Tags}} {{Subdeck}} {{#Tags}}t{{/Tags}}", plain, "a::b c Ports t"),
            ("{{#c1}}x{{/c1}}{{#c2}}y{{/c2}}{{Front}}", plain, "xFront val"),
            ("{{type:Back}} {{type:nc:Back}} {{nc:Back}}", plain, "  Back val"),
            ("{{hint:Back}}{{tts en_US:Front}}", plain, ""),
            ("{{{Front}}}", plain, "Front val}"),
        ] {
            assert_eq!(rendered(template, &fields).as_deref(), Ok(html), "{template}");
        }
        for template in ["{{Unknown}}", "{{#Unknown}}x{{/Unknown}}", "{{text: Front}}", "{{}}", "{{front}}"] {
            assert!(matches!(rendered(template, &plain), Err(TemplateError::NoField(_))), "{template}");
        }
        let long = "x".repeat(20_000);
        assert_eq!(rendered(&"{{Front}}".repeat(100), &[("Front", &long)]), Err(TemplateError::TooLong));
    }

    #[test]
    fn line_breaks_alone_are_an_empty_field() {
        for (html, empty) in [("", true), (" <br/></DIV>\n<br /> ", true), ("&nbsp;", false), ("<b></b>", false)] {
            assert_eq!(is_empty(html), empty, "{html}");
        }
    }

    #[test]
    fn many_readings_take_no_time() {
        for part in ["[", "a[", "a[b]", "[]", "a[\n]", " [x]"] {
            let _ = with_readings(&part.repeat(5_000), |base, _| base.to_owned());
        }
    }
}
