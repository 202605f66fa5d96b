//! The wasm holds the crates that docs/dependencies.md gives a reason for, and no others.

use std::collections::BTreeSet;
use std::process::Command;

#[test]
fn every_crate_in_the_wasm_is_in_the_list() {
    let args = ["tree", "--locked", "--package", "whosaid", "--target", "wasm32-unknown-unknown"];
    let output = Command::new(env!("CARGO"))
        .args(args)
        .args(["--edges", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8_lossy(&output.stdout);
    let found: BTreeSet<&str> =
        tree.lines().filter_map(|l| l.split(' ').next()).filter(|&c| c != "whosaid" && !c.is_empty()).collect();
    let list = include_str!("../docs/dependencies.md");
    let listed: BTreeSet<&str> = list
        .lines()
        .filter_map(|l| l.strip_prefix("| ")?.split(' ').next())
        .filter(|&c| c != "crate" && !c.starts_with('-'))
        .collect();
    assert_eq!(found, listed);
}
