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
    for (name, args) in [
        ("items", &["items", "--json"][..]),
        ("items", &["items", "is:leech", "--json"]),
        ("next", &["next", "--json"]),
        ("next", &["next", "is:leech", "--json"]),
        ("tags", &["tags", "--json"]),
        ("decks", &["decks", "--json"]),
        ("due", &["due", "--json"]),
        ("due", &["due", "is:leech", "--json"]),
        ("said", &["grade", "kinds/none", "--answer", "x", "--json"]),
        ("said", &["grade", "kinds", "--rating", "perfect", "--json"]),
    ] {
        run(name, args, "");
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
