"""`run.py DOCUMENT FOLDER`: fuzzes the hall at HALL_URL from its document; what is written goes into FOLDER.

The last line is `schemathesis: N passed, N failed`, in operations; the line before it has the number of cases.
"""

import os
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).parent


def count(pattern, said):
    """The last number that stands so in what was said; 0 when none does."""
    found = re.findall(pattern, said)
    return int(found[-1].replace(",", "")) if found else 0


def main():
    document, folder = (pathlib.Path(it).resolve() for it in sys.argv[1:3])
    words = folder / "words.json"
    subprocess.run([sys.executable, HERE / "prepare.py", words], check=True)
    command = [pathlib.Path(sys.executable).with_name("schemathesis"), "--config-file", HERE / "schemathesis.toml"]
    command += ["run", document, "--no-color", *sys.argv[3:]]
    environment = {**os.environ, "HALL_WORDS": str(words), "PYTHONPATH": str(HERE)}
    said = []
    # From inside the folder: hypothesis leaves its notes where it is started.
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True) as tool:
        for line in tool.stdout:
            print(line, end="", flush=True)
            said.append(line)
    said = "".join(said)
    cases, operations = count(r"([\d,]+) generated", said), count(r"Tested: ([\d,]+)", said)
    failed = count(r"([\d,]+) unique failure", said)
    if tool.returncode != 0:
        failed = max(failed, 1)
    print(f"schemathesis: {cases} cases on {operations} operations, {failed} findings")
    print(f"schemathesis: {max(operations - failed, 0)} passed, {failed} failed")
    return tool.returncode


if __name__ == "__main__":
    sys.exit(main())
