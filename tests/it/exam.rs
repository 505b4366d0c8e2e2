//! `exam`: a mock test, line by line, as JSON, on paper.

use serde_json::{Value, json};

use crate::support::{EVERY_KIND, World};

fn world() -> World {
    World::new().deck("kinds", EVERY_KIND)
}

const EXAM: [&str; 3] = ["--decks", "decks", "exam"];

fn exam(world: &World, args: &[&str]) -> crate::support::Run {
    world.run(&[&EXAM, args].concat())
}

/// The answer to each question of the deck, by what is asked, as one would type it.
fn typed(question: &str) -> Option<&'static str> {
    [
        ("biggest city", "Paris"),
        ("The Seine flows", "f"),
        ("________ (a city)", "Marseille"),
        ("on the ________", "Mediterranean"),
    ]
    .into_iter()
    .find(|(part, _)| question.contains(part))
    .map(|(_, answer)| answer)
}

/// Goes through an exam once with nothing but "I don't know", to see what it asks; a store of its own.
fn questions(args: &[&str]) -> Vec<String> {
    let world = world();
    let shown = exam(&world, &[args, &["--seed", "3"]].concat()).input(&":skip\n".repeat(6)).output().stdout();
    shown.split("\nQuestion ").skip(1).take(6).map(|part| part.split("\nAnswer").next().unwrap().to_owned()).collect()
}

/// The numbers of the choices as they are shown.
fn numbers(question: &str, texts: &[&str]) -> String {
    let number = |text: &&str| {
        let line = question.lines().find(|line| line.ends_with(&format!(". {text}"))).unwrap();
        line.split('.').next().unwrap().to_owned()
    };
    texts.iter().map(number).collect::<Vec<_>>().join(" ")
}

/// The right answers to all questions, one a line.
fn right_answers() -> Vec<String> {
    let answer = |question: &String| match typed(question) {
        Some(typed) => typed.to_owned(),
        None if question.contains("capital") => numbers(question, &["Paris"]),
        None if question.contains("rivers") => numbers(question, &["the Loire", "the Rhône"]),
        None => numbers(question, &["Lille", "Paris", "Lyon", "Nice"]),
    };
    questions(&[]).iter().map(answer).collect()
}

#[test]
fn six_cards_can_be_judged_and_the_rest_is_counted() {
    let world = world();
    let shown = exam(&world, &[]).input("").success().stdout();
    assert!(shown.starts_with("Exam: 6 questions. You won't see what is right until the end.\n3 items left out"));
    assert!(shown.contains("0 of 6 right, 0 %."), "{shown}");
    let ran = exam(&world, &["kinds/tower"]).exits(2);
    assert!(ran.stderr().contains("you rate the one item it names yourself"), "{}", ran.stderr());
}

#[test]
fn all_right_is_a_hundred_percent_and_nothing_is_said_before() {
    let world = world();
    let answers = right_answers().join("\n") + "\n\n";
    let shown = exam(&world, &["--seed", "3", "--pass", "100"]).input(&answers).success().stdout();
    let (before, after) = shown.split_once("All 6 questions are answered.").unwrap();
    assert!(!before.contains("Right") && !before.contains("Wrong"), "{before}");
    assert!(
        after.contains("6 answered in less than a minute.\n6 of 6 right, 100 %: passed; the pass mark is 100 %.\n")
    );
    assert!(!after.contains("Missed"), "{after}");
}

#[test]
fn one_goes_back_and_changes_an_answer() {
    let world = world();
    let mut answers = right_answers();
    let first = std::mem::replace(&mut answers[0], "0".to_owned());
    answers.insert(1, ":back".to_owned());
    answers.insert(2, first);
    let shown = exam(&world, &["--seed", "3"]).input(&(answers.join("\n") + "\n\n")).success().stdout();
    assert!(shown.contains("Your answer so far: I don't know."), "{shown}");
    assert!(shown.contains("6 of 6 right"), "{shown}");
    let retracted =
        |item: &Value| item["reviews"].as_array().unwrap().iter().filter(|r| r["retracted"] == true).count();
    let items = ["capital", "rivers", "biggest", "seine", "sea#c1", "sea#c2", "south"];
    assert_eq!(items.iter().map(|item| retracted(&world.shown(&format!("kinds/{item}")))).sum::<usize>(), 1);
}

