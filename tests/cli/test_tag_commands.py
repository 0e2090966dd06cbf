"""Tags and rules on the command line."""

from __future__ import annotations

import pytest


@pytest.fixture
def sea(shell):
    shell.uids = {
        "Ebb": shell.add("Ebb", "One.", "tags: [sea/tides]"),
        "Flow": shell.add("Flow", "Two.", "tags: [sea, craft]"),
        "Neap": shell.add("Neap", "Three."),
    }
    return shell


def tags_of(shell):
    return {tag: int(articles) for tag, articles, *_ in (line.split("\t") for line in shell.run("tags").splitlines())}


def test_tags_are_counted_with_what_is_below_them(sea):
    assert tags_of(sea) == {"craft": 1, "sea": 2, "sea/tides": 1}
    assert sea.json("tags", "list")[1] == {"tag": "sea", "articles": 2, "highlights": 0, "feeds": 0, "rules": 0}
    assert len(sea.run("list", "--tag", "sea").splitlines()) == 2
    assert len(sea.run("list", "--tag", "sea/tides").splitlines()) == 1


def test_a_tag_is_renamed_with_those_below_it(sea):
    assert sea.run("tags", "rename", "#sea", "water") == "Renamed: #sea is #water (2 articles)\n"
    assert tags_of(sea) == {"craft": 1, "water": 2, "water/tides": 1}
    sea.run("undo")
    assert tags_of(sea) == {"craft": 1, "sea": 2, "sea/tides": 1}
    sea.run("tags", "rename", "nothing", "x")
    assert (sea.code, sea.err) == (1, "reader: There is no tag nothing. `reader tags` shows them.\n")


def test_several_tags_become_one(sea):
    assert sea.json("tags", "merge", "sea/tides", "craft", "made") == {
        "articles": 2, "highlights": 0, "feeds": 0, "rules": 0,
    }  # fmt: skip
    assert tags_of(sea) == {"made": 2, "sea": 1}


def test_tags_are_removed_and_come_back(sea):
    sea.run("tags", "remove", "sea")
    assert tags_of(sea) == {"craft": 1}
    sea.run("undo")
    assert tags_of(sea) == {"craft": 1, "sea": 2, "sea/tides": 1}


def test_a_rule_is_tried_applied_and_taken_back(sea):
    assert "tags 2 articles that are there already" in sea.run("rules", "add", "ebb or neap", "moon", "sea/spring")
    assert sea.run("rules") == "1\ton\tebb or neap\tmoon,sea/spring\n"
    tried = sea.run("rules", "try").splitlines()
    assert tried[0] == "ebb or neap → #moon #sea/spring: 2 of 2 found lack it"
    assert tried[-1] == "Would tag: 2 articles"
    assert {line.split()[1] for line in tried[1:-1]} == {"Ebb", "Neap"}
    assert "moon" not in tags_of(sea)
    assert sea.run("rules", "apply", "1") == "Tagged: 2 articles\n"
    assert tags_of(sea)["moon"] == 2
    assert sea.json("rules", "try")["articles"] == 0
    sea.run("undo")
    assert "moon" not in tags_of(sea)


def test_what_is_added_later_is_tagged_by_rules_that_are_on(sea):
    sea.run("rules", "add", "title:moon", "sky")
    sea.add("The moon", "Four.")
    assert tags_of(sea)["sky"] == 1
    sea.run("rules", "off", "title:moon")
    sea.add("Another moon", "Five.")
    assert tags_of(sea)["sky"] == 1
    assert not sea.json("rules")[0]["on"]
    sea.run("rules", "on", "1")
    sea.run("rules", "remove", "1")
    assert sea.json("rules") == []
    sea.run("undo")
    assert [rule["tags"] for rule in sea.json("rules")] == [["sky"]]


def test_a_wrong_query_is_not_kept_and_says_where_it_is_wrong(sea):
    sea.run("rules", "add", "ebb minutes:soon", "x")
    assert (sea.code, sea.err) == (1, "reader: `minutes:soon`: minutes is a number, such as minutes:<10.\n")
    assert sea.json("rules") == []
    sea.run("rules", "try", "7")
    assert sea.code == 1


def test_a_query_may_begin_with_a_dash(sea):
    sea.run("rules", "add", "-is:read", "fresh")
    assert sea.json("rules")[0]["query"] == "-is:read"
    assert sea.json("rules", "apply")["articles"] == 3
