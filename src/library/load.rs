//! Reads all decks that count.

use std::collections::HashMap;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::builtin;
use super::discover::{FileKind, Found, discover, holds_a_deck, named, reason};
use crate::deck::{self, Collection, Deck, Hidden, Problem, Source};

/// From how many bytes on a second thread is worth its start.
const MUCH: u64 = 64 << 10;

/// Where decks may be. Plain data: whoever calls knows about arguments, environment and config.
#[derive(Debug, Clone, Default)]
pub struct Places {
    /// `--decks` or `OSS_QUIZ_DECKS`: if there are any, these and nothing else but `named`.
    pub given: Vec<PathBuf>,
    /// Paths that a command was asked for; what lies in them counts before all else.
    pub named: Vec<PathBuf>,
    /// `./decks`, which counts if it holds a deck.
    pub local: PathBuf,
    /// `folders` of the config.
    pub folders: Vec<PathBuf>,
    /// The decks in the user's data folder, which need not be there.
    pub user: Option<PathBuf>,
    /// Whether the decks built into the program count.
    pub builtin: bool,
}

/// A place that decks were read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Root {
    /// The folder or file, or `None` for the program itself.
    pub path: Option<PathBuf>,
    /// How many decks that count it has.
    pub decks: usize,
}

/// All decks that were found.
#[derive(Debug, Default)]
pub struct Loaded {
    /// Those that count.
    pub collection: Collection,
    /// Those that do not, since an earlier one has their id.
    pub hidden: Vec<Hidden>,
    /// The places that were read, the first one counting most.
    pub roots_used: Vec<Root>,
    /// What is wrong outside of any deck: files that can't be read, sources, two decks of one id.
    /// What is wrong within a deck is among its own problems.
    pub outside: Vec<Problem>,
}

impl Loaded {
    /// Every problem of every file, by file and place.
    #[must_use]
    pub fn problems(&self) -> Vec<&Problem> {
        let of_decks = self.collection.decks().iter().flat_map(|deck| &deck.problems);
        let mut all: Vec<&Problem> = of_decks.chain(&self.outside).collect();
        all.sort_by(|a, b| (&a.path, a.place).cmp(&(&b.path, b.place)));
        all
    }
}

/// Finds and reads decks and sources.
#[must_use]
pub fn load(places: &Places) -> Loaded {
    let mut problems = Vec::new();
    let (roots, files) = find(places, &mut problems);
    let mut roots_used: Vec<Root> = roots.into_iter().map(|path| Root { path: Some(path), decks: 0 }).collect();
    let mut jobs: Vec<(usize, Job<'_>)> = files.iter().map(|(root, file)| (*root, Job::OnDisk(file))).collect();
    if places.builtin && places.given.is_empty() {
        jobs.extend(built_in().map(|job| (roots_used.len(), job)));
        roots_used.push(Root { path: None, decks: 0 });
    }
    let (mut decks, mut sources) = (Vec::new(), Vec::new());
    for (root, read) in read_all(&jobs) {
        match read {
            Read::Deck(deck) => decks.push((root, *deck)),
            Read::Source(source, found) => {
                sources.push((root, *source));
                problems.extend(found);
            }
            Read::Nothing(found) => problems.extend(found),
        }
    }
    let roots: HashMap<Option<PathBuf>, usize> = decks.iter().map(|(root, deck)| (deck.path.clone(), *root)).collect();
    let mut gathered = Collection::gather(decks, sources);
    gathered.collection.show_lines(text_of);
    for deck in gathered.collection.decks() {
        if let Some(root) = roots.get(&deck.path).and_then(|&at| roots_used.get_mut(at)) {
            root.decks += 1;
        }
    }
    problems.extend(gathered.problems);
    Loaded { collection: gathered.collection, hidden: gathered.hidden, roots_used, outside: problems }
}

/// The text of a file that decks were read from, if it can be read still.
#[must_use]
pub fn text_of(path: &Path) -> Option<String> {
    String::from_utf8(bytes_of(path).ok()?).ok()
}

/// The decks and sources that lie in the folder of a file, in no folder below it.
///
/// A deck alone does not say enough of itself: it cites the source beside it,
/// names other decks, and shares claims with them.
#[must_use]
pub fn beside(path: &Path) -> Vec<PathBuf> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let visible = entries.filter(|entry| !entry.file_name().as_encoded_bytes().starts_with(b"."));
    let mut files: Vec<PathBuf> = visible.map(|entry| entry.path()).filter(|path| named(path).is_some()).collect();
    files.retain(|path| path.is_file());
    files.sort();
    files
}

type Files = Vec<(usize, Found)>;

