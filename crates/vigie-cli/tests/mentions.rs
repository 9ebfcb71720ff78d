//! `vigie mentions`, as those meet it who bring or want the words only.

#![allow(clippy::disallowed_methods, reason = "the program is tried on files")]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops where something is not as it should be"
)]

use serde_json::{Value, json};
use std::io::Write;
use std::process::{Command, Output, Stdio};

const TEXT: &str = "BAGHDAD, 21 novembre 2016 - Les Forces démocratiques syriennes ont avancé lundi au nord de Raqqa. \
    « Nous avançons vers la ville », a affirmé leur commandant. La Turquie a condamné l’offensive. Selon l’OSDH, douze civils \
    ont été tués en Syrie.";

fn mentions(input: &Value) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_vigie"))
        .args(["mentions", "-", "--format", "jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(format!("{input}\n").as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn lines(output: &Output) -> Vec<Value> {
    let text = std::str::from_utf8(&output.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).expect("a JSON object a line")).collect()
}

/// The code points of the `nth` place where `words` stand in the text.
fn points(words: &str, nth: usize) -> (usize, usize) {
    let byte = TEXT.match_indices(words).nth(nth).expect("the words stand in the text").0;
    let start = TEXT[..byte].chars().count();
    (start, start + words.chars().count())
}

#[test]
fn every_mention_slices_back_to_its_words_and_says_what_it_stands_for() {
    let found = lines(&mentions(&json!({"id": "a", "text": TEXT, "published": "2016-11-21", "lang": "fr"})));
    let letters: Vec<char> = TEXT.chars().collect();
    for m in &found {
        let range = m["start"].as_u64().unwrap() as usize..m["end"].as_u64().unwrap() as usize;
        assert_eq!(m["text"], letters[range].iter().collect::<String>(), "{m}");
        assert_eq!(m["article"], json!({"id": "a"}));
    }
    let of = |kind: &str, text: &str| {
        found
            .iter()
            .find(|m| m["kind"] == kind && m["text"] == text)
            .unwrap_or_else(|| panic!("{kind} {text}: {found:#?}"))
    };
    assert_eq!(of("place", "Raqqa")["country"], "SYR");
    assert_eq!(of("place", "Raqqa")["geonames"], 172_955);
    assert_eq!(of("place", "Raqqa")["relation"], "north-of");
    assert_eq!(of("time", "lundi")["from"], "2016-11-21");
    assert_eq!(of("time", "lundi")["basis"], "relative");
    assert_eq!(of("actor", "Forces démocratiques syriennes")["id"], "syrian-democratic-forces");
    assert_eq!(of("actor", "Nous")["id"], "syrian-democratic-forces");
    let quote = of("quote", "Nous avançons vers la ville");
    assert_eq!(
        (quote["direct"].as_bool(), quote["speaker"][0]["name"].as_str()),
        (Some(true), Some("commandant"))
    );
    let told = of("quote", "douze civils ont été tués en Syrie");
    assert_eq!((told["direct"].as_bool(), told["speaker"][0]["name"].as_str()), (Some(false), Some("OSDH")));
}

#[test]
fn a_state_that_acts_is_an_actor_and_one_where_things_happen_a_place() {
    let found = lines(&mentions(&json!({"text": TEXT, "lang": "fr"})));
    let kinds = |text: &str| -> Vec<&str> {
        found.iter().filter(|m| m["text"] == text).filter_map(|m| m["kind"].as_str()).collect()
    };
    assert_eq!(kinds("Turquie"), ["actor"]);
    assert_eq!(kinds("Syrie"), ["place"]);
}

#[test]
fn a_pronoun_that_stands_for_nobody_and_a_name_between_marks_are_no_mention() {
    let text = "« Il n'y a pas eu de dégâts », a assuré l'armée, citée par l'agence Sana. L'opération « Colère du Nil », a-t-elle \
        ajouté, va durer. Les rebelles se sont emparés du pont. Le groupe Etat islamique a fui.";
    let found = lines(&mentions(&json!({"text": text, "lang": "fr"})));
    let texts = |kind: &str| -> Vec<&str> {
        found.iter().filter(|m| m["kind"] == kind).filter_map(|m| m["text"].as_str()).collect()
    };
    assert!(!texts("actor").iter().any(|t| ["Il", "se", "Etat islamique"].contains(t)), "{found:#?}");
    assert!(texts("actor").contains(&"groupe Etat islamique"), "{found:#?}");
    assert!(texts("quote").contains(&"Il n'y a pas eu de dégâts"), "{found:#?}");
    assert!(!texts("quote").contains(&"Colère du Nil"), "{found:#?}");
}

#[test]
fn letters_stand_for_the_group_right_before_them() {
    let text = "Fighting broke out on Tuesday between the Hamza Brigades and the Northern Lions Front (NLF) near Palma, in \
        Mozambique. The NLF lost ten men.";
    let found = lines(&mentions(&json!({"text": text, "lang": "en"})));
    let name = |text: &str| {
        found.iter().find(|m| m["kind"] == "actor" && m["text"] == text).map(|m| m["name"].clone())
    };
    assert_eq!(name("NLF"), Some(json!("Northern Lions Front")), "{found:#?}");
}

#[test]
fn exactly_the_given_spans_are_resolved_in_their_order() {
    let spans: Vec<Value> =
        [("lundi", "time"), ("Raqqa", "place"), ("douze civils", "actor"), ("condamné", "time")]
            .into_iter()
            .map(|(words, kind)| {
                let (start, end) = points(words, 0);
                json!({"start": start, "end": end, "kind": kind})
            })
            .collect();
    let output = mentions(&json!({"text": TEXT, "published": "2016-11-21", "lang": "fr", "spans": spans}));
    let found = lines(&output);
    let texts: Vec<&str> = found.iter().filter_map(|m| m["text"].as_str()).collect();
    assert_eq!(texts, ["lundi", "Raqqa", "douze civils", "condamné"]);
    assert_eq!(found[0]["to"], "2016-11-21");
    assert_eq!(found[1]["country"], "SYR");
    assert_eq!(found[2]["sectors"], json!(["CVL"]));
    assert!(found[3]["refused"].is_string() && found[3].get("from").is_none(), "{}", found[3]);
    assert!(output.status.success());
    assert!(lines(&mentions(&json!({"text": TEXT, "lang": "fr", "spans": []}))).is_empty());
}

#[test]
fn a_wrong_span_has_its_message_and_the_others_are_resolved() {
    let (start, end) = points("Raqqa", 0);
    let spans = json!([
        {"start": start, "end": end, "kind": "place"},
        {"start": end, "end": start, "kind": "place"},
        {"start": 0, "end": 99_999_999, "kind": "place"},
        {"start": 0, "end": 7, "kind": "GPE"},
        {"start": -1, "end": 7, "kind": "place"},
        7,
    ]);
    let output = mentions(&json!({"id": "a", "text": TEXT, "lang": "fr", "spans": spans}));
    assert_eq!(lines(&output).len(), 1);
    let messages = String::from_utf8(output.stderr).unwrap();
    for number in 2..=6 {
        assert!(messages.contains(&format!("article `a`: span {number}: ")), "{number}: {messages}");
    }
    assert_eq!(output.status.code(), Some(1));
}
