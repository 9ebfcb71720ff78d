//! One event coded once: triggers that carry, repeat, follow from or are the content of another are folded into it.

use crate::{
    explanation::{Explanation, Outcome, Refusal},
    heat::Heat,
    report::Draft,
    story::Story,
    tolls,
    tree::Tree,
    verify,
};
use smol_str::SmolStr;
use vigie_annotate::Upos;
use vigie_codebook::Argument;
use vigie_schema::{Count, Participant, Status};

/// Keeps the drafts that are events of their own, and says of the others why they are not.
pub(crate) fn merge<'a>(
    story: &Story<'a>,
    heat: &Heat,
    mut drafts: Vec<Draft<'a>>,
    explanations: &mut Vec<Explanation>,
) -> Vec<Draft<'a>> {
    let mut refused: Vec<Option<Refusal>> = vec![None; drafts.len()];
    for here in by_sentence(&drafts) {
        for &draft in &here {
            refused[draft] = verify::refusal(story, heat, &drafts[draft]);
        }
        carriers(story, &drafts, &here, &mut refused);
        consequences(story, &mut drafts, &here, &mut refused);
        contents(story, &drafts, &here, &mut refused);
        repeats(story, &drafts, &here, &mut refused);
        named_again(story, &mut drafts, &here, &refused);
    }
    let mut kept = Vec::new();
    for (draft, refusal) in drafts.into_iter().zip(refused) {
        match refusal {
            None => kept.push(draft),
            Some(why) => explanations.push(draft.candidate.explain(story, Outcome::Refused(why))),
        }
    }
    kept
}

/// The drafts of each sentence that has any.
fn by_sentence(drafts: &[Draft<'_>]) -> Vec<Vec<usize>> {
    let indices: Vec<usize> = (0..drafts.len()).collect();
    indices
        .chunk_by(|a, b| drafts[*a].candidate.sentence == drafts[*b].candidate.sentence)
        .map(<[usize]>::to_vec)
        .collect()
}

/// How many triggers back an event may be named again.
const MEMORY: usize = 200;

fn lemma(story: &Story<'_>, draft: &Draft<'_>) -> SmolStr {
    story.word(draft.candidate.sentence, draft.candidate.word).lemma.clone()
}

/// A verb that the lexicon knows and that here only carries an event noun of its own type is not an event beside it.
fn carriers(story: &Story<'_>, drafts: &[Draft<'_>], here: &[usize], refused: &mut [Option<Refusal>]) {
    for &verb in here {
        for &noun in here {
            let (v, n) = (&drafts[verb], &drafts[noun]);
            let carries = n.candidate.is_noun && n.candidate.arguments.carrier == Some(v.candidate.word);
            if carries
                && !is_toll(v)
                && (v.action.event_type == n.action.event_type || v.candidate.sense.is_weak)
            {
                refused[verb] = Some(Refusal::Consequence(lemma(story, n)));
            }
        }
    }
}

