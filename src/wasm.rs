//! What JavaScript calls: the only file that names wasm_bindgen, serde_wasm_bindgen and web_sys.

use crate::Analyzer;
use crate::analysis::{DatelineView, Engine, WarningView};
use crate::pack::Packed;
use serde::Serialize;
use std::cell::OnceCell;
use wasm_bindgen::prelude::*;
use web_sys::Performance;
use web_sys::js_sys::{Reflect, Uint32Array, global};

thread_local! {
    /// Decoding the model takes milliseconds: it is done at the first analysis and kept.
    static ANALYZER: OnceCell<Analyzer> = const { OnceCell::new() };
    static PERFORMANCE: OnceCell<Option<Performance>> = const { OnceCell::new() };
}

/// An analysis for JavaScript: its lists packed, all else as plain JSON-like values. `unpack.ts` makes it whole.
#[derive(Serialize)]
struct Handed<'a> {
    schema: u32,
    engine: &'a Engine,
    length: u32,
    dateline: &'a Option<DatelineView>,
    warnings: &'a [WarningView],
    #[serde(with = "serde_wasm_bindgen::preserve")]
    numbers: Uint32Array,
    text: &'a str,
}

/// Analyses `text`.
#[wasm_bindgen]
pub fn analyze(text: &str) -> Result<JsValue, JsValue> {
    let analysis = timed("whosaid", || ANALYZER.with(|cell| cell.get_or_init(Analyzer::english).analyze(text)));
    let packed = Packed::of(&analysis);
    let numbers = Uint32Array::from(packed.numbers.as_slice());
    let handed = Handed {
        schema: analysis.schema,
        engine: &analysis.engine,
        length: analysis.length,
        dateline: &analysis.dateline,
        warnings: &analysis.warnings,
        numbers,
        text: &packed.text,
    };
    // JSON-compatible: `None` becomes null, not undefined.
    handed.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).map_err(JsValue::from)
}

/// Does `work` and tells the platform how long it took: a measure called `name`, which profilers show and a
/// `PerformanceObserver` receives. Nothing is left behind, so that many analyses do not grow the timeline.
fn timed<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let Some(performance) = PERFORMANCE.with(|clock| clock.get_or_init(performance).clone()) else { return work() };
    // An unmeasured analysis is as good as a measured one: errors of the timeline are let pass.
    let _ = performance.mark(name);
    let result = work();
    let _ = performance.measure_with_start_mark(name, name);
    performance.clear_marks_with_mark_name(name);
    performance.clear_measures_with_measure_name(name);
    result
}

/// The platform's clock: windows, workers and Node have it under one name.
fn performance() -> Option<Performance> {
    Reflect::get(&global(), &"performance".into()).ok().filter(JsValue::is_object).map(JsCast::unchecked_into)
}
