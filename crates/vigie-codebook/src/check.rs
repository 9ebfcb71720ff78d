//! Entries of the lexicon that can never be taken: those that stand twice, and those that an earlier one always outdoes.

use crate::{Argument, Class, Codebook, Entry, Heading, Lexicon, Part, Sense};
use rustc_hash::FxHashMap;
use smol_str::SmolStr;
use vigie_text::Language;

/// What can be wrong with an entry that loads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// Its words stand twice under the same conditions and mean two actions: one of the two is never taken.
    Contradiction,
    /// Its words stand twice under the same conditions.
    Duplicate,
    /// An entry that is tried before it holds wherever it does.
    Unreachable,
    /// Its words are an expression that the lexicon says to be no event.
    Fixed,
    /// No form of its head has this lemma, as the annotator reads it.
    Lemma,
    /// A determiner or preposition stands in it.
    FunctionWord,
}

impl Doubt {
    /// Whether the codebook contradicts itself, so that it cannot be meant as it stands.
    #[must_use]
    pub fn is_error(self) -> bool {
        self == Self::Contradiction
    }
}

/// An entry that is doubtful, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What is doubtful.
    pub doubt: Doubt,
    /// Its language.
    pub language: Language,
    /// What it is read as.
    pub part: Part,
    /// The entry as written.
    pub entry: SmolStr,
    /// Where it stands.
    pub origin: SmolStr,
    /// 0 where it is built in.
    pub layer: u8,
    /// The reason, for people.
    pub why: String,
}

impl Finding {
    /// A finding on an entry.
    #[must_use]
    pub fn new(
        doubt: Doubt,
        language: Language,
        part: Part,
        entry: &Entry,
        sense: &Sense,
        why: String,
    ) -> Self {
        let (entry, origin) = (entry.text.clone(), sense.origin.clone());
        Self { doubt, language, part, entry, origin, layer: sense.layer, why }
    }
}

impl Codebook {
    /// The entries that can never be taken, in the order of the lexicon. A user's own entry that takes over from a built-in
    /// one is meant to and no finding.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let mut found = Vec::new();
        for language in Language::ALL {
            let book = self.language(language);
            for heading in book.lexicon.headings() {
                check_heading(&book.lexicon, &book.cues.fixed, language, heading, &mut found);
            }
        }
        found
    }

    /// How many built-in entries a user's own one always outdoes.
    #[must_use]
    pub fn taken_over(&self) -> usize {
        let count = |lexicon: &Lexicon| -> usize {
            let is_taken = |h: &Heading<'_>, at: usize| {
                let later = &h.entries[at];
                lexicon.sense(later.sense).layer == 0
                    && h.entries[..at]
                        .iter()
                        .any(|e| lexicon.sense(e.sense).layer > 0 && outdoes(lexicon, e, later))
            };
            let headings = lexicon.headings();
            headings.iter().map(|h| (0..h.entries.len()).filter(|at| is_taken(h, *at)).count()).sum()
        };
        Language::ALL.into_iter().map(|l| count(&self.language(l).lexicon)).sum()
    }
}

fn check_heading(
    lexicon: &Lexicon,
    fixed: &FxHashMap<SmolStr, Vec<Entry>>,
    language: Language,
    heading: Heading<'_>,
    found: &mut Vec<Finding>,
) {
    for (at, later) in heading.entries.iter().enumerate() {
        let sense = lexicon.sense(later.sense);
        let mut tell = |doubt, why| {
            found.push(Finding::new(doubt, language, heading.part, later, sense, why));
        };
        if let Some(fixed) = fixed.get(heading.head).into_iter().flatten().find(|f| holds_words(f, later)) {
            tell(
                Doubt::Fixed,
                format!("`{}` is an expression that is never an event (cues.toml)", fixed.text),
            );
        }
        let earlier = heading.entries[..at]
            .iter()
            .find(|e| lexicon.sense(e.sense).layer == sense.layer && outdoes(lexicon, e, later));
        if let Some(earlier) = earlier {
            let before = lexicon.sense(earlier.sense);
            let same = outdoes(lexicon, later, earlier);
            let doubt = match same {
                true if before.action != sense.action => Doubt::Contradiction,
                true => Doubt::Duplicate,
                false => Doubt::Unreachable,
            };
            let conditions = if same { "the same" } else { "no narrower" };
            let why = format!(
                "`{}` ({}, {}) is tried first, under {conditions} conditions",
                earlier.text, before.action, before.origin
            );
            tell(doubt, why);
        }
    }
}