fn find(places: &Places, problems: &mut Vec<Problem>) -> (Vec<PathBuf>, Files) {
    let mut roots = places.named.clone();
    if places.given.is_empty() {
        let local = Some(&places.local).filter(|path| holds_a_deck(path));
        let user = places.user.iter().filter(|path| path.is_dir());
        roots.extend(local.into_iter().chain(&places.folders).chain(user).cloned());
    } else {
        roots.extend_from_slice(&places.given);
    }
    let mut files: Files = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for (at, root) in roots.iter().enumerate() {
        for file in discover(root, problems) {
            // A folder that is given twice, or lies in another, is one place.
            if seen.insert(file.real.clone()) {
                files.push((at, file));
            }
        }
    }
    (roots, files)
}

/// What became of a file.
enum Read {
    Deck(Box<Deck>),
    Source(Box<Source>, Vec<Problem>),
    Nothing(Vec<Problem>),
}

/// A file to be read: one that was found, or one built into the program.
enum Job<'f> {
    OnDisk(&'f Found),
    BuiltIn(Found, &'static str),
}

impl Job<'_> {
    /// About how much there is to read, in bytes.
    fn size(&self) -> u64 {
        match self {
            Job::OnDisk(file) => fs::metadata(&file.path).map_or(0, |meta| meta.len()),
            Job::BuiltIn(_, text) => text.len() as u64,
        }
    }

    fn read(&self) -> Read {
        match self {
            Job::OnDisk(file) => match bytes_of(&file.path) {
                Ok(bytes) => parse(file, Some(&file.path), &bytes),
                Err(problem) => Read::Nothing(vec![*problem]),
            },
            Job::BuiltIn(file, text) => parse(file, None, text.as_bytes()),
        }
    }
}

