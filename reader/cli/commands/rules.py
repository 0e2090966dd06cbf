"""Lists the rules that give tags; adds, tries, applies and removes them.

A rule is a query, as for `reader list`, and the tags that what it finds gets: at once what comes in from now on, and
what is there already with `apply`, which one undo takes back. A rule is named by its number in the list, or its query.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from reader.cli.actions import Actions
from reader.cli.output import on_terminal, print_json, print_line, print_problem
from reader.cli.place import open_library

if TYPE_CHECKING:
    from reader.domain.rule import Rule
    from reader.library.library import Library
    from reader.services.tagging.rules import Trial

ACTIONS = ("list", "add", "remove", "on", "off", "try", "apply")
"""What can be done; without one of these words they are listed."""
FIRST = 10
"""Articles of a rule that are shown when it is tried, where nobody wants all."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What `reader rules` takes."""
    action = Actions(parser, json="print it as an object, or a list of them").add
    action("list", "list them; without ACTION, too")
    adding = action("add", "let what a query finds get tags from now on")
    adding.add_argument("query", metavar="QUERY", help="what to look for, in one argument, such as 'site:example.org'")
    adding.add_argument("tags", nargs="+", metavar="TAG", help="the tags")
    for name, words in (
        ("remove", "forget rules; the tags that they gave stay"),
        ("on", "let rules that rest work again"),
        ("off", "let rules rest"),
    ):
        action(name, words).add_argument("rules", nargs="+", metavar="RULE", help="the number, or the query")
    trying = action("try", "say what rules would do to what is there; nothing is changed")
    trying.add_argument("rules", nargs="*", metavar="RULE", help="the number, or the query; without it all that are on")
    applying = action("apply", "tag what is there, as one change")
    applying.add_argument("rules", nargs="*", metavar="RULE", help="the same")


def rewritten(argv: list[str]) -> list[str]:
    """The arguments with those that a query excludes as words."""
    from reader.cli.commands import list as listing

    return listing.rewritten(argv)


def run(given: argparse.Namespace) -> int:
    """Do what was asked for."""
    with open_library(given) as library:
        if given.action in ("try", "apply"):
            _try_or_apply(library, given)
        elif given.action == "list":
            _list(library, given)
        else:
            rules = [_added(library, given)] if given.action == "add" else _changed(library, given)
            if given.json:
                print_json([_as_object(library, rule) for rule in rules])
            else:
                done = {"add": "Added", "remove": "Removed", "on": "On", "off": "Off"}[given.action]
                for rule in rules:
                    print_line(f"{done}: {_said(rule)}")
                if given.action == "add":
                    print_line(_would(library, rules[0]))
    return 0


def _added(library: Library, given: argparse.Namespace) -> Rule:
    from reader.cli.tagging import tidy_tags
    from reader.domain.errors import ReaderError
    from reader.services.tagging.rules import checked

    tags = tidy_tags(given.tags)
    if not tags:
        raise ReaderError("No tag was named.")
    checked(given.query)  # what cannot be understood is not kept
    return library.rules.add(given.query.strip(), tags)


def _changed(library: Library, given: argparse.Namespace) -> list[Rule]:
    rules = list(dict.fromkeys(library.rules.find(words) for words in given.rules))
    with library.as_one("delete a rule" if given.action == "remove" else "change a rule"):
        for rule in rules:
            if given.action == "remove":
                library.rules.remove(rule.uid)
            else:
                library.rules.change(rule.uid, on=given.action == "on")
    return [library.rules.get(rule.uid) or rule for rule in rules]


def _would(library: Library, rule: Rule) -> str:
    from reader.services.tagging.rules import tried

    lacking = len(tried(library, rule).lacking)
    there = f"{lacking} article{'' if lacking == 1 else 's'} that {'is' if lacking == 1 else 'are'} there already"
    return f"It tags what comes in; `reader rules apply` tags {there}." if lacking else "It tags what comes in."


def _try_or_apply(library: Library, given: argparse.Namespace) -> None:
    from reader.services.tagging.rules import all_tried, applied, given_by, tried

    named = [library.rules.find(words) for words in given.rules]
    trials = [tried(library, rule) for rule in named] if named else all_tried(library, library.rules.all())
    changed = applied(library, trials) if given.action == "apply" else len(given_by(trials))
    if given.json:
        print_json({"articles": changed, "rules": [_trial_as_object(library, trial) for trial in trials]})
        return
    if given.action == "try":
        for trial in trials:
            _print_trial(library, trial)
    word = "Tagged" if given.action == "apply" else "Would tag"
    print_line(f"{word}: {changed} article{'' if changed == 1 else 's'}")


def _print_trial(library: Library, trial: Trial) -> None:
    from reader.domain.plain import plain

    print_line(f"{_said(trial.rule)}: {len(trial.lacking)} of {trial.found} found lack it")
    shown = trial.lacking[:FIRST] if on_terminal() else trial.lacking
    for uid in shown:
        article = library.articles.find(uid)
        sys.stdout.write(f"  {uid[:8]}  {plain(article.title)}\n")
    if len(shown) < len(trial.lacking):
        sys.stdout.write(f"  and {len(trial.lacking) - len(shown)} more\n")


def _trial_as_object(library: Library, trial: Trial) -> dict[str, Any]:
    articles = [{"uid": uid, "title": library.articles.find(uid).title} for uid in trial.lacking]
    return {**_as_object(library, trial.rule), "found": trial.found, "articles": articles}


def _said(rule: Rule) -> str:
    return f"{rule.query} → {' '.join(f'#{tag}' for tag in rule.tags)}"


def _as_object(library: Library, rule: Rule) -> dict[str, Any]:
    from reader.library.codec import stamp
    from reader.services.tagging.rules import problem_of

    numbers = {known.uid: number for number, known in enumerate(library.rules.all(), 1)}
    return {
        "number": numbers.get(rule.uid),
        "uid": rule.uid,
        "query": rule.query,
        "tags": rule.tags,
        "on": rule.on,
        "problem": problem_of(rule) or None,
        "made": stamp(rule.made),
    }


def _list(library: Library, given: argparse.Namespace) -> None:
    from reader.domain.plain import plain
    from reader.services.tagging.rules import problem_of

    rules = library.rules.all()
    if given.json:
        print_json([_as_object(library, rule) for rule in rules])
        return
    for number, rule in enumerate(rules, 1):
        state = "on" if rule.on else "off"
        if on_terminal():
            print_line(f"{number}  {_said(rule)}{'' if rule.on else '  (off)'}")
        else:
            tags = ",".join(map(plain, rule.tags))
            sys.stdout.write(f"{number}\t{state}\t{plain(rule.query)}\t{tags}\n")
        if problem := problem_of(rule):
            print_problem(f"Rule {number} does nothing: {problem}")
    if not rules and on_terminal():
        print_problem("There are no rules; `reader rules add 'site:example.org' sea` makes one.")
