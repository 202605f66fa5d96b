//! Scores coreference on gum: chains of named and pronominal mentions of people and of organisations, with the names
//! given, beside a baseline that takes the nearest antecedent that fits.

use crate::chains::{self, Tally};
use crate::corpus;
use serde::Deserialize;
use std::collections::HashMap;
use std::error::Error;
use std::path::Path;
use whosaid::coreference;
use whosaid::lexicon::reference::{self, Pronoun};
use whosaid::mention::{self, EntityType, Mention, MentionKind};
use whosaid::model::Model;
use whosaid::pipeline::{Analyzer, Layers};
use whosaid::span::{TokenRange, cover};

#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
    tokens: Vec<Word>,
    mentions: Vec<Gold>,
}

impl Line {
    /// The characters of a word, whose offsets are code points.
    fn word(&self, word: &Word) -> &str {
        let at = |n: usize| self.text.char_indices().nth(n).map_or(self.text.len(), |c| c.0);
        &self.text[at(word.start)..at(word.end)]
    }
}

#[derive(Deserialize)]
struct Word {
    start: usize,
    end: usize,
    upos: String,
}

#[derive(Deserialize)]
struct Gold {
    start: usize,
    end: usize,
    chain: String,
    r#type: String,
}

/// A gold mention that is scored.
struct Scored {
    /// The name, or the pronoun, in our tokens.
    tokens: TokenRange,
    chain: usize,
    entity_type: EntityType,
    named: bool,
}

/// Prints the figures over one file, and each mention whose nearest antecedent is wrong.
pub fn evaluate(path: &Path, model: &Model) -> Result<(), Box<dyn Error>> {
    let mut tallies: HashMap<(&str, EntityType), [Tally; 3]> = HashMap::new();
    let mut links: HashMap<&str, Links> = HashMap::new();
    for line in corpus::read_text(path)?.lines() {
        let line: Line = serde_json::from_str(line)?;
        let layers = Layers::new(&line.text, model);
        let scored = scored(&line, &layers);
        let answers = [("whosaid", answer(&layers, model, &scored)), ("nearest", nearest(&layers, &scored))];
        for (system, chains) in &answers {
            links.entry(system).or_default().add(&layers, &scored, chains);
        }
        list_errors(&line.id, &layers, &scored, &answers[0].1);
        for entity_type in [EntityType::Person, EntityType::Organization] {
            let of_type: Vec<usize> = (0..scored.len()).filter(|&i| scored[i].entity_type == entity_type).collect();
            let gold: Vec<usize> = of_type.iter().map(|&i| scored[i].chain).collect();
            for (system, chains) in &answers {
                let found: Vec<usize> = of_type.iter().map(|&i| chains[i]).collect();
                let tally = tallies.entry((system, entity_type)).or_default();
                tally[0].add(chains::muc(&gold, &found));
                tally[1].add(chains::b_cubed(&gold, &found));
                tally[2].add(chains::ceaf_e(&gold, &found));
            }
        }
    }
    print(&tallies);
    for system in ["whosaid", "nearest"] {
        let Links { right, found, gold } = links.remove(system).unwrap_or_default();
        println!("he, she  {system:8}  right antecedent {right}, any {found}, gold {gold}");
    }
    Ok(())
}

/// Prints each mention whose nearest antecedent is not the one in gold: with its words before, then both antecedents.
fn list_errors(id: &str, layers: &Layers, scored: &[Scored], chains: &[usize]) {
    let words = |range: TokenRange| cover(&layers.tokens, &range).of(layers.text).replace('\n', " ");
    let name = |m: Option<usize>| m.map_or("nobody".to_owned(), |j| words(scored[j].tokens.clone()));
    for (i, mention) in scored.iter().enumerate() {
        let found = (0..i).rev().find(|&j| chains[j] == chains[i]);
        let gold = (0..i).rev().find(|&j| scored[j].chain == mention.chain);
        let right = match found {
            Some(j) => scored[j].chain == mention.chain,
            None => gold.is_none(),
        };
        if !right {
            let TokenRange { start, end } = mention.tokens;
            let (before, own) = (words(start.saturating_sub(30)..start.max(1)), words(start..end));
            println!("{id}: “… {before} [{own}]” goes with {}, not {}", name(gold), name(found));
        }
    }
}

/// Of the pronouns he and she that have an antecedent in gold: those with one, and those with a right one.
#[derive(Default)]
struct Links {
    right: usize,
    found: usize,
    gold: usize,
}

impl Links {
    fn add(&mut self, layers: &Layers, scored: &[Scored], chains: &[usize]) {
        for (i, mention) in scored.iter().enumerate().filter(|s| !s.1.named) {
            let word = layers.tokens[mention.tokens.start].of(layers.text);
            let single = matches!(reference::pronoun(word), Some(Pronoun::He | Pronoun::She));
            if !single || !scored[..i].iter().any(|s| s.chain == mention.chain) {
                continue;
            }
            let antecedent = (0..i).rev().find(|&j| chains[j] == chains[i]);
            self.gold += 1;
            self.found += antecedent.is_some() as usize;
            self.right += antecedent.is_some_and(|j| scored[j].chain == mention.chain) as usize;
        }
    }
}

fn print(tallies: &HashMap<(&str, EntityType), [Tally; 3]>) {
    for entity_type in [EntityType::Person, EntityType::Organization] {
        for system in ["whosaid", "nearest"] {
            let Some(tally) = tallies.get(&(system, entity_type)) else { continue };
            let figures = tally.map(|t| t.figures());
            let mean = figures.iter().map(|f| f[2]).sum::<f64>() / 3.0;
            print!("{entity_type:?} {system:8}");
            for (metric, [p, r, f]) in ["MUC", "B³", "CEAFe"].iter().zip(figures) {
                print!("  {metric} P {p:5.2} R {r:5.2} F1 {f:5.2}");
            }
            println!("  mean {mean:5.2}");
        }
    }
}

