//! Says in an author's words why a piece of a file is no YAML.
//!
//! The parser stumbles where it can go no further, which is seldom where the
//! mistake is. From its words and its place the line is found that a person
//! would point at, and the way out.

use super::Place;
use super::kinds::{CARD, HEADER, KINDS};
use super::quote::{quoted, taken_for, value_start};
use super::report::{Report, Spot};
use super::yaml::{Base, Fault};

/// A slice of a file, line by line.
#[derive(Clone, Copy)]
struct Slice<'s> {
    text: &'s str,
    base: Base,
}

/// A line, and where it stands in the file.
#[derive(Debug, Clone, Copy)]
struct Line<'s> {
    text: &'s str,
    number: u32,
    byte: usize,
}

impl<'s> Slice<'s> {
    fn lines(self) -> impl Iterator<Item = Line<'s>> {
        let mut byte = self.base.byte as usize;
        let mut number = self.base.line;
        self.text.split_inclusive('\n').map(move |raw| {
            number += 1;
            let line = Line { text: raw.trim_end_matches(['\n', '\r']), number, byte };
            byte += raw.len();
            line
        })
    }

    fn line(self, number: u32) -> Option<Line<'s>> {
        self.lines().find(|line| line.number == number)
    }

    fn from(self, number: u32) -> impl Iterator<Item = Line<'s>> {
        self.lines().filter(move |line| line.number >= number && !line.text.trim().is_empty())
    }
}

impl<'s> Line<'s> {
    /// The spot of the byte `at` of this line.
    fn spot(self, at: usize) -> Spot {
        let text = self.text.trim_start_matches('\u{feff}');
        let bom = self.text.len() - text.len();
        let before = text.get(..at.saturating_sub(bom)).unwrap_or(text);
        let column = u32::try_from(before.chars().count()).map_or(u32::MAX, |n| n.saturating_add(1));
        Spot { place: Place { line: self.number, column }, byte: self.byte + at }
    }

    fn indent(self) -> usize {
        self.text.len() - self.text.trim_start().len()
    }

    /// Where its field begins, behind the dashes of a list.
    fn key(self) -> usize {
        self.text.len() - self.text.trim_start_matches([' ', '-']).len()
    }

    /// Its value: where it begins, and what it is.
    fn value(self) -> (usize, &'s str) {
        let at = value_start(self.text);
        (at, self.text[at..].trim_end())
    }

    /// The byte of a column, from 1, of this line.
    fn byte_of(self, column: u32) -> usize {
        let bom = self.text.len() - self.text.trim_start_matches('\u{feff}').len();
        let before = (column as usize).saturating_sub(1);
        self.text[bom..].char_indices().nth(before).map_or(self.text.len(), |(at, _)| at + bom)
    }
}

/// Reports one fault of a slice of a file that begins at `base`.
pub(super) fn explain(report: &mut Report, text: &str, base: Base, fault: &Fault) {
    let slice = Slice { text, base };
    match fault {
        Fault::Syntax(words, place) => syntax(report, slice, words, *place),
        Fault::Anchor(place) => anchor(report, slice, *place),
        Fault::Documents(place) => {
            let line = slice.line(place.line).map_or(Spot { place: *place, byte: 0 }, |line| line.spot(0));
            report.fault(line, "two-documents", "a second document begins here".into(), one_document());
        }
        Fault::Depth(place) => at_line(report, slice, *place, "too-deep", "lists and maps are nested too deep here"),
        Fault::TooMuch(place) => at_line(report, slice, *place, "too-large", "the file holds more than a deck may"),
    }
}

/// What to do about a second document.
pub(super) fn one_document() -> String {
    "one deck a file: put the second one into a file of its own, or delete the line `---`".into()
}

fn at_line(report: &mut Report, slice: Slice, place: Place, rule: &'static str, what: &str) {
    let spot = slice.line(place.line).map_or(Spot { place, byte: 0 }, |line| line.spot(line.byte_of(place.column)));
    let help = if rule == "too-deep" { "a deck needs no more than four levels" } else { "split it into several decks" };
    report.fault(spot, rule, what.to_owned(), help.to_owned());
}

