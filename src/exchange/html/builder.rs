//! Tokens -> characters, with white space, lines and blocks as a browser shows them.

use super::tags::{Effect, LOOKS, effect, has_look, lowered, raised};
use super::tokens::{Tag, Token, Tokens, decoded};
use super::{Atom, GAP, GAP_END, Reading, Rich, Style, maths};
use crate::deck::text::{is_dangerous, safe_line};

/// Lists within lists beyond this aren't indented further, and raised texts within raised texts not marked.
const DEEPEST: usize = 6;

struct Builder {
    reading: Reading,
    rich: Rich,
    /// A space stands between the last character and the next.
    is_spaced: bool,
    /// So many line breaks at least stand between the last character and the next.
    breaks: usize,
    /// So many line breaks are at the end.
    newlines: usize,
    strong: usize,
    italic: usize,
    code: usize,
    pre: usize,
    /// A line break right behind `<pre>` means nothing.
    begins_pre: bool,
    lists: Vec<List>,
    /// Where raised and lowered texts begin.
    scripts: Vec<(Effect, usize)>,
    link: Option<(usize, String)>,
    cells: usize,
    ruby: Ruby,
    /// Of a gap.
    is_in_number: bool,
}

/// Where in a text with readings it is.
#[derive(PartialEq, Eq)]
enum Ruby {
    Base,
    Reading,
    Bracket,
}

struct List {
    is_numbered: bool,
    entries: usize,
}

pub(super) fn build(html: &str, reading: Reading) -> Rich {
    let mut builder = Builder {
        reading,
        rich: Rich::default(),
        is_spaced: false,
        breaks: 0,
        newlines: 0,
        strong: 0,
        italic: 0,
        code: 0,
        pre: 0,
        begins_pre: false,
        lists: Vec::new(),
        scripts: Vec::new(),
        link: None,
        cells: 0,
        ruby: Ruby::Base,
        is_in_number: false,
    };
    for token in Tokens::of(html) {
        match token {
            Token::Text(text) => builder.text(text),
            Token::Open(tag) => builder.open(&tag),
            Token::Close(name) => builder.close(effect(&name)),
        }
    }
    builder.close_link();
    builder.end_ruby_text();
    let mut rich = builder.rich;
    if reading == Reading::Shown {
        rich.atoms = maths::with_dollars(rich.atoms);
    }
    rich.atoms = without_idle_joiners(rich.atoms);
    rich
}

/// Joiners stay between characters that they can join.
fn without_idle_joiners(mut atoms: Vec<Atom>) -> Vec<Atom> {
    let is_joiner = |c: char| matches!(c, '\u{200c}' | '\u{200d}');
    if !atoms.iter().any(|atom| is_joiner(atom.c)) {
        return atoms;
    }
    let joins = |at: Option<usize>, style: Style| {
        let atom = at.and_then(|at| atoms.get(at));
        atom.is_some_and(|atom| atom.style == style && !atom.c.is_ascii() && !is_joiner(atom.c))
    };
    let kept = (0..atoms.len()).map(|at| {
        let Atom { c, style } = atoms[at];
        !is_joiner(c) || (joins(at.checked_sub(1), style) && joins(Some(at + 1), style))
    });
    let kept: Vec<bool> = kept.collect();
    let mut kept = kept.into_iter();
    atoms.retain(|_| kept.next().unwrap_or(true));
    atoms
}

impl Builder {
    const fn style(&self) -> Style {
        match (self.pre > 0, self.code > 0, self.strong > 0, self.italic > 0) {
            (true, ..) => Style::Fenced,
            (_, true, ..) => Style::Code,
            (_, _, true, _) => Style::Strong,
            (_, _, _, true) => Style::Italic,
            _ => Style::Plain,
        }
    }

