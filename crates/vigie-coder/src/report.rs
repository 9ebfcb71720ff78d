//! From a trigger to its report: each slot asked of the module that knows it, then the slots that need all others.

use crate::{
    attribution::{Saying, Sayings},
    confidence::confidence,
    coreference::History,
    counts,
    explanation::{Explanation, Outcome},
    factuality,
    heat::Heat,
    participants::Finder,
    place,
    predicate::Candidate,
    roles::{self, Roles},
    story::Story,
    time::{self, Episode, When},
    weapons::{self, Named},
};
use smol_str::SmolStr;
use vigie_annotate::Upos;
use vigie_codebook::{Action, Facts, Role};
use vigie_schema::{
    self as schema, Attribution, Change, Count, Factuality, Participant, Place, Report, Territory, Weapon,
};

/// A report in the making.
#[derive(Clone, Debug)]
pub(crate) struct Draft<'a> {
    pub candidate: Candidate<'a>,
    pub action: &'a Action,
    pub roles: Roles,
    pub places: Vec<Place>,
    /// What the words say of the time.
    pub said: Option<When>,
    pub weapons: Vec<Named>,
    pub counts: Vec<Count>,
    pub factuality: Factuality,
    pub attribution: Vec<Attribution>,
}

/// Fills the slots that the trigger's own words fill.
pub(crate) fn draft<'a>(
    story: &Story<'a>,
    history: &History,
    sayings: &Sayings,
    candidate: Candidate<'a>,
) -> Draft<'a> {
    let action = candidate.action;
    let finder = Finder { story, history, sayings, others_than: &[], is_hostile: false };
    let roles = roles::roles(finder, &candidate, action);
    let said_by: Vec<&Saying> = sayings.of(candidate.sentence, candidate.span(story));
    let sources: Vec<_> = said_by.iter().filter_map(|s| s.source.span).collect();
    let places = place::places(story, &candidate, action, &roles, &sources);
    let said = time::said(story, &candidate);
    let last_day = said.as_ref().and_then(|w| w.end);
    let factuality = factuality::factuality(story, &candidate.trigger(), &said_by, last_day);
    let weapons = weapons::of_trigger(story, candidate.sentence, candidate.word, candidate.arguments.carrier);
    let counts = counts::of_roles(story, &candidate, action, &roles);
    let attribution = said_by.into_iter().map(|s| s.source.clone()).collect();
    Draft { candidate, action, roles, places, said, weapons, counts, factuality, attribution }
}

/// Fills the slots that need the whole article: running place and time, ACLED, contexts.
pub(crate) fn finish(
    story: &Story<'_>,
    heat: &Heat,
    drafts: Vec<Draft<'_>>,
    explanations: &mut Vec<Explanation>,
) -> Vec<Report> {
    let mut focus = Focus::default();
    let lead = lead_time(story, &drafts);
    drafts
        .into_iter()
        .map(|draft| {
            let mut draft = draft;
            focus.enter(story, draft.candidate.sentence);
            if draft.candidate.sentence == 0 && draft.said.is_none() && !draft.action.is_said() {
                draft.said.clone_from(&lead);
            }
            let confidence = confidence(story, heat, &draft);
            let value = confidence.value;
            explanations.push(draft.candidate.explain(story, Outcome::Coded(confidence)));
            finish_one(story, draft, value, &mut focus)
        })
        .collect()
}

/// A headline tells what the sentence after it dates.
fn lead_time(story: &Story<'_>, drafts: &[Draft<'_>]) -> Option<When> {
    let is_headline = story.trees.get(1).is_some_and(|t| t.sentence.opens_paragraph);
    let lead = |d: &&Draft<'_>| (1..=2).contains(&d.candidate.sentence) && !d.action.is_said();
    drafts
        .iter()
        .filter(|_| is_headline)
        .filter(lead)
        .find_map(|d| d.said.clone())
        .map(|w| When { span: None, ..w })
}

/// What carries over from one event of an episode to the next.
#[derive(Default)]
struct Focus {
    place: Option<Place>,
    episode: Episode,
    paragraph: usize,
    sentence: usize,
}

impl Focus {
    fn enter(&mut self, story: &Story<'_>, sentence: usize) {
        while self.sentence < sentence {
            self.sentence += 1;
            self.paragraph += usize::from(story.trees[self.sentence].sentence.opens_paragraph);
        }
    }
}

