#!/bin/bash
# Every header given consists of one line, which includes one of the headers of names.
wrong=0
names='c10|dispatch|dispatch_keys|infer_size|macros|numbers|pointers|tools|torch|traits'
for header in "$@"; do
  if ! [[ "$(cat "$header")" =~ ^'#include "gradlab/torch/'($names)'.h"'$ ]]; then
    echo "$header is more than an include of names:"
    cat "$header"
    wrong=1
  fi
done
[ $# -gt 100 ] || { echo "only $# headers"; exit 1; }
exit $wrong
