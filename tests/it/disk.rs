//! Decks in folders: what is counted where, links to them, and how paths are written.

use std::path::Path;

use crate::support::World;

const RIVERS: &str = "title: Rivers
cards:
  - {id: france, kind: typed, question: Longest river of France?, answer: Loire}
  - {id: spain, kind: typed, question: Longest river of Spain?, answer: Tagus}
";

#[test]
fn due_says_that_the_folder_decides() {
    let world = World::new().deck("rivers", RIVERS).file("below/x", "").file("home/mine/lakes.yaml", RIVERS);
    let config = "builtin = false\nfolders = ['~/mine']\n";
    let world = world.file("home/.config/oss-quiz/config.toml", config);
    let due = |folder: &str, args: &[&str]| {
        let mut command = world.command([&["due"][..], args].concat());
        command.env("XDG_CONFIG_HOME", world.path("home/.config")).current_dir(world.path(folder));
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    assert_eq!(due("", &[]), "4 new, about 1 minute (with ./decks of this folder)\n");
    assert_eq!(due("below", &[]), "2 new, about 1 minute\n");
    assert_eq!(due("", &["--decks", "decks"]), "2 new, about 1 minute\n", "what is named counts everywhere");
    assert_eq!(due("", &["--format", "{all}"]), "4\n");
    let folders = |folder: &str| serde_json::from_str::<serde_json::Value>(&due(folder, &["--json"])).unwrap();
    let mine = world.path("home/mine");
    assert_eq!(folders("below")["folders"], serde_json::json!([mine]));
    assert_eq!(folders("")["folders"], serde_json::json!([world.path("decks"), mine]));
}

#[test]
fn a_tilde_is_home_wherever_a_path_is_written() {
    let world = World::new().file("home/d/rivers.yaml", RIVERS).file("work/x", "");
    let run = |args: &[&str]| {
        let ran = world.command(args).current_dir(world.path("work")).output().unwrap();
        (ran.status.code(), String::from_utf8(ran.stdout).unwrap())
    };
    let decks = "--decks=~/d";
    for (args, made) in [
        (&[decks, "grade", "rivers/france", "--answer", "Loire"][..], None),
        (&["--store=~/s.db", decks, "grade", "rivers/france", "--answer", "Loire"], Some("s.db")),
        (&["decks", "--export=~/out"], Some("out/rise.yaml")),
        (&[decks, "stats", "--html=~/page.html"], Some("page.html")),
        (&[decks, "exam", "--paper=~/paper.html"], Some("paper.html")),
        (&["man", "--dir=~/man"], Some("man/oss-quiz.1")),
        (&["new", "lakes", "--in=~/d"], Some("d/lakes.yaml")),
        (&["show", "~/d/rivers.yaml"], None),
        (&["items", "~/d"], None),
        (&["due", "~/d"], None),
        (&["add", "~/d/rivers.yaml", "Longest river of Italy?", "Po", "--id", "italy"], None),
        (&["mark", "~/d/rivers.yaml", "flag"], None),
        (&["check", "~/d/rivers.yaml", "--against=~/d"], None),
    ] {
        let (code, out) = run(args);
        assert_eq!(code, Some(0), "{args:?}: {out}");
        assert!(made.is_none_or(|made| world.path("home").join(made).exists()), "{args:?}");
        assert!(!world.path("work/~").exists(), "{args:?}");
    }
    let shown = world.command(["items"]).env("OSS_QUIZ_DECKS", "~/d/rivers.yaml").output().unwrap();
    assert!(String::from_utf8(shown.stdout).unwrap().contains("rivers/italy"));
}

#[test]
fn a_link_that_is_named_is_the_deck_it_leads_to() {
    let world = World::new().deck("rivers", RIVERS).file("other/x", "");
    let link = |to: &str, name: &str| std::os::unix::fs::symlink(to, world.path(name)).unwrap();
    link("rivers.yaml", "decks/best.yaml");
    link("../decks/rivers.yaml", "other/best.yaml");
    for path in ["./decks/best.yaml", "./other/best.yaml", "decks/rivers.yaml"] {
        let items = world.run(&["items", path]).success().stdout();
        assert!(items.contains("rivers/france"), "{path}: {items}");
    }
    let weak = RIVERS.replace("Loire", "");
    world.write("decks/rivers.yaml", &weak);
    assert!(world.run(&["check", "decks/best.yaml"]).exits(1).stdout().contains("decks/rivers.yaml:3:"));
    // What lies in no place of decks is called what the link is called.
    let world = World::new().file("store/4711-rivers.yaml", RIVERS).file("decks/x", "");
    let target = world.path("store/4711-rivers.yaml");
    std::os::unix::fs::symlink(&target, world.path("decks/rivers.yaml")).unwrap();
    assert!(world.run(&["items", "./decks/rivers.yaml"]).success().stdout().contains("rivers/france"));
    assert!(Path::new(&target).exists());
}
