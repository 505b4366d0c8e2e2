//! Brings decks and sources together: which decks count, in which order they are begun, and what is wrong between
//! them.
//!
//! It needs little of each, so that decks that were read and decks from the catalogue are treated alike.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::deck::RuleId;

use super::nearest::among as nearest;
use super::ordering::order;
use super::{Deck, DeckId, Diagnostic, Place, Source};

/// What a deck must tell to be brought together with others.
pub(crate) trait Member {
    /// Its id.
    fn id(&self) -> &DeckId;
    /// Its file, or `None` for one built into the program.
    fn path(&self) -> Option<&Path>;
    /// The name of the source it cites.
    fn source(&self) -> Option<&str>;
    /// The decks that come before it.
    fn after(&self) -> &[String];
    /// Where the value of a field of its header begins.
    fn place_of(&self, field: &str) -> Option<Place>;
    /// Whether two decks ask the same, regardless of the lines their cards stand on.
    fn asks_the_same(&self, other: &Self) -> bool;
    /// Takes a diagnostic that it has as one of several decks.
    fn report(&mut self, diagnostic: Diagnostic);
}

/// What a source must tell to be brought together with decks.
pub(crate) trait Outline {
    /// Its name.
    fn name(&self) -> &str;
    /// The index of its section with this slug.
    fn section(&self, slug: &str) -> Option<usize>;
}

impl Member for Deck {
    fn id(&self) -> &DeckId {
        &self.id
    }

    fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    fn after(&self) -> &[String] {
        &self.after
    }

    fn place_of(&self, field: &str) -> Option<Place> {
        self.fields.iter().find(|(name, _, _)| *name == field).map(|&(_, _, place)| place)
    }

    fn asks_the_same(&self, other: &Self) -> bool {
        self.cards.len() == other.cards.len()
            && self.cards.iter().zip(&other.cards).all(|(a, b)| a.content_key() == b.content_key())
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }
}

impl<M: Member> Member for Box<M> {
    fn id(&self) -> &DeckId {
        (**self).id()
    }

    fn path(&self) -> Option<&Path> {
        (**self).path()
    }

    fn source(&self) -> Option<&str> {
        (**self).source()
    }

    fn after(&self) -> &[String] {
        (**self).after()
    }

    fn place_of(&self, field: &str) -> Option<Place> {
        (**self).place_of(field)
    }

    fn asks_the_same(&self, other: &Self) -> bool {
        (**self).asks_the_same(other)
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        (**self).report(diagnostic);
    }
}

impl Outline for Source {
    fn name(&self) -> &str {
        &self.name
    }

    fn section(&self, slug: &str) -> Option<usize> {
        self.sections.iter().position(|section| section.slug == slug)
    }
}

/// A deck that doesn't count because one in an earlier place has its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShadowedDeck {
    /// Its id.
    pub id: DeckId,
    /// Its file, or `None` for one built into the program.
    pub path: Option<PathBuf>,
    /// The file of the deck that counts.
    pub by: Option<PathBuf>,
    /// Whether the cards of the two differ.
    pub differs: bool,
}

/// Decks and sources brought together.
pub(crate) struct Together<D, S> {
    /// The decks that count, in the order they are begun.
    pub(crate) decks: Vec<D>,
    /// One source for each name, sorted by name.
    pub(crate) sources: Vec<S>,
    /// Decks that have an equal in an earlier place.
    pub(crate) hidden: Vec<ShadowedDeck>,
    /// Decks left out because another one counts, each with the reason.
    pub(crate) refused: Vec<(D, Diagnostic)>,
}

/// Where a file was found, to rank it among the others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Site {
    /// The number of the place it was found in; the lowest takes precedence.
    pub root: usize,
    /// Whether it was reached by a link in that place.
    pub by_link: bool,
    /// How many folders deep it lies.
    pub depth: usize,
}

impl From<usize> for Site {
    fn from(root: usize) -> Self {
        Self { root, ..Self::default() }
    }
}

