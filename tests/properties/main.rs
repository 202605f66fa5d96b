//! What holds for any text: no panic, every span inside the text and on UTF-16 boundaries, order and links as
//! analysis.d.ts states them, the same output for the same input, time linear in the text.

mod damage;
mod generator;
mod growth;
mod invariants;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use whosaid::Analyzer;
use whosaid::model::{Model, SECTIONS};
use whosaid::section::Sections;

fn analyzer() -> &'static Analyzer {
    static ANALYZER: OnceLock<Analyzer> = OnceLock::new();
    ANALYZER.get_or_init(Analyzer::english)
}

/// Texts of the generator that are tried. `WHOSAID_PROPERTY_RUNS` makes it another number.
fn runs() -> u64 {
    std::env::var("WHOSAID_PROPERTY_RUNS").ok().and_then(|v| v.parse().ok()).unwrap_or(1500)
}

#[test]
fn any_text_gives_a_well_formed_analysis() {
    for seed in 0..runs() {
        let text = generator::text(seed);
        let analysis = analyzer().analyze(&text);
        if let Err(broken) = invariants::check(&text, &analysis) {
            panic!("seed {seed}: {broken}\n{text:?}");
        }
    }
}

#[test]
fn every_prefix_of_an_article_gives_a_well_formed_analysis() {
    let article = "“It is late 🙂,” said Mayor Ann Lee of Zürich (pop. 400,000). “We’ll go home,” she added.\n\n\
                   MOSCOW, May 3. /TASS/. The mayor told us that \"nobody\" was 'asked'. — Lee";
    for (at, _) in article.char_indices() {
        let text = &article[..at];
        invariants::check(text, &analyzer().analyze(text)).unwrap_or_else(|broken| panic!("{broken}\n{text:?}"));
    }
}

#[test]
fn the_same_text_gives_the_same_bytes() {
    let json = |analyzer: &Analyzer, text: &str| serde_json::to_string(&analyzer.analyze(text)).expect("JSON");
    let another = Analyzer::english();
    for seed in 0..runs() / 10 {
        let text = generator::text(seed);
        let elsewhere = std::thread::scope(|s| s.spawn(|| json(&another, &text)).join().expect("no panic"));
        assert_eq!(json(analyzer(), &text), elsewhere, "seed {seed}");
    }
}

#[test]
fn a_text_past_the_limit_is_refused_with_a_warning() {
    let text = "a ".repeat(whosaid::pipeline::MAX_TEXT / 2 + 1);
    let analysis = analyzer().analyze(&text);
    assert!(analysis.warnings.iter().any(|w| w.code == "too-long"));
    assert_eq!((analysis.length as usize, analysis.mentions.len()), (text.len(), 0));
}

/// The regression inputs of a kind, with their paths.
fn regressions(kind: &str) -> impl Iterator<Item = (PathBuf, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/regressions").join(kind);
    let paths = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    paths.map(|path| (path.clone(), std::fs::read(path).expect("a file")))
}

#[test]
fn texts_that_once_broke_something_stay_whole() {
    for (path, bytes) in regressions("text") {
        let text = String::from_utf8_lossy(&bytes);
        let analysis = analyzer().analyze(&text);
        invariants::check(&text, &analysis).unwrap_or_else(|broken| panic!("{path:?}: {broken}"));
    }
}

/// As in `fuzz/targets/model.rs`, with whose inputs it is tried too.
#[test]
fn a_small_model_with_changes_is_refused_or_works() {
    let small = damage::small(&Model::english());
    assert!(Model::from_bytes(&damage::damaged(&small, b"")).is_ok(), "without changes it is a model");
    let changes = |seed| generator::text(seed).into_bytes();
    let inputs = regressions("model").chain((0..200).map(|seed| (seed.to_string().into(), changes(seed))));
    for (name, bytes) in inputs {
        for bytes in [bytes.clone(), damage::damaged(&small, &bytes)] {
            if let Ok(model) = Model::from_bytes(&bytes) {
                let text = "“It is late,” said Mayor Ann Lee on Friday. He left Paris.";
                invariants::check(text, &Analyzer::new(model).analyze(text))
                    .unwrap_or_else(|broken| panic!("{name:?}: {broken}"));
            }
        }
    }
}

/// Without the program's own model most bytes are refused at once: damage the real one.
#[test]
fn a_damaged_model_is_refused_or_works() {
    let bytes = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/models/en.bin")).expect("the model");
    for seed in 0..40 {
        let damaged = generator::damaged(&bytes, seed);
        if let Ok(model) = Model::from_bytes(&damaged) {
            let text = generator::text(seed);
            invariants::check(&text, &Analyzer::new(model).analyze(&text))
                .unwrap_or_else(|e| panic!("{seed}: {e}"));
        }
    }
}

/// Each section is whole, but stands in the place of another.
#[test]
fn a_model_with_mixed_up_sections_is_refused_or_works() {
    let bytes = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/models/en.bin")).expect("the model");
    let whole = Sections::from_bytes(&bytes).expect("it is whole");
    for from in SECTIONS {
        for to in SECTIONS {
            let mut mixed = whole.clone();
            mixed.set(to, whole.get(from).expect("it is there").to_vec());
            if let Ok(model) = Model::from_bytes(&mixed.to_bytes()) {
                Analyzer::new(model).analyze("“It is late,” said Mayor Ann Lee of Paris on Friday. He left.");
            }
        }
    }
}
