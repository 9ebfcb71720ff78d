//! Who fights on whose side, where and when.

use super::{period::Period, table::Table};
use jiff::civil::Date;
use smol_str::SmolStr;

/// A side of a conflict.
#[derive(Clone, Debug)]
pub struct Alliance {
    /// Its key.
    pub id: SmolStr,
    /// What it is called in English.
    pub name: SmolStr,
    /// What it is called in French.
    pub fr: SmolStr,
    /// ISO 3166 alpha-3 codes of the countries where it holds; empty for everywhere.
    pub countries: Vec<SmolStr>,
    /// Keys of the sides that it fights.
    pub against: Vec<SmolStr>,
    /// Who belongs to it.
    pub members: Vec<Member>,
}

/// An actor's time on a side.
#[derive(Clone, Debug)]
pub struct Member {
    /// Key of an actor, or the ISO 3166 alpha-3 code of a state with its government, army and police.
    pub who: SmolStr,
    /// The days on that side, as far as they are known.
    pub days: Period,
}

/// No actor is part of a part of a part … deeper than this; the load has refused cycles.
const MOST_PARENTS: usize = 16;

/// The sides that actor or state `who` is on, by itself or as a part of another, in `country` on `day`. Without a day, those of
/// any time; without a country, those of any.
pub(super) fn of<'a>(
    table: &'a Table,
    who: &str,
    day: Option<Date>,
    country: Option<&str>,
) -> Vec<&'a Alliance> {
    let line: Vec<&str> =
        std::iter::successors(Some(who), |id| table.of(id)?.parent.as_deref()).take(MOST_PARENTS).collect();
    // A body of a state with no side of its own (`FARDC`) is on the state's.
    let state = table.of(who).and_then(|e| e.is_of_state().then_some(e.country.as_deref())).flatten();
    let held = |a: &&Alliance, id: &str| {
        a.members.iter().any(|m| m.who == id && day.is_none_or(|day| m.days.contains(day)))
    };
    let is_there =
        |a: &&Alliance| country.is_none_or(|c| a.countries.is_empty() || a.countries.iter().any(|x| x == c));
    line.into_iter()
        .chain(state)
        .map(|id| table.alliances.iter().filter(is_there).filter(|a| held(a, id)).collect::<Vec<_>>())
        .find(|sides| !sides.is_empty())
        .unwrap_or_default()
}
