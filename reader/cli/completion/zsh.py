"""Completion for zsh, with what each thing is."""

from __future__ import annotations

from reader.cli.completion.bash import actions_line, table
from reader.cli.completion.table import value_options

_SCRIPT = r"""#compdef reader
# zsh completion for reader, made by `reader completion zsh`

_reader_ask() {
    local value about
    local -a said
    while IFS=$'\t' read -r value about; do
        said+=("${value//:/\\:}${about:+:$about}")
    done < <("${(Q)words[1]/#\~/$HOME}" ${library:+--library=$library} complete "$1" -- "${(Q)cur}" 2>/dev/null)
    _describe -V "$1" said
}

_reader() {
    local cur=${words[CURRENT]} prev=${words[CURRENT-1]}
    local key='' command='' library='' options='' kind='' places='' commands='' word
    integer i n=0
    local -a said
    for ((i = 2; i < CURRENT; i++)); do
        word=${words[i]}
        case $word in
        (@TAKES@)
            ((++i))
            [[ $word == --library && $i -lt $CURRENT ]] && library=${(Q)words[i]/#\~/$HOME}
            ;;
        (--library=*) library=${(Q)word#*=} ;;
        (-?*) ;;
        (*)
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
    if [[ $cur == --*=* ]]; then
        prev=${cur%%=*}
        compset -P '*='
        cur=${cur#*=}
    fi
@TABLE@
    [[ $prev == --library ]] && kind=files
    if [[ -z $kind && $cur == -* ]]; then
        said=("${(@f)options}")
        _describe -o option said
        return
    fi
    if [[ -z $kind && -n $commands ]]; then
        said=("${(@f)commands}")
        _describe command said
        return
    fi
    while [[ -z $kind && $n -gt 0 && $places == *'|'* ]]; do
        places=${places#*'|'}
        ((n--))
    done
    kind=${kind:-${places%%'|'*}}
    case $kind in
    (none | '') ;;
    (files) _files ;;
    ('='*) compadd -- ${=kind#'='} ;;
    (*) _reader_ask "$kind" ;;
    esac
}

if [[ $funcstack[1] == _reader ]]; then
    _reader "$@"
else
    compdef _reader reader
fi
"""


def script() -> str:
    """The script."""
    takes, actions = " | ".join(value_options()), actions_line()
    return _SCRIPT.replace("@TAKES@", takes).replace("@ACTIONS@", actions).replace("@TABLE@", table(described=True))
