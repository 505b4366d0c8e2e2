//! The diagnostics of files that give no deck: they can't be read, are none, or have the id of another.

use std::path::{Path, PathBuf};

use crate::deck::{Diagnostic, RuleId};

/// How many such files are told one by one. Nobody looks through more, and each takes time and memory at each start.
pub(crate) const MAX_FAULTY_FILES: usize = 1_000;

#[derive(Debug, Default)]
pub(super) struct FaultyFiles {
    found: Vec<Diagnostic>,
    told: usize,
    /// The first file that is not told, and how many there are.
    untold: Option<(PathBuf, usize)>,
}

impl FaultyFiles {
    /// Adds a file with what is wrong in it, which is asked for only if it is told.
    pub(super) fn add(&mut self, path: &Path, diagnostics: impl FnOnce() -> Vec<Diagnostic>) {
        if self.told < MAX_FAULTY_FILES {
            self.told += 1;
            self.found.append(&mut diagnostics());
        } else {
            self.untold.get_or_insert_with(|| (path.to_path_buf(), 0)).1 += 1;
        }
    }

    /// Adds files by their diagnostics; those of one file follow each other.
    pub(super) fn add_all(&mut self, diagnostics: &[Diagnostic]) {
        for of_file in diagnostics.chunk_by(|a, b| a.path == b.path) {
            self.add(&of_file[0].path, || of_file.to_vec());
        }
    }

    /// All that is told; the last of it says how many files aren't.
    pub(super) fn finished(mut self) -> Vec<Diagnostic> {
        self.found.extend(self.untold.map(|(path, count)| {
            let what = match count {
                1 => "what is wrong in this file is not told".to_owned(),
                count => format!("what is wrong in this file and {} more is not told", count - 1),
            };
            let help = format!("of {MAX_FAULTY_FILES} files it is told: mend those, and check again");
            Diagnostic::of_file(path, RuleId::TooManyErrors, what, Some(help))
        }));
        self.found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_thousands_of_faulty_files_a_thousand_are_told() {
        let told = |count: usize| {
            let mut files = FaultyFiles::default();
            let mut looked_into = 0;
            for number in 0..count {
                let path = PathBuf::from(format!("d/f{number}.yaml"));
                let what = || {
                    looked_into += 1;
                    vec![Diagnostic::of_file(path.clone(), RuleId::WrongType, "w".to_owned(), None)]
                };
                files.add(&path, what);
            }
            (looked_into, files.finished())
        };
        let last = |count: usize| told(count).1.pop().expect("the last").what;
        assert_eq!((told(1_000).0, told(1_000).1.len(), last(1_000).as_str()), (1_000, 1_000, "w"));
        assert_eq!((told(1_001).0, told(1_001).1.len()), (1_000, 1_001));
        assert_eq!(last(1_001), "what is wrong in this file is not told");
        assert_eq!(last(100_000), "what is wrong in this file and 98999 more is not told");
    }
}
