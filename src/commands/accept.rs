//! "I was right": offers to add the answer to the card's `accept`, if the deck is a file of the learner's.

use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;

use crate::app::App;
use crate::deck::edit;
use crate::deck::edit::Accepted;
use crate::deck::text::safe_line;
use crate::deck::{CardId, Collection, Decks, Item, ItemId, parse_deck};
use crate::grading::{AnswerSet, TextMatch};
use crate::library;
use crate::schedule::Verdict;
use crate::session::{
    Answer, Effect, FilterTerm, FinishedQuestion, GradeDetail, GradingContext, Question, Session, Stage, Ui, Unmatched,
    grade_answer, unmatched,
};
use crate::study::StudyContext;

/// What to propose for an answer that the learner has overruled as right.
pub(super) enum Proposal {
    /// Add it to the card's `accept`.
    Offer(AcceptOffer),
    /// The file's layout can only be edited by hand: the message to show.
    ByHand(String),
}

pub(super) struct AcceptOffer {
    pub(super) question: String,
    path: Arc<Path>,
    before: String,
    after: String,
    card: CardId,
}

impl Proposal {
    /// `None` if the deck isn't a file of the learner's. `is_another`: whether the text is the answer to another card.
    pub(super) fn of(
        found: &dyn Decks,
        id: &ItemId,
        typed: &str,
        is_another: impl Fn(&Item, &str) -> bool,
        app: &App,
    ) -> Option<Self> {
        let typed = typed.trim();
        let item = found.item(id).filter(|_| !typed.is_empty())?;
        let path = found.heading(id.deck())?.path.clone()?;
        let (stem, before) = (library::stem(&path)?, library::text_of(&path)?);
        let (card, shown) = (item.card.id.clone(), app.shown(&path));
        let by_hand = |line: String| {
            let line = safe_line(&line);
            Self::ByHand(format!("To accept it from now on, edit {card} in {shown} yourself: {line}"))
        };
        let (wanted, text) = new_text(&Question::new(&item, 0), typed)?;
        let after = match edit::accept(&stem, &before, id, wanted, &text)? {
            Accepted::Written { text, .. } if is_right(&stem, &text, id, typed) => text,
            Accepted::Written { line, .. } | Accepted::ByHand { line } => return Some(by_hand(line)),
        };
        let is_another = is_another(&item, &text);
        let text = safe_line(&text);
        let question = if is_another {
            format!("\"{text}\" is already an answer elsewhere in your decks. Accept it here too, in {shown}?")
        } else {
            format!("Accept \"{text}\" from now on, in {shown}?")
        };
        Some(Self::Offer(AcceptOffer { question, path, before, after, card }))
    }
}

/// The one new text of an answer and the index of the wanted text it stands for. `None` if more than one is new.
fn new_text(question: &Question, typed: &str) -> Option<(usize, String)> {
    if question.wanted().len() == 1 {
        return Some((0, typed.to_owned()));
    }
    let Unmatched { wanted, texts } = unmatched(question, typed);
    match (wanted.as_slice(), texts.as_slice()) {
        (&[at], [text]) => Some((at, text.clone())),
        _ => None,
    }
}

/// Whether the typed answer is right in a deck with this text.
pub(super) fn is_right(stem: &str, text: &str, id: &ItemId, typed: &str) -> bool {
    let Ok(deck) = parse_deck(stem, None, text) else { return false };
    let found = Collection::new(vec![deck]);
    let nothing = AnswerSet::default();
    found.item(id).is_some_and(|item| {
        let question = Question::new(item, 0);
        if question.wanted().len() > 1 {
            let Unmatched { wanted, texts } = unmatched(&question, typed);
            return wanted.is_empty() && texts.is_empty();
        }
        let synonyms = found.synonyms(id.deck());
        let context = GradingContext { synonyms: &synonyms, known: &|| &nothing };
        grade_answer(&question, &Answer::Text(typed.to_owned()), context)
            .is_ok_and(|judged| matches!(judged.detail, GradeDetail::Typed { finding: TextMatch::Same, .. }))
    })
}

impl AcceptOffer {
    /// Writes the file; returns the message to show.
    pub(super) fn write(&self) -> Result<String, library::WriteError> {
        library::replace(&self.path, &self.before, &self.after)?;
        Ok(format!("{} accepts it now.", self.card))
    }
}

/// Offers to add an overruled answer to its card's `accept`, and does so if the learner agrees.
pub(super) fn offer(
    session: &mut Session,
    context: &mut Rc<StudyContext>,
    ui: &mut dyn Ui,
    effect: &Effect,
    what: &[FilterTerm],
    app: &mut App,
) -> anyhow::Result<()> {
    let Some(FinishedQuestion { item, verdict: Verdict::Right, typed: Some(typed), .. }) = &effect.finished else {
        return Ok(());
    };
    let is_another = |item: &Item, text: &str| session.is_another_answer(item, text);
    let offer = match Proposal::of(session.found(), item, typed, is_another, app) {
        Some(Proposal::Offer(offer)) => offer,
        Some(Proposal::ByHand(words)) => return ui.say(&words),
        None => return Ok(()),
    };
    if !ui.offer(&offer.question)? {
        return Ok(());
    }
    match offer.write() {
        Err(err) => return ui.say(&err.to_string()),
        Ok(words) => ui.say(&words)?,
    }
    if *session.stage() != Stage::Over {
        context.go_on_with(app.find_quietly(what)?.contents, session)?;
    }
    Ok(())
}
