"""The pipeline over a corpus: files in, claims out, on the processes of one machine or a cluster.

`code_corpus` does it all. The command line adds an argument parser and a progress bar.
"""

from __future__ import annotations

from tocsin.batch.estimate import Estimate, estimate
from tocsin.batch.run import Options, Report, Tally, code_corpus

__all__ = ["Estimate", "Options", "Report", "Tally", "code_corpus", "estimate"]
