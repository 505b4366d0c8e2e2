//! `next`: one item out, for other programs.

use serde::Serialize;

use super::ahead;
use super::desk::Desk;
use super::selection;
use crate::app::App;
use crate::cli::WhatArgs;
use crate::outcome::Outcome;
use crate::schedule::{NextStates, Phase, Rating};
use crate::session::{Asks, Question};

/// `{"schema":1,"item":{…},"queue":{…}}`
#[derive(Debug, Serialize)]
struct Next {
    schema: u8,
    item: Option<ItemOut>,
    queue: QueueOut,
}

/// An item as other programs ask it. Fields are added, never changed.
#[derive(Debug, Serialize)]
pub(super) struct ItemOut {
    id: String,
    deck: String,
    kind: &'static str,
    asks: &'static str,
    state: &'static str,
    attempt: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    lead: Option<&'static str>,
    prompt: String,
    choices: Vec<String>,
    /// How many texts are wanted, and whether their order counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    texts: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ordered: Option<bool>,
    hints: Vec<String>,
    previews: Previews,
    #[serde(skip_serializing_if = "Option::is_none")]
    right: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    because: Option<String>,
}

/// Study days until the item is due, by rating.
#[derive(Debug, Serialize)]
struct Previews {
    again: u16,
    hard: u16,
    good: u16,
    easy: u16,
}

#[derive(Debug, Serialize)]
struct QueueOut {
    due: usize,
    new: usize,
}

impl ItemOut {
    /// A question as other programs ask it.
    pub(super) fn of(state: Phase, question: &Question, next: &NextStates) -> Self {
        let days = |rating| next.after(rating).interval;
        let oneself = question.asks == Asks::Rating;
        let several = question.asks == Asks::Texts;
        Self {
            id: question.id.to_string(),
            deck: question.id.deck().to_owned(),
            kind: question.kind().word(),
            asks: question.asks.word(),
            state: state.word(),
            attempt: question.attempt,
            lead: question.lead,
            prompt: question.plain_prompt(),
            choices: question.choices.iter().map(|choice| choice.text.plain()).collect(),
            texts: several.then_some(question.texts),
            ordered: several.then(|| question.ordered()),
            hints: question.hints().iter().map(|hint| hint.text.plain()).collect(),
            previews: Previews {
                again: days(Rating::Again),
                hard: days(Rating::Hard),
                good: days(Rating::Good),
                easy: days(Rating::Easy),
            },
            right: oneself.then(|| question.right().iter().map(crate::deck::Text::plain).collect()),
            because: question.card.because.as_ref().filter(|_| oneself).map(crate::deck::Text::plain),
        }
    }
}

/// Prints the next item; exit 1 if nothing is to be asked.
pub(super) fn run(args: &WhatArgs, app: &mut App) -> anyhow::Result<Outcome> {
    let search = app.search(&args.what);
    // Meanwhile; what is wrong with decks is said first.
    let store = app.store_to_read();
    let desk = Desk::new(app.found(search)?.contents, store?);
    ahead::warn(&desk.store, app)?;
    let settings = selection::settings(&args.what, &*desk.found, &desk.store, app)?;
    let session = desk.session(settings, app.now().day)?;
    let plan = session.plan();
    let item = session.question().zip(session.preview());
    let nothing = match item {
        None => selection::nothing(&session.settings().filter, &*desk.found, &desk.store, session.today())?,
        Some(_) => None,
    };
    let next = Next {
        schema: 1,
        item: item.map(|(question, next)| ItemOut::of(session.state().phase(), question, next)),
        queue: QueueOut { due: plan.due + plan.again.len(), new: plan.new },
    };
    if args.json {
        app.print_json(&next)?;
    } else if let Some((question, _)) = item {
        print_item(app, question)?;
    } else {
        let said = nothing.as_deref().map(selection::phrase);
        writeln!(app.err, "{}", said.as_deref().unwrap_or("nothing is due"))?;
    }
    desk.found.settle();
    Ok(Outcome::found_if(item.is_some()))
}

fn print_item(app: &mut App, question: &Question) -> anyhow::Result<()> {
    writeln!(app.out, "{}", question.id)?;
    if let Some(lead) = question.lead {
        writeln!(app.out, "{lead}")?;
    }
    writeln!(app.out, "{}", question.plain_prompt())?;
    if let Some(wants) = question.wants() {
        writeln!(app.out, "({wants})")?;
    }
    for (number, choice) in (1..).zip(&question.choices) {
        writeln!(app.out, "{number}. {}", choice.text.plain())?;
    }
    Ok(())
}