#[test]
fn below_the_mark_the_answer_is_no_and_misses_are_explained() {
    let world = world();
    let shown = exam(&world, &["kinds/capital", "kinds/seine", "--pass", "50"]).input("0\n0\n\n").exits(1).stdout();
    assert!(shown.contains("0 of 2 right, 0 %: not passed; the pass mark is 50 %.\n"), "{shown}");
    assert!(shown.contains("The answer is Paris. You didn't know.\nIt has been so for most"), "{shown}");
    assert!(shown.contains("The answer is false. You didn't know.\nThe Seine flows through Paris.\n"), "{shown}");
    assert!(shown.contains("You had studied none of these questions, so this is what blind guesses give."), "{shown}");
}

#[test]
fn an_exam_changes_no_schedule_and_counts_in_nothing() {
    let world = world();
    world.run(&["grade", "kinds/biggest", "--answer", "Paris"]).success();
    let (due, before) = (["--decks", "decks", "due", "--json"], world.shown("kinds/biggest"));
    let asked = world.run(&due).json();
    exam(&world, &[]).input(&"0\n".repeat(7)).success();
    let after = world.shown("kinds/biggest");
    assert_eq!(
        (&after["due"], &after["memory"], &after["state"]),
        (&before["due"], &before["memory"], &before["state"])
    );
    assert_eq!(after["reviews"].as_array().unwrap().len(), 2);
    assert_eq!(after["reviews"][1]["purpose"], "exam");
    assert_eq!(world.run(&due).json(), asked);
    assert_eq!(world.run(&["--decks", "decks", "stats", "--json"]).json()["reviews"], 1);
}

#[test]
fn missed_items_that_have_a_day_to_come_can_be_made_due() {
    for (args, answer, due) in [
        (&["--due-misses"][..], "0\n\n", "2026-11-24"),
        (&[], "0\n\ny\n", "2026-11-24"),
        (&[], "0\n\nn\n", "2026-11-26"),
        (&[], "0\n\n", "2026-11-26"),
    ] {
        let world = world();
        world.run(&["grade", "kinds/biggest", "--answer", "Paris"]).success();
        let shown = exam(&world, &[&["kinds/biggest"], args].concat()).input(answer).success().stdout();
        assert_eq!(world.shown("kinds/biggest")["due"], due, "{args:?} {answer:?}\n{shown}");
        assert_eq!(
            shown.contains("The one you missed is not due yet. Bring it forward to today? y or n: "),
            args.is_empty()
        );
        assert_eq!(shown.contains("1 item was brought forward to today."), due == "2026-11-24");
    }
}

#[test]
fn items_that_were_brought_forward_can_be_taken_back_as_one_thing() {
    let world = world();
    world.run(&["grade", "kinds/biggest", "--answer", "Paris"]).success();
    world.run(&["grade", "kinds/seine", "--answer", "false"]).success();
    let due = || ["kinds/biggest", "kinds/seine"].map(|item| world.shown(item)["due"].clone());
    let before = due();
    exam(&world, &["kinds/biggest", "kinds/seine", "--due-misses"]).input("0\n0\n\n").success();
    assert_eq!(due(), ["2026-11-24", "2026-11-24"]);
    let undone = world.run(&["undo"]).success().stdout();
    assert_eq!(undone, "taken back: 2 items brought forward, Tue 24 Nov 20:00\n");
    assert_eq!(due(), before);
    assert!(world.run(&["undo"]).success().stdout().ends_with(", Again (exam), Tue 24 Nov 20:00\n"));
}

