"""What a client has to know to talk to a hall and a schema cannot say."""

import base64
import hashlib
import json
import os
import pathlib

import schemathesis
from content import content_hash
from person import CITIZEN, COOKIE, CSRF, HANDLER, sign_in

CHUNK = "application/offset+octet-stream"
RECEIPT = "application/vnd.hall.receipt+jwt"


def person_for(case, context):
    """Drafts, mandates and projects are those of an organisation; the rest is the citizen's."""
    tags = context.operation.tags or []
    return HANDLER if {"drafts", "projects", "on-behalf"} & set(tags) else CITIZEN


@schemathesis.auth(cache_by_key=person_for, retry_on=[401]).skip_for(operation_id=["signInForDevelopment", "signOut"])
class Shared:
    """The session that every case of a person shares. The cookie is `Secure`, so over http it is sent by hand."""

    def get(self, case, context):
        return sign_in(person_for(case, context))

    def set(self, case, data, context):
        case.cookies[COOKIE], case.headers[CSRF] = data


@schemathesis.auth(refresh_interval=None).apply_to(operation_id="signOut")
class Fresh(Shared):
    """Signing out ends the session, so it gets one of its own."""


@schemathesis.auth(refresh_interval=None).apply_to(operation_id="signInForDevelopment")
class SignedOut:
    """Before anybody is signed in, the value is the literal one of the document."""

    def get(self, case, context):
        return "sign-in"

    def set(self, case, data, context):
        case.headers[CSRF] = data


def parameters_of(document):
    """Every parameter, wherever it is declared."""
    yield from document["components"]["parameters"].values()
    for item in document["paths"].values():
        yield from item.get("parameters", [])
        for operation in item.values():
            if isinstance(operation, dict):
                yield from operation.get("parameters", [])


def either(real, schema):
    """One that exists, or one that only looks like it."""
    return {"anyOf": [{"type": "string", "enum": real}, schema]}


@schemathesis.hook
def before_load_schema(ctx, document):
    """Identifiers that exist (prepare.py) are tried beside those that only look like one."""
    words = json.loads(pathlib.Path(os.environ["HALL_WORDS"]).read_text(encoding="utf-8"))
    for parameter in parameters_of(document):
        real = words.get(parameter.get("name"))
        if real and "schema" in parameter:
            parameter["schema"] = either(real, parameter["schema"])
            parameter["examples"] = {f"real-{k}": {"value": value} for k, value in enumerate(real)}
            parameter.pop("example", None)
    for name, real in words.items():
        schema, _, member = name.partition(".")
        if member and real:
            members = document["components"]["schemas"][schema]["properties"]
            members[member] = either(real, members[member])


@schemathesis.serializer(CHUNK)
def as_bytes(ctx, value):
    return value if isinstance(value, bytes) else str(value).encode()


@schemathesis.deserializer(RECEIPT)
def as_text(ctx, response):
    return response.content.decode("ascii")


def whole(value):
    """`3.0` is an integer to JSON Schema; the contract writes integers without a fraction."""
    if isinstance(value, dict):
        return {name: whole(it) for name, it in value.items()}
    if isinstance(value, list):
        return [whole(it) for it in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


@schemathesis.hook
def before_call(ctx, case, kwargs):
    """A digest cannot be guessed: well-formed requests get the true one, broken ones stay as they are."""
    if case.meta is None or not case.meta.generation.mode.is_positive:
        return
    operation = case.operation.definition.raw.get("operationId")
    body = case.body = whole(case.body)
    if operation in ("finalizeFiling", "answerCorrection") and isinstance(body, dict):
        manifest = body.get("manifest")
        if isinstance(manifest, dict):
            body["content_hash"] = content_hash(manifest)
    if operation == "appendToUpload" and isinstance(body, bytes | str):
        chunk = body if isinstance(body, bytes) else body.encode()
        checksum = base64.b64encode(hashlib.sha256(chunk).digest()).decode()
        case.headers["Upload-Checksum"] = f"sha256 {checksum}"
