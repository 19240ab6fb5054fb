"""Exercise 4.02 in Python: deep and wide graphs, with an engine of its own."""
from log import log

alive = 0


class Node:
    def __init__(self, value, inputs):
        global alive
        alive += 1
        self.value, self.inputs, self.grad = float(value), inputs, 0.0

    def __del__(self):
        global alive
        alive -= 1


def order(root):
    finished, met, stack = [], {root}, [(root, iter(root.inputs))]
    while stack:
        node, inputs = stack[-1]
        entry = next(inputs, None)
        if entry is None:
            finished.append(node)
            stack.pop()
        elif entry[0] not in met:
            met.add(entry[0])
            stack.append((entry[0], iter(entry[0].inputs)))
    return finished[::-1]


def backward(root):
    nodes = order(root)
    for node in nodes:
        node.grad = 0.0
    root.grad = 1.0
    for node in nodes:
        for below, slope in node.inputs:
            below.grad += node.grad * slope


def dismantle(stack):
    """Takes graphs apart whose roots nobody else holds, from the roots on."""
    while stack:
        node = stack.pop()
        stack.extend(below for below, _ in node.inputs)
        node.inputs = []


a = Node(3, [])
b = Node(9, [(a, 3.0), (a, 3.0)])
c = Node(27, [(a, 9.0), (b, 3.0)])
log("order", [node.value for node in order(c)])
backward(c)
log("gradients of c, b, a", [c.grad, b.grad, a.grad])
for n in (10, 30, 60):
    x = y = Node(1, [])
    for _ in range(n):
        y = Node(2 * y.value, [(y, 1.0), (y, 1.0)])
    backward(y)
    log(f"gradient after {n} doublings", x.grad)
del a, b, c, x, y
before = alive
root = Node(1, [])
for _ in range(19999):
    root = Node(1, [(root, 0.5), (root, 0.5)])
backward(root)
log("nodes of a long chain", alive - before)
stack = [root]
del root
dismantle(stack)
log("alive after release", alive - before)
