//! `codebook/roles.toml`: which role a complement has in the acts of each PLOVER type (or one action), where the sense does not
//! say.

use crate::{Error, ErrorKind, Role, files::Source};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use smol_str::SmolStr;

/// The roles of the complements of one type of event; `None` where they have none.
#[derive(Clone, Debug, Default)]
pub struct Complements {
    /// Whom or what it is done to.
    pub object: Option<Role>,
    /// Whose is the thing that an expression names.
    pub owner: Option<Role>,
    /// To whom.
    pub addressee: Option<Role>,
    /// For whom.
    pub beneficiary: Option<Role>,
    /// With whom.
    pub companion: Option<Role>,
    /// Of whom, after a verb.
    pub origin: Option<Role>,
    /// Who moves, where nobody is told who sends them.
    pub moved: Option<Role>,
    /// Who does the act in the course of which it is told (`tués par l'armée lors d'une opération`).
    pub within: Option<Role>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    object: Option<SmolStr>,
    owner: Option<SmolStr>,
    addressee: Option<SmolStr>,
    beneficiary: Option<SmolStr>,
    companion: Option<SmolStr>,
    origin: Option<SmolStr>,
    moved: Option<SmolStr>,
    within: Option<SmolStr>,
}

pub(crate) fn load(source: &Source) -> Result<FxHashMap<SmolStr, Complements>, Error> {
    let raw: FxHashMap<SmolStr, Raw> = source.parse()?;
    raw.into_iter().map(|(event_type, raw)| Ok((event_type, complements(source, &raw)?))).collect()
}

fn complements(source: &Source, raw: &Raw) -> Result<Complements, Error> {
    let role = |word: &Option<SmolStr>| match word.as_deref() {
        None => Ok(None),
        Some("actor") => Ok(Some(Role::Actor)),
        Some("place") => Ok(Some(Role::Place)),
        Some("none") => Ok(Some(Role::None)),
        Some("recipient") => Ok(Some(Role::Recipient)),
        Some(other) => {
            Err(source.error(ErrorKind::unknown("role", other, ["actor", "recipient", "place", "none"])))
        }
    };
    Ok(Complements {
        object: role(&raw.object)?,
        owner: role(&raw.owner)?,
        addressee: role(&raw.addressee)?,
        beneficiary: role(&raw.beneficiary)?,
        companion: role(&raw.companion)?,
        origin: role(&raw.origin)?,
        moved: role(&raw.moved)?,
        within: role(&raw.within)?,
    })
}
