//! `grade`: one answer in, for other programs.

use std::sync::Arc;

use serde::Serialize;

use super::ahead;
use super::desk::Desk;
use super::item_of_name;
use super::turn::turn;
use crate::app::App;
use crate::cli::GradeArgs;
use crate::deck::{ItemId, Text, text::safe_line};
use crate::grading::fold;
use crate::outcome::{Failure, Fault, Outcome};
use crate::schedule::{
    Act, Day, Draft, EventId, History, ItemState, Moment, NextStates, Purpose, Rating, Review, Verdict, What, preview,
    state_before,
};
use crate::session::{Answer, Asks, Detail, Input, Question, Stage, suggested};
use crate::store::Store;
use crate::terminal::count;

/// What an answer has led to. Fields are added, never changed.
#[derive(Debug, Serialize)]
struct Graded {
    schema: u8,
    item: String,
    review: String,
    verdict: &'static str,
    rating: &'static str,
    right: Vec<String>,
    #[serde(flatten)]
    notes: AnswerNotes,
    because: Option<String>,
    memory: Option<Memory>,
    interval_days: i32,
    due: String,
    /// Where the answer does not change when the item is due.
    #[serde(skip_serializing_if = "Option::is_none")]
    warning: Option<String>,
}

/// What was typed, set beside what is right.
#[derive(Debug, Default, Serialize)]
struct AnswerNotes {
    /// In which way it is right though not as it stands, or why it is wrong though it is near.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    /// Of several texts those that are missing or out of place.
    #[serde(skip_serializing_if = "Option::is_none")]
    missing: Option<Vec<String>>,
    /// Of several texts those that are none of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    extra: Option<Vec<String>>,
}

impl AnswerNotes {
    fn of(detail: &Detail) -> Self {
        let note = detail.note();
        let Detail::Texts { wanted, extra } = detail else { return Self { note, ..Self::default() } };
        let missing = wanted.iter().filter(|text| !text.is_found()).map(|text| text.answer.clone()).collect();
        let extra = extra.iter().map(|text| text.typed.clone()).collect();
        Self { note, missing: Some(missing), extra: Some(extra) }
    }
}

/// What FSRS knows.
#[derive(Debug, Serialize)]
pub(super) struct Memory {
    stability: f32,
    difficulty: f32,
}

impl Memory {
    /// What FSRS knows of an item that was reviewed.
    pub(super) fn of(state: &ItemState) -> Option<Self> {
        let memory = state.seen?.memory;
        Some(Self { stability: memory.stability.0, difficulty: memory.difficulty.0 })
    }
}

/// Writes one review, or changes one that was written.
pub(super) fn run(args: &GradeArgs, app: &mut App) -> anyhow::Result<Outcome> {
    match args.amend {
        Some(review) => amend(args, review, app),
        None => grade(args, app),
    }
}

fn grade(args: &GradeArgs, app: &mut App) -> anyhow::Result<Outcome> {
    let found = app.find(&[])?;
    let item = item_of_name(&args.item, &*found.contents)?.id;
    let desk = Desk::new(found.contents, app.store()?);
    ahead::warn(&desk.store, app)?;
    let mut session = desk.session(app.settings(&[], &*desk.found)?, app.now().day)?;
    session.ask(&item);
    let question = Arc::clone(session.question().ok_or_else(|| Failure::usage("the item can't be asked"))?);
    let inputs = inputs(args, &question)?;

    let mut version = desk.store.data_version()?;
    let mut notes = AnswerNotes::default();
    for input in inputs {
        let now = app.now();
        turn(&mut session, &desk, &mut version, input, now, milliseconds(args.seconds))?;
        if let Stage::Verdict(feedback) = session.stage() {
            notes = AnswerNotes::of(&feedback.detail);
        }
    }
    let review = session.last_review().ok_or_else(|| Failure::usage("nothing was graded"))?;
    let warning = without_effect(&desk.store.state(&item)?, review, app);
    print(args, app, &desk.store, &question, (review, notes), warning)
}

