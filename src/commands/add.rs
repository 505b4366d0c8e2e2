//! `add`: asks for a card, shows it as the quiz would, and appends it to a deck.

use std::path::Path;

use super::interview::Interview;
use super::user_copy::{Target, left};
use super::{add_many, check, standard_input, ui};
use crate::app::App;
use crate::app::error::{CliError, ExitKind, Outcome};
use crate::cli::AddArgs;
use crate::deck::edit::{CardDraft, NotAppended, append};
use crate::deck::{Collection, Deck, Diagnostic, parse_deck, render};
use crate::library;
use crate::session::Question;
use crate::terminal::{CardPage, Dialog, EndOfInput};

pub(super) fn run(args: &AddArgs, app: &mut App) -> anyhow::Result<Outcome> {
    if !args.texts.is_empty() {
        return add_many::run(args, app);
    }
    refuse_fields(args)?;
    let target = Target::find(&args.deck, app)?;
    let Some(path) = target.own_file(args.yes, app)? else { return left(app) };
    let mut added = 0;
    while added == 0 || wants_another(app)? {
        let asked = one_more(&path, app);
        let ended = asked.as_ref().is_err_and(anyhow::Error::is::<EndOfInput>);
        if ended && added > 0 {
            let what = format!("the input ended in the middle of card {}; the cards before it were added", added + 1);
            return Err(CliError::usage(what).into());
        }
        if !asked? {
            break;
        }
        added += 1;
    }
    if added == 0 {
        return left(app);
    }
    check::say_weak(&path, app)?;
    Ok(Outcome::Done)
}

/// Asks for one card and appends it; `false` if the author discards it.
fn one_more(path: &Path, app: &mut App) -> anyhow::Result<bool> {
    let OwnDeck { stem, text, deck } = OwnDeck::read(path)?;
    let mut dialog = ui::dialog(app)?;
    let Some(draft) = settled(&deck, dialog.as_mut(), app)? else { return Ok(false) };
    drop(dialog);
    let after = append(&stem, &text, &deck, &[draft.lines()]).map_err(|refusal| refused(refusal, &draft, path))?;
    library::replace(path, &text, &after)?;
    if !app.global.quiet {
        writeln!(app.out, "added {}/{} to the end of {}", deck.id, draft.id, app.shown(path))?;
    }
    Ok(true)
}

/// Whether another card follows: asks a person, or looks for more input on a pipe.
fn wants_another(app: &mut App) -> anyhow::Result<bool> {
    let mut dialog = ui::dialog(app)?;
    if dialog.is_person() {
        return dialog.confirm("Another card?");
    }
    drop(dialog);
    standard_input::has_more()
}

/// Refuses field options without card texts: the dialog asks for the fields.
fn refuse_fields(args: &AddArgs) -> anyhow::Result<()> {
    if args.json || args.says_fields() {
        return Err(CliError::usage("these options go with a card's texts or with `-`")
            .help("`oss-quiz add DECK \"question\" \"answer\"` adds one card, `oss-quiz add DECK -` takes many from standard input")
            .into());
    }
    Ok(())
}

/// The card once its author has approved it; `None` if they discard it.
fn settled(deck: &Deck, dialog: &mut dyn Dialog, app: &App) -> anyhow::Result<Option<CardDraft>> {
    let mut earlier = None;
    loop {
        let Some(draft) = (Interview { dialog, deck, earlier }).card()? else { return Ok(None) };
        let diagnostics = match alone(deck, &draft) {
            Ok(found) => {
                dialog.say(&shown(&found, app))?;
                if !dialog.is_person() {
                    return Ok(Some(draft));
                }
                let entries = ["add it", "change it", "discard it"];
                match dialog.choose(&format!("This is `{}`. Add it?", draft.id), &entries)? {
                    Some(0) => return Ok(Some(draft)),
                    Some(1) => Vec::new(),
                    _ => return Ok(None),
                }
            }
            Err(diagnostics) => diagnostics,
        };
        let words: Vec<String> = diagnostics.iter().map(in_words).collect();
        if !dialog.is_person() {
            return Err(CliError::usage(format!("the card has mistakes: {}", words.join("; "))).into());
        }
        for words in words {
            dialog.say(&words)?;
        }
        earlier = Some(draft);
    }
}

/// The card as a deck of its own, read back from its YAML.
fn alone(deck: &Deck, draft: &CardDraft) -> Result<Collection, Vec<Diagnostic>> {
    let read = parse_deck(deck.id.as_str(), None, draft.alone(deck.language.as_deref()))?;
    if read.diagnostics.is_empty() { Ok(Collection::new(vec![read])) } else { Err(read.diagnostics) }
}

fn shown(found: &Collection, app: &App) -> String {
    let theme = ui::theme(app);
    let pages = found.items().iter().map(|item| CardPage::of_question(&Question::new(item, 0), found, theme));
    pages.flat_map(|page| ["\n".to_owned(), ui::reading(&page, app)]).collect()
}

/// A diagnostic without its position: the text is in no file yet.
pub(super) fn in_words(diagnostic: &Diagnostic) -> String {
    let help = diagnostic.help.as_ref().map(|help| format!(" ({})", help.lines().next().unwrap_or_default()));
    format!("{}{}", diagnostic.what, help.unwrap_or_default())
}

fn unreadable(diagnostics: &[Diagnostic]) -> CliError {
    let drawn: String = diagnostics.iter().map(render).collect();
    CliError::new(ExitKind::Decks, format!("the deck can't be read\n{}", drawn.trim_end()))
        .help("fix it first; `oss-quiz edit` opens it")
}

/// A deck file that the learner can change.
pub(super) struct OwnDeck {
    pub(super) stem: String,
    pub(super) text: String,
    pub(super) deck: Deck,
}

impl OwnDeck {
    pub(super) fn read(path: &Path) -> anyhow::Result<Self> {
        let text = library::read_text(path).map_err(|diagnostic| unreadable(&[*diagnostic]))?;
        let stem = library::stem(path).unwrap_or_default();
        let deck = parse_deck(&stem, Some(path), &text).map_err(|diagnostics| unreadable(&diagnostics))?;
        Ok(Self { stem, text, deck })
    }
}

/// What is said of a deck with so many errors that those of a new card are not told.
pub(super) fn crowded(path: &str) -> String {
    format!("{path} has so many errors that those of a new card can't be told: mend it first")
}

/// The error shows the card, so that it can be pasted by hand.
fn refused(refusal: NotAppended, draft: &CardDraft, path: &Path) -> CliError {
    let card = draft.entry(2, "\n");
    let what = match refusal {
        NotAppended::Cards(bad) => {
            let words: Vec<String> = bad.iter().map(|(_, diagnostic)| in_words(diagnostic)).collect();
            format!("the card does not fit the deck: {}", words.join("; "))
        }
        NotAppended::Layout => format!("{} has a layout that no card can be appended to", path.display()),
        NotAppended::TooManyErrors => crowded(&path.display().to_string()),
    };
    CliError::usage(what).help(format!("nothing was changed; paste the card where it belongs:\n{}", card.trim_end()))
}
