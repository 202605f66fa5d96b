//! What JavaScript calls: the only file that names wasm_bindgen, serde_wasm_bindgen and web_sys.

use crate::Analyzer;
use serde::Serialize;
use std::cell::OnceCell;
use wasm_bindgen::prelude::*;

thread_local! {
    /// Decoding the model takes milliseconds: it is done at the first analysis and kept.
    static ANALYZER: OnceCell<Analyzer> = const { OnceCell::new() };
}

/// Analyses `text` and returns plain JSON-like objects (the shape of `analysis.d.ts`).
#[wasm_bindgen]
pub fn analyze(text: &str) -> Result<JsValue, JsValue> {
    let analysis = ANALYZER.with(|cell| cell.get_or_init(Analyzer::english).analyze(text));
    // JSON-compatible: `None` becomes null, not undefined, and maps become plain objects.
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    analysis.serialize(&serializer).map_err(JsValue::from)
}
