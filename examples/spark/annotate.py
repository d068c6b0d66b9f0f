"""Annotates an archive of articles on Apache Spark: every partition streams through the program `factnote`.

    spark-submit annotate.py ARTICLES... --output FOLDER [-- ARGUMENTS OF factnote annotate]

FOLDER/annotations is the table of `factnote annotate --format parquet`, FOLDER/rejected what could not be read.

Tasks leave nothing behind but rows that Spark takes or throws away as a whole. A task that is tried again, or run twice
by speculation, therefore changes nothing in what is written.
"""

import argparse
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from pyspark import SparkFiles, TaskContext
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

# What an article may have, as the command line reads it.
FIELDS = ["id", "text", "html", "title", "outlet", "byline", "published", "language", "url", "section"]

# The table of `factnote annotate --format parquet`.
NUMBERS = {"value": pa.float64(), "confidence": pa.float64()}
WHOLE = {name: pa.int32() for name in ["paragraph", "sentence", "start", "end"]}
COLUMNS = (
    "article outlet published id kind words label source source_kind identity role through cue form stance figure value"
    " unit of status in paragraph sentence start end confidence rule source_id engine lexicons model"
).split()
ANNOTATION = pa.struct([(name, {**NUMBERS, **WHOLE}.get(name, pa.string())) for name in COLUMNS])

# What could not be read, with the record itself, so that it can be mended and read again.
REJECTED = pa.struct(
    [(name, pa.string()) for name in ["input", "id", "url", "kind", "reason"]] + [("record", pa.binary())]
)

# What became of a partition: of articles without annotations there is no row in the table.
DONE = pa.struct([("engine", pa.string())] + [(n, pa.int64()) for n in ["articles", "without_article", "rejected"]])

# Tasks give rows of one kind each; the two other columns are null.
STAGED = pa.schema([("annotation", ANNOTATION), ("rejected", REJECTED), ("done", DONE)])

# Which columns are written, and into which folders.
OUTPUTS = {"annotation": "annotations", "rejected": "rejected"}

# Articles that Spark hands to a task at a time, and rejections that a task hands back: pages may be large.
BATCH = 64

# Annotations that a task hands back at a time.
ROWS = 4096


class Failed(RuntimeError):
    """Why a task failed, in a sentence. Spark tries the task again."""


def ddl(schema):
    """The schema as mapInArrow takes it."""
    names = {pa.string(): "STRING", pa.float64(): "DOUBLE", pa.int32(): "INT", pa.int64(): "BIGINT", pa.binary(): "BINARY"}
    columns = []
    for column in schema:
        fields = ", ".join(f"`{field.name}`: {names[field.type]}" for field in column.type)
        columns.append(f"`{column.name}` STRUCT<{fields}>")
    return ", ".join(columns)


def program(name):
    """Where the program is on this machine: sent along by `--files`, a path, or on PATH."""
    sent = Path(SparkFiles.getRootDirectory(), name)
    found = str(sent) if sent.is_file() else shutil.which(name)
    if found is None:
        raise Failed(
            f"there is no program `{name}` on {socket.gethostname()}: install it on every worker, name its path by"
            " --factnote, or send it along by `spark-submit --files PATH/factnote`"
        )
    return found


def annotator(name, arguments):
    """What mapInArrow does with a partition."""

    def annotate(batches):
        # Below Spark's own scratch folder, which it clears when it ends.
        with tempfile.TemporaryDirectory(dir=SparkFiles.getRootDirectory(), prefix="factnote-") as folder:
            scratch = Path(folder)
            given = feed(batches, scratch, name, arguments)
            if given > 0:
                yield from answers(scratch, given)

    return annotate


def feed(batches, scratch, name, arguments):
    """Streams the lines of a partition through the program; how many there were.

    The program writes into files, so that no pipe can fill while we write into the other. It reads from a pipe, so that it
    ends where this process is killed: what it works on is then given up within a few articles.
    """
    given, child = 0, None
    try:
        with open(scratch / "given", "wb") as copy, open(scratch / "errors", "wb") as errors:
            for batch in batches:
                for line, file in zip(batch["line"].to_pylist(), batch["input"].to_pylist()):
                    # White space as the program counts it.
                    if not line.strip(b" \t\n\f\r"):
                        continue
                    if child is None:
                        child = start(scratch, errors, program(name), arguments)
                    given += 1
                    # An address of a file holds neither tabs nor line breaks.
                    copy.write(b"%b\t%b\n" % (file.encode(), line))
                    child.stdin.write(line + b"\n")
            if child is not None:
                child.stdin.close()
                end(child.wait(), scratch)
    except BrokenPipeError:
        end(child.wait(), scratch)
        raise Failed(f"factnote on {socket.gethostname()} stopped reading") from None
    finally:
        if child is not None and child.poll() is None:
            child.kill()
            child.wait()
    return given