/// `une frappe a tué douze civils`, `tués dans une attaque`, `tuant douze civils`, `tués et 60 blessés`, `a fait trois
/// morts`: the toll is the attack's.
fn consequences(
    story: &Story<'_>,
    drafts: &mut [Draft<'_>],
    here: &[usize],
    refused: &mut [Option<Refusal>],
) {
    let mut causes_of: Vec<(usize, usize)> = Vec::new();
    for &toll in here {
        if refused[toll].is_some() || !(is_toll(&drafts[toll]) || is_toll_noun(story, &drafts[toll])) {
            continue;
        }
        // `tuant 32 personnes et en blessant plus de 200`: one cause for both.
        let word = drafts[toll].candidate.word;
        let tree = &story.trees[drafts[toll].candidate.sentence];
        let is_told_beside = |other: usize| {
            let before = drafts[other].candidate.word;
            before < word
                && before + BESIDE > word
                && tolls::is_gerund(tree, before)
                && tolls::is_gerund(tree, word)
        };
        let of_first = causes_of.iter().find(|(t, _)| is_told_beside(*t)).map(|(_, c)| *c);
        let in_sentence = || {
            here.iter()
                .copied()
                .filter(|&other| {
                    other != toll && (refused[other].is_none() || causes_of.iter().any(|(t, _)| *t == other))
                })
                .find(|&other| causes(story, &drafts[other], &drafts[toll]))
        };
        let found = of_first
            .or_else(in_sentence)
            .or_else(|| {
                let stands = |o: &usize| refused[*o].is_none();
                here.iter()
                    .copied()
                    .filter(stands)
                    .rfind(|&o| tolls::is_told_with(story, &drafts[o], &drafts[toll]))
            })
            .or_else(|| toll_noun_cause(story, drafts, here, refused, toll));
        let Some(cause) = found else { continue };
        // A cause that is itself a toll passes its own cause on.
        let cause = causes_of.iter().find(|(t, _)| *t == cause).map_or(cause, |(_, c)| *c);
        if cause == toll {
            continue;
        }
        causes_of.push((toll, cause));
        refused[toll] = Some(Refusal::Consequence(lemma(story, &drafts[cause])));
        let from = drafts[toll].clone();
        fold(story, &mut drafts[cause], from);
    }
}

/// How many words at most lie between two gerunds of one cause.
const BESIDE: usize = 12;

/// What a toll tells of its cause: who was hit, how many, when, where.
fn fold(story: &Story<'_>, into: &mut Draft<'_>, toll: Draft<'_>) {
    let tree = &story.trees[toll.candidate.sentence];
    let is_gerund = !into.candidate.is_noun && tolls::is_gerund(tree, toll.candidate.word);
    let Draft { roles, counts, said, places, .. } = toll;
    let has_people = !into.roles.recipients.is_empty();
    for found in roles.recipients {
        // `a frappé un bus, tuant sept civils`: the toll is counted, and nobody else was aimed at.
        if is_gerund {
            break;
        }
        // `a tiré sur des manifestants, tuant 32 personnes`: some of them.
        if has_people && is_anybody(&found.participant) {
            continue;
        }
        let everyone = into.roles.recipients.iter().chain(&into.roles.actors);
        if !everyone.into_iter().any(|f| crate::participants::same(&f.participant, &found.participant)) {
            into.roles.recipients.push(found);
        }
    }
    if into.roles.actors.is_empty() {
        into.roles.actors =
            roles.actors.into_iter().filter(|f| !is_event_noun(story, f.sentence, f.word)).collect();
    }
    add_counts(&mut into.counts, counts);
    if into.said.is_none() {
        into.said = said;
    }
    if into.places.is_empty() {
        into.places = places;
    }
}

/// Private persons of whom nothing more is said.
fn is_anybody(participant: &Participant) -> bool {
    participant.name.is_none()
        && participant.country.is_none()
        && participant.sectors.iter().all(|s| matches!(s.as_str(), "CVL" | "UNK"))
}

/// A noun that counts the dead or wounded (`34 morts`) and names no act.
fn is_toll_noun(story: &Story<'_>, draft: &Draft<'_>) -> bool {
    let c = &draft.candidate;
    c.is_noun
        && matches!(draft.action.id.as_str(), "kill" | "wound")
        && crate::counts::counted_by_noun(story, c.sentence, c.word).is_some()
}

/// The act that a toll noun belongs to: another act of force of its sentence, else the last one told before.
fn toll_noun_cause(
    story: &Story<'_>,
    drafts: &[Draft<'_>],
    here: &[usize],
    refused: &[Option<Refusal>],
    toll: usize,
) -> Option<usize> {
    if !is_toll_noun(story, &drafts[toll]) {
        return None;
    }
    let is_act = |i: usize| {
        i != toll
            && refused[i].is_none()
            && drafts[i].action.is_type("ASSAULT")
            && !is_toll_noun(story, &drafts[i])
    };
    let sentence = drafts[toll].candidate.sentence;
    here.iter().copied().find(|i| is_act(*i)).or_else(|| {
        (0..toll).rev().find(|i| is_act(*i)).filter(|i| drafts[*i].candidate.sentence + 2 >= sentence)
    })
}

fn is_event_noun(story: &Story<'_>, sentence: usize, word: usize) -> bool {
    let w = story.word(sentence, word);
    w.upos == Upos::Noun && !story.book().lexicon.nouns(&w.lemma).is_empty()
}

fn add_counts(into: &mut Vec<Count>, counts: Vec<Count>) {
    for count in counts {
        if !into.iter().any(|c| c.span == count.span) {
            into.push(count);
        }
    }
}

/// Killing and wounding, of which a number of recipients is told or could be.
fn is_toll(draft: &Draft<'_>) -> bool {
    !draft.candidate.is_noun
        && matches!(draft.action.counted.as_deref(), Some("killed" | "wounded" | "displaced"))
        && matches!(draft.action.id.as_str(), "kill" | "wound" | "displace")
}

fn causes(story: &Story<'_>, cause: &Draft<'_>, toll: &Draft<'_>) -> bool {
    if !cause.action.is_type("ASSAULT") {
        return false;
    }
    let tree = &story.trees[toll.candidate.sentence];
    let (c, t) = (&cause.candidate, &toll.candidate);
    if c.is_noun {
        let subject = t.arguments.subject().map(|s| crate::predicate::see_through(story, t.sentence, s));
        let is_subject = subject == Some(c.word) || tree.kids_by(t.word, "nsubj").any(|k| k == c.word);
        return is_subject || is_circumstance(story, tree, t.word, c.word);
    }
    let hangs = tree.head(t.word) == Some(c.word)
        // `tuant douze personnes et en blessant trente`
        || tree.head(tree.first_conjunct(t.word)) == Some(c.word);
    let participle = tree.first_conjunct(t.word);
    // `ont ouvert le feu sur des manifestants qui …, tuant trois d'entre eux`: the annotator may hang it on the clause between.
    let hangs_near = || {
        c.word < participle
            && participle < c.word + 25
            && tree.ancestors(participle).take(4).any(|a| a == c.word)
    };
    let is_gerund = tree.word(participle).is("advcl")
        && tree.word(t.word).feature("VerbForm") == Some("Part")
        && tree.word(t.word).feature("Tense") != Some("Past");
    if is_gerund && !hangs && hangs_near() {
        return true;
    }
    if hangs
        && tree.word(participle).is("advcl")
        && tree.word(t.word).feature("VerbForm") == Some("Part")
        && tree.word(t.word).feature("Tense") != Some("Past")
    {
        return true;
    }
    let is_bare_participle =
        tree.word(t.word).feature("VerbForm") == Some("Part") && tree.kids_by(t.word, "aux").next().is_none();
    if hangs && tree.word(t.word).is("advcl") && is_bare_participle {
        return true;
    }
    // `tués et 60 blessés`: no subject or auxiliary of its own.
    let is_bare = !tree.has(t.word, "nsubj") && !tree.has(t.word, "aux");
    hangs
        && tree.word(t.word).is("conj")
        && is_bare
        && is_toll(cause)
        && cause.candidate.arguments.is_passive
        && toll.action.id != cause.action.id
}

/// Whether the event noun tells in which act the verb's deed was done (`tués dans une attaque`).
fn is_circumstance(story: &Story<'_>, tree: &Tree<'_>, verb: usize, noun: usize) -> bool {
    // The annotator may hang the phrase on a word between the two; no other clause may begin there.
    let hangs = tree.head(noun) == Some(verb)
        || (verb < noun
            && noun < verb + 14
            && !(verb + 1..noun).any(|w| tree.is_finite(w) || tree.word(w).form == ";"));
    let grammar = &story.cues().grammar;
    hangs && tree.case(noun).is_some_and(|c| grammar.agent.contains(c) || grammar.circumstances.contains(c))
}

/// Of a promise, threat, demand, offer or announcement only the speech act is coded.
fn contents(story: &Story<'_>, drafts: &[Draft<'_>], here: &[usize], refused: &mut [Option<Refusal>]) {
    for &act in here {
        let speech = &drafts[act];
        if refused[act].is_some() {
            continue;
        }
        for &inner in here {
            if inner != act && refused[inner].is_none() && absorbs(story, speech, &drafts[inner]) {
                refused[inner] = Some(Refusal::Content(lemma(story, speech)));
            }
        }
        if !hides_content(speech) {
            continue;
        }
        let tree = &story.trees[speech.candidate.sentence];
        for &inner in here {
            if inner == act || refused[inner].is_some() {
                continue;
            }
            let word = drafts[inner].candidate.word;
            let in_content = speech
                .roles
                .filled
                .iter()
                .filter(|(role, w)| is_content(story, speech, role, *w))
                .any(|(_, w)| tree.is_below(word, *w) && !in_relative_clause(tree, word, *w));
            if in_content {
                refused[inner] = Some(Refusal::Content(lemma(story, speech)));
            }
        }
    }
}

fn hides_content(draft: &Draft<'_>) -> bool {
    ["AGREE", "THREATEN", "REQUEST", "CONCEDE", "REJECT"].iter().any(|t| draft.action.is_type(t))
}

/// Whether the act is about the other one, whatever its own type: what is suspended, praised, mediated or protested against is
/// no event beside it, unless it is an act of force.
fn absorbs(story: &Story<'_>, act: &Draft<'_>, inner: &Draft<'_>) -> bool {
    let (a, i) = (&act.candidate, &inner.candidate);
    let tree = &story.trees[a.sentence];
    if inner.action.is_type("ASSAULT") || act.action.is_type("ASSAULT") {
        return false;
    }
    let is_object = i.is_noun
        && a.arguments.args.iter().any(|arg| arg.word == i.word && arg.function != Argument::Subject);
    let is_cause = act.action.is_type("PROTEST")
        && inner.action.is_verbal()
        && tree.head(i.word) == Some(a.word)
        && tree.word(i.word).feature("VerbForm") == Some("Inf");
    is_object || is_cause
}

fn is_content(story: &Story<'_>, draft: &Draft<'_>, role: &vigie_codebook::Role, word: usize) -> bool {
    use vigie_codebook::Role;
    match role {
        Role::Actor => false,
        Role::Content => true,
        _ => {
            is_event_noun(story, draft.candidate.sentence, word)
                || story.word(draft.candidate.sentence, word).upos == Upos::Verb
        }
    }
}

/// What a relative clause adds to the content has happened by itself (`exige la libération des otages qui ont été enlevés`).
fn in_relative_clause(tree: &Tree<'_>, word: usize, top: usize) -> bool {
    std::iter::once(word)
        .chain(tree.ancestors(word))
        .take_while(|w| *w != top)
        .any(|w| tree.word(w).deprel == "acl:relcl")
}

/// A definite noun that only names again what is coded, with nothing new.
fn repeats(story: &Story<'_>, drafts: &[Draft<'_>], here: &[usize], refused: &mut [Option<Refusal>]) {
    for &noun in here {
        let draft = &drafts[noun];
        if refused[noun].is_some() || !draft.candidate.is_noun || !draft.counts.is_empty() {
            continue;
        }
        let tree = &story.trees[draft.candidate.sentence];
        if !(tree.is_definite(draft.candidate.word) || tree.is_possessed(draft.candidate.word)) {
            continue;
        }
        let is_anchor =
            tree.case(draft.candidate.word).is_some_and(|c| story.cues().grammar.anchors.contains(c));
        let says_nothing_new = draft.roles.actors.is_empty()
            && draft.roles.recipients.is_empty()
            && draft.roles.places.is_empty()
            && draft.weapons.is_empty()
            && !is_asserted(story, tree, draft);
        // `la porte-parole de l'offensive sur Raqqa` tells who speaks.
        let names_an_office = tree.word(draft.candidate.word).is("nmod")
            && tree
                .head(draft.candidate.word)
                .is_some_and(|h| story.cues().grammar.speaker_heads.contains(tree.lemma(h)));
        if !(is_anchor || says_nothing_new || names_an_office) || draft.factuality.status == Status::Denied {
            continue;
        }
        let earlier = drafts[..noun].iter().zip(refused.iter()).rev().take(MEMORY).find(|(other, why)| {
            why.is_none() && other.action.event_type == draft.action.event_type && is_family(draft, other)
        });
        if let Some((other, _)) = earlier {
            refused[noun] = Some(Refusal::Repeats(lemma(story, other)));
        }
    }
}

