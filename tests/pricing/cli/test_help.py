"""`--help`: every option of every command is explained with an example that works."""

from __future__ import annotations

import shlex

import click
import pytest

from pricing.cli.main import pricing

COMMANDS = {("quote",), ("price-book", "show"), ("price-book", "validate")}


def found(group, path=()):
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from found(command, (*path, name))
        else:
            yield (*path, name), command


def options():
    for path, command in found(pricing):
        for option in command.params:
            if isinstance(option, click.Option):
                yield path, option


def examples():
    groups = [pricing.epilog, *(command.epilog for _, command in found(pricing))]
    for epilog in groups:
        for line in epilog.split("\n"):
            if line.startswith("  python -m pricing "):
                yield line.removeprefix("  python -m pricing ")


def test_all_commands_are_looked_at():
    assert {path for path, _ in found(pricing)} >= COMMANDS


@pytest.mark.parametrize("path", [(), ("price-book",), *COMMANDS])
def test_help_is_written_to_stdout(run, path):
    shown = run(*path, "--help")
    assert (shown.code, shown.err) == (0, "")
    assert "Usage: python -m pricing" in shown.out


@pytest.mark.parametrize(("path", "option"), list(options()))
def test_every_option_has_an_example(path, option):
    assert path
    assert "Example: --" in option.help


def test_an_example_shows_options_of_its_command_only():
    for path, option in options():
        command = pricing
        for name in path:
            command = command.commands[name]
        known = {name for param in command.params for name in param.opts}
        example = option.help.split("Example: ")[1]
        assert {text for text in shlex.split(example) if text.startswith("--")} <= known, (path, option.name)


@pytest.mark.parametrize("option", [option for path, option in options() if path == ("quote",)])
def test_examples_of_options_work(run, option, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "scenario.json").write_text('{"monthly_calls": [7]}', encoding="utf-8")
    example = shlex.split(option.help.split("Example: ")[1].split(", or ")[0])
    rest = {} if "--scenario" in example else {"--calls": "7", "--months": "12"}
    args = [text for pair in rest.items() if pair[0] not in example for text in pair]
    answer = run("quote", *args, *example)
    if option.name == "price_book":  # there is no such file
        assert answer.faults
    else:
        assert answer.code == 0


# None of them is there; the tests of `compare` and of `--scenario` have files of their own.
FILES = (".toml", "scenarios.", "scenario.")


@pytest.mark.parametrize("line", [line for line in examples() if not any(file in line for file in FILES)])
def test_examples_of_commands_work(run, line):
    assert run(*shlex.split(line)).code == 0


def test_the_exit_codes_are_told():
    told = pricing.epilog.split("Exit code:")[1]
    assert [code for code in ("0", "1", "2", "130", "143") if f"{code} " not in told] == []
