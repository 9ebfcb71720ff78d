//! Tolls told away from their act: `Le bilan s'élève à 17 morts`, `; trois civils ont été tués`, `où 40 000 habitants ont fui`.
//! What a sentence counts and no trigger has claimed belongs to the act of force that it is told with.

use crate::{
    arguments::{grammatical_subject, is_passive, phrase_of},
    counts::{self, Number},
    participants::is_thing,
    predicate::{Candidate, is_of, see_through},
    report::Draft,
    story::Story,
    tree::Tree,
};
use jiff::ToSpan;
use std::ops::Range;
use vigie_annotate::Upos;
use vigie_codebook::Class;
use vigie_schema::{Count, Status, TimePrecision};

/// A number of victims that a sentence tells.
struct Toll {
    /// The word that tells what became of them.
    teller: usize,
    count: Count,
}

/// How many sentences back the act of a toll is looked for.
const REACH: usize = 3;

/// Gives every toll that no report has claimed to the act that it is told with.
pub(crate) fn attach(story: &Story<'_>, drafts: &mut [Draft<'_>]) {
    for sentence in (0..story.trees.len()).filter(|s| !story.is_skipped(*s)) {
        for toll in tolls(story, sentence) {
            let claims = |d: &Draft<'_>| d.counts.iter().any(|c| c.span.overlaps(toll.count.span));
            if drafts[told_in(drafts, sentence..sentence + 1)].iter().any(claims) {
                continue;
            }
            if let Some(act) = act_of(story, drafts, sentence, &toll) {
                drafts[act].counts.push(toll.count);
            }
        }
    }
    for draft in drafts {
        counts::drop_parts(&mut draft.counts);
    }
}

/// The drafts of those sentences: all stand in text order.
fn told_in(drafts: &[Draft<'_>], sentences: Range<usize>) -> Range<usize> {
    let before = |end: usize| drafts.partition_point(|d| d.candidate.sentence < end);
    before(sentences.start)..before(sentences.end)
}

fn tolls(story: &Story<'_>, sentence: usize) -> Vec<Toll> {
    let tree = &story.trees[sentence];
    let mut found: Vec<Toll> = Vec::new();
    for teller in tree.words() {
        let Some((of, counted, number)) = told_by(story, sentence, teller) else { continue };
        let count = counts::count(story, sentence, of, number, counted);
        if !found.iter().any(|t| t.count.span.overlaps(count.span)) {
            found.push(Toll { teller, count });
        }
    }
    found
}

/// What a word tells of how many: a noun (`26 morts`), a participle (`huit personnes portées disparues`), a verb (`ont péri`,
/// `a coûté la vie à 49 soldats`), a bare balance (`the death toll has risen to 85`).
fn told_by<'s>(story: &'s Story<'_>, sentence: usize, teller: usize) -> Option<(&'s str, usize, Number)> {
    let tree = &story.trees[sentence];
    let number = |counted: usize| {
        let counted = see_through(story, sentence, counted);
        counts::whole(story, sentence, counted)
            .filter(|(counted, _)| *counted == teller || may_be_hurt(story, sentence, *counted))
    };
    let victims = |of: &&str| matches!(*of, "killed" | "wounded" | "missing" | "displaced");
    let word = tree.word(teller);
    match word.upos {
        Upos::Noun | Upos::Adj | Upos::Propn | Upos::Verb => {}
        _ => return None,
    }
    if let Some((of, counted)) = verb(story, sentence, teller) {
        return number(counted).map(|(counted, n)| (of, counted, n));
    }
    if let Some((of, figure)) = balance(story, sentence, teller) {
        return counts::number_of(story, sentence, figure).map(|n| (of, figure, n));
    }
    let of = counts::counted_by_noun(story, sentence, teller).filter(victims)?;
    let is_bare_noun = word.upos != Upos::Verb && !word.is("amod") && !word.is("acl");
    if is_bare_noun && let Some((counted, n)) = number(teller) {
        let is_known_one = tree.is_definite(teller) || tree.is_possessed(teller);
        // `800 000 déplacés vivent dans le camp`: they were so before.
        let is_new = of != "displaced" || is_brought_about(story, tree, teller);
        // `335 victimes de violences` are no dead.
        let is_of_act = tree.kids_by(teller, "nmod").any(|k| is_of(story, sentence, k, Class::Event));
        return (!is_known_one && is_new && !is_of_act).then_some((of, counted, n));
    }
    let counted = bearer(story, sentence, teller)
        .filter(|_| of != "displaced" || !word.is("amod") || is_brought_about(story, tree, teller))?;
    number(counted).map(|(counted, n)| (of, counted, n))
}

