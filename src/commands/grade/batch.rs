//! `grade -`: a line of JSON is an answer, and is answered by a line. What is there at once is written at once.

use std::io::{self, BufRead, BufReader, Read};

use serde::Serialize;

use super::grader::Grader;
use super::out::Graded;
use super::sent::Sent;
use crate::app::App;
use crate::outcome::{Failure, Outcome, Report};
use crate::schedule::EventId;
use crate::store::StoreError;

/// So many answers are written in one transaction at most: as long nobody else can write.
const MOST: usize = 200;

/// What is read at once.
const ROOM: usize = 1 << 16;

/// Why a line was not taken.
#[derive(Debug, Serialize)]
struct Refused {
    schema: u8,
    /// Which line, from 1.
    line: usize,
    item: Option<String>,
    key: Option<String>,
    error: Report,
}

/// A line that was answered.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Answered {
    Graded(Box<Graded>),
    Refused(Refused),
}

/// Answers each line of standard input; exit 1 if one was bad.
pub(super) fn run(grader: &mut Grader, dry_run: bool, app: &mut App) -> anyhow::Result<Outcome> {
    let mut input = BufReader::with_capacity(ROOM, io::stdin().lock());
    let (mut number, mut all_good) = (0, true);
    loop {
        let lines = ready(&mut input)?;
        if lines.is_empty() {
            return Ok(Outcome::found_if(all_good));
        }
        let sent: Vec<(usize, Result<Sent, Failure>)> = lines
            .iter()
            .map(|line| {
                number += 1;
                (number, line)
            })
            .filter(|(_, line)| !line.trim_ascii().is_empty())
            .map(|(number, line)| (number, Sent::of_line(line)))
            .collect();
        // Dropped last, so that a closed standard output ends the command once what was read is written.
        let answered = if dry_run {
            answers(grader, &sent, app)?
        } else {
            let store = grader.desk.store.clone();
            store.at_once(|| answers(grader, &sent, app))?
        };
        for one in answered {
            all_good &= matches!(one, Answered::Graded(_));
            app.print_json(&one)?;
        }
        app.out.flush()?;
    }
}

/// The next line, waited for, and those that have come with it.
fn ready<R: Read>(input: &mut BufReader<R>) -> io::Result<Vec<Vec<u8>>> {
    let mut lines = Vec::new();
    while lines.is_empty() || (lines.len() < MOST && input.buffer().contains(&b'\n')) {
        let mut line = Vec::new();
        if input.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        lines.push(line);
    }
    Ok(lines)
}

fn answers(grader: &mut Grader, sent: &[(usize, Result<Sent, Failure>)], app: &App) -> anyhow::Result<Vec<Answered>> {
    let keys: Vec<EventId> = sent.iter().filter_map(|(_, sent)| sent.as_ref().ok()?.key).collect();
    grader.look_up(&keys)?;
    let mut answered = Vec::with_capacity(sent.len());
    for (line, sent) in sent {
        let refused = |report, sent: Option<&Sent>| {
            let item = sent.map(|sent| sent.item.clone());
            let key = sent.and_then(|sent| sent.key).map(|key| key.to_string());
            Answered::Refused(Refused { schema: 1, line: *line, item, key, error: report })
        };
        answered.push(match sent {
            Err(failure) => refused(Report::of_failure(failure), None),
            Ok(sent) => match grader.grade(sent, app) {
                Ok(told) => Answered::Graded(Box::new(told)),
                // Where the store fails nothing of what was read with it is written.
                Err(err) if err.chain().any(<dyn std::error::Error + 'static>::is::<StoreError>) => return Err(err),
                Err(err) => refused(Report::of(&err), Some(sent)),
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
        assert_eq!(ready(&mut input).unwrap(), [b"x".to_vec()], "the last one has no line break");
        assert!(ready(&mut input).unwrap().is_empty());
    }
}
