"""A worker whose faults a test switches on and off while it runs: files in the folder it is given."""
import json
import os
import sys
import time
import urllib.parse

FOLDER = sys.argv[1]


def told(name):
    try:
        with open(os.path.join(FOLDER, urllib.parse.quote(name, safe=""))) as file:
            return file.read().strip()
    except OSError:
        return ""


def say(type, **fields):
    print(json.dumps({"type": type, **fields}), flush=True)


def note(*words):
    with open(os.path.join(FOLDER, "journal"), "a") as journal:
        journal.write(" ".join(str(word) for word in words) + "\n")


def leave(reason, **fields):
    say("bye", reason=reason, **fields)
    note("left", os.getpid(), time.time_ns() // 1_000_000)
    sys.exit(0)


# Each word of the command on a line of its own.
every_launch = told("every-launch")
if every_launch:
    command = every_launch.split("\n")
    os.execv(command[0], command)

say("ready", protocol=1, version=told("version") or "scripted 1", can=["spare", "release", "checkpoint"])
document = ""
busy = False
for line in sys.stdin.buffer:
    message = json.loads(line)
    type = message["type"]
    if type == "attach":
        document = message["document"]
    how = told("at-" + document)
    if type == "attach":
        name = urllib.parse.quote(document, safe="")
        note("attached", os.getpid(), time.time_ns() // 1_000_000, message["epoch"], message["life"], name)
        if how == "crashes":
            print("the scripted worker trips over its document", file=sys.stderr, flush=True)
            os._exit(7)
        if how == "cannot read":
            say("error", cause="document", message="the document cannot be read: it is none")
            say("bye", reason="error")
            sys.exit(1)
        if how.startswith("superseded by "):
            leave("superseded", epoch=int(how.rsplit(" ", 1)[1]))
        say("connected")
        say("activity", people=1, edited=how == "edited")
        if how == "busy":
            busy = True
            say("busy")
    elif type == "ping":
        say("pong", id=message["id"], doing="model" if busy else "free")
        if busy and how != "busy":
            busy = False
            say("free")
    elif type == "release" and how in ("busy", "refuses"):
        busy = True
        say("busy")
        note("refused", os.getpid(), time.time_ns() // 1_000_000)
    elif type == "release":
        say("released")
        leave("released")
    elif type == "shutdown":
        leave("shutdown")
