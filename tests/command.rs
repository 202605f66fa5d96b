//! The command line as users run it: streams, statuses, archives and interruptions.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

fn whosaid(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_whosaid"));
    command.args(args).env_remove("NO_COLOR");
    command
}

/// Runs it with `input` on standard input.
fn run(args: &[&str], input: &[u8]) -> Output {
    let mut child = whosaid(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut stdin = child.stdin.take().expect("it is piped");
    std::thread::scope(|scope| {
        // It may end without reading all.
        scope.spawn(move || drop(stdin.write_all(input)));
        child.wait_with_output().expect("it ends")
    })
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("the output is text")
}

/// A folder of this test's own, empty.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

/// Lines of articles; every seventh is malformed when `damaged`.
fn archive(lines: usize, damaged: bool) -> String {
    let mut all = String::new();
    for n in 0..lines {
        match damaged && n % 7 == 3 {
            true => writeln!(all, "{{\"id\":{n},\"text\":"),
            false => writeln!(all, r#"{{"x":[{n}],"id":"a{n}","text":"“We are {n},” said Ann Lee. He left."}}"#),
        }
        .expect("memory");
    }
    all
}

fn ids(output: &[u8]) -> Vec<String> {
    let id = |line: &str| {
        let value: serde_json::Value = serde_json::from_str(line).expect("a line is JSON");
        assert_eq!(value["schema"], 1);
        value["id"].as_str().expect("the id is a string").to_owned()
    };
    text(output).lines().map(id).collect()
}

#[test]
fn a_person_sees_marks_and_a_legend_without_colours() {
    let output = run(&[], "“It is late,” said Mayor Ann Lee.".as_bytes());
    assert!(output.status.success());
    let shown = text(&output.stdout);
    assert!(shown.contains("[1 “It is late,”] said"), "{shown}");
    assert!(shown.contains("1  Ann Lee"), "{shown}");
    assert!(!shown.contains('\x1b'), "{shown}");
    let coloured = run(&["--color", "always"], "“It is late,” said Mayor Ann Lee.".as_bytes());
    assert!(text(&coloured.stdout).contains("\x1b["));
}

#[test]
fn one_analysis_is_one_line_of_json() {
    let output = run(&["--json"], "“It is late,” said Ann Lee.".as_bytes());
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!((value["length"].as_u64(), output.status.code()), (Some(27), Some(0)));
}

#[test]
fn lines_keep_their_order_and_malformed_ones_are_told_by_number() {
    let output = run(&["--jsonl"], archive(200, true).as_bytes());
    let wanted: Vec<String> = (0..200).filter(|n| n % 7 != 3).map(|n| format!("a{n}")).collect();
    assert_eq!(ids(&output.stdout), wanted);
    assert!(text(&output.stderr).contains("standard input, line 4: EOF"), "{}", text(&output.stderr));
    assert_eq!((text(&output.stderr).lines().count(), output.status.code()), (29, Some(1)));
}

#[test]
fn wrong_options_and_missing_files_say_what_is_wrong() {
    let output = run(&["--jsno"], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("'--jsno'") && text(&output.stderr).contains("--help"));
    let output = run(&["no-such-file.txt"], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("no-such-file.txt"));
    let output = run(&[], b"caf\xe9");
    assert!(text(&output.stderr).contains("byte 3"), "{}", text(&output.stderr));
}

#[test]
fn a_text_past_the_limit_is_an_error_of_its_line_only() {
    let long = "a ".repeat(whosaid::pipeline::MAX_TEXT / 2 + 1);
    let output = run(&["--jsonl"], format!("{{\"id\":1,\"text\":\"{long}\"}}\n{}", archive(1, false)).as_bytes());
    assert_eq!((ids(&output.stdout), output.status.code()), (vec!["a0".to_owned()], Some(1)));
    assert!(text(&output.stderr).contains("more than the 16777216"), "{}", text(&output.stderr));
}

#[test]
fn a_reader_gets_each_answer_without_waiting_for_the_end() {
    let mut child = whosaid(&["--jsonl"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("it starts");
    let mut stdin = child.stdin.take().expect("it is piped");
    let mut answers = std::io::BufReader::new(child.stdout.take().expect("it is piped"));
    for n in 0..3 {
        stdin.write_all(archive(1, false).as_bytes()).expect("it reads");
        let mut answer = String::new();
        std::io::BufRead::read_line(&mut answers, &mut answer).expect("it answers");
        assert!(answer.starts_with(r#"{"id":"a0","#), "{n}: {answer}");
    }
    drop(stdin);
    assert!(child.wait().expect("it ends").success());
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error_and_a_broken_pipe_is_none() {
    let folder = folder("full");
    let input = folder.join("in.jsonl");
    std::fs::write(&input, archive(500, false)).expect("it is written");
    let input = input.to_str().expect("text");
    let full = whosaid(&["--jsonl", "--output", "/dev/full", input]).output().expect("it runs");
    assert_eq!(full.status.code(), Some(1));
    assert!(text(&full.stderr).contains("cannot write /dev/full: No space left"), "{}", text(&full.stderr));

    let mut child =
        whosaid(&["--jsonl", input]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""));
}

#[test]
fn archives_are_read_and_written_compressed() {
    let folder = folder("compressed");
    let path = |name: &str| folder.join(name).to_str().expect("text").to_owned();
    let plain = archive(60, false);
    std::fs::write(path("in.jsonl"), &plain).expect("it is written");
    std::fs::write(path("in.zst"), zstd::encode_all(plain.as_bytes(), 0).expect("memory")).expect("it is written");
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(plain.as_bytes()).expect("memory");
    std::fs::write(path("in.gz"), gzip.finish().expect("memory")).expect("it is written");

    let wanted = whosaid(&["--jsonl", &path("in.jsonl")]).output().expect("it runs").stdout;
    for (input, output) in [("in.gz", "out.zst"), ("in.zst", "out.gz"), ("in.jsonl", "out.jsonl")] {
        let run = whosaid(&["--jsonl", "-o", &path(output), &path(input)]).output().expect("it runs");
        assert!(run.status.success(), "{}", text(&run.stderr));
        assert_eq!(content(Path::new(&path(output))), wanted, "{input} to {output}");
    }
    let cut = std::fs::read(path("in.gz")).expect("it is there");
    std::fs::write(path("cut.gz"), &cut[..cut.len() / 2]).expect("it is written");
    let run = whosaid(&["--jsonl", &path("cut.gz")]).output().expect("it runs");
    assert_eq!(run.status.code(), Some(1));
    assert!(text(&run.stderr).contains("cut.gz"), "{}", text(&run.stderr));
}

/// A file, decompressed.
fn content(path: &Path) -> Vec<u8> {
    let bytes = std::fs::read(path).expect("it is there");
    let mut plain = Vec::new();
    match path.extension().and_then(|e| e.to_str()) {
        Some("zst") => plain = zstd::decode_all(&*bytes).expect("it is zstd"),
        Some("gz") => {
            let mut gzip = flate2::read::MultiGzDecoder::new(&*bytes);
            std::io::Read::read_to_end(&mut gzip, &mut plain).expect("it is gzip");
        }
        _ => plain = bytes,
    }
    plain
}

/// Killed at random twenty times and resumed each time, it loses nothing and repeats nothing.
#[test]
fn an_interrupted_run_is_resumed_exactly() {
    for name in ["out.jsonl", "out.jsonl.zst", "out.jsonl.gz"] {
        let folder = folder(&format!("resume-{name}"));
        let (input, output) = (folder.join("in.jsonl"), folder.join(name));
        std::fs::write(&input, archive(6000, true)).expect("it is written");
        let (input, output) = (input.to_str().expect("text"), output.to_str().expect("text"));
        let wanted = whosaid(&["--jsonl", input]).output().expect("it runs").stdout;
        let resume = &["--jsonl", "--resume", "--output", output, input];
        let mut kills = 0;
        for n in 0..20u64 {
            let mut child = whosaid(resume).stderr(Stdio::null()).spawn().expect("it starts");
            // Anywhere from before the first line to the middle of the work.
            std::thread::sleep(Duration::from_millis(40 + (n * 7919) % 160));
            child.kill().expect("it can be killed");
            kills += u32::from(child.wait().expect("it ends").code().is_none());
        }
        assert!(kills > 0, "no run was long enough to be interrupted");
        let last = whosaid(resume).output().expect("it runs");
        assert_eq!(last.status.code(), Some(1), "the malformed lines are told");
        assert!(content(Path::new(output)) == wanted, "{name} differs");
    }
}

#[test]
fn another_input_is_not_resumed() {
    let folder = folder("other");
    let (input, output) = (folder.join("in.jsonl"), folder.join("out.jsonl"));
    std::fs::write(&input, archive(3, false)).expect("it is written");
    std::fs::write(&output, "{\"id\":\"b0\",\"schema\":1}\n{\"id\":\"b1\",\"sch").expect("it is written");
    let args = ["--jsonl", "--resume", "--output", output.to_str().expect("text"), input.to_str().expect("text")];
    let run = whosaid(&args).output().expect("it runs");
    assert_eq!(run.status.code(), Some(1));
    assert!(text(&run.stderr).contains("was not made from this input"), "{}", text(&run.stderr));
    assert!(std::fs::read_to_string(output).expect("text").ends_with("\"sch"), "the file is as it was");
}
