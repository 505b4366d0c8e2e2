//! Explains YAML syntax errors in an author's words.
//!
//! The parser stops where it can't go on, which is seldom where the mistake is. From its message and position this
//! finds the line that a person would point at, and a correction.

use super::diagnostics::{Diagnostics, Position};
use super::lines::{Slice, SourceLine};
use super::quote::taken_for;
use super::yaml::{Base, YamlFault};
use super::{look_alike, quotes};
use crate::deck::{Place, RuleId};

/// Reports a syntax error of a slice that begins at `base`.
pub(crate) fn explain(report: &mut Diagnostics, text: &str, base: Base, fault: &YamlFault) {
    let slice = Slice { text, base };
    if report.only_counts() {
        let position = Position { place: Place { line: base.line + 1, column: 1 }, byte: base.byte as usize };
        return report.fault(position, RuleId::YamlSyntax, String::new(), None);
    }
    match fault {
        YamlFault::Syntax(words, place) => syntax(report, slice, words, *place),
        YamlFault::Anchor(place) => anchor(report, slice, *place),
        YamlFault::Documents(place) => {
            let line = slice.line(place.line).map_or(Position { place: *place, byte: 0 }, |line| line.position(0));
            report.fault(line, RuleId::TwoDocuments, "a second document begins here".into(), report.of.one_document());
        }
        YamlFault::Depth(place) => {
            at_line(report, slice, *place, RuleId::TooDeep, "lists and maps are nested too deeply here");
        }
        YamlFault::TooMuch(place) => {
            at_line(report, slice, *place, RuleId::TooLarge, "the file has more content than can be read");
        }
    }
}

fn at_line(report: &mut Diagnostics, slice: Slice, place: Place, rule: RuleId, what: &str) {
    let position =
        slice.line(place.line).map_or(Position { place, byte: 0 }, |line| line.position(line.byte_of(place.column)));
    let help = report.of.smaller(rule == RuleId::TooDeep);
    report.fault(position, rule, what.to_owned(), help.to_owned());
}

fn anchor(report: &mut Diagnostics, slice: Slice, place: Place) {
    // The node after an anchor may begin on a line below it.
    let above = slice.lines().filter(|line| (place.line.saturating_sub(3)..=place.line).contains(&line.number));
    let signed = above.filter(|line| sign_of(*line).is_some()).last();
    let Some(line) = signed.or_else(|| slice.line(place.line)) else { return unknown(report, slice, place) };
    let (at, value) = line.value();
    let sign = value.chars().next().filter(|c| matches!(c, '*' | '&'));
    match sign {
        // `*so* it is` and `& Co.` are texts; only `*base` and `&base` are what they look like.
        Some(sign) if is_prose(value) => quote_needed(report, line, at, sign),
        _ => {
            let at = sign_of(line).unwrap_or(at);
            let what = format!("anchors and aliases {}", report.of.no_anchors());
            report.fault(
                line.position(at),
                RuleId::NoAnchors,
                what,
                "write the text out where it is needed".to_owned(),
            );
        }
    }
}

/// Whether a value that begins like an anchor or alias reads like a text.
fn is_prose(value: &str) -> bool {
    let rest = value.split_once(' ').map(|(_, rest)| rest.trim_start());
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with(['[', '{', '"', '\'', '#'])) || value.ends_with('*')
}

/// Where on a line an anchor or alias begins.
fn sign_of(line: SourceLine) -> Option<usize> {
    let begins = |at: usize| line.text[..at].chars().next_back().is_none_or(|c| matches!(c, ' ' | '[' | '{' | ','));
    line.text.match_indices(['*', '&']).map(|(at, _)| at).find(|&at| begins(at))
}

