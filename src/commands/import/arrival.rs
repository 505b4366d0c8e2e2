//! Cards of another program: what would come, the question, writing it, and the report.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Serialize;

use super::super::export::Tally;
use super::super::{ui, user_copy};
use super::deck_plan::{DeckPlan, Written};
use crate::app::App;
use crate::app::error::Outcome;
use crate::cli::ImportArgs;
use crate::exchange::deck_changes::DeckChange;
use crate::exchange::material::{Origin, Remark, RemarkKind};
use crate::schedule::{Act, Event, EventDraft, EventKind};
use crate::store::Store;
use crate::terminal::count;

/// How many events are written at a time.
const PORTION: usize = 4_096;

/// How many places a remark names.
const MOST_PLACES: usize = 3;

/// What comes in, before it is written.
pub(super) struct Arrival {
    pub(super) files: Vec<ArrivedFile>,
    pub(super) plan: DeckPlan,
    /// What the log lacks.
    pub(super) events: Vec<Event>,
    /// With the number of the file.
    pub(super) remarks: Vec<(usize, Remark)>,
    pub(super) weights: Option<OfferedToLearner>,
}

pub(super) struct ArrivedFile {
    pub(super) path: PathBuf,
    pub(super) format: &'static str,
    pub(super) cards: usize,
    pub(super) log: Tally,
    pub(super) new: Tally,
    /// How it was read, if that had to be guessed.
    pub(super) taken_as: Option<String>,
}

/// Weights of FSRS that the learner may take over.
pub(super) struct OfferedToLearner {
    pub(super) weights: Vec<f32>,
    /// How many cards were scheduled with them.
    pub(super) cards: usize,
}

/// Fields are added, never changed.
#[derive(Debug, Serialize)]
struct ArrivalOut<'a> {
    schema: u8,
    dry_run: bool,
    files: Vec<FileOut<'a>>,
    decks: Vec<DeckOut<'a>>,
    remarks: Vec<RemarkOut<'a>>,
    /// Whether there are weights of FSRS that --weights would take over, or has.
    weights: bool,
    backup: Option<String>,
    /// Where the decks are as they were before; `null` if none was changed.
    decks_before: Option<String>,
}

#[derive(Debug, Serialize)]
struct FileOut<'a> {
    path: String,
    format: &'static str,
    cards: usize,
    answers: usize,
    changes: usize,
    new: usize,
    taken_as: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct DeckOut<'a> {
    deck: &'a str,
    path: String,
    new: &'a [String],
    updated: &'a [String],
    edited: &'a [String],
    unchanged: usize,
}

#[derive(Debug, Serialize)]
struct RemarkOut<'a> {
    path: String,
    row: Option<usize>,
    note: Option<&'a str>,
    kind: &'static str,
    what: &'a str,
}

impl Arrival {
    /// Shows what would come, asks unless `--yes` is given, and writes it: all or nothing. `media` writes pictures and
    /// sounds beside their decks, and returns what it left.
    pub(super) fn bring(
        mut self,
        args: &ImportArgs,
        app: &mut App,
        media: impl FnOnce(&DeckPlan, &mut Written, &mut App) -> anyhow::Result<Vec<(usize, Remark)>>,
    ) -> anyhow::Result<Outcome> {
        if !args.json && !app.global.quiet {
            self.show(args, app)?;
        }
        let takes_weights = args.weights && self.weights.is_some();
        let is_wanted = !args.dry_run && (self.plan.is_changed() || !self.events.is_empty() || takes_weights);
        if is_wanted && !args.yes {
            let what = self.in_words();
            if !ui::dialog(app)?.confirm(&format!("Import {what}?"))? {
                return user_copy::left(app);
            }
        }
        let (mut backup, mut copies) = (None, None);
        if is_wanted {
            let store = self.store(app)?;
            if let Some(store) = store.as_ref().filter(|store| !store.is_empty().unwrap_or(false)) {
                backup = app.back_up_before(store)?;
            }
            let mut written = self.plan.write(app)?;
            let left = media(&self.plan, &mut written, app)?;
            if let Some(store) = &store {
                self.log(store, takes_weights, app)?;
            }
            copies = written.keep();
            if !args.json {
                show_remarks(&left, RemarkKind::Left, "Left out", app)?;
            }
            self.remarks.extend(left);
            if let Some(store) = store {
                store.checkpoint()?;
                app.back_up_the_day(&store)?;
            }
        }
        let shown = |path: &Option<PathBuf>| path.as_ref().map(|path| path.to_string_lossy().into_owned());
        if args.json {
            let out = self.out(args, (shown(&backup), shown(&copies)));
            app.print_json(&out)?;
        } else if is_wanted {
            writeln!(app.out, "imported {}", self.in_words())?;
            if let Some(copies) = copies.filter(|_| !app.global.quiet) {
                writeln!(app.err, "the decks as they were before are in {}", app.shown(&copies))?;
            }
        }
        Ok(Outcome::Done)
    }

