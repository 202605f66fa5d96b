//! Trains and evaluates the parser on a teacher's dependencies (JSON Lines as `parses.py` writes them).

use crate::corpus;
use crate::dataset::Dataset;
use crate::trainer::{self, Options, Refit};
use serde::Deserialize;
use std::error::Error;
use std::path::{Path, PathBuf};
use whosaid::feature::{self, Features, Lexeme};
use whosaid::linear::Linear;
use whosaid::model::Model;
use whosaid::parser::{self, Sentence, State, TRANSITIONS, Transition};
use whosaid::quotation;
use whosaid::sentence::{self, Layout};
use whosaid::syntax::Relation;
use whosaid::tag::{self, Tag};
use whosaid::token::{self, Token};

#[derive(Deserialize)]
struct Parsed {
    text: String,
    tokens: Vec<ParsedToken>,
}

#[derive(Deserialize)]
struct ParsedToken {
    start: usize,
    end: usize,
    deprel: String,
    head: usize,
}

/// The relation of a teacher's label (ClearNLP's, as spaCy has them).
fn relation(label: &str) -> Relation {
    match label {
        "nsubj" | "nsubjpass" | "csubj" | "csubjpass" | "expl" => Relation::Subject,
        "dobj" | "dative" | "attr" | "oprd" | "acomp" => Relation::Object,
        "ccomp" | "parataxis" => Relation::Clause,
        "xcomp" => Relation::Open,
        "advcl" => Relation::Adverbial,
        "relcl" | "acl" => Relation::Relative,
        "agent" => Relation::Agent,
        "prep" | "prt" => Relation::Preposition,
        "pobj" | "pcomp" => Relation::Inner,
        "conj" => Relation::Conjunct,
        "appos" => Relation::Apposition,
        "aux" | "auxpass" | "neg" | "mark" | "cc" => Relation::Function,
        "punct" => Relation::Mark,
        "ROOT" => Relation::Root,
        _ => Relation::Modifier,
    }
}

/// A document with the layers that the parser needs, and what it should find.
struct Gold {
    lexemes: Vec<Lexeme>,
    layout: Layout,
    tags: Vec<Tag>,
    quoted: Vec<bool>,
    head: Vec<u32>,
    relation: Vec<Relation>,
}

fn read(path: &Path, model: &Model) -> Result<Vec<Gold>, Box<dyn Error>> {
    let text = corpus::read_text(path)?;
    text.lines().map(|line| Ok(gold(&serde_json::from_str(line)?, model))).collect()
}

/// The teacher's dependencies on the program's own tokens: a token stands for the teacher's token that it begins in; where
/// several do, the first is their head. A head in another sentence makes a root.
fn gold(parsed: &Parsed, model: &Model) -> Gold {
    let text = &parsed.text;
    let tokens = token::tokenize(text);
    let layout = sentence::lay_out(text, &tokens);
    let lexemes = feature::lexemes(text, &tokens, &model.clusters);
    let tags = tag::find(&lexemes, &layout, &model.tags);
    let quoted = quotation::mask(&quotation::find(text, &tokens, &layout).0, tokens.len());
    let (theirs, ours) = align(parsed, &tokens);
    let mut head: Vec<u32> = Vec::with_capacity(tokens.len());
    let mut relations = Vec::with_capacity(tokens.len());
    for i in 0..tokens.len() {
        let (to, relation) = match ours[theirs[i]] {
            first if first != i => (first, Relation::Modifier),
            _ => (ours[parsed.tokens[theirs[i]].head], relation(&parsed.tokens[theirs[i]].deprel)),
        };
        let root = to == usize::MAX || layout.sentence_of[to] != layout.sentence_of[i];
        head.push(if root { i } else { to } as u32);
        relations.push(if root || to == i { Relation::Root } else { relation });
    }
    Gold { lexemes, layout, tags, quoted, head, relation: relations }
}

