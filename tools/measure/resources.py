"""Runs a command and says what it took: wall and processor time, and the largest memory.

    python tools/measure/resources.py target/release/whosaid --jsonl -o /dev/null ARCHIVE.jsonl
"""

import os
import subprocess
import sys
import time

start = time.monotonic()
process = subprocess.Popen(sys.argv[1:])
_, status, used = os.wait4(process.pid, 0)
wall = time.monotonic() - start
memory = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6
print(f"{wall:.1f} s, processor {used.ru_utime + used.ru_stime:.1f} s, memory {memory:.0f} MB", file=sys.stderr)
sys.exit(os.waitstatus_to_exitcode(status))
