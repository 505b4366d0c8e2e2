//! The interfaces between a session and a person, and the only code that touches the terminal.
//!
//! What decides the screen is pure: from a session, a size and a [`Theme`] to lines of styled spans. At the edge
//! `interactive.rs` reads keys and paints, `plain.rs` reads and writes lines.

mod answers;
mod aside;
mod card_page;
mod choose;
mod command;
mod confirm;
mod count;
mod days;
mod debounce;
mod dialog;
mod dialog_guard;
mod diff;
mod digits;
#[cfg(test)]
mod doc_screens;
mod editor;
mod events;
mod exam;
mod fields;
mod fitted;
mod frame;
mod header;
pub mod help;
mod inline_renderer;
mod input;
mod input_state;
#[cfg(test)]
mod input_state_tests;
mod interactive;
mod key_hints;
#[cfg(unix)]
mod key_parser;
mod keys;
mod last;
mod layouts;
mod line_command;
mod lines;
mod listing;
mod notice;
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
mod plain_text;
mod program;
mod progress;
mod prose;
mod question;
mod question_view;
mod rating;
mod raw_mode;
#[cfg(test)]
mod samples;
mod screen_model;
#[cfg(test)]
mod screens;
mod sequence;
mod session_ui;
mod signals;
mod stopwatch;
mod text_input;
mod transcript;
mod verdict;

use crate::styled::{layout, line, theme, wrap};

pub use crate::styled::{Glyph, Layout, Line, Style, Theme};
pub use card_page::CardPage;
pub use choose::{ColorFacts, UiFacts};
pub use confirm::made_due;
pub use count::{bytes, count};
pub use days::date;
pub use dialog::{Ask, Dialog, EndOfInput, TooSmall, dialog, silent_dialog};
pub use editor::Editor;
pub use fitted::{Fitted, Wide, stderr, stdout};
pub use help as key_table;
pub use interactive::Interactive;
#[cfg(all(test, unix))]
pub(crate) use key_parser::MAX_PASTED;
pub use keys::{Action, BadKey, KeyLetter, Keys};
#[cfg(test)]
pub(crate) use lines::MAX_IDLE_LINES;
pub use listing::{ListRow, Listing, TagRow, due_word, tag_table};
pub use opener::{NotShown, Opener, Surroundings};
pub use output::screen_size;
pub use overview::{DeckProgress, DeckRow, Overview, deck_sentences, deck_table};
pub use page::{HeldBack, NothingDue, Page, nothing_due, sentence, welcome};
pub use pager::Pager;
pub use plain::Plain;
pub use progress::{ProgressLine, first_that_fits, part_done};
pub use session_ui::UiOptions;
pub use signals::{Interrupted, outlive_file_size_limit};
#[cfg(test)]
pub(crate) use text_input::MAX_TYPED;
