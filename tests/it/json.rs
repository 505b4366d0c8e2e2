//! The JSON that commands print, against its schemas: no field is unknown, none is missing.

use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::support::{EVERY_KIND, World};

/// The schema of that name, which refuses what it doesn't name.
fn schema(world: &World, name: &str) -> jsonschema::Validator {
    let mut schema: Value = serde_json::from_str(&world.run(&["schema", name]).success().stdout()).unwrap();
    close(&mut schema);
    jsonschema::draft7::new(&schema).unwrap()
}

fn close(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            fields.values_mut().for_each(close);
            if fields.get("properties").is_some_and(Value::is_object) && fields.contains_key("required") {
                fields.insert("additionalProperties".to_owned(), json!(false));
            }
        }
        Value::Array(entries) => entries.iter_mut().for_each(close),
        _ => {}
    }
}

fn holds(schema: &jsonschema::Validator, text: &str, of: &str) {
    for line in text.lines() {
        let value: Value = serde_json::from_str(line).unwrap_or_else(|err| panic!("{of}: {err}: {line}"));
        let errors: Vec<String> =
            schema.iter_errors(&value).map(|err| format!("{}: {err}", err.instance_path())).collect();
        assert!(errors.is_empty(), "{of}\n{line}\n{}", errors.join("\n"));
    }
}

