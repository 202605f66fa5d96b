//! Takes out of the wasm what only words panics and errors that nobody can read: the platform has no place to print
//! them, and JavaScript sees a trap either way. The functions stay, and trap at once; wasm-opt then drops what led
//! to them alone.

use walrus::{FunctionBuilder, FunctionId, FunctionKind, Module};

/// Whether a function of this name is meant.
type Fits = fn(&str) -> bool;

/// What is never reached but on the way to a trap. Each must find a function, so that none goes stale unnoticed.
const SILENCED: [(&str, Fits); 4] = [
    ("panics", |name| name.contains("::panicking::")),
    ("failed look-ups and allocations", is_failure),
    // Asked for by panics, and by the texts of the errors below.
    ("debug formats", |name| name.ends_with(" as core::fmt::Debug>::fmt")),
    // The patterns are constants, which the crate's own tests compile.
    ("errors of patterns", |name| {
        name.starts_with("regex_syntax::error::")
            || name.contains("regex_") && name.ends_with(" as core::fmt::Display>::fmt")
    }),
];

fn is_failure(name: &str) -> bool {
    const FAILURES: [&str; 11] = [
        "alloc::alloc::handle_alloc_error",
        "alloc::raw_vec::handle_error",
        "core::cell::panic_already_borrowed",
        "core::cell::panic_already_mutably_borrowed",
        "core::option::expect_failed",
        "core::option::unwrap_failed",
        "core::result::unwrap_failed",
        "core::slice::index::slice_index_fail",
        "core::str::slice_error_fail",
        "core::str::slice_error_fail_rt",
        "std::thread::local::panic_access_error",
    ];
    FAILURES.contains(&name)
}

/// Makes those functions trap at once; an error names the part of the list that fits none.
pub fn silence(module: &mut Module) -> Result<(), String> {
    for (what, fits) in SILENCED {
        let named = |f: &walrus::Function| f.name.as_deref().is_some_and(|name| fits(&plain(name)));
        let found: Vec<_> = module.funcs.iter().filter(|f| is_local(f) && named(f)).map(|f| f.id()).collect();
        if found.is_empty() {
            return Err(format!("no function is of the {what}: their names have changed"));
        }
        found.into_iter().for_each(|id| trap(module, id));
    }
    Ok(())
}

/// A function's name without hashes: `core[c5930c85a12de822]::option::unwrap_failed`, `….Debug>::fmt::hb15a7633…`.
fn plain(name: &str) -> String {
    let name = name.rsplit_once("::h").filter(|(_, hash)| is_hash(hash)).map_or(name, |(name, _)| name);
    let mut plain = String::new();
    for part in name.split('[') {
        match part.split_once(']') {
            Some((hash, rest)) if is_hash(hash) => plain.push_str(rest),
            _ => plain.push_str(part),
        }
    }
    plain
}

fn is_hash(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|b| b.is_ascii_hexdigit())
}

fn is_local(function: &walrus::Function) -> bool {
    matches!(function.kind, FunctionKind::Local(_))
}

/// Gives a function the body `unreachable`.
fn trap(module: &mut Module, id: FunctionId) {
    let (parameters, results) = module.types.params_results(module.funcs.get(id).ty());
    let (parameters, results) = (parameters.to_vec(), results.to_vec());
    let mut body = FunctionBuilder::new(&mut module.types, &parameters, &results);
    body.func_body().unreachable();
    let arguments = parameters.iter().map(|&kind| module.locals.add(kind)).collect();
    module.funcs.get_mut(id).kind = FunctionKind::Local(body.local_func(arguments));
}
