"""Records what PyTorch computes for the tests of nn/ and optim/, as C++ headers.

Usage: python3 tools/record_nn.py nn > nn/recorded_values.h
       python3 tools/record_nn.py activations > nn/modules/recorded_activations.h
       ATEN_CPU_CAPABILITY=default python3 tools/record_nn.py optim > optim/recorded_values.h

Needs a PyTorch (recorded with 1.13.1 on a machine with AVX2). The optimizers are recorded with the
kernels that round after every multiplication, as gradlab does.
"""
import math
import sys

import torch
import torch.nn as nn
import torch.nn.functional as F


def values(name, tensor):
    t = tensor.detach().contiguous().reshape(-1)
    kind = {torch.float32: "float", torch.float64: "double", torch.int64: "int64_t"}[t.dtype]
    suffix = "f" if kind == "float" else ""
    items = t.tolist()
    text = [str(v) if kind == "int64_t" else float(v).hex() + suffix for v in items]
    lines, line = [], "   "
    for item in text:
        if len(line) + len(item) + 2 > 100:
            lines.append(line)
            line = "   "
        line += " " + item + ","
    lines.append(line)
    print(f"// {list(tensor.shape)}")
    print(f"inline constexpr {kind} {name}[] = {{")
    print("\n".join(lines))
    print("};")


def text(name, s):
    print(f"inline constexpr const char* {name} =")
    lines = s.split("\n")
    for i, line in enumerate(lines):
        end = "\\n" if i + 1 < len(lines) else ""
        print('    "' + line.replace('"', '\\"') + end + '"' + (";" if i + 1 == len(lines) else ""))


class SimpleModel(nn.Module):
    def __init__(self, vocab, dim, classes):
        super().__init__()
        self.embedding = nn.Embedding(vocab, dim)
        self.linear = nn.Linear(dim, classes)

    def forward(self, ids):
        return self.linear(self.embedding(ids).mean(dim=1))


