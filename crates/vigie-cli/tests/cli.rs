//! The program as its users meet it.

#![allow(clippy::disallowed_methods, reason = "the program is tried on files")]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops where something is not as it should be"
)]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

fn vigie(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vigie"));
    command.args(arguments).env_remove("COLUMNS").stdin(Stdio::null());
    command
}

/// What a run printed and how it ended.
struct Ran {
    out: String,
    err: String,
    status: Option<i32>,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("vigie prints UTF-8");
        Self { out: text(output.stdout), err: text(output.stderr), status: output.status.code() }
    }
}

impl Ran {
    fn messages(&self) -> Vec<&str> {
        self.err.lines().filter(|line| line.starts_with("vigie: ")).collect()
    }
}

fn run(arguments: &[&str]) -> Ran {
    let ran = Ran::from(vigie(arguments).output().unwrap());
    assert!(!ran.err.contains("panicked"), "{}", ran.err);
    ran
}

fn run_with(arguments: &[&str], input: &[u8]) -> Ran {
    let mut child =
        vigie(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // A program that refuses its input need not read it to the end.
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let ran = Ran::from(child.wait_with_output().unwrap());
    let _ = writer.join().unwrap();
    assert!(!ran.err.contains("panicked"), "{}", ran.err);
    ran
}

const ARTICLE: &str = "Des rebelles ont tué trois soldats dimanche à Gao, a indiqué l'armée malienne.\n";

fn file(folder: &TempDir, name: &str, bytes: impl AsRef<[u8]>) -> String {
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    path.display().to_string()
}

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn records(out: &str) -> Vec<serde_json::Value> {
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn an_article_on_standard_input_gives_reports_whose_offsets_slice_back() {
    let ran = run_with(&["read", "-", "--published", "2012-04-02", "--format", "jsonl"], ARTICLE.as_bytes());
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    let all = records(&ran.out);
    assert!(!all.is_empty());
    let letters: Vec<char> = ARTICLE.chars().collect();
    for record in all {
        let trigger = &record["trigger"];
        let at = |key: &str| usize::try_from(trigger[key].as_u64().unwrap()).unwrap();
        let words: String = letters[at("start")..at("end")].iter().collect();
        assert_eq!(trigger["text"], words);
        assert_eq!(record["article"]["published"], "2012-04-02");
        assert_eq!(record["article"]["language"], "fr");
    }
}

#[test]
fn json_lines_keep_their_ids_and_say_which_line_is_bad() {
    let lines = format!(
        "{}\nnot json\n{}\n",
        serde_json::json!({"id": "a1", "text": ARTICLE, "published": "2012-04-02", "outlet": "Le Fleuve"}),
        serde_json::json!({"id": 2, "text": ARTICLE.replace("trois", "deux")})
    );
    let folder = folder();
    let path = file(&folder, "articles.jsonl", lines);
    let ran = run(&["read", &path, "--format", "jsonl"]);
    assert_eq!(ran.status, Some(1));
    assert_eq!(ran.messages().len(), 1, "{}", ran.err);
    assert!(ran.messages()[0].contains("articles.jsonl: line 2: not a JSON object"), "{}", ran.err);
    let ids: Vec<_> = records(&ran.out).iter().map(|r| r["article"]["id"].clone()).collect();
    assert!(ids.contains(&"a1".into()) && ids.contains(&"2".into()), "{ids:?}");
}

#[test]
fn every_format_has_its_shape() {
    let folder = folder();
    let path = file(&folder, "2012-04-02-gao.txt", ARTICLE);
    let table = run(&["read", &path]);
    assert!(table.out.contains("who → whom") && table.out.contains("“tué”"), "{}", table.out);
    assert!(!table.out.contains('\u{1b}'), "no colour outside a terminal");
    let csv = run(&["read", &path, "--format", "csv"]);
    assert!(csv.out.starts_with("report_id,article_id,outlet"), "{}", csv.out);
    assert!(csv.out.contains(",2012-04-02,"), "the day of the file's name: {}", csv.out);
    let none = file(&folder, "recette.txt", "Battez les œufs avec le sucre, puis ajoutez la farine.\n");
    let ran = run(&["read", &none]);
    assert_eq!((ran.out.as_str(), ran.status), ("", Some(0)), "no event is no error: {}", ran.err);
    assert_eq!(run(&["read", &none, "--format", "csv"]).out.lines().count(), 1, "a header all the same");
}

#[test]
fn the_closing_table_counts_what_was_done() {
    let folder = folder();
    let path = file(&folder, "a.txt", ARTICLE);
    let ran = run(&["read", &path]);
    let lines: Vec<&str> = ran.err.lines().collect();
    assert_eq!(lines.len(), 2, "{}", ran.err);
    assert!(lines[0].contains("articles read") && lines[0].contains("articles/s"));
    assert!(lines[1].trim_start().starts_with("1 "));
}

#[test]
fn what_cannot_be_read_has_one_line_each_and_stops_nothing() {
    let folder = folder();
    let mut state = 1u32;
    let noise: Vec<u8> = std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    })
    .take(1_000_000)
    .collect();
    let paths = [
        file(&folder, "noise.txt", &noise),
        file(&folder, "empty.txt", ""),
        folder.path().join("missing.txt").display().to_string(),
        file(&folder, "picture.png", b"\x89PNG\r\n\x1a\n0000"),
        file(
            &folder,
            "arabic.txt",
            "أعلن الجيش أنه سيطر على المدينة بعد معارك استمرت ثلاثة أيام مع المسلحين.\n",
        ),
        file(&folder, "long.jsonl", vec![b'x'; 50 << 20]),
        file(&folder, "good.txt", ARTICLE),
    ];
    let mut arguments = vec!["read", "--format", "jsonl"];
    arguments.extend(paths.iter().map(String::as_str));
    let ran = run(&arguments);
    assert_eq!(ran.status, Some(1));
    let messages = ran.messages();
    let expected = [
        ("missing.txt", "no such file"),
        ("noise.txt", "not text"),
        ("empty.txt", "no words in it"),
        ("picture.png", "a PNG picture"),
        ("arabic.txt", "language"),
        ("long.jsonl", "line 1: a line of more than"),
    ];
    assert_eq!(messages.len(), expected.len(), "{}", ran.err);
    for (message, (file, reason)) in messages.iter().zip(expected) {
        assert!(message.contains(file) && message.contains(reason), "{message} should say {file}: {reason}");
    }
    assert!(!records(&ran.out).is_empty(), "the good file was read");
}

