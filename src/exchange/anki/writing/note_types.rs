//! The note types that our cards have in Anki. They work without scripts.

use serde_json::{Value, json};

/// A note type.
pub(super) struct NoteTypeInfo {
    /// Written once and for all: it is what Anki knows it by.
    pub(super) id: i64,
    name: &'static str,
    is_cloze: bool,
    /// Those that only it has; [`ENDING`] follows.
    pub(super) fields: &'static [&'static str],
    templates: &'static [TemplateInfo],
}

struct TemplateInfo {
    name: &'static str,
    /// Shown on both sides.
    question: &'static str,
    /// Where the answer is typed, and compared on the back.
    typed: &'static str,
    /// Shown on the back.
    answer: &'static str,
}

/// When templates or style were last changed, in seconds since 1970: Anki takes what is newer.
const CHANGED: i64 = 1_795_996_800;

/// Fields that all note types end with.
const ENDING: [&str; 7] = ["Also right", "Because", "Hint", "Hint 2", "Hint 3", "Source", "Name"];

/// Recalled: questions with an answer, choices, steps, pairs, statements.
pub(super) const BASIC: NoteTypeInfo = NoteTypeInfo {
    id: 1_763_000_000_001,
    name: "oss-quiz",
    is_cloze: false,
    fields: &["Question", "Choices", "Answer"],
    templates: &[TemplateInfo { name: "Card 1", question: "{{Question}}{{Choices}}", typed: "", answer: "{{Answer}}" }],
};

pub(super) const TYPED: NoteTypeInfo = NoteTypeInfo {
    id: 1_763_000_000_002,
    name: "oss-quiz typed",
    is_cloze: false,
    fields: &["Question", "Answer"],
    templates: &[TemplateInfo { name: "Card 1", question: "{{Question}}", typed: "{{type:Answer}}", answer: "" }],
};

pub(super) const CLOZE: NoteTypeInfo = NoteTypeInfo {
    id: 1_763_000_000_003,
    name: "oss-quiz cloze",
    is_cloze: true,
    fields: &["Text", "Typed"],
    templates: &[TemplateInfo {
        name: "Cloze",
        question: "{{cloze:Text}}",
        typed: "{{#Typed}}{{type:cloze:Text}}{{/Typed}}",
        answer: "",
    }],
};

pub(super) const TERM: NoteTypeInfo = NoteTypeInfo {
    id: 1_763_000_000_004,
    name: "oss-quiz term",
    is_cloze: false,
    fields: &["Term", "Definition", "Term typed", "Definition typed"],
    templates: &[
        TemplateInfo {
            name: "Definition",
            question: "<div class=\"lead\">What does this term mean?</div>{{Term}}",
            typed: "{{#Definition typed}}{{type:Definition}}{{/Definition typed}}",
            answer: "{{^Definition typed}}{{Definition}}{{/Definition typed}}",
        },
        TemplateInfo {
            name: "Term",
            question: "<div class=\"lead\">Which term means this?</div>{{Definition}}",
            typed: "{{#Term typed}}{{type:Term}}{{/Term typed}}",
            answer: "{{^Term typed}}{{Term}}{{/Term typed}}",
        },
    ],
};

const ALL: [&NoteTypeInfo; 4] = [&BASIC, &TYPED, &CLOZE, &TERM];

/// A text with `\(` in it is no formula: `MathJax` leaves these classes alone.
const OPEN: &str = "<div class=\"oss-quiz tex2jax_ignore mathjax_ignore\">";

const HINTS: &str = "<div class=\"hint\">{{hint:Hint}} {{hint:Hint 2}} {{hint:Hint 3}}</div>";

const EXPLANATION: &str = "{{#Also right}}<div class=\"because\">Also right: {{Also right}}</div>{{/Also right}}\
                           {{#Because}}<div class=\"because\">{{Because}}</div>{{/Because}}\
                           {{#Source}}<div class=\"source\">{{Source}}</div>{{/Source}}";

/// Colours are left to Anki, so that they fit its night mode.
const CSS: &str = "\
.card { font-family: sans-serif; font-size: 20px; line-height: 1.4; text-align: center; }
.oss-quiz { max-width: 40em; margin: 0 auto; }
.oss-quiz ol, .oss-quiz ul { display: table; margin: 0.6em auto; text-align: left; }
.oss-quiz pre { display: table; margin: 0.6em auto; text-align: left; white-space: pre-wrap; }
.lead, .hint, .why, .because, .source { font-size: 85%; margin-top: 0.6em; }
.lead, .source { opacity: 0.7; }
.cloze { font-weight: bold; }
";

const LATEX_HEAD: &str = "\\documentclass[12pt]{article}\n\\special{papersize=3in,5in}\n\\usepackage[utf8]{inputenc}\n\
                          \\usepackage{amssymb,amsmath}\n\\pagestyle{empty}\n\\setlength{\\parindent}{0in}\n\
                          \\begin{document}\n";

/// All of them as the column `models` has them.
#[must_use]
pub(super) fn models() -> String {
    let models: serde_json::Map<String, Value> = ALL.iter().map(|of| (of.id.to_string(), model(of))).collect();
    Value::Object(models).to_string()
}

fn model(of: &NoteTypeInfo) -> Value {
    let fields = of.fields.iter().chain(&ENDING).enumerate().map(|(ord, name)| {
        json!({
            "name": name, "ord": ord, "sticky": false, "rtl": false, "font": "Arial", "size": 20, "description": "",
            "plainText": false, "collapsed": false, "excludeFromSearch": false,
        })
    });
    let templates = of.templates.iter().enumerate().map(|(ord, template)| {
        let TemplateInfo { question, typed, answer, .. } = template;
        let front = format!("{OPEN}{question}<div>{typed}</div>{HINTS}</div>");
        let back = format!("{OPEN}{question}<hr id=answer>{typed}{answer}{EXPLANATION}</div>");
        json!({
            "name": template.name, "ord": ord, "qfmt": front, "afmt": back,
            "bqfmt": "", "bafmt": "", "did": null, "bfont": "", "bsize": 0,
        })
    });
    json!({
        "id": of.id, "name": of.name, "type": i32::from(of.is_cloze), "mod": CHANGED, "usn": -1, "sortf": 0,
        "did": null, "tmpls": templates.collect::<Vec<_>>(), "flds": fields.collect::<Vec<_>>(), "css": CSS,
        "latexPre": LATEX_HEAD, "latexPost": "\\end{document}", "latexsvg": false, "req": [],
    })
}
