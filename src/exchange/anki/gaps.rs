//! Gaps in a field: `{{c1::text::hint}}`, also within each other.

use std::fmt::Write as _;

use crate::exchange::html::{GAP, GAP_END, GAP_HINT, GAP_TEXT, without_gaps};

/// Gaps within gaps beyond this are text.
const DEEPEST: usize = 10;

enum Piece {
    Html(String),
    Gap(Gap),
}

struct Gap {
    numbers: Vec<u32>,
    pieces: Vec<Piece>,
    hint: Option<String>,
}

/// What a card shows of gaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::exchange) enum Gaps {
    /// This number as blanks or hints, all others filled.
    Asked(u32),
    /// This number's texts alone are the answer; all are filled.
    Filled(u32),
    /// Only this number's texts.
    Texts(u32),
    /// All, with our signs.
    Signed,
    Nothing,
}

/// A field that may have gaps.
pub(in crate::exchange) struct GappedField(Vec<Piece>);

impl GappedField {
    pub(in crate::exchange) fn parse(html: &str) -> Self {
        let html = without_gaps(html);
        let mut open: Vec<Gap> = Vec::new();
        let mut pieces = Vec::new();
        let mut rest: &str = &html;
        while !rest.is_empty() {
            if let Some((numbers, behind)) = opening(rest) {
                rest = behind;
                if open.len() < DEEPEST {
                    open.push(Gap { numbers, pieces: Vec::new(), hint: None });
                }
                continue;
            }
            if let Some(behind) = rest.strip_prefix("}}") {
                rest = behind;
                let closed = open.pop().map_or_else(|| Piece::Html("}}".to_owned()), Piece::Gap);
                open.last_mut().map_or(&mut pieces, |gap| &mut gap.pieces).push(closed);
                continue;
            }
            let length = text_length(rest);
            let (text, behind) = rest.split_at(length);
            rest = behind;
            match open.last_mut() {
                None => pieces.push(Piece::Html(text.to_owned())),
                Some(gap) => {
                    let (text, hint) = text.split_once("::").map_or((text, None), |(text, hint)| (text, Some(hint)));
                    gap.hint = hint.map(str::to_owned).or(gap.hint.take());
                    gap.pieces.push(Piece::Html(text.to_owned()));
                }
            }
        }
        Self(pieces)
    }

    fn has(&self, number: u32) -> bool {
        let mut found = false;
        each(&self.0, &mut |gap| found |= gap.numbers.contains(&number));
        found
    }

    /// The field as it is shown; nothing if the number that is asked is not in it.
    pub(in crate::exchange) fn html(&self, gaps: Gaps) -> String {
        let mut out = String::new();
        match gaps {
            Gaps::Nothing => {}
            Gaps::Asked(number) | Gaps::Filled(number) if !self.has(number) => {}
            Gaps::Texts(number) => {
                let mut texts: Vec<String> = Vec::new();
                each(&self.0, &mut |gap| {
                    if gap.numbers.contains(&number) {
                        let mut text = String::new();
                        write(&gap.pieces, Gaps::Filled(number), &mut text);
                        if !texts.contains(&text) {
                            texts.push(text);
                        }
                    }
                });
                out = texts.join(", ");
            }
            Gaps::Asked(_) | Gaps::Filled(_) | Gaps::Signed => write(&self.0, gaps, &mut out),
        }
        out
    }
}

/// The numbers of a gap that begins here, and what follows.
fn opening(text: &str) -> Option<(Vec<u32>, &str)> {
    let inside = text.strip_prefix("{{c")?;
    let end = inside.find(|c: char| !(c.is_ascii_digit() || c == ','))?;
    let behind = inside[end..].strip_prefix("::")?;
    let numbers: Option<Vec<u32>> = inside[..end].split(',').map(|digits| digits.parse().ok()).collect();
    Some((numbers?, behind))
}

