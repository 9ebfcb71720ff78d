//! `vigie codebook show`.

use super::number;
use crate::Outcome;
use crate::codebooks::Codebooks;
use crate::messages::complain;
use crate::print::{FAINT, GOOD, Printer, TITLE, WORDS};
use anstyle::Style;
use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use vigie_annotate::{Annotator, Upos};
use vigie_codebook::{
    Action, Argument, Class, Codebook, Entry, Facts, Genitive, Heading, Lexicon, Sense, nearest,
};
use vigie_schema::{Change, Status};
use vigie_text::Language;

/// Show what words mean, or which words mean an action: senses in the order in which they are tried
#[derive(Args)]
pub(crate) struct Arguments {
    /// Lemmas (attaquer, "couper eau", car bomb) or the id of an action (kill)
    #[arg(value_name = "WORDS|ACTION", required = true)]
    words: Vec<String>,
    /// Only this language, fr or en
    #[arg(long, value_name = "LANG", value_parser = crate::commands::language)]
    lang: Option<Language>,
    #[command(flatten)]
    codebooks: Codebooks,
    /// How they are printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading.
    Text,
    /// One JSON object a line, an entry each.
    Jsonl,
}

/// An entry and what it means.
struct Shown<'a> {
    language: Language,
    heading: Heading<'a>,
    entry: &'a Entry,
    sense: &'a Sense,
    action: &'a Action,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let codebook = arguments.codebooks.load()?;
    let asked = arguments.words.join(" ").replace('’', "'");
    let languages = arguments.lang.map_or(Language::ALL.to_vec(), |l| vec![l]);
    let action = codebook.action(&asked);
    let words = by_words(&codebook, &languages, &asked);
    let of_action = action.map(|a| by_action(&codebook, &languages, a)).unwrap_or_default();
    if action.is_none() && words.is_empty() {
        complain(&format!("`{asked}`: no action and no entry{}", hint(&codebook, &languages, &asked)?));
        return Ok(Outcome::SomeFailed);
    }
    let mut printer = Printer::new();
    match arguments.format {
        Format::Text => {
            if let Some(action) = action {
                print_action(&mut printer, &codebook, action, &of_action)?;
            }
            print_words(&mut printer, &codebook, &words)?;
        }
        Format::Jsonl => {
            for shown in of_action.iter().chain(&words) {
                printer.raw(&format!("{}\n", object(shown)))?;
            }
        }
    }
    printer.finish()?;
    Ok(Outcome::Done)
}

/// The entries that hold all these words: those headed by one of them, else those that have them anywhere.
fn by_words<'a>(codebook: &'a Codebook, languages: &[Language], asked: &str) -> Vec<Shown<'a>> {
    let bare = asked.strip_prefix("se ").or_else(|| asked.strip_prefix("s'")).unwrap_or(asked);
    let words: Vec<&str> = bare.split_whitespace().collect();
    let mut found = Vec::new();
    for language in languages {
        let all = entries(codebook, *language);
        let holds = |s: &Shown<'_>| {
            words.iter().all(|w| s.heading.head == *w || s.entry.others.iter().any(|o| o == w))
        };
        let (headed, others): (Vec<_>, Vec<_>) =
            all.into_iter().filter(holds).partition(|s| words.contains(&s.heading.head));
        found.extend(if headed.is_empty() { others } else { headed });
    }
    found
}

fn by_action<'a>(codebook: &'a Codebook, languages: &[Language], action: &Action) -> Vec<Shown<'a>> {
    let all = languages.iter().flat_map(|l| entries(codebook, *l));
    let mut found: Vec<_> = all.filter(|s| s.action.id == action.id).collect();
    found.sort_by_key(|s| (s.language, s.sense.number, s.heading.part));
    found
}

/// Every entry of a language: heads in alphabetical order, the entries of each in the order in which they are tried.
fn entries(codebook: &Codebook, language: Language) -> Vec<Shown<'_>> {
    let lexicon: &Lexicon = &codebook.language(language).lexicon;
    lexicon
        .headings()
        .into_iter()
        .flat_map(|heading| heading.entries.iter().map(move |entry| (heading, entry)))
        .filter_map(|(heading, entry)| {
            let sense = lexicon.sense(entry.sense);
            Some(Shown { language, heading, entry, sense, action: codebook.action(&sense.action)? })
        })
        .collect()
}

