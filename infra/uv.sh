#!/usr/bin/env bash
# Runs uv: the one on the PATH, or one that is installed from PyPI below .emend/ when there is none.
set -euo pipefail

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
tools="$project/.emend/tools"
oldest=0.13

fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

find_python() {
    local candidate
    for candidate in "${PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11; do
        if [[ -n $candidate ]] && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    fail "Emend needs Python 3.11 or newer, and there is none on the PATH." \
        "On Debian or Ubuntu: apt-get install python3 python3-venv; on macOS: brew install python." \
        "Or name one: PYTHON=/path/to/python3 make …"
}

install_uv() {
    echo "Installing uv from PyPI into ${tools#"$project"/}, once" >&2
    mkdir -p "$tools"
    if "$python" -m venv "$tools/venv" >"$tools/install.log" 2>&1; then
        "$tools/venv/bin/python" -m pip install --quiet "uv>=$oldest" >>"$tools/install.log" 2>&1 &&
            ln -sfn venv/bin "$tools/bin" && return
    elif "$python" -m pip install --quiet --target "$tools/site" "uv>=$oldest" >>"$tools/install.log" 2>&1; then
        ln -sfn site/bin "$tools/bin" && return
    fi
    tail -n 20 "$tools/install.log" >&2
    fail "uv could not be installed with $python; the lines above say why (all: $tools/install.log)." \
        "Without the module venv, on Debian or Ubuntu: apt-get install python3-venv." \
        "Or install uv yourself: docs.astral.sh/uv/getting-started/installation/"
}

has_recent_uv() {
    local version
    version=$(uv --version 2>/dev/null | awk '{print $2}')
    [[ -n $version && $(printf '%s\n' "$oldest" "$version" | sort -V | head -n 1) == "$oldest" ]]
}

python=$(find_python)
export UV_PYTHON_DOWNLOADS=${UV_PYTHON_DOWNLOADS:-never}
if [[ -n ${PYTHON:-} ]]; then
    export UV_PYTHON=$python
fi
if has_recent_uv; then
    exec uv "$@"
fi
[[ -x $tools/bin/uv ]] || install_uv
exec "$tools/bin/uv" "$@"
