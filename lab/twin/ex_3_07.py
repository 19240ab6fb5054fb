"""Exercise 3.07 in PyTorch: the training loop."""
import torch
from torch import nn
from torch.nn.functional import cross_entropy

from log import log


class SimpleModel(nn.Module):
    def __init__(self, vocab, dim, classes):
        super().__init__()
        self.emb = nn.Embedding(vocab, dim)
        self.fc = nn.Linear(dim, classes)

    def forward(self, ids):
        return self.fc(self.emb(ids).mean(1))


ids = torch.tensor([[8, 2, 8], [2, 7, 5], [0, 0, 8], [1, 9, 6],
                    [1, 0, 2], [9, 4, 3], [9, 3, 9], [3, 9, 8]])
labels = torch.tensor([1, 1, 0, 0, 1, 0, 0, 1])


def train(model, optimizer, steps):
    losses = []
    for _ in range(steps):
        optimizer.zero_grad()
        output = model(ids)
        loss = cross_entropy(output, labels)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


def demo(steps, lr):
    torch.manual_seed(0)
    model = SimpleModel(10, 4, 2)
    return train(model, torch.optim.SGD(model.parameters(), lr=lr), steps)


log("losses", torch.tensor(demo(5, 0.1)))
log("losses with lr = 1", torch.tensor(demo(5, 1)))
torch.manual_seed(0)
model = SimpleModel(10, 4, 2)
train(model, torch.optim.SGD(model.parameters(), lr=0.1), 100)
log("loss after 100 steps", cross_entropy(model(ids), labels).detach())
log("model.fc.bias", model.fc.bias.detach())
log("model(ids).argmax(1)", model(ids).argmax(1))
