"""Tests of annotate.py beside the command line: `cargo xtask spark` runs them, in a Python that has PySpark.

FACTNOTE_PROGRAM is the program, FACTNOTE_ARTICLES a file of articles in JSON Lines.
"""

import contextlib
import datetime
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from pyspark.sql import SparkSession

import annotate

PROGRAM = os.environ["FACTNOTE_PROGRAM"]
ARTICLES = Path(os.environ["FACTNOTE_ARTICLES"])

# What an archive holds beside good articles: each is told, and none stops the others.
BAD = [
    b'{"id": "cut", "text": "The bridge will cl',
    b'{"id": "neither", "title": "A title"}',
    b'{"text": "An article without a name."}',
    b'{"id": "bytes", "text": "caf\xe9 owner Ann Lee said"}',
    b'["no", "object"]',
    b'{"id": "front", "url": "https://gull.example/", "html": "<html><body><nav><a href=/a>A</a></nav></body></html>"}',
]

# What is easily changed on the way.
ODD = [
    {"id": 7, "text": "“=1+1,” Mayor Ann Lee said.\n\tThe café’s 🦭 cost $3.5 million, she said.", "outlet": "'=Echo"},
    {"id": "line\nbreak", "text": 'Ben Gray said "yes,\u2028no" on Monday.', "published": "2026-10-06"},
    {"url": "https://gull.example/a?b=1&c=\"2\"", "text": "Two people said that the pier was lost."},
    {"id": "empty", "text": ""},
]

PARTITIONS = 24

# After which a run counts as one that hangs.
MOST_SECONDS = 900

# Where Spark's own commands are.
SPARK = Path(sys.prefix, "bin")


def command_line(articles, folder, *arguments):
    """What the command line makes of the articles: its table, and its side file."""
    table, side = folder / "expected.parquet", folder / "expected.jsonl"
    call = [PROGRAM, "annotate", articles, "--format", "parquet", "-o", table, "--rejected", side, "-q", *arguments]
    code = subprocess.run(call).returncode
    if code not in (0, 1):
        raise AssertionError(f"the command line failed: {code}")
    return pq.read_table(table), [json.loads(line) for line in side.open()]


def rows(table):
    """All rows, sorted: two tables have the same rows, each as often, where these are equal."""
    by = [(name, "ascending") for name in table.column_names]
    return table.sort_by(by).to_pylist()


def processes(program):
    """The processes that run `program`, each with its ancestors, nearest first."""
    parents, commands = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            commands[int(folder.name)] = (folder / "cmdline").read_bytes().decode(errors="replace").split("\0")
        except OSError:
            continue
    for process, words in commands.items():
        if words[0] == str(program):
            ancestors, above = [], parents[process]
            while above in commands:
                ancestors.append((above, commands[above]))
                above = parents[above]
            yield process, ancestors


class Interrupter:
    """Does to a run, one after another, what happens to one in the long run."""

    def __init__(self, program):
        self.program = program
        self.seen = set()
        self.hung = []
        self.to_do = [self.kill_program, self.kill_worker, self.kill_executor, self.hang]

    def look(self):
        """Looks which processes there are; every third new one is in for something."""
        for process, ancestors in processes(self.program):
            if process in self.seen or not self.to_do:
                continue
            self.seen.add(process)
            if len(self.seen) % 3 == 0 and self.is_held(process) and self.to_do[0](process, ancestors):
                self.to_do.pop(0)

    @staticmethod
    def is_held(process):
        """Stops it; false where it had ended. What is done to its task then happens while the task runs."""
        try:
            os.kill(process, signal.SIGSTOP)
            return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
        except OSError:
            return False

    def kill_program(self, process, _):
        os.kill(process, signal.SIGKILL)
        return True

    def kill_worker(self, process, ancestors):
        os.kill(ancestors[0][0], signal.SIGKILL)
        os.kill(process, signal.SIGCONT)
        return True

    def kill_executor(self, process, ancestors):
        executors = [above for above, words in ancestors if any("CoarseGrainedExecutorBackend" in w for w in words)]
        for executor in executors:
            os.kill(executor, signal.SIGKILL)
        os.kill(process, signal.SIGCONT)
        return bool(executors)

    def hang(self, process, _):
        self.hung.append(process)
        return True

    def let_go(self):
        """Lets what hangs go on."""
        for process in self.hung:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGCONT)


