//! The shape of the workspace: who may depend on whom, how files are named, what the lexicon may speak of.

#![allow(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]
#![allow(clippy::disallowed_methods, reason = "the workspace is files")]

use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::LazyLock,
};
use vigie_codebook::Codebook;

/// Names that say nothing of what a file or a folder is about.
const EMPTY_NAMES: [&str; 6] = ["util", "utils", "helper", "helpers", "common", "misc"];

static PACKAGES: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let told = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    let told: Value = serde_json::from_slice(&told.stdout).unwrap();
    told["packages"].as_array().unwrap().clone()
});

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// The crates in the order of the table of `crates/README.md`.
fn table() -> Vec<String> {
    let text = fs::read_to_string(root().join("crates/README.md")).unwrap();
    let name = |line: &str| Some(line.strip_prefix("| `")?.split_once('`')?.0.to_owned());
    text.lines().filter_map(name).collect()
}

/// Every file below `folder`, in alphabetical order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    entries.into_iter().flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn the_table_lists_every_crate_once_and_nothing_else() {
    let mut listed = table();
    let mut there: Vec<String> = PACKAGES.iter().map(|p| p["name"].as_str().unwrap().to_owned()).collect();
    listed.sort_unstable();
    there.sort_unstable();
    assert_eq!(listed, there, "left: the table of crates/README.md; right: the workspace");
}

#[test]
fn a_crate_depends_only_on_crates_above_it() {
    let table = table();
    let place = |name: &str| table.iter().position(|listed| listed == name);
    for package in PACKAGES.iter() {
        let name = package["name"].as_str().unwrap();
        for dependency in package["dependencies"].as_array().unwrap() {
            let on = dependency["name"].as_str().unwrap();
            if on.starts_with("vigie") {
                assert!(
                    place(on) < place(name),
                    "{name} depends on {on}, which is not above it in crates/README.md"
                );
            }
        }
    }
}

#[test]
fn every_crate_takes_the_lints_and_the_version_of_the_workspace() {
    for package in PACKAGES.iter() {
        let path = package["manifest_path"].as_str().unwrap();
        let manifest: toml::Table = fs::read_to_string(path).unwrap().parse().unwrap();
        assert_eq!(manifest["lints"]["workspace"].as_bool(), Some(true), "{path}: lints");
        for key in ["version", "edition", "license"] {
            assert_eq!(manifest["package"][key]["workspace"].as_bool(), Some(true), "{path}: {key}");
        }
    }
}

#[test]
fn no_file_or_folder_has_a_name_that_says_nothing() {
    let crates = root().join("crates");
    for path in files(&crates) {
        for part in path.strip_prefix(&crates).unwrap().components() {
            let name = part.as_os_str().to_str().unwrap();
            let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
            assert!(!EMPTY_NAMES.contains(&stem), "{}: name it after what is in it", path.display());
        }
    }
}

#[test]
fn every_lexicon_file_names_actions_of_the_codebook() {
    let codebook = Codebook::shipped().unwrap();
    let mut unknown = Vec::new();
    let mut senses = 0;
    for language in ["fr", "en"] {
        for path in files(&root().join("lexicon").join(language).join("actions")) {
            let file: toml::Table = fs::read_to_string(&path).unwrap().parse().unwrap();
            for (number, sense) in file["sense"].as_array().unwrap().iter().enumerate() {
                senses += 1;
                let action = sense["action"].as_str().unwrap();
                if codebook.action(action).is_none() {
                    unknown.push(format!("{} [{}]: {action}", path.display(), number + 1));
                }
            }
        }
    }
    assert!(senses > 200, "{senses} senses");
    assert!(unknown.is_empty(), "{unknown:#?}");
}

#[test]
fn codebook_pages_are_numbered_without_gaps() {
    let pages = files(&root().join("corpus/tests"));
    let is_page = |p: &&PathBuf| p.extension().is_some_and(|e| e == "md") && !p.ends_with("README.md");
    let names = pages.iter().filter(is_page).filter_map(|p| p.file_name()?.to_str());
    for (name, number) in names.zip(1..) {
        assert!(name.starts_with(&format!("{number:02}-")), "{name}: the pages are numbered without gaps");
    }
}
