//! The config file.

use crate::support::{EVERY_KIND, World};

#[test]
fn a_setting_that_is_none_is_refused_with_its_place() {
    let world = World::new().file("home/.config/oss-quiz/config.toml", "# mine\nnew_per_dya = 3\n");
    let stderr = world.run(&["next"]).exits(3).stderr();
    let path = world.path("home/.config/oss-quiz/config.toml");
    let expected = format!(
        "error: the config file has mistakes\n\
         error[unknown-key]: config has no setting `new_per_dya`\n --> {}:2:1\n2 | new_per_dya = 3\n  | ^\n  \
         = help: did you mean `new_per_day`?\n",
        path.display()
    );
    assert_eq!(stderr, expected);
}

#[test]
fn settings_hold() {
    let world = World::new()
        .deck("kinds", EVERY_KIND)
        .file("my.yaml", "new_per_day: 2\nbuiltin: false\ndesired_retention: 0.8\nkeep_answers: false\n");
    let next = world.run(&["next", "--json"]).env("OSS_QUIZ_CONFIG", "my.yaml").json();
    assert_eq!(next["queue"]["new"], 2);
    assert!(next["item"]["previews"]["easy"].as_u64().unwrap() > 8);
    world.run(&["grade", "kinds/biggest", "--answer", "Rome"]).env("OSS_QUIZ_CONFIG", "my.yaml").success();
    assert_eq!(world.shown("kinds/biggest")["reviews"][0]["answer"], serde_json::Value::Null);
    let decks = world.run(&["decks", "--json"]).env("OSS_QUIZ_CONFIG", "my.yaml").json();
    assert_eq!(decks["decks"].as_array().unwrap().len(), 1);
}

/// The file that settings are read from and written to.
const FILE: &str = "home/.config/oss-quiz/config.toml";

fn text(world: &World) -> String {
    std::fs::read_to_string(world.path(FILE)).unwrap()
}

#[test]
fn init_writes_all_defaults_once() {
    let world = World::new();
    assert_eq!(world.run(&["config", "path"]).success().stdout().trim_end(), world.path(FILE).to_str().unwrap());
    let ran = world.run(&["config", "--init"]).success();
    assert!(ran.stdout().ends_with(" to ~/.config/oss-quiz/config.toml\n"), "{}", ran.stdout());
    let written = text(&world);
    let before = world.run(&["next", "--json"]).env("OSS_QUIZ_CONFIG", "none.yaml").json();
    assert_eq!(world.run(&["next", "--json"]).json(), before);
    let ran = world.run(&["config", "--init"]).exits(2);
    assert!(ran.stderr().contains("already exists and is not overwritten"), "{}", ran.stderr());
    assert_eq!(text(&world), written);
    assert!(!world.store().exists());
}

#[test]
fn get_tells_what_holds() {
    let world = World::new().file(FILE, "new_per_day = 5\nfolders = ['a', '~/b']\n");
    let get = |key: &str, code| world.run(&["config", "get", key]).exits(code).stdout();
    assert_eq!(get("new_per_day", 0), "5\n");
    assert_eq!(get("day_starts_at", 0), "04:00\n");
    assert_eq!(get("folders", 0), "a\n~/b\n");
    assert_eq!(get("decks.rise.new_per_day", 1), "");
    let ran = world.run(&["config", "get", "new_per_dya"]).exits(2);
    assert_eq!(ran.stderr(), "error: there is no setting `new_per_dya`\n  help: did you mean `new_per_day`?\n");
    let all = world.run(&["config"]).success().stdout();
    assert!(
        all.contains("\nnew_per_day: 5\nnew_order: in-turn  # default\nreviews_per_day: 200  # default\n"),
        "{all}"
    );
}

