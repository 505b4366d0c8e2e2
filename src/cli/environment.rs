//! The environment variables, for the manual.

/// Each variable and its purpose.
pub const ENVIRONMENT: &[(&str, &str)] = &[
    ("OSS_QUIZ_DECKS", "Only uses decks from these files or folders, split like PATH; --decks overrides it."),
    ("OSS_QUIZ_STORE", "Where answers are kept; --store overrides it."),
    (
        "OSS_QUIZ_CONFIG",
        "Another config file, in TOML, or in YAML if its name ends in .yaml or .yml; YAML is read and never written.",
    ),
    (
        "OSS_QUIZ_NOW",
        "Pretends that it is this time, such as 2026-12-24 or 2026-12-24T20:00, to see what that day would ask. \
Commands that write then need a store of their own.",
    ),
    ("OSS_QUIZ_COMPLETE", "Set only by the script of `oss-quiz completions`."),
    ("VISUAL, EDITOR", "Your editor."),
    ("PAGER", "Shows long output on a terminal; less if unset, empty or cat for none. --no-pager overrides it."),
    ("BROWSER", "Opens the page of `stats --open`."),
    ("NO_COLOR", "Turns colours off unless it is empty. CLICOLOR_FORCE=1 turns them on even without a terminal."),
    ("ACCESSIBLE", "Turns on plain mode unless it is 0 or false; so does TERM=dumb."),
    ("LC_ALL, LC_CTYPE, LANG", "Symbols beyond ASCII are drawn if the locale uses UTF-8."),
    ("COLUMNS", "The width of help text that does not go to a terminal."),
    ("TZ", "The time zone in which days are counted."),
];
