//! `lexicon/*/weapons.toml`: words that name weapons.

use crate::{Error, files::Source, words::words};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use smol_str::SmolStr;

/// One way to name a weapon.
#[derive(Clone, Debug)]
pub struct WeaponEntry {
    /// Its words, lower-case, as written in the singular.
    pub words: Vec<SmolStr>,
    /// Kind of weapon.
    pub kind: SmolStr,
    /// PLOVER modes that its use gives.
    pub modes: Vec<SmolStr>,
}

/// The weapon words of one language, by their first word.
#[derive(Debug, Default)]
pub struct Weapons {
    by_first: FxHashMap<SmolStr, Vec<WeaponEntry>>,
}

impl Weapons {
    /// The entries that start with this word, longest first.
    #[must_use]
    pub fn starting_with(&self, word: &str) -> &[WeaponEntry] {
        self.by_first.get(word).map_or(&[], Vec::as_slice)
    }

    /// The kinds of weapons that the words name.
    pub(crate) fn kinds(&self) -> impl Iterator<Item = &str> {
        self.by_first.values().flatten().map(|e| e.kind.as_str())
    }
}

#[derive(Deserialize)]
struct File {
    weapon: Vec<RawWeapon>,
}

#[derive(Deserialize)]
struct RawWeapon {
    kind: SmolStr,
    #[serde(default)]
    modes: Vec<SmolStr>,
    words: Vec<String>,
    #[serde(default)]
    plurals: Vec<String>,
}

pub(crate) fn load(source: &Source) -> Result<Weapons, Error> {
    let file: File = source.parse()?;
    let mut entries = Vec::new();
    for raw in &file.weapon {
        for text in raw.words.iter().chain(&raw.plurals) {
            entries.push(WeaponEntry {
                words: words(&text.to_lowercase()),
                kind: raw.kind.clone(),
                modes: raw.modes.clone(),
            });
        }
    }
    entries.sort_by_key(|e| std::cmp::Reverse(e.words.len()));
    let mut weapons = Weapons::default();
    for entry in entries {
        if let Some(first) = entry.words.first().cloned() {
            weapons.by_first.entry(first).or_default().push(entry);
        }
    }
    Ok(weapons)
}
