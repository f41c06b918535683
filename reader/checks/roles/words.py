"""Closed lists of words for the check of roles: English grammar, and parties and deeds the word table knows badly.

All lists are our own. The renderings are those English news and official texts use for bodies and people that act in
Chinese reports; they supplement :mod:`reader.text.lexicon`, which was learned from general text.
"""

from __future__ import annotations

from reader.text.stems import stem


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


BE = _words("is are was were be been being am get gets got gotten getting 's 're")
HAVE = _words("has have had having")
MODALS = _words("will would shall should can could may might must did do does")
DETERMINERS = _words(
    """the a an this that these those his her its their our my your some any all both each every no several many two
    three four five six seven eight nine ten more other another such one"""
)
OBJECT_PRONOUNS = _words("him her them me us you it himself herself themselves")
SUBJECT_PRONOUNS = _words("he she they i we you it")
RELATIVE = _words("who which that whom")
ADVERBS = _words(
    """not never also then later again already still now soon first once just even further away back down up out off
    over together jointly recently ever always often yesterday today"""
)
PARTICLES = _words("away up down out off back over")
PREPOSITIONS = _words(
    """of in on at for from to with without by into onto upon about against among between through during under over
    after before since until till as like near outside inside within across toward towards behind beyond per via
    regarding concerning including amid despite than"""
)
ENDS_PHRASE = _words(
    """and or but nor that which who whom whose where when while if because although though so then than whether how
    what why as after before since until once unless has have had will would shall should can could may might must did
    do does not said says say tells told"""
)
FINITE = BE | HAVE | MODALS
AUXILIARIES = FINITE | ADVERBS
CLOSED = (
    FINITE | DETERMINERS | PREPOSITIONS | ADVERBS | ENDS_PHRASE | SUBJECT_PRONOUNS | {"not", "which", "well", "due"}
)
TITLES = _words("mr mrs ms dr st prof gen sen gov rev jr sr no dept")
# What “by” leads to when it names no one who acts: amounts and times, and, without an article, means (by phone).
NO_PARTIES = _words(
    """then now percent per cent percentage point points half third quarter january february march april may june july
    august september october november december monday tuesday wednesday thursday friday saturday sunday today tomorrow
    yesterday far means way end day days week weeks month months year years hour hours minute minutes times fold dozen
    hundred thousand million billion yuan dollars kilometers metres meters itself himself herself themselves myself
    ourselves"""
)
BY_WHICH_MEANS = _words(
    """hand phone telephone mail post email law train bus car plane air sea ship land foot road rail noon midnight
    night chance mistake accident default nature name virtue contrast comparison nearly about almost over more less
    up"""
)
# A number of men: the men count.
MEASURES = _words(
    """number numbers group groups lot lots series variety range host dozens hundreds thousands majority some many
    most all both one part half couple handful team pair crowd rest third quarter"""
)
# Words that end like participles and are none, or stand for no deed.
NO_VERBS = _words("need seed feed speed indeed hundred united red bed sacred related based alleged so-called")
_IRREGULAR = """beaten:beat bitten:bit born:bore bought:bought brought:brought broken:broke built:built caught:caught
chosen:chose cut:cut done:did drawn:drew driven:drove eaten:ate fed:fed felt:felt fought:fought forbidden:forbade
found:found given:gave held:held heard:heard hidden:hid hit:hit hurt:hurt kept:kept known:knew laid:laid led:led
left:left lent:lent lost:lost made:made meant:meant met:met overseen:oversaw paid:paid put:put read:read run:ran
said:said seen:saw sent:sent set:set shaken:shook shot:shot shown:showed shut:shut sold:sold sought:sought spent:spent
split:split spoken:spoke spread:spread stolen:stole struck:struck stuck:stuck sued:sued swept:swept taken:took
taught:taught thrown:threw told:told torn:tore undertaken:undertook understood:understood undergone:underwent
won:won worn:wore written:wrote withdrawn:withdrew overthrown:overthrew overtaken:overtook"""
_ROWS = [row.split(":") for row in _IRREGULAR.split()]
PARTICIPLES = frozenset(row[0] for row in _ROWS)
PASTS = frozenset(row[1] for row in _ROWS)
VERB_SIGNS = PASTS | PARTICIPLES | MODALS | {"by"}
# Base forms of those reader.text.stems does not know.
_BASES = """beaten:beat bitten:bite bit:bite forbidden:forbid forbade:forbid laid:lay lent:lend fed:feed shaken:shake
shook:shake swept:sweep torn:tear tore:tear stuck:stick undergone:undergo overtaken:overtake overtook:overtake
overseen:oversee oversaw:oversee"""
_BASE = dict(row.split(":") for row in _BASES.split())


