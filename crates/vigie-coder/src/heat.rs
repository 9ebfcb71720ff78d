//! How much of an article is about conflict, to judge words that prove nothing alone (`attaque`, `frapper`).

use crate::{participants::fights, story::Story, tree::Tree, weapons};
use smol_str::SmolStr;
use vigie_annotate::Upos;
use vigie_codebook::Class;

/// Counts over the article and over each sentence.
pub(crate) struct Heat {
    /// Words that speak of armed people or of force and nothing else.
    pub hot: usize,
    /// Armed people and armed groups that it speaks of.
    pub armed: usize,
    /// Words of sport, business and the like.
    pub cold: usize,
    /// Words of sport, business and the like, by sentence.
    pub cold_of: Vec<usize>,
    /// Armed people, weapons and words of force, by sentence.
    pub hot_of: Vec<usize>,
}

pub(crate) fn of(story: &Story<'_>) -> Heat {
    let mut heat = Heat { hot: 0, armed: 0, cold: 0, cold_of: Vec::new(), hot_of: Vec::new() };
    for (sentence, tree) in story.trees.iter().enumerate() {
        // `voiture piégée` is armed though neither word is.
        let compounds = weapons::named(story, sentence).iter().filter(|n| n.first < n.last).count();
        heat.armed += compounds;
        let (mut hot, mut cold) = (compounds, 0);
        for w in tree.words() {
            let word = tree.word(w);
            if !matches!(word.upos, Upos::Noun | Upos::Verb | Upos::Propn | Upos::Adj) {
                continue;
            }
            hot += usize::from(is_hot(story, word));
            heat.armed += usize::from(word.upos == Upos::Noun && is_armed(story, word));
            cold += usize::from(topic_at(story, tree, w).is_some());
        }
        heat.hot += hot;
        heat.cold += cold;
        heat.hot_of.push(hot);
        heat.cold_of.push(cold);
    }
    for name in &story.names {
        if name.identity.sectors.iter().any(|s| fights(s)) {
            heat.hot += 1;
            heat.armed += 1;
            heat.hot_of[name.sentence] += 1;
        }
    }
    heat
}

/// The topic of sport, business or the like that a word, or the expression that it starts, shows.
pub(crate) fn topic_at<'s>(story: &'s Story<'_>, tree: &Tree<'_>, word: usize) -> Option<&'s SmolStr> {
    let next = |i: usize| Some(word + 1 + i).filter(|w| *w < tree.len()).map(|w| tree.lemma(w));
    story.cues().nonevents.at(tree.lemma(word), next)
}

/// The topic that the article shows first.
pub(crate) fn topic(story: &Story<'_>) -> SmolStr {
    let of = |tree: &Tree<'_>| tree.words().find_map(|w| topic_at(story, tree, w).cloned());
    story.trees.iter().find_map(of).unwrap_or_default()
}

fn is_hot(story: &Story<'_>, word: &vigie_annotate::Word) -> bool {
    let lexicon = &story.book().lexicon;
    let entries = match word.upos {
        Upos::Verb => lexicon.verbs(&word.lemma),
        Upos::Noun => lexicon.nouns(&word.lemma),
        _ => &[],
    };
    let is_force = |sense: usize| {
        let sense = lexicon.sense(sense);
        !sense.is_weak && story.codebook.action(&sense.action).is_some_and(|a| a.is_type("ASSAULT"))
    };
    (word.upos == Upos::Noun && is_armed(story, word))
        || entries.iter().any(|e| e.others.is_empty() && is_force(e.sense))
}

fn is_armed(story: &Story<'_>, word: &vigie_annotate::Word) -> bool {
    let classes = story.actors.classes(story.language, word);
    classes.contains(Class::Armed) || classes.contains(Class::Weapon)
}

impl Heat {
    /// Whether the article is about something else: there, only acts of soldiers, police, armed groups and governments count.
    pub fn is_off_topic(&self) -> bool {
        self.cold >= 3 && self.cold > 2 * self.armed
    }
}
