use super::*;
use vigie_annotate::Sentence;

/// A document of sentences written `form/lemma/UPOS/head/relation/features`, heads counted from 1 and 0 for the root; what is
/// left out is the form, a noun, the root and nothing.
fn read(sentences: &[&str]) -> (String, Document) {
    let mut text = String::new();
    let mut document = Document::default();
    for line in sentences {
        let mut words = Vec::new();
        for item in line.split_whitespace() {
            let mut fields = item.split('|');
            let form = fields.next().unwrap();
            let lemma =
                fields.next().filter(|l| !l.is_empty()).map_or_else(|| form.to_owned(), str::to_owned);
            let upos = fields.next().map_or(Upos::Noun, |code| code.parse().unwrap());
            let head = fields.next().and_then(|h| h.parse::<usize>().ok()).and_then(|h| h.checked_sub(1));
            let deprel = fields.next().unwrap_or("dep");
            let feats = fields.next().unwrap_or("");
            let glued = text.ends_with(['\'', '(', '-']) || [",", ".", ")", "'s", "-"].contains(&form);
            if !text.is_empty() && !glued {
                text.push(' ');
            }
            let start = text.len();
            text.push_str(form);
            words.push(Word {
                span: Span::new(start, text.len()),
                form: form.into(),
                lemma: lemma.into(),
                upos,
                feats: feats.into(),
                head,
                deprel: deprel.into(),
                is_doubtful: false,
            });
        }
        let span = words[0].span.cover(words[words.len() - 1].span);
        document.sentences.push(Sentence { span, opens_paragraph: true, words, multiwords: Vec::new() });
    }
    (text, document)
}

/// What the phrase of the last word of that form stands for: its words, name, country and sectors.
fn who(language: Language, countries: &[&str], sentences: &[&str], form: &str) -> Option<(String, String)> {
    let (text, document) = read(sentences);
    let actors = Actors::shipped().unwrap();
    let mut context = Context::new(language);
    context.countries = countries.iter().map(|&c| c.into()).collect();
    let mentions = actors.find(&text, &document, language, &context);
    if countries.is_empty() {
        context.countries = Actors::countries(&mentions);
    }
    let (sentence, head) = document
        .sentences
        .iter()
        .enumerate()
        .rev()
        .find_map(|(s, tree)| Some((s, tree.words.iter().rposition(|w| w.form == form)?)))
        .unwrap();
    let resolved = actors.resolve(&text, &document, sentence, head, &mentions, &context)?;
    let Identity { name, country, sectors, .. } = resolved.identity;
    Some((
        resolved.span.slice(&text).to_owned(),
        format!(
            "{} {} {}",
            name.as_deref().unwrap_or("-"),
            country.as_deref().unwrap_or("-"),
            sectors.join("+")
        ),
    ))
}

fn fr(countries: &[&str], sentences: &[&str], form: &str) -> (String, String) {
    who(Language::Fr, countries, sentences, form).unwrap()
}

fn en(countries: &[&str], sentences: &[&str], form: &str) -> (String, String) {
    who(Language::En, countries, sentences, form).unwrap()
}

fn is(words: &str, identity: &str) -> (String, String) {
    (words.to_owned(), identity.to_owned())
}

fn names(language: Language, countries: &[&str], line: &str) -> Vec<(String, String)> {
    let (text, document) = read(&[line]);
    let mut context = Context::new(language);
    context.countries = countries.iter().map(|&c| c.into()).collect();
    Actors::shipped()
        .unwrap()
        .find(&text, &document, language, &context)
        .into_iter()
        .map(|m| {
            let name = m.identity.name.or(m.identity.country).unwrap_or_default();
            (m.span.slice(&text).to_owned(), name.to_string())
        })
        .collect()
}

