//! Page to article: main text, title, date, related dossiers.
//!
//! # Brief overview
//!
//! [`articles`] takes the bytes of a file and its name and gives the articles in it: plain text, an HTML page, a JSON text or
//! JSON Lines, in any character set. [`JsonLines`] reads a stream of them in constant memory. What cannot be read is an
//! [`Error`] among the others and stops nothing. No file is opened and nothing is fetched here.
//!
//! In HTML the story is found by the readability algorithm (crate `dom_smoothie`, after Mozilla's Readability), fenced against
//! pages that would stop it; boxes of links to other articles are taken out of the text and kept as
//! [`Article::related`](vigie_schema::Article::related). In plain text they stay, for every offset counts from the text as given,
//! and are marked by their span.
//!
//! # Example
//!
//! ```
//! let page = "<html lang=fr><head><meta property=og:site_name content='Le Fleuve'></head><body>\
//!             <p>L'armée est entrée à Gao.</p><p>À lire aussi : <a href=/gao>Gao, dix ans après</a></p></body></html>";
//! let read = vigie_extract::articles(page.as_bytes(), Some("page.html"));
//! let article = read[0].as_ref().unwrap();
//! assert_eq!(article.text, "L'armée est entrée à Gao.");
//! assert_eq!(article.outlet.as_deref(), Some("Le Fleuve"));
//! assert_eq!(article.related[0].url.as_deref(), Some("/gao"));
//! ```

mod blocks;
mod decode;
mod error;
mod input;
mod json;
mod markup;
mod page;
mod published;
mod related;

pub use error::{Error, ErrorKind};
pub use input::{Kind, MAX_LINE, MAX_PAGE, MAX_TEXT, articles};
pub use json::JsonLines;
pub use published::day;
