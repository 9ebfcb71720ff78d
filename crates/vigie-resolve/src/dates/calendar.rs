//! From what is said to days of the calendar.

use super::grammar::{Bound, Expr, Found, Origin, Third, Which};
use super::lexicon::{Holiday, Lexicon, Part, Unit};
use super::tense::Tense;
use jiff::{Span, civil::Date};
use vigie_schema::{Basis, TimePrecision};

/// A closed interval of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Days {
    pub start: Date,
    pub end: Date,
    pub precision: TimePrecision,
}

/// The date that the story has reached.
#[derive(Clone, Copy, Debug)]
pub(super) struct Story {
    pub days: Days,
    pub part: Option<Part>,
    pub sentence: usize,
    /// The year that its words gave, with a month.
    pub said_year: Option<i16>,
    /// It belongs to a noun, or to what lay long before the news: parts of day do not count from it.
    pub is_background: bool,
}

/// What an expression is resolved against.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame<'a> {
    /// The day the article was written.
    pub writing: Option<Date>,
    pub story: Option<Story>,
    pub tense: Tense,
    /// The expression is a noun's complement (*le référendum du 25 septembre*).
    pub is_of_noun: bool,
    /// A year that a date without one most likely belongs to.
    pub year: Option<i16>,
    pub lexicon: &'a Lexicon,
}

/// What the words name is in no calendar (31 February).
#[derive(Debug)]
pub(super) struct NoSuchDay;

type Resolved = Result<Option<Days>, NoSuchDay>;

/// Ends of an expression; an end is absent where it is open or not known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ends {
    pub start: Option<Date>,
    pub end: Option<Date>,
    pub precision: TimePrecision,
    pub basis: Basis,
}

fn add_days(date: Date, n: i32) -> Option<Date> {
    date.checked_add(Span::new().try_days(n).ok()?).ok()
}

fn add_months(date: Date, n: i32) -> Option<Date> {
    date.checked_add(Span::new().try_months(n).ok()?).ok()
}

fn month_days(year: i16, month: i8) -> Option<Days> {
    let start = Date::new(year, month, 1).ok()?;
    Some(Days { start, end: start.last_of_month(), precision: TimePrecision::Month })
}

fn year_days(from: i16, to: i16) -> Option<Days> {
    let (start, end) = (Date::new(from, 1, 1).ok()?, Date::new(to, 12, 31).ok()?);
    Some(Days { start, end, precision: TimePrecision::Year })
}

/// The hundred years of a century by its number.
fn century_days(number: i16) -> Option<Days> {
    let last = number.checked_mul(100)?;
    year_days(last - 99, last)
}

fn day(start: Date) -> Days {
    Days { start, end: start, precision: TimePrecision::Day }
}

fn monday(date: Date) -> Option<Date> {
    add_days(date, -i32::from(date.weekday().to_monday_zero_offset()))
}

/// Easter Sunday by the Gregorian reckoning (the anonymous algorithm of *Nature*, 1876).
#[expect(clippy::many_single_char_names, reason = "the letters of the published algorithm")]
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year, i8::try_from(n / 31).ok()?, i8::try_from(n % 31 + 1).ok()?).ok()
}

fn holiday_days(holiday: &Holiday, year: i16) -> Option<Days> {
    if holiday.year.is_some_and(|only| only != year) {
        return None;
    }
    let single = match (holiday.month, holiday.day, holiday.easter) {
        (Some(month), Some(day), _) => Date::new(year, month, day).ok()?,
        (_, _, Some(offset)) => add_days(easter(year)?, offset)?,
        _ => {
            let &(start, end) = holiday.days.iter().find(|d| d.0.year() == year)?;
            return Some(Days { start, end, precision: TimePrecision::Day });
        }
    };
    Some(day(single))
}

