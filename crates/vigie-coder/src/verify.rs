//! Whether a trigger whose words fit still is no event, once its participants are known: things and abstractions do not
//! fight, a bare noun with nobody in it tells nothing, civilians who leave do not retreat.

use crate::{
    explanation::Refusal,
    heat::{self, Heat},
    participants::fights,
    predicate::{is_of, see_through},
    report::Draft,
    story::Story,
};
use vigie_annotate::Upos;
use vigie_codebook::{Argument, Class};
use vigie_schema::Via;

/// Up to so many armed people or weapons may stand in an article of peace: a figure of speech, a comparison.
const FEW_ARMED: usize = 2;

pub(crate) fn refusal(story: &Story<'_>, heat: &Heat, draft: &Draft<'_>) -> Option<Refusal> {
    let is_soft = !has_hard_participant(draft);
    if is_of_another_world(heat, draft) {
        return Some(Refusal::OffTopic(heat::topic(story)));
    }
    if is_soft && (heat.is_off_topic() || is_told_of_another_world(heat, draft)) {
        return Some(Refusal::OffTopic(heat::topic(story)));
    }
    if is_soft && heat.armed <= FEW_ARMED && is_nowhere(story, draft) && !is_plain_in_war(heat, draft) {
        return Some(Refusal::Nobody);
    }
    if is_done_by_a_thing(story, draft) || is_done_by_others(story, draft) {
        return Some(Refusal::Frame("subject".into()));
    }
    if is_to_be_prevented(story, draft) {
        return Some(Refusal::Prevented);
    }
    if is_nobodys(story, heat, draft) || is_only_closed(draft) {
        return Some(Refusal::Nobody);
    }
    None
}

/// Whether a government, an army, a police, an armed group or an international body takes part.
fn has_hard_participant(draft: &Draft<'_>) -> bool {
    const HARD: [&str; 11] = ["MIL", "REB", "PRM", "COP", "UAF", "GOV", "CRM", "IGO", "JUD", "LEG", "OPP"];
    let everyone = draft.roles.actors.iter().chain(&draft.roles.recipients);
    everyone.into_iter().any(|f| f.participant.sectors.iter().any(|s| HARD.contains(&s.as_str())))
}

/// The sentence and the article speak of films or sport more than of arms: whoever fights there is played.
fn is_of_another_world(heat: &Heat, draft: &Draft<'_>) -> bool {
    let sentence = draft.candidate.sentence;
    let (cold, hot) = (heat.cold_of[sentence], heat.hot_of[sentence]);
    draft.action.is_type("ASSAULT") && cold >= 2 && cold >= hot && heat.cold > heat.armed
}

/// Deaths, blows and captures of accidents, illness, films and sport, which no armed body deals: the sentence speaks of such
/// things, or the article does and hardly of armed people.
fn is_told_of_another_world(heat: &Heat, draft: &Draft<'_>) -> bool {
    let sentence = draft.candidate.sentence;
    let (cold, hot) = (heat.cold_of[sentence], heat.hot_of[sentence]);
    if cold >= 2 && cold >= hot {
        return true;
    }
    let is_sentence =
        cold > 0 && (heat.armed <= FEW_ARMED || (cold + 1 >= hot && 2 * heat.cold > heat.armed));
    let is_article = heat.cold > 0 && heat.armed == 0;
    let is_mostly = heat.cold > 1 && heat.armed <= FEW_ARMED && heat.cold > heat.armed;
    draft.action.is_type("ASSAULT") && (is_sentence || is_article || is_mostly)
}

/// A word that means one thing only, in an article with nothing of another topic.
fn is_plain_in_war(heat: &Heat, draft: &Draft<'_>) -> bool {
    let is_strong = !draft.candidate.sense.is_weak && heat.cold == 0;
    // `remis en liberté`: an expression of several words about somebody.
    let is_expression = !draft.candidate.entry.others.is_empty() && !draft.action.is_type("ASSAULT");
    let somebody = !draft.roles.actors.is_empty() || !draft.roles.recipients.is_empty();
    is_strong && (heat.armed > 0 || (is_expression && somebody))
}

/// No number, no place and no weapon that strikes: in an article that hardly speaks of armed people, words of force are then figures of speech.
fn is_nowhere(story: &Story<'_>, draft: &Draft<'_>) -> bool {
    let c = &draft.candidate;
    let strikes =
        |subject: usize| is_of(story, c.sentence, see_through(story, c.sentence, subject), Class::Weapon);
    draft.counts.is_empty()
        && draft.places.is_empty()
        && (c.is_noun || !c.arguments.subject().is_some_and(strikes))
}

