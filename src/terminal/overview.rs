//! The page of `oss-quiz` without arguments: today, the decks, the commands. Also the table of decks.

use super::layout::Layout;
use super::line::{Line, Style, width};
use super::notice;
use super::page::Page;
use super::theme::{Glyph, Theme};
use super::wrap::{hang, wrap};
use crate::session::Outlook;

/// The longest page, however tall the screen.
const MOST_ROWS: usize = 20;
/// Titles are shown if they have this many columns.
const TITLE: usize = 24;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DeckProgress {
    pub due: usize,
    /// Items never answered.
    pub new: usize,
    /// Roughly how many items would be recalled now.
    pub known: usize,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeckRow {
    pub id: String,
    /// How many items it has.
    pub items: usize,
    /// `None` if the progress can't be read.
    pub progress: Option<DeckProgress>,
    /// Title, path, and problems.
    pub about: String,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overview {
    /// Why the progress can't be read.
    pub trouble: Option<String>,
    /// What is left today, and what comes next.
    pub outlook: Outlook,
    /// Whether the next study day is tomorrow; false after midnight.
    pub tomorrow_is_next: bool,
    /// Study days in a row.
    pub streak: u32,
    /// Study time today, in milliseconds.
    pub ms_today: u64,
    pub decks: Vec<DeckRow>,
}

const COMMANDS: &str = "Daily: oss-quiz run, exam (a test), stats (what you know), show DECK, decks";
const COMMANDS_SHORT: &str = "oss-quiz run, exam, stats, show, decks";
const REST: &str = "Everything else: oss-quiz help";

impl Overview {
    /// The page for a terminal, shortened to fit by leaving out decks with nothing to do.
    #[must_use]
    pub fn page(&self, layout: Layout, theme: Theme) -> Page {
        let mut page = Page::default();
        for (at, line) in self.head().into_iter().enumerate() {
            let style = if at == 0 { Style::Ask } else { Style::Plain };
            page.say(style, line);
        }
        let commands = if layout.is_narrow() { COMMANDS_SHORT } else { COMMANDS };
        let rows = |text: &str| wrap(Line::of(Style::Plain, text).spans(), layout.text()).len();
        // Blank lines before the page, the table and the commands, plus the shell prompts before and after.
        let around = self.head().iter().map(|line| rows(line)).sum::<usize>() + rows(commands) + rows(REST) + 3;
        let room = MOST_ROWS.min(layout.rows.saturating_sub(2)).saturating_sub(around);
        let decks = self.in_order();
        // The column names take a row.
        let fit = room.saturating_sub(1);
        let shown = if decks.len() <= fit { decks.len() } else { fit.saturating_sub(1) };
        page.gap();
        page.0.extend(table(&decks[..shown], layout, theme, false));
        if shown < decks.len() {
            page.say(Style::Quiet, more(decks.len() - shown));
        }
        page.gap();
        page.say(Style::Plain, commands);
        page.say(Style::Plain, REST);
        page
    }

    /// The same in lines, for a screen reader, a log or a pipe.
    #[must_use]
    pub fn plain(&self) -> String {
        let decks = self.in_order();
        let shown = if decks.len() <= MOST_ROWS - 6 { decks.len() } else { MOST_ROWS - 7 };
        let mut lines = self.head();
        lines.extend(decks[..shown].iter().map(|deck| format!("{}.", sentence(deck))));
        if shown < decks.len() {
            lines.push(more(decks.len() - shown));
        }
        lines.extend([COMMANDS.to_owned(), REST.to_owned()]);
        lines.join("\n") + "\n"
    }

    /// The most important lines.
    fn head(&self) -> Vec<String> {
        if let Some(trouble) = &self.trouble {
            return vec![trouble.clone()];
        }
        let done = if self.ms_today > 0 { "Today is done." } else { "Nothing is left today." };
        let today = notice::standing(&self.outlook, done, "", self.tomorrow_is_next);
        std::iter::once(today).chain(notice::study(self.streak, self.ms_today)).collect()
    }

    /// Decks with due items first, the most first; then decks begun with new items left; then the others.
    fn in_order(&self) -> Vec<&DeckRow> {
        let mut decks: Vec<&DeckRow> = self.decks.iter().collect();
        decks.sort_by_key(|deck| {
            let DeckProgress { due, new, .. } = deck.progress.unwrap_or_default();
            let begun = new > 0 && new < deck.items;
            (std::cmp::Reverse(due), !begun, new == 0)
        });
        decks
    }
}

fn more(decks: usize) -> String {
    format!("and {}: oss-quiz decks", super::count(decks, "more deck"))
}

/// The decks as a table, with titles if there is room.
#[must_use]
pub fn deck_table(decks: &[DeckRow], layout: Layout, theme: Theme) -> Page {
    Page(table(&decks.iter().collect::<Vec<_>>(), layout, theme, true))
}

/// The decks, one sentence each.
#[must_use]
pub fn deck_sentences(decks: &[DeckRow]) -> String {
    let sentence = |deck: &DeckRow| match deck.about.as_str() {
        "" => format!("{}\n", sentence(deck)),
        about => format!("{}; {about}\n", sentence(deck)),
    };
    decks.iter().map(sentence).collect()
}

/// `challenges: 23 due, 32 new, 35 of 67 known`.
fn sentence(deck: &DeckRow) -> String {
    match deck.progress {
        Some(DeckProgress { due, new, known }) => {
            format!("{}: {due} due, {new} new, {known} of {} known", deck.id, deck.items)
        }
        None => format!("{}: {}", deck.id, super::count(deck.items, "item")),
    }
}

/// The cells of a row after the id.
fn cells(deck: &DeckRow) -> Vec<String> {
    let number = |count: usize| if count == 0 { "-".to_owned() } else { count.to_string() };
    match deck.progress {
        Some(DeckProgress { due, new, known }) => {
            vec![number(due), number(new), format!("{known} of {}", deck.items)]
        }
        None => vec![deck.items.to_string()],
    }
}

fn table(decks: &[&DeckRow], layout: Layout, theme: Theme, with_titles: bool) -> Vec<Line> {
    let Some(first) = decks.first() else { return Vec::new() };
    let names: &[&str] = if first.progress.is_some() { &["due", "new", "known"] } else { &["items"] };
    let rows: Vec<Vec<String>> = decks.iter().map(|deck| cells(deck)).collect();
    let widest = |at: usize| rows.iter().map(|row| width(&row[at])).chain([names[at].len()]).max().unwrap_or(0);
    let widths: Vec<usize> = (0..names.len()).map(widest).collect();
    let taken: usize = widths.iter().map(|width| width + 2).sum();
    let most = layout.text().saturating_sub(taken).max(4);
    let name = decks.iter().map(|deck| width(&deck.id)).max().unwrap_or(0).min(most);
    let title = layout.text().saturating_sub(name + taken + 2);
    let row = |id: &str, cells: &[String]| {
        let cells = cells.iter().zip(&widths).map(|(cell, width)| format!("  {cell:>width$}"));
        let id = console::truncate_str(id, name, theme.glyph(Glyph::Ellipsis));
        format!("{}{}", console::pad_str(&id, name, console::Alignment::Left, None), cells.collect::<String>())
    };
    let head = Line::of(Style::Quiet, row("", &names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>()));
    let row_of = |(deck, cells): (&&DeckRow, &Vec<String>)| {
        let waits = deck.progress.is_some_and(|progress| progress.due > 0);
        let row = Line::of(if waits { Style::Key } else { Style::Plain }, row(&deck.id, cells));
        if !with_titles || title < TITLE || deck.about.is_empty() {
            return vec![row];
        }
        hang(row.with(Style::Plain, "  "), wrap(Line::of(Style::Quiet, deck.about.as_str()).spans(), title))
    };
    std::iter::once(head).chain(decks.iter().zip(&rows).flat_map(row_of)).collect()
}

#[cfg(test)]
pub(super) use tests::overview as sample_overview;

#[cfg(test)]
mod tests {
    use super::super::samples::{NARROW, UTF8, WIDE, tuesday};
    use super::*;
    use crate::session::Load;

    fn row(id: &str, due: usize, new: usize, known: usize, about: &str) -> DeckRow {
        let progress = Some(DeckProgress { due, new, known });
        DeckRow { id: id.to_owned(), items: 44, progress, about: about.to_owned() }
    }

    fn shipped() -> Vec<DeckRow> {
        vec![
            row("applications", 2, 12, 30, "What open models are used for (built in)"),
            row("barriers", 0, 44, 0, "How open models lower barriers to entry for everyone (built in)"),
            row("challenges", 23, 10, 31, "Challenges (~/decks/challenges.yaml), 1 problem"),
            row("community", 0, 0, 44, "Community (built in)"),
            row("connections", 0, 44, 0, "Connections (built in)"),
            row("education", 0, 40, 4, "Education (built in)"),
            row("rise", 0, 44, 0, "The rise (built in)"),
        ]
    }

    pub(in super::super) fn overview() -> Overview {
        let outlook = Outlook { today: tuesday(), left: Load { due: 18, new: 6 }, minutes: 2, next: None };
        Overview { outlook, tomorrow_is_next: true, streak: 5, ms_today: 840_000, decks: shipped(), trouble: None }
    }

    #[test]
    fn what_is_left_stands_first_and_the_page_fits() {
        insta::assert_snapshot!(overview().page(WIDE, UTF8).painted(WIDE, UTF8), @r"
        Left today: 18 due, 6 new, about 2 minutes: oss-quiz run
        5 days in a row, 14 minutes today.

                      due  new     known
        challenges     23   10  31 of 44
        applications    2   12  30 of 44
        education       -   40   4 of 44
        barriers        -   44   0 of 44
        connections     -   44   0 of 44
        rise            -   44   0 of 44
        community       -    -  44 of 44

        Daily: oss-quiz run, exam (a test), stats (what you know), show DECK, decks
        Everything else: oss-quiz help
        ");
        let low = Layout { columns: 40, rows: 15 };
        let page = overview().page(low, Theme::BARE).painted(low, Theme::BARE);
        assert!(page.lines().count() <= 13, "{page}");
        insta::assert_snapshot!(page, @r"
        Left today: 18 due, 6 new, about 2
        minutes: oss-quiz run
        5 days in a row, 14 minutes today.

                      due  new     known
        challenges     23   10  31 of 44
        applications    2   12  30 of 44
        education       -   40   4 of 44
        and 4 more decks: oss-quiz decks

        oss-quiz run, exam, stats, show, decks
        Everything else: oss-quiz help
        ");
    }

    #[test]
    fn many_decks_never_make_it_longer() {
        let many = (0..300).map(|at| row(&format!("a-rather-long-deck-name-{at}"), at % 3, 5, 9, "")).collect();
        let many = Overview { decks: many, ..overview() };
        for (columns, rows) in [(80, 24), (40, 15), (200, 50), (20, 10), (10, 3)] {
            let layout = Layout { columns, rows };
            let page = many.page(layout, UTF8).painted(layout, UTF8);
            let least = if rows < 13 { usize::MAX } else { rows - 2 };
            assert!(page.lines().count() <= least.min(if columns < 40 { usize::MAX } else { 20 }), "{page}");
            if columns >= 40 {
                assert!(page.lines().all(|line| width(line) < columns), "{page}");
            }
        }
        assert!(many.plain().lines().count() <= 20);
        assert!(many.plain().contains("and 287 more decks"), "{}", many.plain());
    }

    #[test]
    fn trouble_with_the_progress_leaves_the_decks() {
        let decks = shipped().into_iter().take(2).map(|deck| DeckRow { progress: None, ..deck }).collect();
        let trouble = Some("`p.db` is damaged: a page is missing. Put a copy back.".to_owned());
        let overview = Overview { trouble, decks, ..Overview::default() };
        insta::assert_snapshot!(overview.page(WIDE, UTF8).painted(WIDE, UTF8), @r"
        `p.db` is damaged: a page is missing. Put a copy back.

                      items
        applications     44
        barriers         44

        Daily: oss-quiz run, exam (a test), stats (what you know), show DECK, decks
        Everything else: oss-quiz help
        ");
        insta::assert_snapshot!(overview.plain(), @r"
        `p.db` is damaged: a page is missing. Put a copy back.
        applications: 44 items.
        barriers: 44 items.
        Daily: oss-quiz run, exam (a test), stats (what you know), show DECK, decks
        Everything else: oss-quiz help
        ");
    }

    #[test]
    fn a_day_that_is_done_and_one_on_which_nothing_was_due() {
        let of = |ms_today| {
            let overview = Overview { outlook: Outlook::default(), ms_today, streak: 0, ..overview() };
            overview.plain().lines().next().unwrap_or_default().to_owned()
        };
        assert_eq!([of(1), of(0)], ["Today is done.", "Nothing is left today."]);
    }

    #[test]
    fn the_decks_as_a_table_and_in_sentences() {
        let some = &shipped()[..3];
        insta::assert_snapshot!(deck_table(some, WIDE, UTF8).painted(WIDE, UTF8), @r"
                      due  new     known
        applications    2   12  30 of 44  What open models are used for (built in)
        barriers        -   44   0 of 44  How open models lower barriers to entry for
                                          everyone (built in)
        challenges     23   10  31 of 44  Challenges (~/decks/challenges.yaml), 1
                                          problem
        ");
        insta::assert_snapshot!(deck_table(some, NARROW, UTF8).painted(NARROW, UTF8), @r"
                      due  new     known
        applications    2   12  30 of 44
        barriers        -   44   0 of 44
        challenges     23   10  31 of 44
        ");
        insta::assert_snapshot!(deck_sentences(some), @r"
        applications: 2 due, 12 new, 30 of 44 known; What open models are used for (built in)
        barriers: 0 due, 44 new, 0 of 44 known; How open models lower barriers to entry for everyone (built in)
        challenges: 23 due, 10 new, 31 of 44 known; Challenges (~/decks/challenges.yaml), 1 problem
        ");
    }
}
