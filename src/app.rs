//! What every command works with: decks, store, clock, settings, output.
//!
//! Everything from the process (arguments, variables, folders) is read once, by [`Env::from_process`]; after that it is
//! plain data.

mod backups;
pub mod clock;
pub mod config;
mod decks;
mod disk;
pub mod error;
pub(crate) mod json;
mod json_lines;
mod rescue;
mod upgrading;
mod write_page;

pub use decks::FoundDecks;
pub use json_lines::{DiagnosticOut, StandardError};
pub use rescue::counted;

use std::cell::Cell;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::app::clock::{Clock, FixedClock, SystemClock, file_time, local_zone};
use crate::app::config::{Config, GlyphSet};
use crate::app::error::{CliError, ExitKind};
use crate::cli::Global;
use crate::deck::Decks;
use crate::schedule::Day;
use crate::session::{Filter, FilterError, FilterTerm, Limits, Settings, UnknownName};
use crate::store::{self, Store};
use crate::terminal::{UiFacts, Wide};

/// The version recorded with every event.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The process's environment.
#[derive(Debug, Clone, Default)]
pub struct Env {
    /// `OSS_QUIZ_DECKS`, split like `PATH`.
    pub decks: Vec<PathBuf>,
    pub store: Option<PathBuf>,
    pub config: Option<PathBuf>,
    pub now: Option<String>,
    pub tz: Option<String>,
    pub term: Option<String>,
    pub accessible: Option<String>,
    pub no_color: Option<OsString>,
    pub color_force: Option<String>,
    pub visual: Option<String>,
    pub editor: Option<String>,
    /// `PAGER`; empty for none.
    pub pager: Option<String>,
    pub less: Option<OsString>,
    pub browser: Option<String>,
    /// Whether there is a graphical desktop: under X or Wayland, one of `DISPLAY` and `WAYLAND_DISPLAY` is set.
    pub windows: bool,
    /// Whether the locale uses UTF-8: the first of `LC_ALL`, `LC_CTYPE`, `LANG` that is set.
    pub utf8: bool,
    /// `OSS_QUIZ_COMPLETE`: the shell that asks for completions.
    pub complete: Option<String>,
    /// The name or path the program was started by.
    pub program: Option<OsString>,
    /// `OSS_QUIZ_SETTLE_MS`: the debounce time for keys, for tests that type faster than people.
    pub settle_ms: Option<u64>,
    /// `COLUMNS`, for output that isn't a terminal.
    pub columns: Option<u16>,
    /// The absolute parent of our data folder.
    pub data_home: Option<PathBuf>,
    /// The absolute parent of our config folder.
    pub config_home: Option<PathBuf>,
    /// The absolute parent of our cache folder.
    pub cache_home: Option<PathBuf>,
    /// The home folder, for showing paths with `~`.
    pub home: Option<PathBuf>,
}

impl Env {
    /// Reads it from the process, once.
    #[must_use]
    pub fn from_process() -> Self {
        let var = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
        let text = |name: &str| var(name).and_then(|value| value.into_string().ok());
        let Folders { data_home, config_home, cache_home, home } = folders();
        let locale = text("LC_ALL").or_else(|| text("LC_CTYPE")).or_else(|| text("LANG"));
        let path = |path: PathBuf| with_home(&path, home.as_deref());
        Self {
            decks: var("OSS_QUIZ_DECKS").iter().flat_map(std::env::split_paths).map(path).collect(),
            store: var("OSS_QUIZ_STORE").map(PathBuf::from).map(path),
            config: var("OSS_QUIZ_CONFIG").map(PathBuf::from).map(path),
            now: text("OSS_QUIZ_NOW"),
            tz: text("TZ"),
            term: text("TERM"),
            accessible: text("ACCESSIBLE"),
            no_color: var("NO_COLOR"),
            color_force: text("CLICOLOR_FORCE"),
            visual: text("VISUAL"),
            editor: text("EDITOR"),
            pager: std::env::var("PAGER").ok(),
            less: std::env::var_os("LESS"),
            browser: text("BROWSER"),
            windows: var("DISPLAY").or_else(|| var("WAYLAND_DISPLAY")).is_some()
                || cfg!(any(windows, target_os = "macos")),
            utf8: locale.is_some_and(|locale| {
                let locale = locale.to_ascii_lowercase();
                locale.contains("utf-8") || locale.contains("utf8")
            }) || cfg!(windows),
            complete: text("OSS_QUIZ_COMPLETE"),
            program: std::env::args_os().next(),
            settle_ms: text("OSS_QUIZ_SETTLE_MS").and_then(|ms| ms.parse().ok()),
            columns: text("COLUMNS").and_then(|columns| columns.parse().ok()),
            data_home,
            config_home,
            cache_home,
            home,
        }
    }
}

