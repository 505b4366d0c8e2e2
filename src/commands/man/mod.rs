//! `man`: manual pages as roff, one for the program and one for each command.

mod sections;

use std::fs;
use std::path::Path;

use anyhow::Context as _;
use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::Roff;

use crate::app::error::{CliError, Outcome};
use crate::app::{App, VERSION};
use crate::cli::{Cli, ManArgs};
use crate::deck::nearest;
use sections::ManSection;

const MANUAL: &str = "oss-quiz manual";

/// Prints a page, or writes all pages to a folder.
pub(super) fn run(args: &ManArgs, app: &mut App) -> anyhow::Result<Outcome> {
    let mut cli = Cli::whole();
    cli.build();
    if let Some(folder) = &args.dir {
        return write_all(&cli, folder, app);
    }
    let page = match &args.command {
        None => of_program(&cli)?,
        Some(name) => of_command(found(name, &cli)?)?,
    };
    app.out.write_all(&page)?;
    Ok(Outcome::Done)
}

fn found<'c>(name: &str, cli: &'c Command) -> anyhow::Result<&'c Command> {
    let names: Vec<&str> = cli.get_subcommands().map(Command::get_name).collect();
    cli.find_subcommand(name).ok_or_else(|| {
        let near = nearest(name, &names).map(|near| format!("did you mean `{near}`? "));
        let help = format!("{}`oss-quiz help` lists the commands", near.unwrap_or_default());
        CliError::usage(format!("there is no command `{name}`")).help(help).into()
    })
}

fn write_all(cli: &Command, folder: &Path, app: &mut App) -> anyhow::Result<Outcome> {
    fs::create_dir_all(folder).with_context(|| format!("could not make the folder {}", app.shown(folder)))?;
    let commands = cli.get_subcommands().map(|sub| of_command(sub).map(|page| (file_of(sub), page)));
    let pages = std::iter::once(of_program(cli).map(|page| (file_of(cli), page))).chain(commands);
    let mut written = 0;
    for page in pages {
        let (name, page) = page?;
        let path = folder.join(name);
        app.write_page(&path, &page, |there| there.windows(MANUAL.len()).any(|part| part == MANUAL.as_bytes()))?;
        written += 1;
    }
    if !app.global.quiet {
        let shown = app.shown(folder);
        writeln!(app.err, "{written} pages written to {shown}; read one with `man -M` or `man {shown}/oss-quiz.1`")?;
    }
    Ok(Outcome::Done)
}

fn name_of(command: &Command) -> String {
    command.get_display_name().unwrap_or_else(|| command.get_name()).to_owned()
}

fn file_of(command: &Command) -> String {
    format!("{}.1", name_of(command))
}

/// The page of the program.
fn of_program(cli: &Command) -> anyhow::Result<Vec<u8>> {
    let mut page = ManPage::of(cli, "oss-quiz [OPTIONS] [COMMAND]");
    page.head()?;
    page.section(&sections::commands(cli))?;
    page.section(&sections::what())?;
    page.man.render_options_section(&mut page.text).context(FAILED)?;
    for section in
        [sections::keys(), sections::files(), sections::environment(), sections::exit(), sections::examples()]
    {
        page.section(&section)?;
    }
    page.section(&sections::see_also(cli))?;
    Ok(page.text)
}

/// The page of a command.
fn of_command(command: &Command) -> anyhow::Result<Vec<u8>> {
    let usage = command.clone().render_usage().to_string();
    let usage = usage.strip_prefix("Usage:").unwrap_or(&usage).trim().to_owned();
    let mut page = ManPage::of(command, &usage);
    page.head()?;
    if command.get_subcommands().next().is_some() {
        page.section(&sections::acts(command))?;
    }
    page.man.render_options_section(&mut page.text).context(FAILED)?;
    if command.get_arguments().any(|arg| arg.get_id() == "what") {
        page.section(&sections::what())?;
    }
    if matches!(command.get_name(), "run" | "exam") {
        page.section(&sections::keys())?;
    }
    page.section(&sections::exit())?;
    if let Some(examples) = sections::examples_of(command.get_name()) {
        page.section(&examples)?;
    }
    page.section(&ManSection::text("SEE ALSO", "oss-quiz(1)"))?;
    Ok(page.text)
}

const FAILED: &str = "could not write the manual page";

struct ManPage {
    man: Man,
    text: Vec<u8>,
}

impl ManPage {
    fn of(command: &Command, usage: &str) -> Self {
        let title = name_of(command).to_uppercase();
        let command = command.clone().override_usage(usage.to_owned());
        let man = Man::new(command).title(title).manual(MANUAL).source(format!("oss-quiz {VERSION}")).date("");
        Self { man, text: Vec::new() }
    }

    /// Title, name, synopsis and description.
    fn head(&mut self) -> anyhow::Result<()> {
        let Self { man, text } = self;
        man.render_title(text).context(FAILED)?;
        man.render_name_section(text).context(FAILED)?;
        man.render_synopsis_section(text).context(FAILED)?;
        man.render_description_section(text).context(FAILED)
    }

    fn section(&mut self, section: &ManSection) -> anyhow::Result<()> {
        let mut roff = Roff::new();
        section.write(&mut roff);
        roff.to_writer(&mut self.text).context(FAILED)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(page: anyhow::Result<Vec<u8>>) -> String {
        String::from_utf8(page.expect("a page")).expect("text")
    }

    #[test]
    fn the_program_has_a_page_with_all_one_looks_for() {
        let mut cli = Cli::whole();
        cli.build();
        let page = text(of_program(&cli));
        for section in [
            "NAME",
            "SYNOPSIS",
            "COMMANDS",
            "WHAT",
            "EVERYWHERE",
            "KEYS",
            "FILES",
            "ENVIRONMENT",
            "EXIT STATUS",
            "EXAMPLES",
        ] {
            let heading = format!(".SH {section}\n");
            let quoted = format!(".SH \"{section}\"\n");
            assert!(page.contains(&heading) || page.contains(&quoted), "{section}: {page}");
        }
        assert!(!page.contains("EXTRA"), "{page}");
    }

    #[test]
    fn each_command_has_a_page_that_names_it() {
        let mut cli = Cli::whole();
        cli.build();
        for command in cli.get_subcommands() {
            let page = text(of_command(command));
            let name = command.get_name();
            assert!(page.contains(&format!("\noss\\-quiz\\-{name} \\- ")), "{name}: {page}");
            assert!(page.contains("SYNOPSIS") && page.contains(&format!("oss\\-quiz {name}")), "{name}: {page}");
        }
    }
}
