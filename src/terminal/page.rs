//! Pages without input: the welcome, nothing due, the end of a session.

use super::layout::Layout;
use super::line::{Line, Style, width};
use super::prose;
use super::theme::{Glyph, Theme};
use super::wrap::{hang, wrap};
use super::{days, notice};
use crate::deck::text::one_line;
use crate::session::{Ending, MissedItem, Outlook, Summary, Welcome};

/// Columns of the bar at the end.
const BAR: usize = 30;
/// How many missed questions to list at the end.
const MOST_MISSED: usize = 3;

/// Lines shown once, above or instead of a question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page(pub(super) Vec<Line>);

impl Page {
    /// The page for a terminal, after a blank line.
    #[must_use]
    pub fn painted(&self, layout: Layout, theme: Theme) -> String {
        self.fitted(layout).iter().map(|line| theme.paint(line) + "\n").collect()
    }

    /// The page without styles, margins or wrapping, for a pipe, a log or a screen reader.
    #[must_use]
    pub fn plain(&self) -> String {
        self.0.iter().filter(|line| !line.is_blank()).map(|line| line.text() + "\n").collect()
    }

    /// The wrapped lines with margins, after a blank line.
    pub(super) fn fitted(&self, layout: Layout) -> Vec<Line> {
        let lines = self.0.iter().flat_map(|line| wrap_hanging(line, layout.text()));
        layout.with_margin(std::iter::once(Line::blank()).chain(lines))
    }

    pub(super) fn say(&mut self, style: Style, text: impl Into<String>) {
        self.0.push(Line::of(style, text));
    }

    pub(super) fn gap(&mut self) {
        self.0.push(Line::blank());
    }
}

/// Wraps a line and indents its later rows to its first word.
fn wrap_hanging(line: &Line, columns: usize) -> Vec<Line> {
    let text = line.text();
    let body = text.trim_start_matches([' ', '→', '-', '>']);
    let start = Line::of(Style::Plain, &text[..text.len() - body.len()]);
    if start.width() == 0 || line.width() <= columns {
        return wrap(line.spans(), columns);
    }
    let style = line.spans().first().map_or(Style::Plain, |span| span.style);
    let room = columns.saturating_sub(start.width());
    hang(start, wrap(Line::of(style, body).spans(), room))
}

/// Tells a beginner that no reading is required.
const INTRO: &str = "No reading needed: you may start without knowing (key 0), and every answer is explained.";

/// The welcome for a first session.
#[must_use]
pub fn welcome(welcome: &Welcome) -> Page {
    let mut page = Page::default();
    let topic = welcome.topic.as_ref().map(|topic| format!(" on {topic}")).unwrap_or_default();
    let questions = super::count(welcome.questions, "question");
    let new = welcome.new_per_day;
    page.say(Style::Ask, format!("Welcome. {questions}{topic}, {new} new ones a day."));
    page.gap();
    page.say(Style::Plain, INTRO);
    if let Some(deck) = &welcome.first_deck {
        page.say(Style::Plain, format!("To read a deck first: oss-quiz show {deck}"));
    }
    page.say(
        Style::Plain,
        match &welcome.kept_in {
            Some(file) => format!("Answers are kept in {file} and nowhere else."),
            None => "Answers are not kept.".to_owned(),
        },
    );
    page
}

/// The same for a terminal, with a pointer to the plain interface for those who can't see it.
pub(super) fn welcome_on_screen(facts: &Welcome) -> Page {
    let mut page = welcome(facts);
    page.say(Style::Plain, "With a screen reader: oss-quiz --plain run");
    page
}

/// New items that the daily limit holds back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeldBack<'a> {
    /// The WHAT that selects them, as typed.
    pub what: &'a str,
    pub new: usize,
}

/// Why nothing is asked, and when something will be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct NothingDue<'a> {
    /// New items answered today.
    pub new_done: usize,
    /// Whether there are new items left.
    pub new_left: bool,
    /// What comes next in the selection.
    pub outlook: Outlook,
    /// What comes next in all decks, if the selection is narrower.
    pub in_all: Option<Outlook>,
    /// New items held back, if the selection is narrower than all decks.
    pub held_back: Option<HeldBack<'a>>,
}

