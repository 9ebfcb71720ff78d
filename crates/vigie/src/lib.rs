//! vigie as a library: an article in, checkable reports out.

pub mod check;
mod context;
mod mentions;
pub mod pages;
mod pipeline;
mod reading;

pub use mentions::Mentioned;
pub use pipeline::{Error, Vigie};
pub use reading::{NotRead, Reading};
pub use vigie_codebook as codebook;
pub use vigie_schema as schema;