def said_by(log):
    """The last that a program has said."""
    return log.read_text(errors="replace")[-6000:]


class Cluster:
    """A cluster on this machine: a master and two workers of one core each.

    The workers have addresses of their own, as Spark runs no second copy of a task on the same machine.
    """

    def __init__(self, folder):
        self.folder = folder
        self.running = []
        master = ["master.Master", "--host", "127.0.0.1", "--port", "0", "--webui-port", "0"]
        self.address = self.start(master, r"spark://127\.0\.0\.1:\d+")
        for number in [1, 2]:
            worker = ["worker.Worker", "--host", f"127.0.0.{number}", "--webui-port", "0", "--work-dir", folder / "work"]
            self.start([*worker, "--cores", "1", "--memory", "1g", self.address], "Successfully registered")

    def start(self, words, wanted):
        """Starts one of them, and waits until its log has what is wanted of it."""
        log = self.folder / f"cluster-{len(self.running)}"
        with log.open("wb") as out:
            environment = {**os.environ, "SPARK_DAEMON_MEMORY": "256m"}
            call = [SPARK / "spark-class", f"org.apache.spark.deploy.{words[0]}", *words[1:]]
            self.running.append(subprocess.Popen(call, stdout=out, stderr=out, env=environment))
        while self.running[-1].poll() is None:
            if found := re.search(wanted, log.read_text(errors="replace")):
                return found[0]
            time.sleep(0.1)
        raise AssertionError(f"{words[0]} did not start\n{said_by(log)}")

    def stop(self):
        for process in reversed(self.running):
            process.terminate()
            process.wait()


def events(folder):
    """The ends of tasks that the event log tells, in their order."""
    for file in sorted(folder.glob("**/events_*")):
        for line in file.open():
            event = json.loads(line)
            if event["Event"] == "SparkListenerTaskEnd":
                yield event


