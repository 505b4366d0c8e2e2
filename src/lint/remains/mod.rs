//! Leftovers of an import in a text: pictures, HTML, LaTeX, links, marks of other programs.
//!
//! A quiz would show all of it literally. Text in backticks is code, and is skipped.

mod html;
mod latex;
mod paper;

use super::signs::Signs;
use crate::deck::Text;
use crate::deck::text::Emphasis;

/// A piece of another format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Remains<'t> {
    /// What it is, as worded in a message.
    pub(super) sort: &'static str,
    pub(super) piece: &'t str,
}

/// A topic whose cards contain some pieces of other formats on purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Topic {
    Code,
    Html,
    Latex,
    Markdown,
    Addresses,
    /// A language, its grammar, its words.
    Language,
}

/// The topics of a card or deck, to tell texts about such pieces from leftovers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct AboutTopics(u8);

impl AboutTopics {
    /// The topics that a title or question names.
    pub(super) fn of(text: &str) -> Self {
        let text = text.to_lowercase();
        let has = |words: &[&str]| {
            text.split(|c: char| !c.is_alphanumeric() && c != '+' && c != '#').any(|word| words.contains(&word))
        };
        TOPICS.iter().filter(|(_, words)| has(words)).fold(Self::default(), |about, (topic, _)| about.and(*topic))
    }

    pub(super) const fn and(self, topic: Topic) -> Self {
        Self(self.0 | 1 << topic as u8)
    }

    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn is(self, topic: Topic) -> bool {
        self.0 & 1 << topic as u8 != 0
    }
}

/// The words that name each topic.
const TOPICS: &[(Topic, &[&str])] = &[
    (
        Topic::Code,
        &[
            "code", "bash", "shell", "regex", "regexp", "perl", "sed", "awk", "c++", "template", "jinja", "vue",
            "terminal",
        ],
    ),
    (
        Topic::Html,
        &[
            "html",
            "xhtml",
            "html5",
            "xml",
            "jsx",
            "svg",
            "css",
            "react",
            "angular",
            "dom",
            "tag",
            "tags",
            "balise",
            "balises",
            "etiqueta",
            "etiquetas",
            "entity",
            "entities",
            "markup",
            "markdown",
        ],
    ),
    (Topic::Latex, &["latex", "tex", "mathjax", "katex"]),
    (Topic::Markdown, &["markdown", "obsidian", "wikitext"]),
    (Topic::Addresses, &["url", "urls", "uri", "link", "links", "address", "domain", "port", "website"]),
    (
        Topic::Language,
        &[
            "language",
            "languages",
            "grammar",
            "vocabulary",
            "vocab",
            "spelling",
            "preposition",
            "prepositions",
            "verbs",
            "phrases",
            "words",
            "idioms",
            "articles",
            "conjunctions",
            "english",
            "german",
            "french",
            "spanish",
            "italian",
            "latin",
            "dutch",
            "portuguese",
            "toefl",
            "ielts",
            "esl",
            "efl",
            "sprache",
            "sprachen",
            "grammatik",
            "wortschatz",
            "vokabeln",
            "wörter",
            "präpositionen",
            "deutsch",
            "englisch",
            "französisch",
            "spanisch",
            "italienisch",
            "latein",
            "rechtschreibung",
            "langue",
            "grammaire",
            "vocabulaire",
            "orthographe",
            "prépositions",
            "mots",
            "français",
            "anglais",
            "allemand",
            "espagnol",
            "italien",
            "idioma",
            "lengua",
            "gramática",
            "vocabulario",
            "ortografía",
            "preposiciones",
            "palabras",
            "español",
            "inglés",
            "alemán",
            "francés",
            "italiano",
            "lingua",
            "língua",
            "grammatica",
            "gramatica",
            "parole",
            "português",
            "inglês",
            "taal",
            "nederlands",
            "woorden",
        ],
    ),
];

/// The text with a backtick in place of each piece of code.
pub(super) fn prose(text: &Text) -> String {
    if !text.may_have_code() {
        return text.plain();
    }
    let spans = text.spans();
    spans
        .iter()
        .map(|span| if matches!(span.style, Emphasis::Code | Emphasis::Fenced) { "`" } else { &*span.text })
        .collect()
}

