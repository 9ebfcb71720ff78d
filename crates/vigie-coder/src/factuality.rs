//! Whether it happened: negation, governing verbs, mood, tense, purpose, conditions, habits, past history.

use crate::{
    arguments::{Arguments, phrase_of},
    attribution::{Saying, Stance},
    story::Story,
    tree::Tree,
};
use jiff::{ToSpan, civil::Date};
use vigie_annotate::Upos;
use vigie_codebook::{Action, PhraseSet};
use vigie_schema::{Factuality, Status};
use vigie_text::Span;

/// How many governors above a trigger may set its status.
const REACH: usize = 5;

/// What the status of a word is read from.
pub(crate) struct Trigger<'t> {
    pub sentence: usize,
    pub word: usize,
    pub is_noun: bool,
    pub arguments: &'t Arguments,
    /// Its action; none for a word that is only read.
    pub action: Option<&'t Action>,
}

impl Trigger<'_> {
    fn is_durative(&self) -> bool {
        self.action.is_some_and(|a| a.is_durative)
    }

    fn is_said(&self) -> bool {
        self.action.is_some_and(Action::is_said)
    }
}

pub(crate) fn factuality(
    story: &Story<'_>,
    trigger: &Trigger<'_>,
    sayings: &[&Saying],
    last_day: Option<Date>,
) -> Factuality {
    let tree = &story.trees[trigger.sentence];
    let clause = clause_verb(tree, trigger);
    let found = negation(story, tree, trigger, clause)
        .or_else(|| governors(story, tree, trigger))
        .or_else(|| expression_before(story, tree, trigger))
        .or_else(|| purpose(story, tree, trigger))
        .or_else(|| condition(story, tree, clause))
        .or_else(|| rebuttal(story, tree, trigger, sayings))
        .or_else(|| modifiers(story, tree, trigger, clause))
        .or_else(|| stance(sayings))
        .or_else(|| mood(story, tree, clause, trigger))
        .or_else(|| history(story, tree, trigger, last_day))
        .or_else(|| habit(story, tree, trigger, clause));
    let (status, cue) = found.unwrap_or_else(|| (tense(story, tree, trigger, clause), None));
    Factuality { status, cue }
}

/// Whether the trigger's own clause denies it, whatever the verbs above say.
pub(crate) fn is_negated(story: &Story<'_>, trigger: &Trigger<'_>) -> bool {
    let tree = &story.trees[trigger.sentence];
    negation(story, tree, trigger, clause_verb(tree, trigger)).is_some()
}

type Found = Option<(Status, Option<Span>)>;

/// The verb whose tense and polarity are the trigger's: itself, its carrier, or the verb above a noun.
fn clause_verb(tree: &Tree<'_>, trigger: &Trigger<'_>) -> usize {
    if !trigger.is_noun {
        return trigger.word;
    }
    if let Some(carrier) = trigger.arguments.carrier {
        return carrier;
    }
    std::iter::once(trigger.word)
        .chain(tree.ancestors(trigger.word))
        .find(|w| matches!(tree.word(*w).upos, Upos::Verb | Upos::Aux))
        .unwrap_or(trigger.word)
}

fn negation(story: &Story<'_>, tree: &Tree<'_>, trigger: &Trigger<'_>, clause: usize) -> Found {
    let set = &story.cues().aspect.negation;
    let is_subject = trigger.is_noun && tree.word(trigger.word).is("nsubj");
    // `l'offensive n'a pas atteint la ville` is an offensive; `l'attaque n'a pas eu lieu` is none.
    let occurs =
        || phrase_of(tree, clause, &story.cues().light_verbs.occur) && !is_ended(story, tree, clause);
    let governs = !trigger.is_noun || trigger.arguments.carrier.is_some() && (!is_subject || occurs());
    let of_clause = governs.then(|| tree.kids(clause)).into_iter().flatten();
    of_clause
        .chain(tree.kids(trigger.word))
        .filter(|k| {
            let w = tree.word(*k);
            w.is("advmod") || w.is("det") || w.is("mark") || w.is("case") || w.upos == Upos::Part
        })
        .find(|k| denies(story, tree, *k, set))
        .or_else(|| nobody(story, tree, clause).filter(|_| governs))
        .map(|k| (Status::Negated, Some(tree.word(k).span)))
}

