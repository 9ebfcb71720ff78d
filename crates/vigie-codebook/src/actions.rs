//! `codebook/actions.toml`: what somebody did, in vigie's own fine-grained terms.

use crate::{Error, ErrorKind, files::Source};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use smol_str::SmolStr;
use vigie_schema::Change;

/// One action of the codebook.
#[derive(Clone, Debug, Deserialize)]
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
