use proptest::option;
use proptest::prelude::*;

use super::*;

fn id() -> impl Strategy<Value = EventId> {
    any::<u128>().prop_map(|bits| EventId(Uuid::from_u128(bits)))
}

fn a_day() -> impl Strategy<Value = Day> {
    any::<i32>().prop_map(Day::from_number)
}

fn rating() -> impl Strategy<Value = crate::schedule::Rating> {
    prop::sample::select(crate::schedule::Rating::ALL.to_vec())
}

fn item() -> impl Strategy<Value = crate::deck::ItemId> {
    let names = ["d/a", "d/c#c1", "flüsse/größter", "e/b#term", "日本/東京"];
    prop::sample::select(names.to_vec()).prop_map(|name| name.parse().expect("an item"))
}

fn review() -> impl Strategy<Value = Review> {
    let rated = (prop::sample::select(PURPOSES.to_vec()), prop::sample::select(VERDICTS.to_vec()), rating());
    let numbers = (option::of(rating()), a_day(), any::<u8>(), any::<u32>(), any::<u32>(), option::of(any::<String>()));
    (rated, numbers).prop_map(|((purpose, verdict, rating), (suggested, due, hints, revision, ms, answer))| Review {
        purpose,
        verdict,
        suggested,
        rating,
        due,
        hints,
        revision,
        ms,
        answer,
    })
}

fn act() -> impl Strategy<Value = Act> {
    let weight = any::<f32>().prop_filter("JSON has no other numbers", |weight| weight.is_finite());
    let kinds = ["transplant", "retract", "amend", "carry", "due", "params", ""];
    prop_oneof![
        id().prop_map(|target| Act::Retract { target }),
        (id(), rating(), a_day(), any::<(bool, bool)>()).prop_map(|(target, rating, due, (guessed, overruled))| {
            Act::Amend { target, rating, due, guessed, overruled }
        }),
        prop::sample::select(vec![Act::Suspend, Act::Resume, Act::Bury, Act::Unbury, Act::Unflag, Act::Forget]),
        option::of(any::<String>()).prop_map(|note| Act::Flag { note }),
        item().prop_map(|from| Act::Carry { from }),
        a_day().prop_map(|day| Act::Due { day }),
        any::<(u32, u32)>().prop_map(|(interval, ease)| Act::Sm2(Sm2 { interval, ease })),
        prop::collection::vec(weight, 0..22).prop_map(|weights| Act::Params { weights }),
        any::<String>().prop_map(|body| Act::Exam { body }),
        (prop::sample::select(kinds.to_vec()), any::<String>())
            .prop_map(|(kind, body)| Act::Unknown { kind: kind.to_owned(), body }),
    ]
}

fn an_event() -> impl Strategy<Value = Event> {
    let what = prop_oneof![review().prop_map(EventKind::Review), act().prop_map(EventKind::Act)];
    let moment = (any::<i64>(), any::<i32>(), a_day()).prop_map(|(at_ms, offset_minutes, day)| Moment {
        at_ms,
        offset_minutes,
        day,
    });
    (id(), moment, option::of(item()), id(), any::<String>(), what).prop_map(
        |(id, moment, item, device, version, what)| Event { id, moment, item, device: device.0, version, what },
    )
}

fn text(learner: Uuid, events: &[Event]) -> String {
    head(learner) + &events.iter().map(event).collect::<String>()
}

fn schema() -> jsonschema::Validator {
    let schema = include_str!("../../../schema/output/log.schema.json");
    jsonschema::draft7::new(&serde_json::from_str(schema).expect("JSON")).expect("a schema")
}

