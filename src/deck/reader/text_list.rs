//! Help for a list that stands where a single text is expected.

use std::borrow::Cow;

use super::fields::{FieldSlot, Fields};
use super::quote::quoted;
use super::yaml::{Node, NodeShape};

/// Longer lists are not shown in another form.
const MOST: usize = 200;

/// Ways to write the list in a field that takes one value; `None` if the list is too long to show or has nested
/// lists.
pub(crate) fn help(source: &str, record: &Fields, slot: FieldSlot) -> Option<String> {
    if !slot.field.shape.is_single() {
        return None;
    }
    let (name, list) = (slot.field.name, TextList::of(source, slot.value)?);
    let first = &list.raw[0];
    if !slot.field.shape.is_text() {
        let which = if list.raw.len() == 1 { "" } else { "write one: " };
        return Some(format!("{which}{name}: {first}"));
    }
    let mut ways = Vec::new();
    let others = list.raw[1..].join(", ");
    let all = list.raw.join(", ");
    match list.raw.len() {
        1 => ways.push(format!("`{name}: {first}`")),
        _ if name == "answer" && record.field("answers").is_some() => {
            let all_wanted = format!("if all are wanted, `answers: [{all}]`");
            if record.field("accept").is_none() {
                ways.extend([all_wanted, format!("if one is right, `{name}: {first}`")]);
            } else if record.slot("accept").is_some() {
                ways.extend([
                    format!("if any of them will do, `{name}: {first}` and the others in `accept`"),
                    all_wanted,
                ]);
            } else {
                let any = format!("if any of them will do, `{name}: {first}` and `accept: [{others}]`");
                ways.extend([any, all_wanted]);
            }
        }
        _ => ways.push(format!("in one text, `{name}: {}`", quoted(&list.texts.join(", ")))),
    }
    if let Some(brackets) = list.brackets {
        ways.push(format!("if the brackets are part of it, `{name}: {}`", quoted(brackets)));
    }
    Some(ways.join("; "))
}

/// The same for an entry of a list, whose other entries stay.
pub(crate) fn help_for_entry(source: &str, record: &Fields, slot: FieldSlot, entry: &Node) -> Option<String> {
    let list = TextList::of(source, entry)?;
    let mut ways = vec![match list.raw.as_slice() {
        [only] => format!("write {only}"),
        [first, others @ ..] if slot.field.name == "answers" && record.field("accept").is_some() => {
            let others = others.join(", ");
            format!("write {first}, and `[{others}]` in its place among the lists of `accept`, one for each answer")
        }
        _ => format!("in one text, {}", quoted(&list.texts.join(", "))),
    }];
    ways.extend(list.brackets.map(|brackets| format!("if the brackets are part of it, {}", quoted(brackets))));
    Some(ways.join("; "))
}

/// A list of texts as written in the file.
struct TextList<'l> {
    /// Its entries as they can be written in brackets.
    raw: Vec<Cow<'l, str>>,
    texts: Vec<&'l str>,
    /// The whole list, if it is in brackets on one line.
    brackets: Option<&'l str>,
}

impl<'l> TextList<'l> {
    fn of(source: &'l str, node: &'l Node) -> Option<Self> {
        let NodeShape::List(entries) = &node.shape else { return None };
        let texts: Option<Vec<&str>> = entries.iter().map(|entry| entry.text(source).map(str::trim)).collect();
        let raw: Option<Vec<Cow<str>>> = entries.iter().map(|entry| raw(source, entry)).collect();
        let (texts, raw) = (texts?, raw?);
        let length: usize = raw.iter().map(|text| text.len()).sum();
        if raw.is_empty() || length > MOST {
            return None;
        }
        let whole = source.get(node.start as usize..).filter(|text| text.starts_with('['));
        let line = whole.and_then(|text| text.get(..end_of(source, node, entries.last()?)? - node.start as usize));
        Some(Self { raw, texts, brackets: line.filter(|text| is_one_line(text)) })
    }
}

/// The byte after the bracket that closes a list; `entry` is its last entry.
fn end_of(source: &str, node: &Node, entry: &Node) -> Option<usize> {
    let end = (entry.end as usize).max(node.start as usize);
    source.get(end..)?.find(']').map(|at| end + at + 1)
}

fn raw<'s>(source: &'s str, node: &Node) -> Option<Cow<'s, str>> {
    let text = source.get(node.start as usize..node.end as usize)?.trim();
    let is_fit = text.starts_with(['"', '\'']) || !text.contains([',', '[', ']', '{', '}']);
    let text_in_brackets = if is_fit { Cow::Borrowed(text) } else { Cow::Owned(quoted(text)) };
    (!text.is_empty() && is_one_line(text)).then_some(text_in_brackets)
}

fn is_one_line(text: &str) -> bool {
    text.len() <= MOST && !text.chars().any(char::is_control)
}
