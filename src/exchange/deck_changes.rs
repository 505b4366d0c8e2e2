//! Material -> deck files: new decks, and changes of those that an earlier import wrote.

use std::collections::{HashMap, HashSet};

use super::free_names::FreeNames;
use super::material::{IncomingCard, IncomingDeck, Material, Remark, RemarkKind, card_of};
use crate::deck::edit::patch::Edit;
use crate::deck::edit::{
    CardDraft, FieldValue, MarkedCard, NotAppended, append, apply, deck_head, digest, draft, marked, marked_cards,
};
use crate::deck::{CardId, Deck, DeckId, Diagnostic, RuleId, parse_deck};

/// The most new decks of one import: each is a file that is written and synced.
pub const MAX_NEW_DECKS: usize = 1_000;

/// So many new cards are read at once, to know whether our reader takes them: all at once would need more memory.
const READ_TOGETHER: usize = 1_000;

/// A deck whose file is there.
#[derive(Debug)]
pub struct DeckThere {
    pub deck: Deck,
    /// What `deck` was parsed from.
    pub text: String,
}

/// How cards come in.
#[derive(Debug, Clone, Copy)]
pub struct Wishes<'w> {
    /// The field of a card that says where it comes from: `x-anki`.
    pub mark: &'static str,
    /// What takes all new cards; without it each deck becomes one here.
    pub into: Option<Target<'w>>,
    /// Also replaces cards that were edited here.
    pub overwrite: bool,
}

/// The one deck that all new cards go into.
#[derive(Debug, Clone, Copy)]
pub enum Target<'w> {
    /// By its index.
    There(usize),
    New(&'w DeckId),
}

/// What an import makes of the decks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeckChanges {
    /// Every deck that a card comes into or came into before, whether it changes or not.
    pub decks: Vec<DeckChange>,
    /// The cards here, by the keys of those that came.
    pub cards: HashMap<String, CardId>,
    /// The decks here, by file and by the ids of those that came.
    pub became: HashMap<(usize, String), DeckId>,
    /// With the number of the file.
    pub remarks: Vec<(usize, Remark)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeckChange {
    pub id: DeckId,
    /// By index; `None` for a new one.
    pub there: Option<usize>,
    /// Its text afterwards.
    pub text: String,
    /// The names of cards, as for the others.
    pub new: Vec<String>,
    pub updated: Vec<String>,
    /// Cards that changed there and were edited here: they stay as they are.
    pub edited: Vec<String>,
    /// How many cards are as they were when they came.
    pub unchanged: usize,
}

impl DeckChange {
    #[must_use]
    pub fn is_changed(&self) -> bool {
        !self.new.is_empty() || !self.updated.is_empty()
    }
}

/// A card, and the number of the file that it comes from.
struct Arrived {
    file: usize,
    card: IncomingCard,
}

impl Arrived {
    /// With its mark.
    fn lines(&self, mark: &str) -> Vec<String> {
        marked(&self.card.draft, mark, &self.card.key)
    }
}

/// A deck on its way.
struct Draft<'t> {
    id: DeckId,
    there: Option<(usize, &'t DeckThere)>,
    /// Of a new deck.
    head: String,
    language: Option<String>,
    /// Tags of all its cards.
    tags: Vec<String>,
    edits: Vec<Edit>,
    /// The field that says where a card comes from.
    mark: &'static str,
    /// The cards to append.
    fresh: Vec<Arrived>,
    /// The ids of its cards.
    names: FreeNames,
    updated: Vec<String>,
    edited: Vec<String>,
    unchanged: usize,
}

/// Works out what the decks become. `materials` is what each file has; `there` are the decks that may have cards of
/// earlier imports, and `ids` those of all decks.
///
/// # Errors
/// What no card can be brought into, in a sentence.
pub fn deck_changes<'t>(
    materials: Vec<Material>,
    there: &'t [DeckThere],
    ids: &[String],
    wishes: Wishes<'t>,
) -> Result<DeckChanges, String> {
    let mut known: HashMap<String, (usize, MarkedCard)> = HashMap::new();
    for (at, one) in there.iter().enumerate() {
        for card in marked_cards(&one.deck, &one.text, wishes.mark) {
            // Of two copies of a card, the one that was not touched is meant.
            let is_better = known.get(&card.key).is_none_or(|(_, other)| other.is_edited() && !card.is_edited());
            if is_better {
                known.insert(card.key.clone(), (at, card));
            }
        }
    }
    let mut names = FreeNames::of_files();
    for id in ids {
        names.take(id);
    }
    let mut drafts = Drafts { there, known, names, wishes, list: Vec::new(), by_title: HashMap::new() };
    let mut changes = DeckChanges::default();
    let mut came = HashSet::new();
    for (file, material) in materials.into_iter().enumerate() {
        changes.remarks.extend(material.remarks.into_iter().map(|remark| (file, remark)));
        for incoming in material.decks.into_iter().filter(|deck| !deck.cards.is_empty()) {
            let target = drafts.target(&incoming)?;
            changes.became.insert((file, incoming.id), drafts.list[target].id.clone());
            for card in incoming.cards {
                let arrived = Arrived { file, card };
                if came.insert(arrived.card.key.clone()) {
                    drafts.take(arrived, target, &incoming.tags, &mut changes)?;
                } else {
                    changes.left(&arrived, "it came before in the same import".to_owned());
                }
            }
        }
    }
    for draft in drafts.list {
        if draft.there.is_none() && draft.fresh.is_empty() {
            continue;
        }
        let written = draft.written(&mut changes)?;
        if written.there.is_some() || written.is_changed() {
            changes.decks.push(written);
        }
    }
    Ok(changes)
}

