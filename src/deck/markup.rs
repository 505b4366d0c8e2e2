//! Inline marks: a small subset of `CommonMark`.
//!
//! `code`, **strong**, *emphasis*, fenced code, and a backslash before a literal mark. `snake_case`, `2*3*4` and lone
//! stars are left alone: authors who know nothing of marks should not run into them.

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Emphasis {
    Plain,
    /// Between backticks.
    Code,
    /// Between two stars.
    Strong,
    /// Between single stars.
    Italic,
    /// Whole lines between fences, each with its newline; never wrapped.
    Fenced,
}

/// A span of text in one style, without marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkedText {
    pub style: Emphasis,
    pub text: String,
}

/// Characters that a backslash makes literal.
const ESCAPABLE: &str = "*_`\\:{}~";

/// The text without its marks.
pub(super) fn plain(source: &str) -> String {
    if !source.bytes().any(|byte| matches!(byte, b'*' | b'`' | b'\\' | b'~')) {
        return source.to_owned();
    }
    let mut out = String::with_capacity(source.len());
    for span in spans(source) {
        out.push_str(&span.text);
    }
    // The newline before a closing fence at the end belongs to the fence.
    out.truncate(out.trim_end_matches('\n').len());
    out
}

/// Escapes all marks, so that [`plain`] gives back `text`.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if matches!(c, '*' | '`' | '~' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// The text as spans; neighbours in one style are joined.
pub(super) fn spans(source: &str) -> Vec<MarkedText> {
    let mut runs = Runs::default();
    let mut paragraph = String::new();
    let mut lines = source.split_inclusive('\n');
    while let Some(line) = lines.next() {
        let Some(fence) = Fence::opening(line) else {
            paragraph.push_str(line);
            continue;
        };
        inline(&std::mem::take(&mut paragraph), &mut runs);
        for line in lines.by_ref().take_while(|line| !fence.closes(line)) {
            runs.push(Emphasis::Fenced, line);
        }
    }
    inline(&paragraph, &mut runs);
    runs.0
}

#[derive(Default)]
struct Runs(Vec<MarkedText>);

impl Runs {
    fn push(&mut self, style: Emphasis, text: &str) {
        match self.0.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if last.style == style => last.text.push_str(text),
            _ => self.0.push(MarkedText { style, text: text.to_owned() }),
        }
    }
}

/// Three or more backticks or tildes alone on their line.
struct Fence {
    mark: char,
    length: usize,
}

impl Fence {
    fn opening(line: &str) -> Option<Self> {
        let line = line.trim();
        let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
        let length = line.chars().take_while(|&c| c == mark).count();
        // A backtick later on makes it inline code.
        (length >= 3 && !line[length..].contains('`')).then_some(Self { mark, length })
    }

    fn closes(&self, line: &str) -> bool {
        let line = line.trim();
        line.len() >= self.length && line.chars().all(|c| c == self.mark)
    }
}

/// A token of a paragraph before stars are paired.
enum MarkToken {
    Text(String),
    Code(String),
    Stars { count: usize, opens: bool, closes: bool },
}

fn inline(text: &str, runs: &mut Runs) {
    let tokens = tokens(text);
    let styles = pair_stars(&tokens);
    for (token, style) in tokens.iter().zip(styles) {
        match token {
            MarkToken::Text(text) => runs.push(style.style, text),
            MarkToken::Code(text) => runs.push(Emphasis::Code, text),
            MarkToken::Stars { .. } => runs.push(style.style, &"*".repeat(style.stars)),
        }
    }
}

fn tokens(text: &str) -> Vec<MarkToken> {
    let mut tokens = Vec::new();
    let mut literal = String::new();
    let mut before = ' ';
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let taken = match c {
            '\\' if rest[1..].starts_with(|next| ESCAPABLE.contains(next)) => {
                literal.push_str(&rest[1..2]);
                2
            }
            '`' => {
                if let Some((inside, length)) = code(rest) {
                    tokens.push(MarkToken::Text(std::mem::take(&mut literal)));
                    tokens.push(MarkToken::Code(inside));
                    length
                } else {
                    let length = run_of(rest, '`');
                    literal.push_str(&rest[..length]);
                    length
                }
            }
            '*' => {
                let count = run_of(rest, '*');
                let (opens, closes) = flanks(before, rest[count..].chars().next().unwrap_or(' '));
                tokens.push(MarkToken::Text(std::mem::take(&mut literal)));
                tokens.push(MarkToken::Stars { count, opens, closes });
                count
            }
            c => {
                literal.push(c);
                c.len_utf8()
            }
        };
        before = rest[..taken].chars().next_back().unwrap_or(' ');
        rest = &rest[taken..];
    }
    tokens.push(MarkToken::Text(literal));
    tokens
}

fn run_of(text: &str, mark: char) -> usize {
    text.len() - text.trim_start_matches(mark).len()
}

/// The code that begins here, and its length in bytes with the backticks.
fn code(text: &str) -> Option<(String, usize)> {
    let ticks = run_of(text, '`');
    let mut at = ticks;
    loop {
        at += text[at..].find('`')?;
        let run = run_of(&text[at..], '`');
        if run == ticks {
            break;
        }
        at += run;
    }
    let inside = text[ticks..at].replace('\n', " ");
    let bare = inside.strip_prefix(' ').and_then(|inside| inside.strip_suffix(' '));
    // A space at both ends lets code begin with a backtick.
    let inside = bare.filter(|bare| !bare.trim().is_empty()).map_or(inside.clone(), str::to_owned);
    Some((inside, at + ticks))
}

