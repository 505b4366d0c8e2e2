//! Breaks spans into lines at words, by their width on the screen.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::line::{Inline, Line, Span, Style, width};

/// Columns between tab stops.
const TAB: usize = 4;

/// A grapheme of a span.
#[derive(Clone, Copy)]
struct GraphemeCell<'a> {
    text: &'a str,
    columns: usize,
    span: &'a Span,
}

impl GraphemeCell<'_> {
    fn is_space(&self) -> bool {
        self.text == " " && self.span.inline != Inline::Fenced
    }

    fn is_verbatim(&self) -> bool {
        matches!(self.span.inline, Inline::Code | Inline::Fenced)
    }
}

/// Breaks spans into lines of at most `columns`. Newlines break too; code is broken only if necessary.
pub(crate) fn wrap(spans: &[Span], columns: usize) -> Vec<Line> {
    let columns = columns.max(1);
    hard_lines(spans).iter().flat_map(|cells| wrap_line(cells, columns)).collect()
}

/// Adds a prefix to the first line and indents the others to match.
pub(crate) fn hang(prefix: Line, lines: Vec<Line>) -> Vec<Line> {
    let room = " ".repeat(prefix.width());
    let mut prefix = Some(prefix);
    let mut out: Vec<Line> = lines
        .into_iter()
        .map(|line| match prefix.take() {
            Some(mut first) => {
                first.extend(line.spans().iter().cloned());
                first
            }
            None if line.is_blank() => Line::blank(),
            None => indent(&room, &line),
        })
        .collect();
    out.extend(prefix);
    out
}

/// Adds text before a line.
pub(crate) fn indent(room: &str, line: &Line) -> Line {
    let mut out = Line::of(super::line::Style::Plain, room);
    out.extend(line.spans().iter().cloned());
    out
}

fn hard_lines(spans: &[Span]) -> Vec<Vec<GraphemeCell<'_>>> {
    let mut lines = vec![Vec::new()];
    let mut at = 0;
    for span in spans {
        for text in signs(&span.text) {
            let Some(line) = lines.last_mut() else { break };
            match text {
                "\n" | "\r\n" => {
                    lines.push(Vec::new());
                    at = 0;
                }
                "\t" => {
                    let room = TAB - at % TAB;
                    line.extend(std::iter::repeat_n(GraphemeCell { text: " ", columns: 1, span }, room));
                    at += room;
                }
                text => {
                    let columns = width(text);
                    line.push(GraphemeCell { text, columns, span });
                    at += columns;
                }
            }
        }
    }
    // A block of code ends with a newline, which starts no new line at the end of a text.
    if lines.len() > 1 && lines.last().is_some_and(Vec::is_empty) {
        lines.pop();
    }
    lines
}

/// The graphemes of a text. For ASCII, where each is a character except `\r\n`, this avoids the slow general way.
fn signs(text: &str) -> impl Iterator<Item = &str> {
    let (simple, other) = if text.is_ascii() && !text.contains('\r') { (text, "") } else { ("", text) };
    simple.split_inclusive(|_| true).chain(other.graphemes(true))
}

