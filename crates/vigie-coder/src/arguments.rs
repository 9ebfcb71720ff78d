//! The logical arguments of a verb or an event noun: what its subject, object and complements would be if the clause were
//! active, finite and complete. Voice, control, relative and participle clauses, coordination and light verbs are seen
//! through here, so that the lexicon speaks of active verbs only.

use crate::{
    attribution,
    story::Story,
    tree::{Tree, lower, straight},
};
use vigie_annotate::Upos;
use vigie_codebook::{Argument, Class, Grammar, LightVerbs, PhraseSet};

/// One argument: its function and the word that heads it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Arg {
    pub function: Argument,
    pub word: usize,
}

/// The arguments of one trigger.
#[derive(Clone, Debug, Default)]
pub(crate) struct Arguments {
    pub args: Vec<Arg>,
    /// Whether the clause is passive, so that a missing subject says nothing.
    pub is_passive: bool,
    /// The light verb that carries a noun trigger, or the verb that a noun is the subject of.
    pub carrier: Option<usize>,
    /// Who announces or decides what a noun names, and does it unless somebody else is told.
    pub announcer: Option<usize>,
}

impl Arguments {
    pub fn of<'s>(&'s self, function: &'s Argument) -> impl Iterator<Item = usize> + 's {
        self.args.iter().filter(move |a| a.function == *function).map(|a| a.word)
    }

    pub fn subject(&self) -> Option<usize> {
        self.of(&Argument::Subject).next()
    }

    pub fn object(&self) -> Option<usize> {
        self.of(&Argument::Object).next()
    }

    fn add(&mut self, function: Argument, word: usize) {
        let arg = Arg { function, word };
        if !self.args.contains(&arg) {
            self.args.push(arg);
        }
    }
}

/// Whether the verb is used in the passive: by its relations, else because it is a bare past participle of a verb that is
/// not one of motion.
pub(crate) fn is_passive(tree: &Tree<'_>, verb: usize, grammar: &Grammar) -> bool {
    if is_pronominal(tree, verb, grammar) {
        return false;
    }
    let by_relation = |k: usize| {
        let relation = tree.word(k).deprel.as_str();
        relation == "aux:pass" || relation == "nsubj:pass" || relation == "obl:agent"
    };
    // `avait visée par des tirs`: a perfect, whatever follows.
    let is_perfect =
        |k: usize| tree.word(k).deprel == "aux:tense" && tree.lemma(k) != grammar.passive_auxiliary;
    let has_passive = tree.kids(verb).any(|k| tree.word(k).deprel == "aux:pass");
    if !has_passive && !grammar.past_is_participle && tree.kids(verb).any(is_perfect) {
        return false;
    }
    if tree.kids(verb).any(by_relation) && !is_misread_past(tree, verb, grammar) {
        return !grammar.active_participles.contains(tree.lemma(verb));
    }
    if is_misread_past(tree, verb, grammar) || continues_perfect(tree, verb, grammar).is_some() {
        return false;
    }
    let word = tree.word(verb);
    // `a saisi la Cour et accusé son voisin`: a coordinated participle has the auxiliary, and the voice, of the first.
    if word.is("conj") && tree.is_participle(verb) && tree.kids_by(verb, "aux").next().is_none() {
        let first = tree.first_conjunct(verb);
        if first != verb && continues_perfect(tree, first, grammar).is_some() {
            return false;
        }
        let has_aux = tree.kids_by(first, "aux").next().is_some();
        if first != verb && tree.word(first).upos == Upos::Verb && has_aux {
            return is_passive(tree, first, grammar);
        }
    }
    let is_past = word.feature("Tense") == Some("Past") || word.feature("Voice") == Some("Pass");
    let is_bare = tree.is_participle(verb) || word.upos == Upos::Adj;
    let has_perfect_aux = tree.kids_by(verb, "aux").next().is_some();
    is_bare
        && (is_past || word.upos == Upos::Adj)
        && !has_perfect_aux
        && !grammar.active_participles.contains(word.lemma.as_str())
}

/// `a proclamé l'état d'urgence, coupé l'internet et suspendu …`: a French participle with an object of its own goes on with a perfect
/// above it, though the annotator may hang it on a noun between. That perfect.
fn continues_perfect(tree: &Tree<'_>, verb: usize, grammar: &Grammar) -> Option<usize> {
    let word = tree.word(verb);
    let has_object = tree.kids_by(verb, "obj").any(|o| o > verb && tree.word(o).upos != Upos::Pron);
    let is_bare = word.is("acl") && tree.is_participle(verb) && word.feature("Tense") != Some("Pres");
    if grammar.past_is_participle || !is_bare || !has_object || tree.has(verb, "aux") {
        return None;
    }
    let is_perfect = |w: &usize| {
        *w < verb
            && tree.word(*w).upos == Upos::Verb
            && tree
                .kids_by(*w, "aux")
                .any(|a| tree.word(a).deprel != "aux:pass" && tree.lemma(a) != grammar.passive_auxiliary)
    };
    tree.ancestors(verb).take(DEPTH).find(is_perfect)
}

/// A past tense that the annotator takes for a participle (`armed men killed 22 people`): it has a plain subject, or stands
/// after a noun and before its object, or follows a noun as no English adjective does.
fn is_misread_past(tree: &Tree<'_>, verb: usize, grammar: &Grammar) -> bool {
    let has_aux = tree.kids(verb).any(|k| tree.word(k).is("aux") || tree.word(k).is("cop"));
    let has_agent = tree.kids(verb).any(|k| tree.case(k).is_some_and(|c| grammar.agent.contains(c)));
    if !grammar.past_is_participle || has_aux || has_agent {
        return false;
    }
    let word = tree.word(verb);
    let follows_noun = tree.head(verb).is_some_and(|h| h < verb);
    tree.kids(verb).any(|k| tree.word(k).deprel == "nsubj")
        // A passive has no object.
        || (tree.has(verb, "nsubj") && tree.kids_by(verb, "obj").any(|o| o > verb && tree.case(o).is_none()))
        || (follows_noun && opens_noun_phrase(tree, verb + 1, grammar))
        || (word.upos == Upos::Adj && word.is("amod") && follows_noun)
}

/// Whether a noun phrase without a preposition starts at a word.
fn opens_noun_phrase(tree: &Tree<'_>, word: usize, grammar: &Grammar) -> bool {
    nominal_after(tree, word, grammar).is_some()
}

