"""Runs a command in a terminal of its own: shows what it writes, and does what it is told, a line each.

python3 terminal.py COLUMNS ROWS COMMAND...

Understands `size COLUMNS ROWS` and `type TEXT`, where ^C is what that key sends. At the end of the command it says its
status, and whether the terminal shows what is typed.
"""

import fcntl
import os
import pty
import select
import struct
import sys
import termios


def resize(terminal, columns, rows):
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", int(rows), int(columns), 0, 0))


def obey(terminal, line):
    word, _, rest = line.strip().partition(" ")
    if word == "size":
        resize(terminal, *rest.split(" "))
    elif word == "type":
        os.write(terminal, rest.replace("^C", "\x03").encode())


# Held open: so its settings can still be read when the command has ended.
terminal, held = pty.openpty()
resize(terminal, sys.argv[1], sys.argv[2])
child = os.fork()
if child == 0:
    os.close(terminal)
    os.login_tty(held) if hasattr(os, "login_tty") else (
        os.setsid(),
        fcntl.ioctl(held, termios.TIOCSCTTY, 0),
        [os.dup2(held, fd) for fd in (0, 1, 2)],
    )
    os.execvp(sys.argv[3], sys.argv[3:])

status = None
told = b""
while True:
    ready, _, _ = select.select([terminal, 0], [], [], 0.05)
    if terminal in ready:
        os.write(1, os.read(terminal, 65536))
    elif status is not None:
        break
    if 0 in ready:
        told += os.read(0, 4096)
        while b"\n" in told:
            line, told = told.split(b"\n", 1)
            obey(terminal, line.decode())
    if status is None:
        ended, code = os.waitpid(child, os.WNOHANG)
        status = os.waitstatus_to_exitcode(code) if ended else None
echo = "shown" if termios.tcgetattr(held)[3] & termios.ECHO else "hidden"
print(f"\nended with {status}, typing is {echo}", flush=True)
