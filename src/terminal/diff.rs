//! The typed text above the expected one, character by character.

use unicode_segmentation::UnicodeSegmentation;

use super::line::{Line, Style, width};

/// One column of the comparison: a grapheme of either text, if there is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct DiffColumn<'a> {
    typed: Option<&'a str>,
    wanted: Option<&'a str>,
}

impl DiffColumn<'_> {
    fn differs(&self) -> bool {
        match (self.typed, self.wanted) {
            (Some(typed), Some(wanted)) => !same(typed, wanted),
            _ => true,
        }
    }

    fn columns(&self) -> usize {
        let columns = |text: Option<&str>| text.map_or(1, width);
        columns(self.typed).max(columns(self.wanted)).max(1)
    }
}

/// Compares without case: a difference in capitals isn't worth showing.
fn same(a: &str, b: &str) -> bool {
    a == b || a.to_lowercase() == b.to_lowercase()
}

/// The row labels, of equal width.
const YOU: &str = "   you   ";
const ANSWER: &str = "answer   ";
const NOTHING: &str = "         ";

/// The rows of the comparison, split into pieces on a narrow screen.
pub(super) fn lines(typed: &str, wanted: &str, columns: usize) -> Vec<Line> {
    let pairs = align(typed, wanted);
    // If the texts have next to nothing in common, marks under everything would say nothing.
    let common = pairs.iter().filter(|pair| !pair.differs()).count();
    let marked = common * 2 >= pairs.len();
    let room = columns.saturating_sub(NOTHING.len() + 4).max(8);
    let pieces = if marked { pieces(&pairs, room) } else { Vec::new() };
    if !marked {
        return [(YOU, typed), (ANSWER, wanted)]
            .into_iter()
            .flat_map(|(name, text)| plain_row(name, text, columns))
            .collect();
    }
    let word = word(&pairs);
    pieces.iter().flat_map(|piece| rows(piece, word)).collect()
}

fn plain_row(name: &str, text: &str, columns: usize) -> Vec<Line> {
    let start = Line::of(Style::Quiet, format!("  {name}"));
    let room = columns.saturating_sub(start.width());
    super::wrap::hang(start, super::wrap::wrap(Line::of(Style::Plain, text).spans(), room))
}

fn pieces<'p, 't>(pairs: &'p [DiffColumn<'t>], room: usize) -> Vec<&'p [DiffColumn<'t>]> {
    let mut pieces = Vec::new();
    let (mut start, mut taken) = (0, 0);
    for (at, pair) in pairs.iter().enumerate() {
        if taken + pair.columns() > room {
            pieces.push(&pairs[start..at]);
            (start, taken) = (at, 0);
        }
        taken += pair.columns();
    }
    pieces.push(&pairs[start..]);
    pieces
}

