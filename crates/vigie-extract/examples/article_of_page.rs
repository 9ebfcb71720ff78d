//! What vigie takes from a page: `cargo run --release -p vigie-extract --example article_of_page -- page.html…`, a JSON
//! line a page.

#![allow(clippy::disallowed_methods, reason = "a program is an edge")]
#![expect(clippy::print_stdout, reason = "an example that prints")]

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for path in std::env::args().skip(1) {
        for article in vigie_extract::articles(&std::fs::read(&path)?, Some(&path)) {
            match article {
                Ok(article) => println!("{}", serde_json::to_string(&article)?),
                Err(e) => println!("{}", serde_json::json!({ "path": path, "error": e.to_string() })),
            }
        }
    }
    Ok(())
}
