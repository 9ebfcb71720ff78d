//! Where an article says that it was written.

use super::{cues::Cues, tokens::Token};

/// The token after which the story starts: past the dash of `MOSSOUL (Irak), 20 mars 2017 –`; 0 where there is no dateline.
pub(super) fn dateline_end(tokens: &[Token<'_>], cues: &Cues) -> usize {
    let Some(dash) = tokens
        .iter()
        .take(16)
        .position(|t| matches!(t.text, "-" | "–" | "—" | "--" | "―"))
        .filter(|d| *d > 0 && tokens[*d - 1].span.end < tokens[*d].span.start)
        // `Waza (Extrême-Nord).` on its own.
        .or_else(|| {
            let alone = tokens.len() <= 9 && tokens.iter().any(|t| t.text == "(");
            (alone && tokens.last().is_some_and(|t| matches!(t.text, "." | ")" | ",")))
                .then_some(tokens.len())
        })
    else {
        return 0;
    };
    let plain = |t: &Token<'_>| {
        t.is_capital
            || t.folded.is_empty()
            || t.text.chars().any(|c| c.is_ascii_digit())
            || t.folded.chars().count() <= 4
            || cues.months.contains(t.folded.as_str())
    };
    let starts_with_name = tokens.iter().find(|t| !t.folded.is_empty()).is_some_and(|t| t.is_capital);
    if starts_with_name && tokens[..dash].iter().all(plain) { dash } else { 0 }
}