/// How many triggers back the event lies that a definite noun names again.
const NEAR: usize = 8;

/// `Les raids ont tué 60 combattants`: who did what is named again did it, and if nobody else is told to have undergone it, they did.
fn named_again(story: &Story<'_>, drafts: &mut [Draft<'_>], here: &[usize], refused: &[Option<Refusal>]) {
    for &noun in here {
        let draft = &drafts[noun];
        let tree = &story.trees[draft.candidate.sentence];
        let is_known = tree.is_definite(draft.candidate.word) && draft.candidate.is_noun;
        if refused[noun].is_some()
            || !is_known
            || !draft.roles.actors.is_empty()
            || !draft.action.is_type("ASSAULT")
        {
            continue;
        }
        let earlier = (0..noun).rev().take(NEAR).find(|i| {
            refused[*i].is_none()
                && drafts[*i].action.is_type("ASSAULT")
                && !drafts[*i].roles.actors.is_empty()
                && is_family(draft, &drafts[*i])
        });
        let Some(earlier) = earlier else { continue };
        let (before, after) = drafts.split_at_mut(noun);
        let (first, again) = (&before[earlier], &mut after[0]);
        again.roles.actors.clone_from(&first.roles.actors);
        if again.roles.recipients.is_empty() && again.counts.is_empty() {
            again.roles.recipients.clone_from(&first.roles.recipients);
        }
    }
}

/// Whether the sentence is about the event: it is the subject of its main verb, and the verb does not only claim or report it.
fn is_asserted(story: &Story<'_>, tree: &Tree<'_>, draft: &Draft<'_>) -> bool {
    let noun = draft.candidate.word;
    let cues = story.cues();
    tree.word(noun).deprel == "nsubj"
        && tree.head(noun).is_some_and(|verb| {
            tree.is_finite(verb)
                && !tree.word(verb).is("advcl")
                && !tree.word(verb).is("acl")
                && !crate::arguments::phrase_of(tree, verb, &cues.light_verbs.claims)
                && !crate::arguments::phrase_of(tree, verb, &cues.attribution.say)
        })
}

/// Whether `noun` may name `other` again: the same action, or a general word for fighting.
fn is_family(noun: &Draft<'_>, other: &Draft<'_>) -> bool {
    noun.action.id == other.action.id
        || matches!(noun.action.id.as_str(), "attack" | "offensive" | "clash" | "bombard")
}
