#!/bin/bash
# Every test that the table names exists: rules_test.sh TABLE SOURCES...
table=$1
shift
known=$(sed -nE 's/^TEST(_F|_P)?\(([A-Za-z0-9]+), *([A-Za-z0-9]+).*/\2.\3/p' "$@" | sort -u)
named=$(grep -oE '`[A-Za-z0-9]+\.[A-Za-z0-9]+`' "$table" | tr -d '`' | sort -u)
[ "$(echo "$named" | wc -l)" -gt 150 ] || { echo "the table names too few tests"; exit 1; }
missing=$(comm -13 <(echo "$known") <(echo "$named"))
[ -z "$missing" ] || { echo "no such test:"; echo "$missing"; exit 1; }
