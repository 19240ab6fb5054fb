"""The lab in PyTorch: lab/pytorch_lab.cc is the same program in C++ and prints the same lines.

They are in lab/golden/lab_pytorch.log, recorded with PyTorch 1.13.1 on a processor with AVX2:

    python3 lab/twin/lab_pytorch.py > lab/golden/lab_pytorch.log
"""
import torch
import torch.nn as nn

torch.manual_seed(0)

print("== 1. Tensors ==")
a = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
b = torch.tensor([[5.0, 6.0], [7.0, 8.0]])
print("a =", a)
print("b =", b)
print("zeros =", torch.zeros(2, 3))
print("ones =", torch.ones(2, 3, dtype=torch.int64))
print("arange =", torch.arange(0, 10, 2))
print("linspace =", torch.linspace(0, 1, 5))
print("eye =", torch.eye(3))
print("rand =", torch.rand(2, 3))
print("randn =", torch.randn(3, 4))
print("randn (16 or more) =", torch.randn(4, 5))
print("randint =", torch.randint(0, 10, (2, 5)))
print("randperm =", torch.randperm(10))
print("a + b =", a + b)
print("a - b =", a - b)
print("a * b =", a * b)
print("a / b =", a / b)
print("a @ b =", a @ b)
print("a ** 2 =", a ** 2)
print("a.sum() =", a.sum(), " a.mean() =", a.mean(), " a.max() =", a.max())
print("a > 2 =", a > 2)
c = torch.arange(12).reshape(3, 4)
print("c =", c)
print("c[0] =", c[0])
print("c[:, 1] =", c[:, 1])
print("c[1:, 2:] =", c[1:, 2:])
print("c[-1, -1] =", c[-1, -1])
print("c[c % 2 == 0] =", c[c % 2 == 0])
print("c[[0, 2]] =", c[[0, 2]])
print("c.view(4, 3) =", c.view(4, 3))
print("c.reshape(2, -1) =", c.reshape(2, -1))
print("c.t().is_contiguous() =", c.t().is_contiguous())
try:
    c.t().view(12)
except RuntimeError as e:
    print("RuntimeError:", e)
print("c.t().reshape(12) =", c.t().reshape(12))
try:
    torch.ones(2, 3) + torch.ones(4)
except RuntimeError as e:
    print("RuntimeError:", e)
try:
    torch.ones(2, 3) @ torch.ones(2, 3)
except RuntimeError as e:
    print("RuntimeError:", e)

print("== 2. Autograd ==")
x = torch.tensor(3.0, requires_grad=True)
y = 3 * x ** 2
print("x =", x)
print("y =", y)
y.backward()
print("x.grad =", x.grad)
try:
    y.backward()
except RuntimeError as e:
    print("RuntimeError:", e)
x.grad = None
y = 3 * x ** 2
y.backward(retain_graph=True)
print("retain_graph, once: x.grad =", x.grad)
y.backward()
print("retain_graph, twice: x.grad =", x.grad)
x.grad.zero_()
y = 3 * x ** 2
y.backward()
print("forward again: x.grad =", x.grad)
w = torch.randn(3, 2, requires_grad=True)
v = torch.randn(2, 3)
loss = (w @ v).sigmoid().mean()
loss.backward()
print("loss =", loss)
print("w.grad =", w.grad)
try:
    (w * 2).backward()
except RuntimeError as e:
    print("RuntimeError:", e)
try:
    torch.ones(2).sum().backward()
except RuntimeError as e:
    print("RuntimeError:", e)
try:
    w += 1
except RuntimeError as e:
    print("RuntimeError:", e)
z = w.exp()
s = (z * z).sum()
with torch.no_grad():
    z.add_(1)
try:
    s.backward()
except RuntimeError as e:
    print("RuntimeError:", str(e).split(". Hint")[0])
x = torch.tensor(2.0, requires_grad=True)
(g,) = torch.autograd.grad(x ** 3, x, create_graph=True)
(gg,) = torch.autograd.grad(g, x)
print("d(x^3) =", g, " d2(x^3) =", gg)
print("detach =", x.detach(), " no_grad:", end=" ")
with torch.no_grad():
    print((x * 2).requires_grad)

print("== 3. nn and training ==")
torch.manual_seed(0)
linear = nn.Linear(4, 3)
print("linear.weight =", linear.weight)
print("linear.bias =", linear.bias)
print("linear(ones) =", linear(torch.ones(2, 4)))
embedding = nn.Embedding(10, 3)
print("embedding([1, 5, 1]) =", embedding(torch.tensor([1, 5, 1])))


class SimpleModel(nn.Module):
    def __init__(self, vocab, dim, classes):
        super().__init__()
        self.embedding = nn.Embedding(vocab, dim)
        self.linear = nn.Linear(dim, classes)

    def forward(self, ids):
        return self.linear(self.embedding(ids).mean(dim=1))


torch.manual_seed(42)
model = SimpleModel(100, 16, 2)
print(model)
print("parameters:", sum(p.numel() for p in model.parameters()))
ids = torch.randint(0, 100, (32, 8))
labels = (ids.float().mean(dim=1) > 50).long()
criterion = nn.CrossEntropyLoss()
optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
for epoch in range(1, 21):
    optimizer.zero_grad()
    logits = model(ids)
    loss = criterion(logits, labels)
    loss.backward()
    optimizer.step()
    print(f"epoch {epoch:2d}  loss {loss.item():.6f}")
print("accuracy =", (model(ids).argmax(1) == labels).float().mean())
