"""Cases for the browser tests, built by the real services from text written here."""

from __future__ import annotations

from pathlib import Path

from reader import config
from reader.model import Translation, utc_now
from reader.services.wiring import create_case, open_services

LARGE = 10_000
CANARY = "canary.invalid"

HOSTILE_PAGE = f"""<!doctype html><html><head><meta charset="utf-8">
<title>公告 &lt;img src=x onerror=alert(1)&gt; **标题** $x$</title>
<link rel="stylesheet" href="https://{CANARY}/a.css"><script src="https://{CANARY}/a.js"></script>
<meta http-equiv="refresh" content="0;url=https://{CANARY}/"></head>
<body background="https://{CANARY}/b.png"><nav><ul><li><a href="/">首页</a></li><li><a href="/n">新闻</a></li>
<li><a href="/c">联系我们</a></li></ul></nav>
<main><h1>𠮷田警侨服务站公告</h1>
<p>𠮷田先生说，服务站于2024年3月2日揭牌，支出预算总额为1.63亿元。</p>
<p>见 <img src="https://{CANARY}/c.png" onerror="fetch('https://{CANARY}/')"> 图片和
<a href="https://{CANARY}/d">链接</a>，**粗体** [链接](https://{CANARY}/e) :red[红]
&lt;script&gt;alert(1)&lt;/script&gt;。</p>
<table><tr><th>项目</th><th>2024年预算数（万元）</th></tr><tr><td>巡逻艇购置</td><td>2230</td></tr></table>
<ul><li>联系电话：+44 7700 900118</li></ul>
<p>全年劝返人员12名。</p></main>
<footer><p>版权所有 <iframe src="https://{CANARY}/f"></iframe></p></footer></body></html>"""

NOTICE = "通知\n请各位侨胞于4月30日前致电 +44 7700 900118 登记。\n逾期不得办理。\n"


def small(folder: Path) -> Path:
    """D1 a hostile web page, D2 a text, D3 a PDF with tables (the demo case's own)."""
    saved = folder / "saved"
    saved.mkdir()
    (saved / "a-page.html").write_text(HOSTILE_PAGE, "utf-8")
    (saved / "b-notice.txt").write_text(NOTICE, "utf-8")
    case = folder / "case"
    create_case(case, title="Operation Harbour", actor_name="reviewer 1")
    with open_services(case, config.load()) as services:
        services.ingest.run([saved])
        services.ingest.run([_demo_pdf()])
        services.translate.run(["D1", "D2"])
        services.check.run()
    return case


def large(folder: Path, size: int) -> Path:
    """D1: *size* sentences of one line each, with invented translations (no engine runs)."""
    saved = folder / "long.txt"
    lines = (f"第{n}条，各边境派出所办理案件不少于{n}起，每起处理时限不超过30天。" for n in range(1, size + 1))
    saved.write_text("\n".join(lines), "utf-8")
    case = folder / "case"
    create_case(case, title="A long document", actor_name="reviewer 1")
    with open_services(case, config.load()) as services:
        services.ingest.run([saved])
        with services.store.read() as session:
            segments = list(session.documents.segments("D1"))
        made = [_invented(segment.n, segment.text) for segment in segments]
        with services.store.write(services.actor) as session:
            session.translations.put_many(made)
            session.translations.assign([(s.id, t.id) for s, t in zip(segments, made, strict=True)])
    return case


def _invented(n: int, source: str) -> Translation:
    text = f"Article {n}: each border police station handles no fewer than {n} cases, each within 30 days."
    return Translation(
        id=f"{n:064x}", source=source, text=text, engine="invented", engine_version="1", package="invented",
        package_version="1", package_sha256="0" * 64, parameters={}, isa="none", score=-0.5, created_at=utc_now(),
    )  # fmt: skip


def _demo_pdf() -> Path:
    import reader.demo

    return next((Path(reader.demo.__file__).parent / "documents").rglob("*.pdf"))
