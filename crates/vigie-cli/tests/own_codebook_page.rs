//! docs/your-own-codebook.md is run: its files are written, and its commands print what the page shows. Where they print
//! something else, this writes the page anew:
//!
//!     VIGIE_UPDATE_DOCS=1 cargo test --release -p vigie-cli --test own_codebook_page

#![cfg(unix)]
#![allow(clippy::disallowed_methods, reason = "the page is a file, and so are those that it has one write")]
#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const UPDATE: &str = "VIGIE_UPDATE_DOCS";

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/your-own-codebook.md")
}

/// What a command prints in a shell, on both outputs.
fn shell(folder: &Path, command: &str) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_vigie"));
    let folders = format!("{}:{}", program.parent().unwrap().display(), env::var("PATH").unwrap());
    let output = Command::new("sh")
        .args(["-c", &format!("( {command} ) 2>&1")])
        .current_dir(folder)
        .env("PATH", folders)
        .env_remove("COLUMNS")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// The file that a line of prose introduces, and whether it is only added to.
fn introduced(line: &str) -> Option<(&str, bool)> {
    let (before, name) = line.trim_end().strip_suffix("`:")?.rsplit_once('`')?;
    Some((name, before.contains("Add this to the end of")))
}

/// The page with what each command prints now.
fn run(page: &str, folder: &Path) -> String {
    let mut lines = page.lines();
    let (mut written, mut file) = (String::new(), None);
    while let Some(line) = lines.next() {
        writeln!(written, "{line}").unwrap();
        let Some(rest) = line.strip_prefix("```") else {
            if !line.trim().is_empty() {
                file = introduced(line);
            }
            continue;
        };
        let kind = rest.trim_start_matches('`');
        let end = &line[..line.len() - kind.len()];
        let inside: Vec<&str> = lines.by_ref().take_while(|l| *l != end).collect();
        if kind == "console" {
            for command in inside.iter().filter_map(|l| l.strip_prefix("$ ")) {
                write!(written, "$ {command}\n{}", shell(folder, command)).unwrap();
            }
        } else {
            for line in &inside {
                writeln!(written, "{line}").unwrap();
            }
            if let Some((name, is_added)) = file.take() {
                let path = folder.join(name);
                let before = if is_added { fs::read_to_string(&path).unwrap() + "\n" } else { String::new() };
                fs::write(path, before + &inside.join("\n") + "\n").unwrap();
            }
        }
        writeln!(written, "{end}").unwrap();
    }
    written
}

/// A line without the figures that change with every word of the built-in lexicon: its size, and the numbers of its blocks.
fn lasting(line: &str) -> String {
    let changes = ["lexicon/", " senses, ", " actions"].iter().any(|part| line.contains(part));
    if changes { line.chars().filter(|c| !c.is_ascii_digit()).collect() } else { line.to_owned() }
}

#[test]
fn every_command_of_the_page_prints_what_the_page_shows() {
    let folder = tempfile::tempdir().unwrap();
    let page = fs::read_to_string(path()).unwrap();
    let now = run(&page, folder.path());
    if env::var_os(UPDATE).is_some_and(|v| v == "1") {
        fs::write(path(), now).unwrap();
        return;
    }
    for (shown, printed) in page.lines().zip(now.lines()) {
        assert_eq!(lasting(shown), lasting(printed), "{UPDATE}=1 writes the page anew");
    }
    assert_eq!(page.lines().count(), now.lines().count(), "{UPDATE}=1 writes the page anew");
}
