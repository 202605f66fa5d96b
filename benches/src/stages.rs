//! The time of each stage and of the whole, beside the floor (reading the bytes, a hash per token), over three
//! lengths of article and 10 MB. The texts are the golden articles, one after the other.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use whosaid::Analyzer;
use whosaid::model::Model;
use whosaid::pipeline::Layers;
use whosaid::{attribution, entity_tagger, feature, parser, quotation, sentence, tag, token};

/// A note, an article, a long read.
const LENGTHS: [usize; 3] = [1_000, 5_000, 50_000];

/// At least `size` bytes of the articles in tests/golden.
fn text(size: usize) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/golden");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("the goldens").map(|e| e.expect("an entry").path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    let article = |path| {
        let file = std::fs::read_to_string(path).expect("text");
        let article = file.split("\n=== want").next().unwrap_or_default().to_owned();
        article.lines().skip_while(|l| l.starts_with("# ")).collect::<Vec<_>>().join("\n") + "\n\n"
    };
    let all: String = paths.iter().map(article).collect();
    let mut text = all.repeat(size / all.len() + 1);
    text.truncate(text.floor_char_boundary(size));
    text
}

/// What no analysis can do without: every byte once, and a hash per token.
fn floor(text: &str) -> u32 {
    let bytes = text.bytes().fold(0u32, |sum, b| sum.wrapping_add(u32::from(b)));
    let hash = |word: &str| feature::hash_bytes(word.as_bytes());
    text.split_ascii_whitespace().fold(bytes, |sum, word| sum ^ hash(word))
}

fn stages(c: &mut Criterion) {
    let model = Model::english();
    let analyzer = Analyzer::english();
    for size in LENGTHS {
        let text = text(size);
        let layers = Layers::new(&text, &model);
        let (tokens, layout, lexemes) = (&layers.tokens, &layers.layout, &layers.lexemes);
        let mut group = c.benchmark_group(format!("{size} bytes"));
        group.throughput(Throughput::Bytes(text.len() as u64)).sample_size(20);
        group.bench_function("0 floor", |b| b.iter(|| floor(black_box(&text))));
        group.bench_function("1 tokens", |b| b.iter(|| token::tokenize(black_box(&text))));
        group.bench_function("2 sentences", |b| b.iter(|| sentence::lay_out(&text, tokens)));
        group.bench_function("3 lexemes", |b| b.iter(|| feature::lexemes(&text, tokens, &model.clusters)));
        group.bench_function("4 tags", |b| b.iter(|| tag::find(lexemes, layout, &model.tags)));
        group.bench_function("5 quotations", |b| b.iter(|| quotation::find(&text, tokens, layout)));
        let quoted = quotation::mask(&layers.quotations, tokens.len());
        group.bench_function("6 syntax", |b| {
            b.iter(|| parser::find(lexemes, &layers.tags, &quoted, layout, &model.syntax));
        });
        group.bench_function("7 names", |b| {
            b.iter(|| entity_tagger::find(&text, tokens, layers.words(), layout, &model.entities));
        });
        group.bench_function("8 attributions", |b| {
            b.iter(|| attribution::find(&layers.context(), &model));
        });
        // What is left of it: datelines, values, mentions, coreference.
        group.bench_function("9 document", |b| b.iter(|| analyzer.document(black_box(&text))));
        group.bench_function("10 analysis", |b| b.iter(|| analyzer.analyze(black_box(&text))));
        group.finish();
    }
}

fn large(c: &mut Criterion) {
    let analyzer = Analyzer::english();
    let mut group = c.benchmark_group("one text");
    group.sample_size(10);
    for size in [1_000_000, 10_000_000] {
        let text = text(size);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(BenchmarkId::from_parameter(size), &text, |b, t| b.iter(|| analyzer.analyze(t)));
    }
    group.finish();
}

criterion_group!(benches, stages, large);
criterion_main!(benches);