class Shared(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(2, 2, bias=False)
        self.block = nn.Sequential(nn.Linear(2, 3), nn.ReLU(inplace=True), nn.Dropout(0.25),
                                   nn.Sequential(nn.Softmax(dim=1), nn.Flatten(0, -2)))
        self.again = self.first
        self.empty = nn.Sequential()


def record_nn():
    def seeded(seed, name, make):
        torch.manual_seed(seed)
        values(name, make())

    torch.manual_seed(0)
    linear = nn.Linear(4, 3)
    values("kLinearWeight", linear.weight)
    values("kLinearBias", linear.bias)
    torch.manual_seed(0)
    values("kEmbeddingWeight", nn.Embedding(10, 3).weight)
    seeded(0, "kSmallEmbeddingWeight", lambda: nn.Embedding(5, 2, padding_idx=-2).weight)

    i = nn.init
    seeded(1, "kUniform", lambda: i.uniform_(torch.empty(3, 7), -1, 3))
    seeded(1, "kUniformDouble", lambda: i.uniform_(torch.empty(2, 3, dtype=torch.float64), -1, 3))
    seeded(1, "kNormal", lambda: i.normal_(torch.empty(3, 7), 1, 2))
    seeded(1, "kNormalFew", lambda: i.normal_(torch.empty(2, 3), 1, 2))
    seeded(2, "kXavierUniform", lambda: i.xavier_uniform_(torch.empty(3, 5), 1.5))
    seeded(2, "kXavierNormal", lambda: i.xavier_normal_(torch.empty(4, 5, 3), 0.5))
    seeded(3, "kKaimingUniform", lambda: i.kaiming_uniform_(torch.empty(3, 5), 0.2))
    seeded(3, "kKaimingNormal", lambda: i.kaiming_normal_(
        torch.empty(3, 4, 2, 2), mode="fan_out", nonlinearity="relu"))
    seeded(4, "kOrthogonalWide", lambda: i.orthogonal_(torch.empty(3, 5), 2.0))
    seeded(4, "kOrthogonalTall", lambda: i.orthogonal_(torch.empty(5, 3)))
    seeded(4, "kOrthogonalCube", lambda: i.orthogonal_(torch.empty(2, 2, 3)))
    seeded(5, "kDirac", lambda: i.dirac_(torch.empty(3, 2, 3, 4)))
    seeded(6, "kDropout", lambda: F.dropout(torch.arange(1., 21.), 0.3))

    torch.manual_seed(7)
    x = torch.randn(4, 3)
    values("kLossInput", x)
    y = torch.tensor([2, 0, 1, 2])
    w = torch.tensor([0.5, 2.0, 1.0])
    soft = x.flip(0).sigmoid()
    for reduction in ("none", "mean", "sum"):
        r = reduction.capitalize()
        values("kCrossEntropy" + r, F.cross_entropy(x, y, w, ignore_index=1, reduction=reduction))
        values("kSmoothed" + r, F.cross_entropy(x, y, w, ignore_index=1, reduction=reduction,
                                                label_smoothing=0.2))
        values("kNll" + r, F.nll_loss(F.log_softmax(x, 1), y, w, reduction=reduction))
        values("kMse" + r, F.mse_loss(x, x.flip(0), reduction=reduction))
        values("kL1" + r, F.l1_loss(x, x.flip(0), reduction=reduction))
        values("kBce" + r, F.binary_cross_entropy(x.sigmoid(), soft, w, reduction=reduction))
        values("kLogits" + r, F.binary_cross_entropy_with_logits(
            x, soft, w, pos_weight=w + 1, reduction=reduction))

    p = torch.tensor([0., 1., 0.25, 0.5], requires_grad=True)
    F.binary_cross_entropy(p, torch.tensor([0., 0., 1., 0.5])).backward()
    values("kBceGradient", p.grad)
    logits = torch.tensor([-200., 200., 0., 0.5], requires_grad=True)
    t = torch.tensor([1., 0., 0.5, 0.25], requires_grad=True)
    F.binary_cross_entropy_with_logits(logits, t, pos_weight=torch.tensor(3.)).backward()
    values("kLogitsGradient", logits.grad)
    values("kLogitsTargetGradient", t.grad)

    weight = torch.tensor([[3., 4.], [0.3, 0.4], [1., 1.]], requires_grad=True)
    out = F.embedding(torch.tensor([[0, 1], [0, 1]]), weight, max_norm=1.0)
    out.sum().backward()
    values("kRenormed", weight)
    weight.grad = None
    F.embedding(torch.tensor([0, 1, 0, 2]), weight, padding_idx=2,
                scale_grad_by_freq=True).sum().backward()
    values("kFrequencyGradient", weight.grad)

    p, q = torch.zeros(2), torch.zeros(3)
    for norm in (2.0, 1.0, math.inf, 3.0):
        p.grad, q.grad = torch.tensor([3., -4.]), torch.tensor([1., 2., -12.])
        total = nn.utils.clip_grad_norm_([p, q], 5.0, norm)
        name = "Inf" if norm == math.inf else str(int(norm))
        values("kClipTotal" + name, total)
        values("kClipped" + name, torch.cat([p.grad, q.grad]))

    torch.manual_seed(42)
    model = SimpleModel(100, 16, 2)
    ids = torch.randint(0, 100, (32, 8))
    labels = (ids.float().mean(dim=1) > 50).long()
    criterion = nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
    losses = []
    for _ in range(20):
        optimizer.zero_grad()
        loss = criterion(model(ids), labels)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    print("inline constexpr const char* kTrainingLosses[] = {")
    for i in range(0, 20, 5):
        print("    " + ", ".join(f'"{v:.6f}"' for v in losses[i:i + 5]) + ",")
    print("};")

    text("kSimpleModelText", repr(model))
    text("kSharedText", repr(Shared()))
    text("kEmbeddingText", repr(nn.Embedding(10, 3, padding_idx=-2, max_norm=1.5, norm_type=1.0,
                                             scale_grad_by_freq=True, sparse=True)))

    torch.manual_seed(0)
    conv = nn.Conv2d(2, 4, (3, 2), padding=1, groups=2, padding_mode="circular")
    values("kConvWeight", conv.weight)
    values("kConvBias", conv.bias)
    image = (torch.arange(24.) * 0.25 - 3).reshape(1, 2, 3, 4)
    values("kConvOutput", conv(image))
    values("kConvReflected", nn.functional.pad(image, (1, 2, 0, 1), mode="reflect"))
    transposed = nn.ConvTranspose1d(2, 3, 2, stride=2)
    values("kTransposedWeight", transposed.weight)
    values("kTransposedOutput", transposed(image[0, :, 0], output_size=[9]))

    # Normalisation and pooling of [2, 4, 3, 3] numbers from -2.25 to 2.25.
    x = ((7 * torch.arange(72.) % 19 - 9) / 4).reshape(2, 4, 3, 3)
    for name, momentum in (("BatchNorm", 0.25), ("Cumulative", None)):
        norm = nn.BatchNorm2d(4, eps=1e-3, momentum=momentum)
        with torch.no_grad():
            norm.weight.copy_(torch.arange(1., 5.))
            norm.bias.copy_(torch.arange(4.) / 2)
            norm(x.square())
            values(f"k{name}Training", norm(x))
        values(f"k{name}Mean", norm.running_mean)
        values(f"k{name}Var", norm.running_var)
        values(f"k{name}Evaluation", norm.eval()(x).detach())
    norm = nn.InstanceNorm1d(4, affine=True, track_running_stats=True)
    values("kInstanceNorm", norm(x[:, :, 0]))
    values("kInstanceNormUnbatched", norm(x[0, :, 1]))
    values("kInstanceNormMean", norm.running_mean)
    values("kInstanceNormVar", norm.running_var)
    norm = nn.GroupNorm(2, 4, eps=1e-3)
    with torch.no_grad():
        norm.weight.copy_(torch.arange(1., 5.))
        norm.bias.copy_(torch.arange(4.) / 2)
    values("kGroupNorm", norm(x))
    values("kLocalResponseNorm", nn.LocalResponseNorm(3, alpha=0.5, k=2.)(x))
    values("kLocalResponseNormOfLines", nn.LocalResponseNorm(2)(x[:, :, 0]))

    pooled, places = nn.MaxPool2d(2, stride=1, padding=1, return_indices=True)(x[:1])
    values("kMaxPool", pooled)
    values("kMaxPoolPlaces", places)
    values("kMaxUnpool", nn.MaxUnpool2d(2, stride=1, padding=1)(pooled, places))
    pooled, places = nn.MaxPool1d(2, return_indices=True)(x[0])
    values("kMaxUnpoolOfLines", nn.MaxUnpool1d(2)(pooled, places, output_size=[4, 4, 3]))
    values("kAvgPool", nn.AvgPool2d((2, 3), stride=2, padding=1, ceil_mode=True,
                                    count_include_pad=False)(x[:1]))
    values("kLpPool", nn.LPPool2d(3, (2, 1), stride=1)(x[:1].abs()))
    values("kLpPoolOfLines", nn.LPPool1d(2, 2, ceil_mode=True)(x[0]))
    values("kAdaptiveAvgPool", nn.AdaptiveAvgPool2d((None, 2))(x[:1]))
    values("kAdaptiveMaxPool", nn.AdaptiveMaxPool3d((3, 1, None))(x[:1]))


def record_optim():
    torch.manual_seed(0)
    start = torch.randn(3, 2, dtype=torch.float64)
    grads = [torch.randn(3, 2, dtype=torch.float64) for _ in range(4)]
    values("kStart", start)
    values("kGrads", torch.stack(grads))

    def run(name, make):
        p = start.clone().requires_grad_()
        optimizer = make([p])
        for g in grads:
            p.grad = g.clone()
            optimizer.step()
        values(name, p)

    o = torch.optim
    run("kPlain", lambda p: o.SGD(p, lr=0.1))
    run("kDecay", lambda p: o.SGD(p, lr=0.1, weight_decay=0.3))
    run("kMomentum", lambda p: o.SGD(p, lr=0.1, momentum=0.9))
    run("kDampening", lambda p: o.SGD(p, lr=0.1, momentum=0.9, dampening=0.4))
    run("kNesterov", lambda p: o.SGD(p, lr=0.1, momentum=0.9, nesterov=True, weight_decay=0.3))
    run("kAdam", lambda p: o.Adam(p, lr=0.1))
    run("kAdamDecay", lambda p: o.Adam(p, lr=0.1, betas=(0.8, 0.95), eps=1e-3, weight_decay=0.3))
    run("kAmsgrad", lambda p: o.Adam(p, lr=0.1, amsgrad=True, betas=(0.5, 0.5)))
    run("kAdamW", lambda p: o.AdamW(p, lr=0.1, weight_decay=0.3))
    run("kAdamWAmsgrad", lambda p: o.AdamW(p, lr=0.1, amsgrad=True, betas=(0.5, 0.5)))

    p, q = torch.zeros(1, requires_grad=True), torch.zeros(1, requires_grad=True)
    groups = [{"params": [p]}, {"params": [q], "lr": 1e-5, "momentum": 0.9}]
    text("kSgdText", repr(o.SGD(groups, lr=0.1)))
    text("kAdamText", repr(o.Adam([p], lr=0.5, amsgrad=True)))
    text("kAdamWText", repr(o.AdamW([p])))


# The constructors of modules, as in Python and in C++.
ACTIVATIONS = {
    "ELU": ("nn.ELU()", "ELU()"),
    "ELUAlpha": ("nn.ELU(1.5, inplace=True)", "ELU(ELUOptions().alpha(1.5).inplace(true))"),
    "SELU": ("nn.SELU()", "SELU()"),
    "CELU": ("nn.CELU()", "CELU()"),
    "CELUAlpha": ("nn.CELU(2.0, inplace=True)", "CELU(CELUOptions().alpha(2).inplace(true))"),
    "ReLU": ("nn.ReLU()", "ReLU()"),
    "ReLU6": ("nn.ReLU6(True)", "ReLU6(true)"),
    "LeakyReLU": ("nn.LeakyReLU()", "LeakyReLU()"),
    "LeakyReLUSlope": ("nn.LeakyReLU(0.2, inplace=True)",
                       "LeakyReLU(LeakyReLUOptions().negative_slope(0.2).inplace(true))"),
    "Hardtanh": ("nn.Hardtanh()", "Hardtanh()"),
    "HardtanhBounds": ("nn.Hardtanh(-0.5, 2.0, inplace=True)",
                       "Hardtanh(HardtanhOptions().min_val(-0.5).max_val(2).inplace(true))"),
    "Threshold": ("nn.Threshold(0.1, 20.0)", "Threshold(0.1, 20)"),
    "ThresholdInplace": ("nn.Threshold(0.5, -2.0, True)",
                         "Threshold(ThresholdOptions(0.5, -2).inplace(true))"),
    "Hardshrink": ("nn.Hardshrink()", "Hardshrink()"),
    "HardshrinkLambda": ("nn.Hardshrink(1.25)", "Hardshrink(1.25)"),
    "Softshrink": ("nn.Softshrink()", "Softshrink()"),
    "SoftshrinkLambda": ("nn.Softshrink(1.25)", "Softshrink(1.25)"),
    "Tanhshrink": ("nn.Tanhshrink()", "Tanhshrink()"),
    "Softplus": ("nn.Softplus(1.0, 20.0)", "Softplus()"),
    "SoftplusBeta": ("nn.Softplus(2.0, 1.5)", "Softplus(SoftplusOptions().beta(2).threshold(1.5))"),
    "Softsign": ("nn.Softsign()", "Softsign()"),
    "LogSigmoid": ("nn.LogSigmoid()", "LogSigmoid()"),
    "Sigmoid": ("nn.Sigmoid()", "Sigmoid()"),
    "Tanh": ("nn.Tanh()", "Tanh()"),
    "SiLU": ("nn.SiLU()", "SiLU()"),
    "Mish": ("nn.Mish()", "Mish()"),
    "GELU": ("nn.GELU()", "GELU()"),
    "GELUTanh": ("nn.GELU('tanh')", 'GELU(GELUOptions().approximate("tanh"))'),
    "GLU": ("nn.GLU()", "GLU()"),
    "GLUDim": ("nn.GLU(0)", "GLU(0)"),
    "PReLU": ("nn.PReLU()", "PReLU()"),
    "PReLUChannels": ("nn.PReLU(6, 0.5)", "PReLU(PReLUOptions().num_parameters(6).init(0.5))"),
    "Softmax": ("nn.Softmax(1)", "Softmax(1)"),
    "LogSoftmax": ("nn.LogSoftmax(0)", "LogSoftmax(0)"),
    "Softmin": ("nn.Softmin(1)", "Softmin(1)"),
}


# Of the input (3 (i % 7) - 9 + i / 16) / 4 of shape [4, 6] and the gradients 1/16, 2/16...
def record_activations():
    i = torch.arange(24.0)
    for name, (python, _) in ACTIVATIONS.items():
        x = ((3 * (i % 7) - 9 + i / 16) / 4).reshape(4, 6).requires_grad_()
        module = eval(python)
        y = module(x.clone())
        y.backward(torch.arange(1.0, y.numel() + 1).reshape(y.shape) / 16)
        values(f"k{name}", y)
        values(f"k{name}Gradient", x.grad)
        text(f"k{name}Text", repr(module))
    print("\n// X(name, constructor) for all of the above.")
    print("#define GRADLAB_RECORDED_ACTIVATIONS(X) \\")
    print(" \\\n".join(f"  X({name}, {cpp})" for name, (_, cpp) in ACTIVATIONS.items()))


def main():
    part = sys.argv[1]
    namespace = "optim" if part == "optim" else "nn"
    guard = {
        "nn": "GRADLAB_NN_RECORDED_VALUES_H_",
        "activations": "GRADLAB_NN_MODULES_RECORDED_ACTIVATIONS_H_",
        "optim": "GRADLAB_OPTIM_RECORDED_VALUES_H_",
    }[part]
    print(f"// Values and texts recorded from PyTorch by tools/record_nn.py {part}.")
    print(f"#ifndef {guard}\n#define {guard}\n")
    print("#include <cstdint>\n")
    print(f"namespace gradlab::{namespace}::recorded {{\n")
    {"nn": record_nn, "activations": record_activations, "optim": record_optim}[part]()
    print(f"\n}}  // namespace gradlab::{namespace}::recorded\n\n#endif  // {guard}")


main()
