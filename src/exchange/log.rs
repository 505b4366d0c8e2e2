//! The log as text: one JSON object a line, the first with the learner, the others an event each.
//!
//! `docs/json.md` describes the fields, `schema/output/log.schema.json` is their schema.

#[cfg(test)]
mod tests;

use std::io::{BufRead, Read as _};
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::schedule::{Act, Day, Event, EventId, EventKind, Moment, Purpose, Review, Sm2, Verdict};

/// The version of the format. A kind of event that is new needs no new one.
const FORMAT: u32 = 1;

/// How long a line may be, in bytes. None of ours is longer.
pub const MAX_LINE_BYTES: usize = 1 << 20;

/// A log that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct LogFile {
    /// Whose log it is: only events of one learner may be merged.
    pub learner: Uuid,
    pub events: Vec<Event>,
}

/// What is wrong with a log, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct LogFileError {
    /// From 1.
    pub line: usize,
    pub what: String,
}

/// The first line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    #[serde(rename = "oss-quiz-log")]
    format: u32,
    learner: Id,
}

/// The first line of a learner's log, with its line break.
#[must_use]
pub fn head(learner: Uuid) -> String {
    line(&Head { format: FORMAT, learner: Id(learner) })
}

/// The line of an event, with its line break.
#[must_use]
pub fn event(event: &Event) -> String {
    line(&LogLine::of(event))
}

fn line(value: &impl Serialize) -> String {
    // Texts and numbers always serialize.
    serde_json::to_string(value).unwrap_or_default() + "\n"
}

/// Reads a whole log.
///
/// # Errors
/// With the first line that can't be read.
pub fn read(text: &str) -> Result<LogFile, LogFileError> {
    let log = LogReader::new(text.as_bytes())?;
    Ok(LogFile { learner: log.learner, events: log.collect::<Result<_, _>>()? })
}

/// Whether a text may be a log: by how it begins.
#[must_use]
pub fn is_log(head: &[u8]) -> bool {
    let head = head.trim_ascii_start();
    let head = head.strip_prefix(b"{").unwrap_or_default().trim_ascii_start();
    head.starts_with(b"\"oss-quiz-log\"")
}

/// A log that is being read. Nothing is guessed and nothing left out: a line that can't be read is an error, after which
/// no more should be asked for.
#[derive(Debug)]
pub struct LogReader<R> {
    from: R,
    /// The number of the last line read, from 1.
    line: usize,
    buffer: Vec<u8>,
    /// Whose log it is: only events of one learner may be merged.
    pub learner: Uuid,
}

impl<R: BufRead> LogReader<R> {
    /// Reads the first line.
    ///
    /// # Errors
    /// If it is not that of a log.
    pub fn new(from: R) -> Result<Self, LogFileError> {
        let mut reader = Self { from, line: 0, buffer: Vec::new(), learner: Uuid::nil() };
        let head = reader.next_line(read_head)?;
        reader.learner = head.ok_or_else(|| LogFileError { line: 1, what: "the file is empty".to_owned() })?;
        Ok(reader)
    }

    /// The next line, read by `read`; `None` at the end.
    fn next_line<T>(&mut self, read: impl FnOnce(&str) -> Result<T, String>) -> Result<Option<T>, LogFileError> {
        self.line += 1;
        let line = self.line;
        let wrong = |what: String| LogFileError { line, what };
        self.buffer.clear();
        // One byte more than allowed tells a line that is too long.
        let most = MAX_LINE_BYTES as u64 + 1;
        let mut part = self.from.by_ref().take(most);
        let length = part.read_until(b'\n', &mut self.buffer).map_err(|err| wrong(err.to_string()))?;
        if length == 0 {
            return Ok(None);
        }
        if length > MAX_LINE_BYTES {
            return Err(wrong(format!("it is longer than {} MiB", MAX_LINE_BYTES >> 20)));
        }
        let text = std::str::from_utf8(&self.buffer).map_err(|_| wrong("it is not UTF-8".to_owned()))?;
        let text = text.strip_suffix('\n').unwrap_or(text);
        read(text.strip_suffix('\r').unwrap_or(text)).map(Some).map_err(wrong)
    }
}

impl<R: BufRead> Iterator for LogReader<R> {
    type Item = Result<Event, LogFileError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.next_line(read_event).transpose()
    }
}

fn read_head(text: &str) -> Result<Uuid, String> {
    /// Of a later version only the number has to be there.
    #[derive(Deserialize)]
    struct Version {
        #[serde(rename = "oss-quiz-log")]
        format: u32,
    }
    let version: Version = serde_json::from_str(text)
        .map_err(|_| "this is not a log of oss-quiz, which begins with {\"oss-quiz-log\":1,…}".to_owned())?;
    if version.format != FORMAT {
        let found = version.format;
        return Err(format!("the format of this log is {found}; this oss-quiz reads format {FORMAT}"));
    }
    let head: Head = serde_json::from_str(text).map_err(|err| words(&err))?;
    Ok(head.learner.0)
}

