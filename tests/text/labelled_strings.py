"""Short strings with their languages, written for these tests. ``EITHER`` are written alike in both scripts;
``STAYS_CHINESE`` could be Japanese too, and is Chinese unless the document says otherwise."""


def _words(table: str) -> list[str]:
    return table.split()


HANS = _words("""
国家移民管理局 边防检查站 驻外警务站 劝返工作组 海外服务站 专项行动通告 预算执行情况 单位：万元 财政拨款收入
三公经费 政府采购公告 中标结果公示 招标编号 联系电话 举报热线 户籍所在地 身份证号码 护照号码 出境证件
涉嫌电信诈骗 从宽处理 家属联系 统战部 侨务办公室 维稳经费 辅警招聘启事 报名时间 资格审查
网络安全 数据报告 说明书 发布日期 浏览次数 责任编辑 关闭窗口 打印本页 当前页面
首页>要闻 领导讲话 学习贯彻 会议纪要 征求意见稿 实施细则 行政处罚 责任书 审计报告 绩效评价
他们来了 这是什么 我们认为 请问贵姓 没关系 谢谢你们 欢迎光临 对不起 几点开门 还没决定
微信扫一扫 点击查看 下载附件 返回顶部 图片来源 记者张伟 编辑：刘洋 摄影/陈静 电话：0591
增长3.5% 约12亿元 2023年决算 共30万余人 第1条规定 Wi-Fi密码 5G网络 APP下载
鲜の每日优选 卡拉OK厅 T恤衫批发 “三非”人员 爱国爱港 广东省 陕西汉中 云浮罗定 长乐机场 马尾区
边境管理 难民问题 脱贫攻坚 强制遣返 监视居住 取保候审 拘留通知书 逮捕证 讯问笔录
""")
HANT = _words("""
臺北市政府 內政部移民署 警察局長 發布新聞稿 檢察官起訴 國家安全 陳水扁總統 電話號碼 網際網路 記者報導
繁體中文 關於我們 聯絡資訊 隱私權聲明 會員登入 點擊這裡 更多訊息 廣告刊登 圖書館 學術研究
軍事演習 兩岸關係 選舉結果 立法院會 憲法法庭 勞動基準法 條文內容 罰鍰新臺幣 營業稅法 財產申報
歡迎光臨 謝謝你們 這是什麼 我們認為 沒關係 對不起 還沒決定 請問貴姓 後來怎樣 麵包店
覆查個案 選民登記 運輸署 巴士車資 銀行賬戶 證監會 專員公署 維園集會 旺角彌敦道
發財 體育 應該 實際 變化 觀察 權利 職業 藝術 邊境管理
難民問題 強制遣返 監視居住 護照號碼 單位：萬元 預算執行 2023年決算 約12億元 ABC公司（臺灣） 總計：35億
""")
JA = _words("""
こんにちは ありがとう 警察庁の発表 お問い合わせ カタカナ 新聞を読む
会社の予算 これは何ですか 国際会議が 電話番号は ひらがな テレビ スマートフォン 売上高の推移 沢村さん 渡辺さん
大阪へ行く 料金表です 読んでください 働く人々 お知らせ ニュース 外務省のサイト 平成の時代 郵便局で
込合い 峠の茶屋 予約する 焼肉を 歩く ～まで ログイン クリック 使い方 です。
関西空港へ 経済産業省の 検索結果は 円高で 様々な 気象庁から 乗り換え案内
""")
KO = _words("""
안녕하세요 감사합니다 경찰청 발표 서울특별시 조선족 중국동포 출입국관리 대한민국 연변자치주
북한이탈주민 탈북자 강제송환 한국어 예산안 공고문 전화번호 길림성연길시 신문기사 뉴스
대한민국(大韓民國) 연길(延吉)시 국경경비대 여권번호 가나다라 ㅋㅋㅋ 회의록 채용공고 로그인 더보기
2023년도예산 3월1일부터 제1조(목적) 주식회사ABC PDF다운로드
""")
EN = (
    """
Hello world|Police|A notice for|Budget 2023|Annual plan|Home|Contact us|Read more|Log in|Copyright|Page 1 of 3|Fuzhou
Service|Download|Overseas|United Front|Tender award|Yes|No, thanks|Invoice|Passport no.
Don't|Smith, John|The end.|U.S.|A note
""".strip()
    .replace("\n", "|")
    .split("|")
)
EITHER = _words("""
福州市公安局 限期投案自首 您的位置 更多>> ABC有限公司 USB接口 香港廉政公署 遣返率95%
中山大 福州公安 公告 通知 人民政府 公安部 山西 北京市 上海 王小明 李明 日期 地址 名称 工作 安全 大小 文化 科技 部分
""")
STAYS_CHINESE = _words("""
芸能人 学校 東京 平和公園 大阪府 京都市 水道局 東京駅 駅前広場 図書館 営業中 払込取扱票 経済産業省 栄養士 鉄道駅
""")
UND = _words("""
123 2023-11-21 3.5% +86-591 —— …… ★★★ www.a.cn/x www.a.cn a@b.com
【1】【2】 ①② 👍🏽 （） GB18030 A4 x 12:30:00 ￥100 N95 report.pdf
""")

LABELLED = [
    *((text, {"zh-Hans"}) for text in HANS),
    *((text, {"zh-Hant"}) for text in HANT),
    *((text, {"ja"}) for text in JA),
    *((text, {"ko"}) for text in KO),
    *((text, {"en"}) for text in EN),
    *((text, {"zh", "zh-Hans", "zh-Hant"}) for text in EITHER),
    *((text, {"zh", "zh-Hans", "zh-Hant"}) for text in STAYS_CHINESE),
    *((text, {"und"}) for text in UND),
]
