//! Invisible signs in texts that are graded, reported with their place in the file.

use std::cell::LazyCell;
use std::ops::Range;

use crate::deck::cloze::ClozePiece;
use crate::deck::{Card, Deck, Place, RoleText, RuleId};
use crate::grading::{is_unseen, unseen_name};
use crate::lint::expected_text::judged;
use crate::lint::finding::Findings;
use crate::lint::rule::Rule;

pub(in crate::lint) static UNSEEN_SIGN: Rule = Rule {
    threshold: "answers, gaps and choices hold no soft hyphens, zero-width spaces, marks of direction or the like; joiners and \
                variation selectors may stand in emoji and in scripts that need them",
    what: "a sign that nobody sees in an answer",
    why: "It came along with a paste. Judging passes over it, so the answer can be typed; but a search does not find the \
          text, and some of these signs are shown as `\\u{200e}`.",
    weak: "answer: \"CC BY 4.0\\u200b\"   (or the sign itself, which nobody sees)",
    better: "answer: CC BY 4.0",
    source: "ours; Unicode Technical Report 36, 2.3",
    ..Rule::slight(RuleId::UnseenSign)
};

/// Checks a deck. `text` is the file it was read from: reading escapes some invisible signs, which then look as if
/// the author had written `\u{200e}`.
pub(super) fn check(deck: &Deck, text: &str, out: &mut Findings) {
    if text.is_ascii() && !text.contains('\\') {
        return;
    }
    let file = LazyCell::new(|| ScannedFile::of(deck, text));
    for card in &deck.cards {
        for standing in judged(card) {
            let signs = needless(standing.text.source());
            if !signs.is_empty() {
                name_them(&file, card, &standing, &signs, out);
            }
        }
    }
}

fn name_them(file: &ScannedFile, card: &Card, standing: &RoleText, found: &[UnseenSign], out: &mut Findings) {
    let value = file.value(card, standing);
    let mut signs: Vec<char> = Vec::new();
    for UnseenSign { is: sign, is_escaped, .. } in found {
        // If the file itself has the escape, the author means it.
        let is_meant = *is_escaped && file.text[value.clone()].contains(&escaped(*sign));
        if !is_meant && !signs.contains(sign) {
            signs.push(*sign);
        }
    }
    let Some(first) = signs.first() else { return };
    let names = signs.iter().map(|&sign| unseen_name(sign)).collect::<Vec<_>>().join(", ");
    let place = file.place_in(value, *first, before_gap(card, standing, *first));
    let place = place.unwrap_or_else(|| card.place_of(standing.field, standing.at));
    let some = if signs.len() == 1 { "a sign that nobody sees stands" } else { "signs that nobody sees stand" };
    let what = format!("{some} in \"{}\": {names}", seen(standing.text.source()));
    out.add(&UNSEEN_SIGN, place, what).help("delete it, or type the word anew; judging passes over it");
}

/// An invisible sign in a text.
struct UnseenSign {
    is: char,
    /// It was escaped when the deck was read.
    is_escaped: bool,
    /// The characters before and after it.
    around: [char; 2],
}

/// The invisible signs of a text that nothing needs.
fn needless(text: &str) -> Vec<UnseenSign> {
    if text.is_ascii() && !text.contains("\\u{") {
        return Vec::new();
    }
    let mut signs = signs(text);
    signs.retain(|sign| !is_needed(sign.is, sign.around));
    signs
}

fn signs(text: &str) -> Vec<UnseenSign> {
    let mut found = Vec::new();
    let mut before = ' ';
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let (sign, length) = escape(rest).unwrap_or((c, c.len_utf8()));
        let after = rest[length..].chars().next().unwrap_or(' ');
        if is_unseen(sign) {
            found.push(UnseenSign { is: sign, is_escaped: c == '\\', around: [before, after] });
        }
        // After a flag, tags follow one another.
        let is_tag = ('\u{e0020}'..='\u{e007f}').contains(&sign);
        before = if is_tag && before == '\u{1f3f4}' { before } else { sign };
        rest = &rest[length..];
    }
    found
}

/// The sign that a text begins with, if it was escaped on reading, and the length of its escape in bytes.
fn escape(text: &str) -> Option<(char, usize)> {
    let inside = text.strip_prefix("\\u{")?;
    let digits = &inside[..inside.find('}').filter(|&end| end <= 6)?];
    let sign = u32::from_str_radix(digits, 16).ok().and_then(char::from_u32).filter(|&c| is_unseen(c))?;
    (escaped(sign) == format!("\\u{{{digits}}}")).then(|| (sign, escaped(sign).len()))
}

fn escaped(sign: char) -> String {
    sign.escape_unicode().to_string()
}