#[test]
fn fighters_of_a_named_group_are_the_group() {
    let line = "Les|le|DET combattants|combattant de|de|ADP le|le|DET groupe Etat|état islamique||ADJ";
    assert_eq!(
        fr(&["SYR"], &[line], "combattants"),
        is("combattants de le groupe Etat islamique", "Islamic State - REB")
    );
    let line = "Hamas||PROPN|2|compound fighters|fighter fired||VERB";
    assert_eq!(en(&["PSE"], &[line], "fighters"), is("Hamas fighters", "Hamas PSE REB+PTY"));
}

#[test]
fn who_speaks_for_a_group_stands_for_it() {
    let line = "un|un|DET porte-parole de|de|ADP le|le|DET Hamas||PROPN";
    assert_eq!(fr(&["PSE"], &[line], "porte-parole"), is("porte-parole de le Hamas", "Hamas PSE REB+PTY"));
    let line = "a|a|DET spokesman of|of|ADP the|the|DET Taliban||PROPN";
    assert_eq!(en(&["AFG"], &[line], "spokesman"), is("spokesman of the Taliban", "Taliban AFG REB"));
}

#[test]
fn soldiers_with_a_nationality_are_its_army() {
    assert_eq!(
        fr(&["SYR"], &["des|un|DET soldats|soldat irakiens|irakien|ADJ"], "soldats"),
        is("soldats irakiens", "- IRQ MIL")
    );
    assert_eq!(en(&["SYR"], &["Iraqi||ADJ soldiers|soldier"], "soldiers"), is("Iraqi soldiers", "- IRQ MIL"));
    assert_eq!(en(&["SYR"], &["U.S.||PROPN troops|troop"], "troops"), is("U.S. troops", "- USA MIL"));
}

#[test]
fn a_wrong_lemma_does_no_harm() {
    assert_eq!(fr(&[], &["les|le|DET soldats|soldater turques|turquer|ADJ"], "soldats").1, "- TUR MIL");
}

#[test]
fn government_forces_are_the_army_of_the_country_told_of() {
    let line = "les|le|DET forces|force gouvernementales|gouvernemental|ADJ irakiennes|irakien|ADJ";
    assert_eq!(fr(&["SYR"], &[line], "forces"), is("forces gouvernementales irakiennes", "- IRQ MIL"));
    let line = "les|le|DET forces|force de|de|ADP le|le|DET régime syrien||ADJ";
    assert_eq!(fr(&["TUR"], &[line], "forces").1, "- SYR MIL");
    let line = "Syrian||ADJ government troops|troop";
    assert_eq!(en(&["TUR"], &[line], "troops").1, "- SYR MIL");
}

#[test]
fn bodies_of_a_state_have_the_country_of_the_article_and_private_persons_none() {
    assert_eq!(fr(&["MLI", "FRA"], &["L'|le|DET armée"], "armée"), is("armée", "- MLI MIL"));
    assert_eq!(fr(&["MLI"], &["les|le|DET forces|force de|de|ADP l'|le|DET ordre"], "forces").1, "- MLI COP");
    assert_eq!(fr(&["MLI"], &["trois|trois|NUM civils|civil"], "civils"), is("civils", "- - CVL"));
    assert_eq!(en(&["HTI"], &["the|the|DET police"], "police"), is("police", "- HTI COP"));
}

#[test]
fn armed_men_are_unidentified_armed_and_their_number_is_no_part_of_them() {
    assert_eq!(
        fr(&["MLI"], &["des|un|DET hommes|homme armés|armé|ADJ"], "hommes"),
        is("hommes armés", "- - UAF")
    );
    let line = "une|un|DET dizaine d'|de|ADP hommes|homme armés|armé|ADJ";
    assert_eq!(fr(&["MLI"], &[line], "dizaine"), is("hommes armés", "- - UAF"));
    assert_eq!(en(&["NGA"], &["Armed|armed|ADJ men|man"], "men").1, "- - UAF");
}

