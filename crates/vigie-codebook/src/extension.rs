//! A user's own codebook: one TOML file that is laid over the built-in one. docs/your-own-codebook.md teaches its form.

use crate::{
    AcledRule, Action, Codebook, ContextRule, Error, ErrorKind, Role,
    actions::{Amendment, STATE},
    crosswalk::ListOf,
    files,
    lexicon::{Lexicon, Part, RawSense},
    vocabulary::Vocabulary,
};
use rustc_hash::FxHashSet;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use smol_str::SmolStr;
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};
use toml::Spanned;
use unicode_normalization::UnicodeNormalization;
use vigie_text::Language;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    action: Vec<Spanned<Amendment>>,
    #[serde(default)]
    remove: Vec<Spanned<Removal>>,
    #[serde(default)]
    sense: Vec<Spanned<RawSense>>,
    #[serde(default)]
    acled: Vec<Spanned<AcledRule>>,
    #[serde(default)]
    context: Vec<Spanned<ContextRule>>,
}

/// Entries to be taken out: those that fit all that is said.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Removal {
    language: Option<SmolStr>,
    action: Option<SmolStr>,
    #[serde(default)]
    verbs: Vec<SmolStr>,
    #[serde(default)]
    nouns: Vec<SmolStr>,
}

/// No expression of news has more words; what has is a sentence put in by mistake.
const MOST_WORDS: usize = 8;

/// More own codebooks than anyone lays over one another.
const MOST_LAYERS: u8 = 100;

/// Lays the file over the codebook.
pub(crate) fn lay_over(book: &mut Codebook, name: &str, text: &str) -> Result<(), Error> {
    let words = normal(text);
    let file: File = files::parse(name, &words)?;
    if book.layers == MOST_LAYERS {
        let kind = ErrorKind::Wrong(format!("more than {MOST_LAYERS} codebooks are given"));
        return Err(Error { file: name.to_owned(), line: None, kind });
    }
    book.layers += 1;
    let breaks = words.match_indices('\n').map(|(at, _)| at).collect();
    let own = Own { name, text: &words, breaks, layer: book.layers, vocabulary: Vocabulary::shipped()? };
    own.actions(book, file.action)?;
    own.removals(book, &file.remove)?;
    own.senses(book, file.sense)?;
    own.rules(book, file.acled, file.context)?;
    book.edition.push_str(&edition_mark(name, text.as_bytes()));
    Ok(())
}

/// The text as the lexicon is written: composed letters, straight apostrophes. Lines stay.
fn normal(text: &str) -> String {
    text.strip_prefix('\u{feff}').unwrap_or(text).nfc().map(|c| if c == '’' { '\'' } else { c }).collect()
}

/// The name of the file, without folder and ending, as records carry it.
fn stem(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let plain = |c: &char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let stem: String = stem.chars().filter(plain).take(40).collect();
    if stem.is_empty() { "codebook".to_owned() } else { stem }
}

/// How an edition names what a user lays over what is built in: `+`, the file's name without folder and ending, and the first eight
/// hexadecimal digits of its content's SHA-256.
#[must_use]
pub fn edition_mark(file: &str, content: &[u8]) -> String {
    let hash = Sha256::digest(content);
    format!("+{}-{:08x}", stem(file), u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]]))
}

/// One such file, while it is checked.
struct Own<'a> {
    name: &'a str,
    text: &'a str,
    /// Where its lines end.
    breaks: Vec<usize>,
    layer: u8,
    vocabulary: Vocabulary,
}

/// Whether a list of words is what it should be, else the word that is not.
type Checked = Result<(), (String, ErrorKind)>;

fn each<'a>(
    field: &'static str,
    words: impl IntoIterator<Item = &'a SmolStr>,
    known: &[&str],
) -> Result<(), (String, ErrorKind)> {
    match words.into_iter().find(|w| !known.contains(&w.as_str())) {
        Some(word) => Err((word.to_string(), ErrorKind::unknown(field, word, known.iter().copied()))),
        None => Ok(()),
    }
}

fn wrong(word: &str, what: String) -> (String, ErrorKind) {
    (word.to_owned(), ErrorKind::Wrong(what))
}

