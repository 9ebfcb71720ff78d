//! A sentence with the words of each slot underlined in place.

use unicode_width::UnicodeWidthChar;

/// Words to underline: code points of the text, and what they carry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// What they carry.
    pub label: String,
}

/// A printed line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// A line of the sentence.
    Words(String),
    /// Carets and labels under it.
    Carets(String),
}

/// Sets `text` in lines of at most `width` columns, with carets and labels below each; marks that overlap are set on rows of
/// their own. Columns are those of a terminal: a combining accent takes none, an ideograph two.
pub(crate) fn underline(text: &str, marks: &[Mark], width: usize) -> Vec<Line> {
    let letters: Vec<char> = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let mut set = Vec::new();
    let mut sorted: Vec<&Mark> = marks.iter().filter(|m| m.start < m.end && m.end <= letters.len()).collect();
    sorted.sort_by_key(|m| (m.start, std::cmp::Reverse(m.end)));
    for (from, to) in wrap(&letters, width.max(20)) {
        let line = &letters[from..to];
        set.push(Line::Words(line.iter().collect::<String>().trim_end().to_owned()));
        // Each row, and the first column that is free in it.
        let mut rows: Vec<(String, usize)> = Vec::new();
        for mark in sorted.iter().filter(|m| m.start < to && m.end > from) {
            let (start, end) = (mark.start.max(from), mark.end.min(to));
            let column = columns(&letters[from..start]);
            let mut piece = "^".repeat(columns(&letters[start..end]).max(1));
            // Where the mark goes on from the line above, its label stands there.
            if mark.start >= from {
                piece.push(' ');
                piece.push_str(&mark.label);
            }
            let row = rows.iter().position(|(_, free)| *free <= column).unwrap_or_else(|| {
                rows.push((String::new(), 0));
                rows.len() - 1
            });
            let (row, free) = &mut rows[row];
            let gap = column.saturating_sub(row.chars().count());
            row.push_str(&" ".repeat(gap));
            row.push_str(&piece);
            *free = row.chars().count() + 1;
        }
        set.extend(rows.into_iter().map(|(row, _)| Line::Carets(row)));
    }
    set
}

fn columns(letters: &[char]) -> usize {
    letters.iter().map(|c| c.width().unwrap_or(0)).sum()
}

/// The lines of a text, as ranges of its letters: broken after a space where there is one.
fn wrap(letters: &[char], width: usize) -> Vec<(usize, usize)> {
    let mut lines = Vec::new();
    let mut from = 0;
    while from < letters.len() {
        let (mut column, mut to, mut after_space) = (0, from, None);
        while let Some(letter) = letters.get(to) {
            column += letter.width().unwrap_or(0);
            // A space at the edge costs nothing.
            if column > width && *letter != ' ' && to > from {
                break;
            }
            to += 1;
            if *letter == ' ' {
                after_space = Some(to);
            }
        }
        if to < letters.len() {
            to = after_space.unwrap_or(to);
        }
        lines.push((from, to));
        from = to;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str, marks: &[(usize, usize, &str)], width: usize) -> String {
        let marks: Vec<Mark> = marks
            .iter()
            .map(|(start, end, label)| Mark { start: *start, end: *end, label: (*label).to_owned() })
            .collect();
        underline(text, &marks, width)
            .into_iter()
            .map(|line| match line {
                Line::Words(s) | Line::Carets(s) => s + "\n",
            })
            .collect()
    }

    #[test]
    fn each_slot_is_underlined_with_its_label() {
        let text = "L'armée a repris Gao dimanche aux rebelles.";
        let got =
            set(text, &[(0, 7, "actor"), (10, 16, "trigger"), (17, 20, "place"), (34, 42, "recipient")], 80);
        assert_eq!(
            got,
            "L'armée a repris Gao dimanche aux rebelles.\n\
             ^^^^^^^ actor    ^^^ place        ^^^^^^^^ recipient\n\
             \u{20}         ^^^^^^ trigger\n"
        );
    }

    #[test]
    fn slots_that_overlap_have_rows_of_their_own() {
        let got = set("la porte-parole de Gao", &[(0, 22, "source"), (19, 22, "place")], 80);
        assert_eq!(
            got,
            "la porte-parole de Gao\n^^^^^^^^^^^^^^^^^^^^^^ source\n                   ^^^ place\n"
        );
    }

    #[test]
    fn a_long_sentence_is_wrapped_and_a_slot_goes_on_below() {
        let got = set("un deux trois quatre cinq six sept", &[(14, 29, "count")], 20);
        assert_eq!(got, "un deux trois quatre\n              ^^^^^^^ count\ncinq six sept\n^^^^^^^^\n");
    }

    #[test]
    fn combining_marks_and_wide_letters_are_measured_as_a_terminal_shows_them() {
        assert_eq!(
            set("e\u{301}te\u{301} Gao", &[(6, 9, "place")], 80),
            "e\u{301}te\u{301} Gao\n    ^^^ place\n"
        );
        assert_eq!(set("北京 Gao", &[(3, 6, "place")], 80), "北京 Gao\n     ^^^ place\n");
    }
}
