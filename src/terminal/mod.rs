//! The faces: what sits between a session and a person, and the only code that touches the terminal.
//!
//! Everything that decides what is seen is pure: from a session, a size and a [`Look`] to lines of styled runs.
//! At its edge `interactive.rs` reads keys and paints, `plain.rs` reads lines and writes them.

mod aside;
mod canvas;
mod choose;
mod command;
mod count;
mod days;
mod debounce;
mod desk;
#[cfg(test)]
mod desk_tests;
mod dialog;
mod difference;
mod digits;
mod editor;
mod entry;
mod exam;
mod fields;
mod fitted;
mod frame;
#[cfg(test)]
mod gallery;
mod guard;
mod happening;
mod header;
mod heard;
pub mod help;
mod input;
mod interactive;
mod keyline;
mod keys;
mod last;
mod layout;
mod layouts;
mod line;
mod lines;
mod listing;
mod look;
mod notice;
mod offer;
mod opener;
mod output;
mod overruling;
mod overview;
mod page;
#[cfg(test)]
mod page_tests;
mod pager;
mod past;
mod plain;
#[cfg(test)]
mod plain_tests;
mod program;
mod progress;
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
mod seat;
mod sequence;
mod sheet;
mod signals;
mod spoken;
mod stopwatch;
mod transcript;
mod verdict;
mod wrap;

pub use choose::{ColorFacts, FaceFacts};
pub use count::count;
pub use days::date;
pub use dialog::{Ask, Dialog, EndOfInput, dialog, silent_dialog};
pub use editor::Editor;
pub use exam::{InteractiveExam, PlainExam};
pub use fitted::{Fitted, Wide, stderr, stdout};
pub use help as key_table;
pub use interactive::Interactive;
pub use keys::{Action, BadKey, Keys};
pub use layout::Layout;
pub use line::{Line, Role};
pub use listing::{Listing, Row, TagRow, due_word, tag_table};
pub use look::{Look, Sign};
pub use offer::made_due;
pub use opener::{NotShown, Opener, Surroundings};
pub use overview::{DeckProgress, DeckRow, Overview, deck_sentences, deck_table};
pub use page::{HeldBack, NothingDue, Page, nothing_due, sentence, welcome};
pub use pager::Pager;
pub use plain::Plain;
pub use progress::{Progress, first_that_fits, part_done};
pub use reading::Reading;
pub use script::Scripted;
pub use seat::Manner;
pub use signals::Interrupted;
