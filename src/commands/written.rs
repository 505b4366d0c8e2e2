//! Turns of a session that the store can't take just now: they wait, are asked again, or are kept in a file.

use std::time::Duration;

use crate::app::App;
use crate::app::counted;
use crate::app::error::{CliError, ExitKind};
use crate::schedule::EventDraft;
use crate::session::{Effect, Input, Session, Ui};
use crate::store::{Store, StoreError};
use crate::study::{StudyContext, TurnError, turn};

/// After this time the learner is told what holds up their answer.
const PATIENCE: Duration = Duration::from_secs(1);

/// Takes inputs and sees to it that none of them is lost.
pub(super) struct Turns {
    version: i64,
    /// What could not be written and was not tried again since.
    unwritten: Option<TurnError>,
}

impl Turns {
    pub(super) fn new(store: &Store) -> anyhow::Result<Self> {
        Ok(Self { version: store.data_version()?, unwritten: None })
    }

    /// Takes an input. While another program locks the store it waits; `None` if the disk is full and the same question
    /// is to be asked again.
    ///
    /// # Errors
    /// If the store fails in another way or the learner doesn't wait: then what was to be written is kept in a file.
    pub(super) fn take(
        &mut self,
        session: &mut Session,
        context: &StudyContext,
        ui: &mut dyn Ui,
        app: &App,
        (input, ms): (Input, u32),
    ) -> anyhow::Result<Option<Effect>> {
        let (store, now) = (&context.store, app.now());
        if input == Input::Quit
            && let Some(error) = self.unwritten.take()
        {
            return Err(kept(error, store, app));
        }
        let mut patience = PATIENCE;
        loop {
            let take = || turn(session, context, &mut self.version, input.clone(), now, ms);
            let done = store.waiting_at_most(std::mem::take(&mut patience), take);
            let error = match done {
                Ok(effect) => {
                    self.unwritten = self.unwritten.take().filter(|_| effect.drafts.is_empty());
                    return Ok(Some(effect));
                }
                Err(error) => error,
            };
            match &error.source {
                StoreError::Locked { path, .. } | StoreError::LeftLock { path } => {
                    let why = format!("Another program is writing to {}", app.shown(path));
                    match ui.hold(session, &why) {
                        Ok(true) => {}
                        Ok(false) => return Err(kept(error, store, app)),
                        Err(ended) => {
                            kept(error, store, app);
                            return Err(ended);
                        }
                    }
                }
                StoreError::Full { path } => {
                    let why = format!("The disk that holds {} is full", app.shown(path));
                    if !ui.refuse(&why)? {
                        return Err(kept(error, store, app));
                    }
                    self.unwritten = Some(error);
                    return Ok(None);
                }
                _ => return Err(kept(error, store, app)),
            }
        }
    }

    /// Call when no more input comes.
    ///
    /// # Errors
    /// If something could not be written: it is kept in a file.
    pub(super) fn end(self, store: &Store, app: &App) -> anyhow::Result<()> {
        self.unwritten.map_or(Ok(()), |error| Err(kept(error, store, app)))
    }
}

/// The error for what could not be written: it says where that is kept now.
pub(super) fn kept(error: TurnError, store: &Store, app: &App) -> anyhow::Error {
    let TurnError { source, drafts } = error;
    // What fails may be the file itself.
    let source = store.check_file().err().unwrap_or(source);
    kept_from(&source, &drafts, store, app)
}

/// The same for an error that no turn ran into: only if the file is not the one that was opened is there anything to
/// keep.
pub(super) fn kept_of(error: anyhow::Error, store: &Store, app: &App) -> anyhow::Error {
    if !error.chain().any(<dyn std::error::Error + 'static>::is::<StoreError>) {
        return error;
    }
    match store.check_file() {
        Err(swapped) => kept_from(&swapped, &[], store, app),
        Ok(()) => error,
    }
}

fn kept_from(source: &StoreError, drafts: &[EventDraft], store: &Store, app: &App) -> anyhow::Error {
    let mut events = store.unwritten(drafts);
    if let StoreError::Swapped { how, .. } = source {
        store.abandon(how);
        let mut all = store.events_appended();
        all.append(&mut events);
        events = store.lacking(all);
    }
    let what = source.to_string();
    let failed = |help: String| CliError::new(ExitKind::Store, what.clone()).help(help).into();
    if events.is_empty() {
        return failed(format!("{}; all answers are saved", source.help()));
    }
    let counted = counted(&events);
    let (is, it) = if counted.starts_with("1 ") { ("is", "it") } else { ("are", "them") };
    let next = match source {
        StoreError::Locked { .. } | StoreError::LeftLock { .. } => "",
        source => source.help(),
    };
    failed(match app.rescue(store, &events) {
        Ok(path) => {
            let place = app.shown(&path);
            let kept = format!("{counted} of this session {is} kept in {place}; the next start adds {it}");
            if next.is_empty() { kept } else { format!("{next}; {kept}") }
        }
        Err(err) => format!("{counted} of this session could not be kept anywhere and {is} lost: {err}"),
    })
}