impl Env {
    /// What it says about plain mode; `flag` is `--plain`.
    #[must_use]
    pub fn face_facts(&self, flag: bool) -> UiFacts<'_> {
        let (accessible, term) = (self.accessible.as_deref(), self.term.as_deref());
        UiFacts { flag, accessible, term, ..UiFacts::default() }
    }

    /// Expands `~` in a path: no shell does so after `=` or in quotes. `./~` is a file of that name.
    #[must_use]
    pub fn in_full(&self, path: &Path) -> PathBuf {
        with_home(path, self.home.as_deref())
    }

    /// A path for display: sanitised, with `~` for home.
    fn shown(&self, path: &Path) -> String {
        let short = self.home.as_ref().and_then(|home| path.strip_prefix(home).ok());
        let path = short.map_or_else(|| path.to_path_buf(), |rest| Path::new("~").join(rest));
        crate::deck::text::safe_line(&path.to_string_lossy())
    }
}

/// See [`Env::in_full`].
fn with_home(path: &Path, home: Option<&Path>) -> PathBuf {
    match (path.strip_prefix("~"), home) {
        (Ok(rest), Some(home)) => home.join(rest),
        _ => path.to_path_buf(),
    }
}

#[derive(Default)]
struct Folders {
    data_home: Option<PathBuf>,
    config_home: Option<PathBuf>,
    cache_home: Option<PathBuf>,
    home: Option<PathBuf>,
}

/// The user's folders, if absolute: a relative one would change with the working folder.
fn folders() -> Folders {
    use etcetera::BaseStrategy as _;
    let absolute = |path: PathBuf| path.is_absolute().then_some(path);
    etcetera::choose_base_strategy().map_or_else(
        |_| Folders::default(),
        |folders| Folders {
            data_home: absolute(folders.data_dir()),
            config_home: absolute(folders.config_dir()),
            cache_home: absolute(folders.cache_dir()),
            home: absolute(folders.home_dir().to_path_buf()),
        },
    )
}

/// Where answers are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StorePlace {
    File(PathBuf),
    /// Nowhere: `:memory:`.
    Memory,
}

/// What every command works with.
pub struct App {
    pub env: Env,
    /// The flags of every command.
    pub global: Global,
    pub config: Config,
    pub clock: Box<dyn Clock>,
    /// The study day of the last answer in the store opened last, at most a day ahead of the clock.
    last_day: Cell<Option<Day>>,
    /// For data.
    pub out: Box<dyn Write>,
    /// For messages.
    pub err: StandardError,
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").field("env", &self.env).field("global", &self.global).finish_non_exhaustive()
    }
}

impl App {
    /// Reads the config file and sets the clock.
    ///
    /// # Errors
    /// If the config can't be read, or `OSS_QUIZ_NOW` isn't a valid time.
    pub fn new(env: Env, global: Global, out: Box<dyn Write>, err: StandardError) -> anyhow::Result<Self> {
        let unread = config::file::unread(&env);
        let converted = config::file::convert(&env);
        let config = Config::load(config::file::path(&env).as_deref())?;
        let mut app = Self::with(config, env, global, out, err)?;
        let unread = unread.map(|yaml| format!("{} is not read, because config.toml is there", app.shown(&yaml)));
        for word in converted.into_iter().chain(unread) {
            writeln!(app.err, "{word}")?;
        }
        Ok(app)
    }

    /// Uses default settings, for commands that repair a broken config file.
    ///
    /// # Errors
    /// If `OSS_QUIZ_NOW` isn't a valid time.
    pub fn without_config(env: Env, global: Global, out: Box<dyn Write>, err: StandardError) -> anyhow::Result<Self> {
        Self::with(Config::default(), env, global, out, err)
    }