/// Whether the first entry holds wherever the second does. Both have one head.
fn outdoes(lexicon: &Lexicon, first: &Entry, second: &Entry) -> bool {
    let (a, b) = (lexicon.sense(first.sense), lexicon.sense(second.sense));
    holds_words(first, second)
        && (!a.is_weak || b.is_weak)
        && a.conditions.iter().all(|c| b.conditions.iter().any(|d| implies(d, c)))
        && a.exclusions.iter().all(|x| b.exclusions.iter().any(|y| excludes_all(y, x)))
}

/// Whether the words of the first entry are there wherever those of the second are.
fn holds_words(first: &Entry, second: &Entry) -> bool {
    let mut left: Vec<&SmolStr> = second.others.iter().collect();
    let has_each = first
        .others
        .iter()
        .all(|word| left.iter().position(|w| *w == word).map(|at| left.swap_remove(at)).is_some());
    has_each && (!first.is_pronominal || second.is_pronominal)
}

type Condition = (Argument, Vec<Class>);

/// Whether an argument that fits the first condition fits the second.
fn implies((argument, classes): &Condition, (wanted, of): &Condition) -> bool {
    argument == wanted && classes.iter().all(|c| of.contains(c))
}

/// Whether the first exclusion bars all that the second does. One without classes bars every argument.
fn excludes_all((argument, classes): &Condition, (barred, of): &Condition) -> bool {
    argument == barred && (classes.is_empty() || (!of.is_empty() && of.iter().all(|c| classes.contains(c))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn doubts(senses: &[&str]) -> Vec<(Doubt, String)> {
        let own: Vec<_> = senses.iter().map(|s| format!("[[sense]]\nlanguage = \"fr\"\n{s}\n")).collect();
        let book = Codebook::shipped().unwrap().extended("my.toml", &own.concat()).unwrap();
        book.findings().into_iter().filter(|f| f.layer == 1).map(|f| (f.doubt, f.entry.to_string())).collect()
    }

    const KILL: &str = "action = \"kill\"\nverbs = [\"zigouiller\"]";

    #[test]
    fn words_that_stand_twice_are_found() {
        assert_eq!(doubts(&[KILL, KILL]), [(Doubt::Duplicate, "zigouiller".to_owned())]);
        let wound = KILL.replace("\"kill\"", "\"wound\"");
        assert_eq!(doubts(&[KILL, &wound]), [(Doubt::Contradiction, "zigouiller".to_owned())]);
    }

    #[test]
    fn what_a_broader_sense_always_takes_first_is_found() {
        let of_places = format!("{KILL}\nwhere = {{ object = [\"place\"] }}");
        let pronominal = KILL.replace("zig", "se zig");
        let weak = format!("{KILL}\nweak = true");
        let unless = format!("{KILL}\nunless = {{ object = [\"place\"] }}");
        for narrow in [&of_places, &pronominal, &weak, &unless] {
            let found = doubts(&[KILL, narrow]);
            assert!(matches!(found.as_slice(), [(Doubt::Unreachable, _)]), "{narrow}: {found:?}");
            assert_eq!(doubts(&[narrow, KILL]), [], "the narrow one first is as it should be: {narrow}");
        }
    }

    #[test]
    fn longer_expressions_are_no_duplicates_and_own_words_take_over() {
        let longer = KILL.replace("zigouiller", "zigouiller froid");
        assert_eq!(doubts(&[KILL, &longer]), []);
        let own = "[[sense]]\nlanguage = \"fr\"\naction = \"kill\"\nverbs = [\"tuer\"]\n";
        let book = Codebook::shipped().unwrap().extended("my.toml", own).unwrap();
        assert!(book.taken_over() > 0);
    }

    #[test]
    fn the_shipped_codebook_does_not_contradict_itself() {
        let errors: Vec<_> =
            Codebook::shipped().unwrap().findings().into_iter().filter(|f| f.doubt.is_error()).collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }
}
