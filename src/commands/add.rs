//! `add`: asks for a card, shows it as the quiz would, and appends it to a deck.

use std::path::Path;

use super::interview::Interview;
use super::own::{Target, left};
use super::{check, face};
use crate::app::App;
use crate::authoring::{Draft, Refusal, append};
use crate::cli::AddArgs;
use crate::deck::{Collection, Deck, Problem, parse_deck, render};
use crate::library;
use crate::outcome::{Failure, Fault, Outcome};
use crate::session::Question;
use crate::terminal::{Dialog, Reading};

/// Asks for a card and appends it.
pub(super) fn run(args: &AddArgs, app: &mut App) -> anyhow::Result<Outcome> {
    let target = Target::find(&args.deck, app)?;
    let Some(path) = target.own_file(args.yes, app)? else { return left(app) };
    let text = library::read_text(&path).map_err(|problem| unreadable(&[*problem]))?;
    let stem = library::stem(&path).unwrap_or_default();
    let deck = parse_deck(&stem, Some(&path), &text).map_err(|problems| unreadable(&problems))?;
    let mut dialog = face::dialog(app)?;
    let Some(draft) = settled(&deck, dialog.as_mut(), app)? else { return left(app) };
    drop(dialog);
    let after = append(&stem, &text, &draft).map_err(|refusal| refused(refusal, &draft, &path))?;
    library::replace(&path, &text, &after)?;
    writeln!(app.out, "{}/{} stands at the end of {}", deck.id, draft.id, app.shown(&path))?;
    check::say_weak(&path, app)?;
    Ok(Outcome::Done)
}

/// The card that its author agrees with; none if he leaves it.
fn settled(deck: &Deck, dialog: &mut dyn Dialog, app: &App) -> anyhow::Result<Option<Draft>> {
    let mut earlier = None;
    loop {
        let Some(draft) = (Interview { dialog, deck, earlier }).card()? else { return Ok(None) };
        let problems = match alone(deck, &draft) {
            Ok(found) => {
                dialog.say(&shown(&found, app))?;
                if !dialog.is_person() {
                    return Ok(Some(draft));
                }
                let entries = ["append it", "change it", "leave it"];
                match dialog.choose(&format!("This is `{}`. Append it?", draft.id), &entries)? {
                    Some(0) => return Ok(Some(draft)),
                    Some(1) => Vec::new(),
                    _ => return Ok(None),
                }
            }
            Err(problems) => problems,
        };
        let words: Vec<String> = problems.iter().map(in_words).collect();
        if !dialog.is_person() {
            return Err(Failure::usage(format!("the card has mistakes: {}", words.join("; "))).into());
        }
        for words in words {
            dialog.say(&words)?;
        }
        earlier = Some(draft);
    }
}

/// The card as it will be read, as a deck of its own.
fn alone(deck: &Deck, draft: &Draft) -> Result<Collection, Vec<Problem>> {
    let read = parse_deck(deck.id.as_str(), None, draft.alone(deck.language.as_deref()))?;
    if read.problems.is_empty() { Ok(Collection::new(vec![read])) } else { Err(read.problems) }
}

fn shown(found: &Collection, app: &App) -> String {
    let look = face::look(app);
    let pages = found.items().iter().map(|item| Reading::of_question(&Question::new(item, 0), found, look));
    pages.flat_map(|page| ["\n".to_owned(), face::reading(&page, app)]).collect()
}

/// A problem without its place, which is none in any file.
fn in_words(problem: &Problem) -> String {
    let help = problem.help.as_ref().map(|help| format!(" ({})", help.lines().next().unwrap_or_default()));
    format!("{}{}", problem.what, help.unwrap_or_default())
}

fn unreadable(problems: &[Problem]) -> Failure {
    let drawn: String = problems.iter().map(render).collect();
    Failure::new(Fault::Decks, format!("the deck can't be read\n{}", drawn.trim_end()))
        .help("mend it first; `oss-quiz edit` opens it")
}

/// What could not be appended is not lost: it is shown to be pasted.
fn refused(refusal: Refusal, draft: &Draft, path: &Path) -> Failure {
    let card = draft.entry(2, "\n");
    let what = match refusal {
        Refusal::Deck(problems) => return unreadable(&problems),
        Refusal::Card(problems) => {
            format!("the card does not fit the deck: {}", problems.iter().map(in_words).collect::<Vec<_>>().join("; "))
        }
        Refusal::Layout => format!("{} is laid out so that no card can be appended to it", path.display()),
    };
    Failure::usage(what).help(format!("nothing was changed; paste it where it belongs:\n{}", card.trim_end()))
}
