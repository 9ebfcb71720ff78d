//! Participants that a clause leaves to another one of its sentence: an act and its purpose have one target, coordinated verbs share
//! theirs, who holds a place undergoes its taking, and who is to do what is asked is who is asked.

use crate::{
    participants::{Found, same},
    report::Draft,
    story::Story,
    tree::Tree,
};
use vigie_codebook::{Argument, Role};
use vigie_schema::Change;

/// How many heads lie at most between a purpose and its act.
const REACH: usize = 4;

/// Completes participants from the other drafts of each sentence.
pub(crate) fn share(story: &Story<'_>, drafts: &mut [Draft<'_>]) {
    for here in drafts.chunk_by_mut(|a, b| a.candidate.sentence == b.candidate.sentence) {
        let tree = &story.trees[here[0].candidate.sentence];
        contents(tree, here);
        addressees(tree, here);
        for act in 0..here.len() {
            if here[act].action.is_type("ASSAULT") && here[act].roles.recipients.is_empty() {
                let target = of_purpose(tree, here, act)
                    .or_else(|| of_holder(tree, here, act))
                    .or_else(|| of_coordination(tree, here, act))
                    .or_else(|| of_main_clause(story, tree, here, act));
                adopt(here, act, target);
            }
            if here[act].roles.actors.is_empty() {
                let doer = of_place_clause(story, tree, here, act)
                    .or_else(|| {
                        (0..here.len()).find(|below| in_place_clause_of(story, tree, here, *below, act))
                    })
                    .or_else(|| at_moment(story, tree, here, act))
                    .or_else(|| around(story, tree, here, act));
                if let Some(doer) = doer {
                    let actors = here[doer].roles.actors.clone();
                    here[act].roles.actors = actors;
                }
            }
        }
    }
}

#[derive(Clone, Copy)]
enum Side {
    Actors,
    Recipients,
}

impl Side {
    fn of<'d>(self, draft: &'d Draft<'_>) -> &'d [Found] {
        match self {
            Self::Actors => &draft.roles.actors,
            Self::Recipients => &draft.roles.recipients,
        }
    }
}

/// The draft, and which of its participants undergo the act too.
type Target = Option<(usize, Side)>;

fn adopt(here: &mut [Draft<'_>], act: usize, from: Target) {
    let Some((other, side)) = from else { return };
    let own = &here[act].roles.actors;
    let is_other = |f: &&Found| !own.iter().any(|a| same(&a.participant, &f.participant));
    here[act].roles.recipients = side.of(&here[other]).iter().filter(is_other).cloned().collect();
}

/// `ont lancé une offensive pour reprendre la ville au groupe X`, `en visant les lignes de X`.
fn of_purpose(tree: &Tree<'_>, here: &[Draft<'_>], act: usize) -> Target {
    let word = here[act].candidate.word;
    let carrier = here[act].candidate.arguments.carrier;
    let serves = |other: &Draft<'_>| {
        let below = other.candidate.word;
        let path: Vec<usize> = std::iter::once(below).chain(tree.ancestors(below)).take(REACH).collect();
        let Some(at) = path.iter().position(|w| *w == word || Some(*w) == carrier) else { return false };
        at > 0
            && path[..at].iter().any(|w| {
                let w = tree.word(*w);
                (w.is("advcl") || w.is("acl"))
                    && matches!(w.feature("VerbForm"), Some("Inf" | "Part" | "Ger"))
                    && w.feature("Tense") != Some("Past")
            })
    };
    let is_target = |i: &usize| {
        *i != act
            && here[*i].action.is_type("ASSAULT")
            && !here[*i].roles.recipients.is_empty()
            && serves(&here[*i])
    };
    (0..here.len()).find(is_target).map(|i| (i, Side::Recipients))
}

/// `ont repris la ville, tenue par X depuis deux ans`: who holds or had taken the place.
fn of_holder(tree: &Tree<'_>, here: &[Draft<'_>], act: usize) -> Target {
    let places = &here[act].roles.places;
    let holds = |other: &Draft<'_>| {
        let change = other.candidate.sense.territory.or(other.action.territory);
        let takes = matches!(change, Some(Change::Hold | Change::Gain | Change::Besiege));
        let word = other.candidate.word;
        takes && tree.word(word).is("acl") && places.iter().any(|p| tree.is_below(word, *p))
    };
    (0..here.len())
        .find(|i| *i != act && !here[*i].roles.actors.is_empty() && holds(&here[*i]))
        .map(|i| (i, Side::Actors))
}

