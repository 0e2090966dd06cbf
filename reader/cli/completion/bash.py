"""Completion for bash, and the table that its script shares with that of zsh."""

from __future__ import annotations

from reader.cli.completion.table import commands, kind_of, places_of, quoted, value_options
from reader.cli.described import described

_SCRIPT = r"""# bash completion for reader, made by `reader completion bash`

_reader_ask() {
    local value about all=() described=()
    while IFS=$'\t' read -r value about; do
        printf -v value %q "$value"
        all+=("$value")
        described+=("$value${about:+  ($about)}")
    done < <("${COMP_WORDS[0]/#\~/$HOME}" ${library:+"--library=$library"} complete "$1" -- "${cur//\\/}" 2>/dev/null)
    # what it is stands beside it only where several are shown, and never where it would be inserted
    if ((${#all[@]} > 1)) && [[ $COMP_TYPE != 37 && $COMP_TYPE != 42 ]]; then
        COMPREPLY=("${described[@]}")
    elif ((${#all[@]})); then
        COMPREPLY=("${all[@]}")
    fi
    compopt -o nosort 2>/dev/null
}

_reader() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
    local key='' command='' library='' options='' kind='' places='' word i n=0
    COMPREPLY=()
    if [[ $cur == '=' ]]; then
        cur=''
    elif [[ $prev == '=' ]]; then
        prev=${COMP_WORDS[COMP_CWORD - 2]}
    fi
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        case $word in
        @TAKES@)
            ((++i))
            [[ ${COMP_WORDS[i]} == '=' ]] && ((++i))
            [[ $word == --library && $i -lt $COMP_CWORD ]] && library=${COMP_WORDS[i]}
            ;;
        -?*) ;;
        *)
            if [[ -z $command ]]; then
                command=$word key=$word
            elif [[ $key == "$command" && ' @ACTIONS@ ' == *" $command $word "* ]]; then
                key="$command $word" n=0
            else
                ((++n))
            fi
            ;;
        esac
    done
@TABLE@
    [[ $prev == --library ]] && kind=files
    if [[ -z $kind && $cur == -* ]]; then
        COMPREPLY=($(compgen -W "$options" -- "$cur"))
        return
    fi
    while [[ -z $kind && $n -gt 0 && $places == *'|'* ]]; do
        places=${places#*'|'}
        ((n--))
    done
    kind=${kind:-${places%%'|'*}}
    case $kind in
    none | '') ;;
    files) compopt -o default 2>/dev/null ;;
    =*) COMPREPLY=($(compgen -W "${kind#=}" -- "$cur")) ;;
    *) _reader_ask "$kind" ;;
    esac
}

complete -F _reader reader
"""


def script() -> str:
    """The script."""
    takes, actions = " | ".join(value_options()), actions_line()
    return _SCRIPT.replace("@TAKES@", takes).replace("@ACTIONS@", actions).replace("@TABLE@", table(described=False))


def actions_line() -> str:
    """All commands with each of their actions, parted by blanks."""
    return "  ".join(command.name for command in commands() if " " in command.name)


def table(described: bool) -> str:
    """What a command sets: its options, what completes the value of the one before, and its words."""
    lines = ["    case $key in"]
    lines += ["    '')", *_whole(described), "        ;;"]
    for command in commands():
        names = [(name, option.help) for option in command.options for name in option.names]
        lines += [f"    {quoted(command.name)})", f"        options={_options(names, described)}"]
        values = [(name, kind_of(option)) for option in command.options if option.value for name in option.names]
        if values:
            lines.append("        case $prev in")
            lines += [f"        {name}) kind={quoted(kind)} ;;" for name, kind in values]
            lines.append("        esac")
        lines += [f"        places={quoted(places_of(command))}", "        ;;"]
    return "\n".join([*lines, "    esac"])


def _whole(with_help: bool) -> list[str]:
    """The same without a command."""
    top = described()
    options = [("--library", "the library's folder"), ("--version", "which version this is"), ("--help", "how to use")]
    said = [(command.name, command.words) for command in top]
    first = "commands=" + _options(said, True) if with_help else "places=" + quoted("=" + " ".join(n for n, _ in said))
    return [f"        options={_options(options, with_help)}", f"        {first}"]


def _options(names: list[tuple[str, str]], with_help: bool) -> str:
    if not with_help:
        return quoted(" ".join(name for name, _ in names))
    return quoted("\n".join(f"{name}:{words.replace(':', chr(92) + ':')}" for name, words in names))
