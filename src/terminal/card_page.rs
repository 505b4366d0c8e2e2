//! Cards for reading: a single one as the quiz shows it, with its answer, or a whole deck.

use std::sync::Arc;

use super::layout::Layout;
use super::line::{Line, Span, Style};
use super::prose;
use super::theme::{Glyph, Theme};
use super::wrap::{hang, wrap};
use crate::deck::{Card, DeckSummary, Decks, SourceRef, Text, cloze::ClozePiece};
use crate::session::{AnswerKind, Listed, Question};

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CardPage {
    paragraphs: Vec<Paragraph>,
    theme: Option<Theme>,
}

/// A paragraph; an empty one is a blank line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Paragraph {
    /// The prefix on a drawn page; later rows are indented to its width.
    drawn: Line,
    /// The prefix on a plain page.
    said: String,
    spans: Vec<Span>,
}

impl CardPage {
    /// A card as the quiz shows it, followed by its answer and explanation.
    #[must_use]
    pub fn of_question(question: &Question, found: &dyn Decks, theme: Theme) -> Self {
        let mut page = Self { theme: Some(theme), ..Self::default() };
        let dot = theme.glyph(Glyph::Dot);
        page.quiet(format!("{} {dot} {}", question.id, question.kind().word()));
        page.gap();
        page.asked(question);
        page.choices(question);
        page.gap();
        for hint in &question.card.hints {
            page.text(Style::Near, "hint: ", "Hint: ", hint, Style::Plain);
        }
        let many = question.ordered() && !matches!(question.asks, AnswerKind::Text | AnswerKind::Rating);
        let synonyms = found.synonyms(question.id.deck());
        let wanted = if question.asks.typed() { question.wanted() } else { Vec::new() };
        for (nth, text) in question.right().iter().enumerate() {
            let word = if many { format!("{}  ", nth + 1) } else { "Answer: ".to_owned() };
            page.text(
                Style::Right,
                &word,
                &if many { format!("{}. ", nth + 1) } else { word.clone() },
                text,
                Style::Plain,
            );
            for other in wanted.get(nth).iter().flat_map(|answer| question.all_right(answer, &synonyms)).skip(1) {
                let other = Text::piece(&other).literally();
                page.text(Style::Quiet, "  Also right: ", "Also right: ", &other, Style::Plain);
            }
        }
        page.explained(&question.card, found);
        page
    }

    /// A whole deck, card by card, with the answers.
    #[must_use]
    pub fn of_deck(deck: &DeckSummary, cards: &[Arc<Card>], found: &dyn Decks, theme: Theme) -> Self {
        let mut page = Self { theme: Some(theme), ..Self::default() };
        page.text(Style::Plain, "", "", &deck.title, Style::Ask);
        if let Some(about) = &deck.about {
            page.text(Style::Plain, "", "", about, Style::Plain);
        }
        for (number, card) in (1..).zip(cards) {
            page.gap();
            let dot = theme.glyph(Glyph::Dot);
            page.quiet(format!("{number} of {} {dot} {} {dot} {}", cards.len(), card.id, card.body.kind().word()));
            page.card(card);
            page.explained(card, found);
        }
        page
    }

    /// Appends unstyled lines after a blank line.
    pub fn below(&mut self, lines: impl IntoIterator<Item = String>) {
        self.gap();
        let plain = |words: String| Paragraph { spans: vec![Span::new(Style::Plain, words)], ..Paragraph::default() };
        self.paragraphs.extend(lines.into_iter().map(plain));
    }

    /// The page for a terminal.
    #[must_use]
    pub fn painted(&self, layout: Layout) -> String {
        let theme = self.theme.unwrap_or(Theme::BARE);
        let lines = self.paragraphs.iter().flat_map(|paragraph| {
            let room = layout.text().saturating_sub(paragraph.drawn.width());
            hang(paragraph.drawn.clone(), wrap(&paragraph.spans, room))
        });
        layout.with_margin(lines).iter().map(|line| theme.paint(line) + "\n").collect()
    }

