//! Scores speakers as `score.py speakers` does: who each attribution is credited to, against the speaker that the
//! whole article shows. With `gold` sources the attributions are given, and coreference alone is scored.

use crate::corpus;
use crate::matching::pair;
use crate::polnear::{Article, Gold};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::error::Error;
use std::path::Path;
use whosaid::attribution::{Attribution, AttributionKind};
use whosaid::coreference::{self, Resolution};
use whosaid::mention;
use whosaid::model::Model;
use whosaid::pipeline::{Analyzer, Layers};
use whosaid::span::{TokenRange, cover};
use whosaid::token::Token;

#[derive(Deserialize)]
struct Line {
    id: String,
    speakers: HashMap<String, Who>,
}

/// Who a gold attribution's source is.
#[derive(Clone, Deserialize)]
pub struct Who {
    r#type: String,
    name: String,
}

impl Who {
    /// A named person or body; only those are scored.
    fn is_named(&self) -> bool {
        matches!(self.r#type.as_str(), "person" | "org")
    }

    /// Whether the credit is right: that name, or for somebody never named no name.
    fn is(&self, credit: &Credited) -> bool {
        match self.is_named() {
            true => name_key(&credit.name) == name_key(&self.name),
            false => !credit.named,
        }
    }
}

/// The speakers of each article, by its id and the attribution's.
pub type Speakers = HashMap<String, HashMap<String, Who>>;

/// Reads a file of speakers.
pub fn read(path: &Path) -> Result<Speakers, Box<dyn Error>> {
    let parse = |line: &str| serde_json::from_str(line).map(|l: Line| (l.id, l.speakers));
    Ok(corpus::read_text(path)?.lines().map(parse).collect::<Result<_, _>>()?)
}

/// Attributions with the name of each one's speaker and what was said of how it was found.
struct Credited {
    attribution: Attribution,
    name: String,
    named: bool,
    confidence: f32,
    evidence: String,
}

/// Scores the articles that have speakers, prints the figures and the errors.
pub fn evaluate(articles: &[Article], gold: &Speakers, model: Model, sources: &str) {
    let mut report = Report::default();
    let analyzer = Analyzer::new(model.clone());
    for article in articles {
        let Some(speakers) = gold.get(&article.id) else { continue };
        let layers = Layers::new(&article.text, &model);
        let annotated = article.gold(&layers.tokens);
        let credited = match sources {
            "gold" => from_gold(&layers, &annotated),
            _ => from_document(&analyzer, &article.text),
        };
        report.add(article, &layers.tokens, &annotated, speakers, &credited);
    }
    report.print();
}

/// The gold attributions, their speakers resolved.
fn from_gold(layers: &Layers, annotated: &[Gold]) -> Vec<Credited> {
    let attributions: Vec<Attribution> = annotated.iter().map(attribution).collect();
    let sources: Vec<TokenRange> = annotated.iter().flat_map(|g| g.source.iter().cloned()).collect();
    let mentions =
        mention::find(layers.text, &layers.tokens, &layers.tags, &layers.layout, layers.names.clone(), &sources);
    let (_, resolution) = coreference::resolve(&layers.scene(&attributions, &mentions));
    credited(&attributions, &resolution)
}

fn attribution(gold: &Gold) -> Attribution {
    Attribution {
        kind: AttributionKind::Indirect,
        content: gold.content.clone(),
        cue: gold.cue.clone(),
        source: gold.source.clone(),
        same_speaker_as: None,
        confidence: 1.0,
        evidence: Vec::new(),
    }
}

fn from_document(analyzer: &Analyzer, text: &str) -> Vec<Credited> {
    let document = analyzer.document(text);
    credited(&document.attributions, &document.resolution)
}

fn credited(attributions: &[Attribution], resolution: &Resolution) -> Vec<Credited> {
    let credit = |(i, attribution): (usize, &Attribution)| Credited {
        attribution: attribution.clone(),
        name: resolution.speaker_of[i].map_or(String::new(), |s| resolution.speakers[s].name.clone()),
        named: resolution.speaker_of[i].is_some_and(|s| resolution.speakers[s].named),
        confidence: resolution.speaker_confidence[i],
        evidence: resolution.speaker_evidence[i].as_ref().map_or(String::new(), |e| e.0.clone()),
    };
    attributions.iter().enumerate().map(credit).collect()
}

/// Right, found and gold attributions.
#[derive(Clone, Copy, Default)]
struct Counts {
    right: usize,
    found: usize,
    gold: usize,
}

#[derive(Default)]
struct Report {
    rows: BTreeMap<&'static str, Counts>,
    errors: Vec<String>,
    /// By confidence, in per cent: how many, and how many right.
    sureness: BTreeMap<u32, (usize, usize)>,
}

const PRONOUNS: [&str; 11] = ["he", "she", "they", "it", "who", "i", "we", "his", "her", "him", ""];

impl Report {
    fn add(
        &mut self,
        article: &Article,
        tokens: &[Token],
        annotated: &[Gold],
        speakers: &HashMap<String, Who>,
        credited: &[Credited],
    ) {
        let words = Words::of(&article.text);
        let golds: Vec<_> = annotated.iter().map(|g| words.under(tokens, &g.content)).collect();
        let found: Vec<_> = credited.iter().map(|c| words.under(tokens, &c.attribution.content)).collect();
        let gold_of = pair(&golds, &found);
        for (index, gold) in annotated.iter().enumerate().filter(|g| !golds[g.0].is_empty()) {
            let Some(who) = speakers.get(&gold.id) else { continue };
            let credit = gold_of.iter().position(|&g| g == Some(index)).map(|p| &credited[p]);
            let right = credit.is_some_and(|c| who.is(c));
            if let Some(credit) = credit.filter(|_| !matches!(who.r#type.as_str(), "none" | "author")) {
                let sureness = self.sureness.entry((credit.confidence * 100.0) as u32).or_default();
                sureness.0 += 1;
                sureness.1 += right as usize;
            }
            if who.is_named() {
                self.count(article, tokens, gold, who, credit, right);
            }
        }
    }

    /// Counts a gold attribution whose speaker is a named person or body.
    fn count(
        &mut self,
        article: &Article,
        tokens: &[Token],
        gold: &Gold,
        who: &Who,
        credit: Option<&Credited>,
        right: bool,
    ) {
        let source: Vec<&str> = gold.source.iter().map(|r| cover(tokens, r).of(&article.text)).collect();
        let source = source.join(" ");
        let pronoun = PRONOUNS.contains(&source.to_lowercase().as_str());
        let kind = if who.r#type == "person" { "person" } else { "org" };
        for row in ["all", kind, if pronoun { "source is a pronoun" } else { "source is a name" }] {
            let counts = self.rows.entry(row).or_default();
            counts.right += right as usize;
            counts.found += credit.is_some() as usize;
            counts.gold += 1;
        }
        if let Some(credit) = credit.filter(|_| !right) {
            let Article { id: article, .. } = article;
            let (name, found, evidence) = (&who.name, &credit.name, &credit.evidence);
            self.errors.push(format!("{article} {}: “{source}” is {name}, not “{found}”: {evidence}", gold.id));
        }
    }

    fn print(&self) {
        for error in &self.errors {
            println!("{error}");
        }
        for (row, Counts { right, found, gold }) in &self.rows {
            let share = |of: &usize| 100.0 * *right as f64 / (*of).max(1) as f64;
            let (recall, accuracy) = (share(gold), share(found));
            println!(
                "{row:28} recall {recall:6.2}  accuracy where found {accuracy:6.2}   (right {right}, found {found}, gold {gold})"
            );
        }
        for (confidence, (all, right)) in &self.sureness {
            println!("confidence {confidence:3} %: {right} of {all} right");
        }
    }
}

/// The words of a text, as `\w+(?:['’]\w+)?` finds them: starts and ends in bytes.
struct Words(Vec<(u32, u32)>);

impl Words {
    fn of(text: &str) -> Self {
        let inside = |c: char| c.is_alphanumeric() || c == '_';
        let mut words: Vec<(u32, u32)> = Vec::new();
        let mut joined = false;
        for (at, c) in text.char_indices().filter(|c| inside(c.1)) {
            let end = (at + c.len_utf8()) as u32;
            match words.last_mut() {
                Some(last) if last.1 as usize == at => last.1 = end,
                Some(last) if !joined && matches!(&text[last.1 as usize..at], "'" | "’") => {
                    last.1 = end;
                    joined = true;
                }
                _ => {
                    words.push((at as u32, end));
                    joined = false;
                }
            }
        }
        Words(words)
    }

