//! What a file of the actor table may say. `docs/your-own-actors.md` teaches its form.
//!
//! The build script reads the shipped files by this too, and packs them: fields are packed in the order written here.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use smol_str::SmolStr;
use std::ops::Range;
use toml::Spanned;

/// A block, and its bytes in the file.
pub(super) struct Block<T> {
    /// Empty in a packed file, of which no text is kept.
    pub bytes: Range<usize>,
    pub block: T,
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Block<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        if !from.is_human_readable() {
            return Ok(Self { bytes: 0..0, block: T::deserialize(from)? });
        }
        let spanned = Spanned::<T>::deserialize(from)?;
        Ok(Self { bytes: spanned.span(), block: spanned.into_inner() })
    }
}

impl<T: Serialize> Serialize for Block<T> {
    fn serialize<S: Serializer>(&self, into: S) -> Result<S::Ok, S::Error> {
        self.block.serialize(into)
    }
}

/// A file: any of the kinds of block, in any order.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    #[serde(default)]
    pub group: Vec<Block<RawActor>>,
    #[serde(default)]
    pub organisation: Vec<Block<RawActor>>,
    #[serde(default)]
    pub person: Vec<Block<RawActor>>,
    #[serde(default)]
    pub also: Vec<Block<Also>>,
    #[serde(default)]
    pub office: Vec<Block<RawOffice>>,
    #[serde(default)]
    pub alliance: Vec<Block<RawAlliance>>,
}

/// States and peoples: these stand in a file of their own.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct States {
    pub state: Vec<State>,
    pub people: Vec<People>,
    pub nationality: Vec<People>,
    pub metonym: Vec<Metonym>,
    pub when: Vec<StateWhen>,
    pub not: Not,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct State {
    pub code: SmolStr,
    #[serde(default)]
    pub en: Vec<SmolStr>,
    #[serde(default)]
    pub fr: Vec<SmolStr>,
    #[serde(default)]
    pub ar: Vec<SmolStr>,
    #[serde(default)]
    pub adj_en: Vec<SmolStr>,
    #[serde(default)]
    pub adj_fr: Vec<SmolStr>,
    #[serde(default)]
    pub people_en: Vec<SmolStr>,
    #[serde(default)]
    pub capital: Vec<SmolStr>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct People {
    pub id: Option<SmolStr>,
    pub country: Option<SmolStr>,
    #[serde(default)]
    pub fr: Vec<SmolStr>,
    #[serde(default)]
    pub en: Vec<SmolStr>,
    #[serde(default)]
    pub leaning: bool,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Metonym {
    pub country: SmolStr,
    pub sectors: Vec<SmolStr>,
    pub names: Vec<SmolStr>,
    #[serde(default)]
    pub countries: Vec<SmolStr>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StateWhen {
    pub code: SmolStr,
    pub names: Vec<SmolStr>,
    pub countries: Vec<SmolStr>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Not {
    pub names: Vec<SmolStr>,
}

/// A group, organisation or person.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawActor {
    pub id: SmolStr,
    pub name: SmolStr,
    pub country: Option<SmolStr>,
    pub sectors: Vec<SmolStr>,
    #[serde(default)]
    pub tags: Vec<SmolStr>,
    #[serde(default)]
    pub names: Vec<SmolStr>,
    #[serde(default)]
    pub fr: Vec<SmolStr>,
    #[serde(default)]
    pub en: Vec<SmolStr>,
    #[serde(default)]
    pub ar: Vec<SmolStr>,
    #[serde(default)]
    pub when: Vec<When>,
    pub from: Option<SmolStr>,
    pub to: Option<SmolStr>,
    pub parent: Option<SmolStr>,
    #[serde(default)]
    pub became: Vec<RawBecame>,
    #[serde(default)]
    pub held: Vec<RawHeld>,
}

/// More names for an actor that is there already.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Also {
    pub id: SmolStr,
    #[serde(default)]
    pub names: Vec<SmolStr>,
    #[serde(default)]
    pub fr: Vec<SmolStr>,
    #[serde(default)]
    pub en: Vec<SmolStr>,
    #[serde(default)]
    pub ar: Vec<SmolStr>,
    #[serde(default)]
    pub when: Vec<When>,
    #[serde(default)]
    pub held: Vec<RawHeld>,
}

/// Names that hold under a condition.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct When {
    #[serde(default)]
    pub names: Vec<SmolStr>,
    #[serde(default)]
    pub fr: Vec<SmolStr>,
    #[serde(default)]
    pub en: Vec<SmolStr>,
    #[serde(default)]
    pub countries: Vec<SmolStr>,
    #[serde(default)]
    pub named: bool,
    pub from: Option<SmolStr>,
    pub to: Option<SmolStr>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawBecame {
    pub id: SmolStr,
    pub on: Option<SmolStr>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawHeld {
    pub office: SmolStr,
    pub of: Option<SmolStr>,
    #[serde(default)]
    pub sectors: Vec<SmolStr>,
    pub from: Option<SmolStr>,
    pub to: Option<SmolStr>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawOffice {
    pub id: SmolStr,
    #[serde(default)]
    pub fr: Vec<SmolStr>,
    #[serde(default)]
    pub en: Vec<SmolStr>,
    #[serde(default)]
    pub sectors: Vec<SmolStr>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawAlliance {
    pub id: SmolStr,
    pub name: SmolStr,
    pub fr: SmolStr,
    #[serde(default)]
    pub countries: Vec<SmolStr>,
    #[serde(default)]
    pub against: Vec<SmolStr>,
    pub members: Vec<RawMember>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawMember {
    pub id: SmolStr,
    pub from: Option<SmolStr>,
    pub to: Option<SmolStr>,
}