fn anchor(report: &mut Report, slice: Slice, place: Place) {
    // What an anchor stands before may begin on a line below it.
    let above = slice.lines().filter(|line| (place.line.saturating_sub(3)..=place.line).contains(&line.number));
    let signed = above.filter(|line| sign_of(*line).is_some()).last();
    let Some(line) = signed.or_else(|| slice.line(place.line)) else { return unknown(report, slice, place) };
    let (at, value) = line.value();
    let sign = value.chars().next().filter(|c| matches!(c, '*' | '&'));
    match sign {
        // `*so* it is`, `& Co.`: a text; `*base` and `&base` alone are what they look like.
        Some(sign) if value.contains(' ') || value.ends_with('*') => quote_needed(report, line, at, sign),
        _ => {
            let at = sign_of(line).unwrap_or(at);
            let what = "anchors and aliases have no place in a deck: each card is to be readable by itself";
            report.fault(line.spot(at), "no-anchors", what.into(), "write the text out where it is needed".to_owned());
        }
    }
}

/// Where on a line an anchor or an alias begins.
fn sign_of(line: Line) -> Option<usize> {
    let begins = |at: usize| line.text[..at].chars().next_back().is_none_or(|c| matches!(c, ' ' | '[' | '{' | ','));
    line.text.match_indices(['*', '&']).map(|(at, _)| at).find(|&at| begins(at))
}

fn syntax(report: &mut Report, slice: Slice, words: &str, place: Place) {
    let Some(line) = slice.line(place.line) else { return unknown(report, slice, place) };
    let has = |needle: &str| words.contains(needle);
    if has("tab") && tab(report, slice, place.line) {
        return;
    }
    if has("quote") || has("trailing content") || has("escape") || has("quoted") {
        return quotes(report, slice, line, words);
    }
    if has("comment intercepting") {
        let at = line.text.find(" #").map_or(line.indent(), |at| at + 1);
        let what = "a ` #` begins a comment, and the text ends there".to_owned();
        return report.fault(line.spot(at), "cut-by-comment", what, below_help("put the whole text in quotes"));
    }
    if has("unexpected character") && control(report, line) {
        return;
    }
    let (at, value) = line.value();
    if let Some(first) = value.chars().next()
        && (taken_for(first).is_some() && !is_whole(value))
        && (first != '-' || has("block sequence"))
    {
        return quote_needed(report, line, at, first);
    }
    if (has("bracket") || has("flow") || has("illegal placement")) && bracket(report, slice, place.line) {
        return;
    }
    if has("mapping values") {
        return colon(report, slice, line, place);
    }
    if has("simple key") || has("could not find expected ':'") {
        return no_colon(report, line);
    }
    if has("expected '-'") || has("did not find expected key") || has("document start") {
        return indentation(report, line);
    }
    unknown(report, slice, place);
}

fn quote_needed(report: &mut Report, line: Line, at: usize, first: char) {
    let what = taken_for(first).unwrap_or_else(|| "YAML can't take this text as it stands".to_owned());
    let help = report.mended(line.byte + at).unwrap_or_else(|| below_help("put the whole text in quotes"));
    report.fault(line.spot(at), "quote-needed", what, help);
}

fn below_help(first: &str) -> String {
    format!("{first}, or write `>-` behind the colon and the text on the lines below, deeper by two spaces")
}

/// A list or map in braces that is complete on its line.
fn is_whole(value: &str) -> bool {
    let closing = match value.chars().next() {
        Some('{') => '}',
        Some('[') => ']',
        Some('>' | '|') => return value.len() <= 3 && !value[1..].contains(|c: char| !"+-0123456789".contains(c)),
        Some('-') => return value == "-",
        _ => return false,
    };
    let code = value.split(" #").next().unwrap_or(value).trim_end();
    let mut depth = 0_i32;
    for (at, c) in code.char_indices() {
        match c {
            '{' | '[' => depth += 1,
            '}' | ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return c == closing && at + 1 == code.len();
        }
    }
    false
}

fn tab(report: &mut Report, slice: Slice, from: u32) -> bool {
    let indent = |line: Line| line.text[..line.indent()].find('\t');
    let Some((line, at)) = slice.from(from).take(3).find_map(|line| indent(line).map(|at| (line, at))) else {
        return false;
    };
    let above =
        slice.lines().take_while(|above| above.number < line.number).filter(|a| !a.text.trim().is_empty()).last();
    let beside =
        above.filter(|above| !above.text[..above.indent()].contains('\t') && !line.text.trim().starts_with('-'));
    let indent = beside.map_or_else(|| line.text[..line.indent()].replace('\t', "  "), |above| " ".repeat(above.key()));
    let mended = format!("{indent}{}", line.text.trim());
    let help = if mended.len() <= 200 {
        format!("two spaces for each step:\n{mended}")
    } else {
        "use two spaces for each step".to_owned()
    };
    let what = "a tab stands where YAML wants spaces".to_owned();
    report.fault(line.spot(at), "tab-indent", what, help);
    true
}