    /// The store, if something is to be written to it.
    fn store(&self, app: &mut App) -> anyhow::Result<Option<Store>> {
        if self.events.is_empty() && self.weights.is_none() {
            return app.store_if_there();
        }
        app.may_write()?;
        Ok(Some(app.store()?))
    }

    fn log(&self, store: &Store, takes_weights: bool, app: &mut App) -> anyhow::Result<()> {
        let moment = app.now();
        let all = self.events.len();
        app.telling("writing answers", |told| {
            store.at_once(|| {
                for (nth, portion) in self.events.chunks(PORTION).enumerate() {
                    told(nth * PORTION, all);
                    store.merge(portion)?;
                }
                if let Some(offered) = self.weights.as_ref().filter(|_| takes_weights) {
                    let what = EventKind::Act(Act::Params { weights: offered.weights.clone() });
                    store.append(&[EventDraft { moment, item: None, what }])?;
                }
                anyhow::Ok(())
            })
        })
    }

    fn new_events(&self) -> Tally {
        self.files.iter().fold(Tally::default(), |sum, file| Tally {
            answers: sum.answers + file.new.answers,
            changes: sum.changes + file.new.changes,
        })
    }

    /// `120 cards, 2 changed cards and 40 answers`
    fn in_words(&self) -> String {
        let sum = |of: fn(&DeckChange) -> usize| self.plan.changes.decks.iter().map(of).sum();
        let (new, updated): (usize, usize) = (sum(|deck| deck.new.len()), sum(|deck| deck.updated.len()));
        let mut words = Vec::new();
        if new > 0 {
            words.push(count(new, "card"));
        }
        if updated > 0 {
            words.push(count(updated, "changed card"));
        }
        if self.new_events().all() > 0 {
            words.push(self.new_events().in_words());
        }
        match words.split_last() {
            None => "weights of FSRS".to_owned(),
            Some((last, [])) => last.clone(),
            Some((last, others)) => format!("{} and {last}", others.join(", ")),
        }
    }

    fn show(&self, args: &ImportArgs, app: &mut App) -> anyhow::Result<()> {
        for file in &self.files {
            let log = if file.log.all() == 0 { String::new() } else { format!(", {}", file.log.in_words()) };
            let taken = file.taken_as.as_ref().map(|taken| format!(" ({taken})")).unwrap_or_default();
            writeln!(app.err, "{} has {}{log}{taken}", app.shown(&file.path), count(file.cards, "card"))?;
        }
        let decks = &self.plan.changes.decks;
        let width = decks.iter().map(|deck| deck.id.as_str().chars().count()).max().unwrap_or(0);
        for deck in decks {
            let path = app.shown(&self.plan.path_of(deck));
            writeln!(app.err, "  {:<width$}  {} ({path})", deck.id.as_str(), counts_of(deck))?;
        }
        let edited: Vec<String> =
            decks.iter().flat_map(|deck| deck.edited.iter().map(move |card| format!("{}/{card}", deck.id))).collect();
        if !edited.is_empty() {
            writeln!(app.err, "Changed there and edited here, so left as they are (--overwrite replaces them):")?;
            writeln!(app.err, "  {}", edited.join(", "))?;
        }
        show_remarks(&self.remarks, RemarkKind::Changed, "Not as it was there", app)?;
        show_remarks(&self.remarks, RemarkKind::Left, "Left out", app)?;
        if self.new_events().all() > 0 {
            writeln!(app.err, "New in your log: {}", self.new_events().in_words())?;
        }
        if let Some(offered) = self.weights.as_ref().filter(|_| !args.weights) {
            let cards = count(offered.cards, "card");
            writeln!(app.err, "It has weights of FSRS, with which {cards} were scheduled; --weights takes them over")?;
        }
        if !self.plan.is_changed() && self.events.is_empty() {
            writeln!(app.err, "There is nothing new.")?;
        }
        Ok(())
    }

