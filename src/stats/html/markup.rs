//! HTML and SVG building blocks. Text from a deck or the log goes through [`escaped`].

use std::fmt::Write as _;

use crate::stats::escape;

/// Escapes text for an element or a quoted attribute. A percent sign stays with its number.
pub(super) fn escaped(text: &str) -> String {
    escape::escaped(&text.replace(" %", "\u{a0}%"))
}

/// A section with its heading.
pub(super) fn section(class: &str, heading: &str, note: &str, body: &str) -> String {
    let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
    let note = if note.is_empty() { String::new() } else { format!("<p>{}</p>", escaped(note)) };
    format!("<section{class}><h2>{}</h2>{note}{body}</section>\n", escaped(heading))
}

/// A legend: symbols drawn in a square of 10, with their meaning.
pub(super) fn legend(signs: &[(String, String)]) -> String {
    let sign = |(drawing, words): &(String, String)| {
        let words = escaped(words);
        format!("<li><svg viewBox=\"0 0 10 10\" aria-hidden=\"true\">{drawing}</svg>{words}</li>")
    };
    format!("<ul class=\"legend\">{}</ul>", signs.iter().map(sign).collect::<String>())
}

/// A square for a legend.
pub(super) fn square(class: &str) -> String {
    rect(class, (0.0, 0.0), (10.0, 10.0), "")
}

/// A drawing with its name and, folded below it, a table of the same data.
pub(super) fn figure(name: &str, (width, height): (f64, f64), drawing: &str, table: &str) -> String {
    let name = escaped(name);
    format!(
        "<figure><svg viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{name}\"><title>{name}</title>\
         {drawing}</svg></figure>{}",
        folded(table)
    )
}

/// A table folded until it is opened.
pub(super) fn folded(table: &str) -> String {
    if table.is_empty() { String::new() } else { format!("<details><summary>As a table</summary>{table}</details>") }
}

/// A table cell: a text, a text with a note below it, or a right-aligned number.
pub(super) enum TableCell {
    Text(String),
    Pair(String, String),
    Number(String),
}

impl TableCell {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub(super) fn pair(text: impl Into<String>, below: impl Into<String>) -> Self {
        Self::Pair(text.into(), below.into())
    }

    pub(super) fn number(number: impl std::fmt::Display) -> Self {
        Self::Number(format!("{number}"))
    }
}

/// A table. A heading that ends in `#` is for numbers.
pub(super) fn table(summaries: &[&str], rows: impl IntoIterator<Item = Vec<TableCell>>) -> String {
    let mut html = String::from("<div class=\"table\"><table><thead><tr>");
    for heading in summaries {
        // Writing to a String can't fail.
        let _ = match heading.strip_suffix('#') {
            Some(heading) => write!(html, "<th scope=\"col\" class=\"n\">{}</th>", escaped(heading)),
            None => write!(html, "<th scope=\"col\">{}</th>", escaped(heading)),
        };
    }
    html.push_str("</tr></thead><tbody>");
    for row in rows {
        html.push_str("<tr>");
        for cell in row {
            let _ = match cell {
                TableCell::Text(text) => write!(html, "<td>{}</td>", escaped(&text)),
                TableCell::Pair(text, below) => {
                    write!(html, "<td>{}<small>{}</small></td>", escaped(&text), escaped(&below))
                }
                TableCell::Number(text) => write!(html, "<td class=\"n\">{}</td>", escaped(&text)),
            };
        }
        html.push_str("</tr>");
    }
    html.push_str("</tbody></table></div>");
    html
}

/// A rectangle with a tooltip.
pub(super) fn rect(class: &str, (x, y): (f64, f64), (width, height): (f64, f64), title: &str) -> String {
    let title = if title.is_empty() { String::new() } else { format!("<title>{}</title>", escaped(title)) };
    format!(
        "<rect class=\"{class}\" x=\"{x:.2}\" y=\"{y:.2}\" width=\"{:.2}\" height=\"{:.2}\" rx=\"2\">{title}</rect>",
        width.max(0.0),
        height.max(0.0)
    )
}

/// A rectangle with sharp corners, for a stretched drawing.
pub(super) fn slab(class: &str, (x, y): (f64, f64), (width, height): (f64, f64)) -> String {
    let width = width.max(0.0);
    format!("<rect class=\"{class}\" x=\"{x:.2}\" y=\"{y:.2}\" width=\"{width:.2}\" height=\"{height:.2}\"/>")
}

/// A text anchored at its middle, start or end.
pub(super) fn label(class: &str, anchor: &str, (x, y): (f64, f64), text: &str) -> String {
    format!("<text class=\"{class}\" text-anchor=\"{anchor}\" x=\"{x:.2}\" y=\"{y:.2}\">{}</text>", escaped(text))
}

pub(super) fn line(class: &str, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) -> String {
    format!("<line class=\"{class}\" x1=\"{x1:.2}\" y1=\"{y1:.2}\" x2=\"{x2:.2}\" y2=\"{y2:.2}\"/>")
}

/// A dot with a tooltip.
pub(super) fn dot((x, y): (f64, f64), radius: f64, title: &str) -> String {
    let title = escaped(title);
    format!("<circle class=\"dot\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius:.1}\"><title>{title}</title></circle>")
}

/// A line through points.
pub(super) fn path(points: &[(f64, f64)]) -> String {
    let points: Vec<String> = points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
    format!("<polyline class=\"path\" points=\"{}\"/>", points.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_deck_becomes_markup() {
        assert_eq!(
            escaped("<script>'a' & \"b\"</script>"),
            "&lt;script&gt;&#39;a&#39; &amp; &quot;b&quot;&lt;/script&gt;"
        );
        let html = table(&["<i>"], [vec![TableCell::text("<b>"), TableCell::number("<u>")]]);
        assert!(!html.contains("<b>") && !html.contains("<u>") && !html.contains("<i>"));
    }
}
