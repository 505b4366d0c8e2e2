//! The progress of each deck: what is due, what is new, how much the learner probably knows now.

use std::collections::HashMap;
use std::path::Path;
use std::rc::Rc;

use super::selection;
use crate::app::{App, FoundDecks};
use crate::deck::{DeckSummary, Diagnostic};
use crate::stats::{Knowledge, Score};
use crate::study::LearnerProgress;
use crate::study::StudyContext;
use crate::study::outlook;
use crate::terminal::{DeckProgress, DeckRow, count};

/// Due items and knowledge by deck.
pub(super) struct DeckNumbers {
    due: HashMap<String, usize>,
    scores: HashMap<String, Score>,
}

impl DeckNumbers {
    /// Reads every state, as `stats` does.
    pub(super) fn of(context: &Rc<StudyContext>, app: &App) -> anyhow::Result<Self> {
        let items = context.found.all_entries();
        let settings = selection::settings(&[], &*context.found, &context.store, app)?;
        let stand = LearnerProgress::of(Rc::clone(context), &items, settings, app.now())?;
        let known = stand.known()?;
        let knowledge = Knowledge::on(stand.today, &known, &*context.found, &stand.model);
        Ok(Self {
            due: outlook::due_by_deck(context, &stand.settings, stand.today)?,
            scores: knowledge.decks.into_iter().map(|deck| (deck.deck, deck.score)).collect(),
        })
    }

    pub(super) fn due(&self, deck: &DeckSummary) -> usize {
        self.due.get(deck.id.as_str()).copied().unwrap_or(0)
    }

    /// What the learner probably knows of a deck now.
    pub(super) fn score(&self, deck: &DeckSummary) -> Score {
        self.scores.get(deck.id.as_str()).copied().unwrap_or_default()
    }

    fn progress(&self, deck: &DeckSummary) -> DeckProgress {
        let score = self.score(deck);
        DeckProgress { due: self.due(deck), new: score.not_met(), known: score.likeliest() }
    }
}

/// The rows of the table of decks; without progress if the store can't be read.
pub(super) fn rows(found: &FoundDecks, table: Option<&DeckNumbers>, app: &App) -> Vec<DeckRow> {
    let row = |deck: &DeckSummary| {
        let place = deck.path.as_ref().map_or_else(|| "built in".to_owned(), |path| app.shown(path));
        let diagnostics = match diagnostics_in(deck, &found.diagnostics) {
            0 => String::new(),
            some => format!(", {}", count(some, "problem")),
        };
        DeckRow {
            id: deck.id.to_string(),
            items: deck.sums.items,
            progress: table.map(|table| table.progress(deck)),
            about: format!("{} ({place}){diagnostics}", deck.title.plain()),
        }
    };
    found.contents.summaries().iter().map(row).collect()
}

pub(super) fn diagnostics_in(deck: &DeckSummary, diagnostics: &[Diagnostic]) -> usize {
    let file = deck.path.as_deref().map_or_else(|| format!("{}.yaml", deck.id).into(), Path::to_path_buf);
    diagnostics.iter().filter(|diagnostic| diagnostic.path == file).count()
}
