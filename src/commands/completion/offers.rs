//! The candidates for each kind of argument.

use std::ffi::OsStr;
use std::path::Path;

use clap::CommandFactory as _;
use clap_complete::engine::{CompletionCandidate, PathCompleter, ValueCompleter as _};

use crate::app::config::Setting;
use crate::cli::{Cli, MarkAct};
use crate::commands::help;
use crate::deck::Decks;
use crate::library::{Cache, Catalogue, DeckPaths, catalogue};
use crate::lint::all_rules;
use crate::schedule::Rating;
use crate::session::{FilterTerm, is_deck_file};
use crate::stats::StatsSection;

type Completions = Vec<CompletionCandidate>;

/// Tag of candidates that may be continued without a space, where their last character doesn't show it.
const GOES_ON: &str = "goes on";

/// What the completers need to know.
#[derive(Debug)]
pub(super) struct Offers {
    pub(super) places: DeckPaths,
    pub(super) cache: Cache,
    /// The word before the one being completed.
    pub(super) previous: String,
}

impl Offers {
    /// A word of WHAT.
    pub(super) fn what(&self, word: &str) -> Completions {
        if is_path(word) {
            return deck_files(word);
        }
        match word.split_once(':') {
            Some(("tag", tag)) => {
                beginning_with(tag, self.found().all_tags()).map(|tag| tag.add_prefix("tag:")).collect()
            }
            Some((narrowing, _)) => {
                let words = FilterTerm::narrowings().find(|(name, _)| *name == narrowing).map(|(_, words)| words);
                let words = words.into_iter().flatten().map(|word| format!("{narrowing}:{word}"));
                beginning_with(word, words).collect()
            }
            None if word.contains('/') => self.cards(word),
            None => {
                let narrowings = FilterTerm::narrowings().map(|(name, _)| format!("{name}:"));
                self.decks_of_cards(word).into_iter().chain(beginning_with(word, narrowings)).collect()
            }
        }
    }

    /// A word of WHAT, or the action of `mark`.
    pub(super) fn marked(&self, word: &str) -> Completions {
        self.what(word).into_iter().chain(beginning_with(word, MarkAct::words())).collect()
    }

    /// An item; its deck first.
    pub(super) fn item(&self, word: &str) -> Completions {
        if word.contains('/') { self.items(word) } else { self.folders_of_cards(word) }
    }

    /// A card, a deck, or a deck's path.
    pub(super) fn card(&self, word: &str) -> Completions {
        if is_path(word) {
            deck_files(word)
        } else if word.contains('/') {
            self.cards(word)
        } else {
            self.decks_of_cards(word)
        }
    }

    /// A deck, or a deck's path.
    pub(super) fn deck(&self, word: &str) -> Completions {
        if is_path(word) { deck_files(word) } else { self.decks(word) }
    }

    /// The name of a setting; those below `keys` and `decks` once their first word is typed.
    pub(super) fn key(&self, word: &str) -> Completions {
        let of_decks = || self.found().summaries().iter().map(|deck| deck.id.to_string()).collect();
        beginning_with(word, Setting::names(word, of_decks)).collect()
    }

    /// A value for the setting in the word before.
    pub(super) fn value(&self, word: &str) -> Completions {
        let setting = Setting::named(&self.previous);
        let words = setting.as_ref().map_or(&[][..], Setting::words);
        beginning_with(word, words.iter().copied()).collect()
    }

    fn found(&self) -> Catalogue {
        catalogue(&self.places, &self.cache, &mut |_| {})
    }

    fn decks(&self, word: &str) -> Completions {
        let found = self.found();
        let decks = found.summaries().iter().filter(|deck| deck.id.as_str().starts_with(word));
        decks.map(|deck| about(CompletionCandidate::new(deck.id.as_str()), &deck.title.plain())).collect()
    }

    /// Decks, each of which may be continued with `/card`.
    fn decks_of_cards(&self, word: &str) -> Completions {
        self.decks(word).into_iter().map(going_on).collect()
    }

