//! `stats --html FILE --open`: the page is shown, by what its reader wants or what the system opens such files with.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use rustix::process::{Pid, Signal, getpgid, kill_process};

use crate::screen::Screen;
use crate::support::{EVERY_KIND, Run, World};

/// What the system opens files with.
const SYSTEM: &str = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };

/// A script in `bin` that writes down what it was called with, and then does this.
fn program(world: &World, name: &str, then: &str) {
    let name = format!("bin/{name}");
    world.write(&name, &format!("#!/bin/sh\nprintf '%s\\n' \"${{0##*/}}\" \"$@\" > opened\n{then}\n"));
    fs::set_permissions(world.path(&name), fs::Permissions::from_mode(0o755)).unwrap();
}

/// A world in which these are the only programs.
fn world(programs: &[(&str, &str)]) -> World {
    let world = World::new().deck("kinds", EVERY_KIND);
    for (name, then) in programs {
        program(&world, name, then);
    }
    world
}

/// The variables of a desk with windows.
fn desk(world: &World) -> [(&'static str, String); 2] {
    [("PATH", world.path("bin").display().to_string()), ("DISPLAY", ":7".to_owned())]
}

fn run(world: &World, args: &[&str]) -> Run {
    let run = world.run(&[&["--decks", "decks", "stats"], args].concat());
    desk(world).iter().fold(run, |run, (name, value)| run.env(name, value))
}

/// What was called, with what.
fn opened(world: &World) -> Vec<String> {
    let text = fs::read_to_string(world.path("opened")).unwrap_or_default();
    text.lines().map(str::to_owned).collect()
}

#[track_caller]
fn assert_page(world: &World, name: &str) {
    assert!(fs::read_to_string(world.path(name)).unwrap().starts_with("<!doctype html>"), "{name}");
}

#[test]
fn the_page_is_opened_by_its_whole_path_whatever_its_name() {
    let world = world(&[(SYSTEM, "")]);
    for name in ["page.html", "-page.html", "--help", "my 50% #1 page?.html", "a'b\"c;$(touch x).html", "é.html"] {
        let ran = run(&world, &[&format!("--html={name}"), "--open"]).success();
        assert_eq!(ran.stderr(), format!("written to {name}\n"));
        let path = world.path(name).canonicalize().unwrap();
        assert_eq!(opened(&world), [SYSTEM, path.to_str().unwrap()]);
        assert_page(&world, name);
    }
    assert!(!world.path("x").exists());
}

#[test]
fn a_page_that_is_only_looked_at_is_kept_in_the_cache() {
    let world = world(&[(SYSTEM, "")]);
    let ran = run(&world, &["--open"]).success();
    assert!(
        ran.stderr().starts_with("opened ") && ran.stderr().ends_with("/.cache/oss-quiz/stats.html\n"),
        "{}",
        ran.stderr()
    );
    assert_eq!(run(&world, &["--open", "-q"]).success().stderr(), "");
    assert_page(&world, "home/.cache/oss-quiz/stats.html");
    assert!(opened(&world)[1].ends_with("/home/.cache/oss-quiz/stats.html"), "{:?}", opened(&world));
}

#[test]
fn nothing_is_started_unless_it_is_asked_for() {
    let world = world(&[(SYSTEM, "")]);
    run(&world, &["--html", "page.html"]).env("BROWSER", "bin/xdg-open").success();
    run(&world, &["--html", "-", "--open"]).exits(2);
    run(&world, &["--html", "no/such/folder/page.html", "--open"]).exits(2);
    assert_eq!(opened(&world), [""; 0]);
}

#[test]
fn browsers_of_ones_own_come_first_and_are_tried_in_turn() {
    let world = world(&[(SYSTEM, ""), ("mine", ""), ("fails", "exit 1")]);
    let url = format!("file://{}/my%20page.html", world.path("").canonicalize().unwrap().display());
    let args = ["--html", "my page.html", "--open"];
    for (browser, expected) in [
        ("mine", vec!["mine", &url]),
        ("none:fails:mine --new:other", vec!["mine", "--new", &url]),
        ("mine --at %s 100%%", vec!["mine", "--at", &url, "100%"]),
    ] {
        run(&world, &args).env("BROWSER", browser).success();
        assert_eq!(opened(&world), expected, "{browser}");
    }
    let ran = run(&world, &args).env("BROWSER", "fails:none").exits(5);
    assert!(ran.stderr().contains("could not show the page: `none` could not be started: "), "{}", ran.stderr());
}

#[test]
fn an_opener_that_is_missing_or_fails_is_an_error_and_the_page_stays() {
    let world = world(&[]);
    let place = world.path("").canonicalize().unwrap();
    let ran = run(&world, &["--html", "page.html", "--open"]).exits(5);
    assert_eq!(
        ran.stderr(),
        format!(
            "written to page.html\n\
             error: could not show the page: `{SYSTEM}` could not be started: No such file or directory (os error 2)\n\
             \x20 help: the page is in {}/page.html: open it in a browser; BROWSER can name the command of yours\n",
            place.display()
        )
    );
    program(&world, SYSTEM, "exit 3");
    fs::remove_file(world.path("page.html")).unwrap();
    let ran = run(&world, &["--html", "page.html", "--open", "-q"]).exits(5);
    assert!(
        ran.stderr().starts_with(&format!("error: could not show the page: `{SYSTEM}` ended with exit status: 3\n")),
        "{}",
        ran.stderr()
    );
    assert_page(&world, "page.html");
}

/// Its streams are piped here: the run would not end while a browser holds them.
#[test]
fn a_browser_is_not_waited_for_and_does_not_end_with_the_terminal() {
    let world = world(&[("stays", "echo $$ > pid; exec /bin/sleep 100")]);
    run(&world, &["--html", "page.html", "--open"]).env("BROWSER", "stays").success();
    let pid = fs::read_to_string(world.path("pid")).unwrap();
    let pid = Pid::from_raw(pid.trim().parse().unwrap()).unwrap();
    assert_eq!(getpgid(Some(pid)), Ok(pid));
    kill_process(pid, Signal::TERM).unwrap();
}

fn at_terminal(world: &World, variables: &[(&str, &str)]) -> Screen {
    let args = ["--decks", "decks", "stats", "--html", "page.html", "--open"];
    Screen::run_with(world, &args, variables, 120, 24)
}

#[test]
fn a_browser_for_the_terminal_has_it_until_it_is_left() {
    let world = world(&[("w3m", "echo a page; read key; echo left by $key")]);
    let desk = desk(&world);
    let [(path, folder), (display, windows)] = &desk;
    let mut screen = at_terminal(&world, &[(path, folder), (display, windows), ("BROWSER", "w3m -s")]);
    screen.until("a page").keys("Q\r").until("left by Q");
    assert_eq!(screen.exit(), 0);
    screen.assert_as_found();
}

#[cfg(not(target_os = "macos"))]
#[test]
fn without_a_screen_the_way_out_is_told() {
    let world = world(&[(SYSTEM, "echo no browser here; exit 3")]);
    let [(path, folder), _] = desk(&world);
    let mut screen = at_terminal(&world, &[(path, &folder)]);
    assert_eq!(screen.exit(), 5);
    let text = screen.text();
    assert!(text.contains("no browser here\nerror: could not show the page"), "{text}");
    let told = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("open it in a browser on a graphical desktop; BROWSER can"), "{text}");
}
