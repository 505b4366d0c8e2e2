//! A list of items: one row each if there is room, otherwise a few lines each.

use super::layout::Layout;
use super::line::{Line, Span, Style, cut, width};
use super::page::Page;
use super::theme::{Glyph, Theme};
use super::wrap::{hang, wrap};
use super::{count, days};
use crate::schedule::Day;

/// The narrowest column for the question.
const LEAST_PROMPT: usize = 36;
/// The same if the place follows it.
const LEAST_BEFORE_PLACE: usize = 60;
/// Spaces between two columns.
const GAP: usize = 2;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListRow {
    pub id: String,
    pub kind: &'static str,
    /// New, in review, suspended and so on.
    pub state: &'static str,
    /// When it is due, as by [`due_word`].
    pub due: String,
    /// The question in one line.
    pub prompt: String,
    /// Set if it is flagged: the note.
    pub flag: Option<String>,
    /// File and line of the card; `None` if built in.
    pub place: Option<String>,
}

/// When an item is due: `today`, `tomorrow`, `Fri 4 Dec`. Just after midnight the study day is still yesterday's and
/// "tomorrow" would mislead; then the date is given.
#[must_use]
pub fn due_word(due: Day, today: Day, same_date: bool) -> String {
    match due.since(today) {
        ..=0 => "today".to_owned(),
        1 if same_date => "tomorrow".to_owned(),
        _ => days::date(due, today),
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing(pub Vec<ListRow>);

impl Listing {
    /// The list for a terminal, with the number of items at the end.
    #[must_use]
    pub fn painted(&self, layout: Layout, theme: Theme) -> String {
        let widths = Widths::of(&self.0);
        let columns = layout.columns.saturating_sub(layout.margin() + 1).max(1);
        let prompt = columns.saturating_sub(widths.before_prompt());
        let mut lines: Vec<Line> = if prompt >= LEAST_PROMPT {
            self.0.iter().flat_map(|row| in_one_row(row, &widths, prompt, theme)).collect()
        } else {
            self.0.iter().flat_map(|row| in_few_lines(row, &widths, columns, theme)).collect()
        };
        lines.push(Line::blank());
        lines.push(Line::of(Style::Quiet, count(self.0.len(), "item")));
        layout.with_margin(lines).iter().map(|line| theme.paint(line) + "\n").collect()
    }

    /// The list for a pipe, a log or a screen reader: one line per item, uncut.
    #[must_use]
    pub fn plain(&self) -> String {
        let widths = Widths::of(&self.0);
        let line = |row: &ListRow| {
            let flag = row.flag.as_ref().map(|flag| format!("  {flag}")).unwrap_or_default();
            let place = row.place.as_ref().map(|place| format!("  ({place})")).unwrap_or_default();
            format!("{}  {}  {}{flag}{place}\n", padded(&row.id, widths.id), widths.standing(row), row.prompt)
        };
        self.0.iter().map(line).collect()
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TagRow {
    pub tag: String,
    pub cards: usize,
    pub items: usize,
    pub due: usize,
}

#[must_use]
pub fn tag_table(tags: impl IntoIterator<Item = TagRow>) -> Page {
    let rows: Vec<[String; 4]> = tags
        .into_iter()
        .map(|tag| [tag.tag, count(tag.cards, "card"), count(tag.items, "item"), format!("{} due", tag.due)])
        .collect();
    let widest = |at: usize| rows.iter().map(|row| width(&row[at])).max().unwrap_or(0);
    let [tag, cards, items, due] = [0, 1, 2, 3].map(widest);
    let mut page = Page::default();
    page.0.extend(rows.iter().map(|row| {
        let counts = format!("  {:>cards$}  {:>items$}  {:>due$}", row[1], row[2], row[3]);
        Line::of(Style::Key, padded(&row[0], tag)).with(Style::Plain, counts)
    }));
    page
}

/// Widths of the columns before the question.
struct Widths {
    id: usize,
    kind: usize,
    state: usize,
    due: usize,
    place: usize,
}

impl Widths {
    fn of(rows: &[ListRow]) -> Self {
        let most = |of: fn(&ListRow) -> usize| rows.iter().map(of).max().unwrap_or(0);
        Self {
            id: most(|row| width(&row.id)),
            kind: most(|row| width(row.kind)),
            state: most(|row| width(row.state)),
            due: most(|row| width(&row.due)),
            place: most(|row| row.place.as_ref().map_or(0, |place| width(place))),
        }
    }

    fn before_prompt(&self) -> usize {
        self.id + self.kind + self.state + self.due + 4 * GAP
    }

    /// Kind, state and due day.
    fn standing(&self, row: &ListRow) -> String {
        format!("{}  {}  {}", padded(row.kind, self.kind), padded(row.state, self.state), padded(&row.due, self.due))
    }
}

fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

fn in_one_row(row: &ListRow, widths: &Widths, prompt: usize, theme: Theme) -> Vec<Line> {
    let ellipsis = theme.glyph(Glyph::Ellipsis);
    let shows_place = widths.place > 0 && prompt >= LEAST_BEFORE_PLACE + GAP + widths.place;
    let room = if shows_place { prompt - GAP - widths.place } else { prompt };
    let asked = cut(&row.prompt, room, ellipsis);
    let mut line = Line::of(Style::Key, padded(&row.id, widths.id))
        .with(Style::Quiet, format!("  {}  ", widths.standing(row)))
        .with(Style::Plain, asked.as_str());
    if let Some(place) = row.place.as_ref().filter(|_| shows_place) {
        let gap = " ".repeat(room - width(&asked) + GAP);
        line = line.with(Style::Quiet, format!("{gap}{place}"));
    }
    let flag = row.flag.iter().flat_map(|flag| below(flag, Style::Near, widths.before_prompt(), prompt));
    std::iter::once(line).chain(flag).collect()
}

fn in_few_lines(row: &ListRow, widths: &Widths, columns: usize, theme: Theme) -> Vec<Line> {
    let (id, standing) = (Line::of(Style::Key, row.id.as_str()), widths.standing(row));
    let standing = standing.trim_end();
    let mut lines = if widths.id + GAP + width(standing) <= columns {
        let gap = " ".repeat(widths.id - width(&row.id) + GAP);
        vec![id.with(Style::Quiet, format!("{gap}{standing}"))]
    } else {
        let mut lines = wrap(id.spans(), columns);
        let standing = format!("{}  {}  {}", row.kind, row.state, row.due);
        lines.extend(below(&standing, Style::Quiet, GAP, columns.saturating_sub(GAP)));
        lines
    };
    let room = columns.saturating_sub(GAP).max(1);
    let asked = cut(&row.prompt, room, theme.glyph(Glyph::Ellipsis));
    lines.extend(below(&asked, Style::Plain, GAP, room));
    lines.extend(row.flag.iter().flat_map(|flag| below(flag, Style::Near, GAP, room)));
    lines
}

/// Wraps a text, indented by `left` columns.
fn below(text: &str, style: Style, left: usize, room: usize) -> Vec<Line> {
    hang(Line::of(Style::Plain, " ".repeat(left)), wrap(&[Span::new(style, text)], room.max(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listing() -> Listing {
        Listing(vec![
            ListRow {
                id: "challenges/uneven-quality".to_owned(),
                kind: "flip",
                state: "new",
                due: "-".to_owned(),
                prompt: "Why is uneven quality a serious risk in healthcare and finance?".to_owned(),
                ..ListRow::default()
            },
            ListRow {
                id: "own/rivers#c1".to_owned(),
                kind: "cloze",
                state: "suspended",
                due: "Fri 4 Dec".to_owned(),
                prompt: "The ________ flows through Paris.".to_owned(),
                flag: Some("flagged: or the Marne?".to_owned()),
                place: Some("decks/own.yaml:12".to_owned()),
            },
        ])
    }

    fn painted(columns: usize) -> String {
        listing().painted(Layout { columns, rows: 24 }, Theme::BARE)
    }

    #[test]
    fn a_list_takes_the_room_there_is() {
        insta::assert_snapshot!(painted(160), @r"
          challenges/uneven-quality  flip   new        -          Why is uneven quality a serious risk in healthcare and finance?
          own/rivers#c1              cloze  suspended  Fri 4 Dec  The ________ flows through Paris.                                                   decks/own.yaml:12
                                                                  flagged: or the Marne?

          2 items
        ");
        insta::assert_snapshot!(painted(80), @r"
          challenges/uneven-quality  flip   new        -
            Why is uneven quality a serious risk in healthcare and finance?
          own/rivers#c1              cloze  suspended  Fri 4 Dec
            The ________ flows through Paris.
            flagged: or the Marne?

          2 items
        ");
        insta::assert_snapshot!(painted(40), @r"
         challenges/uneven-quality
           flip  new  -
           Why is uneven quality a serious r...
         own/rivers#c1
           cloze  suspended  Fri 4 Dec
           The ________ flows through Paris.
           flagged: or the Marne?

         2 items
        ");
    }

    #[test]
    fn off_a_screen_a_line_says_all() {
        insta::assert_snapshot!(listing().plain(), @r"
        challenges/uneven-quality  flip   new        -          Why is uneven quality a serious risk in healthcare and finance?
        own/rivers#c1              cloze  suspended  Fri 4 Dec  The ________ flows through Paris.  flagged: or the Marne?  (decks/own.yaml:12)
        ");
    }

    #[test]
    fn no_line_is_wider_than_the_screen() {
        for columns in 20..200 {
            let wide = painted(columns).lines().map(width).max();
            assert!(wide < Some(columns), "{wide:?} in {columns}");
        }
    }

    #[test]
    fn a_due_day_is_said_in_words() {
        let today = Day::from(jiff::civil::date(2026, 12, 2));
        let word = |after: i32| due_word(today + after, today, true);
        assert_eq!([-3, 0, 1, 2, 40].map(word), ["today", "today", "tomorrow", "Fri 4 Dec", "Mon 11 Jan 2027"]);
        assert_eq!(due_word(today + 1, today, false), "Thu 3 Dec");
    }
}
