//! One `SQLite` file of articles and reports.
//!
//! # Brief overview
//!
//! A [`Store`] keeps each article once, by its content, with its reports; any `SQLite` tool can read it. Batches of articles are
//! put in by one transaction each ([`Store::put`]), so that a process killed at any moment leaves whole articles only, and the
//! next run goes on from there ([`Store::known`]). [`Store::timeline`] looks back through a [`Filter`].
//!
//! The clock is the caller's: the time of reading is part of what is put in.

mod error;
mod fold;
mod migrations;
mod query;
mod store;

pub use error::{Error, ErrorKind};
pub use query::{Filter, Totals};
pub use store::{Entry, Known, Store};
