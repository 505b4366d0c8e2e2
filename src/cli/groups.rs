//! The help: commands by purpose, and a command's own options before the global ones.

use clap::{Command, CommandFactory as _, FromArgMatches as _};

use super::Cli;

/// Commands by purpose, the daily ones first.
pub const GROUPS: &[(&str, &[&str])] = &[
    ("Every day", &["run", "exam", "stats", "due", "decks", "items", "tags", "show", "mark", "undo"]),
    ("For authors", &["new", "add", "edit", "check", "schema"]),
    ("Your answers", &["backup", "restore", "doctor", "export", "import"]),
    ("For other programs", &["next", "grade"]),
    ("Setup and help", &["config", "help", "completions", "man"]),
];

/// Help on WHAT.
pub const WHAT: &str = "WHAT is a deck, deck/card, tag:risk, \
is:new|learning|review|due|missed|suspended|buried|flagged|leech, due:7d, text:words, \
or a path (starts with . or /, or ends in .yaml). All of several terms must match, except decks, cards and paths, \
which add up.";

pub const EXIT: &str = "Exit codes: 0 success; 1 the answer is no; 2 wrong use; 3 no deck could be read, or bad config; 4 store error; \
5 any other error; 129, 130, 143 ended by a signal.";

const GLOBAL: &str = "Everywhere";

impl Cli {
    /// Parses the arguments of the process.
    ///
    /// # Errors
    /// If they are invalid, or ask for help or the version.
    pub fn from_process() -> Result<Self, clap::Error> {
        Self::from_arg_matches(&Self::whole().try_get_matches()?)
    }

    /// The command line with its help.
    #[must_use]
    pub fn whole() -> Command {
        let mut command = Self::command();
        let of: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
        for name in of {
            command = command.mut_subcommand(name, |sub| {
                let takes_what = sub.get_arguments().any(|arg| arg.get_id() == "what");
                if takes_what { sub.after_help(WHAT) } else { sub }
            });
        }
        let template = format!(
            "{{about-with-newline}}\n{{usage-heading}} {{usage}}\n\n{}\n{GLOBAL}:\n{{options}}{{after-help}}",
            listed(&command)
        );
        command.after_help(format!("{WHAT}\n\n{EXIT}")).help_template(template)
    }
}

/// The commands by group, one per line.
fn listed(command: &Command) -> String {
    let longest = command.get_subcommands().map(|sub| sub.get_name().len()).max().unwrap_or(0);
    let line = |name: &&str| {
        let about = command.find_subcommand(name).and_then(Command::get_about).map(ToString::to_string);
        format!("  {name:<longest$}  {}\n", about.unwrap_or_default())
    };
    let group =
        |(heading, names): &(&str, &[&str])| format!("{heading}:\n{}", names.iter().map(line).collect::<String>());
    GROUPS.iter().map(group).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_stands_in_one_group() {
        let command = Cli::command();
        let mut commands: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
        let mut grouped: Vec<&str> = GROUPS.iter().flat_map(|(_, names)| names.iter().copied()).collect();
        commands.sort_unstable();
        grouped.sort_unstable();
        assert_eq!(commands, grouped);
    }

    #[test]
    fn a_command_has_its_own_options_first() {
        let mut cli = Cli::whole();
        cli.build();
        let help = cli.find_subcommand_mut("run").expect("a command").render_help().to_string();
        let place = |words: &str| help.find(words).unwrap_or_else(|| panic!("{words}: {help}"));
        assert!(place("--cram") < place("Everywhere:") && place("Everywhere:") < place("--store"), "{help}");
        assert!(place("--store") < place("WHAT is a deck"), "{help}");
    }

    #[test]
    fn the_arguments_hold_together() {
        Cli::whole().debug_assert();
    }
}
