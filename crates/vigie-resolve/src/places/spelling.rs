//! Other spellings of a name: same consonants, vowels that write each other.

use crate::{
    fold::{fold, without_article},
    gazetteer::{Entry, Gazetteer, Kind},
};

/// The places of one country that a folded name may be another spelling of, the nearest in spelling only.
pub(super) fn kin(folded: &str, country: &str, gazetteer: &Gazetteer) -> Vec<Entry> {
    let own = sounds(folded);
    let mut nearest = usize::MAX;
    let mut out = Vec::new();
    for entry in gazetteer.find_by_consonants(folded, country) {
        if matches!(entry.kind, Kind::Country | Kind::Region | Kind::Admin2) {
            continue;
        }
        let other = sounds(&fold(entry.name));
        let far = distance(&own, &other);
        // A third of the letters may differ: more, and the consonants agree by chance.
        if far * 3 > own.len().max(other.len()) || far > nearest {
            continue;
        }
        if far < nearest {
            out.clear();
            nearest = far;
        }
        out.push(Entry { is_usual_name: false, ..entry });
    }
    out
}

/// A folded name with one letter a sound: `ou` is `u`, `ch` and `sh` are `x`, `dj` is `j`, `q` is `k`.
fn sounds(folded: &str) -> Vec<u8> {
    let name = without_article(folded).unwrap_or(folded);
    let letters: Vec<u8> = name.bytes().filter(|b| *b != b' ').collect();
    let mut out: Vec<u8> = Vec::with_capacity(letters.len());
    let mut rest = &letters[..];
    while let Some(first) = rest.first().copied() {
        let (sound, used) = match rest {
            [b't', b'c' | b's', b'h', ..] => (b'c', 3),
            [b's', b'c', b'h', ..] => (b'x', 3),
            [b'c' | b's', b'h', ..] => (b'x', 2),
            [b'd', b'j', ..] | [b'z', b'h', ..] => (b'j', 2),
            [b'o', b'u', ..] => (b'u', 2),
            [b'h'] => break,
            [b'q' | b'c', ..] => (b'k', 1),
            [b'w', ..] => (b'u', 1),
            [b'y', ..] => (b'i', 1),
            _ => (first, 1),
        };
        if out.last() != Some(&sound) {
            out.push(sound);
        }
        rest = &rest[used..];
    }
    out
}

/// Edit distance where a vowel that writes another costs 1 and any other letter in another's stead 2.
fn distance(a: &[u8], b: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = (diagonal + cost(*x, *y)).min(above + 1).min(row[j] + 1);
            diagonal = above;
        }
    }
    row[b.len()]
}

fn cost(x: u8, y: u8) -> usize {
    match (x, y) {
        _ if x == y => 0,
        (b'a' | b'i', b'e') | (b'e', b'a' | b'i') | (b'o', b'u') | (b'u', b'o') => 1,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn press_spellings_are_near_and_chance_neighbours_are_not() {
        let near = |a: &str, b: &str| {
            let (a, b) = (sounds(a), sounds(b));
            distance(&a, &b) * 3 <= a.len().max(b.len())
        };
        assert!(near("kamechliye", "al qamishli"));
        assert!(near("falloudja", "al fallujah"));
        assert!(near("nousseirat", "an nusayrat"));
        assert!(!near("saqlawiya", "shaqlawah"));
        assert!(!near("bulengo", "bulungu"));
    }
}
