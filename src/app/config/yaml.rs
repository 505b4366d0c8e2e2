//! Turns a config file in YAML into TOML: each value and each comment on a line of its own, in their order.

use std::ops::Range;
use std::path::Path;

use toml_edit::Key;

use super::setting::literal;
use crate::deck::Diagnostic;
use crate::deck::reader::values::{self, Node, NodeShape};

pub(super) struct Converted {
    pub(super) toml: String,
    /// Where keys and values begin, in the TOML and in the YAML.
    pub(super) spots: Vec<(usize, usize)>,
}

/// # Errors
/// The diagnostics of a text that is not valid YAML or not a mapping.
pub(super) fn to_toml(path: &Path, source: &str) -> Result<Converted, Vec<Diagnostic>> {
    let pairs = values::read(path, source)?;
    let mut parts = YamlParts { source, found: Vec::new(), scalars: Vec::new() };
    for (key, value) in &pairs {
        parts.pair(&[], key, value);
    }
    parts.comments();
    parts.found.sort_by_key(|(at, _)| *at);
    Ok(written(source, &parts.found))
}

enum Part {
    /// A value with its key: their texts, and where they begin.
    Line {
        keys: Vec<(String, usize)>,
        value: String,
        at: usize,
    },
    /// A list begins.
    Open {
        keys: Vec<(String, usize)>,
        at: usize,
    },
    Entry {
        value: String,
    },
    /// A list ends.
    Close,
    /// A comment, or an empty line.
    Comment(String),
}

struct YamlParts<'s> {
    source: &'s str,
    /// By their byte in the source.
    found: Vec<(usize, Part)>,
    /// The bytes of keys and single values: a `#` in them begins no comment.
    scalars: Vec<Range<usize>>,
}

impl YamlParts<'_> {
    fn pair(&mut self, above: &[(String, usize)], key: &Node<'_>, value: &Node<'_>) {
        let start = key.start as usize;
        let name = self.text(key);
        let keys: Vec<_> = above.iter().cloned().chain([(name, start)]).collect();
        let line = |value: String, at| Part::Line { keys: keys.clone(), value, at };
        match &value.shape {
            NodeShape::Map(pairs) if !pairs.is_empty() => {
                for (key, value) in pairs {
                    self.pair(&keys, key, value);
                }
            }
            NodeShape::Map(_) => self.found.push((start, line("{}".to_owned(), value.start as usize))),
            NodeShape::List(entries) if !entries.is_empty() => self.list(keys, value, entries),
            NodeShape::List(_) => self.found.push((start, line("[]".to_owned(), value.start as usize))),
            NodeShape::Verbatim | NodeShape::Text(_) => {
                let text = self.text(value);
                let names: Vec<&str> = keys.iter().map(|(name, _)| name.as_str()).collect();
                let value_line = line(literal(&names, &text).to_string(), value.start as usize);
                self.found.push((start, value_line));
            }
        }
    }

    fn list(&mut self, keys: Vec<(String, usize)>, list: &Node<'_>, entries: &[Node<'_>]) {
        let mut end = list.start as usize;
        let start = keys.last().map_or(end, |&(_, key)| key);
        self.found.push((start, Part::Open { keys, at: end }));
        for entry in entries {
            let at = entry.start as usize;
            // What is no single value is refused in TOML, too.
            let is_single = matches!(entry.shape, NodeShape::Verbatim | NodeShape::Text(_));
            let value = if is_single { toml_edit::Value::from(self.text(entry)).to_string() } else { "[]".to_owned() };
            end = end.max(entry.end as usize).max(at);
            self.found.push((at, Part::Entry { value }));
        }
        // After the comment on its last line.
        let line_end = self.source[end..].find('\n').map_or(self.source.len(), |at| end + at);
        self.found.push((line_end, Part::Close));
    }

    fn text(&mut self, node: &Node<'_>) -> String {
        self.scalars.push(node.start as usize..node.end as usize);
        node.text(self.source).unwrap_or_default().trim().to_owned()
    }

    fn comments(&mut self) {
        let mut line_start = 0;
        for line in self.source.split_inclusive('\n') {
            let is_comment = |&(at, _): &(usize, &str)| {
                let byte = line_start + at;
                let begins = line[..at].chars().next_back().is_none_or(char::is_whitespace);
                begins && !self.scalars.iter().any(|scalar| scalar.contains(&byte))
            };
            let comment = line.match_indices('#').find(is_comment);
            let within = self.scalars.iter().any(|scalar| scalar.start < line_start && line_start < scalar.end);
            if let Some((at, _)) = comment {
                // TOML has no control characters in comments.
                let text = line[at..].trim_end().replace(|c: char| c.is_control() && c != '\t', "\u{fffd}");
                self.found.push((line_start + at, Part::Comment(text)));
            } else if line.trim().is_empty() && !within {
                self.found.push((line_start, Part::Comment(String::new())));
            }
            line_start += line.len();
        }
    }
}

