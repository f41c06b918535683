"""Which sentences of two versions belong together, and what differs in them."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.changes import Change, ChangeKind, align, differing, outline

OLD = ["2023年预算", "一、收入预算为9,800万元。", "二、支出预算为9,700万元。", "三、无其他事项。", "附件"]
NEW = ["2024年预算", "一、收入预算为1.2亿元。", "新增警务装备采购。", "二、支出预算为11,900万元。", "附件"]


def kinds(old, new):
    return [(c.kind, c.old, c.new) for c in align(old, new, list(map(outline, old)), list(map(outline, new)))]


def test_yearly_documents_are_paired_by_what_they_say_aside_from_figures():
    assert kinds(OLD, NEW) == [
        (ChangeKind.CHANGED, 0, 0),
        (ChangeKind.CHANGED, 1, 1),
        (ChangeKind.ADDED, None, 2),
        (ChangeKind.CHANGED, 2, 3),
        (ChangeKind.REMOVED, 3, None),
        (ChangeKind.SAME, 4, 4),
    ]


def test_white_space_and_width_make_no_new_version():
    assert outline("预算　２０２４ 年") == outline("预算2023年")
    assert kinds(["目 录"], ["目录"]) == [(ChangeKind.SAME, 0, 0)]


def test_unlike_sentences_are_removed_and_added():
    assert kinds(["会议推迟。"], ["警务站揭牌，共12人。"]) == [
        (ChangeKind.REMOVED, 0, None),
        (ChangeKind.ADDED, None, 0),
    ]


def test_the_spans_that_differ():
    assert differing("收入9,800万元", "收入9,900万元") == (((4, 5),), ((4, 5),))
    assert differing("the budget rose", "the budget fell", words=True) == (((11, 15),), ((11, 15),))
    assert differing("2024年度", "2024 年度") == ((), ())


sentences = st.lists(st.text("甲乙丙丁戊12 ，。", min_size=1, max_size=8), max_size=12)


@settings(max_examples=150, deadline=None)
@given(sentences, sentences)
def test_every_sentence_stands_once_and_in_order(old, new):
    changes = align(old, new, list(map(outline, old)), list(map(outline, new)))
    assert [c.old for c in changes if c.old is not None] == list(range(len(old)))
    assert [c.new for c in changes if c.new is not None] == list(range(len(new)))
    for change in changes:
        assert isinstance(change, Change)
        assert (change.old is None) == (change.kind == ChangeKind.ADDED)
        assert (change.new is None) == (change.kind == ChangeKind.REMOVED)


@settings(max_examples=150, deadline=None)
@given(st.text("甲乙丙𠮷12 。", max_size=20), st.text("甲乙丙𠮷12 。", max_size=20))
def test_what_does_not_differ_is_the_same_in_both(old, new):
    only_old, only_new = differing(old, new)

    def rest(text, spans):
        kept = "".join(c for i, c in enumerate(text) if not any(a <= i < b for a, b in spans))
        return "".join(kept.split())

    assert rest(old, only_old) == rest(new, only_new)
