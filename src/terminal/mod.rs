//! The faces: what sits between a session and a person, and the only code that touches the terminal.
//!
//! Everything that decides what is seen is pure: from a session, a size and a [`Look`] to lines of styled runs.
//! At its edge `interactive.rs` reads keys and paints, `plain.rs` reads lines and writes them.

mod canvas;
mod choose;
mod command;
mod count;
mod days;
mod desk;
#[cfg(test)]
mod desk_tests;
mod dialog;
mod difference;
mod editor;
mod entry;
mod frame;
mod guard;
mod happening;
mod header;
mod heard;
mod held;
mod help;
mod input;
mod interactive;
mod keyline;
mod keys;
mod layout;
mod line;
mod look;
mod notice;
mod output;
mod page;
#[cfg(test)]
mod page_tests;
mod plain;
#[cfg(test)]
mod plain_tests;
mod prose;
mod question;
mod rating;
mod reading;
mod rescue;
#[cfg(test)]
mod samples;
mod scene;
#[cfg(test)]
mod screens;
mod script;
mod signals;
mod spoken;
mod stopwatch;
mod transcript;
mod verdict;
mod wrap;

pub use choose::{ColorFacts, FaceFacts};
pub use count::count;
pub use days::date;
pub use dialog::{Ask, Dialog, EndOfInput, dialog};
pub use editor::Editor;
pub use interactive::{Interactive, Manner};
pub use keys::{Action, Keys};
pub use layout::Layout;
pub use line::{Line, Role};
pub use look::{Look, Sign};
pub use page::{NothingDue, Page, nothing_due, welcome};
pub use plain::Plain;
pub use reading::Reading;
pub use script::Scripted;
pub use signals::Interrupted;
