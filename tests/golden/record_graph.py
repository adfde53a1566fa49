#!/usr/bin/python3
"""Records what PyTorch says about the two graphs that ./stage1 --graph and
./stage3 --graph draw, into graph.txt beside this script: for each tensor its
name, the length of its gradient, or the gradient itself if it is one number.

    /usr/bin/python3 tests/golden/record_graph.py
"""
import os

import numpy as np
import torch
from sklearn.datasets import load_iris
from sklearn.model_selection import train_test_split
from torch import nn

lines = []


def write(stage, **tensors):
    for name, t in tensors.items():
        g = t.grad.item() if t.numel() == 1 else t.grad.double().norm().item()
        lines.append("%s %s %.9g" % (stage, name.replace("__", "."), g))


X = np.arange(10, dtype="float32").reshape((10, 1))
x = torch.from_numpy((X - np.mean(X)) / np.std(X))[:1]
y = torch.tensor([1.0])
torch.manual_seed(1)
weight = torch.randn(1).requires_grad_()
bias = torch.zeros(1, requires_grad=True)
matmul = x @ weight
add = matmul + bias
sub = add - y
square = sub.pow(2)
loss = square.mean()
for t in matmul, add, sub, square, loss:
    t.retain_grad()
loss.backward()
write("stage1", weight=weight, bias=bias, matmul=matmul, add=add, sub=sub, pow=square,
      mean=loss)

iris = load_iris()
X_train, _, y_train, _ = train_test_split(
    iris["data"], iris["target"], test_size=1. / 3, random_state=1)
x = torch.from_numpy((X_train - np.mean(X_train)) / np.std(X_train)).float()[:2]
y = torch.from_numpy(y_train)[:2]
torch.manual_seed(1)
layer1, layer2 = nn.Linear(4, 16), nn.Linear(16, 3)
h = torch.sigmoid(layer1(x))
p = torch.softmax(layer2(h), 1)
log_p = torch.log_softmax(p, 1)
loss = nn.functional.nll_loss(log_p, y)
for t in h, p, log_p, loss:
    t.retain_grad()
loss.backward()
write("stage3", layer1__weight=layer1.weight, layer1__bias=layer1.bias,
      layer2__weight=layer2.weight, layer2__bias=layer2.bias, sigmoid=h,
      softmax=p, log_softmax=log_p, nll_loss=loss)

here = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(here, "graph.txt"), "w", newline="\n") as file:
    file.write("\n".join(lines) + "\n")
