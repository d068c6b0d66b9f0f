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


def processors():
    """Seconds of processors that each process from this one on has used so far, with those below it that it has waited for."""
    parents, used = {}, {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        process = int(path.parent.name)
        parents[process] = int(fields[1])
        # In user space and in the system: its own, and those of its children that have ended.
        used[process] = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")

    def is_ours(process):
        while process in parents and process != os.getpid():
            process = parents[process]
        return process == os.getpid()

    return {process: seconds for process, seconds in used.items() if is_ours(process)}


def since(before):
    """What has been used since: busy machines change it little. Workers of Python that have ended meanwhile had rested for a minute."""
    return sum(seconds - before.get(process, 0) for process, seconds in processors().items())


def measured(ways, program, articles):
    """For each way the least seconds by the clock, and of processors."""
    least = {}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            with tempfile.TemporaryDirectory() as folder:
                begun, before = time.perf_counter(), processors()
                way(program, articles, Path(folder))
                took = (time.perf_counter() - begun, since(before))
            least[name] = tuple(map(min, took, least.get(name, took)))
    return least


def main():
    program, articles = sys.argv[1:]
    size = Path(articles).stat().st_size / 1e6
    with open(articles, "rb") as lines:
        number = sum(1 for _ in lines)
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
