use super::*;
use build::Builder;
use proptest::prelude::*;
use std::io::Cursor;

fn best(name: &str) -> Entry {
    let gazetteer = Gazetteer::shipped().unwrap();
    gazetteer
        .find(name)
        .max_by_key(|e| (e.kind.is_town(), e.population))
        .unwrap_or_else(|| panic!("{name} is unknown"))
}

/// A line of a dump, with what the tests leave open filled in.
fn dumped(id: u32, name: &str, feature: &str, country: &str, admin1: &str, point: (f64, f64)) -> String {
    let (class, code) = feature.split_once('.').unwrap();
    let (lat, lon) = point;
    format!(
        "{id}\t{name}\t{name}\t\t{lat}\t{lon}\t{class}\t{code}\t{country}\t\t{admin1}\t\t\t\t1200\t\t\tAsia/Baghdad\t2020-01-01\n"
    )
}

fn builder() -> Builder {
    Builder::new(&std::env::temp_dir(), None).unwrap()
}

fn written(builder: Builder) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    builder.write(&mut out).unwrap();
    out.into_inner()
}

fn file_of(dump: &str) -> Vec<u8> {
    let mut builder = builder();
    builder.dump("test.txt", dump.as_bytes()).unwrap();
    written(builder)
}

/// The gazetteer of a dump, over the shipped one.
fn over_shipped(dump: &str) -> Gazetteer {
    let shipped = Layer::shipped(SHIPPED).unwrap();
    Gazetteer::of(vec![shipped, Layer::open("test.vgz", file_of(dump).leak()).unwrap()]).unwrap()
}

fn told(read: Result<u64, Error>) -> String {
    read.err().map(|e| e.to_string()).unwrap_or_default()
}

#[test]
fn a_place_is_found_under_its_french_and_its_english_name() {
    for (french, english) in
        [("Mossoul", "Mosul"), ("Alep", "Aleppo"), ("Kaboul", "Kabul"), ("Syrie", "Syria")]
    {
        assert_eq!(best(french).row, best(english).row, "{french}");
    }
    assert_eq!(best("Raqqa").name, "Ar Raqqah");
    assert_eq!(best("Mossoul").country, Some("IRQ"));
    assert!(kilometres((best("Mossoul").lat, best("Mossoul").lon), (36.34, 43.13)) < 5.0);
}

#[test]
fn a_code_of_two_or_three_letters_names_a_country() {
    let gazetteer = Gazetteer::shipped().unwrap();
    assert_eq!(gazetteer.country_of("SY"), Some("SYR"));
    assert_eq!(gazetteer.country_of("SYR"), Some("SYR"));
    assert_eq!(gazetteer.country_of("ZZ"), None);
}

#[test]
fn another_transliteration_is_found_by_its_consonants_in_its_country_only() {
    let gazetteer = Gazetteer::shipped().unwrap();
    assert!(gazetteer.find_by_consonants("kamechliye", "SYR").any(|e| e.name.contains("Qāmishl")));
    assert_eq!(gazetteer.find_by_consonants("kamechliye", "FRA").count(), 0);
}

#[test]
fn an_arabic_name_is_found_with_and_without_its_article() {
    for name in ["الرقة", "رقة", "الرَّقّة"] {
        assert_eq!(best(name).row, best("Raqqa").row, "{name}");
    }
}

#[test]
fn the_shipped_file_is_sound_from_end_to_end() {
    Layer::open("places.vgz", SHIPPED).unwrap();
}

#[test]
fn a_file_cut_short_is_an_error_and_no_panic() {
    for size in [0, 3, 20, 40, 91, SHIPPED.len() / 2, SHIPPED.len() - 1] {
        assert!(Gazetteer::open("cut", &SHIPPED[..size]).is_err(), "{size}");
    }
}

#[test]
fn a_village_of_a_dump_is_found_beside_the_shipped_places() {
    let gazetteer = over_shipped(&dumped(777_000_001, "Kharabeh Vigie", "P.PPL", "IQ", "15", (36.2, 43.3)));
    let [village] = gazetteer.find("kharabeh-vigie").collect::<Vec<_>>()[..] else { panic!() };
    assert_eq!((village.geonames, village.layer, village.country), (Some(777_000_001), 1, Some("IRQ")));
    assert_eq!(village.unit, gazetteer.find("Mossoul").next().unwrap().unit, "units compare across files");
    assert_eq!(village.admin1, best("Mossoul").admin1, "and lend each other their names");
    assert_eq!(gazetteer.entry(village.row), village);
    assert!(gazetteer.knows("mossoul") && gazetteer.knows("kharabeh vigie"));
}

