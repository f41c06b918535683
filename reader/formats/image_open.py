"""Opening pictures within limits: frames, EXIF rotation, transparency; and drawing them as pages."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps, ImageStat, UnidentifiedImageError, features

from reader.config import Limits
from reader.errors import EmptyInput, FormatError, LimitExceeded, TruncatedInput, UnknownFormat, UnreadableInput
from reader.formats.probe import probe_file
from reader.formats.sniff import sniff

READ = ("PNG", "JPEG", "WEBP", "TIFF", "BMP", "GIF", "AVIF")
"""Pillow's decoders a picture may use: not the rare ones, nor those that start programs (EPS). MPO is none of its
own, JPEG's opens it."""

_LONGEST = 65_535


@contextmanager
def opened(path: Path, limits: Limits) -> Iterator[Image.Image]:
    """The picture at *path*, not decoded yet.

    Raises UnreadableInput, TruncatedInput or LimitExceeded (pixels as its header states them), also for
    what goes wrong while it is decoded inside the block; UnknownFormat where the decoder it needs is missing.
    """
    kinds = _decoders(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of sizes that our own limit decides on
            with Image.open(path, formats=kinds) as image:
                check_size(image, limits)
                yield image
    except FormatError:
        raise
    except UnidentifiedImageError:
        raise UnreadableInput(
            "The picture is damaged: its header cannot be read.", hint="Compare with another copy of the file."
        ) from None
    except Image.DecompressionBombError:
        raise _too_large(0, 0, limits) from None
    except (OSError, EOFError, SyntaxError, ValueError) as error:
        if "truncated" in str(error).casefold() or isinstance(error, EOFError):
            raise TruncatedInput(
                "The picture is cut off: its end is missing.", hint="Fetch or copy the file again."
            ) from None
        raise UnreadableInput("The picture is damaged.", hint="Compare with another copy of the file.") from None


def _decoders(path: Path) -> tuple[str, ...]:
    """Pillow's names of the decoders for the picture at *path*."""
    media_type = sniff(probe_file(path, ""))
    if media_type == "image/heic":
        try:
            import pi_heif
        except ImportError:
            raise UnknownFormat(
                "This is a HEIC picture (the format of many telephones); reading it needs an extra package that is not "
                "installed.",
                hint="Install it with: pip install 'evidence-reader[heic]', and add the picture again. Or save a copy "
                "as JPEG or PNG and add that too.",
            ) from None
        pi_heif.options.DECODE_THREADS = 1
        pi_heif.register_heif_opener()
        return ("HEIF",)
    if media_type == "image/avif" and not features.check("avif"):
        raise UnknownFormat(
            "This is an AVIF picture, which the installed version of Pillow cannot open.",
            hint="Install Pillow 11.3 or newer, or save a copy as JPEG or PNG and add that too.",
        )
    return READ


def check_size(image: Image.Image, limits: Limits) -> None:
    """Raise LimitExceeded when decoding the current frame would take more pixels than allowed."""
    if image.width * image.height > limits.picture_pixels or max(image.size) > _LONGEST:
        raise _too_large(image.width, image.height, limits)
    if min(image.size) < 1:
        raise EmptyInput("The picture has no pixels.")


def frames(image: Image.Image, limits: Limits) -> Iterator[Image.Image]:
    """Pages of *image* as :func:`flat` pictures: all of a TIFF, the first of anything else."""
    for number in range(min(page_count(image), limits.pages)):
        image.seek(number)
        check_size(image, limits)
        yield flat(image)


def page_count(image: Image.Image) -> int:
    """Pages a reader sees: an animation has one."""
    return int(getattr(image, "n_frames", 1)) if image.format == "TIFF" else 1


def flat(image: Image.Image) -> Image.Image:
    """*image* upright (EXIF), in RGB; transparent pixels get the colour that lets the rest be seen."""
    image = ImageOps.exif_transpose(image)
    if image.mode == "P" and "transparency" in image.info:
        image = image.convert("RGBA")
    if image.mode in {"RGBA", "LA", "PA", "La", "RGBa"}:
        image = image.convert("RGBA")
        alpha = image.getchannel("A")
        shown = alpha.point(lambda value: 255 if value > 127 else 0)
        bright = ImageStat.Stat(image.convert("L"), shown).mean[0] if shown.getbbox() else 0
        clear = ImageStat.Stat(alpha).mean[0] < 250
        ground = Image.new("RGBA", image.size, (0, 0, 0, 255) if clear and bright > 200 else (255, 255, 255, 255))
        image = Image.alpha_composite(ground, image)
    if image.mode.startswith(("I", "F")):  # 16 bits and more: stretch to what there is
        low, high = image.getextrema()
        spread = 255.0 / max(1.0, float(high) - float(low))  # type: ignore[arg-type]
        floor = float(low)  # type: ignore[arg-type]
        image = image.convert("F").point(lambda value: value * spread - floor * spread).convert("L")
    return image.convert("RGB")


def array(image: Image.Image) -> Any:
    """*image* as rows × columns × 3 bytes."""
    import numpy as np

    return np.asarray(image)


def render_page_within(path: Path, page: int, max_pixels: int, limits: Limits) -> bytes:
    """PNG of page *page* (1-based), as large as *max_pixels* allows but never enlarged, its resolution stated
    so that one pixel of the original is one point. Raises what :func:`opened` raises."""
    with opened(path, limits) as image:
        if not 1 <= page <= page_count(image):
            raise UnreadableInput(f"The picture has {page_count(image)} pages; page {page} is not there.")
        image.seek(page - 1)
        check_size(image, limits)
        shown = flat(image)
    scale = min(1.0, (max_pixels / (shown.width * shown.height)) ** 0.5)
    if scale < 1:
        shown = shown.resize((max(1, round(shown.width * scale)), max(1, round(shown.height * scale))))
    target = io.BytesIO()
    shown.save(target, "PNG", compress_level=3, dpi=(72 * scale, 72 * scale))
    return target.getvalue()


def _too_large(width: int, height: int, limits: Limits) -> LimitExceeded:
    size = f" ({width:,} × {height:,} pixels)" if width else ""
    return LimitExceeded(
        f"The picture is too large to be opened{size}; the limit is {limits.picture_pixels:,} pixels.",
        hint="It may be a trap. If it is genuine, cut it into parts with a picture program and add those.",
    )