/// The first piece of another format in a text; `is_cloze` if the text has marks for its own gaps.
pub(super) fn remains<'t>(text: &'t str, about: AboutTopics, is_cloze: bool) -> Option<Remains<'t>> {
    let found = |sort, piece: Option<&'t str>| piece.map(|piece| Remains { sort, piece: shortened(piece) });
    let is_code = about.is(Topic::Code);
    let paper = || unless(is_code, || paper::paper(text));
    if !may_remain(text) {
        return found("what belongs to a test paper or another program", paper());
    }
    let is_markdown = about.is(Topic::Markdown);
    let html = || unless(about.is(Topic::Html), || html::tag(text).or_else(|| html::entity(text)));
    let latex = || unless(about.is(Topic::Latex) || is_code, || latex::latex(text));
    let link = || unless(is_markdown, || link(text, about));
    let gap = || unless(is_cloze, || gap(text, is_code));
    let mark = || unless(is_markdown || is_code, || mark(text));
    found("a picture or sound", media(text))
        .or_else(|| found("HTML", html()))
        .or_else(|| found("LaTeX", latex()))
        .or_else(|| found("a link", link()))
        .or_else(|| found("a mark of another program", gap().or_else(mark)))
        .or_else(|| found("what belongs to a test paper or another program", paper()))
        .or_else(|| found("a letter read in a wrong encoding", garbled(text)))
}

fn unless<'t>(is_meant: bool, find: impl FnOnce() -> Option<&'t str>) -> Option<&'t str> {
    if is_meant { None } else { find() }
}

/// Whether a text may have leftovers of a test paper; a quick look at its characters.
pub(super) fn may_be_of_paper(text: &str) -> bool {
    const SIGNS: Signs = Signs::of(")]:\t#", &[]);
    SIGNS.are_in(text) || text.contains(";;") || text.starts_with(|c: char| c.is_ascii_digit() || c == 'Q')
}

/// Whether a text may have leftovers; a quick look, since most texts have none of the characters of these.
pub(super) fn may_remain(text: &str) -> bool {
    const SIGNS: Signs = Signs::of("<&\\$[{=#~|@", &['Ã', 'Â', 'â', '\u{fffd}']);
    SIGNS.are_in(text) || text.contains("://") || !text.trim().contains(char::is_whitespace)
}

fn shortened(piece: &str) -> &str {
    const LONGEST: usize = 40;
    piece.char_indices().nth(LONGEST).map_or(piece, |(at, _)| &piece[..at])
}

/// Splits the text at each occurrence of a sign: what comes before it, and the rest from the sign on.
fn around<'t>(text: &'t str, sign: &'static str) -> impl Iterator<Item = (&'t str, &'t str)> {
    text.match_indices(sign).map(|(at, _)| text.split_at(at))
}

/// How many bytes are searched for the end of a piece, so that a text full of opening marks takes linear time.
const WINDOW: usize = 400;

fn window(rest: &str) -> &str {
    &rest[..rest.floor_char_boundary(WINDOW)]
}

/// The next word or two (20 bytes).
fn near(rest: &str) -> &str {
    &rest[..rest.floor_char_boundary(20)]
}

/// The text up to and including the first `end`, if that is within the [`WINDOW`].
fn up_to<'t>(rest: &'t str, end: &str) -> Option<&'t str> {
    window(rest).find(end).map(|at| &rest[..at + end.len()])
}

const FILES: &[&str] =
    &[".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp", ".mp3", ".ogg", ".wav", ".mp4", ".webm"];

/// `![](x.png)`, `<img …>`, `[sound:x.mp3]`, `![[x.png]]`, or a file name alone.
fn media(text: &str) -> Option<&str> {
    let brackets = around(text, "![").find_map(|(_, rest)| {
        let end = if rest.starts_with("![[") { "]]" } else { ")" };
        up_to(rest, end).filter(|piece| end == "]]" || piece.contains("]("))
    });
    let tags = ["[sound:", "[anki:", "[audio:", "[image:", "[img]", "@@PLUGINFILE@@"];
    let tagged = || tags.iter().find_map(|tag| text.find(tag).map(|at| up_to(&text[at..], "]").unwrap_or(tag)));
    let source = || {
        let lower = text.to_ascii_lowercase();
        let mut tags = ["<img ", "<audio", "<video", "<iframe", "<object", "<embed"].iter();
        tags.find_map(|tag| lower.find(tag))
            .map(|at| up_to(&text[at..], ">").unwrap_or(&text[at..]))
            .filter(|piece| piece.contains('='))
    };
    let alone = || {
        let name = text.trim();
        let lower = name.to_ascii_lowercase();
        let is_file = FILES.iter().any(|end| lower.len() > end.len() && lower.ends_with(end));
        (is_file && !name.contains(char::is_whitespace) && !name.starts_with('*')).then_some(name)
    };
    brackets.or_else(tagged).or_else(source).or_else(alone)
}