/// `Aucun soldat n'a été tué`, `rien n'est joué`, `n'ont attaqué ni la ville ni le camp`, `no soldiers were killed`: a negator in
/// a subject or complement denies the clause, in French beside *ne*.
fn nobody(story: &Story<'_>, tree: &Tree<'_>, clause: usize) -> Option<usize> {
    let grammar = &story.cues().grammar;
    let set = &story.cues().aspect.negation;
    let has_ne = tree.kids(clause).any(|k| is_ne(story, tree, k));
    if !has_ne && !grammar.negation_openers.is_empty() {
        return None;
    }
    let is_open = |k: &usize| {
        let word = tree.word(*k);
        word.is("nsubj") || word.is("obj") || (has_ne && (word.is("obl") || word.is("conj") || word.is("cc")))
    };
    tree.kids(clause)
        .filter(is_open)
        .flat_map(|k| std::iter::once(k).chain(tree.kids(k)))
        .filter(|k| matches!(tree.word(*k).upos, Upos::Det | Upos::Pron | Upos::Cconj | Upos::Adv))
        .find(|k| is_negator(tree, *k, set) && !is_ne(story, tree, *k) && !is_idiom(story, tree, *k))
}

/// The first half of a French negation.
fn is_ne(story: &Story<'_>, tree: &Tree<'_>, word: usize) -> bool {
    let lower = tree.word(word).form.to_lowercase().replace('’', "'");
    story.cues().grammar.negation_openers.contains(lower.as_str())
}

/// Verbs of an end: what has not ended goes on (`n'ont pas cessé de bombarder`).
fn is_ended(story: &Story<'_>, tree: &Tree<'_>, verb: usize) -> bool {
    phrase_of(tree, verb, &story.cues().aspect.ended)
}

/// Whether the word denies its clause: a negator, not inside an expression that denies nothing, and beside *ne* where it
/// needs it.
fn denies(story: &Story<'_>, tree: &Tree<'_>, word: usize, set: &PhraseSet) -> bool {
    let lower = tree.word(word).form.to_lowercase();
    let grammar = &story.cues().grammar;
    let has_ne = || tree.head(word).is_some_and(|h| tree.kids(h).any(|k| is_ne(story, tree, k)));
    is_negator(tree, word, set)
        && !is_ne(story, tree, word)
        && !is_idiom(story, tree, word)
        && (!grammar.negation_with_ne.contains(lower.as_str()) || has_ne())
}

/// Whether the negator is part of an expression that denies nothing (`pas à pas`, `pas moins de`).
fn is_idiom(story: &Story<'_>, tree: &Tree<'_>, word: usize) -> bool {
    let set = &story.cues().aspect.not_negation;
    (word.saturating_sub(2)..=word).any(|start| {
        let lower = tree.word(start).form.to_lowercase();
        set.starting_with(&lower).iter().any(|rest| {
            start + rest.len() >= word
                && start + rest.len() < tree.len()
                && rest
                    .iter()
                    .enumerate()
                    .all(|(i, r)| tree.word(start + 1 + i).form.to_lowercase() == r.as_str())
        })
    })
}

/// French `ne` alone denies nothing (`ne … que`, expletive); its second half does.
fn is_negator(tree: &Tree<'_>, word: usize, set: &PhraseSet) -> bool {
    let lower = tree.word(word).form.to_lowercase();
    set.contains(&lower) || set.contains(tree.lemma(word))
}

