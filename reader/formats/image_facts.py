"""What a picture file says of itself: camera, time, place, software (EXIF and text chunks)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PIL import ExifTags, Image

_VALUE_CHARS = 300
_TAGS = {
    ExifTags.Base.Make: "camera_make",
    ExifTags.Base.Model: "camera_model",
    ExifTags.Base.Software: "software",
    ExifTags.Base.DateTime: "modified",
    ExifTags.Base.Artist: "author",
    ExifTags.Base.Copyright: "copyright",
    ExifTags.Base.ImageDescription: "description",
    ExifTags.Base.DateTimeOriginal: "taken",
    ExifTags.Base.OffsetTimeOriginal: "taken_offset",
    ExifTags.Base.LensModel: "lens",
    ExifTags.Base.BodySerialNumber: "camera_serial",
}
_TURNED = {3: "180°", 6: "90° clockwise", 8: "90° anticlockwise"}


def facts(image: Image.Image) -> dict[str, str]:
    """Metadata of *image* as stated in the file, never checked against anything: size in pixels, ``taken`` …,
    ``gps`` as decimal degrees, ``turned`` when EXIF has the picture shown turned. Damaged EXIF gives nothing."""
    result = {"pixels": f"{image.width} × {image.height}"}
    try:
        exif = image.getexif()
        values: dict[int, Any] = {**exif, **exif.get_ifd(ExifTags.IFD.Exif)}
        gps = dict(exif.get_ifd(ExifTags.IFD.GPSInfo))
    except (OSError, ValueError, SyntaxError, KeyError, TypeError):  # what damaged EXIF makes Pillow raise
        return result
    for tag, name in _TAGS.items():
        if text := _text(values.get(tag)):
            result[name] = text
    if turned := _TURNED.get(values.get(ExifTags.Base.Orientation, 1)):
        result["turned"] = turned
    if place := _place(gps):
        result["gps"] = place
    for name in ("Software", "Comment", "Author", "Title", "Description"):  # PNG text chunks
        if text := _text(image.info.get(name)):
            result.setdefault(name.casefold(), text)
    return result


def _text(value: object) -> str:
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    return " ".join(str(value).replace("\x00", " ").split())[:_VALUE_CHARS] if value is not None else ""


def _place(gps: Mapping[int, Any]) -> str:
    """``31.23041, 121.47370`` (north, east)."""
    try:
        north = _degrees(gps[ExifTags.GPS.GPSLatitude], gps.get(ExifTags.GPS.GPSLatitudeRef), "S")
        east = _degrees(gps[ExifTags.GPS.GPSLongitude], gps.get(ExifTags.GPS.GPSLongitudeRef), "W")
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return ""
    return f"{north:.5f}, {east:.5f}" if abs(north) <= 90 and abs(east) <= 180 else ""


def _degrees(parts: Any, half: Any, negative: str) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    value = degrees + minutes / 60 + seconds / 3600
    return -value if str(half).strip().upper() == negative else value
