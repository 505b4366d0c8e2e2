//! A config file's text as TOML, with the places where it stands in the file.

use std::path::Path;

use super::yaml;
use crate::deck::reader::values;
use crate::deck::{Diagnostic, RuleId, diagnostic};

pub(super) struct ConfigSource<'s> {
    path: &'s Path,
    text: &'s str,
    pub(super) toml: String,
    /// Bytes of `toml` and where they come from in `text`; empty if they are the same.
    spots: Vec<(usize, usize)>,
}

/// Whether a file is read as YAML: by its name.
pub(super) fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|ext| ext.eq_ignore_ascii_case("yaml") || ext.eq_ignore_ascii_case("yml"))
}

impl<'s> ConfigSource<'s> {
    /// # Errors
    /// If the file is not UTF-8, or not the YAML that its name says.
    pub(super) fn read(path: &'s Path, bytes: &'s [u8]) -> Result<Self, Vec<Diagnostic>> {
        let text = values::decode(path, bytes)?;
        if is_yaml(path) {
            let yaml::Converted { toml, spots } = yaml::to_toml(path, text)?;
            Ok(Self { path, text, toml, spots })
        } else {
            Ok(Self { path, text, toml: text.to_owned(), spots: Vec::new() })
        }
    }

    pub(super) fn is_yaml(&self) -> bool {
        is_yaml(self.path)
    }

    /// A diagnostic at a byte of `toml`.
    pub(super) fn diagnostic(&self, at: usize, rule: RuleId, what: String, help: String) -> Diagnostic {
        let before = self.spots.partition_point(|&(toml, _)| toml <= at);
        let at = if self.spots.is_empty() { at } else { before.checked_sub(1).map_or(0, |spot| self.spots[spot].1) };
        let (line_text, caret) = diagnostic::excerpt(self.text, at);
        let place = values::place(self.text, at);
        Diagnostic { place, line_text, caret, ..Diagnostic::of_file(self.path.to_owned(), rule, what, Some(help)) }
    }
}
