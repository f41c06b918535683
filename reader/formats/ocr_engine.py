"""Writing in pictures becomes lines of text (RapidOCR, models inside its wheel, nothing fetched).

The engine is loaded on first use, in the worker process only. One thread and one line at a time: the
same picture gives the same text on the same kind of processor, whatever else is read beside it.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from reader.formats.geometry import Box
from reader.formats.ocr_lines import OcrLine, is_writing, repaired, without_doubles

_DETECTOR, _RECOGNISER = "PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"
_SIDE = 1800
"""Pixels of the shorter side the detector is given; recognition reads from the full picture."""
_STRIP, _OVERLAP = 1.5, 0.12
"""Tall pictures are searched in strips this high, overlapping by so much (of their width)."""
_LEAST_SIDE = 320
"""Narrow pictures get a margin to this side: the detector would blow them up instead."""
_TALL = 1.5
_DOUBTED = 0.8


def engine_version() -> str:
    """What is stored with every recognised document."""
    return f"RapidOCR {version('rapidocr')}, PP-OCRv6 small, onnxruntime {version('onnxruntime')}"


def recognise(pixels: Any) -> list[OcrLine]:
    """Lines of *pixels* (array height × width × 3, RGB bytes), top to bottom as found; boxes in its pixels."""
    import numpy as np

    picture = np.ascontiguousarray(pixels[:, :, ::-1])  # the engine was trained on BGR
    lines = []
    for box in _find(picture):
        line = _read(picture, box)
        if line is not None:
            lines.append(line)
    return sorted(lines, key=lambda line: (line.box[1], line.box[0]))


def read_line(pixels: Any) -> tuple[str, float]:
    """Text and confidence of *pixels* (RGB) that show one horizontal line and nothing else."""
    import numpy as np

    text, confidence, _ = _text(np.ascontiguousarray(pixels[:, :, ::-1]))
    return repaired(text), confidence


def read_at(pixels: Any, box: Box) -> OcrLine | None:
    """The one line of writing in *box* of *pixels* (RGB), whichever way it runs; ``None`` where nothing can be read."""
    import numpy as np

    height, width = pixels.shape[:2]
    x0, y0, x1, y1 = box
    inside = max(0.0, x0), max(0.0, y0), min(float(width), x1), min(float(height), y1)
    return _read(np.ascontiguousarray(pixels[:, :, ::-1]), inside)


@cache
def _engine() -> Any:
    import cv2
    import rapidocr

    cv2.setNumThreads(1)
    models = Path(rapidocr.__file__).parent / "models"
    return rapidocr.RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.text_score": 0.0,
            "Global.use_preprocess_img": False,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            # given by path, so that the library's own downloader is never asked
            "Det.model_path": str(models / _DETECTOR),
            "Rec.model_path": str(models / _RECOGNISER),
            "Rec.rec_batch_num": 1,
        }
    )


def _find(picture: Any) -> list[Box]:
    import cv2

    height, width = picture.shape[:2]
    scale = min(1.0, _SIDE / min(height, width), 3 * _SIDE / width)
    small = picture if scale == 1 else cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    down, across = (max(0, _LEAST_SIDE - side) for side in small.shape[:2])
    if down or across:
        small = cv2.copyMakeBorder(
            small, down // 2, down - down // 2, across // 2, across - across // 2, cv2.BORDER_REPLICATE
        )
    rows, columns = small.shape[:2]
    step = max(_LEAST_SIDE, int(_STRIP * columns))
    margin = int(_OVERLAP * columns) if rows > step else 0
    found: list[tuple[Box, float]] = []
    top = 0
    while True:
        bottom = min(rows, top + step)
        if rows - bottom < margin:
            bottom = rows
        found += _detect(small[top:bottom], top, first=top == 0, last=bottom == rows)
        if bottom == rows:
            break
        top = bottom - margin
    boxes = without_doubles(found)
    dx, dy = across // 2, down // 2
    inside = [tuple((v - d) / scale for v, d in zip(box, (dx, dy, dx, dy), strict=True)) for box in boxes]
    clipped = [(max(0.0, x0), max(0.0, y0), min(width, x1), min(height, y1)) for x0, y0, x1, y1 in inside]
    return [box for box in clipped if box[2] - box[0] >= 3 and box[3] - box[1] >= 3]


def _detect(strip: Any, top: int, *, first: bool, last: bool) -> list[tuple[Box, float]]:
    """Boxes of one strip in the whole picture; what a cut goes through is left to the neighbour, columns aside."""
    result = _engine()(strip, use_det=True, use_cls=False, use_rec=False)
    if result.boxes is None:
        return []
    found = []
    for corners, score in zip(result.boxes, result.scores, strict=True):
        x0, x1 = float(corners[:, 0].min()), float(corners[:, 0].max())
        y0, y1 = float(corners[:, 1].min()), float(corners[:, 1].max())
        cut = (y0 < 3 and not first) or (y1 > strip.shape[0] - 3 and not last)
        if not cut or y1 - y0 > _TALL * (x1 - x0):
            found.append(((x0, y0 + top, x1, y1 + top), float(score)))
    return found


def _read(picture: Any, box: Box) -> OcrLine | None:
    x0, y0, x1, y1 = (round(value) for value in box)
    crop = picture[y0:y1, x0:x1]
    if crop.size == 0:
        return None
    vertical = y1 - y0 >= _TALL * (x1 - x0)
    turn = int(vertical)
    text, confidence, at = _turned(crop, turn)
    if confidence < _DOUBTED:
        others = (turn + 2, 0) if vertical else (2,)
        readings = {other: _turned(crop, other) for other in others}
        best = max(readings, key=lambda other: readings[other][1])
        if readings[best][1] > max(_DOUBTED, confidence + 0.1):
            turn, vertical = best, best % 2 == 1
            text, confidence, at = readings[best]
    if not is_writing(text, confidence):
        return None
    clean = repaired(text)
    places = at if len(at) == len(clean) else _even(clean)
    return OcrLine(clean, box, round(confidence, 4), vertical, places, turn)


def _turned(crop: Any, turn: int) -> tuple[str, float, tuple[float, ...]]:
    import numpy as np

    return _text(np.ascontiguousarray(np.rot90(crop, turn)))


def _text(line: Any) -> tuple[str, float, tuple[float, ...]]:
    result = _engine()(line, use_det=False, use_cls=False, use_rec=True, return_word_box=True)
    if not result.txts or not result.txts[0]:
        return "", 0.0, ()
    text = result.txts[0]
    words = result.word_results[0]
    columns = [column for word in words.word_cols for column in word]
    if len(columns) != len("".join(text.split())) or not words.line_txt_len:
        return text, float(result.scores[0]), _even(text)
    at, last = [], 0.0
    following = iter(columns)
    for char in text:
        last = last if char.isspace() else min(1.0, (next(following) + 0.5) / words.line_txt_len)
        at.append(last)
    return text, float(result.scores[0]), tuple(at)


def _even(text: str) -> tuple[float, ...]:
    return tuple((n + 0.5) / len(text) for n in range(len(text)))
