//! The value of a card's field as given by an author or another program, and how it is written.

use super::scalar::scalar;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldValue {
    Text(String),
    /// Written without quotes: a number, `true`.
    Bare(String),
    /// The field is left out.
    Nothing,
    List(Vec<FieldValue>),
    Map(Vec<(String, FieldValue)>),
}

impl FieldValue {
    #[must_use]
    pub fn texts(texts: impl IntoIterator<Item = String>) -> Self {
        Self::List(texts.into_iter().map(Self::Text).collect())
    }
}

pub(crate) fn field(name: &str, value: &FieldValue) -> Vec<String> {
    let key = scalar(name);
    match value {
        FieldValue::Nothing => Vec::new(),
        FieldValue::Text(text) if is_block(text) => {
            let mark = if text.ends_with('\n') { "|" } else { "|-" };
            let lines = text.lines().map(|line| if line.is_empty() { String::new() } else { format!("  {line}") });
            std::iter::once(format!("{key}: {mark}")).chain(lines).collect()
        }
        value => match one_line(value) {
            Some(text) => vec![format!("{key}: {text}")],
            None => std::iter::once(format!("{key}:")).chain(indented(lines(value))).collect(),
        },
    }
}

/// Whether a text can be written as a block.
fn is_block(text: &str) -> bool {
    text.contains('\n')
        && !text.starts_with([' ', '\n'])
        && !text.ends_with("\n\n")
        && !text.chars().any(|c| c != '\n' && (c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')))
}

fn one_line(value: &FieldValue) -> Option<String> {
    match value {
        FieldValue::Text(text) => Some(scalar(text)),
        FieldValue::Bare(text) => Some(text.clone()),
        FieldValue::Nothing => Some("~".to_owned()),
        FieldValue::List(entries) if entries.is_empty() => Some("[]".to_owned()),
        FieldValue::Map(pairs) if pairs.is_empty() => Some("{}".to_owned()),
        FieldValue::List(_) | FieldValue::Map(_) => None,
    }
}

fn lines(value: &FieldValue) -> Vec<String> {
    match value {
        FieldValue::Map(pairs) => pairs.iter().flat_map(|(name, value)| field(name, value)).collect(),
        FieldValue::List(entries) => entries
            .iter()
            .flat_map(|entry| {
                let lines = one_line(entry).map_or_else(|| lines(entry), |line| vec![line]);
                let dashed = |(nth, line): (usize, String)| format!("{}{line}", if nth == 0 { "- " } else { "  " });
                lines.into_iter().enumerate().map(dashed).collect::<Vec<_>>()
            })
            .collect(),
        scalar => one_line(scalar).into_iter().collect(),
    }
}

fn indented(lines: Vec<String>) -> impl Iterator<Item = String> {
    lines.into_iter().map(|line| if line.is_empty() { line } else { format!("  {line}") })
}