fn written(source: &str, parts: &[(usize, Part)]) -> Converted {
    let mut out = Converted { toml: String::new(), spots: Vec::new() };
    let mut before = None;
    let mut in_list = false;
    for (at, part) in parts {
        let same_line = before.is_some_and(|before: usize| !source[before..*at].contains('\n'));
        match part {
            Part::Comment(text) if same_line && !text.is_empty() => {
                out.toml.push_str("  ");
                out.toml.push_str(text);
                continue;
            }
            Part::Comment(text) => {
                out.begin_line();
                out.toml.push_str(if in_list && !text.is_empty() { "  " } else { "" });
                out.toml.push_str(text);
                out.toml.push('\n');
                before = None;
                continue;
            }
            Part::Line { keys, value, at } => {
                out.keys(keys);
                out.spots.push((out.toml.len(), *at));
                out.toml.push_str(value.trim());
            }
            Part::Open { keys, at } => {
                in_list = true;
                out.keys(keys);
                out.spots.push((out.toml.len(), *at));
                out.toml.push('[');
            }
            Part::Entry { value } => {
                out.begin_line();
                out.toml.push_str("  ");
                out.spots.push((out.toml.len(), *at));
                out.toml.push_str(value.trim());
                out.toml.push(',');
            }
            Part::Close => {
                in_list = false;
                out.begin_line();
                out.toml.push(']');
            }
        }
        before = Some(*at);
    }
    out.begin_line();
    out
}

impl Converted {
    fn begin_line(&mut self) {
        if !self.toml.is_empty() && !self.toml.ends_with('\n') {
            self.toml.push('\n');
        }
    }

