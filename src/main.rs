//! The program `oss-quiz`: reads the command line, puts the real edges
//! together, runs, and turns how it ended into an exit code.

use std::io::{self, BufWriter, ErrorKind, Write as _};
use std::process::ExitCode;

use clap::Parser as _;
use oss_quiz::app::{App, Env};
use oss_quiz::cli::Cli;
use oss_quiz::commands;
use oss_quiz::outcome::{Fault, Outcome, Report};

fn main() -> ExitCode {
    tell_of_panics();
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(err) => {
            // Help and version are asked for; all else is wrong use.
            let _ = err.print();
            return ExitCode::from(if err.use_stderr() { Fault::Usage.code() } else { 0 });
        }
    };
    let json = cli.command.as_ref().is_some_and(oss_quiz::cli::Command::json);
    match run(&cli) {
        Ok(outcome) => ExitCode::from(outcome.code()),
        Err(err) if is_closed_pipe(&err) => ExitCode::SUCCESS,
        Err(err) => {
            let report = Report::of(&err);
            let text = if json { report.json() } else { report.text() };
            let _ = writeln!(io::stderr(), "{text}");
            ExitCode::from(report.exit)
        }
    }
}

fn run(cli: &Cli) -> anyhow::Result<Outcome> {
    let out = Box::new(BufWriter::new(io::stdout()));
    let mut app = App::new(Env::of_process(), cli.global.clone(), out, Box::new(io::stderr()))?;
    let outcome = commands::run(cli, &mut app)?;
    app.out.flush()?;
    Ok(outcome)
}

/// A panic is a fault of ours: what it was goes into one line, to be reported. Each answer was written down as it was
/// given, so there is nothing left to be saved.
#[expect(clippy::disallowed_methods, reason = "this is main.rs, and there is nobody to return to")]
fn tell_of_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let what = panic.payload_as_str().unwrap_or("for no known reason");
        let place = panic.location().map_or_else(String::new, |at| {
            let file = at.file().rsplit(['/', '\\']).next().unwrap_or_default();
            format!(" ({file}, line {})", at.line())
        });
        let report = Report {
            exit: Fault::Other.code(),
            what: format!("this should not have happened: {what}{place}"),
            help: Some("every answer given is kept; please report this line".to_owned()),
        };
        let _ = writeln!(io::stderr(), "{}", report.text());
        std::process::exit(report.exit.into());
    }));
}

/// Whoever reads our output may stop reading, as `head` does.
fn is_closed_pipe(err: &anyhow::Error) -> bool {
    err.chain().any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|err| err.kind() == ErrorKind::BrokenPipe))
}
