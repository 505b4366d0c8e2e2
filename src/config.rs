//! The settings: `config.yaml` in the user's config folder.
use crate::schedule::{DesiredRetention, Rollover, Spacing};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
/// Settings.
#[derive(Debug)]
pub struct Config {
    /// x
    pub spacing: Spacing,
    /// x
    pub day_starts_at: Rollover,
    /// x
    pub folders: Vec<PathBuf>,
    /// x
    pub builtin: bool,
    /// x
    pub new_per_day: u32,
    /// x
    pub reviews_per_day: u32,
    /// x
    pub keep_answers: bool,
}
impl Config {
    /// x
    pub fn load(_: Option<&Path>) -> anyhow::Result<Self> {
        Ok(Self {
            spacing: Spacing::default(),
            day_starts_at: Rollover::default(),
            folders: vec![],
            builtin: true,
            new_per_day: 10,
            reviews_per_day: 200,
            keep_answers: true,
        })
    }
    /// x
    pub fn retention_in_deck(&self) -> HashMap<String, DesiredRetention> {
        HashMap::new()
    }
    /// x
    pub fn new_in_deck(&self) -> HashMap<String, u32> {
        HashMap::new()
    }
}
