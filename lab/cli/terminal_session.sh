#!/bin/bash
# A student's session, typed into a terminal by tmux, from `bazel run //lab:start` to the first green
# exercise, and what happens when things go wrong. No Bazel test: the watch and Bazel would wait for
# each other. Needs tmux, and a checkout without my/, which it makes and removes.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1

if [[ -e my ]]; then
  echo "there is a my/ here: move it away first" >&2
  exit 2
fi
socket=gradlab-lab-$$
work=$(mktemp -d)
failures=0
trap 'tmux -L "$socket" kill-server 2>/dev/null; rm -rf "$work" my' EXIT

ok() { echo "ok: $1"; }
wrong() {
  echo "NOT OK: $1"
  ((failures += 1))
}
check() {  # check NAME COMMAND...
  if "${@:2}"; then ok "$1"; else wrong "$1"; fi
}

# --- The terminal ---
terminal() { tmux -L "$socket" -f /dev/null "$@"; }
screen() { terminal capture-pane -p -t watch; }
keys() { terminal send-keys -t watch "$@"; }
open_watch() {  # open_watch COLUMNS ROWS
  terminal new-session -d -s watch -x "$1" -y "$2" \
    "GRADLAB_LAB_EVENTS=${events:-1} $learn --lang=en --only=2.06; echo left \$?; sleep 600"
}
# Waits until the screen has a text; tells how long that took when it is asked to.
see() {  # see SECONDS TEXT
  local end=$((SECONDS + $1))
  until screen | grep -qF -- "$2"; do
    if ((SECONDS > end)); then
      screen
      return 1
    fi
    sleep 0.05
  done
}
# No line may be wider than the window, and the last two lines are the bar and the keys.
fits() {  # fits COLUMNS ROWS
  screen >"$work/screen"
  (($(wc -l <"$work/screen") == $2)) &&
    ! grep -qE "^.{$(($1 + 1))}" "$work/screen" &&
    tail -2 "$work/screen" | grep -q '/43  Part 2' &&
    tail -1 "$work/screen" | grep -q 'q'
}

variant() { bazel-bin/lab/fw/labgen code "lab/part${1:3:1}/$1.lab.cc" "$2" "$3"; }
# Saves as an editor that writes in place, or one that moves a new file over the old one.
save() {
  variant ex_2_06 "$1" "$work/ex_2_06.cc"
  if [[ ${2:-} == moved ]]; then mv "$work/ex_2_06.cc" my/; else cp "$work/ex_2_06.cc" my/; fi
}
one_line() {  # one_line TEXT COMMAND...: exit code 2, and one line with TEXT
  local code=0
  "${@:2}" >"$work/out" 2>"$work/err" </dev/null || code=$?
  ((code == 2)) && (($(wc -l <"$work/err") == 1)) && grep -qF -- "$1" "$work/err" ||
    { cat "$work/out" "$work/err"; return 1; }
}
# As `bazel run` does it, without its own lines.
export BUILD_WORKSPACE_DIRECTORY=$PWD
lab() { "bazel-bin/lab/$1" "${@:2}"; }

bazel build //lab:all //lab:start //lab:learn //lab:status //lab:hint //lab:explain \
  //lab/fw:labgen >"$work/build" 2>&1 || { cat "$work/build"; exit 1; }

# --- From nothing to the first green exercise ---
check "before start, learn says what to do" one_line "bazel run //lab:start" lab learn --once
check "start makes my/" bazel run //lab:start -- --lang=en
check "start again changes nothing" grep -q "Nothing was changed" <(lab start --lang=en)
check "editors know how files are compiled" grep -q '"my/ex_2_06.cc"' my/compile_commands.json

learn="bazel run //lab:learn --" open_watch 80 24
check "the watch shows what is to do" see 120 "TODO"
check "80 x 24 holds it" fits 80 24
save INTERMEDIATE
check "a wrong solution turns red with its diagnosis" see 20 "2.06/intermediate"
check "with the number explained" grep -q "54 = 18 + 36" <(screen)
check "80 x 24 holds the failure" fits 80 24
keys h
check "h shows a hint" see 5 "hint 1 of 3"
keys x h
check "h again shows the next one, open after a failure" see 5 "hint 2 of 3"
keys x e
check "e explains" see 5 "Tensor u = x * x"
keys x l
check "l lists" see 5 "> [FAIL] 2.06"
keys x
save solution moved
check "the right solution turns green" see 20 "[pass] 2.06"
check "the bar moves" see 5 "1/43"
script -qec "bazel-bin/lab/learn --lang=en" /dev/null >"$work/second" </dev/null
check "two watches: the second says so and leaves" \
  test "$?" = 2 -a "$(grep -c "another watch" "$work/second")" = 1
keys q
check "q leaves" see 5 "left 0"
terminal kill-server

events=0 learn=bazel-bin/lab/learn open_watch 40 10
check "without file events it polls, and says so" see 60 "file events do not arrive"
save SAME_TENSOR
check "polling finds a save" see 20 "2.06/same-tensor"
check "40 x 10 holds the failure" fits 40 10
keys q
check "q leaves here too" see 5 "left 0"
terminal kill-server