/// A third of a period, cut at the first month, ten days or weekdays as the press cuts them.
fn third_of(days: Days, third: Option<Third>, unit: Unit) -> Option<Days> {
    let Some(third) = third else { return Some(days) };
    let Days { start, end, .. } = days;
    let (start, end) = match (unit, third) {
        (Unit::Week, Third::Begin) => (start, add_days(start, 2)?),
        (Unit::Week, Third::Middle) => (add_days(start, 1)?, add_days(start, 3)?),
        (Unit::Week, Third::End) => (add_days(start, 4)?, end),
        (Unit::Month, Third::Begin) => (start, add_days(start, 9)?),
        (Unit::Month, Third::Middle) => (add_days(start, 10)?, add_days(start, 19)?),
        (Unit::Month, Third::End) => (add_days(start, 20)?, end),
        (Unit::Year, Third::Begin) => (start, add_days(add_months(start, 3)?, -1)?),
        (Unit::Year, Third::Middle) => (add_months(start, 4)?, add_days(add_months(start, 8)?, -1)?),
        (Unit::Year, Third::End) => (add_months(start, 9)?, end),
        (_, Third::Begin) => (start, add_days(start, 30)?),
        (_, Third::Middle) => (add_days(start, 31)?, add_days(start, 60)?),
        (_, Third::End) => (add_days(end, -30)?, end),
    };
    let precision = match unit {
        Unit::Week | Unit::Month => TimePrecision::Day,
        _ => TimePrecision::Month,
    };
    Some(Days { start, end: end.max(start), precision })
}

/// How far ahead, in days, a date without year or tense may lie to be taken as a coming one, if its last return is
/// as far behind as [`LONG_AGO`].
const SOON: i32 = 95;
const LONG_AGO: i32 = 270;
/// A date this little behind is not that of next year, whatever the tense says.
const JUST_BEHIND: i32 = 60;

fn days_between(a: Date, b: Date) -> i32 {
    a.until(b).map_or(0, |span| span.get_days())
}