#[test]
fn what_is_printed_is_what_the_schemas_say() {
    let world = World::new().deck("kinds", &EVERY_KIND.replace("    answer: Gustave Eiffel\n", ""));
    let said = schema(&world, "said");
    let answer = schema(&world, "answer");
    let run = |name: &str, args: &[&str], input: &str| {
        let of = schema(&world, name);
        let ran = world.run(&[&["--decks", "decks"], args].concat()).input(input).output();
        let what = format!("{args:?}");
        assert!(name == "said" || !ran.stdout().is_empty(), "{what}: {}", ran.stderr());
        holds(&of, &ran.stdout(), &what);
        holds(&said, &ran.stderr(), &what);
        ran.stdout()
    };
    let listed: Value = serde_json::from_str(&run("items", &["items", "--json"], "")).unwrap();
    let items: Vec<String> =
        listed["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect();
    for round in 0..2 {
        for item in &items {
            let shown: Value = serde_json::from_str(&run("show", &["show", item, "--json"], "")).unwrap();
            run("next", &["next", item, "--json"], "");
            let texts = |field: &str| shown["item"][field].as_array().unwrap().clone();
            let right = if round == 0 { texts("right") } else { texts("right").into_iter().rev().collect() };
            let line = match shown["item"]["asks"].as_str().unwrap() {
                "rating" => json!({"item": item, "rating": "good"}),
                "choice" if round == 1 => json!({"item": item, "choices": [1]}),
                _ => json!({"item": item, "answers": right, "seconds": 1.5}),
            };
            holds(&answer, &line.to_string(), "a line that is sent");
            run("grade", &["grade", "-", "--dry-run"], &line.to_string());
            run("grade", &["grade", "-"], &line.to_string());
            if shown["item"]["asks"] != "rating" {
                run("grade", &["grade", item, "--dont-know", "--json"], "");
            }
        }
    }
    run("grade", &["grade", "-"], "nonsense\n{\"item\":\"kinds/none\",\"answer\":\"x\"}\n");
    run("mark", &["mark", &items[0], "bury", "--json"], "");
    run("mark", &["mark", "kinds", "flag", "--json"], "");
    run("mark", &["mark", "--ahead", "retract", "--json"], "");
    run("undo", &["undo", "--json"], "");
    world.run(&["export", "--reviews", "log.jsonl"]).success();
    for (name, args) in [
        ("items", &["items", "--json"][..]),
        ("items", &["items", "is:leech", "--json"]),
        ("next", &["next", "--json"]),
        ("next", &["next", "is:leech", "--json"]),
        ("tags", &["tags", "--json"]),
        ("decks", &["decks", "--json"]),
        ("due", &["due", "--json"]),
        ("due", &["due", "is:leech", "--json"]),
        ("backup", &["backup", "--json"]),
        ("backup", &["backup", "copy.db", "--json"]),
        ("backup", &["backup", "--list", "--json"]),
        ("restore", &["restore", "--yes", "--json"]),
        ("doctor", &["doctor", "--json"]),
        ("doctor", &["doctor", "--json", "--fix", "--yes"]),
        ("import", &["import", "log.jsonl", "--dry-run", "--json"]),
        ("import", &["import", "log.jsonl", "--yes", "--json"]),
        ("said", &["restore", "--json", "--yes", "none.db"]),
        ("said", &["import", "--json", "--yes", "copy.db"]),
        ("said", &["grade", "kinds/none", "--answer", "x", "--json"]),
        ("said", &["grade", "kinds", "--rating", "perfect", "--json"]),
    ] {
        run(name, args, "");
    }
}

/// Runs a command, and holds what it prints against a schema.
fn run(world: &World, name: &str, args: &[&str], input: &str) -> Value {
    let ran = world.run(&[&["--decks", "decks"], args].concat()).input(input).output();
    holds(&schema(world, name), &ran.stdout(), &format!("{args:?}"));
    holds(&schema(world, "said"), &ran.stderr(), &format!("{args:?}"));
    serde_json::from_str(&ran.stdout()).unwrap_or_else(|err| panic!("{args:?}: {err}: {}", ran.stderr()))
}

#[test]
fn what_authors_are_told_is_what_the_schemas_say() {
    let source = "sections: [{slug: a, subsections: [{slug: b}]}]\nclaims:\n  - {id: c1, section: a, claim: So it is.}\n  \
                  - {id: c2, section: z, claim: So it was.}\nentities: [{name: Masakhane}]\n";
    let deck = "title: T\nsource: s\ncards:\n  - {kind: flip, question: Why is it so?, answer: so, claims: [c1]}\n  \
                - {id: b, kind: flip, question: Why?}\n  - {kind: cloze, text: 'A {{x}} and a {{y}} in one text'}\n";
    let world = World::new().deck("d", deck).deck("s.source", source);
    let found = run(&world, "check", &["check", "--json", "--coverage", "decks"], "");
    assert_eq!(found["coverage"][0]["sections"][1]["known"], json!(false));
    assert!(found["findings"].as_array().unwrap().len() > 3 && found.get("mended").is_none());
    run(&world, "check", &["check", "--format", "json", "-"], deck);
    run(&world, "check", &["check", "--explain", "--json"], "");
    run(&world, "check", &["check", "--explain", "brace-in-gap", "--json"], "");
    let unasked = world.run(&["check", "--fix", "--json", "decks"]).output();
    assert_eq!((unasked.code(), unasked.stdout()), (Some(2), String::new()));
    holds(&schema(&world, "said"), &unasked.stderr(), "nobody says yes");
    let fixed = run(&world, "check", &["check", "--fix", "--yes", "--json", "decks"], "");
    assert_eq!((&fixed["mended"][0]["ids"], &fixed["mended"][0]["numbered"]), (&json!(2), &json!(1)));
    let again = run(&world, "check", &["check", "--fix", "--yes", "--json", "decks"], "");
    assert_eq!(again["mended"], json!([]));
    world.write("old/d.yaml", "title: T\ncards:\n  - {id: old, kind: flip, question: Why is it so?, answer: so}\n");
    let update = run(&world, "check", &["check", "--against", "old", "--json", "decks"], "");
    assert!(!update["cards"].as_array().unwrap().is_empty() && !update["hints"].as_array().unwrap().is_empty());
    let cards = "[{\"kind\":\"flip\",\"question\":\"Who?\",\"answer\":\"She\"}]";
    assert_eq!(run(&world, "add", &["add", "d", "-", "--json"], cards)["cards"], json!(["d/who"]));
    run(&world, "add", &["add", "d", "When is it?", "now", "--json"], "");
    let made = run(&world, "new", &["new", "mine", "--json"], "");
    assert_eq!(made, json!({"schema": 1, "deck": "mine", "path": "decks/mine.yaml"}));
    let refused = world.run(&["new", "mine", "--json"]).output();
    assert_eq!((refused.code(), refused.stdout()), (Some(2), String::new()));
    holds(&schema(&world, "said"), &refused.stderr(), "it is there");
}

#[test]
fn settings_are_what_the_schema_says() {
    let world = World::new().deck("d", "title: T\ncards: []\n");
    let of = |args: &[&str]| run(&world, "config", &[&["config"], args].concat(), "");
    let setting = |value: Value, set: bool| json!([{"key": "new_per_day", "value": value, "set": set}]);
    let all = of(&["--json"]);
    let folders = all["settings"].as_array().unwrap().iter().find(|it| it["key"] == "folders").unwrap();
    assert_eq!(folders, &json!({"key": "folders", "value": [], "set": false}));
    assert_eq!(of(&["get", "new_per_day", "--json"])["settings"], setting(json!("10"), false));
    assert_eq!(of(&["set", "new_per_day", "5", "--json"])["settings"], setting(json!("5"), true));
    assert_eq!(of(&["unset", "new_per_day", "--json"])["settings"], setting(json!("10"), false));
    let own = of(&["get", "decks.d.new_per_day", "--json"]);
    assert_eq!(own["settings"], json!([{"key": "decks.d.new_per_day", "value": null, "set": false}]));
    assert_eq!(of(&["path", "--json"])["settings"], json!([]));
    for args in [&["get", "nothing", "--json"][..], &["set", "new_per_day", "x", "--json"], &["edit", "--json"]] {
        let ran = world.run(&[&["config"], args].concat()).output();
        assert_eq!((ran.code(), ran.stdout()), (Some(2), String::new()), "{args:?}");
        holds(&schema(&world, "said"), &ran.stderr(), "wrong use");
    }
}

#[test]
fn pictures_and_exams_are_what_the_schemas_say() {
    let world = World::new().deck("kinds", EVERY_KIND);
    let of = |name: &str, args: &[&str], input: &str| run(&world, name, args, input);
    of("stats", &["stats", "--json"], "");
    of("exam", &["exam", "--history", "--json"], "");
    let listed = of("items", &["items", "--json"], "");
    for item in listed["items"].as_array().unwrap() {
        for _ in 0..2 {
            let id = item["id"].as_str().unwrap();
            let is_rated = of("show", &["show", id, "--json"], "")["item"]["asks"] == "rating";
            let answer: &[&str] = if is_rated { &["--rating", "again"] } else { &["--dont-know"] };
            of("grade", &[&["grade", id, "--json"], answer].concat(), "");
        }
    }
    let picture = of("stats", &["stats", "--json"], "");
    assert!(!picture["log"]["items"].as_array().unwrap().is_empty());
    for only in ["knowledge", "items", "calibration", "hard"] {
        of("stats", &["stats", "--json", "--only", only], "");
    }
    of("stats", &["stats", "--json", "--on", "+7d"], "");
    let card = listed["items"][0]["id"].as_str().unwrap().split('#').next().unwrap();
    assert!(!of("stats", &["stats", card, "--json"], "")["lives"][0]["answers"].as_array().unwrap().is_empty());
    // Handed in by the end of the input, and left before an answer.
    let exam = |input: &str| world.run(&["--decks", "decks", "exam", "--json"]).input(input).output().stdout();
    for input in ["1\n1\n1\n1\n1\n", ":quit\nq\n"] {
        holds(&schema(&world, "exam"), &exam(input), "exam");
    }
    let past = of("exam", &["exam", "--history", "--json"], "");
    assert!(!past["exams"].as_array().unwrap().is_empty());
    assert!(!of("exam", &["exam", "--history", "1", "--json"], "")["exam"]["questions"].as_array().unwrap().is_empty());
}

#[test]
fn a_line_that_the_schema_refuses_is_refused() {
    let world = World::new().deck("d", "title: T\ncards:\n  - {id: a, kind: typed, question: Which?, answer: x}\n");
    let answer = schema(&world, "answer");
    let good =
        |line: &str| world.run(&["--decks", "decks", "grade", "-", "--dry-run"]).input(line).output().code() == Some(0);
    for line in [
        json!({"item": "d/a", "answer": "x"}),
        json!({"item": "d/a", "answers": ["x"], "hints": 1, "seconds": 1.5, "guessed": true}),
        json!({"item": "d/a", "answer": "y", "overrule": true, "millis": 3}),
        json!({"item": "d/a", "answer": "x", "rating": "hard", "key": "01930000-0000-7000-8000-000000000000"}),
        json!({"item": "d/a", "dont_know": true, "attempt": 0}),
    ] {
        assert!(answer.is_valid(&line) && good(&line.to_string()), "{line}");
    }
    for line in [
        json!({"answer": "x"}),
        json!({"item": "", "answer": "x"}),
        json!({"item": "d/a", "anwser": "x"}),
        json!({"item": "d/a", "answer": "x", "rating": "perfect"}),
        json!({"item": "d/a", "answer": "x", "seconds": -1}),
        json!({"item": "d/a", "answer": "x", "hints": 256}),
        json!({"item": "d/a", "answer": "x", "key": "no id"}),
    ] {
        assert!(!answer.is_valid(&line) && !good(&line.to_string()), "{line}");
    }
}

#[test]
fn every_schema_is_listed() {
    let world = World::new();
    let listed = world.run(&["schema"]).success().stdout();
    let names: Vec<&str> = listed.lines().filter_map(|line| line.split("  ").next()).collect();
    let files = ["schema", "schema/output"].map(|folder| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter_map(|name| Some(name.strip_suffix(".schema.json")?.to_owned())).collect::<Vec<_>>()
    });
    let mut files = files.concat();
    let mut sorted = names.clone();
    files.sort_unstable();
    sorted.sort_unstable();
    assert_eq!(sorted, files);
    for name in names {
        schema(&world, name);
        let row = listed.lines().find(|line| line.starts_with(&format!("{name} "))).unwrap();
        assert!(row.len() > name.len() + 4, "{row}");
    }
}