/// The head of a noun phrase without a preposition that starts at a word, numbers and their bounds included.
fn nominal_after(tree: &Tree<'_>, start: usize, grammar: &Grammar) -> Option<usize> {
    let mut openers = 0;
    for w in start..tree.len().min(start + 8) {
        let word = tree.word(w);
        match word.upos {
            Upos::Noun | Upos::Propn => {
                let is_last = tree.head(w).is_none_or(|h| h <= w || !tree.word(w).is("compound"));
                // A preposition alone opens no quantity: a figure must follow it.
                let has_figure = (start..w).any(|k| tree.word(k).upos == Upos::Num);
                if is_last {
                    return (openers == 0 || has_figure).then_some(w);
                }
            }
            Upos::Det | Upos::Num | Upos::Adj => {}
            _ if grammar.quantity_openers.contains(word.form.to_lowercase().as_str()) => openers += 1,
            _ => return None,
        }
    }
    None
}

/// Whether a French verb has its reflexive pronoun.
pub(crate) fn is_pronominal(tree: &Tree<'_>, verb: usize, grammar: &Grammar) -> bool {
    let own_person = |k: usize| {
        // `nous nous emparons`, `nous avons pu nous emparer`
        let person = tree.word(k).feature("Person").filter(|p| *p != "3");
        person.is_some() && k < verb && k + 3 > verb && {
            let same = |w: usize| {
                tree.word(w).upos == Upos::Pron
                    && tree.word(w).is("nsubj")
                    && tree.word(w).feature("Person") == person
            };
            tree.kids(verb)
                .chain(tree.head(verb).into_iter().flat_map(|h| tree.kids(h)))
                .any(|w| w != k && same(w))
        }
    };
    tree.kids(verb).any(|k| {
        let word = tree.word(k);
        word.upos == Upos::Pron
            && (own_person(k)
                || word.feature("Reflex") == Some("Yes")
                || word.is("expl")
                || grammar.reflexives.contains(&*straight(word)))
            && (word.is("expl") || word.is("obj") || word.is("iobj") || word.is("dep"))
    })
}

/// How many heads a missing subject is looked for through.
const DEPTH: usize = 6;

/// The word that agrees with the verb, or would if the clause were complete.
pub(crate) fn grammatical_subject(tree: &Tree<'_>, verb: usize, grammar: &Grammar) -> Option<usize> {
    subject_within(tree, verb, grammar, DEPTH)
}

fn subject_within(tree: &Tree<'_>, verb: usize, grammar: &Grammar, depth: usize) -> Option<usize> {
    if let Some(top) = lost_subject(tree, verb, grammar) {
        return Some(top);
    }
    // Of two, the last before the verb: the first is that of a clause which the annotator did not see, and what follows the
    // verb is its object (`contrôlaient mardi l'aéroport`).
    let subjects = tree.kids_by(verb, "nsubj");
    // `L'alliance, que Washington arme, a lancé …`: nor is that of a relative clause in between.
    let is_inner = |s: &usize| {
        let before = |w: usize| lower(tree.word(w));
        let opens = |w: usize| grammar.relatives_of_object.contains(&*before(w));
        s.checked_sub(1).is_some_and(|w| opens(w) || tree.word(w).is("det") && w > 0 && opens(w - 1))
    };
    let several = subjects.clone().take_while(|s| *s < verb).count() > 1;
    if let Some(subject) =
        subjects.clone().take_while(|s| *s < verb).filter(|s| !(several && is_inner(s))).last()
    {
        return Some(doubled(tree, verb, subject, grammar));
    }
    // What follows a clause of its own belongs to that (`tué mercredi après avoir accusé les forces …`).
    let is_cut_off = |s: usize| tree.kids_by(verb, "advcl").any(|c| verb < c && c < s);
    if let Some(subject) = subject_before(tree, verb).or_else(|| subjects.filter(|s| !is_cut_off(*s)).last())
    {
        return Some(subject);
    }
    let depth = depth.checked_sub(1)?;
    let head = tree.head(verb)?;
    let word = tree.word(verb);
    let head_is_clause = matches!(tree.word(head).upos, Upos::Verb | Upos::Aux | Upos::Adj);
    if word.is("conj") {
        let is_nominal = matches!(tree.word(head).upos, Upos::Noun | Upos::Propn);
        if is_nominal && !tree.has(head, "cop") && !tree.has(head, "nsubj") {
            // `Kigali dément et accuse …` of which the annotator makes a noun.
            let is_lost = tree.word(head).is("root") && tree.is_finite(verb) && head + 4 > verb;
            return is_lost.then_some(head);
        }
        return subject_within(tree, head, grammar, depth);
    }
    if word.is("xcomp") || (word.is("obl") && word.upos == Upos::Verb) {
        return controller(tree, head, grammar).or_else(|| subject_within(tree, head, grammar, depth));
    }
    let is_charge = word.is("advcl")
        && !tree.is_finite(verb)
        && tree.kids(verb).any(|k| {
            k < verb
                && grammar.charges.contains(tree.lemma(k))
                && (tree.word(k).is("mark") || tree.word(k).is("case"))
        });
    if let Some(accused) = controller(tree, head, grammar).filter(|a| is_charge && *a < verb) {
        return Some(accused);
    }
    // `afin d'échanger …`
    let is_purpose =
        word.is("ccomp") && matches!(tree.word(head).upos, Upos::Adv | Upos::Adp) && !tree.is_finite(verb);
    if let Some(above) = tree.head(head).filter(|_| is_purpose) {
        return subject_within(tree, above, grammar, depth);
    }
    if word.is("advcl") || (word.is("ccomp") && !tree.is_finite(verb)) {
        if tree.is_finite(verb) && (tree.has(verb, "mark") || grammar.past_is_participle) {
            // `after fighters who had held the area pulled back`: the conjunction read as a preposition.
            let is_lost = |k: &usize| {
                *k < verb
                    && tree.word(*k).is("obl")
                    && tree.case(*k).is_some_and(|c| grammar.anchors.contains(c))
                    && (*k..verb).all(|w| tree.is_below(w, *k))
            };
            return tree.kids(head).find(is_lost).filter(|_| !tree.has(verb, "mark"));
        }
        let of_head = subject_within(tree, head, grammar, depth);
        return if head_is_clause || tree.has(head, "cop") { of_head } else { of_head.or(Some(head)) };
    }
    if (word.is("acl") || word.is("amod")) && is_misread_past(tree, verb, grammar) {
        // `men on motorbikes killed …`: the subject is the whole phrase.
        let mut top = head;
        while tree.word(top).is("nmod") || tree.word(top).is("conj") {
            top = tree.head(top)?;
        }
        return Some(top);
    }
    if let Some(perfect) = continues_perfect(tree, verb, grammar) {
        return subject_within(tree, perfect, grammar, depth);
    }
    if word.is("acl") {
        let is_infinitive = word.feature("VerbForm") == Some("Inf");
        // `62 femmes et quatre enfants enlevés`: the participle is that of the whole coordination.
        let is_plural = word.feature("Number") == Some("Plur");
        let head =
            if is_plural && !word.deprel.ends_with("relcl") { tree.first_conjunct(head) } else { head };
        return (!is_infinitive).then_some(head).or_else(|| bearer(tree, head, grammar, depth));
    }
    if word.is("amod") {
        return Some(head);
    }
    None
}

