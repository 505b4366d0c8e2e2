//! WHAT: which items a command is about.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use crate::deck::{Contents, Entry, Heading};
use crate::schedule::{Day, ItemState, Phase};

/// One word of WHAT.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// A deck's id.
    Deck(String),
    /// A card or one of its items, `deck/card` or `deck/card#part`.
    Card(String),
    /// A file or a folder of decks.
    Path(PathBuf),
    /// `tag:risk`.
    Tag(String),
    /// `is:new`.
    Is(Is),
    /// `due:7d`: due within so many days from today.
    Due(i32),
}

/// A state that WHAT can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Is {
    /// Never reviewed.
    New,
    /// The last review was Again.
    Learning,
    /// The last review was not Again.
    Review,
    /// Not asked until resumed.
    Suspended,
    /// Marked to be looked at.
    Flagged,
    /// Keeps lapsing.
    Leech,
}

const STATES: [(&str, Is); 6] = [
    ("new", Is::New),
    ("learning", Is::Learning),
    ("review", Is::Review),
    ("suspended", Is::Suspended),
    ("flagged", Is::Flagged),
    ("leech", Is::Leech),
];

/// Why a WHAT can't be followed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FilterError {
    /// `is:` with a word that is no state.
    #[error("`is:{0}` is no state; there are is:new, is:learning, is:review, is:suspended, is:flagged and is:leech")]
    State(String),
    /// `due:` without a number of days.
    #[error("`due:{0}` names no number of days; write it like `due:7d`")]
    Days(String),
    /// A deck that was not found.
    #[error("there is no deck `{name}`{}", did_you_mean(.nearest.as_deref()))]
    NoDeck {
        /// As given.
        name: String,
        /// A deck with a similar name.
        nearest: Option<String>,
    },
    /// A card that was not found.
    #[error("there is no card `{0}`")]
    NoCard(String),
    /// A path that holds none of the decks.
    #[error("no deck was found at `{0}`")]
    NoPath(String),
}

fn did_you_mean(nearest: Option<&str>) -> String {
    nearest.map(|name| format!("; did you mean `{name}`?")).unwrap_or_default()
}

impl FromStr for Wanted {
    type Err = FilterError;

    fn from_str(text: &str) -> Result<Self, FilterError> {
        if is_path(text) {
            return Ok(Self::Path(PathBuf::from(text)));
        }
        match text.split_once(':') {
            Some(("tag", tag)) => Ok(Self::Tag(tag.to_owned())),
            Some(("is", state)) => STATES
                .iter()
                .find(|(word, _)| *word == state)
                .map(|&(_, is)| Self::Is(is))
                .ok_or_else(|| FilterError::State(state.to_owned())),
            Some(("due", days)) => days
                .strip_suffix('d')
                .unwrap_or(days)
                .parse()
                .map(Self::Due)
                .map_err(|_| FilterError::Days(days.to_owned())),
            _ if text.contains('/') => Ok(Self::Card(text.to_owned())),
            _ => Ok(Self::Deck(text.to_owned())),
        }
    }
}

impl fmt::Display for Wanted {
    /// As it is written on the command line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Deck(name) | Self::Card(name) => f.write_str(name),
            Self::Path(path) => path.display().fmt(f),
            Self::Tag(tag) => write!(f, "tag:{tag}"),
            Self::Is(is) => {
                write!(f, "is:{}", STATES.iter().find(|(_, state)| state == is).map_or("", |(word, _)| word))
            }
            Self::Due(days) => write!(f, "due:{days}d"),
        }
    }
}

/// The words that a shell may offer behind `due:`.
const DAYS: [&str; 4] = ["0d", "1d", "7d", "30d"];

impl Wanted {
    /// What narrows, as it stands before the colon, and the words that may stand behind it where these are few.
    pub fn narrowings() -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
        let states = STATES.iter().map(|(word, _)| *word).collect();
        [("is", states), ("tag", Vec::new()), ("due", DAYS.to_vec())].into_iter()
    }
}

/// A word that starts with `.` or `/` or ends in `.yaml` is a path.
fn is_path(text: &str) -> bool {
    text.starts_with(['.', '/']) || is_deck_file(Path::new(text))
}

/// Whether a file may be a deck by its name.
#[must_use]
pub fn is_deck_file(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml")
}

/// Which items a command is about: decks, cards and paths add up, all else narrows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    places: Vec<Wanted>,
    narrowing: Vec<Wanted>,
    /// Decks that are named, and so begun.
    named: Vec<String>,
    /// Decks that are left out whatever WHAT says.
    left_out: Vec<String>,
}