/// Whether those counted can be people: `deux journées ville morte` are none.
fn may_be_hurt(story: &Story<'_>, sentence: usize, word: usize) -> bool {
    let is = |class| is_of(story, sentence, word, class);
    let is_time = story.cues().grammar.measure_nouns.contains(story.word(sentence, word).lemma.as_str());
    !is_time && !is_thing(story, sentence, word) && !is(Class::Place) && !is(Class::Building)
}

/// Whether the noun is what a verb of loss has brought about (`a fait 72 morts et 300 000 déplacés`).
fn is_brought_about(story: &Story<'_>, tree: &Tree<'_>, noun: usize) -> bool {
    let toll = &story.cues().light_verbs.toll;
    tree.ancestors(noun).take(3).any(|a| tree.word(a).upos == Upos::Verb && phrase_of(tree, a, toll))
}

/// `26 civils ont été tués et une douzaine blessés`: a participle right after its number, wherever the annotator hangs them.
pub(crate) fn quantity_before(story: &Story<'_>, tree: &Tree<'_>, participle: usize) -> Option<usize> {
    let before = participle.checked_sub(1)?;
    let is_quantity = matches!(tree.word(before).upos, Upos::Num)
        || story.cues().counts.collectives.contains_key(tree.lemma(before));
    (is_quantity && tree.word(participle).upos != Upos::Noun).then_some(before)
}

/// Whom a participle or predicate is said of.
fn bearer(story: &Story<'_>, sentence: usize, participle: usize) -> Option<usize> {
    let tree = &story.trees[sentence];
    if let Some(before) = quantity_before(story, tree, participle) {
        return Some(before);
    }
    let mut at = participle;
    for _ in 0..2 {
        let word = tree.word(at);
        if !["amod", "acl", "xcomp", "obj", "nmod"].iter().any(|r| word.is(r)) {
            break;
        }
        at = tree.head(at)?;
        if matches!(tree.word(at).upos, Upos::Noun | Upos::Propn | Upos::Num | Upos::Pron) {
            return Some(at);
        }
    }
    let grammar = &story.cues().grammar;
    (tree.word(at).upos == Upos::Verb && is_passive(tree, at, grammar) || tree.has(at, "cop"))
        .then(|| grammatical_subject(tree, at, grammar))
        .flatten()
}

/// What a verb of loss counts: its subject (`ont péri`) or what it strikes (`a coûté la vie à`, `forçant à fuir`).
fn verb<'s>(story: &'s Story<'_>, sentence: usize, verb: usize) -> Option<(&'s str, usize)> {
    let tree = &story.trees[sentence];
    if tree.word(verb).upos != Upos::Verb {
        return None;
    }
    let cues = story.cues();
    let by = |sets: &'s std::collections::BTreeMap<smol_str::SmolStr, vigie_codebook::PhraseSet>| {
        sets.iter().find(|(_, set)| phrase_of(tree, verb, set)).map(|(of, _)| of.as_str())
    };
    let passive = is_passive(tree, verb, &cues.grammar);
    if let Some(of) = by(&cues.counts.suffered).filter(|_| !passive) {
        let subject = grammatical_subject(tree, verb, &cues.grammar)?;
        let seen = see_through(story, sentence, subject);
        let retreats = of == "displaced" && is_of(story, sentence, seen, Class::Armed);
        return (!retreats).then_some((of, subject));
    }
    let of = by(&cues.counts.inflicted)?;
    if let Some(before) = quantity_before(story, tree, verb) {
        return Some((of, before));
    }
    if passive {
        return grammatical_subject(tree, verb, &cues.grammar).map(|s| (of, s));
    }
    let is_counted = |w: &usize| {
        let seen = see_through(story, sentence, *w);
        matches!(tree.word(seen).upos, Upos::Noun | Upos::Propn | Upos::Num)
            && !story.is_date(sentence, seen)
            && counts::number_of(story, sentence, seen).is_some()
    };
    let below = |top: usize| {
        tree.kids(top).filter(|k| {
            *k > verb && ["obj", "obl", "nmod", "iobj", "advmod"].iter().any(|r| tree.word(*k).is(r))
        })
    };
    let own = below(verb).find(is_counted);
    own.or_else(|| below(verb).flat_map(below).find(is_counted)).map(|w| (of, w))
}

