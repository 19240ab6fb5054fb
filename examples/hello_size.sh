#!/bin/bash
# hello_size.sh PROGRAM [LIMIT]: the program says what it should and has less than LIMIT bytes.
set -euo pipefail
[[ "$("$1")" == "tensor([2., 4., 6.])" ]] || { echo "$1 printed: $("$1")"; exit 1; }
# Instrumented for a sanitizer, a program is some times as large.
if [[ $# -lt 2 ]] || grep -qa Sanitizer "$1"; then exit 0; fi
size=$(stat -L -c %s "$1")
echo "$size bytes"
(( size < $2 )) || { echo "more than $2"; exit 1; }
