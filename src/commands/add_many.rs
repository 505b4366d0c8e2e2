//! `add DECK -` and `add DECK TEXT…`: cards added without a dialog, all or none.

use std::collections::HashSet;
use std::path::Path;

use serde::Serialize;

use super::add::{OwnDeck, crowded, in_words};
use super::user_copy::{Target, left};
use super::{check, standard_input};
use crate::app::App;
use crate::app::error::{CliError, Outcome};
use crate::cli::{AddArgs, DASH};
use crate::deck::edit::{FieldValue, Incoming, NotAppended, append, incoming, named_after, numbered};
use crate::deck::format::{self, Field, FieldShape};
use crate::deck::kinds;
use crate::deck::{Deck, Diagnostic, Kind, MAX_BYTES};
use crate::library;
use crate::terminal::count;

/// How many bad cards are listed; the rest are counted.
const MAX_LISTED: usize = 20;

/// `{"schema":1,"deck":…,"path":…,"cards":["deck/card"]}`. Fields are added, never changed.
#[derive(Debug, Serialize)]
struct AddOut<'a> {
    schema: u8,
    deck: &'a str,
    path: String,
    cards: Vec<String>,
}

/// Appends the cards given as arguments or on standard input.
pub(super) fn run(args: &AddArgs, app: &mut App) -> anyhow::Result<Outcome> {
    let target = Target::find(&args.deck, app)?;
    let cards = if args.texts == [DASH] { from_input(args, app)? } else { vec![from_line(args)?] };
    let Some(path) = target.own_file(args.yes, app)? else { return left(app) };
    let OwnDeck { stem, text, deck } = OwnDeck::read(&path)?;
    let ids = ids(&deck, &cards);
    let written: Vec<Vec<String>> = cards.iter().zip(&ids).map(|(card, id)| card.lines(id)).collect();
    let after = append(&stem, &text, &deck, &written).map_err(|refusal| refused(refusal, &cards, &path, app))?;
    library::replace(&path, &text, &after)?;
    let named: Vec<String> = ids.iter().map(|id| format!("{}/{id}", deck.id)).collect();
    if args.json {
        let path = path.to_string_lossy().into_owned();
        app.print_json(&AddOut { schema: 1, deck: deck.id.as_str(), path, cards: named })?;
        return Ok(Outcome::Done);
    }
    if app.global.quiet {
        return Ok(Outcome::Done);
    }
    match named.as_slice() {
        [one] => writeln!(app.out, "added {one} to the end of {}", app.shown(&path))?,
        many => writeln!(app.out, "added {} to the end of {}", count(many.len(), "card"), app.shown(&path))?,
    }
    check::say_weak(&path, app)?;
    Ok(Outcome::Done)
}

fn from_input(args: &AddArgs, app: &mut App) -> anyhow::Result<Vec<Incoming>> {
    if args.says_fields() {
        return Err(CliError::usage("cards on standard input bring their own fields")
            .help("leave out --kind, --id, --set and the like, or give the texts of one card")
            .into());
    }
    let bytes = standard_input::read("cards, as YAML as below `cards:` or as JSON", app)?;
    if bytes.len() > MAX_BYTES {
        return Err(CliError::usage(format!("the input is larger than {} MiB", MAX_BYTES >> 20))
            .help("add the cards in several parts")
            .into());
    }
    let text = String::from_utf8(bytes).map_err(|err| {
        let at = err.utf8_error().valid_up_to() + 1;
        CliError::usage(format!("the input is not UTF-8: byte {at} is wrong")).help("nothing was written")
    })?;
    incoming(&text).map_err(|what| CliError::usage(what).help("nothing was written").into())
}

/// Builds a card from the command line's texts and options, by the table of kinds.
fn from_line(args: &AddArgs) -> anyhow::Result<Incoming> {
    let has_gaps = args.texts.len() == 1 && args.texts[0].contains("{{");
    let kind = args.kind.as_deref().and_then(Kind::of_word).unwrap_or(if has_gaps { Kind::Cloze } else { Kind::Flip });
    let own = kind.info().fields;
    let wanted: Vec<&Field> = own.iter().filter(|field| field.required || field.name == "answer").collect();
    let mut fields = vec![("kind".to_owned(), FieldValue::Text(kind.word().to_owned()))];
    fields.extend(args.id.iter().map(|id| ("id".to_owned(), FieldValue::Text(id.clone()))));
    let mut texts = args.texts.as_slice();
    for (nth, field) in (1..).zip(&wanted) {
        let takes = if is_list(field.shape) && nth == wanted.len() { texts.len() } else { texts.len().min(1) };
        let (own, rest) = texts.split_at(takes);
        texts = rest;
        if !own.is_empty() {
            fields.push((field.name.to_owned(), value(field, own)));
        }
    }
    if !texts.is_empty() {
        let names: Vec<&str> = wanted.iter().map(|field| field.name).collect();
        let what = format!(
            "a `{}` card takes {}, but {} texts were given",
            kind.word(),
            names.join(" and "),
            args.texts.len()
        );
        return Err(CliError::usage(what).help("put each text in quotes; --kind says which kind of card it is").into());
    }
    let known = |name: &str| own.iter().chain(format::CARD).find(|field| field.name == name);
    for (name, values) in args.set_fields() {
        let value = known(&name).map_or_else(|| FieldValue::Text(values.join(" ")), |field| value(field, &values));
        fields.retain(|(field, _)| *field != name);
        fields.push((name, value));
    }
    Ok(Incoming { line: None, fields })
}

