from reportlint.finding import NotAssessed

LABELS = {"labels": ["图", "附图"]}


def test_captions_are_one_observation_at_the_first(expect) -> None:
    (seen,) = expect("captions", "公开信息12条。\n\n【图1】\n\n图2\n附图 3\n收到申请8件。", **LABELS)
    assert len(seen.notes) == 2
    assert "共3处" in seen.message.text()


def test_a_reference_and_a_caption_with_words_are_left_alone(check) -> None:
    assert check("captions", "占比见图1。\n图1 各渠道占比\n图书馆\n地图", **LABELS) == []


def test_other_formats_may_have_figures(check) -> None:
    (seen,) = check("captions", "公开信息12条。\n图1\n收到申请8件。", format="docx", **LABELS)
    assert isinstance(seen, NotAssessed)
