"""A book with pictures on the command line: added, shown, and sound."""

from tests.services.documents.building import PROSE, chapter, epub, png


def book(tmp_path, pictures):
    images = "".join(f"<p><img src='{name}' alt='Picture {name}'/></p>" for name in pictures)
    path = tmp_path / "tides.epub"
    members = {f"OEBPS/{name}": data for name, data in pictures.items()}
    path.write_bytes(epub({"one.xhtml": chapter(f"<h1>Ebb</h1><p>{PROSE}</p>{images}")}, members))
    return path


def test_a_book_brings_its_pictures_along_and_each_is_told_by_its_file(shell, tmp_path):
    data = png()
    [added] = shell.json("add", book(tmp_path, {"plank.png": data}))["added"]
    folder = shell.library / "articles" / "pictures"
    [file] = folder.iterdir()
    assert file.read_bytes() == data
    text = shell.run("show", added["uid"])
    assert "Picture: Picture plank.png [1]" in text
    assert f"[1] {file}" in text
    assert f"![Picture plank.png](../pictures/{file.name})" in shell.run("show", added["uid"], "--markdown")
    shell.run("doctor")
    assert shell.code == 0


def test_the_same_book_again_is_the_same_article_and_a_bad_book_leaves_nothing(shell, tmp_path):
    path = book(tmp_path, {"plank.png": png()})
    shell.run("add", path)
    assert len(shell.json("add", path)["known"]) == 1
    path.write_bytes(path.read_bytes()[:300])
    shell.run("add", path)
    assert shell.code == 1
    assert len(list((shell.library / "articles" / "pictures").iterdir())) == 1


def test_a_book_of_many_large_pictures_comes_through_the_door(shell, tmp_path):
    pictures = {f"{number}.png": png(side=1000, seed=number) for number in range(8)}
    shell.run("add", book(tmp_path, pictures))
    assert shell.code == 0
    kept = sorted(file.stat().st_size for file in (shell.library / "articles" / "pictures").iterdir())
    assert kept == sorted(map(len, pictures.values()))
