//! The sections of the manual that clap can't generate.

use clap::Command;
use clap_mangen::roff::{Roff, bold, roman};

use crate::cli::{ENVIRONMENT, EXIT, GROUPS, WHAT};
use crate::terminal::{Keys, key_table};

pub(super) struct ManSection {
    title: &'static str,
    parts: Vec<ManPart>,
}

enum ManPart {
    /// A paragraph.
    Text(String),
    /// A heading within the section.
    Heading(String),
    /// A term and its description.
    Entry(String, String),
    /// A preformatted line.
    Line(String),
}

impl ManSection {
    const fn new(title: &'static str, parts: Vec<ManPart>) -> Self {
        Self { title, parts }
    }

    /// A section of one paragraph.
    pub(super) fn text(title: &'static str, text: impl Into<String>) -> Self {
        Self::new(title, vec![ManPart::Text(text.into())])
    }

    pub(super) fn write(&self, roff: &mut Roff) {
        roff.control("SH", [self.title]);
        let mut in_lines = false;
        for part in &self.parts {
            if in_lines != matches!(part, ManPart::Line(_)) {
                in_lines = !in_lines;
                roff.control(if in_lines { "nf" } else { "fi" }, []);
            }
            match part {
                ManPart::Text(text) => {
                    roff.control("PP", []);
                    roff.text([roman(text.as_str())]);
                }
                ManPart::Heading(heading) => {
                    roff.control("SS", [heading.as_str()]);
                }
                ManPart::Entry(word, text) => {
                    roff.control("TP", []);
                    roff.text([bold(word.as_str())]);
                    roff.text([roman(text.as_str())]);
                }
                ManPart::Line(line) => {
                    roff.text([roman(line.as_str())]);
                }
            }
        }
        if in_lines {
            roff.control("fi", []);
        }
    }
}

fn about(command: &Command) -> String {
    command.get_about().map(ToString::to_string).unwrap_or_default()
}

/// The commands by group.
pub(super) fn commands(cli: &Command) -> ManSection {
    let group = |(heading, names): &(&str, &[&str])| {
        let entries = names.iter().filter_map(|name| cli.find_subcommand(name));
        let entries = entries.map(|sub| ManPart::Entry(format!("oss-quiz {}", sub.get_name()), about(sub)));
        std::iter::once(ManPart::Heading((*heading).to_owned())).chain(entries).collect::<Vec<_>>()
    };
    let without = "Without a command, oss-quiz shows what is left to do today, deck by deck.".to_owned();
    let parts = GROUPS.iter().flat_map(group);
    ManSection::new("COMMANDS", std::iter::once(ManPart::Text(without)).chain(parts).collect())
}

/// The subcommands of a command.
pub(super) fn acts(command: &Command) -> ManSection {
    let entry = |sub: &Command| {
        let values: Vec<String> =
            sub.get_positionals().filter_map(|arg| arg.get_value_names().map(|names| names.join(" "))).collect();
        ManPart::Entry(format!("{} {} {}", command.get_name(), sub.get_name(), values.join(" ")), about(sub))
    };
    ManSection::new("COMMANDS", command.get_subcommands().map(entry).collect())
}

pub(super) fn what() -> ManSection {
    ManSection::text("WHAT", WHAT)
}

pub(super) fn keys() -> ManSection {
    let table = key_table::plain(&Keys::default());
    ManSection::new("KEYS", table.lines().map(|line| ManPart::Line(line.to_owned())).collect())
}

pub(super) fn files() -> ManSection {
    let files = [
        (
            "~/.local/share/oss-quiz/progress.db",
            "All your answers. While the program runs, progress.db-wal and progress.db-shm belong to it.",
        ),
        ("~/.local/share/oss-quiz/decks/, ./decks/", "Your own decks; found without being named."),
        ("~/.config/oss-quiz/config.toml", "Settings; `oss-quiz config --init` writes a file with all of them."),
        ("~/.cache/oss-quiz/", "A catalogue of the decks; it may be deleted at any time."),
    ];
    let entries = files.map(|(file, text)| ManPart::Entry(file.to_owned(), text.to_owned()));
    let else_where = "XDG_DATA_HOME, XDG_CONFIG_HOME and XDG_CACHE_HOME are honoured.".to_owned();
    ManSection::new("FILES", entries.into_iter().chain([ManPart::Text(else_where)]).collect())
}