#[test]
fn what_is_brought_forward_alone_is_named() {
    let world = world();
    world.run(&["grade", "kinds/biggest", "--answer", "Paris"]).success();
    let run = ["--decks", "decks", "run", "--cram", "kinds/biggest", "--due-misses"];
    world.run(&run).input("0\n\n:quit\n").success();
    let undone = world.run(&["undo", "--last", "2"]).success().stdout();
    assert_eq!(
        undone,
        "taken back: kinds/biggest, brought forward, Tue 24 Nov 20:00\n\
         taken back: kinds/biggest, Again (practice), Tue 24 Nov 20:00\n"
    );
}

#[test]
fn a_practice_can_make_its_misses_due_as_well() {
    for (args, input, due) in [
        (&["--due-misses"][..], "0\n\n:quit\n", "2026-11-24"),
        (&[], "\n\n:quit\ny\n", "2026-11-24"),
        (&[], "\n\n:quit\n", "2026-11-26"),
    ] {
        let world = world();
        world.run(&["grade", "kinds/biggest", "--answer", "Paris"]).success();
        let run = [&["--decks", "decks", "run", "--cram", "kinds/biggest"], args].concat();
        let shown = world.run(&run).input(input).success().stdout();
        assert_eq!(world.shown("kinds/biggest")["due"], due, "{args:?}\n{shown}");
    }
    world().run(&["run", "--due-misses"]).exits(2);
}

#[test]
fn the_result_is_json_and_all_else_goes_to_standard_error() {
    let world = world();
    let ran = exam(&world, &["--json", "--seed", "3", "--count", "3", "--pass", "90"]).input("0\n0\n0\n\n").exits(1);
    let result: Value = serde_json::from_str(&ran.stdout()).unwrap();
    assert_eq!((&result["schema"], &result["handed_in"]), (&json!(1), &json!(true)));
    assert_eq!((&result["asked"], &result["answered"], &result["right"]), (&json!(3), &json!(3), &json!(0)));
    assert_eq!((&result["percent"], &result["passed"], &result["left_out"]), (&json!(0), &json!(false), &json!(3)));
    assert_eq!(
        result["decks"],
        json!([{"deck": "kinds", "title": "Every kind", "asked": 3, "right": 0,
        "expected": result["expected"]["right"]}])
    );
    assert_eq!(result["missed"].as_array().unwrap().len(), 3);
    assert!(ran.stderr().contains("Question 1 of 3"), "{}", ran.stderr());
}

#[test]
fn the_history_names_what_was_broken_off() {
    let world = world();
    assert!(exam(&world, &["--history"]).success().stderr().contains("There are no exams yet"));
    assert!(!world.store().exists());
    exam(&world, &["kinds"]).input("0\n:quit\n:quit\n").success();
    exam(&world, &["--pass", "10"]).input("").exits(1);
    let shown = exam(&world, &["--history"]).success().stdout();
    assert_eq!(
        shown,
        "1  Tue 24 Nov 2026 20:00  stopped after 1 of 6; kinds\n\
         2  Tue 24 Nov 2026 20:00  0 of 6 right, 0 %, not passed, 0.9 expected; kinds\n"
    );
    let exams = exam(&world, &["--history", "--json"]).json()["exams"].clone();
    assert_eq!(
        (&exams[0]["handed_in"], &exams[0]["right"], &exams[0]["answered"]),
        (&json!(false), &json!(null), &json!(1))
    );
    assert_eq!((&exams[1]["handed_in"], &exams[1]["passed"]), (&json!(true), &json!(false)));
}