/// `la canicule assiège le nord`: the subject is a common noun for nothing that acts.
fn is_done_by_a_thing(story: &Story<'_>, draft: &Draft<'_>) -> bool {
    let c = &draft.candidate;
    if c.is_noun
        || c.arguments.is_passive
        || !draft.roles.actors.is_empty()
        || !draft.action.is_type("ASSAULT")
    {
        return false;
    }
    let Some(subject) = c.arguments.subject() else { return false };
    let role_is_told = c.sense.roles.iter().any(|(function, _)| *function == Argument::Subject);
    let subject = see_through(story, c.sentence, subject);
    let acts = [
        Class::Weapon,
        Class::Vehicle,
        Class::Event,
        Class::Place,
        Class::Building,
        Class::Person,
        Class::Group,
    ];
    !role_is_told
        && story.word(c.sentence, subject).upos == Upos::Noun
        && story.name_at(c.sentence, subject).is_none()
        && !acts.iter().any(|class| is_of(story, c.sentence, subject, *class))
}

/// A sense that asks for an armed subject, where the pronoun or name turned out to be somebody else.
fn is_done_by_others(story: &Story<'_>, draft: &Draft<'_>) -> bool {
    let c = &draft.candidate;
    let wanted = c.sense.conditions.iter().find(|(function, _)| *function == Argument::Subject);
    let Some((_, classes)) = wanted else { return false };
    let wants_arms =
        classes.iter().all(|class| matches!(class, Class::Armed | Class::State | Class::Vehicle));
    if !wants_arms || c.arguments.subject().is_none() {
        return false;
    }
    let found: Vec<_> = draft.roles.actors.iter().map(|f| &f.participant).collect();
    let is_pronoun = c.arguments.subject().is_some_and(|s| story.word(c.sentence, s).upos == Upos::Pron);
    if found.is_empty() {
        return is_pronoun && c.sense.is_weak;
    }
    let is_armed =
        |sectors: &[String]| sectors.iter().any(|s| fights(s) || matches!(s.as_str(), "GOV" | "IGO"));
    !found.iter().any(|p| is_armed(&p.sectors) || p.via == Via::Unresolved)
}

/// `afin d'empêcher les combattants de mener des attaques`: what an act is meant to prevent has not happened and is nobody's
/// plan.
fn is_to_be_prevented(story: &Story<'_>, draft: &Draft<'_>) -> bool {
    let c = &draft.candidate;
    let tree = &story.trees[c.sentence];
    let aspect = &story.cues().aspect;
    tree.ancestors(c.word).take(4).any(|verb| {
        let w = tree.word(verb);
        let has_purpose = || {
            tree.kids(verb).any(|k| {
                (tree.word(k).is("mark") || tree.word(k).is("case"))
                    && (aspect.purpose.contains(tree.lemma(k))
                        || !aspect.purpose.starting_with(tree.lemma(k)).is_empty())
            })
        };
        w.upos == Upos::Verb
            && w.feature("VerbForm") == Some("Inf")
            && aspect.purpose_except.contains(&w.lemma)
            && aspect.negated.contains(&w.lemma)
            && has_purpose()
    })
}

/// `le marché est fermé`, `restent privés d'électricité`: what nobody is said to have closed or cut.
fn is_only_closed(draft: &Draft<'_>) -> bool {
    let c = &draft.candidate;
    let is_state =
        draft.action.id == "withhold" || (draft.action.id == "restrict" && c.entry.others.is_empty());
    is_state && !c.is_noun && c.arguments.is_passive && draft.roles.actors.is_empty()
}

/// A bare noun of an act of peace or paper, with no one who does it or undergoes it and no verb that carries it. Arrests and
/// protests that are counted, or told of in war, happened all the same (`fait état de 23 arrestations`).
fn is_nobodys(story: &Story<'_>, heat: &Heat, draft: &Draft<'_>) -> bool {
    const NEEDS_SOMEBODY: [&str; 9] =
        ["AID", "COOPERATE", "CONSULT", "SUPPORT", "RETREAT", "MOBILIZE", "SANCTION", "COERCE", "PROTEST"];
    let c = &draft.candidate;
    let is_counted = || {
        let tree = &story.trees[c.sentence];
        let quantity = |h: usize| story.cues().grammar.quantity_nouns.contains(tree.lemma(h));
        tree.has(c.word, "nummod") || tree.head(c.word).is_some_and(quantity)
    };
    let is_plain = draft.action.is_type("COERCE")
        || draft.action.is_type("PROTEST")
        || (draft.action.is_type("RETREAT") && !c.entry.others.is_empty());
    if !c.sense.is_weak && (is_counted() || (is_plain && heat.armed > FEW_ARMED)) {
        return false;
    }
    c.is_noun
        && c.arguments.carrier.is_none()
        && draft.counts.is_empty()
        && draft.roles.actors.is_empty()
        && draft.roles.recipients.is_empty()
        && NEEDS_SOMEBODY.iter().any(|t| draft.action.is_type(t))
}
