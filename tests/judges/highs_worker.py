"""The process in which HiGHS runs: cases come in on stdin, pickled, and plans go out on stdout.

Started by `tests.judges.highs`, which says why; `python -m tests.judges.highs_worker`.
"""

from __future__ import annotations

import os
import pickle
import sys

from tests.judges.highs import solved_here


def main() -> None:
    """Answer each case with a plan, None or the exception that it raised, until stdin ends."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not end up among the answers
    while True:
        try:
            case = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the process that started this one
        except EOFError:
            return
        try:
            answer = solved_here(*case)
        except Exception as error:  # noqa: BLE001 - it is raised again by the one who asked
            answer = error
        pickle.dump(answer, answers)
        answers.flush()


if __name__ == "__main__":
    main()
