//! The variables that the program reads, as its manual lists them.

/// Each variable and what it is for.
pub const ENVIRONMENT: &[(&str, &str)] = &[
    ("OSS_QUIZ_DECKS", "Decks from these files or folders and nowhere else, split like PATH; --decks overrides it."),
    ("OSS_QUIZ_STORE", "Where answers are kept; --store overrides it."),
    ("OSS_QUIZ_CONFIG", "Another config file."),
    (
        "OSS_QUIZ_NOW",
        "Another moment than now, like 2026-12-24 or 2026-12-24T20:00, to see what that day would ask. \
A command that writes then needs a store of its own.",
    ),
    ("OSS_QUIZ_COMPLETE", "Set only by the script of `oss-quiz completions`."),
    ("VISUAL, EDITOR", "Your editor."),
    ("PAGER", "What shows long output on a terminal, else less; empty or cat for none. --no-pager overrides it."),
    ("BROWSER", "What `stats --html FILE --open` shows the page with."),
    ("NO_COLOR", "No colours, if it is not empty. CLICOLOR_FORCE=1 turns them on without a terminal, too."),
    ("ACCESSIBLE", "The plain face, unless it is 0 or false; so does TERM=dumb."),
    ("LC_ALL, LC_CTYPE, LANG", "Signs beyond ASCII are drawn where the locale speaks UTF-8."),
    ("COLUMNS", "The width of help that does not go to a terminal."),
    ("TZ", "The time zone in which days are counted."),
];
