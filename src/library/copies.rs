//! Leaves out copies of decks made by sync clients, file managers and editors.
//!
//! They would ask every card a second time under another name, or replace the original.

use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::path::Path;

use super::copy_name::CopyName;
use super::discover::{DeckFile, DiscoveredKind, named};
use super::read::bytes_of;
use crate::deck::{Deck, Diagnostic, RuleId, parse_deck};

const RULE: RuleId = RuleId::DeckCopy;

/// Removes the copies from `files`, and returns a diagnostic for each.
pub(super) fn leave_out_copies(files: &mut Vec<DeckFile>) -> Vec<Diagnostic> {
    let names = files.iter().map(|file| stem(file).map_or_else(Vec::new, CopyName::all_of));
    let suspects: Vec<(usize, Vec<CopyName>)> = names.enumerate().filter(|(_, names)| !names.is_empty()).collect();
    if suspects.is_empty() {
        return Vec::new();
    }
    // Compare by path and by canonical folder: one of the two files may have been named by another path.
    let by_path: HashMap<&Path, &DeckFile> = files.iter().map(|file| (&*file.path, file)).collect();
    let by_place: HashMap<(&Path, &OsStr), &DeckFile> =
        files.iter().map(|file| ((&*file.home, file.name.as_os_str()), file)).collect();
    let (mut copies, mut diagnostics) = (HashSet::new(), Vec::new());
    for (at, names) in suspects {
        let file = &files[at];
        let original = names.iter().find_map(|name| {
            let ending = file.path.extension().unwrap_or_default().to_string_lossy();
            let original = format!("{}.{ending}", name.original);
            let found = by_path.get(&*file.path.with_file_name(&original));
            let original = found.or_else(|| by_place.get(&(&*file.home, OsStr::new(&original))))?;
            (name.is_sure || is_copy(file, original)).then_some((name, *original))
        });
        if let Some((name, original)) = original {
            copies.insert(at);
            diagnostics.push(diagnostic(file, original, name));
        }
    }
    let mut at = 0;
    files.retain(|_| {
        at += 1;
        !copies.contains(&(at - 1))
    });
    diagnostics
}

/// The name of a file without its ending; `None` for a built-in file.
fn stem(file: &DeckFile) -> Option<&str> {
    file.on_disk()?.file_stem()?.to_str()
}

/// Whether a file named like a copy is one by its content.
fn is_copy(file: &DeckFile, original: &DeckFile) -> bool {
    let [Ok(bytes), Ok(of_original)] = [file, original].map(|file| bytes_of(&file.path)) else { return false };
    if bytes == of_original {
        return true;
    }
    // A deck without an `id` has its file's name as id: parse both under the original's name.
    let Some((DiscoveredKind::Deck, stem)) = named(&original.path) else { return false };
    let [deck, original] = [bytes, of_original].map(|bytes| parse_deck(&stem, None, bytes).ok());
    deck.zip(original).is_some_and(|(deck, original)| {
        deck.id == original.id && (has_own_id(&deck) || says_the_same(&deck, &original))
    })
}

/// Whether the header sets an id.
fn has_own_id(deck: &Deck) -> bool {
    deck.fields.iter().any(|(field, _, _)| *field == "id")
}

/// Whether at least half of the cards of the smaller deck are in the other.
fn says_the_same(deck: &Deck, other: &Deck) -> bool {
    let cards = |deck: &Deck| -> HashSet<(String, String)> {
        deck.cards.iter().map(|card| (card.id.card().to_owned(), card.prompt().plain())).collect()
    };
    let (cards, others) = (cards(deck), cards(other));
    let common = cards.intersection(&others).count();
    common > 0 && 2 * common >= cards.len().min(others.len())
}

