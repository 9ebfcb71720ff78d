//! vigie as a library: an article in, checkable reports out.

mod context;
mod pipeline;
mod reading;

pub use pipeline::{Error, Vigie};
pub use reading::{NotRead, Reading};
pub use vigie_schema as schema;