# --- What a student's program can do to the others ---
variant ex_2_06 solution my/ex_2_06.cc
insert() {  # insert EXERCISE STATEMENT: at the first line that is to do
  sed -i "0,/return lab::todo();/s//$2/" "my/$1.cc"
}
insert ex_1_01 'return 1 +;'
insert ex_1_02 'int* nowhere = nullptr; *nowhere = 1; return lab::todo();'
insert ex_1_03 'for (volatile bool more = true; more;) {} return lab::todo();'
insert ex_1_04 'std::exit(0);'
insert ex_1_06 'std::terminate();'
insert ex_1_07 'std::string much(size_t{10} << 30, 0); return much.size() > 7 ? lab::todo() : lab::todo();'
insert ex_1_09 'for (int i = 0; i < 2000000; ++i) std::puts("a line of some sixty columns ..............................."); return lab::todo();'
for file in my/ex_1_0{1,2,3,4,6,7,9}.cc; do
  sed -i '1i #include <cstdio>\n#include <cstdlib>\n#include <exception>\n#include <string>' "$file"
done
lab all --mine --lang=en --no-color --junit="$PWD/my/junit.xml" >"$work/mine" 2>"$work/err"
check "a failing exercise gives exit code 1" test $? = 1
named() {  # named EXERCISE DIAGNOSIS: in both ways of checking
  grep -qE "^✗ $1 .* $2\$" "$work/mine" && grep -q "<failure type=\"$2\"" my/junit.xml
}
check "a compile error is named" named 1.01 lab/compile
check "a crash is named" named 1.02 lab/crashed
check "an endless loop is named" named 1.03 lab/time
check "exit(0) is named" named 1.04 lab/exited
check "std::terminate is named" named 1.06 lab/crashed
check "10 GB of allocation are named" named 1.07 lab/memory
check "100 MB of output are named" named 1.09 lab/output
check "and the others are checked" grep -q '^\[pass\] 2.06' "$work/mine"
check "the last line counts" grep -qx 'lab: 1 passed, 7 failed' <(tail -1 "$work/mine")

check "bazel test //my:ex_2_06 agrees" bazel test //my:ex_2_06
bazel test --keep_going //my:ex_1_01 //my:ex_1_02 //my:ex_1_04 //my:ex_2_06 >"$work/bazel" 2>&1
check "in Bazel a compile error leaves the others running" \
  grep -qE '^//my:ex_2_06 .*PASSED' "$work/bazel"
check "and the same diagnosis is in its report" \
  grep -q 'failure type="lab/crashed"' bazel-testlogs/my/ex_1_02/test.xml
bazel build //my/... >"$work/bazel" 2>&1
check "bazel build //... has nothing to do with my/" \
  grep -q "Found 0 targets" "$work/bazel"
check "and finds no fault in it" test "$(grep -c ERROR "$work/bazel")" = 0

# --- Bad input: one clear line, exit code 2, nothing overwritten ---
before=$(cat my/*.cc my/BUILD | sha256sum)
check "an unknown exercise" one_line 'no exercise "9.99"' lab hint 9.99
check "an unknown diagnosis" one_line 'no diagnosis "2.06/none"' lab explain 2.06/none
check "an unknown option" one_line 'no option --fast' lab all --fast
check "an unknown language" one_line 'en or vi, not "fr"' lab start --lang=fr
check "no exercise of that pattern" one_line 'no exercise matches "7.*"' lab all '--only=7.*'
check "a terminal that is none" one_line 'needs a terminal' lab learn
check "none of these changed a file" \
  test "$before" = "$(cat my/*.cc my/BUILD | sha256sum)"
printf '\xff\xfe/\0/\0' >my/ex_1_08.cc
check "a file in UTF-16 is named" grep -q 'lab/no-text' <(lab learn --once --only=1.08 2>/dev/null)
variant ex_2_06 solution "$work/plain"
{ printf '\xef\xbb\xbf'; sed 's/$/\r/' "$work/plain"; } >my/ex_2_06.cc
check "a byte-order mark and Windows line ends do no harm" \
  grep -q '^\[pass\]' <(lab learn --once --only=2.06 2>/dev/null)
rm my/ex_1_10.cc
check "a file that is gone is named" grep -q 'lab/no-file' <(lab learn --once --only=1.10 2>/dev/null)
mv my/BUILD "$work/BUILD"
check "a folder that is not whole" one_line 'not whole' lab learn --once
check "start makes what is missing" grep -q '2 new files' <(lab start 2>/dev/null)
check "reset asks, and no answer changes nothing" \
  grep -q "Nothing was changed" <(lab start --reset 2.06 --lang=en </dev/null 2>/dev/null)
check "reset keeps a backup" grep -q 'ex_2_06.backup1.cc' <(lab start --reset 2.06 --yes 2>/dev/null)
check "which is what was there" test -s my/.lab/ex_2_06.backup1.cc
# --- Status, from Bazel's results ---
find my -name 'ex_*.cc' ! -name 'ex_1_0[12].cc' ! -name 'ex_2_0[67].cc' -delete
variant ex_2_06 solution my/ex_2_06.cc
lab status --json >"$work/status" 2>"$work/err"
state() {  # state EXERCISE STATUS DIAGNOSIS
  python3 - "$work/status" "$@" <<'P'
import json, sys
path, exercise, status, diagnosis = sys.argv[1:]
for row in json.load(open(path)):
    if row["exercise"] == exercise:
        sys.exit((row["status"], row["diagnosis"]) != (status, diagnosis))
sys.exit(1)
P
}
check "status: what passes" state 2.06 pass ""
check "status: what is to do" state 2.07 todo lab/todo
check "status: what crashes" state 1.02 fail lab/crashed
check "status: what does not compile" state 1.01 fail lab/compile
check "status for people" grep -q '^1 of 43 pass' <(lab status --lang=en 2>/dev/null)

echo
if ((failures > 0)); then
  echo "$failures steps of the session failed"
  exit 1
fi
echo "the session went as it should"
