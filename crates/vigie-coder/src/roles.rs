//! Who does it to whom: from the arguments of a trigger to actors, recipients and the words of its place.

use crate::{
    arguments::{self, Arg},
    participants::{Finder, Found, is_thing, same},
    place::is_scene,
    predicate::{Candidate, is_of, see_through},
};
use smol_str::SmolStr;
use vigie_annotate::Upos;
use vigie_codebook::{Action, Argument, Class, Genitive, Role};
use vigie_resolve::actors::Named;
use vigie_schema::{ActorKind, Participant};
use vigie_text::Span;

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
    let mut args: Vec<(Role, &Arg)> =
        candidate.arguments.args.iter().map(|arg| (role_of(finder, candidate, action, arg), arg)).collect();
    // Who does it first: a pronoun that undergoes it is somebody else.
    args.sort_by_key(|(role, _)| *role != Role::Actor);
    for (role, arg) in args {
        fill(finder, candidate, action, &mut roles, &role, arg);
    }
    for arg in of_inner_verbs(finder, candidate) {
        let role = role_of(finder, candidate, action, &arg);
        fill(finder, candidate, action, &mut roles, &role, &arg);
    }
    if roles.recipients.is_empty() {
        owners_in_expression(finder, candidate, action, &mut roles);
    }
    if roles.recipients.is_empty() {
        nationality_of_object(finder, candidate, action, &mut roles);
    }
    if roles.recipients.is_empty() && action.is_type("THREATEN") {
        // `menace de les tuer`
        let tree = &finder.story.trees[candidate.sentence];
        let inner = finder.but(&roles.actors, action);
        let objects = roles.content.iter().filter_map(|c| tree.kid_by(*c, "obj"));
        let found: Vec<_> = objects.flat_map(|o| inner.all(candidate.sentence, o)).collect();
        for found in found {
            push(&mut roles.recipients, found);
        }
    }
    let moves = finder.story.codebook.complements(action).is_some_and(|c| c.moved == Some(Role::Actor));
    if roles.actors.is_empty() && moves && candidate.arguments.is_passive {
        for found in candidate.arguments.object().into_iter().flat_map(|w| finder.all(candidate.sentence, w))
        {
            push(&mut roles.actors, found);
        }
    }
    let is_of_police = action.is_type("ASSAULT") || action.modes.iter().any(|m| m == "arrest");
    if roles.actors.is_empty() && !is_of_police {
        // Who announces a ban makes it; a strike or an arrest may be another's.
        for found in candidate.arguments.announcer.into_iter().flat_map(|w| finder.all(candidate.sentence, w))
        {
            push(&mut roles.actors, found);
        }
    }
    drop_parts(&mut roles.actors);
    let actors = roles.actors.clone();
    let is_within = |r: &Found, a: &Found| {
        let (inner, outer) = (r.participant.span, a.participant.span);
        inner.zip(outer).is_some_and(|(inner, outer)| outer.contains(inner))
    };
    // `a tué deux civils, X a dit`: whom the annotator coordinates with them though they only tell of it.
    let is_speaker = |r: &Found| {
        let word = finder.story.word(r.sentence, r.word);
        !action.is_verbal()
            && (word.is("conj") || word.is("appos") || word.is("parataxis"))
            && finder.sayings.is_speaker(r.sentence, r.word)
    };
    roles.recipients.retain(|r| {
        !actors.iter().any(|a| same(&a.participant, &r.participant) || is_within(r, a)) && !is_speaker(r)
    });
    roles
}

/// `Ukrainian drone`: of a body and its nationality, the body.
fn drop_parts(found: &mut Vec<Found>) {
    let all: Vec<_> = found.iter().map(|f| (f.participant.span, f.participant.country.clone())).collect();
    found.retain(|f| {
        let Some(own) = f.participant.span else { return true };
        let is_whole = |(span, country): &(Option<Span>, Option<String>)| {
            span.is_some_and(|s| s != own && s.contains(own)) && *country == f.participant.country
        };
        !all.iter().any(is_whole)
    });
}

