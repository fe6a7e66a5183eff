"""`prepare.py FILE`: files what people might have filed before a fuzzer comes, and writes down the identifiers.

Without it nearly every identifier leads to 404. Written from the document alone, with the standard library; only the
counter, which is no part of the contract, is worked by the program in HALL_BIN on the data in HALL_DATA. FILE maps the
name of a parameter, or `Schema.member`, to values that exist.
"""

import base64
import hashlib
import json
import os
import pathlib
import secrets
import subprocess
import sys
import time

from content import content_hash, digest
from person import CITIZEN, HALL, HANDLER, Visitor

MATTER = "real-estate-transfer"  # Takes no electronic signature, so this needs no cryptography of its own.
SCENARIO = {"use": "home", "sealed": "no", "shared": "alone", "loan": "no"}
ANSWERS = {
    "certificate_no": "云岭（2019）云岫县不动产权第0001268号",
    "house_address": "云岫县青石镇文昌巷 9 号 1 单元 502",
    "house_area": "89.6",
    "price": "420000",
    "signed_on": "2026-11-10",
    "seller_name": "顾成",
    "seller_id_number": "990101196809160278",
    "seller_mobile": "13800000027",
    "buyer_name": "林晚",
    "buyer_id_number": "99010119990506006X",
    "buyer_mobile": "13800000006",
    "visit_on": time.strftime("%Y-%m-%d", time.gmtime(time.time() + 20 * 86400)),
}
MATERIALS = ["old-certificate", "sale-contract"]
CASES = 6


def uuid7():
    """A filing id, as a client mints it with the draft."""
    raw = bytearray(int(time.time() * 1000).to_bytes(6, "big") + secrets.token_bytes(10))
    raw[6], raw[8] = 0x70 | raw[6] & 0x0F, 0x80 | raw[8] & 0x3F
    digits = raw.hex()
    return "-".join([digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]])


def spelled(raw):
    return base64.b64encode(raw).decode()


def upload(visitor, filing, material, content, whole=True):
    """Brings a file to the hall, or only its beginning; its id."""
    about = {"filename": f"{material}.pdf", "filetype": "application/pdf", "material_id": material}
    about |= {"filing_id": filing, "sha256": digest(content)}
    metadata = ",".join(f"{name} {spelled(value.encode())}" for name, value in about.items())
    tus = {"Tus_Resumable": "1.0.0"}
    length = {"Upload_Length": str(len(content)), "Upload_Metadata": metadata}
    answered, _ = visitor.ask("POST", "/api/v1/uploads", expect=201, **tus, **length)
    chunk = content if whole else content[:-1]
    checksum = "sha256 " + spelled(hashlib.sha256(chunk).digest())
    chunked = {"Content_Type": "application/offset+octet-stream", "Upload_Offset": "0", "Upload_Checksum": checksum}
    visitor.ask("PATCH", answered["Location"], chunk, expect=204, **tus, **chunked)
    return answered["Location"].rsplit("/", 1)[1]


def file_one(visitor, hall, me, guide, seq):
    """A filing with two files; `(filing id, case id, upload ids)`."""
    filing = uuid7()
    attachments, uploads = [], []
    for material in MATERIALS:
        content = f"%PDF-1.7\n% {material} {filing}\n%%EOF\n".encode()
        uploads.append(upload(visitor, filing, material, content))
        one = {"material_id": material, "index": 0, "name": f"{material}.pdf"}
        attachments.append({**one, "length": len(content), "sha256": digest(content)})
    manifest = {"v": 1, "hall": hall, "matter": MATTER, "guide_version": guide["version"], "form_version": guide["form"]["version"]}
    manifest |= {"scenario": SCENARIO, "answers": ANSWERS, "attachments": attachments, "commitments": []}
    manifest |= {"principal": me, "actor": me, "delivery": {"kind": "window"}}
    body = {"device": {"id": "d-stranger", "seq": seq}, "manifest": manifest, "content_hash": content_hash(manifest)}
    answered, _ = visitor.ask("POST", f"/api/v1/filings/{filing}/finalize", body, expect=201)
    return filing, answered["Location"].rsplit("/", 1)[1], uploads