#[test]
fn an_exam_that_was_left_goes_on_the_same_day_with_its_answers() {
    let mut world = world();
    let answers = right_answers();
    let (first, rest) = answers.split_at(3);
    let quit = [&first.join("\n"), ":quit\n:quit\n"].join("\n");
    let left = exam(&world, &["--seed", "3"]).input(&quit).success().stdout();
    let ended = "Stopped after 3 of 6 questions: there is no result yet. The 3 answers are kept; the same command goes on \
                 later today.\n";
    assert!(left.ends_with(ended), "{left}");
    // A script goes on only if it says so, and only with the same options.
    for args in [&["--seed", "3"][..], &["--seed", "3", "--continue", "--pass", "50"], &["--seed", "4", "--continue"]] {
        let anew = exam(&world, args).input(":quit\n:quit\n").output().stdout();
        assert!(anew.contains("Question 1 of 6") && !anew.contains("are answered"), "{args:?} {anew}");
    }
    let args = ["--seed", "3", "--continue"];
    let input = format!(":2\n\n:open\n{}\n\n", rest.join("\n"));
    let ran = exam(&world, &args).input(&input).success().stdout();
    assert!(ran.contains("3 of 6 are answered.\n"), "{ran}");
    let second = ran.split("Question 2 of 6").nth(1).unwrap();
    assert!(ran.contains("\nQuestion 4 of 6") && second.contains("\nYour answer so far: "), "{ran}");
    assert!(ran.contains("6 answered in less than a minute.\n6 of 6 right, 100 %.\n"), "{ran}");
    assert!(exam(&world, &["--history"]).success().stdout().starts_with("1  Tue 24 Nov 2026 20:00  6 of 6 right"));
    // One that was handed in is over, and so is one of yesterday.
    exam(&world, &["--seed", "3"]).input(&quit).success();
    world.set_now("2026-11-25T20:00:00Z");
    let anew = exam(&world, &args).input("").output().stdout();
    assert!(anew.contains("Question 1 of 6"), "{anew}");
}

#[test]
fn an_exam_that_was_left_goes_on_though_its_answers_are_not_kept() {
    let world = world().file("config.yaml", "keep_answers: false\n");
    let args = ["--seed", "3", "--continue"];
    let run = |input: &str| exam(&world, &args).env("OSS_QUIZ_CONFIG", "config.yaml").input(input).success().stdout();
    run(&format!("{}\n0\n:quit\n:quit\n", right_answers()[0]));
    let ran = run(":back\n\n");
    assert!(ran.contains("Your answer so far: given, but not kept. An empty line keeps it."), "{ran}");
    assert!(ran.contains("1 of 6 right"), "{ran}");
}

#[test]
fn the_time_that_is_left_is_said() {
    let world = world();
    let ran = exam(&world, &["--minutes", "1"]).input("").success().stdout();
    assert!(ran.starts_with("Exam: 6 questions. You won't see what is right until the end. When 1 minute is over, "));
    assert!(ran.contains("Question 1 of 6, 1 min left, "), "{ran}");
}

#[test]
fn what_is_left_before_the_first_answer_is_no_exam() {
    let world = world();
    let shown = exam(&world, &["kinds"]).input(":skip\n:quit\n:quit\n").success().stdout();
    assert!(shown.ends_with("Stopped before the first answer: nothing is kept.\n"), "{shown}");
    assert_eq!(exam(&world, &["--history"]).success().stdout(), "");
    assert_eq!(exam(&world, &["--history", "--json"]).json()["exams"], json!([]));
}

