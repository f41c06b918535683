"""Sentence pairs with their word links marked by hand: (source words, target words).

Only links a reader would not argue about are marked; function words are left open.
Written for these tests.
"""

MARKED = [
    (
        "2021年3月，县公安局在火车站抓获3名嫌疑人。",
        "In March 2021, the county public security bureau arrested 3 suspects at the railway station.",
        [
            ("2021", "2021"),
            ("3月", "March"),
            ("县", "county"),
            ("公安局", "public security bureau"),
            ("火车站", "railway station"),
            ("抓获", "arrested"),
            ("3", "3"),
            ("嫌疑人", "suspects"),
        ],
    ),
    (
        "申请人应当在三十日内向主管机关提出书面申请。",
        "The applicant shall submit a written application to the competent authority within thirty days.",
        [
            ("申请人", "applicant"),
            ("应当", "shall"),
            ("三十日", "thirty days"),
            ("主管机关", "competent authority"),
            ("提出", "submit"),
            ("书面", "written"),
            ("申请", "application"),
        ],
    ),
    (
        "该公司去年的收入增长了15%。",
        "The company's revenue increased by 15% last year.",
        [("公司", "company's"), ("去年", "last year"), ("收入", "revenue"), ("增长", "increased"), ("15%", "15%")],
    ),
    (
        "违反本法规定的，处五万元以下罚款。",
        "Anyone who violates the provisions of this Act shall be fined not more than fifty thousand yuan.",
        [
            ("违反", "violates"),
            ("本法", "this Act"),
            ("规定", "provisions"),
            ("五万", "fifty thousand"),
            ("罚款", "fined"),
        ],
    ),
    (
        "会议将于星期五在北京举行。",
        "The meeting will be held in Beijing on Friday.",
        [("会议", "meeting"), ("星期五", "Friday"), ("北京", "Beijing"), ("举行", "held")],
    ),
    (
        "警察要求他出示护照和签证。",
        "The police asked him to show his passport and visa.",
        [
            ("警察", "police"),
            ("要求", "asked"),
            ("他", "him"),
            ("出示", "show"),
            ("护照", "passport"),
            ("签证", "visa"),
        ],
    ),
    (
        "预算总额为1200万元，其中设备采购占40%。",
        "The total budget is 12 million yuan, of which equipment procurement accounts for 40%.",
        [
            ("预算", "budget"),
            ("总额", "total"),
            ("1200万", "12 million"),
            ("设备", "equipment"),
            ("采购", "procurement"),
            ("40%", "40%"),
        ],
    ),
    (
        "学生们每天早上七点去学校。",
        "The students go to school at seven every morning.",
        [
            ("学生们", "students"),
            ("每天", "every"),
            ("早上", "morning"),
            ("七点", "seven"),
            ("去", "go"),
            ("学校", "school"),
        ],
    ),
    (
        "如果数据丢失，请联系系统管理员。",
        "If the data is lost, contact the system administrator.",
        [
            ("如果", "If"),
            ("数据", "data"),
            ("丢失", "lost"),
            ("联系", "contact"),
            ("系统", "system"),
            ("管理员", "administrator"),
        ],
    ),
    (
        "他的哥哥在医院当医生。",
        "His brother works as a doctor in a hospital.",
        [("他的", "His"), ("哥哥", "brother"), ("医院", "hospital"), ("医生", "doctor")],
    ),
]
