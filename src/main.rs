//! The program `oss-quiz`: parses the command line, connects the real clock, files and terminal, runs the command,
//! and turns its outcome into an exit code.

use std::io::{self, BufWriter, ErrorKind, IsTerminal as _, Write};
use std::process::ExitCode;

use oss_quiz::{
    App, Cli, ColorFacts, Command, Env, ErrorReport, ExitKind, Outcome, StandardError, Wide, commands, terminal,
};

fn main() -> ExitCode {
    terminal::outlive_file_size_limit();
    let env = Env::from_process();
    let has_flag = |word: &str| std::env::args_os().any(|arg| arg == word);
    let mut wide = env.face_facts(has_flag("--plain")).wide();
    report_panics(wide);
    if let Some(answer) = commands::completed(&env, std::env::args_os().skip(1)) {
        // Ignore errors: the shell may have stopped reading.
        let _ = io::stdout().write_all(answer.as_bytes());
        return ExitCode::SUCCESS;
    }
    let mut cli = match Cli::from_process() {
        Ok(cli) => cli,
        Err(err) => {
            // Help and version were asked for; anything else is wrong use.
            if !err.use_stderr() {
                print_help(&err, &env, wide);
                return ExitCode::SUCCESS;
            }
            let words: Vec<String> = std::env::args_os().map(|word| word.to_string_lossy().into_owned()).collect();
            return print_error(&commands::wrong_use::explained(&err).into(), asks_json(&words), wide);
        }
    };
    let json = cli.command.as_ref().is_some_and(Command::json);
    cli.each_path(|path| *path = env.in_full(path));
    match run(&mut cli, env, &mut wide) {
        Ok(outcome) => ExitCode::from(outcome.code()),
        Err(err) if is_closed_pipe(&err) => ExitCode::SUCCESS,
        Err(err) => print_error(&err, json, wide),
    }
}

/// Whether an invalid command line asks for JSON.
fn asks_json(words: &[String]) -> bool {
    let has = |two: [&str; 2]| words.windows(2).any(|words| words == two);
    let says = |word: &str| words.iter().any(|has_flag| has_flag == word);
    says("--json") || says("--format=json") || has(["--format", "json"]) || has(["grade", "-"])
}

/// Prints the error on standard error.
fn print_error(err: &anyhow::Error, json: bool, wide: Wide) -> ExitCode {
    let report = ErrorReport::of(err);
    let _ = if json {
        writeln!(io::stderr(), "{}", report.json())
    } else {
        writeln!(terminal::stderr(wide), "{}", report.text())
    };
    ExitCode::from(report.exit)
}

/// Runs the command. `wide` says what happens to wide lines; it changes once the settings are read.
fn run(cli: &mut Cli, env: Env, wide: &mut Wide) -> anyhow::Result<Outcome> {
    let for_programs = cli.command.as_ref().is_some_and(Command::is_for_programs);
    let out = |wide| if for_programs { Box::new(BufWriter::new(io::stdout())) } else { terminal::stdout(wide) };
    let err_is_json = cli.command.as_ref().is_some_and(Command::err_is_json);
    let err = |wide| {
        if err_is_json {
            StandardError::json(Box::new(io::stderr()))
        } else {
            StandardError::words(terminal::stderr(wide))
        }
    };
    let new = if cli.command.as_ref().is_some_and(Command::repairs_config) { App::without_config } else { App::new };
    let mut app = new(env, cli.global.clone(), out(*wide), err(*wide))?;
    if app.wide() != *wide {
        *wide = app.wide();
        (app.out, app.err) = (out(*wide), err(*wide));
    }
    cli.each_deck_path(|path| app.follow_link(path));
    let outcome = commands::run(cli, &mut app)?;
    app.out.flush()?;
    Ok(outcome)
}

fn print_help(err: &clap::Error, env: &Env, wide: Wide) {
    let facts = ColorFacts {
        told: None,
        no_color: env.no_color.as_deref(),
        force: env.color_force.as_deref(),
        term: env.term.as_deref(),
        terminal: io::stdout().is_terminal(),
    };
    let text = err.render();
    let text = if facts.color() { text.ansi().to_string() } else { text.to_string() };
    let mut out = terminal::stdout(wide);
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// Reports a panic, which is a bug of ours, in one line. Every answer is already on disk, so nothing needs saving.
#[expect(clippy::disallowed_methods, reason = "this is main.rs, and there is nobody to return to")]
fn report_panics(wide: Wide) {
    std::panic::set_hook(Box::new(move |panic| {
        if terminal::TooSmall::is_now() {
            let report = ErrorReport::of(&terminal::TooSmall.into());
            let _ = writeln!(terminal::stderr(wide), "{}", report.text());
            std::process::exit(report.exit.into());
        }
        let what = panic.payload_as_str().unwrap_or("for no known reason");
        let place = panic.location().map_or_else(String::new, |at| {
            let file = at.file().rsplit(['/', '\\']).next().unwrap_or_default();
            format!(" ({file}, line {})", at.line())
        });
        let report = ErrorReport {
            exit: ExitKind::Other.code(),
            what: format!("internal error: {what}{place}"),
            help: Some("all your answers are saved; please report this line".to_owned()),
        };
        let _ = writeln!(terminal::stderr(wide), "{}", report.text());
        std::process::exit(report.exit.into());
    }));
}

/// A reader such as `head` may stop early, which is no error.
fn is_closed_pipe(err: &anyhow::Error) -> bool {
    err.chain().any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|err| err.kind() == ErrorKind::BrokenPipe))
}
