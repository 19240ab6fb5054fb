"""Exercise 3.10 in PyTorch: overfit, then generalise."""
import math

import torch
from torch.nn.functional import mse_loss

from log import log

noise = torch.tensor([0.5, -0.5, -0.5, 0.5, -0.5, 0.5, 0.5, -0.5], dtype=torch.float64)
places = torch.linspace(-1, 1, 8, dtype=torch.float64)
train = places[:, None], (2 * places + noise)[:, None]
other = torch.linspace(-0.9, 0.9, 7, dtype=torch.float64)[:, None]
validation = other, 2 * other


class Bumps(torch.nn.Module):
    """A line through the origin and a bump over each place; in training a bump counts for less."""

    def __init__(self, training_scale):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.zeros(9, 1, dtype=torch.float64))
        self.training_scale = training_scale

    def forward(self, x):
        bumps = torch.exp(-((x - places) / 0.15) ** 2)
        scale = self.training_scale if self.training else 1
        return torch.cat([x, bumps * scale], 1) @ self.weight


def overfit_one_batch(lr, goal, max_steps):
    model = Bumps(0.9)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(max_steps):
        optimizer.zero_grad()
        loss = mse_loss(model(train[0]), train[1])
        losses.append(loss.item())
        if losses[-1] < goal or not math.isfinite(losses[-1]):
            break
        loss.backward()
        optimizer.step()
    return losses


def fit(lr, epochs):
    model = Bumps(1)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    curves = [], []
    for _ in range(epochs):
        model.train()
        optimizer.zero_grad()
        mse_loss(model(train[0]), train[1]).backward()
        optimizer.step()
        model.eval()
        with torch.no_grad():
            for (x, y), curve in zip((train, validation), curves):
                curve.append(mse_loss(model(x), y).item())
    return curves


log("steps to overfit", len(overfit_one_batch(0.5, 1e-3, 500)))
train_losses, validation_losses = fit(0.3, 40)
log("train[::8]", torch.tensor(train_losses)[::8])
log("validation[::8]", torch.tensor(validation_losses)[::8])
best = min(range(40), key=lambda epoch: validation_losses[epoch])
log("best epoch", best)
log("validation[best]", torch.tensor(validation_losses)[best])
lr = 8.0
while True:
    losses = overfit_one_batch(lr, 0, 10)
    if all(after < before for before, after in zip(losses, losses[1:])):
        break
    lr /= 2
log("lr", lr)
log("losses with lr", torch.tensor(losses))
log("losses with 4 * lr", torch.tensor(overfit_one_batch(4 * lr, 0, 10))[:5])