impl Frame<'_> {
    /// Of the yearly returns that `of` gives, the one that tense and direction point to.
    fn yearly(&self, which: Which, of: impl Fn(i16) -> Option<Days>) -> Option<Days> {
        let writing = self.writing?;
        if let Some(year) = self.year.filter(|_| which == Which::Bare) {
            return of(year);
        }
        let year = writing.year();
        let past = |strict: bool| {
            (0..9)
                .filter_map(|back| of(year.checked_sub(back)?))
                .find(|d| if strict { d.end < writing } else { d.start <= writing })
        };
        let future = |strict: bool| {
            (-1..9)
                .filter_map(|on| of(year.checked_add(on)?))
                .find(|d| if strict { d.start > writing } else { d.end >= writing })
        };
        match (which, self.tense) {
            (Which::Last | Which::Previous | Which::Known, _) => past(true),
            (Which::Next | Which::Following, _) => future(true),
            (Which::This, _) => of(year),
            (Which::Bare, Tense::Future) if !self.is_of_noun => {
                // Nobody announces by day and month what is most of a year ahead.
                let near = past(false).is_some_and(|p| days_between(p.end, writing) < JUST_BEHIND);
                if near { past(false) } else { future(false) }
            }
            (Which::Bare, Tense::Past) if !self.is_of_noun => past(false),
            (Which::Bare, _) => match (past(false), future(false)) {
                (Some(p), Some(f))
                    if days_between(p.end, writing) >= LONG_AGO && days_between(writing, f.start) <= SOON =>
                {
                    Some(f)
                }
                (p, f) => p.or(f),
            },
        }
    }

    fn weekday(&self, number: i8, which: Which, week: Option<i32>, on: u8) -> Option<Days> {
        let writing = self.writing?;
        let weekday = jiff::civil::Weekday::from_monday_one_offset(number).ok()?;
        if let Some(shift) = week {
            return Some(day(add_days(monday(writing)?, 7 * shift + i32::from(number) - 1)?));
        }
        let to_or_before = |d: Date| add_days(d, -i32::from(d.weekday().since(weekday)));
        let to_or_after = |d: Date| add_days(d, i32::from(d.weekday().until(weekday)));
        let story = self.story.map_or(writing, |s| s.days.end);
        let found = match which {
            Which::Last => to_or_before(add_days(writing, -1)?),
            Which::Next | Which::Known => to_or_after(add_days(writing, 1)?),
            Which::Following => to_or_after(add_days(story, 1)?),
            Which::Previous => to_or_before(add_days(story, -1)?),
            Which::Bare | Which::This if self.tense == Tense::Future => to_or_after(writing),
            Which::Bare | Which::This => to_or_before(writing),
        };
        found.and_then(|d| add_days(d, 7 * i32::from(on))).map(day)
    }

    fn origin(&self, origin: Origin) -> Option<Date> {
        match origin {
            Origin::Writing => self.writing,
            Origin::Story => self.story.map(|s| s.days.start).or(self.writing),
        }
    }

    fn period(&self, unit: Unit, shift: Option<i32>, origin: Origin, third: Option<Third>) -> Option<Days> {
        let from = self.origin(origin)?;
        let at = |shift: i32| -> Option<Days> {
            match unit {
                Unit::Week => {
                    let start = add_days(monday(from)?, shift.checked_mul(7)?)?;
                    Some(Days { start, end: add_days(start, 6)?, precision: TimePrecision::Week })
                }
                Unit::Weekend => {
                    let start = add_days(monday(from)?, shift.checked_mul(7)? + 5)?;
                    Some(Days { start, end: add_days(start, 1)?, precision: TimePrecision::Week })
                }
                Unit::Month => {
                    let day = add_months(from.first_of_month(), shift)?;
                    month_days(day.year(), day.month())
                }
                Unit::Decade => {
                    let first = i32::from(from.year()).div_euclid(10).checked_add(shift)?.checked_mul(10)?;
                    let first = i16::try_from(first).ok()?;
                    year_days(first, first.checked_add(9)?)
                }
                Unit::Century => {
                    let number = (i32::from(from.year()) - 1).div_euclid(100).checked_add(shift)?;
                    century_days(i16::try_from(number.checked_add(1)?).ok()?)
                }
                _ => {
                    let year = i16::try_from(i32::from(from.year()) + shift).ok()?;
                    year_days(year, year)
                }
            }
        };
        let cut = |shift: i32| third_of(at(shift)?, third, unit);
        match (unit, shift) {
            // The last weekend is the one that is over.
            (Unit::Weekend, Some(-1)) => [0, -1].into_iter().filter_map(cut).find(|d| d.end < from),
            (_, Some(shift)) => cut(shift),
            (_, None) if self.tense == Tense::Future => cut(0),
            (_, None) => [0, -1].into_iter().filter_map(cut).find(|d| d.start <= from),
        }
    }

    fn distance(&self, n: i32, unit: Unit, origin: Origin) -> Option<Days> {
        let from = self.origin(origin)?;
        if let (Origin::Story, Some(story)) = (origin, self.story)
            && coarseness(unit_precision(unit)) < coarseness(story.days.precision)
        {
            return None;
        }
        let exact = moved(from, n, unit)?;
        let days = match unit {
            Unit::Month => month_days(exact.year(), exact.month())?,
            Unit::Year | Unit::Decade | Unit::Century => year_days(exact.year(), exact.year())?,
            Unit::Weekend => return self.period(Unit::Weekend, Some(n), origin, None),
            Unit::Week | Unit::Fortnight => Days { precision: TimePrecision::Week, ..day(exact) },
            Unit::Minute | Unit::Hour | Unit::Day => day(exact),
        };
        Some(days)
    }

    fn stretch(&self, n: i32, unit: Unit) -> Option<Days> {
        let writing = self.writing?;
        if unit == Unit::Weekend {
            return self.period(unit, Some(n), Origin::Writing, None);
        }
        let other = moved(writing, n, unit)?;
        let precision = unit_precision(unit);
        Some(Days { start: other.min(writing), end: other.max(writing), precision })
    }

    /// The day of a part of day that names none: the story's, or the writing's.
    fn story_part(&self, part: Option<Part>, sentence: usize) -> Option<Days> {
        let writing = self.writing;
        let story = self
            .story
            .filter(|s| coarseness(s.days.precision) == 0 && days_between(s.days.start, s.days.end) <= 1);
        let Some(story) = story else {
            let writing = writing?;
            return match part {
                Some(Part::Night) => Some(Days { start: add_days(writing, -1)?, ..day(writing) }),
                _ => Some(day(writing)),
            };
        };
        let Days { start, end, .. } = story.days;
        let is_night = start != end;
        match part {
            Some(Part::Night) if is_night => Some(story.days),
            Some(Part::Evening) if is_night && sentence == story.sentence => Some(day(start)),
            Some(Part::Night) => {
                let is_over = writing.is_some_and(|w| end < w);
                let follows =
                    matches!(story.part, Some(Part::Evening | Part::Afternoon)) || sentence > story.sentence;
                if follows && is_over {
                    Some(Days { end: add_days(end, 1)?, ..day(start) })
                } else {
                    Some(Days { start: add_days(start, -1)?, ..day(end) })
                }
            }
            // Dawn and what follows it come after the night that was told.
            _ => Some(day(end)),
        }
    }

    fn expression(&self, expr: Expr, part: Option<Part>, sentence: usize) -> Resolved {
        Ok(match expr {
            Expr::Day { year: Some(year), month, day: d, .. } => {
                Some(day(Date::new(year, month, d).map_err(|_| NoSuchDay)?))
            }
            Expr::Day { year: None, month, day: d, which } => {
                Date::new(2024, month, d).map_err(|_| NoSuchDay)?;
                let known = (which == Which::Known).then(|| self.known_day(month, d)).flatten();
                let which = if which == Which::Known { Which::Bare } else { which };
                known.or_else(|| self.yearly(which, |year| Date::new(year, month, d).ok().map(day)))
            }
            Expr::BareDay(d) => self.bare_day(d),
            Expr::Weekday { day, which, week, on } => self.weekday(day, which, week, on),
            Expr::Month { year: Some(year), month, third, .. } => {
                month_days(year, month).and_then(|m| third_of(m, third, Unit::Month))
            }
            Expr::Month { year: None, month, third, which } => {
                // *en octobre* is this October while it lasts; *octobre dernier* never is.
                self.yearly(which, |year| third_of(month_days(year, month)?, third, Unit::Month))
            }
            Expr::Century(number) => century_days(i16::from(number)),
            Expr::Years { from, to, third } => {
                year_days(from, to).and_then(|y| third_of(y, third, Unit::Year))
            }
            Expr::Season { season, year, which, third } => {
                let season = &self.lexicon.seasons[usize::from(season)];
                let of = |year: i16| {
                    let start = Date::new(year, season.from.0, season.from.1).ok()?;
                    let wraps = i16::from(season.to < season.from);
                    let end = Date::new(year + wraps, season.to.0, season.to.1).ok()?;
                    third_of(Days { start, end, precision: TimePrecision::Month }, third, Unit::Decade)
                };
                match year {
                    Some(year) => of(year),
                    None => self.yearly(which, of),
                }
            }
            Expr::Term { number, months, year, which } => {
                let of = |year: i16| {
                    let (number, months) = (number.cast_signed(), months.cast_signed());
                    let last = number * months;
                    let start = Date::new(year, last - months + 1, 1).ok()?;
                    let end = Date::new(year, last, 1).ok()?.last_of_month();
                    Some(Days { start, end, precision: TimePrecision::Month })
                };
                match (year, self.writing) {
                    (Some(year), _) => of(year),
                    (None, Some(w)) if which != Which::Bare => {
                        of(w.year() + i16::from(which == Which::Next) - i16::from(which == Which::Last))
                    }
                    _ => self.yearly(which, of),
                }
            }
            Expr::Offset { days, origin } => {
                let from = match origin {
                    Origin::Writing => self.writing,
                    Origin::Story => self.story_day(days),
                };
                from.and_then(|d| add_days(d, days)).map(day)
            }
            Expr::Period { unit, shift, origin, third } => self.period(unit, shift, origin, third),
            Expr::Distance { n, unit, origin } => self.distance(n, unit, origin),
            Expr::Stretch { n, unit } => self.stretch(n, unit),
            Expr::Holiday { index, year } => {
                let holiday = &self.lexicon.holidays[usize::from(index)];
                match year.or(holiday.year) {
                    Some(year) => holiday_days(holiday, year),
                    None => self.yearly(Which::Bare, |year| holiday_days(holiday, year)),
                }
            }
            Expr::ThisNight => self.writing.and_then(|w| match self.tense {
                Tense::Future => Some(Days { end: add_days(w, 1)?, ..day(w) }),
                _ => Some(Days { start: add_days(w, -1)?, ..day(w) }),
            }),
            Expr::StoryPart | Expr::Hour => self.story_part(part, sentence),
            Expr::Ahead { n, unit, is_whole } if self.is_ahead(is_whole) => {
                if is_whole {
                    self.stretch(n, unit)
                } else {
                    self.distance(n, unit, Origin::Writing)
                }
            }
            Expr::Duration(_) | Expr::Set | Expr::Vague | Expr::Ahead { .. } => None,
        })
    }

    /// Whether *in two days* and *sous 48 heures* count on from the day of writing; else they are lengths of time.
    fn is_ahead(&self, is_whole: bool) -> bool {
        match self.tense {
            Tense::Future => true,
            Tense::Open => is_whole && self.lexicon.day_first,
            Tense::Past => false,
        }
    }

    /// *les attentats du 11 septembre*, *the October 7 attack*: the day known by that name, if it lies behind.
    fn known_day(&self, month: i8, d: i8) -> Option<Days> {
        let year = *self.lexicon.known_days.get(&(month, d))?;
        let date = Date::new(year, month, d).ok()?;
        self.writing.is_none_or(|w| date <= w).then(|| day(date))
    }

    /// The day that *la veille* or *le lendemain* counts from.
    fn story_day(&self, days: i32) -> Option<Date> {
        match self.story {
            Some(s) if coarseness(s.days.precision) == 0 => {
                Some(if days > 0 { s.days.end } else { s.days.start })
            }
            _ => self.writing,
        }
    }

    fn bare_day(&self, number: i8) -> Option<Days> {
        let writing = self.writing?;
        let mut months = match self.tense {
            Tense::Future => [0, 1, 2],
            _ => [0, -1, -2],
        }
        .into_iter();
        let date = months.find_map(|back| {
            let month = add_months(writing.first_of_month(), back)?;
            let date = Date::new(month.year(), month.month(), number).ok()?;
            let fits = if self.tense == Tense::Future { date >= writing } else { date <= writing };
            fits.then_some(date)
        })?;
        Some(day(date))
    }

    fn single(&self, found: &Found, expr: Expr, sentence: usize) -> Resolved {
        let Some(mut days) = self.expression(expr, found.part, sentence)? else { return Ok(None) };
        if found.shift != 0 {
            let from = if found.shift > 0 { days.end } else { days.start };
            let moved = add_days(from, found.shift);
            let Some(moved) = moved else { return Ok(None) };
            days = day(moved);
        }
        if let Some(part) = found.part {
            let one_day = days.start == days.end && coarseness(days.precision) == 0;
            if one_day && part == Part::Night && found.second.is_none() {
                let unfinished = self.writing == Some(days.end) && self.tense != Tense::Future;
                let both = if unfinished {
                    add_days(days.start, -1).map(|start| Days { start, ..days })
                } else {
                    add_days(days.end, 1).map(|end| Days { end, ..days })
                };
                days = both.unwrap_or(days);
            }
            if coarseness(days.precision) == 0 {
                days.precision = TimePrecision::PartOfDay;
            }
        }
        Ok(Some(days))
    }

    pub(super) fn both(&self, found: &Found, second: Expr, sentence: usize) -> Resolved {
        let Some(b) = self.single(found, second, sentence)? else { return Ok(None) };
        let inner = Frame { writing: Some(b.end), tense: Tense::Past, is_of_noun: false, ..*self };
        let Some(a) = inner.single(found, found.expr, sentence)? else { return Ok(None) };
        if a.start > b.end {
            return Err(NoSuchDay);
        }
        let precision =
            if coarseness(a.precision) > coarseness(b.precision) { a.precision } else { b.precision };
        Ok(Some(Days { start: a.start, end: b.end, precision }))
    }

    /// The days of `found`; its own bound opens one end. `published` closes what lasts up to now.
    pub(super) fn resolve(
        &self,
        found: &Found,
        published: Option<Date>,
        sentence: usize,
    ) -> Result<Ends, NoSuchDay> {
        let frame = self.looking(found);
        let basis = basis(found.expr);
        let days = match found.second {
            Some(second) => frame.both(found, second, sentence)?,
            None => frame.single(found, found.expr, sentence)?,
        };
        let Some(Days { start, end, precision }) = days else {
            let end = published.filter(|_| found.expr == Expr::Vague && found.bound == Bound::Since);
            return Ok(Ends { start: None, end, precision: TimePrecision::Unknown, basis });
        };
        let (start, end) = match found.bound {
            Bound::AsEarlyAs if self.tense == Tense::Past => (Some(start), Some(end)),
            Bound::At => (Some(start), Some(end)),
            Bound::Since => (Some(start), published.filter(|&p| p >= start)),
            Bound::From | Bound::AsEarlyAs => (Some(start), None),
            Bound::Until => (None, Some(end)),
            // *avant la fin du mois* lets the month pass.
            Bound::Before if is_end(found.expr) => (None, Some(end)),
            Bound::Before if coarseness(precision) == 0 => (None, Some(start)),
            Bound::Before => (None, add_days(start, -1)),
            Bound::After => (Some(start), published.filter(|&p| p >= start && frame.tense != Tense::Future)),
        };
        Ok(Ends { start, end, precision, basis })
    }

    /// The frame with the direction that the bound gives: *until* and *from* look ahead where no tense says otherwise.
    fn looking(&self, found: &Found) -> Self {
        let mut frame = *self;
        let looks_ahead =
            matches!(found.bound, Bound::Until | Bound::From | Bound::AsEarlyAs | Bound::Before);
        if looks_ahead && self.tense == Tense::Open {
            frame.tense = Tense::Future;
        }
        let yearly = matches!(found.expr, Expr::Day { year: None, .. } | Expr::Month { year: None, .. });
        if looks_ahead && yearly && self.tense == Tense::Past && found.bound != Bound::AsEarlyAs {
            frame.tense = Tense::Open;
        }
        // *ont fermé les écoles jusqu'à mercredi*: the verb is past and the day the nearest.
        if let Expr::Weekday { day, which: Which::Bare, week: None, .. } = found.expr
            && looks_ahead
            && found.bound != Bound::AsEarlyAs
            && let Some(writing) = self.writing
            && (i32::from(day) - i32::from(writing.weekday().to_monday_one_offset())).rem_euclid(7) <= 3
        {
            frame.tense = Tense::Future;
        }
        frame
    }
}

