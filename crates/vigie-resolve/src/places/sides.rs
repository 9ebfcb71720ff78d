//! Names that are a unit or a region only by what stands beside them: sides of a country, and rivers.

use super::{
    candidate::{Candidate, bare, candidate},
    cues::{Cues, Noun},
    tokens::{Token, is_shouted},
};
use crate::{
    fold::fold_into,
    gazetteer::{Gazetteer, Kind},
};

/// A unit named after a side, at the name: `département de l'` + `Ouest`, `Northwest` + `region`, `l'` + `Est` + `(Burkina Faso)`.
pub(super) fn side(
    sentence: usize,
    tokens: &[Token<'_>],
    at: usize,
    cues: &Cues,
    gazetteer: &Gazetteer,
) -> Option<Candidate> {
    let first = &tokens[at];
    if !first.is_capital || first.headline || cues.noun(&first.folded).is_some() {
        return None;
    }
    let mut folded = String::new();
    let mut end = None;
    for (k, token) in tokens[at..].iter().take(4).enumerate() {
        if token.is_stop() || !token.is_capital && !token.folded.is_empty() {
            break;
        }
        fold_into(token.text, &mut folded);
        if !token.folded.is_empty() && cues.names_side(&folded) {
            end = Some(at + k + 1);
        }
    }
    let end = end?;
    let mut folded = String::new();
    for token in &tokens[at..end] {
        fold_into(token.text, &mut folded);
    }
    let mut out = bare(sentence, tokens, at..end, folded, cues);
    let is_unit = |n: Noun| matches!(n, Noun::Admin1 | Noun::Admin2);
    let last = &tokens[end - 1].folded;
    // `Western states`, and `Southern province` at the head of a sentence, name no unit.
    let after = out.noun_after.filter(|(i, n)| {
        is_unit(*n) && !tokens[*i].folded.ends_with('s') && (!first.is_initial || tokens[*i].is_capital)
    });
    let noun = out.approach.noun.filter(|(_, n)| is_unit(*n)).or(after);
    let typed = noun.is_some() || cues.noun(last).is_some_and(is_unit);
    // `À l'Ouest, les milices`: the comma alone puts nothing in a country; the words after it must.
    let opened = tokens.get(end).is_some_and(|t| t.text == "(" || t.text == ",");
    if !typed && (first.is_initial || !opened) {
        return None;
    }
    let short: Vec<&str> = out
        .folded
        .split(' ')
        .filter(|w| !matches!(cues.noun(w), Some(Noun::Admin1 | Noun::Admin2)) && *w != "l")
        .collect();
    let mut names = vec![out.folded.clone()];
    for spelling in cues.spellings_of_side(&short.join(" ")) {
        names.push(spelling.to_owned());
        if let Some((i, _)) = noun {
            names.push(format!("{spelling} {}", tokens[i].folded));
        }
    }
    for name in &names {
        for entry in gazetteer.find_folded(name) {
            if matches!(entry.kind, Kind::Admin1 | Kind::Admin2 | Kind::Region)
                && !out.entries.iter().any(|e| e.row == entry.row)
            {
                out.entries.push(entry);
            }
        }
    }
    out.is_side = true;
    // Without a type word, only what follows can make a name of it.
    out.weight = if typed { 3.0 } else { 1.0 };
    Some(out)
}

/// A river at `at`, and the token after it: a region where the gazetteer has one, else nothing; never a town or a unit.
pub(super) fn river(
    sentence: usize,
    tokens: &[Token<'_>],
    at: usize,
    cues: &Cues,
    gazetteer: &Gazetteer,
) -> Option<(Option<Candidate>, usize)> {
    let is_type = |t: &Token<'_>| cues.river_types.contains(&*t.folded);
    // `the River Jordan` starts at its type word, but `River Nile state` is a unit.
    let name = if tokens[at].is_capital && is_type(&tokens[at]) { at + 1 } else { at };
    let token = tokens.get(name).filter(|t| t.is_capital)?;
    let written = match token.text.split_once(['\'', '’']) {
        Some(("l" | "L" | "d" | "D", rest)) => rest,
        _ => token.text,
    };
    let before = tokens[..name]
        .iter()
        .rev()
        .find(|t| t.is_stop() || cues.piece(&t.folded).is_some_and(|p| !cues.is_of(p)));
    let typed = before.is_some_and(is_type) || tokens.get(name + 1).is_some_and(is_type);
    if !(cues.is_river(written) || typed && cues.is_river_with_type(written)) {
        return None;
    }
    let mut end = name + 1;
    if tokens.get(end).is_some_and(is_type) {
        end += 1;
    }
    // `Nile Valley`, `Tigris Street`, `Jourdain Martin`: a longer name, for others to judge.
    let unit = |t: &Token<'_>| matches!(cues.noun(&t.folded), Some(Noun::Admin1 | Noun::Admin2 | Noun::Site));
    if tokens.get(end).is_some_and(|t| !t.is_stop() && (t.is_capital && !is_shouted(t.text) || unit(t))) {
        return None;
    }
    let mut out = candidate(sentence, tokens, name..name + 1, cues, gazetteer);
    if let Some(country) = cues.unit_spelt_as_river(written).filter(|_| !typed) {
        out.only_in = Some(country.to_owned());
        return Some((Some(out), end));
    }
    out.entries.retain(|e| e.kind == Kind::Region);
    Some(((!out.entries.is_empty()).then_some(out), end))
}

#[cfg(test)]
mod tests {
    use super::Kind;
    use crate::places::{
        testing::{document, read},
        *,
    };

    /// The names and codes of the places resolved.
    fn resolved(language: Language, text: &str) -> Vec<(String, Option<&'static str>)> {
        read(language, text).into_iter().filter_map(|(n, r, _)| r.map(|r| (n, r.country))).collect()
    }

    #[test]
    fn a_bare_direction_is_no_place() {
        for text in [
            "À l'ouest, les milices avancent vers Mossoul.",
            "À l’Est, les milices avancent vers Mossoul.",
            "Au Nord, les milices avancent vers Mossoul.",
            "Ouest : les milices avancent vers Mossoul.",
            "Dans le Centre, les milices avancent vers Mossoul.",
            "Les milices du Sud-Est, selon un témoin, avancent vers Mossoul.",
        ] {
            assert_eq!(resolved(Language::Fr, text), [("Mossoul".to_owned(), Some("IRQ"))], "{text}");
        }
        for text in [
            "In the West, militias move toward Mosul.",
            "South of it, militias move toward Mosul.",
            "Militias of the Midlands move toward Mosul.",
            "Western states watch as militias move toward Mosul.",
        ] {
            assert_eq!(resolved(Language::En, text), [("Mosul".to_owned(), Some("IRQ"))], "{text}");
        }
        let spans = [Span::new(0, 10)];
        let text = "À l'ouest, rien.";
        let got = places_at(text, &document(text), Language::Fr, Gazetteer::shipped().unwrap(), &spans);
        assert!(matches!(got[0].outcome, Outcome::Refused(_)), "{got:?}");
    }

    #[test]
    fn a_direction_with_a_type_word_or_its_country_names_a_unit_of_that_country_only() {
        for (text, country) in [
            ("Des heurts dans le département de l'Ouest, en Haïti.", "HTI"),
            ("Des heurts dans la région de l'Est, au Burkina Faso.", "BFA"),
            ("Des heurts dans la région du Sud-Ouest, au Cameroun.", "CMR"),
            ("Des heurts dans l'Est (Burkina Faso).", "BFA"),
        ] {
            let found = read(Language::Fr, text);
            let unit = found[0].1.as_ref().unwrap_or_else(|| panic!("{text}: {found:?}"));
            assert_eq!((unit.kind, unit.country), (Kind::Admin1, Some(country)), "{text}");
        }
        let found = read(Language::En, "Cameroon sent troops to the Northwest region.");
        assert_eq!(found[1].1.as_ref().unwrap_or_else(|| panic!("{found:?}")).country, Some("CMR"));
        let found = read(Language::En, "Iraq sent troops to the Northwest region.");
        assert!(found[1].1.is_none(), "Iraq has no such unit: {found:?}");
    }

    #[test]
    fn a_direction_with_a_place_says_how_the_story_lies_to_it() {
        for (text, relation, direction) in [
            ("À l'ouest de Mossoul, un convoi a sauté.", Relation::WestOf, Some("W")),
            ("Un convoi a sauté à l'ouest de Mossoul.", Relation::WestOf, Some("W")),
            ("Un convoi a sauté dans l'ouest du Burkina Faso.", Relation::In, Some("W")),
            ("Un convoi a sauté dans l'Ouest du Burkina Faso.", Relation::In, Some("W")),
        ] {
            let found = read(Language::Fr, text);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert_eq!((found[0].2.relation, found[0].2.direction), (relation, direction), "{text}");
        }
    }

    #[test]
    fn a_bare_type_word_is_looked_up_in_the_article_and_not_in_the_gazetteer() {
        for (language, text) in [
            (Language::En, "Work to clear the district is under way."),
            (Language::En, "The Province is calm."),
            (Language::En, "Nobody has left the governorate."),
            (Language::En, "A curfew holds in the Federal district."),
            (Language::Fr, "La province est calme."),
            (Language::Fr, "Le calme règne dans la région et dans le District."),
        ] {
            let found = read(language, text);
            assert!(found.iter().all(|(_, r, _)| r.is_none()), "{text}: {found:?}");
        }
    }

    #[test]
    fn the_district_is_the_last_one_named_and_the_province_that_of_the_last_town() {
        for text in [
            "Soldiers entered Sadr City at dawn.\nGunmen shelled the district.",
            "Soldiers entered Sadr City, in Baghdad.\nGunmen shelled the district.",
        ] {
            let found = read(Language::En, text);
            assert_eq!(found.last().unwrap().1.as_ref().unwrap().name, "Sadr City", "{text}");
        }
        let found = read(Language::En, "Soldiers entered Mosul in Iraq.\nGunmen hold the governorate.");
        let unit = found.last().unwrap().1.as_ref().unwrap();
        assert_eq!((unit.kind, unit.country), (Kind::Admin1, Some("IRQ")));
    }

    #[test]
    fn a_river_is_no_town_and_no_unit() {
        for text in [
            "Un pont sur le Tigre a sauté à Mossoul.",
            "Le Tigre est en crue à Mossoul.",
            "Ils ont atteint l'Euphrate depuis Mossoul.",
            "Le fleuve Niger est en crue, dit-on à Mossoul.",
            "Ils ont longé le Nil, puis gagné Mossoul.",
        ] {
            assert_eq!(resolved(Language::Fr, text), [("Mossoul".to_owned(), Some("IRQ"))], "{text}");
        }
        for text in [
            "A bridge over the Tigris fell in Mosul.",
            "They crossed the Jordan River on the way to Mosul.",
            "They crossed the River Nile on the way to Mosul.",
        ] {
            assert_eq!(resolved(Language::En, text), [("Mosul".to_owned(), Some("IRQ"))], "{text}");
        }
        assert_eq!(resolved(Language::Fr, "Des tirs au Niger.")[0].1, Some("NER"));
        assert_eq!(resolved(Language::Fr, "Des tirs au Tigré, en Éthiopie.")[0].1, Some("ETH"));
        assert_eq!(resolved(Language::Fr, "Des tirs dans le Tigre, en Éthiopie.")[0].1, Some("ETH"));
    }

    #[test]
    fn a_number_at_the_head_of_a_sentence_is_no_place() {
        for number in ["Trente", "Dix", "Cent", "Mille", "Trente-deux"] {
            let text = format!("{number} habitants ont fui Gao.");
            assert_eq!(resolved(Language::Fr, &text), [("Gao".to_owned(), Some("MLI"))], "{text}");
        }
        assert_eq!(resolved(Language::En, "Ninety people fled Gao."), [("Gao".to_owned(), Some("MLI"))]);
        assert_eq!(resolved(Language::Fr, "Un colis a explosé à Trente.")[0].1, Some("ITA"));
    }
}