    fn out(&self, args: &ImportArgs, (backup, decks_before): (Option<String>, Option<String>)) -> ArrivalOut<'_> {
        let file = |file: &ArrivedFile| file.path.to_string_lossy().into_owned();
        let decks = self.plan.changes.decks.iter().map(|deck| DeckOut {
            deck: deck.id.as_str(),
            path: self.plan.path_of(deck).to_string_lossy().into_owned(),
            new: &deck.new,
            updated: &deck.updated,
            edited: &deck.edited,
            unchanged: deck.unchanged,
        });
        let remarks = self.remarks.iter().map(|(of, remark)| RemarkOut {
            path: self.files.get(*of).map(file).unwrap_or_default(),
            row: if let Origin::Row(row) = remark.place { Some(row) } else { None },
            note: if let Origin::Note(note) = &remark.place { Some(note) } else { None },
            kind: match remark.kind {
                RemarkKind::Changed => "changed",
                RemarkKind::Left => "left",
            },
            what: &remark.what,
        });
        let files = self.files.iter().map(|one| FileOut {
            path: file(one),
            format: one.format,
            cards: one.cards,
            answers: one.log.answers,
            changes: one.log.changes,
            new: one.new.all(),
            taken_as: one.taken_as.as_deref(),
        });
        ArrivalOut {
            schema: 1,
            dry_run: args.dry_run,
            files: files.collect(),
            decks: decks.collect(),
            remarks: remarks.collect(),
            weights: self.weights.is_some(),
            backup,
            decks_before,
        }
    }
}

/// `12 new, 1 changed, 3 as before`
fn counts_of(deck: &DeckChange) -> String {
    let counts = [
        (deck.new.len(), "new"),
        (deck.updated.len(), "changed"),
        (deck.edited.len(), "edited here"),
        (deck.unchanged, "as before"),
    ];
    let words = counts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}"));
    words.collect::<Vec<_>>().join(", ")
}

/// Each remark once, with the first places that it is about.
fn show_remarks(remarks: &[(usize, Remark)], kind: RemarkKind, heading: &str, app: &mut App) -> anyhow::Result<()> {
    let mut by_words: BTreeMap<&str, Vec<&Origin>> = BTreeMap::new();
    for (_, remark) in remarks.iter().filter(|(_, remark)| remark.kind == kind) {
        by_words.entry(&remark.what).or_default().push(&remark.place);
    }
    if by_words.is_empty() {
        return Ok(());
    }
    writeln!(app.err, "{heading}:")?;
    for (what, places) in by_words {
        let named = places.iter().filter_map(|place| match place {
            Origin::Row(row) => Some(format!("row {row}")),
            Origin::Note(note) => Some(note.clone()),
            Origin::File => None,
        });
        let named: Vec<String> = named.collect();
        let more = named.len().saturating_sub(MOST_PLACES);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let places = named.iter().take(MOST_PLACES).cloned().collect::<Vec<_>>().join("; ");
        let places = if places.is_empty() { places } else { format!(": {places}{more}") };
        writeln!(app.err, "  {what}{places}")?;
    }
    Ok(())
}
