"""What two programs must agree on to the byte: the content hash of a manifest."""

import hashlib
import json


def canonical(value):
    """RFC 8785 on the contract's restricted input (integers, ASCII member names), where it is this."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest(content):
    """SHA-256, 64 lower-case hex digits."""
    return hashlib.sha256(content).hexdigest()


def content_hash(manifest):
    """The hash that a finalize declares."""
    return digest(canonical(manifest))
