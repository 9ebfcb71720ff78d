//! What is coded, and what words mean: loads `codebook/` (actions, crosswalks) and `lexicon/` (words, cues, weapons).
//!
//! Both are plain TOML at the root of the project, shipped inside the program. Nothing of what they say stands in code.

mod actions;
mod crosswalk;
mod cues;
mod error;
mod files;
pub mod heads;
mod lexicon;
mod roles;
mod weapons;
mod words;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;
use vigie_text::Language;

pub use actions::Action;
pub use crosswalk::{AcledRule, ContextRule, Crosswalk, Facts};
pub use cues::{Aspect, Attribution, Bounds, Counts, Cues, Grammar, LightVerbs, Outlets, PhraseSet, Topics};
pub use error::{Error, ErrorKind};
pub use lexicon::{Argument, Class, Entry, Genitive, Lexicon, Role, Sense};
pub use roles::Complements;
pub use weapons::{WeaponEntry, Weapons};

/// The codebook's edition: changes when a rule changes what is coded.
pub const EDITION: &str = "2026.1";

/// Everything that says what is coded and by which words.
#[derive(Debug)]
pub struct Codebook {
    actions: FxHashMap<SmolStr, Action>,
    complements: FxHashMap<SmolStr, Complements>,
    /// From actions to ACLED and contexts.
    pub crosswalk: Crosswalk,
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
                lexicon: lexicon::load(files::lexicon_folder(language, "actions"), &actions)?,
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
        Ok(Self { actions, complements, crosswalk, fr, en })
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
        for (language, least) in [(Language::Fr, 600), (Language::En, 400)] {
            let (senses, entries) = codebook.language(language).lexicon.sizes();
            assert!(entries >= least && senses > 100, "{language}: {senses} senses, {entries} entries");
        }
    }
}