impl Own<'_> {
    /// The line of a byte, from 1.
    fn line(&self, byte: usize) -> usize {
        self.breaks.partition_point(|at| *at < byte) + 1
    }

    /// An error at the line of a word of the block, or at the block's own where the word is not found.
    fn error(&self, block: &Range<usize>, (word, kind): (String, ErrorKind)) -> Error {
        let rest = self.text.get(block.start..).unwrap_or_default();
        let next = rest.get(1..).and_then(|r| r.find("\n[[")).map_or(rest.len(), |at| at + 1);
        let written = [format!("\"{word}\""), format!("'{word}'"), word];
        let at = written.iter().filter(|w| !w.is_empty()).find_map(|w| rest[..next].find(w.as_str()));
        let line = self.line(block.start + at.unwrap_or(0));
        Error { file: self.name.to_owned(), line: Some(line), kind }
    }

    fn actions(&self, book: &mut Codebook, actions: Vec<Spanned<Amendment>>) -> Result<(), Error> {
        let mut lines: BTreeMap<SmolStr, usize> = BTreeMap::new();
        for action in actions {
            let block = action.span();
            let amendment = action.into_inner();
            let id = amendment.id.clone();
            if let Some(first) = lines.insert(id.clone(), self.line(block.start)) {
                let what = format!("action `{id}` stands twice, first in line {first}");
                return Err(self.error(&block, wrong(&id, what)));
            }
            let action = self.action(book, amendment).map_err(|e| self.error(&block, e))?;
            book.actions.insert(id, action);
        }
        Ok(())
    }

    fn action(&self, book: &Codebook, amendment: Amendment) -> Result<Action, (String, ErrorKind)> {
        let id = amendment.id.clone();
        let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if id.is_empty() || !id.chars().all(is_plain) {
            let what =
                format!("`{id}` is no action id: write small letters, digits and hyphens (attack-school)");
            return Err(wrong(&id, what));
        }
        let before = book.actions.get(&id);
        let types: Vec<&str> = self.vocabulary.types.keys().map(SmolStr::as_str).chain([STATE]).collect();
        if before.is_none() && amendment.event_type.is_none() {
            let what = format!(
                "action `{id}` is new and needs a `type`, the PLOVER type that comes nearest: {}",
                types.join(", ")
            );
            return Err(wrong(&id, what));
        }
        each("PLOVER event type (the action's own name is its id)", &amendment.event_type, &types)?;
        if let Some(cameo) = amendment.cameo.as_ref().filter(|c| !is_cameo(c)) {
            return Err(wrong(cameo, format!("`{cameo}` is no CAMEO code: write two to four digits")));
        }
        let action = amendment.apply(before);
        let event_type = action.event_type.as_deref();
        each("mode of its type", &action.modes, &self.vocabulary.modes(event_type).collect::<Vec<_>>())?;
        let counted: Vec<&str> = self.vocabulary.counted.iter().map(SmolStr::as_str).collect();
        each("word for what is counted", action.counted.iter().chain(&action.counted_actor), &counted)?;
        each("kind of weapon", &action.weapon, &book.weapon_kinds())?;
        Ok(action)
    }

    fn removals(&self, book: &mut Codebook, removals: &[Spanned<Removal>]) -> Result<(), Error> {
        removals.iter().try_for_each(|removal| {
            Self::removal(book, removal.get_ref()).map_err(|e| self.error(&removal.span(), e))
        })
    }

    fn removal(book: &mut Codebook, removal: &Removal) -> Checked {
        let Removal { language, action, verbs, nouns } = removal;
        each("action", action, &book.action_ids())?;
        if verbs.is_empty() && nouns.is_empty() {
            let Some(action) = action else {
                return Err(wrong("", "[[remove]] needs `verbs`, `nouns` or `action`".to_owned()));
            };
            let languages = match language {
                Some(language) => vec![known_language(language)?],
                None => Language::ALL.to_vec(),
            };
            for language in languages {
                for part in [Part::Verb, Part::Noun] {
                    book.language_mut(language).lexicon.remove(part, None, Some(action));
                }
            }
            return Ok(());
        }
        let language = needed_language(language.as_ref(), "[[remove]]")?;
        let lexicon = &mut book.language_mut(language).lexicon;
        for (part, words) in [(Part::Verb, verbs), (Part::Noun, nouns)] {
            for entry in words {
                if lexicon.remove(part, Some(entry), action.as_deref()) == 0 {
                    let why = not_there(lexicon, part, entry);
                    let what = format!("nothing to remove: {language} {part} `{entry}` {why}");
                    return Err(wrong(entry, what));
                }
            }
        }
        Ok(())
    }

    fn senses(&self, book: &mut Codebook, senses: Vec<Spanned<RawSense>>) -> Result<(), Error> {
        let known = Known {
            actions: book.action_ids(),
            weapons: book.weapon_kinds(),
            arguments: Language::ALL.map(|l| book.language(l).lexicon.arguments()),
        };
        let check = |s: &Spanned<RawSense>| {
            self.sense(book, &known, s.get_ref()).map_err(|e| self.error(&s.span(), e))
        };
        let languages = senses.iter().map(check).collect::<Result<Vec<_>, _>>()?;
        for (sense, language) in senses.into_iter().zip(languages) {
            let block = sense.span();
            let origin = format!("{}:{}", self.name, self.line(block.start));
            let lexicon = &mut book.language_mut(language).lexicon;
            lexicon
                .add(sense.into_inner(), origin, language, self.layer)
                .map_err(|kind| self.error(&block, (unknown_word(&kind), kind)))?;
        }
        for language in Language::ALL {
            book.language_mut(language).lexicon.sort();
        }
        Ok(())
    }

    fn sense(
        &self,
        book: &Codebook,
        known: &Known<'_>,
        sense: &RawSense,
    ) -> Result<Language, (String, ErrorKind)> {
        let language = needed_language(sense.language.as_ref(), "[[sense]]")?;
        if sense.verbs.is_empty() && sense.nouns.is_empty() {
            return Err(wrong("", "[[sense]] has no words: give `verbs`, `nouns` or both".to_owned()));
        }
        sense.verbs.iter().chain(&sense.nouns).try_for_each(|words| check_entry(words))?;
        each("action", [&sense.action], &known.actions)?;
        let event_type = book.action(&sense.action).and_then(|a| a.event_type.as_deref());
        each("mode of its type", &sense.modes, &self.vocabulary.modes(event_type).collect::<Vec<_>>())?;
        each("kind of weapon", &sense.weapon, &known.weapons)?;
        let is_known = |a: &str| known.arguments[language as usize].contains(a);
        let mut arguments = sense.roles.keys().chain(sense.conditions.keys()).chain(sense.unless.keys());
        arguments.try_for_each(|argument| check_argument(argument, is_known))?;
        let roles = [&Role::NAMES[..], &GRAMMAR].concat();
        match sense.roles.values().find(|r| !roles.contains(&r.as_str()) && !is_known(r)) {
            Some(role) => Err((role.clone(), ErrorKind::unknown("role", role, roles))),
            None => Ok(language),
        }
    }

    fn rules(
        &self,
        book: &mut Codebook,
        acled: Vec<Spanned<AcledRule>>,
        contexts: Vec<Spanned<ContextRule>>,
    ) -> Result<(), Error> {
        for rule in &acled {
            let checked = self.lists(book, rule.get_ref().lists()).and_then(|()| self.acled(rule.get_ref()));
            checked.map_err(|e| self.error(&rule.span(), e))?;
        }
        for rule in &contexts {
            let known: Vec<&str> = self.vocabulary.contexts.iter().map(SmolStr::as_str).collect();
            let checked = self
                .lists(book, rule.get_ref().lists())
                .and_then(|()| each("PLOVER context", [&rule.get_ref().context], &known));
            checked.map_err(|e| self.error(&rule.span(), e))?;
        }
        let inner = |rules: Vec<Spanned<AcledRule>>| rules.into_iter().map(Spanned::into_inner).collect();
        book.crosswalk.extend(inner(acled), contexts.into_iter().map(Spanned::into_inner).collect());
        Ok(())
    }

    fn acled(&self, rule: &AcledRule) -> Checked {
        let types: Vec<&str> = self.vocabulary.acled.keys().map(SmolStr::as_str).collect();
        let (event_type, sub) = (&rule.event_type, &rule.sub_event_type);
        each("ACLED event type", event_type, &types)?;
        let known = event_type.as_ref().and_then(|t| self.vocabulary.acled.get(t)).into_iter().flatten();
        each("sub-event type of its ACLED event type", sub, &known.map(SmolStr::as_str).collect::<Vec<_>>())?;
        if event_type.is_some() != sub.is_some() {
            let what = "an ACLED rule has both `event_type` and `sub_event_type`, or neither".to_owned();
            return Err(wrong("", what));
        }
        Ok(())
    }

    fn lists(&self, book: &Codebook, lists: Vec<(ListOf, &[SmolStr])>) -> Checked {
        fn all(words: &[SmolStr]) -> Vec<&str> {
            words.iter().map(SmolStr::as_str).collect()
        }
        let modes =
            || -> Vec<&str> { self.vocabulary.types.values().flatten().map(SmolStr::as_str).collect() };
        lists.into_iter().filter(|(_, words)| !words.is_empty()).try_for_each(|(of, words)| match of {
            ListOf::Actions => each("action", words, &book.action_ids()),
            ListOf::Types => {
                let types: Vec<&str> = self.vocabulary.types.keys().map(SmolStr::as_str).collect();
                each("PLOVER event type", words, &types)
            }
            ListOf::Modes => each("PLOVER mode", words, &modes()),
            ListOf::Sectors => each("PLOVER sector", words, &all(&self.vocabulary.sectors)),
            ListOf::Weapons => each("kind of weapon", words, &book.weapon_kinds()),
            ListOf::Counted => each("word for what is counted", words, &all(&self.vocabulary.counted)),
        })
    }
}