impl Filter {
    /// Puts the words of WHAT together and looks up the decks and cards they name.
    ///
    /// # Errors
    /// When a deck, card or path is not among the decks found.
    pub fn new(wanted: &[Wanted], found: &dyn Contents) -> Result<Self, FilterError> {
        let mut filter = Self::default();
        for word in wanted {
            match word {
                Wanted::Deck(name) if found.heading(name).is_none() => {
                    return Err(FilterError::NoDeck { name: name.clone(), nearest: nearest_deck(name, found) });
                }
                Wanted::Card(name) if !is_there(name, found) => {
                    return Err(FilterError::NoCard(name.clone()));
                }
                Wanted::Path(path) if !found.headings().iter().any(|d| within(d.path.as_deref(), path)) => {
                    return Err(FilterError::NoPath(path.display().to_string()));
                }
                Wanted::Tag(_) | Wanted::Is(_) | Wanted::Due(_) => filter.narrowing.push(word.clone()),
                Wanted::Deck(name) => {
                    filter.named.push(name.clone());
                    filter.places.push(word.clone());
                }
                Wanted::Card(_) | Wanted::Path(_) => filter.places.push(word.clone()),
            }
        }
        Ok(filter)
    }

    /// Leaves a deck out.
    pub fn leave_out(&mut self, deck: &str) {
        self.left_out.push(deck.to_owned());
    }

    /// Whether all items are wanted.
    #[must_use]
    pub fn is_everything(&self) -> bool {
        self.places.is_empty() && self.narrowing.is_empty() && self.left_out.is_empty()
    }

    /// Whether a deck is named, and so counts as begun.
    #[must_use]
    pub fn names_deck(&self, deck: &str) -> bool {
        self.named.iter().any(|name| name == deck)
    }

    /// Whether only whole decks are named, so that no item need be looked at to know whether it is wanted.
    #[must_use]
    pub fn is_of_decks(&self) -> bool {
        self.narrowing.is_empty() && self.places.iter().all(|place| !matches!(place, Wanted::Card(_)))
    }

    /// Whether an item of a deck may be wanted; where [`is_of_decks`](Self::is_of_decks), whether all of them are.
    #[must_use]
    pub fn may_want(&self, deck: &Heading) -> bool {
        let name = deck.id.as_str();
        let placed = self.places.is_empty()
            || self.places.iter().any(|place| match place {
                Wanted::Deck(wanted) => wanted == name,
                Wanted::Card(card) => card.split_once('/').is_some_and(|(of, _)| of == name),
                Wanted::Path(path) => within(deck.path.as_deref(), path),
                Wanted::Tag(_) | Wanted::Is(_) | Wanted::Due(_) => true,
            });
        placed && !self.left_out.iter().any(|deck| deck == name)
    }

    /// Whether an item is wanted.
    #[must_use]
    pub fn wants(&self, item: &Entry, state: &ItemState, found: &dyn Contents, today: Day) -> bool {
        let placed = self.places.is_empty()
            || self.places.iter().any(|place| match place {
                Wanted::Deck(name) => item.id.deck() == name,
                Wanted::Card(name) => names(name, item),
                Wanted::Path(path) => found.heading(item.id.deck()).is_some_and(|d| within(d.path.as_deref(), path)),
                Wanted::Tag(_) | Wanted::Is(_) | Wanted::Due(_) => true,
            });
        placed
            && !self.left_out.iter().any(|deck| deck == item.id.deck())
            && self.narrowing.iter().all(|word| narrows(word, item, state, today))
    }
}

fn narrows(word: &Wanted, item: &Entry, state: &ItemState, today: Day) -> bool {
    match word {
        Wanted::Tag(tag) => item.tags.iter().any(|own| own == tag),
        Wanted::Is(is) => is_in(*is, item, state),
        Wanted::Due(days) => state.seen.is_some_and(|seen| seen.due <= today + *days),
        Wanted::Deck(_) | Wanted::Card(_) | Wanted::Path(_) => true,
    }
}

fn is_in(is: Is, item: &Entry, state: &ItemState) -> bool {
    match is {
        Is::New => state.phase() == Phase::New,
        Is::Learning => state.phase() == Phase::Learning,
        Is::Review => state.phase() == Phase::Review,
        Is::Suspended => state.suspended.unwrap_or(item.suspended),
        Is::Flagged => state.flag.is_some(),
        Is::Leech => state.is_leech(),
    }
}

/// Whether `deck/card` or `deck/card#part` names an item.
fn names(name: &str, item: &Entry) -> bool {
    item.id.card() == name || item.id.as_str() == name
}

/// Whether a deck has a card of that name, or an item.
fn is_there(name: &str, found: &dyn Contents) -> bool {
    found.card(name).is_some() || name.parse().is_ok_and(|item| found.item(&item).is_some())
}

/// Whether a deck lies at a path or in a folder below it; `./decks` and `decks` are one folder.
fn within(deck: Option<&Path>, path: &Path) -> bool {
    let tidy = |path: &Path| path.components().filter(|c| *c != std::path::Component::CurDir).collect::<PathBuf>();
    deck.is_some_and(|deck| tidy(deck).starts_with(tidy(path)))
}

fn nearest_deck(name: &str, found: &dyn Contents) -> Option<String> {
    let names: Vec<&str> = found.headings().iter().map(|deck| deck.id.as_str()).collect();
    crate::deck::nearest(name, &names).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_shell_is_offered_can_be_read() {
        for (name, words) in Wanted::narrowings() {
            for word in words {
                let written = format!("{name}:{word}");
                assert_eq!(written.parse::<Wanted>().map(|wanted| wanted.to_string()), Ok(written));
            }
        }
    }
}
