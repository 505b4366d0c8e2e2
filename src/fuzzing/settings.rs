//! The config file.

use std::path::Path;

use super::{assert_shown, parts};
use crate::app::config::file::as_toml;
use crate::app::config::{Config, Setting};

/// A config file, as TOML and as YAML; and a line `name = value`, which is set and unset.
pub fn config(bytes: &[u8]) {
    let [text, change] = parts(bytes);
    let (toml, yaml) = (Path::new("config.toml"), Path::new("config.yaml"));
    for path in [toml, yaml] {
        if let Err(diagnostics) = Config::parse(path, text.as_bytes()) {
            assert!(!diagnostics.is_empty());
            assert_shown(&diagnostics, &text);
        }
    }
    if let Ok(meant) = Config::parse(yaml, text.as_bytes()) {
        let converted = as_toml(yaml, &text);
        assert_eq!(
            Config::parse(toml, converted.as_bytes()),
            Ok(meant),
            "it means something else as TOML:\n{converted}"
        );
    }
    if let (Ok(before), Some((name, value))) = (Config::parse(toml, text.as_bytes()), change.split_once(" = ")) {
        set(&text, &before, name, value);
    }
}

fn set(text: &str, before: &Config, name: &str, value: &str) {
    let path = Path::new("config.toml");
    let Ok(setting) = Setting::named(name) else { return };
    let had = setting.value_in(text);
    if let Ok(edited) = setting.set(value, text, path) {
        assert!(Config::parse(path, edited.as_bytes()).is_ok(), "{edited}");
        assert!(setting.value_in(&edited).is_some(), "`{name}` was not set:\n{edited}");
        if had.is_none()
            && let Ok(Some(back)) = setting.unset(&edited, path)
        {
            assert_eq!(
                Config::parse(path, back.as_bytes()).as_ref(),
                Ok(before),
                "unset, it is not as before:\n{back}"
            );
        }
    }
    if let Ok(Some(without)) = setting.unset(text, path) {
        assert_eq!(setting.value_in(&without), None, "`{name}` was not unset:\n{without}");
    }
}
