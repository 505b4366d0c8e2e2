//! Flags of `doctor`.

use clap::Args;

#[derive(Debug, Clone, Default, Args)]
pub struct DoctorArgs {
    /// Mends what it finds, one thing after another, after asking.
    #[arg(
        long,
        help = "Mends what it finds, one thing after another, after asking; a script answers y or n, a line each"
    )]
    pub fix: bool,
    /// With --fix: mends without asking.
    #[arg(long, requires = "fix")]
    pub yes: bool,
    /// Prints JSON, for other programs.
    #[arg(long)]
    pub json: bool,
}
