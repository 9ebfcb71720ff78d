//! vigie as a library: an article in, checkable reports out.

pub mod check;
mod context;
pub mod pages;
mod pipeline;
mod reading;

pub use pipeline::{Error, Vigie};
pub use reading::{NotRead, Reading};
pub use vigie_codebook as codebook;
pub use vigie_schema as schema;
