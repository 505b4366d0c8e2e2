//! What an Anki collection holds, whatever version wrote it.

/// A collection, or the part of one that a package has.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Collection {
    /// When it was made, in seconds since 1970: due days are counted from here.
    pub created: i64,
    /// How far the clock there was east of UTC, in minutes; `None` if it isn't kept.
    pub offset_minutes: Option<i32>,
    pub decks: Vec<AnkiDeck>,
    pub note_types: Vec<NoteType>,
    pub notes: Vec<Note>,
    /// In the order of their notes, then by `ord`.
    pub cards: Vec<AnkiCard>,
    /// By card, then by time.
    pub reviews: Vec<RevlogRow>,
    /// Weights of the decks' presets, where FSRS has them: by preset, the id that [`AnkiDeck::preset`] names.
    pub weights: Vec<(i64, Vec<f32>)>,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct AnkiDeck {
    pub id: i64,
    /// From the outermost deck inwards.
    pub path: Vec<String>,
    pub description: String,
    pub is_filtered: bool,
    pub preset: i64,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct NoteType {
    pub id: i64,
    pub name: String,
    pub is_cloze: bool,
    /// `1` basic, `2` basic and reversed, `3` optional reversed, `4` type in, `5` cloze, `6` image occlusion; `0` if
    /// Anki doesn't say (it hasn't said it always).
    pub stock: u32,
    pub fields: Vec<String>,
    pub templates: Vec<Template>,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Template {
    pub name: String,
    /// The template of the front.
    pub front: String,
    /// The template of the back.
    pub back: String,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Note {
    pub id: i64,
    pub guid: String,
    /// The id of its note type.
    #[expect(clippy::struct_field_names, reason = "it is Anki's word")]
    pub note_type: i64,
    /// In seconds since 1970.
    pub changed: i64,
    pub tags: Vec<String>,
    /// HTML, by the fields of the note type.
    pub fields: Vec<String>,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct AnkiCard {
    pub id: i64,
    pub note: i64,
    /// The deck it belongs to: for a card in a filtered deck, the one it came from.
    pub deck: i64,
    /// The number of its template, or of its gap less one.
    pub ord: u32,
    /// In seconds since 1970.
    pub changed: i64,
    pub state: CardState,
    /// What is due when, before the card was suspended, buried or put into a filtered deck.
    pub due: DueIn,
    /// In days.
    pub interval: u32,
    /// SM-2's ease, in thousandths.
    pub ease: u32,
    pub lapses: u32,
    pub is_suspended: bool,
    pub is_buried: bool,
    /// `0` for none, `1` to `7`.
    pub flag: u8,
    /// Stability in days and difficulty, as FSRS in Anki has them.
    pub memory: Option<(f32, f32)>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum CardState {
    #[default]
    New,
    Learning,
    Review,
    Relearning,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum DueIn {
    /// New: at its turn.
    #[default]
    Never,
    /// So many days after the collection was made.
    Day(i64),
    /// In seconds since 1970.
    Second(i64),
}

/// One row of the log of answers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RevlogRow {
    /// When it was given, in milliseconds since 1970.
    pub id: i64,
    pub card: i64,
    /// `1` Again to `4` Easy; `0` for what was no answer.
    pub button: u8,
    /// The interval that followed: days, or seconds below zero.
    pub interval: i64,
    pub factor: u32,
    pub ms: u32,
    /// `0` learning, `1` review, `2` relearning, `3` filtered, `4` by hand, `5` rescheduled.
    pub kind: u8,
}