/// `la Turquie, elle, a massé …`: the noun that a pronoun between commas takes up again.
fn doubled(tree: &Tree<'_>, verb: usize, subject: usize, grammar: &Grammar) -> usize {
    let is_comma = |w: usize| tree.word(w).form == ",";
    let form = lower(tree.word(subject));
    let is_pronoun = grammar.pronouns_singular.contains(&*form) || grammar.pronouns_plural.contains(&*form);
    let stands_apart = subject > 1
        && subject + 1 < verb
        && tree.word(subject).upos == Upos::Pron
        && is_comma(subject - 1)
        && is_comma(subject + 1)
        && is_pronoun;
    if !stands_apart {
        return subject;
    }
    phrase_ending_at(tree, subject - 2, verb).unwrap_or(subject)
}

/// The subject of a finite verb that the annotator gives none, or hangs on a word of place or time before it (`après une
/// semaine de pourparlers près de Stockholm, le gouvernement et les rebelles sont convenus …`): the noun phrase without a preposition that
/// ends right before the verb.
fn subject_before(tree: &Tree<'_>, verb: usize) -> Option<usize> {
    let word = tree.word(verb);
    let is_subordinate = word.is("acl") || tree.has(verb, "mark");
    if is_subordinate || !tree.is_finite(verb) || word.feature("Mood") == Some("Imp") {
        return None;
    }
    let is_clitic = |w: usize| {
        let w = tree.word(w);
        matches!(w.upos, Upos::Aux | Upos::Adv)
            || (w.upos == Upos::Pron && (w.is("expl") || w.is("obj") || w.is("iobj")))
    };
    let mut end = (0..verb).rev().find(|w| !is_clitic(*w))?;
    if tree.word(end).form == "," {
        end = end.checked_sub(1)?;
    }
    let head = phrase_ending_at(tree, end, verb)?;
    let agrees =
        match (tree.finite_word(verb).and_then(|w| tree.word(w).feature("Number")), tree.has(head, "conj")) {
            (Some("Plur"), is_several) => is_several || tree.word(head).feature("Number") != Some("Sing"),
            (Some("Sing"), is_several) => !is_several && tree.word(head).feature("Number") != Some("Plur"),
            _ => true,
        };
    agrees.then_some(head)
}

/// The head of the noun phrase without a preposition whose last word is `end`, the first of a coordination.
fn phrase_ending_at(tree: &Tree<'_>, end: usize, verb: usize) -> Option<usize> {
    let mut at = end;
    loop {
        let word = tree.word(at);
        let is_nominal = matches!(word.upos, Upos::Noun | Upos::Propn);
        // `trente personnes, dont dix militaires, ont péri`: what a clause without a verb adds is not the head.
        let is_part = word.is("flat") || word.is("compound") || word.is("acl");
        if is_nominal && tree.case(at).is_none() && !is_part {
            let mut first = at;
            // `Colonel X, a spokesman for the army, said`: what is apposed is not the head.
            let is_head = |h: usize, of: usize| h < of && tree.word(of).is("appos") && tree.case(h).is_none();
            while let Some(up) = tree.head(first).filter(|h| is_head(*h, first)) {
                first = up;
            }
            let is_single =
                tree.finite_word(verb).and_then(|w| tree.word(w).feature("Number")) == Some("Sing");
            while let Some(up) = tree.head(first).filter(|h| {
                let is_first =
                    !is_single && *h < verb && tree.case(*h).is_none() && tree.word(*h).upos != Upos::Verb;
                tree.word(first).is("conj") && is_first
            }) {
                first = up;
            }
            // A second subject after another verb is this one's.
            let is_taken = tree.head(first).is_some_and(|h| {
                let word = tree.word(first);
                h < verb && (word.is("obj") || word.is("iobj") || (word.is("nsubj") && first < h))
            });
            if is_taken {
                return None;
            }
            let is_opened =
                tree.has(first, "det") || tree.has(first, "nummod") || tree.word(first).upos == Upos::Propn;
            return is_opened.then_some(first);
        }
        // An aside or a relative clause between the noun and the verb belongs to the noun.
        if matches!(word.upos, Upos::Verb | Upos::Aux | Upos::Punct) && !word.is("acl") {
            return None;
        }
        let relative = tree.kids(at).find(|k| *k < at && tree.word(*k).feature("PronType") == Some("Rel"));
        at = match relative.filter(|_| word.is("acl")).and_then(|r| noun_before(tree, r)) {
            Some(noun) => noun,
            None => tree.head(at).filter(|h| *h < verb)?,
        };
    }
}

/// The noun that ends right before a relative pronoun, over a comma.
fn noun_before(tree: &Tree<'_>, pronoun: usize) -> Option<usize> {
    let end = pronoun
        .checked_sub(1)
        .and_then(|w| if tree.word(w).form == "," { w.checked_sub(1) } else { Some(w) })?;
    matches!(tree.word(end).upos, Upos::Noun | Upos::Propn).then_some(end)
}

