#!/bin/bash
# Measures how time and memory grow and draws docs/growth.svg. Needs gnuplot (Debian: gnuplot-nox),
# 6 GB of memory and two minutes.
set -eu
cd "$(dirname "${BASH_SOURCE[0]}")/.."
command -v gnuplot >/dev/null || { echo "plot_growth: gnuplot is missing" >&2; exit 1; }

data=$(mktemp -d)
trap 'rm -rf "$data"' EXIT
./bazelw run //benchmarks:growth -- "$data"
gnuplot -e "data='$data'" benchmarks/growth.gnuplot >docs/growth.svg
head "$data"/*.tsv