def verb_stem(low: str) -> str:
    """The stem of a verb in lower case, whatever its form."""
    return stem(_BASE.get(low, low))


# Active verbs that render a passive: the team included, the show featured, he received, she had.
CONVERSE = frozenset(
    stem(word)
    for word in _words(
        """included featured involved comprised contained had followed needed required received saw got met faced
        joined suffered underwent obtained accepted won lost became drew attracted caught sparked triggered prompted
        earned gained found enjoyed used relied depended belonged came went held took made gave left kept put set
        carried let helped caused allowed asked wanted forced enabled led"""
    )
)


def party_key(word: str) -> str:
    """What the forms of a word for a party share: its stem, but for those whose stems fall together with others'."""
    low = word.lower()
    return low if low in _APART else stem(word)


_APART = frozenset(("employer", "employee", "trainer", "trainee"))
_PARTIES = """警方:police,officers,authorities,cops,constabulary,force 警察:police,officers,policeman,cop,cops
民警:police,officers,officer,policeman 干警:police,officers 辅警:auxiliary,police 交警:traffic,police
公安机关:police,security,authorities,organs,organ 公安局:police,security,bureau,psb 公安:police,security
派出所:police,station,precinct 边检:border,inspection,immigration 法院:court,judge,tribunal 法庭:court,judge,tribunal
检察院:procuratorate,prosecutors,prosecutor,prosecution 检察机关:procuratorate,prosecutors,procuratorial,prosecution
检方:prosecutors,prosecution,prosecutor 检察官:prosecutor,procurator 法官:judge,justice 纪委:discipline,commission
监委:supervisory,commission 海关:customs 当局:authorities,authority,government
政府:government,authorities,administration 县政府:county,government 市政府:city,municipal,government
省政府:provincial,government 村委会:village,villagers,committee 党委:party,committee
主管部门:department,authority,authorities 有关部门:department,authorities,authority
主管机关:authority,authorities,organ,entity,agency 机关:authority,authorities,organ,entity,agency,body
新冠:covid,coronavirus,virus 冠状病毒:coronavirus,covid 民众:people,public,residents,citizens
公司:company,firm,corporation,employer,business 单位:unit,employer,work,entity 用人单位:employer,unit
老板:boss,employer,owner 雇主:employer 工厂:factory,plant 学校:school 医院:hospital 大使馆:embassy 使馆:embassy
领事馆:consulate 服务站:station,centre,center 工作组:team,group 专案组:team,force 嫌疑人:suspect 嫌犯:suspect
被告人:defendant,accused 被告:defendant,accused 被害人:victim 受害人:victim 受害者:victim
罪犯:criminal,offender,convict 男子:man,male 女子:woman,female 女孩:girl 男孩:boy 丈夫:husband 妻子:wife
父亲:father,dad 母亲:mother,mum,mom 儿子:son 女儿:daughter 邻居:neighbour,neighbor 同事:colleague,coworker 朋友:friend
老师:teacher 学生:student,pupil 医生:doctor,physician 护士:nurse 记者:reporter,journalist,correspondent
律师:lawyer,attorney,counsel 村民:villager,resident 居民:resident 群众:people,masses,public,crowd,residents
市民:resident,citizen 官员:official 工作人员:staff,worker,personnel,official 保安:security,guard
领导:leader,superior,boss 主任:director,head 局长:director,chief,head 县长:county,magistrate,head 书记:secretary
总统:president 总理:premier,minister 议会:parliament 歹徒:thug,gangster,attacker,criminal 绑匪:kidnapper
骗子:fraudster,swindler,scammer 小偷:thief 黑客:hacker 他:he,him,his 她:she,her,hers 我:i,me,my 他们:they,them,their
她们:they,them,their 我们:we,us,our 你:you,your 你们:you,your 您:you,your 咱们:we,us 对方:party,side,opponent
某:certain"""
PARTIES: dict[str, frozenset[str]] = {
    zh: frozenset(party_key(word) for word in english.split(","))
    for zh, english in (row.split(":") for row in _PARTIES.split())
}
"""Chinese parties and the stems of their usual renderings, pronouns included."""

