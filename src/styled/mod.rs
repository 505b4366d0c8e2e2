//! Styled text: lines of spans, how wide they are, how they are wrapped and drawn. Used by the quiz and by the
//! statistics.

pub(crate) mod layout;
pub(crate) mod line;
pub(crate) mod theme;
pub(crate) mod wrap;

pub use layout::Layout;
pub use line::{Line, Style};
pub use theme::{Glyph, Theme};
