//! `new`: writes a deck with sample cards.

use serde::Serialize;

use super::schema;
use crate::app::App;
use crate::app::error::{CliError, Outcome};
use crate::cli::NewArgs;
use crate::deck::edit::starting_deck;
use crate::deck::{DeckId, slug};
use crate::grading::Language;
use crate::library::{self, WriteError};

/// `{"schema":1,"deck":…,"path":…}`. Fields are added, never changed.
#[derive(Debug, Serialize)]
struct NewOut<'m> {
    schema: u8,
    deck: &'m str,
    path: &'m str,
}

/// Writes a deck with sample cards, and the schema that its first line names.
pub(super) fn run(args: &NewArgs, app: &mut App) -> anyhow::Result<Outcome> {
    let name = args.deck.strip_suffix(".yaml").unwrap_or(&args.deck);
    if let Some(sign) = name.chars().next().filter(|sign| ".-_".contains(*sign)) {
        let why = match sign {
            '.' => "a hidden file is never found",
            '-' => "commands would take it for an option",
            _ => "it begins with a letter or a digit",
        };
        let near = slug(name, 40);
        let help = if near.is_empty() { "write a short name".to_owned() } else { format!("`{near}` would do") };
        let what = format!("a deck's name can't begin with `{sign}`: {why}");
        return Err(CliError::usage(what).help(help).into());
    }
    let id = DeckId::new(name).map_err(|err| {
        let near = slug(name, 40);
        let help = if near.is_empty() { "write a short name".to_owned() } else { format!("`{near}` would do") };
        CliError::usage(err.to_string()).help(help)
    })?;
    if let Some(tag) = args.language.as_deref().filter(|tag| Language::of_tag(tag).is_none()) {
        let help = "write its tag, two or three letters: `en`, `de`, `pt-BR`";
        return Err(CliError::usage(format!("`{tag}` is not a language tag")).help(help).into());
    }
    if is_reserved(name) {
        let what = format!("a deck can't be called `{name}`: Windows has no file of that name");
        return Err(CliError::usage(what).help(format!("`{name}-deck` would do")).into());
    }
    let path = args.folder.join(format!("{id}.yaml"));
    let shown = app.shown(&path);
    match library::create(&path, starting_deck(id.as_str(), args.language.as_deref())) {
        Ok(()) => {}
        Err(err @ WriteError::There(_)) => {
            let help = format!("`oss-quiz add {id}` appends a card to it; or choose another name");
            return Err(CliError::usage(err.to_string()).help(help).into());
        }
        Err(err) => return Err(err.into()),
    }
    schema::beside(&args.folder)?;
    if args.json {
        app.print_json(&NewOut { schema: 1, deck: id.as_str(), path: &path.to_string_lossy() })?;
        return Ok(Outcome::Done);
    }
    writeln!(app.out, "{shown} is a deck with two sample cards; put your own in their place")?;
    let decks = app.shown(&args.folder);
    if decks == "decks" {
        writeln!(app.out, "  oss-quiz add {id}    asks for a card\n  oss-quiz run {id}    asks its cards")?;
    } else {
        writeln!(app.out, "  oss-quiz add {shown}    asks for a card\n  oss-quiz run {shown}    asks its cards")?;
    }
    Ok(Outcome::Done)
}

/// Whether Windows takes a file of this name, whatever its ending, for a device.
fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).to_ascii_lowercase();
    let number = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul")
        || number.is_some_and(|number| matches!(number.as_bytes(), [b'1'..=b'9']))
}
