//! Finds and reads all decks, sources and synonyms.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::deck_paths::{DeckPaths, DeckRoot, ScanResult, find};
use super::discover::{DeckFile, DiscoveredKind};
use super::faulty_files::FaultyFiles;
use super::read::{ReadFile, each, read_as, text_of};
use super::unsaved::Unsaved;
use crate::deck::{
    CardNames, Collection, Deck, Diagnostic, Gathering, Member, ShadowedDeck, Site, Source, SynonymsFile, gather,
};

#[derive(Debug, Default)]
pub struct Loaded {
    /// The decks that count.
    pub collection: Collection,
    /// Decks that don't count, since one with higher precedence has their id.
    pub hidden: Vec<ShadowedDeck>,
    /// The places that were read, by precedence, highest first.
    pub roots_used: Vec<DeckRoot>,
    /// Diagnostics outside of decks: unreadable files, sources, decks with the same id. Diagnostics within a deck are in the
    /// deck.
    pub outside: Vec<Diagnostic>,
}

impl Loaded {
    /// Every diagnostic of every file, sorted by file and position.
    #[must_use]
    pub fn diagnostics(&self) -> Vec<&Diagnostic> {
        let of_decks = self.collection.decks().iter().flat_map(|deck| &deck.diagnostics);
        let mut all: Vec<&Diagnostic> = of_decks.chain(&self.outside).collect();
        all.sort_by(|a, b| (&a.path, a.place).cmp(&(&b.path, b.place)));
        all
    }
}

#[must_use]
pub fn load(places: &DeckPaths) -> Loaded {
    load_with(places, None)
}

/// The same with a text that replaces one of the files or is added to them.
#[must_use]
pub fn load_with(places: &DeckPaths, unsaved: Option<&Unsaved>) -> Loaded {
    let LoadedAs { gathering, roots_used, mut outside } = load_as(places, unsaved, |deck, _| deck);
    let mut gathered = Collection::of(gathering);
    gathered.collection.show_lines(|path| match unsaved.filter(|unsaved| unsaved.path() == path) {
        Some(unsaved) => unsaved.text().map(str::to_owned),
        None => text_of(path),
    });
    let mut refused = FaultyFiles::default();
    refused.add_all(&gathered.diagnostics);
    outside.append(&mut refused.finished());
    Loaded { collection: gathered.collection, hidden: gathered.hidden, roots_used, outside }
}

/// The result of `load_as`.
#[derive(Debug)]
pub struct LoadedAs<D> {
    /// What was made of the decks, and the sources.
    pub gathering: Gathering<D>,
    /// As in [`Loaded`].
    pub roots_used: Vec<DeckRoot>,
    /// As in [`Loaded`], but without diagnostics between decks.
    pub outside: Vec<Diagnostic>,
}

