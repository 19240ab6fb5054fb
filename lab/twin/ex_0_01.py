"""Exercise 0.01 in Python: hello, lab."""
from log import log


def answer():
    """What the exercise asks for."""
    return 42


log("answer()", answer())
log("answer() // 10", answer() // 10)
log("answer() % 10", answer() % 10)
