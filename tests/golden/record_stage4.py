#!/usr/bin/python3
"""Records what tests/stages/check_stage4.c expects: models that PyTorch trained
on the iris and saved, and what they say of every flower in data/iris.csv.

    /usr/bin/python3 tests/golden/record_stage4.py

Recorded with PyTorch 1.13, NumPy 1.24 and scikit-learn 1.2. In stage4/:

model.pt      a named nn.Sequential, whole       state.pt   its state dict
class.pt      the notebook's class Model, whole  logits.pt  without the softmax
answers.csv   label and probabilities of all 150 rows, of all four
layers.pt     the other layers, as torch.manual_seed(1) begins: for --export-c
"""
import csv
import os
from collections import OrderedDict

import numpy as np
import torch
from sklearn.model_selection import train_test_split
from torch import nn
from torch.nn import functional as F
from torch.utils.data import DataLoader, TensorDataset

HERE = os.path.dirname(os.path.abspath(__file__))
FOLDER = os.path.join(HERE, "stage4")
NAMES = ["setosa", "versicolor", "virginica"]


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer1 = nn.Linear(4, 16)
        self.layer2 = nn.Linear(16, 3)

    def forward(self, x):
        return torch.softmax(self.layer2(torch.sigmoid(self.layer1(x))), dim=1)


def read_iris():
    """All flowers, standardised as the training rows are; the training rows."""
    with open(os.path.join(HERE, "../../data/iris.csv")) as file:
        rows = list(csv.reader(file))[1:]
    x = np.array([[float(number) for number in row[:-1]] for row in rows])
    y = np.array([NAMES.index(row[-1]) for row in rows])
    train, _, y_train, _ = train_test_split(x, y, test_size=1 / 3, random_state=1)
    mean, deviation = np.mean(train), np.std(train)
    x, train = ((part - mean) / deviation for part in (x, train))
    return (torch.from_numpy(x).float(), torch.from_numpy(train).float(),
            torch.from_numpy(y_train))


def train(x, y):
    torch.manual_seed(1)
    loader = DataLoader(TensorDataset(x, y), 2, shuffle=True)
    model = nn.Sequential(OrderedDict([
        ("layer1", nn.Linear(4, 16)), ("sigmoid", nn.Sigmoid()),
        ("layer2", nn.Linear(16, 3)), ("softmax", nn.Softmax(dim=1))]))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.001)
    for _ in range(100):
        for x_batch, y_batch in loader:
            F.cross_entropy(model(x_batch), y_batch).backward()
            optimizer.step()
            optimizer.zero_grad()
    return model


def main():
    os.makedirs(FOLDER, exist_ok=True)
    x, x_train, y_train = read_iris()
    model, own = train(x_train, y_train), Model()
    own.load_state_dict(model.state_dict())
    torch.save(model, os.path.join(FOLDER, "model.pt"))
    torch.save(model.state_dict(), os.path.join(FOLDER, "state.pt"))
    torch.save(own, os.path.join(FOLDER, "class.pt"))
    torch.save(model[:3], os.path.join(FOLDER, "logits.pt"))
    torch.manual_seed(1)
    torch.save(nn.Sequential(
        nn.Linear(4, 8, bias=False), nn.LeakyReLU(0.2),
        nn.Sequential(nn.Dropout(), nn.Linear(8, 6), nn.Tanh()),
        nn.Identity(), nn.Linear(6, 5), nn.ReLU(), nn.Linear(5, 3), nn.LogSoftmax(1)),
        os.path.join(FOLDER, "layers.pt"))
    with open(os.path.join(FOLDER, "answers.csv"), "w", newline="\n") as file:
        file.write("label," + ",".join(NAMES) + "\n")
        for row in model(x).tolist():
            numbers = ",".join("%.9g" % number for number in row)
            file.write(NAMES[int(np.argmax(row))] + "," + numbers + "\n")


if __name__ == "__main__":
    main()