    fn push(&mut self, c: char) {
        let style = self.style();
        if !self.rich.atoms.is_empty() {
            while self.newlines < self.breaks {
                self.rich.atoms.push(Atom { c: '\n', style: Style::Plain });
                self.newlines += 1;
            }
            if self.is_spaced && self.newlines == 0 {
                let before = self.rich.atoms.last().map_or(Style::Plain, |atom| atom.style);
                let style = if before == style { style } else { Style::Plain };
                self.rich.atoms.push(Atom { c: ' ', style });
            }
        }
        self.breaks = 0;
        self.is_spaced = false;
        self.newlines = if c == '\n' { self.newlines + 1 } else { 0 };
        self.rich.atoms.push(Atom { c, style });
    }

    fn push_all(&mut self, text: &str) {
        text.chars().for_each(|c| self.push(c));
    }

    fn line_break(&mut self) {
        if !self.rich.atoms.is_empty() {
            self.is_spaced = false;
            self.push('\n');
        }
    }

    fn space(&mut self) {
        self.is_spaced = !self.rich.atoms.is_empty() && self.newlines == 0 && self.breaks == 0;
    }

    fn block(&mut self, breaks: usize) {
        self.is_spaced = false;
        self.breaks = self.breaks.max(breaks);
    }

    fn text(&mut self, text: &str) {
        if self.ruby == Ruby::Bracket {
            return;
        }
        let text: String = decoded(text).collect();
        let mut rest = text.as_str();
        while let Some((before, behind)) = rest.split_once("[sound:") {
            let Some((name, behind)) = behind.split_once(']') else { break };
            self.characters(before);
            self.sound(name);
            rest = behind;
        }
        self.characters(rest);
    }

    fn characters(&mut self, text: &str) {
        let mut chars = text.chars().peekable();
        if std::mem::take(&mut self.begins_pre) && chars.peek() == Some(&'\n') {
            chars.next();
        }
        for c in chars {
            match c {
                GAP..=GAP_END => {
                    self.push(c);
                    self.is_in_number = c == GAP;
                }
                c if self.is_in_number => self.rich.atoms.push(Atom { c, style: Style::Plain }),
                '\n' if self.pre > 0 => self.line_break(),
                '\t' if self.pre > 0 => self.push_all("    "),
                ' ' if self.pre > 0 => self.push(c),
                ' ' | '\t' | '\n' | '\r' | '\u{c}' => self.space(),
                '\u{a0}' => self.push(' '),
                c if is_dangerous(c) => _ = self.rich.left_out.insert("invisible characters".to_owned()),
                c => self.push(c),
            }
        }
    }

    fn changed(&mut self, what: String) {
        self.rich.changes.insert(what);
    }

    fn left_out(&mut self, what: &str) {
        if !self.rich.left_out.contains(what) {
            self.rich.left_out.insert(what.to_owned());
        }
    }

    fn sound(&mut self, name: &str) {
        let name = name.trim();
        let shown = self.file(name);
        self.name_of_file(name, "sound", shown);
    }

    /// The name of a file that lies beside the cards; notes it.
    fn file(&mut self, address: &str) -> Option<String> {
        let name: String = percent_decoded(address).chars().filter(|&c| !is_dangerous(c) && c != '\n').collect();
        let is_local = !name.contains(['/', '\\', ':']) && !name.is_empty();
        is_local.then(|| {
            self.rich.media.insert(name.clone());
            name
        })
    }