/// Whether emoji or a script need the sign at this place.
fn is_needed(sign: char, [before, after]: [char; 2]) -> bool {
    match sign {
        // Joiners: in emoji, and where letters join.
        '\u{200c}' | '\u{200d}' => (is_emoji(before) && is_emoji(after)) || [before, after].into_iter().any(joins),
        // A possible line break, in scripts without spaces.
        '\u{200b}' => {
            [before, after].into_iter().any(|c| matches!(c, '\u{e00}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'))
        }
        '\u{180e}' => matches!(before, '\u{1800}'..='\u{18af}'),
        '\u{34f}' => matches!(before, '\u{591}'..='\u{5ff}'),
        // Variation selectors: of emoji, keycaps and East Asian characters.
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => {
            is_emoji(before) || matches!(before, '\u{1000}'..) || (after == '\u{20e3}' && before.is_ascii())
        }
        '\u{e0020}'..='\u{e007f}' => before == '\u{1f3f4}',
        _ => false,
    }
}

/// Arabic, Syriac, Mongolian and the scripts of India and its neighbours.
const fn joins(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{8ff}' | '\u{900}'..='\u{e00}' | '\u{f00}'..='\u{109f}' | '\u{1780}'..='\u{18af}'
        | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{11000}'..='\u{11fff}')
}

/// Pictographs, and the selector that makes them one.
const fn is_emoji(c: char) -> bool {
    matches!(c, '\u{a9}' | '\u{ae}' | '\u{203c}' | '\u{2049}' | '\u{2100}'..='\u{2bff}' | '\u{3030}' | '\u{303d}'
        | '\u{3297}' | '\u{3299}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
}

/// The text as readers see it.
fn seen(text: &str) -> String {
    let mut seen = text.to_owned();
    for UnseenSign { is: sign, is_escaped, .. } in needless(text) {
        seen = if is_escaped { seen.replace(&escaped(sign), "") } else { seen.replace(sign, "") };
    }
    seen
}

/// How often a sign occurs in a cloze text before the gap.
fn before_gap(card: &Card, standing: &RoleText, sign: char) -> usize {
    let pieces = card.body.pieces();
    let count = |text: &crate::deck::Text| signs(text.source()).iter().filter(|found| found.is == sign).count();
    let before = pieces
        .iter()
        .take_while(|piece| !matches!(piece, ClozePiece::Gap { text, .. } if std::ptr::eq(text, standing.text)));
    let of_piece = |piece: &ClozePiece| match piece {
        ClozePiece::Shown(text) => count(text),
        ClozePiece::Gap { text, hint, .. } => count(text) + hint.as_ref().map_or(0, count),
    };
    if standing.field == "text" { before.map(of_piece).sum() } else { 0 }
}

/// A deck's file, indexed by line and card.
struct ScannedFile<'f> {
    text: &'f str,
    /// The byte at which each line begins.
    starts: Vec<usize>,
    /// Where the cards begin, in file order.
    cards: Vec<Place>,
}

impl<'f> ScannedFile<'f> {
    fn of(deck: &Deck, text: &'f str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let mut cards: Vec<Place> = deck.cards.iter().map(|card| card.place).collect();
        cards.sort_unstable();
        Self { text, starts, cards }
    }

    /// The bytes from a text to whatever follows it in the file.
    fn value(&self, card: &Card, standing: &RoleText) -> Range<usize> {
        let start = card.place_of(standing.field, standing.at);
        let field = card.fields.iter().map(|(_, _, place)| *place).filter(|place| *place > start).min();
        let next = self.cards.get(self.cards.partition_point(|place| *place <= start)).copied();
        let end = field.into_iter().chain(next).min().map_or(self.text.len(), |next| self.byte_of(next));
        let start = self.byte_of(start);
        start..end.max(start)
    }

    fn byte_of(&self, place: Place) -> usize {
        let start = self.starts.get((place.line as usize).saturating_sub(1)).copied().unwrap_or(self.text.len());
        // A byte order mark counts as no column.
        let mark = usize::from(start == 0 && self.text.starts_with('\u{feff}'));
        let before = self.text[start..].chars().take(mark + (place.column as usize).saturating_sub(1));
        start + before.map(char::len_utf8).sum::<usize>()
    }

    /// The place of the `nth` occurrence of a sign, from 0, in a part of the file: the sign
    /// itself, or a YAML escape of it.
    fn place_in(&self, value: Range<usize>, sign: char, nth: usize) -> Option<Place> {
        let start = value.start;
        let text = self.text.get(value)?;
        let escapes = text.starts_with('"');
        let is_here = |rest: &str| rest.starts_with(sign) || (escapes && yaml_escape(rest) == Some(sign));
        let (at, _) = text.char_indices().filter(|&(at, _)| is_here(&text[at..])).nth(nth)?;
        let line = self.starts.partition_point(|&line| line <= start + at);
        let before = &self.text[*self.starts.get(line.checked_sub(1)?)?..start + at];
        let before = if line == 1 { before.trim_start_matches('\u{feff}') } else { before };
        Some(Place { line: u32::try_from(line).ok()?, column: u32::try_from(before.chars().count() + 1).ok()? })
    }
}

/// A YAML escape in double quotes: `\u200b`, `\xad`, `\U0000200b`.
fn yaml_escape(text: &str) -> Option<char> {
    let kind = text.strip_prefix('\\')?;
    let digits = match kind.chars().next()? {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ => return None,
    };
    u32::from_str_radix(kind.get(1..=digits)?, 16).ok().and_then(char::from_u32)
}