/// Verbs above the trigger that say whether it is done.
fn governors(story: &Story<'_>, tree: &Tree<'_>, trigger: &Trigger<'_>) -> Found {
    let aspect = &story.cues().aspect;
    let mut below = trigger.word;
    let mut ongoing = None;
    for governor in tree.ancestors(trigger.word).take(REACH) {
        if !governs(tree, below, governor) {
            break;
        }
        if tree.word(below).is("conj") {
            // `niait avoir tiré et a accusé`: a finite verb is not coordinated with an infinitive or gerund.
            if tree.is_finite(below) && !tree.is_finite(governor) && tree.word(governor).upos == Upos::Verb {
                break;
            }
            below = governor;
            continue;
        }
        let cue = Some(tree.word(governor).span);
        let is = |set: &PhraseSet| around(tree, governor, set);
        let is_event =
            tree.word(below).is("nsubj") || tree.word(below).is("obj") || tree.word(below).is("xcomp");
        if trigger.is_noun && is_event && is(&aspect.begun) {
            ongoing.get_or_insert((Status::Ongoing, cue));
        }
        if Some(governor) != trigger.arguments.carrier || is(&aspect.planned) {
            if is(&aspect.denied) {
                return Some((Status::Denied, cue));
            }
            if is(&aspect.negated) {
                return Some((Status::Negated, cue));
            }
            if is(&aspect.tried) {
                let is_over = tree.kids_by(governor, "aux").next().is_some()
                    || tree.word(governor).feature("Tense") == Some("Past");
                return Some((if is_over { Status::Negated } else { Status::Planned }, cue));
            }
            if is(&aspect.planned) && is_plan(story, tree, trigger, below, governor) {
                return Some((Status::Planned, cue));
            }
            if trigger.is_noun && is(&story.cues().light_verbs.claims) && tree.word(below).is("obj") {
                break;
            }
            let is_content = ["xcomp", "ccomp", "acl", "obl", "advcl"].iter().any(|r| tree.word(below).is(r))
                && matches!(tree.word(below).upos, Upos::Verb | Upos::Aux)
                || (below != trigger.word && !trigger.is_noun && tree.word(below).is("obj"));
            if is(&aspect.possible) && is_achieved(story, tree, governor) {
                below = governor;
                continue;
            }
            if is(&aspect.possible) || (is_content && accuses(story, tree, governor)) {
                return Some((Status::Possible, cue));
            }
            if is(&aspect.ongoing) && is_event {
                ongoing.get_or_insert((Status::Ongoing, cue));
            }
            if !trigger.is_noun || tree.word(governor).upos == Upos::Verb {
                let negator =
                    tree.kids_by(governor, "advmod").find(|k| denies(story, tree, *k, &aspect.negation));
                if negator.is_some() && is_ended(story, tree, governor) {
                    return Some((Status::Ongoing, cue));
                }
                if let Some(negator) = negator.filter(|_| tree.word(below).is("xcomp")) {
                    return Some((Status::Negated, Some(tree.word(negator).span)));
                }
                if let Some(found) =
                    mood(story, tree, governor, trigger).filter(|_| tree.word(below).is("xcomp"))
                {
                    return Some(found);
                }
            }
        }
        let says = &story.cues().attribution.say;
        if phrase_of(tree, governor, says) && !tree.word(below).is("xcomp") {
            break;
        }
        below = governor;
    }
    ongoing
}

/// Whether the status of `governor` is that of what hangs on it as `below`.
fn governs(tree: &Tree<'_>, below: usize, governor: usize) -> bool {
    let w = tree.word(below);
    let is_verb = matches!(tree.word(governor).upos, Upos::Verb | Upos::Aux | Upos::Adj);
    if ["xcomp", "ccomp", "csubj"].iter().any(|r| w.is(r)) {
        return true;
    }
    if w.is("conj") {
        return true;
    }
    // `accused the army of bombing`
    let is_marked_gerund = || w.feature("VerbForm") == Some("Ger") && tree.has(below, "mark");
    if w.is("acl") && (w.feature("VerbForm") == Some("Inf") || is_marked_gerund()) {
        return true;
    }
    if w.is("advcl") && !tree.is_finite(below) && !is_bare_past(tree, below) {
        return true;
    }
    if is_verb {
        return w.is("obj")
            || (w.is("nsubj") && w.deprel.ends_with("pass"))
            || (w.is("obl") && w.deprel != "obl:mod");
    }
    w.is("nmod")
}

/// `Pilonnée toute la nuit, la localité reste …`: what was done before.
fn is_bare_past(tree: &Tree<'_>, verb: usize) -> bool {
    let word = tree.word(verb);
    word.upos == Upos::Adj || (tree.is_participle(verb) && word.feature("Tense") == Some("Past"))
}

/// Whether the governor, with its copula and what hangs on it, is one of the expressions (`être sur le point de`).
fn around(tree: &Tree<'_>, governor: usize, set: &PhraseSet) -> bool {
    if phrase_of(tree, governor, set) {
        return true;
    }
    let copula = tree.kids(governor).find(|k| tree.word(*k).is("cop"));
    copula.is_some_and(|c| {
        set.starting_with(tree.lemma(c)).iter().any(|rest| {
            !rest.is_empty()
                && rest.iter().all(|r| {
                    std::iter::once(governor)
                        .chain(tree.kids(governor))
                        .any(|k| tree.lemma(k) == r || tree.word(k).form == *r)
                })
        })
    })
}

