//! How each deck stands: what is due in it, what is new, how much of it one would know now.

use std::collections::HashMap;
use std::path::Path;
use std::rc::Rc;

use super::desk::Desk;
use super::outlook;
use super::stand::Stand;
use crate::app::{App, FoundDecks};
use crate::deck::{Diagnostic, Heading};
use crate::stats::{Knowledge, Score};
use crate::terminal::{DeckProgress, DeckRow, count};

/// The decks of a desk compared with the log.
pub(super) struct DeckTable {
    due: HashMap<String, usize>,
    scores: HashMap<String, Score>,
}

impl DeckTable {
    /// Reads every state, as `stats` does.
    pub(super) fn of(desk: &Rc<Desk>, app: &App) -> anyhow::Result<Self> {
        let items = desk.found.all_entries();
        let stand = Stand::of(Rc::clone(desk), &items, &[], app)?;
        let known = stand.known()?;
        let knowledge = Knowledge::on(stand.today, &known, &*desk.found, &stand.model);
        Ok(Self {
            due: outlook::due_by_deck(desk, &stand.settings, stand.today)?,
            scores: knowledge.decks.into_iter().map(|deck| (deck.deck, deck.score)).collect(),
        })
    }

    pub(super) fn due(&self, deck: &Heading) -> usize {
        self.due.get(deck.id.as_str()).copied().unwrap_or(0)
    }

    /// What one would know of a deck now.
    pub(super) fn score(&self, deck: &Heading) -> Score {
        self.scores.get(deck.id.as_str()).copied().unwrap_or_default()
    }

    fn progress(&self, deck: &Heading) -> DeckProgress {
        let score = self.score(deck);
        DeckProgress { due: self.due(deck), new: score.not_met(), known: score.likeliest() }
    }
}

/// The rows of a table of decks; without what is known of them where that can't be read.
pub(super) fn rows(found: &FoundDecks, standing: Option<&DeckTable>, app: &App) -> Vec<DeckRow> {
    let row = |deck: &Heading| {
        let place = deck.path.as_ref().map_or_else(|| "built in".to_owned(), |path| app.shown(path));
        let problems = match problems_in(deck, &found.problems) {
            0 => String::new(),
            some => format!(", {}", count(some, "problem")),
        };
        DeckRow {
            id: deck.id.to_string(),
            items: deck.sums.items,
            progress: standing.map(|standing| standing.progress(deck)),
            about: format!("{} ({place}){problems}", deck.title.plain()),
        }
    };
    found.contents.headings().iter().map(row).collect()
}

/// How many problems a deck's file has.
pub(super) fn problems_in(deck: &Heading, problems: &[Diagnostic]) -> usize {
    let file = deck.path.as_deref().map_or_else(|| format!("{}.yaml", deck.id).into(), Path::to_path_buf);
    problems.iter().filter(|problem| problem.path == file).count()
}
