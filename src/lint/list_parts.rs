//! Counts the parts of a list in one text, separated by lines, bullets, numbers, semicolons, commas or `and`.

use super::small_words::SmallWords;
use super::words::Word;

/// The most words in a part of a list that only commas, or only `and`s, separate.
const LONGEST: usize = 4;
/// The same for a list with commas that `and` closes, or one separated by lines or semicolons.
const LONGEST_CLOSED: usize = 6;
/// The fewest parts of a list separated by commas alone: a sentence may have a few commas too.
const FEWEST: usize = 4;

/// How many things a list has: at least and at most, since `Bosnia and Herzegovina` may be one or two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) least: usize,
    pub(super) most: usize,
    /// Whether bullets, numbers or lines mark it as a list.
    pub(super) marked: bool,
}

impl Parts {
    const fn of(least: usize, most: usize, marked: bool) -> Self {
        Self { least, most, marked }
    }
}

/// Counts the parts of a text; `None` if it isn't a list.
pub(super) fn parts(text: &str, tongue: Option<&SmallWords>) -> Option<Parts> {
    if is_set(text) {
        return None;
    }
    lines(text).or_else(|| numbered(text)).or_else(|| {
        let text = without_brackets(text);
        let text = text.trim_end_matches(['.', ' ', '…', '。']);
        by_signs(text).or_else(|| by_commas(text, tongue)).or_else(|| by_and(text, tongue))
    })
}

/// `{1, 2, 3}`, `[a, b]`, `(x, y)`: one value, however many members it has.
fn is_set(text: &str) -> bool {
    let text = text.trim();
    [('{', '}'), ('[', ']'), ('(', ')'), ('<', '>')]
        .iter()
        .any(|&(open, close)| text.starts_with(open) && text.ends_with(close) && text.matches(close).count() == 1)
}

fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

/// Whether a text is short enough for a part rather than a sentence.
fn is_part(text: &str, longest: usize) -> bool {
    (1..=longest).contains(&words(text))
}

/// Lines of a few words each; with bullets or numbers, they may be longer.
fn lines(text: &str) -> Option<Parts> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let marked = lines.iter().filter(|line| is_item(line)).count();
    if marked >= 2 {
        return Some(Parts::of(marked, marked, true));
    }
    let all = lines.len() >= 3
        && lines.iter().all(|line| is_part(line, LONGEST_CLOSED) && !line.ends_with(['.', ':', '{', '}']));
    all.then_some(Parts::of(lines.len(), lines.len(), true))
}

/// `- x`, `• x`, `3. x`, `c) x`.
fn is_item(line: &str) -> bool {
    let bullet = ["- ", "* ", "+ ", "• ", "– ", "— ", "· ", "‣ ", "◦ "].iter().any(|mark| line.starts_with(mark));
    let label = line.trim_start_matches('(');
    let digits = label.bytes().take_while(u8::is_ascii_digit).count();
    let end = if digits == 0 { usize::from(label.starts_with(|c: char| c.is_ascii_lowercase())) } else { digits };
    bullet || ((1..=2).contains(&end) && label[end..].starts_with([')', '.']) && label[end + 1..].starts_with(' '))
}

/// `1. x 2. y 3. z` on one line, or `(a) x, (b) y, (c) z`.
fn numbered(text: &str) -> Option<Parts> {
    let count = |labels: &mut dyn Iterator<Item = String>| {
        let mut rest = text;
        labels
            .take_while(|label| {
                let found = [")", "."].iter().find_map(|sign| {
                    let label = format!("{label}{sign} ");
                    rest.match_indices(&label).map(|(at, _)| (at, label.len())).find(|&(at, _)| {
                        rest[..at].chars().next_back().is_none_or(|before| before.is_whitespace() || before == '(')
                    })
                });
                if let Some((at, length)) = found {
                    rest = &rest[at + length..];
                }
                found.is_some()
            })
            .count()
    };
    let numbers = count(&mut (1..=20).map(|number: usize| number.to_string()));
    let letters = count(&mut ('a'..='t').map(String::from));
    let parts = numbers.max(letters);
    (parts >= 3).then_some(Parts::of(parts, parts, true))
}

/// Removes what is in brackets: it explains a part and may have commas of its own.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let kept = text.chars().filter(|&c| {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => {
                depth = depth.saturating_sub(1);
                return false;
            }
            _ => {}
        }
        depth == 0
    });
    kept.collect()
}

/// Semicolons, bullets within a line, slashes or bars with spaces around them.
fn by_signs(text: &str) -> Option<Parts> {
    ["; ", "；", " • ", " · ", " / ", " | "].iter().find_map(|sign| {
        let parts: Vec<&str> = text.split(sign).collect();
        let all = parts.len() >= 3 && parts.iter().all(|part| is_part(part, LONGEST_CLOSED));
        all.then_some(Parts::of(parts.len(), parts.len(), false))
    })
}

