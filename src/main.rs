//! The command line: files or standard input in; coloured text, JSON or JSON Lines out.
#![forbid(unsafe_code)]

#[cfg(not(target_arch = "wasm32"))]
mod cli;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    use std::process::ExitCode;
    match cli::run() {
        Ok(code) => code,
        // Whoever reads the output has seen enough: `whosaid … | head` is no error.
        Err(cli::Error::Io(_, error)) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("whosaid: {error}");
            ExitCode::from(2)
        }
    }
}

#[cfg(target_arch = "wasm32")]
fn main() {}
