"""Exercise 2.05 in PyTorch: a second backward pass."""
import torch

from log import log


def twice(f, x):
    """Two passes through one graph: the error of the second or None."""
    y = f(x)
    y.sum().backward() if y.dim() else y.backward()
    try:
        y.sum().backward() if y.dim() else y.backward()
    except RuntimeError as error:
        return str(error)
    return None


for name, f in {"3 * x * x": lambda x: 3 * x * x, "x + 2": lambda x: x + 2}.items():
    x = torch.tensor(3.0, requires_grad=True)
    error = twice(f, x)
    log(f"y = {name}: threw", error is not None)
    if error:
        log("error", error)
    log("x.grad", x.grad)

for name, f in {
        "x + 2": lambda x: x + 2,
        "exp(x)": lambda x: x.exp(),
        "3 * x": lambda x: 3 * x,
        "-x": lambda x: -x,
        "x - x": lambda x: x - x,
        "relu(x)": lambda x: x.relu(),
        "x / 2": lambda x: x / 2,
        "x * x": lambda x: x * x,
        "x[0]": lambda x: x[0],
}.items():
    log(f"{name} throws", twice(f, torch.tensor([3.0], requires_grad=True)) is not None)
