//! Looks at a store without changing it: its file, what lies beside it, and the disk below.

mod access;
mod examine;
mod file_system;
mod impossible;
mod leftovers;
mod schema;
mod space;

pub use access::{Access, close};
pub use examine::{Examined, LogState};
pub use file_system::{FileSystem, synced_by};
pub use impossible::ImpossibleEvent;
pub use leftovers::{Leftover, LeftoverKind, leftovers, remove};
pub use schema::SchemaFault;
pub use space::DiskSpace;