fn read_event(text: &str) -> Result<Event, String> {
    let line: LogLine = serde_json::from_str(text).map_err(|err| words(&err))?;
    let event = line.event()?;
    // What the kind of event has no use for would be lost.
    match LogLine::of(&event).differs_from(&line) {
        Some(field) => Err(format!("`{}` has no field `{field}`, or not with this value", line.kind)),
        None => Ok(event),
    }
}

/// The words of an error, without its place: that is a line of a text of one line.
fn words(err: &serde_json::Error) -> String {
    let text = err.to_string();
    let place = format!(" at line {} column {}", err.line(), err.column());
    text.strip_suffix(&place).map_or_else(|| text.clone(), |what| format!("{what} (column {})", err.column()))
}

/// The line of an event: the fields that all have, and those of its kind.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LogLine {
    id: Id,
    at_ms: i64,
    offset_minutes: i32,
    day: String,
    device: Id,
    version: String,
    /// `review`, or the word of an act.
    kind: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    purpose: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suggested: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rating: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hints: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    revision: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ms: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<Id>,
    #[serde(skip_serializing_if = "Option::is_none")]
    guessed: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    overruled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    interval: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ease: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    weights: Option<Vec<f32>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<String>,
}

/// A UUID as text with hyphens, in no other spelling.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
struct Id(Uuid);

impl TryFrom<String> for Id {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let uuid = Uuid::try_parse(&text).ok().filter(|uuid| uuid.hyphenated().to_string() == text);
        uuid.map(Self).ok_or_else(|| format!("`{text}` is not a UUID in lower case with hyphens"))
    }
}

impl From<Id> for String {
    fn from(Id(uuid): Id) -> Self {
        uuid.hyphenated().to_string()
    }
}

const REVIEW: &str = "review";

impl LogLine {
    fn of(event: &Event) -> Self {
        let common = Self {
            id: Id(event.id.0),
            at_ms: event.moment.at_ms,
            offset_minutes: event.moment.offset_minutes,
            day: event.moment.day.to_string(),
            device: Id(event.device),
            version: event.version.clone(),
            item: event.item.as_ref().map(ToString::to_string),
            ..Self::default()
        };
        match &event.what {
            EventKind::Review(review) => common.with_review(review),
            EventKind::Act(act) => common.with_act(act),
        }
    }

    fn with_review(self, review: &Review) -> Self {
        Self {
            kind: REVIEW.to_owned(),
            purpose: Some(review.purpose.word().to_owned()),
            verdict: Some(review.verdict.word().to_owned()),
            suggested: review.suggested.map(|rating| rating.word().to_owned()),
            rating: Some(review.rating.word().to_owned()),
            due: Some(review.due.to_string()),
            hints: Some(review.hints),
            revision: Some(review.revision),
            ms: Some(review.ms),
            answer: review.answer.clone(),
            ..self
        }
    }

    fn with_act(self, act: &Act) -> Self {
        let line = Self { kind: act.word().to_owned(), ..self };
        match act.clone() {
            Act::Retract { target } => Self { target: Some(Id(target.0)), ..line },
            Act::Amend { target, rating, due, guessed, overruled } => Self {
                target: Some(Id(target.0)),
                rating: Some(rating.word().to_owned()),
                due: Some(due.to_string()),
                guessed: Some(guessed),
                overruled: Some(overruled),
                ..line
            },
            Act::Flag { note } => Self { note, ..line },
            Act::Carry { from } => Self { from: Some(from.to_string()), ..line },
            Act::Due { day } => Self { due: Some(day.to_string()), ..line },
            Act::Sm2(Sm2 { interval, ease }) => Self { interval: Some(interval), ease: Some(ease), ..line },
            Act::Params { weights } => Self { weights: Some(weights), ..line },
            Act::Exam { body } | Act::Unknown { body, .. } => Self { body: Some(body), ..line },
            Act::Suspend | Act::Resume | Act::Bury | Act::Unbury | Act::Unflag | Act::Forget => line,
        }
    }

    fn event(&self) -> Result<Event, String> {
        let moment = Moment { at_ms: self.at_ms, offset_minutes: self.offset_minutes, day: day(&self.day)? };
        let item = self.item.as_deref().map(parsed).transpose()?;
        let (id, device, version) = (EventId(self.id.0), self.device.0, self.version.clone());
        let what = if self.kind == REVIEW { EventKind::Review(self.review()?) } else { EventKind::Act(self.act()?) };
        Ok(Event { id, moment, item, device, version, what })
    }

