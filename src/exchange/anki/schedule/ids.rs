//! Ids of events that come from Anki: the same for the same row on every machine and in every import.

use sha1::{Digest as _, Sha1};
use uuid::{Builder, Uuid};

use crate::schedule::EventId;

/// Who wrote these events. No machine has this id, so nothing of them is undone on one.
pub(super) const ANKI_DEVICE: Uuid = Uuid::from_u128(0x6f73_732d_7175_897a_8000_0000_616e_6b69);

/// The place of an event among those at its millisecond.
#[derive(Debug, Clone, Copy)]
pub(super) enum Rank {
    Before,
    Answer,
    After,
}

/// A card there, as any of its collections knows it.
#[derive(Debug, Clone, Copy)]
pub(super) struct CardName<'c> {
    pub(super) guid: &'c str,
    pub(super) ord: u32,
}

impl CardName<'_> {
    /// The id of what happened to it: `what` with a number, no two of which are alike.
    pub(super) fn event(self, at_ms: i64, rank: Rank, what: &str, number: i64) -> EventId {
        let Self { guid, ord } = self;
        let digest = Sha1::digest(format!("{guid}\0{ord}\0{what}\0{number}"));
        let mut rest = [0; 10];
        rest.copy_from_slice(&digest[..10]);
        // The lower half of the first byte is the highest part that a UUIDv7 keeps.
        rest[0] = rank as u8;
        EventId(Builder::from_unix_timestamp_millis(u64::try_from(at_ms).unwrap_or(0), &rest).into_uuid())
    }
}
