//! How many points each sign is worth, from `resources/places/weights.toml`.

use crate::gazetteer::{Entry, Kind};
use serde::Deserialize;
use std::sync::OnceLock;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Weights {
    pub prior: Prior,
    pub article: Article,
    pub parent: Parent,
    pub near: Near,
    pub noun: Noun,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Prior {
    people: f32,
    usual_name: f32,
    country: f32,
    region: f32,
    capital: f32,
    seat: f32,
    town: f32,
    district: f32,
    site: f32,
    landmark: f32,
    admin1: f32,
    admin2: f32,
    news: f32,
    pub unit_or_town: f32,
    pub shortened: f32,
    pub great_unit: u32,
    pub great_times: f32,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Article {
    pub country: f32,
    pub unit: f32,
    pub home_country: f32,
    pub home_unit: f32,
    pub home_near: f32,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Parent {
    pub said: f32,
    pub beside: f32,
    pub holds: f32,
    pub not_there: f32,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Near {
    km: [f32; 3],
    points: [f32; 3],
    pub doubt: f32,
    pub beside_great: f32,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Noun {
    pub town_is_town: f32,
    pub town_is_district: f32,
    pub town_is_other: f32,
    pub admin1_is_admin1: f32,
    pub admin1_is_region: f32,
    pub admin2_is_admin2: f32,
    pub admin2_is_district: f32,
    pub same_kind: f32,
    pub leaning: f32,
    pub office_is_unit: f32,
    pub dateline_is_town: f32,
}

const SHIPPED: &str = include_str!("../../../../resources/places/weights.toml");

impl Weights {
    /// The shipped weights.
    pub fn shipped() -> &'static Self {
        static READ: OnceLock<Weights> = OnceLock::new();
        #[expect(clippy::expect_used, reason = "the file is part of the program; every test reads it")]
        READ.get_or_init(|| toml::from_str(SHIPPED).expect("resources/places/weights.toml is well formed"))
    }

    /// What a place of that kind and size is worth when nothing else is known.
    pub fn prior_of(&self, entry: &Entry) -> f32 {
        let p = &self.prior;
        let kind = match entry.kind {
            Kind::Country => p.country,
            Kind::Region => p.region,
            Kind::Capital => p.capital,
            Kind::Seat => p.seat,
            Kind::Site => p.site,
            Kind::Landmark => p.landmark,
            Kind::Admin1 => p.admin1,
            Kind::Town if entry.geonames.is_none() => p.news,
            Kind::Town => p.town,
            Kind::District => p.district,
            Kind::Admin2 => p.admin2,
        };
        let people = p.people * (entry.population as f32 + 10.0).log10();
        people + kind + if entry.is_usual_name { p.usual_name } else { 0.0 }
    }
}

impl Near {
    /// What a neighbour at that distance (chord, in radii of the Earth, squared) is worth.
    pub fn points_at(&self, chord2: f32) -> f32 {
        let km2 = chord2 * (6371.0 * 6371.0);
        self.km.iter().zip(self.points).find(|(km, _)| km2 < **km * **km).map_or(0.0, |(_, p)| p)
    }
}
