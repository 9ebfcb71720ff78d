//! One file per subcommand.

pub(crate) mod annotate;
pub(crate) mod codebook;
pub(crate) mod demo;
pub(crate) mod explain;
pub(crate) mod mentions;
pub(crate) mod read;
pub(crate) mod show;

use clap::ValueEnum;
use vigie_text::Language;

/// How reports are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For reading.
    Table,
    /// One JSON object a line, with every slot and its words.
    Jsonl,
    /// One row a report, for spreadsheets (docs/columns.md).
    Csv,
}

/// A day, `YYYY-MM-DD`.
pub(crate) fn day(given: &str) -> Result<String, String> {
    given
        .parse::<jiff::civil::Date>()
        .ok()
        .filter(|_| given.len() == 10)
        .map(|date| date.to_string())
        .ok_or_else(|| "give a day such as 2016-11-21".to_owned())
}

/// A language that vigie reads.
pub(crate) fn language(given: &str) -> Result<Language, String> {
    given.parse()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_day_that_exists_is_a_day() {
        assert_eq!(day("2016-02-29").as_deref(), Ok("2016-02-29"));
        for wrong in ["2017-02-29", "21/11/2016", "2016-11", "", "2016-11-21T00:00:00"] {
            assert!(day(wrong).is_err(), "{wrong}");
        }
    }
}
