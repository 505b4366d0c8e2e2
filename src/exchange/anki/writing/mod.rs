//! Decks and their progress as a package that Anki imports: version 2, which all versions of it read.

mod database;
mod html;
mod note;
mod note_types;
mod progress;

use std::io::{Cursor, Write as _};
use std::sync::Arc;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::deck::{Card, CardId, ItemPart, Text};
use crate::schedule::{Day, DesiredRetention, ItemState, Model};
use database::Database;
pub use note::{card_of, item_of};
pub use progress::{Answer, answers};

/// What goes into a package beside the decks.
#[derive(Debug)]
pub struct Outgoing {
    /// The preset that the decks get; `None` if no progress goes along.
    pub preset: Option<Preset>,
    /// How far the local clock is east of UTC, in minutes.
    pub offset_minutes: i32,
}

/// How answers are scheduled there.
#[derive(Debug)]
pub struct Preset {
    pub model: Model,
    /// FSRS's weights if they are not the default ones.
    pub weights: Option<Vec<f32>>,
    pub desired_retention: DesiredRetention,
    pub maximum_interval: u16,
    pub new_per_day: u32,
    pub reviews_per_day: u32,
    /// The hour at which a study day starts: Anki knows no minutes.
    pub day_starts_at_hour: u16,
    pub today: Day,
}

#[derive(Debug)]
pub struct OutgoingDeck {
    pub id: String,
    pub title: String,
    pub about: Option<Text>,
    pub desired_retention: DesiredRetention,
    /// When its texts were last changed, in seconds since 1970.
    pub changed: i64,
    pub cards: Vec<OutgoingCard>,
}

#[derive(Debug)]
pub struct OutgoingCard {
    pub card: Arc<Card>,
    /// Where its source teaches it: the headings there.
    pub source: Option<String>,
    pub items: Vec<OutgoingItem>,
}

#[derive(Debug)]
pub struct OutgoingItem {
    pub part: ItemPart,
    pub state: ItemState,
    pub answers: Vec<Answer>,
}

/// What went into a package.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Packed {
    pub notes: usize,
    pub cards: usize,
    pub reviews: usize,
    /// Cards that Anki has no form for: gaps with a number that it doesn't count to.
    pub left_out: Vec<CardId>,
}

/// Why a package can't be made.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    #[error(transparent)]
    Zip(#[from] zip::result::ZipError),
    #[error(transparent)]
    Write(#[from] std::io::Error),
}

/// The bytes of a package: the same for the same decks and log. Decks are taken one by one, since all together may be
/// large.
///
/// # Errors
/// If memory runs out, and what the decks return.
pub fn package<E: From<WriteError>>(
    outgoing: &Outgoing,
    decks: impl Iterator<Item = Result<OutgoingDeck, E>>,
) -> Result<(Vec<u8>, Packed), E> {
    let (mut database, packed) = Database::of(outgoing, decks)?;
    Ok((zipped(&database.bytes().map_err(WriteError::from)?)?, packed))
}

fn zipped(database: &[u8]) -> Result<Vec<u8>, WriteError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    // The number of the version, as protobuf writes it.
    let entries: [(&str, &[u8]); 3] = [("meta", b"\x08\x02"), ("collection.anki21", database), ("media", b"{}")];
    for (name, bytes) in entries {
        zip.start_file(name, options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}
