"""Exercise 1.07 in PyTorch: reshape is not transpose."""
import torch

from log import log, raises, shape


def features_first(batch):
    return batch.transpose(0, 1)


def regroup(t, width):
    return t.reshape(-1, width)


def channels_last(images):
    return images.permute(0, 2, 3, 1)


batch = torch.arange(6).reshape(2, 3)
log("batch", batch)
log("batch.reshape(3, 2)", batch.reshape(3, 2))
log("features_first(batch)", features_first(batch))
log("regroup(batch, 2)", regroup(batch, 2))
log("regroup(batch.t(), 2)", regroup(batch.t(), 2))
raises("regroup(batch, 4)", lambda: regroup(batch, 4))
shape("channels_last(torch.zeros(8, 3, 20, 30)).shape", channels_last(torch.zeros(8, 3, 20, 30)))
