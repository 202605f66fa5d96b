//! Trains and evaluates the models. `train help` lists the commands.

mod attributions;
mod causes;
mod chains;
mod clusters;
mod corpus;
mod dataset;
mod entities;
mod evaluate;
mod evaluate_attributions;
mod evaluate_coreference;
mod evaluate_speakers;
mod kmeans;
mod links;
mod markup;
mod matching;
mod polnear;
mod predict;
mod syntax;
mod tags;
mod trainer;

use std::collections::HashMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use whosaid::Analyzer;
use whosaid::clusters::WordClusters;
use whosaid::model::Model;
use whosaid::section::Sections;

const HELP: &str = "\
train COMMAND [--option PATH]...

  clusters --vectors FILE --model FILE       word clusters, from lines of a word and its vector
  tags --corpus FILES --dev FILE --model FILE
                                             the tagger of parts of speech, from what parses.py writes
  syntax --corpus FILES --dev FILE --model FILE
                                             the parser, from the same; several FILES with commas between
  entities --corpus FILE --model FILE [--texts FILE --silver FILE]
                                             the tagger of entities; silver labels belong to the texts
  attributions --polnear DIR --model FILE [--texts FILE --silver FILE]
                                             the taggers of cues and roles, and the judge of their candidates
  predict --corpus FILE --model FILE         attributions of a corpus, as its JSON Lines
  evaluate --corpus FILE --model FILE        scores entities, names and values alike; a folder of FILES one by one,
                                             then together
  evaluate-attributions --corpus FILE --model FILE
                                             scores attributions and their confidences, and counts the
                                             causes of errors
  evaluate-coreference --corpus FILE --model FILE
                                             scores chains of people and organisations on a file of gum, and lists
                                             the errors
  evaluate-speakers --polnear DIR --model FILE [--sources gold|predicted]
                                             scores who is credited with what, and lists the errors

Every command reads the sections it needs from the model FILE and replaces its own.
";

/// Vectors that shape the clusters: the commonest words.
const VECTORS: usize = 100_000;

/// The command line's options: `--name value` pairs.
pub struct Arguments(HashMap<String, String>);

impl Arguments {
    fn parse(words: impl Iterator<Item = String>) -> Result<Self, Box<dyn Error>> {
        let words: Vec<String> = words.collect();
        let pair = |w: &[String]| match w {
            [name, value] if name.starts_with("--") => Ok((name[2..].to_owned(), value.clone())),
            _ => Err(format!("expected `--option value`, found `{}`\n\n{HELP}", w.join(" "))),
        };
        Ok(Arguments(words.chunks(2).map(pair).collect::<Result<_, _>>()?))
    }

    /// The value of an option that must be given.
    pub fn get(&self, name: &str) -> Result<&str, Box<dyn Error>> {
        self.0.get(name).map(String::as_str).ok_or_else(|| format!("--{name} is missing\n\n{HELP}").into())
    }

    /// An option that is one or more paths, with commas between.
    pub fn paths(&self, name: &str) -> Result<Vec<PathBuf>, Box<dyn Error>> {
        Ok(self.get(name)?.split(',').map(PathBuf::from).collect())
    }

    /// An option that is a path.
    pub fn path(&self, name: &str) -> Result<PathBuf, Box<dyn Error>> {
        self.get(name).map(PathBuf::from)
    }
}

fn main() {
    let mut words = std::env::args().skip(1);
    let command = words.next().unwrap_or_default();
    let done = Arguments::parse(words).and_then(|arguments| run(&command, &arguments));
    if let Err(error) = done {
        eprintln!("train: {error}");
        std::process::exit(1);
    }
}