#[test]
fn a_place_of_two_files_is_the_upper_ones_under_the_names_of_both() {
    let raqqa = best("Raqqa").geonames.unwrap();
    let gazetteer = over_shipped(&dumped(raqqa, "Kharabeh Vigie", "P.PPLA", "SY", "04", (35.96, 39.02)));
    for name in ["Raqqa", "Kharabeh Vigie"] {
        let found: Vec<Entry> = gazetteer.find(name).filter(|e| e.geonames == Some(raqqa)).collect();
        assert_eq!(
            found.iter().map(|e| (e.name, e.layer)).collect::<Vec<_>>(),
            [("Kharabeh Vigie", 1)],
            "{name}"
        );
        assert!(found[0].is_usual_name);
    }
    assert_eq!(gazetteer.of_geonames(raqqa).unwrap().layer, 1);
    assert_eq!(gazetteer.capital("SYR"), Gazetteer::shipped().unwrap().capital("SYR"));
}

#[test]
fn a_damaged_line_is_told_with_its_file_and_number() {
    let good = dumped(1, "Tell Vigie", "P.PPL", "SY", "04", (35.0, 39.0));
    for (bad, reason) in [
        (good.replace('\t', " "), "it has 1 columns, not 19"),
        (good.replacen('1', "one", 1), "`one` is no GeoNames id"),
        (good.replacen("35", "95", 1).replacen('1', "2", 1), "latitude 95 is not between -90 and 90"),
        (good.replacen("39", "east", 1).replacen('1', "2", 1), "longitude `east` is no number"),
        (good.replacen("\tP\t", "\tZ\t", 1).replacen('1', "2", 1), "`Z` is no feature class"),
        (good.replacen("\tSY\t", "\tZZ\t", 1).replacen('1', "2", 1), "`ZZ` is no country's code"),
        (
            good.replacen("1200", "many", 1).replacen('1', "2", 1),
            "the population `many` is no whole number in range",
        ),
        (good.clone(), "the GeoNames id 1 stands twice"),
    ] {
        let read = builder().dump("SY.txt", format!("{good}{bad}").as_bytes());
        assert_eq!(told(read), format!("SY.txt, line 2: {reason}"));
    }
    let read = builder().dump("SY.txt", [good.as_bytes(), b"\xff\xfe\n"].concat().as_slice());
    assert_eq!(told(read), "SY.txt, line 2: it is not UTF-8");
}

#[test]
fn damaged_lines_are_counted_and_the_others_kept_where_that_is_asked() {
    let mut builder = builder();
    builder.damage.may_skip = true;
    let good = dumped(1, "Tell Vigie", "P.PPL", "SY", "04", (35.0, 39.0));
    builder.dump("SY.txt", format!("nothing\n{good}{good}").as_bytes()).unwrap();
    assert_eq!((builder.len(), builder.damage.lines), (1, 2));
    assert_eq!(builder.damage.first[0].to_string(), "SY.txt, line 1: it has 1 columns, not 19");
}

#[test]
fn names_are_in_use_by_their_language_and_links_are_no_names() {
    let mut builder = builder();
    let dump = dumped(5, "Tell Vigie", "P.PPL", "SY", "04", (35.0, 39.0));
    builder.dump("SY.txt", dump.as_bytes()).unwrap();
    let alternates = "1\t5\tfr\tColline-la-Vigie\t1\t\t\t\n2\t5\tde\tWachthügel\t\t\t\t\t\t\n\
                      3\t5\tlink\tHttps Vigie\t\t\t\t\n4\t5\tfr\tVieille-Vigie\t\t\t\t1\n5\t6\tfr\tAilleurs\t\t\t\t\n";
    builder.alternates("alternates.txt", alternates.as_bytes()).unwrap();
    let gazetteer = Gazetteer::open("test.vgz", written(builder).leak()).unwrap();
    let usual = |name: &str| gazetteer.find(name).map(|e| e.is_usual_name).collect::<Vec<_>>();
    assert_eq!(usual("Colline la Vigie"), [true]);
    assert_eq!(usual("Wachthügel"), [false]);
    assert_eq!(usual("Vieille-Vigie"), [false], "a name of the past");
    assert!(usual("Https Vigie").is_empty() && usual("Ailleurs").is_empty());
    let mut cut = self::builder();
    assert_eq!(
        told(cut.alternates("a.txt", "1\t5\tfr\n".as_bytes())),
        "a.txt, line 1: it has 3 columns, not 8 to 10"
    );
}

