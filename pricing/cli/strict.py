"""Click's commands, made to report every fault of a command line at once, one line each."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from typing import TypeVar

import click

from pricing.errors import PricingError, shown

META = "pricing.cli.faults"
VALUELESS = "pricing.cli.valueless"
"""What has no value for a reason that is told already: an option, or an argument."""


class StrictCommand(click.Command):
    """A command that goes on after an unknown option or argument and hands the faults to its body.

    The body begins with `faults_of(context)`, adds its own, and raises them together.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse ``args``; what can't be used becomes a fault in the context."""
        ctx.ignore_unknown_options = True
        ctx.allow_extra_args = True
        faults: list[str] = []
        ctx.meta[META], ctx.meta[VALUELESS] = faults, []
        try:
            rest = super().parse_args(ctx, list(args))
        except click.BadOptionUsage as error:
            if not args or args[-1] != error.option_name:
                raise
            name = self._long_name(ctx, error.option_name)
            faults.append(f"{name}: value missing; see --help")
            ctx.meta[VALUELESS].append(name)
            args = args[:-1]
            rest = super().parse_args(ctx, list(args))
        faults += self._repeated(ctx, args)
        faults += self._unknown(ctx, [*self._taken_for_arguments(ctx, args), *rest])
        return rest

    def invoke(self, ctx: click.Context) -> object:
        """Run the body; what has no value for a reason that is told isn't missing as well."""
        try:
            return super().invoke(ctx)
        except BadInput as error:
            said = tuple(f"{name}: missing" for name in ctx.meta[VALUELESS])
            raise BadInput(line for line in error.lines if not line.startswith(said)) from None

    def _long_name(self, ctx: click.Context, name: str) -> str:
        names = (max(param.opts, key=len) for param in self.get_params(ctx) if name in param.opts)
        return next(names, name)

    def _repeated(self, ctx: click.Context, args: list[str]) -> list[str]:
        _, _, order = self.make_parser(ctx).parse_args(list(args))
        counts = Counter(max(param.opts, key=len) for param in order if isinstance(param, click.Option))
        return [
            f"{name}: given {'twice' if count == 2 else f'{count} times'}; allowed: once"  # noqa: PLR2004
            for name, count in counts.items()
            if count > 1
        ]

    def _taken_for_arguments(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Return the unknown options that click took for arguments, and leave those without a value."""
        taken: list[str] = []
        for param in self.get_params(ctx):
            value = ctx.params.get(param.name or "")
            if isinstance(param, click.Argument) and value and _is_option(value) and "--" not in args:
                ctx.params[param.name or ""] = None
                ctx.meta[VALUELESS].append(param.make_metavar(ctx).strip("[]"))
                taken.append(value)
        return taken

    def _unknown(self, ctx: click.Context, rest: list[str]) -> list[str]:
        known = [name for param in self.get_params(ctx) for name in param.opts if name.startswith("--")]
        lines = []
        takes_file = any(isinstance(param, click.Argument) for param in self.get_params(ctx))
        allowed = "one FILE and options" if takes_file else "options and their values"
        after_option = False
        for text in rest:
            if _is_option(text):
                name, equals, _ = text.partition("=")
                close = difflib.get_close_matches(name, known, n=1)
                hint = f"did you mean {close[0]}?" if close else f"allowed: {', '.join(known)}"
                lines.append(f"{_bare(name)}: no such option; {hint}")
                after_option = not equals
            elif after_option:
                after_option = False  # the value of the unknown option: named with it
            else:
                lines.append(f"{shown(text)}: unexpected argument; allowed: {allowed}, see --help")
        return lines


class StrictGroup(click.Group):
    """A group that names what is allowed where a command is missing or unknown."""

    command_class = StrictCommand

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments before the command's name; raises UsageError with what is allowed."""
        try:
            rest = super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            name = _bare(error.option_name)
            raise click.UsageError(f"{name}: no such option before a command; allowed: --help", ctx) from None
        if not args:
            raise click.UsageError(f"command: missing; expected: {', '.join(self.commands)}", ctx)
        return rest

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command of the first argument; raises UsageError with the commands that there are."""
        name = args[0]
        command = self.get_command(ctx, name)
        if command is None:
            close = difflib.get_close_matches(name, self.commands, n=1)
            hint = f"did you mean {close[0]}?" if close else f"allowed: {', '.join(self.commands)}"
            raise click.UsageError(f"{shown(name)}: no such command; {hint}", ctx)
        return name, command, args[1:]


def faults_of(ctx: click.Context) -> Faults:
    """Return the faults that parsing left, for the command's body to add its own to."""
    return Faults(ctx.meta.get(META, ()))


def _is_option(text: str) -> bool:
    return text.startswith("-") and text.strip("-") != ""


def _bare(name: str) -> str:
    """Return an option's name without quotes, unless it holds something unprintable."""
    return name if name.isprintable() and len(name) <= len(shown("")) + 40 else shown(name)


T = TypeVar("T")


class BadInput(Exception):
    """What was typed can't be used; one line a fault."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        super().__init__("\n".join(self.lines))


class Faults:
    """Collects the faults of all parts of one command line, so that they are reported together.

    A part that may be faulty is read through `collect`; the command stops with
    ``BadInput(faults.lines)`` when all have been read and there is a line.
    """

    def __init__(self, lines: Iterable[str] = ()) -> None:
        self.lines = list(lines)

    def check(self, where: str, name: str, allowed: Collection[str]) -> None:
        """Add a fault unless ``name`` is one of those that are allowed."""
        if name not in allowed:
            self.lines.append(f"{where}: {shown(name)} is not known; allowed: {', '.join(allowed)}")

    def collect(self, read: Callable[[], T]) -> T | None:
        """Return what ``read`` returns; if it finds faults, keep their lines and return None."""
        try:
            return read()
        except PricingError as error:
            self.lines += [str(fault) for fault in error.faults]
        except BadInput as error:
            self.lines += error.lines
        return None
