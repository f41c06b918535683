"""Pictures with writing, drawn by code; our own text only."""

import io
import os

import pytest
from PIL import Image, ImageDraw, ImageFont

FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
)


def font(size):
    """A Chinese font of the system."""
    for path in FONTS:
        if os.path.exists(path):
            return ImageFont.truetype(path, size)
    return pytest.skip("no Chinese font on this system")


def picture(width, height, texts, *, ground="#ffffff", ink="#111111", mode="RGB"):
    """Picture with *texts*: (x, y, text, size)."""
    image = Image.new(mode, (width, height), ground)
    draw = ImageDraw.Draw(image)
    for x, y, text, size in texts:
        draw.text((x, y), text, font=font(size), fill=ink)
    return image


def encoded(image, kind="PNG", **options):
    """The file's bytes."""
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def chat():
    """A group chat: grey ground, white bubbles with names on the left, green ones on the right, a time."""
    image = picture(
        540, 620, [(225, 20, "下午3:15", 18), (90, 70, "李青", 18), (90, 300, "王河", 18)], ground="#ededed"
    )
    draw = ImageDraw.Draw(image)
    for box, colour, lines in (
        ((80, 100, 400, 190), "#ffffff", ["明天几点在渡口见面？", "我从新桥那边过来。"]),
        ((250, 215, 470, 275), "#95ec69", ["上午九点半。"]),
        ((80, 330, 330, 390), "#ffffff", ["别忘了带上合同。"]),
        ((210, 420, 470, 480), "#95ec69", ["好的，已经带了。"]),
    ):
        draw.rounded_rectangle(box, 10, fill=colour)
        for row, line in enumerate(lines):
            draw.text((box[0] + 16, box[1] + 14 + 36 * row), line, font=font(26), fill="#111111")
    return image
