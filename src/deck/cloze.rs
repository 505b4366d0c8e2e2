//! Cloze texts: `{{gap}}`, `{{gap::hint}}`, `{{c2::gap::hint}}`.

use super::Text;

/// A piece of a cloze text: shown text or a gap.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ClozePiece {
    Shown(Text),
    Gap {
        /// From 1; gaps with the same number are asked together.
        number: u16,
        /// Whether the author wrote the number.
        written: bool,
        text: Text,
        /// Shown in the gap while it is asked.
        hint: Option<Text>,
        /// Other texts that are right.
        accept: Vec<Text>,
    },
}

/// How many gaps a card may have. Each is asked with all the others around it.
pub(crate) const MAX_GAPS: usize = 100;

/// Why a cloze text is not valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ClozeError {
    #[error("the text has no gap")]
    NoGap,
    /// `{{` without `}}`.
    #[error("a gap begins with `{{{{` and never ends")]
    Unclosed,
    /// `}}` without `{{`.
    #[error("`}}}}` ends a gap that never began")]
    Unopened,
    /// `{{}}`, or only a number or a hint in it.
    #[error("a gap is empty")]
    Empty,
    /// `{{` within a gap.
    #[error("a gap is inside another gap")]
    Nested,
    /// More than one `::` after the gap's text.
    #[error("a gap has more than a text and a hint")]
    TooMany,
    /// `c0`, or a number above 65535.
    #[error("gaps are numbered from `c1` to `c65535`")]
    Number,
    /// More than [`MAX_GAPS`] gaps.
    #[error("the text has more than {MAX_GAPS} gaps, the most that are read")]
    Gaps,
    /// Some gaps are numbered and some are not.
    #[error("some gaps are numbered and some are not")]
    Mixed,
}

impl ClozeError {
    /// What the author can do about it.
    #[must_use]
    pub const fn help(self) -> &'static str {
        match self {
            Self::NoGap => "put the text to recall in braces: `{{gap}}`, or `{{gap::hint}}`",
            Self::Unclosed => "close it with `}}`, or write `\\{` for a literal brace",
            Self::Unopened => "open it with `{{`, or write `\\}` for a literal brace",
            Self::Empty => "write what fills it: `{{gap}}`, `{{gap::hint}}` or `{{c1::gap::hint}}`",
            Self::Nested => "close the first gap before the next begins, or write `\\{` for a literal brace",
            Self::TooMany => "write `\\:` for a literal colon: `{{std\\:\\:mem::a module}}`",
            Self::Gaps => "make several cards of it",
            Self::Number => "count from 1: `{{c1::gap}}`",
            Self::Mixed => "number all gaps of the card, or none",
        }
    }
}

/// Splits a text at its gaps; gaps without a number are numbered in order.
///
/// # Errors
/// What is wrong, and the byte at which it is.
pub fn parse(source: &str) -> Result<Vec<ClozePiece>, (ClozeError, usize)> {
    let mut pieces = Vec::new();
    let mut shown = String::new();
    let mut rest = source;
    let mut numbered = [None; 2];
    // How many braces around gaps are still open, as in `\frac{{{c1::a}}}{b}`.
    let mut around: usize = 0;
    while !rest.is_empty() {
        let at = source.len() - rest.len();
        let opened = braces_around(rest);
        if opened > 0 {
            shown.push_str(&rest[..opened]);
            around += opened;
            rest = &rest[opened..];
        } else if around > 0 && rest.starts_with('}') {
            shown.push('}');
            around -= 1;
            rest = &rest[1..];
        } else if let Some(inside) = rest.strip_prefix("{{") {
            let length = gap_length(inside, around > 0).map_err(|error| (error, at))?;
            let gap = gap(&inside[..length]).map_err(|error| (error, at))?;
            numbered[usize::from(gap.number.is_some())].get_or_insert(at);
            if !shown.is_empty() {
                pieces.push(ClozePiece::Shown(Text::piece(&std::mem::take(&mut shown))));
            }
            let counted = gap_count(&pieces).saturating_add(1);
            if usize::from(counted) > MAX_GAPS {
                return Err((ClozeError::Gaps, at));
            }
            let number = gap.number.unwrap_or(counted);
            let Gap { number: written, text, hint } = gap;
            pieces.push(ClozePiece::Gap { number, written: written.is_some(), text, hint, accept: Vec::new() });
            rest = &inside[length + 2..];
        } else if rest.starts_with("}}") {
            return Err((ClozeError::Unopened, at));
        } else {
            let length = literal(rest, &mut shown);
            rest = &rest[length..];
        }
    }
    if !shown.is_empty() {
        pieces.push(ClozePiece::Shown(Text::piece(shown.trim_end())));
    }
    match numbered {
        [None, None] => Err((ClozeError::NoGap, 0)),
        [Some(bare), Some(_)] => Err((ClozeError::Mixed, bare)),
        _ => Ok(pieces),
    }
}

