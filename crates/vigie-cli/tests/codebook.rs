//! A user's own codebook: laid over the built-in one, checked, tested and looked at.

#![allow(clippy::disallowed_methods, reason = "the program is tried on files")]
#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

use std::fs;
use std::process::{Command, Stdio};
use tempfile::TempDir;

const SCHOOLS: &str = r#"
[[action]]
id = "attack-school"
type = "ASSAULT"
modes = ["destroy"]

[[sense]]
language = "fr"
action = "attack-school"
verbs = ["attaquer école", "incendier école"]

[[acled]]
actions = ["attack-school"]
event_type = "Strategic developments"
sub_event_type = "Looting/property destruction"
"#;

const PAGE: &str = "# Schools

## Burning a school is an attack on it
```article
published: 2019-11-21
lang: fr

Des hommes armés ont incendié l'école de Tongomayel mardi.
```
```reports
ASSAULT attack-school | incendié | actors=hommes armés; acled=Looting/property destruction
```
";

const ARTICLE: &str = "Des hommes armés ont incendié l'école de Tongomayel mardi.\n";

/// A folder with some files of a user's.
struct Desk(TempDir);

/// What a run printed and how it ended.
struct Ran {
    out: String,
    err: String,
    status: Option<i32>,
}

impl Desk {
    fn new(files: &[(&str, &str)]) -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        for (name, text) in files {
            desk.put(name, text.as_bytes());
        }
        desk
    }

    fn put(&self, name: &str, bytes: &[u8]) {
        fs::write(self.0.path().join(name), bytes).unwrap();
    }

    /// Runs vigie in the folder.
    fn run(&self, arguments: &[&str]) -> Ran {
        let output = Command::new(env!("CARGO_BIN_EXE_vigie"))
            .args(arguments)
            .current_dir(self.0.path())
            .env_remove("COLUMNS")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let ran = Ran { out: text(output.stdout), err: text(output.stderr), status: output.status.code() };
        assert!(!ran.err.contains("mistake in vigie"), "{}", ran.err);
        ran
    }
}

fn desk() -> Desk {
    Desk::new(&[("schools.toml", SCHOOLS), ("schools.md", PAGE), ("a.txt", ARTICLE)])
}

