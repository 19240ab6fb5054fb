"""What the twins of the exercises print: the lines of lab/fw/log.h, from Python."""
import torch


def log(expression, value):
    """expression = value, as Python prints it."""
    print(expression, "=", value)


def shape(expression, tensor):
    """expression = (2, 3)."""
    print(f"{expression} = {tuple(tensor.shape)}")


def raises(expression, run):
    """The error that run() raises: its name, and its first sentences without the hint."""
    try:
        run()
    except (RuntimeError, IndexError, ValueError, TypeError) as error:
        print(f"{expression} raises {type(error).__name__}: {str(error).split('. Hint')[0]}")
        return
    print(f"{expression} raises nothing")