fn wrap_line(cells: &[GraphemeCell<'_>], columns: usize) -> Vec<Line> {
    broken(cells, columns, columns).into_iter().map(|row| line_of(&cells[row])).collect()
}

/// The cells of each row. The first row may take `first` columns, the others `rest`.
fn broken(cells: &[GraphemeCell<'_>], first: usize, rest: usize) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    let mut start = 0;
    loop {
        let columns = if rows.is_empty() { first } else { rest };
        let end = fitting(&cells[start..], columns) + start;
        if end == cells.len() {
            rows.push(start..end);
            return rows;
        }
        let end = last_break(cells, start, end).unwrap_or(end);
        rows.push(start..end);
        start = end + cells[end..].iter().take_while(|cell| cell.is_space()).count();
        if start == cells.len() {
            return rows;
        }
    }
}

/// The bytes of each row of a message. The first row may take `first` columns, the others `rest`. Breaks at spaces;
/// code in backticks stays whole if half a row has room for it.
pub(crate) fn rows(text: &str, first: usize, rest: usize) -> Vec<Range<usize>> {
    let spans = words(text, rest / 2);
    // Tabs count as ordinary characters: they are passed through.
    let cells: Vec<GraphemeCell<'_>> = spans
        .iter()
        .flat_map(|span| signs(&span.text).map(move |text| GraphemeCell { text, columns: width(text), span }))
        .collect();
    let ends: Vec<usize> = cells
        .iter()
        .scan(0, |at, cell| {
            *at += cell.text.len();
            Some(*at)
        })
        .collect();
    let byte = |cell: usize| if cell == 0 { 0 } else { ends[cell - 1] };
    let bytes = |row: Range<usize>| {
        let spaces = cells[row.clone()].iter().rev().take_while(|cell| cell.is_space()).count();
        byte(row.start)..byte(row.end - spaces)
    };
    broken(&cells, first.max(1), rest.max(1)).into_iter().map(bytes).collect()
}

/// A message as spans, with words and code unbreakable, unless the script has no spaces.
fn words(text: &str, widest_code: usize) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let code = rest.strip_prefix('`').and_then(|after| after.find('`')).map(|close| close + 2);
        let code = code.filter(|&end| width(&rest[..end]) <= widest_code);
        let word = || {
            let start = rest.len() - rest.trim_start_matches(' ').len();
            if start > 0 { start } else { rest.find([' ', '`']).filter(|&at| at > 0).unwrap_or(1) }
        };
        let end = code.unwrap_or_else(word);
        let (piece, after) = rest.split_at(rest.ceil_char_boundary(end));
        let is_word = !piece.starts_with(' ') && piece.is_ascii();
        spans.push(Span {
            style: Style::Plain,
            inline: if is_word { Inline::Code } else { Inline::None },
            text: piece.to_owned(),
        });
        rest = after;
    }
    spans
}

/// Labels of messages; continued rows align with the text after them.
const LABELS: [&str; 7] = ["error: ", "warning: ", "note: ", "help: ", "hint: ", "= help: ", "= more: "];

/// The indentation of a message's continued rows: to the text after its bullet, label or last gap, if that leaves
/// room; otherwise a little, but none in prose.
pub(crate) fn indentation(text: &str, columns: usize) -> usize {
    let most = columns / 3;
    let start = text.len() - text.trim_start_matches(' ').len();
    let mut at = start;
    while let Some(length) = label(&text[at..]) {
        at += length;
    }
    let gaps = text.char_indices().filter(|&(place, c)| place > at && c != ' ' && text[..place].ends_with("  "));
    let places = gaps.map(|(place, _)| place).chain((at > start).then_some(at));
    let column = places.map(|place| width(&text[..place])).filter(|&column| column <= most).max();
    let is_prose = text[start..].starts_with(char::is_uppercase);
    column.unwrap_or_else(|| if is_prose { start } else { start + 2 }).min(most)
}

/// The length of the bullet or label at the start of a text.
fn label(text: &str) -> Option<usize> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number = [". ", " | "].into_iter().find(|end| digits > 0 && text[digits..].starts_with(end));
    let marks = ["- ", "* ", "| ", "--> ", "→ "];
    let known = marks.into_iter().chain(LABELS).find(|label| text.starts_with(label)).map(str::len);
    known.or_else(|| number.map(|end| digits + end.len()))
}

