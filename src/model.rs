//! The model: all that the stages need, decoded from a model file.

use crate::clusters::WordClusters;
use crate::feature::hash_bytes;
use crate::linear::Linear;
use crate::section::{ModelError, Sections};

/// How many labels each linear section has, in the order of [`SECTIONS`]: the stages index by them.
const LABELS: [usize; 6] = [23, 30, 15, 3, 5, 2];

/// All that the stages need, decoded.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// A name with a hash of the bytes: `en-1f2e3d4c`.
    pub name: String,
    /// Words to clusters.
    pub clusters: WordClusters,
    /// Parts of speech.
    pub tags: Linear,
    /// Which word depends on which.
    pub syntax: Linear,
    /// Names, dates and sums.
    pub entities: Linear,
    /// Cues of attributions.
    pub cues: Linear,
    /// Sources and contents, given a cue.
    pub roles: Linear,
    /// How good a whole attribution is.
    pub links: Linear,
}

impl Model {
    /// Reads a model file; every section must be there.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let sections = Sections::from_bytes(bytes)?;
        if SECTIONS.iter().any(|name| sections.get(name).is_none()) {
            return Err(ModelError::Damaged("a section is missing"));
        }
        let name = format!("en-{:08x}", hash_bytes(bytes));
        let model = Model { name, ..Model::from_sections(&sections)? };
        match model.linears().map(|m| m.labels.len()) == LABELS {
            true => Ok(model),
            false => Err(ModelError::Damaged("a section has other labels than its stage")),
        }
    }

    fn linears(&self) -> [&Linear; 6] {
        [&self.tags, &self.syntax, &self.entities, &self.cues, &self.roles, &self.links]
    }

    /// The model for English that the crate carries (`models/en.bin`; its card is `models/en.toml`).
    pub fn english() -> Self {
        let bytes = include_bytes!("../models/en.bin");
        Model::from_bytes(bytes).expect("the crate's own model is whole: a test reads it")
    }

    /// Decodes what sections there are; a missing one knows nothing. For training, stage after stage.
    pub fn from_sections(sections: &Sections) -> Result<Self, ModelError> {
        let linear = |name| sections.get(name).map(Linear::from_bytes).transpose().map(Option::unwrap_or_default);
        let clusters = sections.get("clusters").map(WordClusters::from_bytes).transpose()?.unwrap_or_default();
        Ok(Model {
            name: String::new(),
            clusters,
            tags: linear("tags")?,
            syntax: linear("syntax")?,
            entities: linear("entities")?,
            cues: linear("cues")?,
            roles: linear("roles")?,
            links: linear("links")?,
        })
    }
}

/// The sections of a whole model, in the order of training.
pub const SECTIONS: [&str; 7] = ["clusters", "tags", "syntax", "entities", "cues", "roles", "links"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_models_own_sections_are_whole() {
        let model = Model::english();
        assert!(model.name.starts_with("en-"));
        assert_eq!(model.tags.labels.len(), crate::tag::Tag::ALL.len());
        assert_eq!(model.cues.labels, crate::cue::LABELS);
        assert_eq!(model.roles.labels, crate::role::LABELS);
        assert_eq!(model.links.labels, crate::link::LABELS);
        assert_eq!(model.entities.labels, crate::entity_tagger::LABELS);
    }
}
