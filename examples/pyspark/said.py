"""Analyses an archive of articles on Spark: rows `id`, `text` in, rows `id`, `analysis` (JSON) out.

    pip install pyspark pyarrow
    python examples/pyspark/said.py --whosaid target/release/whosaid articles.parquet said.parquet

Each task runs one `whosaid --jsonl` and hands it the rows of its partition through pipes, so a partition is never in
memory as a whole. On a cluster the program goes along with the job:

    cargo build --release --bin whosaid --target x86_64-unknown-linux-musl
    spark-submit --master yarn --deploy-mode cluster \\
        --files target/x86_64-unknown-linux-musl/release/whosaid \\
        examples/pyspark/said.py --whosaid ./whosaid hdfs:///articles hdfs:///said
"""

import argparse
import itertools
import json
import os
import subprocess
import threading

import pyarrow
from pyspark.sql import SparkSession

SCHEMA = pyarrow.schema([("id", pyarrow.string()), ("analysis", pyarrow.string())])

# Analyses in a batch of rows: at some 10 kB each, a few megabytes.
ROWS = 256


def analyser(program):
    """The function for `mapInArrow`."""

    def analyse(batches):
        # One task has one core: Spark runs as many tasks as there are.
        command = [os.path.abspath(program), "--jsonl", "--threads", "1"]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        failures = []
        feeder = threading.Thread(target=feed, args=(batches, process.stdin, failures), daemon=True)
        feeder.start()
        yield from rows(process.stdout)
        feeder.join()
        status = process.wait()
        # 1: some article could not be read, which standard error tells, and the task's log keeps.
        if failures or status not in (0, 1):
            raise RuntimeError(f"{program} ended with status {status}") from next(iter(failures), None)

    return analyse


def feed(batches, pipe, failures):
    """Writes rows as lines. Another thread reads the answers: with one alone both programs could wait for ever."""
    try:
        with pipe:
            for batch in batches:
                for row in batch.select(["id", "text"]).to_pylist():
                    pipe.write(json.dumps(row).encode() + b"\n")
    except BaseException as failure:
        failures.append(failure)


def rows(lines):
    """Batches of rows for lines of analyses."""
    while some := list(itertools.islice(lines, ROWS)):
        yield pyarrow.RecordBatch.from_pylist([row(line.decode()) for line in some], schema=SCHEMA)


def row(line):
    """The line taken apart at the end of its id: parsing all of it would cost as much as the analysis."""
    begin = len('{"id":')
    identity, end = json.JSONDecoder().raw_decode(line, begin)
    return {"id": identity, "analysis": "{" + line[end + 1 :].rstrip("\n")}


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--whosaid", required=True, help="the program, as the executors find it")
    options.add_argument("--partitions", type=int, help="tasks; by default as Spark splits the input")
    options.add_argument("input", help="Parquet, or lines of JSON (also .gz or .zst), with id and text")
    options.add_argument("output", help="a folder for Parquet, which must not be there yet")
    given = options.parse_args()
    spark = SparkSession.builder.appName("whosaid").getOrCreate()
    # A batch of Arrow is in memory as a whole: Spark's 10,000 rows would be too many of long articles.
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", 500)
    parquet = given.input.rstrip("/").endswith(".parquet")
    articles = spark.read.parquet(given.input) if parquet else spark.read.json(given.input)
    articles = articles.selectExpr("cast(id as string) as id", "text")
    if given.partitions:
        articles = articles.repartition(given.partitions)
    articles.mapInArrow(analyser(given.whosaid), "id string, analysis string").write.parquet(given.output)


if __name__ == "__main__":
    main()
