"""A Ray cluster: Ray Data reads the files and codes the articles on a pool of actors.

The answers come back in the order of the inputs, and the same code as on one machine writes them,
so the output is the same, row for row, and a run may go on with another engine than it began with.
"""

from __future__ import annotations

import logging
import os
import pickle
import warnings
from collections.abc import Generator, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from tocsin.batch.coding import work
from tocsin.batch.extras import need
from tocsin.batch.files import File
from tocsin.batch.jobs import Job, Outcome
from tocsin.batch.reading import jobs
from tocsin.errors import TocsinError

if TYPE_CHECKING:
    from tocsin.batch.run import Choice, Corpus, Options
    from tocsin.batch.seen import Seen

PAGES = 64
"""Single pages that one reading task takes; any other file is a task of its own."""
BATCH = 8
"""Articles that go to an actor at a time."""
BLOCK = 512 * 1024
"""Bytes of a block: what one task works on, and what is done again when its actor dies."""
DEATHS = 3
"""How often a block is tried anew after its actor died."""

Column = dict[str, list[bytes]]
Split = tuple[list[File], int]


def ray_outcomes(corpus: Corpus, wish: Options) -> Generator[Outcome, None, None]:
    """The outcomes of a corpus, in the order of its inputs.

    Uses the Ray that is running, the cluster that ``RAY_ADDRESS`` names, or one that it starts on
    this machine. Raises `UsageError` without Ray, `TocsinError` if the cluster gives up.
    """
    ray = need("ray", "--engine ray")
    data = need("ray.data", "--engine ray")
    started = _connect(ray)
    try:
        _settings(data)
        many = wish.processes or max(1, int(ray.cluster_resources().get("CPU", 1)))
        rows = _coded(data, corpus, wish, many)
        yield from _once(rows, corpus)
    except ray.exceptions.RayError as error:
        text = " ".join(str(error).split())[:200]
        raise TocsinError(
            f"the cluster gave up ({text}); run the same command again to go on"
        ) from error
    finally:
        if started:
            ray.shutdown()


def _connect(ray: Any) -> bool:
    """Whether Ray was started, or joined, here."""
    if ray.is_initialized():
        return False
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
    ray.init(log_to_driver=False, logging_level=logging.ERROR)
    return True


def _settings(data: Any) -> None:
    context = data.DataContext.get_current()
    context.execution_options.preserve_order = True
    context.enable_progress_bars = False
    context.target_max_block_size = BLOCK
    context.target_min_block_size = 1
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    warnings.filterwarnings("ignore", module="ray")
    # until 2.64 gives restarts a name of their own
    warnings.filterwarnings("ignore", message=".*ray_remote_args")


def _coded(data: Any, corpus: Corpus, wish: Options, many: int) -> Iterator[Outcome]:
    splits = [{"split": pickle.dumps(split)} for split in _splits(corpus.files())]
    read = data.from_items(splits, override_num_blocks=max(1, len(splits))).map_batches(
        _read,
        batch_size=1,
        batch_format="numpy",
        num_cpus=0.1,
        fn_args=(corpus.done, corpus.chosen),
    )
    coded = read.map_batches(
        Coder,
        fn_args=(wish.everything,),
        batch_size=BATCH,
        batch_format="numpy",
        num_cpus=0.9,
        compute=data.ActorPoolStrategy(size=many),
        max_restarts=-1,
        max_task_retries=DEATHS,
    )
    for batch in coded.iter_batches(batch_size=None, batch_format="numpy", prefetch_batches=1):
        for packed in batch["outcome"]:
            yield pickle.loads(packed)  # noqa: S301 - our own workers made it


def _splits(files: Iterable[File]) -> Iterator[Split]:
    """Parts of the corpus, in order, each with the bytes that lie before it."""
    pages: list[File] = []
    first = at = 0
    for file in files:
        if pages and (file.kind != "page" or len(pages) == PAGES):
            yield pages, first
            pages = []
        if file.kind == "page":
            first = first if pages else at
            pages.append(file)
        else:
            yield [file], at
        at += file.size
    if pages:
        yield pages, first


def _read(batch: Any, done: Seen, chosen: Choice) -> Iterator[Column]:
    """The jobs of some splits, as pickles; of those that are done only the names."""
    for packed in batch["split"]:
        found, start = pickle.loads(packed)  # noqa: S301 - our own driver made it
        for job in jobs(found, start=start):
            if job.passed or chosen.takes(job):
                skip = not job.passed and job.name in done
                yield {"job": [pickle.dumps((_bare(job) if skip else job, skip))]}


def _bare(job: Job) -> Job:
    return Job(job.name, at=job.at)


class Coder:
    """An actor: one process with the model, on one core."""

    def __init__(self) -> None:
        os.environ["TOCSIN_THREADS"] = "1"
        os.environ["TOKENIZERS_PARALLELISM"] = "false"

    def __call__(self, batch: Any, everything: bool) -> Column:
        """Code a batch of jobs."""
        return {"outcome": [pickle.dumps(_one(packed, everything)) for packed in batch["job"]]}


def _one(packed: bytes, everything: bool) -> Outcome:
    job, skip = pickle.loads(packed)  # noqa: S301 - our own workers made it
    if skip:
        return Outcome(job.name, skipped=True, at=job.at)
    return work(job, everything=everything)


def _once(found: Iterable[Outcome], corpus: Corpus) -> Iterator[Outcome]:
    """The outcomes, those skipped whose id stood earlier in the inputs."""
    for outcome in found:
        if outcome.passed or outcome.skipped or corpus.done.add(outcome.name):
            yield outcome
        else:
            yield Outcome(outcome.name, skipped=True, at=outcome.at)
