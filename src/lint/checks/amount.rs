//! Choices that are amounts: a number, a range, more or less than a number; and whether two share a number.

/// The form of an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Number,
    Range,
    /// More than a number.
    More,
    /// Less than a number.
    Less,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Amount {
    pub(super) shape: Shape,
    from: f64,
    to: f64,
    /// Whether its ends are included.
    closed: bool,
    /// In lower case; empty if none is written.
    unit: String,
}

/// Phrases before a lower bound, and whether the bound itself is included.
const MORE: &[(&str, bool)] = &[
    ("more than", false),
    ("greater than", false),
    ("longer than", false),
    ("older than", false),
    ("higher than", false),
    ("over", false),
    ("above", false),
    (">", false),
    ("at least", true),
    ("no less than", true),
    ("no fewer than", true),
    ("≥", true),
    ("mehr als", false),
    ("größer als", false),
    ("älter als", false),
    ("länger als", false),
    ("höher als", false),
    ("über", false),
    ("mindestens", true),
    ("ab", true),
    ("plus de", false),
    ("plus d'", false),
    ("au-dessus de", false),
    ("au moins", true),
    ("à partir de", true),
    ("más de", false),
    ("al menos", true),
    ("por lo menos", true),
    ("como mínimo", true),
    ("più di", false),
    ("oltre", false),
    ("almeno", true),
    ("mais de", false),
    ("acima de", false),
    ("pelo menos", true),
    ("meer dan", false),
    ("minstens", true),
    ("ten minste", true),
];

/// The same for an upper bound.
const LESS: &[(&str, bool)] = &[
    ("less than", false),
    ("fewer than", false),
    ("shorter than", false),
    ("younger than", false),
    ("lower than", false),
    ("under", false),
    ("below", false),
    ("<", false),
    ("up to", true),
    ("at most", true),
    ("no more than", true),
    ("not more than", true),
    ("≤", true),
    ("weniger als", false),
    ("kleiner als", false),
    ("jünger als", false),
    ("kürzer als", false),
    ("unter", false),
    ("höchstens", true),
    ("maximal", true),
    ("bis zu", true),
    ("bis", true),
    ("moins de", false),
    ("moins d'", false),
    ("au plus", true),
    ("jusqu'à", true),
    ("menos de", false),
    ("como máximo", true),
    ("hasta", true),
    ("meno di", false),
    ("al massimo", true),
    ("fino a", true),
    ("abaixo de", false),
    ("no máximo", true),
    ("até", true),
    ("minder dan", false),
    ("hoogstens", true),
    ("maximaal", true),
];

/// Phrases after the number instead; the bound is included.
const OR_MORE: &[&str] = &[
    "or more",
    "or over",
    "or above",
    "or older",
    "or longer",
    "and more",
    "and over",
    "oder mehr",
    "und mehr",
    "oder länger",
    "oder älter",
    "ou plus",
    "et plus",
    "o más",
    "y más",
    "o più",
    "e più",
    "ou mais",
    "of meer",
    "en meer",
];
const OR_LESS: &[&str] = &[
    "or less",
    "or fewer",
    "or under",
    "or below",
    "or younger",
    "or shorter",
    "oder weniger",
    "und weniger",
    "ou moins",
    "et moins",
    "o menos",
    "y menos",
    "o meno",
    "ou menos",
    "of minder",
];

/// Words that may stand before a number or a range without changing it.
const LEAD: &[&str] = &[
    "about",
    "around",
    "roughly",
    "approximately",
    "some",
    "between",
    "from",
    "at",
    "in",
    "with",
    "after",
    "for",
    "every",
    "the",
    "age",
    "of",
    "ages",
    "aged",
    "a",
    "an",
    "etwa",
    "ungefähr",
    "rund",
    "circa",
    "ca",
    "zwischen",
    "von",
    "mit",
    "im",
    "alter",
    "nach",
    "alle",
    "bei",
    "environ",
    "entre",
    "de",
    "à",
    "avec",
    "l'âge",
    "con",
    "a",
    "los",
    "las",
    "unos",
    "unas",
    "cerca",
    "tra",
    "fra",
    "da",
    "dai",
    "circa",
    "tussen",
    "van",
    "op",
    "ongeveer",
    "ranging",
    "anywhere",
    "in",
    "der",
    "dem",
    "les",
    "toutes",
    "tous",
    "d'environ",
    "vers",
];

/// Words that join the two numbers of a range.
const TO: &[&str] = &["-", "–", "—", "−", "to", "till", "until", "bis", "à", "a", "al", "ai", "tot", "até", "through"];
/// These do so only after one of [`BETWEEN`].
const AND: &[&str] = &["and", "und", "et", "y", "e", "en"];
const BETWEEN: &[&str] = &["between", "zwischen", "entre", "tra", "fra", "tussen"];

