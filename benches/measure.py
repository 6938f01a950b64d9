"""Runs a command and prints what it cost as one line of JSON.

Usage: python measure.py SECONDS COMMAND [ARGUMENT]...

The command is killed after that many seconds, which is a failure.
`cpu_s` is user plus system time of the command and its children, `peak_kb` their largest resident
set. The command's own output is dropped, but for the last lines of standard error if it fails.
"""

import json
import resource
import subprocess
import sys
import time


def main() -> int:
    limit, command = float(sys.argv[1]), sys.argv[2:]
    started = time.monotonic()
    try:
        finished = subprocess.run(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=limit
        )
    except subprocess.TimeoutExpired:
        print(f"not done after {limit:.0f} s", file=sys.stderr)
        return 1
    wall = time.monotonic() - started
    if finished.returncode != 0:
        sys.stderr.buffer.write(finished.stderr[-2000:])
        return finished.returncode
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    cost = {"cpu_s": used.ru_utime + used.ru_stime, "wall_s": wall, "peak_kb": used.ru_maxrss}
    print(json.dumps(cost))
    return 0


if __name__ == "__main__":
    sys.exit(main())
