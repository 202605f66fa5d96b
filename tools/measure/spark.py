"""Runs examples/pyspark/said.py in local mode and the plain command on one file, compares what they say, and how fast.

    python -m venv VENV && VENV/bin/pip install pyspark pyarrow        # and Java 17
    VENV/bin/python tools/measure/spark.py target/release/whosaid ARCHIVE.jsonl
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow.parquet

EXAMPLE = Path(__file__).resolve().parents[2] / "examples/pyspark/said.py"


def timed(command, **options):
    start = time.monotonic()
    subprocess.run(command, check=True, **options)
    return time.monotonic() - start


def main():
    program, archive = sys.argv[1:]
    cores = len(os.sched_getaffinity(0))
    size = os.path.getsize(archive) / 1e6
    with tempfile.TemporaryDirectory() as folder:
        plain, spark = f"{folder}/plain.jsonl", f"{folder}/spark.parquet"
        ours = timed([program, "--jsonl", "-o", plain, archive])
        submit = [sys.executable, EXAMPLE, "--whosaid", program, "--partitions", str(2 * cores), archive, spark]
        environment = {**os.environ, "PYSPARK_PYTHON": sys.executable}
        environment["PYSPARK_SUBMIT_ARGS"] = f"--master local[{cores}] --conf spark.ui.enabled=false pyspark-shell"
        theirs = timed(submit, env=environment)
        with open(plain, encoding="utf8") as lines:
            wanted = {(said := json.loads(line)).pop("id"): said for line in lines}
        rows = pyarrow.parquet.read_table(spark).to_pylist()
        found = {row["id"]: json.loads(row["analysis"]) for row in rows}
        if found != wanted or len(rows) != len(wanted):
            sys.exit("the analyses differ")
    print(f"{len(wanted)} articles, {size:.1f} MB, {cores} cores: the same analyses")
    print(f"plain command {ours:.1f} s, {size / ours:.2f} MB/s; PySpark {theirs:.1f} s, {size / theirs:.2f} MB/s")


if __name__ == "__main__":
    main()