/// The loop in `examples/` asks, is answered, and ends.
#[test]
fn the_loop_of_the_examples_runs() {
    let world = World::new().deck(
        "d",
        "title: D\ncards:\n  - {id: a, kind: typed, question: Which metal is liquid?, answer: mercury}\n  \
         - {id: b, kind: flip, question: How is it?, answer: well}\n",
    );
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/web-loop");
    let run = |store: &str| {
        let mut child = Command::new(&script)
            .args(["--decks", "decks", "--store", store])
            .current_dir(world.path(""))
            .env("OSS_QUIZ", env!("CARGO_BIN_EXE_oss-quiz"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // One that ends at once reads nothing.
        let _ = std::io::Write::write_all(&mut child.stdin.take().unwrap(), b"mercury\neasy\n");
        let ran = child.wait_with_output().unwrap();
        (ran.status.code(), String::from_utf8(ran.stdout).unwrap())
    };
    let (code, said) = run("loop.db");
    assert_eq!(said.lines().collect::<Vec<_>>(), ["Which metal is liquid?", "right", "How is it?", "none"]);
    assert_eq!(code, Some(0));
    assert_eq!(run("decks/d.yaml"), (Some(4), String::new()), "a store that can't be read is no end of the questions");
}

#[test]
fn pairs_are_what_the_schemas_say() {
    let world = World::new().deck("starts", crate::matching::DECK);
    let grade = ["grade", "starts/years", "--json"];
    run(&world, "next", &["next", "--json"], "");
    run(&world, "grade", &[&grade[..], &["--answer", "1991", "--answer", "2005", "--answer", "1995"]].concat(), "");
    run(&world, "grade", &[&grade[..], &["--dont-know"]].concat(), "");
    run(&world, "show", &["show", "starts/years", "--json"], "");
    run(&world, "items", &["items", "--json"], "");
}