proptest! {
    #[test]
    fn what_was_written_is_read_back(learner in any::<u128>(), events in prop::collection::vec(an_event(), 0..8)) {
        let learner = Uuid::from_u128(learner);
        prop_assert_eq!(read(&text(learner, &events)), Ok(LogFile { learner, events }));
    }

    #[test]
    fn every_line_is_as_the_schema_says(event in an_event()) {
        let schema = schema();
        for line in text(Uuid::max(), &[event]).lines() {
            let value: serde_json::Value = serde_json::from_str(line).expect("JSON");
            let wrong: Vec<String> = schema.iter_errors(&value).map(|err| err.to_string()).collect();
            prop_assert!(wrong.is_empty(), "{}: {:?}", line, wrong);
        }
    }

    #[test]
    fn no_text_is_too_odd(text in any::<String>(), event in an_event(), cut in any::<prop::sample::Index>()) {
        let _ = read(&text);
        let line = super::event(&event);
        let cut = (0..=cut.index(line.len())).rev().find(|at| line.is_char_boundary(*at)).unwrap_or(0);
        let torn = head(Uuid::nil()) + &line[..cut];
        prop_assert!(cut == 0 || cut >= line.len() - 1 || read(&torn).is_err_and(|err| err.line == 2));
    }
}

const RETRACT: &str = r#"{"id":"00000000-0000-0000-0000-000000000001","at_ms":5,"offset_minutes":60,"day":"2026-11-24","device":"00000000-0000-0000-0000-000000000002","version":"0.1.0","kind":"retract","item":"d/a","target":"00000000-0000-0000-0000-000000000003"}"#;

fn error(lines: &str) -> String {
    read(&(head(Uuid::nil()) + lines)).expect_err(lines).to_string()
}

#[test]
fn a_line_that_is_not_right_is_named() {
    assert!(read(&(head(Uuid::nil()) + RETRACT)).is_ok(), "the last line needs no line break");
    for (wrong, said) in [
        (RETRACT.replace(r#","target":"00000000-0000-0000-0000-000000000003""#, ""), "`retract` needs `target`"),
        (RETRACT.replace("\"target\"", "\"traget\""), "unknown field `traget`"),
        (RETRACT.replace("\"kind\"", "\"hints\":1,\"kind\""), "`retract` has no field `hints`"),
        (RETRACT.replace("\"kind\":\"retract\"", "\"kind\":\"x\""), "`x` is an event of a newer oss-quiz"),
        (RETRACT.replace("2026-11-24", "24.11.2026"), "`24.11.2026` is not a date"),
        (RETRACT.replace("d/a", "d"), "`d`"),
        (RETRACT.replace("00000000-0000-0000-0000-000000000001", "1"), "`1` is not a UUID"),
        (RETRACT.replace("\"at_ms\":5", "\"at_ms\":5,\"at_ms\":6"), "duplicate field `at_ms`"),
        (String::new(), "EOF"),
    ] {
        let said_of_it = error(&format!("{RETRACT}\n{wrong}\n"));
        assert!(said_of_it.starts_with("line 3: "), "{said_of_it}");
        assert!(said_of_it.contains(said), "{said_of_it}: {said}");
        assert!(!said_of_it.contains("line 1"), "{said_of_it}");
    }
}

#[test]
fn the_first_line_tells_what_it_is() {
    for (first, said) in [
        ("", "line 1: the file is empty"),
        ("{}", "line 1: this is not a log of oss-quiz, which begins with {\"oss-quiz-log\":1,…}"),
        ("{\"oss-quiz-log\":2}", "line 1: the format of this log is 2; this oss-quiz reads format 1"),
        ("{\"oss-quiz-log\":1}", "line 1: missing field `learner` (column 18)"),
    ] {
        assert_eq!(read(first).expect_err(first).to_string(), said);
    }
}

#[test]
fn a_kind_of_a_newer_program_is_kept() {
    let line = RETRACT.replace("retract", "transplant");
    let line = line.replace(r#""target":"00000000-0000-0000-0000-000000000003""#, r#""body":"{\"to\":\"d/b\"}""#);
    let log = read(&(head(Uuid::nil()) + &line)).expect("a log");
    let expected = Act::Unknown { kind: "transplant".to_owned(), body: "{\"to\":\"d/b\"}".to_owned() };
    assert_eq!(log.events[0].what, EventKind::Act(expected));
    assert_eq!(event(&log.events[0]).trim_end(), line);
}