/// Whether what hangs on a verb of planning is still to come. `a annoncé la prise de la ville` reports, `annonce vouloir
/// partir` plans; a measure is taken once it is decided; `ont permis d'évacuer` tells what was done.
fn is_plan(story: &Story<'_>, tree: &Tree<'_>, trigger: &Trigger<'_>, below: usize, governor: usize) -> bool {
    let is_over = tree.kids_by(governor, "aux").next().is_some()
        || tree.word(governor).feature("Tense") == Some("Past");
    // `promet de partir` plans, `annonce marcher sur la ville` reports.
    let is_infinitive = tree.word(below).feature("VerbForm") == Some("Inf")
        && !tree.has(below, "aux")
        && (tree.has(below, "mark") || tree.has(below, "case"));
    if phrase_of(tree, governor, &story.cues().attribution.say) && !is_infinitive {
        return false;
    }
    if is_over && story.cues().grammar.achieved_in_perfect.contains(tree.lemma(governor)) {
        return false;
    }
    let is_measure = trigger.is_said() || trigger.action.is_some_and(|a| a.is_type("COERCE"));
    !(is_over && is_measure)
}

/// `ont pu reprendre`: done.
fn is_achieved(story: &Story<'_>, tree: &Tree<'_>, modal: usize) -> bool {
    story.cues().grammar.achieved_in_perfect.contains(tree.lemma(modal))
        && tree.kids_by(modal, "aux").any(|a| tree.word(a).feature("Mood") != Some("Cnd"))
}

/// What someone is accused of may have happened.
fn accuses(story: &Story<'_>, tree: &Tree<'_>, governor: usize) -> bool {
    let lexicon = &story.book().lexicon;
    tree.word(governor).upos == Upos::Verb
        && lexicon.verbs(tree.lemma(governor)).iter().filter(|e| e.others.is_empty()).any(|e| {
            matches!(lexicon.sense(e.sense).action.as_str(), "accuse" | "charge-in-court" | "investigate")
        })
}

/// Expressions right before an infinitive or noun, whatever the tree makes of them (`sur le point de`, `en train de`).
fn expression_before(story: &Story<'_>, tree: &Tree<'_>, trigger: &Trigger<'_>) -> Found {
    let aspect = &story.cues().aspect;
    // A gerund shares what is said of its infinitive (`ont pour but d'isoler la ville en coupant ses routes`).
    let infinitive = tree
        .head(trigger.word)
        .filter(|h| tree.word(trigger.word).is("advcl") && tree.word(*h).feature("VerbForm") == Some("Inf"));
    let word = infinitive.filter(|_| !trigger.is_noun).unwrap_or(trigger.word);
    for start in (word.saturating_sub(7)..word).rev() {
        let lower = tree.word(start).form.to_lowercase().replace('’', "'");
        let lemma = tree.lemma(start);
        for (set, status) in [
            (&aspect.planned, Status::Planned),
            (&aspect.ongoing, Status::Ongoing),
            (&aspect.purpose, Status::Planned),
        ] {
            let starts = set.starting_with(&lower).iter().chain(set.starting_with(lemma));
            // A verb that governs the trigger by a preposition alone has had its say.
            let had_say = tree.word(start).upos == Upos::Verb && tree.is_below(word, start);
            for rest in starts.filter(|r| r.len() > usize::from(had_say)) {
                let end = start + 1 + rest.len();
                let matches = rest.iter().enumerate().all(|(i, r)| {
                    let at = start + 1 + i;
                    at < word
                        && (tree.lemma(at) == r
                            || tree.word(at).form.to_lowercase().replace('’', "'") == r.as_str())
                });
                let is_next = end <= word && (end..word).all(|w| is_light_word(tree, w));
                if matches && is_next {
                    let is_excepted =
                        status == Status::Planned && aspect.purpose_except.contains(tree.lemma(word));
                    return (!is_excepted).then(|| (status, Some(tree.word(start).span)));
                }
            }
        }
    }
    None
}

fn is_light_word(tree: &Tree<'_>, word: usize) -> bool {
    matches!(tree.word(word).upos, Upos::Adp | Upos::Det | Upos::Pron | Upos::Adv | Upos::Part)
}

