"""Runs a command at a terminal of its own; each line on stdin is a key: c presses Ctrl-C."""
import os
import pty
import signal
import sys
import threading

pid, terminal = pty.fork()
if pid == 0:
    # Started in the background, we were told to ignore Ctrl-C, and a child would inherit that.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.execvp(sys.argv[1], sys.argv[1:])


def keys():
    for line in sys.stdin:
        if line.strip() == "c":
            os.write(terminal, b"\x03")


threading.Thread(target=keys, daemon=True).start()
try:
    while True:
        shown = os.read(terminal, 65536)
        if not shown:
            break
        os.write(1, shown)
except OSError:
    pass  # the terminal's end
_, status = os.waitpid(pid, 0)
# os._exit: the other thread still waits for a key.
os._exit(os.waitstatus_to_exitcode(status) & 255)
