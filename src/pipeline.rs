//! The one place with the order of the stages.

use crate::analysis::{self, Analysis};
use crate::attribution::{self, Attribution};
use crate::calendar::Date;
use crate::capitals;
use crate::context::Context;
use crate::coreference::{self, Scene};
use crate::document::{Document, Warning};
use crate::feature::{self, Lexeme};
use crate::mention::{self, EntityType, Mention, MentionKind};
use crate::model::Model;
use crate::parser;
use crate::quotation::{self, Quotation};
use crate::sentence::{self, Layout};
use crate::syntax::Syntax;
use crate::tag::{self, Tag};
use crate::token::{self, Token};
use crate::{dateline, entity_tagger, naming, transcript, value, warning};

/// The longest text that is analysed, in bytes of UTF-8: a long book. A longer one gets a warning and no more, as
/// offsets and memory (some hundred bytes for each of the text's) must stay within what a browser's tab has.
pub const MAX_TEXT: usize = 16 << 20;

/// The layers below attributions. Training builds the same ones.
pub struct Layers<'t> {
    /// The text itself.
    pub text: &'t str,
    /// Words, numbers and marks.
    pub tokens: Vec<Token>,
    /// Paragraphs and sentences.
    pub layout: Layout,
    /// What each word is like.
    pub lexemes: Vec<Lexeme>,
    /// Parts of speech.
    pub tags: Vec<Tag>,
    /// What stands in quotation marks.
    pub quotations: Vec<Quotation>,
    /// Which word depends on which.
    pub syntax: Syntax,
    /// Names, dates and sums.
    pub names: Vec<Mention>,
    /// What the user should know.
    pub warnings: Vec<Warning>,
}

impl<'t> Layers<'t> {
    /// Runs the stages up to names. Cost: linear in the text.
    pub fn new(text: &'t str, model: &Model) -> Self {
        let tokens = token::tokenize(text);
        let layout = sentence::lay_out(text, &tokens);
        let mut lexemes = feature::lexemes(text, &tokens, &model.clusters);
        capitals::lower(text, &tokens, &layout, model, &mut lexemes);
        let tags = tag::find(&lexemes, &layout, &model.tags);
        let (quotations, warnings) = quotation::find(text, &tokens, &layout);
        let quoted = quotation::mask(&quotations, tokens.len());
        let quotations = naming::tell_apart(text, &tokens, &tags, quotations);
        let syntax = parser::find(&lexemes, &tags, &quoted, &layout, &model.syntax);
        let words = entity_tagger::Words { lexemes: &lexemes, tags: &tags, syntax: &syntax };
        let names = names(text, &tokens, entity_tagger::find(text, &tokens, words, &layout, &model.entities));
        Layers { text, tokens, layout, lexemes, tags, quotations, syntax, names, warnings }
    }

    /// The layers side by side, for the stages that look at all of them.
    pub fn context(&self) -> Context<'_> {
        Context::new(self.text, &self.tokens, &self.layout, self.words(), &self.quotations, &self.names)
    }

    /// What the tagger of names looks at.
    pub fn words(&self) -> entity_tagger::Words<'_> {
        entity_tagger::Words { lexemes: &self.lexemes, tags: &self.tags, syntax: &self.syntax }
    }

    /// The layers with what was found above them, for coreference.
    pub fn scene<'a>(&'a self, attributions: &'a [Attribution], mentions: &'a [Mention]) -> Scene<'a> {
        Scene {
            text: self.text,
            tokens: &self.tokens,
            tags: &self.tags,
            layout: &self.layout,
            quotations: &self.quotations,
            attributions,
            mentions,
        }
    }
}

/// The names that the tagger found, as mentions.
fn names(text: &str, tokens: &[Token], found: Vec<entity_tagger::Name>) -> Vec<Mention> {
    let mention = |name: entity_tagger::Name| Mention {
        span: name.span(text, tokens),
        kind: match name.entity_type {
            EntityType::Date | EntityType::Money => MentionKind::Value,
            _ => MentionKind::Name,
        },
        tokens: name.tokens,
        entity_type: name.entity_type,
        confidence: name.confidence,
        value: None,
    };
    found.into_iter().map(mention).collect()
}

/// Finds who said what. Cheap to share: it holds the model and nothing that changes.
pub struct Analyzer {
    model: Model,
    datelines: dateline::Finder,
    values: value::Finder,
}

impl Analyzer {
    /// An analyzer with a model of the caller's.
    pub fn new(model: Model) -> Self {
        Analyzer { model, datelines: dateline::Finder::default(), values: value::Finder::default() }
    }

    /// An analyzer for English, with the model that the crate carries.
    pub fn english() -> Self {
        Analyzer::new(Model::english())
    }

    /// The model's name, with a hash of its bytes.
    pub fn model_name(&self) -> &str {
        &self.model.name
    }

    /// Analyses any text. Offsets in the result are UTF-16 code units. Cost: linear in the text.
    pub fn analyze(&self, text: &str) -> Analysis {
        analysis::view(&self.document(text), self.model.name.clone())
    }

    /// Runs every stage and keeps all layers. Offsets are bytes. Cost: linear in the text.
    pub fn document<'t>(&self, text: &'t str) -> Document<'t> {
        let mut layers = Layers::new(if text.len() > MAX_TEXT { "" } else { text }, &self.model);
        layers.warnings.extend(too_long(text));
        layers.warnings.extend(warning::not_english(layers.text, &layers.tokens));
        let mut attributions = attribution::find(&layers.context(), &self.model);
        let sources: Vec<_> = attributions.iter().flat_map(|a| a.source.iter().cloned()).collect();
        let dateline = self.datelines.find(layers.text, self.values.dates());
        dateline.iter().for_each(|d| d.cut(&layers.tokens, &mut attributions));
        let day = dateline.as_ref().and_then(|d| Date::parse(d.date.as_deref()?));
        let mut names = layers.names.clone();
        if let Some(place) = dateline.as_ref().and_then(|d| d.place) {
            mention::locate(text, &layers.tokens, place, &mut names);
        }
        let named = self.values.find(layers.text, &layers.tokens, &layers.layout, &names, day);
        let named = transcript::name_speakers(text, &layers.tokens, &attributions, named);
        let mentions = mention::find(text, &layers.tokens, &layers.tags, &layers.layout, named, &sources);
        let (mentions, resolution) = coreference::resolve(&layers.scene(&attributions, &mentions));
        Document {
            text,
            tokens: layers.tokens,
            layout: layers.layout,
            dateline,
            quotations: layers.quotations,
            mentions,
            attributions,
            resolution,
            warnings: layers.warnings,
        }
    }
}

/// What to say about a text that is longer than [`MAX_TEXT`].
fn too_long(text: &str) -> Option<Warning> {
    let message = || format!("The text has {} bytes; more than {MAX_TEXT} are not analysed.", text.len());
    (text.len() > MAX_TEXT).then(|| Warning { code: "too-long", message: message(), span: None })
}