/// `pour reprendre`, `afin d'encercler`, `to retake`: planned.
fn purpose(story: &Story<'_>, tree: &Tree<'_>, trigger: &Trigger<'_>) -> Found {
    let aspect = &story.cues().aspect;
    let is_infinitive = |w: &usize| tree.word(*w).feature("VerbForm") == Some("Inf");
    let carrier = trigger.arguments.carrier.filter(|_| trigger.is_noun);
    let own = carrier.unwrap_or(trigger.word);
    // A gerund under a purpose, or what is coordinated with it, shares it (`pour isoler la ville en coupant ses routes`).
    let shares = |w: usize| {
        let word = tree.word(w);
        (word.is("advcl") || word.is("conj")) && !tree.is_finite(w) && !is_bare_past(tree, w)
    };
    let verb = Some(own).filter(is_infinitive).filter(|w| !tree.word(*w).is("conj")).or_else(|| {
        let above = tree.head(own).filter(|_| shares(own))?;
        Some(above).filter(is_infinitive)
    })?;
    let marker = tree.kids(verb).find(|k| {
        (tree.word(*k).is("mark") || tree.word(*k).is("case"))
            && (aspect.purpose.contains(tree.lemma(*k))
                || aspect.purpose.contains(&tree.word(*k).form.to_lowercase()))
    })?;
    let w = tree.word(verb);
    let is_purpose =
        w.is("advcl") || w.is("obl") || !story.cues().grammar.infinitive_marks.contains(tree.lemma(marker));
    (is_purpose && !aspect.purpose_except.contains(&w.lemma))
        .then(|| (Status::Planned, Some(tree.word(marker).span)))
}

/// `si …`, `if …`, `en cas de`.
fn condition(story: &Story<'_>, tree: &Tree<'_>, clause: usize) -> Found {
    let set = &story.cues().aspect.conditional;
    std::iter::once(clause)
        .chain(tree.ancestors(clause))
        .take(3)
        .find_map(|w| {
            let word = tree.word(w);
            if !(word.is("advcl") || w == clause) {
                return None;
            }
            tree.kids(w)
                .filter(|k| tree.word(*k).is("mark") || tree.word(*k).is("case"))
                .find(|k| set.contains(tree.lemma(*k)) || set.contains(&tree.word(*k).form.to_lowercase()))
                .map(|k| (Status::Conditional, Some(tree.word(k).span)))
        })
        .or_else(|| hangs_on_condition(story, tree, clause))
}

/// The clause that a condition hangs on, if what it tells is still to come (`si la route est coupée, la ville tombera`).
fn hangs_on_condition(story: &Story<'_>, tree: &Tree<'_>, clause: usize) -> Found {
    let set = &story.cues().aspect.conditional;
    let is_open = tree.finite_word(clause).is_some_and(|w| {
        let word = tree.word(w);
        word.feature("Tense") == Some("Fut")
            || word.feature("Mood") == Some("Cnd")
            || story.cues().aspect.possible.contains(&word.lemma)
            || story.cues().aspect.planned.contains(&word.lemma)
    });
    // `en cas d'attaque, l'armée ripostera`
    let phrase = tree.words().filter(|_| is_open).find(|w| {
        let lower = tree.word(*w).form.to_lowercase();
        set.starting_with(&lower).iter().any(|rest| !rest.is_empty() && tree.reads(*w + 1, rest))
    });
    if let Some(word) = phrase {
        return Some((Status::Conditional, Some(tree.word(word).span)));
    }
    tree.kids_by(clause, "advcl").filter(|_| is_open).find_map(|k| {
        let mark = tree.kids_by(k, "mark").next()?;
        let is_it = set.contains(tree.lemma(mark)) || set.contains(&tree.word(mark).form.to_lowercase());
        is_it.then(|| (Status::Conditional, Some(tree.word(mark).span)))
    })
}

/// `Kiev affirme avoir repris le village, ce que Moscou dément`: what someone claims, and another denies.
fn rebuttal(story: &Story<'_>, tree: &Tree<'_>, trigger: &Trigger<'_>, sayings: &[&Saying]) -> Found {
    let cues = story.cues();
    if sayings.is_empty() {
        return None;
    }
    let is_denial = |w: usize| {
        phrase_of(tree, w, &cues.attribution.deny)
            || cues.attribution.deny.contains(&tree.word(w).form.to_lowercase())
    };
    // After a comma, a word for what was said, and a verb that denies it before the next mark.
    (trigger.word + 2..tree.len())
        .filter(|w| cues.aspect.claimed.contains(tree.lemma(*w)))
        .filter(|w| (w.saturating_sub(2)..*w).any(|before| tree.word(before).form == ","))
        .find_map(|w| {
            let clause = w + 1..tree.len().min(w + 1 + REBUTTAL_REACH);
            clause.take_while(|v| tree.word(*v).upos != Upos::Punct).find(|v| is_denial(*v))
        })
        .map(|verb| (Status::Denied, Some(tree.word(verb).span)))
}

