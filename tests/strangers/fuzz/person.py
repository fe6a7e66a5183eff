"""Somebody signed in at a hall, in the standard library's words."""

import json
import os
import urllib.error
import urllib.request

HALL = os.environ["HALL_URL"]
COOKIE, CSRF = "__Host-hall", "X-Hall-CSRF"
# The person of the document's examples, and one who handles the affairs of the organisation of its examples.
CITIZEN, HANDLER = "p-chenyu", "p-luozhi"


def call(method, path, headers=None, body=None):
    """Sends a request; what came back, whatever its status: `(status, headers, bytes)`."""
    request = urllib.request.Request(HALL + path, body, headers or {}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.headers, refused.read()


def sign_in(person):
    """A new session: the cookie's value, and what to send in the CSRF header."""
    headers = {"Content-Type": "application/json", CSRF: "sign-in"}
    status, headers, answer = call("POST", "/api/v1/session", headers, json.dumps({"person_id": person}).encode())
    if status != 200:
        raise SystemExit(f"{person} cannot sign in: {status} {answer!r}")
    return headers["Set-Cookie"].split(";")[0].partition("=")[2], json.loads(answer)["csrf"]


class Visitor:
    """A person with a session. The cookie is `Secure`, so over http it is sent by hand."""

    def __init__(self, person):
        cookie, csrf = sign_in(person)
        self.headers = {"Cookie": f"{COOKIE}={cookie}", CSRF: csrf}

    def ask(self, method, path, body=None, expect=200, **headers):
        """What the hall answers: `(headers, bytes)`."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if body is not None and not isinstance(body, bytes):
            body, named = json.dumps(body).encode(), {"Content-Type": "application/json", **named}
        status, answered, text = call(method, path, {**self.headers, **named}, body)
        if status != expect:
            raise SystemExit(f"{method} {path}: {status}, not {expect}\n{text.decode(errors='replace')}")
        return answered, text

    def read(self, path):
        """The JSON at that address."""
        return json.loads(self.ask("GET", path)[1])