def start(scratch, errors, path, arguments):
    """Starts the program."""
    fixed = ["--jsonl", "--format", "parquet", "--output", scratch / "annotations", "--rejected", scratch / "rejected"]
    # --resume keeps the journal, which counts what became of the records.
    command = [path, "annotate", "-", *fixed, "--resume", "--quiet", "--threads", str(TaskContext.get().cpus()), *arguments]
    try:
        return subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=errors, bufsize=1 << 16
        )
    except OSError as error:
        raise Failed(f"cannot start {path} on {socket.gethostname()}: {error.strerror}") from None


def end(code, scratch):
    """Fails where the program did."""
    if code < 0:
        raise Failed(f"factnote on {socket.gethostname()} was killed by {signal.Signals(-code).name}")
    # 1 and 2: some or all records were rejected; 2 is also said of wrong arguments, which leave no journal that is complete.
    if code > 2 or not journal(scratch).get("complete"):
        said = (scratch / "errors").read_text(errors="replace")[-2000:].strip()
        raise Failed(f"factnote on {socket.gethostname()} failed with exit code {code}: {' '.join(said.split())}")


def journal(scratch):
    """How far the program has come."""
    try:
        return json.loads((scratch / "annotations.journal").read_bytes())
    except FileNotFoundError:
        return {}


def answers(scratch, given):
    """What the program has written, as batches of rows."""
    state = journal(scratch)
    through = state["done"] + state["without_article"] + state["rejected"]
    if through != given:
        raise Failed(f"factnote on {socket.gethostname()} has answered for {through} of {given} records")
    with pq.ParquetFile(scratch / "annotations") as table:
        if table.schema_arrow.names != COLUMNS:
            raise Failed(f"factnote on {socket.gethostname()} writes another table than this program knows")
        for batch in table.iter_batches(ROWS):
            yield staged("annotation", pa.StructArray.from_arrays(batch.columns, fields=list(ANNOTATION)))
        made = table.metadata.metadata
    rows = []
    for row in rejections(scratch):
        rows.append(row)
        if len(rows) == BATCH:
            yield staged("rejected", pa.array(rows, REJECTED))
            rows = []
    yield staged("rejected", pa.array(rows, REJECTED))
    done = {
        "engine": f"factnote {made[b'factnote.engine'].decode()}, word lists {made[b'factnote.lexicons'].decode()}",
        "articles": state["done"],
        "without_article": state["without_article"],
        "rejected": state["rejected"],
    }
    yield staged("done", pa.array([done], DONE))


def rejections(scratch):
    """What could not be read, and what the program says of it. Both files are in the order of the records."""
    with open(scratch / "given", "rb") as copies, open(scratch / "rejected", "rb") as told:
        lines = enumerate(copies, 1)
        for said in map(json.loads, told):
            wanted = int(said["place"].removeprefix("line "))
            copy = next(copy for number, copy in lines if number == wanted)
            file, record = copy.rstrip(b"\n").split(b"\t", 1)
            try:
                known = json.loads(record)
            except ValueError:
                known = None
            known = known if isinstance(known, dict) else {}
            named = {name: str(known[name]) for name in ["id", "url"] if known.get(name) is not None}
            yield {"input": file.decode(), **named, "kind": said["kind"], "reason": said["reason"], "record": record}


def staged(column, rows):
    """Rows of one kind, as a batch with all columns."""
    arrays = [rows if field.name == column else pa.nulls(len(rows), field.type) for field in STAGED]
    return pa.RecordBatch.from_arrays(arrays, schema=STAGED)


def lines(spark, paths, kind):
    """The articles as lines of JSON, each with the file that it comes from."""
    if kind == "parquet":
        table = spark.read.parquet(*paths)
        known = [name for name in FIELDS if name in table.columns]
        if not {"text", "html"} & set(known):
            raise Failed("the table has neither a column `text` nor a column `html`")
        # Null columns are left out.
        line = F.to_json(F.struct(*known))
    else:
        # The bytes as they are: what is no JSON, or no UTF-8, is for the program to reject.
        table = spark.read.option("lineSep", "\n").text(list(paths))
        line = F.col("value")
    return table.select(line.cast("binary").alias("line"), F.col("_metadata.file_path").alias("input"))