_DEEDS = """抓获:arrest,catch,capture,apprehend,seize,nab 抓:catch,arrest,seize,grab 捕:arrest,catch
逮捕:arrest,apprehend 拘留:detain,hold,arrest 刑拘:detain,arrest 羁押:detain,hold,remand
关押:detain,hold,imprison,jail 带走:take,lead,remove 劝返:persuade,return 遣返:deport,repatriate,return
查获:seize,catch,find,uncover 查处:investigate,punish,deal 传唤:summon,call 审问:question,interrogate
讯问:question,interrogate 盘问:question 约谈:summon,interview,call,talk 起诉:sue,prosecute,charge,indict
控告:accuse,charge,sue 指控:accuse,charge,allege 举报:report,denounce 解雇:dismiss,fire,sack 开除:expel,dismiss,fire
辞退:dismiss,fire,sack 免职:remove,dismiss 撤职:dismiss,remove 判处:sentence 判:sentence,judge,convict
批准:approve,ratify,authorise,authorize 同意:approve,agree,consent 审核:review,examine,verify,audit,check,approve
审批:approve,examine,review 核准:approve 委托:commission,entrust,appoint 指派:assign,appoint,send,designate
委派:appoint,delegate,send 邀请:invite 负责:take,handle,manage,conduct,oversee 主持:chair,host,preside,lead
管理:manage,administer,run 领导:lead,direct,head 殴打:beat,assault,attack 打:beat,hit,strike 杀害:kill,murder
杀:kill,murder 绑架:kidnap,abduct 抢劫:rob 抢:rob,snatch 骗:cheat,deceive,swindle,scam,defraud,con 威胁:threaten
袭击:attack,assault 攻击:attack 跟踪:follow,track,tail,stalk 监视:watch,monitor 骚扰:harass 任命:appoint 提名:nominate
选举:elect 解救:rescue,free,save 救:rescue,save 释放:release,free 处罚:punish,fine,penalise 罚款:fine
没收:confiscate,seize 扣押:seize,detain,impound 吊销:revoke,cancel 查封:seal,seize 驳回:reject,dismiss
拒绝:refuse,reject,deny,turn 批评:criticise,criticize,blame 通报:report,name 通缉:want,hunt 引渡:extradite 押解:escort
移送:transfer,hand,refer 移交:transfer,hand 送:send,take 赶:drive,expel,chase 驱逐:expel,deport 击败:defeat,beat
撞:hit,knock,strike 咬:bite 出卖:betray 收买:bribe,buy 雇:hire,employ 聘:hire,employ,engage
制定:formulate,draw,set,make,draft 组织:organise,organize 保管:keep,hold 申报:declare,report,apply 接管:take"""
DEEDS: dict[str, frozenset[str]] = {
    zh: frozenset(stem(word) for word in english.split(","))
    for zh, english in (row.split(":") for row in _DEEDS.split())
}
"""Chinese verbs of deeds between parties and the stems of their usual renderings."""
SPOKEN = ("他", "她", "我", "他们", "她们", "我们", "你", "你们", "您", "咱们", "对方", "某")
"""Parties that are pronouns."""