struct Drafts<'t> {
    there: &'t [DeckThere],
    /// The cards of earlier imports, with their decks.
    known: HashMap<String, (usize, MarkedCard)>,
    /// The ids of all decks.
    names: FreeNames,
    wishes: Wishes<'t>,
    list: Vec<Draft<'t>>,
    /// The new ones by id and title there: another file may have more of the same.
    by_title: HashMap<(String, String), usize>,
}

impl Drafts<'_> {
    /// Where the new cards of a deck go: where most of its earlier ones are, or into a new deck.
    fn target(&mut self, incoming: &IncomingDeck) -> Result<usize, String> {
        let mut votes: HashMap<usize, usize> = HashMap::new();
        for (at, _) in incoming.cards.iter().filter_map(|card| self.known.get(&card.key)) {
            *votes.entry(*at).or_default() += 1;
        }
        let most = votes.into_iter().max_by_key(|&(at, votes)| (votes, std::cmp::Reverse(at)));
        match (self.wishes.into, most) {
            (Some(Target::There(at)), _) | (None, Some((at, _))) => Ok(self.draft_of(at)),
            (Some(Target::New(id)), _) => Ok(self.named_draft(id, incoming)),
            (None, None) => self.new_draft(incoming),
        }
    }

    fn draft_of(&mut self, at: usize) -> usize {
        let is_of = |draft: &Draft<'_>| draft.there.is_some_and(|(there, _)| there == at);
        if let Some(found) = self.list.iter().position(is_of) {
            return found;
        }
        let one = &self.there[at];
        let mut names = FreeNames::default();
        for card in &one.deck.cards {
            names.take(card.id.card());
            // An earlier name of a card would lend its progress to another.
            for was in &card.was {
                names.take(was.card.card());
            }
        }
        for id in one.deck.left_out.iter().filter_map(|card| card.id.as_deref()) {
            names.take(id);
        }
        let (language, tags) = (one.deck.language.clone(), one.deck.tags.clone());
        self.list.push(Draft {
            there: Some((at, one)),
            names,
            tags,
            ..Draft::new(one.deck.id.clone(), language, self.wishes.mark)
        });
        self.list.len() - 1
    }

    /// The one new deck; the tags of those that come into it are given to their cards.
    fn named_draft(&mut self, id: &DeckId, incoming: &IncomingDeck) -> usize {
        if let Some(found) = self.list.iter().position(|draft| draft.there.is_none()) {
            return found;
        }
        let language = incoming.language.clone();
        let head = deck_head(&incoming.title, None, language.as_deref(), &[]);
        self.list.push(Draft { head, ..Draft::new(id.clone(), language, self.wishes.mark) });
        self.list.len() - 1
    }

    fn new_draft(&mut self, incoming: &IncomingDeck) -> Result<usize, String> {
        let name = (incoming.id.clone(), incoming.title.clone());
        if let Some(&found) = self.by_title.get(&name) {
            return Ok(found);
        }
        if self.by_title.len() == MAX_NEW_DECKS {
            return Err(format!("more than {MAX_NEW_DECKS} new decks would come, the most of one import"));
        }
        let id = DeckId::new(&self.names.free(&incoming.id)).map_err(|err| err.to_string())?;
        let IncomingDeck { title, about, language, tags, .. } = incoming;
        let head = deck_head(title, about.as_deref(), language.as_deref(), tags);
        self.list.push(Draft { head, tags: tags.clone(), ..Draft::new(id, language.clone(), self.wishes.mark) });
        self.by_title.insert(name, self.list.len() - 1);
        Ok(self.list.len() - 1)
    }

    /// Takes a card: as a new one of the target, or as a change of the one that came before.
    fn take(
        &mut self,
        mut arrived: Arrived,
        target: usize,
        tags: &[String],
        changes: &mut DeckChanges,
    ) -> Result<(), String> {
        let Some((at, before)) = self.known.remove(&arrived.card.key) else {
            let draft = &mut self.list[target];
            draft.add_tags(&mut arrived.card.draft, tags);
            match draft.settled(&mut arrived.card) {
                Ok(id) => {
                    changes.cards.insert(arrived.card.key.clone(), id);
                    draft.fresh.push(arrived);
                }
                Err(why) => changes.left(&arrived, why),
            }
            return Ok(());
        };
        let card = &mut arrived.card;
        let at = self.draft_of(at);
        let draft = &mut self.list[at];
        let id = CardId::new(&draft.id, &before.id).map_err(|err| err.to_string())?;
        card.draft.id.clone_from(&before.id);
        let is_as_written = |draft: &CardDraft| digest(&draft.lines()) == before.written;
        // The tags of its deck may be in the header, or may have been taken out of it.
        let is_same = is_as_written(&card.draft);
        draft.add_tags(&mut card.draft, tags);
        let is_same = is_same || is_as_written(&card.draft);
        changes.cards.insert(card.key.clone(), id);
        if before.is_edited() && !self.wishes.overwrite {
            if is_same { draft.unchanged += 1 } else { draft.edited.push(before.id) }
        } else if is_same && !before.is_edited() {
            draft.unchanged += 1;
        } else if let Err(why) = card_of(&card.draft, draft.language.as_deref()) {
            changes.left(&arrived, why);
        } else {
            draft.edits.push(before.replaced(&arrived.lines(self.wishes.mark)));
            draft.updated.push(before.id);
        }
        Ok(())
    }
}

