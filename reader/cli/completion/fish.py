"""Completion for fish, with what each thing is."""

from __future__ import annotations

from collections.abc import Iterator

from reader.cli.completion.bash import actions_line
from reader.cli.completion.table import ANY_FILE, NONE, commands, kind_of, places_of, value_options
from reader.cli.described import Described, Option

_SCRIPT = r"""# fish completion for reader, made by `reader completion fish`

# the command with its action, and how many words stand behind it
function __reader_key
    set -l key
    set -l n 0
    set -l skip 0
    for word in (commandline -opc)[2..-1]
        if test $skip = 1
            set skip 0
        else if contains -- $word @TAKES@
            set skip 1
        else if string match -q -- '-?*' $word
            continue
        else if test -z "$key"
            set key $word
        else if test $n = 0; and contains -- "$key $word" @ACTIONS@
            set key "$key $word"
        else
            set n (math $n + 1)
        end
    end
    echo "$key"
    echo $n
end

function __reader_at
    set -l here (__reader_key)
    test "$here[1]" = "$argv[1]"; or return 1
    switch "$argv[2]"
        case ''
            return 0
        case '*+'
            test $here[2] -ge (string replace + '' -- $argv[2])
        case '*'
            test $here[2] = $argv[2]
    end
end

function __reader_ask
    set -l tokens (commandline -opc)
    set -l library
    if set -l at (contains -i -- --library $tokens)
        set library --library $tokens[(math $at + 1)]
    end
    set -l word (string replace -r -- '^--[a-z-]+=' '' (commandline -ct))
    command $tokens[1] $library complete $argv[1] -- $word 2>/dev/null
end

complete -c reader -f
complete -c reader -l library -r -F -d "the library's folder"
complete -c reader -l help -s h -d "how to use"
complete -c reader -n "__reader_at ''" -l version -d "which version this is"
"""


def script() -> str:
    """The script."""
    actions = " ".join(_quoted(name) for name in actions_line().split("  "))
    head = _SCRIPT.replace("@TAKES@", " ".join(value_options())).replace("@ACTIONS@", actions)
    return head + "\n".join(line for command in commands() for line in _lines(command)) + "\n"


def _lines(command: Described) -> Iterator[str]:
    before, _, name = command.name.rpartition(" ")
    place = _quoted(f"__reader_at {_quoted(before)} 0")
    yield f"complete -c reader -n {place} -a {name} -d {_quoted(command.words)}"
    here = f"__reader_at {_quoted(command.name)}"
    for option in command.options:
        if "--library" not in option.names and "--help" not in option.names:
            yield f"complete -c reader -n {_quoted(here)} {_option(option)} -d {_quoted(option.help)}"
    if command.actions:
        return
    kinds = places_of(command).split("|")
    for at, kind in enumerate(kinds):
        if kind != NONE:
            last = "+" if at == len(kinds) - 1 else ""
            yield f"complete -c reader -n {_quoted(f'{here} {at}{last}')} {_answers(kind)}"


def _option(option: Option) -> str:
    names = " ".join(f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names)
    if not option.value:
        return names
    kind = kind_of(option)
    return f"{names} -x" if kind == NONE else f"{names} -r {_answers(kind)}"


def _answers(kind: str) -> str:
    if kind == ANY_FILE:
        return "-F"
    return f"-f -a {_quoted(kind[1:])}" if kind.startswith("=") else f"-f -a '(__reader_ask {kind})'"


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