impl Amount {
    /// `None` if the text says more than an amount.
    pub(super) fn of(text: &str) -> Option<Self> {
        if text.len() > 60 || !text.contains(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let text = text.to_lowercase().replace(['\u{a0}', '\u{202f}'], " ");
        let numbers = numbers(&text);
        match numbers.as_slice() {
            [one] => Self::of_one(&text, one),
            [one, other] => Self::of_two(&text, one, other),
            _ => None,
        }
    }

    fn of_one(text: &str, number: &Number) -> Option<Self> {
        let before = text[..number.start].trim();
        let behind = text[number.end..].trim();
        let at = number.value;
        let (more, less) = (lead_of(before, MORE), lead_of(before, LESS));
        let tail = |list: &[&str]| list.iter().find_map(|tail| without(behind, tail));
        let (shape, closed, rest) = match (more, less) {
            (Some(closed), _) => (Shape::More, closed, behind.to_owned()),
            (_, Some(closed)) => (Shape::Less, closed, behind.to_owned()),
            _ if !before.split_whitespace().all(|word| LEAD.contains(&word.trim_end_matches('.'))) => return None,
            _ => match (tail(OR_MORE), tail(OR_LESS)) {
                (Some(rest), _) => (Shape::More, true, rest),
                (_, Some(rest)) => (Shape::Less, true, rest),
                _ => match behind.strip_prefix('+') {
                    Some(rest) => (Shape::More, true, rest.to_owned()),
                    None => (Shape::Number, true, behind.to_owned()),
                },
            },
        };
        let (from, to) = match shape {
            Shape::More => (at, f64::INFINITY),
            Shape::Less => (f64::NEG_INFINITY, at),
            Shape::Number | Shape::Range => (at, at),
        };
        Some(Self { shape, from, to, closed, unit: unit(&rest)? })
    }

    fn of_two(text: &str, one: &Number, other: &Number) -> Option<Self> {
        let before: Vec<&str> = text[..one.start].split_whitespace().collect();
        let between = text[one.end..other.start].trim();
        let leads = before.iter().all(|word| LEAD.contains(&word.trim_end_matches('.')));
        let is_between = before.iter().any(|word| BETWEEN.contains(word));
        let joints = TO.iter().chain(if is_between { AND } else { &[] });
        // `5 % to 10 %`
        let first_unit =
            joints.filter_map(|joint| between.strip_suffix(joint)).map(str::trim).min_by_key(|unit| unit.len())?;
        let unit = unit(text[other.end..].trim())?;
        let is_range = leads && one.value < other.value && unit.starts_with(first_unit);
        is_range.then_some(Self { shape: Shape::Range, from: one.value, to: other.value, closed: true, unit })
    }

    /// Whether some number fits both, unless both are single numbers.
    pub(super) fn meets(&self, other: &Self) -> bool {
        let units = self.unit == other.unit || self.unit.is_empty() || other.unit.is_empty();
        let both = self.shape == Shape::Number && other.shape == Shape::Number;
        // Ranges that follow each other share their ends: `5 to 10`, `10 to 15`.
        let overlap = self.from < other.to && other.from < self.to;
        let inside = self.is_in(other) || other.is_in(self);
        units && !both && (overlap || inside) && !self.is_zero() && !other.is_zero()
    }

    /// Whether both are ranges that overlap, each with a part outside the other.
    pub(super) fn crosses(&self, other: &Self) -> bool {
        let before = |one: &Self, other: &Self| one.from < other.from && other.from < one.to && one.to < other.to;
        self.is_range() && other.is_range() && (before(self, other) || before(other, self))
    }

    /// Whether this is a single number, equal to an end that the other includes.
    fn is_in(&self, other: &Self) -> bool {
        self.shape == Shape::Number
            && other.closed
            && [other.from, other.to].iter().any(|end| self.from.total_cmp(end).is_eq())
    }

    /// Whether both are open to the same side, so that one contains the other.
    pub(super) fn goes_on_with(&self, other: &Self) -> bool {
        self.shape == other.shape && matches!(self.shape, Shape::More | Shape::Less)
    }

    /// Whether it looks like a year or a period, rather than an amount.
    pub(super) fn is_of_years(&self) -> bool {
        let is_year = |number: f64| (1000.0..2200.0).contains(&number);
        self.unit.is_empty() && (is_year(self.from) || is_year(self.to))
    }

    pub(super) fn is_range(&self) -> bool {
        self.shape == Shape::Range
    }

    fn is_zero(&self) -> bool {
        self.shape == Shape::Number && self.from < f64::EPSILON
    }
}

/// A number and its byte positions in the text.
struct Number {
    value: f64,
    start: usize,
    end: usize,
}

/// The numbers of a text: `1,000`, `1 000`, `3.5`, `3,5`.
fn numbers(text: &str) -> Vec<Number> {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes[from.min(bytes.len())..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if digits(at) == 0 {
            at += 1;
            continue;
        }
        let start = at;
        let mut written = text[at..at + digits(at)].to_owned();
        at += digits(at);
        while let Some(&mark @ (b'.' | b',' | b' ')) = bytes.get(at) {
            let more = digits(at + 1);
            let thousands = more == 3 && at - start <= 3 || (more == 3 && written.len() > 3 && !written.contains('.'));
            if more == 0 || (mark == b' ' && !thousands) || written.contains('.') {
                break;
            }
            if !thousands {
                written.push('.');
            }
            written.push_str(&text[at + 1..at + 1 + more]);
            at += 1 + more;
        }
        if let Ok(value) = written.parse() {
            found.push(Number { value, start, end: at });
        }
    }
    found
}

/// Whether the bound is included, if the words before a number end with one of these phrases and otherwise are
/// only [`LEAD`] words.
fn lead_of(before: &str, list: &[(&str, bool)]) -> Option<bool> {
    let of = |(lead, closed): &(&str, bool)| {
        let rest = before.strip_suffix(lead)?;
        let whole = rest.is_empty() || rest.ends_with(' ');
        (whole && rest.split_whitespace().all(|word| LEAD.contains(&word))).then_some(*closed)
    };
    list.iter().find_map(of)
}

/// Removes a phrase; `None` if the text doesn't contain it as whole words.
fn without(text: &str, words: &str) -> Option<String> {
    let start = text.find(words)?;
    let (before, behind) = (&text[..start], &text[start + words.len()..]);
    let whole = (before.is_empty() || before.ends_with(' ')) && !behind.starts_with(char::is_alphanumeric);
    whole.then(|| format!("{}{behind}", before.trim_end()))
}

/// The rest of the text as a unit; `None` if it reads like a sentence.
fn unit(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches('.');
    let is_unit = text.split_whitespace().count() <= 4 && !text.contains([',', ';', ':', '(', '=', '+', '*']);
    is_unit.then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meet(one: &str, other: &str) -> bool {
        let [Some(one), Some(other)] = [one, other].map(Amount::of) else { return false };
        one.meets(&other)
    }

    #[test]
    fn amounts_are_read_in_several_languages() {
        for (text, shape) in [
            ("14", Shape::Number),
            ("about 14 years", Shape::Number),
            ("mit 14 Jahren", Shape::Number),
            ("1,000 km", Shape::Number),
            ("60–100 beats per minute", Shape::Range),
            ("5 % to 10 %", Shape::Range),
            ("between 12 and 16", Shape::Range),
            ("zwischen 12 und 16 Jahren", Shape::Range),
            ("von 3 bis 5 Tagen", Shape::Range),
            ("de 5 à 10 kg", Shape::Range),
            ("entre 5 et 10 kg", Shape::Range),
            ("entre 5 y 10 kg", Shape::Range),
            ("more than 500", Shape::More),
            ("500 years or more", Shape::More),
            ("18+", Shape::More),
            ("mindestens 18 Jahre", Shape::More),
            ("plus de 20 ans", Shape::More),
            ("más de 20 años", Shape::More),
            ("fewer than 300", Shape::Less),
            ("höchstens 5", Shape::Less),
            ("moins de 5", Shape::Less),
        ] {
            assert_eq!(Amount::of(text).map(|amount| amount.shape), Some(shape), "{text}");
        }
        for text in
            ["CYP3A4", "4-4-2", "-5", "vitamin B12", "12 and 16", "It takes 3 days and a night, more or less", "9 to 5"]
        {
            assert_eq!(Amount::of(text), None, "{text}");
        }
    }

    #[test]
    fn amounts_that_one_number_fits_meet() {
        for (one, other, expected) in [
            ("60–100", "40–70", true),
            ("60–100", "100–120", false),
            ("14", "12–16", true),
            ("14 years", "12–16 months", false),
            ("14 years", "12–16", true),
            ("16", "more than 16", false),
            ("16", "16 or more", true),
            ("fewer than 300", "300 or more", false),
            ("more than 500", "more than 300", true),
            ("more than 500", "600", true),
            ("1 000", "800 to 1,200", true),
            ("1.5", "1.5", false),
            ("0", "less than 5", false),
            ("0,5–0,9", "5–9", false),
        ] {
            assert_eq!((meet(one, other), meet(other, one)), (expected, expected), "{one}, {other}");
        }
    }
}
