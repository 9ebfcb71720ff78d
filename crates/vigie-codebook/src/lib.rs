//! What is coded, and what words mean: loads `codebook/` (actions, crosswalks) and `lexicon/` (words, cues, weapons).
//!
//! Both are plain TOML at the root of the project, shipped inside the program. Nothing of what they say stands in code.

mod actions;
mod check;
mod confidence;
mod crosswalk;
mod cues;
mod error;
mod extension;
mod files;
pub mod heads;
mod lexicon;
mod roles;
mod vocabulary;
mod weapons;
mod words;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;
use vigie_text::Language;

pub use actions::Action;
pub use check::{Doubt, Finding};
pub use confidence::{Side, Sign, Weights};
pub use crosswalk::{AcledRule, ContextRule, Crosswalk, Facts};
pub use cues::{Aspect, Attribution, Bounds, Counts, Cues, Grammar, LightVerbs, Outlets, PhraseSet, Topics};
pub use error::{Error, ErrorKind, nearest};
pub use extension::edition_mark;
pub use lexicon::{Argument, Class, Entry, Genitive, Heading, Lexicon, Part, Role, Sense};
pub use roles::Complements;
pub use weapons::{WeaponEntry, Weapons};

/// The codebook's edition: changes when a rule changes what is coded.
pub const EDITION: &str = "2026.3";

/// PLOVER's sectors, and those of organisations that belong to no country, as `codebook/vocabulary.toml` lists them.
///
/// # Errors
/// [`Error`] where that file cannot be read.
pub fn sectors() -> Result<Vec<smol_str::SmolStr>, Error> {
    Ok(vocabulary::Vocabulary::shipped()?.sectors)
}

/// Everything that says what is coded and by which words.
#[derive(Debug)]
pub struct Codebook {
    edition: String,
    /// How many of the user's own codebooks lie over the built-in one.
    layers: u8,
    actions: FxHashMap<SmolStr, Action>,
    complements: FxHashMap<SmolStr, Complements>,
    /// From actions to ACLED and contexts.
    pub crosswalk: Crosswalk,
    /// What the signs of a report say of its being right.
    pub confidence: Weights,
    fr: LanguageBook,
    en: LanguageBook,
}

/// What is known of one language.
#[derive(Debug)]
pub struct LanguageBook {
    /// Words that name actions.
    pub lexicon: Lexicon,
    /// Function words and cues.
    pub cues: Cues,
    /// Words that name weapons.
    pub weapons: Weapons,
}

impl Codebook {
    /// Loads the codebook and the lexicon that are shipped in the program.
    pub fn shipped() -> Result<Self, Error> {
        let actions = actions::load(&files::codebook("actions.toml")?)?;
        let language = |language| {
            Ok::<_, Error>(LanguageBook {
                lexicon: lexicon::load(&files::lexicon_folder(language, "actions"), language, &actions)?,
                cues: cues::load(
                    &files::lexicon(language, "cues.toml")?,
                    &files::lexicon(language, "grammar.toml")?,
                )?,
                weapons: weapons::load(&files::lexicon(language, "weapons.toml")?)?,
            })
        };
        let (fr, en) = (language(Language::Fr)?, language(Language::En)?);
        let crosswalk = crosswalk::load(&files::codebook("acled.toml")?, &files::codebook("contexts.toml")?)?;
        let complements = roles::load(&files::codebook("roles.toml")?)?;
        let confidence = confidence::load(&files::codebook("confidence.toml")?)?;
        Ok(Self {
            edition: EDITION.to_owned(),
            layers: 0,
            actions,
            complements,
            crosswalk,
            confidence,
            fr,
            en,
        })
    }

    /// This codebook with a user's own laid over it: `name` is what messages call the file, `text` its TOML. Its senses are
    /// tried before all that are there already. `docs/your-own-codebook.md` teaches the form.
    pub fn extended(mut self, name: &str, text: &str) -> Result<Self, Error> {
        extension::lay_over(&mut self, name, text)?;
        Ok(self)
    }

    /// What records say of the codebook: the edition, then name and digest of each of the user's own.
    #[must_use]
    pub fn edition(&self) -> &str {
        &self.edition
    }

    /// The ids of all actions, in alphabetical order.
    #[must_use]
    pub fn action_ids(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = self.actions.keys().map(SmolStr::as_str).collect();
        ids.sort_unstable();
        ids
    }

    /// The action of that id.
    #[must_use]
    pub fn action(&self, id: &str) -> Option<&Action> {
        self.actions.get(id)
    }

    /// The roles of complements in that action, else in acts of its type; `None` where nothing is said of either.
    #[must_use]
    pub fn complements(&self, action: &Action) -> Option<&Complements> {
        self.complements.get(&action.id).or_else(|| self.complements.get(action.event_type.as_ref()?))
    }

    fn language_mut(&mut self, language: Language) -> &mut LanguageBook {
        match language {
            Language::Fr => &mut self.fr,
            Language::En => &mut self.en,
        }
    }

    /// The kinds of weapons that the lexicon of any language names.
    fn weapon_kinds(&self) -> Vec<&str> {
        let mut kinds: Vec<&str> = [&self.fr, &self.en].into_iter().flat_map(|l| l.weapons.kinds()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    }

    /// What is known of `language`.
    #[must_use]
    pub fn language(&self, language: Language) -> &LanguageBook {
        match language {
            Language::Fr => &self.fr,
            Language::En => &self.en,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_codebook_and_lexicon_load_and_are_as_large_as_promised() {
        let codebook = Codebook::shipped().unwrap();
        for (language, least) in [(Language::Fr, 3000), (Language::En, 2500)] {
            let (senses, entries) = codebook.language(language).lexicon.sizes();
            assert!(entries >= least && senses > 100, "{language}: {senses} senses, {entries} entries");
        }
    }
}
