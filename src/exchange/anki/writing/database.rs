//! The collection inside a package: `SQLite`, in the eleventh version of Anki's schema.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Deref;

use rusqlite::{Connection, params};
use serde_json::{Value, json};

use super::html::literal;
use super::note::{MAX_GAP_NUMBER, NoteFields, ending, guid, ord};
use super::progress::{Answer, CardRow};
use super::{Outgoing, OutgoingCard, OutgoingDeck, Packed, Preset, WriteError, note_types};
use crate::deck::{ItemPart, Text};
use crate::rng::stable_hash;
use crate::schedule::Day;

const SCHEMA: &str = include_str!("schema11.sql");

/// The day that due days are counted from: 1 January 2020.
const FIRST_DAY: i32 = 18_262;

const DEFAULT_DECK: i64 = 1;
const DEFAULT_PRESET: i64 = 1;
const OWN_PRESET: i64 = 1_763_000_000_000;

/// Numbers by name: a function of the name, unless two fall on one.
#[derive(Default)]
struct Numbers {
    taken: HashSet<i64>,
}

impl Numbers {
    /// Anki takes the numbers for moments, in milliseconds; so they are some, between 2001 and 2020.
    fn of(&mut self, kind: &str, name: &str) -> i64 {
        let hash = stable_hash(&[kind, name]) % 600_000_000_000;
        let mut number = 1_000_000_000_000 + i64::try_from(hash).unwrap_or(0);
        while !self.taken.insert(number) {
            number += 1;
        }
        number
    }
}

pub(super) struct Database(Connection);

impl Database {
    /// The database, and what is in it.
    pub(super) fn of<E: From<WriteError>>(
        outgoing: &Outgoing,
        decks: impl Iterator<Item = Result<OutgoingDeck, E>>,
    ) -> Result<(Self, Packed), E> {
        let db = opened().map_err(WriteError::from)?;
        let mut packed = Packed::default();
        let mut writing = Writing::new(&db, outgoing, &mut packed);
        for deck in decks {
            writing.deck(deck?).map_err(WriteError::from)?;
        }
        writing.end().map_err(WriteError::from)?;
        Ok((Self(db), packed))
    }

    pub(super) fn bytes(&mut self) -> rusqlite::Result<impl Deref<Target = [u8]>> {
        self.0.serialize("main")
    }
}

#[derive(Default)]
struct Ids {
    decks: Numbers,
    notes: Numbers,
    cards: Numbers,
}

fn opened() -> rusqlite::Result<Connection> {
    let db = Connection::open_in_memory()?;
    db.execute_batch(SCHEMA)?;
    // What fails is thrown away as a whole. Without one transaction each row would be a commit.
    db.execute_batch("pragma journal_mode = off; begin")?;
    Ok(db)
}

struct Writing<'o> {
    db: &'o Connection,
    outgoing: &'o Outgoing,
    packed: &'o mut Packed,
    ids: Ids,
    /// Of decks, without capitals.
    names: HashSet<String>,
    decks: BTreeMap<String, Value>,
    tags: BTreeSet<String>,
    /// When a deck was last changed, in seconds since 1970.
    changed: i64,
    /// With the numbers of their cards.
    answers: Vec<(i64, Answer)>,
}

impl<'o> Writing<'o> {
    fn new(db: &'o Connection, outgoing: &'o Outgoing, packed: &'o mut Packed) -> Self {
        let default = deck_json(DEFAULT_DECK, "Default", None, DEFAULT_PRESET);
        Self {
            db,
            outgoing,
            packed,
            ids: Ids::default(),
            names: HashSet::new(),
            decks: BTreeMap::from([(DEFAULT_DECK.to_string(), default)]),
            tags: BTreeSet::new(),
            changed: 0,
            answers: Vec::new(),
        }
    }

    fn deck(&mut self, mut deck: OutgoingDeck) -> rusqlite::Result<()> {
        let preset = if self.outgoing.preset.is_some() { OWN_PRESET } else { DEFAULT_PRESET };
        let id = self.ids.decks.of("anki deck", &deck.id);
        let name = self.name(&deck);
        self.decks.insert(id.to_string(), deck_json(id, &name, deck.about.as_ref(), preset));
        self.changed = self.changed.max(deck.changed);
        for card in std::mem::take(&mut deck.cards) {
            self.note(card, &deck, id)?;
        }
        Ok(())
    }

