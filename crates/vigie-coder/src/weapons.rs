//! With what: words that name weapons, and the trigger that each belongs to.

use crate::{
    story::Story,
    tree::{lower, straight},
};
use smol_str::SmolStr;
use vigie_schema::Weapon;

/// A weapon word of a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    pub weapon: Weapon,
    pub modes: Vec<SmolStr>,
    /// First and last word.
    pub first: usize,
    pub last: usize,
}

/// Every weapon that a sentence names, longest expressions first, none inside another.
pub(crate) fn named(story: &Story<'_>, sentence: usize) -> Vec<Named> {
    let tree = &story.trees[sentence];
    let weapons = &story.book().weapons;
    let mut found: Vec<Named> = Vec::new();
    let mut next = 0;
    while next < tree.len() {
        let w = next;
        next += 1;
        let lower = lower(tree.word(w));
        let matching = |key: &str| {
            weapons.starting_with(key).iter().find(|entry| {
                entry
                    .words
                    .iter()
                    .enumerate()
                    .skip(1)
                    .all(|(i, word)| w + i < tree.len() && is_word(tree.word(w + i), word))
            })
        };
        let entry = match matching(&lower) {
            Some(entry) => entry,
            None => match matching(tree.lemma(w)) {
                Some(entry) => entry,
                None => continue,
            },
        };
        let last = w + entry.words.len() - 1;
        let span = tree.word(w).span.cover(tree.word(last).span);
        let weapon = Weapon { kind: entry.kind.to_string(), span };
        found.push(Named { weapon, modes: entry.modes.clone(), first: w, last });
        next = last + 1;
    }
    found
}

fn is_word(word: &vigie_annotate::Word, wanted: &str) -> bool {
    let lower = straight(word);
    lower == wanted || word.lemma == wanted || lower.strip_suffix(['s', 'x']) == Some(wanted) || {
        // Agreement: `voitures piégées` for `voiture piégée`.
        lower.strip_suffix("s").and_then(|l| l.strip_suffix('e')) == wanted.strip_suffix('e')
            && wanted.ends_with('e')
    }
}

/// The weapons of the trigger headed by `word`, carried by `carrier`: those in its own phrase, or in its clause where no
/// other trigger stands between.
pub(crate) fn of_trigger(
    story: &Story<'_>,
    sentence: usize,
    word: usize,
    carrier: Option<usize>,
) -> Vec<Named> {
    let tree = &story.trees[sentence];
    named(story, sentence)
        .into_iter()
        .filter(|n| {
            (n.first..=n.last).any(|w| tree.is_below(w, word))
                || carrier.is_some_and(|c| {
                    let path: Vec<usize> =
                        std::iter::once(n.first).chain(tree.ancestors(n.first)).take(6).collect();
                    path.iter().position(|w| *w == c).is_some_and(|at| at <= 3)
                })
        })
        .collect()
}