/// `accepter de céder à son rival`: the complements of an infinitive in the expression are the expression's.
fn of_inner_verbs(finder: Finder<'_, '_>, candidate: &Candidate<'_>) -> Vec<Arg> {
    let tree = &finder.story.trees[candidate.sentence];
    let is_inner = |w: &usize| *w != candidate.word && tree.word(*w).feature("VerbForm") == Some("Inf");
    let is_near = |w: &usize| w.abs_diff(candidate.word) <= INNER_REACH;
    let inner = candidate.words.iter().copied().filter(|w| !candidate.is_noun && is_inner(w) && is_near(w));
    inner
        .flat_map(|w| arguments::of_verb(finder.story, candidate.sentence, w).args)
        .filter(|a| matches!(a.function, Argument::Preposition(_)) && !candidate.words.contains(&a.word))
        .filter(|a| !candidate.arguments.args.iter().any(|own| own.word == a.word))
        .collect()
}

/// How far an infinitive of an expression stands from its verb.
const INNER_REACH: usize = 3;

/// `geler les avoirs de sept oligarques`: whose is the thing that the expression names.
fn owners_in_expression(
    finder: Finder<'_, '_>,
    candidate: &Candidate<'_>,
    action: &Action,
    roles: &mut Roles,
) {
    let is_told = finder.story.codebook.complements(action).is_some_and(|c| c.owner == Some(Role::Recipient));
    if !is_told || candidate.is_noun {
        return;
    }
    let tree = &finder.story.trees[candidate.sentence];
    let grammar = &finder.story.cues().grammar;
    for &word in candidate.words.iter().filter(|w| **w != candidate.word) {
        if tree.word(word).upos != Upos::Noun {
            continue;
        }
        let finder = finder.but(&roles.actors, action);
        let is_owner = |k: &usize| tree.case(*k).is_some_and(|c| grammar.genitive.contains(c));
        let told =
            tree.kids_by(word, "nmod").filter(is_owner).flat_map(|k| finder.all(candidate.sentence, k));
        // `reprendre son offensive`: who does it, not who undergoes it.
        let is_own = is_of(finder.story, candidate.sentence, word, Class::Event) && tree.is_possessed(word);
        if is_own {
            continue;
        }
        for found in told.chain(finder.owners(candidate.sentence, word)) {
            push(&mut roles.recipients, found);
        }
    }
}

/// `interdire l'importation de pétrole russe`, `reject a U.S. offer`: whose is what is banned, refused or asked for.
fn nationality_of_object(
    finder: Finder<'_, '_>,
    candidate: &Candidate<'_>,
    action: &Action,
    roles: &mut Roles,
) {
    let is_told = finder.story.codebook.complements(action).is_some_and(|c| c.owner == Some(Role::Recipient));
    if !is_told || action.is_type("ASSAULT") || candidate.is_noun {
        return;
    }
    let tree = &finder.story.trees[candidate.sentence];
    let in_expression = candidate.words.iter().copied().filter(|w| *w != candidate.word);
    let objects = roles.filled.iter().filter(|(role, _)| matches!(role, Role::Recipient | Role::Content));
    let Some(object) =
        in_expression.chain(objects.map(|(_, w)| *w)).find(|w| tree.word(*w).upos == Upos::Noun)
    else {
        return;
    };
    let is_modifier = |w: usize| {
        let word = tree.word(w);
        word.is("amod") || word.is("compound") || word.is("nmod:poss")
    };
    let below = tree.kids(object).chain(tree.kids_by(object, "nmod").flat_map(|k| tree.kids(k)));
    let found = below
        .filter(|w| is_modifier(*w))
        .filter_map(|w| finder.nationality(candidate.sentence, w))
        .find(|f| f.participant.country.is_some());
    if let Some(found) = found {
        push(&mut roles.recipients, found);
    }
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
    if grammar.relatives_of_place.contains(story.word(candidate.sentence, word).lemma.as_str()) {
        return Role::Place;
    }
    match function {
        Argument::Subject => Role::Actor,
        // `une grève paralyse les écoles`: what it hits is not whom it is directed at.
        Argument::Object if candidate.is_noun && action.is_type("PROTEST") => Role::None,
        // `ont lancé des kamikazes contre les lignes de X`: who is sent against somebody undergoes nothing.
        Argument::Object if action.is_type("ASSAULT") && is_sent(finder, candidate, word) => Role::None,
        Argument::Object => {
            let role = story.codebook.complements(action).and_then(|c| c.object.clone());
            role.unwrap_or_else(|| undergoer(finder, candidate, action, word))
        }
        Argument::Clause => Role::Content,
        Argument::Preposition(p) if candidate.is_noun && grammar.genitive.contains(p) => {
            genitive_role(finder, candidate, word)
        }
        Argument::Preposition(p) => complement(finder, candidate, action, p, word),
    }
}