/// `5 000 soldats du groupe prennent …` read as a relative clause without its pronoun: the noun phrase before it is its
/// subject.
fn lost_subject(tree: &Tree<'_>, verb: usize, grammar: &Grammar) -> Option<usize> {
    let word = tree.word(verb);
    if word.deprel != "acl:relcl" || grammar.past_is_participle {
        return None;
    }
    let is_relative = |k: usize| {
        tree.word(k).feature("PronType") == Some("Rel") || grammar.relatives.contains(tree.lemma(k))
    };
    let has_pronoun = tree
        .kids(verb)
        .flat_map(|k| std::iter::once(k).chain(tree.kids(k)))
        .any(|k| k < verb && is_relative(k));
    let has_subject = tree.kids_by(verb, "nsubj").any(|k| k < verb);
    if has_pronoun || has_subject {
        return None;
    }
    let mut top = tree.head(verb)?;
    while tree.word(top).is("nmod") && tree.head(top).is_some_and(|h| tree.word(h).upos == Upos::Noun) {
        top = tree.head(top)?;
    }
    // `Le M23 et les troupes qui l'appuient contrôlent …`
    let first = tree.first_conjunct(top);
    let is_several = tree.finite_word(verb).and_then(|w| tree.word(w).feature("Number")) == Some("Plur");
    let is_nominal = matches!(tree.word(first).upos, Upos::Noun | Upos::Propn) && tree.case(first).is_none();
    Some(if is_several && is_nominal { first } else { top })
}

/// Who does the infinitive under a verb of object control.
fn controller(tree: &Tree<'_>, verb: usize, grammar: &Grammar) -> Option<usize> {
    if !grammar.object_control.contains(tree.lemma(verb)) {
        return None;
    }
    let passive_subject = || tree.kids_by(verb, "nsubj").find(|_| is_passive(tree, verb, grammar));
    tree.kid_by(verb, "obj")
        .filter(|o| tree.word(*o).upos != Upos::Verb)
        .or_else(|| tree.kid_by(verb, "iobj"))
        .or_else(|| {
            tree.kids_by(verb, "obl").find(|o| tree.case(*o).is_some_and(|c| grammar.addressee.contains(c)))
        })
        .or_else(passive_subject)
}

/// Who has the intention, order or will that an infinitive hangs on (`l'intention de l'armée d'attaquer`, `ont pour but
/// d'isoler`): the noun's possessor, else the subject of its verb.
fn bearer(tree: &Tree<'_>, noun: usize, grammar: &Grammar, depth: usize) -> Option<usize> {
    tree.kids_by(noun, "nmod")
        .find(|k| tree.case(*k).is_some_and(|c| grammar.genitive.contains(c)))
        // `l'armée est sur le point d'encercler`
        .or_else(|| tree.kid_by(noun, "nsubj"))
        .or_else(|| tree.head(noun).and_then(|h| subject_within(tree, h, grammar, depth)))
}

/// The arguments of verb `verb`.
pub(crate) fn of_verb(story: &Story<'_>, sentence: usize, verb: usize) -> Arguments {
    let tree = &story.trees[sentence];
    let grammar = &story.cues().grammar;
    let mut arguments = Arguments { is_passive: is_passive(tree, verb, grammar), ..Arguments::default() };
    let subject = grammatical_subject(tree, verb, grammar);
    let of_subject = if arguments.is_passive { Argument::Object } else { Argument::Subject };
    if let Some(subject) = subject.filter(|s| !is_expletive(tree, *s)) {
        arguments.add(of_subject, subject);
    }
    // `a exhorté vendredi les députés à …`: of two subjects, the one after the verb is its object.
    let second = tree.kids(verb).find(|k| {
        let word = tree.word(*k);
        word.deprel == "nsubj" && *k > verb && word.upos != Upos::Pron && subject.is_some_and(|s| s < verb)
    });
    if let Some(second) = second.filter(|_| !arguments.is_passive && !tree.has(verb, "obj")) {
        arguments.add(Argument::Object, second);
    }
    complements(story, sentence, verb, &mut arguments);
    inverted_after_quote(story, sentence, verb, &mut arguments);
    shared_object(tree, verb, &mut arguments);
    agent_after(story, sentence, verb, &mut arguments);
    object_after_date(story, sentence, verb, &mut arguments);
    object_after_complement(story, sentence, verb, &mut arguments);
    if let Some(speaker) = attribution::speaker_after(story, sentence, verb) {
        arguments.args.retain(|a| a.word != speaker && a.function != Argument::Subject);
        arguments.add(Argument::Subject, speaker);
        // What is said stands before the verb.
        arguments.add(Argument::Clause, tree.sentence.root());
    }
    arguments
}

/// Whether the word's preposition is written in one with an article (`des`, `du`).
fn is_contracted(tree: &Tree<'_>, word: usize) -> bool {
    tree.case_word(word).is_some_and(|c| {
        tree.sentence.multiwords.iter().any(|m| m.first <= c && c <= m.last && m.first + 1 == m.last)
    })
}

fn is_expletive(tree: &Tree<'_>, word: usize) -> bool {
    tree.word(word).is("expl")
}

/// What hangs on a verb besides its subject. What the annotator hangs on an expression of time (`s'est emparé lundi de la
/// ville`) is the verb's.
fn complements(story: &Story<'_>, sentence: usize, verb: usize, arguments: &mut Arguments) {
    let tree = &story.trees[sentence];
    let grammar = &story.cues().grammar;
    for kid in tree.kids(verb) {
        let word = tree.word(kid);
        let is_reflexive =
            word.feature("Reflex") == Some("Yes") || grammar.reflexives.contains(&*straight(word));
        if is_reflexive && word.upos == Upos::Pron {
            continue;
        }
        if kid > verb && !word.is("nsubj") && story.is_date(sentence, kid) {
            for below in tree.kids(kid).filter(|b| !story.is_date(sentence, *b)) {
                match tree.case(below) {
                    Some(case) if tree.word(below).is("nmod") => {
                        arguments.add(Argument::Preposition(case.into()), below);
                    }
                    None if !arguments.is_passive && tree.word(below).is("appos")
                        || tree.word(below).is("nmod") =>
                    {
                        arguments.add(Argument::Object, below);
                    }
                    _ => {}
                }
            }
            continue;
        }
        // `…, qui bloquaient deux ponts, tuant 32 personnes`: a noun before a verb is not its object.
        if word.is("obj") && kid < verb && matches!(word.upos, Upos::Noun | Upos::Propn) {
            continue;
        }
        if word.is("obj") && grammar.genitive_relatives.contains(word.lemma.as_str()) {
            arguments.add(genitive(grammar), kid);
            continue;
        }
        if word.is("obj") {
            // `s'emparer d'armes`: the object of a pronominal verb is its pronoun.
            let case = tree.case(kid).filter(|_| is_pronominal(tree, verb, grammar));
            if let Some(case) = case {
                arguments.add(Argument::Preposition(case.into()), kid);
            } else if word.upos == Upos::Verb {
                arguments.add(Argument::Clause, kid);
            } else {
                arguments.add(Argument::Object, kid);
                borrowed(tree, kid, grammar, arguments);
            }
        } else if word.is("iobj") {
            arguments.add(Argument::Preposition(grammar.indirect_object.clone()), kid);
        } else if word.deprel == "obl:agent" {
            arguments.add(Argument::Subject, kid);
        } else if word.is("obl") || word.is("nmod") || word.is("advmod") {
            let Some(case) = tree.case(kid) else {
                // `dont le groupe s'était emparé`
                if grammar.relatives.contains(word.lemma.as_str()) && word.upos == Upos::Pron {
                    arguments.add(genitive(grammar), kid);
                }
                continue;
            };
            // `des` is an article as often as a preposition: what it introduces may be the object.
            let is_article =
                word.is("obl") && kid > verb && is_contracted(tree, kid) && grammar.genitive.contains(case);
            if is_article
                && !arguments.is_passive
                && !tree.has(verb, "obj")
                && !is_pronominal(tree, verb, grammar)
            {
                arguments.add(Argument::Object, kid);
            }
            if arguments.is_passive
                && grammar.agent.contains(case)
                && arguments.subject().is_none()
                && !word.is("advmod")
            {
                arguments.add(Argument::Subject, kid);
            } else {
                arguments.add(Argument::Preposition(case.into()), kid);
            }
        } else if word.is("xcomp") || word.is("ccomp") {
            arguments.add(Argument::Clause, kid);
        } else if word.is("advcl") && word.feature("VerbForm") == Some("Inf") {
            // `s'est engagé pour soutenir`
            if let Some(mark) = tree.kids(kid).find(|k| tree.word(*k).is("mark") || tree.word(*k).is("case"))
            {
                let mark = tree.lemma(mark);
                let is_plain = grammar.infinitive_marks.contains(mark);
                arguments
                    .add(if is_plain { Argument::Clause } else { Argument::Preposition(mark.into()) }, kid);
            }
        }
    }
}

