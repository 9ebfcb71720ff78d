//! What the user lays over what is built in: codebooks, gazetteers, actor tables.

use crate::codebooks::{self, Codebooks};
use anyhow::{Context, anyhow};
use clap::Args;
use std::path::PathBuf;
use vigie::Vigie;

/// What a command reads by.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct Knowledge {
    #[command(flatten)]
    codebooks: Codebooks,
    /// Lay your own gazetteer, made by `vigie gazetteer build`, over the built-in one; of several the last wins
    #[arg(long = "gazetteer", value_name = "FILE")]
    gazetteers: Vec<PathBuf>,
    /// Lay your own actors, a TOML file, over the built-in ones (docs/your-own-actors.md); of several the last wins
    #[arg(long = "actors", value_name = "FILE")]
    actors: Vec<PathBuf>,
}

impl Knowledge {
    /// Everything that is built in, with these over it.
    pub(crate) fn load(&self) -> anyhow::Result<Vigie> {
        let vigie = Vigie::with_codebook(self.codebooks.load()?).context("vigie could not start")?;
        self.actors.iter().try_fold(vigie.with_gazetteers(&self.gazetteers)?, |vigie, path| {
            let text = codebooks::text(path).map_err(|why| anyhow!("{}: {why}", path.display()))?;
            Ok(vigie.with_actors(&path.display().to_string(), &text)?)
        })
    }
}