/// Why an entry could not be taken out: it means other actions, or is not there at all.
fn not_there(lexicon: &Lexicon, part: Part, entry: &str) -> String {
    let headings = lexicon.headings();
    let entries = || headings.iter().filter(|h| h.part == part).flat_map(|h| h.entries);
    let meant = entries().filter(|e| e.text == entry).map(|e| lexicon.sense(e.sense).action.as_str());
    let meant: BTreeSet<&str> = meant.collect();
    if !meant.is_empty() {
        return format!("means {}", meant.into_iter().collect::<Vec<_>>().join(", "));
    }
    match crate::nearest(entry, &entries().map(|e| e.text.as_str()).collect::<Vec<_>>()) {
        Some(near) => format!("is not there; did you mean `{near}`?"),
        None => "is not there".to_owned(),
    }
}

/// What senses may speak of.
struct Known<'a> {
    actions: Vec<&'a str>,
    weapons: Vec<&'a str>,
    /// In the order of [`Language::ALL`].
    arguments: [FxHashSet<&'a str>; 2],
}

fn check_entry(words: &str) -> Checked {
    let has_lemma = words.strip_prefix("s'").unwrap_or(words).contains(char::is_alphanumeric);
    if has_lemma && words.split_whitespace().count() <= MOST_WORDS && words.trim() == words {
        return Ok(());
    }
    Err(wrong(words, format!("`{words}` is no entry: write one to {MOST_WORDS} lemmas with a space between")))
}

