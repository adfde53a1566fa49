#!/usr/bin/python3
"""Records tests/golden/dropout.txt: what nn.Dropout answers in PyTorch.

Run with Debian's python3-torch (1.13), which is built without MKL. A line is
seed, p, input, output, gradient of the input where 1, 2, 3, … arrives, and the
next number of torch.rand(1). After it come the layers' printed forms.
"""
import os

import torch
from torch import nn

PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "dropout.txt")


def tensor(t):
    shape = ",".join(str(n) for n in t.shape)
    return "[%s] %s" % (shape, " ".join("%.9g" % x for x in t.flatten().tolist()))


def main():
    with open(PATH, "w") as f:
        cases = [(0, 0.3, (5,)), (1, 0.3, (4, 5)), (2, 0.5, (3, 5)),
                 (3, 0.5, (16,)), (4, 0.1, (7, 3)), (5, 0.9, (40,)),
                 (6, 0, (4,)), (7, 1, (4, 4)), (8, 1e-3, (2, 2)),
                 (2**32 - 1, 1 / 3, (17,))]
        for seed, p, shape in cases:
            torch.manual_seed(seed)
            x = torch.randn(shape, requires_grad=True)
            y = nn.Dropout(p)(x)
            up = torch.arange(1.0, x.numel() + 1).reshape(shape)
            y.backward(up)
            f.write("dropout %d %r %s %s %s %.9g\n" %
                    (seed, p, tensor(x.detach()), tensor(y.detach()),
                     tensor(x.grad), torch.rand(1).item()))
        model = nn.Sequential(nn.Dropout(), nn.Dropout(0.125), nn.Dropout(0.0),
                              nn.Flatten(), nn.Identity())
        for line in str(model).splitlines():
            f.write("| %s\n" % line)


if __name__ == "__main__":
    main()