#[test]
fn random_bytes_on_standard_input_are_not_text() {
    let noise: Vec<u8> = (0..1_000_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let ran = run_with(&["read", "-"], &noise);
    assert_eq!(ran.status, Some(1));
    assert_eq!(ran.messages().len(), 1, "{}", ran.err);
    assert!(ran.messages()[0].starts_with("vigie: standard input: not text"), "{}", ran.err);
}

#[test]
fn french_in_latin_1_and_broken_utf_8_are_read() {
    let folder = folder();
    let latin: Vec<u8> = ARTICLE.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let path = file(&folder, "latin.txt", latin);
    let ran = run(&["read", &path, "--format", "jsonl"]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert_eq!(records(&ran.out)[0]["sentence"]["text"], ARTICLE.trim());
    let mut broken = ARTICLE.as_bytes().to_vec();
    broken.extend(b"Fin \xff de transmission.\n");
    let path = file(&folder, "broken.txt", broken);
    let ran = run(&["read", &path, "--format", "jsonl"]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert_eq!(records(&ran.out)[0]["sentence"]["text"], ARTICLE.trim());
}

#[test]
fn hostile_pages_are_read_or_refused_soon() {
    let folder = folder();
    let deep = format!("{}<p>{ARTICLE}</p>{}", "<div>".repeat(100_000), "</div>".repeat(100_000));
    let wide = format!("<p>{ARTICLE}</p>{}", "<b>x</b>".repeat(300_000));
    for (name, html) in [("deep.html", deep), ("wide.html", wide)] {
        let path = file(&folder, name, html);
        let ran = run(&["read", &path, "--lang", "fr", "--format", "jsonl"]);
        assert_eq!(ran.status, Some(0), "{name}: {}", ran.err);
        assert!(!records(&ran.out).is_empty(), "{name}");
    }
}

#[test]
fn wrong_arguments_end_with_status_2() {
    for arguments in [
        &["read", "--published", "21/11/2016", "x"][..],
        &["read", "--lang", "xx", "x"],
        &["read", "--format", "xml", "x"],
        &["unknown"],
        &[],
        &["show", "missing.vigie"],
        &["read", "--store", "no/such/folder/a.vigie", "-"],
    ] {
        assert_eq!(run(arguments).status, Some(2), "{arguments:?}");
    }
    let missing = run(&["show", "missing.vigie"]);
    assert_eq!(missing.err.matches("no such store").count(), 1, "{}", missing.err);
    assert_eq!(run(&["--help"]).status, Some(0));
    assert_eq!(run(&["read", "--help"]).status, Some(0));
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let folder = folder();
    let lines: String = (0..300)
        .map(|n| {
            serde_json::json!({"id": n, "text": format!("{ARTICLE}Le {n}."), "lang": "fr"}).to_string() + "\n"
        })
        .collect();
    let path = file(&folder, "many.jsonl", lines);
    let mut child = vigie(&["read", &path, "--format", "jsonl"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let ran = Ran::from(child.wait_with_output().unwrap());
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert!(ran.messages().is_empty(), "{}", ran.err);
}

#[test]
fn what_is_stored_can_be_looked_at() {
    let folder = folder();
    let path = file(&folder, "2012-04-02-gao.txt", ARTICLE);
    let store = folder.path().join("news.vigie").display().to_string();
    let first = run(&["read", &path, "--store", &store, "--format", "jsonl"]);
    let again = run(&["read", &path, "--store", &store, "--format", "jsonl"]);
    assert_eq!(first.status, Some(0), "{}", first.err);
    assert_eq!(first.out, again.out, "the second time it comes out of the store");
    let timeline = run(&["show", &store]);
    assert!(timeline.out.contains("Des rebelles ont tué"), "{}", timeline.out);
    let all = run(&["show", &store, "--format", "jsonl"]);
    assert_eq!(records(&all.out).len(), records(&first.out).len());
    assert_eq!(run(&["show", &store, "--since", "2030-01-01"]).out, "no report\n");
    let id = records(&first.out)[0]["id"].as_str().unwrap().to_owned();
    let one = run(&["show", &store, "--report", &id]);
    assert!(one.out.contains("^^^") && one.out.contains(&id), "{}", one.out);
    let none = run(&["show", &store, "--report", "rp_none"]);
    assert_eq!(none.status, Some(1));
    assert!(none.messages()[0].contains("no report `rp_none`"), "{}", none.err);
}

#[test]
fn a_file_that_is_no_store_is_refused_and_left_alone() {
    let folder = folder();
    let path = file(&folder, "a.txt", ARTICLE);
    for arguments in [&["show", path.as_str()][..], &["read", path.as_str(), "--store", path.as_str()]] {
        let ran = run(arguments);
        assert_eq!(ran.status, Some(2));
        assert!(ran.messages()[0].contains("not a vigie store"), "{}", ran.err);
    }
    assert_eq!(fs::read_to_string(&path).unwrap(), ARTICLE);
}

#[test]
fn trees_can_be_printed_and_read_back() {
    let folder = folder();
    let article = file(&folder, "a.txt", ARTICLE);
    let trees = run(&["annotate", &article]);
    assert_eq!(trees.status, Some(0), "{}", trees.err);
    assert!(trees.out.contains("# text = Des rebelles ont tué"), "{}", trees.out);
    let conllu = file(&folder, "a.conllu", &trees.out);
    let afresh = run(&["annotate", "--tokens", &conllu]);
    let words =
        |out: &str| out.lines().filter(|l| !l.starts_with('#')).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(words(&trees.out), words(&afresh.out));
    let read = run(&["read", "--from-conllu", &conllu, "--format", "jsonl"]);
    assert_eq!(read.status, Some(0), "{}", read.err);
    let own = run(&["read", &article, "--format", "jsonl"]);
    let triggers = |out: &str| records(out).iter().map(|r| r["trigger"]["text"].clone()).collect::<Vec<_>>();
    assert_eq!(triggers(&read.out), triggers(&own.out));
    let bad = run(&["read", "--from-conllu", &article]);
    assert_eq!(bad.status, Some(1));
    assert_eq!(bad.messages().len(), 1, "{}", bad.err);
}

#[test]
fn a_page_that_says_another_language_than_its_text_is_read_by_its_text_unless_told() {
    let folder = folder();
    let page =
        format!("<html lang=\"en\"><body><article><p>{}</p></article></body></html>", ARTICLE.repeat(8));
    let path = file(&folder, "page.html", page);
    let own = run(&["read", &path, "--format", "jsonl"]);
    assert_eq!(records(&own.out)[0]["article"]["language"], "fr", "{}", own.err);
    let trees = run(&["annotate", &path, "--lang", "en"]);
    assert_ne!(trees.out, run(&["annotate", &path]).out);
}

#[test]
fn each_document_of_a_file_of_words_is_annotated_in_its_own_language() {
    let folder = folder();
    let french = run(&["annotate", &file(&folder, "fr.txt", ARTICLE)]).out;
    let text = "Rebels killed three soldiers on Sunday in the town of Gao, the army said.\n";
    let english = run(&["annotate", &file(&folder, "en.txt", text)]).out;
    let both = file(&folder, "both.conllu", format!("{french}{english}"));
    let afresh = run(&["annotate", "--tokens", &both]);
    assert_eq!(afresh.status, Some(0), "{}", afresh.err);
    let words = |out: &str| out.lines().filter(|l| !l.starts_with('#')).collect::<Vec<_>>().join("\n");
    assert_eq!(words(&afresh.out), words(&format!("{french}{english}")));
}

#[test]
fn every_sentence_is_explained() {
    let ran = run_with(&["explain", "-"], format!("{ARTICLE}La pluie tombe.\n").as_bytes());
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert!(ran.out.contains("coded      « tué »"), "{}", ran.out);
    assert!(ran.out.contains("La pluie tombe."), "{}", ran.out);
}

#[test]
fn the_demo_shows_reports_with_their_words() {
    let ran = run(&["demo"]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert!(ran.out.lines().filter(|l| l.trim_start().starts_with('«')).count() > 20, "{}", ran.out);
    assert!(!records(&run(&["demo", "--format", "jsonl"]).out).is_empty());
}

#[test]
fn control_characters_of_an_article_do_not_reach_a_table() {
    let text = ARTICLE.replace("trois", "\u{1b}[31mtrois\u{9b}2J");
    let line = serde_json::json!({"id": "x", "text": text, "lang": "fr", "title": "a\u{1b}]0;titre\u{7}"});
    let ran = run_with(&["read", "-"], line.to_string().as_bytes());
    assert!(!ran.out.contains(['\u{1b}', '\u{7}', '\u{9b}']), "{:?}", ran.out);
}

#[test]
fn a_folder_is_read_in_the_order_of_its_names() {
    let folder = folder();
    fs::create_dir(folder.path().join("sub")).unwrap();
    for (name, number) in [("b.txt", "deux"), ("a.txt", "trois"), ("sub/c.txt", "quatre")] {
        fs::write(folder.path().join(name), ARTICLE.replace("trois", number)).unwrap();
    }
    fs::write(folder.path().join("notes.pdf"), "%PDF").unwrap();
    let ran = run(&["read", &folder.path().display().to_string(), "--format", "jsonl"]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    let mut sentences: Vec<String> =
        records(&ran.out).iter().map(|r| r["sentence"]["text"].as_str().unwrap().to_owned()).collect();
    sentences.dedup();
    let numbers: Vec<_> = sentences
        .iter()
        .filter_map(|s| ["deux", "trois", "quatre"].into_iter().find(|n| s.contains(n)))
        .collect();
    assert_eq!(numbers, ["trois", "deux", "quatre"]);
    let empty = tempfile::tempdir().unwrap();
    let ran = run(&["read", &empty.path().display().to_string()]);
    assert_eq!(ran.status, Some(1));
    assert!(ran.messages()[0].contains("no article in this folder"), "{}", ran.err);
    let ran = run(&["read", "--from-conllu", &empty.path().display().to_string()]);
    assert!(ran.messages()[0].contains(".conllu"), "{}", ran.err);
    assert!(Path::new(&empty.path()).exists());
}