/// `ont infligé de lourdes pertes aux rebelles et repris le marché`.
fn of_coordination(tree: &Tree<'_>, here: &[Draft<'_>], act: usize) -> Target {
    let this = &here[act];
    let verb = |d: &Draft<'_>| d.candidate.arguments.carrier.unwrap_or(d.candidate.word);
    let first = tree.first_conjunct(verb(this));
    let takes_place = this.candidate.sense.territory.or(this.action.territory).is_some();
    if !takes_place && this.candidate.arguments.object().is_some() || this.candidate.arguments.is_passive {
        return None;
    }
    let shares_actor = |d: &Draft<'_>| {
        let is_own = |a: &Found| this.roles.actors.iter().any(|b| same(&a.participant, &b.participant));
        d.roles.actors.iter().any(is_own)
    };
    let is_sibling = |d: &Draft<'_>| {
        d.action.is_type("ASSAULT")
            && !d.candidate.arguments.is_passive
            && !d.roles.recipients.is_empty()
            && shares_actor(d)
            && tree.first_conjunct(verb(d)) == first
    };
    (0..here.len()).find(|i| *i != act && is_sibling(&here[*i])).map(|i| (i, Side::Recipients))
}

/// `ont frappé des positions de X près de la ville, où deux chars ont été détruits`.
fn of_main_clause(story: &Story<'_>, tree: &Tree<'_>, here: &[Draft<'_>], act: usize) -> Target {
    of_place_clause(story, tree, here, act)
        .filter(|main| here[*main].action.is_type("ASSAULT"))
        .map(|main| (main, Side::Recipients))
}

/// The act of the clause above, where the passive act stands in a relative clause of place and names nobody who does it.
fn of_place_clause(story: &Story<'_>, tree: &Tree<'_>, here: &[Draft<'_>], act: usize) -> Option<usize> {
    let c = &here[act].candidate;
    let grammar = &story.cues().grammar;
    let clause = std::iter::once(c.word)
        .chain(tree.ancestors(c.word))
        .take(REACH)
        .find(|w| tree.word(*w).is("acl"))?;
    let is_where = tree.kids(clause).any(|k| grammar.relatives_of_place.contains(tree.lemma(k)));
    if !is_where || !c.arguments.is_passive || c.arguments.subject().is_some() {
        return None;
    }
    (0..here.len()).rev().find(|i| {
        let main = &here[*i];
        *i != act
            && (main.action.is_type("ASSAULT") || main.action.is_type("COERCE"))
            && !main.roles.actors.is_empty()
            && !tree.is_below(main.candidate.word, clause)
            && tree.is_below(clause, main.candidate.arguments.carrier.unwrap_or(main.candidate.word))
    })
}

/// `50 personnes ont été tuées jeudi à N'Djamena, où la police a tiré sur …`: whether `below` is told of the place where the passive act
/// `act`, of which nobody is said to have done it, took its victims.
fn in_place_clause_of(
    story: &Story<'_>,
    tree: &Tree<'_>,
    here: &[Draft<'_>],
    below: usize,
    act: usize,
) -> bool {
    let (c, main) = (&here[below].candidate, &here[act].candidate);
    let grammar = &story.cues().grammar;
    let is_told = main.arguments.is_passive
        && main.arguments.subject().is_none()
        && here[act].action.is_type("ASSAULT")
        && here[below].action.is_type("ASSAULT")
        && !here[below].roles.actors.is_empty()
        && c.word > main.word;
    let mut above = std::iter::once(c.word).chain(tree.ancestors(c.word)).take(REACH);
    is_told
        && above.any(|w| {
            tree.word(w).is("acl")
                && tree.is_below(w, main.word)
                && tree.kids(w).any(|k| grammar.relatives_of_place.contains(tree.lemma(k)))
        })
}

/// `trois civils ont été tués lorsque des hommes armés ont ouvert le feu`: the act at whose moment the passive act, of which nobody is said
/// to have done it, took its victims.
fn at_moment(story: &Story<'_>, tree: &Tree<'_>, here: &[Draft<'_>], act: usize) -> Option<usize> {
    let main = &here[act];
    let grammar = &story.cues().grammar;
    let is_told = main.candidate.arguments.is_passive && main.action.is_type("ASSAULT");
    (0..here.len()).filter(|i| is_told && *i != act).find(|i| {
        let c = &here[*i].candidate;
        let verb = c.arguments.carrier.unwrap_or(c.word);
        let opens = tree.kids(verb).any(|k| k < verb && grammar.moments.contains(tree.lemma(k)));
        here[*i].action.is_type("ASSAULT")
            && !here[*i].roles.actors.is_empty()
            && opens
            && tree.word(verb).is("advcl")
            && tree.head(verb) == Some(main.candidate.word)
    })
}

/// `tués par l'armée lors d'une opération`, `l'armée s'est retirée au terme d'une opération`: the act of forces of a state that the operation
/// is a circumstance of.
fn around(story: &Story<'_>, tree: &Tree<'_>, here: &[Draft<'_>], act: usize) -> Option<usize> {
    let c = &here[act].candidate;
    let is_within =
        story.codebook.complements(here[act].action).is_some_and(|r| r.within == Some(Role::Actor));
    if !is_within || !c.is_noun || c.arguments.carrier.is_some() {
        return None;
    }
    let above: Vec<usize> = tree.ancestors(c.word).take(REACH).collect();
    let is_of_state = |f: &Found| f.participant.sectors.iter().any(|s| matches!(s.as_str(), "MIL" | "COP"));
    (0..here.len()).find(|i| {
        let main = &here[*i];
        *i != act
            && above.contains(&main.candidate.word)
            && !main.roles.actors.is_empty()
            && main.roles.actors.iter().all(is_of_state)
    })
}

/// `a lancé un ultimatum aux généraux, exigeant …`: whom the clause above speaks to.
fn addressees(tree: &Tree<'_>, here: &mut [Draft<'_>]) {
    for speech in 0..here.len() {
        let word = here[speech].candidate.word;
        let is_aside = tree.word(word).is("advcl") && tree.word(word).feature("VerbForm") == Some("Part");
        if !is_aside || !here[speech].action.is_verbal() || !here[speech].roles.recipients.is_empty() {
            continue;
        }
        let main = (0..here.len()).find(|i| {
            let c = &here[*i].candidate;
            let verb = c.arguments.carrier.unwrap_or(c.word);
            here[*i].action.is_verbal()
                && !here[*i].roles.recipients.is_empty()
                && tree.head(word) == Some(verb)
        });
        adopt(here, speech, main.map(|i| (i, Side::Recipients)));
    }
}

/// `menace de s'en prendre aux électeurs` threatens them; `exige le retrait des troupes`, `dénonce les frappes de X` are directed at who
/// is to do it or did it.
fn contents(tree: &Tree<'_>, here: &mut [Draft<'_>]) {
    for speech in 0..here.len() {
        let side = match here[speech].action.event_type.as_deref() {
            Some("THREATEN" | "AGREE") => Side::Recipients,
            Some("REQUEST" | "ACCUSE") => Side::Actors,
            _ => continue,
        };
        if !here[speech].roles.recipients.is_empty() {
            continue;
        }
        let is_told = |word: usize| {
            let roles = &here[speech].roles;
            roles.content.contains(&word)
                || roles.filled.iter().any(|(role, w)| *w == word && !matches!(role, Role::Actor))
                || here[speech].candidate.arguments.of(&Argument::Object).any(|w| w == word)
        };
        let inner = (0..here.len()).find(|i| {
            let word = here[*i].candidate.word;
            let spoken_of = side.of(&here[*i]);
            let is_promise = here[speech].action.is_type("AGREE");
            *i != speech
                && (!is_promise || ["AID", "SUPPORT"].iter().any(|t| here[*i].action.is_type(t)))
                && !spoken_of.is_empty()
                && spoken_of.iter().all(|f| f.word > here[speech].candidate.word)
                && std::iter::once(word).chain(tree.ancestors(word)).take(2).any(is_told)
        });
        adopt(here, speech, inner.map(|i| (i, side)));
    }
}
