"""The exercises of the lab in PyTorch, one after another: what lab/golden/exercises.log has.

    python3 lab/twin/record.py > lab/golden/exercises.log

Each twin (ex_2_06.py) prints what `show` of the exercise's check prints; //lab/tests:twin_test
compares.
"""
import glob
import os
import runpy
import sys

import torch

FOLDER = os.path.dirname(os.path.abspath(__file__))


def main():
    sys.path.insert(0, FOLDER)
    sys.dont_write_bytecode = True
    torch.set_num_threads(1)
    print(f"# PyTorch {torch.__version__}: python3 lab/twin/record.py > lab/golden/exercises.log")
    for path in sorted(glob.glob(os.path.join(FOLDER, "ex_*.py"))):
        name = os.path.basename(path)[len("ex_"):-len(".py")]
        print("== " + name.replace("_", "."))
        torch.manual_seed(0)
        runpy.run_path(path, run_name="__main__")


if __name__ == "__main__":
    main()
