//! `codebook/actions.toml`: what somebody did, in vigie's own fine-grained terms.

use crate::{Error, ErrorKind, files::Source};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use smol_str::SmolStr;
use vigie_schema::Change;

/// One action of the codebook.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// Its id, as reports carry it.
    pub id: SmolStr,
    /// PLOVER event type; `None` for a state.
    #[serde(rename = "type")]
    pub event_type: Option<SmolStr>,
    /// PLOVER modes that it always has.
    #[serde(default)]
    pub modes: Vec<SmolStr>,
    /// Nearest CAMEO code.
    pub cameo: Option<SmolStr>,
    /// What it does to the hold on its place.
    pub territory: Option<Change>,
    /// What a number of its recipients is a count of.
    pub counted: Option<SmolStr>,
    /// What a number of its actors is a count of.
    pub counted_actor: Option<SmolStr>,
    /// Kind of weapon that it names.
    pub weapon: Option<SmolStr>,
    /// Whether it lasts: told in the present or imperfect, it is going on.
    #[serde(default, rename = "durative")]
    pub is_durative: bool,
}

/// Types whose acts are words.
const VERBAL: [&str; 8] =
    ["AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"];

impl Action {
    /// Whether the act is done by speaking: it then has a place only if the text says so, and is done once said.
    #[must_use]
    pub fn is_verbal(&self) -> bool {
        self.event_type.as_deref().is_some_and(|t| VERBAL.contains(&t))
    }

    /// Whether it is done by words or on paper (a sanction, a conviction): it then has a place only if the text says so.
    #[must_use]
    pub fn is_said(&self) -> bool {
        self.is_verbal() || self.is_type("SANCTION")
    }

    /// Whether it is of that PLOVER type.
    #[must_use]
    pub fn is_type(&self, event_type: &str) -> bool {
        self.event_type.as_deref() == Some(event_type)
    }
}

/// An `[[action]]` of a user's own file: what it does not say stays as it was.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Amendment {
    pub id: SmolStr,
    #[serde(rename = "type")]
    pub event_type: Option<SmolStr>,
    pub modes: Option<Vec<SmolStr>>,
    pub cameo: Option<SmolStr>,
    territory: Option<Change>,
    pub counted: Option<SmolStr>,
    pub counted_actor: Option<SmolStr>,
    pub weapon: Option<SmolStr>,
    durative: Option<bool>,
}

/// The word for an action that is a state of who holds what, in a user's own file.
pub(crate) const STATE: &str = "STATE";

impl Amendment {
    /// The action as it is from now on.
    pub fn apply(self, before: Option<&Action>) -> Action {
        let before = before.cloned().unwrap_or_default();
        Action {
            id: self.id,
            event_type: match self.event_type {
                None => before.event_type,
                Some(t) if t == STATE => None,
                given => given,
            },
            modes: self.modes.unwrap_or(before.modes),
            cameo: self.cameo.or(before.cameo),
            territory: self.territory.or(before.territory),
            counted: self.counted.or(before.counted),
            counted_actor: self.counted_actor.or(before.counted_actor),
            weapon: self.weapon.or(before.weapon),
            is_durative: self.durative.unwrap_or(before.is_durative),
        }
    }
}

#[derive(Deserialize)]
struct File {
    action: Vec<Action>,
}

pub(crate) fn load(source: &Source) -> Result<FxHashMap<SmolStr, Action>, Error> {
    let file: File = source.parse()?;
    let mut actions = FxHashMap::default();
    for action in file.action {
        let id = action.id.clone();
        if actions.insert(id.clone(), action).is_some() {
            return Err(source.error(ErrorKind::DuplicateAction(id.to_string())));
        }
    }
    Ok(actions)
}