/// `[text](https://…)`, `[[Page]]`, a bare address beside other text; not `f[x](y)`, `[[1, 2]]`, `[[ -f x ]]`.
fn link(text: &str, about: AboutTopics) -> Option<&str> {
    let markdown = around(text, "](").find_map(|(before, rest)| {
        let near = before.ceil_char_boundary(before.len().saturating_sub(WINDOW));
        let open = near + before[near..].rfind('[')?;
        let target = up_to(&rest[2..], ")")?.trim_start();
        let is_address = ["http", "www.", "/", "#", "./", "../", "mailto:", "file:", "obsidian:"]
            .iter()
            .any(|sign| target.starts_with(sign))
            || [".md)", ".html)", ".htm)", ".pdf)", ".com)", ".org)"].iter().any(|end| target.ends_with(end));
        is_address.then(|| &text[open..before.len() + 2 + target.len()])
    });
    let wiki = || {
        around(text, "[[").find_map(|(before, rest)| {
            let piece = up_to(rest, "]]")?;
            let inside = &piece[2..piece.len() - 2];
            let is_name = inside.starts_with(char::is_alphabetic)
                && inside.chars().all(|c| c.is_alphanumeric() || " -_|#/'’().".contains(c));
            (is_name && !before.ends_with(char::is_alphanumeric)).then_some(piece)
        })
    };
    let bare = || {
        around(text, "://").find_map(|(before, rest)| {
            let scheme = ["https", "http"].into_iter().find(|scheme| before.ends_with(scheme))?;
            let start = before.len() - scheme.len();
            let end = window(rest).find(char::is_whitespace).unwrap_or(window(rest).len());
            let piece = &text[start..before.len() + end];
            let has_path = rest[3..end].split_once('/').is_some_and(|(_, path)| path.len() > 1);
            let is_alone = text.trim().len() == piece.len();
            (has_path && !is_alone).then_some(piece)
        })
    };
    let is_code = about.is(Topic::Code);
    let is_spoken_of = about.is(Topic::Addresses) || is_code;
    markdown.or_else(|| if is_code { None } else { wiki() }).or_else(|| if is_spoken_of { None } else { bare() })
}

/// How fields in double braces begin in templates of other programs.
const FIELDS: &[&str] = &["FrontSide", "Front}", "Back}", "hint:", "type:", "text:", "cloze:", "tts ", "Extra}"];

/// `{{c1::x}}` on a card without gaps, `{{FrontSide}}`.
fn gap(text: &str, is_code: bool) -> Option<&str> {
    around(text, "{{").find_map(|(_, rest)| {
        let inside = &rest[2..];
        let is_gap = inside.strip_prefix(['c', 'C']).is_some_and(|rest| {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            digits > 0 && rest[digits..].starts_with("::")
        });
        let is_field = !is_code && FIELDS.iter().any(|field| inside.starts_with(field));
        (is_gap || is_field).then(|| up_to(rest, "}}").unwrap_or("{{"))
    })
}

/// `==x==`, `~~x~~`, `[b]x[/b]`, `#flashcards`, `{=a ~b}`, the rule line of a table.
fn mark(text: &str) -> Option<&str> {
    let closers = ["[/b]", "[/i]", "[/u]", "[/url]", "[/img]", "[/quote]", "[/color]", "[/size]"];
    let fixed = [
        "#flashcard",
        "#anki",
        "|---",
        "| ---",
        "[citation needed]",
        "card-last-score::",
        "{=",
        "#+BEGIN",
        ":PROPERTIES:",
    ];
    let whole = || closers.into_iter().chain(fixed).find(|sign| text.contains(sign));
    let paired = || {
        ["==", "~~"].into_iter().find_map(|sign| {
            let (before, rest) = text.split_once(sign)?;
            let inside = &rest[..rest.find(sign)?];
            let after = &rest[inside.len() + sign.len()..];
            let is_word = |c: char| c.is_alphanumeric();
            let stands = !before.ends_with(|c: char| c.is_alphanumeric() || "=!<>".contains(c))
                && !after.starts_with(|c: char| c.is_alphanumeric() || c == '=');
            (stands && inside.starts_with(is_word) && inside.ends_with(is_word))
                .then(|| &text[before.len()..before.len() + inside.len() + 4])
        })
    };
    whole().or_else(paired)
}