def desk(*words):
    """Works the hall's counter."""
    at = ["--data", os.environ["HALL_DATA"], "--url", HALL]
    subprocess.run([os.environ["HALL_BIN"], "desk", *at, *words], check=True, stdout=subprocess.DEVNULL)


def begin_draft(handler, mandate):
    """A draft that the handlers of an organisation share; its filing id."""
    draft = uuid7()
    content = {"scenario": {}, "answers": {}, "files": [], "later": [], "delivery": {"kind": "electronic"}}
    body = {"device": "d-handler", "mandate": mandate, "matter": "drainage-permit", "guide_version": 1}
    body |= {"ready_to_sign": False, "content": content}
    handler.ask("PUT", f"/api/v1/drafts/{draft}", body, expect=201, If_None_Match="*")
    return draft


def documents(citizen):
    """A matter that has blank forms, and the forms."""
    for guide in citizen.read("/api/v1/guides?limit=200")["items"]:
        whole = citizen.read(f"/api/v1/guides/{guide['matter']}")
        found = [it["id"] for material in whole["materials"] for it in material.get("documents", [])]
        if found:
            return guide["matter"], found
    return MATTER, []


def days():
    """The working days that come next, and perhaps a holiday: where there is no slot, the next one has some."""
    return [time.strftime("%Y-%m-%d", time.gmtime(time.time() + 8 * 3600 + day * 86400)) for day in range(1, 5)]


def prepare():
    """Every identifier worth trying."""
    citizen, handler = Visitor(CITIZEN), Visitor(HANDLER)
    hall = citizen.read("/.well-known/hall")["hall"]
    person = citizen.read("/api/v1/session")["person"]
    me = {"id": person["id"], "kind": "person", "name": person["name"]}
    guide = citizen.read(f"/api/v1/guides/{MATTER}")
    filed = [file_one(citizen, hall, me, guide, seq) for seq in range(1, CASES + 1)]
    cases = [case for _, case, _ in filed]
    desk("return", "--item", f"{MATERIALS[0]}:看不清，请重新拍", cases[0])
    desk("accept", cases[1])
    desk("accept", cases[2])
    desk("approve", cases[2])
    open_filing = uuid7()
    begun = upload(citizen, open_filing, "floor-plan", b"%PDF-1.7\n%%EOF\n", whole=False)
    mandates = handler.read("/api/v1/mandates")["items"]
    organisation = mandates[0]["principal"]["id"]
    draft = begin_draft(handler, mandates[0]["id"])
    matter, forms = documents(citizen)
    venue = citizen.read("/api/v1/venues")["items"][0]["id"]
    slots = [it["id"] for day in days() for it in citizen.read(f"/api/v1/venues/{venue}/slots?date={day}")["items"]]
    served = [it for case in cases for it in citizen.read(f"/api/v1/cases/{case}/service-events")["items"]]
    whole = [citizen.read(f"/api/v1/cases/{case}") for case in cases]
    return {
        "case_id": cases,
        "code": [it["code"] for it in handler.read(f"/api/v1/projects?principal={organisation}")["items"]],
        "date": days(),
        "document_id": forms,
        "filing_id": [filing for filing, _, _ in filed[:2]] + [open_filing, draft],
        "licence_id": [it["id"] for it in citizen.read("/api/v1/licences")["items"]],
        "mandate_id": [it["id"] for it in mandates],
        "matter": [MATTER, "food-business-licence", matter],
        "notice_id": [it["id"] for case in whole for it in case["notices"]],
        "payment_id": [it["id"] for it in citizen.read("/api/v1/payments")["items"]],
        "principal": [organisation],
        "service_event_id": [it["id"] for it in served],
        "sha256": [it["sha256"] for it in citizen.read("/api/v1/guide-snapshots")["items"]],
        "upload_id": [begun] + filed[0][2],
        "venue_id": [venue],
        "CaseLookup.number": [it["receipt_no"] for it in whole],
        "CaseLookup.tail": [person["profile"]["id_number"][-6:]],
        "PutAppointment.slot": slots[:4],
    }


if __name__ == "__main__":
    pathlib.Path(sys.argv[1]).write_text(json.dumps(prepare(), indent=1), encoding="utf-8")
