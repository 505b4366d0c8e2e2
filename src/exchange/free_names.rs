//! Names that nothing has yet.

use std::collections::{HashMap, HashSet};

/// Gives out names of which no two are the same.
#[derive(Debug, Clone, Default)]
pub(super) struct FreeNames {
    taken: HashSet<String>,
    /// The last number behind each name that was taken: without it a thousand of one name would be a million tries.
    numbers: HashMap<String, u32>,
    /// `Ports` is taken where `ports` is, as on disks that know no capitals.
    folds_case: bool,
}

impl FreeNames {
    pub(super) fn of_files() -> Self {
        Self { folds_case: true, ..Self::default() }
    }

    fn key(&self, name: &str) -> String {
        if self.folds_case { name.to_lowercase() } else { name.to_owned() }
    }

    /// Takes a name for what has it already.
    pub(super) fn take(&mut self, name: &str) {
        self.taken.insert(self.key(name));
    }

    /// Takes the name that is wanted or, if something has it, the first that is free with a number behind it: `ports-2`.
    pub(super) fn free(&mut self, wanted: &str) -> String {
        let wanted_key = self.key(wanted);
        if self.taken.insert(wanted_key.clone()) {
            return wanted.to_owned();
        }
        let mut number = self.numbers.get(&wanted_key).copied().unwrap_or(1);
        loop {
            number += 1;
            let name = format!("{wanted}-{number}");
            if self.taken.insert(self.key(&name)) {
                self.numbers.insert(wanted_key, number);
                return name;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_given_once() {
        let mut names = FreeNames::default();
        names.take("a-2");
        assert_eq!(
            ["a", "a", "A", "a-2", "a", "b"].map(|name| names.free(name)),
            ["a", "a-3", "A", "a-2-2", "a-4", "b"]
        );
        let mut files = FreeNames::of_files();
        files.take("Ports");
        assert_eq!(["ports", "PORTS", "seas"].map(|name| files.free(name)), ["ports-2", "PORTS-3", "seas"]);
    }
}
