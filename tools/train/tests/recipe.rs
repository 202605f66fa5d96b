//! The recipe of a model, from word vectors to attributions, on a corpus small enough for a test: every command runs,
//! the file is whole, and the same input gives the same bytes.

use serde_json::json;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use whosaid::Analyzer;
use whosaid::model::Model;

/// Who, cue, what: the sentences of the corpus are made of these.
const SAID: [(&str, &str, &str); 6] = [
    ("Ann Lee", "said", "the bridge would open in May"),
    ("The mayor", "said", "nobody had been asked"),
    ("Petra Vogt", "denied", "that the money was gone"),
    ("Omar Haddad", "said", "he would vote against it"),
    ("Grace Obi", "argued", "that rents had doubled"),
    ("The bank", "warned", "that rates could rise"),
];

/// A folder that is gone after the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("whosaid-recipe-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a folder for the test");
        Folder(path)
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.0.join(name), text).expect("a file for the test");
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Twelve hundred words with vectors on a curve: enough for every cluster to have some.
fn vectors() -> String {
    (0..1200).fold(String::new(), |mut out, n| {
        let letters: String = [n / 26 / 26, n / 26, n].map(|d| char::from(b'a' + (d % 26) as u8)).iter().collect();
        let angle = n as f64 * 0.37;
        writeln!(out, "{letters} {:.4} {:.4} {:.4}", angle.cos(), angle.sin(), (n % 7) as f64 / 7.0)
            .expect("a string");
        out
    })
}

/// A document a row, in the three formats that the commands read.
fn corpora(folder: &Folder) {
    let (mut parses, mut names, mut said) = (String::new(), String::new(), String::new());
    for (n, (who, cue, what)) in SAID.iter().enumerate() {
        let text = format!("{who} {cue} {what}.");
        let (cue_at, what_at) = (who.len() + 1, who.len() + cue.len() + 2);
        let id = format!("t{n}");
        let attribution = json!({"id": "1", "source": [[0, who.len()]], "cue": [[cue_at, cue_at + cue.len()]],
            "content": [[what_at, text.len() - 1]]});
        let named = !who.starts_with("The");
        let entities = if named { json!([[0, who.len(), "Person"]]) } else { json!([]) };
        writeln!(said, "{}", json!({"id": id, "text": text, "attributions": [attribution]})).expect("a string");
        writeln!(names, "{}", json!({"id": id, "text": text, "entities": entities})).expect("a string");
        writeln!(parses, "{}", json!({"id": id, "text": text, "tokens": parse(&text)})).expect("a string");
    }
    folder.write("vectors.txt", &vectors());
    folder.write("parses.jsonl", &parses);
    folder.write("names.jsonl", &names);
    folder.write("train.jsonl", &said);
}

/// A parse in which every word hangs on the third, the reporting verb.
fn parse(text: &str) -> Vec<serde_json::Value> {
    let mut at = 0;
    let words = text.split(' ').map(|word| {
        let start = at;
        at += word.len() + 1;
        (start, start + word.len())
    });
    let token = |(i, (start, end)): (usize, (usize, usize))| {
        let (upos, xpos, deprel) = match i {
            0 | 1 => ("PROPN", "NNP", "nsubj"),
            2 => ("VERB", "VBD", "ROOT"),
            _ => ("NOUN", "NN", "ccomp"),
        };
        json!({"start": start, "end": end, "upos": upos, "xpos": xpos, "deprel": deprel, "head": 2})
    };
    words.enumerate().map(token).collect()
}

/// Runs the recipe in a folder. Returns the model's bytes.
fn run(folder: &Path) -> Vec<u8> {
    let recipe: [&[&str]; 5] = [
        &["clusters", "--vectors", "vectors.txt"],
        &["tags", "--corpus", "parses.jsonl", "--dev", "parses.jsonl"],
        &["syntax", "--corpus", "parses.jsonl", "--dev", "parses.jsonl"],
        &["entities", "--corpus", "names.jsonl", "--texts", "train.jsonl", "--silver", "names.jsonl"],
        &["attributions", "--polnear", ".", "--texts", "names.jsonl", "--silver", "train.jsonl"],
    ];
    for command in recipe {
        let mut train = Command::new(env!("CARGO_BIN_EXE_train"));
        let output = train.current_dir(folder).args(command).args(["--model", "tiny.bin"]).output();
        let output = output.expect("train runs");
        assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
    std::fs::read(folder.join("tiny.bin")).expect("the recipe writes a model")
}

#[test]
fn the_recipe_makes_the_same_whole_model_twice() {
    let (first, second) = (Folder::new("first"), Folder::new("second"));
    corpora(&first);
    corpora(&second);
    let bytes = run(&first.0);
    assert_eq!(bytes, run(&second.0), "the same input gave other bytes");
    let model = Model::from_bytes(&bytes).expect("a whole model");
    let analysis = Analyzer::new(model).analyze("Ann Lee said the bridge would open in May.");
    assert_eq!(analysis.length, 42);
}
