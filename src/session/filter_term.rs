//! The terms of WHAT, as written on the command line.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use super::unknown_name::UnknownName;
use crate::deck::nearest;

/// One term of WHAT.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilterTerm {
    Deck(String),
    /// A card or one of its items, `deck/card` or `deck/card#part`.
    Card(String),
    /// A file or a folder of decks.
    Path(PathBuf),
    /// `tag:risk`.
    Tag(String),
    /// `is:new`.
    Is(StateTerm),
    /// `due:7d`: due within this many days from today.
    Due(i32),
    /// `text:words`: cards with each of these words in their texts.
    Text(String),
}

/// A state that WHAT can select.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StateTerm {
    /// Never reviewed.
    New,
    /// The last review was Again.
    Learning,
    /// The last review was not Again.
    Review,
    /// May be asked today.
    Due,
    /// Answered with Again today, or else on the last day with answers.
    Missed,
    /// Not asked until resumed.
    Suspended,
    /// Not asked today.
    Buried,
    /// Marked to be looked at.
    Flagged,
    Leech,
}

const STATES: [(&str, StateTerm); 9] = [
    ("new", StateTerm::New),
    ("learning", StateTerm::Learning),
    ("review", StateTerm::Review),
    ("due", StateTerm::Due),
    ("missed", StateTerm::Missed),
    ("suspended", StateTerm::Suspended),
    ("buried", StateTerm::Buried),
    ("flagged", StateTerm::Flagged),
    ("leech", StateTerm::Leech),
];

impl StateTerm {
    /// The word after `is:`.
    pub(super) fn word(self) -> &'static str {
        STATES.iter().find(|(_, state)| *state == self).map_or("", |(word, _)| word)
    }
}

/// The words that may come before a colon.
const BEFORE_COLON: [&str; 4] = ["tag", "is", "due", "text"];

/// Why a WHAT is not valid.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FilterError {
    /// `is:` with a word that is not a state.
    #[error("`is:{0}` is not a state; {hint}", hint = did_you_mean_state(.0))]
    State(String),
    /// `due:` without a number of days.
    #[error("`due:{0}` is not a day; {hint}", hint = did_you_mean_days(.0))]
    Days(String),
    /// An unknown word before a colon.
    #[error("`{0}` is not a filter; {hint}", hint = did_you_mean_kind(.0))]
    Kind(String),
    /// `tag:` or `text:` alone.
    #[error("`{0}:` needs a word after it, like `{0}:{1}`")]
    Bare(&'static str, &'static str),
    /// A deck, a card, a path or a tag that does not exist.
    #[error("{}", .0.what)]
    UnknownName(UnknownName),
}

fn did_you_mean_state(written: &str) -> String {
    let words = STATES.map(|(word, _)| word);
    nearest(written, &words).map_or_else(
        || {
            let all: Vec<String> = words.iter().map(|word| format!("is:{word}")).collect();
            format!("the states are {}", all.join(", "))
        },
        |near| format!("did you mean `is:{near}`?"),
    )
}

fn did_you_mean_days(written: &str) -> String {
    let digits: String = written.chars().filter(char::is_ascii_digit).take(5).collect();
    match nearest(written, &["today", "tomorrow"]) {
        Some(near) => format!("did you mean `due:{near}`?"),
        None if !digits.is_empty() => format!("did you mean `due:{digits}d`?"),
        None => "write it like `due:today`, `due:tomorrow` or `due:7d`".to_owned(),
    }
}

fn did_you_mean_kind(written: &str) -> String {
    let (kind, rest) = written.split_once(':').unwrap_or((written, ""));
    nearest(kind, &BEFORE_COLON).map_or_else(
        || "only tag:, is:, due: and text: take a colon".to_owned(),
        |near| format!("did you mean `{near}:{rest}`?"),
    )
}

impl FromStr for FilterTerm {
    type Err = FilterError;

    fn from_str(text: &str) -> Result<Self, FilterError> {
        if is_path(text) {
            return Ok(Self::Path(PathBuf::from(text)));
        }
        match text.split_once(':') {
            Some(("tag", "")) => Err(FilterError::Bare("tag", "risk")),
            Some(("tag", tag)) => Ok(Self::Tag(tag.to_owned())),
            Some(("text", words)) if words.trim().is_empty() => Err(FilterError::Bare("text", "river")),
            Some(("text", words)) => Ok(Self::Text(words.to_owned())),
            Some(("is", state)) => STATES
                .iter()
                .find(|(word, _)| *word == state)
                .map(|&(_, is)| Self::Is(is))
                .ok_or_else(|| FilterError::State(state.to_owned())),
            Some(("due", days)) => days_of(days).map(Self::Due).ok_or_else(|| FilterError::Days(days.to_owned())),
            Some((kind, _)) if !kind.contains('/') => Err(FilterError::Kind(text.to_owned())),
            _ if text.contains('/') => Ok(Self::Card(text.to_owned())),
            _ => Ok(Self::Deck(text.to_owned())),
        }
    }
}