def run(spark, arguments, passed):
    """Annotates; the number of records of each kind."""
    out = arguments.output.rstrip("/")
    for folder in OUTPUTS.values():
        if file_system(spark, f"{out}/{folder}", "exists"):
            raise Failed(f"{out}/{folder} is there already: remove it, or give another --output")
    # Decided before reading, so that a partition is as large as asked and its batches are small.
    spark.conf.set("spark.sql.files.maxPartitionBytes", arguments.partition_megabytes * 1_000_000)
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", BATCH)
    articles = lines(spark, arguments.articles, arguments.input or kind_of(arguments.articles))
    if arguments.partitions:
        articles = articles.repartition(arguments.partitions)
    # Both outputs come from one pass over the articles: it is kept until they are written.
    kept = f"{out}/staged"
    staged = articles.mapInArrow(annotator(arguments.factnote, passed), ddl(STAGED))
    staged.write.mode("overwrite").parquet(kept)
    spark.conf.unset("spark.sql.files.maxPartitionBytes")
    staged = spark.read.schema(ddl(STAGED)).parquet(kept)
    done = staged.where("done is not null").select("done.*").groupBy("engine").agg(*map(total, DONE.names[1:])).collect()
    if len(done) > 1:
        engines = "; ".join(sorted(row.engine for row in done))
        raise Failed(f"workers have different versions of factnote, whose answers do not go together: {engines}")
    for column, folder in OUTPUTS.items():
        staged.where(f"{column} is not null").select(f"{column}.*").write.parquet(f"{out}/{folder}")
    file_system(spark, kept, "delete", True)
    return done[0] if done else None


def total(name):
    return F.sum(name).alias(name)


def kind_of(paths):
    """What the articles are in, by the name of the first path."""
    return "parquet" if paths[0].rstrip("/").endswith(".parquet") else "jsonl"


def file_system(spark, path, method, *arguments):
    """Calls a method of Hadoop's file system, which knows every kind of address that Spark reads."""
    path = spark._jvm.org.apache.hadoop.fs.Path(path)
    return getattr(path.getFileSystem(spark._jsc.hadoopConfiguration()), method)(path, *arguments)


def parsed(words):
    """Our arguments, and those behind `--` for the program."""
    at = words.index("--") if "--" in words else len(words)
    parser = argparse.ArgumentParser(
        prog="annotate.py", description="Annotates articles on Spark. What stands behind -- goes to factnote annotate."
    )
    parser.add_argument("articles", nargs="+", help="files, folders or patterns of JSON Lines or Parquet")
    parser.add_argument("--output", required=True, metavar="FOLDER", help="gets `annotations` and `rejected`")
    parser.add_argument("--input", choices=["jsonl", "parquet"], help="else told by the name of the first path")
    parser.add_argument("--factnote", default="factnote", metavar="PROGRAM", help="a path on the workers, or a name")
    parser.add_argument(
        "--partition-megabytes", type=int, default=64, metavar="NUMBER", help="of input a task; default %(default)s"
    )
    parser.add_argument(
        "--partitions", type=int, metavar="NUMBER", help="deals the articles out anew, where files cannot be divided (.gz)"
    )
    return parser.parse_args(words[:at]), words[at + 1 :]


def reason(error):
    """The sentence in which a run failed, where it is one of ours; of a task it stands deep within what Spark tells."""
    if isinstance(error, Failed):
        return str(error)
    told = re.findall(r"Failed: (.+)", str(error))
    return told[-1] if told else None


def main():
    """Exit codes are those of the command line: 1 where some records were rejected, 2 where nothing could be done."""
    arguments, passed = parsed(sys.argv[1:])
    spark = SparkSession.builder.appName("factnote").getOrCreate()
    try:
        done = run(spark, arguments, passed)
    except Exception as error:
        if reason(error) is None:
            raise
        print(f"annotate.py: {reason(error)}", file=sys.stderr)
        return 2
    finally:
        spark.stop()
    if done is None:
        print("annotate.py: there are no articles", file=sys.stderr)
        return 2
    print(
        f"{done.articles} articles, {done.without_article} pages without one, {done.rejected} rejected; {done.engine}",
        file=sys.stderr,
    )
    return 0 if done.rejected == 0 else 1 if done.articles else 2


if __name__ == "__main__":
    sys.exit(main())
