//! The command line.
fn main() {
    let text = std::io::read_to_string(std::io::stdin()).expect("standard input is text");
    let analysis = whosaid::Analyzer::english().analyze(&text);
    println!("{}", serde_json::to_string(&analysis).expect("an analysis serialises"));
}
