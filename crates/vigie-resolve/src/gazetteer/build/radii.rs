//! How far units and countries reach, where no table says it: from the towns that lie in them.

use crate::gazetteer::{
    Kind,
    format::{NO_COUNTRY, RADIUS_STEP, Row},
    kilometres,
};

/// Beyond so many times the root mean square of distances there are few towns.
const REACH: f64 = 1.5;
/// Kilometres that no unit is smaller than.
const LEAST: f64 = 10.0;

#[derive(Clone, Copy, Default)]
struct Towns {
    centre: Option<(f64, f64)>,
    squares: f64,
    number: f64,
}

impl Towns {
    fn add(&mut self, point: (f64, f64)) {
        if let Some(centre) = self.centre {
            self.squares += kilometres(centre, point).powi(2);
            self.number += 1.0;
        }
    }

    #[expect(clippy::cast_sign_loss, reason = "a root is not below zero")]
    fn steps(&self) -> u8 {
        let reach = (REACH * (self.squares / self.number.max(1.0)).sqrt()).max(LEAST);
        (reach / f64::from(RADIUS_STEP)).ceil().min(255.0) as u8
    }
}

/// Gives a radius to the units and countries that have none. `parents` are those of units by number; a row's unit counts from 1.
pub(super) fn fill(rows: &mut [Row], parents: &[Option<u32>], countries: usize) {
    let mut units = vec![Towns::default(); parents.len()];
    let mut lands = vec![Towns::default(); countries];
    for row in rows.iter() {
        let unit = row.unit.checked_sub(1).map(|u| u as usize);
        match (kind(row), unit) {
            (Kind::Country, _) if row.country != NO_COUNTRY => {
                lands[usize::from(row.country)].centre = Some(row.point());
            }
            (Kind::Admin1, Some(unit)) if parents[unit].is_none() => units[unit].centre = Some(row.point()),
            (Kind::Admin2, Some(unit)) if parents[unit].is_some() => units[unit].centre = Some(row.point()),
            _ => {}
        }
    }
    for row in rows.iter().filter(|r| kind(r).is_town()) {
        let mut unit = row.unit.checked_sub(1);
        // A unit that lies in itself is found out later; here it is left after two steps.
        for _ in 0..2 {
            let Some(here) = unit else { break };
            units[here as usize].add(row.point());
            unit = parents[here as usize];
        }
        if row.country != NO_COUNTRY {
            lands[usize::from(row.country)].add(row.point());
        }
    }
    for row in rows.iter_mut().filter(|r| r.radius == 0) {
        let towns = match (kind(row), row.unit.checked_sub(1)) {
            (Kind::Country, _) if row.country != NO_COUNTRY => &lands[usize::from(row.country)],
            (Kind::Admin1 | Kind::Admin2, Some(unit)) => &units[unit as usize],
            _ => continue,
        };
        row.radius = towns.steps();
    }
}

fn kind(row: &Row) -> Kind {
    Kind::ALL.get(usize::from(row.kind)).copied().unwrap_or(Kind::Landmark)
}
