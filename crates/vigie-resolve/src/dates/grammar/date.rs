//! Dates proper: days, weekdays, months, years, seasons, terms and calendar periods.

use super::super::lexer::Glue;
use super::super::lexicon::{Role, Unit};
use super::{Expr, Found, Grammar, Origin, Parse, Third, Which};

impl Grammar<'_> {
    pub(super) fn core_with_article(&self, i: usize, in_range: bool) -> Parse<Expr> {
        if let Some(parse) = self.core(i, in_range) {
            return Some(parse);
        }
        if self.is(i, Role::Determiner) && self.tokens.get(i + 1).is_some_and(|t| t.mark.is_none()) {
            return self.core(i + 1, in_range);
        }
        None
    }

    /// A date proper. In a range a bare day, month or year needs no preposition.
    pub(super) fn core(&self, i: usize, in_range: bool) -> Parse<Expr> {
        let t = &self.tokens.get(i)?.meaning;
        if let Some(days) = t.deictic {
            return Some((i + 1, Expr::Offset { days, origin: Origin::Writing }));
        }
        if let Some(index) = t.holiday.filter(|_| self.is_no_name(i) && !self.names_a_thing(i)) {
            let (to, year) = self.year_after(i + 1);
            return Some((to, Expr::Holiday { index, year }));
        }
        self.numeric(i)
            .or_else(|| self.weekday(i))
            .or_else(|| self.day_month(i))
            .or_else(|| self.third_of(i))
            .or_else(|| self.month(i, in_range))
            .or_else(|| self.season(i, None))
            .or_else(|| self.term(i))
            .or_else(|| self.period(i))
            .or_else(|| self.decade(i))
            .or_else(|| self.century(i))
            .or_else(|| self.years(i, in_range))
            .or_else(|| {
                let (to, day) = self.day_number(i).filter(|_| in_range)?;
                let goes_on = self.is(to, Role::RangeClose) || self.is(to, Role::And) || self.hyphen(to);
                goes_on.then_some((to, Expr::BareDay(day)))
            })
    }

    /// Whether no other capitalised word stands on either side, which makes a name of a feast (*Noël Dupont*).
    pub(super) fn is_no_name(&self, i: usize) -> bool {
        let is_name = |k: usize| {
            let t = &self.tokens[k];
            t.is_capital && t.mark.is_none() && t.figure.is_none() && t.meaning.month.is_none()
        };
        let before =
            i > 1 && is_name(i - 1) && !self.was(i, Role::Determiner) && !self.was(i, Role::YearPreposition);
        let after =
            i + 1 < self.tokens.len() && is_name(i + 1) && self.tokens[i + 1].glue != Glue::Apostrophe;
        self.stands_alone(i, false) && !before && !after
    }

    /// Whether the feast at `i` is part of what something is called (*l'accord du Vendredi saint*, *the Easter egg*).
    fn names_a_thing(&self, i: usize) -> bool {
        let of = i > 1 && self.was(i, Role::Of);
        let before = of && (self.is(i - 2, Role::NameBefore) || self.is(i - 2, Role::FeastNameBefore));
        before || self.is(i + 1, Role::FeastNameAfter)
    }

    /// *le dix-neuvième siècle*, *the 19th century*.
    fn century(&self, i: usize) -> Parse<Expr> {
        let t = self.tokens.get(i)?;
        let (at, number) = if let Some(number) = t.meaning.century.or(t.meaning.ordinal) {
            (i + 1, number)
        } else {
            let number = t.figure.filter(|_| (1..=2).contains(&t.digits))?;
            let suffix = self.tokens.get(i + 1)?;
            let is_ordinal = suffix.glue == Glue::Nothing && suffix.is(Role::OrdinalSuffix);
            (i + 2, u8::try_from(number).ok().filter(|_| is_ordinal)?)
        };
        let is_century = self.tokens.get(at)?.meaning.unit == Some(Unit::Century);
        (is_century && (1..=21).contains(&number)).then_some((at + 1, Expr::Century(number)))
    }

    /// *le 12*, *the 12th*: a day of a month that is not said. Figures after an article are much else besides.
    pub(super) fn lone_day(&self, i: usize) -> Option<Found> {
        let article = self.tokens.get(i).filter(|t| t.is(Role::Determiner))?;
        let contracted = self.is(i, Role::Of) || self.is(i, Role::RangeClose);
        let (to, day) = self.day_number(i + 1)?;
        let number = &self.tokens[i + 1];
        let is_ordinal = to > i + 2;
        let fits = if self.lexicon.day_first {
            !contracted && article.end - article.start == 2 && !is_ordinal && !self.was(i, Role::NumberVerb)
        } else {
            is_ordinal && i > 0 && (self.is_on(i - 1) || self.was(i, Role::Since) || self.was(i, Role::Until))
        };
        if !fits || number.digits == 0 || number.glue != Glue::Space {
            return None;
        }
        let (end, part) = self.trailing_part(to);
        // *devant le 10, rue de la Gare*
        if self.mark(end, ',') && self.is(end + 1, Role::NameBefore) {
            return None;
        }
        let closed = self.tokens.get(end).is_none_or(|t| t.mark.is_some_and(|m| ",.;:)".contains(m)));
        (closed || part.is_some()).then(|| Found::new(i, end, Expr::BareDay(day)).with_part(part))
    }

    /// *2017-10-12*, *17/10/2017*, *17.10.2017*.
    pub(super) fn numeric(&self, i: usize) -> Parse<Expr> {
        let parts = self.tokens.get(i..i + 3)?;
        let glue = parts[1].glue;
        if !matches!(glue, Glue::Hyphen | Glue::Slash | Glue::Dot) || parts[2].glue != glue {
            return None;
        }
        let next = self.tokens.get(i + 3);
        if next.is_some_and(|n| {
            n.mark.is_none() && !matches!(n.glue, Glue::Space | Glue::Apostrophe | Glue::Nothing)
        }) || i > 0
            && !matches!(parts[0].glue, Glue::Space | Glue::Apostrophe)
            && self.tokens[i - 1].mark.is_none()
        {
            return None;
        }
        let (a, b, c) = (parts[0].figure?, parts[1].figure?, parts[2].figure?);
        let date = |year: u32, month: u32, day: u32| {
            ((1..=12).contains(&month) && (1..=31).contains(&day) && (1000..=2100).contains(&year)).then_some(
                Expr::Day { year: Some(year as i16), month: month as i8, day: day as i8, which: Which::Bare },
            )
        };
        let digits = parts.iter().map(|t| t.digits).collect::<Vec<_>>();
        if digits == [4, 2, 2] {
            return Some((i + 3, date(a, b, c)?));
        }
        if !(1..=2).contains(&digits[0]) || !(1..=2).contains(&digits[1]) || ![2, 4].contains(&digits[2]) {
            return None;
        }
        let year = match digits[2] {
            4 => c,
            _ if glue == Glue::Slash => 2000 + c,
            _ => return None,
        };
        let (first, other) = if self.lexicon.day_first { ((b, a), (a, b)) } else { ((a, b), (b, a)) };
        Some((i + 3, date(year, first.0, first.1).or_else(|| date(year, other.0, other.1))?))
    }

    pub(super) fn weekday(&self, i: usize) -> Parse<Expr> {
        let mut at = i;
        let mut which = Which::Bare;
        if self.is(at, Role::This) {
            which = Which::This;
            at += 1;
        } else if let Some(w) = self.before_noun(at) {
            which = w;
            at += 1;
        }
        let day = self.tokens.get(at)?.meaning.weekday?;
        at += 1;
        // With its date the weekday adds nothing.
        let date = self.skip(at + usize::from(self.mark(at, ',')), Role::Determiner);
        if let Some(parse) = self.day_month(date).or_else(|| self.numeric(date)) {
            return Some(parse);
        }
        if let Some((to, number)) = self.day_number(at)
            && self.lexicon.day_first
            && self.tokens[at].digits > 0
            && self.stands_alone(at, false)
            && !self.is(to, Role::ClockUnit)
            && !(self.counts)(to)
        {
            return Some((to, Expr::BareDay(number)));
        }
        if which == Which::Bare
            && let Some(w) = self.after_noun(at)
        {
            which = w;
            at += 1;
        }
        let on = if self.is(at, Role::WeekOn) { 1 } else { 2 * u8::from(self.is(at, Role::TwoWeeksOn)) };
        if on > 0 {
            return Some((at + 1, Expr::Weekday { day, which: Which::Next, week: None, on }));
        }
        let of_habit = i > 1 && self.was(i, Role::Of) && self.is(i - 2, Role::HabitBefore);
        if which == Which::Bare && (of_habit || self.is(at, Role::HabitAfter)) {
            return Some((at, Expr::Set));
        }
        let is_habit = self.lexicon.day_first
            && which == Which::Bare
            && self.was(i, Role::Determiner)
            && !self.was(i, Role::Of)
            && !self.was(i, Role::RangeClose)
            && self.tokens.get(at).is_none_or(|t| t.meaning.part.is_none());
        if is_habit {
            return Some((at, Expr::Set));
        }
        let mut week = None;
        let of = self.skip(self.skip(at, Role::Of), Role::Determiner);
        if let Some((to, Expr::Period { unit: Unit::Week, shift: Some(shift), third: None, .. })) =
            self.period(of)
            && (self.is(at, Role::Of) || of == at)
        {
            (week, at) = (Some(shift), to);
        }
        Some((at, Expr::Weekday { day, which, week, on }))
    }

    /// *last*, *next* before what they qualify.
    pub(super) fn before_noun(&self, i: usize) -> Option<Which> {
        let t = &self.tokens.get(i)?.meaning;
        if t.is(Role::Last) {
            return Some(Which::Last);
        }
        if t.is(Role::Next) {
            return Some(Which::Next);
        }
        if self.lexicon.day_first {
            return None;
        }
        if t.is(Role::Past) || t.is(Role::Previous) {
            return Some(Which::Previous);
        }
        t.is(Role::Following).then_some(Which::Following)
    }

    /// *dernier*, *prochain*, *suivant* after it.
    pub(super) fn after_noun(&self, i: usize) -> Option<Which> {
        let t = &self.tokens.get(i)?.meaning;
        if !self.lexicon.day_first {
            return None;
        }
        match () {
            () if t.is(Role::Last) || t.is(Role::Bygone) => Some(Which::Last),
            () if t.is(Role::Next) => Some(Which::Next),
            () if t.is(Role::Following) => Some(Which::Following),
            () if t.is(Role::Previous) => Some(Which::Previous),
            () => None,
        }
    }

    pub(super) fn day_number(&self, i: usize) -> Parse<i8> {
        let t = self.tokens.get(i)?;
        let value = match t.figure {
            Some(n) if t.digits == 1 || t.digits == 2 => n,
            Some(_) => return None,
            None => t.meaning.ordinal.map(u32::from).or(t.meaning.number)?,
        };
        let suffix =
            self.tokens.get(i + 1).is_some_and(|s| s.glue == Glue::Nothing && s.is(Role::OrdinalSuffix));
        let day = i8::try_from(value).ok().filter(|d| (1..=31).contains(d))?;
        let glued =
            matches!(t.glue, Glue::Dot | Glue::Slash | Glue::Colon) && !self.was(i, Role::Abbreviated);
        (!glued).then_some((i + 1 + usize::from(suffix), day))
    }

    /// *3 novembre 2016*, *Nov. 3, 2016*, *the 3rd of November*.
    pub(super) fn day_month(&self, i: usize) -> Parse<Expr> {
        if let Some((mut at, day)) = self.day_number(i) {
            if self.is(at, Role::Of) && !self.lexicon.day_first {
                at += 1;
            }
            let spelled = &self.tokens[i].meaning;
            if self.tokens[i].figure.is_none() && spelled.ordinal.is_none() && !self.lexicon.day_first {
                return None;
            }
            let month = self.month_name(at, self.tokens[i].figure.is_some())?;
            if self.is_in_name(i, at + 1) {
                return None;
            }
            return Some(self.day_of(i, at + 1, month, day));
        }
        if self.lexicon.day_first {
            return None;
        }
        let month = self.month_name(i, true)?;
        let (to, day) = self.day_number(i + 1)?;
        if self.is_in_name(i, to) {
            return None;
        }
        let counted = self.tokens.get(i + 1).is_some_and(|t| t.figure.is_none());
        if counted || (self.counts)(to) && self.tokens[i + 1].glue != Glue::Space {
            return None;
        }
        Some(self.day_of(i, to, month, day))
    }

    /// The day at `from..to` with its year, or with what stands for one (*le 8 mars dernier*, *the October 7 attack*).
    fn day_of(&self, from: usize, to: usize, month: i8, day: i8) -> (usize, Expr) {
        let (to, year) = self.year_after(to);
        let after = self.after_noun(to).filter(|_| year.is_none());
        let named = from > 1 && self.was(from, Role::Of) && self.is(from - 2, Role::KnownDayNoun)
            || self.is(to, Role::KnownDayNoun);
        let which = after.or(named.then_some(Which::Known)).unwrap_or_default();
        (to + usize::from(after.is_some()), Expr::Day { year, month, day, which })
    }

    /// Whether the date at `from..to` is part of a name (*le Mouvement du 23 mars*, *the March 23 Movement*).
    pub(super) fn is_in_name(&self, from: usize, to: usize) -> bool {
        let before = from > 1 && self.was(from, Role::Of) && self.is(from - 2, Role::NameBefore);
        let after = self.tokens.get(to).is_some_and(|t| t.is(Role::NameAfter) && t.is_capital);
        before || after
    }

    pub(super) fn month_name(&self, i: usize, beside_figure: bool) -> Option<i8> {
        let t = self.tokens.get(i)?;
        let month = t.meaning.month?;
        if t.is(Role::Abbreviated) && !beside_figure {
            return None;
        }
        if self.lexicon.months_have_capital && !t.is_capital {
            return None;
        }
        Some(month)
    }

    /// The year after a month, with or without a comma.
    pub(super) fn year_after(&self, i: usize) -> (usize, Option<i16>) {
        let comma = usize::from(self.mark(i, ',') && !self.lexicon.day_first);
        let mut at = i + comma;
        at = self.skip(at, Role::Of);
        match self.year_number(at) {
            Some(year) if comma == 0 || !(self.counts)(at + 1) => (at + 1, Some(year)),
            _ => (i, None),
        }
    }

    pub(super) fn year_number(&self, i: usize) -> Option<i16> {
        let t = self.tokens.get(i).filter(|t| t.digits == 4 && self.stands_alone(i, true))?;
        t.figure.and_then(|y| i16::try_from(y).ok()).filter(|y| (1000..=2100).contains(y))
    }

    pub(super) fn third(&self, i: usize) -> Option<Third> {
        let t = &self.tokens.get(i)?.meaning;
        match () {
            () if t.is(Role::Begin) => Some(Third::Begin),
            () if t.is(Role::Middle) => Some(Third::Middle),
            () if t.is(Role::End) => Some(Third::End),
            () => None,
        }
    }

    /// *fin septembre*, *mi-2014*, *début de l'année*, *en fin de semaine*.
    pub(super) fn third_of(&self, i: usize) -> Parse<Expr> {
        let third = self.third(i)?;
        let mut at = self.skip(i + 1, Role::Of);
        at = self.skip(at, Role::Determiner);
        if self.is(at, Role::MonthWord)
            && self.is(at + 1, Role::Of)
            && self.month_name(at + 2, false).is_some()
        {
            at += 2;
        }
        if let Some(month) = self.month_name(at, false) {
            let (to, year) = self.year_after(at + 1);
            let which = if year.is_none() { self.after_noun(to) } else { None };
            let to = to + usize::from(which.is_some());
            return Some((
                to,
                Expr::Month { year, month, third: Some(third), which: which.unwrap_or_default() },
            ));
        }
        let named = usize::from(self.is(at, Role::YearWord));
        if let Some(year) = self.year_number(at + named)
            && !(self.counts)(at + named + 1)
        {
            return Some((at + named + 1, Expr::Years { from: year, to: year, third: Some(third) }));
        }
        if let Some(parse) = self.season(at, Some(third)) {
            return Some(parse);
        }
        if let Some((to, Expr::Period { unit, shift, origin, .. })) = self.period(at) {
            return Some((to, Expr::Period { unit, shift, origin, third: Some(third) }));
        }
        let unit = self.tokens.get(at)?.meaning.unit?;
        matches!(unit, Unit::Week | Unit::Month | Unit::Year).then_some((
            at + 1,
            Expr::Period { unit, shift: None, origin: Origin::Writing, third: Some(third) },
        ))
    }

    pub(super) fn month(&self, i: usize, in_range: bool) -> Parse<Expr> {
        let third = None;
        if let Some(which) = self.before_noun(i).or(self.is(i, Role::This).then_some(Which::This))
            && let Some(month) = self.month_name(i + 1, false)
        {
            return Some((i + 2, Expr::Month { year: None, month, third, which }));
        }
        let mut at = i;
        let named = self.is(i, Role::MonthWord) && self.is(i + 1, Role::Of);
        if named {
            at += 2;
        }
        let token = self.tokens.get(at)?;
        let month = self.month_name(at, true)?;
        let (to, year) = self.year_after(at + 1);
        if year.is_some() {
            return Some((to, Expr::Month { year, month, third, which: Which::Bare }));
        }
        let joins = in_range && self.hyphen(to) && self.tokens[to].meaning.month.is_some();
        if token.is(Role::Abbreviated) || !self.stands_alone(at, joins || in_range && self.hyphen(at)) {
            return None;
        }
        if let Some(which) = self.after_noun(to) {
            return Some((to + 1, Expr::Month { year, month, third, which }));
        }
        let said = in_range || named || self.was(at, Role::MonthPreposition);
        let is_name = if self.lexicon.months_have_capital {
            !(in_range || named || self.was(at, Role::MonthStrong)) && token.is(Role::Ambiguous)
                || self
                    .tokens
                    .get(to)
                    .is_some_and(|t| t.is_capital && t.glue == Glue::Space && t.mark.is_none())
        } else {
            token.is_capital
        };
        (said && !is_name).then_some((to, Expr::Month { year, month, third, which: Which::Bare }))
    }

    pub(super) fn season(&self, i: usize, third: Option<Third>) -> Parse<Expr> {
        let mut at = i;
        let mut which = self.before_noun(i).or(self.is(i, Role::This).then_some(Which::This));
        at += usize::from(which.is_some());
        let season = self.tokens.get(at)?.meaning.season?;
        if which == Some(Which::This) && self.is(at + 1, Role::That) {
            return None;
        }
        let (mut to, year) = self.year_after(at + 1);
        if which.is_none() && year.is_none() {
            which = self.after_noun(to);
            to += usize::from(which.is_some());
        }
        // Alone, the words are too often something else (*a été*, *spring*): an article or a third must stand before.
        let is_doubtful = self.is(at, Role::Ambiguous);
        let article = self.was(at, Role::Determiner) && !is_doubtful;
        let said = which.is_some() || year.is_some() || third.is_some() || article;
        said.then_some((to, Expr::Season { season, year, which: which.unwrap_or_default(), third }))
    }

    /// *premier trimestre 2017*, *the first quarter of 2017*.
    pub(super) fn term(&self, i: usize) -> Parse<Expr> {
        let number = self.tokens.get(i)?.meaning.ordinal.or_else(|| {
            let t = &self.tokens[i];
            t.figure.filter(|_| t.digits == 1).map(|n| n as u8)
        })?;
        let suffix =
            self.tokens.get(i + 1).is_some_and(|s| s.glue == Glue::Nothing && s.is(Role::OrdinalSuffix));
        let at = i + 1 + usize::from(suffix);
        let months = self.tokens.get(at)?.meaning.term?;
        if number == 0 || number.saturating_mul(months) > 12 {
            return None;
        }
        let (mut to, year) = self.year_after(at + 1);
        let mut which = Which::Bare;
        let of = self.skip(self.skip(to, Role::Of), Role::Determiner);
        let is_calendar = self.lexicon.day_first && !self.was(i, Role::Of);
        if year.is_none()
            && let Some((end, Expr::Period { unit: Unit::Year, shift: Some(shift), .. })) = self.period(of)
        {
            which = match shift {
                -1 => Which::Last,
                0 => Which::This,
                1 => Which::Next,
                _ => Which::Bare,
            };
            to = end;
        } else if year.is_none() && !is_calendar {
            // *le premier trimestre* alone may be a school's or a firm's.
            return None;
        }
        Some((to, Expr::Term { number, months, year, which }))
    }

    /// *la semaine dernière*, *cette année*, *last week*, *le mois suivant*, *ce week-end*.
    pub(super) fn period(&self, i: usize) -> Parse<Expr> {
        let calendar = |u: &Unit| !matches!(u, Unit::Minute | Unit::Hour | Unit::Day | Unit::Fortnight);
        let unit_at = |k: usize| self.tokens.get(k).and_then(|t| t.meaning.unit).filter(calendar);
        let made = |to, unit, shift, origin| Some((to, Expr::Period { unit, shift, origin, third: None }));
        if self.is(i, Role::This) {
            let unit = unit_at(i + 1)?;
            if self.is(i + 2, Role::That) {
                return made(i + 3, unit, Some(0), Origin::Story);
            }
            let to = self.skip(i + 2, Role::Here);
            // A weekend that is named on a weekday is the one that tense points to.
            return made(to, unit, (unit != Unit::Weekend).then_some(0), Origin::Writing);
        }
        if self.is(i, Role::NewBefore)
            && let Some(unit) = unit_at(i + 1)
        {
            return made(i + 2, unit, Some(0), Origin::Writing);
        }
        if let Some(unit) = unit_at(i) {
            let Some(which) = self.after_noun(i + 1) else {
                if self.is(i + 1, Role::Current) {
                    return made(i + 2, unit, Some(0), Origin::Writing);
                }
                if self.is(i + 1, Role::Before) && !self.lexicon.day_first && self.was(i, Role::Determiner) {
                    return made(i + 2, unit, Some(-1), Origin::Story);
                }
                let whole = unit == Unit::Weekend && self.was(i, Role::Determiner);
                return if whole { made(i + 1, unit, None, Origin::Writing) } else { None };
            };
            let (shift, origin) = shift_of(which);
            return made(i + 2, unit, Some(shift), origin);
        }
        let unit = unit_at(i + 1)?;
        let that = self.is(i, Role::That) && !self.lexicon.day_first;
        if self.is(i, Role::Same) || that {
            return made(i + 2, unit, Some(0), Origin::Story);
        }
        if self.is(i, Role::Current) {
            return made(i + 2, unit, Some(0), Origin::Writing);
        }
        let which = self.before_noun(i)?;
        let article = self.was(i, Role::Determiner);
        match which {
            // *the last week*, *la dernière semaine*, *the past week*: the seven days up to now.
            Which::Last if article => Some((i + 2, Expr::Stretch { n: -1, unit })),
            Which::Previous if self.is(i, Role::Past) && !self.is(i, Role::Previous) => {
                Some((i + 2, Expr::Stretch { n: -1, unit }))
            }
            Which::Next if article && !self.lexicon.day_first && self.is(i, Role::Following) => {
                made(i + 2, unit, Some(1), Origin::Story)
            }
            _ => {
                let (shift, origin) = shift_of(which);
                made(i + 2, unit, Some(shift), origin)
            }
        }
    }

    /// *les années 1980*, *the 1990s*.
    pub(super) fn decade(&self, i: usize) -> Parse<Expr> {
        let named = self.is(i, Role::Decade);
        let at = i + usize::from(named);
        let t = self.tokens.get(at)?;
        let plural = self.tokens.get(at + 1).is_some_and(|s| {
            s.end - s.start == 1 && matches!(s.glue, Glue::Nothing | Glue::Apostrophe) && s.mark.is_none()
        });
        let clipped = at > 1 && self.tokens[at - 1].mark.is_some_and(|m| "'’‘".contains(m));
        let year = match t.digits {
            4 => t.figure? as i16,
            2 if named || plural && (self.was(at, Role::Determiner) || clipped) => 1900 + t.figure? as i16,
            _ if named => {
                let (to, number) = self.number(at).filter(|&(_, n)| (20..100).contains(&n) && n % 10 == 0)?;
                let from = 1900 + number as i16;
                return Some((to, Expr::Years { from, to: from + 9, third: None }));
            }
            _ => return None,
        };
        let said = if named { !plural } else { plural && !self.lexicon.day_first };
        if !said || !(1000..=2100).contains(&year) || year % 10 != 0 {
            return None;
        }
        Some((at + 1 + usize::from(plural), Expr::Years { from: year, to: year + 9, third: None }))
    }

    /// *en 2014*, *l'année 2014*, *(2014)*, *2014-2016*.
    pub(super) fn years(&self, i: usize, in_range: bool) -> Parse<Expr> {
        let at = i + usize::from(self.is(i, Role::YearWord));
        let from = self.year_number(at)?;
        let to = at + 1;
        // *depuis... 1950*
        let mut led = at;
        while led > 0 && self.tokens[led - 1].mark.is_some_and(|m| m == '.' || m == '…') {
            led -= 1;
        }
        let glued = self.hyphen(to);
        if glued && !(in_range && self.year_number(to).is_some_and(|second| second > from)) {
            return None;
        }
        let joined = at > 1 && self.was(at, Role::And) && self.year_number(at - 2).is_some();
        let strong = at > i || self.was(led, Role::YearStrong) || in_range || joined || self.hyphen(at);
        let modern = (1900..=2100).contains(&from);
        // *le budget 2019*, *the 2003 invasion*.
        let of_noun = modern
            && at > 0
            && at == i
            && (self.is(at - 1, Role::YearNoun)
                || self.is(at - 1, Role::YearDeterminer)
                    && self.tokens.get(to).is_some_and(|t| t.mark.is_none() && t.glue == Glue::Space));
        if of_noun {
            return Some((to, Expr::Years { from, to: from, third: None }));
        }
        let brackets = self.mark(to, ')') && at > 0 && self.mark(at - 1, '(');
        let said = brackets || strong || self.was(at, Role::YearPreposition) && modern;
        let counted = (in_range || !strong) && (self.counts)(to);
        let unit = self.tokens.get(to).is_some_and(|t| t.meaning.unit.is_some() || t.mark == Some('%'));
        (said && !counted && !unit).then_some((to, Expr::Years { from, to: from, third: None }))
    }
}

fn shift_of(which: Which) -> (i32, Origin) {
    match which {
        Which::Last => (-1, Origin::Writing),
        Which::Next => (1, Origin::Writing),
        Which::Previous => (-1, Origin::Story),
        Which::Following => (1, Origin::Story),
        Which::Bare | Which::This | Which::Known => (0, Origin::Writing),
    }
}