    fn name_of_file(&mut self, address: &str, what: &str, name: Option<String>) {
        if self.reading == Reading::Compared {
            return;
        }
        if let Some(name) = name {
            self.changed(format!("the {what} {} is shown as its name", shortened(&name)));
            self.push_all(&format!("[{name}]"));
        } else {
            let from = if address.starts_with("http") { shortened(address) } else { "within the card".to_owned() };
            self.changed(format!("the {what} {from} is not fetched"));
            self.push_all(&format!("[{what}]"));
        }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        let effect = effect(&tag.name);
        if self.reading == Reading::Compared {
            return self.compared(effect);
        }
        if has_look(tag) && !matches!(effect, Effect::Picture) {
            self.left_out(LOOKS);
        }
        match effect {
            Effect::LineBreak => self.line_break(),
            Effect::Block(breaks) => self.block(breaks),
            Effect::Rule => self.block(2),
            Effect::Strong => self.strong += 1,
            Effect::Heading if tag.name == "th" => {
                self.cell();
                self.strong += 1;
            }
            Effect::Heading => {
                self.block(1);
                self.strong += 1;
            }
            Effect::Italic => self.italic += 1,
            Effect::Code => self.code += 1,
            Effect::Pre => {
                self.block(1);
                self.pre += 1;
                self.begins_pre = true;
            }
            Effect::List { is_numbered } => {
                self.block(1);
                self.lists.push(List { is_numbered, entries: 0 });
            }
            Effect::Entry => self.entry(),
            Effect::Table => {
                self.block(1);
                self.changed("a table is shown as lines".to_owned());
            }
            Effect::Row => {
                self.block(1);
                self.cells = 0;
            }
            Effect::Cell => self.cell(),
            Effect::Lowered | Effect::Raised if self.scripts.len() < DEEPEST => {
                self.scripts.push((effect, self.rich.atoms.len()));
            }
            Effect::Quote => self.push('“'),
            Effect::RubyText => {
                self.end_ruby_text();
                self.push('(');
                self.ruby = Ruby::Reading;
            }
            Effect::RubyBracket => {
                self.end_ruby_text();
                self.ruby = Ruby::Bracket;
            }
            Effect::Link => {
                self.close_link();
                self.link = tag.value("href").map(|address| (self.rich.atoms.len(), address));
            }
            Effect::Picture => self.picture(tag),
            Effect::Drawing => self.push_all("[picture]"),
            Effect::Sound => {
                if let Some(address) = tag.value("src") {
                    self.sound(&address);
                }
            }
            Effect::Maths => self.push('$'),
            Effect::Look(name) | Effect::Hidden(name) => self.left_out(name),
            Effect::Unknown => {
                let name: String = tag.name.chars().take(20).collect();
                self.left_out(&format!("the tag <{}>", safe_line(&name)));
            }
            Effect::Nothing | Effect::Ruby | Effect::Lowered | Effect::Raised => {}
        }
    }

    /// All that a tag means for a typed answer.
    fn compared(&mut self, effect: Effect) {
        if matches!(effect, Effect::LineBreak | Effect::Block(_) | Effect::Entry | Effect::Row | Effect::Cell) {
            self.space();
        }
    }

    fn close(&mut self, effect: Effect) {
        if self.reading == Reading::Compared {
            return self.compared(effect);
        }
        match effect {
            Effect::Block(breaks) => self.block(breaks),
            Effect::Strong => self.strong = self.strong.saturating_sub(1),
            Effect::Heading => {
                self.strong = self.strong.saturating_sub(1);
                if self.cells == 0 {
                    self.block(1);
                }
            }
            Effect::Italic => self.italic = self.italic.saturating_sub(1),
            Effect::Code => self.code = self.code.saturating_sub(1),
            Effect::Pre => {
                self.pre = self.pre.saturating_sub(1);
                self.begins_pre = false;
                self.block(1);
            }
            Effect::List { .. } => {
                self.lists.pop();
                self.block(1);
            }
            Effect::Row | Effect::Table => {
                self.cells = 0;
                self.block(1);
            }
            Effect::Entry => self.block(1),
            Effect::Lowered | Effect::Raised => self.close_script(effect),
            Effect::Quote => self.push('”'),
            Effect::RubyText | Effect::Ruby | Effect::RubyBracket => self.end_ruby_text(),
            Effect::Link => self.close_link(),
            Effect::Maths => self.push('$'),
            _ => {}
        }
    }

    fn cell(&mut self) {
        if self.cells > 0 {
            self.is_spaced = false;
            // A block within the cell before ends with it; the row's own line break stays.
            self.push_all(" | ");
        }
        self.cells += 1;
    }

