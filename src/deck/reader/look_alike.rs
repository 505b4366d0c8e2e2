//! Characters that only look like those that YAML uses: reported where they keep a line from being read.

use super::diagnostics::{Diagnostics, Position};
use super::lines::{Slice, SourceLine};
use super::quote;
use super::yaml;
use crate::deck::{Diagnostic, RuleId};
use crate::grading::{is_unseen, is_wide_space, unseen_name};

/// What a character looks like (`\0`: nothing), if it is a look-alike of one with a meaning in YAML.
fn plain(sign: char) -> Option<char> {
    Some(match sign {
        c if is_wide_space(c) => ' ',
        c if is_unseen(c) || matches!(c, '\u{2028}' | '\u{2029}') => '\0',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '•' | '‣' => '-',
        '\u{fe55}' | '\u{2236}' | '\u{a789}' | '\u{fe13}' | '\u{5c3}' => ':',
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => '"',
        '‘' | '’' | '‚' | '‛' | '′' => '\'',
        // Full width.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(sign) - 0xfee0)?,
        'а' | 'α' => 'a',
        'с' | 'ϲ' => 'c',
        'ԁ' => 'd',
        'е' | 'ε' => 'e',
        'һ' => 'h',
        'і' | 'ι' | 'ı' => 'i',
        'ј' => 'j',
        'к' | 'κ' => 'k',
        'ӏ' => 'l',
        'м' => 'm',
        'п' | 'η' => 'n',
        'о' | 'ο' => 'o',
        'р' | 'ρ' => 'p',
        'ԛ' => 'q',
        'г' => 'r',
        'ѕ' => 's',
        'т' | 'τ' => 't',
        'υ' => 'u',
        'ѵ' | 'ν' => 'v',
        'ԝ' | 'ω' => 'w',
        'х' | 'χ' => 'x',
        'у' | 'γ' => 'y',
        _ => return None,
    })
}

/// A character as a message names it: `：` (U+FF1A).
fn named(sign: char) -> String {
    let name = match sign {
        '\u{a0}' => "a no-break space",
        '\u{202f}' => "a narrow no-break space",
        '\u{3000}' => "a wide space",
        '\u{2028}' => "a line separator",
        '\u{2029}' => "a paragraph separator",
        _ if is_wide_space(sign) => "a space of another width",
        _ if is_unseen(sign) => return format!("the invisible character {}", unseen_name(sign)),
        _ => return format!("`{sign}` (U+{:04X})", u32::from(sign)),
    };
    format!("{name} (U+{:04X})", u32::from(sign))
}

/// A look-alike in a line, and the line with all of them replaced.
#[derive(Debug, PartialEq, Eq)]
struct LookAlike {
    at: usize,
    sign: char,
    mended: String,
}

/// The first look-alike outside of text: in the indentation, as a dash, in a field's name, as the colon after it, or
/// as the quotes around the value.
fn in_line(line: &str, is_field: impl Fn(&str) -> bool) -> Option<LookAlike> {
    let mut mended = String::with_capacity(line.len());
    let mut first = None;
    let mut take = |at: usize, sign: char, mended: &mut String| {
        let looks = plain(sign);
        if looks.is_some() && first.is_none() {
            first = Some((at, sign));
        }
        mended.extend(looks.or(Some(sign)).filter(|&c| c != '\0'));
        // An ideographic space is as wide as two.
        mended.extend((sign == '\u{3000}').then_some(' '));
    };
    let mut rest = line.char_indices().peekable();
    // Indentation and dashes, each dash followed by a space.
    while let Some(&(at, sign)) = rest.peek() {
        let looks = plain(sign).unwrap_or(sign);
        let behind = line[at + sign.len_utf8()..].chars().next().map(|c| plain(c).unwrap_or(c));
        if !(matches!(looks, ' ' | '\0' | '\t') || (looks == '-' && behind.is_none_or(|c| c == ' '))) {
            break;
        }
        take(at, sign, &mut mended);
        rest.next();
    }
    let from = rest.peek().map_or(line.len(), |&(at, _)| at);
    // The name, if a colon follows and it is a field's.
    let is_colon = |c: char| c == ':' || plain(c) == Some(':');
    let name = line[from..].find(is_colon).map(|to| &line[from..from + to]);
    let folded =
        |text: &str| -> String { text.chars().map(|c| plain(c).unwrap_or(c)).filter(|&c| c != '\0').collect() };
    let mut value = from;
    if let Some(name) = name.filter(|name| is_field(folded(name).trim())) {
        let signs: Vec<_> = line[from..].char_indices().take_while(|(at, _)| *at <= name.len()).collect();
        for (at, sign) in signs {
            take(from + at, sign, &mut mended);
            value = from + at + sign.len_utf8();
        }
        // A wide colon includes its space.
        let behind = line[value..].chars().next();
        if behind.is_some_and(|c| c != ' ' && c != '\t' && plain(c) != Some(' ')) && !line[..value].ends_with(':') {
            mended.push(' ');
        }
        while let Some(sign) = line[value..].chars().next().filter(|&c| c == ' ' || plain(c) == Some(' ')) {
            take(value, sign, &mut mended);
            value += sign.len_utf8();
        }
    }
    let text = line[value..].trim_end();
    let quote = |sign: Option<char>| sign.filter(|&c| matches!(plain(c), Some('"' | '\'')));
    match (quote(text.chars().next()), quote(text.chars().next_back())) {
        (Some(open), Some(close)) if text.chars().count() > 1 => {
            take(value, open, &mut mended);
            let inside = &text[open.len_utf8()..text.len() - close.len_utf8()];
            mended.pop();
            mended.push_str(&quote::quoted(inside));
        }
        _ => {
            first?;
            mended.push_str(text);
        }
    }
    first.map(|(at, sign)| LookAlike { at, sign, mended })
}