class Interrupted(unittest.TestCase):
    """A run on two workers whose program, Python, executor are killed, and one of whose programs hangs."""

    def test_nothing_is_lost_and_nothing_is_there_twice(self):
        with tempfile.TemporaryDirectory() as folder:
            self.run_in(Path(folder))

    def run_in(self, folder):
        self.archive(folder / "archive")
        (folder / "events").mkdir()
        # A name of its own, by which the processes of this run are known.
        program = folder / "factnote"
        program.symlink_to(PROGRAM)
        log = folder / "log"
        cluster = Cluster(folder)
        self.addCleanup(cluster.stop)
        with log.open("wb") as said:
            run = subprocess.Popen(self.call(folder, program, cluster), stdout=said, stderr=said)
            self.addCleanup(run.kill)
            interrupter = Interrupter(program)
            self.addCleanup(interrupter.let_go)
            ends = time.monotonic() + MOST_SECONDS
            while run.poll() is None:
                interrupter.look()
                time.sleep(0.01)
                self.assertLess(time.monotonic(), ends, f"Spark does not come to an end\n{said_by(log)}")
        interrupter.let_go()
        text = said_by(log)
        self.assertEqual(run.returncode, 1, f"1: some records were rejected\n{text}")
        self.assertEqual(interrupter.to_do, [], "the run was over before all was done to it")
        self.check_events(list(events(folder / "events")))
        self.check_output(folder, text)
        for _ in range(100):
            if not list(processes(program)):
                break
            time.sleep(0.1)
        self.assertEqual(list(processes(program)), [], "a program whose task was given up ends")

    def archive(self, folder):
        folder.mkdir()
        lines = ARTICLES.read_bytes().splitlines() + BAD + [json.dumps(odd).encode() for odd in ODD]
        for number in range(PARTITIONS):
            # Empty lines are no records.
            (folder / f"{number:02}.jsonl").write_bytes(b"\n\n".join(lines[number::PARTITIONS]) + b"\n")
        self.articles = len(lines) - len(BAD)

    def call(self, folder, program, cluster):
        settings = {
            "spark.eventLog.enabled": "true",
            "spark.eventLog.dir": (folder / "events").as_uri(),
            "spark.eventLog.compress": "false",
            "spark.executor.memory": "768m",
            "spark.speculation": "true",
            "spark.ui.enabled": "false",
        }
        conf = [word for name, value in settings.items() for word in ("--conf", f"{name}={value}")]
        ours = [Path(annotate.__file__), folder / "archive", "--output", folder / "out", "--factnote", program]
        # A file has a partition of its own where it is larger than this, with what opening it is reckoned at.
        size = ["--partition-megabytes", "1"]
        return [SPARK / "spark-submit", "--master", cluster.address, "--driver-memory", "512m", *conf, *ours, *size]

    def check_events(self, ends):
        def numbers(told):
            return [n for n, end in enumerate(ends) if told in json.dumps(end["Task End Reason"])]

        killed = numbers("was killed by SIGKILL")
        crashed = numbers("Python worker exited unexpectedly")
        lost = numbers("ExecutorLostFailure")
        for name, failed in [("the program", killed), ("Python", crashed), ("an executor", lost)]:
            self.assertNotEqual(failed, [], f"no task failed since {name} was killed")
        copies = [end for end in ends if end["Task Info"]["Speculative"]]
        self.assertNotEqual(copies, [], "no task was run a second time beside the one that hangs")
        good = numbers('"Success"')
        self.assertLess(good[0], min(killed + crashed + lost), "tasks were through before the first was killed")
        self.assertGreaterEqual(len(good), PARTITIONS, "and all of them in the end")
        print(f"{len(killed)} programs, {len(crashed)} Pythons, {len(lost)} executors killed; {len(copies)} copies of tasks")

    def check_output(self, folder, text):
        table, side = command_line(folder / "archive", folder)
        got = pq.read_table(folder / "out/annotations")
        self.assertEqual([(f.name, f.type) for f in got.schema], [(f.name, f.type) for f in table.schema])
        self.assertEqual(got.num_rows, table.num_rows)
        self.assertEqual(rows(got), rows(table))
        self.assertGreater(len(set(got["article"].to_pylist())), self.articles * 0.9)

        def record(said):
            number = int(said["place"].removeprefix("line "))
            return Path(said["input"]).read_bytes().split(b"\n")[number - 1]

        expected = Counter((said["kind"], said["reason"], record(said)) for said in side)
        rejected = pq.read_table(folder / "out/rejected").to_pylist()
        self.assertEqual(Counter((row["kind"], row["reason"], row["record"]) for row in rejected), expected)
        self.assertEqual(len(rejected), len(BAD))
        self.assertTrue(all(row["input"].startswith("file:") for row in rejected))
        self.assertIn("neither", [row["id"] for row in rejected])
        self.assertIn(f"{self.articles} articles, 1 pages without one, {len(BAD) - 1} rejected", text)
        left = sorted(path.name for path in (folder / "out").iterdir())
        self.assertEqual(left, ["annotations", "rejected"])


