//! A user's own actors and gazetteer, laid over what is built in.

#![allow(clippy::disallowed_methods, reason = "the program is tried on files")]
#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

use serde_json::Value;
use std::fs;
use std::process::{Command, Output};
use tempfile::TempDir;

const ARTICLE: &str =
    "Les combattants du Front des deux fleuves ont attaqué lundi le village de Tizimbara, au Mali.";

const ACTORS: &str = r#"
[[group]]
id = "front-of-the-two-rivers"
name = "Front of the Two Rivers"
country = "MLI"
sectors = ["REB"]
fr = ["Front des deux fleuves"]
"#;

/// A village of Mali, as a dump of GeoNames has it.
const DUMP: &str = "99000001\tTizimbara\tTizimbara\t\t16.5\t-1.25\tP\tPPL\tML\t\t07\t\t\t\t800\t\t250\tAfrica/Bamako\t2024-01-01\n";

fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, content) in [("article.txt", ARTICLE), ("my.toml", ACTORS), ("ML.txt", DUMP)] {
        fs::write(folder.path().join(name), content).unwrap();
    }
    folder
}

fn vigie(folder: &TempDir, arguments: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vigie"));
    command.args(arguments.split(' ')).current_dir(folder.path()).output().unwrap()
}

fn lines(ran: &Output) -> Vec<Value> {
    let text = std::str::from_utf8(&ran.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn what_is_laid_over_is_read_and_named_in_every_record() {
    let folder = folder();
    assert!(vigie(&folder, "gazetteer build --dump ML.txt --out mali.vgz").status.success());
    let own = "--actors my.toml --gazetteer mali.vgz";
    let read =
        lines(&vigie(&folder, &format!("read article.txt --published 2025-03-03 --format jsonl {own}")));
    assert_eq!(read[0]["actors"][0]["id"], "front-of-the-two-rivers", "{read:#?}");
    assert_eq!(read[0]["places"][0]["geonames"], 99_000_001);
    let edition = read[0]["coder"]["codebook"].as_str().unwrap();
    assert!(edition.contains("+mali-") && edition.contains("+my-"), "{edition}");
    let plain = lines(&vigie(&folder, "read article.txt --published 2025-03-03 --format jsonl"));
    assert_ne!(plain[0]["actors"][0]["id"], "front-of-the-two-rivers");
    assert_ne!(plain[0]["places"][0]["geonames"], 99_000_001);
    assert!(!plain[0]["coder"]["codebook"].as_str().unwrap().contains('+'));
}

#[test]
fn a_store_reads_an_article_again_when_what_is_laid_over_changes() {
    let folder = folder();
    let read = "read article.txt --published 2025-03-03 --store s.db --format jsonl";
    let names = |ran: &Output| lines(ran).iter().map(|r| r["actors"][0]["id"].clone()).collect::<Vec<_>>();
    let before = names(&vigie(&folder, read));
    let after = names(&vigie(&folder, &format!("{read} --actors my.toml")));
    assert_ne!(before, after);
}

#[test]
fn a_mistake_in_them_is_told_with_its_line_and_nothing_is_read() {
    let folder = folder();
    fs::write(folder.path().join("my.toml"), format!("{ACTORS}colour = \"red\"\n")).unwrap();
    for (arguments, said) in [
        ("mentions article.txt --actors my.toml", "my.toml: line 8"),
        ("mentions article.txt --actors none.toml", "none.toml: no such file"),
        ("mentions article.txt --gazetteer article.txt", "article.txt: it is no gazetteer"),
        ("mentions article.txt --gazetteer none.vgz", "none.vgz: no such file"),
    ] {
        let ran = vigie(&folder, arguments);
        let message = String::from_utf8(ran.stderr).unwrap();
        assert!(message.contains(said), "{arguments}: {message}");
        assert!(ran.stdout.is_empty());
        assert_eq!(ran.status.code(), Some(2), "{arguments}");
    }
}