#[test]
fn set_changes_one_value_and_says_what_follows() {
    let world = World::new();
    assert_eq!(
        world.run(&["config", "set", "desired_retention", "0.85"]).success().stdout(),
        "desired_retention: 0.85 (it was 0.90)\nIt applies from each item's next review; days already set stay. `oss-quiz run --by DATE` brings the rest forward.\n"
    );
    assert_eq!(text(&world), "desired_retention = 0.85\n");
    world.write(FILE, "# mine\nnew_per_day = 5  # enough\n");
    world.run(&["config", "set", "decks.rise.new_per_day", "2"]).success();
    world.run(&["config", "set", "new_per_day", "7"]).success();
    assert_eq!(text(&world), "# mine\nnew_per_day = 7  # enough\ndecks.rise.new_per_day = 2\n");
    assert_eq!(world.run(&["next", "rise", "--json"]).json()["queue"]["new"], 2);
}

#[test]
fn what_does_not_fit_is_not_written() {
    let world = World::new().file(FILE, "new_per_day = 5\nfolders = ['a']\n");
    for (key, value, told) in [
        ("new_per_day", "-1", "error: `-1` is not a valid number here\n  help: write a whole number from 0 to 9999\n"),
        ("color", "red", "error: unknown value `red` for `color`\n  help: write `auto`, `always` or `never`\n"),
        (
            "folders",
            "b",
            "error: `folders` can't be set in the file as it stands\n  \
             help: open ~/.config/oss-quiz/config.toml and set it there\n",
        ),
    ] {
        assert_eq!(world.run(&["config", "set", key, value]).exits(2).stderr(), told);
    }
    assert_eq!(text(&world), "new_per_day = 5\nfolders = ['a']\n");
}

#[test]
fn changed_keys_are_shown_as_changed() {
    let world = World::new().file("my.yaml", "keys:\n  undo: z\n");
    let help = world.run(&["help", "keys"]).env("OSS_QUIZ_CONFIG", "my.yaml").success().stdout();
    assert!(help.contains("\nz  undo the last step\n"), "{help}");
    assert!(help.contains("\nChanged in your config: undo is z, not u.\n"), "{help}");
    let help = world.run(&["help", "keys"]).success().stdout();
    assert!(help.contains("\nu  undo the last step\n") && !help.contains("Changed"), "{help}");
}

#[test]
fn help_knows_the_commands() {
    let world = World::new();
    assert!(world.run(&["help", "run"]).success().stdout().contains("Usage: oss-quiz run"));
    assert!(world.run(&["help"]).success().stdout().contains("Usage: oss-quiz"));
    let stderr = world.run(&["help", "kyes"]).exits(2).stderr();
    assert!(stderr.contains("did you mean `oss-quiz help keys`?"), "{stderr}");
}

#[test]
fn a_key_that_can_not_be_is_refused_with_its_place() {
    let world = World::new().file("my.toml", "[keys]\nundo = \"s\"\n");
    let stderr = world.run(&["help", "keys"]).env("OSS_QUIZ_CONFIG", "my.toml").exits(3).stderr();
    assert!(stderr.contains("error[bad-key]: `s` already does `skip`\n --> my.toml:2:8\n"), "{stderr}");
}

#[cfg(unix)]
#[test]
fn the_quiz_takes_the_keys_and_signs_that_are_set() {
    let world = World::new().deck("kinds", EVERY_KIND).file("my.yaml", "keys: {undo: z, hint: w}\nsigns: ascii\n");
    let config = world.path("my.yaml");
    let variables = [("OSS_QUIZ_SETTLE_MS", "0"), ("OSS_QUIZ_CONFIG", config.to_str().unwrap())];
    let mut screen = crate::screen::Screen::run_with(&world, &["--decks", "decks", "run"], &variables, 80, 24);
    screen.until("w hint   s skip   z undo").keys("w").until("hint: It lies").keys("2").until("x Wrong");
    screen.keys("z").until("is undone").keys("?").until("z  undo the last step").keys(" ").until_gone("any key");
    screen.keys("q");
    assert_eq!(screen.exit(), 0);
    assert!(screen.raw.is_ascii(), "{}", screen.text());
}

