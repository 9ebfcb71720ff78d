//! A run that is killed at any moment, and the run after it: every article is stored exactly once.

#![allow(clippy::disallowed_methods, reason = "the program is tried on files")]
#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

fn vigie(articles: &Path, store: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vigie"));
    command.arg("read").arg(articles).arg("--store").arg(store).args(["--format", "jsonl"]);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn write_articles(path: &Path, number: usize) {
    let lines: String = (0..number)
        .map(|n| {
            let text = format!("Des rebelles ont tué {} soldats à Gao, selon l'armée malienne.", n + 2);
            serde_json::json!({"text": text, "lang": "fr", "published": "2012-04-02"}).to_string() + "\n"
        })
        .collect();
    fs::write(path, lines).unwrap();
}

/// What `vigie show` prints of a store, and so whether it can be read at all.
fn shown(store: &Path) -> Vec<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_vigie"))
        .arg("show")
        .arg(store)
        .args(["--format", "jsonl"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut lines: Vec<String> =
        String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect();
    lines.sort();
    lines
}

fn kill_and_run_again(times: u32, number: usize) {
    let folder = tempfile::tempdir().unwrap();
    let articles = folder.path().join("articles.jsonl");
    write_articles(&articles, number);
    let whole = folder.path().join("whole.vigie");
    let started = Instant::now();
    assert!(vigie(&articles, &whole).status().unwrap().success());
    let time = started.elapsed();
    let expected = shown(&whole);
    assert!(expected.len() >= number);
    let mut state = 42u64;
    for n in 0..times {
        let store = folder.path().join(format!("{n}.vigie"));
        // Moments spread over the whole run, from the making of the store to its last transaction.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let moment = time.mul_f64((state >> 40) as f64 / f64::from(1 << 24) * 1.05);
        let mut child = vigie(&articles, &store).spawn().unwrap();
        std::thread::sleep(moment.max(Duration::from_millis(1)));
        // SIGKILL; the run may have ended by itself.
        let _ = child.kill();
        child.wait().unwrap();
        assert!(vigie(&articles, &store).status().unwrap().success(), "after a kill at {moment:?}");
        assert_eq!(shown(&store), expected, "after a kill at {moment:?}");
    }
}

#[test]
fn every_article_is_stored_once_after_a_kill() {
    kill_and_run_again(10, 150);
}

#[test]
#[ignore = "takes minutes; run it with `cargo test --release -- --ignored`"]
fn every_article_is_stored_once_after_fifty_kills() {
    kill_and_run_again(50, 2000);
}