/// How far behind its pronoun a denial stands.
const REBUTTAL_REACH: usize = 7;

/// `présumée`, `allegedly`.
fn modifiers(story: &Story<'_>, tree: &Tree<'_>, trigger: &Trigger<'_>, clause: usize) -> Found {
    let aspect = &story.cues().aspect;
    let own = || {
        let is_close = |k: &usize| ["amod", "advmod", "acl"].iter().any(|r| tree.word(*k).is(r));
        tree.kids(trigger.word).filter(is_close).chain(beside(tree, trigger))
    };
    let found = |words: &PhraseSet, status| {
        own().find(|k| is_word_of(tree, *k, words)).map(|k| (status, Some(tree.word(k).span)))
    };
    let of_clause = tree.kids(clause).filter(|k| tree.word(*k).is("advmod"));
    let doubted = of_clause.clone().find(|k| is_word_of(tree, *k, &aspect.possible_words));
    found(&aspect.possible_words, Status::Possible)
        .or_else(|| doubted.map(|k| (Status::Possible, Some(tree.word(k).span))))
        .or_else(|| found(&aspect.negated_words, Status::Negated).filter(|_| trigger.is_noun))
        .or_else(|| found(&aspect.planned_words, Status::Planned).filter(|_| trigger.is_noun))
}

/// `a suspected gas attack`, `une attaque chimique présumée`: in the noun's phrase, whatever they hang on.
fn beside<'t>(tree: &'t Tree<'_>, trigger: &'t Trigger<'_>) -> impl Iterator<Item = usize> + 't {
    let word = trigger.word;
    let is_modifier = |w: usize| matches!(tree.word(w).upos, Upos::Noun | Upos::Adj | Upos::Verb);
    (word.saturating_sub(2)..tree.len().min(word + 3)).filter(move |k| {
        trigger.is_noun
            && matches!(tree.word(*k).upos, Upos::Adj | Upos::Verb)
            && (*k.min(&word)..*k.max(&word)).all(is_modifier)
    })
}

/// Whether the word is in the set, by lemma or by form of any gender and number.
fn is_word_of(tree: &Tree<'_>, word: usize, set: &PhraseSet) -> bool {
    let lower = tree.word(word).form.to_lowercase();
    let singular = lower.strip_suffix('s').unwrap_or(&lower);
    let masculine = singular.strip_suffix('e').unwrap_or(singular);
    [tree.lemma(word), &lower, singular, masculine].iter().any(|f| set.contains(f))
}

fn stance(sayings: &[&Saying]) -> Found {
    sayings.iter().find_map(|s| match s.stance {
        Stance::Says => None,
        Stance::Doubts => Some((Status::Possible, s.source.cue)),
        Stance::Denies => Some((Status::Denied, s.source.cue)),
    })
}

/// The hearsay conditional, modal auxiliaries, the future.
fn mood(story: &Story<'_>, tree: &Tree<'_>, clause: usize, trigger: &Trigger<'_>) -> Found {
    let aspect = &story.cues().aspect;
    if trigger.is_noun && trigger.arguments.carrier != Some(clause) && !tree.word(trigger.word).is("obj") {
        return None;
    }
    for auxiliary in tree.kids(clause).filter(|k| tree.word(*k).is("aux")) {
        let lemma = tree.lemma(auxiliary);
        let span = Some(tree.word(auxiliary).span);
        if aspect.possible.contains(lemma) {
            return Some((Status::Possible, span));
        }
        if aspect.planned.contains(lemma) {
            return Some((Status::Planned, span));
        }
    }
    let finite = tree.finite_word(clause)?;
    let word = tree.word(finite);
    if word.feature("Mood") == Some("Cnd") {
        return Some((Status::Possible, Some(word.span)));
    }
    if word.feature("Tense") == Some("Fut") {
        return Some((Status::Planned, Some(word.span)));
    }
    None
}

