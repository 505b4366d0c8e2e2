//! Converts an answer that was sent into the form its question asks for.

use super::sent::SentAnswer;
use crate::app::error::CliError;
use crate::schedule::Rating;
use crate::session::{Answer, AnswerKind, Question, SentAs, Unfit};
use crate::terminal::count;

pub(super) enum GradeRequest {
    /// The learner rates it.
    Rate(Rating),
    /// The program judges it.
    Answer(Answer),
}

/// Checks what was sent against the question.
pub(super) fn request(sent: &SentAnswer, question: &Question) -> Result<GradeRequest, CliError> {
    let hints = question.hints().len();
    if usize::from(sent.hints) > hints {
        let has = if hints == 0 { "no hint".to_owned() } else { count(hints, "hint") };
        return Err(CliError::usage(format!("`{}` has {has}, not {}", question.id, sent.hints)));
    }
    if let Some(attempt) = sent.attempt.filter(|attempt| *attempt != question.attempt) {
        return Err(CliError::usage(format!("`{}` was answered meanwhile: attempt {attempt} is over", question.id))
            .help("show it again: its choices are now in another order"));
    }
    if question.asks == AnswerKind::Rating {
        let alone = sent.answers.is_empty() && !sent.dont_know && !sent.guessed && !sent.overrule;
        return sent.rating.filter(|_| alone).map(GradeRequest::Rate).ok_or_else(|| {
            CliError::usage(format!("`{}` is rated by the learner", question.id)).help(match sent.way {
                SentAs::Flags => "give --rating again, hard, good or easy, and nothing else",
                SentAs::Json => "give \"rating\": \"again\", \"hard\", \"good\" or \"easy\", and no answer",
            })
        });
    }
    if sent.dont_know {
        return Ok(GradeRequest::Answer(Answer::DontKnow));
    }
    let answer = question.read_sent(&sent.answers, sent.way);
    answer.map(GradeRequest::Answer).map_err(|Unfit { what, help }| CliError { help, ..CliError::usage(what) })
}