/// What was perhaps meant.
fn hint(codebook: &Codebook, languages: &[Language], asked: &str) -> anyhow::Result<String> {
    for language in languages {
        let annotator = Annotator::shipped(*language)?;
        for upos in [Upos::Verb, Upos::Noun] {
            if let Some(lemma) = annotator.known_lemma(asked, upos).filter(|lemma| lemma != asked) {
                return Ok(format!("; it is a form of `{lemma}`, and entries are lemmas"));
            }
        }
    }
    let lexicons = languages.iter().map(|l| &codebook.language(*l).lexicon);
    let headings: Vec<Heading<'_>> = lexicons.flat_map(Lexicon::headings).collect();
    let entries = headings.iter().flat_map(|h| h.entries).map(|e| e.text.as_str());
    let known: Vec<&str> = codebook.action_ids().into_iter().chain(entries).collect();
    Ok(nearest(asked, &known).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default())
}

fn print_action(
    printer: &mut Printer,
    codebook: &Codebook,
    action: &Action,
    entries: &[Shown<'_>],
) -> anyhow::Result<()> {
    printer.styled(&[
        (TITLE, "action "),
        (GOOD, &action.id),
        (TITLE, &format!("  {}", kind(action, None))),
    ])?;
    let some = |name: &str, value: Option<&str>| value.map(|v| format!("{name} {v}"));
    let facts: Vec<String> = [
        some("CAMEO", action.cameo.as_deref()),
        Some(acled(codebook, action, None)),
        some("territory", action.territory.map(Change::code)),
        some("a number of its recipients counts the", action.counted.as_deref()),
        some("a number of its actors counts the", action.counted_actor.as_deref()),
        some("weapon", action.weapon.as_deref()),
        action.is_durative.then(|| "it lasts: told in the present, it is ongoing".to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect();
    facts.iter().try_for_each(|fact| printer.line(&format!("  {fact}")))?;
    printer.line(&format!("  {}", number(entries.len(), "entry")))?;
    for sense in entries.chunk_by(|a, b| (a.language, a.sense.number) == (b.language, b.sense.number)) {
        printer.styled(&[(FAINT, &format!("  {}  ", sense[0].language)), (FAINT, &sense[0].sense.origin)])?;
        for part in sense.chunk_by(|a, b| a.heading.part == b.heading.part) {
            let mut words: Vec<&str> = part.iter().map(|s| s.entry.text.as_str()).collect();
            words.sort_unstable();
            let label = format!("    {}s: ", part[0].heading.part);
            printer.styled(&[(Style::new(), &label), (WORDS, &words.join(", "))])?;
        }
        print_frame(printer, sense[0].sense)?;
    }
    Ok(())
}

fn print_words(printer: &mut Printer, codebook: &Codebook, words: &[Shown<'_>]) -> anyhow::Result<()> {
    let key = |s: &Shown<'_>| (s.language, s.heading.part, s.heading.head.to_owned());
    for same in words.chunk_by(|a, b| key(a) == key(b)) {
        let Heading { head, part, .. } = same[0].heading;
        printer.styled(&[(TITLE, &format!("{} {part} {head}", same[0].language))])?;
        for (n, shown) in same.iter().enumerate() {
            let Shown { entry, sense, action, .. } = shown;
            printer.styled(&[
                (FAINT, &format!("{:>4}  ", n + 1)),
                (WORDS, &entry.text),
                (Style::new(), " → "),
                (GOOD, &sense.action),
                (Style::new(), &format!("  {}", kind(action, Some(sense)))),
                (FAINT, &format!("  {}", sense.origin)),
            ])?;
            // What holds of the whole sense stands once, under its last entry.
            if same.get(n + 1).is_none_or(|next| next.sense.number != sense.number) {
                print_frame(printer, sense)?;
                printer.styled(&[(FAINT, &format!("        {}", acled(codebook, action, Some(sense))))])?;
            }
        }
    }
    Ok(())
}

/// Type and modes.
fn kind(action: &Action, sense: Option<&Sense>) -> String {
    let modes = modes(action, sense);
    let event_type = action.event_type.as_deref().unwrap_or("a state, no event");
    if modes.is_empty() { event_type.to_owned() } else { format!("{event_type}/{}", modes.join("+")) }
}

fn modes(action: &Action, sense: Option<&Sense>) -> Vec<String> {
    let mut modes: Vec<String> = action.modes.iter().map(ToString::to_string).collect();
    for mode in sense.into_iter().flat_map(|s| &s.modes) {
        if !modes.iter().any(|m| m == mode) {
            modes.push(mode.to_string());
        }
    }
    modes
}

/// What ACLED would call the action where no more is known of it than that it happened.
fn acled(codebook: &Codebook, action: &Action, sense: Option<&Sense>) -> String {
    let modes: Vec<_> = modes(action, sense).into_iter().map(Into::into).collect();
    let weapon = sense.and_then(|s| s.weapon.as_ref()).or(action.weapon.as_ref());
    let territory = sense.and_then(|s| s.territory).or(action.territory).unwrap_or(Change::None);
    let facts = Facts {
        action: &action.id,
        event_type: action.event_type.as_deref(),
        modes: &modes,
        weapons: weapon.map(std::slice::from_ref).unwrap_or_default(),
        actors: &[],
        recipients: &[],
        territory,
        status: Status::Actual,
        counted: action.counted.as_slice(),
    };
    match codebook.crosswalk.acled(&facts) {
        Some(rule) => match (&rule.event_type, &rule.sub_event_type) {
            (Some(event_type), Some(sub)) => {
                format!("ACLED, all else unknown: {event_type}, {sub} (rule {})", rule.rule)
            }
            _ => format!("ACLED, all else unknown: none (rule {})", rule.rule),
        },
        None => "ACLED, all else unknown: none".to_owned(),
    }
}

/// Roles and conditions, a line each.
fn print_frame(printer: &mut Printer, sense: &Sense) -> anyhow::Result<()> {
    let classes = |classes: &[Class]| classes.iter().map(|c| c.code()).collect::<Vec<_>>().join(" or ");
    let mut lines: Vec<String> = sense
        .conditions
        .iter()
        .map(|(argument, of)| format!("only where {} is {}", named(argument), classes(of)))
        .collect();
    lines.extend(sense.exclusions.iter().map(|(argument, of)| match of.as_slice() {
        [] => format!("not where there is {}", named(argument)),
        of => format!("not where {} is {}", named(argument), classes(of)),
    }));
    if sense.is_weak {
        lines.push("weak: only where an armed actor, a weapon or other fighting is near".to_owned());
    }
    if !sense.roles.is_empty() {
        let roles =
            sense.roles.iter().map(|(argument, role)| format!("{} is {}", named(argument), role.code()));
        lines.push(format!("roles: {}", roles.collect::<Vec<_>>().join(", ")));
    }
    lines.extend(sense.weapon.as_ref().map(|weapon| format!("weapon: {weapon}")));
    lines.extend(sense.territory.map(|change| format!("territory: {change}")));
    if sense.genitive != Genitive::Any {
        lines.push(format!("after the noun, de/of introduces: {}", sense.genitive.code()));
    }
    lines.iter().try_for_each(|line| printer.line(&format!("        {line}")))?;
    Ok(())
}

fn named(argument: &Argument) -> String {
    match argument {
        Argument::Preposition(preposition) => format!("what follows `{preposition}`"),
        other => format!("the {}", other.code()),
    }
}

fn object(shown: &Shown<'_>) -> Value {
    let Shown { language, heading, entry, sense, action } = shown;
    let lists = |lists: &[(Argument, Vec<Class>)]| -> Value {
        let of = |(a, classes): &(Argument, Vec<Class>)| {
            (a.code().to_owned(), json!(classes.iter().map(|c| c.code()).collect::<Vec<_>>()))
        };
        Value::Object(lists.iter().map(of).collect())
    };
    let roles = sense.roles.iter().map(|(a, r)| (a.code().to_owned(), json!(r.code()))).collect();
    json!({
        "language": language.code(),
        "part": heading.part.to_string(),
        "head": heading.head,
        "entry": entry.text.as_str(),
        "action": action.id.as_str(),
        "type": action.event_type.as_deref(),
        "modes": modes(action, Some(sense)),
        "where": lists(&sense.conditions),
        "unless": lists(&sense.exclusions),
        "roles": Value::Object(roles),
        "weak": sense.is_weak,
        "weapon": sense.weapon.as_deref(),
        "territory": sense.territory.map(Change::code),
        "genitive": sense.genitive.code(),
        "origin": sense.origin.as_str(),
    })
}
