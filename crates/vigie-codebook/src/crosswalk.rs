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
    /// Its number: rules are tried in the order of their numbers.
    #[serde(default = "first_after_general")]
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

/// Where a rule without a number stands: after those that say when there is no ACLED type at all, before all others.
fn first_after_general() -> u32 {
    10
}

fn any(wanted: &[SmolStr], had: &[SmolStr]) -> bool {
    wanted.is_empty() || had.iter().any(|h| wanted.contains(h))
}

fn none(unwanted: &[SmolStr], had: &[SmolStr]) -> bool {
    !had.iter().any(|h| unwanted.contains(h))
}

impl AcledRule {
    /// Whether the rule speaks of that action by its name.
    #[must_use]
    pub fn names(&self, action: &str) -> bool {
        self.actions.iter().any(|a| a == action)
    }

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

/// What the words of a list must be.
pub(crate) type Lists<'a> = Vec<(ListOf, &'a [SmolStr])>;

/// What the rules speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ListOf {
    Actions,
    Types,
    Modes,
    Sectors,
    Weapons,
    Counted,
}

impl AcledRule {
    pub(crate) fn lists(&self) -> Lists<'_> {
        vec![
            (ListOf::Actions, &self.actions),
            (ListOf::Types, &self.types),
            (ListOf::Modes, &self.modes),
            (ListOf::Modes, &self.not_modes),
            (ListOf::Weapons, &self.weapons),
            (ListOf::Sectors, &self.actors),
            (ListOf::Sectors, &self.not_actors),
            (ListOf::Sectors, &self.recipients),
            (ListOf::Sectors, &self.not_recipients),
            (ListOf::Counted, &self.counted),
        ]
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

impl ContextRule {
    pub(crate) fn lists(&self) -> Lists<'_> {
        vec![(ListOf::Actions, &self.actions), (ListOf::Modes, &self.modes), (ListOf::Sectors, &self.sectors)]
    }

    fn join(&mut self, other: Self) {
        self.actions.extend(other.actions);
        self.modes.extend(other.modes);
        self.sectors.extend(other.sectors);
        self.words.extend(other.words);
    }
}

/// The rules.
#[derive(Debug, Default)]
pub struct Crosswalk {
    acled: Vec<AcledRule>,
    contexts: Vec<ContextRule>,
    context_words: FxHashMap<SmolStr, Vec<usize>>,
}

impl Crosswalk {
    fn index(&mut self) {
        self.context_words.clear();
        for (number, rule) in self.contexts.iter().enumerate() {
            for word in &rule.words {
                self.context_words.entry(word.clone()).or_default().push(number);
            }
        }
    }

    /// Puts a user's rules before those of the same number, and joins what they say of a context to what is said of it
    /// already.
    pub(crate) fn extend(&mut self, acled: Vec<AcledRule>, contexts: Vec<ContextRule>) {
        self.acled.splice(..0, acled);
        self.acled.sort_by_key(|r| r.rule);
        for rule in contexts {
            match self.contexts.iter_mut().find(|r| r.context == rule.context) {
                Some(known) => known.join(rule),
                None => self.contexts.push(rule),
            }
        }
        self.index();
    }

    /// The ACLED rules, in the order in which they are tried.
    #[must_use]
    pub fn acled_rules(&self) -> &[AcledRule] {
        &self.acled
    }

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
    let mut crosswalk = Crosswalk { acled: acled.acled, contexts: contexts.context, ..Crosswalk::default() };
    crosswalk.index();
    Ok(crosswalk)
}

#[cfg(test)]
mod tests {
    use crate::Codebook;

    #[test]
    fn the_built_in_rules_stand_in_the_order_of_their_numbers() {
        let book = Codebook::shipped().unwrap();
        let rules = book.crosswalk.acled_rules();
        assert!(
            rules.is_sorted_by(|a, b| a.rule < b.rule),
            "a user's own rules are put among them by number"
        );
    }
}
