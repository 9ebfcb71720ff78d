//! Names as they are searched: without accents, capitals and signs.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Lower case, no accents, one space for every run of anything but letters and digits.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            folded.push(c);
        } else if !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_capitals_and_signs_do_not_matter() {
        assert_eq!(fold("  État-Islamique (E.I.) "), "etat islamique e i");
        assert_eq!(fold("الرقة"), "الرقة");
        assert_eq!(fold("—"), "");
    }
}
