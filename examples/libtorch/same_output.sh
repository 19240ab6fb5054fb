#!/bin/sh
# same_output.sh PROGRAM FILE: the program prints what the file holds, char for char.
"$1" | diff "$2" -
