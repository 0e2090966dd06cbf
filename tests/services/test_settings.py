"""The settings file: what it may say, what becomes of the rest, and how one setting is written into it."""

from pathlib import Path

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.settings import SETTINGS, Setting, Settings, changed, setting_named, settings_table_markdown
from reader.services.settings import SettingsFile, SettingsUnusable, load, save


@pytest.fixture
def path(tmp_path):
    return tmp_path / "deep" / "settings.toml"


def written(path, text):
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_every_setting_is_described_and_its_default_allowed():
    assert [setting.field for setting in SETTINGS] == list(Settings._fields)
    for setting in SETTINGS:
        assert setting.allows(setting.default)
        assert setting.default in setting.values
        assert all(setting.allows(value) for value in setting.values)
        assert setting.help.endswith(".")


def test_without_a_file_everything_is_as_usual(path):
    assert load(path) == (Settings(), [])


def test_what_a_person_writes_is_understood(path):
    text = '# mine\n[look]\ntheme = "sepia"\n[page]\nmeasure = 58\nhyphenation = true\n'
    assert load(written(path, text)) == (Settings(theme="sepia", measure=58, hyphenation=True), [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[page]\nmeasure = 7", "page.measure must be 0, or a number from 40 to 100."),
        ("[page]\nmeasure = true", "page.measure must be"),
        ("[page]\nairy = 1", "page.airy must be true or false."),
        ('[look]\ntheme = "pink"', "look.theme must be auto, paper"),
        ('[feeds]\nmute = "sale"', "feeds.mute must be a list of words, such as"),
        ("[page]\ncolumns = 2", "there is no setting page.columns."),
        ("measure = 58", "there is no setting measure."),
        ("[page\n", "is no TOML file"),
        ('[page]\n"a\\u001b[31m" = 1', "there is no setting page.a"),
    ],
)
def test_what_is_not_understood_is_told_in_a_sentence_and_left_out(path, text, told):
    settings, [notice] = load(written(path, text + "\n[reading]\npace = 300\n"))
    assert told in notice
    assert "\x1b" not in notice
    assert settings.measure == 0
    assert settings.pace == (0 if "TOML" in told else 300)


def test_a_file_that_cannot_be_read_is_told(path):
    path.mkdir(parents=True)
    settings, [notice] = load(path)
    assert settings == Settings()
    assert "cannot be read" in notice


def test_writing_one_setting_leaves_comments_and_unknown_things_alone(path):
    written(path, "# my settings\n[page] # the page\nmeasure = 58 # narrow\nfuture = [1, 2]\n")
    save(path, setting_named("page.airy"), True)
    save(path, setting_named("look.theme"), "dusk")
    text = path.read_text()
    assert "# my settings" in text
    assert "measure = 58 # narrow" in text
    assert "future = [1, 2]" in text
    assert load(path)[0] == Settings(measure=58, airy=True, theme="dusk")


def test_what_is_as_usual_is_not_written(path):
    save(path, setting_named("page.airy"), True)
    save(path, setting_named("page.airy"), False)
    assert path.read_text() == ""


def test_a_link_stays_a_link(path, tmp_path):
    written(path, "")
    link = tmp_path / "link.toml"
    link.symlink_to(path)
    save(link, setting_named("page.airy"), True)
    assert link.is_symlink()
    assert load(path)[0].airy


def test_a_file_that_cannot_be_changed_is_said_and_kept(path):
    written(path, "[page\n")
    file = SettingsFile(path)
    with pytest.raises(SettingsUnusable, match="cannot be changed"):
        file.choose("page.airy", True)
    assert file.settings.airy
    assert path.read_text() == "[page\n"


@pytest.mark.parametrize(("name", "value"), [("page.airy", "yes"), ("page.none", True), ("page.measure", 7)])
def test_nothing_can_be_chosen_that_does_not_exist(path, name, value):
    with pytest.raises(SettingsUnusable):
        SettingsFile(path).choose(name, value)
    assert not path.exists()


@given(st.data())
@hypothesis.settings(deadline=None)  # the first of them imports what writes TOML
def test_whatever_is_chosen_is_there_at_the_next_start(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    wanted = Settings()
    for setting in data.draw(st.lists(st.sampled_from(SETTINGS), max_size=8)):
        value = data.draw(st.sampled_from(setting.values))
        wanted = changed(wanted, setting, value)
        SettingsFile(path).choose(setting.name, value)
    assert load(path) == (wanted, [])


def test_a_list_of_words_is_written_and_read_as_it_is(path):
    mute = setting_named("feeds.mute")
    assert load(written(path, '[feeds]\nmute = ["sale", "author:Bot"] # noise\n')) == (
        Settings(mute=("sale", "author:Bot")),
        [],
    )
    save(path, mute, ('say "no"',))
    assert "# noise" in path.read_text()
    assert load(path)[0].mute == ('say "no"',)
    save(path, mute, ())
    assert path.read_text() == ""
    assert [mute.allows(value) for value in (["a"], ("a",), [], "a", [1], [" "])] == [True, True, True, *[False] * 3]


def test_a_setting_may_be_nothing_but_what_it_is():
    numbers = Setting("a.b", "overlap", "", "", (), range(11))
    assert [numbers.allows(value) for value in (0, 10, 11, -1, True, "2", 2.0)] == [True, True, *[False] * 5]


def test_the_readme_holds_the_table_of_settings():
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    _, found, rest = readme.partition("<!-- settings -->\n")
    assert found
    assert rest.partition("<!-- /settings -->")[0].strip() == settings_table_markdown().strip()
