//! One run of the checker over all decks.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use super::allow;
use super::copied::Copied;
use super::coverage::{self, Coverage};
use super::digest::{DeckDigest, Digest};
use super::finding::{Finding, Findings};
use super::lints::{self, Context, Group};
use super::outline::Outline;
use super::reading::Reading;
use super::synonyms::{Clash, clashes};
use super::text_of::{FileOf, is_source, is_synonyms};
use crate::deck::allow::Blocks;
use crate::deck::{Collection, Deck, Level, Place, Problem, Source, excerpt};

/// What a run looks for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options<'o> {
    /// What the decks cover of their sources.
    pub coverage: bool,
    /// A text that no card should copy from.
    pub text: Option<&'o str>,
    /// Files and folders that problems are wanted of; the rest is looked at, but only for what belongs together.
    pub within: Option<&'o [PathBuf]>,
}

/// What a run found.
#[derive(Debug, Default)]
pub struct Checked {
    /// All problems, by file and place.
    pub problems: Vec<Problem>,
    /// What the decks cover of their sources, if that was asked for.
    pub coverage: Vec<Coverage>,
    /// How many decks were looked at.
    pub decks: usize,
    /// How many items they have.
    pub items: usize,
    /// Cards left out for an error.
    pub left_out: usize,
    /// Languages of decks whose words no lint knows.
    pub unknown_languages: BTreeSet<String>,
}

/// Gives the text of a file, if it can be read.
pub type Texts<'t> = dyn Fn(&FileOf) -> Option<String> + Sync + 't;

/// Checks all decks and sources. `outside` are the problems that the reader found outside of any deck.
#[must_use]
pub fn check(found: &Collection, outside: &[Problem], texts: &Texts, options: &Options) -> Checked {
    let outlines: HashMap<&str, Outline> =
        found.sources().iter().map(|source| (source.name.as_str(), Outline::of(source))).collect();
    let copied = options.text.map(Copied::of);
    let groups = groups(found.decks(), &outlines);
    let looked_at = in_parallel(&groups, |group| {
        let mut all = together(found.decks(), group, copied.as_ref());
        if !options.coverage {
            // What only the cards of a group are compared by is half of what there is to keep.
            for (_, digest, _) in &mut all {
                digest.cards.iter_mut().for_each(Digest::keep_least);
            }
        }
        all
    });
    let mut looked_at: Vec<(usize, DeckDigest, Findings)> = looked_at.into_iter().flatten().collect();
    looked_at.sort_by_key(|(at, _, _)| *at);
    let (digests, mut findings): (Vec<DeckDigest>, Vec<Findings>) =
        looked_at.into_iter().map(|(_, digest, findings)| (digest, findings)).unzip();
    lints::all(&digests, &mut findings);
    let mut of_sources: HashMap<&str, Findings> = HashMap::new();
    let coverage = if options.coverage { coverage::of(&digests, &outlines, &mut of_sources) } else { Vec::new() };
    let decks: Vec<(&Deck, Findings)> = found.decks().iter().zip(findings).collect();
    let finish = |(deck, found): &(&Deck, Findings)| {
        let file = FileOf::deck(deck);
        let mut problems = Vec::new();
        let mut own = [&deck.problems[..], &deck.allowed[..]].concat();
        for clash in clashes(deck) {
            match clash.file().filter(|of| options.wants(&of.path) && !options.wants(&file.path)) {
                // Who asks about the synonyms alone is told there.
                Some(of) => problems.push(at_synonym(&clash, &of, texts)),
                None => own.push(clash.at_distractor(file.path.clone())),
            }
        }
        problems.extend(finished(&file, own, &found.found, Some(deck), &Blocks::of_deck(deck), texts));
        problems
    };
    let mut problems: Vec<Problem> = in_parallel(&decks, finish).into_iter().flatten().collect();
    let mut outside = outside.to_vec();
    let of_sources_alone: HashSet<PathBuf> = found.sources().iter().map(|source| FileOf::source(source).path).collect();
    // A file from which no deck could be made is one all the same.
    let no_decks: HashSet<PathBuf> = outside.iter().map(|problem| problem.path.clone()).collect();
    let no_decks = no_decks.difference(&of_sources_alone).filter(|path| options.wants(path) && !is_synonyms(path));
    let no_decks = no_decks.count();
    for source in found.sources() {
        let file = FileOf::source(source);
        let (own, others) = std::mem::take(&mut outside).into_iter().partition(|problem| problem.path == file.path);
        outside = others;
        let found = of_sources.remove(source.name.as_str()).unwrap_or_default().found;
        problems.extend(finished(&file, own, &found, None, &Blocks::of_source(source), texts));
    }
    problems.extend(outside);
    problems.sort_by(|a, b| (&a.path, a.place, a.level, a.rule).cmp(&(&b.path, b.place, b.level, b.rule)));
    problems.retain(|problem| options.wants(&problem.path));
    let counted = counted(found, options);
    Checked { problems, coverage, decks: counted.decks + no_decks, ..counted }
}

