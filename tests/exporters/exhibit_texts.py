"""Fictional Chinese documents, written for these tests, sentence by sentence with an English text.

Each line: kind, heading level, place (page and millimetres from the top, or element), Chinese, English.
"""

# ruff: noqa: E501 -- one pair of sentences a line

BUDGET_TITLE = ("澜州边境管理支队2024年部门预算", "Lanzhou Border Management Detachment: departmental budget for 2024")

BUDGET = [
    ("title", 1, (1, 30), "澜州边境管理支队2024年部门预算", "Lanzhou Border Management Detachment: departmental budget for 2024"),
    ("paragraph", None, (1, 48), "根据《预算法》和上级有关规定，现将我支队2024年部门预算公开如下。", "In accordance with the Budget Law and the relevant rules of the higher authority, the detachment's departmental budget for 2024 is published below."),
    ("heading", 1, (1, 60), "一、主要职责", "I. Main duties"),
    ("list-item", None, (1, 68), "（一）负责辖区内边境地区的治安管理和出入境秩序维护；", "(1) To be responsible for public order and the order of entry and exit in the border area under its jurisdiction;"),
    ("list-item", None, (1, 76), "（二）依法查处偷越国（边）境案件，打击跨境违法犯罪活动；", "(2) To investigate cases of illegal border crossing in accordance with the law and to combat cross-border crime;"),
    ("list-item", None, (1, 84), "（三）承担非法入境、非法居留、非法就业外国人的遣返工作；", "(3) To carry out the repatriation of foreigners who enter, reside or work illegally;"),
    ("list-item", None, (1, 92), "（四）完成上级交办的其他任务。", "(4) To complete other tasks assigned by the higher authority."),
    ("heading", 1, (1, 104), "二、机构设置", "II. Organisation"),
    ("paragraph", None, (1, 112), "支队下设四个边境派出所、一个机动大队和一个后勤保障中心。", "The detachment has four border police stations, one mobile brigade and one logistics centre."),
    ("paragraph", None, (1, 120), "截至2023年12月31日，在编人员186人，辅警不超过240人。", "As of 31 December 2023, there were 186 staff and 240 auxiliary police."),
    ("heading", 1, (2, 25), "三、2024年部门预算情况说明", "III. Explanation of the 2024 departmental budget"),
    ("paragraph", None, (2, 36), "2024年支出预算总额为1.63亿元，其中边境安全升级支出近3000万元。", "The total expenditure budget for 2024 is 16.3 million yuan, of which nearly 30 million yuan is spent on border security upgrades."),
    ("paragraph", None, (2, 48), "其中巡逻艇购置2230万元，用于“遣返”非法入境、居留、就业外国人。", "This includes 22.3 million yuan for patrol boats, for the “repatriation” of foreigners who illegally enter, reside or work."),
    ("paragraph", None, (2, 60), "各边境派出所办理案件不少于10起，每起处理时限不超过30天。", "Each border police station handles 10 cases, each within 30 days."),
    ("paragraph", None, (2, 70), "遣返率达到95%的，得10分。", "A repatriation rate of 95% scores 10 points."),
    ("paragraph", None, (2, 78), "未经批准，不得向境外机构提供上述数据。", "The above data may be provided to foreign institutions without approval."),
    ("heading", 2, (2, 92), "（一）收入预算", "(1) Revenue budget"),
    ("paragraph", None, (2, 100), "收入预算1.63亿元，全部为一般公共预算拨款收入，比上年增加4.2%。", "The revenue budget is 163 million yuan, all of it general public budget allocations, an increase of 4.2% on the previous year."),
    ("heading", 2, (2, 112), "（二）支出预算表", "(2) Table of the expenditure budget"),
    ("caption", None, (3, 24), "表1　支出预算表　单位：万元", "Table 1. Expenditure budget. Unit: 10,000 yuan"),
    ("table-cell", None, (3, 34), "项目", "Item"),
    ("table-cell", None, (3, 34), "2023年决算", "2023 final accounts"),
    ("table-cell", None, (3, 34), "2024年预算", "2024 budget"),
    ("table-cell", None, (3, 42), "人员经费", "Staff costs"),
    ("table-cell", None, (3, 42), "8,940.50", "8,940.50"),
    ("table-cell", None, (3, 42), "9,120.00", "9,120.00"),
    ("table-cell", None, (3, 50), "边境安全升级", "Border security upgrade"),
    ("table-cell", None, (3, 50), "1,204.30", "1,204.30"),
    ("table-cell", None, (3, 50), "2,987.00", "2,987.00"),
    ("table-cell", None, (3, 58), "巡逻艇购置", "Purchase of patrol boats"),
    ("table-cell", None, (3, 58), "0.00", "0.00"),
    ("table-cell", None, (3, 58), "2,230.00", "2,230.00"),
    ("table-cell", None, (3, 66), "遣返工作经费", "Funds for repatriation"),
    ("table-cell", None, (3, 66), "392.687694", "392.687694"),
    ("table-cell", None, (3, 66), "410.00", "410.00"),
    ("heading", 1, (4, 24), "四、名词解释", "IV. Explanation of terms"),
    ("paragraph", None, (4, 34), "“三非人员”是指非法入境、非法居留、非法就业的外国人。", "“Three illegals” refers to foreigners who enter, reside and work illegally."),
    ("paragraph", None, (4, 44), "“劝返”是指通过家属动员在境外的涉案人员回国投案。", "“Persuasion to return” refers to getting persons abroad who are involved in cases to come home and surrender by mobilising their relatives."),
    ("paragraph", None, (4, 56), "联系人：林晓舟；联系电话：+44 7700 900118。", "Contact: Lin Xiaozhou; telephone: +44 7700 900118."),
    ("header", None, (4, 280), "澜州边境管理支队　第4页　共14页", "Lanzhou Border Management Detachment, page 4 of 14"),
]  # fmt: skip