/// `the death toll rose to 85`: a figure with no noun of its own under the verb of a balance.
fn balance<'s>(story: &'s Story<'_>, sentence: usize, noun: usize) -> Option<(&'s str, usize)> {
    let tree = &story.trees[sentence];
    if tree.word(noun).upos != Upos::Noun || !story.cues().counts.balance.contains(tree.lemma(noun)) {
        return None;
    }
    let verb = tree.head(noun).filter(|_| tree.word(noun).is("nsubj"))?;
    tree.kids(verb)
        .rfind(|k| *k > verb && tree.word(*k).upos == Upos::Num && !story.is_date(sentence, *k))
        .map(|figure| ("killed", figure))
}

/// The act of force that a toll is told with: the one that its clause hangs on or has as subject, else the last one before it in
/// its sentence or the first after it, else the last of the sentences before.
fn act_of(story: &Story<'_>, drafts: &[Draft<'_>], sentence: usize, toll: &Toll) -> Option<usize> {
    let tree = &story.trees[sentence];
    let own = told_in(drafts, sentence..sentence + 1);
    let here: Vec<usize> = own.clone().filter(|i| takes_tolls(&drafts[*i])).collect();
    let at = |word: usize| here.iter().copied().find(|i| drafts[*i].candidate.words.contains(&word));
    let chain = || std::iter::once(toll.teller).chain(tree.ancestors(toll.teller));
    for word in chain() {
        let subject = tree
            .kid_by(word, "nsubj")
            .filter(|_| tree.word(word).upos == Upos::Verb)
            .map(|s| see_through(story, sentence, s));
        if let Some(act) = at(word).or_else(|| subject.and_then(at)) {
            return Some(act);
        }
        if tree.kid_by(word, "nsubj").is_some_and(|s| is_another_cause(story, sentence, word, s)) {
            return None;
        }
    }
    // `l'armée a évacué des familles` is an event of its own.
    let is_act = |d: &Draft<'_>| d.candidate.word == toll.teller && !d.candidate.arguments.is_passive;
    if drafts[own.clone()].iter().any(is_act) {
        return None;
    }
    // An act that has victims of its own (`ont enlevé quatre jeunes`) is not what else a sentence counts.
    let is_open = |i: &usize| drafts[*i].action.counted.is_none();
    let same = || here.iter().copied().filter(is_open);
    let before = same().rfind(|i| drafts[*i].candidate.word < toll.teller).or_else(|| same().next());
    let earlier = || {
        let takes = |i: &usize| takes_tolls(&drafts[*i]) && is_open(i);
        let last = told_in(drafts, (sentence + 1).saturating_sub(REACH)..sentence).rfind(takes)?;
        // What else that sentence tells follows from its first act.
        let at = drafts[last].candidate.sentence;
        told_in(drafts, at..at + 1).find(takes)
    };
    // Those who fled did so because of what was told before; whoever moved them did it here.
    let inflicted = &story.cues().counts.inflicted;
    let is_inflicted = || inflicted.values().any(|set| phrase_of(tree, toll.teller, set));
    let found = match toll.count.of.as_str() {
        "displaced" if is_inflicted() => before,
        "displaced" => earlier().or(before),
        _ => before.or_else(earlier),
    };
    found
        .filter(|i| drafts[*i].candidate.sentence == sentence || !tells_a_period(story, sentence))
        .or(here.first().copied())
}

fn takes_tolls(draft: &Draft<'_>) -> bool {
    let is_done = !matches!(
        draft.factuality.status,
        Status::Negated | Status::Denied | Status::Planned | Status::Conditional | Status::Generic
    );
    is_done && (draft.action.is_type("ASSAULT") || draft.action.is_type("PROTEST"))
}

