"""Exercise 3.04 in PyTorch: a model of one's own."""
import torch
from torch import nn

from log import log, shape


class SimpleModel(nn.Module):
    def __init__(self, vocab, dim, classes):
        super().__init__()
        self.emb = nn.Embedding(vocab, dim)
        self.fc = nn.Linear(dim, classes)

    def forward(self, ids):
        return self.fc(self.emb(ids).mean(1))


torch.manual_seed(0)
model = SimpleModel(10, 4, 2)
log("model", model)
log("names", ", ".join(name for name, _ in model.named_parameters()))
log("parameters", sum(p.numel() for p in model.parameters()))
ids = torch.tensor([[8, 2, 8], [2, 7, 5], [0, 0, 8], [1, 9, 6]])
scores = model(ids)
shape("model(ids).shape", scores)
log("model(ids)", scores.detach())