class Local(unittest.TestCase):
    """What one run in this process shows."""

    @classmethod
    def setUpClass(cls):
        settings = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").config("spark.ui.showConsoleProgress", "false")
        cls.spark = settings.getOrCreate()
        cls.spark.sparkContext.setLogLevel("OFF")

    @classmethod
    def tearDownClass(cls):
        cls.spark.stop()

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def annotate(self, articles, *words):
        words = [str(articles), "--output", str(self.folder / "out"), "--factnote", PROGRAM, *map(str, words)]
        return annotate.run(self.spark, *annotate.parsed(words))

    def lines(self, *lines):
        path = self.folder / "articles.jsonl"
        path.write_bytes(b"\n".join(lines))
        return path

    def reason(self, *words):
        with self.assertRaises(Exception) as failed:
            self.annotate(self.lines(b'{"id": "a", "text": "Rain, Ann Lee said."}'), *words)
        return annotate.reason(failed.exception)

    def test_tables_of_articles_are_read_as_the_command_line_reads_them(self):
        articles = [json.loads(line) for line in ARTICLES.read_bytes().splitlines()[:200]]
        for number, article in enumerate(articles):
            article["id"] = number
            article["published"] = datetime.date.fromisoformat(article["published"]) if number % 3 else None
            article["words"] = len(article["text"])
        articles[5]["text"] = None
        path = self.folder / "articles.parquet"
        pq.write_table(pa.Table.from_pylist(articles), path, row_group_size=50)
        done = self.annotate(path)
        table, side = command_line(path, self.folder)
        self.assertEqual((done.articles, done.rejected), (199, 1))
        self.assertEqual(rows(pq.read_table(self.folder / "out/annotations")), rows(table))
        rejected = pq.read_table(self.folder / "out/rejected").to_pylist()
        self.assertEqual([row["reason"] for row in rejected], [said["reason"] for said in side])
        self.assertEqual(rejected[0]["id"], "5")

    def test_arguments_go_on_to_the_program(self):
        path = self.lines(b'{"id": "a", "text": "Rain is expected, Mayor Ann Lee said."}')
        self.annotate(path, "--partitions", 2, "--", "--outlet", "Echo", "--rules-only")
        table, _ = command_line(path, self.folder, "--outlet", "Echo", "--rules-only")
        self.assertEqual(rows(pq.read_table(self.folder / "out/annotations")), rows(table))
        self.assertEqual(table["outlet"][0].as_py(), "Echo")

    def test_an_archive_in_which_nothing_can_be_read_is_all_rejected(self):
        done = self.annotate(self.lines(*[BAD[0]] * 100))
        self.assertEqual((done.articles, done.rejected), (0, 100))
        self.assertEqual(pq.read_table(self.folder / "out/rejected").num_rows, 100)

    def test_a_program_that_is_not_there_is_named(self):
        self.assertIn("there is no program `no-such-program`", self.reason("--factnote", "no-such-program"))

    def test_a_program_that_is_sent_along_is_found(self):
        sent = self.folder / "sent-along"
        shutil.copyfile(PROGRAM, sent)
        self.spark.sparkContext.addFile(str(sent))
        done = self.annotate(self.lines(b'{"id": "a", "text": "Rain, Ann Lee said."}'), "--factnote", "sent-along")
        self.assertEqual(done.articles, 1)

    def test_a_program_that_dies_fails_the_task_and_says_how(self):
        program = self.folder / "dies"
        program.write_text("#!/bin/sh\nkill -9 $$\n")
        program.chmod(0o755)
        self.assertIn("was killed by SIGKILL", self.reason("--factnote", program))

    def test_a_program_that_ends_well_and_has_not_answered_fails_the_task(self):
        program = self.folder / "forgets"
        program.write_text("#!/bin/sh\ncat > /dev/null\n")
        program.chmod(0o755)
        self.assertIn("exit code 0", self.reason("--factnote", program))

    def test_wrong_arguments_are_told_as_the_program_tells_them(self):
        self.assertIn("unexpected argument '--no-such-flag'", self.reason("--", "--no-such-flag"))

    def test_what_is_there_is_not_written_over(self):
        self.annotate(self.lines(b'{"id": "a", "text": "Rain, Ann Lee said."}'))
        self.assertIn("is there already", self.reason())


if __name__ == "__main__":
    # Standard output is where `cargo xtask` reads how many tests ran.
    unittest.main(testRunner=unittest.TextTestRunner(stream=sys.stdout, verbosity=2))