const fn is_list(shape: FieldShape) -> bool {
    matches!(
        shape,
        FieldShape::Texts
            | FieldShape::Distractors
            | FieldShape::Words
            | FieldShape::AcceptAnswers
            | FieldShape::AcceptGaps
            | FieldShape::Records(_)
    )
}

/// The texts in the shape that the field takes.
fn value(field: &Field, texts: &[String]) -> FieldValue {
    let list = || FieldValue::List(texts.iter().cloned().map(FieldValue::Text).collect());
    let one = || texts.last().cloned().unwrap_or_default();
    match field.shape {
        FieldShape::Records(parts) => FieldValue::List(texts.iter().map(|text| record(parts, text)).collect()),
        shape if is_list(shape) => list(),
        shape if shape.is_one_or_many() && texts.len() > 1 => list(),
        FieldShape::Cloze => FieldValue::Text(numbered(&one())),
        FieldShape::Flag | FieldShape::Count if one().chars().all(|c| c.is_ascii_alphanumeric()) => {
            FieldValue::Bare(one())
        }
        _ => FieldValue::Text(one()),
    }
}

/// A mapping written in one text, as in `France = Paris`.
fn record(parts: &[Field], text: &str) -> FieldValue {
    let texts: Vec<&str> = text.splitn(parts.len(), " = ").map(str::trim).collect();
    if texts.len() < parts.len() {
        return FieldValue::Text(text.to_owned());
    }
    let pair = |(part, text): (&Field, &str)| (part.name.to_owned(), FieldValue::Text(text.to_owned()));
    FieldValue::Map(parts.iter().zip(texts).map(pair).collect())
}

/// The cards' ids: their own, or derived from their prompts.
fn ids(deck: &Deck, cards: &[Incoming]) -> Vec<String> {
    let written = cards.iter().filter_map(|card| card.text("id"));
    let there = deck.cards.iter().map(|card| card.id.card());
    let left_out = deck.left_out.iter().filter_map(|card| card.id.as_deref());
    let mut taken: HashSet<String> = there.chain(left_out).chain(written).map(str::to_lowercase).collect();
    let name = |card: &Incoming| {
        if let Some(id) = card.text("id") {
            return id.to_owned();
        }
        let mut asks = kinds::KINDS.iter().filter_map(|info| info.fields.first());
        let prompt = asks.find_map(|field| card.text(field.name)).unwrap_or_default();
        let id = named_after(prompt, &|id| taken.contains(id));
        taken.insert(id.clone());
        id
    };
    cards.iter().map(name).collect()
}

fn refused(refusal: NotAppended, cards: &[Incoming], path: &Path, app: &App) -> CliError {
    let shown = app.shown(path);
    let bad = match refusal {
        NotAppended::Layout => {
            return CliError::usage(format!("{shown} has a layout that no card can be appended to"))
                .help("nothing was written; write `cards:` in lines, each card behind `- `");
        }
        NotAppended::TooManyErrors => {
            return CliError::usage(crowded(&shown))
                .help(format!("nothing was written; `oss-quiz check {shown}` shows what is wrong"));
        }
        NotAppended::Cards(bad) => bad,
    };
    let in_one_line = |(nth, diagnostic): &(usize, Diagnostic)| {
        let line = cards.get(*nth).and_then(|card| card.line).map(|line| format!(" (line {line})")).unwrap_or_default();
        let which = if cards.len() == 1 { String::new() } else { format!("card {}{line}: ", nth + 1) };
        format!("{which}{}", in_words(diagnostic))
    };
    let mut words: Vec<String> = bad.iter().take(MAX_LISTED).map(in_one_line).collect();
    if bad.len() > MAX_LISTED {
        words.push(format!("and {} more", bad.len() - MAX_LISTED));
    }
    let what = match words.as_slice() {
        [one] => one.clone(),
        many => format!("{} mistakes\n  {}", bad.len(), many.join("\n  ")),
    };
    CliError::usage(what).help("nothing was written; fix this and add them all again")
}
