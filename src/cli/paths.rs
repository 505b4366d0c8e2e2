//! All paths in a command line.

use std::path::PathBuf;

use super::{Cli, Command};
use crate::session::FilterTerm;

impl Cli {
    /// Calls `change` on every path of every option and command.
    pub fn each_path(&mut self, mut change: impl FnMut(&mut PathBuf)) {
        self.global.decks.iter_mut().chain(&mut self.global.store).for_each(&mut change);
        self.each_deck_path(&mut change);
        match &mut self.command {
            Some(Command::Exam(args)) => args.paper.iter_mut().for_each(change),
            Some(Command::Stats(args)) => args.html.iter_mut().for_each(change),
            Some(Command::Decks(args)) => args.export.iter_mut().for_each(change),
            Some(Command::Man(args)) => args.dir.iter_mut().for_each(change),
            Some(Command::New(args)) => change(&mut args.folder),
            Some(Command::Backup(args)) => args.file.iter_mut().for_each(change),
            Some(Command::Restore(args)) => args.file.iter_mut().for_each(change),
            Some(Command::Export(args)) => {
                args.reviews.iter_mut().chain(&mut args.anki).chain(&mut args.csv).for_each(change);
            }
            Some(Command::Import(args)) => args.files.iter_mut().for_each(change),
            Some(Command::Check(args)) => {
                args.name.iter_mut().chain(&mut args.text).chain(&mut args.against).for_each(change);
            }
            _ => {}
        }
    }

    /// Calls `change` on every path that selects decks.
    pub fn each_deck_path(&mut self, mut change: impl FnMut(&mut PathBuf)) {
        match &mut self.command {
            Some(Command::Run(args)) => of_what(&mut args.what, change),
            Some(Command::Exam(args)) => of_what(&mut args.what, change),
            Some(Command::Stats(args)) => of_what(&mut args.what, change),
            Some(Command::Due(args)) => of_what(&mut args.what, change),
            Some(Command::Show(args)) => of_what(&mut args.what, change),
            Some(Command::Items(args)) => of_what(&mut args.what, change),
            Some(Command::Next(args)) => of_what(&mut args.what, change),
            Some(Command::Check(args)) => args.paths.iter_mut().for_each(change),
            Some(Command::Export(args)) => of_what(&mut args.what, change),
            Some(Command::Mark(args)) => args.words.iter_mut().for_each(|word| of_word(word, &mut change)),
            Some(Command::Add(args)) => of_word(&mut args.deck, change),
            Some(Command::Edit(args)) => of_word(&mut args.card, change),
            Some(
                Command::Decks(_)
                | Command::Tags(_)
                | Command::New(_)
                | Command::Undo(_)
                | Command::Backup(_)
                | Command::Restore(_)
                | Command::Doctor(_)
                | Command::Import(_)
                | Command::Grade(_)
                | Command::Config(_)
                | Command::Help { .. }
                | Command::Completions { .. }
                | Command::Man(_)
                | Command::Schema { .. },
            )
            | None => {}
        }
    }
}

fn of_what(what: &mut [FilterTerm], mut change: impl FnMut(&mut PathBuf)) {
    for word in what {
        if let FilterTerm::Path(path) = word {
            change(path);
        }
    }
}

/// Changes a word that is a path, unless the result isn't valid UTF-8.
fn of_word(word: &mut String, mut change: impl FnMut(&mut PathBuf)) {
    if let Ok(FilterTerm::Path(mut path)) = word.parse() {
        change(&mut path);
        if let Some(text) = path.to_str() {
            text.clone_into(word);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::any::TypeId;
    use std::path::Path;

    use clap::{CommandFactory as _, Parser as _, ValueHint};

    use super::*;

    /// What a command requires beside an argument.
    fn beside(command: &str, arg: &str, is_option: bool) -> &'static [&'static str] {
        match (command, is_option) {
            ("export", _) if !matches!(arg, "reviews" | "anki" | "csv") => &["--anki=cards.apkg"],
            ("new" | "show" | "edit" | "add", true) => &["deck"],
            ("grade", true) => &["deck/card"],
            ("completions", true) => &["bash"],
            ("mark", true) => &["deck", "flag"],
            ("mark", false) => &["flag"],
            ("import", true) => &["log.jsonl"],
            _ => &[],
        }
    }

    /// Command lines with a path in each possible place.
    fn lines() -> Vec<Vec<String>> {
        let all = Cli::command();
        let mut lines = Vec::new();
        for command in all.get_subcommands() {
            let name = command.get_name();
            for arg in all.get_arguments().chain(command.get_arguments()) {
                let (kind, hint) = (arg.get_value_parser().type_id(), arg.get_value_hint());
                let is_path = kind == TypeId::of::<PathBuf>() || kind == TypeId::of::<FilterTerm>();
                assert!(is_path || matches!(hint, ValueHint::Unknown | ValueHint::Other), "{arg} is a path");
                let word = (name, arg.get_id().as_str());
                if is_path || matches!(word, ("mark", "words") | ("add", "deck") | ("edit", "card")) {
                    let option = arg.get_long().map(|long| format!("--{long}=~/x.yaml"));
                    let rest = beside(name, word.1, option.is_some()).iter().map(|word| (*word).to_owned());
                    let path = option.unwrap_or_else(|| "~/x.yaml".to_owned());
                    lines.push(["oss-quiz".to_owned(), name.to_owned(), path].into_iter().chain(rest).collect());
                }
            }
        }
        lines
    }

    #[test]
    fn a_tilde_is_read_in_every_path_alike() {
        let mut count = 0;
        for line in lines() {
            let mut cli = Cli::try_parse_from(&line).unwrap_or_else(|err| panic!("{line:?}: {err}"));
            assert!(format!("{cli:?}").contains("\"~/x.yaml\""), "{line:?}: {cli:?}");
            cli.each_path(|path| *path = Path::new("/anna").join(path.strip_prefix("~").unwrap_or(path)));
            let written = format!("{cli:?}");
            assert!(written.contains("\"/anna/x.yaml\"") && !written.contains('~'), "{line:?}: {written}");
            count += 1;
        }
        assert!(count > 40, "{count}");
    }
}