fn control(report: &mut Report, line: Line) -> bool {
    let Some((at, c)) = line.text.char_indices().find(|&(_, c)| c.is_control() && c != '\t') else { return false };
    let what = format!("the control character `\\u{{{:x}}}` can't stand in a deck", u32::from(c));
    report.fault(line.spot(at), "control-character", what, "delete it".to_owned());
    true
}

/// What a line's value has to do with quotes.
enum Quotes {
    /// It begins with none.
    None,
    /// Opened and not closed on this line.
    Open,
    /// Closed, and behind it more.
    Early,
    /// Closed at the end.
    Closed,
}

fn quotes_of(value: &str) -> Quotes {
    let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) else { return Quotes::None };
    let Some(end) = closing(value, quote) else { return Quotes::Open };
    let rest = value[end + 1..].trim_start();
    if rest.is_empty() || rest.starts_with('#') { Quotes::Closed } else { Quotes::Early }
}

fn closing(value: &str, quote: char) -> Option<usize> {
    let mut chars = value.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if c == '\\' && quote == '"' {
            chars.next();
        } else if c == quote {
            if quote == '\'' && chars.peek().is_some_and(|&(_, next)| next == '\'') {
                chars.next();
            } else {
                return Some(at);
            }
        }
    }
    None
}

fn quotes(report: &mut Report, slice: Slice, line: Line, words: &str) {
    // A quote left open swallows the lines below up to the next quote, and the parser stumbles behind that.
    let opening = slice
        .lines()
        .take_while(|above| above.number <= line.number)
        .find(|above| matches!(quotes_of(above.value().1), Quotes::Open) && swallows(slice, *above));
    if let Some(open) = opening {
        let (at, value) = open.value();
        let quote = value.chars().next().unwrap_or('"');
        let what = format!("a quote is opened with `{quote}` and never closed");
        let mended = report.mended(open.byte + at).map(|_| mended_open(open, at, quote));
        let help = mended.unwrap_or_else(|| format!("close it with `{quote}` where the text ends"));
        return report.fault(open.spot(at), "unclosed-quote", what, help);
    }
    let (at, value) = line.value();
    if words.contains("escape") {
        let escape = bad_escape(value).map_or(at, |in_value| at + in_value);
        let what = "in double quotes a backslash begins an escape, and this is none".to_owned();
        let help = "use single quotes, or write `\\\\` for a backslash".to_owned();
        return report.fault(line.spot(escape), "bad-escape", what, help);
    }
    if matches!(quotes_of(value), Quotes::Early) {
        let quote = value.chars().next().unwrap_or('"');
        let what = format!("YAML ends a text that starts with `{quote}` at the next `{quote}`, and more follows");
        let mended = report.mended(line.byte + at).map(|mended| match unwrapped(value, quote) {
            Some(inside) => format!("{}{}", line.text[..at].trim_start(), quoted(inside)),
            None => mended,
        });
        let help = mended.unwrap_or_else(|| below_help("put the whole text in other quotes"));
        return report.fault(line.spot(at), "quote-needed", what, help);
    }
    let above = slice.lines().take_while(|above| above.number < line.number);
    if let Some(open) = above.filter(|above| matches!(quotes_of(above.value().1), Quotes::Open)).last() {
        let (at, value) = open.value();
        let quote = value.chars().next().unwrap_or('"');
        let what = format!("YAML ends a text that starts with `{quote}` at the next `{quote}`, and more follows");
        return report.fault(open.spot(at), "quote-needed", what, below_help("put the whole text in other quotes"));
    }
    let what = "a quote opens or closes where YAML can't have it".to_owned();
    report.fault(line.spot(at), "yaml-syntax", what, "look for a quote too many or too few near this line".to_owned());
}

/// What was meant by quotes around a text with the same quotes in it: `'it's'`, `"he said "no""`.
fn unwrapped(value: &str, quote: char) -> Option<&str> {
    let inside = value.strip_prefix(quote)?.strip_suffix(quote)?;
    let at = inside.find(quote)?;
    let before = inside[..at].chars().next_back();
    let after = inside[at + quote.len_utf8()..].chars().next();
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    (!letter(before) || (letter(before) && letter(after))).then_some(inside)
}