/// Brings decks and sources together; those of one place come sorted by path. Of two decks with one id in different
/// places, the one in the first place counts; for two in one place see [`why`].
pub(crate) fn bring_together<D: Member, S: Outline>(decks: Vec<(Site, D)>, sources: Vec<(Site, S)>) -> Together<D, S> {
    let mut sifted = sift(decks);
    let sources = first_of_each_name(sources);
    let named: HashMap<&str, &S> = sources.iter().map(|source| (source.name(), source)).collect();
    check_headers(&mut sifted.decks, &sources.iter().map(Outline::name).collect::<Vec<_>>());
    let (places, circle) = order(&sifted.decks, &named);
    for at in circle {
        let deck = &mut sifted.decks[at];
        let what = format!("deck `{}` waits for decks that wait for it", deck.id());
        let help = "delete one `after` of the circle".to_owned();
        let diagnostic = of_header(deck, "after", RuleId::AfterCircle, what, help);
        deck.report(diagnostic);
    }
    let mut slots: Vec<Option<D>> = sifted.decks.into_iter().map(Some).collect();
    let decks = places.into_iter().filter_map(|at| slots[at].take()).collect();
    Together { decks, sources, hidden: sifted.hidden, refused: sifted.refused }
}

struct Sifted<D> {
    decks: Vec<D>,
    hidden: Vec<ShadowedDeck>,
    refused: Vec<(D, Diagnostic)>,
}

/// Keeps the deck that counts for each id.
fn sift<D: Member>(mut found: Vec<(Site, D)>) -> Sifted<D> {
    found.sort_by_key(|(site, _)| site.root);
    let mut sifted = Sifted { decks: Vec::with_capacity(found.len()), hidden: Vec::new(), refused: Vec::new() };
    // They usually come sorted by id, and then no two have the same one.
    if found.is_sorted_by(|(_, a), (_, b)| a.id().folded() < b.id().folded()) {
        sifted.decks.extend(found.into_iter().map(|(_, deck)| deck));
        return sifted;
    }
    let mut of_id: HashMap<Arc<str>, usize> = HashMap::with_capacity(found.len());
    let mut firsts: Vec<(Site, D)> = Vec::with_capacity(found.len());
    let mut rivals: HashMap<usize, Vec<(Site, D)>> = HashMap::new();
    for (site, deck) in found {
        match of_id.entry(deck.id().folded()) {
            Entry::Vacant(free) => {
                free.insert(firsts.len());
                firsts.push((site, deck));
            }
            Entry::Occupied(at) => rivals.entry(*at.get()).or_default().push((site, deck)),
        }
    }
    for (at, first) in firsts.into_iter().enumerate() {
        match rivals.remove(&at) {
            None => sifted.decks.push(first.1),
            Some(others) => sifted.take(std::iter::once(first).chain(others).collect()),
        }
    }
    sifted
}

impl<D: Member> Sifted<D> {
    /// Takes decks with one id, sorted by place, and keeps the one that counts.
    fn take(&mut self, rivals: Vec<(Site, D)>) {
        let here = rivals.iter().map_while(|(site, deck)| (site.root == rivals[0].0.root).then(|| rank(*site, deck)));
        // `min_by_key` returns the first of equals.
        let Some((at, _)) = here.enumerate().min_by_key(|(_, rank)| *rank) else { return };
        let mut others = rivals;
        let (site, counts) = others.remove(at);
        for (other_site, other) in others {
            if other_site.root != site.root && other.id() == counts.id() {
                let differs = !counts.asks_the_same(&other);
                let [path, by] = [&other, &counts].map(|deck| deck.path().map(Path::to_path_buf));
                self.hidden.push(ShadowedDeck { id: other.id().clone(), path, by, differs });
            } else {
                let diagnostic = twice((site, &counts), (other_site, &other));
                self.refused.push((other, diagnostic));
            }
        }
        self.decks.push(counts);
    }
}

/// Ranks decks with one id in the same place: the lowest rank counts, and of equals the first by path.
fn rank<D: Member>(site: Site, deck: &D) -> (bool, bool, usize) {
    (site.by_link, !is_named_as_its_id(deck), site.depth)
}

/// Whether the name of a deck's file is the deck's id.
fn is_named_as_its_id<D: Member>(deck: &D) -> bool {
    let stem = deck.path().and_then(Path::file_stem).and_then(|stem| DeckId::new(&stem.to_string_lossy()).ok());
    stem.is_some_and(|stem| stem == *deck.id())
}

