//! Sample sessions for tests: one card of each kind.

use std::collections::HashMap;
use std::rc::Rc;

use super::input_state::InputState;
use super::keys::Keys;
use super::layout::Layout;
use super::screen_model::ScreenModel;
use super::theme::Theme;
use crate::deck::{Collection, parse_deck, parse_source};
use crate::schedule::{Day, Model, Moment, SchedulingParams};
use crate::session::{Input, Limits, Mode, Session, Settings};

const SOURCE: &str = "\
source: { title: The Rise of Open-Source AI }
sections:
  - slug: challenges
    title: Challenges
    subsections:
      - slug: governance
        title: Governance
claims:
  - id: challenges-governance-02
    section: challenges
    subsection: governance
    claim: Scattered groups run one project.
";

/// One card of each kind.
const DECK: &str = include_str!("samples.yaml");

pub(super) fn tuesday() -> Day {
    Day::from(jiff::civil::date(2026, 11, 24))
}

pub(super) fn moment() -> Moment {
    Moment { at_ms: 1_795_500_000_000, offset_minutes: 60, day: tuesday() }
}

/// A session that asks this card.
pub(super) fn asking(id: &str) -> Session {
    asking_in(Settings::default(), id)
}

/// The same as practice.
pub(super) fn practising(id: &str) -> Session {
    asking_in(Settings { mode: Mode::Cram, ..Settings::default() }, id)
}

/// The same with these settings.
pub(super) fn asking_in(settings: Settings, id: &str) -> Session {
    let deck = parse_deck("challenges", None, DECK).expect("a deck");
    assert!(deck.diagnostics.is_empty(), "{:?}", deck.diagnostics);
    let (source, _) = parse_source("rise", None, SOURCE).expect("a source");
    let gathered = Collection::gather(vec![(0, deck)], vec![(0, source)]);
    let scheduling = SchedulingParams { fuzz: false, ..SchedulingParams::default() };
    let settings = Settings { scheduling, limits: Limits { new: 10, reviews: 200, ..Limits::default() }, ..settings };
    let found = Rc::new(gathered.collection);
    let item = found.items().iter().find(|item| item.card.id.to_string() == format!("challenges/{id}"));
    let item = item.expect("a card").id.clone();
    let mut session = Session::new(found, HashMap::new(), Model::default(), settings, tuesday());
    assert!(session.ask(&item, crate::schedule::ItemState::default()));
    session
}

/// The same after an input.
pub(super) fn after(id: &str, input: Input) -> Session {
    then(asking(id), input)
}

pub(super) fn then(mut session: Session, input: Input) -> Session {
    let answers = matches!(input, Input::Answer(_));
    let _ = session.take(input, moment(), 1_000);
    if answers {
        session.recorded(&[], []);
    }
    session
}

pub(super) const UTF8: Theme = Theme { color: false, unicode: true };
pub(super) const WIDE: Layout = Layout { columns: 80, rows: 24 };
pub(super) const NARROW: Layout = Layout { columns: 40, rows: 15 };
pub(super) const HUGE: Layout = Layout { columns: 200, rows: 50 };

/// The screen as text.
pub(super) fn screen(session: &Session, input_state: &InputState, layout: Layout, theme: Theme) -> String {
    let question = session.question().expect("a question");
    let keys = Keys::default();
    let model = ScreenModel { session, question, input_state, keys: &keys, layout, theme };
    let drawn = model.frame().fit(layout, theme, input_state.first);
    assert!(drawn.lines.len() <= layout.rows, "{} rows of {}", drawn.lines.len(), layout.rows);
    let mut text = String::new();
    for (row, line) in drawn.lines.iter().enumerate() {
        assert!(line.width() < layout.columns, "{:?} is too wide", line.text());
        let mut line = theme.paint(line);
        // The cursor is drawn as a block.
        if let Some((_, column)) = drawn.cursor.filter(|&(at, _)| at == row) {
            line = format!("{line:<column$}▉");
        }
        text += line.trim_end();
        text.push('\n');
    }
    text
}
