//! Parts of a day: nights between two days, mornings and evenings with or without their day, hours of the clock.

use super::super::lexer::Glue;
use super::super::lexicon::{Part, Role};
use super::{Expr, Found, Grammar, Origin, is_day, joined};

impl Grammar<'_> {
    /// *dans la nuit de lundi à mardi*, *the night of 3 November*, *overnight into Tuesday*, *early on Saturday*.
    pub(super) fn night_of(&self, i: usize) -> Option<Found> {
        let t = &self.tokens[i].meaning;
        let part = if t.is(Role::BarePart) { t.part? } else { self.leading_part(i)? };
        let night = part == Part::Night;
        let at = i + 1;
        if night && (self.is(at, Role::Of) || self.is(at, Role::RangeOpen) || self.is(at, Role::Determiner)) {
            let first = at + usize::from(self.is(at, Role::Of) || self.is(at, Role::RangeOpen));
            if let Some((mid, a)) = self.core(self.skip(first, Role::Determiner), true)
                && (self.is(mid, Role::RangeClose) || self.is(mid, Role::Into))
                && let Some((to, b)) = self.core(self.skip(mid + 1, Role::Determiner), true)
                && let Some((a, b)) = joined(a, b)
            {
                return Some(Found { second: Some(b), ..Found::new(i, to, a).with_part(Some(part)) });
            }
        }
        if night && self.is(at, Role::Into) && !self.is(at, Role::Of) {
            // The night into a day began the day before.
            let (to, expr) = self.core(self.skip(at + 1, Role::Determiner), false)?;
            return is_day(&expr)
                .then(|| Found { shift: -1, ..Found::new(i, to, expr).with_part(Some(part)) });
        }
        let mut first = at;
        for role in [Role::Of, Role::ClockBefore, Role::Determiner] {
            first = self.skip(first, role);
        }
        let day = [first, at + usize::from(self.is_on(at))].into_iter().find_map(|k| {
            let (to, expr) = self.core(k, night && k > at)?;
            is_day(&expr).then_some((to, expr))
        });
        let (to, expr) = day?;
        if let Expr::BareDay(_) = expr {
            return None;
        }
        let (to, later) = self.trailing_part(to);
        Some(Found::new(i, to, expr).with_part(later.or(Some(part))))
    }

    /// A plain word that may stand between a part of day and its day (*early on Saturday*).
    pub(super) fn is_on(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| {
            t.mark.is_none() && t.figure.is_none() && t.end - t.start == 2 && !self.is(i, Role::And)
        })
    }

    pub(super) fn leading_part(&self, i: usize) -> Option<Part> {
        if self.is(i, Role::Early) {
            return Some(Part::Morning);
        }
        self.is(i, Role::Late).then_some(Part::Evening)
    }

    /// *la veille*, *le lendemain*, alone, before a date or before an event.
    pub(super) fn story_day(&self, i: usize) -> Option<Found> {
        let days = self.tokens.get(i)?.meaning.anaphoric?;
        let to = i + 1;
        if self.is(to, Role::Of) && days != 0 {
            if let Some((end, expr)) = self.core_with_article(to + 1, false) {
                return Some(Found { shift: days, ..Found::new(i, end, expr) });
            }
            let (days, is_of_following) = (-days, true);
            let found = Found::new(i, to, Expr::Offset { days, origin: Origin::Story });
            return Some(Found { is_of_following, ..found });
        }
        let (to, part) = self.trailing_part(to);
        Some(Found::new(i, to, Expr::Offset { days, origin: Origin::Story }).with_part(part))
    }

    /// *ce matin*, *cette nuit*, *last night*, *this morning*, *tonight*.
    pub(super) fn this_part(&self, i: usize) -> Option<Found> {
        let next = self.tokens.get(i + 1)?;
        let part = next.meaning.part?;
        let to = i + 2;
        if self.is(i, Role::This) {
            if self.is(to, Role::That) {
                return Some(Found::new(i, to + 1, Expr::StoryPart).with_part(Some(part)));
            }
            let to = self.skip(to, Role::Here);
            let expr = match part {
                Part::Night => Expr::ThisNight,
                _ => Expr::Offset { days: 0, origin: Origin::Writing },
            };
            return Some(Found::new(i, to, expr).with_part(Some(part)));
        }
        if self.is(i, Role::Last) && !self.lexicon.day_first {
            let expr = Expr::Offset { days: -1, origin: Origin::Writing };
            return Some(Found::new(i, to, expr).with_part(Some(part)));
        }
        if !self.lexicon.day_first && (self.is(i, Role::Following) || self.is(i, Role::Previous)) {
            let days = if self.is(i, Role::Following) { 1 } else { -1 };
            let expr = Expr::Offset { days, origin: Origin::Story };
            return Some(Found::new(i, to, expr).with_part(Some(part)));
        }
        if self.is(i, Role::That) || self.is(i + 1, Role::That) {
            return Some(Found::new(i, to, Expr::StoryPart).with_part(Some(part)));
        }
        None
    }

    /// Parts of day and hours after a day.
    pub(super) fn trailing_part(&self, i: usize) -> (usize, Option<Part>) {
        let mut to = i;
        let mut found = None;
        for _ in 0..3 {
            let comma = usize::from(self.mark(to, ','));
            // A plain comma before an hour or a phrase of the day belongs to them; before a bare noun it does not.
            let at = to + comma;
            let Some(t) = self.tokens.get(at) else { break };
            let is_phrase = t.is(Role::BarePart);
            if let Some(part) = t.meaning.part.filter(|_| comma == 0 || is_phrase)
                && t.meaning.weekday.is_none()
            {
                found = found.or(Some(part));
                to = at + 1;
                continue;
            }
            break;
        }
        (to, found)
    }

    /// An hour of the story's day: *à 14h30*, *vers 9 heures GMT*, *at 5 p.m.*, *à midi*. An hour without minutes, zone or
    /// half of the day must stand behind a word such as *à*, for else it is a length of time.
    pub(super) fn hour(&self, i: usize) -> Option<Found> {
        let made = |to| Some(Found::new(i, to, Expr::Hour).with_part(Some(Part::Day)));
        let led = self.was(i, Role::ClockBefore)
            || self.was(i, Role::RangeClose) && i > 1 && self.is(i - 2, Role::ClockUnit);
        if self.is(i, Role::ClockWord) {
            let led = led || self.was(i, Role::ClockOpen);
            return if led && !self.tokens[i].is_capital { made(i + 1) } else { None };
        }
        let hour = &self.tokens[i];
        if matches!(hour.glue, Glue::Hyphen | Glue::Slash | Glue::Dot | Glue::Colon) {
            return None;
        }
        // *0420 GMT*
        if hour.digits == 4 && self.is(i + 1, Role::ClockAfter) && hour.figure.is_some_and(|n| n <= 2400) {
            return made(self.after_clock(i + 1));
        }
        let (mut at, _) = self.number(i).filter(|&(_, n)| n <= 24)?;
        let two_digits = |k: usize, glue: fn(Glue) -> bool| {
            self.tokens
                .get(k)
                .is_some_and(|t| glue(t.glue) && t.digits == 2 && t.figure.is_some_and(|n| n < 60))
        };
        let has_minutes = hour.digits > 0 && two_digits(at, |g| matches!(g, Glue::Colon | Glue::Dot));
        at += usize::from(has_minutes);
        let unit = self.is(at, Role::ClockUnit);
        at += usize::from(unit);
        let minutes_after =
            unit && hour.digits > 0 && two_digits(at, |g| matches!(g, Glue::Nothing | Glue::Space));
        at += usize::from(minutes_after);
        let end = self.after_clock(at);
        let half_of_day = unit && !self.lexicon.day_first && self.tokens[at - 1].meaning.unit.is_none();
        // *de 8 h à 18 h* are two hours, *une grève de 24 h* is a length of time.
        let opened = self.was(i, Role::ClockOpen)
            && (self.was(i, Role::Until)
                || self.was(i, Role::And)
                || self.is(end, Role::RangeClose)
                || self.is(end, Role::And));
        let led = led || opened;
        let counted = self.is(end, Role::Of) || self.was(i, Role::DurationPreposition) && !led;
        let said = minutes_after || end > at || half_of_day || led && (unit || has_minutes) && !counted;
        (said && (unit || has_minutes || end > at)).then_some(())?;
        made(end)
    }

    fn after_clock(&self, mut at: usize) -> usize {
        while self.is(at, Role::ClockAfter) {
            at += 1;
        }
        at
    }
}
