//! A golden file: `# ` lines that say what it is about, the article, `=== want`, `=== found`.

use super::row::Row;
use std::path::{Path, PathBuf};

const WANT: &str = "\n=== want\n";
const FOUND: &str = "\n=== found\n";

pub struct Golden {
    pub name: String,
    pub article: String,
    pub want: Vec<Row>,
    pub found: String,
    path: PathBuf,
    /// All up to `=== found`, which no update touches.
    by_hand: String,
}

pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

impl Golden {
    /// Every golden file, by name.
    pub fn all() -> Vec<Golden> {
        let entries = std::fs::read_dir(folder()).expect("the folder is there");
        let mut paths: Vec<_> = entries.map(|e| e.expect("it can be listed").path()).collect();
        paths.retain(|p| p.extension().is_some_and(|e| e == "txt"));
        paths.sort();
        assert!(!paths.is_empty());
        paths.into_iter().map(Golden::read).collect()
    }

    fn read(path: PathBuf) -> Golden {
        let text = std::fs::read_to_string(&path).expect("it is text");
        let (by_hand, found) = text.split_once(FOUND).unwrap_or((text.trim_end(), ""));
        let (head, want) = by_hand.split_once(WANT).unwrap_or_else(|| panic!("{path:?} has no `=== want`"));
        let article: Vec<&str> = head.lines().skip_while(|l| l.starts_with("# ")).collect();
        Golden {
            name: path.file_stem().expect("it has a name").to_string_lossy().into_owned(),
            article: article.join("\n").trim_matches('\n').to_owned(),
            want: want.lines().filter(|l| !l.trim().is_empty() && !l.starts_with("# ")).map(Row::parse).collect(),
            found: found.to_owned(),
            by_hand: by_hand.to_owned(),
            path,
        }
    }

    pub fn rewrite(&self, found: &str) {
        std::fs::write(&self.path, format!("{}\n{FOUND}{found}", self.by_hand.trim_end()))
            .expect("it can be written");
    }
}
