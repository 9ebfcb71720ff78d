//! Tables of one's own: a line of column names, then a line each, parted by tabs.

/// The columns of a table, in the order of the file.
pub(super) struct Columns {
    names: Vec<&'static str>,
}

impl Columns {
    /// Reads the first line. Every column must be one of `known`, once, and all of `needed` be there.
    pub(super) fn read(line: &str, known: &[&'static str], needed: &[&str]) -> Result<Self, String> {
        let mut names = Vec::new();
        for cell in line.split('\t') {
            let name = known
                .iter()
                .find(|k| **k == cell)
                .ok_or_else(|| format!("the column `{cell}` is none of {}", known.join(", ")))?;
            if names.contains(name) {
                return Err(format!("the column `{cell}` stands twice"));
            }
            names.push(*name);
        }
        match needed.iter().find(|n| !names.contains(n)) {
            Some(missing) => Err(format!("the column `{missing}` is missing")),
            None => Ok(Self { names }),
        }
    }

    /// A line by its columns.
    pub(super) fn row<'a>(&'a self, line: &'a str) -> Result<Cells<'a>, String> {
        let cells: Vec<&str> = line.split('\t').collect();
        if cells.len() == self.names.len() {
            Ok(Cells { columns: self, cells })
        } else {
            Err(format!("it has {} columns, not {}", cells.len(), self.names.len()))
        }
    }
}

/// A line of a table.
pub(super) struct Cells<'a> {
    columns: &'a Columns,
    cells: Vec<&'a str>,
}

impl<'a> Cells<'a> {
    /// The cell of a column, trimmed; empty where the table has no such column.
    pub(super) fn cell(&self, column: &str) -> &'a str {
        let at = self.columns.names.iter().position(|n| *n == column);
        at.map_or("", |at| self.cells[at].trim())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_that_nobody_knows_and_one_that_is_missing_are_told() {
        let known = ["name", "lat"];
        let told = |line| Columns::read(line, &known, &["name"]).err().unwrap_or_default();
        assert_eq!(told("name\tlat"), "");
        assert_eq!(told("name\thigh"), "the column `high` is none of name, lat");
        assert_eq!(told("name\tname"), "the column `name` stands twice");
        assert_eq!(told("lat"), "the column `name` is missing");
    }
}