/// Why one deck counts and the other doesn't.
fn why(counts: (Site, bool), other: (Site, bool)) -> &'static str {
    let ((counts, is_named), (other, other_is_named)) = (counts, other);
    if counts.root != other.root {
        "its place comes first"
    } else if other.by_link && !counts.by_link {
        "it is a file, and this a link"
    } else if is_named && !other_is_named {
        "its name is the id"
    } else if counts.depth < other.depth {
        "it lies in fewer folders"
    } else {
        "its path comes first"
    }
}

fn twice<D: Member>((site, counts): (Site, &D), (other_site, other): (Site, &D)) -> Diagnostic {
    let [named, other_named] = [counts, other].map(is_named_as_its_id);
    let why = why((site, named), (other_site, other_named));
    let path = counts.path().map_or("the built-in one".into(), |path| path.display().to_string());
    let what = if counts.id() == other.id() {
        format!("this deck `{}` is left out: {path} counts, since {why}", other.id())
    } else {
        let (id, other) = (counts.id(), other.id());
        format!("this deck `{other}` is left out: `{id}` in {path} counts, since {why}; they differ only in case")
    };
    let help = if counts.asks_the_same(other) {
        "both ask the same: delete one of the two files"
    } else {
        "compare the two and delete one, or give one an `id` of its own"
    };
    let diagnostic = of_header(other, "id", RuleId::DuplicateDeck, what, help.to_owned());
    Diagnostic { asked_anyway: false, ..diagnostic }
}

/// Keeps one source for each name, chosen in the same order as decks.
fn first_of_each_name<S: Outline>(mut found: Vec<(Site, S)>) -> Vec<S> {
    found.sort_by(|(a_site, a), (b_site, b)| (a.name(), a_site).cmp(&(b.name(), b_site)));
    let mut sources: Vec<S> = found.into_iter().map(|(_, source)| source).collect();
    sources.dedup_by(|later, earlier| later.name() == earlier.name());
    sources
}

/// Reports sources and decks that a header names but that don't exist. `sources` are the names that do, sorted.
fn check_headers<D: Member>(decks: &mut [D], sources: &[&str]) {
    // If no deck names another in `after`, as is usual, no ids are needed.
    let ids: Vec<DeckId> = if decks.iter().all(|deck| deck.after().is_empty()) {
        Vec::new()
    } else {
        decks.iter().map(|deck| deck.id().clone()).collect()
    };
    let known: HashSet<&str> = ids.iter().map(DeckId::as_str).collect();
    for deck in decks {
        let mut diagnostics = Vec::new();
        if let Some(name) = deck.source().filter(|name| sources.binary_search(name).is_err()) {
            let near = nearest(name, sources.iter().copied());
            let help = near.map_or_else(
                || format!("put `{name}.source.yaml` beside the deck, or delete `source`"),
                |near| format!("did you mean `{near}`?"),
            );
            diagnostics.push(of_header(
                deck,
                "source",
                RuleId::UnknownSource,
                format!("there is no source `{name}`"),
                help,
            ));
        }
        for id in deck.after().iter().filter(|id| !known.contains(id.as_str())) {
            let near = nearest(id, ids.iter().map(DeckId::as_str));
            let help = near.map_or("delete it".to_owned(), |near| format!("did you mean `{near}`?"));
            diagnostics.push(of_header(deck, "after", RuleId::UnknownDeck, format!("there is no deck `{id}`"), help));
        }
        for diagnostic in diagnostics {
            deck.report(diagnostic);
        }
    }
}

/// A diagnostic of a deck, at one of its header's fields.
fn of_header<D: Member>(deck: &D, field: &str, rule: RuleId, what: String, help: String) -> Diagnostic {
    let place = deck.place_of(field).unwrap_or_default();
    Diagnostic {
        place,
        asked_anyway: true,
        ..Diagnostic::of_file(shown(deck.path(), deck.id()), rule, what, Some(help))
    }
}

/// The path that a deck's diagnostics are reported under.
pub(super) fn shown(path: Option<&Path>, id: &DeckId) -> PathBuf {
    path.map_or_else(|| format!("{id}.yaml").into(), Path::to_path_buf)
}