#[test]
fn a_setting_is_taken_out_of_the_file_again() {
    let world = World::new().file(FILE, "# mine\nnew_per_day = 3\nfuzz = false\n");
    let ran = world.run(&["config", "unset", "new_per_day"]).success();
    assert_eq!(ran.stdout(), "new_per_day is no longer set, the default: 10\n");
    assert_eq!(text(&world), "# mine\nfuzz = false\n");
    let ran = world.run(&["config", "unset", "new_per_day"]).exits(1);
    assert_eq!(ran.stderr(), "`new_per_day` is not in the file, the default: 10\n");
}

#[test]
fn the_file_is_opened_in_the_editor_also_when_it_has_mistakes() {
    let world = World::new().file("ed", "#!/bin/sh\nprintf 'plain = true\\n' > \"$1\"\n");
    std::process::Command::new("chmod").arg("+x").arg(world.path("ed")).status().unwrap();
    let editor = world.path("ed");
    let edit = || world.run(&["config", "edit"]).env("EDITOR", editor.to_str().unwrap());
    assert!(edit().success().stdout().ends_with("config.toml is valid\n"));
    assert_eq!(text(&world), "plain = true\n");
    world.write(FILE, "new_per_dya = 3\n");
    edit().success();
    assert_eq!(text(&world), "plain = true\n");
}

#[test]
fn a_value_out_of_range_is_refused_without_a_word_about_a_line_that_is_not_there() {
    let world = World::new();
    let stderr = world.run(&["config", "set", "desired_retention", "2"]).exits(2).stderr();
    assert!(stderr.contains("between 0.70 and 0.99") && !stderr.contains("delete the line"), "{stderr}");
}

const OLD: &str = "home/.config/oss-quiz/config.yaml";
const KEPT: &str = "home/.config/oss-quiz/config.yaml.old";

fn old_text(world: &World, path: &str) -> String {
    std::fs::read_to_string(world.path(path)).unwrap()
}

#[test]
fn an_old_config_is_converted_once_and_kept() {
    let yaml = "# mine\nnew_per_day: 2  # enough\ndecks:\n  rise: {new_per_day: 1}\n";
    let world = World::new().deck("kinds", EVERY_KIND).file(OLD, yaml);
    let ran = world.run(&["next"]).success();
    assert_eq!(
        ran.stderr(),
        "your settings are now in ~/.config/oss-quiz/config.toml, comments too; \
         the old file is ~/.config/oss-quiz/config.yaml.old\n"
    );
    assert_eq!(text(&world), "# mine\nnew_per_day = 2  # enough\ndecks.rise.new_per_day = 1\n");
    assert_eq!(old_text(&world, KEPT), yaml);
    assert!(!world.path(OLD).exists());
    assert_eq!(world.run(&["next"]).success().stderr(), "");
    assert_eq!(world.run(&["next", "--json"]).json()["queue"]["new"], 2);
}

#[test]
fn nothing_that_is_there_is_overwritten() {
    let world = World::new().file(OLD, "new_per_day: 2\n").file(KEPT, "older");
    let stderr = world.run(&["config", "get", "new_per_day"]).success().stderr();
    assert!(stderr.ends_with("the old file is ~/.config/oss-quiz/config.yaml\n"), "{stderr}");
    assert_eq!((old_text(&world, OLD), old_text(&world, KEPT)), ("new_per_day: 2\n".to_owned(), "older".to_owned()));
    world.run(&["config", "set", "new_per_day", "3"]).success();
    let ran = world.run(&["config"]).success();
    assert!(ran.stdout().contains("\nnew_per_day: 3\n"), "{}", ran.stdout());
}

#[test]
fn a_file_that_is_not_read_is_told_of_at_each_start() {
    let world = World::new().deck("kinds", EVERY_KIND).file(FILE, "new_per_day = 3\n").file(OLD, "new_per_day: 2\n");
    let words = "~/.config/oss-quiz/config.yaml is not read, because config.toml is there";
    for args in [&["config"][..], &["config", "get", "new_per_day"], &["due"], &["due"]] {
        assert_eq!(world.run(args).success().stderr(), format!("{words}\n"), "{args:?}");
    }
    let ran = world.run(&["next", "--json"]).success();
    assert_eq!(ran.stderr(), format!("{{\"schema\":1,\"note\":\"{words}\"}}\n"));
    assert!(ran.stdout().contains("\"new\":3"), "{}", ran.stdout());
    let named = world.run(&["due"]).env("OSS_QUIZ_CONFIG", "other.toml").success();
    assert_eq!(named.stderr(), "");
}

