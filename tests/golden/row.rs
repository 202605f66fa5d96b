//! A row of cells, the first of which says what it states:
//!
//! ```text
//! direct    | source | cue | speaker | content      (also indirect, mixed, any)
//! speakers  | name ; name                           all of them, in any order
//! speaker   | type | name | role ; role | alias ; alias | direct + indirect words      type: - if unnamed
//! dateline  | place | agency | date
//! entity    | type | name | value
//! mention   | words | name of the entity
//! unsaid    | words                                 that are in nobody's mouth
//! warning   | code
//! ```
//!
//! `-` is none, `?` an unknown speaker, `+` joins pieces. In what a person wants also: `*` is anything, `a / b` is
//! either, `a … b` begins with a and ends with b; lists with `;` are in any order.

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row(pub Vec<String>);

impl Row {
    pub fn new<const N: usize>(cells: [&str; N]) -> Row {
        Row(cells.map(str::to_owned).to_vec())
    }

    pub fn parse(line: &str) -> Row {
        Row(line.split(" | ").map(|cell| cell.trim().to_owned()).collect())
    }

    /// What the row states.
    pub fn kind(&self) -> &str {
        &self.0[0]
    }
}

/// The rows as lines, with the cells of rows of one length below each other.
pub fn aligned(rows: &[Row]) -> String {
    let width = |row: &Row, column: usize| {
        let alike = rows.iter().filter(|r| r.0.len() == row.0.len());
        alike.map(|r| r.0[column].chars().count()).max().unwrap_or(0)
    };
    let line = |row: &Row| {
        let padded = |(i, cell): (usize, &String)| format!("{cell:0$}", width(row, i));
        let cells: Vec<_> = row.0.iter().enumerate().map(padded).collect();
        cells.join(" | ").trim_end().to_owned() + "\n"
    };
    rows.iter().map(line).collect()
}
