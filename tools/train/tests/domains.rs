//! Names in articles of many domains (`tests/domains`, and those in `later` that came after the rules) are found about as
//! well as they were.

use std::path::Path;
use std::process::Command;

/// F1 over all types but misc, over all files of a folder of marked articles.
fn f1(folder: &str) -> f64 {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut train = Command::new(env!("CARGO_BIN_EXE_train"));
    let output =
        train.current_dir(root).args(["evaluate", "--corpus", folder, "--model", "models/en.bin"]).output();
    let output = output.expect("train runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let report = String::from_utf8(output.stdout).expect("text");
    let last = report.lines().rfind(|l| l.starts_with("all but Misc")).expect("a row for all");
    let mut words = last.split_whitespace().skip_while(|w| *w != "F1").skip(1);
    words.next().and_then(|w| w.parse().ok()).expect("a figure after F1")
}

#[test]
fn names_of_every_domain_are_found() {
    let (known, later) = (f1("tests/domains"), f1("tests/domains/later"));
    assert!(known >= 89.0, "F1 {known}, was 90.5");
    assert!(later >= 87.0, "F1 {later}, was 88.9");
}
