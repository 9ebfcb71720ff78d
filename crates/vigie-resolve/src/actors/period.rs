//! Stretches of days, as the tables write them: `2013`, `2013-04` or `2013-04-30`.

use jiff::{ToSpan, civil::Date};

/// The days from `first` to `last`, both within.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day; [`Date::MIN`] where it is not known.
    pub first: Date,
    /// The last day; [`Date::MAX`] where it lasts or its end is not known.
    pub last: Date,
}

impl Period {
    /// All days.
    pub const ALWAYS: Self = Self { first: Date::MIN, last: Date::MAX };

    /// Whether the day is one of these.
    #[must_use]
    pub fn contains(self, day: Date) -> bool {
        self.first <= day && day <= self.last
    }

    /// Whether some day belongs to both.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// The days of a year, a month or a day; `None` where the words are no date.
    pub(super) fn of(words: &str) -> Option<Self> {
        let number = |part: Option<&str>, digits: usize| {
            part.filter(|p| p.len() == digits && p.bytes().all(|b| b.is_ascii_digit()))?.parse::<i16>().ok()
        };
        let mut parts = words.split('-');
        let year = number(parts.next(), 4)?;
        let Some(month) = parts.next() else {
            return Some(Self { first: Date::new(year, 1, 1).ok()?, last: Date::new(year, 12, 31).ok()? });
        };
        let month = i8::try_from(number(Some(month), 2)?).ok()?;
        let Some(day) = parts.next() else {
            let first = Date::new(year, month, 1).ok()?;
            let last = first.checked_add(1.month()).ok()?.checked_sub(1.day()).ok()?;
            return Some(Self { first, last });
        };
        let day = Date::new(year, month, i8::try_from(number(Some(day), 2)?).ok()?).ok()?;
        parts.next().is_none().then_some(Self { first: day, last: day })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_year_and_a_month_are_all_their_days() {
        let days = |words| Period::of(words).map(|p| (p.first, p.last));
        assert_eq!(days("2013"), Some((date(2013, 1, 1), date(2013, 12, 31))));
        assert_eq!(days("2024-02"), Some((date(2024, 2, 1), date(2024, 2, 29))));
        assert_eq!(days("2024-12-08"), Some((date(2024, 12, 8), date(2024, 12, 8))));
        for wrong in ["", "13", "2013-13", "2023-02-29", "2013-4", "2013-04-1", "2013-04-01-", "avril 2013"] {
            assert_eq!(days(wrong), None, "{wrong}");
        }
    }
}
