//! `next`: the next item, for other programs.

use serde::Serialize;

use super::clock_ahead;
use super::item_json::ItemOut;
use super::selection;
use crate::app::App;
use crate::app::error::Outcome;
use crate::cli::WhatArgs;
use crate::session::{Listed, Question};
use crate::study::StudyContext;

/// `{"schema":1,"item":{…},"queue":{…}}`
#[derive(Debug, Serialize)]
struct NextOut {
    schema: u8,
    item: Option<ItemOut>,
    queue: QueueOut,
}

#[derive(Debug, Serialize)]
struct QueueOut {
    due: usize,
    new: usize,
}

/// Prints the next item; exit 1 if there is none.
pub(super) fn run(args: &WhatArgs, app: &mut App) -> anyhow::Result<Outcome> {
    let found = app.find(&args.what)?;
    let context = StudyContext::new(found.contents, app.store_to_read()?);
    clock_ahead::warn(&context.store, app)?;
    let settings = selection::settings(&args.what, &*context.found, &context.store, app)?;
    let session = context.session(settings, app.now().day)?;
    let plan = session.plan();
    let item = session.question().zip(session.preview());
    let nothing = match item {
        None => selection::nothing(&session.settings().filter, &*context.found, &context.store, session.today())?,
        Some(_) => None,
    };
    let next = NextOut {
        schema: 1,
        item: item.map(|(question, next)| ItemOut::asked(session.state().phase(), question, next, &*context.found)),
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
    for Listed { mark, text, .. } in question.form().listed(question) {
        writeln!(app.out, "{mark}. {}", text.plain())?;
    }
    Ok(())
}
