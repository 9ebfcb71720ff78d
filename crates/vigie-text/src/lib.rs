//! Text with stable coordinates.
//!
//! Inside vigie every offset is a **byte** offset into the article's text. At the border (JSON, CSV, Python) offsets
//! are Unicode **code points**; [`CodePoints`] is the one place where the two are converted.

mod codepoints;
mod language;
mod span;

pub use codepoints::CodePoints;
pub use language::Language;
pub use span::Span;
