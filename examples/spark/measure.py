"""Measures two ways to call the program from Spark, beside the command line: `cargo xtask spark --measure MEGABYTES`.

    python measure.py PROGRAM ARTICLES.jsonl
"""

import os
import shlex
import shutil
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


def command_line(threads):
    """The command line itself, with the table as output."""

    def run(program, articles, folder):
        table = folder / "table.parquet"
        subprocess.run(
            [program, "annotate", articles, "--format", "parquet", "-o", table, "--threads", str(threads)], check=True
        )

    return run


def arrow(program, articles, folder):
    """annotate.py: mapInArrow, and a program that each task feeds."""
    words = [articles, "--output", str(folder / "table"), "--factnote", program, "--partition-megabytes", "2"]
    annotate.run(SparkSession.active(), *annotate.parsed(words))


def pipe(program, articles, folder):
    """rdd.pipe, at its best: the lines are written as they come; a table is yet to be made of them."""
    spark = SparkSession.active()
    spark.conf.set("spark.sql.files.maxPartitionBytes", 2_000_000)
    command = [program, "annotate", "-", "--jsonl", "--format", "json-lines", "--threads", "1"]
    lines = spark.read.option("lineSep", "\n").text(articles).rdd.map(lambda row: row.value)
    answers = lines.pipe(shlex.join(command), checkCode=True).map(lambda line: (line,))
    spark.createDataFrame(answers, "line STRING").write.parquet(str(folder / "lines"))


WAYS = {
    "command line, 1 thread": command_line(1),
    f"command line, {CORES} threads": command_line(CORES),
    f"mapInArrow, local[{CORES}]": arrow,
    f"rdd.pipe, local[{CORES}]": pipe,
}


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


def main():
    program, articles = sys.argv[1:]
    settings = SparkSession.builder.master(f"local[{CORES}]").config("spark.ui.enabled", "false")
    spark = settings.config("spark.ui.showConsoleProgress", "false").getOrCreate()
    number, size = 0, Path(articles).stat().st_size / 1e6
    with open(articles, "rb") as lines:
        number = sum(1 for _ in lines)
    best, least = {}, {}
    for _ in range(ROUNDS):
        for name, way in WAYS.items():
            folder = Path(tempfile.mkdtemp())
            begun, used = time.perf_counter(), processor_seconds()
            way(program, articles, folder)
            took, used = time.perf_counter() - begun, processor_seconds() - used
            best[name] = min(took, best.get(name, took))
            least[name] = min(used, least.get(name, used))
            shutil.rmtree(folder)
    spark.stop()
    for name, took in best.items():
        rate = f"{number / took:.0f} articles/s, {size / took:.2f} MB/s"
        print(f"{name}: {took:.1f} s, {rate}; {least[name]:.1f} s of processors, {number / least[name]:.0f} articles each")


if __name__ == "__main__":
    main()