    /// The page for a pipe, a log or a screen reader: unwrapped and unstyled.
    #[must_use]
    pub fn plain(&self) -> String {
        let said = |paragraph: &Paragraph| {
            let text: String = paragraph.spans.iter().map(|span| span.text.as_str()).collect();
            format!("{}{}\n", paragraph.said, text.trim_end())
        };
        self.paragraphs.iter().map(said).collect()
    }

    fn theme(&self) -> Theme {
        self.theme.unwrap_or(Theme::BARE)
    }

    fn gap(&mut self) {
        self.paragraphs.push(Paragraph::default());
    }

    fn quiet(&mut self, words: String) {
        self.paragraphs.push(Paragraph { spans: vec![Span::new(Style::Quiet, words)], ..Paragraph::default() });
    }

    fn text(&mut self, before: Style, drawn: &str, said: &str, text: &Text, style: Style) {
        let spans = prose::spans(text, style, self.theme());
        self.paragraphs.push(Paragraph { drawn: Line::of(before, drawn), said: said.to_owned(), spans });
    }

    fn asked(&mut self, question: &Question) {
        if let Some(lead) = question.lead {
            self.paragraphs.push(Paragraph { spans: vec![Span::new(Style::Plain, lead)], ..Paragraph::default() });
        }
        let spans = prose::prompt(question, self.theme());
        self.paragraphs.push(Paragraph { spans, ..Paragraph::default() });
        if let Some(wants) = question.wants() {
            self.quiet(format!("({wants})"));
        }
    }

    fn choices(&mut self, question: &Question) {
        if question.choices.is_empty() {
            return;
        }
        self.gap();
        let tick = if question.asks == AnswerKind::Choices { "[ ] " } else { " " };
        for Listed { mark, text, why } in question.form().listed(question) {
            self.text(Style::Key, &format!("  {mark} {tick}"), &format!("{mark}. "), text, Style::Plain);
            if let Some(why) = why {
                self.text(Style::Plain, "       ", "   ", why, Style::Quiet);
            }
        }
    }

    /// A card's question and right answer, for reading.
    fn card(&mut self, card: &Card) {
        if !card.body.pieces().is_empty() {
            let spans = self.filled(card.body.pieces());
            self.paragraphs.push(Paragraph { spans, ..Paragraph::default() });
            return;
        }
        self.text(Style::Plain, "", "", &card.prompt(), Style::Ask);
        // The last of a card's items asks for what its prompt doesn't say.
        let right = card.parts().last().map(|part| card.body.right(*part)).unwrap_or_default();
        for (number, text) in (1..).zip(&right) {
            let (drawn, said) = if card.body.ordered() {
                (format!("  {number}  "), format!("{number}. "))
            } else {
                ("  ".into(), String::new())
            };
            self.text(Style::Plain, &drawn, &said, text, Style::Plain);
        }
    }

    /// A text with its gaps filled and marked.
    fn filled(&self, pieces: &[ClozePiece]) -> Vec<Span> {
        let theme = self.theme();
        // Without colour there is no underline, so brackets mark the gaps.
        let bracket = |glyph: &str| (!theme.color).then(|| Span::new(Style::Mark, glyph));
        let piece = |piece: &ClozePiece| match piece {
            ClozePiece::Shown(text) => prose::spans(text, Style::Ask, theme),
            ClozePiece::Gap { text, .. } => {
                let gap = prose::spans(text, Style::Mark, theme);
                bracket("[").into_iter().chain(gap).chain(bracket("]")).collect()
            }
        };
        pieces.iter().flat_map(piece).collect()
    }

