#!/bin/sh
# Make the environment and install one list of pinned, hashed packages into it.
# usage: tools/install.sh PYTHON REQUIREMENTS
set -eu
python=$1
wanted=$2
venv=.venv

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "Python 3.11 or newer is needed; choose one: make run PYTHON=/path/to/python3" >&2
    exit 1
fi
if [ ! -x "$venv/bin/python" ] || ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    "$python" -m venv "$venv" || {
        echo "Python's venv is missing: apt install python3-venv" >&2
        exit 1
    }
fi
# An environment does not survive a move of its folder: make it anew.
if ! "$venv/bin/python" -c 'import os, sys; sys.exit(not os.path.samefile(sys.prefix, ".venv"))'; then
    "$python" -m venv --clear "$venv"
fi

echo "Memasang pustaka dari $wanted ..."
install() { "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes "$@"; }
# uv installs many times faster; where it finds no index (it reads no pip.conf), pip does the same work.
install -r requirements-uv.txt
UV_PYTHON_DOWNLOADS=never "$venv/bin/python" -m uv pip install --quiet \
    --python "$venv/bin/python" --require-hashes -r "$wanted" || install -r "$wanted"

# The project itself: found where it lies, started by a script that needs no build.
"$venv/bin/python" - <<'PYTHON'
import pathlib
import sysconfig

here = pathlib.Path.cwd()
pathlib.Path(sysconfig.get_path("purelib"), "kinerja.pth").write_text(f"{here}\n")
command = pathlib.Path(".venv/bin/kinerja")
command.write_text('#!/bin/sh\nexec "$(dirname "$(readlink -f "$0")")/python" -m kinerja "$@"\n')
command.chmod(0o755)
PYTHON