/// Whether stars between these two characters can open and can close emphasis.
fn flanks(before: char, after: char) -> (bool, bool) {
    let is_punctuation = |c: char| c.is_ascii_punctuation() || (!c.is_alphanumeric() && !c.is_whitespace());
    // `2*3*4` and `a*b` have no marks. Scripts without spaces need them, so this applies only to the others.
    let is_letter = |c: char| c.is_alphanumeric() && u32::from(c) < 0x2e80;
    if is_letter(before) && is_letter(after) {
        return (false, false);
    }
    let opens = !after.is_whitespace()
        && (!is_punctuation(after) || before.is_whitespace() || is_punctuation(before))
        && !is_letter(before);
    let closes = !before.is_whitespace()
        && (!is_punctuation(before) || after.is_whitespace() || is_punctuation(after))
        && !is_letter(after);
    (opens, closes)
}

/// The style of a token, and how many of its stars remain as text.
#[derive(Clone, Copy)]
struct StarFate {
    style: Emphasis,
    stars: usize,
}

/// Pairs stars, innermost first, in one pass with a stack.
fn pair_stars(tokens: &[MarkToken]) -> Vec<StarFate> {
    let mut left: Vec<usize> =
        tokens.iter().map(|token| if let MarkToken::Stars { count, .. } = token { *count } else { 0 }).collect();
    let mut open: Vec<usize> = Vec::new();
    // How many pairs of each width begin or end at a token.
    let mut strong = vec![0_i64; tokens.len() + 1];
    let mut emphasis = vec![0_i64; tokens.len() + 1];
    for (at, token) in tokens.iter().enumerate() {
        let MarkToken::Stars { opens, closes, .. } = *token else { continue };
        while closes && left[at] > 0 {
            let Some(&opener) = open.last() else { break };
            let width = if left[at] >= 2 && left[opener] >= 2 { 2 } else { 1 };
            let depth = if width == 2 { &mut strong } else { &mut emphasis };
            depth[opener] += 1;
            depth[at] -= 1;
            left[at] -= width;
            left[opener] -= width;
            if left[opener] == 0 {
                open.pop();
            }
        }
        if opens && left[at] > 0 {
            open.push(at);
        }
    }
    let (mut in_strong, mut in_emphasis) = (0, 0);
    let mut fates = Vec::with_capacity(tokens.len());
    for at in 0..tokens.len() {
        in_strong += strong[at];
        in_emphasis += emphasis[at];
        let style = match (in_strong > 0, in_emphasis > 0) {
            (true, _) => Emphasis::Strong,
            (_, true) => Emphasis::Italic,
            _ => Emphasis::Plain,
        };
        fates.push(StarFate { style, stars: left[at] });
    }
    fates
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(source: &str) -> String {
        spans(source)
            .iter()
            .map(|span| match span.style {
                Emphasis::Plain => span.text.clone(),
                Emphasis::Code => format!("<c>{}</c>", span.text),
                Emphasis::Strong => format!("<b>{}</b>", span.text),
                Emphasis::Italic => format!("<i>{}</i>", span.text),
                Emphasis::Fenced => format!("<f>{}</f>", span.text),
            })
            .collect()
    }

    #[test]
    fn marks_style_what_they_enclose() {
        for (source, expected) in [
            ("a **bold** word", "a <b>bold</b> word"),
            ("*one* and *two*.", "<i>one</i> and <i>two</i>."),
            ("***both***", "<b>both</b>"),
            ("**bold *and* more**", "<b>bold and more</b>"),
            ("use `let x = *p;` here", "use <c>let x = *p;</c> here"),
            ("`` a`b ``", "<c>a`b</c>"),
            ("(*not*)", "(<i>not</i>)"),
            ("这是**重点**内容", "这是<b>重点</b>内容"),
            ("two\n*lines\nlong*", "two\n<i>lines\nlong</i>"),
        ] {
            assert_eq!(shown(source), expected, "{source}");
        }
    }

    #[test]
    fn what_only_looks_like_a_mark_is_left_alone() {
        for source in [
            "snake_case_name",
            "2*3*4",
            "a * b * c",
            "5 * 3",
            "**",
            "a ** b",
            "un`closed",
            "*open",
            "C:\\dir",
            "~ 5",
            "x*y",
        ] {
            assert_eq!(plain(source), source);
        }
    }

    #[test]
    fn a_backslash_takes_a_mark_as_it_stands() {
        assert_eq!(plain(r"\*not\* \`code\` a\_b \\ \n"), r"*not* `code` a_b \ \n");
    }

    #[test]
    fn fenced_lines_are_kept_as_they_are() {
        let source = "See:\n```rust\nlet *a* = 1;\n    b\n```\nthen *c*";
        assert_eq!(shown(source), "See:\n<f>let *a* = 1;\n    b\n</f>then <i>c</i>");
        assert_eq!(plain("~~~\nx\n~~~"), "x");
        assert_eq!(plain("```\nnever closed"), "never closed");
    }

    #[test]
    fn a_hundred_thousand_stars_take_no_time() {
        let many = "*a ".repeat(50_000) + &"a* ".repeat(50_000) + &"`".repeat(3) + &"` ``".repeat(20_000);
        assert!(spans(&many).len() > 1);
    }
}
