#!/usr/bin/env python3
"""A whole worker, but for its visit to the document: that goes where `connected` is said."""
import json
import resource
import sys


def say(type, **fields):
    print(json.dumps({"type": type, **fields}), flush=True)


say("ready", protocol=1, version="example 1", can=["spare", "release", "checkpoint"])
for line in sys.stdin.buffer:  # its end means that the manager is gone: leave
    try:
        message = json.loads(line)
        type = message["type"]
    except (ValueError, TypeError, KeyError):
        print("skipped a broken line", file=sys.stderr, flush=True)
        continue
    if type == "attach":
        say("connected")
        say("activity", people=1, edited=False)
        say("checkpoint", checkpoint={"visits": message.get("checkpoint", {}).get("visits", 0) + 1})
    elif type == "ping":
        say("pong", id=message["id"], doing="free")
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        say("metrics", memory_mb=memory, cpu_percent=0, llm_calls=0, tokens_in=0, tokens_out=0, marks=0)
    elif type in ("release", "shutdown"):
        if type == "release":
            say("released")
        say("bye", reason="released" if type == "release" else "shutdown")
        break
