"""Measures two ways to call the program from Spark, beside the command line: `cargo xtask spark --measure MEGABYTES`.

    python measure.py PROGRAM ARTICLES.jsonl
"""

import os
import shlex
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pyspark.sql import SparkSession

import annotate

# Each way so many times, one after the other: the best of them counts, as other programs may have disturbed the others.
ROUNDS = 3

CORES = 2

# Of a partition, so that there are several.
MEGABYTES = 2


def command_line(threads):
    """The command line itself, with the table as output."""

    def run(program, articles, folder):
        table = folder / "table.parquet"
        subprocess.run(
            [program, "annotate", articles, "--format", "parquet", "-o", table, "--threads", str(threads)], check=True
        )

    return run


def whole(program, articles, folder):
    """annotate.py as it is: the pass over the articles, counts, and the two outputs."""
    words = [articles, "--output", str(folder / "table"), "--factnote", program]
    annotate.run(SparkSession.active(), *annotate.parsed([*words, "--partition-megabytes", str(MEGABYTES)]))


def arrow(program, articles, folder):
    """Its pass over the articles alone: mapInArrow, and a program that each task feeds."""
    spark = SparkSession.active()
    spark.conf.set("spark.sql.files.maxPartitionBytes", MEGABYTES * 1_000_000)
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", annotate.BATCH)
    lines = annotate.lines(spark, [articles], "jsonl")
    rows = lines.mapInArrow(annotate.annotator(program, []), annotate.ddl(annotate.STAGED))
    rows.write.parquet(str(folder / "rows"))


def pipe(program, articles, folder):
    """rdd.pipe, at its best: the lines are written as they come; a table is yet to be made of them."""
    spark = SparkSession.active()
    spark.conf.set("spark.sql.files.maxPartitionBytes", MEGABYTES * 1_000_000)
    command = [program, "annotate", "-", "--jsonl", "--format", "json-lines", "--threads", "1"]
    lines = spark.read.option("lineSep", "\n").text(articles).rdd.map(lambda row: row.value)
    answers = lines.pipe(shlex.join(command), checkCode=True).map(lambda line: (line,))
    spark.createDataFrame(answers, "line STRING").write.parquet(str(folder / "lines"))


ALONE = {"command line, 1 thread": command_line(1), f"command line, {CORES} threads": command_line(CORES)}
SPARK = {"annotate.py": whole, "mapInArrow": arrow, "rdd.pipe": pipe}


def processor_seconds():
    """What this process and all below it have used so far, those that have ended too: busy machines change it little."""
    parents, used = {}, {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        process = int(path.parent.name)
        parents[process] = int(fields[1])
        # Of itself, and of the children that it has waited for: in user space and in the system.
        used[process] = sum(map(int, fields[11:15]))
    ours = set()
    for process in used:
        above = process
        while above in parents and above != os.getpid():
            above = parents[above]
        if above == os.getpid():
            ours.add(process)
    return sum(used[process] for process in ours) / os.sysconf("SC_CLK_TCK")


def measured(ways, program, articles):
    """For each way the least seconds by the clock, and of processors."""
    least = {}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            with tempfile.TemporaryDirectory() as folder:
                begun, used = time.perf_counter(), processor_seconds()
                way(program, articles, Path(folder))
                took = (time.perf_counter() - begun, processor_seconds() - used)
            least[name] = tuple(map(min, took, least.get(name, took)))
    return least


def main():
    program, articles = sys.argv[1:]
    size = Path(articles).stat().st_size / 1e6
    with open(articles, "rb") as lines:
        number = sum(1 for _ in lines)
    # One after the other: Python workers that wait for a minute end, and what they used would be lost to the count.
    least = measured(ALONE, program, articles)
    settings = SparkSession.builder.master(f"local[{CORES}]").config("spark.ui.enabled", "false")
    spark = settings.config("spark.ui.showConsoleProgress", "false").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    least |= measured(SPARK, program, articles)
    spark.stop()
    for name, (took, used) in least.items():
        rate = f"{number / took:.0f} articles/s, {size / took:.2f} MB/s"
        print(f"{name}: {took:.1f} s, {rate}; {used:.1f} s of processors, {number / used:.0f} articles for each")


if __name__ == "__main__":
    main()