#[test]
fn an_old_config_with_mistakes_is_told_of_and_not_converted() {
    let world = World::new().file(OLD, "new_per_day: 2\nplian: true\n");
    for _ in 0..2 {
        let stderr = world.run(&["next"]).exits(3).stderr();
        assert!(stderr.contains("config.yaml:2:1\n2 | plian: true\n") && stderr.contains("`plain`?"), "{stderr}");
    }
    assert!(world.run(&["config", "path"]).success().stdout().ends_with("config.yaml\n"));
    assert!(!world.path(FILE).exists() && !world.path(KEPT).exists());
}

#[cfg(unix)]
#[test]
fn an_old_config_that_can_not_be_converted_is_read_in_silence() {
    let world = World::new().deck("kinds", EVERY_KIND).file(OLD, "new_per_day: 2\n");
    // No file can be put here, not even by a superuser.
    std::os::unix::fs::symlink("/nowhere/config.toml", world.path(FILE)).unwrap();
    assert_eq!(world.run(&["next"]).success().stderr(), "");
    assert_eq!(world.run(&["next", "--json"]).json()["queue"]["new"], 2);
    let stderr = world.run(&["config", "set", "plain", "true"]).exits(2).stderr();
    assert!(stderr.contains("config.yaml is YAML, which oss-quiz reads and never writes"), "{stderr}");
    assert_eq!(old_text(&world, OLD), "new_per_day: 2\n");
}

#[test]
fn many_starts_at_once_convert_it_once() {
    let world = World::new().file(OLD, "# mine\nnew_per_day: 2\n");
    let said: usize = std::thread::scope(|scope| {
        let start = || world.run(&["config", "get", "new_per_day"]).success();
        let starts: Vec<_> = (0..8).map(|_| scope.spawn(start)).collect();
        let ran = starts.into_iter().map(|start| start.join().unwrap());
        ran.inspect(|ran| assert_eq!(ran.stdout(), "2\n")).filter(|ran| !ran.stderr().is_empty()).count()
    });
    assert_eq!(said, 1);
    assert_eq!(
        (text(&world), old_text(&world, KEPT)),
        ("# mine\nnew_per_day = 2\n".into(), "# mine\nnew_per_day: 2\n".into())
    );
}

#[test]
fn nothing_is_said_of_a_file_that_another_start_is_converting() {
    let world = World::new().file(OLD, "# mine\nnew_per_day: 2\n").file(FILE, "# mine\nnew_per_day = 2\n");
    let ran = world.run(&["config", "get", "new_per_day"]).success();
    assert_eq!((ran.stdout(), ran.stderr()), ("2\n".into(), String::new()));
}

#[test]
fn a_yaml_file_that_is_named_is_read_and_never_written() {
    let world = World::new().file("my.yaml", "new_per_day: 2\nfolders: [a]\n");
    let run = |args: &[&str]| world.run(args).env("OSS_QUIZ_CONFIG", "my.yaml");
    assert_eq!(run(&["config", "get", "folders"]).success().stdout(), "a\n");
    for args in [&["config", "set", "new_per_day", "3"][..], &["config", "unset", "new_per_day"], &["config", "--init"]]
    {
        assert_eq!(
            run(args).exits(2).stderr(),
            "error: my.yaml is YAML, which oss-quiz reads and never writes\n  \
             help: `oss-quiz config edit` opens it; or name a file that ends in .toml with OSS_QUIZ_CONFIG\n"
        );
    }
    assert_eq!(old_text(&world, "my.yaml"), "new_per_day: 2\nfolders: [a]\n");
}
