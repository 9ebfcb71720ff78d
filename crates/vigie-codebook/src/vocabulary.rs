//! `codebook/vocabulary.toml`: the words that the other files may use.

use crate::{Error, files};
use serde::Deserialize;
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// The words of the schools that records speak: PLOVER's and ACLED's.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Vocabulary {
    /// PLOVER's event types with their modes.
    pub types: BTreeMap<SmolStr, Vec<SmolStr>>,
    /// PLOVER's contexts.
    pub contexts: Vec<SmolStr>,
    /// PLOVER's sectors.
    pub sectors: Vec<SmolStr>,
    /// What can be counted.
    pub counted: Vec<SmolStr>,
    /// ACLED's event types with their sub-event types.
    pub acled: BTreeMap<SmolStr, Vec<SmolStr>>,
}

impl Vocabulary {
    pub fn shipped() -> Result<Self, Error> {
        files::codebook("vocabulary.toml")?.parse()
    }

    /// The modes of a type; a state has none.
    pub fn modes(&self, event_type: Option<&str>) -> impl Iterator<Item = &str> {
        event_type.and_then(|t| self.types.get(t)).into_iter().flatten().map(SmolStr::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Codebook;
    use vigie_text::Language;

    #[test]
    fn the_built_in_codebook_keeps_to_the_vocabulary() {
        let (words, book) = (Vocabulary::shipped().unwrap(), Codebook::shipped().unwrap());
        let has = |list: &[SmolStr], word: &SmolStr| list.contains(word);
        for id in book.action_ids() {
            let action = book.action(id).unwrap();
            let event_type = action.event_type.as_deref();
            assert!(event_type.is_none_or(|t| words.types.contains_key(t)), "{id}: {event_type:?}");
            for mode in &action.modes {
                assert!(words.modes(event_type).any(|m| m == mode), "{id}: {mode}");
            }
            for counted in action.counted.iter().chain(&action.counted_actor) {
                assert!(has(&words.counted, counted), "{id}: {counted}");
            }
        }
        for sense in Language::ALL.iter().flat_map(|l| book.language(*l).lexicon.senses()) {
            let event_type = book.action(&sense.action).unwrap().event_type.as_deref();
            for mode in &sense.modes {
                assert!(words.modes(event_type).any(|m| m == mode), "{}: {mode}", sense.origin);
            }
        }
        for rule in book.crosswalk.acled_rules() {
            let known = rule.event_type.as_ref().map(|t| &words.acled[t]);
            assert_eq!(known.is_some(), rule.sub_event_type.is_some(), "rule {}", rule.rule);
            assert!(rule.sub_event_type.iter().all(|sub| has(known.unwrap(), sub)), "rule {}", rule.rule);
        }
    }
}
