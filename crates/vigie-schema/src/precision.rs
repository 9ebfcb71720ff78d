//! How exactly a place is known, in the codes of the two schools of conflict data.

use crate::{Precision, Relation};

/// One precision with its codes where it happened in the place, and where it happened near it or toward it.
struct Codes {
    precision: Precision,
    acled: (u8, u8),
    ucdp: (u8, u8),
}

/// ACLED's `geo_precision`: 1 the town or spot itself; 2 a part of a region, near a known town or in a small unit; 3 a larger
/// region, of which only the province is known. It has no code for a country alone: 3 is its coarsest.
///
/// UCDP's `where_prec`: 1 the exact spot or town; 2 within about 25 km of a known point; 3 the second-level unit; 4 the
/// first-level unit; 5 a vague area or line; 6 the country. 7, international waters and airspace, is not told apart from 5: a
/// sea is a region.
const CODES: [Codes; 7] = [
    Codes { precision: Precision::Point, acled: (1, 2), ucdp: (1, 2) },
    Codes { precision: Precision::PopulatedPlace, acled: (1, 2), ucdp: (1, 2) },
    Codes { precision: Precision::District, acled: (1, 2), ucdp: (1, 2) },
    Codes { precision: Precision::Admin2, acled: (2, 2), ucdp: (3, 3) },
    Codes { precision: Precision::Admin1, acled: (3, 3), ucdp: (4, 4) },
    Codes { precision: Precision::Region, acled: (3, 3), ucdp: (5, 5) },
    Codes { precision: Precision::Country, acled: (3, 3), ucdp: (6, 6) },
];

impl Precision {
    /// ACLED's `geo_precision`, 1 to 3, of a place to which the event lies so.
    #[must_use]
    pub fn acled(self, relation: Relation) -> u8 {
        self.code_of(relation, |c| c.acled)
    }

    /// UCDP's `where_prec`, 1 to 6, of a place to which the event lies so.
    #[must_use]
    pub fn ucdp(self, relation: Relation) -> u8 {
        self.code_of(relation, |c| c.ucdp)
    }

    fn code_of(self, relation: Relation, school: impl Fn(&Codes) -> (u8, u8)) -> u8 {
        // Fire *from* a town and columns in it are in it; all else is around it.
        let is_inside = matches!(relation, Relation::In | Relation::From);
        let (inside, around) = CODES.iter().find(|c| c.precision == self).map_or((3, 6), school);
        if is_inside { inside } else { around }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_precision_has_a_code_of_both_schools() {
        for precision in Precision::ALL {
            assert_eq!(CODES.iter().filter(|c| c.precision == *precision).count(), 1, "{precision}");
        }
    }

    #[test]
    fn a_town_is_exact_and_what_lies_near_it_is_not() {
        let town = Precision::PopulatedPlace;
        assert_eq!((town.acled(Relation::In), town.ucdp(Relation::In)), (1, 1));
        assert_eq!((town.acled(Relation::Near), town.ucdp(Relation::SouthOf)), (2, 2));
    }

    #[test]
    fn units_regions_and_countries_are_told_apart_by_ucdp() {
        let codes: Vec<_> = [Precision::Admin2, Precision::Admin1, Precision::Region, Precision::Country]
            .map(|p| (p.acled(Relation::In), p.ucdp(Relation::Near)))
            .to_vec();
        assert_eq!(codes, [(2, 3), (3, 4), (3, 5), (3, 6)]);
    }
}