/// Calls `make` with each deck and its text as soon as it is read, on several threads. Only the results are kept, to
/// save memory.
pub(crate) fn load_as<D: Member + CardNames + Send>(
    places: &DeckPaths,
    unsaved: Option<&Unsaved>,
    make: impl Fn(Deck, &str) -> D + Sync,
) -> LoadedAs<D> {
    let ScanResult { mut roots, mut files, diagnostics, .. } = find(places);
    if let Some(unsaved) = unsaved {
        unsaved.take_place(&mut roots, &mut files);
    }
    let read_as = |file: &DeckFile, synonyms: &SynonymsOf| {
        let make = |read: ReadFile, bytes: &[u8]| {
            read.map(|deck| {
                let beside = synonyms.get(&*file.home).cloned().unwrap_or_default();
                // It was parsed, so it is UTF-8.
                make(Deck { beside, ..deck }, std::str::from_utf8(bytes).unwrap_or_default())
            })
        };
        match unsaved.filter(|_| std::ptr::eq(file, &raw const files[0])) {
            Some(unsaved) => make(unsaved.read(), unsaved.bytes()),
            None => read_as(file, make),
        }
    };
    // Synonyms apply to all decks of a folder, so they are read first.
    let (decks, others): (Vec<&DeckFile>, Vec<&DeckFile>) =
        files.iter().partition(|file| file.kind == DiscoveredKind::Deck);
    let mut faulty = FaultyFiles::default();
    faulty.add_all(&diagnostics);
    let mut all = ReadFiles { decks: Vec::new(), sources: Vec::new(), synonyms: SynonymsOf::new(), faulty };
    for files in [others, decks] {
        let read = each(&files, |file| read_as(file, &all.synonyms));
        files.into_iter().zip(read).for_each(|(file, read)| all.take(file, read));
    }
    let root_of: HashMap<Option<PathBuf>, usize> =
        all.decks.iter().map(|(site, deck)| (Member::path(deck).map(Path::to_path_buf), site.root)).collect();
    let gathering = gather(all.decks, all.sources);
    for deck in &gathering.decks {
        if let Some(root) = root_of.get(&Member::path(deck).map(Path::to_path_buf)).and_then(|&at| roots.get_mut(at)) {
            root.decks += 1;
        }
    }
    LoadedAs { gathering, roots_used: roots, outside: all.faulty.finished() }
}

/// The synonyms by folder.
type SynonymsOf<'f> = HashMap<&'f Path, Vec<Arc<SynonymsFile>>>;

/// The contents of the files, with the positions of decks and sources.
struct ReadFiles<'f, D> {
    decks: Vec<(Site, D)>,
    sources: Vec<(Site, Source)>,
    synonyms: SynonymsOf<'f>,
    faulty: FaultyFiles,
}