/// `Ã¼` for ü, `â€™` for an apostrophe, or the replacement character U+FFFD.
fn garbled(text: &str) -> Option<&str> {
    text.char_indices()
        .zip(text.chars().skip(1))
        .find_map(|((at, c), next)| {
            let is_half = matches!(c, 'Ã' | 'Â') && ('\u{80}'..='\u{bf}').contains(&next);
            let is_quote = c == 'â' && matches!(next, '€' | '\u{80}');
            (is_half || is_quote).then(|| &text[at..at + c.len_utf8() + next.len_utf8()])
        })
        .or_else(|| text.find('\u{fffd}').map(|at| &text[at..at + 3]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<&'static str> {
        let prose = prose(&Text::new(text));
        remains(&prose, AboutTopics::of(text), false).map(|remains| remains.sort)
    }

    #[test]
    fn pieces_of_other_formats_are_found() {
        for (text, sort) in [
            ("![](fig7.png) Which bone is this?", "a picture or sound"),
            ("<img src=\"paste-7f3a91.jpg\"> Which country is it?", "a picture or sound"),
            ("[sound:fr_pain_0012.mp3]", "a picture or sound"),
            ("femur.jpg", "a picture or sound"),
            ("What is H<sub>2</sub>O called?", "HTML"),
            ("water<br>", "HTML"),
            ("<p>What is it?", "HTML"),
            ("<span style=\"color: red\">ice", "HTML"),
            ("water&nbsp;through", "HTML"),
            ("It&#39;s cold", "HTML"),
            ("Rock &amp; roll", "HTML"),
            ("What does \\(\\frac{a}{b}\\) equal?", "LaTeX"),
            ("\\frac{1}{2}", "LaTeX"),
            ("$\\int_0^1 x\\,dx$", "LaTeX"),
            ("\\[ E = mc^2 \\]", "LaTeX"),
            ("$$E = mc^2$$", "LaTeX"),
            ("Tides [come](https://example.org/x) from", "a link"),
            ("What causes tides? [[Tide]]", "a link"),
            ("What causes tides? https://example.org/wiki/Tide", "a link"),
            ("The capital is {{c1::Oslo}}.", "a mark of another program"),
            ("{{FrontSide}}", "a mark of another program"),
            ("The ==capital== of Norway", "a mark of another program"),
            ("[b]Oslo[/b]", "a mark of another program"),
            ("Die BrÃ¼cke", "a letter read in a wrong encoding"),
            ("itâ€™s", "a letter read in a wrong encoding"),
        ] {
            assert_eq!(found(text), Some(sort), "{text}");
        }
    }

    #[test]
    fn prose_and_code_are_left_alone() {
        for text in [
            "Is a < b and b > c?",
            "What is a `List<T>` or `<b>x</b>`?",
            "Which trait has Vec<u8> and Option<T>, Map<K, V>?",
            "cp <source> <target>",
            "The <b> tag and the <br> element",
            "<br>",
            "&nbsp;",
            "AT&T; R&D",
            "$x^2$, $\\sin x$, $5 and $HOME",
            "What is the derivative of $\\sin x$?",
            "C:\\text\\new",
            "\\d+\\w",
            "[1, 2][0](x)",
            "[[1, 2], [3, 4]]",
            "if [[ -f x ]]; then",
            "Which HTML tag is <b>x</b>?",
            "{{ name }}",
            "a == b and c == d",
            "See https://example.org",
            "https://example.org/wiki/Tide",
            "Which port has the URL https://example.org/x in it?",
            "Château, âme, São Paulo, Ângela",
            "Who is on the flag?",
            "x ~~ y",
            "# of protons",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
