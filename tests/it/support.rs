//! A program run of its own: own folder, own home, a clock that stands still.

use std::ffi::OsStr;
use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// The moment at which tests run unless told: a Tuesday evening.
pub const NOW: &str = "2026-11-24T20:00:00+01:00";

/// A deck of three cards.
pub const RIVERS: &str = "title: Rivers
cards:
  - {id: france, kind: typed, question: Longest river of France?, answer: Loire}
  - {id: spain, kind: typed, question: Longest river of Spain?, answer: Tagus}
  - {id: poland, kind: typed, question: Longest river of Poland?, answer: Vistula}
";

/// A folder to run the program in, with a home, a store and a moment of its own.
#[derive(Debug)]
pub struct World {
    dir: PathBuf,
    /// Removes the folder in the end, if it is ours.
    _temporary: Option<TempDir>,
    now: String,
}

impl World {
    /// An empty world on a Tuesday evening.
    pub fn new() -> Self {
        let dir = TempDir::new().unwrap();
        Self { dir: dir.path().to_owned(), _temporary: Some(dir), now: NOW.to_owned() }
    }

    /// A world that is there already.
    pub fn at(dir: impl Into<PathBuf>) -> Self {
        Self { dir: dir.into(), _temporary: None, now: NOW.to_owned() }
    }

    /// Moves the clock.
    pub fn set_now(&mut self, now: &str) {
        now.clone_into(&mut self.now);
    }

    /// Puts a file into the folder.
    pub fn file(self, name: &str, text: &str) -> Self {
        self.write(name, text);
        self
    }

    /// Puts a deck into `decks/`.
    pub fn deck(self, name: &str, text: &str) -> Self {
        self.file(&format!("decks/{name}.yaml"), text)
    }

    /// Writes a file now.
    pub fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// A path in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }

    /// Where the program keeps its answers here.
    pub fn store(&self) -> PathBuf {
        self.path("progress.db")
    }

    /// The program with these arguments, ready to run.
    pub fn run(&self, args: &[&str]) -> Run {
        Run { command: self.command(args), input: String::new() }
    }

    /// The program's process, with nothing of this process's surroundings.
    pub fn command(&self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_oss-quiz"));
        command.env_clear().current_dir(&self.dir).args(args);
        for (name, value) in self.variables() {
            command.env(name, value);
        }
        command
    }

    /// The variables the program is started with.
    pub fn variables(&self) -> Vec<(&'static str, String)> {
        let path = |name: &str| self.path(name).to_string_lossy().into_owned();
        vec![
            ("HOME", path("home")),
            ("LANG", "C.UTF-8".to_owned()),
            ("OSS_QUIZ_NOW", self.now.clone()),
            ("OSS_QUIZ_STORE", path("progress.db")),
            ("TERM", "xterm-256color".to_owned()),
        ]
    }

    /// The reviews of an item, as `show --json` tells them.
    pub fn shown(&self, item: &str) -> serde_json::Value {
        self.run(&["show", item, "--json"]).json()
    }
}

/// One run of the program.
#[must_use]
#[derive(Debug)]
pub struct Run {
    command: Command,
    input: String,
}

impl Run {
    /// What it reads.
    pub fn input(mut self, input: &str) -> Self {
        self.input.push_str(input);
        self
    }

    /// One more variable.
    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// Without one of the variables.
    pub fn without(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// Runs it and takes what it prints.
    pub fn output(mut self) -> Ran {
        let mut child =
            self.command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = self.input;
        // It may end before it has read all.
        let writer = std::thread::spawn(move || {
            let _ = stdin.write_all(input.as_bytes());
        });
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        Ran(output)
    }

    /// Runs it; it must end with this exit code.
    pub fn exits(self, code: i32) -> Ran {
        let ran = self.output();
        assert_eq!(ran.code(), Some(code), "stdout:\n{}\nstderr:\n{}", ran.stdout(), ran.stderr());
        ran
    }

    /// Runs it; it must succeed.
    pub fn success(self) -> Ran {
        self.exits(0)
    }

    /// Runs it; it must succeed and print one JSON value.
    pub fn json(self) -> serde_json::Value {
        let ran = self.success();
        serde_json::from_str(&ran.stdout()).unwrap_or_else(|err| panic!("{err} in {:?}", ran.stdout()))
    }
}

/// A run that has ended.
#[derive(Debug)]
pub struct Ran(Output);

impl Ran {
    /// Its exit code; `None` if a signal ended it.
    pub fn code(&self) -> Option<i32> {
        self.0.status.code()
    }

    /// What it printed.
    pub fn stdout(&self) -> String {
        String::from_utf8(self.0.stdout.clone()).unwrap()
    }

    /// What it said.
    pub fn stderr(&self) -> String {
        String::from_utf8(self.0.stderr.clone()).unwrap()
    }
}

/// A deck with a card of each kind.
pub const EVERY_KIND: &str = r#"title: Every kind
cards:
  - id: capital
    kind: choice
    question: Which city is the capital of France?
    answer: Paris
    distractors:
      - text: Lyon
        why: Lyon is the third largest.
      - Marseille
    because: It has been so for most of a thousand years.
    hint: It lies on the Seine.
  - id: rivers
    kind: choice
    question: Which of these are rivers? Pick all that apply.
    answers:
      - the Loire
      - the Rhône
    distractors:
      - the Jura
      - the Vosges
  - id: biggest
    kind: typed
    question: Which is the biggest city of France?
    answer: Paris
  - id: seine
    kind: true-false
    statement: The Seine flows through Lyon.
    answer: false
    correction: The Seine flows through Paris.
  - id: sea
    kind: cloze
    text: "{{c1::Marseille::a city}} lies on the {{c2::Mediterranean}}."
  - id: south
    kind: order
    question: Which city lies farthest north? Begin with it.
    steps:
      - Lille
      - Paris
      - Lyon
      - Nice
  - id: tower
    kind: flip
    question: Who built the tower of iron?
    answer: Gustave Eiffel
  - id: baguette
    kind: term
    term: baguette
    definition: a long thin loaf
"#;