    /// Its title. Two colons would put one deck into another, and two of one name would be one.
    fn name(&mut self, deck: &OutgoingDeck) -> String {
        let title = deck.title.split_whitespace().collect::<Vec<_>>().join(" ").replace("::", ": :");
        let title = if title.is_empty() { deck.id.clone() } else { title };
        if self.names.insert(title.to_lowercase()) {
            return title;
        }
        let with_id = format!("{title} ({})", deck.id);
        self.names.insert(with_id.to_lowercase());
        with_id
    }

    /// What concerns all decks.
    fn end(&mut self) -> rusqlite::Result<()> {
        self.answers()?;
        self.collection()?;
        self.db.execute_batch("commit")
    }

    fn note(&mut self, card: OutgoingCard, deck: &OutgoingDeck, deck_id: i64) -> rusqlite::Result<()> {
        let name = &card.card.id;
        let is_beyond = |part| matches!(part, ItemPart::Cloze(number) if number > MAX_GAP_NUMBER);
        if card.card.parts().into_iter().any(is_beyond) {
            self.packed.left_out.push(name.clone());
            return Ok(());
        }
        let id = self.ids.notes.of("anki note", name.as_str());
        let mut note = NoteFields::of(&card.card);
        note.fields.extend(ending(&card.card, card.source.as_deref()));
        let joined = |tag: &String| tag.split_whitespace().collect::<Vec<_>>().join("_");
        let own: BTreeSet<String> = card.card.tags.iter().map(joined).collect();
        let listed = own.iter().fold(String::new(), |listed, tag| format!("{listed} {tag}"));
        self.tags.extend(own);
        // Anki computes the checksum of the first field on its own.
        let mut insert =
            self.db.prepare_cached("insert into notes values (?1, ?2, ?3, ?4, -1, ?5, ?6, ?7, 0, 0, '')")?;
        let fields = note.fields.join("\u{1f}");
        insert.execute(params![
            id,
            guid(name),
            note.of.id,
            deck.changed,
            format!("{listed} "),
            fields,
            card.card.prompt().plain(),
        ])?;
        self.packed.notes += 1;
        for item in card.items {
            let card_id = self.ids.cards.of("anki card", name.item(item.part).as_str());
            let row = match &self.outgoing.preset {
                Some(preset) => {
                    let first_day = Day::from_number(FIRST_DAY);
                    let row = CardRow::of(&item, &card.card, preset, deck.desired_retention, first_day);
                    self.answers.extend(item.answers.into_iter().map(|answer| (card_id, answer)));
                    row
                }
                None => CardRow::new(card.card.suspended),
            };
            self.card(card_id, (id, deck_id, ord(item.part)), deck.changed, &row)?;
        }
        Ok(())
    }

    fn card(
        &mut self,
        id: i64,
        (note, deck, ord): (i64, i64, u32),
        changed: i64,
        row: &CardRow,
    ) -> rusqlite::Result<()> {
        self.packed.cards += 1;
        // New cards come in the order of the package.
        let due = row.due.unwrap_or_else(|| i64::try_from(self.packed.cards).unwrap_or(i64::MAX));
        let mut insert = self.db.prepare_cached(
            "insert into cards values (?1, ?2, ?3, ?4, ?5, -1, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, 0, 0, ?14, ?15)",
        )?;
        insert.execute(params![
            id,
            note,
            deck,
            ord,
            changed,
            row.kind,
            row.queue,
            due,
            row.interval,
            row.ease,
            row.reps,
            row.lapses,
            row.left,
            row.flags,
            row.data,
        ])?;
        Ok(())
    }

