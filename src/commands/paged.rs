//! Sends long output on a terminal through a pager.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use super::ui;
use crate::app::App;
use crate::app::config::Paging;
use crate::app::error::Outcome;
use crate::terminal::{Fitted, Layout, Pager};

/// Runs a command and shows its output, in a pager if it is longer than the screen. Returns what the command returns;
/// an error is printed by the caller, after the pager has closed.
pub(super) fn paged(app: &mut App, run: impl FnOnce(&mut App) -> anyhow::Result<Outcome>) -> anyhow::Result<Outcome> {
    let Some(pager) = pager(app) else { return run(app) };
    let layout = ui::layout();
    let text = PagedText::default();
    let out = std::mem::replace(&mut app.out, Box::new(Fitted::new(text.clone(), move || Some(layout.columns))));
    let outcome = run(app);
    app.out.flush()?;
    app.out = out;
    show(&text.0.borrow(), layout, &pager, app)?;
    outcome
}

fn show(text: &[u8], layout: Layout, pager: &Pager, app: &mut App) -> anyhow::Result<()> {
    let rows = text.split_inclusive(|&byte| byte == b'\n').count();
    // One row is for the shell's prompt.
    let unshown = if rows < layout.rows { Err(None) } else { pager.show(text)? };
    if let Err(why) = unshown {
        app.out.write_all(text)?;
        app.out.flush()?;
        if let Some(why) = why {
            writeln!(app.err, "warning: {why}")?;
        }
    }
    Ok(())
}

/// The pager, if output goes to a terminal and a pager is wanted.
fn pager(app: &App) -> Option<Pager> {
    if app.global.no_pager || ui::is_plain(app) {
        return None;
    }
    let command = match &app.config.pager {
        Paging::Off => return None,
        Paging::Auto => app.env.pager.as_deref(),
        Paging::Command(command) => Some(command.as_str()),
    };
    Pager::of(command, app.env.less.is_none())
}

#[derive(Debug, Clone, Default)]
struct PagedText(Rc<RefCell<Vec<u8>>>);

impl Write for PagedText {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
