//! How much a package may hold.

/// Files in it.
pub const MAX_ENTRIES: usize = 100_000;
/// Bytes of the collection, unpacked.
pub const MAX_COLLECTION: u64 = 256 << 20;
/// Bytes of the list of media, unpacked.
pub const MAX_MEDIA_LIST: u64 = 32 << 20;
/// Bytes of one media file, unpacked.
pub const MAX_MEDIA_FILE: u64 = 64 << 20;
/// Bytes of all media together, as the list of them has it.
pub const MAX_MEDIA: u64 = 4 << 30;
/// How many times its size in the package a file may have, from [`RATIO_FROM`] on.
pub const MAX_RATIO: u64 = 50;
/// Bytes below which the ratio doesn't matter.
pub const RATIO_FROM: u64 = 1 << 20;
/// Bytes of one value in the database.
pub const MAX_VALUE: i32 = 16 << 20;
/// Tables, indexes and whatever else a schema has.
pub const MAX_SCHEMA: usize = 100;
/// Bytes of a media file's name: what file systems take.
pub const MAX_NAME: usize = 255;