fn diagnostic(file: &DeckFile, original: &DeckFile, name: &CopyName) -> Diagnostic {
    let size = |file: &DeckFile| file.stat.map(|stat| stat.size);
    let is_same = size(file) == size(original) && bytes_of(&file.path).ok() == bytes_of(&original.path).ok();
    let original = original.path.file_name().unwrap_or_default().to_string_lossy();
    let maker = name.maker;
    let what = if name.is_sure {
        format!("this is a copy of {original} that {maker} made when two versions conflicted; it is left out")
    } else {
        format!("this is a copy of {original}, named like the copies of {maker}; it is left out")
    };
    let mut help = if is_same {
        "the two files are identical: delete this one".to_owned()
    } else {
        format!("compare the two, keep what is right in {original}, and delete this one")
    };
    if !name.is_sure {
        help += "; if it is meant as another deck, give it its own `id`";
    }
    Diagnostic::of_file(file.path.to_path_buf(), RULE, what, Some(help))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use crate::deck::{self, RuleId, one_line};
    use crate::library::{DeckPaths, Loaded, load};

    const RIVERS: &str = "title: Rivers
cards:
  - {id: france, kind: typed, question: Longest river of France?, answer: Loire}
  - {id: spain, kind: typed, question: Longest river of Spain?, answer: Tagus}
";

    /// Loads files from one folder.
    fn loaded(files: &[(&str, &str)]) -> Loaded {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in files {
            fs::write(folder.path().join(name), text).expect("a file");
        }
        load(&DeckPaths { given: vec![folder.path().to_path_buf()], ..DeckPaths::default() })
    }

    fn ids(loaded: &Loaded) -> Vec<&str> {
        loaded.collection.decks().iter().map(|deck| deck.id.as_str()).collect()
    }

    #[test]
    fn a_copy_beside_its_original_is_left_out_and_named() {
        let changed = RIVERS.replace("Loire", "Rhine");
        for name in [
            "rivers (conflicted copy 2026-11-20).yaml",
            "rivers (Anna's conflicted copy 2026-11-20).yaml",
            "rivers.sync-conflict-20261120-101500-ABCDEFG.yaml",
            "rivers (1).yaml",
            "rivers copy.yaml",
            "rivers - Copy.yaml",
            "rivers-LAPTOP.yaml",
            "rivers~.yaml",
            "rivers.bak.yaml",
        ] {
            for (text, advice) in [(RIVERS, "the two files are identical"), (&changed, "compare the two")] {
                for header in ["", "id: rivers\n"] {
                    let copy = format!("{header}{text}");
                    let loaded = loaded(&[("rivers.yaml", &format!("{header}{RIVERS}")), (name, &copy)]);
                    assert_eq!(ids(&loaded), ["rivers"], "{name}");
                    let told: Vec<String> = loaded.diagnostics().into_iter().map(deck::render).collect();
                    assert!(told.len() == 1 && told[0].contains("deck-copy") && told[0].contains(advice), "{told:?}");
                    assert!(format!("{:?}", loaded.collection.items()[0].card.body).contains("Loire"), "{name}");
                }
            }
        }
    }

    #[test]
    fn a_file_named_like_a_copy_is_a_deck_where_it_is_none() {
        let other = RIVERS.replace("Longest river", "Deepest lake").replace("france", "lake");
        // Alone; with other cards; with an id of its own.
        let own = format!("id: other\n{RIVERS}");
        assert_eq!(ids(&loaded(&[("rivers.bak.yaml", RIVERS)])), ["rivers.bak"]);
        assert_eq!(ids(&loaded(&[("rivers.yaml", RIVERS), ("rivers-LAKES.yaml", &other)])), ["rivers", "rivers-LAKES"]);
        let loaded = loaded(&[("rivers.yaml", RIVERS), ("rivers (1).yaml", &own)]);
        assert_eq!((ids(&loaded), loaded.diagnostics().len()), (vec!["other", "rivers"], 0));
    }

    #[test]
    fn a_copy_is_left_out_where_its_original_was_asked_for_by_another_path() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["rivers.yaml", "rivers.bak.yaml"] {
            fs::write(folder.path().join(name), RIVERS).expect("a file");
        }
        let named = vec![
            folder.path().join("./rivers.yaml"),
            folder.path().join("../").join(folder.path().file_name().expect("a name")).join("rivers.yaml"),
        ];
        for path in named {
            let loaded =
                load(&DeckPaths { named: vec![path], local: folder.path().to_path_buf(), ..DeckPaths::default() });
            assert_eq!((ids(&loaded), loaded.diagnostics()[0].rule), (vec!["rivers"], RuleId::DeckCopy));
        }
    }

    #[test]
    fn copies_of_sources_and_of_copies_are_told() {
        let source = "sections: []\n";
        let loaded = loaded(&[
            ("a.source.yaml", source),
            ("a.source.sync-conflict-20261120-101500-ABCDEFG.yaml", "sections: [{slug: a}]\n"),
            ("rivers.yaml", RIVERS),
            ("rivers (1).yaml", RIVERS),
            ("rivers (1) (conflicted copy 2026-11-20).yaml", RIVERS),
        ]);
        assert_eq!(ids(&loaded), ["rivers"]);
        let told: Vec<String> = loaded.diagnostics().into_iter().map(one_line).collect();
        let told: Vec<&str> =
            told.iter().filter_map(|line| Some(line.split_once(":1:1: this is a copy of ")?.1)).collect();
        assert_eq!(
            told,
            [
                "a.source.yaml that Syncthing made when two versions conflicted; it is left out",
                "rivers (1).yaml that Dropbox, Nextcloud or ownCloud made when two versions conflicted; it is left out",
                "rivers.yaml, named like the copies of Google Drive or a browser; it is left out",
            ]
        );
    }
}
