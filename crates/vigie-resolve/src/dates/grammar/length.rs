//! Numbers and lengths of time: distances, stretches, durations.

use super::super::lexer::Glue;
use super::super::lexicon::{Role, Unit};
use super::{Expr, Found, Grammar, Origin, Parse, Which, is_day};

impl Grammar<'_> {
    /// A number in figures or words.
    pub(super) fn number(&self, i: usize) -> Parse<u32> {
        let t = self.tokens.get(i)?;
        if let Some(n) = t.figure {
            return (t.digits > 0).then_some((i + 1, n));
        }
        let mut total = t.meaning.number?;
        let mut at = i + 1;
        if self.is(at, Role::RoundNumber) {
            total *= self.tokens[at].meaning.number?;
            at += 1;
            return Some((self.skip(at, Role::Of), total));
        }
        while let Some(next) = self.tokens.get(at) {
            let linked = self.is(at, Role::And)
                && self.tokens.get(at + 1).is_some_and(|n| n.meaning.number.is_some_and(|n| n < 20))
                && total >= 20;
            let Some(n) =
                self.tokens[at + usize::from(linked)].meaning.number.filter(|_| next.mark.is_none())
            else {
                break;
            };
            total = match n {
                100 if total < 10 => total * 100,
                20 if total == 4 => 80,
                n if n < 20 && total >= 20 && total % 10 == 0 => total + n,
                n if total % 100 == 0 && total > 0 => total + n,
                _ => break,
            };
            at += 1 + usize::from(linked);
        }
        Some((at, total))
    }

    /// A number of units: the token after it, the number, the unit.
    pub(super) fn measure(&self, i: usize) -> Option<(usize, i32, Unit)> {
        let mut at = i;
        while self.is(at, Role::About) {
            at += 1;
        }
        let (at, n) = self.number(at)?;
        let unit = self.tokens.get(at)?.meaning.unit?;
        let n = i32::try_from(n).ok().filter(|&n| (1..=10_000).contains(&n))?;
        if !(self.is(at + 1, Role::And) && self.is(at + 2, Role::Half)) {
            return Some((at + 1, n, unit));
        }
        let (n, unit) = match unit {
            Unit::Year => (12 * n + 6, Unit::Month),
            Unit::Month => (30 * n + 15, Unit::Day),
            other => (n, other),
        };
        Some((at + 3, n, unit))
    }

    pub(super) fn vague_measure(&self, i: usize) -> Option<usize> {
        let at = self.is(i, Role::Some).then_some(i + 1)?;
        self.tokens.get(at).is_some_and(|t| t.meaning.unit.is_some()).then_some(at + 1)
    }

    /// Distances and stretches: *il y a trois jours*, *two weeks ago*, *ces dernières 24 heures*, *deux ans plus tard*.
    pub(super) fn quantity(&self, i: usize) -> Option<Found> {
        let writing = |n, unit| Expr::Distance { n, unit, origin: Origin::Writing };
        if self.is(i, Role::AgoBefore) {
            if let Some((to, n, unit)) = self.measure(i + 1) {
                return Some(Found::new(i, to, writing(-n, unit)));
            }
            return self.vague_measure(i + 1).map(|to| Found::new(i, to, Expr::Vague));
        }
        if let Some(found) = self.stretch(i) {
            return Some(found);
        }
        let whole = self.is(i, Role::Within);
        if (whole || self.is(i, Role::AheadBefore))
            && let Some((to, n, unit)) = self.measure(i + 1)
        {
            let is_length = self.is(to, Role::Of) || self.is(to, Role::Following) || self.is(to, Role::After);
            if self.lexicon.day_first && !whole {
                return Some(Found::new(i, to, writing(n, unit)));
            }
            if !is_length {
                return Some(Found::new(i, to, Expr::Ahead { n, unit, is_whole: whole }));
            }
        }
        let Some((to, n, unit)) = self.measure(i) else {
            let to = self.vague_measure(i)?;
            let dated = [Role::AgoAfter, Role::Later, Role::Earlier].into_iter().any(|r| self.is(to, r));
            return dated.then(|| Found::new(i, to + 1, Expr::Vague));
        };
        if self.is(to, Role::AgoAfter) {
            return Some(Found::new(i, to + 1, writing(-n, unit)));
        }
        if self.is(to, Role::AheadAfter) {
            return Some(Found::new(i, to + 1, writing(n, unit)));
        }
        // *a week from Monday*
        if self.is(to, Role::From)
            && !self.lexicon.day_first
            && let Some((end, expr @ Expr::Weekday { .. })) = self.core(to + 1, false)
            && let Unit::Week | Unit::Day = unit
        {
            let expr = if let Expr::Weekday { day, week, on, .. } = expr {
                Expr::Weekday { day, which: Which::Next, week, on }
            } else {
                expr
            };
            let days = if unit == Unit::Week { n.saturating_mul(7) } else { n };
            return Some(Found { shift: days, ..Found::new(i, end, expr) });
        }
        let sign = if self.is(to, Role::Later) {
            1
        } else if self.is(to, Role::Earlier) {
            -1
        } else {
            return None;
        };
        // An hour on or back is the same day, and what has it is dated by the story anyway.
        if matches!(unit, Unit::Hour | Unit::Minute) && n < 12 {
            return None;
        }
        let end = to + 1;
        let story = |n| Expr::Distance { n, unit, origin: Origin::Story };
        // *trois jours après l'attaque* dates the attack; *trois jours après, …* dates its own clause.
        // *two days after that*
        if self.is(to, Role::TakesEvent)
            && self.is(end, Role::That)
            && self.tokens.get(end + 1).is_none_or(|t| t.mark.is_some())
        {
            return Some(Found::new(i, end + 1, story(sign * n)));
        }
        if self.is(to, Role::TakesEvent) && self.takes_complement(end) {
            if let Some((stop, expr)) = self.core_with_article(end, false).filter(|(_, e)| is_day(e))
                && unit == Unit::Day
            {
                return Some(Found { shift: sign * n, ..Found::new(i, stop, expr) });
            }
            return Some(Found { is_of_following: true, ..Found::new(i, end, story(-sign * n)) });
        }
        Some(Found::new(i, end, story(sign * n)))
    }

    /// Whether a complement follows at `i`: anything but the end, a mark or a verb's auxiliary.
    pub(super) fn takes_complement(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| t.mark.is_none() && !t.is(Role::PastCue) && !t.is(Role::And))
    }

    /// *ces trois derniers jours*, *les dernières 24 heures*, *over the past three days*, *the next two weeks*.
    pub(super) fn stretch(&self, i: usize) -> Option<Found> {
        let ahead = self.is(i, Role::AheadBefore) && self.lexicon.day_first;
        let opened = self.is(i, Role::Determiner) || self.is(i, Role::This) || ahead;
        let mut at = i + usize::from(opened);
        at = self.skip(at, Role::Determiner);
        let mut sign = 0;
        let mut n = None;
        for _ in 0..2 {
            if sign == 0 && (self.is(at, Role::Last) || self.is(at, Role::Past)) {
                sign = -1;
                at += 1;
            } else if sign == 0 && self.is(at, Role::Next) {
                sign = 1;
                at += 1;
            } else if n.is_none()
                && let Some((to, value)) = self.number(at)
            {
                n = i32::try_from(value).ok().filter(|&n| (1..=10_000).contains(&n));
                at = to;
            }
        }
        if sign == 0 {
            return None;
        }
        at = self.skip(at, Role::Some);
        let unit = self.tokens.get(at)?.meaning.unit?;
        let Some(n) = n else {
            // *ces derniers jours*: how many is not said.
            let plural = !self.lexicon.day_first || opened;
            return plural.then(|| Found::new(i, at + 1, Expr::Vague));
        };
        Some(Found::new(i, at + 1, Expr::Stretch { n: sign * n, unit }))
    }

    /// *le troisième jour de*, *the third day of*.
    fn nth_day(&self, i: usize) -> Option<Found> {
        let (to, n) = self.day_number(i).filter(|_| {
            self.tokens[i].meaning.ordinal.is_some()
                || self.tokens.get(i + 1).is_some_and(|t| t.is(Role::OrdinalSuffix))
        })?;
        let is_day = self.tokens.get(to)?.meaning.unit == Some(Unit::Day) && self.is(to + 1, Role::Of);
        is_day.then(|| Found::new(i, to + 1, Expr::Duration(i32::from(n) - 1)))
    }

    /// Lengths of time that no calendar places. Ages, prison terms and hours of the clock are none.
    pub(super) fn duration(&self, i: usize) -> Option<Found> {
        let said = self.is(i, Role::DurationPreposition);
        // *au troisième jour des combats*: two days have passed.
        if let Some(found) = self.nth_day(i) {
            return Some(found);
        }
        let (to, n, unit) = self.measure(i + usize::from(said))?;
        let clock = matches!(unit, Unit::Hour | Unit::Minute);
        let years = matches!(unit, Unit::Year | Unit::Decade | Unit::Century);
        let trap = self.was(i, Role::AgeBefore)
            || self.is(to, Role::AgeAfter)
            || self.is(self.skip(to, Role::Of), Role::TermAfter)
            || clock && (!said || n < 12 && self.lexicon.day_first)
            || years && !said
            || n == 1 && !said
            || clock && self.is(i, Role::After)
            || self.tokens[to - 1].glue == Glue::Hyphen;
        (!trap).then(|| Found::new(i, to, Expr::Duration(days_of(n, unit))))
    }
}

/// About how many days a length of time has.
pub(in super::super) fn days_of(n: i32, unit: Unit) -> i32 {
    match unit {
        Unit::Minute => 0,
        Unit::Hour => n / 24,
        Unit::Week => n.saturating_mul(7),
        Unit::Fortnight => n.saturating_mul(14),
        Unit::Month => n.saturating_mul(30),
        Unit::Year => n.saturating_mul(365),
        Unit::Decade => n.saturating_mul(3652),
        Unit::Century => n.saturating_mul(36525),
        Unit::Day | Unit::Weekend => n,
    }
}
