//! The config file.

use crate::support::{EVERY_KIND, World};

#[test]
fn a_setting_that_is_none_is_refused_with_its_place() {
    let world = World::new().file("home/.config/oss-quiz/config.yaml", "# mine\nnew_per_dya: 3\n");
    let stderr = world.run(&["next"]).exits(3).stderr();
    let path = world.path("home/.config/oss-quiz/config.yaml");
    let expected = format!(
        "error: the config file has mistakes\n\
         error[unknown-key]: config has no setting `new_per_dya`\n --> {}:2:1\n2 | new_per_dya: 3\n  | ^\n  \
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
