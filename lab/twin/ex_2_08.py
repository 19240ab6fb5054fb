"""Exercise 2.08 in PyTorch: life and death of a graph."""
import weakref

import torch

from log import log


def nodes_below(node):
    """All nodes of the graph below `node`, itself included."""
    found, ahead = set(), [node]
    while ahead:
        node = ahead.pop()
        if node is not None and node not in found:
            found.add(node)
            ahead += [next_node for next_node, _ in node.next_functions]
    return len(found)


class Saved:
    """What the graph keeps in the place of a tensor that it saves."""

    def __init__(self, tensor):
        self.tensor = tensor.detach()


kept = weakref.WeakSet()


def pack(tensor):
    saved = Saved(tensor)
    kept.add(saved)
    return saved


def saved_bytes():
    """Of all that is still kept, each memory once."""
    memories = {s.tensor.data_ptr(): s.tensor.numel() * s.tensor.element_size() for s in kept}
    return sum(memories.values())


x = torch.full((1000,), 0.5, requires_grad=True)
with torch.autograd.graph.saved_tensors_hooks(pack, lambda saved: saved.tensor):
    a = x.exp()
    y = (a * a).sum()
log("nodes of the graph", nodes_below(y.grad_fn))
log("saved bytes after the forward pass", saved_bytes())
y.backward()
log("saved bytes after backward()", saved_bytes())
log("saved bytes by hand", a.numel() * a.element_size())

x = torch.full((4,), 0.5, requires_grad=True)
total = 0.0
for _ in range(3):
    loss = (x * x).sum()
    loss.backward()
    total += loss.item()
log("total loss of 3 steps", total)
log("x.grad", x.grad)
