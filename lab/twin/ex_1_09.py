"""Exercise 1.09 in PyTorch: broadcasting."""
import torch

from log import log, raises, shape


def broadcast_shape(a, b):
    while len(a) < len(b):
        a = (1,) + a
    while len(b) < len(a):
        b = (1,) + b
    result = []
    for size, other in zip(a, b):
        if size != other and size != 1 and other != 1:
            raise ValueError("shapes do not fit")
        result.append(other if size == 1 else size)
    return tuple(result)


def outer_sum(column, row):
    return column.unsqueeze(1) + row


def mse(prediction, target):
    return (prediction.reshape(target.shape) - target).pow(2).mean()


log("broadcast_shape((3, 1), (1, 4))", broadcast_shape((3, 1), (1, 4)))
log("broadcast_shape((2, 1, 4), (3, 1))", broadcast_shape((2, 1, 4), (3, 1)))
raises("torch.zeros(3) + torch.zeros(3, 4)", lambda: torch.zeros(3) + torch.zeros(3, 4))
log("outer_sum(torch.tensor([0., 10., 20.]), torch.tensor([1., 2., 3., 4.]))",
    outer_sum(torch.tensor([0.0, 10.0, 20.0]), torch.tensor([1.0, 2.0, 3.0, 4.0])))
prediction = torch.tensor([[1.0], [2.0], [3.0]])
target = torch.tensor([1.0, 2.0, 3.0])
shape("(prediction - target).shape", prediction - target)
log("(prediction - target).pow(2).mean()", (prediction - target).pow(2).mean())
log("mse(prediction, target)", mse(prediction, target))