/// `Le conflit a fait 3 000 morts`: what caused it is named, and is no act of the article.
fn is_another_cause(story: &Story<'_>, sentence: usize, verb: usize, subject: usize) -> bool {
    let tree = &story.trees[sentence];
    let cues = story.cues();
    let brings_about = phrase_of(tree, verb, &cues.light_verbs.toll)
        || cues.counts.inflicted.values().any(|set| phrase_of(tree, verb, set));
    tree.word(subject).upos == Upos::Noun
        && brings_about
        && !is_passive(tree, verb, &cues.grammar)
        && !cues.counts.balance.contains(tree.lemma(subject))
        && !cues.attribution.document_heads.contains(tree.lemma(subject))
}

/// Whether the sentence tells of months or years, or since long when: its toll is that of a period.
fn tells_a_period(story: &Story<'_>, sentence: usize) -> bool {
    let month_ago = story.published.and_then(|p| p.checked_sub(1.month()).ok());
    let is_long = |start| start < month_ago;
    story.dates_of(sentence).any(|d| {
        matches!(d.precision, TimePrecision::Month | TimePrecision::Year) || (d.is_open && is_long(d.start))
    })
}

/// Whether a clause of the dead or wounded is told with an act of its sentence and is no event beside it.
pub(crate) fn is_told_with(story: &Story<'_>, act: &Draft<'_>, toll: &Draft<'_>) -> bool {
    let (a, t) = (&act.candidate, &toll.candidate);
    if !takes_tolls(act) || act.action.is_type("PROTEST") || act.action.counted.is_some() || t.is_noun {
        return false;
    }
    let tree = &story.trees[t.sentence];
    // `deux soldats sont morts lorsqu'une bombe a explosé`: to die is no act.
    let dies = story.cues().counts.suffered.values().any(|set| phrase_of(tree, t.word, set));
    if dies && tree.word(a.word).is("advcl") && tree.head(a.word) == Some(t.word) {
        return true;
    }
    if a.word > t.word {
        return false;
    }
    let has_agent = t.arguments.is_passive && t.arguments.subject().is_some();
    is_gerund(tree, t.word)
        || is_of_relative(story, tree, a.word, t)
        || (t.arguments.is_passive && !has_agent && is_beside(story, tree, a.word, t.word))
}

/// `ont mené un raid, tuant douze personnes`.
pub(crate) fn is_gerund(tree: &Tree<'_>, verb: usize) -> bool {
    let word = tree.word(verb);
    let is_it = word.feature("VerbForm") == Some("Ger")
        || (tree.is_participle(verb) && word.feature("Tense") != Some("Past"));
    is_it && !tree.kids(verb).any(|k| tree.word(k).is("aux"))
}

/// `une attaque d'une rare violence qui a coûté la vie à 49 soldats`.
fn is_of_relative(story: &Story<'_>, tree: &Tree<'_>, act: usize, toll: &Candidate<'_>) -> bool {
    let subject = toll.arguments.subject().map(|s| see_through(story, toll.sentence, s));
    tree.word(toll.word).deprel == "acl:relcl"
        && subject.is_some_and(|s| tree.head(s) == Some(act) && is_thing(story, toll.sentence, s))
}

/// After a semicolon (`a été visé par des raids ; trois civils ont été tués`), or in a relative clause of time or place (`des
/// tirs, au cours desquels deux personnes ont été blessées`).
fn is_beside(story: &Story<'_>, tree: &Tree<'_>, act: usize, toll: usize) -> bool {
    let grammar = &story.cues().grammar;
    let is_relative = |w: usize| {
        let word = tree.word(w);
        let is_pronoun =
            grammar.relatives.contains(word.lemma.as_str()) || word.feature("PronType") == Some("Rel");
        is_pronoun && matches!(word.upos, Upos::Pron | Upos::Adv) && !word.is("nsubj") && !word.is("obj")
    };
    let opens = |w: usize| tree.word(w).form == ";" || is_relative(w);
    let is_verb = |w: usize| tree.is_finite(w) && !tree.word(w).is("aux");
    (act + 1..toll).rev().find(|w| opens(*w) || is_verb(*w)).is_some_and(opens)
}