#[cfg(test)]
mod tests {
    use crate::deck::RuleId;
    use crate::lint::fixture::{checked, count, findings};
    use crate::lint::run::Options;

    fn typed(answer: &str) -> String {
        format!("- id: a\n  kind: typed\n  question: Which is it?\n  answer: {answer}\n")
    }

    /// What is found: the message from the code point on, line and column.
    fn found(cards: &str) -> Vec<(String, u32, u32)> {
        let found = findings("", cards, None).into_iter().filter(|diagnostic| diagnostic.rule == RuleId::UnseenSign);
        found
            .map(|diagnostic| {
                let (_, names) = diagnostic.what.rsplit_once("\": ").unwrap();
                (names.to_owned(), diagnostic.place.line, diagnostic.place.column)
            })
            .collect()
    }

    #[test]
    fn a_sign_that_nobody_sees_is_named_with_its_place() {
        for (answer, name, column) in [
            ("CC BY 4.0\u{200b}", "U+200B ZERO WIDTH SPACE", 22),
            ("\"CC BY 4.0\\u200b\"", "U+200B ZERO WIDTH SPACE", 23),
            ("\u{200e}Masakhane", "U+200E LEFT-TO-RIGHT MARK", 13),
            ("\"\\u200EMasakhane\"", "U+200E LEFT-TO-RIGHT MARK", 14),
            ("soft\u{ad}ware \u{2060}", "U+00AD SOFT HYPHEN, U+2060 WORD JOINER", 17),
            ("\"\\xAD\"", "U+00AD SOFT HYPHEN", 14),
            ("a\u{fe0f}", "U+FE0F VARIATION SELECTOR-16", 14),
            ("pay\u{200d}pal", "U+200D ZERO WIDTH JOINER", 16),
            ("x\u{feff}y", "U+FEFF ZERO WIDTH NO-BREAK SPACE", 14),
        ] {
            assert_eq!(found(&typed(answer)), [(name.to_owned(), 6, column)], "{answer:?}");
        }
    }

    #[test]
    fn what_scripts_and_emoji_need_is_fine() {
        for answer in [
            "plain",
            "☀\u{fe0f}",
            "👩\u{200d}👧",
            "👩\u{1f3fd}\u{200d}💻",
            "❤\u{fe0f}\u{200d}🔥",
            "1\u{fe0f}\u{20e3}",
            "\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
            "می\u{200c}خواهم",
            "क्\u{200d}ष",
            "ന്\u{200d}",
            "辻\u{e0100}",
            "ภาษา\u{200b}ไทย",
            r"'\u{200e}'",
            r#""\\u{200e}""#,
        ] {
            assert_eq!(found(&typed(answer)), [], "{answer:?}");
        }
    }

    #[test]
    fn all_that_is_judged_is_looked_at() {
        let sign = "x\u{200b}y";
        for (cards, expected) in [
            (typed(&format!("x\n  accept: [z, {sign}]")), vec![(7, 18)]),
            (format!("- id: a\n  kind: cloze\n  text: \"A {sign} and a {{{{{sign}}}}} of it.\"\n"), vec![(5, 27)]),
            (format!("- id: a\n  kind: cloze\n  text: \"A {sign} and a {{{{g}}}} of it.\"\n"), vec![]),
            (format!("- id: a\n  kind: term\n  term: {sign}\n  definition: what\n  typed: term\n"), vec![(5, 12)]),
            (format!("- id: a\n  kind: term\n  term: {sign}\n  definition: what\n"), vec![]),
            (
                format!("- id: a\n  kind: choice\n  question: Which?\n  answer: {sign}\n  distractors: [a, {sign}b]\n"),
                vec![(6, 14), (7, 23)],
            ),
            (format!("- id: a\n  kind: flip\n  question: Which?\n  answer: {sign}\n"), vec![]),
        ] {
            let places: Vec<(u32, u32)> = found(&cards).into_iter().map(|(_, line, column)| (line, column)).collect();
            assert_eq!(places, expected, "{cards}");
        }
    }

    #[test]
    fn it_can_be_allowed_where_it_is_meant() {
        let card = format!("# oss-quiz: allow unseen-sign pasted as it is\n{}", typed("a\u{ad}b"));
        assert_eq!(count(RuleId::UnseenSign, &card), 0);
        assert_eq!(count(RuleId::UnusedAllow, &card), 0);
    }

    #[test]
    fn a_file_may_begin_with_its_own_mark() {
        let deck = format!("\u{feff}title: A deck\ncards:\n  {}", typed("a\u{ad}b").replace('\n', "\n  "));
        let checked = checked(&[("deck", &deck)], None, &Options::default());
        let place = checked
            .diagnostics
            .iter()
            .find(|diagnostic| diagnostic.rule == RuleId::UnseenSign)
            .map(|diagnostic| diagnostic.place);
        assert_eq!(place.map(|place| (place.line, place.column)), Some((6, 14)));
    }
}