fn finish_one(story: &Story<'_>, draft: Draft<'_>, confidence: f32, focus: &mut Focus) -> Report {
    let when = focus.episode.time(story, &draft, focus.paragraph);
    let Draft { candidate, action, roles, mut places, said: _, weapons, counts, factuality, attribution } =
        draft;
    let status = factuality.status;
    if places.is_empty() && !action.is_said() {
        places = focus.place.clone().into_iter().map(|p| Place { span: None, ..p }).collect();
    } else if let Some(first) = places.first().filter(|p| !action.is_said() && is_at_home(story, p)) {
        focus.place = Some(first.clone());
    }
    let mut roles = roles;
    settle_countries(story, action, &places, &mut roles);
    let territory = territory(story, &candidate, action, &roles, &places);
    let mut modes = modes(&candidate, action, &weapons);
    if threatens_force(story, &candidate, &roles) && !modes.iter().any(|m| m == "violence") {
        modes.push("violence".into());
    }
    let kinds: Vec<SmolStr> = weapons
        .iter()
        .map(|w| SmolStr::from(w.weapon.kind.as_str()))
        .chain(candidate.sense.weapon.clone())
        .chain(action.weapon.clone())
        .collect();
    let sectors = |found: &[crate::participants::Found]| -> Vec<SmolStr> {
        found.iter().flat_map(|f| f.participant.sectors.iter().map(SmolStr::from)).collect()
    };
    let (actors, recipients) = (sectors(&roles.actors), sectors(&roles.recipients));
    let counted: Vec<SmolStr> = counts.iter().map(|c| SmolStr::from(c.of.as_str())).collect();
    let facts = Facts {
        action: &action.id,
        event_type: action.event_type.as_deref(),
        modes: &modes,
        weapons: &kinds,
        actors: &actors,
        recipients: &recipients,
        territory: territory.change,
        status,
        counted: &counted,
    };
    let tree = &story.trees[candidate.sentence];
    let crosswalk = &story.codebook.crosswalk;
    let acled = crosswalk.acled(&facts).and_then(|rule| {
        Some((rule.event_type.as_ref()?.to_string(), rule.sub_event_type.as_ref()?.to_string()))
    });
    let contexts = crosswalk.contexts(&facts, tree.words().map(|w| tree.lemma(w)));
    Report {
        sentence: candidate.sentence,
        sentence_span: tree.sentence.span,
        trigger: candidate.span(story),
        lemma: tree.lemma(candidate.word).to_owned(),
        action: schema::Action {
            id: action.id.to_string(),
            event_type: action.event_type.as_ref().map(ToString::to_string),
            modes: modes.iter().map(ToString::to_string).collect(),
            contexts: contexts.iter().map(ToString::to_string).collect(),
            cameo: action.cameo.as_ref().map(ToString::to_string),
            acled,
        },
        actors: roles.actors.into_iter().map(|f| f.participant).collect(),
        recipients: roles.recipients.into_iter().map(|f| f.participant).collect(),
        places,
        time: when.written(),
        weapons: weapons.into_iter().map(|w| w.weapon).collect::<Vec<Weapon>>(),
        counts,
        territory,
        factuality,
        attribution,
        confidence,
    }
}

/// `l'armée`, `les autorités` with no more said are those of the country where it happens, if the article is about that one too.
fn settle_countries(story: &Story<'_>, action: &Action, places: &[Place], roles: &mut Roles) {
    let told = places.first().filter(|p| p.span.is_some());
    let Some(country) = told.and_then(|p| p.country.as_ref()) else { return };
    let is_main = story.context.countries.iter().take(MAIN_COUNTRIES).any(|c| c == country);
    if action.is_said() || !is_main {
        return;
    }
    for found in roles.actors.iter_mut().chain(&mut roles.recipients).filter(|f| f.is_country_open) {
        found.participant.country = Some(country.clone());
    }
}

/// Whether the place is in a country that the story is set in: what follows an aside about another capital is not there.
fn is_at_home(story: &Story<'_>, place: &Place) -> bool {
    let countries = &story.context.countries;
    place.country.as_ref().is_none_or(|c| countries.iter().take(HOME_COUNTRIES).any(|h| h == c))
}

/// In how many of its most cited countries a story is set.
const HOME_COUNTRIES: usize = 2;

/// How many of its most cited countries an article is about.
const MAIN_COUNTRIES: usize = 4;

fn modes(candidate: &Candidate<'_>, action: &Action, weapons: &[Named]) -> Vec<SmolStr> {
    let mut modes: Vec<SmolStr> = action.modes.iter().chain(&candidate.sense.modes).cloned().collect();
    if action.is_type("ASSAULT") {
        modes.extend(weapons.iter().flat_map(|w| w.modes.iter().cloned()));
    }
    let mut seen = Vec::new();
    modes.retain(|m| {
        !seen.contains(m) && {
            seen.push(m.clone());
            true
        }
    });
    modes
}

/// Whether a threat is one of force: what is threatened holds a word of an act of force.
fn threatens_force(story: &Story<'_>, candidate: &Candidate<'_>, roles: &Roles) -> bool {
    let tree = &story.trees[candidate.sentence];
    let lexicon = &story.book().lexicon;
    let is_force = |word: usize| {
        let w = tree.word(word);
        let entries = match w.upos {
            Upos::Verb => lexicon.verbs(&w.lemma),
            Upos::Noun => lexicon.nouns(&w.lemma),
            _ => &[],
        };
        entries.iter().filter(|entry| entry.others.is_empty()).any(|entry| {
            let sense = lexicon.sense(entry.sense);
            !sense.is_weak && story.codebook.action(&sense.action).is_some_and(|a| a.is_type("ASSAULT"))
        })
    };
    candidate.action.is_type("THREATEN")
        && roles
            .filled
            .iter()
            .filter(|(role, _)| *role == Role::Content)
            .any(|(_, content)| tree.words().any(|w| tree.is_below(w, *content) && is_force(w)))
}

fn territory(
    story: &Story<'_>,
    candidate: &Candidate<'_>,
    action: &Action,
    roles: &Roles,
    places: &[Place],
) -> Territory {
    let change = candidate.sense.territory.or(action.territory).unwrap_or(Change::None);
    let label = |p: &Participant| {
        p.name
            .clone()
            .or_else(|| p.span.map(|s| s.slice(story.text).to_owned()))
            .or_else(|| p.country.clone())
    };
    let names = |found: &[crate::participants::Found]| {
        found.iter().filter_map(|f| label(&f.participant)).collect::<Vec<_>>()
    };
    if change == Change::None {
        return Territory { change, place: None, by: Vec::new(), from: Vec::new() };
    }
    let (by, from) = match change {
        Change::Loss => (Vec::new(), names(&roles.actors)),
        _ => (names(&roles.actors), names(&roles.recipients)),
    };
    Territory { change, place: places.first().map(|p| p.name.clone()), by, from }
}