fn rows(pairs: &[DiffColumn<'_>], word: &str) -> Vec<Line> {
    let row = |name: &str, text: fn(&DiffColumn<'_>) -> String| {
        let mut line = Line::of(Style::Quiet, format!("  {name}"));
        for pair in pairs {
            let text = text(pair);
            let room = " ".repeat(pair.columns().saturating_sub(width(&text)));
            line = line.with(if pair.differs() { Style::Mark } else { Style::Plain }, text).with(Style::Plain, room);
        }
        line
    };
    let mut marks = Line::of(Style::Plain, format!("  {NOTHING}"));
    for pair in pairs {
        marks = marks.with(Style::Near, if pair.differs() { "^" } else { " " }.repeat(pair.columns()));
    }
    let mut lines = vec![
        row(YOU, |pair| pair.typed.unwrap_or("_").to_owned()),
        row(ANSWER, |pair| pair.wanted.unwrap_or("_").to_owned()),
    ];
    if pairs.iter().any(DiffColumn::differs) {
        let marks = marks.text().trim_end().to_owned() + if word.is_empty() { "" } else { " " } + word;
        lines.push(Line::of(Style::Near, marks));
    }
    lines
}

/// A word for the difference, if all differences are of one sort.
fn word(pairs: &[DiffColumn<'_>]) -> &'static str {
    let different: Vec<(usize, &DiffColumn<'_>)> =
        pairs.iter().enumerate().filter(|(_, pair)| pair.differs()).collect();
    match different.as_slice() {
        [] => "",
        all if all.iter().all(|(_, pair)| pair.typed.is_none()) => "missing",
        all if all.iter().all(|(_, pair)| pair.wanted.is_none()) => "too many",
        [(a, first), (b, second)] if a + 1 == *b && first.typed == second.wanted && first.wanted == second.typed => {
            "swapped"
        }
        _ => "",
    }
}

/// Aligns two texts with as few differences as possible.
fn align<'t>(typed: &'t str, wanted: &'t str) -> Vec<DiffColumn<'t>> {
    let a: Vec<&str> = typed.graphemes(true).collect();
    let b: Vec<&str> = wanted.graphemes(true).collect();
    let cost = costs(&a, &b);
    let (mut i, mut j) = (0, 0);
    let mut pairs = Vec::with_capacity(a.len().max(b.len()));
    while i < a.len() || j < b.len() {
        let both = i < a.len() && j < b.len();
        let step = usize::from(both && !same(a[i], b[j]));
        if both && cost[i][j] == cost[i + 1][j + 1] + step {
            pairs.push(DiffColumn { typed: Some(a[i]), wanted: Some(b[j]) });
            (i, j) = (i + 1, j + 1);
        } else if j < b.len() && cost[i][j] == cost[i][j + 1] + 1 {
            pairs.push(DiffColumn { typed: None, wanted: Some(b[j]) });
            j += 1;
        } else {
            pairs.push(DiffColumn { typed: Some(a[i]), wanted: None });
            i += 1;
        }
    }
    pairs
}

/// For each pair of positions, the edit distance of the rest.
fn costs(a: &[&str], b: &[&str]) -> Vec<Vec<usize>> {
    let mut cost = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in (0..=a.len()).rev() {
        for j in (0..=b.len()).rev() {
            cost[i][j] = match (a.get(i), b.get(j)) {
                (None, _) => b.len() - j,
                (_, None) => a.len() - i,
                (Some(x), Some(y)) => {
                    let step = usize::from(!same(x, y));
                    (cost[i + 1][j + 1] + step).min(cost[i][j + 1] + 1).min(cost[i + 1][j] + 1)
                }
            };
        }
    }
    cost
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(typed: &str, wanted: &str, columns: usize) -> String {
        lines(typed, wanted, columns).iter().map(|line| line.text().trim_end().to_owned() + "\n").collect()
    }

    #[test]
    fn a_missing_letter_is_pointed_at() {
        insta::assert_snapshot!(shown("Masakane", "Masakhane", 77), @r"
             you   Masak_ane
          answer   Masakhane
                        ^ missing
        ");
    }

    #[test]
    fn a_swap_and_a_letter_too_many_have_words() {
        insta::assert_snapshot!(shown("wieght", "weight", 77) + &shown("weightt", "weight", 77), @r"
           you   wieght
        answer   weight
                  ^^ swapped
           you   weightt
        answer   weight_
                       ^ too many
        ");
    }

    #[test]
    fn other_words_stand_under_one_another() {
        insta::assert_snapshot!(shown("Papers and Code", "Papers with Code", 77), @r"
           you   Papers and_ Code
        answer   Papers with Code
                        ^^^^
        ");
    }

    #[test]
    fn wide_signs_keep_their_columns() {
        insta::assert_snapshot!(shown("機械学", "機械科学", 77), @r"
             you   機械_ 学
          answer   機械科学
                       ^^ missing
        ");
    }

    #[test]
    fn texts_with_nothing_in_common_are_not_marked() {
        insta::assert_snapshot!(shown("no idea", "Masakhane", 77), @r"
             you   no idea
          answer   Masakhane
        ");
    }

    #[test]
    fn a_long_answer_is_cut_into_pieces() {
        insta::assert_snapshot!(shown("reinforcement lerning from human feedback", "reinforcement learning from human feedback", 37), @r"
           you   reinforcement le_rning f
        answer   reinforcement learning f
                                 ^ missing
           you   rom human feedback
        answer   rom human feedback
        ");
    }
}
