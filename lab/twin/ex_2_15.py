"""Exercise 2.15 in PyTorch: loops and branches."""
import torch

from log import log


def doubling(a):
    b = 2 * a
    while abs(b.item()) < 1000:
        b = 2 * b
    return b if b.item() > 0 else 100 * b


def graph_length(y):
    seen = set()

    def visit(node):
        if node is None or not node.next_functions or node in seen:
            return
        seen.add(node)
        for following, _ in node.next_functions:
            visit(following)

    visit(y.grad_fn)
    return len(seen)


for at in (0.7, -0.7):
    x = torch.tensor(at, requires_grad=True)
    y = doubling(x)
    log(f"f({at})", y)
    log("operations in its graph", graph_length(y))
    y.backward()
    log(f"slope at {at}", x.grad)
