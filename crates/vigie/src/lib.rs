//! vigie as a library: an article in, checkable reports out.

mod pipeline;

pub use pipeline::{Error, NotRead, Reading, Vigie};
pub use vigie_schema as schema;