fn syntax(report: &mut Diagnostics, slice: Slice, words: &str, place: Place) {
    if look_alike::explain(report, slice, place.line) {
        return;
    }
    let Some(line) = slice.line(place.line) else { return unknown(report, slice, place) };
    let has = |needle: &str| words.contains(needle);
    if has("tab") && tab(report, slice, place.line) {
        return;
    }
    if has("quote") || has("trailing content") || has("escape") || has("quoted") {
        return quotes::explain(report, slice, line, words);
    }
    if has("comment intercepting") {
        let at = line.text.find(" #").map_or(line.indent(), |at| at + 1);
        let what = "a ` #` begins a comment, and the text ends there".to_owned();
        return report.fault(line.position(at), RuleId::CutByComment, what, below_help("put the whole text in quotes"));
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

fn quote_needed(report: &mut Diagnostics, line: SourceLine, at: usize, first: char) {
    let what = taken_for(first).unwrap_or_else(|| "YAML can't read this text as it is".to_owned());
    let help = report.mended(line.byte + at).unwrap_or_else(|| below_help("put the whole text in quotes"));
    report.fault(line.position(at), RuleId::QuoteNeeded, what, help);
}

/// What to do about a text that can't be corrected within its line.
pub(crate) fn below_help(first: &str) -> String {
    format!("{first}, or write `>-` after the colon and the text on the lines below, indented by two more spaces")
}

/// Whether a list or map in braces is complete on its line.
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

fn tab(report: &mut Diagnostics, slice: Slice, from: u32) -> bool {
    let indent = |line: SourceLine| line.text[..line.indent()].find('\t');
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
        format!("two spaces per level:\n{mended}")
    } else {
        "use two spaces per level".to_owned()
    };
    let what = "a tab (U+0009) is where YAML needs spaces".to_owned();
    report.fault(line.position(at), RuleId::TabIndent, what, help);
    true
}

fn control(report: &mut Diagnostics, line: SourceLine) -> bool {
    let Some((at, c)) = line.text.char_indices().find(|&(_, c)| c.is_control() && c != '\t') else { return false };
    let what = format!("the control character `\\u{{{:x}}}` is not allowed in a {}", u32::from(c), report.of.noun());
    report.fault(line.position(at), RuleId::ControlCharacter, what, "delete it".to_owned());
    true
}

/// Finds the first line above with a list or map that is never closed.
fn bracket(report: &mut Diagnostics, slice: Slice, number: u32) -> bool {
    let open = slice.lines().take_while(|line| line.number <= number).find(|line| {
        let (_, value) = line.value();
        value.starts_with(['{', '[']) && !is_whole(value)
    });
    let Some(line) = open else { return false };
    let (at, value) = line.value();
    quote_needed(report, line, at, value.chars().next().unwrap_or('{'));
    true
}

fn colon(report: &mut Diagnostics, slice: Slice, line: SourceLine, place: Place) {
    let (at, value) = line.value();
    if line.byte_of(place.column) > at && !value.is_empty() {
        let what = "YAML reads `: ` within a text as the end of a key".to_owned();
        let help = report.mended(line.byte + at).unwrap_or_else(|| below_help("put the whole text in quotes"));
        return report.fault(line.position(at), RuleId::QuoteNeeded, what, help);
    }
    let above =
        slice.lines().take_while(|above| above.number < line.number).filter(|a| !a.text.trim().is_empty()).last();
    let what =
        "this line is indented more than the field above it, so YAML reads it as part of that field's text".to_owned();
    let wanted = above.map(|above| format!("{}{}", " ".repeat(above.key()), line.text.trim()));
    let help = match wanted {
        Some(mended) if mended.len() <= 200 => format!("indent it like the field above:\n{mended}"),
        _ => "indent it like the field above".to_owned(),
    };
    report.fault(line.position(line.indent()), RuleId::BadIndent, what, help);
}

fn no_colon(report: &mut Diagnostics, line: SourceLine) {
    let text = line.text.trim_start().trim_start_matches("- ").trim_end();
    let word = text.split([' ', '\t', ':']).next().unwrap_or_default();
    let what = "expected `field: value`".to_owned();
    let help = if !report.of.has_field(word) {
        "write `field: text`; if the text goes on in the next line, indent that line".to_owned()
    } else if text[word.len()..].starts_with(':') {
        format!("put a space after the colon: `{word}: ...`")
    } else {
        format!("put a colon after `{word}`: `{word}: ...`")
    };
    report.fault(line.position(line.indent()), RuleId::YamlSyntax, what, help);
}

fn indentation(report: &mut Diagnostics, line: SourceLine) {
    let what = "the indentation of this line matches no line above it".to_owned();
    let dash = line.text.trim_start().strip_prefix('-').filter(|rest| rest.starts_with(char::is_alphanumeric));
    let help = dash.map_or(report.of.aligned(), |_| "put a space after the dash");
    report.fault(line.position(line.indent()), RuleId::BadIndent, what, help.to_owned());
}

fn unknown(report: &mut Diagnostics, slice: Slice, place: Place) {
    let position = slice.line(place.line).or_else(|| slice.lines().last());
    let position = position.map_or(Position { place, byte: 0 }, |line| line.position(line.byte_of(place.column)));
    let what = "invalid YAML".to_owned();
    let help = "look for a wrong quote, colon or indentation in this line or the one above".to_owned();
    report.fault(position, RuleId::YamlSyntax, what, help);
}
