#!/usr/bin/env bash
# Builds, vets and tests everything. Needs Go alone; a few minutes on two cores.
set -eu
cd "$(dirname "$0")"
unformatted=$(gofmt -l $(git ls-files '*.go'))
if [ -n "$unformatted" ]; then
	echo "not formatted by gofmt: $unformatted" >&2
	exit 1
fi
go build ./...
go vet ./...
go test ./...