/// Arguments that are no preposition.
const GRAMMAR: [&str; 3] = ["subject", "object", "clause"];

/// Any preposition may be an argument, so only what is spelt almost like another argument is a mistake.
fn check_argument(argument: &str, is_known: impl Fn(&str) -> bool) -> Checked {
    if GRAMMAR.contains(&argument) || is_known(argument) || crate::nearest(argument, &GRAMMAR).is_none() {
        return Ok(());
    }
    Err((argument.to_owned(), ErrorKind::unknown("argument", argument, GRAMMAR)))
}

fn is_cameo(code: &str) -> bool {
    (2..=4).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_digit())
}

fn known_language(code: &SmolStr) -> Result<Language, (String, ErrorKind)> {
    let codes = Language::ALL.map(Language::code);
    each("language", [code], &codes)?;
    code.parse().map_err(|what| wrong(code, what))
}

fn needed_language(code: Option<&SmolStr>, block: &str) -> Result<Language, (String, ErrorKind)> {
    let missing = || wrong("", format!("{block} needs `language = \"fr\"` or `language = \"en\"`"));
    known_language(code.ok_or_else(missing)?)
}

fn unknown_word(kind: &ErrorKind) -> String {
    match kind {
        ErrorKind::UnknownWord { word, .. } => word.clone(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Class;

    const SCHOOLS: &str = r#"
[[action]]
id = "attack-school"
type = "ASSAULT"
modes = ["destroy"]

[[remove]]
language = "fr"
verbs = ["incendier"]

[[sense]]
language = "fr"
action = "attack-school"
verbs = ["attaquer", "s’en prendre"]
where = { object = ["building"] }

[[acled]]
actions = ["attack-school"]
event_type = "Violence against civilians"
sub_event_type = "Attack"

[[context]]
context = "human_rights"
actions = ["attack-school"]
"#;

    fn extended(text: &str) -> Result<Codebook, String> {
        Codebook::shipped().unwrap().extended("my.toml", text).map_err(|e| e.to_string())
    }

    fn told(text: &str) -> String {
        extended(text).map_or_else(|e| e, |_| "no error".to_owned())
    }

    #[test]
    fn a_users_senses_are_tried_before_all_others() {
        let book = extended(SCHOOLS).unwrap();
        let lexicon = &book.language(Language::Fr).lexicon;
        let first = &lexicon.verbs("attaquer")[0];
        let sense = lexicon.sense(first.sense);
        assert_eq!((sense.action.as_str(), sense.origin.as_str()), ("attack-school", "my.toml:11"));
        assert_eq!(sense.conditions[0].1, [Class::Building]);
        assert!(lexicon.verbs("attaquer").len() > 1, "the built-in ones follow");
        assert!(lexicon.verbs("en").iter().any(|e| e.is_pronominal), "a curly apostrophe is a straight one");
        assert!(lexicon.verbs("incendier").iter().all(|e| e.text != "incendier"), "what is removed is gone");
        assert_eq!(book.action("attack-school").unwrap().modes, ["destroy"]);
    }

    #[test]
    fn only_what_is_said_of_a_known_action_changes() {
        let before = Codebook::shipped().unwrap().action("kill").unwrap().clone();
        let book = extended("[[action]]\nid = \"kill\"\ncameo = \"186\"\n").unwrap();
        let after = book.action("kill").unwrap();
        assert_eq!(after.cameo.as_deref(), Some("186"));
        assert_eq!((&after.event_type, &after.counted), (&before.event_type, &before.counted));
    }

    #[test]
    fn the_edition_names_each_own_codebook_by_its_content() {
        let shipped = Codebook::shipped().unwrap().edition().to_owned();
        let one = extended("").unwrap();
        let other = extended("# another\n").unwrap();
        assert!(one.edition().starts_with(&format!("{shipped}+my-")), "{}", one.edition());
        assert_ne!(one.edition(), other.edition());
        let both = one.extended("folder/b c.toml", "").unwrap();
        assert!(both.edition().contains("+bc-"), "{}", both.edition());
    }

    #[test]
    fn an_acled_rule_without_a_number_leaves_what_has_not_happened_alone() {
        let book = extended(SCHOOLS).unwrap();
        let rules = book.crosswalk.acled_rules();
        let own = rules.iter().position(|r| r.names("attack-school")).unwrap();
        assert!(rules[..own].iter().all(|r| r.rule < 10 && r.event_type.is_none()));
        assert!(rules[own + 1].rule >= 10);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line_and_what_was_expected() {
        let sense = |line: &str| {
            format!("[[sense]]\nlanguage = \"fr\"\naction = \"kill\"\nverbs = [\"a\"]\n{line}\n")
        };
        let cases = [
            ("[[sense]\n".to_owned(), "my.toml: line 1: "),
            ("[[sens]]\n".to_owned(), "my.toml: line 1: unknown field `sens`"),
            (sense("verb = [\"b\"]"), "did you mean `verbs`?"),
            (sense("nouns = \"b\""), "my.toml: line 5: invalid type: string"),
            (
                sense("where = { objet = [\"place\"] }"),
                "line 5: `objet` is no argument; did you mean `object`?",
            ),
            (sense("where = { object = [\"plase\"] }"), "line 5: `plase` is no class; did you mean `place`?"),
            (
                sense("roles = { object = \"recipent\" }"),
                "line 5: `recipent` is no role; did you mean `recipient`?",
            ),
            (sense("modes = [\"seize\"]"), "line 5: `seize` is no mode of its type"),
            (sense("weapon = \"dron\""), "line 5: `dron` is no kind of weapon; did you mean `drone`?"),
            (sense("territory = \"won\""), "line 5: unknown variant `won`"),
            (sense("nouns = [\" \"]"), "line 5: ` ` is no entry"),
            ("[[sense]]\naction = \"kill\"\nverbs = [\"a\"]".to_owned(), "line 1: [[sense]] needs `language"),
            (
                "\n[[sense]]\nlanguage = \"fr\"\naction = \"kil\"\nverbs = [\"a\"]".to_owned(),
                "line 4: `kil` is no action; did you mean `kill`?",
            ),
            (
                "[[sense]]\nlanguage = \"de\"\naction = \"kill\"\nverbs = [\"a\"]".to_owned(),
                "line 2: `de` is no language",
            ),
            ("[[sense]]\nlanguage = \"fr\"\naction = \"kill\"".to_owned(), "line 1: [[sense]] has no words"),
            ("[[action]]\nid = \"x\"".to_owned(), "line 2: action `x` is new and needs a `type`"),
            (
                "[[action]]\nid = \"x\"\ntype = \"SCHOOL\"".to_owned(),
                "line 3: `SCHOOL` is no PLOVER event type",
            ),
            ("[[action]]\nid = \"École\"\ntype = \"AID\"".to_owned(), "line 2: `École` is no action id"),
            (
                "[[action]]\nid = \"x\"\ntype = \"AID\"\n[[action]]\nid = \"x\"".to_owned(),
                "line 5: action `x` stands twice, first in line 1",
            ),
            (
                "[[action]]\nid = \"x\"\ntype = \"AID\"\ncameo = \"7x\"".to_owned(),
                "line 4: `7x` is no CAMEO code",
            ),
            (
                "[[remove]]\nlanguage = \"fr\"\nverbs = [\"tuerr\"]".to_owned(),
                "line 3: nothing to remove: fr verb `tuerr` is not there; did you mean `tuer`?",
            ),
            (
                "[[remove]]\nlanguage = \"fr\"\naction = \"meet\"\nverbs = [\"tuer\"]".to_owned(),
                "line 4: nothing to remove: fr verb `tuer` means kill",
            ),
            ("[[remove]]\nlanguage = \"fr\"".to_owned(), "line 1: [[remove]] needs"),
            (
                "[[acled]]\nevent_type = \"Batles\"".to_owned(),
                "line 2: `Batles` is no ACLED event type; did you mean `Battles`?",
            ),
            ("[[acled]]\nactions = [\"none-such-act\"]".to_owned(), "line 2: `none-such-act` is no action"),
            ("[[context]]\ncontext = \"education\"".to_owned(), "line 2: `education` is no PLOVER context"),
        ];
        for (text, expected) in cases {
            let told = told(&text);
            assert!(told.contains(expected), "{text}\ngives: {told}\nnot: {expected}");
            assert!(told.starts_with("my.toml: ") && !told.contains('\n'), "{told}");
        }
    }

    #[test]
    fn an_entry_may_be_taken_out_of_one_action_or_an_action_of_all_its_words() {
        let book = extended("[[remove]]\naction = \"meet\"\n").unwrap();
        for language in Language::ALL {
            let lexicon = &book.language(language).lexicon;
            let headings = lexicon.headings();
            let entries = headings.iter().flat_map(|h| h.entries);
            assert!(entries.into_iter().all(|e| lexicon.sense(e.sense).action != "meet"));
        }
    }
}
