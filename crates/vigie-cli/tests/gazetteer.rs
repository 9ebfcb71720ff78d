//! Gazetteers: looked up, built from dumps and tables, and laid over the built-in one.

#![allow(clippy::disallowed_methods, reason = "the program is tried on files")]
#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

use std::fs;
use std::process::{Command, Output};
use tempfile::TempDir;

/// A village in Iraq, as a dump of GeoNames has it.
const VILLAGE: &str = "900000001\tKharāb Vigie\tKharab Vigie\tKhrab Vigie,خراب\t36.1\t43.2\tP\tPPL\tIQ\t\t15\t\t\t\t340\t\t210\tAsia/Baghdad\t2020-01-01\n";

fn vigie(folder: &TempDir, arguments: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vigie"));
    command.current_dir(folder).args(["gazetteer"]).args(arguments.split(' ')).output().unwrap()
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn out(ran: &Output) -> String {
    String::from_utf8_lossy(&ran.stdout).into_owned()
}

fn err(ran: &Output) -> String {
    String::from_utf8_lossy(&ran.stderr).into_owned()
}

#[test]
fn a_built_in_place_is_found_with_its_units_and_its_id() {
    let ran = vigie(&folder(&[]), "find mossoul --format jsonl");
    let first: serde_json::Value = serde_json::from_str(out(&ran).lines().next().unwrap()).unwrap();
    assert_eq!(
        (&first["name"], &first["country"], &first["geonames"]),
        (&"Mosul".into(), &"IRQ".into(), &99072.into())
    );
    assert_eq!(first["layer"], "the shipped gazetteer");
}

#[test]
fn a_gazetteer_built_from_a_dump_is_laid_over_the_built_in_one() {
    let folder = folder(&[("IQ.txt", VILLAGE)]);
    let built = vigie(&folder, "build --dump IQ.txt --out iraq.vgz");
    assert_eq!(built.status.code(), Some(0), "{}", err(&built));
    assert!(out(&built).contains("places") && out(&built).contains("megabytes"));
    let found = out(&vigie(&folder, "find kharab-vigie خراب Mossoul --gazetteer iraq.vgz"));
    assert_eq!(found.matches("Kharāb Vigie  town").count(), 2, "{found}");
    assert!(found.contains("Nineveh") && found.contains("iraq.vgz") && found.contains("Mosul"), "{found}");
    let shown = out(&vigie(&folder, "show iraq.vgz"));
    assert!(shown.contains("town              1"), "{shown}");
    // The same tables give the same bytes.
    let first = fs::read(folder.path().join("iraq.vgz")).unwrap();
    vigie(&folder, "build --dump IQ.txt --out again.vgz");
    assert_eq!(first, fs::read(folder.path().join("again.vgz")).unwrap());
}

#[test]
fn a_damaged_dump_leaves_what_was_there_as_it_was() {
    let damaged = format!("{VILLAGE}{}", VILLAGE.replace("900000001", "2").replace("36.1", "136.1"));
    let folder = folder(&[("IQ.txt", &damaged), ("iraq.vgz", "what was there")]);
    let ran = vigie(&folder, "build --dump IQ.txt --out iraq.vgz");
    assert_eq!(ran.status.code(), Some(1));
    assert_eq!(err(&ran), "vigie: IQ.txt, line 2: latitude 136.1 is not between -90 and 90\n");
    assert_eq!(fs::read_to_string(folder.path().join("iraq.vgz")).unwrap(), "what was there");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 2, "and nothing lies beside it");
    let ran = vigie(&folder, "build --dump IQ.txt --skip-damaged --out iraq.vgz");
    assert_eq!(ran.status.code(), Some(1), "some lines failed");
    assert!(out(&ran).contains("lines skipped             1"), "{}", out(&ran));
    assert!(out(&vigie(&folder, "show iraq.vgz")).contains("town              1"));
}

#[test]
fn a_file_that_is_no_gazetteer_is_told() {
    let folder = folder(&[("other.vgz", "something else")]);
    for arguments in ["find Mossoul --gazetteer other.vgz", "show other.vgz"] {
        let ran = vigie(&folder, arguments);
        assert_eq!(ran.status.code(), Some(1));
        assert!(
            err(&ran).starts_with("vigie: other.vgz: it is no gazetteer of this version"),
            "{}",
            err(&ran)
        );
    }
    assert_eq!(vigie(&folder, "build --out x.vgz").status.code(), Some(2), "nothing to build from");
}

#[test]
fn every_command_on_the_page_is_one() {
    let page = include_str!("../../../docs/gazetteer.md");
    let commands = page.lines().filter_map(|l| l.strip_prefix("vigie gazetteer "));
    let folder = folder(&[]);
    for command in commands {
        let words: Vec<&str> = command.split_whitespace().collect();
        let ran = vigie(&folder, &format!("{} --help", words[0]));
        for option in words.iter().filter(|w| w.starts_with("--")) {
            assert!(out(&ran).contains(option), "{command}");
        }
    }
}
