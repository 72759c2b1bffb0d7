from reportlint.finding import Severity

SENTENCE = "加强业务学习和培训，注重横向联系、纵向指导，把各项任务落到实处，接受群众监督。"
LONG = (
    "本街道坚持把窗口前移到社区，安排专人收集居民来信，逐条登记、逐条回访，并在月底向全体居民通报进度；"
    "对办理不力的科室，由纪检干部约谈负责人，限期整改，整改情况张贴在公开栏，居民可以随时查看、随时评议，"
    "评议结果作为年底考核的依据，与评优评先直接挂钩。"
)


def test_a_repeated_paragraph_is_one_observation_on_its_second_copy(expect) -> None:
    (seen,) = expect("duplicate_passage", f"一、做法\n{SENTENCE}\n二、打算\n【{SENTENCE}】\n继续努力。")
    assert seen.at_most is None
    assert len(seen.notes) == 1


def test_a_third_copy_is_a_second_observation(check) -> None:
    assert len(check("duplicate_passage", f"{SENTENCE}\n甲。\n{SENTENCE}\n乙。\n{SENTENCE}")) == 2


def test_small_differences_are_told(check) -> None:
    (seen,) = check("duplicate_passage", f"{LONG}\n甲。\n{LONG.replace('社区', '小区').replace('月底', '季末')}")
    assert len(seen.notes) == 3
    assert "2处不同" in seen.message.text()


def test_copies_of_one_template_are_only_a_warning(check) -> None:
    other = LONG
    for old, new in (("社区", "小区"), ("月底", "季末"), ("纪检", "监察"), ("公开栏", "宣传栏"), ("年底", "岁末")):
        other = other.replace(old, new)
    (seen,) = check("duplicate_passage", f"{LONG}\n甲。\n{other}")
    assert seen.at_most is Severity.WARNING


def test_a_formula_inside_sentences_repeats_by_nature(check) -> None:
    formula = "按照条例和省市关于全面推进政务公开工作实施意见以及年度工作要点的统一要求"
    assert check("duplicate_passage", f"{formula}，完善制度。\n甲。\n今年以来，{formula}，拓宽渠道。") == []


def test_a_short_passage_with_a_difference_may_be_a_template(check) -> None:
    assert check("duplicate_passage", f"{SENTENCE}\n甲。\n{SENTENCE.replace('群众', '社会')}") == []


def test_headings_and_table_rows_repeat_by_nature(check) -> None:
    titles = "加强政策解读和回应工作\n推进政务服务平台建设\n政务公开制度化规范化标准化建设\n"
    assert check("duplicate_passage", f"{titles}甲。\n{titles}乙。") == []


def test_the_least_length(check) -> None:
    text = f"{SENTENCE}\n甲。\n{SENTENCE}"
    assert check("duplicate_passage", text, minimum=60) == []