/// An error about the first look-alike of a slice that has others on `more` lines.
fn error(report: &Diagnostics, line: SourceLine, found: &LookAlike, more: usize) -> Diagnostic {
    let (sign, position) = (found.sign, line.position(found.at));
    let looks = match plain(sign) {
        Some(' ') => "is where YAML needs a space".to_owned(),
        Some('\0') | None => "is not allowed here".to_owned(),
        Some(looks) => format!("only looks like `{looks}`"),
    };
    let lines = match more {
        0 => String::new(),
        1 => ", here and on one more line".to_owned(),
        more => format!(", here and on {more} more lines"),
    };
    let what = format!("{} in column {} {looks}{lines}", named(sign), position.place.column);
    report.error(position, RuleId::LookAlike, what, found.mended.trim_start().to_owned())
}

/// Reports the look-alikes of a slice that could not be read, if it can be read without them or the parser stopped at
/// them: on line `stumbled` or the one above.
pub(crate) fn explain(report: &mut Diagnostics, slice: Slice, stumbled: u32) -> bool {
    if slice.text.is_ascii() {
        return false;
    }
    let kind = report.of;
    let mut found: Vec<(SourceLine, LookAlike)> = Vec::new();
    let mut mended = String::with_capacity(slice.text.len());
    for line in slice.lines() {
        // A byte order mark at the beginning of a file is fine.
        let bom = if line.byte == 0 { line.text.len() - line.text.trim_start_matches('\u{feff}').len() } else { 0 };
        match in_line(&line.text[bom..], |word| kind.has_field(word)) {
            Some(one) => {
                mended.push_str(&one.mended);
                found.push((line, LookAlike { at: one.at + bom, ..one }));
            }
            None => mended.push_str(&line.text[bom..]),
        }
        mended.push('\n');
    }
    let Some((line, first)) = found.first() else { return false };
    // Curly quotes are fine unless there is another look-alike.
    let is_quote = |sign: char| matches!(plain(sign), Some('"' | '\''));
    let mut near = found.iter().filter(|(_, one)| !is_quote(one.sign));
    let is_near = near.any(|(line, _)| (line.number..=line.number.saturating_add(1)).contains(&stumbled));
    if !is_near && yaml::read(&mended, slice.base).is_err() {
        return false;
    }
    let error = error(report, *line, first, found.len() - 1);
    report.add(error, false);
    true
}

/// A look-alike on the line of a position, if the line is fine otherwise.
pub(crate) fn on_line_of(report: &Diagnostics, position: Position) -> Option<Diagnostic> {
    let source = report.source;
    // Look-alikes come early in a line, and a line may be the whole file.
    let from = quote::line_start(source.get(..position.byte)?)?;
    let text = source.get(from..)?.lines().next().filter(|text| !text.is_ascii())?;
    let found = in_line(text, |word| report.of.has_field(word))?;
    Some(error(report, SourceLine { text, number: position.place.line, byte: from }, &found, 0))
}

/// What to do about a value that fits once its look-alikes are replaced; `None` if it wouldn't fit either.
pub(crate) fn help(name: &str, word: &str, fits: impl Fn(&str) -> bool) -> Option<String> {
    let (mended, sign) = in_word(word).filter(|(mended, _)| fits(mended))?;
    Some(format!("{sign} is not the character it looks like; write `{name}: {mended}`"))
}

/// A word with its look-alikes replaced, and the first of them as a message names it.
pub(crate) fn in_word(word: &str) -> Option<(String, String)> {
    let sign = word.chars().find(|&c| plain(c).is_some())?;
    let mended: String = word.chars().map(|c| plain(c).unwrap_or(c)).filter(|c| !"\0\"'".contains(*c)).collect();
    Some((mended.trim().to_owned(), named(sign)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_no_text_is_looked_at() {
        let mended = |line: &str| in_line(line, |word| word == "answer").map(|found| (found.at, found.mended));
        for (line, expected) in [
            ("\u{a0}\u{a0}answer: b", Some((0, "  answer: b"))),
            ("  \u{200b}answer: b", Some((2, "  answer: b"))),
            ("– answer: b", Some((0, "- answer: b"))),
            ("  answer：b", Some((8, "  answer: b"))),
            ("  аnswer: b", Some((2, "  answer: b"))),
            ("  answer: “b: c”", Some((10, "  answer: \"b: c\""))),
            ("  answer: b – c：“d”", None),
            ("  so – it：is", None),
            ("  answer: наш", None),
        ] {
            assert_eq!(mended(line), expected.map(|(at, line)| (at, line.to_owned())), "{line}");
        }
    }

    #[test]
    fn a_word_is_known_without_its_look_alikes() {
        assert_eq!(in_word("“flip”"), Some(("flip".to_owned(), "`“` (U+201C)".to_owned())));
        assert_eq!(in_word("сhoice").map(|(word, _)| word).as_deref(), Some("choice"));
        assert_eq!(in_word("flip"), None);
    }
}
