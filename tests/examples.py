"""How many examples hypothesis tries: few in `make test`, thirty times as many in `make test-long`."""

from hypothesis import settings

ALWAYS = 15
"""So many are tried in any case, or all where a test wants fewer."""


def examples(count: int) -> int:
    """Return how many examples of ``count`` to try: by the profile, whose own number stands for 100."""
    return max(min(count, ALWAYS), count * settings().max_examples // 100)