#[test]
fn an_office_gives_its_country_and_sector_to_the_name_beside_it() {
    let line = "le|le|DET ministre turc||ADJ de|de|ADP les|le|DET Affaires|affaire étrangères|étranger|ADJ Selim||PROPN Demirci||PROPN";
    let phrase = "ministre turc de les Affaires étrangères Selim Demirci";
    assert_eq!(fr(&["SYR"], &[line], "ministre"), is(phrase, "Selim Demirci TUR GOV"));
    assert_eq!(fr(&["SYR"], &[line], "Demirci"), is(phrase, "Selim Demirci TUR GOV"));
    let line = "Turkish||ADJ Foreign||ADJ Minister||PROPN Selim||PROPN Demirci||PROPN";
    assert_eq!(en(&["SYR"], &[line], "Demirci").1, "Selim Demirci TUR GOV");
    let line =
        "le|le|DET porte-parole de|de|ADP le|le|DET M23||PROPN ,|,|PUNCT Jean||PROPN Lema||PROPN ,|,|PUNCT";
    assert_eq!(
        fr(&["COD"], &[line], "porte-parole"),
        is("porte-parole de le M23, Jean Lema", "Jean Lema COD REB")
    );
}

#[test]
fn a_surname_alone_is_the_person_named_in_full_before() {
    let first = "le|le|DET maire ukrainien||ADJ Ivan||PROPN Horbenko||PROPN";
    assert_eq!(
        fr(&[], &[first, "Horbenko||PROPN accuse||VERB"], "Horbenko"),
        is("Horbenko", "Ivan Horbenko UKR GOV")
    );
}

#[test]
fn known_persons_are_found_by_their_surname_unless_it_is_part_of_another_name() {
    let line = "le|le|DET président Macron||PROPN rencontre||VERB Poutine||PROPN";
    let found = names(Language::Fr, &[], line);
    assert_eq!(found, [is("Macron", "Emmanuel Macron"), is("Poutine", "Vladimir Putin")]);
    assert!(names(Language::En, &[], "Lara||PROPN Trump||PROPN Tower||PROPN").is_empty());
}

#[test]
fn short_acronyms_need_their_capitals_and_their_country() {
    assert_eq!(
        names(Language::Fr, &["SYR"], "les|le|DET FDS||PROPN"),
        [is("FDS", "Syrian Democratic Forces")]
    );
    assert_eq!(
        names(Language::Fr, &["NER"], "les|le|DET FDS||PROPN"),
        [is("FDS", "Defence and Security Forces of Niger")]
    );
    assert!(names(Language::Fr, &["COL"], "les|le|DET FDS||PROPN").is_empty());
    assert!(names(Language::Fr, &["SYR"], "les|le|DET fds||PROPN").is_empty());
    assert!(names(Language::En, &[], "it|it|PRON told||VERB us|we|PRON").is_empty());
    let branch = "Islamic State – Sahel Province";
    assert_eq!(
        names(Language::Fr, &["MLI"], "l'|le|DET EIGS||PROPN ou|ou|CCONJ EI||PROPN"),
        [is("EIGS", branch), is("EI", branch)]
    );
    assert_eq!(names(Language::Fr, &["MLI"], "l'|le|DET EI||PROPN"), [is("EI", "Islamic State")]);
    assert_eq!(names(Language::Fr, &["SYR"], "l'|le|DET EI||PROPN"), [is("EI", "Islamic State")]);
}

#[test]
fn an_acronym_in_brackets_stands_for_the_name_before_it() {
    let line = "le|le|DET Front||PROPN populaire||ADJ ivoirien||ADJ (|(|PUNCT FP||PROPN )|)|PUNCT et|et|CCONJ le|le|DET FP||PROPN";
    let found = names(Language::Fr, &["CIV"], line);
    assert_eq!(found.last(), Some(&is("FP", "Ivorian Popular Front")));
}

#[test]
fn jihadists_stand_for_the_one_jihadist_group_that_the_article_names() {
    let named = "Daech||PROPN recule||VERB";
    let bare = "les|le|DET jihadistes|jihadiste fuient||VERB";
    assert_eq!(fr(&["IRQ"], &[named, bare], "jihadistes"), is("jihadistes", "Islamic State - REB"));
    assert_eq!(fr(&["IRQ"], &[bare], "jihadistes"), is("jihadistes", "- - REB"));
    let two = "Daech||PROPN et|et|CCONJ Al-Qaïda||PROPN";
    assert_eq!(fr(&["IRQ"], &[two, bare], "jihadistes"), is("jihadistes", "- - REB"), "two are named");
}