    fn with(
        config: Config,
        env: Env,
        global: Global,
        out: Box<dyn Write>,
        mut err: StandardError,
    ) -> anyhow::Result<Self> {
        let clock: Box<dyn Clock> = if let Some(now) = &env.now {
            let help = "OSS_QUIZ_NOW freezes the clock; unset it to use the real time";
            let (zone, _) = local_zone(env.tz.as_deref());
            Box::new(FixedClock::parse(now, &zone).map_err(|what| CliError::usage(what).help(help))?)
        } else {
            let (clock, word) = SystemClock::new(env.tz.as_deref());
            if let Some(word) = word {
                writeln!(err, "warning: {word}")?;
            }
            Box::new(clock)
        };
        Ok(Self { env, global, config, clock, last_day: Cell::default(), out, err })
    }

    /// For commands that must stay silent: prints nothing, and ignores a broken config.
    #[must_use]
    pub fn silent(env: Env, global: Global) -> Self {
        let config = Config::load(config::file::path(&env).as_deref()).unwrap_or_default();
        let clock = Box::new(SystemClock::new(env.tz.as_deref()).0);
        Self {
            env,
            global,
            config,
            clock,
            last_day: Cell::default(),
            out: Box::new(io::sink()),
            err: StandardError::words(Box::new(io::sink())),
        }
    }

    fn just_opened(&mut self, store: Store) -> anyhow::Result<Store> {
        self.tell_set_aside(&store)?;
        self.looked_at(store)
    }

    fn looked_at(&self, store: Store) -> anyhow::Result<Store> {
        self.look_at_last_day(&store)?;
        Ok(store)
    }

    /// The same for a store that will be written to: adds what earlier sessions could not write, and says once if the
    /// disk can't do all.
    fn ready(&mut self, store: Store) -> anyhow::Result<Store> {
        self.take_in_rescued(&store);
        self.tell_of_disk(&store)?;
        self.just_opened(store)
    }