    /// The indices of the words that some tokens touch.
    fn under(&self, tokens: &[Token], ranges: &[TokenRange]) -> BTreeSet<usize> {
        let mut indices = BTreeSet::new();
        for span in ranges.iter().map(|r| cover(tokens, r)) {
            let first = self.0.partition_point(|w| w.1 <= span.start);
            indices.extend((first..self.0.len()).take_while(|&i| self.0[i].0 < span.end));
        }
        indices
    }
}

const TITLES: [&str; 25] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "sir",
    "dame",
    "lord",
    "lady",
    "sen",
    "senator",
    "rep",
    "gov",
    "the",
    "president",
    "justice",
    "judge",
    "gen",
    "general",
    "col",
    "lt",
    "sgt",
    "capt",
    "rev",
    "prof",
];

/// What is compared of a name: its words without titles and middle initials, in lower case.
fn name_key(name: &str) -> String {
    let name = name.replace("’s", "").replace("'s", "").to_lowercase();
    let mut parts: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    while parts.len() > 1 && (TITLES.contains(&parts[0]) || parts[0] == "professor") {
        parts.remove(0);
    }
    let last = parts.len().saturating_sub(1);
    let kept = parts.iter().enumerate().filter(|(i, w)| w.chars().count() > 1 || *i == 0 || *i == last);
    kept.map(|p| *p.1).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_middle_initials_are_not_compared() {
        assert_eq!(name_key("Sen. Anna B. Brunner"), "anna brunner");
        assert_eq!(name_key("The Weavers’s Union"), "weavers union");
    }

    #[test]
    fn words_hold_one_apostrophe() {
        assert_eq!(Words::of("don't we").0, [(0, 5), (6, 8)]);
    }
}
