//! The grammar of expressions of time: from words of time to what they mean, before any calendar is known.

mod date;
mod length;
mod part;

pub(super) use length::days_of;

use super::lexer::{Glue, Token};
use super::lexicon::{Lexicon, Part, Role, Unit};

/// Which one of a recurring day, month or season is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Which {
    /// Nothing is said: tense decides.
    #[default]
    Bare,
    This,
    Last,
    Next,
    /// Of the story's date.
    Following,
    Previous,
    /// The one that is known by its day and month.
    Known,
}

/// A third of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Third {
    Begin,
    Middle,
    End,
}

/// What a distance is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// The day the article was written.
    Writing,
    /// The day the story is in.
    Story,
}

/// A point or period of time as it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expr {
    Day {
        year: Option<i16>,
        month: i8,
        day: i8,
        which: Which,
    },
    /// A day of an unnamed month, in a range or beside a weekday.
    BareDay(i8),
    /// `week` is the week said beside it (*mardi de la semaine dernière*).
    Weekday {
        day: i8,
        which: Which,
        week: Option<i32>,
        /// How many weeks on (*lundi en huit*).
        on: u8,
    },
    Month {
        year: Option<i16>,
        month: i8,
        third: Option<Third>,
        which: Which,
    },
    Years {
        from: i16,
        to: i16,
        third: Option<Third>,
    },
    Season {
        season: u8,
        year: Option<i16>,
        which: Which,
        third: Option<Third>,
    },
    /// A quarter or half of a year: its number and its length in months.
    Term {
        number: u8,
        months: u8,
        year: Option<i16>,
        which: Which,
    },
    Offset {
        days: i32,
        origin: Origin,
    },
    /// The calendar week, weekend, month or year so many away; `None` where tense decides (*le week-end*).
    Period {
        unit: Unit,
        shift: Option<i32>,
        origin: Origin,
        third: Option<Third>,
    },
    /// So many units before (below 0) or after.
    Distance {
        n: i32,
        unit: Unit,
        origin: Origin,
    },
    /// The so many units that end (below 0) or begin on the day of writing.
    Stretch {
        n: i32,
        unit: Unit,
    },
    Holiday {
        index: u8,
        year: Option<i16>,
    },
    /// The night that is nearest to the writing, by tense.
    ThisNight,
    /// A part of the story's day.
    StoryPart,
    /// An hour of the story's day.
    Hour,
    /// The number of a century.
    Century(u8),
    /// A length that is ahead of the writing where its clause is (*in two days*): the day that it reaches, or the whole of it.
    Ahead {
        n: i32,
        unit: Unit,
        is_whole: bool,
    },
    /// A length, in days.
    Duration(i32),
    Set,
    Vague,
}

/// How the expression bounds what it dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Bound {
    #[default]
    At,
    Since,
    Until,
    From,
    /// [`Bound::From`] unless its clause is past, where it is a plain day.
    AsEarlyAs,
    Before,
    After,
}

/// An expression found, with the tokens it covers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub from: usize,
    pub to: usize,
    pub expr: Expr,
    /// The other end of a range.
    pub second: Option<Expr>,
    /// The token after the first end and the first token of the other.
    pub between: Option<(usize, usize)>,
    pub part: Option<Part>,
    pub bound: Bound,
    /// Its two ends are told of side by side, and not as a stretch (*les 6 et 13 avril*).
    pub is_list: bool,
    /// Days added to the whole (*la veille de Noël*).
    pub shift: i32,
    /// The expression dates the event named right after it.
    pub is_of_following: bool,
}

impl Found {
    fn new(from: usize, to: usize, expr: Expr) -> Self {
        let (bound, part) = (Bound::At, None);
        Self {
            from,
            to,
            expr,
            second: None,
            between: None,
            part,
            bound,
            is_list: false,
            shift: 0,
            is_of_following: false,
        }
    }