/// `impute ce crime aux rebelles`, `livre des armes à Kiev`: what an annotator hangs on the object may be the verb's. A genitive never
/// is, nor what an event noun takes.
fn borrowed(tree: &Tree<'_>, object: usize, grammar: &Grammar, arguments: &mut Arguments) {
    for kid in tree.kids(object).filter(|k| *k > object && tree.word(*k).is("nmod")) {
        let Some(case) = tree.case(kid) else { continue };
        let is_dative =
            [&grammar.addressee, &grammar.beneficiary, &grammar.companion].iter().any(|p| p.contains(case));
        if is_dative && !grammar.genitive.contains(case) {
            arguments.add(Argument::Preposition(case.into()), kid);
        }
    }
}

/// `"Nous les poursuivrons", a promis le président`: what a closed quotation and a comma part from the verb is not its subject, but the
/// person after it is.
fn inverted_after_quote(story: &Story<'_>, sentence: usize, verb: usize, arguments: &mut Arguments) {
    let tree = &story.trees[sentence];
    let first = tree.kids_by(verb, "aux").filter(|a| *a < verb).min().unwrap_or(verb);
    let closes = |w: usize| matches!(tree.word(w).form.as_str(), "\"" | "»" | "”");
    let is_after_quote = first >= 2
        && ((tree.word(first - 1).form == "," && closes(first - 2))
            || closes(first - 1) && tree.word(first - 2).form == ",");
    let inside = arguments.subject().filter(|s| *s < first);
    let Some(speaker) = arguments.object().filter(|o| *o > verb && is_after_quote && inside.is_some()) else {
        return;
    };
    let is_somebody = story.resolve(sentence, speaker).is_some_and(|r| {
        r.identity.kind.is_some() && (r.class.contains(Class::Person) || r.class.contains(Class::Group))
    });
    if is_somebody {
        arguments.args.retain(|a| a.word != speaker && Some(a.word) != inside);
        arguments.add(Argument::Subject, speaker);
    }
}

/// `ont attaqué et pris la ville`: the object of the last verb is also that of the first where that has none of its own and
/// follows at once.
fn shared_object(tree: &Tree<'_>, verb: usize, arguments: &mut Arguments) {
    if arguments.object().is_some() || arguments.is_passive {
        return;
    }
    let Some(next) = tree.kids_by(verb, "conj").next() else { return };
    let between = verb + 1..next;
    let only_and = between
        .clone()
        .all(|w| matches!(tree.word(w).upos, Upos::Cconj | Upos::Aux | Upos::Punct | Upos::Verb));
    if only_and
        && tree.word(next).upos == Upos::Verb
        && let Some(object) = tree.kid_by(next, "obj")
    {
        arguments.add(Argument::Object, object);
    }
}

/// `les forces appuyées par la coalition ont …`, `lancée le 6 août par l'armée, qui …`: the agent right after a participle or its date
/// is its own, though the annotator may hang it on another verb.
fn agent_after(story: &Story<'_>, sentence: usize, verb: usize, arguments: &mut Arguments) {
    if !arguments.is_passive || arguments.subject().is_some() {
        return;
    }
    let tree = &story.trees[sentence];
    let grammar = &story.cues().grammar;
    let Some(next) = (verb + 1..tree.len()).find(|w| !story.is_date(sentence, *w)) else { return };
    if !grammar.agent.contains(tree.lemma(next)) || tree.word(next).upos != Upos::Adp {
        return;
    }
    if let Some(agent) = tree.head(next).filter(|h| *h > next && tree.word(next).is("case")) {
        arguments.add(Argument::Subject, agent);
    }
}

/// `ont repris mercredi Lalibela`: a noun phrase right after the verb, or after the date that follows it, which the annotator
/// hangs elsewhere, is the object of an active verb that has none.
fn object_after_date(story: &Story<'_>, sentence: usize, verb: usize, arguments: &mut Arguments) {
    if arguments.is_passive || arguments.object().is_some() {
        return;
    }
    let tree = &story.trees[sentence];
    let grammar = &story.cues().grammar;
    let next = (after_aside(tree, verb)..tree.len())
        .take(3)
        .find(|w| !story.is_date(sentence, *w) && tree.word(*w).upos != Upos::Adv);
    let Some(object) = next.and_then(|n| nominal_after(tree, n, grammar)) else { return };
    let is_free = arguments.subject() != Some(object) && !story.is_date(sentence, object);
    if is_free && !is_pronominal(tree, verb, grammar) {
        arguments.args.retain(|a| a.word != object);
        arguments.add(Argument::Object, object);
    }
}

