//! What GeoNames' feature codes and language tags mean here.

use crate::{Error, gazetteer::Kind};
use rustc_hash::FxHashMap;
use serde::Deserialize;

static TABLE: &str = include_str!("../../../../../resources/gazetteer/geonames.toml");
const FILE: &str = "resources/gazetteer/geonames.toml";

/// The classes that GeoNames has.
const CLASSES: &str = "AHLPRSTUV";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    feature: Vec<Block>,
    alternates: Alternates,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Block {
    codes: Vec<String>,
    kind: String,
    /// Kilometres.
    #[serde(default)]
    radius: u16,
    #[serde(default)]
    names_unit: bool,
    #[serde(default)]
    dropped: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Alternates {
    in_use: Vec<String>,
    dropped: Vec<String>,
}

/// What a feature code means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Feature {
    pub(super) kind: Kind,
    pub(super) radius: u16,
    /// Whether such a row gives its unit its name.
    pub(super) names_unit: bool,
    is_dropped: bool,
}

/// What becomes of a name in a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    Usual,
    Rare,
    Dropped,
}

/// The table, and the codes that somebody wants kept in place of those that it keeps.
pub(super) struct Features {
    by_code: FxHashMap<u64, Feature>,
    keep: Option<Vec<String>>,
    alternates: Alternates,
}

impl Features {
    /// Loads the table. `keep` are classes (`P`) and codes (`S.CMP`); an unknown class is an error.
    pub(super) fn new(keep: Option<&[String]>) -> Result<Self, Error> {
        let wrong = |reason| Error::Resource { file: FILE, reason };
        let table: Table = toml::from_str(TABLE).map_err(|e| wrong(e.to_string()))?;
        let mut by_code = FxHashMap::default();
        for block in &table.feature {
            let kind = Kind::of(&block.kind).ok_or_else(|| wrong(format!("kind `{}`", block.kind)))?;
            for code in &block.codes {
                let feature = Feature {
                    kind,
                    radius: block.radius,
                    names_unit: block.names_unit,
                    is_dropped: block.dropped,
                };
                if by_code.insert(packed(code, ""), feature).is_some() {
                    return Err(wrong(format!("the code `{code}` stands twice")));
                }
            }
        }
        for class in keep.unwrap_or_default() {
            let known = class.split('.').next().is_some_and(is_class) && class.len() <= 7;
            if !known {
                return Err(Error::File {
                    file: "--keep".to_owned(),
                    reason: format!("`{class}` is neither a class ({CLASSES}) nor a code such as S.CMP"),
                });
            }
        }
        Ok(Self { by_code, keep: keep.map(<[_]>::to_vec), alternates: table.alternates })
    }

    /// What a row is; `None` where it is left out. A class that GeoNames does not have is an error.
    pub(super) fn of(&self, class: &str, code: &str) -> Result<Option<Feature>, String> {
        // GeoNames itself has rows whose class is not known yet.
        if class.is_empty() {
            return Ok(None);
        }
        if !is_class(class) {
            return Err(format!("`{class}` is no feature class"));
        }
        let known = self.by_code.get(&packed(class, code)).or_else(|| self.by_code.get(&packed(class, "")));
        let Some(keep) = &self.keep else { return Ok(known.copied().filter(|f| !f.is_dropped)) };
        let is_wanted = keep.iter().any(|k| match k.split_once('.') {
            Some((c, rest)) => c == class && rest == code,
            None => k == class,
        });
        let landmark = Feature { kind: Kind::Landmark, radius: 0, names_unit: false, is_dropped: false };
        Ok(is_wanted.then(|| known.copied().unwrap_or(landmark)))
    }

    /// What becomes of an alternate name of that language.
    pub(super) fn use_of(&self, language: &str) -> Use {
        let has = |list: &[String]| list.iter().any(|l| l == language);
        match language {
            _ if has(&self.alternates.in_use) => Use::Usual,
            _ if has(&self.alternates.dropped) => Use::Dropped,
            _ => Use::Rare,
        }
    }
}

fn is_class(class: &str) -> bool {
    class.len() == 1 && CLASSES.contains(class)
}

/// `P` and `PPLC`, or `P.PPLC` and nothing, as a number: codes have five letters at most, and a few more do no harm.
fn packed(class: &str, code: &str) -> u64 {
    class.bytes().chain(code.bytes()).filter(|b| *b != b'.').fold(0, |n, b| n << 8 | u64::from(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_kind_and_else_that_of_its_class() {
        let features = Features::new(None).unwrap();
        let kind = |class, code| features.of(class, code).unwrap().map(|f| f.kind);
        assert_eq!(kind("P", "PPLC"), Some(Kind::Capital));
        assert_eq!(kind("P", "PPL"), Some(Kind::Town));
        assert_eq!(kind("P", "PPLH"), None, "what was a town once");
        assert_eq!(kind("S", "SCH"), None, "a school is none of ours");
        assert_eq!(kind("S", "AIRB"), Some(Kind::Landmark));
        assert!(features.of("Z", "PPL").is_err());
    }

    #[test]
    fn what_is_asked_for_is_kept_in_place_of_the_table() {
        let features = Features::new(Some(&["S.SCH".to_owned(), "A".to_owned()])).unwrap();
        assert_eq!(features.of("S", "SCH").unwrap().map(|f| f.kind), Some(Kind::Landmark));
        assert_eq!(features.of("A", "ADM1").unwrap().map(|f| f.kind), Some(Kind::Admin1));
        assert_eq!(features.of("P", "PPL"), Ok(None));
        assert!(Features::new(Some(&["Towns".to_owned()])).is_err());
    }
}