#[test]
fn the_group_is_the_last_one_named() {
    let named = "Boko||PROPN Haram||PROPN attaque||VERB";
    let bare = "Le|le|DET|2|det|Definite=Def groupe||NOUN|0|root|Number=Sing revendique||VERB";
    assert_eq!(fr(&["NGA"], &[named, bare], "groupe"), is("groupe", "Boko Haram NGA REB"));
    let indefinite = "Un|un|DET|2|det|Definite=Ind groupe||NOUN|0|root|Number=Sing revendique||VERB";
    assert_eq!(fr(&["NGA"], &[named, indefinite], "groupe"), is("groupe", "- - "));
}

#[test]
fn possessors_and_compounds_give_the_country() {
    assert_eq!(en(&["SYR"], &["Iraq||PROPN 's||PART army"], "army").1, "- IRQ MIL");
    let line =
        "le|le|DET président de|de|ADP la|le|DET République|république centrafricaine|centrafricain|ADJ";
    assert_eq!(fr(&["FRA"], &[line], "président").1, "- CAF GOV");
}

#[test]
fn an_adjective_of_nationality_is_the_state_or_what_it_describes() {
    let line = "les|le|DET frappes|frappe russes|russe|ADJ|2|amod";
    assert_eq!(fr(&["SYR"], &[line], "russes"), is("russes", "- RUS GOV"));
    let line = "les|le|DET armées|armée congolaise|congolais|ADJ|2|amod et|et|CCONJ|5|cc ougandaise|ougandais|ADJ|3|conj";
    assert_eq!(fr(&["COD"], &[line], "ougandaise"), is("ougandaise", "- UGA MIL"));
}

#[test]
fn arms_of_a_state_are_its_military_and_things_of_nobody_are_no_actor() {
    assert_eq!(fr(&["SYR"], &["des|un|DET avions|avion russes|russe|ADJ"], "avions").1, "- RUS MIL");
    assert_eq!(who(Language::Fr, &["SYR"], &["une|un|DET maison"], "maison"), None);
    assert_eq!(who(Language::Fr, &["SYR"], &["une|un|DET attaque"], "attaque"), None);
}

#[test]
fn whom_rebels_lean_to_is_not_their_country() {
    let line = "les|le|DET rebelles|rebelle proturcs|proturc|ADJ";
    assert_eq!(fr(&["TUR", "SYR"], &[line], "rebelles").1, "- SYR REB");
    let line = "Turkish||ADJ -|-|PUNCT backed||ADJ rebels|rebel";
    assert_eq!(en(&["TUR", "SYR"], &[line], "rebels").1, "- SYR REB");
}

#[test]
fn a_name_behind_pro_or_anti_is_not_who_is_meant() {
    assert!(names(Language::Fr, &[], "des|un|DET manifestants|manifestant anti-Assad||ADJ").is_empty());
    assert!(names(Language::En, &[], "New||PROPN Mexico||PROPN").is_empty());
}

#[test]
fn a_capital_is_marked_as_the_seat_of_its_government() {
    let (text, document) = read(&["Damas||PROPN accuse||VERB Ankara||PROPN"]);
    let actors = Actors::shipped().unwrap();
    let mentions = actors.find(&text, &document, Language::Fr, &Context::new(Language::Fr));
    assert!(mentions.iter().all(|m| matches!(m.what, Named::Metonym(_))));
    assert_eq!(Actors::countries(&mentions), ["SYR", "TUR"]);
}

#[test]
fn classes_are_told_by_form_and_lemma() {
    let actors = Actors::shipped().unwrap();
    let (_, document) = read(&["hôpitaux|hôpital chars|char soldats|soldat dollars|dollar"]);
    let class = |i: usize| actors.classes(Language::Fr, &document.sentences[0].words[i]);
    assert!(class(0).contains(Class::Building) && class(0).contains(Class::Group));
    assert!(class(1).contains(Class::Vehicle));
    assert!(class(2).contains(Class::Armed) && class(2).contains(Class::Person));
    assert!(class(3).contains(Class::Money));
}