    fn with_part(mut self, part: Option<Part>) -> Self {
        self.part = part.filter(|&p| p != Part::Day);
        self
    }
}

/// A parse: the token after it, and its meaning.
type Parse<T> = Option<(usize, T)>;

/// Reads one sentence's tokens.
pub(super) struct Grammar<'a> {
    pub tokens: &'a [Token],
    pub lexicon: &'a Lexicon,
    /// Whether the word of token `i` may be a noun that a number counts.
    pub counts: &'a dyn Fn(usize) -> bool,
}

impl Grammar<'_> {
    /// Every expression of the sentence, in order, none overlapping another.
    pub(super) fn expressions(&self) -> Vec<Found> {
        let mut out = Vec::new();
        let mut i = 0;
        while i < self.tokens.len() {
            match self.expression(i) {
                Some(found) if found.to > i => {
                    i = found.to;
                    out.push(found);
                }
                _ => i += 1,
            }
        }
        out
    }

    fn is(&self, i: usize, role: Role) -> bool {
        self.tokens.get(i).is_some_and(|t| t.is(role))
    }

    fn was(&self, i: usize, role: Role) -> bool {
        i > 0 && self.is(i - 1, role)
    }

    fn skip(&self, i: usize, role: Role) -> usize {
        i + usize::from(self.is(i, role))
    }

    fn hyphen(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| t.glue == Glue::Hyphen)
    }

    fn mark(&self, i: usize, mark: char) -> bool {
        self.tokens.get(i).is_some_and(|t| t.mark == Some(mark))
    }

    /// Whether nothing but space or a mark stands on either side of token `i`, or a hyphen where that is allowed.
    fn stands_alone(&self, i: usize, hyphen: bool) -> bool {
        let free = |glue| matches!(glue, Glue::Space | Glue::Apostrophe) || hyphen && glue == Glue::Hyphen;
        let before = i == 0 || free(self.tokens[i].glue) || self.tokens[i - 1].mark.is_some_and(opens);
        let after = self.tokens.get(i + 1).is_none_or(|t| free(t.glue) || t.mark.is_some_and(closes));
        before && after
    }

    fn expression(&self, i: usize) -> Option<Found> {
        let t = &self.tokens[i];
        if t.mark.is_some() || t.figure.is_none() && t.meaning.is_empty() {
            return None;
        }
        self.set(i)
            .or_else(|| self.night_of(i))
            .or_else(|| self.range(i))
            .or_else(|| self.bounded(i))
            .or_else(|| self.point(i))
            .or_else(|| self.quantity(i))
            .or_else(|| self.hour(i))
            .or_else(|| self.duration(i))
            .or_else(|| self.lone_day(i))
    }

    /// Habits: no day of theirs is the day of an event.
    fn set(&self, i: usize) -> Option<Found> {
        let t = &self.tokens[i].meaning;
        if t.is(Role::WeekdayPlural) {
            return Some(Found::new(i, i + 1, Expr::Set));
        }
        if !t.is(Role::Each) {
            return None;
        }
        let n = self.number(i + 1).map_or(i + 1, |(to, _)| to);
        let m = &self.tokens.get(n)?.meaning;
        let is_time = m.unit.is_some()
            || m.weekday.is_some()
            || m.is(Role::WeekdayPlural)
            || m.part.is_some()
            || m.month.is_some()
            || m.season.is_some();
        is_time.then(|| {
            let to = n + 1;
            Found::new(
                i,
                to + usize::from(self.tokens.get(to).is_some_and(|t| t.meaning.part.is_some())),
                Expr::Set,
            )
        })
    }

    fn range(&self, i: usize) -> Option<Found> {
        let opens = self.is(i, Role::Between) || self.is(i, Role::RangeOpen) || self.is(i, Role::Since);
        let first = if opens { i + 1 } else { i };
        let between = self.is(i, Role::Between);
        let (mid, a) = self.core_with_article(first, true)?;
        let (mid, part) = self.trailing_part(mid);
        let end = mid;
        // Without an opening word only dates are joined (*Nov 3 to Nov 5*, *les 3 et 4 novembre*, *3-4 novembre*).
        let date = matches!(a, Expr::Day { .. } | Expr::BareDay(_));
        let closes = match between {
            true => self.is(mid, Role::And),
            false if opens => self.is(mid, Role::RangeClose),
            false => {
                date && self.is(mid, Role::RangeClose)
                    || matches!(a, Expr::BareDay(_)) && self.is(mid, Role::And)
                    || !self.lexicon.day_first
                        && matches!(a, Expr::Day { year: None, .. })
                        && self.is(mid, Role::And)
                        && self.day_number(mid + 1).is_some_and(|(to, _)| !(self.counts)(to))
            }
        };
        let months = matches!(a, Expr::Month { third: None, .. })
            && self.tokens.get(mid).is_some_and(|t| t.meaning.month.is_some());
        let years = matches!((a, self.year_number(mid)), (Expr::Years { from, to, .. }, Some(b)) if from == to && b > from);
        let hyphen = (date || months || years) && self.hyphen(mid);
        if !closes && !hyphen {
            return None;
        }
        let next = mid + usize::from(!hyphen);
        let (to, b) = self.core_with_article(next, true).or_else(|| {
            let (to, day) = self.day_number(next).filter(|_| !self.lexicon.day_first)?;
            let Expr::Day { month, which, .. } = a else { return None };
            let (to, year) = self.year_after(to);
            (!(self.counts)(to)).then_some((to, Expr::Day { year, month, day, which }))
        })?;
        let (to, later) = self.trailing_part(to);
        if matches!(b, Expr::BareDay(_)) {
            return None;
        }
        if matches!((a, b), (Expr::Set, _) | (_, Expr::Set)) {
            return None;
        }
        let (a, b) = joined(a, b)?;
        let is_list = !between && self.is(mid, Role::And);
        let found = Found { second: Some(b), between: Some((end, next)), is_list, ..Found::new(i, to, a) };
        Some(found.with_part(part.or(later).filter(|_| part == later)))
    }

    /// An expression behind *depuis*, *avant*, *jusqu'à*…
    fn bounded(&self, i: usize) -> Option<Found> {
        let t = &self.tokens[i];
        let bound = [
            (Role::Since, Bound::Since),
            (Role::Until, Bound::Until),
            (Role::By, Bound::Until),
            (Role::From, Bound::From),
            (Role::Before, Bound::Before),
            (Role::After, Bound::After),
        ]
        .into_iter()
        .find_map(|(role, bound)| t.is(role).then_some(bound))?;
        let at = i + 1;
        if bound == Bound::Since {
            if let Some((to, n, unit)) = self.measure(at) {
                let last = self.skip(to, Role::Last);
                return Some(Found { bound, ..Found::new(i, last, Expr::Stretch { n: -n, unit }) });
            }
            if let Some(to) = self.vague_measure(at) {
                return Some(Found { bound, ..Found::new(i, to, Expr::Vague) });
            }
        }
        if self.is(i, Role::By)
            && let Some((to, n, unit)) = self.measure(at)
        {
            return Some(Found {
                bound,
                ..Found::new(i, to, Expr::Distance { n, unit, origin: Origin::Writing })
            });
        }
        let found = self.point(at).or_else(|| self.quantity(at)).or_else(|| {
            let (to, expr) = self.core_with_article(at, false)?;
            Some(Found::new(at, to, expr))
        })?;
        if found.is_of_following || matches!(found.expr, Expr::Duration(_) | Expr::Set) {
            return None;
        }
        // *dates from the 19th century*
        if bound == Bound::From && matches!(found.expr, Expr::Century(_)) {
            return None;
        }
        // *from Thursday's raid* is a day and no stretch.
        if bound == Bound::From && self.tokens.get(found.to).is_some_and(|t| t.glue == Glue::Apostrophe) {
            return None;
        }
        let bound = if bound == Bound::From && t.is(Role::AsEarlyAs) { Bound::AsEarlyAs } else { bound };
        Some(Found { from: i, bound, ..found })
    }

    /// A point or period with its parts of day.
    fn point(&self, i: usize) -> Option<Found> {
        if let Some(found) = self.story_day(i) {
            return Some(found);
        }
        let t = &self.tokens.get(i)?.meaning;
        if t.is(Role::Vague) {
            return Some(Found::new(i, i + 1, Expr::Vague));
        }
        if let Some((to, expr)) = self.core_with_article(i, false) {
            let (to, part) = self.trailing_part(to);
            // *last night* is a day and its part in one.
            let own = t.part.filter(|_| t.deictic.is_some());
            return Some(Found::new(i, to, expr).with_part(part.or(own)));
        }
        if t.is(Role::BarePart) {
            let to = i + 1;
            if self.is(to, Role::Last) && t.part == Some(Part::Night) {
                let expr = Expr::Offset { days: -1, origin: Origin::Writing };
                return Some(Found::new(i, to + 1, expr).with_part(Some(Part::Night)));
            }
            if self.is(to, Role::Following) || self.is(to, Role::Previous) {
                let days = if self.is(to, Role::Following) { 1 } else { -1 };
                let expr = Expr::Offset { days, origin: Origin::Story };
                return Some(Found::new(i, to + 1, expr).with_part(t.part));
            }
            // *à l'aube de l'an 2000* is no hour of a day.
            if self.is(to, Role::Of) && t.part != Some(Part::Night) {
                return None;
            }
            return Some(Found::new(i, to, Expr::StoryPart).with_part(t.part));
        }
        self.this_part(i)
    }
}

