//! A deck's text becomes a [`Deck`], and everything wrong with it a [`Problem`].

use std::path::{Path, PathBuf};

use super::card::{Deck, LeftOut};
use super::cards::{Cards, Context};
use super::header::{self, Header};
use super::recover::{self, Tree};
use super::report::Report;
use super::yaml::MAX_BYTES;
use super::{Place, Problem, problem};

/// Reads a deck. `stem` is its file's name without `.yaml`: its id, unless its header has one.
///
/// A card with an error is left out, the others are in the deck, and the
/// problems of all are in [`Deck::problems`], in the order of the file.
///
/// # Errors
/// The problems of a file from which no deck could be made.
pub fn parse_deck(stem: &str, path: Option<&Path>, text: impl AsRef<[u8]>) -> Result<Deck, Vec<Problem>> {
    let shown = path.map_or_else(|| PathBuf::from(format!("{stem}.yaml")), Path::to_path_buf);
    let source = decode(&shown, text.as_ref()).map_err(|problem| vec![*problem])?;
    let mut report = Report::new(source, shown);
    let deck = recover::read(&mut report, "deck").and_then(|tree| deck(&mut report, &tree, stem));
    let mut problems = report.problems;
    problems.sort_by_key(|problem| problem.place);
    match deck {
        Some(deck) => Ok(Deck { path: path.map(Path::to_path_buf), problems, ..deck }),
        None => Err(problems),
    }
}

fn deck(report: &mut Report, tree: &Tree, stem: &str) -> Option<Deck> {
    let Header { mut deck, was, cards: nodes } = header::read(report, tree, stem)?;
    let mut cards = Cards::default();
    for broken in &tree.broken {
        cards.left_out.push(LeftOut { id: broken.id.clone(), place: broken.place });
    }
    let context = Context { deck: &deck.id, tags: &deck.tags, was: &was, english: deck.is_english() };
    for (nth, node) in (1..).zip(nodes) {
        cards.take(report, &context, node, nth);
    }
    (deck.cards, deck.left_out) = (cards.read, cards.left_out);
    Some(deck)
}

/// Takes bytes as text, or says at which byte they are none.
pub(super) fn decode<'t>(path: &Path, bytes: &'t [u8]) -> Result<&'t str, Box<Problem>> {
    if bytes.len() > MAX_BYTES {
        return Err(Box::new(too_large(path, bytes.len() as u64)));
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let good = std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default();
        let line = good.bytes().filter(|&b| b == b'\n').count() + 1;
        let last = good.rsplit('\n').next().unwrap_or_default();
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let what = format!("byte {} of the file is no UTF-8", error.valid_up_to() + 1);
        let place = Place { line: narrow(line), column: narrow(last.chars().count() + 1) };
        let (line_text, caret) = problem::excerpt(good, good.len());
        let help = Some("save the file as UTF-8".to_owned());
        Box::new(Problem { place, line_text, caret, ..Problem::of_file(path.into(), "not-utf8", what, help) })
    })
}

/// A file of more bytes than are read.
pub(crate) fn too_large(path: &Path, bytes: u64) -> Problem {
    let what = format!("the file has {} MiB, and at most {} are read", bytes >> 20, MAX_BYTES >> 20);
    Problem::of_file(path.into(), "too-large", what, Some("split it into several decks".into()))
}