/// One past what follows the verb between commas (`a accusé, à la radio, l'armée de …`), else the word after the verb.
fn after_aside(tree: &Tree<'_>, verb: usize) -> usize {
    let is_comma = |w: usize| tree.len() > w && tree.word(w).form == ",";
    let opens = is_comma(verb + 1) && tree.len() > verb + 2 && tree.word(verb + 2).upos == Upos::Adp;
    let close = (verb + 3..verb + ASIDE).find(|w| is_comma(*w)).filter(|_| opens);
    close.map_or(verb + 1, |c| c + 1)
}

/// How many words an aside after a verb has at most.
const ASIDE: usize = 10;

/// `a condamné à trente ans de prison l'ancien chef rebelle`: a noun phrase with an article and no preposition that the annotator
/// hangs on a complement before it is the object of an active verb that has none.
fn object_after_complement(story: &Story<'_>, sentence: usize, verb: usize, arguments: &mut Arguments) {
    if arguments.is_passive || arguments.object().is_some() {
        return;
    }
    let tree = &story.trees[sentence];
    let is_complement = |k: usize| k > verb && tree.word(k).is("obl") && tree.case(k).is_some();
    let hangs_low = |w: usize| {
        let word = tree.word(w);
        let is_opened = tree.kids(w).any(|k| k < w && (tree.word(k).is("det") || tree.word(k).is("nummod")));
        word.upos == Upos::Noun
            && word.is("nmod")
            && is_opened
            && tree.case(w).is_none()
            && !story.is_date(sentence, w)
            && tree.word(w - 1).form != ","
    };
    let found = tree.kids(verb).filter(|k| is_complement(*k)).flat_map(|k| {
        tree.kids(k).chain(tree.kids(k).flat_map(|below| tree.kids(below))).collect::<Vec<_>>()
    });
    if let Some(object) = found.filter(|w| *w > 0).find(|w| hangs_low(*w))
        && !is_pronominal(tree, verb, &story.cues().grammar)
    {
        arguments.add(Argument::Object, object);
    }
}

/// The arguments of event noun `noun`: its own complements, and those of the verb that carries it.
pub(crate) fn of_noun(story: &Story<'_>, sentence: usize, noun: usize) -> Arguments {
    let tree = &story.trees[sentence];
    let cues = story.cues();
    let mut arguments = Arguments::default();
    let noun = Noun { story, sentence, tree, word: noun, grammar: &cues.grammar, light: &cues.light_verbs };
    noun.complements(&mut arguments);
    noun.after_aside(&mut arguments);
    noun.measured(&mut arguments);
    noun.carried(&mut arguments);
    if arguments.subject().is_some() {
        // `continuent leur combat`: the possessive says no more than the subject.
        arguments.args.retain(|a| tree.word(a.word).upos != Upos::Det);
    }
    arguments
}

/// The genitive preposition stands for whatever a bare modifier is (an adjective of nationality, a compound, a possessive).
fn genitive(grammar: &Grammar) -> Argument {
    Argument::Preposition(grammar.possession.clone())
}

/// An event noun and what it is read with.
struct Noun<'s, 'a> {
    story: &'s Story<'a>,
    sentence: usize,
    tree: &'s Tree<'a>,
    word: usize,
    grammar: &'s Grammar,
    light: &'s LightVerbs,
}

impl Noun<'_, '_> {
    fn complements(&self, arguments: &mut Arguments) {
        let tree = self.tree;
        for kid in tree.kids(self.word) {
            let word = tree.word(kid);
            if word.deprel == "nmod:poss" || (word.upos == Upos::Det && word.feature("Poss") == Some("Yes")) {
                arguments.add(genitive(self.grammar), kid);
            } else if self.story.is_date(self.sentence, kid)
                || self.grammar.measure_nouns.contains(tree.lemma(kid))
            {
                // `l'arrestation, jeudi à l'aube, de l'imam`
                for below in tree.kids(kid).filter(|b| *b > kid && !self.story.is_date(self.sentence, *b)) {
                    if let Some(case) = tree.case(below).filter(|_| tree.word(below).is("nmod")) {
                        arguments.add(Argument::Preposition(case.into()), below);
                    }
                }
            } else if word.is("nmod") || word.is("obl") {
                // `les attaques à la voiture piégée lancées par X`: the participle is the event's.
                for participle in tree.kids_by(kid, "acl") {
                    let agrees =
                        tree.word(participle).feature("Number") == tree.word(self.word).feature("Number");
                    if agrees && phrase_of(tree, participle, &self.light.active) {
                        self.participle(participle, arguments);
                    }
                }
                // `une attaque d'une rare violence qui a coûté la vie à …`
                for clause in tree.kids_by(kid, "acl").filter(|c| phrase_of(tree, *c, &self.light.toll)) {
                    let relative = tree.kid_by(clause, "nsubj").filter(|s| *s < clause);
                    if let Some(relative) =
                        relative.filter(|s| self.grammar.relatives.contains(tree.lemma(*s)))
                    {
                        self.happens(relative, clause, arguments);
                    }
                }
                match tree.case(kid) {
                    Some(case) if self.grammar.agent.contains(case) => arguments.add(Argument::Subject, kid),
                    Some(case) => arguments.add(Argument::Preposition(case.into()), kid),
                    None => arguments.add(genitive(self.grammar), kid),
                }
            } else if word.is("amod") || word.is("compound") {
                arguments.add(genitive(self.grammar), kid);
            } else if word.is("acl") {
                self.participle(kid, arguments);
                // `une attaque qui a coûté la vie à 49 soldats`
                let relative = tree.kid_by(kid, "nsubj").filter(|s| *s < kid);
                let is_itself = |s: &usize| self.grammar.relatives.contains(tree.lemma(*s));
                if let Some(relative) = relative.filter(is_itself).filter(|_| tree.is_finite(kid)) {
                    self.happens(relative, kid, arguments);
                }
            }
        }
    }

    /// `L'arrestation, jeudi près de X, de Y`: a genitive after what stands between commas is the noun's.
    fn after_aside(&self, arguments: &mut Arguments) {
        let tree = self.tree;
        let is_comma = |w: usize| tree.len() > w && tree.word(w).form == ",";
        if !is_comma(self.word + 1) || arguments.args.iter().any(|a| a.word > self.word) {
            return;
        }
        let close = (self.word + 2..self.word + 2 + ASIDE).find(|w| is_comma(*w));
        let opener = close.map(|c| c + 1).filter(|w| *w < tree.len() && tree.word(*w).is("case"));
        let Some(opener) = opener.filter(|w| self.grammar.genitive.contains(tree.lemma(*w))) else { return };
        let is_dated = (self.word + 2..opener).any(|w| self.story.is_date(self.sentence, w));
        if let Some(noun) = tree.head(opener).filter(|n| is_dated && *n > opener) {
            arguments.add(genitive(self.grammar), noun);
        }
    }

