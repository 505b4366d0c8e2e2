//! Where the settings are, and the one change of an old `config.yaml` into `config.toml`.

use std::fs;
use std::path::{Path, PathBuf};

use super::source::{ConfigSource, is_yaml};
use super::{Config, MAX_CONFIG_BYTES};
use crate::app::Env;
use crate::app::error::CliError;
use crate::library;

/// The config file, which may not exist: the one named, else `config.toml` in the user's config folder, else the
/// `config.yaml` there that could not be converted.
#[must_use]
pub fn path(env: &Env) -> Option<PathBuf> {
    env.config.clone().or_else(|| {
        let [toml, yaml] = in_folder(env)?;
        Some(if !toml.exists() && yaml.exists() { yaml } else { toml })
    })
}

/// The `config.yaml` that is not read, because there is a `config.toml` that says something else.
#[must_use]
pub fn unread(env: &Env) -> Option<PathBuf> {
    let [toml, yaml] = in_folder(env).filter(|_| env.config.is_none())?;
    Some(yaml).filter(|yaml| toml.exists() && yaml.exists() && !was_made_of(&toml, yaml))
}

/// Another process that converts the file has both for a moment.
fn was_made_of(toml: &Path, yaml: &Path) -> bool {
    let read = |path| library::read_regular(path, MAX_CONFIG_BYTES);
    let (Ok(toml), Ok(bytes)) = (read(toml), read(yaml)) else { return !yaml.exists() };
    ConfigSource::read(yaml, &bytes).is_ok_and(|source| source.toml.as_bytes() == toml)
}

fn in_folder(env: &Env) -> Option<[PathBuf; 2]> {
    let folder = env.config_home.as_ref()?.join("oss-quiz");
    Some(["config.toml", "config.yaml"].map(|name| folder.join(name)))
}

/// Makes a `config.toml` of a `config.yaml` that stands alone; returns what to say of it. A file with mistakes is left
/// for the reader to report, and a folder that can't be written to is left alone.
#[must_use]
pub fn convert(env: &Env) -> Option<String> {
    let [toml, yaml] = in_folder(env).filter(|_| env.config.is_none())?;
    if toml.exists() {
        return None;
    }
    let bytes = library::read_regular(&yaml, MAX_CONFIG_BYTES).ok()?;
    Config::parse(&yaml, &bytes).ok()?;
    let source = ConfigSource::read(&yaml, &bytes).ok()?;
    // Another process may be faster: the file that is there is never overwritten.
    library::create(&toml, &source.toml).ok()?;
    let old = toml.with_file_name("config.yaml.old");
    let kept = !old.exists() && fs::rename(&yaml, &old).is_ok();
    let old = if kept { old } else { yaml };
    Some(format!("your settings are now in {}, comments too; the old file is {}", env.shown(&toml), env.shown(&old)))
}

/// A file's settings as TOML, whatever they are written in; as they are, if they have mistakes.
#[must_use]
pub fn as_toml(path: &Path, text: &str) -> String {
    ConfigSource::read(path, text.as_bytes()).map_or_else(|_| text.to_owned(), |source| source.toml)
}

/// # Errors
/// If settings can't be written to the file, because it is YAML.
pub fn check_writable(path: &Path, env: &Env) -> Result<(), CliError> {
    if !is_yaml(path) {
        return Ok(());
    }
    let what = format!("{} is YAML, which oss-quiz reads and never writes", env.shown(path));
    let help = if env.config.is_some() {
        "`oss-quiz config edit` opens it; or name a file that ends in .toml with OSS_QUIZ_CONFIG"
    } else {
        "let its folder be written to: then it is converted to config.toml at the next start"
    };
    Err(CliError::usage(what).help(help))
}