/// Reads every file, on several threads where it is worth it; in the order of the jobs.
fn read_all(jobs: &[(usize, Job<'_>)]) -> Vec<(usize, Read)> {
    // Looks at no more files than it takes to know.
    let mut sizes = jobs.iter().scan(0, |sum, (_, job)| {
        *sum += job.size();
        Some(*sum)
    });
    let threads =
        if sizes.any(|sum| sum >= MUCH) { std::thread::available_parallelism().map_or(1, usize::from) } else { 1 };
    let taken = AtomicUsize::new(0);
    // Each thread takes the next file that nobody has: they differ much in length.
    let work = || {
        let mut read = Vec::new();
        loop {
            let at = taken.fetch_add(1, Ordering::Relaxed);
            let Some((root, job)) = jobs.get(at) else { return read };
            read.push((at, *root, job.read()));
        }
    };
    let mut all: Vec<(usize, usize, Read)> = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads.min(jobs.len())).map(|_| scope.spawn(work)).collect();
        let mut all = work();
        for other in others {
            match other.join() {
                Ok(read) => all.extend(read),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        all
    });
    all.sort_by_key(|(at, _, _)| *at);
    all.into_iter().map(|(_, root, read)| (root, read)).collect()
}

fn parse(file: &Found, path: Option<&Path>, bytes: &[u8]) -> Read {
    match file.kind {
        FileKind::Deck => match deck::parse_deck(&file.stem, path, bytes) {
            Ok(deck) => Read::Deck(Box::new(deck)),
            Err(problems) => Read::Nothing(problems),
        },
        FileKind::Source => match deck::parse_source(&file.stem, path, bytes) {
            Ok((source, problems)) => Read::Source(Box::new(source), problems),
            Err(problems) => Read::Nothing(problems),
        },
    }
}

/// The name of a deck's file without its ending; none where the file is no deck by its name.
#[must_use]
pub fn stem(path: &Path) -> Option<String> {
    named(path).filter(|file| file.kind == FileKind::Deck).map(|file| file.stem)
}

/// The text of a deck's file.
///
/// # Errors
/// What keeps it from being read as text.
pub fn read_text(path: &Path) -> Result<String, Box<Problem>> {
    let bytes = bytes_of(path)?;
    String::from_utf8(bytes).map_err(|_| {
        let help = Some("save it as UTF-8".to_owned());
        Box::new(Problem::of_file(path.into(), "not-utf8", "it is no UTF-8".into(), help))
    })
}

/// Reads a file, but no more of it than a deck may have.
fn bytes_of(path: &Path) -> Result<Vec<u8>, Box<Problem>> {
    let unreadable = |error: &std::io::Error| {
        let what = format!("it can't be read: {}", reason(error));
        let help = "check that it is there and that you may read it".to_owned();
        Box::new(Problem::of_file(path.into(), "unreadable", what, Some(help)))
    };
    let meta = fs::metadata(path).map_err(|error| unreadable(&error))?;
    if !meta.is_file() {
        let help = Some("a deck is a file of text".to_owned());
        return Err(Box::new(Problem::of_file(path.into(), "unreadable", "it is no file".into(), help)));
    }
    if meta.len() > deck::MAX_BYTES as u64 {
        return Err(Box::new(deck::too_large(path, meta.len())));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(meta.len()).unwrap_or(0));
    let file = fs::File::open(path).map_err(|error| unreadable(&error))?;
    // One byte more than may be, so that a file that grows meanwhile is refused as well.
    file.take(deck::MAX_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
    Ok(bytes)
}

/// The files built into the program.
fn built_in() -> impl Iterator<Item = Job<'static>> {
    builtin::builtin_files().iter().filter_map(|(name, text)| Some(Job::BuiltIn(named(Path::new(name))?, text)))
}

#[cfg(test)]
mod tests {
    use super::*;

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
        load(&Places { given: vec![path], builtin: true, ..Places::default() })
    }

    fn ids(loaded: &Loaded) -> Vec<&str> {
        loaded.collection.decks().iter().map(|deck| deck.id.as_str()).collect()
    }

    fn rules(loaded: &Loaded) -> Vec<&str> {
        loaded.problems().into_iter().map(|problem| problem.rule).collect()
    }

    #[test]
    fn the_shipped_decks_have_no_problem() {
        let loaded = load(&Places { builtin: true, ..Places::default() });
        let problems: Vec<String> = loaded.problems().into_iter().map(deck::render).collect();
        assert!(problems.is_empty(), "{}", problems.join("\n"));
        assert!(loaded.collection.items().len() > 200);
        assert_eq!(loaded.roots_used, [Root { path: None, decks: 7 }]);
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
    fn what_is_given_is_all_there_is() {
        let folder = Folder::new(&["a.yaml"]);
        let other = Folder::new(&["b.yaml"]);
        let places =
            Places { given: vec![folder.path()], folders: vec![other.path()], builtin: true, ..Places::default() };
        assert_eq!(ids(&load(&places)), ["a"]);
        assert_eq!(ids(&given(folder.path().join("a.yaml"))), ["a"]);
    }

    #[test]
    fn without_anything_given_all_places_add_up_and_the_earlier_counts() {
        let (here, mine, user) =
            (Folder::new(&["x.yaml"]), Folder::new(&["x.yaml", "y.yaml"]), Folder::new(&["rise.yaml"]));
        let places = Places {
            local: here.path(),
            folders: vec![mine.path()],
            user: Some(user.path()),
            builtin: true,
            ..Places::default()
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
        assert!(load(&Places { local: here.path(), ..Places::default() }).roots_used.is_empty());
    }

    #[test]
    fn two_files_of_one_stem_are_an_error() {
        let folder = Folder::new(&["a.yaml", "sub/a.yaml"]);
        let loaded = given(folder.path());
        assert_eq!((ids(&loaded), rules(&loaded)), (vec!["a"], vec!["duplicate-deck"]));
    }

    #[test]
    fn a_problem_between_decks_shows_its_line() {
        let folder = Folder::new(&["a.yaml"]);
        folder.write("b.yaml", &(deck("b") + "    was: a/a\n"));
        let loaded = given(folder.path());
        let told = deck::render(loaded.problems()[0]);
        assert!(told.contains("\n7 |     was: a/a\n  |          ^\n"), "{told}");
    }

    #[test]
    fn a_folder_that_is_not_there_is_a_problem() {
        let loaded = given(PathBuf::from("/nowhere/at/all"));
        assert_eq!(rules(&loaded), ["unreadable"]);
        let told = deck::render(loaded.problems()[0]);
        assert!(told.starts_with("error[unreadable]: it can't be read: no such file or directory\n"), "{told}");
    }

    #[test]
    fn a_file_that_is_no_deck_is_a_problem_and_the_rest_is_read() {
        let folder = Folder::new(&["a.yaml"]);
        folder.write("b.yaml", "- just\n- a list\n");
        fs::write(folder.path().join("c.yaml"), b"title: \xff\n").expect("a file");
        let loaded = given(folder.path());
        assert_eq!((ids(&loaded), rules(&loaded)), (vec!["a"], vec!["wrong-type", "not-utf8"]));
    }

    #[test]
    fn a_huge_file_is_refused_unread() {
        let folder = Folder::new(&["a.yaml"]);
        let file = fs::File::create(folder.path().join("b.yaml")).expect("a file");
        file.set_len(deck::MAX_BYTES as u64 + 1).expect("a sparse file");
        assert_eq!(rules(&given(folder.path())), ["too-large"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_once() {
        let folder = Folder::new(&["a.yaml", "sub/b.yaml"]);
        std::os::unix::fs::symlink(folder.path(), folder.path().join("sub/loop")).expect("a link");
        std::os::unix::fs::symlink(folder.path().join("nothing"), folder.path().join("c.yaml")).expect("a link");
        let loaded = given(folder.path());
        assert_eq!((ids(&loaded), rules(&loaded)), (vec!["a", "b"], vec!["unreadable"]));
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