impl<'f, D> ReadFiles<'f, D> {
    fn take(&mut self, file: &'f DeckFile, read: ReadFile<D>) {
        match read {
            ReadFile::Deck(deck) => self.decks.push((file.site(), deck)),
            ReadFile::Source(source, found) => {
                self.sources.push((file.site(), *source));
                self.faulty.add_all(&found);
            }
            ReadFile::Synonyms(synonyms, found) => {
                self.synonyms.entry(&file.home).or_default().push(Arc::from(synonyms));
                self.faulty.add_all(&found);
            }
            ReadFile::Nothing(found) => self.faulty.add_all(&found),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::deck::RuleId;
    use std::fs;

    use super::*;
    use crate::deck::{self, Decks as _};

    struct Folder(tempfile::TempDir);

    impl Folder {
        fn new(files: &[&str]) -> Self {
            let folder = Self(tempfile::tempdir().expect("a folder"));
            for file in files {
                folder.write(file, &deck(file));
            }
            folder
        }

        fn write(&self, file: &str, text: &str) {
            let path = self.0.path().join(file);
            fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            fs::write(path, text).expect("a file");
        }

        fn path(&self) -> PathBuf {
            self.0.path().to_path_buf()
        }
    }

    fn deck(title: &str) -> String {
        format!("title: {title}\ncards:\n  - id: a\n    kind: flip\n    question: Why?\n    answer: b\n")
    }

    fn given(path: PathBuf) -> Loaded {
        load(&DeckPaths { given: vec![path], builtin: true, ..DeckPaths::default() })
    }

    fn ids(loaded: &Loaded) -> Vec<&str> {
        loaded.collection.decks().iter().map(|deck| deck.id.as_str()).collect()
    }

    fn rules(loaded: &Loaded) -> Vec<RuleId> {
        loaded.diagnostics().into_iter().map(|diagnostic| diagnostic.rule).collect()
    }

    #[test]
    fn the_shipped_decks_have_no_problem() {
        let loaded = load(&DeckPaths { builtin: true, ..DeckPaths::default() });
        let diagnostics: Vec<String> = loaded.diagnostics().into_iter().map(deck::render).collect();
        assert!(diagnostics.is_empty(), "{}", diagnostics.join("\n"));
        assert!(loaded.collection.items().len() > 200);
        assert_eq!(loaded.roots_used, [DeckRoot { path: None, decks: 7 }]);
    }

    #[test]
    fn folders_are_read_with_their_subfolders() {
        let folder = Folder::new(&["a.yaml", "sub/deep/b.yml", ".hidden.yaml", ".git/c.yaml", "README.md", "d.txt"]);
        folder.write("s.source.yaml", "sections: []\n");
        let loaded = given(folder.path());
        assert_eq!(ids(&loaded), ["a", "b"]);
        assert!(loaded.collection.source("s").is_some());
        assert!(rules(&loaded).is_empty());
    }

    #[test]
    fn synonyms_hold_in_their_folder_and_not_below() {
        let folder = Folder::new(&["a.yaml", "sub/b.yaml"]);
        folder.write("x.synonyms.yaml", "synonyms: [[c, d]]\n");
        folder.write("y.synonyms.yml", "synonyms: [[c, e], [f]]\n");
        folder.write("b.yaml", &deck("b").replace("cards:", "id: own\nsynonyms: [[c, g]]\ncards:"));
        let of = |loaded: &Loaded, deck: &str| -> Vec<String> {
            loaded.collection.synonyms(deck).of("c").map(str::to_owned).collect()
        };
        let loaded = given(folder.path());
        let all = ["a", "own", "b"].map(|deck| of(&loaded, deck));
        assert_eq!(all.map(|all| all.concat()), ["de", "gde", ""]);
        assert_eq!((ids(&loaded), rules(&loaded)), (vec!["a", "b", "own"], vec![RuleId::LoneSynonym]));
        // A deck alone has those of its folder all the same.
        assert_eq!(of(&given(folder.path().join("a.yaml")), "a"), ["d", "e"]);
        let builtin = load(&DeckPaths { builtin: true, ..DeckPaths::default() });
        assert_eq!(of(&builtin, "community").len() + of(&builtin, "none").len(), 0);
        assert!(builtin.collection.synonyms("community").of("nlp").any(|form| form == "natural language processing"));
    }

    #[test]
    fn what_is_given_is_all_there_is() {
        let folder = Folder::new(&["a.yaml"]);
        let other = Folder::new(&["b.yaml"]);
        let places = DeckPaths {
            given: vec![folder.path()],
            folders: vec![other.path()],
            builtin: true,
            ..DeckPaths::default()
        };
        assert_eq!(ids(&load(&places)), ["a"]);
        assert_eq!(ids(&given(folder.path().join("a.yaml"))), ["a"]);
    }

    #[test]
    fn without_anything_given_all_places_add_up_and_the_earlier_counts() {
        let (here, mine, user) =
            (Folder::new(&["x.yaml"]), Folder::new(&["x.yaml", "y.yaml"]), Folder::new(&["rise.yaml"]));
        let places = DeckPaths {
            local: here.path(),
            folders: vec![mine.path()],
            user: Some(user.path()),
            builtin: true,
            ..DeckPaths::default()
        };
        let loaded = load(&places);
        assert_eq!(loaded.roots_used.iter().map(|root| root.decks).collect::<Vec<_>>(), [1, 1, 1, 6]);
        let hidden: Vec<_> = loaded.hidden.iter().map(|hidden| (hidden.id.as_str(), hidden.differs)).collect();
        assert_eq!(hidden, [("x", false), ("rise", true)]);
    }

    #[test]
    fn a_local_folder_without_a_deck_is_none() {
        let here = Folder::new(&[]);
        here.write("notes.txt", "none");
        assert!(load(&DeckPaths { local: here.path(), ..DeckPaths::default() }).roots_used.is_empty());
    }

    #[test]
    fn two_files_of_one_stem_are_an_error() {
        let folder = Folder::new(&["a.yaml", "sub/a.yaml"]);
        let loaded = given(folder.path());
        assert_eq!((ids(&loaded), rules(&loaded)), (vec!["a"], vec![RuleId::DuplicateDeck]));
    }

    #[test]
    fn a_problem_between_decks_shows_its_line() {
        let folder = Folder::new(&["a.yaml"]);
        folder.write("b.yaml", &(deck("b") + "    was: a/a\n"));
        let loaded = given(folder.path());
        let told = deck::render(loaded.diagnostics()[0]);
        assert!(told.contains("\n7 |     was: a/a\n  |          ^\n"), "{told}");
    }

    #[test]
    fn a_folder_that_is_not_there_is_a_problem() {
        let loaded = given(PathBuf::from("/nowhere/at/all"));
        assert_eq!(rules(&loaded), [RuleId::Unreadable]);
        let told = deck::render(loaded.diagnostics()[0]);
        assert!(told.starts_with("error[unreadable]: can't read it: no such file or directory\n"), "{told}");
    }

    #[test]
    fn a_file_that_is_no_deck_is_a_problem_and_the_rest_is_read() {
        let folder = Folder::new(&["a.yaml"]);
        folder.write("b.yaml", "- just\n- a list\n");
        fs::write(folder.path().join("c.yaml"), b"title: \xff\n").expect("a file");
        let loaded = given(folder.path());
        assert_eq!((ids(&loaded), rules(&loaded)), (vec!["a"], vec![RuleId::WrongType, RuleId::NotUtf8]));
    }

    #[test]
    fn a_huge_file_is_refused_unread() {
        let folder = Folder::new(&["a.yaml"]);
        let file = fs::File::create(folder.path().join("b.yaml")).expect("a file");
        file.set_len(deck::MAX_BYTES as u64 + 1).expect("a sparse file");
        assert_eq!(rules(&given(folder.path())), [RuleId::TooLarge]);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_once() {
        let folder = Folder::new(&["a.yaml", "sub/b.yaml"]);
        std::os::unix::fs::symlink(folder.path(), folder.path().join("sub/loop")).expect("a link");
        std::os::unix::fs::symlink(folder.path().join("nothing"), folder.path().join("c.yaml")).expect("a link");
        let loaded = given(folder.path());
        assert_eq!((ids(&loaded), rules(&loaded)), (vec!["a", "b"], vec![RuleId::Unreadable]));
    }

    /// A folder with these files, each with its own name as its title, and these links.
    #[cfg(unix)]
    fn linked(files: &[&str], links: &[(&str, &str)]) -> Folder {
        let folder = Folder::new(files);
        for (target, name) in links {
            std::os::unix::fs::symlink(target, folder.path().join(name)).expect("a link");
        }
        folder
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_a_deck_is_that_deck_and_takes_no_name_from_it() {
        for links in [
            [("rivers.yaml", "best.yaml"), ("rivers.yaml", "zest.yaml")],
            [("../rivers.yaml", "a/rivers.yaml"), (".", "a/here")],
            [(".", "all"), ("all/rivers.yaml", "best.yaml")],
        ] {
            let folder = linked(&["rivers.yaml", "a/other.yaml"], &links);
            let loaded = given(folder.path());
            assert_eq!((ids(&loaded), rules(&loaded)), (vec!["other", "rivers"], vec![]), "{links:?}");
            let path = loaded.collection.deck("rivers").and_then(|deck| deck.path.clone());
            assert_eq!(path, Some(folder.path().join("rivers.yaml")), "{links:?}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_an_earlier_place_takes_no_name_either() {
        let mine = Folder::new(&["rivers.yaml"]);
        let here = linked(&["a.yaml"], &[]);
        std::os::unix::fs::symlink(mine.path().join("rivers.yaml"), here.path().join("best.yaml")).expect("a link");
        let places = DeckPaths { local: here.path(), folders: vec![mine.path()], ..DeckPaths::default() };
        let loaded = load(&places);
        assert_eq!((ids(&loaded), loaded.hidden.len()), (vec!["a", "rivers"], 0));
        // What lies in no place is known by its link alone.
        let loaded = load(&DeckPaths { local: here.path(), ..DeckPaths::default() });
        assert_eq!(ids(&loaded), ["a", "best"]);
    }

    #[cfg(unix)]
    #[test]
    fn of_two_links_to_one_file_the_one_of_its_name_counts() {
        let elsewhere = Folder::new(&["rivers.yaml"]);
        let here = linked(&[], &[]);
        for name in ["best.yaml", "rivers.yaml", "zest.yaml"] {
            std::os::unix::fs::symlink(elsewhere.path().join("rivers.yaml"), here.path().join(name)).expect("a link");
        }
        assert_eq!(ids(&given(here.path())), ["rivers"]);
    }

    #[test]
    fn of_two_files_with_one_id_it_is_told_which_counts_and_why() {
        let folder = Folder::new(&["z.yaml"]);
        let with_id = |title: &str| format!("id: rivers\n{}", deck(title));
        folder.write("backup/rivers.yaml", &with_id("old"));
        folder.write("a/b/c.yaml", &with_id("deep"));
        folder.write("rivers.yaml", &with_id("true"));
        folder.write("a.yaml", &with_id("first by path"));
        folder.write("s.source.yaml", "sections: [{slug: z, title: New}]\n");
        folder.write("old/s.source.yaml", "sections: [{slug: z, title: Old}]\n");
        let loaded = given(folder.path());
        assert_eq!(ids(&loaded), ["rivers", "z"]);
        assert_eq!(loaded.collection.deck("rivers").map(|deck| deck.title.plain()).as_deref(), Some("true"));
        let root = folder.path().display().to_string() + "/";
        let told: Vec<String> =
            loaded.diagnostics().into_iter().map(|diagnostic| deck::one_line(diagnostic).replace(&root, "")).collect();
        let left_out = "1:5: this deck `rivers` is left out: rivers.yaml counts, since";
        let [name, folders] = ["its name is the id", "it lies in fewer folders"];
        assert_eq!(
            told,
            [
                format!("a/b/c.yaml:{left_out} {name}"),
                format!("a.yaml:{left_out} {name}"),
                format!("backup/rivers.yaml:{left_out} {folders}"),
            ]
        );
        assert_eq!(loaded.collection.source("s").map(|source| source.sections.len()), Some(1));
        let title = loaded.collection.source("s").and_then(|source| source.sections[0].title.clone());
        assert_eq!(title.map(|title| title.plain()).as_deref(), Some("New"));
    }

    #[cfg(unix)]
    #[test]
    fn a_file_counts_before_a_link_whatever_they_are_called() {
        let elsewhere = Folder::new(&["x.yaml"]);
        elsewhere.write("x.yaml", &format!("id: rivers\n{}", deck("linked")));
        let here = Folder::new(&[]);
        here.write("deep/down/other.yaml", &format!("id: rivers\n{}", deck("file")));
        std::os::unix::fs::symlink(elsewhere.path().join("x.yaml"), here.path().join("rivers.yaml")).expect("a link");
        std::os::unix::fs::symlink(elsewhere.path(), here.path().join("all")).expect("a link");
        let loaded = given(here.path());
        assert_eq!(loaded.collection.decks()[0].title.plain(), "file");
        let told: Vec<String> = loaded.diagnostics().into_iter().map(deck::one_line).collect();
        assert!(
            told.len() == 1 && told[0].ends_with("other.yaml counts, since it is a file, and this a link"),
            "{told:?}"
        );
    }

    #[test]
    fn many_files_are_read_in_their_order_on_two_threads() {
        let names: Vec<String> = (0..40).map(|n| format!("d{n:02}.yaml")).collect();
        let folder = Folder::new(&names.iter().map(String::as_str).collect::<Vec<_>>());
        let loaded = given(folder.path());
        assert_eq!(ids(&loaded).len(), 40);
        assert!(ids(&loaded).is_sorted());
    }
}
