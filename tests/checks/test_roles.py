"""Who did what: agent and patient exchanged, the agent exchanged for another, and sentences that are right."""

import pytest

from reader.checks.roles.check import Roles
from reader.checks.roles.chinese import frame, markers
from reader.checks.roles.english import deeds
from reader.model import Severity


@pytest.mark.parametrize(
    ("source", "target"),
    [
        # Passives said the other way round.
        ("张三被警方带走。", "The police were taken away by Zhang San."),
        ("张三被警方带走。", "Zhang San took away the police."),
        ("张三被警方逮捕。", "Zhang San arrested the police."),
        ("张某被民警抓获。", "The police officers were caught by Zhang."),
        ("两名嫌疑人被民警抓获。", "Two suspects caught the police."),
        ("他被警察打了。", "He beat the police."),
        ("他被警察打了。", "The police were beaten by him."),
        ("那名记者遭公司解雇。", "The reporter dismissed the company."),
        ("该员工遭公司解雇。", "The company was dismissed by the employee."),
        ("他遭到警方的批评。", "The police were criticized by him."),
        ("李某被警侨服务站劝返。", "The service station was persuaded to return by Li."),
        ("张三为敌人所杀害。", "The enemy was killed by Zhang San."),
        ("受害人被邻居绑架。", "The neighbour was kidnapped by the victim."),
        ("張三被警方帶走。", "The police were taken away by Zhang San."),
        ("昨天下午，律师被法院传唤。", "Yesterday afternoon the court was summoned by the lawyer."),
        ("老师被学生举报。", "The teacher reported the student."),
        ("证人被嫌疑人威胁，随后报警。", "The witness threatened the suspect and then called the police."),
        # Agents and errands.
        ("该项目经县政府批准。", "The county government was approved by the project."),
        ("会议由局长主持。", "The director was chaired by the meeting."),
        ("律师受公司委托提起诉讼。", "The lawyer commissioned the company to bring the action."),
        ("教授受大使馆邀请出席。", "The embassy was invited by the professor to attend."),
        # 把 and the plain order of words.
        ("警方把张三带走了。", "Zhang San took away the police."),
        ("警方将嫌疑人逮捕。", "The police were arrested by the suspect."),
        ("警方逮捕了嫌疑人。", "The suspect arrested the police."),
        ("法院传唤了律师。", "The court was summoned by the lawyer."),
        ("妻子举报了丈夫。", "The husband reported the wife."),
    ],
)
def test_exchanged(apply, source, target):
    (finding,) = apply(Roles(), source, target)
    assert finding.severity is Severity.MAJOR
    assert finding.category == "Accuracy/Mistranslation"
    assert finding.evidence == {"roles": "exchanged"}
    assert finding.source_spans
    assert finding.target_spans


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("他被警方带走。", "He was taken away by the neighbours."),
        ("张某被民警抓获。", "Zhang was caught by a villager."),
        ("她遭丈夫殴打。", "She was beaten by her teacher."),
        ("该公司被法院查封。", "The company was sealed by the hospital."),
        ("护照被大使馆没收。", "The passport was confiscated by a taxi driver."),
        ("他被公司解雇。", "He was dismissed by the court."),
    ],
)
def test_replaced(apply, source, target):
    (finding,) = apply(Roles(), source, target)
    assert finding.severity is Severity.MAJOR
    assert finding.evidence == {"roles": "replaced"}


