//! What JavaScript calls: the only file that names wasm_bindgen, serde_wasm_bindgen and web_sys.

use crate::Analyzer;
use serde::Serialize;
use std::cell::OnceCell;
use wasm_bindgen::prelude::*;
use web_sys::js_sys::{Array, Number, Object, Reflect};
use web_sys::{Element, Node, Text, Window};

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

/// Reads the article that a person sees in `root`: `{ text, nodes, starts }`, where `starts[i]` is the
/// UTF-16 offset in `text` of the first character of the text node `nodes[i]`.
///
/// Block boundaries become paragraph breaks; white space that the page collapses becomes spaces, one for
/// one, so that an offset inside a node stays an offset; scripts, styles and hidden elements are left out.
/// Cost: linear in the nodes, with one computed style per element.
#[wasm_bindgen(js_name = extractText)]
pub fn extract_text(root: &Element) -> Result<Object, JsValue> {
    let window = web_sys::window().ok_or("there is no window")?;
    let mut extract = Extract { window, text: String::new(), length: 0, nodes: Array::new(), starts: Array::new() };
    extract.element(root, false)?;
    let result = Object::new();
    Reflect::set(&result, &"text".into(), &extract.text.trim_end_matches('\n').into())?;
    Reflect::set(&result, &"nodes".into(), &extract.nodes)?;
    Reflect::set(&result, &"starts".into(), &extract.starts)?;
    Ok(result)
}

/// Elements whose text no reader sees as prose.
const UNREAD: &[&str] = &[
    "AUDIO", "BUTTON", "CANVAS", "IFRAME", "MATH", "NOSCRIPT", "OBJECT", "SCRIPT", "SELECT", "STYLE", "SVG",
    "TEMPLATE", "TEXTAREA", "VIDEO",
];

/// The text read so far, and where each text node begins in it.
struct Extract {
    window: Window,
    text: String,
    /// Of `text`, in UTF-16 code units.
    length: u32,
    nodes: Array,
    starts: Array,
}

impl Extract {
    /// `pre`: whether the parent keeps its white space.
    fn element(&mut self, element: &Element, pre: bool) -> Result<(), JsValue> {
        let name = element.tag_name().to_ascii_uppercase();
        if name == "BR" {
            self.push("\n");
            return Ok(());
        }
        if UNREAD.contains(&name.as_str()) || element.get_attribute("aria-hidden").as_deref() == Some("true") {
            return Ok(());
        }
        let style = self.window.get_computed_style(element)?.ok_or("the element has no style")?;
        let display = style.get_property_value("display")?;
        if display == "none" || style.get_property_value("visibility")? == "hidden" {
            return Ok(());
        }
        let pre = style.get_property_value("white-space").map_or(pre, |space| space.starts_with("pre"));
        let block = !display.starts_with("inline") && display != "contents" && !display.starts_with("ruby");
        if block {
            self.paragraph();
        }
        self.children(element, pre)?;
        if block {
            self.paragraph();
        }
        Ok(())
    }

    fn children(&mut self, element: &Element, pre: bool) -> Result<(), JsValue> {
        let mut next = element.first_child();
        while let Some(node) = next {
            match node.node_type() {
                Node::TEXT_NODE => self.text_node(node.unchecked_ref(), pre),
                Node::ELEMENT_NODE => self.element(node.unchecked_ref(), pre)?,
                _ => {}
            }
            next = node.next_sibling();
        }
        Ok(())
    }

    fn text_node(&mut self, node: &Text, pre: bool) {
        let data = node.data();
        let spaced = |c: char| if !pre && c.is_ascii_whitespace() { ' ' } else { c };
        let data: String = data.chars().map(spaced).collect();
        // Space between two blocks is no text of the article.
        if self.text.ends_with('\n') && data.bytes().all(|b| b == b' ') {
            return;
        }
        self.nodes.push(node);
        self.starts.push(&Number::from(self.length));
        self.push(&data);
    }

    fn paragraph(&mut self) {
        while !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.push("\n");
        }
    }

    fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.length += text.encode_utf16().count() as u32;
    }
}