#[test]
fn an_exam_of_the_past_is_opened_by_its_number() {
    let world = world();
    exam(&world, &["kinds/biggest", "kinds/seine", "--seed", "3"]).input("f\nLutetia\n\n").success();
    let shown = exam(&world, &["--history", "1"]).success().stdout();
    insta::assert_snapshot!(shown, @r"
    Exam 1, Tue 24 Nov 2026 20:00: kinds/biggest kinds/seine

    1. The Seine flows through Lyon.
       ✓ false

    2. Which is the biggest city of France?
       ✗ Lutetia
       → Paris
       kinds/biggest

    1 of 2 right, 50 %, 0.5 expected
    ");
    let one = exam(&world, &["--history", "1", "--json"]).json()["exam"].clone();
    assert_eq!((&one["number"], &one["right"], &one["decks"]), (&json!(1), &json!(1), &json!(["kinds"])));
    assert_eq!(
        one["questions"][1],
        json!({"number": 2, "item": "kinds/biggest", "prompt": "Which is the biggest city of France?",
               "answered": true, "taken_back": false, "correct": false, "answer": "Lutetia", "right": ["Paris"]})
    );
    // What is taken back later was answered all the same.
    let undone = world.run(&["undo"]).success().stdout();
    assert_eq!(undone, "taken back: kinds/biggest, Again (exam), Tue 24 Nov 20:00\n");
    let shown = exam(&world, &["--history", "1"]).success().stdout();
    assert!(shown.contains("   ✗ Lutetia (taken back)\n   → Paris\n"), "{shown}");
    let one = exam(&world, &["--history", "1", "--json"]).json()["exam"]["questions"][1].clone();
    assert_eq!((&one["answered"], &one["taken_back"], &one["answer"]), (&json!(false), &json!(true), &Value::Null));
    for number in ["0", "2"] {
        let ran = exam(&world, &["--history", number]).exits(2);
        let expected = format!("error: there is no exam {number}\n  help: there is one, number 1\n");
        assert_eq!(ran.stderr(), expected);
    }
    // What was asked stands there also where its card is gone.
    std::fs::remove_file(world.path("decks/kinds.yaml")).unwrap();
    let ran = world.run(&["exam", "--history", "1"]).success();
    assert!(ran.stdout().contains("2. kinds/biggest\n   ✗ Lutetia (taken back)\n"), "{}", ran.stdout());
    assert_eq!(ran.stderr(), "2 cards are no longer in any deck\n");
}

#[test]
fn the_history_tells_once_why_a_choice_is_wrong() {
    let world = World::new().deck(
        "small",
        "title: T\nlanguage: en\ncards:\n  - id: a\n    kind: choice\n    question: Which river flows through Paris?\n    \
         answer: Seine\n    distractors: [{text: Rhone, why: That is Lyon.}]\n    because: It rises in Burgundy.\n",
    );
    let (seine, rhone) = (":quit\n:quit\n", "1. Rhone");
    let is_first = exam(&world, &[]).input(seine).success().stdout().contains(rhone);
    exam(&world, &[]).input(if is_first { "1\n\n" } else { "2\n\n" }).success();
    insta::assert_snapshot!(exam(&world, &["--history", "1"]).success().stdout(), @r"
    Exam 1, Tue 24 Nov 2026 20:00: small

    1. Which river flows through Paris?
       ✗ Rhone
       → Seine
       That is Lyon.
       It rises in Burgundy.
       small/a

    0 of 1 right, 0 %, 0.5 expected
    ");
}

#[test]
fn the_score_stays_when_an_overruled_answer_is_taken_back() {
    let world = world();
    let args = ["kinds/biggest", "--overrule", "--pass", "100"];
    let ran = exam(&world, &args).input("Lutetia\n\no 1\n").success().stdout();
    assert!(ran.contains("1 marked right by you: 1 of 1 right, 100 %"), "{ran}");
    let undone = world.run(&["undo"]).success().stdout();
    assert_eq!(undone, "taken back: kinds/biggest, Good (exam), Tue 24 Nov 20:00\n");
    let listed = exam(&world, &["--history"]).success().stdout();
    assert!(listed.contains("1 of 1 right, 100 %, passed"), "{listed}");
    let one = exam(&world, &["--history", "1"]).success().stdout();
    assert!(one.contains("   ✓ Lutetia (taken back)\n"), "{one}");
}

#[test]
fn a_quiet_exam_prints_no_more_than_was_asked_for() {
    let world = world();
    let shown = exam(&world, &["-q", "kinds/biggest"]).input("").success().stdout();
    let start = "Exam: 1 question. You won't see what is right until the end.\nQuestion 1 of 1";
    assert!(shown.starts_with(start), "{shown}");
    assert!(exam(&world, &["kinds/biggest"]).input("").success().stdout().contains(":help lists the rest"));
    let ran = exam(&world, &["-q", "--paper", "p.html"]).success();
    assert_eq!((ran.stdout(), ran.stderr()), (String::new(), String::new()));
    assert!(world.path("p.html").exists());
    let ran = exam(&world, &["-q", "--history"]).success();
    assert_eq!((ran.stdout().lines().count(), ran.stderr()), (2, String::new()));
}

#[test]
fn an_empty_line_has_one_meaning_at_a_time() {
    let shown = exam(&world(), &["kinds/biggest"]).input("Lutetia\n:back\n").success().stdout();
    let (first, then) = shown.split_once("answered.").unwrap();
    assert!(first.contains("\nAnswer, or an empty line if you don't know: "), "{first}");
    assert!(then.contains("\nYour answer so far: Lutetia. An empty line keeps it.\nAnswer: "), "{then}");
}

#[test]
fn a_store_in_memory_promises_nothing_for_later() {
    let world = world();
    let run = |args: &[&str], input: &str| {
        let args = [&["--store", ":memory:"], &EXAM[..], args].concat();
        world.run(&args).input(input).success().stdout()
    };
    let left = run(&["kinds/biggest"], "?\nLutetia\n:quit\n");
    assert!(left.ends_with("Stopped after 1 of 1 questions: there is no result, and nothing is kept.\n"), "{left}");
    assert!(left.contains(":quit leaves: ") && !left.contains("later today") && !left.contains("are kept"), "{left}");
    let missed = run(&["kinds/biggest"], "Lutetia\n\n");
    assert!(missed.ends_with("0 of 1 right, 0 %.\n"), "{missed}");
    let session = world.run(&["--store", ":memory:", "--decks", "decks", "run"]).input("").success().stdout();
    assert!(!session.contains("oss-quiz run") && session.contains("Answers are not kept."), "{session}");
}

#[test]
fn a_paper_is_html_and_called_so() {
    let world = world();
    for name in ["exam.pdf", "exam.md", "exam.docx", "exam", "exam.html.txt"] {
        let ran = exam(&world, &["--paper", name]).exits(2);
        assert!(
            ran.stderr().starts_with(&format!("error: --paper writes an HTML page, and `{name}` is not")),
            "{}",
            ran.stderr()
        );
        assert!(!world.path(name).exists());
    }
    exam(&world, &["--paper", "exam.HTM"]).success();
    world.run(&["mark", "kinds/capital", "suspend"]).success();
    let ran = exam(&world, &["--paper", "few.html", "--count", "2"]).success();
    assert!(
        ran.stdout().ends_with(
            "\n10 items: 2 asked; left out: 3 beyond the number asked for, 3 that only you can judge, \
             1 of cards that are asked by another item, 1 suspended or buried today\n"
        ),
        "{}",
        ran.stdout()
    );
}

#[test]
fn the_same_day_asks_the_same_and_another_seed_something_else() {
    let asked = |args: &[&str]| {
        let ran = exam(&world(), &[&["--json"], args].concat()).input("").success();
        let result: Value = serde_json::from_str(&ran.stdout()).unwrap();
        let missed = result["missed"].as_array().unwrap().clone();
        missed.iter().map(|miss| miss["item"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(asked(&[]), asked(&[]));
    assert!((0..4_u8).any(|seed| asked(&["--seed", &seed.to_string()]) != asked(&[])));
}

#[test]
fn a_paper_overwrites_nothing_and_writes_no_log() {
    let world = world();
    let ran = exam(&world, &["--paper", "exam.html"]).success();
    assert_eq!(
        ran.stdout(),
        "6 questions and their key were written to exam.html\n\
         10 items: 6 asked; left out: 3 that only you can judge, 1 of cards that are asked by another item\n"
    );
    let page = std::fs::read_to_string(world.path("exam.html")).unwrap();
    assert!(page.contains("page-break-before: always") && page.contains("<section class=\"key\">"));
    assert!(!world.store().exists());
    let ran = exam(&world, &["--paper", "exam.html"]).exits(2);
    assert_eq!(
        ran.stderr(),
        "error: exam.html already exists and is not overwritten\n  \
         help: name another file, or give --force to replace it\n"
    );
    exam(&world, &["--paper", "exam.html", "--force", "--seed", "9", "kinds"]).success();
    assert_ne!(std::fs::read_to_string(world.path("exam.html")).unwrap(), page);
    exam(&world, &["--force"]).exits(2);
}

/// An exam of one typed question, answered wrong.
fn missed(world: &World, args: &[&str], then: &str) -> crate::support::Run {
    exam(world, &[&["kinds/biggest", "--pass", "50"], args].concat()).input(&format!("Lutetia\n\n{then}"))
}

#[test]
fn a_script_is_asked_for_its_word_only_with_the_flag() {
    for (args, then, right) in [
        (&[][..], "o\n", false),
        (&["--overrule"], "o\n", true),
        (&["--overrule"], "o 1\n", true),
        (&["--overrule"], "\n", false),
    ] {
        let world = world();
        let ran = if right { missed(&world, args, then).exits(0) } else { missed(&world, args, then).exits(1) };
        let shown = ran.stdout();
        let asks = "Your answer to question 1 was marked wrong. Was it right? o if so, or an empty line: ";
        assert_eq!(shown.contains(asks), !args.is_empty(), "{shown}");
        assert_eq!(
            shown.contains("1 marked right by you: 1 of 1 right, 100 %: passed; the pass mark is 50 %.\n"),
            right
        );
        assert_eq!(world.shown("kinds/biggest")["reviews"][0]["verdict"], if right { "right" } else { "wrong" });
        let past = exam(&world, &["--history"]).success().stdout();
        assert_eq!(past.contains("1 of 1 right, 100 %, passed"), right, "{past}");
    }
    exam(&world(), &["--overrule", "--history"]).exits(2);
}

#[test]
fn the_word_of_a_script_does_not_swallow_the_line_behind_it() {
    let world = world();
    world.run(&["grade", "kinds/biggest", "--answer", "Paris"]).success();
    let shown = missed(&world, &["--overrule"], "what\ny\n").exits(1).stdout();
    assert!(shown.contains("The typed answers marked wrong have the numbers 1.\n"), "{shown}");
    assert_eq!(world.shown("kinds/biggest")["due"], "2026-11-24");
}

#[test]
fn the_json_result_and_the_history_follow_the_word() {
    let world = world();
    let ran = missed(&world, &["--overrule", "--json"], "o\n").success();
    let result: Value = serde_json::from_str(&ran.stdout()).unwrap();
    assert_eq!((&result["right"], &result["overruled"], &result["passed"]), (&json!(1), &json!(1), &json!(true)));
    assert_eq!((&result["decks"][0]["right"], &result["missed"]), (&json!(1), &json!([])));

    // Without the flag the review is named, and another program can say it.
    let ran = missed(&world, &["--json"], "").exits(1);
    let result: Value = serde_json::from_str(&ran.stdout()).unwrap();
    let review = result["missed"][0]["review"].as_str().unwrap();
    let before = world.shown("kinds/biggest");
    world.run(&["grade", "kinds/biggest", "--amend", review, "--overrule"]).success();
    let after = world.shown("kinds/biggest");
    assert_eq!((&after["due"], &after["memory"]), (&before["due"], &before["memory"]));
    let exams = exam(&world, &["--history", "--json"]).json()["exams"].clone();
    let right: Vec<&Value> = exams.as_array().unwrap().iter().map(|exam| &exam["right"]).collect();
    assert_eq!(right, [1, 1]);
}
