"""Exercise 3.05 in PyTorch: losses."""
import torch
import torch.nn.functional as F

from log import log

log("mse", F.mse_loss(torch.tensor([1.0, 2.0, 4.0]), torch.tensor([1.0, 0.0, 1.0])))
logits = torch.tensor([[2.0, 1.0, 0.1]], requires_grad=True)
target = torch.tensor([0])
loss = F.cross_entropy(logits, target)
log("loss", loss.detach())
loss.backward()
log("logits.grad", logits.grad)
log("softmax - onehot", logits.detach().softmax(1) - F.one_hot(target, 3))
large = torch.tensor([[1000.0, 0.0]])
log("logits [1000, 0], class 0", F.cross_entropy(large, torch.tensor([0])))
log("logits [1000, 0], class 1", F.cross_entropy(large, torch.tensor([1])))
log("softmax twice", F.cross_entropy(logits.detach().softmax(1), target))
