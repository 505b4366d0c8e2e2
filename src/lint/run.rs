//! One run of the checker over all decks: each is linted as soon as it is read; comparisons between decks follow
//! when all have been read.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};

use super::allow;
use super::checks;
use super::coverage::Coverage;
use super::deck_linter::DeckLinter;
use super::file_source::{FileOf, is_source, is_synonyms};
use super::plagiarism::Copied;
use super::source_index::SourceIndex;
use super::synonyms::Clash;
use super::trace::{DeckTrace, LintedDeck};
use crate::deck::allow::Blocks;
use crate::deck::{Deck, Diagnostic, Gathering, Source, show_lines};

/// What a run looks for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options<'o> {
    /// Whether to report what the decks cover of their sources.
    pub coverage: bool,
    /// A text that no card should copy from.
    pub text: Option<&'o str>,
    /// Files and folders to report diagnostics of; other files are still linted, but only for comparison with these.
    pub within: Option<&'o [PathBuf]>,
}

/// What a run found.
#[derive(Debug, Default)]
pub struct Checked {
    /// All diagnostics, sorted by file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// What the decks cover of their sources, if asked for.
    pub coverage: Vec<Coverage>,
    /// How many decks were checked, including files that couldn't be read as one.
    pub decks: usize,
    /// How many items they have.
    pub items: usize,
    /// Cards left out because of an error.
    pub left_out: usize,
    /// The languages of decks for which there are no word lists.
    pub unknown_languages: BTreeSet<String>,
    /// The decks, to look up which card a diagnostic is about.
    pub(super) traced: Vec<DeckTrace>,
}

/// Returns the text of a file, if it can be read.
pub type Texts<'t> = dyn Fn(&FileOf) -> Option<String> + Sync + 't;

pub struct Checker<'o>(DeckLinter<'o>);

impl<'o> Checker<'o> {
    #[must_use]
    pub fn new(options: &'o Options<'o>, texts: &'o Texts<'o>) -> Self {
        Self(DeckLinter { options, texts, copied: options.text.map(Copied::of) })
    }

    /// Lints a deck that cites no source, and keeps only a trace of it; a deck that cites one waits for the others.
    #[must_use]
    pub fn look(&self, deck: Deck, text: &str) -> LintedDeck {
        if deck.source.is_some() {
            return LintedDeck::Waiting(Box::new(deck));
        }
        LintedDeck::Done(Box::new(self.0.at_one(deck, text)))
    }

    /// Finishes all decks and sources. `outside` are the diagnostics that the reader found outside any deck.
    #[must_use]
    pub fn check(&self, all: Gathering<LintedDeck>, mut outside: Vec<Diagnostic>) -> Checked {
        for (looked, diagnostic) in all.refused {
            let deck = looked.into_deck();
            outside.extend(deck.diagnostics);
            outside.push(diagnostic);
        }
        let Settled { decks: mut traced, coverage, mut of_sources } = self.settle(all.decks, &all.sources);
        let options = self.0.options;
        checks::all(&mut traced, |traced| options.wants(&FileOf::deck(&traced.deck).path));
        let mut diagnostics: Vec<Diagnostic> =
            traced.iter_mut().flat_map(|traced| self.diagnostics_of(traced)).collect();
        let of_sources_alone: HashSet<PathBuf> = all.sources.iter().map(|source| FileOf::source(source).path).collect();
        // A file that couldn't be read as a deck still counts as one.
        let no_decks: HashSet<PathBuf> = outside.iter().map(|diagnostic| diagnostic.path.clone()).collect();
        let no_decks = no_decks.difference(&of_sources_alone).filter(|path| options.wants(path) && !is_synonyms(path));
        let no_decks = no_decks.count();
        for source in &all.sources {
            let file = FileOf::source(source);
            let (mut own, others): (Vec<Diagnostic>, Vec<Diagnostic>) =
                std::mem::take(&mut outside).into_iter().partition(|diagnostic| diagnostic.path == file.path);
            outside = others;
            own.append(&mut of_sources.remove(source.name.as_str()).unwrap_or_default());
            diagnostics.extend(self.finished(&file, own, true, || Blocks::of_source(source)));
        }
        diagnostics.extend(outside);
        diagnostics.sort_by(|a, b| {
            (&a.path, a.place, a.level(), a.rule.name()).cmp(&(&b.path, b.place, b.level(), b.rule.name()))
        });
        diagnostics.retain(|diagnostic| options.wants(&diagnostic.path));
        let counted = counted(&traced, options);
        Checked { diagnostics, coverage, decks: counted.decks + no_decks, traced, ..counted }
    }