fn is_sent(finder: Finder<'_, '_>, candidate: &Candidate<'_>, word: usize) -> bool {
    let story = finder.story;
    let is_armed =
        |w: usize| is_of(story, candidate.sentence, see_through(story, candidate.sentence, w), Class::Armed);
    let against = &story.cues().grammar.against_only;
    !candidate.arguments.is_passive
        && is_armed(word)
        && candidate
            .arguments
            .args
            .iter()
            .any(|a| matches!(&a.function, Argument::Preposition(p) if against.contains(p)))
}

/// The role of a complement of a verb, or of a noun where it is no genitive.
fn complement(
    finder: Finder<'_, '_>,
    candidate: &Candidate<'_>,
    action: &Action,
    preposition: &SmolStr,
    word: usize,
) -> Role {
    let grammar = &finder.story.cues().grammar;
    let form = finder.story.word(candidate.sentence, word).form.to_lowercase();
    if grammar.preposition_nouns.contains(form.as_str()) {
        return Role::None;
    }
    // `des combats entre A et B`, and any act of force told so.
    let is_between = grammar.both_sides.contains(preposition) && !grammar.companion.contains(preposition);
    if grammar.both_sides.contains(preposition) && is_mutual(finder, action)
        || is_between && candidate.is_noun && action.is_type("ASSAULT")
    {
        return Role::Actor;
    }
    if grammar.against.contains(preposition) {
        return undergoer(finder, candidate, action, word);
    }
    if let Some(role) = role_by_type(finder, candidate, action, preposition, word)
        && !is_place_of(finder, candidate, action, word)
    {
        return role;
    }
    let is_where =
        grammar.place_prepositions.contains(preposition) || grammar.both_sides.contains(preposition);
    if is_where && is_place(finder, candidate, word) { Role::Place } else { Role::None }
}

/// Acts of two sides, both of which do them.
fn is_mutual(finder: Finder<'_, '_>, action: &Action) -> bool {
    finder.story.codebook.complements(action).is_some_and(|c| c.companion == Some(Role::Actor))
}

/// What the codebook says of such a complement in acts of this type.
fn role_by_type(
    finder: Finder<'_, '_>,
    candidate: &Candidate<'_>,
    action: &Action,
    preposition: &SmolStr,
    word: usize,
) -> Option<Role> {
    let grammar = &finder.story.cues().grammar;
    let roles = finder.story.codebook.complements(action)?;
    // `À Paris, le ministre a promis …`: who is spoken to comes after the verb, or is a pronoun.
    let tree = &finder.story.trees[candidate.sentence];
    let is_clitic = tree.word(word).upos == Upos::Pron;
    // `exige le retour au pouvoir de …`: what is asked for has complements of its own.
    let is_of_content = action.is_type("REQUEST")
        && grammar.addressee.contains(preposition)
        && tree.head(word).is_some_and(|h| tree.word(h).is("obj"));
    // `reprendre la ville aux rebelles`, but `tués au Burkina Faso`.
    let is_somebody = || {
        let seen = see_through(finder.story, candidate.sentence, word);
        let is = |class| is_of(finder.story, candidate.sentence, seen, class);
        !is(Class::Place) && [Class::Person, Class::Group, Class::Armed, Class::Civilian].into_iter().any(is)
    };
    // `a accusé les rebelles, au Cameroun`
    let is_apart =
        tree.case_word(word).and_then(|c| c.checked_sub(1)).is_some_and(|c| tree.word(c).form == ",")
            && is_place(finder, candidate, word);
    if word < candidate.word && !is_clitic
        || is_apart
        || is_of_content
        || (action.is_type("ASSAULT") && !is_somebody())
    {
        return None;
    }
    [
        (&grammar.addressee, &roles.addressee),
        (&grammar.beneficiary, &roles.beneficiary),
        (&grammar.companion, &roles.companion),
        (&grammar.origin, &roles.origin),
    ]
    .into_iter()
    .filter(|(prepositions, _)| prepositions.contains(preposition))
    .find(|(_, _)| !candidate.is_noun || !grammar.genitive.contains(preposition))
    .and_then(|(_, role)| role.clone())
}

fn is_place(finder: Finder<'_, '_>, candidate: &Candidate<'_>, word: usize) -> bool {
    let word = see_through(finder.story, candidate.sentence, word);
    is_of(finder.story, candidate.sentence, word, Class::Place)
}

/// A place that is fought over is a place, a state that is spoken to is a recipient.
fn undergoer(finder: Finder<'_, '_>, candidate: &Candidate<'_>, action: &Action, word: usize) -> Role {
    if is_place_of(finder, candidate, action, word) { Role::Place } else { Role::Recipient }
}