    fn entry(&mut self) {
        self.block(1);
        let depth = self.lists.len().clamp(1, DEEPEST);
        let mark = match self.lists.last_mut() {
            Some(List { is_numbered: true, entries }) => {
                *entries += 1;
                format!("{entries}. ")
            }
            _ => "- ".to_owned(),
        };
        self.push_all(&format!("{:indent$}{mark}", "", indent = 2 * (depth - 1)));
    }

    fn picture(&mut self, tag: &Tag<'_>) {
        let address = tag.value("src").unwrap_or_default();
        let alternative = tag.value("alt").filter(|text| !text.trim().is_empty());
        let name = self.file(&address);
        match alternative {
            Some(text) => {
                let of = name
                    .as_deref()
                    .map_or_else(|| "a picture".to_owned(), |name| format!("the picture {}", shortened(name)));
                self.changed(format!("{of} is shown as its description"));
                let text: String = text.chars().filter(|&c| !is_dangerous(c)).collect();
                self.push_all(&format!("[{}]", text.trim()));
            }
            None => self.name_of_file(&address, "picture", name),
        }
    }

    /// The raised or lowered text that ends here.
    fn close_script(&mut self, effect: Effect) {
        let Some(at) = self.scripts.iter().rposition(|(open, _)| *open == effect) else { return };
        let (_, from) = self.scripts.remove(at);
        let from = (from..self.rich.atoms.len())
            .find(|&at| !self.rich.atoms[at].c.is_whitespace())
            .unwrap_or(self.rich.atoms.len());
        let inside = &self.rich.atoms[from..];
        let Some(first) = inside.first() else { return };
        let sign = Atom { c: if effect == Effect::Raised { '^' } else { '_' }, style: first.style };
        let as_unicode = if effect == Effect::Raised { raised } else { lowered };
        let signs: Option<Vec<Atom>> =
            inside.iter().map(|atom| Some(Atom { c: as_unicode(atom.c)?, style: atom.style })).collect();
        let has_gap = inside.iter().any(|atom| matches!(atom.c, GAP..=GAP_END));
        let is_word = inside.iter().all(|atom| atom.c.is_alphabetic()) || inside.len() == 1 || has_gap;
        let replaced = match signs {
            Some(signs) if !has_gap => signs,
            _ if is_word => std::iter::once(sign).chain(inside.iter().copied()).collect(),
            _ => {
                let bracket = |c| Atom { c, style: first.style };
                let inside = inside.iter().copied();
                [sign, bracket('(')].into_iter().chain(inside).chain([bracket(')')]).collect()
            }
        };
        self.rich.atoms.truncate(from);
        self.rich.atoms.extend(replaced);
    }

    fn close_link(&mut self) {
        let Some((from, address)) = self.link.take() else { return };
        let address = address.trim();
        let is_address = ["http://", "https://", "mailto:"].iter().any(|scheme| address.starts_with(scheme));
        let text: String = self.rich.atoms[from.min(self.rich.atoms.len())..].iter().map(|atom| atom.c).collect();
        let bare = |address: &str| {
            let bare = address.trim().trim_end_matches('/');
            bare.split_once("://").map_or(bare, |(_, bare)| bare).trim_start_matches("mailto:").to_owned()
        };
        if !is_address {
            self.left_out("a link that leads to no page");
        } else if text.trim().is_empty() {
            self.push_all(&safe_line(address));
        } else if bare(&text) != bare(address) {
            self.push_all(&format!(" ({})", safe_line(address)));
        }
    }

    fn end_ruby_text(&mut self) {
        if std::mem::replace(&mut self.ruby, Ruby::Base) == Ruby::Reading {
            self.push(')');
        }
    }
}

fn shortened(text: &str) -> String {
    safe_line(&text.chars().take(80).collect::<String>())
}

/// A name without the escapes of an address.
fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, behind)) = rest.split_first() {
        let digits = behind.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        let byte = digits.filter(|two| two.bytes().all(|byte| byte.is_ascii_hexdigit()));
        match byte.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            Some(byte) if first == b'%' => {
                bytes.push(byte);
                rest = &behind[2..];
            }
            _ => {
                bytes.push(first);
                rest = behind;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}
