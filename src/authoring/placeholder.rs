//! What stands for a text that its author has still to write.

/// The text for a field, of which `check` says that it is none.
#[must_use]
pub(crate) fn placeholder(field: &str) -> String {
    let article = if field.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    match field {
        "steps" => "TODO: a step".to_owned(),
        "distractors" => "TODO: a wrong choice".to_owned(),
        _ => format!("TODO: {article} {field}"),
    }
}
