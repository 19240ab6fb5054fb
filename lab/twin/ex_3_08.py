"""Exercise 3.08 in PyTorch: SGD."""
import torch

from log import log


def path(start, gradient, steps, **settings):
    """Where a number stands after each step of constant gradient."""
    p = torch.tensor([float(start)], dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([p], **settings)
    places = []
    for _ in range(steps):
        p.grad = torch.full_like(p, gradient)
        optimizer.step()
        places.append(p.item())
    return torch.tensor(places)


log("lr = 0.1", path(0, 1, 4, lr=0.1))
log("lr = 0.1, momentum = 0.9", path(0, 1, 4, lr=0.1, momentum=0.9))
log("lr = 0.1, weight_decay = 0.5", path(1, 2, 1, lr=0.1, weight_decay=0.5))
log("lr = 0.1, momentum = 0.9, weight_decay = 0.5",
    path(1, 2, 4, lr=0.1, momentum=0.9, weight_decay=0.5))

w = torch.tensor([1.0, -2.0, 3.0], requires_grad=True)
optimizer = torch.optim.SGD([w], lr=0.1, momentum=0.5)
for _ in range(3):
    optimizer.zero_grad()
    (w * w).sum().backward()
    optimizer.step()
log("w", w)
log("momentum_buffer", optimizer.state[w]["momentum_buffer"])