impl Frame<'_> {
    /// The days of one end of an expression alone, whatever bounds it and whatever it dates.
    pub(super) fn named(&self, found: &Found, is_second: bool, sentence: usize) -> Option<Days> {
        let frame = self.looking(found);
        let bare = Found { shift: if found.is_of_following { 0 } else { found.shift }, ..*found };
        let expr = match (found.expr, is_second) {
            (_, true) => found.second?,
            (Expr::Offset { origin: Origin::Story, .. }, _) if found.is_of_following => {
                Expr::Offset { days: 0, origin: Origin::Story }
            }
            (Expr::Distance { unit, origin: Origin::Story, .. }, _) if found.is_of_following => {
                Expr::Distance { n: 0, unit, origin: Origin::Story }
            }
            (expr, _) => expr,
        };
        if let (Some(second), false) = (found.second, is_second) {
            let b = frame.single(&bare, second, sentence).ok()??;
            let inner = Frame { writing: Some(b.end), tense: Tense::Past, is_of_noun: false, ..frame };
            return inner.single(&bare, expr, sentence).ok()?;
        }
        frame.single(&bare, expr, sentence).ok()?
    }
}

fn is_end(expr: Expr) -> bool {
    matches!(
        expr,
        Expr::Month { third: Some(Third::End), .. }
            | Expr::Years { third: Some(Third::End), .. }
            | Expr::Period { third: Some(Third::End), .. }
            | Expr::Season { third: Some(Third::End), .. }
    )
}

