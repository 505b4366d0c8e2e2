//! The decks built into the program, so that it has something to ask in any folder.

/// The built-in decks: stem and text, one line for each file `decks/*.yaml`.
pub const DECKS: &[(&str, &str)] = &[];

/// The built-in sources: name and text, one line for each file `decks/*.source.yaml`.
pub const SOURCES: &[(&str, &str)] = &[];
