//! From vigie's actions to ACLED's types and PLOVER's contexts, by numbered rules: `codebook/acled.toml` and
//! `codebook/contexts.toml`. A user contests one rule, not a thousand rows.

use crate::{Error, files::Source};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use smol_str::SmolStr;
use vigie_schema::{Change, Status};

/// What the rules look at.
#[derive(Debug)]
pub struct Facts<'a> {
    /// The action's id.
    pub action: &'a str,
    /// PLOVER type.
    pub event_type: Option<&'a str>,
    /// PLOVER modes.
    pub modes: &'a [SmolStr],
    /// Kinds of weapon.
    pub weapons: &'a [SmolStr],
    /// Sectors of all actors.
    pub actors: &'a [SmolStr],
    /// Sectors of all recipients.
    pub recipients: &'a [SmolStr],
    /// Change of hold.
    pub territory: Change,
    /// Status.
    pub status: Status,
    /// What is counted.
    pub counted: &'a [SmolStr],
}

/// One rule from facts to an ACLED type: every condition that it gives must hold; the first rule that holds is taken.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AcledRule {
    /// Its number.
    pub rule: u32,
    /// Why.
    #[serde(default)]
    pub because: String,
    #[serde(default)]
    actions: Vec<SmolStr>,
    #[serde(default)]
    types: Vec<SmolStr>,
    #[serde(default)]
    modes: Vec<SmolStr>,
    #[serde(default)]
    not_modes: Vec<SmolStr>,
    #[serde(default)]
    weapons: Vec<SmolStr>,
    #[serde(default)]
    actors: Vec<SmolStr>,
    #[serde(default)]
    not_actors: Vec<SmolStr>,
    #[serde(default)]
    recipients: Vec<SmolStr>,
    #[serde(default)]
    not_recipients: Vec<SmolStr>,
    #[serde(default)]
    territory: Vec<Change>,
    #[serde(default)]
    statuses: Vec<Status>,
    #[serde(default)]
    counted: Vec<SmolStr>,
    /// ACLED event type; `None` with `sub_event_type` `None` means that no ACLED type fits.
    pub event_type: Option<SmolStr>,
    /// ACLED sub-event type.
    pub sub_event_type: Option<SmolStr>,
}

fn any(wanted: &[SmolStr], had: &[SmolStr]) -> bool {
    wanted.is_empty() || had.iter().any(|h| wanted.contains(h))
}

fn none(unwanted: &[SmolStr], had: &[SmolStr]) -> bool {
    !had.iter().any(|h| unwanted.contains(h))
}

impl AcledRule {
    fn holds(&self, facts: &Facts<'_>) -> bool {
        (self.actions.is_empty() || self.actions.iter().any(|a| a == facts.action))
            && (self.types.is_empty() || facts.event_type.is_some_and(|t| self.types.iter().any(|x| x == t)))
            && any(&self.modes, facts.modes)
            && none(&self.not_modes, facts.modes)
            && any(&self.weapons, facts.weapons)
            && any(&self.actors, facts.actors)
            && none(&self.not_actors, facts.actors)
            && any(&self.recipients, facts.recipients)
            && none(&self.not_recipients, facts.recipients)
            && any(&self.counted, facts.counted)
            && (self.territory.is_empty() || self.territory.contains(&facts.territory))
            && (self.statuses.is_empty() || self.statuses.contains(&facts.status))
    }
}

/// One context and what shows it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContextRule {
    /// PLOVER context.
    pub context: SmolStr,
    /// Actions that show it.
    #[serde(default)]
    actions: Vec<SmolStr>,
    /// Modes that show it.
    #[serde(default)]
    modes: Vec<SmolStr>,
    /// Sectors of participants that show it.
    #[serde(default)]
    sectors: Vec<SmolStr>,
    /// Lemmas of the sentence that show it, in any language.
    #[serde(default)]
    words: Vec<SmolStr>,
}

/// The rules.
#[derive(Debug, Default)]
pub struct Crosswalk {
    acled: Vec<AcledRule>,
    contexts: Vec<ContextRule>,
    context_words: FxHashMap<SmolStr, Vec<usize>>,
}

impl Crosswalk {
    /// The first ACLED rule that holds.
    #[must_use]
    pub fn acled(&self, facts: &Facts<'_>) -> Option<&AcledRule> {
        self.acled.iter().find(|rule| rule.holds(facts))
    }

    /// The contexts that the action, the participants and the words of the sentence show, in the order of the file.
    pub fn contexts<'w>(&self, facts: &Facts<'_>, words: impl Iterator<Item = &'w str>) -> Vec<SmolStr> {
        let mut shown: Vec<bool> = self
            .contexts
            .iter()
            .map(|c| {
                c.actions.iter().any(|a| a == facts.action)
                    || facts.modes.iter().any(|m| c.modes.contains(m))
                    || facts.actors.iter().chain(facts.recipients).any(|s| c.sectors.contains(s))
            })
            .collect();
        for word in words {
            for rule in self.context_words.get(word).into_iter().flatten() {
                shown[*rule] = true;
            }
        }
        self.contexts.iter().zip(shown).filter(|(_, s)| *s).map(|(c, _)| c.context.clone()).collect()
    }
}

#[derive(Deserialize)]
struct AcledFile {
    acled: Vec<AcledRule>,
}

#[derive(Deserialize)]
struct ContextFile {
    context: Vec<ContextRule>,
}

pub(crate) fn load(acled: &Source, contexts: &Source) -> Result<Crosswalk, Error> {
    let acled: AcledFile = acled.parse()?;
    let contexts: ContextFile = contexts.parse()?;
    let mut context_words: FxHashMap<SmolStr, Vec<usize>> = FxHashMap::default();
    for (number, rule) in contexts.context.iter().enumerate() {
        for word in &rule.words {
            context_words.entry(word.clone()).or_default().push(number);
        }
    }
    Ok(Crosswalk { acled: acled.acled, contexts: contexts.context, context_words })
}