fn basis(expr: Expr) -> Basis {
    match expr {
        Expr::Day { .. }
        | Expr::Month { .. }
        | Expr::Years { .. }
        | Expr::Century(_)
        | Expr::Holiday { .. }
        | Expr::Season { year: Some(_), .. }
        | Expr::Term { year: Some(_), .. } => Basis::Explicit,
        _ => Basis::Relative,
    }
}

fn unit_precision(unit: Unit) -> TimePrecision {
    match unit {
        Unit::Minute | Unit::Hour | Unit::Day => TimePrecision::Day,
        Unit::Week | Unit::Weekend | Unit::Fortnight => TimePrecision::Week,
        Unit::Month => TimePrecision::Month,
        Unit::Year | Unit::Decade | Unit::Century => TimePrecision::Year,
    }
}

/// 0 for days and their parts, more for longer periods.
pub(super) fn coarseness(precision: TimePrecision) -> u8 {
    match precision {
        TimePrecision::PartOfDay | TimePrecision::Day => 0,
        TimePrecision::Week => 1,
        TimePrecision::Month => 2,
        TimePrecision::Year => 3,
        TimePrecision::Unknown => 4,
    }
}

/// `n` units on from `date`; hours count as the days they fill or begin.
fn moved(date: Date, n: i32, unit: Unit) -> Option<Date> {
    let whole = |per_day: i32| n.signum() * ((n.abs() + per_day / 2) / per_day);
    match unit {
        Unit::Minute => add_days(date, whole(1440)),
        Unit::Hour => add_days(date, whole(24)),
        Unit::Day => add_days(date, n),
        Unit::Week | Unit::Weekend => add_days(date, n.checked_mul(7)?),
        Unit::Fortnight => add_days(date, n.checked_mul(14)?),
        Unit::Month => add_months(date, n),
        Unit::Year => add_months(date, n.checked_mul(12)?),
        Unit::Decade => add_months(date, n.checked_mul(120)?),
        Unit::Century => add_months(date, n.checked_mul(1200)?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_falls_where_the_church_put_it() {
        for (year, month, day) in [(2014, 4, 20), (2016, 3, 27), (2017, 4, 16), (2019, 4, 21), (2024, 3, 31)]
        {
            assert_eq!(easter(year), Date::new(year, month, day).ok());
        }
    }
}
