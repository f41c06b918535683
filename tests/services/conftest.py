"""A real case in a temporary folder, with services acting as one person."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader import config
from reader.services.wiring import Services, create_case, open_services

ARTICLE = """海外警侨服务站揭牌
　　本报讯 2024年3月2日，栖霞洲警侨服务站在灯塔埠揭牌。站长林某某表示，服务站不收取任何费用。
　　全年劝返人员12名，支出预算总额为1.63亿元，同比增长8.5%。
　　联系电话：+44 7700 900118
"""

SECOND = """通知
请各位侨胞于4月30日前致电 +44（0）7700-900118 登记，逾期不得办理。
"""


@pytest.fixture
def settings() -> config.Settings:
    return config.load()


@pytest.fixture
def case_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    create_case(folder, title="Test case", actor_name="Tester")
    return folder


@pytest.fixture
def services(case_folder: Path, settings: config.Settings) -> Iterator[Services]:
    with open_services(case_folder, settings) as opened:
        yield opened


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "saved"
    folder.mkdir()
    (folder / "article.txt").write_text(ARTICLE, "utf-8")
    (folder / "notice.txt").write_bytes(SECOND.encode("gb18030"))
    return folder


@pytest.fixture
def ingested(services: Services, files: Path) -> Services:
    services.ingest.run([files])
    return services


@pytest.fixture
def translated(ingested: Services) -> Services:
    ingested.translate.run()
    ingested.check.run()
    return ingested
