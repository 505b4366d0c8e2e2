//! Turns deck texts into spans.

use super::line::{Inline, Line, Span, Style};
use super::theme::Theme;
use super::wrap::wrap;
use crate::deck::{Emphasis, Text};
use crate::session::{GAP, PromptPiece, Question};

pub(super) fn spans(text: &Text, style: Style, theme: Theme) -> Vec<Span> {
    text.spans()
        .into_iter()
        .map(|span| {
            let inline = inline(span.style);
            // Without styles, backticks tell code from text.
            let (style, text) = match inline {
                Inline::Code if !theme.color => (style, format!("`{}`", span.text)),
                // A block of code is indented; all in bold it would be hard to read.
                Inline::Fenced if style == Style::Ask => (Style::Plain, set_in(&span.text)),
                Inline::Fenced => (style, set_in(&span.text)),
                _ => (style, span.text),
            };
            Span { style, inline, text }
        })
        .collect()
}

fn set_in(block: &str) -> String {
    block.split_inclusive('\n').flat_map(|line| ["  ", line]).collect()
}

fn inline(style: Emphasis) -> Inline {
    match style {
        Emphasis::Plain => Inline::None,
        Emphasis::Code => Inline::Code,
        Emphasis::Strong => Inline::Strong,
        Emphasis::Italic => Inline::Emphasis,
        Emphasis::Fenced => Inline::Fenced,
    }
}

/// The prompt, with its gap marked.
pub(super) fn prompt(question: &Question, theme: Theme) -> Vec<Span> {
    question
        .prompt
        .iter()
        .flat_map(|piece| match piece {
            PromptPiece::Text(text) => spans(text, Style::Ask, theme),
            PromptPiece::Gap { hint } => gap(hint.as_ref()),
        })
        .collect()
}

fn gap(hint: Option<&Text>) -> Vec<Span> {
    let mut spans = vec![Span::new(Style::Mark, GAP)];
    spans.extend(hint.map(|hint| Span::new(Style::Ask, format!(" ({})", hint.plain()))));
    spans
}

pub(super) fn lines(text: &Text, style: Style, theme: Theme, columns: usize) -> Vec<Line> {
    wrap(&spans(text, style, theme), columns)
}

/// Adds a full stop if the text ends in a letter or digit that one can follow.
pub(super) fn sentence(text: &str) -> String {
    let text = text.trim_end();
    let takes_one = text.ends_with(|c: char| c.is_alphanumeric() && !is_wide(c) || ")]\"'%`".contains(c));
    if takes_one { format!("{text}.") } else { text.to_owned() }
}

/// The same, for a text followed by another sentence in the line; Chinese and Japanese have their own full stop.
pub(super) fn sentence_before_more(text: &str) -> String {
    let text = sentence(text);
    if text.ends_with(|c: char| is_wide(c) && c.is_alphanumeric() || "）】」』".contains(c)) {
        text + "。"
    } else {
        text
    }
}

/// Whether the script is wide and has no full stop like ours: East Asian except Korean.
fn is_wide(c: char) -> bool {
    u32::from(c) >= 0x2e80 && !matches!(c, '가'..='힣' | 'ힰ'..='ퟻ')
}

/// Joins several texts into one line.
pub(super) fn joined(texts: &[Text]) -> String {
    texts.iter().map(Text::plain).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_as_its_script_ends_one() {
        for (text, alone, before_more) in [
            ("Masakhane", "Masakhane.", "Masakhane."),
            ("시간", "시간.", "시간."),
            ("東京", "東京", "東京。"),
            ("ページ", "ページ", "ページ。"),
            ("「東京」", "「東京」", "「東京」。"),
            ("東京。", "東京。", "東京。"),
            ("really?", "really?", "really?"),
            ("50 %", "50 %.", "50 %."),
        ] {
            assert_eq!((sentence(text).as_str(), sentence_before_more(text).as_str()), (alone, before_more), "{text}");
        }
    }
}