fn records(ran: &Ran) -> Vec<serde_json::Value> {
    ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn articles_are_coded_by_the_users_own_codebook() {
    let desk = desk();
    let read = ["read", "a.txt", "--published", "2019-11-21", "--format", "jsonl"];
    let plain = desk.run(&read);
    assert!(!plain.out.contains("attack-school"));
    let own = desk.run(&[&read[..], &["--codebook", "schools.toml"]].concat());
    assert_eq!(own.status, Some(0), "{}", own.err);
    let [record] = &records(&own)[..] else { panic!("{}", own.out) };
    assert_eq!(record["action"], "attack-school");
    assert_eq!(record["plover"]["type"], "ASSAULT");
    assert_eq!(record["acled"]["sub_event_type"], "Looting/property destruction");
    let edition = record["coder"]["codebook"].as_str().unwrap();
    assert!(edition.starts_with(vigie_codebook::EDITION) && edition.contains("+schools-"), "{edition}");
    assert_ne!(records(&plain)[0]["coder"]["codebook"], record["coder"]["codebook"]);
    let explained = desk.run(&["explain", "a.txt", "--codebook", "schools.toml"]);
    assert!(explained.out.contains("attack-school  (incendier école, schools.toml:7)"), "{}", explained.out);
}

#[test]
fn of_several_codebooks_the_last_is_tried_first() {
    let desk = desk();
    desk.put("burn.toml", b"[[sense]]\nlanguage = \"fr\"\naction = \"burn\"\nverbs = [\"incendier\"]\n");
    let actions = |files: [&str; 2]| {
        let ran =
            desk.run(&["read", "a.txt", "--format", "jsonl", "--codebook", files[0], "--codebook", files[1]]);
        records(&ran)[0]["action"].as_str().unwrap().to_owned()
    };
    assert_eq!(actions(["schools.toml", "burn.toml"]), "burn");
    assert_eq!(actions(["burn.toml", "schools.toml"]), "attack-school");
}

#[test]
fn a_store_reads_an_article_again_when_the_codebook_changes() {
    let desk = desk();
    let read = |more: &[&str]| {
        let arguments = [&["read", "a.txt", "--store", "s.vigie", "--format", "jsonl"], more].concat();
        let ran = desk.run(&arguments);
        assert_eq!(ran.status, Some(0), "{}", ran.err);
        records(&ran)[0]["action"].as_str().unwrap().to_owned()
    };
    let before = read(&[]);
    assert_ne!(before, "attack-school");
    assert_eq!(read(&["--codebook", "schools.toml"]), "attack-school");
    desk.put("schools.toml", SCHOOLS.replace("attack-school", "school-attack").as_bytes());
    assert_eq!(read(&["--codebook", "schools.toml"]), "school-attack");
    assert_eq!(read(&[]), before);
}

#[test]
fn a_codebook_that_cannot_be_used_ends_the_run_with_one_line() {
    let desk = desk();
    desk.put("empty-name.toml", b"[[action]]\nid = \"\"\ntype = \"AID\"\n");
    desk.put("latin.toml", b"# ok\n# caf\xe9\n");
    desk.put("huge.toml", &vec![b'#'; 5 << 20]);
    desk.put("deep.toml", format!("a = {}", "[".repeat(100_000)).as_bytes());
    desk.put("nul.toml", b"\0\0\0");
    desk.put("binary.toml", &[0xff, 0xfe, 0x00, 0x01]);
    desk.put("typo.toml", SCHOOLS.replace("verbs", "verb").as_bytes());
    desk.put("action.toml", SCHOOLS.replacen("attack-school", "attack-schools", 1).as_bytes());
    desk.put("escape.toml", b"[[sense]]\nlanguage = \"fr\"\naction = \"\\u001b[31m\"\nverbs = [\"a\"]\n");
    for (file, expected) in [
        ("none.toml", "none.toml: no such file"),
        (".", "a folder, not a file"),
        ("empty-name.toml", "empty-name.toml: line 2: `` is no action id"),
        ("latin.toml", "latin.toml: line 2: not UTF-8"),
        ("binary.toml", "binary.toml: line 1: not UTF-8"),
        ("huge.toml", "huge.toml: larger than 4 MiB"),
        ("deep.toml", "deep.toml: line 1: "),
        ("nul.toml", "nul.toml: line 1: "),
        ("typo.toml", "typo.toml: line 10: unknown field `verb`, expected one of"),
        ("action.toml", "action.toml: line 9: `attack-school` is no action; did you mean `attack-schools`?"),
        ("escape.toml", "is no action"),
    ] {
        let read = desk.run(&["read", "a.txt", "--codebook", file]);
        assert_eq!(read.status, Some(2), "{file}: {}", read.err);
        assert_eq!((read.err.lines().count(), read.out.as_str()), (1, ""), "{file}: {}", read.err);
        assert!(read.err.contains(expected), "{file}: {}", read.err);
        assert!(!read.err.contains('\u{1b}'), "{file} reaches the terminal");
        let check = desk.run(&["codebook", "check", file]);
        assert_eq!(check.status, Some(1), "{file}: {}", check.err);
        assert!(check.err.contains(expected), "{file}: {}", check.err);
    }
}

#[test]
fn an_empty_codebook_changes_nothing_but_the_edition() {
    let desk = desk();
    desk.put("empty.toml", b"");
    let actions = |more: &[&str]| {
        let ran = desk.run(&[&["read", "a.txt", "--format", "jsonl"], more].concat());
        records(&ran).into_iter().map(|r| (r["action"].clone(), r["actors"].clone())).collect::<Vec<_>>()
    };
    assert_eq!(actions(&[]), actions(&["--codebook", "empty.toml"]));
}

#[test]
fn the_built_in_codebook_has_no_errors() {
    let ran = desk().run(&["codebook", "check"]);
    assert_eq!(ran.status, Some(0), "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("0 errors, "), "{}", ran.out);
    assert!(ran.out.contains("coded by"), "{}", ran.out);
}

#[test]
fn a_check_tells_errors_from_warnings_and_what_no_test_codes() {
    let desk = desk();
    let doubtful = format!(
        "{SCHOOLS}
[[sense]]
language = \"fr\"
action = \"attack-school\"
verbs = [\"attaquer école\", \"attaqués collège\", \"attaquer une crèche\"]
"
    );
    desk.put("doubtful.toml", doubtful.as_bytes());
    let ran = desk.run(&["codebook", "check", "doubtful.toml", "--tests", "schools.md"]);
    assert_eq!(ran.status, Some(0), "warnings are no failure: {}{}", ran.out, ran.err);
    for expected in [
        "doubtful.toml:17  fr verb `attaquer école`: `attaquer école` (attack-school, doubtful.toml:7) is tried first",
        "`attaqués collège`: no word has the lemma `attaqués`: the annotator reads it as `attaquer`",
        "`attaquer une crèche`: leave out `une`",
        "fr: 1 of 5 entries coded by 1 test article",
        "0 errors, 3 warnings",
    ] {
        assert!(ran.out.contains(expected), "{expected}\n{}", ran.out);
    }
    let contradiction = format!(
        "{SCHOOLS}\n[[sense]]\nlanguage = \"fr\"\naction = \"burn\"\nverbs = [\"incendier école\"]\n"
    );
    desk.put("contradiction.toml", contradiction.as_bytes());
    let ran = desk.run(&["codebook", "check", "contradiction.toml"]);
    assert_eq!(ran.status, Some(1), "{}", ran.out);
    assert!(
        ran.out.contains("error    contradiction.toml:17") && ran.out.contains("1 error, 0 warnings"),
        "{}",
        ran.out
    );
}

#[test]
fn tests_pass_or_tell_what_differs() {
    let desk = desk();
    let ran = desk.run(&["codebook", "test", "schools.md", "--codebook", "schools.toml"]);
    assert_eq!(ran.status, Some(0), "{}{}", ran.out, ran.err);
    assert!(
        ran.out.starts_with("pass  schools.md:3: block 1") && ran.out.ends_with("1 block passes, 0 fail\n"),
        "{}",
        ran.out
    );
    let ran = desk.run(&["codebook", "test", "schools.md"]);
    assert_eq!(ran.status, Some(1));
    assert!(ran.out.starts_with("FAIL  schools.md:3: block 1"), "{}", ran.out);
    assert!(ran.out.contains("action: expected attack-school, obtained"), "{}", ran.out);
}

#[test]
fn pages_that_are_no_tests_have_one_line_each() {
    let desk = desk();
    desk.put("prose.md", b"# No test here\n");
    desk.put("open.md", b"## A\n```article\nUn mot.\n");
    desk.put("slot.md", PAGE.replace("actors=", "doers=").as_bytes());
    for (page, expected) in [
        ("prose.md", "prose.md: no test in it"),
        ("open.md", "open.md: line 2: the fence is not closed"),
        ("slot.md", "slot.md: line 11: `doers` is no slot"),
        ("none.md", "none.md: no such file"),
    ] {
        let ran = desk.run(&["codebook", "test", page]);
        assert_eq!(ran.status, Some(1), "{page}: {}", ran.err);
        assert!(ran.err.contains(expected) && ran.err.lines().count() == 1, "{page}: {}", ran.err);
    }
    assert_eq!(desk.run(&["codebook", "test"]).status, Some(2));
}

#[test]
fn words_and_actions_are_shown_with_all_that_they_mean() {
    let desk = desk();
    let own = ["--codebook", "schools.toml"];
    let show = |words: &[&str]| desk.run(&[&["codebook", "show"], words].concat());
    let ran = show(&[&["incendier", "école"], &own[..]].concat());
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert!(
        ran.out.contains("1  incendier école → attack-school  ASSAULT/destroy  schools.toml:7"),
        "{}",
        ran.out
    );
    assert!(
        ran.out.contains("Strategic developments, Looting/property destruction (rule 10)"),
        "{}",
        ran.out
    );
    let action = show(&[&["attack-school"], &own[..]].concat());
    assert!(action.out.contains("verbs: attaquer école, incendier école"), "{}", action.out);
    let french = show(&["arrest", "--lang", "fr"]);
    assert!(french.out.contains("fr verb") || french.out.contains("  fr  "), "{}", french.out);
    assert!(!french.out.contains("  en  "), "{}", french.out);
    let lines = show(&["tuer", "--format", "jsonl"]);
    for line in lines.out.lines() {
        let entry: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(entry["head"], "tuer");
        assert_eq!(entry["language"], "fr");
    }
    let form = show(&["attaqués"]);
    assert_eq!(form.status, Some(1));
    assert!(form.err.contains("it is a form of `attaquer`"), "{}", form.err);
    assert!(show(&["atack-shcool", own[0], own[1]]).err.contains("did you mean `attack-school`?"));
}
