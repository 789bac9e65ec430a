#!/usr/bin/env bash
# pytest-xdist 3.8.0: a scheduler that is made without a log is not silent, it writes a line to stderr as tests end.
#
# The hook `pytest_xdist_make_scheduler(config, log)` may return a scheduler of one's own, and `log` is optional for its
# class. One might think that leaving it out leaves the log out. It makes a log that is enabled: a suite of 3,000 tests
# has thousands of lines of its inner life between the dots. The log that is handed to the hook is quiet unless asked.
#
# Seen with twelve tests in four files: no such line with the hook's log, at least four without one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pytest==9.2.0 pytest-xdist==3.8.0 2>/dev/null
cd "$folder"
for file in a b c d; do cat > "test_$file.py" <<'PY'
import pytest

@pytest.mark.parametrize("number", range(3))
def test_number(number):
    assert number >= 0
PY
done
lines() {
    cat > conftest.py <<PY
from xdist.scheduler import LoadScopeScheduling

def pytest_xdist_make_scheduler(config, log):
    return LoadScopeScheduling(config$1)
PY
    "$folder/venv/bin/python" -m pytest -q -n 2 --dist loadscope -p no:cacheprovider 2>&1 | grep -c '\[loadscopesched\]' || true
}
quiet=$(lines ', log')
loud=$(lines '')
echo "lines of the scheduler: $quiet with the log that the hook is given, $loud without one"
((quiet == 0 && loud >= 4))
