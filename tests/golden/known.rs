//! `KNOWN`: what a person wants and the program does not yet give, counted.

use super::file::folder;
use super::row::Row;

pub struct Known {
    pub entries: Vec<String>,
}

/// How `KNOWN` names a row.
pub fn entry(golden: &str, want: &Row) -> String {
    format!("{golden}: {}", want.0.join(" | "))
}

impl Known {
    pub fn read() -> Known {
        let text = std::fs::read_to_string(folder().join("KNOWN")).unwrap_or_default();
        let entries = text.lines().filter(|l| !l.starts_with('#') && !l.is_empty());
        Known { entries: entries.map(str::to_owned).collect() }
    }

    pub fn contains(&self, entry: &String) -> bool {
        self.entries.contains(entry)
    }

    /// Only what still fails; nothing is added.
    pub fn without_all_but(mut self, failing: &[String]) -> Known {
        self.entries.retain(|e| failing.contains(e));
        self
    }

    pub fn write(&self, total: usize) {
        let head = format!("# {} of {total} expectations do not hold yet.\n", self.entries.len());
        let lines: String = self.entries.iter().map(|e| format!("{e}\n")).collect();
        std::fs::write(folder().join("KNOWN"), head + &lines).expect("it can be written");
    }
}