    /// What decides about plain mode, except for the terminal.
    #[must_use]
    pub fn face_facts(&self) -> UiFacts<'_> {
        UiFacts { config: self.config.plain, ..self.env.face_facts(self.global.plain) }
    }

    /// What happens to lines wider than the terminal.
    #[must_use]
    pub fn wide(&self) -> Wide {
        self.face_facts().wide()
    }

    /// Whether glyphs beyond ASCII may be used.
    #[must_use]
    pub fn unicode(&self) -> bool {
        self.env.utf8 && self.config.signs == GlyphSet::Auto
    }

    #[must_use]
    pub fn data_folder(&self) -> Option<PathBuf> {
        self.env.data_home.as_ref().map(|home| home.join("oss-quiz"))
    }

    #[must_use]
    pub fn cache_folder(&self) -> Option<PathBuf> {
        self.env.cache_home.as_ref().map(|home| home.join("oss-quiz"))
    }

    /// Where answers are kept.
    ///
    /// # Errors
    /// If no file was named and there is no home folder.
    pub fn store_place(&self) -> anyhow::Result<StorePlace> {
        let named = self.global.store.as_ref().or(self.env.store.as_ref());
        match named {
            Some(path) if path == Path::new(":memory:") => Ok(StorePlace::Memory),
            Some(path) => Ok(StorePlace::File(path.clone())),
            None => self.data_folder().map(|folder| StorePlace::File(folder.join("progress.db"))).ok_or_else(|| {
                CliError::new(ExitKind::Store, "there is no home folder to keep answers in")
                    .help("name a file with --store FILE")
                    .into()
            }),
        }
    }

    /// Opens the store for writing; creates it if necessary.
    ///
    /// # Errors
    /// If it can't be opened, or if the clock is frozen and no store was named for that.
    pub fn store(&mut self) -> anyhow::Result<Store> {
        self.may_write()?;
        match self.store_place()? {
            StorePlace::Memory => Ok(Store::in_memory()?),
            StorePlace::File(path) => {
                let store = self.opened(|told| Store::open_telling(&path, VERSION, told))?;
                store::remove_old_drafts(&path, file_time());
                self.ready(store)
            }
        }
    }

    /// Opens the store for writing; `None` if there isn't one.
    ///
    /// # Errors
    /// As [`App::store`].
    pub fn store_if_there(&mut self) -> anyhow::Result<Option<Store>> {
        self.may_write()?;
        match self.store_place()? {
            StorePlace::Memory => Ok(None),
            StorePlace::File(path) => {
                let there = self.opened(|told| Store::open_existing_telling(&path, VERSION, told))?;
                there.map(|store| self.ready(store)).transpose()
            }
        }
    }

    /// Refuses to record answers with a frozen time, unless the store was named explicitly.
    ///
    /// # Errors
    /// If the clock is frozen and no store was named for that.
    pub fn may_write(&self) -> anyhow::Result<()> {
        let named = self.global.store.is_some() || self.env.store.is_some();
        if self.env.now.is_some() && !named {
            return Err(CliError::usage("OSS_QUIZ_NOW is set, so answers would be recorded with the wrong time")
                .help("unset it, or use a separate store with --store FILE")
                .into());
        }
        Ok(())
    }

    /// Opens the store for reading; returns an empty one if there isn't one, without creating a file. One that can't be
    /// written to is only looked at.
    ///
    /// # Errors
    /// If it can't be opened.
    pub fn store_to_read(&mut self) -> anyhow::Result<Store> {
        match self.store_place()? {
            StorePlace::Memory => Ok(Store::in_memory()?),
            StorePlace::File(path) => {
                let there = match self.opened(|told| Store::open_existing_telling(&path, VERSION, told)) {
                    Err(err) if may_be_readable(&err) => {
                        let there = Store::open_to_read(&path).or(Err(err))?;
                        return there.map_or_else(|| Ok(Store::in_memory()?), |store| self.looked_at(store));
                    }
                    opened => opened?,
                };
                there.map_or_else(|| Ok(Store::in_memory()?), |store| self.just_opened(store))
            }
        }
    }

    /// Opens the store for a command that must be quick: never migrates it. `None` if there isn't one.
    ///
    /// # Errors
    /// If it can't be opened.
    pub fn store_as_it_is(&self) -> anyhow::Result<Option<Store>> {
        match self.store_place()? {
            StorePlace::Memory => Ok(None),
            StorePlace::File(path) => Store::open_to_read(&path)?.map(|store| self.looked_at(store)).transpose(),
        }
    }

    /// The settings of a session on these decks.
    ///
    /// # Errors
    /// If WHAT names something that doesn't exist.
    pub fn settings(&self, what: &[FilterTerm], found: &dyn Decks) -> anyhow::Result<Settings> {
        let filter = Filter::new(what, found).map_err(not_there)?;
        Ok(Settings {
            scheduling: self.config.scheduling(),
            retention_in_deck: self.config.retention_in_deck(),
            limits: Limits {
                new: self.config.new_per_day,
                new_in_deck: self.config.new_in_deck(),
                reviews: self.config.reviews_per_day,
                new_anyway: None,
                new_order: self.config.new_order,
            },
            filter,
            forget_answers: !self.config.keep_answers,
            is_lost: matches!(self.store_place(), Ok(StorePlace::Memory)),
            ..Settings::default()
        })
    }

    /// The config file, which may not exist.
    #[must_use]
    pub fn config_path(&self) -> Option<PathBuf> {
        config::file::path(&self.env)
    }

    /// A path for display: sanitised, with `~` for home.
    #[must_use]
    pub fn shown(&self, path: &Path) -> String {
        self.env.shown(path)
    }

    /// Prints a value as a line of JSON.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn print_json(&mut self, value: &impl serde::Serialize) -> anyhow::Result<()> {
        let text = json::to_json(value).context("could not write JSON")?;
        writeln!(self.out, "{text}")?;
        Ok(())
    }
}

/// Whether a store that could not be opened for writing may still be read: its disk or folder may be read-only.
fn may_be_readable(err: &anyhow::Error) -> bool {
    use store::StoreError::{Denied, ReadOnly, Sqlite};
    matches!(err.downcast_ref(), Some(ReadOnly { .. } | Denied { .. } | Sqlite { .. }))
}

/// The error for a WHAT that can't be followed.
fn not_there(err: FilterError) -> CliError {
    match err {
        FilterError::UnknownName(missing) => unknown_name(missing),
        err => CliError::usage(err.to_string()),
    }
}

/// The error for an unknown name; if there is such a file or folder, with a hint on how to write paths.
#[must_use]
pub fn unknown_name(missing: UnknownName) -> CliError {
    let here = missing.deck.filter(|name| Path::new(name).exists());
    let help = here.map(|name| format!("a path starts with `./`: `./{}`", crate::deck::text::safe_line(&name)));
    CliError::usage(missing.what).help(help.unwrap_or(missing.help))
}