impl NothingDue<'_> {
    fn words(&self) -> String {
        let done = match self.new_done {
            0 => None,
            1 => Some("today's new one is done".to_owned()),
            done => Some(format!("today's {done} new ones are done")),
        };
        let next = |outlook: &Outlook| {
            let next = outlook.next?;
            Some(format!("{} on {}", next.load.words(), days::date(next.day, outlook.today)))
        };
        let here = next(&self.outlook).map(|next| format!(" Next: {next}.")).unwrap_or_default();
        if let Some(HeldBack { what, new }) = self.held_back {
            let wait = if new == 1 { "waits" } else { "wait" };
            let done = done.unwrap_or_else(|| "the daily limit allows none".to_owned());
            let left = self.in_all.filter(|all| all.left.all() > 0);
            let left = left.map(|all| format!(" Left today in all: {}: oss-quiz run", all.left.words()));
            return format!("{what}: {new} new {wait}; {done}.{}", left.unwrap_or(here));
        }
        let done = done.map(|done| format!(", and {done}")).unwrap_or_default();
        let Some(all) = self.in_all else { return format!("Nothing is due{done}.{here}") };
        if all.left.all() > 0 {
            return format!("None of these is due. Left today in all: {}: oss-quiz run", all.left.words());
        }
        let all = next(&all).map(|next| format!(" In all: {next}.")).unwrap_or_default();
        format!("Nothing is due{done}.{here}{all}")
    }
}

/// Says why nothing is asked and when something will be. `offers` are pairs of a command and its purpose.
#[must_use]
pub fn nothing_due(facts: &NothingDue<'_>, offers: &[(&str, &str)]) -> Page {
    let mut page = Page::default();
    page.say(Style::Ask, facts.words());
    let room = offers.iter().map(|(command, _)| width(command)).max().unwrap_or(0) + 4;
    if !offers.is_empty() {
        page.gap();
    }
    for (command, purpose) in offers {
        let gap = " ".repeat(room - width(command));
        page.0.push(Line::of(Style::Key, *command).with(Style::Plain, format!("{gap}{purpose}")));
    }
    page
}

/// A page of one sentence.
#[must_use]
pub fn sentence(text: &str) -> Page {
    let mut page = Page::default();
    page.say(Style::Ask, text);
    page
}

/// The end of a session: no praise, no blame, nothing to confirm.
pub(super) fn ending(ending: &Ending, layout: Layout, theme: Theme) -> Page {
    let mut page = Page::default();
    let summary = &ending.summary;
    page.say(Style::Ask, notice::sum(summary));
    if summary.items > 0 {
        let bar = theme.bar(summary.right_at_once, summary.items, BAR);
        if layout.is_narrow() {
            page.say(Style::Right, bar);
            page.say(Style::Plain, notice::course(summary));
        } else {
            page.0.push(Line::of(Style::Right, bar).with(Style::Plain, format!("  {}", notice::course(summary))));
        }
    }
    if let Some(gained) = notice::gained(ending) {
        page.say(Style::Plain, gained);
    }
    if !summary.missed.is_empty() {
        page.gap();
        page.say(Style::Ask, "Missed");
        for missed in summary.missed.iter().take(MOST_MISSED) {
            page.once_more(missed, theme);
        }
        let more = summary.missed.len().saturating_sub(MOST_MISSED);
        if more > 0 {
            page.say(Style::Quiet, format!("  {more} more in the lines above"));
        }
    }
    if let Some(waits) = notice::waits(ending) {
        page.gap();
        page.say(Style::Plain, waits);
    }
    page
}

/// The missed questions for review, in the plain interface.
pub(super) fn once_more(summary: &Summary) -> String {
    let mut page = Page::default();
    if !summary.missed.is_empty() {
        page.say(Style::Plain, "Missed:");
    }
    for missed in summary.missed.iter().take(MOST_MISSED) {
        page.say(
            Style::Plain,
            format!(
                "{} Answer: {}",
                prose::sentence_before_more(&one_line(&missed.prompt)),
                prose::sentence(&one_line(&prose::joined(&missed.right)))
            ),
        );
    }
    page.plain()
}

impl Page {
    fn once_more(&mut self, missed: &MissedItem, theme: Theme) {
        self.say(Style::Plain, format!("  {}", one_line(&missed.prompt)));
        self.say(Style::Plain, format!("  {} {}", theme.glyph(Glyph::To), one_line(&prose::joined(&missed.right))));
    }
}
