//! An answer as it was sent: as flags, or as a line of JSON.

use serde::Deserialize;

use crate::app::error::CliError;
use crate::cli::GradeArgs;
use crate::schedule::{EventId, Rating};
use crate::session::{GivenValue, SentAs};

/// One answer, and what it is to count as.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct SentAnswer {
    pub(super) way: SentAs,
    pub(super) item: String,
    pub(super) answers: Vec<GivenValue>,
    pub(super) dont_know: bool,
    pub(super) rating: Option<Rating>,
    pub(super) guessed: bool,
    pub(super) overrule: bool,
    pub(super) hints: u8,
    pub(super) ms: u32,
    pub(super) key: Option<EventId>,
    pub(super) attempt: Option<u32>,
    pub(super) amend: Option<EventId>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct SentJson {
    item: String,
    answer: Option<GivenValue>,
    answers: Option<Vec<GivenValue>>,
    choices: Option<Vec<GivenValue>>,
    order: Option<Vec<GivenValue>>,
    rating: Option<String>,
    dont_know: bool,
    guessed: bool,
    overrule: bool,
    hints: u8,
    seconds: Option<f64>,
    millis: Option<u32>,
    key: Option<String>,
    attempt: Option<u32>,
    amend: Option<String>,
}

/// The longest time an answer may take: a day.
const MOST_MS: u32 = 86_400_000;

impl SentAnswer {
    pub(super) fn of_args(args: &GradeArgs) -> Self {
        Self {
            way: SentAs::Flags,
            item: args.item.clone(),
            answers: args.answer.iter().cloned().map(GivenValue::Text).collect(),
            dont_know: args.dont_know,
            rating: args.rating,
            guessed: args.guessed,
            overrule: args.overrule,
            hints: args.hints,
            ms: milliseconds(args.seconds),
            key: args.key,
            attempt: None,
            amend: args.amend,
        }
    }

    /// Reads a line of JSON.
    pub(super) fn of_line(line: &[u8]) -> Result<Self, CliError> {
        let no_answer = |why: &dyn std::fmt::Display| {
            CliError::usage(format!("this is not an answer: {why}")).help(
                "a line is an object like {\"item\":\"deck/card\",\"answer\":\"text\"}; `oss-quiz schema answer` has its fields",
            )
        };
        // serde would read a list as the fields in their order.
        if line.trim_ascii_start().starts_with(b"[") {
            return Err(no_answer(&"it is a list"));
        }
        let line: SentJson = serde_json::from_slice(line).map_err(|err| no_answer(&err))?;
        let forms = [line.answer.map(|one| vec![one]), line.answers, line.choices, line.order];
        let mut given = forms.into_iter().flatten();
        let answers = given.next().unwrap_or_default();
        let several = given.next().is_some();
        let clash = [
            (line.item.is_empty(), "`item` is missing"),
            (several, "give one of `answer`, `answers`, `choices` and `order`"),
            (line.dont_know && !answers.is_empty(), "`dont_know` can't be combined with an answer"),
            (line.guessed && line.rating.is_some(), "`guessed` can't be combined with a rating"),
            (
                line.guessed && (line.overrule || line.dont_know),
                "`guessed` can't be combined with `overrule` or `dont_know`",
            ),
            (line.seconds.is_some() && line.millis.is_some(), "give one of `seconds` and `millis`"),
            (
                line.amend.is_some() && (!answers.is_empty() || line.dont_know),
                "`amend` can't be combined with an answer",
            ),
            (line.amend.is_some() && line.key.is_some(), "`amend` can't be combined with a key"),
            (
                line.amend.is_some()
                    && (line.hints > 0 || line.seconds.is_some() || line.millis.is_some() || line.attempt.is_some()),
                "`amend` can't be combined with `hints`, `seconds`, `millis` or `attempt`",
            ),
        ];
        if let Some((_, what)) = clash.into_iter().find(|(is_so, _)| *is_so) {
            return Err(CliError::usage(what));
        }
        let seconds = line.seconds.unwrap_or(0.0);
        let ms = line.millis.unwrap_or_else(|| milliseconds(seconds));
        if !(0.0..=86_400.0).contains(&seconds) || ms > MOST_MS {
            return Err(CliError::usage("an answer takes from 0 to 86400 seconds"));
        }
        let id = |text: Option<String>| text.map(|text| text.parse()).transpose().map_err(CliError::usage);
        let rating = line.rating.map(|word| {
            word.parse::<Rating>().map_err(|_| {
                CliError::usage(format!("`{word}` is not a rating")).help("a rating is again, hard, good or easy")
            })
        });
        Ok(Self {
            way: SentAs::Json,
            item: line.item,
            answers,
            dont_know: line.dont_know,
            rating: rating.transpose()?,
            guessed: line.guessed,
            overrule: line.overrule,
            hints: line.hints,
            ms,
            key: id(line.key)?,
            attempt: line.attempt,
            amend: id(line.amend)?,
        })
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 86400 seconds are allowed")]
fn milliseconds(seconds: f64) -> u32 {
    (seconds * 1000.0).round() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_or_refused_with_a_reason() {
        let sent = SentAnswer::of_line(br#"{"item":"d/a","choices":["x",2],"hints":1,"seconds":1.5}"#).unwrap();
        assert_eq!(
            (sent.answers, sent.hints, sent.ms),
            (vec![GivenValue::Text("x".to_owned()), GivenValue::Number(2.into())], 1, 1500)
        );
        for number in ["-1", "2.5", "100000000000000000000"] {
            let sent = SentAnswer::of_line(format!("{{\"item\":\"d/a\",\"answer\":{number}}}").as_bytes()).unwrap();
            assert!(matches!(sent.answers.as_slice(), [GivenValue::Number(_)]), "{number}");
        }
        for (line, why) in [
            ("nonsense", "this is not an answer"),
            ("{}", "`item` is missing"),
            (r#" ["d/a","x"]"#, "it is a list"),
            (r#"{"item":"d/a","anwser":"x"}"#, "unknown field `anwser`"),
            (r#"{"item":"d/a","answer":"x","answers":["y"]}"#, "give one of"),
            (r#"{"item":"d/a","answer":"x","rating":"perfect"}"#, "is not a rating"),
            (r#"{"item":"d/a","answer":"x","key":"7"}"#, "is not the id of a review"),
            (r#"{"item":"d/a","answer":"x","seconds":-1}"#, "from 0 to 86400"),
            (r#"{"item":"d/a","amend":"0b1f1e9a-5d0c-4c57-9d6b-2f6f0a3c9b11","hints":1}"#, "can't be combined with"),
            (r#"{"item":"d/a","amend":"0b1f1e9a-5d0c-4c57-9d6b-2f6f0a3c9b11","millis":0}"#, "can't be combined with"),
            (r#"{"item":"d/a","amend":"0b1f1e9a-5d0c-4c57-9d6b-2f6f0a3c9b11","attempt":0}"#, "can't be combined with"),
        ] {
            let said = SentAnswer::of_line(line.as_bytes()).map(|_| ()).unwrap_err().what;
            assert!(said.contains(why), "{line}: {said}");
        }
    }
}
