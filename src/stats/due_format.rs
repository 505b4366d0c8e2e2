//! `due --format`: a custom line, for a shell prompt.

use std::str::FromStr;

use super::dates::short;
use crate::session::Outlook;

/// A placeholder in braces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FormatField {
    Due,
    New,
    All,
    Minutes,
    Streak,
    Next,
    NextDue,
    NextNew,
    NextAll,
}

const FIELDS: [(&str, FormatField); 9] = [
    ("due", FormatField::Due),
    ("new", FormatField::New),
    ("all", FormatField::All),
    ("minutes", FormatField::Minutes),
    ("streak", FormatField::Streak),
    ("next", FormatField::Next),
    ("next_due", FormatField::NextDue),
    ("next_new", FormatField::NextNew),
    ("next_all", FormatField::NextAll),
];

/// A format with placeholders: `{due} due, {new} new`. `{{` and `}}` are literal braces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueFormat(Vec<FormatPiece>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum FormatPiece {
    Text(String),
    Field(FormatField),
}

impl DueFormat {
    /// The filled-in line. Empty if nothing is due or new, unless it shows what comes next or the streak.
    #[must_use]
    pub fn filled(&self, outlook: &Outlook, streak: u32) -> String {
        let tells = |field: &FormatField| {
            !matches!(field, FormatField::Due | FormatField::New | FormatField::All | FormatField::Minutes)
        };
        let waits = |piece: &FormatPiece| matches!(piece, FormatPiece::Field(field) if tells(field));
        if outlook.left.all() == 0 && !self.0.iter().any(waits) {
            return String::new();
        }
        self.0
            .iter()
            .map(|piece| match piece {
                FormatPiece::Text(text) => text.clone(),
                FormatPiece::Field(field) => value(*field, outlook, streak),
            })
            .collect()
    }
}

fn value(field: FormatField, outlook: &Outlook, streak: u32) -> String {
    let Outlook { today, left, minutes, next } = *outlook;
    match field {
        FormatField::Due => left.due.to_string(),
        FormatField::New => left.new.to_string(),
        FormatField::All => left.all().to_string(),
        FormatField::Minutes => minutes.to_string(),
        FormatField::Streak => streak.to_string(),
        FormatField::Next => next.map(|next| short(next.day, today)).unwrap_or_default(),
        FormatField::NextDue => next.map(|next| next.load.due.to_string()).unwrap_or_default(),
        FormatField::NextNew => next.map(|next| next.load.new.to_string()).unwrap_or_default(),
        FormatField::NextAll => next.map(|next| next.load.all().to_string()).unwrap_or_default(),
    }
}

impl FromStr for DueFormat {
    type Err = String;

    fn from_str(format: &str) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let mut text = String::new();
        let mut rest = format;
        while let Some(at) = rest.find(['{', '}']) {
            text.push_str(&rest[..at]);
            let brace = &rest[at..=at];
            let behind = &rest[at + 1..];
            if let Some(more) = behind.strip_prefix(brace) {
                text.push_str(brace);
                rest = more;
                continue;
            }
            let end = behind.find('}').filter(|_| brace == "{").ok_or_else(|| {
                format!("unmatched `{brace}` in the format; write `{brace}{brace}` for a literal brace")
            })?;
            pieces.extend([FormatPiece::Text(std::mem::take(&mut text)), FormatPiece::Field(field(&behind[..end])?)]);
            rest = &behind[end + 1..];
        }
        text.push_str(rest);
        pieces.push(FormatPiece::Text(text));
        Ok(Self(pieces))
    }
}

fn field(name: &str) -> Result<FormatField, String> {
    FIELDS.iter().find(|(word, _)| *word == name).map(|&(_, field)| field).ok_or_else(|| {
        let words: Vec<String> = FIELDS.iter().map(|(word, _)| format!("{{{word}}}")).collect();
        format!("unknown placeholder `{{{name}}}`; expected one of {}", words.join(" "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schedule::Day;
    use crate::session::{Load, NextDay};

    fn filled(format: &str, left: Load) -> String {
        let today = Day::from(jiff::civil::date(2026, 11, 24));
        let next = NextDay { day: today + 1, load: Load { due: 5, new: 3 }, minutes: 2 };
        let outlook = Outlook { today, left, minutes: 9, next: (left.all() == 0).then_some(next) };
        format.parse::<DueFormat>().expect(format).filled(&outlook, 12)
    }

    #[test]
    fn places_are_filled() {
        let left = Load { due: 57, new: 10 };
        assert_eq!(filled("{due}+{new}={all} ({minutes} min)", left), "57+10=67 (9 min)");
        assert_eq!(filled("{{{streak}}} ü", left), "{12} ü");
        assert_eq!(filled("{due} {next}", left), "57 ");
    }

    #[test]
    fn where_nothing_is_asked_there_is_nothing_to_say_but_what_comes() {
        assert_eq!(filled("{due} due", Load::default()), "");
        assert_eq!(filled("{next_due} on {next}", Load::default()), "5 on Wed 25 Nov");
        assert_eq!(filled("{next_new} + {next_all}", Load::default()), "3 + 8");
    }

    #[test]
    fn what_can_not_be_filled_is_refused() {
        for format in ["{", "}", "{due", "{what}", "{due} }"] {
            assert!(format.parse::<DueFormat>().is_err(), "{format}");
        }
    }
}
