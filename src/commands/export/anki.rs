//! `export --anki`: cards as a package for Anki.

use std::collections::{HashMap, HashSet};
use std::io::Write as _;
use std::path::Path;
use std::time::UNIX_EPOCH;

use super::super::selection::OfDeck;
use super::Selected;
use crate::app::App;
use crate::app::error::Outcome;
use crate::cli::ExportArgs;
use crate::deck::{Card, DeckSummary, Decks, ItemId};
use crate::exchange::anki::writing::{
    Outgoing, OutgoingCard, OutgoingDeck, OutgoingItem, Packed, Preset, answers, package,
};
use crate::schedule::{ItemState, Model};
use crate::session::Settings;
use crate::store::Store;
use crate::study::item_events;
use crate::terminal::count;

/// Writes the cards that WHAT selects; exit 1 if there are none.
pub(super) fn run(file: &Path, args: &ExportArgs, app: &mut App) -> anyhow::Result<Outcome> {
    let Some(Selected { found, store, settings, decks }) = Selected::of(args, app)? else { return Ok(Outcome::No) };
    let preset = args.with_progress.then(|| preset(&store, &settings, app)).transpose()?;
    let outgoing = Outgoing { preset, offset_minutes: app.now().offset_minutes };
    let model = outgoing.preset.as_ref().map(|preset| &preset.model);
    let gathering = Gathering { found: &*found, store: &store, settings: &settings, model, app };
    let (bytes, packed) = package(&outgoing, decks.into_iter().map(|of_deck| gathering.deck(&of_deck)))?;
    app.write_private(file, |out| Ok(out.write_all(&bytes)?))?;
    for name in &packed.left_out {
        writeln!(app.err, "left out {name}: Anki has no gap with a number above 499")?;
    }
    if !app.global.quiet {
        writeln!(app.out, "wrote {} to {}", in_words(&packed, args.with_progress), app.shown(file))?;
    }
    Ok(Outcome::Done)
}

/// `12 cards`, `12 cards with 30 answers`, of which some make several in Anki: `12 cards (15 in Anki)`
fn in_words(packed: &Packed, with_progress: bool) -> String {
    let cards = count(packed.notes, "card");
    let in_anki = if packed.cards == packed.notes { String::new() } else { format!(" ({} in Anki)", packed.cards) };
    let answers = if with_progress { format!(" with {}", count(packed.reviews, "answer")) } else { String::new() };
    format!("{cards}{in_anki}{answers}")
}

/// The states of the items selected.
type States<'a> = HashMap<&'a ItemId, &'a ItemState>;

struct Gathering<'a> {
    found: &'a dyn Decks,
    store: &'a Store,
    settings: &'a Settings,
    /// `None` if no progress goes along.
    model: Option<&'a Model>,
    app: &'a App,
}

impl Gathering<'_> {
    fn deck(&self, (at, items): &OfDeck) -> anyhow::Result<OutgoingDeck> {
        let deck = &self.found.summaries()[*at];
        let id = deck.id.as_str();
        let wanted: HashSet<&str> = items.iter().map(|(item, _)| item.id.card()).collect();
        let states: States = items.iter().map(|(item, state)| (&item.id, state)).collect();
        let mut cards = Vec::with_capacity(wanted.len());
        for card in self.found.cards(*at).into_iter().filter(|card| wanted.contains(card.id.as_str())) {
            let source = self.source(id, &card);
            let items = self.items(&card, &states)?;
            cards.push(OutgoingCard { card, source, items });
        }
        Ok(OutgoingDeck {
            id: id.to_owned(),
            title: deck.title.plain(),
            about: deck.about.clone(),
            desired_retention: self.settings.scheduling_in(id).desired_retention,
            changed: self.changed(deck),
            cards,
        })
    }

    /// All items of a card, since a note makes all its cards.
    fn items(&self, card: &Card, states: &States) -> anyhow::Result<Vec<OutgoingItem>> {
        let mut items = Vec::new();
        for part in card.parts() {
            let id = card.id.item(part);
            let (mut state, mut given) = (ItemState::default(), Vec::new());
            if let Some(model) = self.model {
                state = states.get(&id).map_or_else(|| self.store.state(&id), |&state| Ok(state.clone()))?;
                if state.seen.is_some() {
                    given = answers(&item_events(&id, self.found, self.store)?, model);
                }
            }
            items.push(OutgoingItem { part, state, answers: given });
        }
        Ok(items)
    }

    /// Where its source teaches it, by the headings there.
    fn source(&self, deck: &str, card: &Card) -> Option<String> {
        let passage = self.found.passage(deck, &card.claims)?;
        let headings = [Some(passage.section), passage.part];
        let titles: Vec<String> =
            headings.into_iter().flatten().filter_map(|named| Some(named.title?.plain())).collect();
        (!titles.is_empty()).then(|| titles.join(", "))
    }

    /// When its file was last changed, so that Anki takes what is new in it; decks in the program have no file.
    fn changed(&self, deck: &DeckSummary) -> i64 {
        let time = deck.path.as_ref().and_then(|path| path.metadata().ok()?.modified().ok());
        let seconds = time.and_then(|time| time.duration_since(UNIX_EPOCH).ok()).map(|since| since.as_secs());
        let now = || self.app.now().at_ms.div_euclid(1000);
        seconds.and_then(|seconds| i64::try_from(seconds).ok()).unwrap_or_else(now)
    }
}

fn preset(store: &Store, settings: &Settings, app: &App) -> anyhow::Result<Preset> {
    Ok(Preset {
        model: store.model()?,
        weights: store.params()?,
        desired_retention: settings.scheduling.desired_retention,
        maximum_interval: settings.scheduling.maximum_interval,
        new_per_day: settings.limits.new,
        reviews_per_day: settings.limits.reviews,
        day_starts_at_hour: app.config.day_starts_at.hour(),
        today: app.now().day,
    })
}