/// How many cells fit; at least one, so that the loop ends.
fn fitting(cells: &[GraphemeCell<'_>], columns: usize) -> usize {
    let mut taken = 0;
    let fits = cells
        .iter()
        .take_while(|cell| {
            taken += cell.columns;
            taken <= columns
        })
        .count();
    fits.max(1).min(cells.len())
}

/// The last position after `start`, up to `end`, where the line may be broken.
fn last_break(cells: &[GraphemeCell<'_>], start: usize, end: usize) -> Option<usize> {
    (start + 1..=end).rev().find(|&at| may_break(cells, at) && !cells[start..at].iter().all(GraphemeCell::is_space))
}

/// Whether a new line may begin before `cells[at]`.
fn may_break(cells: &[GraphemeCell<'_>], at: usize) -> bool {
    let (before, after) = (&cells[at - 1], &cells[at]);
    if before.is_verbatim() && after.is_verbatim() {
        return false;
    }
    if before.is_space() || after.is_space() {
        return true;
    }
    let word = |cell: &GraphemeCell<'_>| cell.text.chars().all(char::is_alphanumeric);
    let hyphen = matches!(before.text, "-" | "–" | "—" | "/") && word(after) && at >= 2 && word(&cells[at - 2]);
    let wide = before.columns == 2 || after.columns == 2;
    hyphen || (wide && !closes(after.text) && !opens(before.text))
}

/// Whether it may not begin a line in scripts without spaces.
fn closes(text: &str) -> bool {
    "、。，．：；！？」』）】〉》〕｝・ー々…,.;:!?)]}'\"%".contains(text)
}

/// Whether it may not end a line in scripts without spaces.
fn opens(text: &str) -> bool {
    "「『（【〈《〔｛([{".contains(text)
}

fn line_of(cells: &[GraphemeCell<'_>]) -> Line {
    let trailing = cells.iter().rev().take_while(|cell| cell.is_space()).count();
    let mut line = Line::blank();
    for cell in &cells[..cells.len() - trailing] {
        line.push_like(cell.span, cell.text);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(text: &str, columns: usize) -> Vec<String> {
        wrap(&[Span::new(Style::Plain, text)], columns).iter().map(Line::text).collect()
    }

    fn code(inline: Inline, text: &str) -> Span {
        Span { style: Style::Plain, inline, text: text.to_owned() }
    }

    #[test]
    fn words_stay_whole_where_they_can() {
        assert_eq!(wrapped("one two three", 7), ["one two", "three"]);
        assert_eq!(wrapped("one two three", 8), ["one two", "three"]);
        assert_eq!(wrapped("an open-source model", 8), ["an open-", "source", "model"]);
        assert_eq!(wrapped("incomprehensible", 6), ["incomp", "rehens", "ible"]);
        assert_eq!(wrapped("", 6), [""]);
        assert_eq!(wrapped("a\n\nb", 6), ["a", "", "b"]);
        assert_eq!(wrapped("  - item of a list", 10), ["  - item", "of a list"]);
    }

    #[test]
    fn scripts_without_spaces_break_between_their_signs() {
        assert_eq!(wrapped("開かれた模型。です", 8), ["開かれた", "模型。で", "す"]);
        // A full stop doesn't begin a line.
        assert_eq!(wrapped("開かれた模型は。", 14), ["開かれた模型", "は。"]);
        assert_eq!(wrapped("ab 👨\u{200d}👩\u{200d}👧👨\u{200d}👩\u{200d}👧", 5).len(), 2);
    }

    #[test]
    fn code_is_verbatim() {
        let spans =
            [Span::new(Style::Plain, "call "), code(Inline::Code, "let a = 1"), Span::new(Style::Plain, " now")];
        let lines: Vec<String> = wrap(&spans, 12).iter().map(Line::text).collect();
        assert_eq!(lines, ["call", "let a = 1", "now"]);
        let block = [code(Inline::Fenced, "fn a() {\n\tb;  c\n}\n")];
        let lines: Vec<String> = wrap(&block, 8).iter().map(Line::text).collect();
        assert_eq!(lines, ["fn a() {", "    b;  ", "c", "}"]);
    }

    #[test]
    fn lines_hang_under_their_prefix() {
        let lines = hang(Line::of(Style::Key, "1  "), wrap(&[Span::new(Style::Plain, "one two")], 4));
        let lines: Vec<String> = lines.iter().map(Line::text).collect();
        assert_eq!(lines, ["1  one", "   two"]);
    }

    #[test]
    fn no_line_is_ever_wider_than_told() {
        for columns in 1..30 {
            for text in ["a bb ccc dddd-eeee 日本語、テスト。 👩\u{200d}👧 fin", "    lead", "x          y"]
            {
                for line in wrapped(text, columns) {
                    // A character of two columns doesn't fit into one.
                    assert!(width(&line) <= columns.max(2), "{line:?} in {columns}");
                }
            }
        }
    }
}
