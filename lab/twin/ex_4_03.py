"""Exercise 4.03 in PyTorch: the gradients of a small network, by autograd."""
import torch

from log import log


def numbers(count, step, *shape):
    return ((torch.arange(count, dtype=torch.float64) % 5 - 1.5) * step).reshape(shape)


x, target = numbers(6, 0.5, 3, 2), torch.tensor([1, 0, 1])
w1, b1 = numbers(8, 0.4, 2, 4).requires_grad_(), numbers(4, 0.3, 4).requires_grad_()
w2, b2 = numbers(8, 0.7, 4, 2).requires_grad_(), numbers(2, 0.2, 2).requires_grad_()
hlin = x @ w1
hmean = hlin.mean(0, keepdim=True)
h = torch.tanh(hlin - hmean + b1)
logits = h @ w2 + b2
loss = torch.nn.functional.cross_entropy(logits, target)
for t in (hmean, logits):
    t.retain_grad()
log("loss", loss.detach())
loss.backward()
log("logits.grad", logits.grad)
log("hmean.grad", hmean.grad)
log("b1.grad", b1.grad)
log("b2.grad", b2.grad)
log("w1.grad", w1.grad)
onehot = torch.nn.functional.one_hot(target, 2)
log("at once", ((torch.softmax(logits, 1) - onehot) / 3).detach())