fn by_commas(text: &str, tongue: Option<&SmallWords>) -> Option<Parts> {
    let segments: Vec<&str> =
        text.split([',', '、', '，', '،']).map(str::trim).filter(|segment| !segment.is_empty()).collect();
    let (last, before) = segments.split_last()?;
    let ands = tongue.map_or(ANYWHERE, |tongue| tongue.and);
    let opens_clause = |segment: &&str| {
        let first = segment.split_whitespace().next().unwrap_or_default().to_lowercase();
        tongue.is_some_and(|tongue| tongue.conditions.contains(&Word::of(&first)))
    };
    if before.iter().any(|segment| opening_and(segment, ands).is_some()) || segments.iter().any(opens_clause) {
        return None;
    }
    let tail = opening_and(last, ands).map(|rest| vec![rest]).or_else(|| split_at_and(last, ands));
    if let Some(tail) = tail {
        let closed = before.iter().chain(&tail).all(|part| is_part(part, LONGEST_CLOSED));
        // A name may contain an `and`.
        let is_name = tail.len() == 2 && tail.iter().all(|part| part.starts_with(char::is_uppercase));
        let most = before.len() + tail.len();
        return (closed && !before.is_empty()).then_some(Parts::of(most - usize::from(is_name), most, false));
    }
    let short = before.iter().skip(1).chain([last]).all(|part| is_part(part, LONGEST));
    let opening = before.first().is_some_and(|first| is_part(first, LONGEST_CLOSED));
    let few_words = words(text) <= segments.len() * 3;
    let is_list = segments.len() >= FEWEST && short && opening && few_words;
    is_list.then_some(Parts::of(segments.len(), segments.len(), false))
}

/// `a and b and c`; also `a and b`, which is a list only if two things are asked for.
fn by_and(text: &str, tongue: Option<&SmallWords>) -> Option<Parts> {
    let ands = tongue.map_or(ANYWHERE, |tongue| tongue.and);
    // The joining word must be the same each time: `a and b or c` isn't a list.
    ands.iter().find_map(|and| {
        let parts: Vec<&str> = text.split(&format!(" {and} ")).collect();
        let all = parts.len() >= 2 && parts.iter().all(|part| is_part(part, LONGEST) && !part.contains(','));
        all.then_some(Parts::of(if parts.len() == 2 { 1 } else { parts.len() }, parts.len(), false))
    })
}

/// Words for `and` in many languages, for texts in a language without word lists.
const ANYWHERE: &[&str] =
    &["and", "und", "et", "y", "e", "og", "och", "en", "ja", "i", "a", "și", "ve", "és", "и", "і", "και", "dan", "&"];

fn opening_and<'t>(text: &'t str, ands: &[&str]) -> Option<&'t str> {
    ands.iter().find_map(|and| text.strip_prefix(and)?.strip_prefix(' '))
}

fn split_at_and<'t>(text: &'t str, ands: &[&str]) -> Option<Vec<&'t str>> {
    ands.iter().find_map(|and| text.split_once(&format!(" {and} ")).map(|(one, other)| vec![one, other]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grading::Language;

    fn most(language: &str, text: &str) -> usize {
        let tongue = Language::of_tag(language).and_then(SmallWords::of);
        parts(text, tongue).map_or(1, |parts| parts.most)
    }

    #[test]
    fn a_list_has_parts() {
        for (text, expected) in [
            ("Build, customise and enhance them", 3),
            ("code, datasets, and bug fixes", 3),
            ("Healthcare and finance", 2),
            ("It helps innovation and collaboration, but makes abuse easier", 1),
            ("quality, security, resources, governance and licensing", 5),
            ("In Paris, on the Seine", 1),
            ("Mouth, pharynx, oesophagus, stomach, duodenum", 5),
            ("- Indonesia\n- Malaysia\n- Thailand", 3),
            ("Indonesia\nMalaysia\nThailand", 3),
            ("1. wash 2. rinse 3. dry", 3),
            ("(a) heat, (b) light, (c) sound", 3),
            ("heat; light; sound", 3),
            ("flutes and oboes and horns and a tuba", 4),
            ("{1, 2, 3, 4, 5}", 1),
            ("Austria (north, east), Hungary (east), Italy, Croatia", 4),
            ("If it rains, the river, which is short, swells, and the town, alas, is flooded", 1),
            ("A layer\nof the skin that\nkeeps water out.", 1),
        ] {
            assert_eq!(most("en", text), expected, "{text}");
        }
    }

    #[test]
    fn commas_part_in_every_language() {
        for (language, text, expected) in [
            ("de", "Merkur, Venus, Erde, Mars, Jupiter, Saturn, Uranus und Neptun", 8),
            ("fr", "le nord, le sud, l'est et l'ouest", 4),
            ("es", "norte, sur, este y oeste", 4),
            ("fi", "pohjoinen, etelä, itä ja länsi", 4),
            ("ja", "春、夏、秋、冬", 4),
            ("ar", "واحد، اثنان، ثلاثة، أربعة", 4),
            ("fi", "pohjoinen, etelä, itä, länsi", 4),
        ] {
            assert_eq!(most(language, text), expected, "{text}");
        }
    }

    #[test]
    fn a_name_may_have_an_and_of_its_own() {
        let both = parts("Serbia, Bosnia and Herzegovina", SmallWords::of(Language::ENGLISH));
        assert_eq!(both, Some(Parts { least: 2, most: 3, marked: false }));
    }
}
