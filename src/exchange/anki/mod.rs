//! Anki's packages: `.apkg` and `.colpkg`, of all three versions of the format.

mod collection;
mod database;
pub(super) mod gaps;
pub mod limits;
mod media;
mod note_types;
pub mod notes;
mod package;
mod proto;
mod render;
pub mod schedule;
mod tables;
mod template;
#[cfg(test)]
mod tests;
pub mod writing;

pub use collection::{AnkiCard, AnkiDeck, CardState, Collection, DueIn, Note, NoteType, RevlogRow, Template};
pub use package::{Package, is_package, read_collection};

use limits::MAX_RATIO;

/// Why a package can't be read.
#[derive(Debug, thiserror::Error)]
pub enum PackageError {
    #[error("it is damaged or no zip archive: {0}")]
    Zip(#[from] zip::result::ZipError),
    #[error("it ends too early or is damaged: {0}")]
    Read(#[from] std::io::Error),
    #[error("it has no collection, so Anki has not made it")]
    NoCollection,
    #[error(
        "it is version {0} of Anki's package, and this oss-quiz reads 1 to 3; Anki can export it with support for older versions"
    )]
    Version(i64),
    #[error("its collection is no database")]
    NoDatabase,
    #[error("its collection is damaged")]
    Damaged,
    #[error("its collection is damaged: {0}")]
    Sqlite(#[from] rusqlite::Error),
    #[error("its collection is not as Anki makes it: {0}")]
    Schema(String),
    #[error("the {0} of its collection can't be read: {1}")]
    Json(&'static str, String),
    /// What has how much more than it may.
    #[error("{0} more than {1}, which is the most that is read")]
    TooMuch(String, String),
    #[error("`{0}` in it grows to more than {MAX_RATIO} times its size, as in archives that are made to fill disks")]
    Ratio(String),
    #[error("`{0}` in it is no plain name of a file")]
    Name(String),
    #[error("the list of its media can't be read")]
    MediaList,
    #[error("the file `{0}` is missing in it")]
    NoMedia(String),
    #[error("the file `{0}` in it is not what it was when it was packed")]
    Sha1(String),
}
