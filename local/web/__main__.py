"""`python -m local.web [script]`: builds web/ if something it is made of has changed, and runs a script of its own."""

import subprocess
import sys

from local.web.build import WEB, CouldNotBuild, build_if_changed, npm_environment


def main() -> int:
    try:
        build_if_changed(tell=lambda line: print(line, flush=True))
    except CouldNotBuild as reason:
        print(f"Not built: {reason}", file=sys.stderr)
        return 1
    return run(sys.argv[1]) if len(sys.argv) > 1 else 0


def run(script: str) -> int:
    command, environment = npm_environment()
    return subprocess.run([command, "run", "--silent", script], cwd=WEB, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
