//! Where an outlet is at home: what a local paper calls London need not be the one in England.

use crate::gazetteer::{Entry, Gazetteer, Kind};
use serde::Deserialize;
use std::{collections::BTreeMap, sync::OnceLock};

/// The country of an outlet, with its town where it is a local one.
#[derive(Clone, Debug, PartialEq)]
pub struct Home {
    /// ISO 3166 alpha-3 code.
    pub country: &'static str,
    /// The first-level unit, as [`Entry::unit`]; `None` for outlets that write for the whole country.
    pub unit: Option<u16>,
    /// Degrees north and east of its town.
    pub point: Option<(f64, f64)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// Alpha-3 code → the endings of its domains.
    endings: BTreeMap<String, Vec<String>>,
    /// Alpha-3 code → names and domains of outlets that write for the country.
    national: BTreeMap<String, Vec<String>>,
    /// Alpha-3 code → town, as the gazetteer names it → names and domains of its outlets.
    local: BTreeMap<String, BTreeMap<String, Vec<String>>>,
}

const SHIPPED: &str = include_str!("../../../../resources/outlets.toml");

fn file() -> &'static File {
    static READ: OnceLock<File> = OnceLock::new();
    #[expect(clippy::expect_used, reason = "the file is part of the program; a test reads it")]
    READ.get_or_init(|| toml::from_str(SHIPPED).expect("resources/outlets.toml is well formed"))
}

impl Home {
    /// The home of an outlet known by its name, or by the address of the article; `None` where neither tells.
    #[must_use]
    pub fn of(outlet: Option<&str>, url: Option<&str>, gazetteer: &Gazetteer) -> Option<Self> {
        let host = url.and_then(host);
        let is_it = |written: &String| {
            outlet.is_some_and(|o| o.trim().eq_ignore_ascii_case(written))
                || host.as_deref().is_some_and(|h| is_host_of(h, written))
        };
        let file = file();
        for (country, towns) in &file.local {
            if let Some((town, _)) = towns.iter().find(|(_, outlets)| outlets.iter().any(is_it)) {
                return Self::at(gazetteer, country, Some(town));
            }
        }
        let national = file.national.iter().find(|(_, outlets)| outlets.iter().any(is_it));
        let by_ending = || {
            let host = host.as_deref()?;
            file.endings.iter().find(|(_, endings)| endings.iter().any(|e| host.ends_with(e.as_str())))
        };
        let (country, _) = national.or_else(by_ending)?;
        Self::at(gazetteer, country, None)
    }

    fn at(gazetteer: &Gazetteer, country: &str, town: Option<&str>) -> Option<Self> {
        let country = gazetteer.country_of(country)?;
        let town: Option<Entry> = town.and_then(|t| {
            gazetteer
                .find(t)
                .filter(|e| e.country == Some(country) && (e.kind.is_town() || e.kind == Kind::District))
                .max_by_key(|e| e.population)
        });
        Some(Self {
            country,
            unit: town.map(|t| t.unit).filter(|u| *u != 0),
            point: town.map(|t| (t.lat, t.lon)),
        })
    }
}

/// The host of an address, in small letters, without `www.`.
fn host(url: &str) -> Option<String> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next()?.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    host.contains('.').then(|| host.to_owned())
}

fn is_host_of(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_outlet_s_country_and_town_is_known() {
        let gazetteer = Gazetteer::shipped().unwrap();
        let file = file();
        for country in file.endings.keys().chain(file.national.keys()).chain(file.local.keys()) {
            assert!(gazetteer.country_of(country).is_some(), "{country}");
        }
        for (country, towns) in &file.local {
            for town in towns.keys() {
                let home = Home::at(gazetteer, country, Some(town)).unwrap();
                assert!(home.point.is_some() && home.unit.is_some(), "{town} ({country})");
            }
        }
    }

    #[test]
    fn an_outlet_is_known_by_its_name_by_its_page_s_domain_and_by_the_ending() {
        let gazetteer = Gazetteer::shipped().unwrap();
        let home = |outlet, url| Home::of(outlet, url, gazetteer);
        let local = home(Some("Edmonton Journal"), None).unwrap();
        assert_eq!(local.country, "CAN");
        assert_eq!(home(None, Some("https://www.edmontonjournal.com/news/a?b=c")), Some(local));
        assert_eq!(
            home(None, Some("http://somewhere.co.uk/x")).map(|h| (h.country, h.unit)),
            Some(("GBR", None))
        );
        assert_eq!(home(Some("Nobody's Daily"), Some("https://example.com/")), None);
        assert_eq!(home(None, Some("https://notedmontonjournal.com/")), None, "another domain");
    }
}