/// Parses days from today: `today`, `tomorrow`, `7d`, `+7d`, `7`.
fn days_of(text: &str) -> Option<i32> {
    match text {
        "today" => Some(0),
        "tomorrow" => Some(1),
        days => days.strip_suffix('d').unwrap_or(days).parse().ok(),
    }
}

impl fmt::Display for FilterTerm {
    /// As written on the command line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Deck(name) | Self::Card(name) => f.write_str(name),
            Self::Path(path) => path.display().fmt(f),
            Self::Tag(tag) => write!(f, "tag:{tag}"),
            Self::Is(is) => write!(f, "is:{}", is.word()),
            Self::Due(days) => write!(f, "due:{days}d"),
            Self::Text(words) => write!(f, "text:{words}"),
        }
    }
}

/// The words that shells offer after `due:`.
const DAYS: [&str; 4] = ["0d", "1d", "7d", "30d"];

impl FilterTerm {
    /// The narrowing terms: the word before the colon, and the words that can follow it if they are few.
    pub fn narrowings() -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
        let states = STATES.iter().map(|(word, _)| *word).collect();
        [("is", states), ("tag", Vec::new()), ("due", DAYS.to_vec()), ("text", Vec::new())].into_iter()
    }
}

/// A word that starts with `.` or `/` or ends in `.yaml` is a path.
fn is_path(text: &str) -> bool {
    text.starts_with(['.', '/']) || text == "~" || text.starts_with("~/") || is_deck_file(Path::new(text))
}

/// Whether a file may be a deck by its name.
#[must_use]
pub fn is_deck_file(path: &Path) -> bool {
    let is_yaml = |ending: &std::ffi::OsStr| ending.eq_ignore_ascii_case("yaml") || ending.eq_ignore_ascii_case("yml");
    path.extension().is_some_and(is_yaml)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_as_they_are_written() {
        for text in ["rise", "rise/a#c1", "./decks", "RIVERS.YAML", "tag:risk", "is:missed", "due:7d", "text:two words"]
        {
            assert_eq!(text.parse::<FilterTerm>().map(|word| word.to_string()), Ok(text.to_owned()));
        }
        assert_eq!("RIVERS.YAML".parse(), Ok(FilterTerm::Path("RIVERS.YAML".into())));
        for (text, days) in [("due:today", 0), ("due:tomorrow", 1), ("due:3", 3), ("due:+3d", 3), ("due:-3d", -3)] {
            assert_eq!(text.parse(), Ok(FilterTerm::Due(days)), "{text}");
        }
        for (word, is) in STATES {
            assert_eq!(format!("is:{word}").parse(), Ok(FilterTerm::Is(is)));
        }
    }

    #[test]
    fn what_a_shell_is_offered_can_be_read() {
        for (name, words) in FilterTerm::narrowings() {
            for word in words {
                let written = format!("{name}:{word}");
                assert_eq!(written.parse::<FilterTerm>().map(|wanted| wanted.to_string()), Ok(written));
            }
        }
    }

    #[test]
    fn a_word_that_is_none_names_the_nearest() {
        for (text, said) in [
            ("is:flaged", "`is:flaged` is not a state; did you mean `is:flagged`?"),
            (
                "is:old",
                "`is:old` is not a state; the states are is:new, is:learning, is:review, is:due, is:missed, is:suspended, \
                 is:buried, is:flagged, is:leech",
            ),
            ("due:tomorow", "`due:tomorow` is not a day; did you mean `due:tomorrow`?"),
            ("due:7days", "`due:7days` is not a day; did you mean `due:7d`?"),
            ("due:soon", "`due:soon` is not a day; write it like `due:today`, `due:tomorrow` or `due:7d`"),
            ("tags:risk", "`tags:risk` is not a filter; did you mean `tag:risk`?"),
            ("state:new", "`state:new` is not a filter; only tag:, is:, due: and text: take a colon"),
            ("tag:", "`tag:` needs a word after it, like `tag:risk`"),
            ("text: ", "`text:` needs a word after it, like `text:river`"),
        ] {
            assert_eq!(text.parse::<FilterTerm>().map_err(|err| err.to_string()), Err(said.to_owned()));
        }
    }
}