    /// Writes the answers, each at its own millisecond: of several at one, the first has it and the others the next
    /// that is free.
    fn answers(&mut self) -> rusqlite::Result<()> {
        let mut answers = std::mem::take(&mut self.answers);
        answers.sort_unstable_by_key(|(_, answer)| (answer.at_ms, answer.event));
        self.packed.reviews = answers.len();
        let mut taken: HashSet<i64> = answers.iter().map(|(_, answer)| answer.at_ms).collect();
        let mut before = None;
        for (card, answer) in answers {
            let mut id = answer.at_ms;
            if before == Some(id) {
                while !taken.insert(id) {
                    id += 1;
                }
            }
            before = Some(answer.at_ms);
            let mut insert =
                self.db.prepare_cached("insert into revlog values (?1, ?2, -1, ?3, ?4, ?5, ?6, ?7, ?8)")?;
            insert.execute(params![
                id,
                card,
                answer.button,
                answer.interval,
                answer.last_interval,
                answer.factor,
                answer.ms,
                answer.kind,
            ])?;
        }
        Ok(())
    }

    fn collection(&self) -> rusqlite::Result<()> {
        let tags: BTreeMap<&String, i32> = self.tags.iter().map(|tag| (tag, -1)).collect();
        // Noon, so that it is the same date in every reading.
        let created = i64::from(FIRST_DAY) * 86_400 + 43_200 - i64::from(self.outgoing.offset_minutes) * 60;
        let rollover = self.outgoing.preset.as_ref().map_or(4, |preset| preset.day_starts_at_hour);
        let conf = json!({
            "schedVer": 2, "sched2021": true, "creationOffset": -self.outgoing.offset_minutes, "rollover": rollover,
            "nextPos": self.packed.cards + 1, "curDeck": 1, "activeDecks": [1], "sortType": "noteFld",
            "sortBackwards": false, "collapseTime": 1200, "dayLearnFirst": false, "newSpread": 0, "timeLim": 0,
            "estTimes": true, "dueCounts": true, "addToCur": true, "curModel": note_types::BASIC.id,
        });
        self.db.execute(
            "insert into col values (1, ?1, ?2, ?2, 11, 0, 0, 0, ?3, ?4, ?5, ?6, ?7)",
            params![
                created,
                self.changed * 1000,
                conf.to_string(),
                note_types::models(),
                json!(self.decks).to_string(),
                presets(self.outgoing.preset.as_ref()).to_string(),
                json!(tags).to_string(),
            ],
        )?;
        Ok(())
    }
}

fn deck_json(id: i64, name: &str, about: Option<&Text>, preset: i64) -> Value {
    let none = [0, 0];
    json!({
        "id": id, "mod": 0, "name": name, "usn": -1, "lrnToday": none, "revToday": none, "newToday": none,
        "timeToday": none, "collapsed": false, "browserCollapsed": false,
        "desc": about.map(|about| literal(&about.plain())).unwrap_or_default(),
        "dyn": 0, "conf": preset, "extendNew": 0, "extendRev": 0,
    })
}

/// The settings of decks: Anki's own, and ours if progress goes along.
fn presets(own: Option<&Preset>) -> Value {
    let mut presets = json!({ DEFAULT_PRESET.to_string(): preset_json(DEFAULT_PRESET, "Default", (20, 200, 36_500)) });
    if let Some(own) = own {
        let limits = (own.new_per_day, own.reviews_per_day, own.maximum_interval);
        let mut preset = preset_json(OWN_PRESET, "oss-quiz", limits);
        preset["desiredRetention"] = json!(own.desired_retention.get());
        preset["fsrsParams6"] = json!(own.weights.as_deref().unwrap_or_default());
        presets[OWN_PRESET.to_string()] = preset;
    }
    presets
}

fn preset_json(id: i64, name: &str, (new, reviews, maximum): (u32, u32, u16)) -> Value {
    json!({
        "id": id, "mod": 0, "name": name, "usn": -1, "maxTaken": 60, "autoplay": true, "timer": 0, "replayq": true,
        "new": {
            "bury": true, "delays": [1.0, 10.0], "initialFactor": 2500, "ints": [1, 4, 0], "order": 1, "perDay": new,
        },
        "rev": {
            "bury": true, "ease4": 1.3, "ivlFct": 1.0, "maxIvl": maximum, "perDay": reviews, "hardFactor": 1.2,
        },
        "lapse": { "delays": [10.0], "leechAction": 1, "leechFails": 8, "minInt": 1, "mult": 0.0 },
        "dyn": false,
    })
}
