//! Names: which are worth listing, in which spellings, and where their letters lie in the file.

use crate::gazetteer::format::{put_varint, varint};
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

/// Letters of names, each kept once where it was seen not long ago.
pub(super) struct Names {
    pub(super) bytes: Vec<u8>,
    /// Where a name with such a hash was put last. A table of all names would cost more memory than the names.
    seen: Vec<u32>,
}

impl Names {
    pub(super) fn new() -> Self {
        Self { bytes: vec![0], seen: vec![0; 1 << 20] }
    }

    /// Where a name lies; `None` where there is no room left.
    pub(super) fn put(&mut self, name: &str) -> Option<u32> {
        if name.is_empty() {
            return Some(0);
        }
        let mut hasher = FxHasher::default();
        name.hash(&mut hasher);
        let slot = (hasher.finish() >> 44) as usize & (self.seen.len() - 1);
        let mut known = &self.bytes[self.seen[slot] as usize..];
        let length = varint(&mut known) as usize;
        if known.get(..length) == Some(name.as_bytes()) {
            return Some(self.seen[slot]);
        }
        let at = u32::try_from(self.bytes.len()).ok()?;
        put_varint(u32::try_from(name.len()).ok()?, &mut self.bytes);
        self.bytes.extend(name.as_bytes());
        self.seen[slot] = at;
        Some(at)
    }
}

/// Whether an alternate name may stand in a French or English article, or in an Arabic one: Latin or Arabic letters, and
/// neither a code nor a romanisation letter by letter. Cyrillic letters do where the country writes with them.
pub(super) fn may_stand_in_the_press(name: &str, is_cyrillic: bool) -> bool {
    let length = name.chars().count();
    if !(2..=60).contains(&length) || name.contains(|c: char| c.is_numeric() || "(),;/|\t".contains(c)) {
        return false;
    }
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    if is_arabic(name)
        || is_cyrillic && letters().count() > 1 && letters().all(|c| matches!(c, '\u{400}'..='\u{52f}'))
    {
        return true;
    }
    if !letters().all(is_latin) {
        return false;
    }
    let has = |is: fn(char) -> bool| letters().any(is);
    let is_code = length <= 4 && !has(char::is_lowercase);
    has(char::is_uppercase) && !is_code
}

fn is_latin(c: char) -> bool {
    matches!(c, 'A'..='Z' | 'a'..='z' | '\u{aa}' | '\u{ba}' | '\u{c0}'..='\u{2ff}' | '\u{1e00}'..='\u{1eff}')
}

/// Whether every letter is an Arabic one, and there is one.
pub(super) fn is_arabic(name: &str) -> bool {
    let arabic = |c: char| matches!(c, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}');
    let mut letters = name.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(arabic)
}

/// A folded name with `saint` for `st`, or the other way round; `None` where it has neither. Only before another word: at the
/// end `st` is a street.
pub(super) fn other_saint(folded: &str) -> Option<String> {
    let other = |word: &str| match word {
        "saint" => Some("st"),
        "sainte" => Some("ste"),
        "st" => Some("saint"),
        "ste" => Some("sainte"),
        _ => None,
    };
    let (names, last) = folded.rsplit_once(' ')?;
    names.split(' ').any(|w| other(w).is_some()).then(|| {
        let words = names.split(' ').map(|w| other(w).unwrap_or(w));
        words.chain([last]).collect::<Vec<_>>().join(" ")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_kept_once_and_found_again() {
        let mut names = Names::new();
        let first = names.put("Tabqa").unwrap();
        assert_ne!(names.put("Manbij").unwrap(), first);
        assert_eq!(names.put("Tabqa"), Some(first));
        assert_eq!(names.put(""), Some(0));
    }

    #[test]
    fn codes_romanisations_and_other_scripts_are_no_names_of_the_press() {
        for name in ["Mossoul", "Deir ez-Zor", "الموصل", "Ma‘rib", "N’Djaména"] {
            assert!(may_stand_in_the_press(name, false), "{name}");
        }
        for name in ["MSL", "mwsl", "Мосул", "Mosul 2", "摩苏尔", "", "Mosul (city)"] {
            assert!(!may_stand_in_the_press(name, false), "{name}");
        }
        assert!(may_stand_in_the_press("Лиман", true));
    }

    #[test]
    fn a_saint_is_written_in_two_ways() {
        assert_eq!(other_saint("st denis").as_deref(), Some("saint denis"));
        assert_eq!(other_saint("chateauneuf sainte marie").as_deref(), Some("chateauneuf ste marie"));
        assert_eq!(other_saint("main st"), None);
        assert_eq!(other_saint("paris"), None);
    }
}
