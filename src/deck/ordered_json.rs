//! A JSON value that keeps its fields in insertion order, so that generated files are stable.

use serde::ser::{Serialize, SerializeMap as _, Serializer};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Json {
    Null,
    Text(String),
    Number(u32),
    Flag(bool),
    List(Vec<Json>),
    Map(Vec<(String, Json)>),
}

impl Json {
    pub(crate) fn map<const N: usize>(fields: [(&str, Json); N]) -> Self {
        Self::Map(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }

    pub(crate) fn texts<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        Self::List(texts.into_iter().map(Self::from).collect())
    }

    pub(crate) fn count(number: usize) -> Self {
        Self::Number(u32::try_from(number).unwrap_or(u32::MAX))
    }

    /// Adds fields to a map; anything else stays as it is.
    pub(crate) fn and<const N: usize>(self, more: [(&str, Json); N]) -> Self {
        match (self, Self::map(more)) {
            (Self::Map(mut fields), Self::Map(more)) => {
                fields.extend(more);
                Self::Map(fields)
            }
            (other, _) => other,
        }
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&[String]> for Json {
    fn from(texts: &[String]) -> Self {
        Self::texts(texts.iter().map(String::as_str))
    }
}

impl From<bool> for Json {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<u32> for Json {
    fn from(number: u32) -> Self {
        Self::Number(number)
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) => serializer.serialize_u32(*number),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::List(list) => serializer.collect_seq(list),
            Self::Map(fields) => {
                let mut map = serializer.serialize_map(Some(fields.len()))?;
                for (name, value) in fields {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }
    }
}
