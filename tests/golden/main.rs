//! Golden tests. Each `tests/golden/*.txt` holds an article, what a person says is right in it (`=== want`), and
//! what the program finds (`=== found`).
//!
//! - A `want` row that does not hold fails, unless `KNOWN` lists it; one that `KNOWN` lists and that holds fails too.
//! - A `found` part that differs fails. Nothing is rewritten but on request:
//!   `UPDATE_GOLDEN=1 cargo test --test golden` rewrites the `found` parts and takes out of `KNOWN` what holds;
//!   `UPDATE_GOLDEN=known` also adds to `KNOWN` what does not. Review the difference before you commit it.

mod file;
mod found;
mod known;
mod row;
mod want;

use file::Golden;
use known::Known;
use std::fmt::Write;
use std::sync::OnceLock;
use whosaid::{Analysis, Analyzer};

/// What the user asked to have rewritten.
fn update() -> Option<String> {
    std::env::var("UPDATE_GOLDEN").ok().filter(|v| !v.is_empty())
}

fn analyze(golden: &Golden) -> Analysis {
    static ANALYZER: OnceLock<Analyzer> = OnceLock::new();
    ANALYZER.get_or_init(Analyzer::english).analyze(&golden.article)
}

#[test]
fn what_is_found_has_not_changed() {
    let mut report = String::new();
    for golden in Golden::all() {
        let found = row::aligned(&found::rows(&golden.article, &analyze(&golden)));
        if found == golden.found {
        } else if update().is_some() {
            golden.rewrite(&found);
        } else {
            writeln!(report, "\n{}:\n{}", golden.name, difference(&golden.found, &found)).expect("memory");
        }
    }
    assert!(report.is_empty(), "{report}\nIf this is right: UPDATE_GOLDEN=1 cargo test --test golden");
}

#[test]
fn what_a_person_expects_holds() {
    let known = Known::read();
    let (mut total, mut failing) = (0, Vec::new());
    let mut report = String::new();
    for golden in Golden::all() {
        let analysis = analyze(&golden);
        for want in &golden.want {
            total += 1;
            if let Err(why) = want::check(want, &golden.article, &analysis) {
                let entry = known::entry(&golden.name, want);
                if !known.contains(&entry) {
                    writeln!(report, "\n{entry}\n{why}").expect("memory");
                }
                failing.push(entry);
            }
        }
    }
    match update().as_deref() {
        None => {
            for entry in known.entries.iter().filter(|e| !failing.contains(e)) {
                writeln!(report, "\nholds now, take it out of KNOWN: {entry}").expect("memory");
            }
        }
        Some("known") => return Known { entries: failing }.write(total),
        Some(_) => known.without_all_but(&failing).write(total),
    }
    assert!(report.is_empty(), "{report}");
}

/// Lines that are only in one of the two texts.
fn difference(old: &str, new: &str) -> String {
    let only = |sign: char, a: &str, b: &str| -> String {
        a.lines().filter(|line| b.lines().all(|l| l != *line)).map(|line| format!("{sign} {line}\n")).collect()
    };
    only('-', old, new) + &only('+', new, old)
}