/// The line with its quote closed at the end.
fn mended_open(line: Line, at: usize, quote: char) -> String {
    let head = line.text[..at].trim_start();
    let text = line.text[at + quote.len_utf8()..].trim_end();
    // What stands in the quotes stands as the author typed it.
    if text.contains('"') && quote == '"' {
        format!("{head}{}", quoted(text))
    } else {
        format!("{head}{quote}{text}{quote}")
    }
}

/// Whether the line below an open quote is one that was not meant to be part of the text.
fn swallows(slice: Slice, open: Line) -> bool {
    let below = slice.from(open.number + 1).next();
    below.is_none_or(|below| {
        let key = value_start(below.text);
        let text = below.text.trim_start();
        key > below.indent() || text.starts_with("- ") || below.indent() <= open.indent()
    })
}

fn bad_escape(value: &str) -> Option<usize> {
    let mut chars = value.char_indices();
    while let Some((at, c)) = chars.next() {
        if c == '\\' {
            let (_, next) = chars.next()?;
            if !"0abt\tnvfre \"/\\N_LPxuU".contains(next) {
                return Some(at);
            }
        }
    }
    None
}

/// A list or map that is opened and never closed: the first such line above.
fn bracket(report: &mut Report, slice: Slice, number: u32) -> bool {
    let open = slice.lines().take_while(|line| line.number <= number).find(|line| {
        let (_, value) = line.value();
        value.starts_with(['{', '[']) && !is_whole(value)
    });
    let Some(line) = open else { return false };
    let (at, value) = line.value();
    quote_needed(report, line, at, value.chars().next().unwrap_or('{'));
    true
}

fn colon(report: &mut Report, slice: Slice, line: Line, place: Place) {
    let (at, value) = line.value();
    if line.byte_of(place.column) > at && !value.is_empty() {
        let what = "YAML takes a `: ` within a text for the end of a key".to_owned();
        let help = report.mended(line.byte + at).unwrap_or_else(|| below_help("put the whole text in quotes"));
        return report.fault(line.spot(at), "quote-needed", what, help);
    }
    let above =
        slice.lines().take_while(|above| above.number < line.number).filter(|a| !a.text.trim().is_empty()).last();
    let what = "this line is deeper than the field above it, so YAML takes it for a part of that one's text".to_owned();
    let wanted = above.map(|above| format!("{}{}", " ".repeat(above.key()), line.text.trim()));
    let help = match wanted {
        Some(mended) if mended.len() <= 200 => format!("begin it where the field above begins:\n{mended}"),
        _ => "begin it where the field above begins".to_owned(),
    };
    report.fault(line.spot(line.indent()), "bad-indent", what, help);
}

fn no_colon(report: &mut Report, line: Line) {
    let text = line.text.trim_start().trim_start_matches("- ").trim_end();
    let word = text.split([' ', '\t', ':']).next().unwrap_or_default();
    let what = "here YAML wants a field and its colon".to_owned();
    let help = if !is_field(word) {
        "write `field: text`; a text that goes on in the next line is deeper than its field".to_owned()
    } else if text[word.len()..].starts_with(':') {
        format!("put a space behind the colon: `{word}: ...`")
    } else {
        format!("put a colon behind `{word}`: `{word}: ...`")
    };
    report.fault(line.spot(line.indent()), "yaml-syntax", what, help);
}

fn is_field(word: &str) -> bool {
    let fields = KINDS.iter().flat_map(|info| info.fields).chain(CARD).chain(HEADER);
    fields.into_iter().any(|field| field.name == word)
}

fn indentation(report: &mut Report, line: Line) {
    let what = "this line begins at a depth that fits no line above it".to_owned();
    let dash = line.text.trim_start().strip_prefix('-').filter(|rest| rest.starts_with(char::is_alphanumeric));
    let help = match dash {
        Some(_) => "put a space behind the dash".to_owned(),
        None => "fields of one card begin at the same column; entries of a list as well".to_owned(),
    };
    report.fault(line.spot(line.indent()), "bad-indent", what, help);
}

fn unknown(report: &mut Report, slice: Slice, place: Place) {
    let spot = slice.line(place.line).or_else(|| slice.lines().last());
    let spot = spot.map_or(Spot { place, byte: 0 }, |line| line.spot(line.byte_of(place.column)));
    let what = "this is no YAML".to_owned();
    let help = "look for a quote, a colon or a depth that is wrong in this line or the one above".to_owned();
    report.fault(spot, "yaml-syntax", what, help);
}
