//! `stats`: the picture.

use super::page::{Face, print};
use super::stand::Stand;
use crate::app::App;
use crate::cli::StatsArgs;
use crate::outcome::Outcome;
use crate::stats::{Picture, StatsJson, screen};

/// Prints the picture as a page, in sentences, or as JSON.
pub(super) fn run(args: &StatsArgs, app: &mut App) -> anyhow::Result<Outcome> {
    let loaded = app.load(&args.what)?;
    let store = app.store_to_read()?;
    let stand = Stand::of(loaded.collection, &args.what, Some(&store), app)?;
    let known = stand.known();
    let picture = Picture::of(&stand.given(&known));
    if args.json {
        app.print_json(&StatsJson::from(&picture))?;
        return Ok(Outcome::Done);
    }
    let lines = match Face::of(app) {
        Face::Page(look) => screen::page(&picture, look),
        Face::Plain => screen::sentences(&picture).into_iter().map(screen::Line::plain).collect(),
    };
    print(&lines, app)?;
    Ok(Outcome::Done)
}