fn run(command: &str, arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    match command {
        "clusters" => {
            let vectors = clusters::read_vectors(&arguments.path("vectors")?, VECTORS)?;
            let bytes = clusters::cluster(&vectors, &clusters::Options::default());
            replace(&arguments.path("model")?, "clusters", bytes)
        }
        "entities" => {
            let mut documents = corpus::read_entities(&arguments.path("corpus")?)?;
            if let Ok(labels) = arguments.path("silver") {
                documents.extend(corpus::read_apart(&arguments.path("texts")?, &labels)?);
            }
            let file = arguments.path("model")?;
            replace(
                &file,
                "entities",
                entities::train(&documents, &Model::from_sections(&sections(&file)?)?, &entities::options()),
            )
        }
        "evaluate" => {
            let model = Model::from_sections(&sections(&arguments.path("model")?)?)?;
            evaluate::entities(&arguments.path("corpus")?, &Analyzer::new(model))
        }
        "tags" => {
            let (corpus, dev, file) =
                (arguments.paths("corpus")?, arguments.path("dev")?, arguments.path("model")?);
            replace(&file, "tags", tags::train(&corpus, &dev, &clusters(&file)?)?)
        }
        "syntax" => {
            let (corpus, dev, file) =
                (arguments.paths("corpus")?, arguments.path("dev")?, arguments.path("model")?);
            let model = Model::from_sections(&sections(&file)?)?;
            replace(&file, "syntax", syntax::train(&corpus, &dev, &model)?)
        }
        "attributions" => {
            let (polnear, file) = (arguments.path("polnear")?, arguments.path("model")?);
            let model = Model::from_sections(&sections(&file)?)?;
            let articles = polnear::read(&polnear.join("train.jsonl"))?;
            let silver = match arguments.path("silver") {
                Ok(labels) => polnear::read_apart(&arguments.path("texts")?, &labels)?,
                Err(_) => Vec::new(),
            };
            for (name, bytes) in attributions::train(&articles, &silver, &model)? {
                replace(&file, name, bytes)?;
            }
            Ok(())
        }
        "evaluate-coreference" => {
            let model = Model::from_sections(&sections(&arguments.path("model")?)?)?;
            evaluate_coreference::evaluate(&arguments.path("corpus")?, &model)
        }
        "evaluate-speakers" => {
            let polnear = arguments.path("polnear")?;
            let model = Model::from_sections(&sections(&arguments.path("model")?)?)?;
            let articles = polnear::read(&polnear.join("dev.jsonl"))?;
            let gold = evaluate_speakers::read(&polnear.join("speakers-dev.jsonl"))?;
            evaluate_speakers::evaluate(&articles, &gold, model, arguments.get("sources").unwrap_or("predicted"));
            Ok(())
        }
        "evaluate-attributions" => {
            let (corpus, file) = (arguments.path("corpus")?, arguments.path("model")?);
            let model = Model::from_sections(&sections(&file)?)?;
            evaluate_attributions::evaluate(&polnear::read(&corpus)?, &Analyzer::new(model));
            Ok(())
        }
        "predict" => {
            let (corpus, file) = (arguments.path("corpus")?, arguments.path("model")?);
            let model = Model::from_sections(&sections(&file)?)?;
            predict::predict(&polnear::read(&corpus)?, &Analyzer::new(model));
            Ok(())
        }
        _ => {
            print!("{HELP}");
            Ok(())
        }
    }
}

/// The sections of a model file; none if there is no such file yet.
fn sections(file: &Path) -> Result<Sections, Box<dyn Error>> {
    match std::fs::read(file) {
        Ok(bytes) => Ok(Sections::from_bytes(&bytes)?),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Sections::default()),
        Err(error) => Err(error.into()),
    }
}

/// The word clusters of a model file; empty if it has none.
fn clusters(file: &Path) -> Result<WordClusters, Box<dyn Error>> {
    match sections(file)?.get("clusters") {
        Some(bytes) => Ok(WordClusters::from_bytes(bytes)?),
        None => Ok(WordClusters::default()),
    }
}

/// Puts a section into a model file.
fn replace(file: &Path, name: &str, bytes: Vec<u8>) -> Result<(), Box<dyn Error>> {
    let mut sections = sections(file)?;
    sections.set(name, bytes);
    Ok(std::fs::write(file, sections.to_bytes())?)
}