impl Options<'_> {
    /// Whether problems of a file are wanted.
    fn wants(&self, path: &Path) -> bool {
        let of_source = self.coverage && is_source(path);
        of_source || self.within.is_none_or(|within| within.iter().any(|wanted| path.starts_with(wanted)))
    }
}

fn counted(found: &Collection, options: &Options) -> Checked {
    let wanted = || found.decks().iter().filter(|deck| options.wants(&FileOf::deck(deck).path));
    let cards = wanted().flat_map(|deck| &deck.cards);
    Checked {
        decks: wanted().count(),
        items: cards.map(|card| card.parts().len()).sum(),
        left_out: wanted().map(|deck| deck.left_out.len()).sum(),
        unknown_languages: wanted()
            .filter(|deck| !deck.is_english())
            .filter_map(|deck| deck.language.clone())
            .collect(),
        ..Checked::default()
    }
}

fn outline_of<'o, 'd>(deck: &Deck, outlines: &'o HashMap<&str, Outline<'d>>) -> Option<&'o Outline<'d>> {
    deck.source.as_deref().and_then(|name| outlines.get(name))
}

/// Does something with each thing, in as many threads as there are cores; gives what came of it in order.
fn in_parallel<'t, T: Sync, R: Send>(things: &'t [T], each: impl Fn(&'t T) -> R + Sync) -> Vec<R> {
    /// From how many things on a second thread is worth its start.
    const MANY: usize = 16;
    let all = |things: &'t [T]| things.iter().map(&each).collect::<Vec<R>>();
    let threads = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    if things.len() < MANY || threads < 2 {
        return all(things);
    }
    let parts: Vec<&'t [T]> = things.chunks(things.len().div_ceil(threads)).collect();
    std::thread::scope(|scope| {
        let all = &all;
        let running: Vec<_> = parts.iter().map(|part| (*part, scope.spawn(move || all(part)))).collect();
        // A thread that failed is no reason to lose its part.
        running.into_iter().flat_map(|(part, thread)| thread.join().unwrap_or_else(|_| all(part))).collect()
    })
}

/// Runs the lints of single cards.
fn cards<'d>(deck: &'d Deck, outline: Option<&Outline<'d>>, copied: Option<&Copied>) -> (DeckDigest<'d>, Findings) {
    let context = Context::of(deck, outline);
    let mut out = Findings::new(deck.is_english(), outline.is_some());
    let mut cards = Vec::with_capacity(deck.cards.len());
    for card in &deck.cards {
        let reading = Reading::of(card);
        lints::card(&reading, &context, &mut out);
        if let Some(copied) = copied {
            copied.check(&reading, outline, &mut out);
        }
        cards.push(Digest::of(&reading));
    }
    (DeckDigest { deck, cards }, out)
}

/// The numbers of the decks that belong together: those of one source, all others alone.
struct Together<'o, 'd> {
    outline: Option<&'o Outline<'d>>,
    decks: Vec<usize>,
}

fn groups<'o, 'd>(decks: &'d [Deck], outlines: &'o HashMap<&str, Outline<'d>>) -> Vec<Together<'o, 'd>> {
    let mut groups: Vec<Together> = Vec::new();
    let mut by_source: HashMap<&str, usize> = HashMap::new();
    for (at, deck) in decks.iter().enumerate() {
        let outline = outline_of(deck, outlines);
        let earlier = outline.and_then(|outline| by_source.get(outline.source.name.as_str()).copied());
        if let Some(earlier) = earlier {
            groups[earlier].decks.push(at);
            continue;
        }
        if let Some(outline) = outline {
            by_source.insert(&outline.source.name, groups.len());
        }
        groups.push(Together { outline, decks: vec![at] });
    }
    groups
}

