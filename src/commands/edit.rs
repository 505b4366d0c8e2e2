//! `edit`: opens the author's editor at a card, and checks the deck afterwards.

use std::path::Path;

use anyhow::Context as _;

use super::user_copy::{Target, left};
use super::{check, ui};
use crate::app::App;
use crate::app::error::{CliError, Outcome};
use crate::cli::EditArgs;
use crate::deck::update;
use crate::deck::{Collection, Deck, Diagnostic, parse_deck, render};
use crate::library;
use crate::session::FilterTerm;
use crate::terminal::{Editor, EndOfInput, count};

/// Opens the editor until the deck has no mistakes or the author keeps it as it is.
pub(super) fn run(args: &EditArgs, app: &mut App) -> anyhow::Result<Outcome> {
    let target = Target::find(&args.card, app)?;
    let Some(path) = target.own_file(args.yes, app)? else { return left(app) };
    let editor = Editor::of([app.env.visual.as_deref(), app.env.editor.as_deref()]);
    let before = read(&path);
    let mut line = target.line;
    loop {
        open(&editor, &path, line, app)?;
        let after = read(&path);
        let diagnostics = after.diagnostics(&path, app);
        if diagnostics.is_empty() {
            return good(&path, &before, &after, app);
        }
        for diagnostic in &diagnostics {
            write!(app.err, "{}", render(diagnostic))?;
        }
        if !again("The deck has mistakes now. What next?", app)? {
            return kept(&path, app);
        }
        line = diagnostics[0].place.line;
    }
}

pub(super) fn open(editor: &Editor, path: &Path, line: u32, app: &mut App) -> anyhow::Result<()> {
    app.out.flush()?;
    // Absolute, since an editor may change its folder before it opens the file.
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let status = editor.open(&absolute, line).or_else(|err| match err.downcast::<std::io::Error>() {
        Ok(err) => Err(err).with_context(|| {
            CliError::usage(format!("could not start the editor `{}`", editor.name()))
                .help("set VISUAL or EDITOR to the command of your editor")
        }),
        Err(other) => Err(other),
    })?;
    if !status.success() {
        writeln!(app.err, "the editor `{}` ended with {status}", editor.name())?;
    }
    Ok(())
}

/// A deck's file at one moment.
struct DeckSnapshot {
    text: Option<String>,
    deck: Result<Deck, Vec<Diagnostic>>,
}

fn read(path: &Path) -> DeckSnapshot {
    match library::read_text(path) {
        Ok(text) => {
            let deck = parse_deck(&library::stem(path).unwrap_or_default(), Some(path), &text);
            DeckSnapshot { text: Some(text), deck }
        }
        Err(diagnostic) => DeckSnapshot { text: None, deck: Err(vec![*diagnostic]) },
    }
}

impl DeckSnapshot {
    /// Its problems, including those that involve other decks.
    fn diagnostics(&self, path: &Path, app: &mut App) -> Vec<Diagnostic> {
        let alone = match &self.deck {
            Ok(deck) => &deck.diagnostics,
            Err(diagnostics) => diagnostics,
        };
        let loaded = app.load(&[FilterTerm::Path(path.into())]).ok();
        let among = loaded
            .as_ref()
            .and_then(|loaded| loaded.collection.decks().iter().find(|deck| deck.path.as_deref() == Some(path)));
        among.map_or(alone, |deck| &deck.diagnostics).clone()
    }
}

/// Asks whether to open the editor again. Without a terminal, or at the end of input, the answer is no.
pub(super) fn again(question: &str, app: &mut App) -> anyhow::Result<bool> {
    let mut dialog = ui::dialog(app)?;
    if !dialog.is_person() {
        return Ok(false);
    }
    let entries = ["edit it again, at the first mistake", "keep it as it is and fix it later"];
    match dialog.choose(question, &entries) {
        Ok(chosen) => Ok(chosen == Some(0)),
        Err(err) if err.is::<EndOfInput>() => Ok(false),
        Err(err) => Err(err),
    }
}

fn kept(path: &Path, app: &mut App) -> anyhow::Result<Outcome> {
    let shown = app.shown(path);
    writeln!(app.err, "{shown} is kept as it is; cards with an error are not asked until they are fixed")?;
    Ok(Outcome::No)
}

fn good(path: &Path, before: &DeckSnapshot, after: &DeckSnapshot, app: &mut App) -> anyhow::Result<Outcome> {
    let shown = app.shown(path);
    if before.text == after.text {
        writeln!(app.out, "{shown} is unchanged")?;
        return Ok(Outcome::Done);
    }
    let Ok(deck) = &after.deck else { return Ok(Outcome::Done) };
    let cards = count(deck.cards.len(), "card");
    let weak = match check::weak(path, app) {
        0 => String::new(),
        weak => format!(" with {}, which `oss-quiz check {shown}` shows", count(weak, "warning")),
    };
    writeln!(app.out, "{shown} is a valid deck of {cards}{weak}")?;
    if let Ok(earlier) = &before.deck {
        let [old, new] = [earlier, deck].map(|deck| Collection::new(vec![deck.clone()]));
        for hint in update(&old, &new).hints {
            writeln!(app.err, "note: {hint}")?;
        }
    }
    Ok(Outcome::Done)
}