    /// `trois jours de combats entre l'armée et les rebelles`, `une série de raids contre la ville`: what an annotator hangs on the measure
    /// is the noun's.
    fn measured(&self, arguments: &mut Arguments) {
        let tree = self.tree;
        let Some(measure) = tree.head(self.word).filter(|_| tree.word(self.word).is("nmod")) else { return };
        let is_measure = self.story.is_date(self.sentence, measure)
            || self.grammar.quantity_nouns.contains(tree.lemma(measure))
            || self.grammar.measure_nouns.contains(tree.lemma(measure));
        if !is_measure {
            return;
        }
        for kid in tree.kids_by(measure, "nmod").filter(|k| *k > self.word) {
            if let Some(case) = tree.case(kid).filter(|c| !self.grammar.genitive.contains(*c)) {
                let is_agent = self.grammar.agent.contains(case);
                let function = if is_agent { Argument::Subject } else { Argument::Preposition(case.into()) };
                arguments.add(function, kid);
            }
        }
    }

    /// `l'offensive menée par l'armée contre la ville`: the complements of a light participle are the noun's.
    fn participle(&self, verb: usize, arguments: &mut Arguments) {
        let tree = self.tree;
        let is_light = phrase_of(tree, verb, &self.light.active) || phrase_of(tree, verb, &self.light.occur);
        let has_agent =
            tree.kids_by(verb, "obl").any(|k| tree.case(k).is_some_and(|c| self.grammar.agent.contains(c)));
        let is_relative = tree.kid_by(verb, "nsubj").is_some_and(|s| s != self.word);
        // `une attaque repoussée par l'armée`: by whom another act is done.
        let lexicon = &self.story.book().lexicon;
        let is_other_act = !phrase_of(tree, verb, &self.light.claims)
            && lexicon.verbs(tree.lemma(verb)).iter().any(|e| e.others.is_empty());
        if tree.is_participle(verb) && phrase_of(tree, verb, &self.light.blamed) {
            self.blamed(verb, arguments);
        } else if is_light || (has_agent && !is_relative && !is_other_act && tree.is_participle(verb)) {
            self.adopt(self.word, verb, arguments);
        }
    }

    /// The complements of the verb that carries the noun are the noun's.
    fn adopt(&self, top: usize, verb: usize, arguments: &mut Arguments) {
        let is_passive = is_passive(self.tree, verb, self.grammar);
        let mut of_verb = Arguments { is_passive, ..Arguments::default() };
        complements(self.story, self.sentence, verb, &mut of_verb);
        agent_after(self.story, self.sentence, verb, &mut of_verb);
        for arg in of_verb.args {
            if arg.word != top && arg.function != Argument::Object {
                arguments.add(arg.function, arg.word);
            }
        }
    }

    /// What the verb above the noun says of it.
    fn carried(&self, arguments: &mut Arguments) {
        let (tree, light) = (self.tree, self.light);
        let top = carried_top(tree, self.word, self.grammar);
        let Some((verb, is_after_date)) = self.verb_above(top) else { return };
        let word = tree.word(top);
        let passive = is_passive(tree, verb, self.grammar);
        let is_theme = word.is("obj") || (word.is("nsubj") && passive) || is_after_date;
        let is_agent = passive && tree.case(top).is_some_and(|c| self.grammar.agent.contains(c));
        // `a été visé par des raids`, `délogée par une contre-attaque`
        if is_agent && !is_after_date {
            if arguments.object().is_none()
                && let Some(subject) = grammatical_subject(tree, verb, self.grammar)
            {
                arguments.add(Argument::Object, subject);
            }
            return;
        }
        let is_complement = word.is("obl") && tree.case(top).is_some();
        if (is_theme || is_complement) && phrase_of(tree, verb, &light.undergo) {
            if let Some(subject) = logical_subject(tree, verb, passive, self.grammar) {
                arguments.add(Argument::Object, subject);
            }
        } else if (is_theme || (is_complement && !tree.has(verb, "obj")))
            && phrase_of(tree, verb, &light.active)
        {
            if let Some(subject) = logical_subject(tree, verb, passive, self.grammar) {
                arguments.add(Argument::Subject, subject);
            }
        } else if is_theme && arguments.subject().is_none() && self.answers_for(verb) {
            if let Some(subject) = logical_subject(tree, verb, passive, self.grammar) {
                arguments.add(Argument::Subject, subject);
            }
            return;
        } else if is_theme && arguments.subject().is_none() && phrase_of(tree, verb, &light.blamed) {
            self.blamed(verb, arguments);
            return;
        } else if is_complement && !passive && arguments.subject().is_none() && self.is_means(top) {
            // `ont répliqué par des tirs`
            if let Some(subject) = grammatical_subject(tree, verb, self.grammar) {
                arguments.add(Argument::Subject, subject);
            }
            return;
        } else if word.is("obl") && arguments.subject().is_none() && self.is_charge(top, verb) {
            // `poursuivis pour la répression d'une manifestation`
            let accused = if passive {
                grammatical_subject(tree, verb, self.grammar)
            } else {
                tree.kid_by(verb, "obj")
            };
            if let Some(accused) = accused {
                arguments.add(Argument::Subject, accused);
            }
            return;
        } else if is_theme && phrase_of(tree, verb, &light.announces) {
            arguments.announcer = logical_subject(tree, verb, passive, self.grammar);
            return;
        } else if word.is("nsubj") && !passive {
            arguments.carrier = Some(verb);
            self.happens(top, verb, arguments);
            return;
        } else {
            return;
        }
        arguments.carrier = Some(verb);
        self.adopt(top, verb, arguments);
    }

    /// Whether the noun is what the object of the verb is accused of, tried or jailed for.
    fn is_charge(&self, noun: usize, verb: usize) -> bool {
        let tree = self.tree;
        let lexicon = &self.story.book().lexicon;
        let charges = |action: &str| {
            let action = self.story.codebook.action(action);
            action.is_some_and(|a| {
                a.is_type("ACCUSE") || a.modes.iter().any(|m| m == "convict" || m == "arrest")
            })
        };
        let is_charging =
            lexicon.verbs(tree.lemma(verb)).iter().any(|e| charges(&lexicon.sense(e.sense).action));
        is_charging && tree.case(noun).is_some_and(|c| self.grammar.charges.contains(c))
    }