/// What ended over a year before publication is history.
fn history(story: &Story<'_>, tree: &Tree<'_>, trigger: &Trigger<'_>, last_day: Option<Date>) -> Found {
    let is_long_ago = story
        .published
        .and_then(|p| p.checked_sub(1.year()).ok())
        .zip(last_day)
        .is_some_and(|(year_before, day)| day < year_before);
    if is_long_ago {
        return Some((Status::Historical, None));
    }
    let set = &story.cues().aspect.historical;
    let near = trigger.word.saturating_sub(8)..tree.len().min(trigger.word + 8);
    for w in near {
        let lower = tree.word(w).form.to_lowercase().replace('’', "'");
        for rest in set.starting_with(&lower) {
            let matches = rest.iter().enumerate().all(|(i, r)| {
                w + 1 + i < tree.len() && tree.word(w + 1 + i).form.to_lowercase() == r.as_str()
            });
            if matches {
                return Some((Status::Historical, Some(tree.word(w).span)));
            }
        }
    }
    None
}

fn habit(story: &Story<'_>, tree: &Tree<'_>, trigger: &Trigger<'_>, clause: usize) -> Found {
    if trigger.is_noun && trigger.arguments.carrier != Some(clause) {
        return None;
    }
    let set = &story.cues().aspect.generic;
    let own = tree.kids(trigger.word).filter(|k| tree.word(*k).is("amod") || tree.word(*k).is("acl"));
    let by_word = tree
        .kids(clause)
        .filter(|k| tree.word(*k).is("advmod"))
        .chain(own.flat_map(|k| std::iter::once(k).chain(tree.kids_by(k, "advmod"))))
        .find(|k| set.contains(tree.lemma(*k)));
    // `signent d'ordinaire une trêve`, `livrent chaque semaine de l'eau`
    let by_phrase = || {
        let near = clause.saturating_sub(HABIT_REACH)..tree.len().min(clause + HABIT_REACH);
        near.filter(|w| {
            tree.head(*w) == Some(clause) || tree.head(*w).is_some_and(|h| tree.head(h) == Some(clause))
        })
        .find(|w| {
            let lower = tree.word(*w).form.to_lowercase().replace('’', "'");
            set.starting_with(&lower).iter().any(|rest| !rest.is_empty() && tree.reads(*w + 1, rest))
        })
    };
    by_word.or_else(by_phrase).map(|k| (Status::Generic, Some(tree.word(k).span)))
}

/// How far from its verb an expression of habit stands.
const HABIT_REACH: usize = 8;

/// What lasts and is told in the present or imperfect is going on, as is what has lasted since a day; all else is done.
fn tense(story: &Story<'_>, tree: &Tree<'_>, trigger: &Trigger<'_>, clause: usize) -> Status {
    let owner = if trigger.is_noun { clause } else { trigger.word };
    if trigger.is_durative() && has_lasted(story, trigger) || is_begun(story, tree, trigger) {
        return Status::Ongoing;
    }
    if !trigger.is_noun && is_past_participle(story, tree, owner) {
        let stands = trigger.action.is_some_and(is_state) && is_standing(tree, owner);
        return if stands { Status::Ongoing } else { Status::Actual };
    }
    // `est ralentie par les attaques`: an agent acts now.
    let acts = trigger.is_noun
        && tree.head(trigger.word) == Some(clause)
        && tree.case(trigger.word).is_some_and(|c| story.cues().grammar.agent.contains(c));
    let is_carried = !trigger.is_noun || acts || trigger.arguments.carrier == Some(clause);
    if !is_carried || tree.has(owner, "aux") && !tree.is_finite(owner) {
        return Status::Actual;
    }
    let Some((verb, tense)) = tense_above(story, tree, owner) else { return Status::Actual };
    let is_told_now = verb == owner && !trigger.is_said() && !acts && trigger.sentence > 0 && tense == "Pres";
    if is_told_now && !trigger.is_durative() && !trigger.is_noun && tells_whoever(tree, owner) {
        return Status::Generic;
    }
    if is_told_now || (trigger.is_durative() && matches!(tense, "Pres" | "Imp")) {
        Status::Ongoing
    } else {
        Status::Actual
    }
}

