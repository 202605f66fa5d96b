//! Trains and evaluates the tagger of parts of speech on gum (JSON Lines with `tokens`).

use crate::corpus;
use crate::dataset::Dataset;
use crate::trainer::{self, Options, Refit};
use serde::Deserialize;
use std::error::Error;
use std::path::{Path, PathBuf};
use whosaid::feature::{self, Clusters, Features};
use whosaid::linear::Linear;
use whosaid::scores;
use whosaid::sentence::{self, Layout};
use whosaid::span::Span;
use whosaid::tag::{self, Tag};
use whosaid::token::{self, Token};

#[derive(Deserialize)]
struct GumDocument {
    text: String,
    tokens: Vec<GumToken>,
}

#[derive(Deserialize)]
struct GumToken {
    end: usize,
    upos: String,
    xpos: String,
}

/// The label of a gum token.
fn label(upos: &str, xpos: &str) -> Tag {
    match (upos, xpos) {
        ("PROPN", _) | (_, "NNP" | "NNPS") => Tag::Propn,
        ("AUX", "MD") => Tag::Modal,
        ("AUX", _) => Tag::Aux,
        ("VERB", "VBD") => Tag::Past,
        ("VERB", "VBP" | "VBZ") => Tag::Present,
        ("VERB", "VBG") => Tag::Ing,
        ("VERB", "VBN") => Tag::Participle,
        ("VERB", _) => Tag::Base,
        ("SCONJ", "IN") => Tag::Sconj,
        (_, "WDT" | "WP" | "WRB" | "WP$") => Tag::Wh,
        (_, "PRP$" | "POS") => Tag::Poss,
        ("PART", "TO") => Tag::To,
        ("PART", _) => Tag::Not,
        ("NOUN", _) => Tag::Noun,
        ("ADJ", _) => Tag::Adj,
        ("ADV", _) => Tag::Adv,
        ("DET", _) => Tag::Det,
        ("PRON", _) => Tag::Pron,
        ("ADP", _) => Tag::Adp,
        ("CCONJ", _) => Tag::Cconj,
        ("NUM", _) => Tag::Num,
        ("PUNCT", _) => Tag::Punct,
        _ => Tag::Other,
    }
}

/// One document: tokens as the program makes them, each with the gold tag of the gum token it begins in.
struct Gold {
    text: String,
    tokens: Vec<Token>,
    layout: Layout,
    tags: Vec<Tag>,
}

fn read(path: &Path) -> Result<Vec<Gold>, Box<dyn Error>> {
    corpus::read_text(path)?.lines().map(|line| Ok(gold(serde_json::from_str(line)?))).collect()
}

fn gold(document: GumDocument) -> Gold {
    let tokens = token::tokenize(&document.text);
    let layout = sentence::lay_out(&document.text, &tokens);
    let bytes: Vec<usize> = document.text.char_indices().map(|(b, _)| b).chain([document.text.len()]).collect();
    let mut next = 0;
    let mut tag_at = |span: Span| {
        while next + 1 < document.tokens.len() && bytes[document.tokens[next].end] as u32 <= span.start {
            next += 1;
        }
        label(&document.tokens[next].upos, &document.tokens[next].xpos)
    };
    let tags = tokens.iter().map(|t| tag_at(t.span)).collect();
    Gold { text: document.text, tokens, layout, tags }
}

/// Trains on one file and prints the accuracy on another. Returns the section's bytes.
pub fn train(corpora: &[PathBuf], dev: &Path, clusters: &impl Clusters) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut data = Dataset::default();
    let mut buffer = Features::default();
    for document in corpora.iter().map(|c| read(c)).collect::<Result<Vec<_>, _>>()?.into_iter().flatten() {
        let lexemes = feature::lexemes(&document.text, &document.tokens, clusters);
        for sentence in document.layout.sentences {
            scores::features(&tag::Sentence(&lexemes[sentence.clone()]), &mut buffer);
            let gold: Vec<u8> = document.tags[sentence].iter().map(|&t| t as u8).collect();
            data.push(&buffer, &gold);
        }
    }
    let labels = Tag::ALL.map(|t| format!("{t:?}"));
    let refit = Refit { epochs: 4, least: 0.12, l1: 1.5 };
    let options = Options { epochs: 10, rate: 0.15, l1: 8.0, step: 0.14, bits: 18, refit, ..Options::default() };
    let bytes = trainer::train("tags", &labels.each_ref().map(String::as_str), data, &options);
    println!("tags: accuracy {:.2} on {}", 100.0 * accuracy(&bytes, dev, clusters)?, dev.display());
    Ok(bytes)
}

fn accuracy(bytes: &[u8], dev: &Path, clusters: &impl Clusters) -> Result<f64, Box<dyn Error>> {
    let model = Linear::from_bytes(bytes)?;
    let (mut right, mut all) = (0, 0);
    for document in read(dev)? {
        let lexemes = feature::lexemes(&document.text, &document.tokens, clusters);
        let predicted = tag::find(&lexemes, &document.layout, &model);
        right += predicted.iter().zip(&document.tags).filter(|(p, g)| p == g).count();
        all += predicted.len();
    }
    Ok(right as f64 / all as f64)
}
