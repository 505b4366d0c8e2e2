//! `grade -`: reads one answer per line of JSON and replies with one line each. Lines that have arrived together are
//! written in one transaction.

use std::io::{self, BufRead, BufReader, Read};

use serde::Serialize;

use super::grader::GradeRun;
use super::out::GradeOut;
use super::sent::SentAnswer;
use crate::app::App;
use crate::app::error::{CliError, ErrorReport, Outcome};
use crate::store::StoreError;

/// At most this many answers per transaction: other processes can't write meanwhile.
const MOST: usize = 200;

/// The longest line allowed, including its end; far longer than any answer.
pub(in crate::commands) const MAX_LINE_BYTES: usize = 1 << 20;

/// The size of the read buffer, in bytes.
const ROOM: usize = 1 << 16;

/// The number of a line, from 1, and its answer or error.
type BatchLine = (usize, Result<SentAnswer, ErrorReport>);

#[derive(Debug, Serialize)]
struct Refused {
    schema: u8,
    /// From 1.
    line: usize,
    item: Option<String>,
    key: Option<String>,
    error: ErrorReport,
}

/// The reply to a line.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum BatchAnswer {
    Graded(Box<GradeOut>),
    Refused(Refused),
}

/// Grades each line of standard input; exit 1 if any was refused.
pub(super) fn run(grader: &mut GradeRun, app: &mut App) -> anyhow::Result<Outcome> {
    let mut input = BufReader::with_capacity(ROOM, io::stdin().lock());
    let (mut number, mut all_good) = (0, true);
    loop {
        let lines = ready(&mut input)?;
        if lines.is_empty() {
            return Ok(Outcome::found_if(all_good));
        }
        let sent: Vec<BatchLine> = lines
            .iter()
            .map(|line| {
                number += 1;
                (number, line.as_deref())
            })
            .filter(|(_, line)| line.is_none_or(|line| !line.trim_ascii().is_empty()))
            .map(|(number, line)| (number, read(line)))
            .collect();
        let all: Vec<&SentAnswer> = sent.iter().filter_map(|(_, sent)| sent.as_ref().ok()).collect();
        let answered = grader.at_once(&all, app, |grader| answers(grader, &sent, app))?;
        for one in answered {
            all_good &= matches!(one, BatchAnswer::Graded(_));
            app.print_json(&one)?;
        }
        app.out.flush()?;
        grader.rest()?;
    }
}

/// Waits for the next line; returns it and those that have arrived with it. `None` stands for a line that is too long.
fn ready<R: Read>(input: &mut BufReader<R>) -> io::Result<Vec<Option<Vec<u8>>>> {
    let mut lines = Vec::new();
    while lines.is_empty() || (lines.len() < MOST && input.buffer().contains(&b'\n')) {
        let mut line = Vec::new();
        if input.take(MAX_LINE_BYTES as u64 + 1).read_until(b'\n', &mut line)? == 0 {
            break;
        }
        let fits = line.len() <= MAX_LINE_BYTES;
        if !fits && !line.ends_with(b"\n") {
            input.skip_until(b'\n')?;
        }
        lines.push(fits.then_some(line));
    }
    Ok(lines)
}

fn read(line: Option<&[u8]>) -> Result<SentAnswer, ErrorReport> {
    let too_long = || CliError::usage(format!("the line is longer than {} MiB", MAX_LINE_BYTES >> 20));
    line.ok_or_else(too_long).and_then(SentAnswer::of_line).map_err(|failure| ErrorReport::of(&failure.into()))
}

fn answers(grader: &mut GradeRun, sent: &[BatchLine], app: &App) -> anyhow::Result<Vec<BatchAnswer>> {
    let mut answered = Vec::with_capacity(sent.len());
    for (line, sent) in sent {
        let refused = |report, sent: Option<&SentAnswer>| {
            let item = sent.map(|sent| sent.item.clone());
            let key = sent.and_then(|sent| sent.key).map(|key| key.to_string());
            BatchAnswer::Refused(Refused { schema: 1, line: *line, item, key, error: report })
        };
        answered.push(match sent {
            Err(report) => refused(report.clone(), None),
            Ok(sent) => match grader.grade(sent, app) {
                Ok(told) => BatchAnswer::Graded(Box::new(told)),
                // If the store fails, the whole transaction is rolled back.
                Err(err) if err.chain().any(<dyn std::error::Error + 'static>::is::<StoreError>) => return Err(err),
                Err(err) => refused(ErrorReport::of(&err), Some(sent)),
            },
        });
    }
    Ok(answered)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_come_is_read_at_once_and_no_more_than_so_many() {
        let text = "a\nb\nc".to_owned() + &"\nx".repeat(MOST);
        let mut input = BufReader::with_capacity(ROOM, text.as_bytes());
        assert_eq!(ready(&mut input).unwrap().len(), MOST);
        assert_eq!(ready(&mut input).unwrap().len(), 2);
        assert_eq!(ready(&mut input).unwrap(), [Some(b"x".to_vec())], "the last one has no line break");
        assert!(ready(&mut input).unwrap().is_empty());
    }
    #[test]
    fn a_line_that_is_too_long_is_passed_over_and_refused() {
        let long = |bytes: usize| "y".repeat(bytes) + "\n";
        let text = long(MAX_LINE_BYTES - 1)
            + &long(MAX_LINE_BYTES)
            + &long(MAX_LINE_BYTES * 3)
            + "a\n"
            + &"z".repeat(MAX_LINE_BYTES + 1);
        let mut input = BufReader::with_capacity(ROOM, text.as_bytes());
        let mut sizes = Vec::new();
        loop {
            let lines = ready(&mut input).unwrap();
            if lines.is_empty() {
                break;
            }
            sizes.extend(lines.iter().map(|line| line.as_ref().map(Vec::len)));
        }
        assert_eq!(sizes, [Some(MAX_LINE_BYTES), None, None, Some(2), None]);
        assert_eq!(read(None).unwrap_err().what, "the line is longer than 1 MiB");
    }
}