/// For each of our tokens the teacher's that it begins in, and for each of the teacher's our first.
fn align(parsed: &Parsed, tokens: &[Token]) -> (Vec<usize>, Vec<usize>) {
    let bytes: Vec<usize> = parsed.text.char_indices().map(|(b, _)| b).chain([parsed.text.len()]).collect();
    let mut ours = vec![usize::MAX; parsed.tokens.len()];
    let mut next = 0;
    let theirs: Vec<usize> = tokens
        .iter()
        .enumerate()
        .map(|(i, token)| {
            while next + 1 < parsed.tokens.len() && bytes[parsed.tokens[next].end] as u32 <= token.span.start {
                next += 1;
            }
            if ours[next] == usize::MAX {
                ours[next] = i;
            }
            next
        })
        .collect();
    // A token of the teacher's in which none of ours begins belongs to the one that holds its start.
    for (at, own) in ours.iter_mut().enumerate().filter(|o| *o.1 == usize::MAX) {
        let start = bytes[parsed.tokens[at].start] as u32;
        *own = tokens.partition_point(|t| t.span.start <= start).saturating_sub(1);
    }
    (theirs, ours)
}

/// A transition's name in the model.
fn name(label: usize) -> String {
    match Transition::of(label) {
        Transition::Shift => "shift".to_owned(),
        Transition::Reduce => "reduce".to_owned(),
        Transition::Left(relation) => format!("<{relation:?}"),
        Transition::Right(relation) => format!(">{relation:?}"),
    }
}

/// Trains on some files and prints the accuracy on another. Returns the section's bytes.
pub fn train(corpora: &[PathBuf], dev: &Path, model: &Model) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut data = Dataset::default();
    let mut buffer = Features::default();
    for corpus in corpora {
        for gold in read(corpus, model)? {
            for range in &gold.layout.sentences {
                buffer.clear();
                let labels = walk(&gold, range, &mut buffer);
                data.push(&buffer, &labels);
            }
        }
    }
    let labels: Vec<String> = (0..TRANSITIONS).map(name).collect();
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    let options = Options {
        epochs: 6,
        rate: 0.05,
        l1: 5.0,
        step: 0.14,
        bits: 19,
        min_count: 4,
        chain: false,
        refit: Refit { epochs: 3, least: 0.16, l1: 0.8 },
        ..Options::default()
    };
    let bytes = trainer::train("syntax", &labels, data, &options);
    report(&bytes, dev, model)?;
    Ok(bytes)
}

/// The states and transitions of a sentence as the oracle has them.
fn walk(gold: &Gold, range: &std::ops::Range<usize>, out: &mut Features) -> Vec<u8> {
    let sentence = Sentence {
        lexemes: &gold.lexemes[range.clone()],
        tags: &gold.tags[range.clone()],
        quoted: &gold.quoted[range.clone()],
    };
    let head: Vec<u32> = gold.head[range.clone()].iter().map(|&h| h - range.start as u32).collect();
    let mut state = State::new(range.len());
    let mut labels = Vec::new();
    while !state.is_done() {
        let transition = state.oracle(&head, &gold.relation[range.clone()]);
        state.features(&sentence, out);
        out.end_position();
        labels.push(transition.label() as u8);
        state.apply(transition);
    }
    labels
}

/// Prints how many heads, and heads with their relations, agree with the teacher's; marks apart.
fn report(bytes: &[u8], dev: &Path, model: &Model) -> Result<(), Box<dyn Error>> {
    let linear = Linear::from_bytes(bytes)?;
    let (mut heads, mut both, mut all) = (0, 0, 0);
    for gold in read(dev, model)? {
        let found = parser::find(&gold.lexemes, &gold.tags, &gold.quoted, &gold.layout, &linear);
        for i in (0..gold.head.len()).filter(|&i| gold.tags[i] != Tag::Punct) {
            let same = found.head[i] == gold.head[i];
            heads += same as usize;
            both += (same && found.relation[i] == gold.relation[i]) as usize;
            all += 1;
        }
    }
    let share = |n: usize| 100.0 * n as f64 / all as f64;
    println!("syntax: heads {:.2}, with relations {:.2} on {}", share(heads), share(both), dev.display());
    Ok(())
}
