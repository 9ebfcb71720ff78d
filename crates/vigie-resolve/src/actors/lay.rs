//! Lays files over the actor table: all their blocks first, then what these say of one another.

use super::{
    Named,
    alliances::{Alliance, Member},
    file::{Also, Block, File, RawActor, RawAlliance, RawHeld, RawOffice, When},
    office::{Held, Office},
    period::Period,
    source::{Source, Wrong, period},
    table::{Entry, Table},
};
use crate::Error;
use smol_str::SmolStr;
use vigie_codebook::nearest;
use vigie_schema::ActorKind;

type Checked = Result<(), Wrong>;

/// Lays the files over the table. Nothing of them is to be used where one is refused: give it a copy.
///
/// # Errors
/// [`Error::Actors`] with file and line: no TOML of this shape, an id that stands twice, an unknown id, country, sector or
/// office, a date that is none, an actor that is a part of itself, a name that stands for two actors without a condition.
pub(super) fn lay_over(table: &mut Table, sources: &[Source<'_>]) -> Result<(), Error> {
    let files = sources.iter().map(|s| Ok((*s, s.read()?))).collect::<Result<Vec<_>, Error>>()?;
    add(table, &files)?;
    check_together(table, &files)
}

/// Adds what the files say. Their links are found then, but not followed: see [`check_together`].
pub(super) fn add(table: &mut Table, files: &[(Source<'_>, File)]) -> Result<(), Error> {
    for (source, file) in files {
        each(source, &file.office, |office| add_office(table, office))?;
    }
    for (source, file) in files {
        for (blocks, kind, what) in [
            (&file.group, ActorKind::Group, Named::Group as fn(usize) -> Named),
            (&file.organisation, ActorKind::Organisation, Named::Organisation),
            (&file.person, ActorKind::Person, Named::Person),
        ] {
            each(source, blocks, |actor| add_actor(table, actor, kind, what))?;
        }
    }
    for (source, file) in files {
        each(source, &file.also, |also| add_names(table, also))?;
        for blocks in [&file.group, &file.organisation, &file.person] {
            each(source, blocks, |actor| relate(table, actor))?;
        }
        each(source, &file.alliance, |alliance| add_alliance(table, alliance))?;
    }
    Ok(())
}

/// Refuses what is wrong only with blocks taken together: circles, sides that are none, names of two actors.
fn check_together(table: &Table, files: &[(Source<'_>, File)]) -> Result<(), Error> {
    for (source, file) in files {
        for blocks in [&file.group, &file.organisation, &file.person] {
            each(source, blocks, |actor| refuse_cycle(table, &actor.id))?;
        }
        each(source, &file.alliance, |alliance| check_against(table, alliance))?;
    }
    table.conflicts().into_iter().next().map_or(Ok(()), |(name, what)| Err(place(files, &name, what)))
}

fn each<T>(
    source: &Source<'_>,
    blocks: &[Block<T>],
    mut lay: impl FnMut(&T) -> Checked,
) -> Result<(), Error> {
    blocks.iter().try_for_each(|b| lay(&b.block).map_err(|wrong| source.error(&b.bytes, wrong)))
}

/// The error of a name, at the last line that writes it.
fn place(files: &[(Source<'_>, File)], name: &str, what: String) -> Error {
    let written = format!("\"{name}\"");
    let found = files.iter().rev().find_map(|(s, _)| Some((s, s.text.rfind(&written)?)));
    match found {
        Some((source, at)) => source.error(&(at..at), Wrong::new("", what)),
        None => Error::Actors {
            file: files.last().map_or("", |(s, _)| s.name).to_owned(),
            line: None,
            reason: what,
        },
    }
}

fn add_office(table: &mut Table, office: &RawOffice) -> Checked {
    check_id(&office.id)?;
    check_sectors(table, &office.sectors)?;
    if table.offices.get(&office.id).is_some() {
        return Err(twice(&office.id));
    }
    let new = Office { id: office.id.clone(), sectors: office.sectors.clone() };
    table.offices.add(new, &office.fr, &office.en);
    Ok(())
}

fn add_actor(table: &mut Table, actor: &RawActor, kind: ActorKind, what: fn(usize) -> Named) -> Checked {
    check_id(&actor.id)?;
    if table.of(&actor.id).is_some() {
        return Err(twice(&actor.id));
    }
    check_country(table, actor.country.iter())?;
    check_sectors(table, &actor.sectors)?;
    if kind != ActorKind::Person && !actor.held.is_empty() {
        return Err(Wrong::new("", format!("`{}` is no person and holds no office", actor.id)));
    }
    let entry = Entry {
        id: Some(actor.id.clone()),
        name: Some(actor.name.clone()),
        country: actor.country.clone(),
        sectors: actor.sectors.clone(),
        tags: actor.tags.clone(),
        kind,
        leaning: false,
        days: period(actor.from.as_ref(), actor.to.as_ref())?,
        parent: actor.parent.clone(),
        became: Vec::new(),
        held: Vec::new(),
    };
    let index = table.add(entry);
    table.name_actor(what(index), &actor.names, &actor.fr, &actor.en, &actor.ar)?;
    name_when(table, what(index), &actor.when)
}

fn add_names(table: &mut Table, also: &Also) -> Checked {
    let Some(index) = table.index_of(&also.id) else { return Err(unknown(table, &also.id)) };
    let what = match table.entries[index].kind {
        ActorKind::Person => Named::Person(index),
        ActorKind::Group => Named::Group(index),
        _ => Named::Organisation(index),
    };
    table.name_actor(what, &also.names, &also.fr, &also.en, &also.ar)?;
    name_when(table, what, &also.when)?;
    also.held.iter().try_for_each(|held| hold(table, index, held))
}

fn name_when(table: &mut Table, what: Named, when: &[When]) -> Checked {
    when.iter().try_for_each(|when| {
        check_country(table, when.countries.iter())?;
        let days = match (&when.from, &when.to) {
            (None, None) => None,
            (from, to) => Some(period(from.as_ref(), to.as_ref())?),
        };
        table.name_when(what, when, days);
        Ok(())
    })
}

/// What an actor has to do with others, all of which are there now.
fn relate(table: &mut Table, actor: &RawActor) -> Checked {
    let Some(index) = table.index_of(&actor.id) else { return Ok(()) };
    if let Some(parent) = actor.parent.as_ref().filter(|p| table.of(p).is_none()) {
        return Err(unknown(table, parent));
    }
    for became in &actor.became {
        if table.of(&became.id).is_none() {
            return Err(unknown(table, &became.id));
        }
        let on = match &became.on {
            Some(_) => period(became.on.as_ref(), became.on.as_ref())?,
            None => Period::ALWAYS,
        };
        table.entries[index].became.push((became.id.clone(), on));
    }
    actor.held.iter().try_for_each(|held| hold(table, index, held))
}

fn hold(table: &mut Table, who: usize, raw: &RawHeld) -> Checked {
    let Some(office) = table.offices.get(&raw.office).cloned() else {
        let what = format!("`{}` is no office{}", raw.office, meant(&raw.office, &table.offices.ids()));
        return Err(Wrong::new(&raw.office, what));
    };
    check_sectors(table, &raw.sectors)?;
    let own = table.entries[who].country.clone();
    let Some(of) = raw.of.clone().or_else(|| own.clone()) else {
        let what = format!("whose office is `{}`? Write `of`: a country's code or an id", raw.office);
        return Err(Wrong::new(&raw.office, what));
    };
    let (country, body) = if table.is_country(&of) {
        (Some(of.clone()), Vec::new())
    } else {
        let body = table.of(&of).ok_or_else(|| unknown(table, &of))?;
        (body.country.clone(), body.sectors.clone())
    };
    let sectors = [&raw.sectors, &office.sectors, &body].into_iter().find(|s| !s.is_empty()).cloned();
    let held = Held {
        office: office.id,
        of,
        country,
        sectors: sectors.unwrap_or_default(),
        days: period(raw.from.as_ref(), raw.to.as_ref())?,
    };
    table.offices.hold(&held, who);
    table.entries[who].held.push(held);
    Ok(())
}

fn add_alliance(table: &mut Table, raw: &RawAlliance) -> Checked {
    check_id(&raw.id)?;
    if table.alliances.iter().any(|a| a.id == raw.id) {
        return Err(twice(&raw.id));
    }
    check_country(table, raw.countries.iter())?;
    let mut members = Vec::with_capacity(raw.members.len());
    for member in &raw.members {
        if !table.is_country(&member.id) && table.of(&member.id).is_none() {
            return Err(unknown(table, &member.id));
        }
        let days = period(member.from.as_ref(), member.to.as_ref())?;
        members.push(Member { who: member.id.clone(), days });
    }
    table.alliances.push(Alliance {
        id: raw.id.clone(),
        name: raw.name.clone(),
        fr: raw.fr.clone(),
        countries: raw.countries.clone(),
        against: raw.against.clone(),
        members,
    });
    Ok(())
}

fn check_against(table: &Table, alliance: &RawAlliance) -> Checked {
    let known: Vec<&str> = table.alliances.iter().map(|a| a.id.as_str()).collect();
    match alliance.against.iter().find(|id| !known.contains(&id.as_str()) || **id == alliance.id) {
        Some(id) => Err(Wrong::new(id, format!("`{id}` is no other alliance{}", meant(id, &known)))),
        None => Ok(()),
    }
}

/// Follows the parents, and what actors became, back to `id`.
fn refuse_cycle(table: &Table, id: &SmolStr) -> Checked {
    let next: [fn(&Entry) -> Vec<&SmolStr>; 2] =
        [|e| e.parent.iter().collect(), |e| e.became.iter().map(|(id, _)| id).collect()];
    for (next, what) in next.into_iter().zip(["a part of itself", "its own successor"]) {
        let mut seen: Vec<&SmolStr> = Vec::new();
        let mut open: Vec<&SmolStr> = table.of(id).map(next).unwrap_or_default();
        while let Some(other) = open.pop() {
            if other == id {
                let through: Vec<&str> = seen.iter().map(|s| s.as_str()).collect();
                let path = if through.is_empty() {
                    String::new()
                } else {
                    format!(" (through {})", through.join(", "))
                };
                return Err(Wrong::new(id, format!("`{id}` is {what}{path}; take one of these links out")));
            }
            if !seen.contains(&other) {
                seen.push(other);
                open.extend(table.of(other).map(next).unwrap_or_default());
            }
        }
    }
    Ok(())
}

fn check_id(id: &SmolStr) -> Checked {
    let is_kebab = !id.is_empty()
        && id.split('-').all(|part| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        });
    if is_kebab {
        return Ok(());
    }
    Err(Wrong::new(
        id,
        format!("`{id}` is no id: write small letters, digits and hyphens (al-qassam-brigades)"),
    ))
}

fn check_country<'a>(table: &Table, codes: impl Iterator<Item = &'a SmolStr>) -> Checked {
    let wrong = codes.into_iter().find(|c| !table.is_country(c));
    wrong.map_or(Ok(()), |code| {
        let what =
            format!("`{code}` is no country of states.toml; write its ISO 3166 alpha-3 code (BFA, SYR)");
        Err(Wrong::new(code, what))
    })
}

fn check_sectors(table: &Table, sectors: &[SmolStr]) -> Checked {
    match sectors.iter().find(|s| !table.sectors.contains(s)) {
        Some(sector) => {
            let what = format!("`{sector}` is no PLOVER sector; it may be {}", table.sectors.join(", "));
            Err(Wrong::new(sector, what))
        }
        None => Ok(()),
    }
}

fn twice(id: &SmolStr) -> Wrong {
    let what = format!(
        "id `{id}` stands already; choose another one, or write [[also]] to give more names to the actor that has it"
    );
    Wrong::new(id, what)
}

fn unknown(table: &Table, id: &SmolStr) -> Wrong {
    let what = format!("there is no actor `{id}`{}", meant(id, &table.ids()));
    Wrong::new(id, what)
}

fn meant(word: &str, known: &[&str]) -> String {
    nearest(word, known).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default()
}
