//! CSV for spreadsheets: days, and items for their author.

use std::fmt::Write as _;

use super::deck_quality::AuthorItem;
use super::rounding::{real_sum, rounded};
use super::summary::Stats;

/// A row for each study day, the oldest first.
#[must_use]
pub fn days(stats: &Stats) -> String {
    let mut csv = String::from("date,reviews,scheduled,new,seconds,young,young_kept,mature,mature_kept\n");
    for (day, s) in &stats.days {
        let seconds = rounded(real_sum(s.ms) / 1_000.0, 1);
        // Writing to a String can't fail.
        let _ = writeln!(
            csv,
            "{day},{},{},{},{seconds},{},{},{},{}",
            s.reviews, s.reviews, s.introduced, s.young, s.young_kept, s.mature, s.mature_kept
        );
    }
    csv
}

/// A row for each answered item, in deck order.
#[must_use]
pub fn items(items: &[AuthorItem]) -> String {
    let mut csv = String::from("item,kind,answers,right,guessed,median_seconds,fault,unpicked,prompt\n");
    for item in items {
        let seconds = item.median_ms.map(|ms| rounded(f64::from(ms) / 1_000.0, 1).to_string()).unwrap_or_default();
        let fault = item.fault.map_or("", super::deck_quality::CardFault::word);
        let unpicked = item.unpicked.join(" | ");
        let _ = writeln!(
            csv,
            "{},{},{},{},{},{seconds},{fault},{},{}",
            cell(item.item.as_str()),
            item.kind,
            item.answers,
            item.right,
            item.guessed,
            cell(&unpicked),
            cell(&item.prompt)
        );
    }
    csv
}

/// Quotes a cell as in RFC 4180. A cell that a spreadsheet would take for a formula gets a leading `'`, because decks
/// can come from strangers.
fn cell(text: &str) -> String {
    let text = if text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_are_no_formulas() {
        for (text, shown) in
            [("plain", "plain"), ("a, b", "\"a, b\""), ("say \"a\"", "\"say \"\"a\"\"\""), ("=1+1", "'=1+1")]
        {
            assert_eq!(cell(text), shown);
        }
    }
}
