//! Days of publication, as pages, feeds and file names write them.

use jiff::civil::Date;

/// The day of a time stamp: ISO 8601 with or without time (`2016-11-21T08:00:00+01:00`), `2016/11/21`, `20161121`, or the
/// form of feeds and mail (`Mon, 21 Nov 2016 08:00:00 GMT`). The day is the one that is written, whatever the time zone.
#[must_use]
pub fn day(stamp: &str) -> Option<String> {
    let stamp = stamp.trim();
    digits(stamp).or_else(|| mail(stamp)).map(|date| date.to_string())
}

/// The day that a file name begins with (`2016-11-21-raqqa.txt`).
pub(crate) fn day_of_file(name: &str) -> Option<String> {
    let base = name.rsplit(['/', '\\']).next()?;
    digits(base).map(|date| date.to_string())
}

/// The day in an address (`/2016/11/21/`), as many outlets write them.
pub(crate) fn day_of_address(url: &str) -> Option<String> {
    url.match_indices('/').find_map(|(at, _)| {
        let part = &url[at + 1..];
        let date = digits(part)?;
        // An address may hold eight digits that are no date; with separators there is little doubt.
        part.as_bytes().get(4).is_some_and(|b| !b.is_ascii_digit()).then(|| date.to_string())
    })
}

/// Year, month and day in digits at the start, with `-`, `/`, `_`, `.` or nothing between them.
fn digits(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    let number = |range: std::ops::Range<usize>| -> Option<i16> {
        let part = bytes.get(range)?;
        part.iter().all(u8::is_ascii_digit).then(|| part.iter().fold(0, |n, b| n * 10 + i16::from(b - b'0')))
    };
    let year = number(0..4)?;
    let (month, day, end) = match bytes.get(4)? {
        mark @ (b'-' | b'/' | b'_' | b'.') if bytes.get(7) == Some(mark) => {
            (number(5..7)?, number(8..10)?, 10)
        }
        b'0'..=b'9' => (number(4..6)?, number(6..8)?, 8),
        _ => return None,
    };
    if bytes.get(end).is_some_and(u8::is_ascii_digit) || !(1000..=2999).contains(&year) {
        return None;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn mail(text: &str) -> Option<Date> {
    jiff::fmt::rfc2822::DateTimeParser::new().relaxed_weekday(true).parse_zoned(text).ok().map(|z| z.date())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_is_read_from_every_usual_stamp() {
        for stamp in [
            "2016-11-21",
            " 2016-11-21T23:30:00Z",
            "2016-11-21 08:00",
            "2016/11/21",
            "20161121",
            "20161121T080000",
            "Mon, 21 Nov 2016 08:00:00 GMT",
            "Mon, 21 Nov 2016 08:00:00 +0100",
        ] {
            assert_eq!(day(stamp).as_deref(), Some("2016-11-21"), "{stamp}");
        }
    }

    #[test]
    fn what_is_no_date_gives_none() {
        for stamp in
            ["", "hier", "2016", "2016-13-01", "2016-02-30", "21/11/2016", "123456789", "2016-11-211"]
        {
            assert_eq!(day(stamp), None, "{stamp}");
        }
    }

    #[test]
    fn a_file_name_and_an_address_may_carry_the_day() {
        assert_eq!(day_of_file("demo/2016-11-21-raqqa.txt").as_deref(), Some("2016-11-21"));
        assert_eq!(day_of_file("raqqa-2016-11-21.txt"), None, "only at the start");
        assert_eq!(
            day_of_address("https://example.org/monde/2016/11/21/raqqa.html").as_deref(),
            Some("2016-11-21")
        );
        assert_eq!(day_of_address("https://example.org/20161121/"), None);
    }
}