@pytest.mark.parametrize(
    ("source", "target"),
    [
        # Field texts, rendered in the passive and in the active.
        ("张某被民警抓获。", "Zhang was caught by the police."),
        ("张某被民警抓获。", "Police officers caught Zhang."),
        ("由市公安局负责。", "The municipal public security bureau is responsible."),
        ("此项工作由市公安局负责。", "This work is handled by the municipal public security bureau."),
        ("经县政府批准，该项目开工。", "With the approval of the county government, work on the project began."),
        ("该项目经县政府批准。", "The project was approved by the county government."),
        ("他遭公司解雇。", "He was dismissed by the company."),
        ("他遭公司解雇。", "The company fired him."),
        ("李某被警侨服务站劝返。", "Li was persuaded to return by the police and overseas Chinese service station."),
        ("李某被警侨服务站劝返。", "The service station persuaded Li to return."),
        ("他被带走了。", "He was taken away."),
        ("他被带走了。", "Police took him away."),
        ("张三被警方带走。", "Zhang San was taken away."),
        ("张三被警方带走。", "Zhang San, taken away by the police, has not been seen since."),
        ("被警方带走的张三至今没有消息。", "There is no news of Zhang San, whom the police took away."),
        ("警察说他被一名男子打伤。", "The police said he was injured by a man."),
        ("帕利重提卫星遭监视一事。", "Pali recalled the surveillance of the satellite."),
        # Characters that only look like markers.
        ("被告起诉了原告。", "The defendant sued the plaintiff."),
        ("被害人的丈夫举报了邻居。", "The victim's husband reported the neighbour."),
        ("被申请人由公司委托律师。", "The respondent's lawyer was engaged by the company."),
        ("他把被子送给了朋友。", "He gave the quilt to a friend."),
        ("由于警方调查，公司关闭。", "The company was closed because of the police investigation."),
        ("公司的理由被法院驳回。", "The company's grounds were rejected by the court."),
        ("委员会由警察和法官组成。", "The committee is made up of police and judges."),
        ("从2018年起，人数由三十人增至五十人。", "Since 2018 the number has risen from thirty to fifty."),
        ("经济部门已经批准。", "The economic department has approved it."),
        ("经过调查，警方释放了他。", "After an investigation the police released him."),
        ("法院将审理此案。", "The court will hear the case."),
        # 把 and the plain order of words.
        ("警方把张三带走了。", "Zhang San was taken away by the police."),
        ("警方逮捕了嫌疑人。", "The suspect was arrested by the police."),
        ("警方逮捕了嫌疑人。", "The police arrested the suspect."),
        ("警察询问逮捕嫌疑人的保安。", "The police questioned the guard who arrested the suspect."),
        ("张三输给李四。", "Zhang San was defeated by Li Si."),
        ("他从邻居那里借了钱。", "The money was lent to him by the neighbour."),
        # A “by” that names nobody.
        ("他被公司扣了百分之十的工资。", "His pay was cut by ten percent."),
        ("他被法院电话传唤。", "He was summoned by phone."),
        ("教育局的工作由局长负责，他被大家称赞。", "He is praised by everybody."),
    ],
)
def test_right_or_not_to_be_told(apply, source, target):
    assert apply(Roles(), source, target) == []


def test_what_is_said(apply):
    (finding,) = apply(Roles(), "昨天，张三被警方带走。", "Yesterday the police were taken away by Zhang San.")
    assert finding.explanation == (
        "In the Chinese, “警方” acts and “张三” is acted upon (“张三被警方带走”); the English reads as if “Zhang San” "
        "had acted (“the police were taken away by Zhang San”)."
    )
    assert [finding.explanation.count(text) for text in ("警方", "张三")] == [2, 2]
    assert finding.source_spans == ((3, 5), (6, 8))


def test_markers_and_what_only_looks_like_them():
    assert [(m.start, m.patient) for m in markers("警方把他带走，他被关押。")] == [(2, True), (8, False)]
    assert markers("被告由于自由的理由，已经接受经济处罚；被执行人盖着棉被，由三人组成") == ()
    assert len(markers("经县政府批准，受公司委托，由他负责，为人所知")) == 4


def test_where_agent_and_patient_stand():
    text = "昨天张三被警方带走了"
    one = frame(text, markers(text), (7, 9))
    assert text[slice(*one.agent)] == "警方"
    assert [text[slice(*zone)] for zone in one.patient] == ["昨天张三", "了"]


@pytest.mark.parametrize(
    ("text", "agent", "patient"),
    [
        ("In May the head of the bureau was arrested and detained by Mr. Wang.", "Mr. Wang", "the head of the bureau"),
        ("A number of men were beaten by officers from the county.", "officers", "men"),
        ("The man who was caught by the police fled.", "the police", "The man"),
        ("Kits developed by the centre failed.", "the centre", "Kits"),
        ("The police have already arrested him.", "The police", "him"),
        ("The court will question the witness.", "The court", "the witness"),
    ],
)
def test_deeds_of_the_english(text, agent, patient):
    (deed,) = deeds(text)
    assert text[deed.agent.start : deed.agent.end] == agent
    assert text[deed.patient.start : deed.patient.end] == patient


@pytest.mark.parametrize(
    "text",
    [
        "Prices rose by ten percent.",
        "He did it by calling the police.",
        "It was finished by Monday.",
        "The prefect argued the places should be cleared.",
        "The infected cells died.",
        "He was taken away.",
    ],
)
def test_no_deed_between_two(text):
    assert deeds(text) == []
