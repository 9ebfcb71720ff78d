//! Who does it to whom: from the arguments of a trigger to actors, recipients and the words of its place.

use crate::{
    arguments::Arg,
    participants::{Finder, Found, is_thing, same},
    predicate::{Candidate, is_of},
};
use vigie_annotate::Upos;
use vigie_codebook::{Action, Argument, Class, Genitive, Role};

/// The participants of one trigger.
#[derive(Clone, Debug, Default)]
pub(crate) struct Roles {
    pub actors: Vec<Found>,
    pub recipients: Vec<Found>,
    /// Arguments that tell where.
    pub places: Vec<usize>,
    /// Arguments that tell what is said, asked or promised.
    pub content: Vec<usize>,
    /// Arguments by the role they got, with the argument's own head word.
    pub filled: Vec<(Role, usize)>,
}

pub(crate) fn roles(finder: Finder<'_, '_>, candidate: &Candidate<'_>, action: &Action) -> Roles {
    let mut roles = Roles::default();
    for arg in &candidate.arguments.args {
        let role = role_of(finder, candidate, action, arg);
        fill(finder, candidate, action, &mut roles, &role, arg);
    }
    let actors = roles.actors.clone();
    roles.recipients.retain(|r| !actors.iter().any(|a| same(&a.participant, &r.participant)));
    roles
}

fn role_of(finder: Finder<'_, '_>, candidate: &Candidate<'_>, action: &Action, arg: &Arg) -> Role {
    let named =
        candidate.sense.roles.iter().find(|(function, _)| *function == arg.function).map(|(_, role)| role);
    match named {
        Some(Role::SameAs(function)) => default_role(finder, candidate, action, function, arg.word),
        Some(role) => role.clone(),
        None => default_role(finder, candidate, action, &arg.function, arg.word),
    }
}

fn default_role(
    finder: Finder<'_, '_>,
    candidate: &Candidate<'_>,
    action: &Action,
    function: &Argument,
    word: usize,
) -> Role {
    let story = finder.story;
    let grammar = &story.cues().grammar;
    match function {
        Argument::Subject => Role::Actor,
        Argument::Object => undergoer(finder, candidate, word),
        Argument::Clause => Role::Content,
        Argument::Preposition(p) if candidate.is_noun && grammar.genitive.contains(p) => {
            genitive_role(finder, candidate, word)
        }
        Argument::Preposition(p) if grammar.both_sides.contains(p) => {
            let is_mutual = action.is_type("CONSULT")
                || action.is_type("COOPERATE")
                || action.is_type("AGREE")
                || action.id == "clash"
                || action.id == "exchange-prisoners";
            if is_mutual {
                Role::Actor
            } else if is_place(finder, candidate, word) {
                Role::Place
            } else {
                Role::None
            }
        }
        Argument::Preposition(p) if grammar.against.contains(p) => undergoer(finder, candidate, word),
        Argument::Preposition(p)
            if is_place(finder, candidate, word) && grammar.place_prepositions.contains(p) =>
        {
            Role::Place
        }
        Argument::Preposition(p)
            if *p == grammar.indirect_object && action.is_verbal() && word > candidate.word =>
        {
            Role::Recipient
        }
        Argument::Preposition(_) => Role::None,
    }
}

fn is_place(finder: Finder<'_, '_>, candidate: &Candidate<'_>, word: usize) -> bool {
    let word = crate::predicate::see_through(finder.story, candidate.sentence, word);
    is_of(finder.story, candidate.sentence, word, Class::Place)
}

/// A place that is fought over is a place, a state that is spoken to is a recipient.
fn undergoer(finder: Finder<'_, '_>, candidate: &Candidate<'_>, word: usize) -> Role {
    let story = finder.story;
    let seen = crate::predicate::see_through(story, candidate.sentence, word);
    let is_state = is_of(story, candidate.sentence, seen, Class::State);
    if !is_state && is_of(story, candidate.sentence, seen, Class::Place) {
        Role::Place
    } else {
        Role::Recipient
    }
}

fn genitive_role(finder: Finder<'_, '_>, candidate: &Candidate<'_>, word: usize) -> Role {
    let story = finder.story;
    let sentence = candidate.sentence;
    let seen = crate::predicate::see_through(story, sentence, word);
    let is_place = is_of(story, sentence, seen, Class::Place) && !is_of(story, sentence, seen, Class::State);
    if is_place {
        return Role::Place;
    }
    let is_modifier = story.word(sentence, word).upos == Upos::Adj;
    match candidate.sense.genitive {
        Genitive::None => Role::None,
        Genitive::Subject => Role::Actor,
        Genitive::Object if is_modifier => Role::Actor,
        Genitive::Object => Role::Recipient,
        Genitive::Any => {
            let acts = is_modifier
                || is_of(story, sentence, seen, Class::Armed)
                || is_of(story, sentence, seen, Class::State)
                || is_of(story, sentence, seen, Class::Group);
            let has_actor = candidate.arguments.subject().is_some();
            if acts && !has_actor { Role::Actor } else { Role::Recipient }
        }
    }
}

fn fill(
    finder: Finder<'_, '_>,
    candidate: &Candidate<'_>,
    action: &Action,
    roles: &mut Roles,
    role: &Role,
    arg: &Arg,
) {
    let sentence = candidate.sentence;
    let word = finder.story.word(sentence, arg.word);
    roles.filled.push((role.clone(), arg.word));
    if word.upos == Upos::Adj {
        if let (Role::Actor | Role::Recipient, Some(found)) = (role, finder.nationality(sentence, arg.word)) {
            let list = if *role == Role::Actor { &mut roles.actors } else { &mut roles.recipients };
            push(list, found);
        }
        return;
    }
    match role {
        Role::Actor => {
            for found in finder.all(sentence, arg.word) {
                push(&mut roles.actors, found);
            }
        }
        Role::Recipient => {
            let found = if may_own(finder, candidate, action, arg.word) {
                finder.all_or_owners(sentence, arg.word)
            } else {
                finder.all(sentence, arg.word)
            };
            for found in found {
                push(&mut roles.recipients, found);
            }
            if is_place(finder, candidate, arg.word) {
                roles.places.push(arg.word);
            }
        }
        Role::Place => {
            roles.places.push(arg.word);
            // Positions and bases are places that somebody holds; a hospital or a barracks undergoes what hits it.
            let is_name = finder.story.place_at(sentence, arg.word).is_some();
            for found in finder.all_or_owners(sentence, arg.word) {
                if action.is_type("ASSAULT")
                    && action.territory.is_none()
                    && !(is_name && found.word == arg.word)
                {
                    push(&mut roles.recipients, found);
                }
            }
        }
        Role::Goods => {
            let goods = crate::predicate::see_through(finder.story, sentence, arg.word);
            for found in finder.owners(sentence, goods) {
                push(&mut roles.recipients, found);
            }
        }
        Role::Content => roles.content.push(arg.word),
        Role::Weapon | Role::None | Role::SameAs(_) => {}
    }
}

/// Whether the owner of a thing that is hit undergoes the act.
fn may_own(finder: Finder<'_, '_>, candidate: &Candidate<'_>, action: &Action, word: usize) -> bool {
    let seen = crate::predicate::see_through(finder.story, candidate.sentence, word);
    !action.is_verbal() || is_thing(finder.story, candidate.sentence, seen)
}

fn push(list: &mut Vec<Found>, found: Found) {
    if !list.iter().any(|f| same(&f.participant, &found.participant)) {
        list.push(found);
    }
}
