//! What may stand in the place of a word that is half typed.

use std::ffi::OsStr;
use std::path::Path;

use clap::CommandFactory as _;
use clap_complete::engine::{CompletionCandidate, PathCompleter, ValueCompleter as _};

use crate::app::config::Setting;
use crate::cli::{Cli, MarkAct};
use crate::commands::help;
use crate::deck::Contents;
use crate::library::{Cache, DeckPaths, Search, Shelf};
use crate::lint::all_rules;
use crate::schedule::Rating;
use crate::session::{FilterTerm, is_deck_file};
use crate::stats::StatsSection;

type Candidates = Vec<CompletionCandidate>;

/// What marks a word that may go on though it does not look so.
const GOES_ON: &str = "goes on";

/// What is known of the surroundings of a word.
#[derive(Debug)]
pub(super) struct Offers {
    /// Where decks may be.
    pub(super) places: DeckPaths,
    /// What is remembered of them.
    pub(super) cache: Cache,
    /// The word before.
    pub(super) previous: String,
}

impl Offers {
    /// A word of WHAT.
    pub(super) fn what(&self, word: &str) -> Candidates {
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

    /// A word of WHAT, or the act that comes last.
    pub(super) fn marked(&self, word: &str) -> Candidates {
        self.what(word).into_iter().chain(beginning_with(word, MarkAct::words())).collect()
    }

    /// An item: the deck first.
    pub(super) fn item(&self, word: &str) -> Candidates {
        if word.contains('/') { self.items(word) } else { self.folders_of_cards(word) }
    }

    /// A card, a deck, or the path of one.
    pub(super) fn card(&self, word: &str) -> Candidates {
        if is_path(word) {
            deck_files(word)
        } else if word.contains('/') {
            self.cards(word)
        } else {
            self.decks_of_cards(word)
        }
    }

    /// A deck, or the path of one.
    pub(super) fn deck(&self, word: &str) -> Candidates {
        if is_path(word) { deck_files(word) } else { self.decks(word) }
    }

    /// The name of a setting; those of keys and decks once their first word stands there.
    pub(super) fn key(&self, word: &str) -> Candidates {
        let of_decks = || self.found().headings().iter().map(|deck| deck.id.to_string()).collect();
        beginning_with(word, Setting::names(word, of_decks)).collect()
    }

    /// A value of the setting before it.
    pub(super) fn value(&self, word: &str) -> Candidates {
        let setting = Setting::named(&self.previous);
        let words = setting.as_ref().map_or(&[][..], Setting::words);
        beginning_with(word, words.iter().copied()).collect()
    }

    fn found(&self) -> Shelf {
        Search::begin(&self.places, &self.cache).end(&mut |_| {})
    }

    fn decks(&self, word: &str) -> Candidates {
        let found = self.found();
        let decks = found.headings().iter().filter(|deck| deck.id.as_str().starts_with(word));
        decks.map(|deck| about(CompletionCandidate::new(deck.id.as_str()), &deck.title.plain())).collect()
    }

    /// Decks whose cards may be named as well.
    fn decks_of_cards(&self, word: &str) -> Candidates {
        self.decks(word).into_iter().map(going_on).collect()
    }

    /// `challenges/`
    fn folders_of_cards(&self, word: &str) -> Candidates {
        let found = self.found();
        let decks = found.headings().iter().filter(|deck| deck.id.as_str().starts_with(word));
        decks.map(|deck| about(CompletionCandidate::new(format!("{}/", deck.id)), &deck.title.plain())).collect()
    }

    /// The cards behind `deck/`; their items from the `#` on.
    fn cards(&self, word: &str) -> Candidates {
        if word.contains('#') {
            return self.items(word);
        }
        let mut cards = self.names(word, |item| item.split('#').next().unwrap_or_default());
        // The items of one card stand beside each other.
        cards.dedup();
        cards.into_iter().map(CompletionCandidate::new).collect()
    }

    fn items(&self, word: &str) -> Candidates {
        self.names(word, |item| item).into_iter().map(CompletionCandidate::new).collect()
    }

    /// Names made of those of the items of the deck that the word begins with.
    fn names(&self, word: &str, name: impl Fn(&str) -> &str) -> Vec<String> {
        let Some((deck, _)) = word.split_once('/') else { return Vec::new() };
        let found = self.found();
        let Some(at) = found.headings().iter().position(|heading| heading.id.as_str() == deck) else {
            return Vec::new();
        };
        let entries = found.entries(at);
        let names = entries.iter().map(|entry| name(entry.id.as_str()));
        names.filter(|name| name.starts_with(word)).map(str::to_owned).collect()
    }
}

/// A part of the picture.
pub(super) fn part(_: &Offers, word: &str) -> Candidates {
    beginning_with(word, StatsSection::ALL.map(StatsSection::word)).collect()
}

/// A rating.
pub(super) fn rating(_: &Offers, word: &str) -> Candidates {
    beginning_with(word, Rating::ALL.map(Rating::word)).collect()
}

/// A rule of `check`.
pub(super) fn rule(_: &Offers, word: &str) -> Candidates {
    let rules = all_rules().filter(|rule| rule.id.starts_with(word));
    rules.map(|rule| about(CompletionCandidate::new(rule.id), rule.what)).collect()
}

/// What there is help on.
pub(super) fn topic(_: &Offers, word: &str) -> Candidates {
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

/// A word that may be whole and may go on.
fn going_on(candidate: CompletionCandidate) -> CompletionCandidate {
    candidate.tag(Some(GOES_ON.into()))
}

/// Whether more may follow in the same word.
pub(super) fn goes_on(candidate: &CompletionCandidate) -> bool {
    candidate.get_tag().is_some_and(|tag| tag.to_string() == GOES_ON)
        || candidate.get_value().to_string_lossy().ends_with(['/', ':', '.', '='])
}

/// Whether it begins as paths do that are no decks' names.
fn is_path(word: &str) -> bool {
    word.starts_with(['.', '/', '~'])
}

/// The folders and deck files that a path may go on with.
fn deck_files(word: &str) -> Candidates {
    PathCompleter::any().filter(|path: &Path| path.is_dir() || is_deck_file(path)).complete(OsStr::new(word))
}
