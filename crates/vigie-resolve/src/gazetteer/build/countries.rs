//! Countries, and whose names are worth listing in more ways than one.

use super::lines::cells;
use crate::Error;

static TABLE: &str = include_str!("../../../../../resources/gazetteer/countries.tsv");

/// A country.
pub(super) struct Country {
    pub(super) alpha2: &'static str,
    pub(super) alpha3: &'static str,
    /// Whether its names reach the press through a transliteration, so that they are listed by consonants too, and without
    /// the Arabic article.
    pub(super) is_transliterated: bool,
    /// Whether its names are listed in Cyrillic letters too.
    pub(super) is_cyrillic: bool,
}

/// All countries, in the order of their numbers in the file.
pub(super) fn countries() -> Result<Vec<Country>, Error> {
    let country = |line: &'static str| {
        let [alpha2, alpha3, transliterated, cyrillic] = cells(line)
            .map_err(|reason| Error::Resource { file: "resources/gazetteer/countries.tsv", reason })?;
        Ok(Country {
            alpha2,
            alpha3,
            is_transliterated: transliterated == "yes",
            is_cyrillic: cyrillic == "yes",
        })
    };
    TABLE.lines().skip(1).map(country).collect()
}
