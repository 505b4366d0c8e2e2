//! Card templates: `{{Field}}`, `{{filter:Field}}`, `{{#Field}}…{{/Field}}`, `{{^Field}}…{{/Field}}`.

/// Conditions within conditions beyond this are refused.
const DEEPEST: usize = 64;
/// The longest template, without its scripts, in bytes.
const LONGEST: usize = 256 << 10;

/// Why a card can't be shown.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    #[error("its template has a condition `{0}` that never ends")]
    Unclosed(String),
    #[error("its template ends a condition `{0}` that never began")]
    Unopened(String),
    #[error("its template names a field `{0}`, which the note type doesn't have")]
    NoField(String),
    #[error("its template is too large or too deep")]
    TooLarge,
    #[error("it would be too long")]
    TooLong,
    #[error("its text has no gap {0}")]
    NoGap(u32),
    #[error("the note type has no template for it")]
    NoTemplate,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    Html(String),
    Field {
        name: String,
        /// In the order in which they are applied.
        filters: Vec<String>,
    },
    Condition {
        name: String,
        wants_filled: bool,
        nodes: Vec<Node>,
    },
}

/// # Errors
/// See [`TemplateError`].
pub(super) fn parse(template: &str) -> Result<Vec<Node>, TemplateError> {
    let template = without_scripts(template);
    if template.len() > LONGEST {
        return Err(TemplateError::TooLarge);
    }
    let template = match template.trim_start().strip_prefix("{{=<% %>=}}") {
        Some(behind) => behind.replace("<%", "{{").replace("%>", "}}"),
        None => template,
    };
    let mut open: Vec<(String, bool, Vec<Node>)> = Vec::new();
    let mut nodes = Vec::new();
    let mut rest = template.as_str();
    while !rest.is_empty() {
        let braces = rest.split_once("{{").and_then(|(before, inside)| Some((before, inside.split_once("}}")?)));
        let Some((before, (inside, behind))) = braces else {
            nodes.push(Node::Html(rest.to_owned()));
            break;
        };
        if !before.is_empty() {
            nodes.push(Node::Html(before.to_owned()));
        }
        rest = behind;
        let handle = inside.trim_start_matches('{').trim();
        let named = |sign| handle.strip_prefix(sign).filter(|_| handle.len() > 1).map(|name| name.trim().to_owned());
        if let Some(name) = named('#').or_else(|| named('^')) {
            if open.len() == DEEPEST {
                return Err(TemplateError::TooLarge);
            }
            open.push((name, handle.starts_with('#'), std::mem::take(&mut nodes)));
        } else if let Some(name) = named('/') {
            let Some((opened, wants_filled, outer)) = open.pop() else { return Err(TemplateError::Unopened(name)) };
            if opened != name {
                return Err(TemplateError::Unclosed(opened));
            }
            let inner = std::mem::replace(&mut nodes, outer);
            nodes.push(Node::Condition { name, wants_filled, nodes: inner });
        } else {
            let mut words = handle.rsplit(':').map(str::to_owned);
            let name = words.next().unwrap_or_default();
            nodes.push(Node::Field { name, filters: words.collect() });
        }
    }
    match open.pop() {
        Some((name, ..)) => Err(TemplateError::Unclosed(name)),
        None => Ok(nodes),
    }
}

/// The template without comments, scripts and style sheets: nothing in them is shown or replaced.
fn without_scripts(template: &str) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    // What ends nowhere is not looked for again.
    let mut endless = [false; 3];
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let begins = |word: &str| rest.get(..word.len()).is_some_and(|found| found.eq_ignore_ascii_case(word));
        let kinds = [("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>")];
        let found = kinds.iter().position(|(open, _)| begins(open)).filter(|&kind| !endless[kind]);
        let end = found.and_then(|kind| Some(kind).zip(end_of(rest, kinds[kind].1)));
        match (found, end) {
            (_, Some((_, end))) => rest = &rest[end..],
            (kind, None) => {
                if let Some(kind) = kind {
                    endless[kind] = true;
                }
                out.push('<');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// The byte behind a closing sign, whatever its case.
fn end_of(html: &str, close: &str) -> Option<usize> {
    let first = close.as_bytes().first()?;
    let is_close = |at: &usize| {
        let found = html.as_bytes().get(*at..at + close.len());
        found.is_some_and(|found| found.eq_ignore_ascii_case(close.as_bytes()))
    };
    let starts = html.bytes().enumerate().filter(|(_, byte)| byte == first).map(|(at, _)| at);
    starts.into_iter().find(is_close).map(|at| at + close.len())
}

/// The fields that templates name, also in conditions.
pub(super) fn fields_of<'n>(nodes: &'n [Node], found: &mut Vec<&'n str>) {
    for node in nodes {
        match node {
            Node::Html(_) => {}
            Node::Field { name, .. } => found.push(name),
            Node::Condition { nodes, .. } => fields_of(nodes, found),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_split_at_its_braces() {
        let field = |name: &str, filters: &[&str]| Node::Field {
            name: name.to_owned(),
            filters: filters.iter().map(|&filter| filter.to_owned()).collect(),
        };
        let html = |text: &str| Node::Html(text.to_owned());
        assert_eq!(
            parse("a{{ Front }}<b>{{type:nc:Back}}"),
            Ok(vec![html("a"), field("Front", &[]), html("<b>"), field("Back", &["nc", "type"])])
        );
        assert_eq!(
            parse("{{# A }}x{{^B}}y{{/B}}{{/ A }}"),
            Ok(vec![Node::Condition {
                name: "A".to_owned(),
                wants_filled: true,
                nodes: vec![
                    html("x"),
                    Node::Condition { name: "B".to_owned(), wants_filled: false, nodes: vec![html("y")] }
                ],
            }])
        );
        assert_eq!(parse("{{{Front}}}"), Ok(vec![field("Front", &[]), html("}")]));
        assert_eq!(parse("{{=<% %>=}}<%Front%>"), Ok(vec![field("Front", &[])]));
        assert_eq!(parse("{{Front"), Ok(vec![html("{{Front")]));
        assert_eq!(
            parse("a<!-- {{no}} --><SCRIPT>{{#x}}</script><style>p{{}}</style><!-- b"),
            Ok(vec![html("a<!-- b")])
        );
    }

    #[test]
    fn a_template_that_cannot_be_read_says_why() {
        for (template, error) in [
            ("{{#A}}x", TemplateError::Unclosed("A".to_owned())),
            ("{{#A}}x{{/B}}", TemplateError::Unclosed("A".to_owned())),
            ("{{/A}}", TemplateError::Unopened("A".to_owned())),
            (&"{{#A}}".repeat(100), TemplateError::TooLarge),
        ] {
            assert_eq!(parse(template), Err(error), "{template:.40}");
        }
    }
}
