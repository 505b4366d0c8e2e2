//! `items`: lists the items that WHAT names.

use serde::Serialize;

use super::listing::{self, ListedOut};
use super::selection;
use crate::app::App;
use crate::app::error::Outcome;
use crate::cli::ItemsArgs;
use crate::session::FilterTerm;

/// `{"schema":1,"items":[…]}`
#[derive(Debug, Serialize)]
struct ItemsOut {
    schema: u8,
    items: Vec<ListedOut>,
}

/// Lists items; exit 1 if there are none.
pub(super) fn run(args: &ItemsArgs, app: &mut App) -> anyhow::Result<Outcome> {
    let mut what = args.what.clone();
    what.extend(args.text.clone().map(FilterTerm::Text));
    let found = app.find(&what)?.contents;
    let (store, today) = (app.store_to_read()?, app.now().day);
    let filter = selection::settings(&what, &*found, &store, app)?.filter;
    let items = listing::of(&filter, &*found, &store, today)?;
    if items.is_empty() {
        let said = selection::nothing(&filter, &*found, &store, today)?;
        writeln!(app.err, "{}", said.as_deref().unwrap_or("There are no items."))?;
    }
    if args.json {
        app.print_json(&ItemsOut { schema: 1, items: items.iter().map(|item| item.json(&*found, today)).collect() })?;
    } else if !items.is_empty() {
        listing::print(&items, app)?;
    }
    Ok(Outcome::found_if(!items.is_empty()))
}
