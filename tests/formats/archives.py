"""Archives made by code, honest and hostile; our own text only."""

import base64
import hashlib
import io
import json
import struct
import tarfile
import zipfile
import zlib

TEXT = "因清江水位上涨，东渡口停航，恢复时间另行通知。".encode()


def zip_of(*members, compression=zipfile.ZIP_DEFLATED):
    """``(name, data)`` pairs, in order; a name in bytes is stored as it is, without the UTF-8 flag."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for n, (name, data) in enumerate(members):
            stand_in = chr(0x61 + n) * len(name)
            info = zipfile.ZipInfo(stand_in if isinstance(name, bytes) else name, (2031, 5, 6, 7, 8, 8))
            info.compress_type = compression
            archive.writestr(info, data)
    packed = out.getvalue()
    for n, (name, _) in enumerate(members):
        if isinstance(name, bytes):
            packed = packed.replace(bytes([0x61 + n]) * len(name), name, 2)
    return packed


def link_in_zip(name, target):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo(name)
        info.create_system = 3
        info.external_attr = 0o120777 << 16
        archive.writestr(info, target)
        archive.writestr("after.txt", TEXT)
    return out.getvalue()


def tar_of(*members, mode="w", name_bytes=None):
    """``(TarInfo or name, data)`` pairs."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode, encoding=name_bytes or "utf-8", format=tarfile.GNU_FORMAT) as archive:
        for name, data in members:
            info = name if isinstance(name, tarfile.TarInfo) else tarfile.TarInfo(name)
            info.size = len(data)
            info.mtime = info.mtime or 1_935_000_000
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def special(name, kind, target=""):
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


def zip_with_old_encryption(name, data, password):
    """What a packer with ZipCrypto writes (stored, not compressed); the encryption is the reader's, run backwards."""
    from reader.formats.zip_crypto import Decryptor, _updated

    crc = zlib.crc32(data)
    keys = Decryptor(password)._start
    cipher = bytearray()
    for plain in bytes(11) + bytes([crc >> 24]) + data:
        mixed = keys[2] | 2
        cipher.append(plain ^ (mixed * (mixed ^ 1) >> 8 & 0xFF))
        keys = _updated(keys, plain)
    packed = bytearray(zip_of((name, bytes(cipher)), compression=zipfile.ZIP_STORED))
    central = packed.find(b"PK\x01\x02")
    for flags, crc_at in ((6, 14), (central + 8, central + 16)):
        packed[flags] |= 1
        packed[crc_at : crc_at + 4] = crc.to_bytes(4, "little")
    return bytes(packed)


def wacz(warc, *, pages=(), index=b"", change=None, sign=None, extra=()):
    """A WACZ; *change* may alter the member bytes after they were hashed, *sign* is a private key,
    or makes the signed data for a hash."""
    members = {
        "archive/data.warc.gz": warc,
        "pages/pages.jsonl": "\n".join(
            json.dumps(row, ensure_ascii=False) for row in ({"format": "json-pages-1.0", "id": "pages"}, *pages)
        ).encode(),
        "indexes/index.cdx": index,
    }
    resources = [
        {"name": n.rpartition("/")[2], "path": n, "hash": "sha256:" + hashlib.sha256(d).hexdigest(), "bytes": len(d)}
        for n, d in members.items()
    ]
    package = json.dumps(
        {
            "profile": "data-package", "wacz_version": "1.1.1", "title": "渡口 captures", "software": "test 1",
            "created": "2031-05-06T07:08:09Z", "resources": resources,
        }
    ).encode()  # fmt: skip
    hash = "sha256:" + hashlib.sha256(package).hexdigest()
    digest = {"path": "datapackage.json", "hash": hash}
    if sign is not None:
        digest["signedData"] = sign(hash) if callable(sign) else signed(hash, sign)
    members["datapackage.json"] = package
    members["datapackage-digest.json"] = json.dumps(digest).encode()
    for name, data in (change or {}).items():
        members[name] = data
    return zip_of(*members.items(), *extra, compression=zipfile.ZIP_STORED)


def signed(hash, key):
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    public = key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return {
        "hash": hash, "created": "2031-05-06T07:08:10Z", "software": "test 1",
        "signature": base64.b64encode(key.sign(hash.encode(), ec.ECDSA(hashes.SHA256()))).decode(),
        "publicKey": base64.b64encode(public).decode(),
    }  # fmt: skip


def mhtml(*parts, url="https://a.example/通告", date="Tue, 06 May 2031 15:08:09 +0800", boundary="----Multi--b"):
    """``(headers, body)`` pairs as Chrome writes them."""
    head = [
        "From: <Saved by Blink>", f"Snapshot-Content-Location: {url}",
        "Subject: =?utf-8?B?5rih5Y+j6YCa5ZGK?=", f"Date: {date}", "MIME-Version: 1.0",
        f'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="{boundary}"',
    ]  # fmt: skip
    out = "\r\n".join(head).encode() + b"\r\n\r\n\r\n"
    for headers, body in parts:
        out += f"--{boundary}\r\n".encode() + "\r\n".join(headers).encode() + b"\r\n\r\n" + body + b"\r\n"
    return out + f"--{boundary}--\r\n".encode()


def aes_zip(data, password, strength=3, method=8):
    """A WinZip AE-2 archive, written after the published description."""
    import hmac

    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    size = {1: 16, 2: 24, 3: 32}[strength]
    salt = bytes(range(size // 2))
    keys = hashlib.pbkdf2_hmac("sha1", password.encode(), salt, 1000, 2 * size + 2)
    plain = data if method == 0 else zlib.compress(data, wbits=-15)
    encryptor = Cipher(algorithms.AES(keys[:size]), modes.ECB()).encryptor()
    stream = b"".join(encryptor.update(n.to_bytes(16, "little")) for n in range(1, len(plain) // 16 + 2))
    cipher = bytes(a ^ b for a, b in zip(plain, stream, strict=False))
    body = salt + keys[2 * size :] + cipher + hmac.new(keys[size : 2 * size], cipher, "sha1").digest()[:10]
    extra = struct.pack("<HHH2sBH", 0x9901, 7, 2, b"AE", strength, method)
    local = struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", 51, 1, 99, 0, 0x21, 0, len(body), len(data), 5, len(extra))
    central = struct.pack(
        "<4sHHHHHHIIIHHHHHII", b"PK\x01\x02", 51, 51, 1, 99, 0, 0x21, 0, len(body), len(data), 5, len(extra),
        0, 0, 0, 0, 0,
    )  # fmt: skip
    head = local + b"a.txt" + extra + body
    directory = central + b"a.txt" + extra
    return head + directory + struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 1, 1, len(directory), len(head), 0)