#[test]
fn an_office_means_its_holder_on_the_day_of_publication() {
    let actors = Actors::shipped().unwrap();
    let (text, document) = read(&["UN||PROPN Secretary-General||PROPN spoke||VERB"]);
    let name = |day: Option<&str>| {
        let mut context = Context::new(Language::En);
        context.published = day.map(|d| d.parse().unwrap());
        actors.find(&text, &document, Language::En, &context)[0].identity.name.clone().unwrap()
    };
    assert_eq!(name(Some("2012-05-01")), "Ban Ki-moon");
    assert_eq!(name(Some("2020-05-01")), "António Guterres");
    assert_eq!(name(None), "United Nations");
}

fn day(words: &str) -> jiff::civil::Date {
    words.parse().unwrap()
}

/// What is said of a user's file that cannot be used.
fn refusal(toml: &str) -> String {
    let error = Actors::shipped().unwrap().extended("my.toml", toml).map(|_| ()).unwrap_err();
    error.to_string()
}

#[test]
fn a_person_has_the_sectors_of_the_office_held_on_the_day() {
    let actors = Actors::shipped().unwrap();
    let sectors =
        |id: &str, on: Option<&str>| actors.entry_of(id).unwrap().identity_on(on.map(day)).sectors.join(" ");
    assert_eq!(sectors("ahmed-al-sharaa", Some("2019-03-01")), "REB");
    assert_eq!(sectors("ahmed-al-sharaa", Some("2025-03-01")), "GOV");
    assert_eq!(sectors("ahmed-al-sharaa", None), "GOV", "undated: what he was last");
    assert_eq!(sectors("bashar-al-assad", Some("2016-03-01")), "GOV");
    assert_eq!(sectors("bashar-al-assad", Some("2024-12-20")), "GOV", "news tells of the days before");
    assert_eq!(sectors("bashar-al-assad", Some("2025-06-01")), "ELI");
    assert_eq!(sectors("sirajuddin-haqqani", Some("2019-06-01")), "REB");
    assert_eq!(
        actors.entry_of("mark-rutte").unwrap().identity_on(Some(day("2020-01-01"))).country.as_deref(),
        Some("NLD")
    );
    assert_eq!(actors.entry_of("mark-rutte").unwrap().identity_on(Some(day("2025-01-01"))).country, None);
}

#[test]
fn an_office_of_a_state_or_group_has_its_holder_of_the_day() {
    let actors = Actors::shipped().unwrap();
    let holder = |office, of, on| actors.holder_of(office, of, day(on)).and_then(|e| e.name.clone());
    assert_eq!(holder("president", "BFA", "2023-01-15").as_deref(), Some("Ibrahim Traoré"));
    assert_eq!(holder("president", "BFA", "2019-01-15").as_deref(), Some("Roch Marc Christian Kaboré"));
    assert_eq!(holder("army-chief", "SDN", "2024-02-01").as_deref(), Some("Abdel Fattah al-Burhan"));
    assert_eq!(holder("leader", "islamic-state", "2016-01-01").as_deref(), Some("Abu Bakr al-Baghdadi"));
    assert_eq!(holder("president", "CIV", "2011-02-01"), None, "two claimed it");
    assert_eq!(holder("president", "BFA", "1950-01-01"), None);
    let titles = |title| actors.offices(Language::Fr, title).iter().map(|o| o.id.clone()).collect::<Vec<_>>();
    assert_eq!(titles("chef de l'Etat"), ["president"]);
    assert!(titles("boulanger").is_empty());
}

