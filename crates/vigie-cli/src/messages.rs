//! What is said on standard error: one line for each thing that failed, a bar while one waits.

use crate::print::clean;
use indicatif::{ProgressBar, ProgressStyle};
use std::fmt::Display;
use std::io::{IsTerminal, Write, stderr};

/// Prints one line on standard error. Where that is closed there is nobody to tell.
pub(crate) fn complain(message: &str) {
    let one_line = clean(&message.replace('\n', " "));
    let _ = writeln!(stderr().lock(), "vigie: {one_line}");
}

/// The messages of one run.
pub(crate) struct Messages {
    failures: u64,
    articles: u64,
    total: Option<u64>,
    bar: Option<ProgressBar>,
    may_draw: bool,
}

/// With this many articles read, a bar is worth its lines.
const A_FEW: u64 = 8;

impl Messages {
    /// `may_draw` allows the bar, where standard error is a terminal.
    pub(crate) fn new(may_draw: bool) -> Self {
        let may_draw = may_draw && stderr().is_terminal() && std::env::var_os("VIGIE_NO_PROGRESS").is_none();
        Self { failures: 0, articles: 0, total: None, bar: None, may_draw }
    }

    /// Says how many bytes there are to read, where that is known.
    pub(crate) fn expect(&mut self, total: Option<u64>) {
        self.total = total;
    }

    /// Says why an input, or a part of it, was not read.
    pub(crate) fn failed(&mut self, input: &str, reason: impl Display) {
        self.failures += 1;
        self.aside(|| complain(&format!("{input}: {reason}")));
    }

    /// How many times something failed.
    pub(crate) fn failures(&self) -> u64 {
        self.failures
    }

    /// Counts an article; `bytes` is how much of the input has been read.
    pub(crate) fn progress(&mut self, bytes: u64) {
        self.articles += 1;
        if self.bar.is_none() && self.may_draw && self.articles > A_FEW {
            self.bar = Some(bar(self.total));
        }
        if let Some(bar) = &self.bar {
            bar.set_position(bytes);
            bar.set_message(format!("{} articles", self.articles));
        }
    }

    /// Prints something without the bar in the way.
    pub(crate) fn aside<T>(&self, print: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(print),
            None => print(),
        }
    }

    /// Takes the bar away.
    pub(crate) fn finish(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }
}

fn bar(total: Option<u64>) -> ProgressBar {
    let (bar, template) = match total {
        Some(total) => (ProgressBar::new(total), "{bar:30} {percent:>3} %  {msg}  {eta} left"),
        None => (ProgressBar::new_spinner(), "{spinner} {bytes}  {msg}  {elapsed}"),
    };
    // The template is one of the two above.
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
}