#[test]
fn units_that_lie_in_themselves_are_an_error_with_their_line() {
    let mut builder = builder();
    let table = "code\tname\tparent\nSY.90\tNorth\tSY.91\nSY.91\tSouth\tSY.90\n";
    builder.units("units.tsv", table.as_bytes()).unwrap();
    let written = builder.write(Cursor::new(Vec::new()));
    assert_eq!(
        written.err().map(|e| e.to_string()).unwrap(),
        "units.tsv, line 2: the unit `SY.90` lies inside itself"
    );
}

#[test]
fn a_table_with_an_unknown_column_or_a_unit_twice_is_an_error_with_its_line() {
    assert_eq!(
        told(builder().places("my.tsv", "kind\tlat\tlon\tname\tcolour\n".as_bytes())),
        "my.tsv, line 1: the column `colour` is none of kind, id, lat, lon, country, unit, population, radius, name, used, others"
    );
    let twice = "code\tname\nSY.90\tNorth\nSY.90\tSouth\n";
    assert_eq!(
        told(builder().units("u.tsv", twice.as_bytes())),
        "u.tsv, line 3: the unit `SY.90` stands in u.tsv, line 2 already"
    );
}

#[test]
fn a_place_of_ones_own_has_a_kind_a_point_and_a_name() {
    let mut builder = builder();
    let table = "kind\tlat\tlon\tname\tcountry\tradius\tused\nsite\t34.5\t40.9\tCamp Vigie\tSYR\t5\tVigie-Nord|Base Vigie\n";
    builder.places("my.tsv", table.as_bytes()).unwrap();
    let gazetteer = Gazetteer::open("my.vgz", written(builder).leak()).unwrap();
    let [camp] = gazetteer.find("base vigie").collect::<Vec<_>>()[..] else { panic!() };
    assert_eq!((camp.name, camp.kind, camp.country, camp.radius), ("Camp Vigie", Kind::Site, Some("SYR"), 5));
    for (bad, reason) in [
        ("camp\t1\t2\tX", "`camp` is no kind"),
        ("site\t1\t2\t", "it has no name"),
        ("site\t1", "it has 2 columns, not 4"),
    ] {
        let read = self::builder().places("my.tsv", format!("kind\tlat\tlon\tname\n{bad}\n").as_bytes());
        assert_eq!(told(read), format!("my.tsv, line 2: {reason}"));
    }
}

#[test]
fn a_unit_without_a_radius_reaches_as_far_as_its_towns() {
    let dump = [
        dumped(1, "Vigie Governorate", "A.ADM1", "SY", "90", (35.0, 39.0)),
        dumped(2, "Tell Vigie", "P.PPL", "SY", "90", (35.0, 40.0)),
        dumped(3, "Kafr Vigie", "P.PPL", "SY", "90", (35.0, 38.0)),
    ];
    let gazetteer = Gazetteer::open("test.vgz", file_of(&dump.concat()).leak()).unwrap();
    let unit = gazetteer.find("Vigie Governorate").next().unwrap();
    assert!((130..145).contains(&unit.radius), "{}", unit.radius);
    assert_eq!(gazetteer.find("Tell Vigie").next().unwrap().admin1, Some("Vigie Governorate"));
}

proptest! {
    #[test]
    fn a_file_with_other_bytes_is_an_error_and_never_a_panic(
        changes in prop::collection::vec((0usize..4000, any::<u8>()), 1..4),
        cut in prop::option::of(0usize..4000),
    ) {
        static GOOD: OnceLock<Vec<u8>> = OnceLock::new();
        let good = GOOD.get_or_init(|| {
            let names = ["Aïn Vigie", "Tell Vigie", "Kafr Vigie", "Tell Vigie"];
            let lines: Vec<String> = names
                .iter()
                .zip(1..)
                .map(|(name, id)| dumped(id, name, "P.PPL", "SY", "04", (35.0, 38.0 + f64::from(id))))
                .collect();
            file_of(&lines.concat())
        });
        let mut bytes = good.clone();
        for (at, byte) in &changes {
            let at = at % bytes.len();
            bytes[at] = *byte;
        }
        bytes.truncate(cut.unwrap_or(usize::MAX));
        let is_changed = bytes != *good;
        prop_assert_eq!(Gazetteer::open("changed", bytes.leak()).is_err(), is_changed);
    }

    #[test]
    fn any_bytes_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..300), is_named: bool) {
        let start: &[u8] = if is_named { format::MAGIC } else { b"" };
        prop_assert!(Gazetteer::open("foreign", [start, &bytes].concat().leak()).is_err());
    }
}