    /// `decks.challenges.new_per_day = `
    fn keys(&mut self, keys: &[(String, usize)]) {
        self.begin_line();
        for (nth, (key, at)) in keys.iter().enumerate() {
            if nth > 0 {
                self.toml.push('.');
            }
            self.spots.push((self.toml.len(), *at));
            self.toml.push_str(&Key::new(key.as_str()).display_repr());
        }
        self.toml.push_str(" = ");
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use proptest::prelude::*;

    use super::*;
    use crate::app::config::Config;

    #[test]
    fn values_and_comments_keep_their_order() {
        let yaml = "# Mine.\n\nnew_per_day: 5   # enough\npager: less -S  # 'wide'\n\nkeys: {undo: z, flag: \"#\"}  # two\n\
            # Where they are\nfolders:  # all\n  # first\n  - ~/a b  # home\n  - '#b'\n  # last\n\
            decks:  # by id\n  # a.b is hard\n  a.b:\n    new_per_day: 2\n    desired_retention: 0.90 # high\n\
            fuzz: 'false'\nsigns: auto#no comment\n# end";
        let converted = to_toml(Path::new("config.yaml"), yaml).expect("valid YAML");
        insta::assert_snapshot!(converted.toml, @r##"
        # Mine.

        new_per_day = 5  # enough
        pager = "less -S"  # 'wide'

        keys.undo = "z"
        keys.flag = "#"  # two
        # Where they are
        folders = [  # all
          # first
          "~/a b",  # home
          "#b",
        ]
        # last
        # by id
        # a.b is hard
        decks."a.b".new_per_day = 2
        decks."a.b".desired_retention = 0.90  # high
        fuzz = false
        signs = "auto#no comment"
        # end
        "##);
    }

    fn settings() -> impl Strategy<Value = Vec<(&'static str, &'static str)>> {
        let one = prop_oneof![
            Just(("new_per_day: 5", "new_per_day = 5")),
            Just(("desired_retention: 0.80", "desired_retention = 0.8")),
            Just(("new_order: \"by-deck\"", "new_order = 'by-deck'")),
            Just(("day_starts_at: 05:30", "day_starts_at = '05:30'")),
            Just(("fuzz: false", "fuzz = false")),
            Just(("keep_answers: 'false'", "keep_answers = false")),
            Just(("color: never", "color = 'never'")),
            Just(("pager: \"less #S\"", "pager = 'less #S'")),
            Just(("pager:", "pager = ''")),
            Just(("keys: {undo: '#', skip: u}", "keys = {undo = '#', skip = 'u'}")),
            Just(("keys:\n  undo: z", "keys = {undo = 'z'}")),
            Just(("keys: {}", "")),
            Just(("folders: []", "folders = []")),
            Just(("folders: ~/a", "folders = ['~/a']")),
            Just(("folders: [a b, \"c # d\"]", "folders = ['a b', 'c # d']")),
            Just(("folders:\n  - a # x\n  # y\n  - it's", "folders = ['a', \"it's\"]")),
            Just(("decks: {a.b: {new_per_day: 1}}", "decks.'a.b'.new_per_day = 1")),
            Just((
                "decks:\n  a: # x\n    new_per_day: 1\n    desired_retention: 0.9\n  b:\n    new_per_day: 007",
                "decks.a = {new_per_day = 1, desired_retention = 0.9}\ndecks.b.new_per_day = 7"
            )),
        ];
        let name = |pair: &(&'static str, _)| pair.0.split(':').next().unwrap_or_default();
        prop::collection::vec(one, 0..8).prop_map(move |all| {
            let mut kept: Vec<(&str, &str)> = Vec::new();
            for pair in all {
                if kept.iter().all(|earlier| name(earlier) != name(&pair)) {
                    kept.push(pair);
                }
            }
            kept
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

        #[test]
        fn a_converted_file_means_the_same_and_keeps_its_comments(
            settings in settings(),
            comments in prop::collection::vec(prop::option::of("#[ -~é\t]{0,12}"), 17),
        ) {
            let (mut yaml, mut toml, mut said) = (String::new(), String::new(), Vec::new());
            for (nth, (old, new)) in settings.iter().enumerate() {
                if let Some(comment) = &comments[2 * nth] {
                    let _ = writeln!(yaml, "{comment}");
                    said.push(comment.trim_end());
                }
                let _ = write!(yaml, "{old}");
                if let Some(comment) = &comments[2 * nth + 1] {
                    let _ = write!(yaml, " {comment}");
                    said.push(comment.trim_end());
                }
                yaml.push('\n');
                let _ = writeln!(toml, "{new}");
            }
            let converted = to_toml(Path::new("config.yaml"), &yaml).expect("valid YAML").toml;
            let parse = |text: &str| Config::parse(Path::new("config.toml"), text.as_bytes());
            let meant = parse(&toml).expect("settings");
            prop_assert_eq!(parse(&converted), Ok(meant.clone()), "{}", converted);
            prop_assert_eq!(Config::parse(Path::new("config.yaml"), yaml.as_bytes()), Ok(meant), "{}", yaml);
            let mut left = converted.as_str();
            for comment in said {
                let at = left.find(comment);
                prop_assert!(at.is_some(), "{} in {}", comment, converted);
                left = &left[at.unwrap_or_default() + comment.len()..];
            }
        }
    }
}