/// The verb that gives a clause its tense, and that tense if it is a simple indicative: an infinitive or gerund has that of the
/// verb above it.
fn tense_above<'t>(story: &Story<'_>, tree: &Tree<'t>, verb: usize) -> Option<(usize, &'t str)> {
    let chain = std::iter::once(verb).chain(tree.ancestors(verb)).take(3);
    let (verb, finite) = chain.into_iter().find_map(|w| Some((w, tree.finite_word(w)?)))?;
    let word = tree.word(finite);
    let moves = story.cues().grammar.active_participles.contains(tree.lemma(verb));
    // `a fait sauter`: the causative auxiliary is the participle.
    let causative = tree.kids(verb).find(|k| tree.word(*k).deprel == "aux:caus");
    let is_past = tree.word(causative.unwrap_or(verb)).feature("Tense") == Some("Past");
    let is_perfect = finite != verb && is_past && word.is("aux") && (moves || word.deprel != "aux:pass");
    let is_simple = !is_perfect && word.feature("Mood") != Some("Sub");
    word.feature("Tense").filter(|_| is_simple).map(|tense| (verb, tense))
}

/// Acts that are states: held places, sieges, support.
fn is_state(action: &Action) -> bool {
    let is_held = !action.is_type("ASSAULT") || action.territory.is_some();
    action.is_durative && !action.is_said() && is_held
}

/// A bare participle, those included that look like a present and share the auxiliary of the verb before (`ont tiré et fait usage`).
fn is_past_participle(story: &Story<'_>, tree: &Tree<'_>, verb: usize) -> bool {
    if tree.kids_by(verb, "aux").next().is_some() {
        return false;
    }
    let first = tree.first_conjunct(verb);
    let shares = || {
        first != verb
            && tree.kids_by(first, "aux").next().is_some()
            && !tree.has(verb, "nsubj")
            && story.cues().grammar.participles.contains_key(tree.word(verb).form.to_lowercase().as_str())
    };
    is_bare_past(tree, verb) || shares()
}

/// `les combats ont repris`, `la bataille a commencé`, `ont reconduit leur grève`.
fn is_begun(story: &Story<'_>, tree: &Tree<'_>, trigger: &Trigger<'_>) -> bool {
    let word = tree.word(trigger.word);
    trigger.is_noun
        && (word.is("nsubj") || word.is("obj"))
        && tree.head(trigger.word).is_some_and(|verb| around(tree, verb, &story.cues().aspect.begun))
}

/// `qui rançonnent les villages et brûlent les récoltes`: what a relative clause tells of anyone of a kind is a habit.
fn tells_whoever(tree: &Tree<'_>, verb: usize) -> bool {
    let is_plural = |w: usize| tree.word(w).feature("Number") == Some("Plur");
    tree.word(tree.first_conjunct(verb)).deprel == "acl:relcl"
        && tree.head(tree.first_conjunct(verb)).is_some_and(is_plural)
        && tree.kid_by(verb, "obj").is_some_and(|o| is_plural(o) && tree.is_definite(o))
}

/// A participle that defines its noun tells what still holds (`la ville assiégée par les rebelles`); one set off by a comma tells
/// how it came about (`l'armée, appuyée par l'aviation, …`).
fn is_standing(tree: &Tree<'_>, participle: usize) -> bool {
    let word = tree.word(participle);
    (word.is("acl") || word.is("amod"))
        && tree
            .head(participle)
            .is_some_and(|noun| !(noun..participle).any(|w| tree.word(w).upos == Upos::Punct))
}

/// `les affrontements qui opposent depuis jeudi A à B`, `des tirs sont entendus depuis l'aube`; not their toll since then.
fn has_lasted(story: &Story<'_>, trigger: &Trigger<'_>) -> bool {
    let tree = &story.trees[trigger.sentence];
    let word = trigger.word;
    let subject_of = tree.head(word).filter(|_| trigger.is_noun && tree.word(word).is("nsubj"));
    let is_its = |h: usize| {
        h == word
            || trigger.arguments.carrier == Some(h)
            || subject_of == Some(h)
            || (trigger.is_noun && tree.word(h).is("acl") && tree.head(h) == Some(word))
    };
    let counts = trigger.action.is_some_and(|a| a.counted.is_some());
    let is_toll = |h: usize| phrase_of(tree, h, &story.cues().light_verbs.toll) || counts;
    story.dates_of(trigger.sentence).any(|d| {
        d.is_open && d.start.is_some() && tree.head(d.head).is_some_and(|h| is_its(h) && !is_toll(h))
    })
}