    fn review(&self) -> Result<Review, String> {
        Ok(Review {
            purpose: word(self.needed(self.purpose.as_ref(), "purpose")?, PURPOSES, Purpose::word)?,
            verdict: word(self.needed(self.verdict.as_ref(), "verdict")?, VERDICTS, Verdict::word)?,
            suggested: self.suggested.as_deref().map(parsed).transpose()?,
            rating: parsed(self.needed(self.rating.as_ref(), "rating")?)?,
            due: day(self.needed(self.due.as_ref(), "due")?)?,
            hints: *self.needed(self.hints.as_ref(), "hints")?,
            revision: *self.needed(self.revision.as_ref(), "revision")?,
            ms: *self.needed(self.ms.as_ref(), "ms")?,
            answer: self.answer.clone(),
        })
    }

    /// A kind that isn't known, or one whose fields stand in `body`, comes from a newer program and is kept.
    fn act(&self) -> Result<Act, String> {
        let unknown = || self.body.clone().map(|body| Act::Unknown { kind: self.kind.clone(), body });
        match self.known_act() {
            Some(Err(what)) => unknown().ok_or(what),
            Some(act) => act,
            None => unknown().ok_or_else(|| {
                format!("`{}` is an event of a newer oss-quiz, and has no `body` that could be kept", self.kind)
            }),
        }
    }

    fn known_act(&self) -> Option<Result<Act, String>> {
        Some(match self.kind.as_str() {
            "retract" => self.target().map(|target| Act::Retract { target }),
            "amend" => self.amend(),
            "suspend" => Ok(Act::Suspend),
            "resume" => Ok(Act::Resume),
            "bury" => Ok(Act::Bury),
            "unbury" => Ok(Act::Unbury),
            "flag" => Ok(Act::Flag { note: self.note.clone() }),
            "unflag" => Ok(Act::Unflag),
            "carry" => self.needed(self.from.as_ref(), "from").and_then(|from| Ok(Act::Carry { from: parsed(from)? })),
            "due" => self.needed(self.due.as_ref(), "due").and_then(|due| Ok(Act::Due { day: day(due)? })),
            "forget" => Ok(Act::Forget),
            "sm2" => self.sm2().map(Act::Sm2),
            "params" => {
                self.needed(self.weights.as_ref(), "weights").map(|weights| Act::Params { weights: weights.clone() })
            }
            "exam" => self.needed(self.body.as_ref(), "body").map(|body| Act::Exam { body: body.clone() }),
            _ => return None,
        })
    }

    fn amend(&self) -> Result<Act, String> {
        Ok(Act::Amend {
            target: self.target()?,
            rating: parsed(self.needed(self.rating.as_ref(), "rating")?)?,
            due: day(self.needed(self.due.as_ref(), "due")?)?,
            guessed: *self.needed(self.guessed.as_ref(), "guessed")?,
            overruled: *self.needed(self.overruled.as_ref(), "overruled")?,
        })
    }

    fn sm2(&self) -> Result<Sm2, String> {
        Ok(Sm2 {
            interval: *self.needed(self.interval.as_ref(), "interval")?,
            ease: *self.needed(self.ease.as_ref(), "ease")?,
        })
    }

    fn target(&self) -> Result<EventId, String> {
        self.needed(self.target.as_ref(), "target").map(|target| EventId(target.0))
    }

    fn needed<'l, T>(&self, field: Option<&'l T>, name: &str) -> Result<&'l T, String> {
        field.ok_or_else(|| format!("`{}` needs `{name}`", self.kind))
    }

    /// The first field that differs.
    fn differs_from(&self, other: &Self) -> Option<String> {
        let fields = |line: &Self| match serde_json::to_value(line) {
            Ok(serde_json::Value::Object(fields)) => fields,
            _ => serde_json::Map::new(),
        };
        let (own, others) = (fields(self), fields(other));
        others.into_iter().find(|(name, value)| own.get(name) != Some(value)).map(|(name, _)| name)
    }
}

const PURPOSES: [Purpose; 4] = [Purpose::Scheduled, Purpose::Cram, Purpose::Exam, Purpose::Imported];
const VERDICTS: [Verdict; 3] = [Verdict::Right, Verdict::Wrong, Verdict::None];

fn word<T: Copy, const N: usize>(text: &str, all: [T; N], word: fn(T) -> &'static str) -> Result<T, String> {
    let found = all.into_iter().find(|one| word(*one) == text);
    found.ok_or_else(|| format!("`{text}` is none of {}", all.map(word).join(", ")))
}

fn parsed<T: FromStr<Err: ToString>>(text: &str) -> Result<T, String> {
    text.parse().map_err(|err: T::Err| err.to_string())
}

fn day(text: &str) -> Result<Day, String> {
    let date = text.parse::<jiff::civil::Date>().ok().map(Day::from).filter(|day| day.to_string() == text);
    date.ok_or_else(|| format!("`{text}` is not a date; write it like 2026-11-24"))
}