impl Draft<'_> {
    fn new(id: DeckId, language: Option<String>, mark: &'static str) -> Self {
        Self {
            id,
            there: None,
            head: String::new(),
            language,
            tags: Vec::new(),
            edits: Vec::new(),
            mark,
            fresh: Vec::new(),
            names: FreeNames::default(),
            updated: Vec::new(),
            edited: Vec::new(),
            unchanged: 0,
        }
    }

    /// Gives a card an id that is free. Whether our reader takes it shows when its deck is read.
    ///
    /// # Errors
    /// If it can't have an id.
    fn settled(&mut self, card: &mut IncomingCard) -> Result<CardId, String> {
        card.draft.id = self.names.free(&card.draft.id);
        CardId::new(&self.id, &card.draft.id).map_err(|err| err.to_string())
    }

    /// Gives a card the tags that its deck has where it comes from and doesn't have here.
    fn add_tags(&self, card: &mut CardDraft, tags: &[String]) {
        let lacking: Vec<FieldValue> =
            tags.iter().filter(|tag| !self.tags.contains(tag)).map(|tag| FieldValue::Text(tag.clone())).collect();
        if lacking.is_empty() {
            return;
        }
        match card.fields.iter_mut().find(|(name, _)| *name == "tags") {
            Some((_, FieldValue::List(own))) => {
                let lacking: Vec<FieldValue> = lacking.into_iter().filter(|tag| !own.contains(tag)).collect();
                own.extend(lacking);
            }
            _ => card.fields.push(("tags", FieldValue::List(lacking))),
        }
    }

    fn written(mut self, changes: &mut DeckChanges) -> Result<DeckChange, String> {
        let text = match self.there {
            Some((_, there)) => self.changed(there, changes)?,
            None => self.whole(changes)?,
        };
        Ok(DeckChange {
            id: self.id,
            there: self.there.map(|(at, _)| at),
            text,
            new: self.fresh.into_iter().map(|arrived| arrived.card.draft.id).collect(),
            updated: self.updated,
            edited: self.edited,
            unchanged: self.unchanged,
        })
    }

    /// The text of a deck that was there.
    fn changed(&mut self, there: &DeckThere, changes: &mut DeckChanges) -> Result<String, String> {
        let no_layout = || format!("the layout of deck `{}` is one that no card can be brought into", there.deck.id);
        let text = apply(&there.text, &self.edits);
        let stem = there.deck.id.as_str();
        let read = |text: &str| parse_deck(stem, None, text).map_err(|_| no_layout());
        let deck = if self.edits.is_empty() { None } else { Some(read(&text)?) };
        let deck = deck.as_ref().unwrap_or(&there.deck);
        let has_new_faults = deck.diagnostic_count() > there.deck.diagnostic_count();
        if deck.cards.len() != there.deck.cards.len() || has_new_faults {
            return Err(no_layout());
        }
        loop {
            if self.fresh.is_empty() {
                return Ok(text);
            }
            let cards: Vec<Vec<String>> = self.fresh.iter().map(|arrived| arrived.lines(self.mark)).collect();
            match append(stem, &text, deck, &cards) {
                Ok(text) => return Ok(text),
                Err(NotAppended::Layout | NotAppended::TooManyErrors) if self.leave_unreadable(changes)? => {}
                Err(NotAppended::Layout) => return Err(no_layout()),
                Err(NotAppended::TooManyErrors) => {
                    return Err(format!("deck `{stem}` has too many errors to bring cards into: mend it first"));
                }
                Err(NotAppended::Cards(bad)) => {
                    let bad: HashMap<usize, String> =
                        bad.into_iter().map(|(at, diagnostic)| (at, diagnostic.what)).collect();
                    self.leave(&bad, changes)?;
                }
            }
        }
    }

    /// The text of a new deck, without the cards that our reader doesn't take.
    fn whole(&mut self, changes: &mut DeckChanges) -> Result<String, String> {
        let mut text = self.head.clone();
        let mut kept = Vec::with_capacity(self.fresh.len());
        let mut rest = std::mem::take(&mut self.fresh).into_iter();
        while rest.len() > 0 {
            self.fresh = rest.by_ref().take(READ_TOGETHER).collect();
            text += &self.entries(changes)?;
            kept.append(&mut self.fresh);
        }
        self.fresh = kept;
        Ok(text)
    }

    /// The entries of the fresh cards, without those that our reader doesn't take.
    fn entries(&mut self, changes: &mut DeckChanges) -> Result<String, String> {
        let id = self.id.clone();
        let faulty = |diagnostics: &[Diagnostic]| {
            let what = diagnostics.first().map_or_else(String::new, |diagnostic| format!(": {}", diagnostic.what));
            format!("deck `{id}` can't be made{what}")
        };
        let of_head = self.head.lines().count();
        while !self.fresh.is_empty() {
            let mut text = self.head.clone();
            // Each card has its lines; the first is behind the head.
            let mut ends = Vec::with_capacity(self.fresh.len());
            let mut line = of_head;
            for arrived in &self.fresh {
                let lines = arrived.lines(self.mark);
                line += lines.len();
                ends.push(line);
                text += &draft::entry(&lines, 2, "\n");
            }
            let read = match parse_deck(id.as_str(), None, &text) {
                Ok(read) => read,
                Err(_) if self.leave_unreadable(changes)? => continue,
                Err(diagnostics) => return Err(faulty(&diagnostics)),
            };
            if read.diagnostics.is_empty() && read.cards.len() == self.fresh.len() {
                return Ok(text.split_off(self.head.len()));
            }
            if read.diagnostics.iter().any(|diagnostic| diagnostic.place.line as usize <= of_head) {
                return Err(faulty(&read.diagnostics));
            }
            let mut bad: HashMap<usize, String> = HashMap::new();
            for diagnostic in read.diagnostics {
                // The rest is found when these cards are gone.
                if diagnostic.rule == RuleId::TooManyErrors {
                    continue;
                }
                let at = ends.partition_point(|end| *end < diagnostic.place.line as usize);
                bad.entry(at).or_insert(diagnostic.what);
            }
            self.leave(&bad, changes)?;
        }
        Ok(String::new())
    }

    /// Leaves out the cards that no deck could have; whether there are some.
    fn leave_unreadable(&mut self, changes: &mut DeckChanges) -> Result<bool, String> {
        let language = self.language.as_deref();
        let why = |(nth, arrived): (usize, &Arrived)| Some((nth, card_of(&arrived.card.draft, language).err()?));
        let bad: HashMap<usize, String> = self.fresh.iter().enumerate().filter_map(why).collect();
        if !bad.is_empty() {
            self.leave(&bad, changes)?;
        }
        Ok(!bad.is_empty())
    }

    /// Leaves out cards that don't fit the deck.
    fn leave(&mut self, bad: &HashMap<usize, String>, changes: &mut DeckChanges) -> Result<(), String> {
        if bad.is_empty() || bad.keys().any(|&at| at >= self.fresh.len()) {
            return Err(format!("a card does not fit deck `{}`", self.id));
        }
        let mut nth = 0;
        self.fresh.retain(|arrived| {
            let why = bad.get(&nth);
            nth += 1;
            if let Some(why) = why {
                changes.cards.remove(&arrived.card.key);
                changes.left(arrived, why.clone());
            }
            why.is_none()
        });
        Ok(())
    }
}

impl DeckChanges {
    fn left(&mut self, arrived: &Arrived, what: String) {
        let place = arrived.card.place.clone();
        self.remarks.push((arrived.file, Remark { place, kind: RemarkKind::Left, what }));
    }
}

#[cfg(test)]
mod tests;
