"""CJK radicals that PDF fonts put in place of characters (⻓ for 长) and that Unicode does not fold by itself."""

RADICALS: dict[str, str] = dict(
    zip(
        "⺁⺇⺈⺊⺌⺍⺐⺒⺓⺕⺖⺘⺙⺛⺝⺟⺠⺡⺢⺣⺤⺥⺨⺩⺪⺫⺬⺭⺮⺱⺶⺷⺺⺼⺽⺾⺿⻀⻁⻂⻄⻅⻆⻈⻉⻊⻋⻌⻍⻎⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂几勹卜小小尢巳幺彐忄扌攵旡月母民氵氺灬爫爫犭王疋罒示礻竹网羊羊肀月臼艹艹艹虎衤西见角讠贝足车辶辶辶钅長镸长门阜阝雨青韦页风飞食食飠饣马骨鬼鱼鸟卤麦黄黾齐齐齿齿龙龙龜龟龟",
        strict=True,
    )
)