/// Runs the lints of single cards and those between the cards of a group; gives the number of each of its decks, what is
/// kept of its cards, and what was found in it.
fn together<'d>(
    decks: &'d [Deck],
    group: &Together<'_, 'd>,
    copied: Option<&Copied>,
) -> Vec<(usize, DeckDigest<'d>, Findings)> {
    let read = group.decks.iter().map(|&at| cards(&decks[at], group.outline, copied));
    let (digests, mut found): (Vec<DeckDigest>, Vec<Findings>) = read.unzip();
    lints::group(&Group { outline: group.outline, decks: digests.iter().collect() }, &mut found);
    let read = digests.into_iter().zip(found);
    group.decks.iter().zip(read).map(|(&at, (digest, found))| (at, digest, found)).collect()
}

/// The problems of a file: the reader's and the lints', each with its line, those allowed left out.
fn finished(
    file: &FileOf,
    own: Vec<Problem>,
    found: &[Finding],
    deck: Option<&Deck>,
    blocks: &Blocks,
    texts: &Texts,
) -> Vec<Problem> {
    let mut problems = own;
    problems.extend(found.iter().cloned().map(|finding| problem(&file.path, finding)));
    let Some(text) = texts(file) else { return problems };
    if let Some(deck) = deck {
        let mut found = Findings::new(deck.is_english(), false);
        lints::file(deck, &text, &mut found);
        problems.extend(found.found.into_iter().map(|finding| problem(&file.path, finding)));
    }
    allow::apply(&text, &file.path, blocks, &mut problems);
    show_lines(&text, &mut problems);
    problems
}

/// The problem of a file of synonyms, with its line.
fn at_synonym(clash: &Clash, file: &FileOf, texts: &Texts) -> Problem {
    let mut problem = clash.at_synonym(file.path.clone());
    if let Some(text) = texts(file) {
        show_lines(&text, std::slice::from_mut(&mut problem));
    }
    problem
}

fn problem(path: &Path, finding: Finding) -> Problem {
    Problem {
        place: finding.place,
        level: Level::Warning,
        asked_anyway: true,
        note: finding.note,
        ..Problem::of_file(PathBuf::from(path), finding.rule.id, one_line(&finding.what), finding.help)
    }
}

/// What is said of a text, on one line and of a length to be read, whatever the text is like.
fn one_line(what: &str) -> String {
    const LONGEST: usize = 240;
    let line = what.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}...", &line[..at]),
        None => line,
    }
}

/// Gives each problem the line it stands on.
fn show_lines(text: &str, problems: &mut [Problem]) {
    if problems.iter().all(|problem| !problem.line_text.is_empty()) {
        return;
    }
    let starts: Vec<usize> = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    for problem in problems.iter_mut().filter(|problem| problem.line_text.is_empty()) {
        if let Some(byte) = byte_of(text, &starts, problem.place) {
            (problem.line_text, problem.caret) = excerpt(text, byte);
        }
    }
}

fn byte_of(text: &str, starts: &[usize], place: Place) -> Option<usize> {
    let start = *starts.get(usize::try_from(place.line).ok()?.checked_sub(1)?)?;
    let line = text.get(start..)?.lines().next()?;
    let line = line.strip_prefix('\u{feff}').map_or((0, line), |line| ('\u{feff}'.len_utf8(), line));
    let before = usize::try_from(place.column).ok()?.saturating_sub(1);
    let in_line = line.1.char_indices().nth(before).map_or(line.1.len(), |(at, _)| at);
    Some(start + line.0 + in_line)
}

impl Blocks {
    fn of_deck(deck: &Deck) -> Self {
        let cards = deck.cards.iter().map(|card| card.place.line);
        Self::new(cards.chain(deck.left_out.iter().map(|card| card.place.line)))
    }

    fn of_source(source: &Source) -> Self {
        let claims = source.claims.iter().map(|claim| claim.place.line);
        Self::new(claims.chain(source.entities.iter().map(|entity| entity.place.line)))
    }
}