fn opens(mark: char) -> bool {
    matches!(mark, '(' | '"' | '«' | '“' | '[' | '\'' | '‘' | '—' | '–' | '-')
}

fn closes(mark: char) -> bool {
    matches!(
        mark,
        ')' | '"' | '»' | '”' | ']' | '\'' | '’' | ',' | '.' | ';' | ':' | '?' | '!' | '—' | '–' | '-' | '…'
    )
}

/// Whether the expression names one day.
pub(super) fn is_day(expr: &Expr) -> bool {
    matches!(
        expr,
        Expr::Day { .. }
            | Expr::BareDay(_)
            | Expr::Weekday { .. }
            | Expr::Offset { .. }
            | Expr::Holiday { .. }
    )
}

/// Both ends of a range, each with what only the other says (*du 14 au 16 mars 2015*); none where they do not match.
fn joined(a: Expr, b: Expr) -> Option<(Expr, Expr)> {
    match (a, b) {
        (Expr::BareDay(day), Expr::Day { year, month, .. }) => {
            Some((Expr::Day { year, month, day, which: Which::Bare }, b))
        }
        (Expr::Day { year: None, month, day, which }, Expr::Day { year: Some(y), month: m, .. }) => {
            let year = if month <= m { y } else { y - 1 };
            Some((Expr::Day { year: Some(year), month, day, which }, b))
        }
        (Expr::Day { year, month, day, which }, Expr::BareDay(second)) => {
            (second > day).then_some((a, Expr::Day { year, month, day: second, which }))
        }
        (Expr::Month { year: None, month, third, which }, Expr::Month { year: Some(y), month: m, .. }) => {
            let year = Some(if month <= m { y } else { y - 1 });
            Some((Expr::Month { year, month, third, which }, b))
        }
        (Expr::BareDay(_), Expr::BareDay(_)) => Some((a, b)),
        (Expr::BareDay(_), _) | (_, Expr::BareDay(_)) => None,
        _ => Some((a, b)),
    }
}