    fn is_means(&self, noun: usize) -> bool {
        self.tree.case(noun).is_some_and(|c| self.grammar.means.contains(c))
    }

    /// `une attaque imputée à X`: who is said to have done it.
    fn blamed(&self, verb: usize, arguments: &mut Arguments) {
        let tree = self.tree;
        let on_whom = |k: &usize| {
            let word = tree.word(*k);
            (word.is("obl") || word.is("nmod"))
                && *k != self.word
                && tree.case(*k).is_some_and(|c| self.grammar.addressee.contains(c))
        };
        if let Some(blamed) = tree.kids(verb).find(on_whom) {
            arguments.add(Argument::Subject, blamed);
        }
    }

    /// `72 morts parmi les civils`, `la mort de dix soldats`: of whom the toll is.
    fn victims(&self, toll: usize, arguments: &mut Arguments) {
        let (tree, grammar) = (self.tree, self.grammar);
        for counted in std::iter::once(toll).chain(tree.kids_by(toll, "nmod")) {
            if !crate::counts::is_toll_noun(self.story, self.sentence, counted) {
                continue;
            }
            let of_whom = |k: &usize| {
                tree.case(*k).is_some_and(|c| grammar.among.contains(c) || grammar.genitive.contains(c))
            };
            for victim in tree.kids_by(counted, "nmod").filter(of_whom) {
                arguments.add(Argument::Object, victim);
            }
        }
    }

    /// The verb that the noun depends on, and whether only a date stands between them (`essuient depuis lundi des tirs`), on which the
    /// annotator hangs the noun with *des* for a preposition.
    fn verb_above(&self, top: usize) -> Option<(usize, bool)> {
        let tree = self.tree;
        let is_verb = |w: &usize| matches!(tree.word(*w).upos, Upos::Verb | Upos::Aux);
        let head = tree.head(top)?;
        if is_verb(&head) {
            return Some((head, false));
        }
        let is_object =
            tree.word(top).is("nmod") && head < top && (tree.case(top).is_none() || is_contracted(tree, top));
        let verb = tree.head(head).filter(is_verb).filter(|v| *v < head)?;
        (self.story.is_date(self.sentence, head) && is_object && !tree.has(verb, "obj"))
            .then_some((verb, true))
    }

    /// Whether the subject of the verb is who did what its object names: claims, denials, plans.
    fn answers_for(&self, verb: usize) -> bool {
        let cues = self.story.cues();
        phrase_of(self.tree, verb, &self.light.claims)
            || phrase_of(self.tree, verb, &self.light.plans)
            || phrase_of(self.tree, verb, &cues.attribution.deny)
    }

    /// `des combats ont éclaté à Alep`, `les combats opposent A à B`, `l'attaque a fait trois morts`.
    fn happens(&self, top: usize, verb: usize, arguments: &mut Arguments) {
        let (tree, light) = (self.tree, self.light);
        if phrase_of(tree, verb, &light.opposes) {
            let is_marked = |k: usize| {
                let facing = |c: &str| self.grammar.addressee.contains(c) || self.grammar.against.contains(c);
                tree.case(k).is_some_and(facing)
            };
            let is_side = |k: &usize| {
                let word = tree.word(*k);
                // After a date, the annotator takes the object for a second subject.
                *k != top && (word.is("obj") || (word.is("nsubj") && *k > verb) || is_marked(*k))
            };
            for side in tree.kids(verb).filter(is_side) {
                arguments.add(Argument::Subject, side);
                for other in tree.conjuncts(side).into_iter().flat_map(|s| tree.kids_by(s, "nmod")) {
                    if is_marked(other) && other > side {
                        arguments.add(Argument::Subject, other);
                    }
                }
            }
        } else if phrase_of(tree, verb, &light.toll) {
            for hit in tree.kids_by(verb, "obj") {
                arguments.add(Argument::Object, hit);
                self.victims(hit, arguments);
            }
            // `a coûté la vie à 49 soldats`
            for victim in tree.kids(verb).filter(|k| tree.word(*k).is("obl") || tree.word(*k).is("iobj")) {
                if tree.case(victim).is_some_and(|c| *c == self.grammar.indirect_object) {
                    arguments.add(Argument::Object, victim);
                }
            }
        } else if phrase_of(tree, verb, &light.occur) {
            // `un bombardement a touché l'hôpital`
            for hit in tree.kids_by(verb, "obj").filter(|h| tree.word(*h).upos != Upos::Verb) {
                arguments.add(Argument::Object, hit);
            }
        } else {
            return;
        }
        self.adopt(top, verb, arguments);
    }
}

/// `une série de frappes`, `la poursuite de l'offensive`, `une dizaine d'arrestations`: the noun that stands in the clause for the event
/// noun.
fn carried_top(tree: &Tree<'_>, noun: usize, grammar: &Grammar) -> usize {
    let mut top = if tree.head(noun).is_some_and(|h| tree.word(h).upos == Upos::Verb) {
        noun
    } else {
        tree.first_conjunct(noun)
    };
    while let Some(measure) = tree.head(top).filter(|h| *h < top && tree.word(top).is("nmod")) {
        let is_genitive = tree.case(top).is_some_and(|c| grammar.genitive.contains(c));
        let lemma = tree.lemma(measure);
        let is_measure = grammar.quantity_nouns.contains(lemma) || grammar.measure_nouns.contains(lemma);
        if !is_genitive || !is_measure {
            break;
        }
        top = measure;
    }
    top
}

fn logical_subject(tree: &Tree<'_>, verb: usize, passive: bool, grammar: &Grammar) -> Option<usize> {
    if passive {
        tree.kids_by(verb, "obl").find(|k| {
            tree.word(*k).deprel == "obl:agent" || tree.case(*k).is_some_and(|c| grammar.agent.contains(c))
        })
    } else {
        grammatical_subject(tree, verb, grammar)
    }
}

/// Whether the verb, with the words that hang on it, is one of the expressions.
pub(crate) fn phrase_of(tree: &Tree<'_>, verb: usize, set: &PhraseSet) -> bool {
    set.starting_with(tree.lemma(verb)).iter().any(|rest| {
        rest.iter().all(|r| {
            tree.kids(verb)
                .flat_map(|k| std::iter::once(k).chain(tree.kids(k)))
                .any(|k| tree.lemma(k) == r || tree.word(k).form == *r)
        })
    })
}
