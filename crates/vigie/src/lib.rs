//! vigie as a library: an article in, checkable reports out.

pub mod check;
mod context;
mod evidence;
mod knowledge;
mod mentions;
pub mod pages;
mod pipeline;
mod reading;

pub use evidence::Evidence;
pub use knowledge::{Error, Vigie};
pub use mentions::Mentioned;
pub use reading::{NotRead, Reading};
pub use vigie_codebook as codebook;
pub use vigie_schema as schema;
