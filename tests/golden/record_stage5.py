#!/usr/bin/python3
"""Records stage5.txt: chapter 12.5 as NumPy prints it, and what PyTorch gives
for the networks of stage 5. Format and versions as in record.py.

    /usr/bin/python3 tests/golden/record_stage5.py
"""
import numpy as np
import torch
from torch import nn
from torch.nn import functional as F
from torch.utils.data import DataLoader, TensorDataset
from sklearn.model_selection import train_test_split

import record

ACTIVATIONS = {"sigmoid": nn.Sigmoid, "tanh": nn.Tanh, "relu": nn.ReLU,
               "leaky_relu": nn.LeakyReLU, "softplus": nn.Softplus, "elu": nn.ELU,
               "gelu": nn.GELU}


def chapter(out):
    def logistic(z): return 1 / (1 + np.exp(-z))
    x, w = np.array([1, 1.4, 2.5]), np.array([0.4, 0.3, 0.5])
    out.print(f"P(y=1|x) = {logistic(np.dot(x, w)):.3f}")
    weight = np.array([[1.1, 1.2, 0.8, 0.4], [0.2, 0.4, 1.0, 0.2], [0.6, 1.5, 1.2, 0.7]])
    z = np.dot(weight, np.array([1, 0.1, 0.4, 0.6]))
    out.print(f"Net Input:\n {z}")
    out.print(f"Output Units:\n {logistic(z)}")
    out.print(f"Predicted class label: {np.argmax(z)}")
    p = np.exp(z) / np.sum(np.exp(z))
    out.print(f"Probabilities:\n {p}")
    out.print(f"Sum: {p.sum()}")


def iris():
    x, y = record.labelled_table("data/iris.csv")
    x, x_test, y, y_test = train_test_split(x, y, test_size=1 / 3, random_state=1)
    x, x_test = (record.standardized(x, part, "global") for part in (x, x_test))
    return x, torch.from_numpy(y), x_test, torch.from_numpy(y_test)


def network(seed, name, hidden=16, depth=1, init="default"):
    torch.manual_seed(seed)
    layers = []
    for i in range(depth + 1):
        layer = nn.Linear(4 if i == 0 else hidden, 3 if i == depth else hidden)
        if init == "xavier":
            nn.init.xavier_uniform_(layer.weight)
        if init == "he":
            nn.init.kaiming_uniform_(layer.weight, nonlinearity="relu")
        if init != "default":
            nn.init.zeros_(layer.bias)
        layers += [layer] + ([ACTIVATIONS[name]()] if i < depth else [])
    return nn.Sequential(*layers)


def train(model, x, y, lr, last):
    loader = DataLoader(TensorDataset(x, y), 2, shuffle=True)
    adam = torch.optim.Adam(model.parameters(), lr=lr)
    losses, accuracies = [], []
    for _ in range(100):
        total, right = 0, 0
        for xb, yb in loader:
            pred = last(model(xb))
            loss = F.cross_entropy(pred, yb)
            loss.backward()
            adam.step()
            adam.zero_grad()
            total += loss.item() * len(yb)
            right += (pred.argmax(1) == yb).sum().item()
        losses.append(total / len(x))
        accuracies.append(right / len(x))
    return losses, accuracies


def dead(model, x, depth, hidden):
    count = 0
    for i in range(1, depth + 1):
        count += (model[:2 * i](x).max(0).values <= 0).sum().item()
    return count / (depth * hidden)


def main():
    torch.set_num_threads(1)
    out = record.File("stage5.txt")
    chapter(out)
    x, y, x_test, y_test = iris()
    for name in ACTIVATIONS:
        model = network(1, name)
        losses, accuracies = train(model, x, y, 0.001, nn.Softmax(dim=1))
        out.write("losses", name, torch.tensor(losses))
        out.write("accuracies", name, torch.tensor(accuracies))
        tested = (model(x_test).argmax(1) == y_test).float().mean().item()
        out.write("tested", name, "%.4f" % tested,
                  next((i for i, a in enumerate(accuracies) if a >= 0.95), "-"))
    for seed, hidden, depth, init in ((1, 16, 10, "default"), (1, 16, 10, "xavier"),
                                      (1, 16, 10, "he"), (7, 5, 3, "he"), (2, 40, 2, "xavier"),
                                      (3, 16, 1, "default")):
        out.write("gradients", "--seed", seed, "--hidden", hidden, "--depth", depth,
                  "--init", init)
        for name in ACTIVATIONS:
            model = network(seed, name, hidden, depth, init)
            F.cross_entropy(model(x), y).backward()
            out.write("layers", name, torch.tensor(
                [layer.weight.grad.abs().double().mean() for layer in model[::2]]))
    for init in ("default", "xavier", "he"):
        model = network(1, "relu", 16, 3, init)
        before = dead(model, x, 3, 16)
        train(model, x, y, 0.001, nn.Identity())
        out.write("dead", init, "%.1f" % (100 * before), "%.1f" % (100 * dead(model, x, 3, 16)))


if __name__ == "__main__":
    main()
