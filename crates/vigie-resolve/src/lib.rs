//! From mentions to the world: which place, actor and day the words of an article mean, and why some are refused.

pub mod actors;
pub mod dates;
mod error;
pub mod fold;
pub mod gazetteer;
pub mod places;

pub use error::Error;
