//! The wasm-bindgen step: `bind INPUT.wasm OUTPUT_FOLDER` writes `whosaid.js` and `whosaid_bg.wasm`.
//!
//! A program of ours instead of the wasm-bindgen command, so that Cargo.lock pins both to one version.
#![forbid(unsafe_code)]

mod silence;

use std::process::ExitCode;
use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [input, output] = arguments.as_slice() else {
        eprintln!("usage: bind INPUT.wasm OUTPUT_FOLDER");
        return ExitCode::from(2);
    };
    match bind(input, output) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cannot write the bindings of {input}: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Writes ES module bindings that never look for the wasm by themselves: `www/lib` hands it over.
fn bind(input: &str, output: &str) -> Result<(), Box<dyn std::error::Error>> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(input).out_name("whosaid").typescript(true).omit_default_module_path(true);
    // With it, an instance left broken by a trap can be replaced.
    bindgen.reset_state_function(true).web(true)?;
    let mut bound = bindgen.generate_output().map_err(|error| format!("{error:#}"))?;
    silence::silence(bound.wasm_mut())?;
    bound.emit(output).map_err(|error| format!("{error:#}").into())
}
