//! Makes entries of the rows of cards, of many on several threads.

use std::sync::Arc;

use super::bodies::FileBody;
use super::rows::{BriefRow, CardRow};
use crate::deck::{DeckId, Entry, Heading, ItemId, ItemPart, Kind};
use crate::parallel::both;

/// With fewer items a second thread does not pay.
const MANY: usize = 20_000;

/// The entries of all decks, deck after deck, in one part or two.
pub(super) fn of_all(headings: &[Heading], mut bodies: Vec<FileBody>) -> Vec<Vec<Entry>> {
    let count = |headings: &[Heading]| headings.iter().map(|heading| heading.sums.items).sum::<usize>();
    let of_some = |headings: &[Heading], bodies: Vec<FileBody>| {
        let mut all = Vec::with_capacity(count(headings));
        for (heading, body) in headings.iter().zip(bodies) {
            let mut entries = Entries::into(all, &heading.id, &body);
            entries.take_all(&body);
            all = entries.all;
        }
        all
    };
    let all = count(headings);
    if all < MANY {
        return vec![of_some(headings, bodies)];
    }
    let mut before = 0;
    let middle = headings.iter().position(|heading| {
        before += heading.sums.items;
        2 * before >= all
    });
    let middle = middle.map_or(0, |at| at + 1).min(bodies.len());
    let (first, second) = headings.split_at(middle);
    let rest = bodies.split_off(middle);
    let (first, second) = both(|| of_some(first, bodies), || of_some(second, rest));
    vec![first, second]
}

/// Tags or claims, which many cards may share.
type Words = Arc<[String]>;

/// The entries of a deck while its rows are read. There may be a hundred thousand: what they share is shared.
pub(super) struct Entries<'d> {
    deck: &'d DeckId,
    /// The tags of all cards.
    tags: Words,
    none: Words,
    /// The name that was made last.
    name: String,
    pub(super) all: Vec<Entry>,
}

impl<'d> Entries<'d> {
    pub(super) fn of(deck: &'d DeckId, body: &FileBody) -> Self {
        Self::into(Vec::new(), deck, body)
    }

    /// To be put behind others.
    fn into(all: Vec<Entry>, deck: &'d DeckId, body: &FileBody) -> Self {
        let tags = body.common().tags.into();
        Self { deck, tags, none: Arc::default(), name: String::new(), all }
    }

    pub(super) fn take_all(&mut self, body: &FileBody) {
        body.cards().for_each(|row| self.take(&row));
    }

    /// The entries of a card, in the order its items are introduced.
    pub(super) fn take(&mut self, row: &CardRow<'_>) {
        let Some((tags, claims)) = self.words(row) else { return };
        let brief = &row.brief;
        let Some(&kind) = Kind::ALL.get(usize::from(brief.kind)) else { return };
        for part in brief.parts() {
            self.push(brief, kind, part, (&tags, &claims));
        }
    }

    /// The tags and claims of a card.
    fn words(&self, row: &CardRow<'_>) -> Option<(Words, Words)> {
        if !row.brief.has(BriefRow::WORDS) {
            return Some((Arc::clone(&self.tags), Arc::clone(&self.none)));
        }
        let more = row.more()?;
        let own = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let tags = match &more.tags[..] {
            [] => Arc::clone(&self.tags),
            tags => self.tags.iter().cloned().chain(own(tags)).collect(),
        };
        let claims = if more.claims.is_empty() { Arc::clone(&self.none) } else { own(&more.claims).into() };
        Some((tags, claims))
    }

    fn push(&mut self, brief: &BriefRow<'_>, kind: Kind, part: ItemPart, (tags, claims): (&Words, &Words)) {
        self.all.push(Entry {
            id: ItemId::of_known(self.deck, brief.id, part, &mut self.name),
            kind,
            choices: brief.choices,
            many: brief.has(BriefRow::MANY),
            suspended: brief.has(BriefRow::SUSPENDED),
            revision: brief.revision,
            renamed: brief.has(BriefRow::RENAMED),
            tags: Arc::clone(tags),
            claims: Arc::clone(claims),
        });
    }
}