/// What is said where another review than the one just written is the item's last.
fn without_effect(state: &ItemState, review: EventId, app: &App) -> Option<String> {
    let last = state.seen.filter(|seen| seen.last_id != review)?;
    let last = ahead::date(Moment { at_ms: last.last_at_ms, ..app.by_the_clock() });
    Some(format!("this answer does not change when the item is due: the answer dated {last} counts as the last one"))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the flag allows 0 to 86400 seconds")]
fn milliseconds(seconds: f64) -> u32 {
    (seconds * 1000.0).round() as u32
}

/// What the learner did, in order.
fn inputs(args: &GradeArgs, question: &Question) -> anyhow::Result<Vec<Input>> {
    let hints = question.hints().len();
    if usize::from(args.hints) > hints {
        let has = if hints == 0 { "no hint".to_owned() } else { count(hints, "hint") };
        return Err(Failure::usage(format!("`{}` has {has}, not {}", question.id, args.hints)).into());
    }
    let mut inputs = vec![Input::Hint; usize::from(args.hints)];
    if question.asks == Asks::Rating {
        let rating = args.rating.filter(|_| args.answer.is_empty() && !args.dont_know && !args.guessed);
        let rating = rating.ok_or_else(|| {
            Failure::usage(format!("`{}` is rated by the learner", question.id))
                .help("give --rating again, hard, good or easy, and nothing else")
        })?;
        inputs.extend([Input::Reveal, Input::Rate(rating)]);
        return Ok(inputs);
    }
    inputs.push(Input::Answer(answer(args, question)?));
    if args.guessed {
        inputs.push(Input::Guessed);
    } else if let Some(rating) = args.rating {
        inputs.push(Input::Rate(rating));
    }
    Ok(inputs)
}

fn answer(args: &GradeArgs, question: &Question) -> anyhow::Result<Answer> {
    if args.dont_know {
        return Ok(Answer::DontKnow);
    }
    let wrong = |what: String| Err(Failure::usage(what).help(wanted(question)).into());
    match (question.asks, args.answer.as_slice()) {
        (_, []) => wrong(format!("no answer to `{}` was given", question.id)),
        (Asks::Text, [text]) => Ok(Answer::Text(text.clone())),
        (Asks::Texts, texts) if texts.len() <= question.texts => Ok(Answer::Texts(texts.to_vec())),
        (Asks::Truth, [text]) => match text.as_str() {
            "true" => Ok(Answer::Truth(true)),
            "false" => Ok(Answer::Truth(false)),
            _ => wrong(format!("`{text}` is neither `true` nor `false`")),
        },
        (Asks::Choice, [text]) => Ok(Answer::Choices(vec![place(question, text)?])),
        (Asks::Choices, texts) => Ok(Answer::Choices(places(question, texts)?)),
        (Asks::Order, texts) if texts.len() == question.choices.len() => Ok(Answer::Order(places(question, texts)?)),
        (_, texts) => wrong(format!("{} answers don't fit `{}`", texts.len(), question.id)),
    }
}

/// How `--answer` is to be used for a question.
fn wanted(question: &Question) -> String {
    let choices = || question.choices.iter().map(|c| format!("`{}`", c.text.plain())).collect::<Vec<_>>().join(", ");
    match question.asks {
        Asks::Choice => format!("give --answer once, with one of {}", choices()),
        Asks::Choices => format!("give --answer for each that applies, of {}", choices()),
        Asks::Order => format!("give --answer for each step, in order: {}", choices()),
        Asks::Truth => "give --answer true or --answer false, or --dont-know".to_owned(),
        Asks::Texts => {
            let wants = question.wants().unwrap_or_default();
            format!("give --answer TEXT for each of {wants}; an empty one where one is not known; or --dont-know")
        }
        Asks::Text | Asks::Rating => "give --answer TEXT, or --dont-know".to_owned(),
    }
}

fn places(question: &Question, texts: &[String]) -> anyhow::Result<Vec<usize>> {
    let mut places = Vec::with_capacity(texts.len());
    for text in texts {
        let place = place(question, text)?;
        if places.contains(&place) {
            return Err(Failure::usage(format!("`{text}` is given twice")).into());
        }
        places.push(place);
    }
    Ok(places)
}

fn place(question: &Question, text: &str) -> anyhow::Result<usize> {
    // Letter for letter first: two choices may differ in a sign or a capital alone.
    let written = question.choices.iter().position(|choice| choice.text.plain() == text);
    let folded = fold(text, true);
    let same = |choice: &crate::session::Choice| fold(&choice.text.plain(), true) == folded;
    written.or_else(|| question.choices.iter().position(same)).ok_or_else(|| {
        Failure::usage(format!("`{text}` is not one of the choices of `{}`", question.id)).help(wanted(question)).into()
    })
}

/// What a review counts as now.
fn standing(store: &Store, item: &ItemId, review: EventId) -> anyhow::Result<(Verdict, Rating)> {
    let events = store.history(item)?;
    let found = History::of(&events).reviews().find(|standing| standing.event.id == review);
    let found = found.map(|standing| (standing.verdict, standing.rating));
    found.ok_or_else(|| Failure::new(Fault::Store, format!("review {review} was taken back by another process")).into())
}

fn print(
    args: &GradeArgs,
    app: &mut App,
    store: &Store,
    question: &Question,
    (review, notes): (EventId, AnswerNotes),
    warning: Option<String>,
) -> anyhow::Result<Outcome> {
    let (verdict, rating) = standing(store, &question.id, review)?;
    let state = store.state(&question.id)?;
    let due = state.seen.map_or(app.now().day, |seen| seen.due);
    let since = state.seen.map_or(app.now().day, |seen| seen.last_day);
    let graded = Graded {
        schema: 1,
        item: question.id.to_string(),
        review: review.to_string(),
        verdict: verdict.word(),
        rating: rating.word(),
        right: question.right().iter().map(Text::plain).collect(),
        notes,
        because: question.card.because.as_ref().map(Text::plain),
        memory: Memory::of(&state),
        interval_days: due.since(since),
        due: due.to_string(),
        warning,
    };
    if args.json {
        app.print_json(&graded)?;
    } else {
        let verdict = match verdict {
            Verdict::Right => "right; ",
            Verdict::Wrong => "wrong; ",
            Verdict::None => "",
        };
        writeln!(app.out, "{verdict}{rating}, due {}", graded.due)?;
        let AnswerNotes { note, missing, extra } = &graded.notes;
        if let Some(note) = note {
            writeln!(app.out, "note: {}", safe_line(note))?;
        }
        for (word, texts) in [("missing", missing), ("not so", extra)] {
            if let Some(texts) = texts.as_ref().filter(|texts| !texts.is_empty()) {
                writeln!(app.out, "{word}: {}", safe_line(&texts.join(", ")))?;
            }
        }
        if let Some(warning) = &graded.warning {
            writeln!(app.out, "warning: {warning}")?;
        }
        writeln!(app.out, "review {}", graded.review)?;
    }
    Ok(Outcome::Done)
}

/// Changes what a review counts as: appends an amend act.
fn amend(args: &GradeArgs, id: EventId, app: &mut App) -> anyhow::Result<Outcome> {
    let found = app.find(&[])?.contents;
    let item = item_of_name(&args.item, &*found)?;
    let store = app.store()?;
    let events = store.history(&item.id)?;
    let history = History::of(&events);
    let model = store.model()?;
    let standing = history.reviews().find(|standing| standing.event.id == id).ok_or_else(|| {
        Failure::usage(format!("`{}` has no review {id} that stands", item.id))
            .help(format!("`oss-quiz show {} --json` lists its reviews", item.id))
    })?;
    let before = state_before(&history, id, &model);
    let spacing = app.settings(&[], &*found)?.spacing_of(item.id.deck());
    let day = standing.event.moment.day;
    let next = preview(&item.id, &before, day, &model, &spacing);
    let act = amendment(args, id, standing.review, &next, day)?;
    let question = Question::new(&item, before.attempts);
    let what = What::Act(Act::Amend {
        target: id,
        rating: act.rating,
        due: act.due,
        guessed: args.guessed,
        overruled: args.overrule,
    });
    let own = standing.event.item.clone();
    store.append(&[Draft { moment: app.now(), item: own, what }])?;
    print(args, app, &store, &question, (id, AnswerNotes::default()), None)
}

struct Amendment {
    rating: Rating,
    due: Day,
}

fn amendment(args: &GradeArgs, id: EventId, review: &Review, next: &NextStates, day: Day) -> anyhow::Result<Amendment> {
    let rating = if args.guessed {
        Rating::Again
    } else if args.overrule {
        match review.verdict {
            Verdict::Right => Rating::Again,
            Verdict::Wrong => suggested(Verdict::Right, review.hints).unwrap_or(Rating::Good),
            Verdict::None => {
                return Err(Failure::usage(format!("review {id} has no verdict to overrule"))
                    .help("give --rating")
                    .into());
            }
        }
    } else {
        args.rating.ok_or_else(|| Failure::usage("--amend needs --rating, --guessed or --overrule"))?
    };
    // An exam's review chooses no day; what it counts as changes none.
    let due = match review.purpose {
        Purpose::Exam => review.due,
        _ => day + i32::from(next.after(rating).interval),
    };
    Ok(Amendment { rating, due })
}
