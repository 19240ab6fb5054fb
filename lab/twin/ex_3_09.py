"""Exercise 3.09 in PyTorch: Adam."""
import torch

from log import log


def path(kind, **settings):
    """Where w stands after each of three steps on w * w from 1."""
    w = torch.tensor([1.0], dtype=torch.float64, requires_grad=True)
    optimizer = kind([w], lr=0.1, **settings)
    places = []
    for _ in range(3):
        optimizer.zero_grad()
        (w * w).sum().backward()
        optimizer.step()
        places.append(w.item())
    return torch.tensor(places)


log("Adam", path(torch.optim.Adam))
log("Adam, eps = 0.5", path(torch.optim.Adam, eps=0.5))
log("Adam, weight_decay = 0.1", path(torch.optim.Adam, weight_decay=0.1))
log("AdamW, weight_decay = 0.1", path(torch.optim.AdamW, weight_decay=0.1))

w = torch.tensor([1.0, -2.0, 0.01], requires_grad=True)
optimizer = torch.optim.Adam([w], lr=0.1)
for _ in range(5):
    optimizer.zero_grad()
    (w * w).sum().backward()
    optimizer.step()
log("w", w)
log("exp_avg", optimizer.state[w]["exp_avg"])
log("exp_avg_sq", optimizer.state[w]["exp_avg_sq"])
