"""Exercise 3.06 in PyTorch: zero_grad."""
import torch

from log import log


def leaf(w):
    return torch.tensor(w, dtype=torch.float64, requires_grad=True)


def grads_over(zero):
    w = leaf(1.0)
    grads = []
    for x in (1.0, 2.0, 3.0):
        if zero:
            w.grad = None
        ((w * x - 2) ** 2).backward()
        grads.append(w.grad.item())
    return grads


def losses(zero):
    w = leaf(0.0)
    optimizer = torch.optim.SGD([w], lr=0.1)
    all_losses = []
    for _ in range(11):
        if zero:
            optimizer.zero_grad()
        loss = (w - 5) ** 2
        all_losses.append(loss.item())
        loss.backward()
        optimizer.step()
    return torch.tensor(all_losses, dtype=torch.float64)


log("w.grad after x = 1, 2, 3, each alone", grads_over(True))
log("w.grad after x = 1, 2, 3, added up", grads_over(False))
log("losses with zero_grad", losses(True))
log("losses without zero_grad", losses(False))

w = leaf(0.0)
optimizer = torch.optim.SGD([w], lr=0.02)
path = []
for _ in range(2):
    for x, y in ((1.0, 2.0), (2.0, 4.0), (3.0, 6.0)):
        optimizer.zero_grad()
        ((w * x - y) ** 2).backward()
        optimizer.step()
        path.append(w.item())
log("w after each step", torch.tensor(path, dtype=torch.float64))