fn gap_count(pieces: &[ClozePiece]) -> u16 {
    let gaps = pieces.iter().filter(|piece| matches!(piece, ClozePiece::Gap { .. })).count();
    u16::try_from(gaps).unwrap_or(u16::MAX)
}

/// Appends one character, or an escaped one; returns how many bytes it took.
fn literal(text: &str, out: &mut String) -> usize {
    for (escape, meant) in [("\\:", ":"), ("\\{", "{"), ("\\}", "}"), ("\\\\", "\\\\")] {
        if text.starts_with(escape) {
            out.push_str(meant);
            return escape.len();
        }
    }
    let length = text.chars().next().map_or(0, char::len_utf8);
    out.push_str(&text[..length]);
    length
}

/// How many literal braces come before a numbered gap: one in `{{{c1::a}}}`. Gaps without a number take them in.
fn braces_around(text: &str) -> usize {
    let braces = text.len() - text.trim_start_matches('{').len();
    // Looking for a number would take long in a text full of `c`.
    if braces < 3 {
        return 0;
    }
    let behind = &text[braces..];
    let is_numbered = behind
        .strip_prefix('c')
        .and_then(|rest| rest.split_once("::"))
        .is_some_and(|(digits, _)| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()));
    if is_numbered { braces.saturating_sub(2) } else { 0 }
}

/// The bytes before the `}}` that ends the gap. `within`: the gap stands between literal braces, whose closing ones
/// are not part of it.
fn gap_length(inside: &str, within: bool) -> Result<usize, ClozeError> {
    let mut skipped = String::new();
    let mut at = 0;
    let mut open: usize = 0;
    while at < inside.len() {
        let rest = &inside[at..];
        // In `{{a {b}}}` the last two braces end the gap.
        if rest.starts_with("}}") && (if within { open == 0 } else { !rest.starts_with("}}}") }) {
            return Ok(at);
        }
        if rest.starts_with("{{") {
            return Err(ClozeError::Nested);
        }
        match rest.as_bytes()[0] {
            b'{' => open += 1,
            b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        at += literal(rest, &mut skipped);
    }
    Err(ClozeError::Unclosed)
}

struct Gap {
    number: Option<u16>,
    text: Text,
    hint: Option<Text>,
}

fn gap(inside: &str) -> Result<Gap, ClozeError> {
    let mut parts = split(inside);
    let number = if parts.len() > 1 { number(&parts[0])? } else { None };
    if number.is_some() {
        parts.remove(0);
    }
    if parts.len() > 2 {
        return Err(ClozeError::TooMany);
    }
    let hint = parts.get(1).map(|hint| hint.trim());
    match (parts.first().map(|text| text.trim()), hint) {
        (None | Some(""), _) | (_, Some("")) => Err(ClozeError::Empty),
        (Some(text), hint) => Ok(Gap { number, text: Text::piece(text), hint: hint.map(Text::piece) }),
    }
}

/// The number in `c2`; `None` if it is something else.
fn number(part: &str) -> Result<Option<u16>, ClozeError> {
    match part.trim().strip_prefix('c') {
        Some(digits) if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) => {
            digits.parse().ok().filter(|&number| number > 0).map(Some).ok_or(ClozeError::Number)
        }
        _ => Ok(None),
    }
}

/// Splits at `::` and resolves escapes.
fn split(inside: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut rest = inside;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix("::") {
            parts.push(String::new());
            rest = after;
        } else if let Some(part) = parts.last_mut() {
            let length = literal(rest, part);
            rest = &rest[length..];
        }
    }
    parts
}