    /// Decks as `challenges/`, to be continued with a card.
    fn folders_of_cards(&self, word: &str) -> Completions {
        let found = self.found();
        let decks = found.summaries().iter().filter(|deck| deck.id.as_str().starts_with(word));
        decks.map(|deck| about(CompletionCandidate::new(format!("{}/", deck.id)), &deck.title.plain())).collect()
    }

    /// The cards after `deck/`; their items once there is a `#`.
    fn cards(&self, word: &str) -> Completions {
        if word.contains('#') {
            return self.items(word);
        }
        let mut cards = self.names(word, |item| item.split('#').next().unwrap_or_default());
        // The items of a card are adjacent.
        cards.dedup();
        cards.into_iter().map(CompletionCandidate::new).collect()
    }

    fn items(&self, word: &str) -> Completions {
        self.names(word, |item| item).into_iter().map(CompletionCandidate::new).collect()
    }

    /// Names derived by `name` from the item ids of the deck in `word`, as far as they start with `word`.
    fn names(&self, word: &str, name: impl Fn(&str) -> &str) -> Vec<String> {
        let Some((deck, _)) = word.split_once('/') else { return Vec::new() };
        let found = self.found();
        let Some(at) = found.summaries().iter().position(|heading| heading.id.as_str() == deck) else {
            return Vec::new();
        };
        let entries = found.entries(at);
        let names = entries.iter().map(|entry| name(entry.id.as_str()));
        names.filter(|name| name.starts_with(word)).map(str::to_owned).collect()
    }
}

/// A section of `stats`.
pub(super) fn part(_: &Offers, word: &str) -> Completions {
    beginning_with(word, StatsSection::ALL.map(StatsSection::word)).collect()
}

pub(super) fn rating(_: &Offers, word: &str) -> Completions {
    beginning_with(word, Rating::ALL.map(Rating::word)).collect()
}

pub(super) fn rule(_: &Offers, word: &str) -> Completions {
    let rules = all_rules().filter(|rule| rule.id.name().starts_with(word));
    rules.map(|rule| about(CompletionCandidate::new(rule.id.name()), rule.what)).collect()
}

/// A command, or another topic of `help`.
pub(super) fn topic(_: &Offers, word: &str) -> Completions {
    let cli = Cli::command();
    let commands = cli
        .get_subcommands()
        .map(|command| CompletionCandidate::new(command.get_name()).help(command.get_about().cloned()));
    let keys = about(CompletionCandidate::new(help::KEYS), "what the keys do");
    let all = commands.chain([keys]);
    all.filter(|topic| topic.get_value().to_string_lossy().starts_with(word)).collect()
}

fn beginning_with<T: Into<String>>(
    word: &str,
    all: impl IntoIterator<Item = T>,
) -> impl Iterator<Item = CompletionCandidate> {
    all.into_iter().map(Into::into).filter(move |one| one.starts_with(word)).map(CompletionCandidate::new)
}

fn about(candidate: CompletionCandidate, text: &str) -> CompletionCandidate {
    candidate.help(Some(text.to_owned().into()))
}

/// Marks a candidate that is complete but may be continued.
fn going_on(candidate: CompletionCandidate) -> CompletionCandidate {
    candidate.tag(Some(GOES_ON.into()))
}

/// Whether the word may be continued, so that no space should follow.
pub(super) fn goes_on(candidate: &CompletionCandidate) -> bool {
    candidate.get_tag().is_some_and(|tag| tag.to_string() == GOES_ON)
        || candidate.get_value().to_string_lossy().ends_with(['/', ':', '.', '='])
}

/// Whether the word starts like a path, which no deck name does.
fn is_path(word: &str) -> bool {
    word.starts_with(['.', '/', '~'])
}

/// The folders and deck files that complete a path.
fn deck_files(word: &str) -> Completions {
    PathCompleter::any().filter(|path: &Path| path.is_dir() || is_deck_file(path)).complete(OsStr::new(word))
}