NEWS_TITLE = ("海外警侨服务站在维纳港揭牌", "Overseas police–overseas Chinese service station opened in Port Vena")

NEWS = [
    ("link", None, "nav > a:nth-child(1)", "首页", "Home"),
    ("link", None, "nav > a:nth-child(2)", "侨乡新闻", "News from the home of overseas Chinese"),
    ("link", None, "nav > a:nth-child(3)", "联系我们", "Contact us"),
    ("title", 1, "main > h1", "海外警侨服务站在维纳港揭牌", "Overseas police–overseas Chinese service station opened in Port Vena"),
    ("paragraph", None, "main > p.meta", "2022年3月8日　来源：澜江侨讯　记者：周明远", "8 March 2022. Source: Lanjiang Overseas News. Reporter: Zhou Mingyuan"),
    ("paragraph", None, "main > p:nth-of-type(2)", "本报讯　澜江县公安局在维纳港设立了海外警侨服务站，由林晓舟女士担任站长。", "The Lanjiang County Public Security Bureau set up an overseas police–overseas Chinese service station in Port Vena, headed by Ms Lin Xiaozhou."),
    ("paragraph", None, "main > p:nth-of-type(3)", "“我们把服务送到了侨胞的家门口。”林站长说。", "“We have brought the service to our compatriots' doorstep,” Station Head Lin said."),
    ("paragraph", None, "main > p:nth-of-type(3)", "服务站可为侨胞办理驾驶证换证、户籍证明等八项业务。", "The station can handle eight kinds of business for overseas Chinese, including renewing driving licences and proof of household registration."),
    ("paragraph", None, "main > p:nth-of-type(4)", "截至目前，服务站已协助劝返涉案人员三分之一以上，共17人。", "So far, the station has helped to persuade more than one third of the persons involved, 17 people in all."),
    ("quote", None, "main > blockquote", "有困难，找警侨；有线索，报站里。", "If you have difficulties, look for the police overseas; if you have clues, report to the station."),
    ("paragraph", None, "main > p:nth-of-type(5)", "服务站并非外交机构，亦未在当地登记。", "The station is a diplomatic institution and is not registered locally."),
    ("paragraph", None, "main > p:nth-of-type(6)", "地址：维纳港码头街19号二楼。电话：+44-7700-900118，微信：lanjiang_sample。", "Address: 2nd floor, 19 Quay Street, Port Vena. Telephone: +44-7700-900118, WeChat: lanjiang_sample."),
    ("image-text", None, "main > figure > img", "揭牌仪式现场", "At the opening ceremony"),
    ("link", None, "aside > a:nth-child(1)", "相关阅读：澜江县举办侨界座谈会", "Related: Lanjiang County holds a forum of overseas Chinese circles"),
    ("link", None, "aside > a:nth-child(2)", "相关阅读：关于敦促境外人员回国的通告", "Related: notice urging persons abroad to return"),
    ("other", None, "footer > p", "版权所有　不得转载", "All rights reserved"),
]  # fmt: skip

COUNCIL_TITLE = ("維納港僑務委員會會議紀錄", "")

COUNCIL = [
    ("heading", 1, 1, "維納港僑務委員會會議紀錄", "Minutes of the Overseas Affairs Committee of Port Vena"),
    ("message", None, 3, "主席：本次會議不對外公開。", "Chair: This meeting is not open to the public."),
    ("message", None, 4, "周明遠：服務站的經費由澜江縣統戰部負責，每年六萬元。", "Zhou Mingyuan: The station is paid for by the United Front Work Department of Lanjiang County, 60,000 yuan a year."),
    ("message", None, 5, "林曉舟：請各位不要留下書面紀錄。", None),
    ("message", None, 6, "Ms Lin left the room at 14:20.", None),
    ("message", None, 7, "연락처: +44 7700 900118", None),
]  # fmt: skip