/// The gold mentions of people and organisations that are names or pronouns.
fn scored(line: &Line, layers: &Layers) -> Vec<Scored> {
    let bytes: Vec<usize> = line.text.char_indices().map(|c| c.0).chain([line.text.len()]).collect();
    let mut chains = HashMap::new();
    let mut scored: Vec<Scored> = Vec::new();
    for gold in &line.mentions {
        let entity_type = match gold.r#type.as_str() {
            "person" => EntityType::Person,
            "organization" => EntityType::Organization,
            _ => continue,
        };
        let Some((start, end, named)) = core(line, gold) else { continue };
        let first = layers.tokens.partition_point(|t| t.span.end as usize <= bytes[start]);
        let last = layers.tokens.partition_point(|t| (t.span.start as usize) < bytes[end]);
        if first >= last || scored.iter().any(|s| s.tokens.start < last && first < s.tokens.end) {
            continue;
        }
        let next = chains.len();
        let chain = *chains.entry(gold.chain.as_str()).or_insert(next);
        scored.push(Scored { tokens: first..last, chain, entity_type, named });
    }
    scored.sort_by_key(|s| s.tokens.start);
    scored
}

/// The name or the pronoun that a gold mention is, in code points; `None` for a nominal one. A body's name is whole: with its
/// capitals before (“Civic Party”) and what follows “of” or “for” (“University of Lorn”).
fn core(line: &Line, gold: &Gold) -> Option<(usize, usize, bool)> {
    let first = line.tokens.partition_point(|t| t.start < gold.start);
    let last = line.tokens.partition_point(|t| t.start < gold.end);
    let words = line.tokens.get(first..last)?;
    match words {
        [] => None,
        [only] if only.upos == "PRON" => Some((only.start, only.end, false)),
        _ => {
            let mut from = words.iter().position(|w| w.upos == "PROPN")?;
            let mut to = from + run(&words[from..]);
            let before = words[..from].iter().all(|w| matches!(w.upos.as_str(), "DET" | "ADJ" | "NOUN"));
            let clean = words.get(to).is_none_or(|w| matches!(w.upos.as_str(), "PUNCT" | "ADP" | "PRON" | "CCONJ"));
            if gold.r#type == "organization" {
                let capital = |w: &&Word| line.word(w).starts_with(char::is_uppercase) && w.upos != "DET";
                from -= words[..from].iter().rev().take_while(capital).count();
                while let [of, rest @ ..] = &words[to..]
                    && matches!(line.word(of), "of" | "for" | "and")
                {
                    let article = rest.first().is_some_and(|w| w.upos == "DET") as usize;
                    match run(&rest[article..]) {
                        0 => break,
                        more => to += 1 + article + more,
                    }
                }
            }
            (before && clean).then(|| (words[from].start, words[to - 1].end, true))
        }
    }
}

/// How many proper nouns `words` begin with.
fn run(words: &[Word]) -> usize {
    words.iter().take_while(|w| w.upos == "PROPN").count()
}

/// Our chains: gold names go in, the entity of each scored mention comes out; a missed one is alone.
fn answer(layers: &Layers, model: &Model, scored: &[Scored]) -> Vec<usize> {
    let name = |s: &Scored| Mention {
        span: cover(&layers.tokens, &s.tokens),
        tokens: s.tokens.clone(),
        kind: MentionKind::Name,
        entity_type: s.entity_type,
        confidence: 1.0,
        value: None,
    };
    let names: Vec<Mention> = scored.iter().filter(|s| s.named).map(name).collect();
    let mentions = mention::find(layers.text, &layers.tokens, &layers.tags, &layers.layout, names, &[]);
    let document = Analyzer::new(model.clone()).document(layers.text);
    let (kept, resolution) = coreference::resolve(&layers.scene(&document.attributions, &mentions));
    let entity = |s: &Scored| {
        let last = s.tokens.end - 1;
        let own = kept.iter().position(|m| m.kind != MentionKind::Nominal && m.tokens.contains(&last));
        own.map(|m| resolution.entity_of[m])
    };
    let alone = resolution.entities.len();
    scored.iter().enumerate().map(|(i, s)| entity(s).unwrap_or(alone + i)).collect()
}

/// The baseline: a name goes with the latest one that has its last word, a pronoun with the latest mention of its
/// type that is no clashing pronoun.
fn nearest(layers: &Layers, scored: &[Scored]) -> Vec<usize> {
    let mut chains: Vec<usize> = Vec::new();
    let word = |s: &Scored| layers.tokens[s.tokens.end - 1].of(layers.text).to_lowercase();
    let clash = |a: Option<Pronoun>, b: Option<Pronoun>| matches!((a, b), (Some(a), Some(b)) if a != b);
    for (i, mention) in scored.iter().enumerate() {
        let own = word(mention);
        let pronoun = if mention.named { None } else { reference::pronoun(&own) };
        let fits = |j: &usize| {
            let other = &scored[*j];
            other.entity_type == mention.entity_type
                && match mention.named {
                    true => other.named && word(other) == own,
                    false if other.named => matches!(pronoun, Some(Pronoun::He | Pronoun::She | Pronoun::It)),
                    false => !clash(pronoun, reference::pronoun(&word(other))),
                }
        };
        let antecedent = (0..i).rev().find(fits);
        chains.push(antecedent.map_or(i, |j| chains[j]));
    }
    chains
}