#[test]
fn a_side_is_asked_by_actor_day_and_country() {
    let actors = Actors::shipped().unwrap();
    let sides = |who, on: &str, country| {
        let sides = actors.sides_of(who, Some(day(on)), Some(country));
        sides.into_iter().map(|a| a.id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(sides("RUS", "2016-09-01", "SYR"), ["assad-government-side"]);
    assert!(sides("RUS", "2014-09-01", "SYR").is_empty(), "before it came");
    let of_a_part = sides("redwan-force", "2016-09-01", "SYR");
    assert_eq!(of_a_part, sides("hezbollah", "2016-09-01", "SYR"));
    assert_eq!(of_a_part[0], "assad-government-side");
    assert_eq!(sides("march-23-movement", "2025-01-27", "COD"), sides("RWA", "2025-01-27", "COD"));
    assert_eq!(
        sides("armed-forces-of-the-democratic-republic-of-the-congo", "2025-01-27", "COD"),
        sides("COD", "2025-01-27", "COD"),
        "an army is on its state's side"
    );
}

#[test]
fn what_an_actor_is_called_is_asked_in_any_language() {
    let actors = Actors::shipped().unwrap();
    let called = |name| actors.called(name).iter().filter_map(|e| e.id.clone()).collect::<Vec<_>>();
    assert_eq!(called("بوكو حرام"), ["boko-haram"]);
    assert_eq!(called("jnim"), ["jamaat-nasr-al-islam-wal-muslimin"]);
    assert!(called("FDS").len() > 2);
    assert!(called("nobody at all").is_empty());
}

#[test]
fn a_users_file_adds_actors_names_offices_and_sides() {
    let toml = r#"
        [[group]]
        id = "front-of-the-two-rivers"
        name = "Front of the Two Rivers"
        country = "MLI"
        sectors = ["REB"]
        fr = ["Front des deux fleuves"]
        parent = "azawad-liberation-front"
        when = [{ names = ["F2F"], countries = ["MLI"] }]

        [[person]]
        id = "somebody-of-the-rivers"
        name = "Somebody of the Rivers"
        country = "MLI"
        sectors = ["CVL"]
        names = ["Somebody of the Rivers"]
        held = [{ office = "leader", of = "front-of-the-two-rivers", from = "2025-01" }]

        [[also]]
        id = "azawad-liberation-front"
        fr = ["Front uni du désert"]

        [[alliance]]
        id = "river-side"
        name = "River side"
        fr = "côté du fleuve"
        members = [{ id = "front-of-the-two-rivers" }]
    "#;
    let actors = Actors::shipped().unwrap().extended("my.toml", toml).unwrap();
    assert_eq!(actors.called("Front uni du désert")[0].id.as_deref(), Some("azawad-liberation-front"));
    let leader = actors.holder_of("leader", "front-of-the-two-rivers", day("2025-02-01")).unwrap();
    assert_eq!(leader.identity_on(Some(day("2025-02-01"))).sectors, ["REB"]);
    assert_eq!(actors.sides_of("front-of-the-two-rivers", None, None)[0].id, "river-side");
    assert!(
        Actors::shipped().unwrap().entry_of("front-of-the-two-rivers").is_none(),
        "the shipped table stays"
    );
}

#[test]
fn what_is_wrong_in_a_users_file_is_told_with_its_line() {
    let group = |more: &str| {
        format!("[[group]]\nid = \"my-front\"\nname = \"My Front\"\nsectors = [\"REB\"]\n{more}\n")
    };
    let cases = [
        (group("colour = \"red\""), "my.toml: line 5: unknown field `colour`"),
        (group("country = \"XYZ\""), "my.toml: line 5: `XYZ` is no country"),
        (group("parent = \"hammas\""), "my.toml: line 5: there is no actor `hammas`; did you mean `hamas`?"),
        (group("parent = \"my-front\""), "my.toml: line 2: `my-front` is a part of itself"),
        (group("from = \"2013-14\""), "my.toml: line 5: `2013-14` is no date"),
        (group("from = \"2014\"\nto = \"2013\""), "my.toml: line 6: it ends (2013-12-31) before"),
        (group("names = [\"Hezbollah\"]"), "my.toml: line 5: `Hezbollah` stands for two actors"),
        (group("ar = [\"Front\"]"), "my.toml: line 5: `Front` is not in Arabic script"),
        (group(&group("").replace("REB", "PTY")), "my.toml: line 6: id `my-front` stands already"),
        (group("").replace("REB", "REBEL"), "my.toml: line 4: `REBEL` is no PLOVER sector"),
        (group("").replace("my-front", "My Front"), "my.toml: line 2: `My Front` is no id"),
        ("[[group]]\nid = ".to_owned(), "my.toml: line 2: "),
        ("[[also]]\nid = \"hezbolah\"\n".to_owned(), "my.toml: line 2: there is no actor `hezbolah`"),
    ];
    for (toml, said) in cases {
        let refusal = refusal(&toml);
        assert!(refusal.starts_with(said), "{toml}\n{refusal}");
    }
}

#[test]
fn fighters_tied_to_a_group_by_a_participle_are_the_group() {
    let line = "Des|un|DET combattants|combattant affiliés|affilier|VERB|||VerbForm=Part à|à|ADP Boko||PROPN Haram||PROPN";
    assert_eq!(
        fr(&["NGA"], &[line], "combattants"),
        is("combattants affiliés à Boko Haram", "Boko Haram NGA REB")
    );
}

#[test]
fn an_office_for_a_body_is_of_its_country_and_sector() {
    let line = "a||DET spokesman for|for|ADP the||DET army|army|NOUN|2|nmod";
    assert_eq!(en(&["SSD"], &[line], "spokesman"), is("spokesman for the army", "- SSD MIL"));
}

#[test]
fn several_states_are_not_the_one_that_the_article_is_about() {
    let line = "Douze|douze|NUM|2|nummod pays|pays|NOUN||nsubj|Number=Plur";
    assert_eq!(fr(&["MMR"], &[line], "pays"), is("pays", "- - GOV"));
}

#[test]
fn leaders_of_a_region_are_of_no_one_state() {
    let line = "dirigeants|dirigeant|NOUN|||Number=Plur africains|africain|ADJ|1|amod";
    assert_eq!(fr(&["NER"], &[line], "dirigeants"), is("dirigeants africains", "- - GOV"));
}

/// The groups that only these sentences tell of: their words, name, country and sectors.
fn unlisted(language: Language, countries: &[&str], sentences: &[&str]) -> Vec<(String, String)> {
    let (text, document) = read(sentences);
    let actors = Actors::shipped().unwrap();
    let mut context = Context::new(language);
    context.countries = countries.iter().map(|&c| c.into()).collect();
    let mentions = actors.find(&text, &document, language, &context);
    let all = actors.with_unlisted(&text, &document, &mentions, &context, &[]);
    all.into_iter()
        .filter(|m| matches!(m.what, Named::Unlisted(_)))
        .map(|m| {
            let Identity { name, country, sectors, .. } = m.identity;
            let identity =
                format!("{} {} {}", name.unwrap(), country.unwrap_or("-".into()), sectors.join("+"));
            (m.span.slice(&text).to_owned(), identity)
        })
        .collect()
}

#[test]
fn a_group_that_no_table_holds_keeps_its_name_and_its_letters() {
    let first =
        "le|le|DET Front|front populaire|populaire|ADJ de|de|ADP Zarwa||PROPN (|(|PUNCT FPZ||PROPN )|)|PUNCT";
    let later = "Le|le|DET FPZ||PROPN attaque|attaquer|VERB";
    let identity = "Front populaire de Zarwa CMR REB";
    assert_eq!(
        unlisted(Language::Fr, &["CMR"], &[first, later]),
        [is("Front populaire de Zarwa", identity), is("FPZ", identity), is("FPZ", identity)]
    );
    let line = "the|the|DET Zarwa||PROPN People||PROPN 's|'s|PART Liberation||PROPN Army||PROPN";
    let identity = "Zarwa People's Liberation Army MMR REB";
    assert_eq!(
        unlisted(Language::En, &["MMR"], &[line]),
        [is("Zarwa People's Liberation Army", identity)],
        "nor is it the army of that name"
    );
}

#[test]
fn a_group_is_named_beside_the_noun_that_tells_what_it_is() {
    let line = "un|un|DET groupe|groupe|NOUN armé|armé|ADJ Lumière||PROPN de|de|ADP le|le|DET Nord||PROPN";
    let found = unlisted(Language::Fr, &["TCD"], &[line]);
    assert_eq!(found[0].1, "Lumière de le Nord - REB");
    let line = "a|a|DET group|group|NOUN calling|call|VERB itself|itself|PRON the|the|DET Army||PROPN of|of|ADP \
                the|the|DET Two||NUM Rivers||PROPN";
    assert_eq!(
        unlisted(Language::En, &["MOZ"], &[line]),
        [is("group calling itself the Army of the Two Rivers", "Army of the Two Rivers MOZ REB")]
    );
    let line = "the|the|DET Red||ADJ Hand||PROPN militia|militia|NOUN";
    assert_eq!(unlisted(Language::En, &["COD"], &[line]), [is("Red Hand militia", "Red Hand COD PRM")]);
}

#[test]
fn bodies_of_a_state_companies_and_persons_are_no_new_groups() {
    for line in [
        "les|le|DET Forces|force armées|armé|ADJ de|de|ADP Zarwa||PROPN",
        "les|le|DET Forces|force de|de|ADP défense|défense et|et|CCONJ de|de|ADP sécurité|sécurité",
        "l'|le|DET Armée|armée de|de|ADP l'|le|DET air|air",
        "le|le|DET groupe|groupe|NOUN Zarwa||PROPN",
        "le|le|DET chef|chef|NOUN Zarwa||PROPN Boro||PROPN",
        "Fronts|front populaires|populaire|ADJ",
    ] {
        assert_eq!(unlisted(Language::Fr, &["MLI"], &[line]), [], "{line}");
    }
    for line in [
        "the|the|DET Royal||ADJ Zarwa||PROPN Army||PROPN",
        "the|the|DET Zarwa||PROPN Security||PROPN Forces|Force|PROPN",
        "the|the|DET Eastern||ADJ Front||PROPN",
    ] {
        assert_eq!(unlisted(Language::En, &["MLI"], &[line]), [], "{line}");
    }
}

#[test]
fn the_islamic_state_is_its_branch_only_where_the_article_says_so() {
    let line = "l'|le|DET État|état islamique|islamique|ADJ a|avoir|AUX attaqué|attaquer|VERB";
    assert_eq!(names(Language::Fr, &["MLI"], line), [is("État islamique", "Islamic State")]);
    let line = "l'|le|DET État|état islamique|islamique|ADJ au|à|ADP Sahel||PROPN";
    let branch = "Islamic State – Sahel Province";
    assert_eq!(names(Language::Fr, &["MLI"], line), [is("État islamique au Sahel", branch)]);
}

#[test]
fn democratic_forces_are_those_that_the_article_has_named() {
    let line = "les|le|DET Forces|force démocratiques|démocratique|ADJ syriennes|syrien|ADJ puis|puis|ADV les|le|DET \
                Forces|force démocratiques|démocratique|ADJ";
    let found = names(Language::Fr, &["SYR"], line);
    assert!(
        found.iter().all(|(_, name)| name == "Syrian Democratic Forces") && found.len() == 2,
        "{found:?}"
    );
}

#[test]
fn the_name_behind_a_nationality_is_who_is_meant() {
    let line = "les|le|DET miliciens|milicien amhara|amhara|NOUN Fano||PROPN";
    assert_eq!(fr(&["ETH"], &[line], "miliciens").1, "Fano ETH REB+PRM");
    let line = "l'|le|DET ex-chef|ex-chef|NOUN rebelle|rebelle|ADJ congolais|congolais|ADJ Bosco||PROPN Ntaganda||PROPN|5|flat:name";
    assert_eq!(fr(&["COD"], &[line], "ex-chef").1, "Bosco Ntaganda COD REB");
}