    /// Lints the decks that waited for each other; returns all decks in their original order.
    fn settle<'s>(&self, decks: Vec<LintedDeck>, sources: &'s [Source]) -> Settled<'s> {
        let mut done: Vec<(usize, DeckTrace)> = Vec::with_capacity(decks.len());
        // Decks on one source belong together; a deck whose source doesn't exist is alone.
        let mut groups: BTreeMap<Result<&str, usize>, Vec<(usize, Deck)>> = BTreeMap::new();
        for (at, looked) in decks.into_iter().enumerate() {
            match looked {
                LintedDeck::Done(traced) => done.push((at, *traced)),
                LintedDeck::Waiting(mut deck) => {
                    let is_cited = |source: &&Source| deck.source.as_ref() == Some(&source.name);
                    let source = sources.iter().find(is_cited).map(|source| source.name.as_str());
                    if source.is_none() {
                        deck.source = None;
                    }
                    groups.entry(source.ok_or(at)).or_default().push((at, *deck));
                }
            }
        }
        let (mut coverage, mut of_sources) = (Vec::new(), BTreeMap::new());
        for (name, group) in groups {
            let outline =
                name.ok().and_then(|name| sources.iter().find(|source| source.name == name)).map(SourceIndex::of);
            let (places, decks): (Vec<usize>, Vec<Deck>) = group.into_iter().unzip();
            let (traced, covered) = self.0.at_all(decks, outline.as_ref());
            done.extend(places.into_iter().zip(traced));
            if let (Some((covered, found)), Ok(name)) = (covered, name) {
                coverage.push(covered);
                of_sources.insert(name, found);
            }
        }
        done.sort_by_key(|(at, _)| *at);
        Settled { decks: done.into_iter().map(|(_, traced)| traced).collect(), coverage, of_sources }
    }

    /// All diagnostics of a deck, each with its line, without those allowed.
    fn diagnostics_of(&self, traced: &mut DeckTrace) -> Vec<Diagnostic> {
        let file = FileOf::deck(&traced.deck);
        let mut own = std::mem::take(&mut traced.deck.diagnostics);
        own.append(&mut traced.deck.allowed);
        own.append(&mut traced.found.all);
        self.finished(&file, own, traced.allows, || Blocks::of_deck(traced))
    }

    /// The diagnostics of a file, each with its line, without those allowed.
    fn finished(
        &self,
        file: &FileOf,
        mut diagnostics: Vec<Diagnostic>,
        allows: bool,
        blocks: impl FnOnce() -> Blocks,
    ) -> Vec<Diagnostic> {
        // Most files needn't be read again: nothing in them is allowed, and their diagnostics have their lines.
        let is_wanted = allows || diagnostics.iter().any(|diagnostic| diagnostic.line_text.is_empty());
        if let Some(text) = is_wanted.then(|| (self.0.texts)(file)).flatten() {
            allow::apply(&text, &file.path, &blocks(), &mut diagnostics);
            show_lines(&mut diagnostics, || Some(text));
        }
        diagnostics
    }
}

/// All decks after linting, and what they cover of their sources.
struct Settled<'s> {
    decks: Vec<DeckTrace>,
    coverage: Vec<Coverage>,
    /// The coverage findings in each source's file, by source.
    of_sources: BTreeMap<&'s str, Vec<Diagnostic>>,
}

impl Options<'_> {
    /// Whether to report the diagnostics of a file.
    pub(super) fn wants(&self, path: &Path) -> bool {
        let of_source = self.coverage && is_source(path);
        of_source || self.within.is_none_or(|within| within.iter().any(|wanted| path.starts_with(wanted)))
    }
}

fn counted(traced: &[DeckTrace], options: &Options) -> Checked {
    let wanted = || traced.iter().filter(|traced| options.wants(&FileOf::deck(&traced.deck).path));
    Checked {
        decks: wanted().count(),
        items: wanted().map(|traced| traced.items).sum(),
        left_out: wanted().map(|traced| traced.deck.left_out.len()).sum(),
        unknown_languages: wanted()
            .filter(|traced| !traced.deck.is_english())
            .filter_map(|traced| traced.deck.language.clone())
            .collect(),
        ..Checked::default()
    }
}

/// A clash as a diagnostic in the file of synonyms, with its line.
pub(super) fn at_synonym(clash: &Clash, file: &FileOf, texts: &Texts) -> Diagnostic {
    let mut diagnostic = clash.at_synonym(file.path.clone());
    show_lines(std::slice::from_mut(&mut diagnostic), || texts(file));
    diagnostic
}

impl Blocks {
    fn of_source(source: &Source) -> Self {
        let claims = source.claims.iter().map(|claim| claim.place.line);
        Self::new(claims.chain(source.entities.iter().map(|entity| entity.place.line)))
    }
}
