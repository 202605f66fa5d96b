//! Why a candidate is an attribution, in words that a reader understands, with the tokens they rest on.

use crate::attribution::Evidence;
use crate::context::Context;
use crate::span::{TokenRange, cover};

/// The reasons for one candidate, the weightiest first.
pub fn of(context: &Context, cue: &TokenRange, source: &[TokenRange], content: &[TokenRange]) -> Vec<Evidence> {
    let mut out = vec![cue_and_content(context, cue, content)];
    out.extend(source.first().map(|s| self::source(context, cue, s)));
    if content.len() > 1 {
        let rule = "the cue interrupts what is said".to_owned();
        out.push(Evidence { rule, tokens: content.to_vec() });
    }
    out.extend(content.iter().flat_map(|piece| names(context, piece)));
    out
}

/// The quotation marks in a piece that nobody's words stand in.
fn names(context: &Context, piece: &TokenRange) -> Vec<Evidence> {
    let name = |tokens: &TokenRange| Evidence {
        rule: format!("the marks of {} hold a name, nobody's words", surface(context, tokens)),
        tokens: vec![tokens.clone()],
    };
    context.quotations_in(piece).iter().filter(|q| q.names).map(|q| name(&q.tokens)).collect()
}

/// The words under a range, as the article has them.
fn surface<'d>(context: &Context<'d>, range: &TokenRange) -> &'d str {
    cover(context.tokens, range).of(context.text)
}

fn cue_and_content(context: &Context, cue: &TokenRange, content: &[TokenRange]) -> Evidence {
    let first = &content[0];
    let quoted = |i: usize| context.quotation_of[i] > 0;
    let what = if quoted(first.start) { "the quotation" } else { "what is reported" };
    let words = surface(context, cue);
    let rule = match first.start >= cue.end {
        true if context.word(first.start) == "that" => format!("“that” opens a clause reported by “{words}”"),
        true => format!("cue “{words}” comes before {what}"),
        false => format!("cue “{words}” follows {what}"),
    };
    Evidence { rule, tokens: vec![cue.clone()] }
}

fn source(context: &Context, cue: &TokenRange, source: &TokenRange) -> Evidence {
    let words = surface(context, source);
    let place = if source.end <= cue.start { "before" } else { "after" };
    Evidence { rule: format!("“{words}” stands {place} the cue as its source"), tokens: vec![source.clone()] }
}