/// The numbers of the gaps, each once, ascending.
#[must_use]
pub fn numbers(pieces: &[ClozePiece]) -> Vec<u16> {
    let mut numbers: Vec<u16> = pieces
        .iter()
        .filter_map(|piece| match piece {
            ClozePiece::Gap { number, .. } => Some(*number),
            ClozePiece::Shown(_) => None,
        })
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

#[must_use]
pub fn filled(pieces: &[ClozePiece]) -> Text {
    let whole: String = pieces
        .iter()
        .map(|piece| match piece {
            ClozePiece::Shown(text) | ClozePiece::Gap { text, .. } => text.marked(),
        })
        .collect();
    Text::new(&whole)
}

/// The text with the gaps of `number` blanked, or with their hint in brackets, and all others filled.
#[must_use]
pub fn asked(pieces: &[ClozePiece], number: u16, blank: &str) -> Text {
    let mut whole = String::new();
    for piece in pieces {
        match piece {
            ClozePiece::Gap { number: of, hint, .. } if *of == number => match hint {
                Some(hint) => whole.extend(["[", &*hint.marked(), "]"]),
                None => whole.push_str(blank),
            },
            ClozePiece::Shown(text) | ClozePiece::Gap { text, .. } => whole.push_str(&text.marked()),
        }
    }
    Text::new(&whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gap(number: u16, written: bool, text: &str, hint: Option<&str>) -> ClozePiece {
        ClozePiece::Gap { number, written, text: Text::piece(text), hint: hint.map(Text::piece), accept: Vec::new() }
    }

    fn shown(text: &str) -> ClozePiece {
        ClozePiece::Shown(Text::piece(text))
    }

    #[test]
    fn gaps_without_a_number_are_counted_in_order() {
        assert_eq!(
            parse("The {{first}} and the {{second::a hint}} one."),
            Ok(vec![
                shown("The "),
                gap(1, false, "first", None),
                shown(" and the "),
                gap(2, false, "second", Some("a hint")),
                shown(" one."),
            ])
        );
    }

    #[test]
    fn gaps_of_one_number_belong_together() {
        let pieces = parse("{{c2::a}}{{c1::b::h}} {{c2::c}}").expect("a cloze text");
        assert_eq!(numbers(&pieces), [1, 2]);
        assert_eq!(filled(&pieces).source(), "ab c");
        assert_eq!(asked(&pieces, 2, "____").source(), "____b ____");
        assert_eq!(asked(&pieces, 1, "____").source(), "a[h] c");
    }

    #[test]
    fn a_backslash_takes_braces_and_colons_as_they_stand() {
        let pieces = parse(r"\{\{x\}\} is {{std\:\:mem::in Rust}}, {{a {b}}} \:").expect("a cloze text");
        assert_eq!(
            pieces,
            [
                shown("{{x}} is "),
                gap(1, false, "std::mem", Some("in Rust")),
                shown(", "),
                gap(2, false, "a {b}", None),
                shown(" :"),
            ]
        );
        assert_eq!(parse(r"\\{{a}}"), Ok(vec![shown(r"\\"), gap(1, false, "a", None)]));
    }

    #[test]
    fn braces_around_a_numbered_gap_are_shown() {
        let latex = r"\frac{{{c1::v^2}}}{{{c2::2 g_{n}}}} = {{{c3::h}}{{c4::_{max}}}}";
        let expected = [
            shown(r"\frac{"),
            gap(1, true, "v^2", None),
            shown("}{"),
            gap(2, true, "2 g_{n}", None),
            shown("} = {"),
            gap(3, true, "h", None),
            gap(4, true, "_{max}", None),
            shown("}"),
        ];
        assert_eq!(parse(latex), Ok(expected.to_vec()));
        let none = Some("a hint");
        assert_eq!(parse("{{{c1::a::a hint}}}"), Ok(vec![shown("{"), gap(1, true, "a", none), shown("}")]));
        assert_eq!(parse("{{{a}}}"), Ok(vec![gap(1, false, "{a}", None)]), "without a number it is the gap's own");
        assert_eq!(parse("{{c1::{a}}}"), Ok(vec![gap(1, true, "{a}", None)]));
        assert_eq!(parse("{{{c1::a}}"), Ok(vec![shown("{"), gap(1, true, "a", None)]));
    }

    #[test]
    fn a_word_that_looks_like_a_number_is_a_gap() {
        assert_eq!(parse("{{c4}}"), Ok(vec![gap(1, false, "c4", None)]));
        assert_eq!(parse("{{cat::animal}}"), Ok(vec![gap(1, false, "cat", Some("animal"))]));
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        for (text, error, at) in [
            ("none", ClozeError::NoGap, 0),
            (r"\{{none}\}", ClozeError::NoGap, 0),
            ("a {{b", ClozeError::Unclosed, 2),
            ("a b}}", ClozeError::Unopened, 3),
            ("a {{}}", ClozeError::Empty, 2),
            ("a {{c1::}}", ClozeError::Empty, 2),
            ("a {{b::}}", ClozeError::Empty, 2),
            ("a {{b {{c}} }}", ClozeError::Nested, 2),
            ("{{a::b::c}}", ClozeError::TooMany, 0),
            ("{{c0::a}}", ClozeError::Number, 0),
            ("{{c1::a}} {{b}}", ClozeError::Mixed, 10),
        ] {
            assert_eq!(parse(text), Err((error, at)), "{text}");
        }
    }
}
