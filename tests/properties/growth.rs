//! Time grows as the text does. Four times the text may take eight times as long, not sixteen: that tells linear
//! from quadratic on a busy machine too. Each comparison is made in one run.

use std::fmt::Write;
use std::time::Duration;

/// Bytes of the shorter text.
const SHORT: usize = 24 << 10;
const FACTOR: usize = 4;
const MOST: f64 = 2.0 * FACTOR as f64;

/// Rounds of one short and one long text each: a busy machine slows some of them, never all alike.
const ROUNDS: usize = 6;

/// How many times as long `long` takes as `short`, each at its best of the rounds; early once that is few enough.
fn ratio(short: &str, long: &str) -> f64 {
    let mut best = [Duration::MAX; 2];
    let mut ratio = f64::INFINITY;
    for _ in 0..ROUNDS {
        best = [best[0].min(time(short)), best[1].min(time(long))];
        ratio = best[1].as_secs_f64() / best[0].as_secs_f64();
        if ratio < MOST {
            break;
        }
    }
    ratio
}

/// The time of an analysis.
fn time(text: &str) -> Duration {
    let start = clock();
    std::hint::black_box(super::analyzer().analyze(text));
    clock() - start
}

/// How long this thread has had a core: other processes hardly change that.
#[cfg(unix)]
fn clock() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

/// The time of day.
#[cfg(not(unix))]
fn clock() -> Duration {
    std::time::UNIX_EPOCH.elapsed().expect("after 1970")
}

/// A text of `size` bytes out of what `piece` gives for 0, 1, 2, ….
fn text(size: usize, piece: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    for n in 0.. {
        text.push_str(&piece(n));
        if text.len() >= size {
            break;
        }
    }
    text
}

/// The nth piece of a text of some shape.
type Piece = fn(usize) -> String;

/// Names that are all different.
fn name(n: usize) -> String {
    let syllable = |n: usize| ["ba", "ko", "li", "mu", "ne", "ri", "sa", "to"][n % 8];
    let word: String = (0..5).map(|i| syllable(n >> (3 * i))).collect();
    word[..1].to_uppercase() + &word[1..]
}

#[test]
fn time_is_linear_in_the_text() {
    let shapes: [(&str, Piece); 16] = [
        ("an article", |n| format!("“It is late,” said {} Lee on Friday. He told us that it was.\n\n", name(n))),
        ("one speaker", |_| "“Yes,” he said. ".to_owned()),
        ("one sentence", |n| format!("{} said it was late and ", name(n))),
        ("people", |n| format!("{} {} met. ", name(n), name(n * 31 + 7))),
        ("one surname", |n| format!("{} Smith said no. Smith said yes. ", name(n))),
        ("one role", |_| "Ann Lee, the mayor, spoke. The mayor said so. ".to_owned()),
        ("organisations", |n| format!("{} Ministry of {} said so. ", name(n), name(n + 5))),
        ("pronouns", |_| "he she it they ".to_owned()),
        ("opening marks", |_| "“a ‘b ".to_owned()),
        ("straight marks", |_| "\" a ".to_owned()),
        ("paragraphs left open", |_| "“He said so.\n\n".to_owned()),
        ("cues", |_| "said told added ".to_owned()),
        ("no spaces", |_| "aB1’".to_owned()),
        ("numbers", |n| format!("{n},000.50 $3 million on May {n} ")),
        ("brackets", |_| "([/- ".to_owned()),
        ("transcript", |n| format!("{}: I said so.\n", name(n % 50))),
    ];
    let mut report = String::new();
    for (what, piece) in shapes {
        let (short, long) = (text(SHORT, piece), text(SHORT * FACTOR, piece));
        let ratio = ratio(&short, &long);
        if ratio >= MOST {
            writeln!(report, "{what}: {FACTOR} times the text takes {ratio:.1} times as long").expect("memory");
        }
    }
    assert!(report.is_empty(), "{report}");
}
