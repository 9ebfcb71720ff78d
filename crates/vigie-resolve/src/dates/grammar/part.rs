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
            let to = self.clock(self.skip(to, Role::Here));
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
            let after = self.clock(at);
            if after == at || comma == 1 {
                break;
            }
            found = found.or(Some(Part::Day));
            to = after;
        }
        (to, found)
    }

    /// The token after an hour (*à 14h30*, *vers 9 heures GMT*, *at 5 p.m.*, *08H00*) or `i` where there is none.
    pub(super) fn clock(&self, i: usize) -> usize {
        let mut at = self.skip(i, Role::ClockBefore);
        let Some(hour) = self.tokens.get(at) else { return i };
        let Some((next, _)) = self.number(at).filter(|&(_, n)| n <= 24) else { return i };
        at = next;
        let colon = |k: usize| {
            self.tokens.get(k).is_some_and(|t| matches!(t.glue, Glue::Colon | Glue::Dot) && t.digits == 2)
        };
        let has_minutes = hour.digits > 0 && colon(at);
        at += usize::from(has_minutes);
        if self.is(at, Role::ClockUnit) {
            at += 1;
            if self.tokens.get(at).is_some_and(|t| t.glue == Glue::Nothing && t.digits == 2) {
                at += 1;
            }
        } else if !has_minutes {
            return i;
        }
        while self.is(at, Role::ClockAfter) {
            at += 1;
        }
        at
    }
}