/// Whether the word is a place and nobody: a town, and for acts of force also one that may stand for a government (`l'assaut sur
/// Tripoli`).
fn is_place_of(finder: Finder<'_, '_>, candidate: &Candidate<'_>, action: &Action, word: usize) -> bool {
    let story = finder.story;
    let seen = see_through(story, candidate.sentence, word);
    let is_force = action.is_type("ASSAULT");
    let stands_for_state = match story.name_at(candidate.sentence, seen).map(|n| n.what) {
        Some(Named::Metonym(_)) if is_force => return true,
        Some(Named::Metonym(_)) => action.is_said() || action.is_type("AID"),
        // `prendre la capitale`
        None if is_force && is_of(story, candidate.sentence, seen, Class::Place) => false,
        _ => is_of(story, candidate.sentence, seen, Class::State),
    };
    !stands_for_state && is_of(story, candidate.sentence, seen, Class::Place)
}

fn genitive_role(finder: Finder<'_, '_>, candidate: &Candidate<'_>, word: usize) -> Role {
    let story = finder.story;
    let sentence = candidate.sentence;
    let seen = see_through(story, sentence, word);
    if is_place_of(finder, candidate, candidate.action, word) {
        return Role::Place;
    }
    let is_means = story.word(sentence, word).is("compound")
        && [Class::Weapon, Class::Vehicle].into_iter().any(|class| is_of(story, sentence, seen, class));
    let is_modifier = matches!(story.word(sentence, word).upos, Upos::Adj | Upos::Det) || is_means;
    if candidate.sense.genitive == Genitive::Object
        && !is_modifier
        && let Some(role) = story.codebook.complements(candidate.action).and_then(|c| c.object.clone())
    {
        return role;
    }
    match candidate.sense.genitive {
        Genitive::None => Role::None,
        Genitive::Subject => Role::Actor,
        Genitive::Object if story.word(sentence, word).upos == Upos::Adj => Role::Actor,
        Genitive::Object => Role::Recipient,
        Genitive::Any => {
            let is = |class| is_of(story, sentence, seen, class);
            let is_harmless = is(Class::Building) && !is(Class::Armed);
            let acts = is_modifier
                || (!is_harmless && [Class::Armed, Class::State, Class::Group].into_iter().any(is));
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
            for found in doers(finder, sentence, arg.word) {
                push(&mut roles.actors, found);
            }
            if roles.actors.len() == 1
                && let Some(other) = other_side(finder, sentence, arg)
            {
                for found in finder.all(sentence, other) {
                    push(&mut roles.actors, found);
                }
            }
        }
        Role::Recipient if is_scene(finder.story, candidate, arg.word) => roles.places.push(arg.word),
        Role::Recipient => {
            let finder = finder.but(&roles.actors, action);
            let found = if may_own(finder, candidate, action, arg.word) {
                finder.all_or_owners(sentence, arg.word)
            } else {
                finder.all(sentence, arg.word)
            };
            // An unknown name that is taken is a place, not a person.
            let takes_place = candidate.sense.territory.or(action.territory).is_some();
            let is_told = |f: &Found| {
                matches!(arg.function, Argument::Preposition(_))
                    && f.participant.sectors == ["JRN"]
                    && f.participant.kind == Some(ActorKind::Organisation)
            };
            // `une offensive contre Tripoli`: where, whatever else the name may stand for.
            let is_town = |f: &Found| {
                let is_seat = finder
                    .story
                    .name_at(sentence, f.word)
                    .is_some_and(|n| matches!(n.what, Named::Metonym(_)));
                let grammar = &finder.story.cues().grammar;
                let is_beside =
                    matches!(&arg.function, Argument::Preposition(p) if !grammar.against.contains(p));
                is_seat && (action.is_type("ASSAULT") || action.is_type("PROTEST") && is_beside)
            };
            let found = found.into_iter().filter(|f| !(is_town(f) || action.is_verbal() && is_told(f)));
            for found in found.filter(|f| !(takes_place && is_bare_name(&f.participant))) {
                push(&mut roles.recipients, found);
            }
            if is_place(finder, candidate, arg.word) {
                roles.places.push(arg.word);
            }
        }
        Role::Place => {
            let finder = finder.but(&roles.actors, action);
            roles.places.push(see_through(finder.story, sentence, arg.word));
            // Positions and bases are places that somebody holds; a hospital or a barracks undergoes what hits it.
            let is_name = finder.story.place_at(sentence, arg.word).is_some();
            // `ont marché sur le parlement`, but `ont manifesté devant la préfecture`.
            let is_target = match &arg.function {
                Argument::Object => true,
                Argument::Preposition(p) => finder.story.cues().grammar.addressee.contains(p),
                _ => false,
            };
            let is_hit = action.is_type("ASSAULT")
                || (is_target && ["COERCE", "PROTEST"].iter().any(|t| action.is_type(t)));
            for found in finder.all_or_owners(sentence, arg.word) {
                let head = finder.story.word(sentence, found.word);
                let classes = finder.story.actors.classes(finder.story.language, head);
                let is_government = found.participant.sectors == ["GOV"];
                let is_land = found.participant.kind == Some(ActorKind::State)
                    || is_bare_name(&found.participant)
                    || (is_government
                        && classes.contains(Class::Place)
                        && !classes.contains(Class::Building));
                let is_itself = found.word == arg.word;
                let is_metonym = finder
                    .story
                    .name_at(sentence, found.word)
                    .is_some_and(|n| matches!(n.what, Named::Metonym(_)));
                let is_land = is_land || is_metonym;
                if is_hit && action.territory.is_none() && !(is_name && is_itself) && !is_land {
                    push(&mut roles.recipients, found);
                }
            }
        }
        Role::Goods => {
            let finder = finder.but(&roles.actors, action);
            let goods = see_through(finder.story, sentence, arg.word);
            for found in finder.owners(sentence, goods) {
                push(&mut roles.recipients, found);
            }
        }
        Role::Content => roles.content.push(arg.word),
        Role::Weapon | Role::None | Role::SameAs(_) => {}
    }
}