pub(super) fn environment() -> ManSection {
    let entry = |(name, text): &(&str, &str)| ManPart::Entry((*name).to_owned(), (*text).to_owned());
    ManSection::new("ENVIRONMENT", ENVIRONMENT.iter().map(entry).collect())
}

pub(super) fn exit() -> ManSection {
    ManSection::text("EXIT STATUS", EXIT.trim_start_matches("Exit: "))
}

pub(super) fn see_also(cli: &Command) -> ManSection {
    let pages: Vec<String> = cli.get_subcommands().map(|sub| format!("oss-quiz-{}(1)", sub.get_name())).collect();
    ManSection::text("SEE ALSO", pages.join(", "))
}

pub(super) fn examples() -> ManSection {
    let all = ["run", "exam", "stats", "show", "check"];
    let all = all.into_iter().filter_map(examples_of).flat_map(|section| section.parts);
    ManSection::new("EXAMPLES", all.collect())
}

pub(super) fn examples_of(command: &str) -> Option<ManSection> {
    let examples: &[(&str, &str)] = match command {
        "run" => &[
            ("oss-quiz run", "what is due today, and some new"),
            ("oss-quiz run challenges tag:risk", "the cards of that deck with that tag"),
            ("oss-quiz run --minutes 10", "ten minutes"),
            ("oss-quiz run --by friday", "what you would not know on Friday, first"),
            ("oss-quiz run --cram is:leech", "practise what you keep forgetting; changes no schedule"),
        ],
        "exam" => &[
            ("oss-quiz exam --count 10 community", "ten questions on one deck"),
            ("oss-quiz exam --paper exam.html", "a page to print, with the key at its end"),
        ],
        "stats" => &[
            ("oss-quiz stats", "what you know today, and what is coming"),
            ("oss-quiz stats --on +30d", "what you would still know in thirty days"),
            ("oss-quiz stats --html stats.html --open", "everything, in a browser"),
        ],
        "due" => &[
            ("oss-quiz due --format '{due}+{new}'", "for a shell prompt"),
            ("oss-quiz due --json", "for other programs"),
        ],
        "show" => &[
            ("oss-quiz show rise", "a whole deck to read"),
            ("oss-quiz show challenges/version-drift", "one card and its progress"),
        ],
        "mark" => &[("oss-quiz mark challenges/version-drift suspend", "is not asked any more")],
        "undo" => &[("oss-quiz undo --last 3", "takes back the last three answers")],
        "new" => &[("oss-quiz new rivers", "writes decks/rivers.yaml with sample cards")],
        "edit" => &[("oss-quiz edit rivers/longest", "opens your editor at that card")],
        "check" => &[
            ("oss-quiz check", "everything wrong or weak in the decks found"),
            ("oss-quiz check --explain length-cue", "explains a rule"),
        ],
        "decks" => &[("oss-quiz decks --export mine", "writes the built-in decks to a folder")],
        "config" => &[
            ("oss-quiz config set new_per_day 5", "fewer new ones a day"),
            ("oss-quiz config edit", "opens the file in your editor"),
        ],
        "man" => &[
            ("oss-quiz man run | man -l -", "reads one page"),
            ("oss-quiz man --dir ~/.local/share/man/man1", "installs all pages for you"),
        ],
        _ => return None,
    };
    let line = |(command, what): &(&str, &str)| ManPart::Entry((*command).to_owned(), (*what).to_owned());
    Some(ManSection::new("EXAMPLES", examples.iter().map(line).collect()))
}