    /// The correction of a false statement, the explanation, and the place in the source.
    fn explained(&mut self, card: &Card, found: &dyn Decks) {
        if let Some(correction) = card.body.correction() {
            self.text(Style::Plain, "Correct: ", "Correct: ", correction, Style::Plain);
        }
        if let Some(because) = &card.because {
            self.text(Style::Plain, "", "", because, Style::Plain);
        }
        if let Some(SourceRef { section, part }) = found.passage(card.id.deck(), &card.claims) {
            let down = self.theme().glyph(Glyph::Down);
            let part = part.map(|part| format!(" {down} {}", part.slug)).unwrap_or_default();
            self.quiet(format!("from {}{part}", section.slug));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::{Collection, parse_deck};

    const DECK: &str = "title: T
cards:
  - id: rivers
    kind: choice
    question: Which of these are rivers?
    answers: [the Loire, the Rhône]
    distractors:
      - text: the Jura
        why: It is a range of *mountains*, and a long one, so this line is wrapped below itself.
    because: Water flows in them.
  - id: sea
    kind: cloze
    text: \"{{c1::Marseille}} lies on the {{c2::Mediterranean}}.\"
  - id: south
    kind: order
    question: Which lies farthest north?
    steps: [Lille, Nice]
  - id: seas
    kind: typed
    question: Which two seas touch France in the west and north?
    answers: [Atlantic, Channel]
    accept: [[Atlantic Ocean, Bay of Biscay], []]
";

    fn found() -> Collection {
        Collection::new(vec![parse_deck("d", None, DECK).expect("a deck")])
    }

    #[test]
    fn a_card_is_shown_as_asked_with_its_answer_below() {
        let found = found();
        let page = CardPage::of_question(&Question::new(&found.items()[0], 0), &found, Theme::BARE);
        let layout = Layout { columns: 60, rows: 24 };
        insta::assert_snapshot!(page.painted(layout), @r"
        d/rivers . choice

        Which of these are rivers?

          1 [ ] the Jura
               It is a range of mountains, and a long one, so
               this line is wrapped below itself.
          2 [ ] the Rhône
          3 [ ] the Loire

        Answer: the Loire
        Answer: the Rhône
        Water flows in them.
        ");
        insta::assert_snapshot!(page.plain(), @r"
        d/rivers . choice

        Which of these are rivers?

        1. the Jura
           It is a range of mountains, and a long one, so this line is wrapped below itself.
        2. the Rhône
        3. the Loire

        Answer: the Loire
        Answer: the Rhône
        Water flows in them.
        ");
    }

    #[test]
    fn a_deck_is_read_from_end_to_end() {
        let found = found();
        let page = CardPage::of_deck(&found.summaries()[0], &found.cards(0), &found, Theme::BARE);
        insta::assert_snapshot!(page.painted(Layout::USUAL), @r"
        T

        1 of 4 . d/rivers . choice
        Which of these are rivers?
          the Loire
          the Rhône
        Water flows in them.

        2 of 4 . d/sea . cloze
        [Marseille] lies on the [Mediterranean].

        3 of 4 . d/south . order
        Which lies farthest north?
          1  Lille
          2  Nice

        4 of 4 . d/seas . typed
        Which two seas touch France in the west and north?
          Atlantic
          Channel
        ");
    }

    #[test]
    fn a_gap_is_underlined_where_that_can_be_drawn() {
        let found = found();
        let page =
            CardPage::of_deck(&found.summaries()[0], &found.cards(0), &found, Theme { color: true, unicode: true });
        let painted = page.painted(Layout::USUAL);
        assert!(painted.contains("\u{1b}[4mMediterranean\u{1b}[0m") && !painted.contains("[Medi"), "{painted}");
    }

    #[test]
    fn all_that_is_right_is_named() {
        let found = found();
        let seas = found.items().last().expect("an item");
        let page = CardPage::of_question(&Question::new(seas, 0), &found, Theme::BARE);
        insta::assert_snapshot!(page.plain(), @r"
        d/seas . typed

        Which two seas touch France in the west and north?
        (2 answers, in any order)

        Answer: Atlantic
        Also right: Atlantic Ocean
        Also right: Bay of Biscay
        Answer: Channel
        ");
    }
}
