//! Parses option values, with our own error messages.

pub(super) fn from_one(text: &str) -> Result<u32, String> {
    match whole(text) {
        Ok(0) | Err(()) => Err(format!("`{text}` is not a whole number from 1")),
        Ok(number) => Ok(number),
    }
}

pub(super) fn from_zero(text: &str) -> Result<u32, String> {
    whole(text).map_err(|()| format!("`{text}` is not a whole number"))
}

pub(super) fn hints(text: &str) -> Result<u8, String> {
    text.parse().map_err(|_| format!("`{text}` is not a whole number from 0 to 255"))
}

pub(super) fn seed(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| format!("`{text}` is not a whole number"))
}

pub(super) fn percent(text: &str) -> Result<u8, String> {
    let number = text.strip_suffix('%').unwrap_or(text).trim();
    number
        .parse()
        .ok()
        .filter(|percent| *percent <= 100)
        .ok_or_else(|| format!("`{text}` is not a whole number from 0 to 100"))
}

pub(super) fn field(text: &str) -> Result<(String, String), String> {
    let parts = text.split_once('=').filter(|(name, _)| !name.is_empty());
    let (name, text) = parts.ok_or_else(|| format!("`{text}` is not FIELD=TEXT, as `exact=true` is"))?;
    Ok((name.to_owned(), text.to_owned()))
}

pub(super) fn seconds(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(seconds) if (0.0..=86_400.0).contains(&seconds) => Ok(seconds),
        _ => Err(format!("`{text}` is not a number of seconds from 0 to 86400")),
    }
}

fn whole(text: &str) -> Result<u32, ()> {
    text.parse().map_err(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_refused_in_plain_words() {
        assert_eq!(from_one("5"), Ok(5));
        assert_eq!(from_one("0"), Err("`0` is not a whole number from 1".to_owned()));
        assert_eq!(from_one("five"), Err("`five` is not a whole number from 1".to_owned()));
        assert_eq!(from_zero("0"), Ok(0));
        assert_eq!(from_zero("-1"), Err("`-1` is not a whole number".to_owned()));
        assert_eq!((percent("80"), percent("80%")), (Ok(80), Ok(80)));
        assert_eq!(field("a=b=c"), Ok(("a".to_owned(), "b=c".to_owned())));
        assert!(field("=b").is_err() && field("b").is_err());
        assert!(percent("101").is_err() && seconds("nan").is_err() && seconds("-1").is_err() && hints("256").is_err());
    }
}