/// `entre des militaires qui fuyaient le front de X et des miliciens décidés à …`: the second side, which the annotator hangs on a noun of
/// the clause between.
fn other_side(finder: Finder<'_, '_>, sentence: usize, arg: &Arg) -> Option<usize> {
    let story = finder.story;
    let tree = &story.trees[sentence];
    let Argument::Preposition(between) = &arg.function else { return None };
    let grammar = &story.cues().grammar;
    if !grammar.both_sides.contains(between)
        || grammar.companion.contains(between)
        || tree.has(arg.word, "conj")
    {
        return None;
    }
    let is_armed = |w: usize| is_of(story, sentence, w, Class::Armed);
    (arg.word + 1..tree.len()).find(|w| {
        tree.word(*w).is("conj")
            && tree.is_below(*w, arg.word)
            && is_armed(*w)
            && !is_armed(tree.first_conjunct(*w))
    })
}

/// Who does it; where the words name a thing that acts for somebody (`un pont aérien de l'agence`), whose it is.
fn doers(finder: Finder<'_, '_>, sentence: usize, word: usize) -> Vec<Found> {
    let seen = see_through(finder.story, sentence, word);
    let is = |class| is_of(finder.story, sentence, seen, class);
    let is_nobodys = is(Class::Event) || is(Class::Place) || is(Class::Abstract);
    let found = finder.all(sentence, word);
    if !found.is_empty() || is_nobodys {
        return found;
    }
    // `le fabricant chinois` does not act for a state.
    let by_name = |f: &Found| finder.story.word(f.sentence, f.word).upos != Upos::Adj;
    finder.owners(sentence, seen).into_iter().filter(by_name).collect()
}

/// A name of which nothing is known: where places are told of, the name of one.
fn is_bare_name(p: &Participant) -> bool {
    p.id.is_none() && p.kind == Some(ActorKind::Person) && p.sectors.is_empty() && p.country.is_none()
}

/// Whether the owner of a thing that is hit undergoes the act.
fn may_own(finder: Finder<'_, '_>, candidate: &Candidate<'_>, action: &Action, word: usize) -> bool {
    let story = finder.story;
    let seen = see_through(story, candidate.sentence, word);
    let is_by_owner = || story.codebook.complements(action).is_some_and(|c| c.owner == Some(Role::Recipient));
    // Of an act that is asked for, who is to do it is told by the act (see `sharing`).
    let is_act = || !action.is_type("PROTEST") && is_of(story, candidate.sentence, seen, Class::Event);
    !action.is_verbal() || is_thing(story, candidate.sentence, seen) || (is_by_owner() && !is_act())
}

fn push(list: &mut Vec<Found>, found: Found) {
    if !list.iter().any(|f| same(&f.participant, &found.participant)) {
        list.push(found);
    }
}