/// The bytes before the next gap or end of one.
fn text_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let is_sign = |at: &usize| match bytes[*at..] {
        [b'}', b'}', ..] => true,
        [b'{', b'{', b'c', ..] => opening(&text[*at..]).is_some(),
        _ => false,
    };
    (1..bytes.len()).filter(|&at| text.is_char_boundary(at)).find(is_sign).unwrap_or(bytes.len())
}

fn each(pieces: &[Piece], visit: &mut dyn FnMut(&Gap)) {
    for piece in pieces {
        if let Piece::Gap(gap) = piece {
            visit(gap);
            each(&gap.pieces, visit);
        }
    }
}

fn write(pieces: &[Piece], gaps: Gaps, out: &mut String) {
    for piece in pieces {
        match piece {
            Piece::Html(html) => out.push_str(html),
            Piece::Gap(gap) => match gaps {
                Gaps::Asked(number) if gap.numbers.contains(&number) => {
                    let hint = gap.hint.as_deref().filter(|hint| !hint.trim().is_empty());
                    out.extend(["[", hint.unwrap_or("..."), "]"]);
                }
                Gaps::Signed => {
                    // Our cards have one number a gap; none is no number of theirs.
                    // Writing to a string can't fail.
                    let number = if let [number] = gap.numbers[..] { number } else { 0 };
                    let _ = write!(out, "{GAP}{number}{GAP_TEXT}");
                    write(&gap.pieces, gaps, out);
                    if let Some(hint) = gap.hint.as_deref().filter(|hint| !hint.trim().is_empty()) {
                        out.push(GAP_HINT);
                        out.push_str(hint);
                    }
                    out.push(GAP_END);
                }
                _ => write(&gap.pieces, gaps, out),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_shown_as_there() {
        // What the program itself shows for the first gap, asked and filled.
        for (html, asked, filled) in [
            ("a {{c1::b}} c", "a [...] c", "a b c"),
            ("{{c1::a::b::c}}", "[b::c]", "a"),
            ("{{c1::}} y", "[...] y", " y"),
            ("{{c1::::h}} z", "[h] z", " z"),
            ("{{c1::a {{c2::b}} d}} e", "[...] e", "a b d e"),
            ("{{c1,2::m}} f {{c2::n}}", "[...] f n", "m f n"),
            ("{{c0::z}} {{c1::q}}", "z [...]", "z q"),
            ("{{c01::lead}}", "[...]", "lead"),
            ("{{c1::a}b}} x", "[...] x", "a}b x"),
            ("{{c1::x}}}} y", "[...]}} y", "x}} y"),
            ("{{c1::open {{c2::b}}", "", ""),
            ("{{C1::up}}{{c1::l}}", "{{C1::up}}[...]", "{{C1::up}}l"),
            ("{{c1:b}} {{c1::d:::e}}", "{{c1:b}} [:e]", "{{c1:b}} d"),
            ("{{c1::a}}{{c1::b::hh}}", "[...][hh]", "ab"),
            ("{{c2::other}}", "", ""),
        ] {
            let field = GappedField::parse(html);
            assert_eq!((field.html(Gaps::Asked(1)).as_str(), field.html(Gaps::Filled(1)).as_str()), (asked, filled));
        }
        let nested = GappedField::parse("{{c1::a {{c2::b}} d}} e");
        assert_eq!(nested.html(Gaps::Asked(2)), "a [...] d e");
        assert_eq!(GappedField::parse("{{c1::a}} {{c1::b}} {{c1::a}}").html(Gaps::Texts(1)), "a, b");
    }

    #[test]
    fn many_gaps_take_no_time() {
        for part in ["{{c1::", "}}", "{{c", "{{c1::a}}", "{{", "{{c1,"] {
            let field = GappedField::parse(&part.repeat(5_000));
            let _ = (field.html(Gaps::Asked(1)), field.html(Gaps::Signed));
        }
    }
}
