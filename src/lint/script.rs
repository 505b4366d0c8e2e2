//! The script of a text, told by its first letter.

/// A script, or a group of scripts used together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Script {
    Latin,
    Greek,
    Cyrillic,
    Hebrew,
    Arabic,
    Devanagari,
    Thai,
    Hangul,
    Kana,
    Han,
    Other,
}

impl Script {
    /// The script of a letter; `None` for any other character.
    pub(super) fn of(letter: char) -> Option<Self> {
        if !letter.is_alphabetic() {
            return None;
        }
        Some(match u32::from(letter) {
            0..=0x24f | 0x1e00..=0x1eff => Self::Latin,
            0x370..=0x3ff | 0x1f00..=0x1fff => Self::Greek,
            0x400..=0x52f => Self::Cyrillic,
            0x590..=0x5ff => Self::Hebrew,
            0x600..=0x6ff | 0x750..=0x77f => Self::Arabic,
            0x900..=0x97f => Self::Devanagari,
            0xe00..=0xe7f => Self::Thai,
            0x1100..=0x11ff | 0xac00..=0xd7af => Self::Hangul,
            0x3040..=0x30ff => Self::Kana,
            0x3400..=0x4dbf | 0x4e00..=0x9fff => Self::Han,
            _ => Self::Other,
        })
    }
}

/// The script of a text's first letter.
pub(super) fn script_of(text: &str) -> Option<Script> {
    text.chars().find_map(Script::of)
}
