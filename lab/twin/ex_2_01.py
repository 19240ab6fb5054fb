"""Exercise 2.01 in PyTorch: leaves and grad_fn."""
import torch

from log import log, raises


def make_leaf(values):
    return torch.tensor(values, dtype=torch.float64, requires_grad=True)


def keeps_grad(t):
    return t.requires_grad and (t.is_leaf or t.retains_grad)


def ancestors(y):
    names = []
    met = set()

    def visit(node):
        if node is None or node in met:
            return
        met.add(node)
        names.append(node.name().split("Backward")[0].split("::")[-1])
        for function, _ in node.next_functions:
            visit(function)

    visit(y.grad_fn)
    return names


def inner_gradient(inner, outer, x):
    u = inner(x)
    u.retain_grad()
    outer(u).backward()
    return u.grad


x = torch.tensor(3.0, requires_grad=True)
y = 3 * x**2
log("x", x)
log("y", y)
log("x.is_leaf", x.is_leaf)
log("y.is_leaf", y.is_leaf)
log('" ".join(ancestors(y))', " ".join(ancestors(y)))
log('" ".join(ancestors(x * x + x))', " ".join(ancestors(x * x + x)))
log("make_leaf([1.5, -2.0])", make_leaf([1.5, -2.0]))
log("keeps_grad(x)", keeps_grad(x))
log("keeps_grad(y)", keeps_grad(y))
log("inner_gradient(lambda x: x * x, lambda u: 3 * u, x)",
    inner_gradient(lambda x: x * x, lambda u: 3 * u, x))
raises("torch.tensor([1, 2], requires_grad=True)",
       lambda: torch.tensor([1, 2], requires_grad=True))
raises("torch.ones(2).sum().backward()", lambda: torch.ones(2).sum().backward())
