#!/usr/bin/python3
"""Records what PyTorch, NumPy and scikit-learn answer, into files beside this
script. The C tests compare with these files; nobody needs Python to run them.

    /usr/bin/python3 tests/golden/record.py            everything, some minutes
    /usr/bin/python3 tests/golden/record.py ops nn     some files only

Recorded with PyTorch 1.13, NumPy 1.24 and scikit-learn 1.2; the same versions
write the same bytes again. The format is one thing a line: a key, then words
and numbers; a tensor is its shape and its numbers row after row ("[2,3] 1 2 3
4 5 6"), or "[1200] arange 0.5 -3" for the numbers 0.5 i - 3, or "[9] all 2";
a line that begins with "|" is text as it was printed. Floats have nine digits, enough to
read back the same float32.
"""
import math
import os
import sys
import zlib

import numpy as np
import torch
from sklearn.datasets import load_breast_cancer, load_iris, load_wine
from sklearn.metrics import confusion_matrix
from sklearn.model_selection import train_test_split
from torch import nn
from torch.nn import functional as F
from torch.utils.data import DataLoader, TensorDataset

HERE = os.path.dirname(os.path.abspath(__file__))
INF, NAN = math.inf, math.nan


def text_of(t):
    """[2,3] 1 2 3 4 5 6"""
    shape = "[" + ",".join(str(n) for n in t.shape) + "]"
    words = ["%.9g" % x for x in t.detach().reshape(-1).tolist()]
    if len(words) > 8 and len(set(words)) == 1:
        words = ["all", words[0]]
    return " ".join([shape] + words)


class File:
    """One golden file: write("key", 1, tensor) makes one line."""

    def __init__(self, name):
        self.file = open(os.path.join(HERE, name), "w", newline="\n")

    def write(self, key, *words):
        words = [text_of(w) if torch.is_tensor(w) else str(w) for w in words]
        self.file.write(" ".join([key] + words) + "\n")

    def print(self, thing):
        for line in str(thing).split("\n"):
            self.file.write("| " + line + "\n")


# ---------------------------------------------------------------- random.txt

def record_random():
    out = File("random.txt")

    def seed(n):
        torch.manual_seed(n)
        out.write("seed", n)
        state()

    def draw(kind, *numbers):
        made = {
            # random_ without upper end: a whole 64-bit draw; with this end:
            # one word modulo 2^32 - 1
            "words": lambda n: torch.empty(n, dtype=torch.int64).random_(0, 2**32 - 1),
            "doublewords": lambda n: torch.empty(n, dtype=torch.int64).random_(-2**63, None),
            "rand": torch.rand,
            "randn": torch.randn,
            "uniform": lambda n, low, high: torch.empty(n).uniform_(low, high),
            "randperm": torch.randperm,
        }[kind](*numbers)
        if made.is_floating_point():
            out.write(kind, *numbers, "=", *("%.9g" % x for x in made.tolist()))
        else:
            out.write(kind, *numbers, "=", *made.tolist())
        state()

    def state():  # a checksum of all that the generator knows
        out.write("state", zlib.crc32(torch.get_rng_state().numpy().tobytes()))

    def linear(fan_in, fan_out, bias=True):
        layer = nn.Linear(fan_in, fan_out, bias=bias)
        out.write("linear", fan_in, fan_out, layer.weight, *([layer.bias] if bias else []))

    # as a new torch.Generator(), which starts from a fixed seed
    torch.set_rng_state(torch.Generator().get_state())
    out.write("unseeded")
    draw("randn", 3)
    for n in (0, 1, 2, 42, 2**31, 2**32 - 1, 2**32 + 1, 2**53 + 12345,
              2**63, 2**64 - 1, -1, -2, -5489, -2**63):
        seed(n)
        draw("words", 5)
        draw("doublewords", 3)
        draw("rand", 3)
        draw("randn", 3)
        draw("uniform", 4, -0.5, 0.5)
    seed(3)
    draw("words", 1500)  # more than two rounds of the 624 words
    for n in (1, 2, 3, 5, 15, 16, 17, 31, 32, 33, 40, 100):
        seed(n)
        draw("randn", n)
        draw("rand", 2)
        draw("randn", n)
    # The second of a pair waits, through other draws, for the next randn below
    # 16; longer ones pass it by; a seed drops it.
    seed(7)
    for n in (1, 1, 1):
        draw("randn", n)
    draw("rand", 1)
    draw("randn", 4)
    draw("randn", 3)
    draw("randn", 17)
    draw("randn", 2)
    draw("randperm", 5)
    draw("randn", 1)
    draw("uniform", 3, 2.0, 10.0)
    draw("randn", 16)
    draw("randn", 2)
    seed(8)
    draw("randn", 1)
    seed(8)
    draw("randn", 2)
    for n in (0, 1, 2, 3, 10, 100, 1000):
        seed(n)
        draw("randperm", n)
        draw("randperm", n)
        draw("randn", 1)
    for i in range(50):  # any 64 bits (and no normal waits: its last bit is another in 2.0)
        seed(i * 0x9e3779b97f4a7c15 % 2**64)
        draw("rand", 2)
        draw("randn", 2)
        draw("randn", 17)
        draw("randperm", 7)
        draw("words", 640 if i % 10 == 0 else 2)
    seed(6)
    draw("words", 624)  # a round, of which no word is left
    draw("rand", 1)
    for n in (1, 2, 5):
        seed(n)
        linear(4, 16)
        linear(16, 3)
        linear(1, 1)
        linear(3, 5, bias=False)
        linear(13, 2)
        draw("randn", 1)

    # A loader: its batches epoch by epoch, then a draw, to see where the
    # generator stands.
    for rows, batch, shuffle, own in (
            (10, 1, True, None), (10, 3, True, None), (10, 3, False, None),
            (10, 10, True, None), (10, 64, True, None), (2, 3, True, None),
            (1, 1, True, None), (7, 2, True, 5), (7, 2, False, 5), (7, 4, True, -3)):
        seed(rows + batch)
        generator = None if own is None else torch.Generator().manual_seed(own)
        data = TensorDataset(torch.arange(rows))
        loader = DataLoader(data, batch, shuffle, generator=generator)
        out.write("loader", rows, batch, int(shuffle),
                  "own" if own else "none", own or 0)
        for _ in range(3):
            out.write("epoch")
            for (x,) in loader:
                out.write("batch", *x.tolist())
        draw("randn", 1)

    for n in (1, 2, 3, 10, 17, 64, 65, 150, 569):
        for s in (0, 1, 123456789, 2**32 - 1):
            out.write("permutation", s, n, "=", *np.random.RandomState(s).permutation(n))
    for n, size, s in ((150, 1 / 3, 1), (150, 1 / 3, 0), (10, 0.5, 3), (2, 0.5, 1),
                       (100, 0.07, 1), (30, 0.1, 4), (178, 0.2, 42), (150, 0.99, 7),
                       (150, 0.001, 7), (569, 0.25, 2**32 - 1)):
        train, test = train_test_split(np.arange(n), test_size=size, random_state=s)
        out.write("split", n, repr(size), s, len(test), "=", *test, *train)


# ------------------------------------------------------------------- ops.txt

numbers_from = torch.Generator().manual_seed(20)


def numbers(*shape, away=0.05):
    """Normals that keep away from 0, where relu and 1/x have no derivative."""
    x = torch.randn(shape, generator=numbers_from)
    return x + away * torch.sign(x)


def apart(*shape):
    """Numbers that differ by 1/4 at least: max has no derivative at a tie."""
    n = math.prod(shape)
    return ((torch.randperm(n, generator=numbers_from) - n / 2 + 0.5) / 4).reshape(shape)


TINY = [1e-45, -1e-45, 1e-40, 1.17549435e-38, 1e-30, 1e-8]
SPECIAL = torch.tensor(
    [INF, -INF, NAN, 0.0, -0.0] + TINY
    + [s * x for x in (1e-4, 0.1, 0.5, 0.625, 1, 2, 5, 8, 9, 9.02, 10, 16.6, 17.4, 20, 50, 87.3,
                       88, 88.7, 88.73, 89, 100, 103.2, 103.98, 104, 110, 1000, 1e10, 3.4e38)
       for s in (1, -1)])
PAIR = torch.tensor([INF, -INF, NAN, 0.0, -0.0, 1e-45, 3e38, -1.0, 2.0])
ROWS = torch.tensor([
    [1000, -1000, 0], [-1000, -1000, -1000], [1000, 1000, 1000], [0, -0.0, 1e-45],
    [88, 89, -104], [104, 0, -88], [3e38, -3e38, 0], [INF, 0, 0], [-INF, 0, 1],
    [-INF, -INF, -INF], [INF, INF, 0], [NAN, 0, 0], [1, NAN, NAN], [2, 2, 1], [1, 3, 3]])
SHAPES = [(), (1,), (3,), (1, 1), (1, 3), (2, 1), (2, 3)]


class Ops:
    def __init__(self, out):
        self.out = out

    def case(self, name, call, *inputs, dim=0, number=0.0, smooth=True,
             named=True):
        """Records call(*inputs), and the gradients of sum(result * up).

        smooth: finite numbers away from kinks, fit for finite differences.
        """
        self.out.write("case", name, "smooth" if smooth else "special", dim, "%.9g" % number)
        leaves = [x.clone() for x in inputs]
        for x in leaves:
            x.requires_grad = x.is_floating_point()  # a target has no gradient
        result = call(*leaves)
        for x in leaves:
            self.out.write("in" if x.requires_grad else "target", x)
        if result.is_floating_point() and result.requires_grad:
            up = numbers(*result.shape)
            (result * up).sum().backward()
            self.out.write("up", up)
            self.out.write("out", result.float())
            for x in leaves:
                if x.requires_grad:
                    self.out.write("grad", x.grad)
            if named:
                self.out.write("fn", result.grad_fn.name())
        else:
            self.out.write("out", result.float())

    def with_two(self):
        for name in ("add", "sub", "mul", "div", "eq"):
            call = getattr(torch, name)
            away = 0.5 if name == "div" else 0.05
            for a in SHAPES:
                for b in SHAPES:
                    x, y = numbers(*a), numbers(*b, away=away)
                    if name == "eq":
                        x, y = torch.round(x), torch.round(y)
                    self.case(name, call, x, y)
            self.case(name, call, numbers(17), numbers(5, 17, away=away))
            self.case(name, call, numbers(20, 1), numbers(20, 13, away=away))
            self.case(name, call, numbers(0), numbers(2, 1), smooth=False)
            self.case(name, call, PAIR.repeat(9), PAIR.repeat_interleave(9), smooth=False)

    def smooth_activations(self):
        """In double, and Phi with erfc: 1 + erf(x) loses digits of a negative x."""
        far = torch.tensor([s * x for x in (1e-8, 1e-4, 8, 15, 19.9, 20.1, 30, 90, 200)
                            for s in (1, -1)] + [0.0, NAN])
        for name, exact in (("softplus", F.softplus), ("elu", F.elu),
                            ("gelu", lambda x: x * torch.erfc(-x / 2**0.5) / 2)):
            def call(x): return exact(x.double()).float()
            self.case(name, getattr(F, name), torch.tensor(0.75))
            for shape in ((3,), (9, 7), (0, 3)):
                self.case(name, call, numbers(*shape, away=0.1), named=False)
            for x in (far, numbers(20, 15) * 6):
                self.case(name, call, x, smooth=False, named=False)

    def with_one(self):
        calls = {"neg": torch.neg, "exp": torch.exp, "log": torch.log,
                 "sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": torch.relu}
        for name, call in calls.items():
            for shape in SHAPES + [(40,), (9, 7), (0,), (0, 3)]:
                x = numbers(*shape, away=0.1)
                self.case(name, call, x.abs() if name == "log" else x)
            self.case(name, call, SPECIAL, smooth=False)
            self.case(name, call, numbers(20, 15) * 6, smooth=False)
        for slope in (0.01, 0.0, 0.25, 1.5, -0.5):
            def leaky(x): return F.leaky_relu(x, slope)
            self.case("leaky_relu", leaky, numbers(3, 4), number=slope)
            self.case("leaky_relu", leaky, SPECIAL, number=slope, smooth=False)
        for exponent in (2, 3, 1, 0, -1, -2, 0.5, -0.5, 1.5, 2.5, 10):
            def power(x): return torch.pow(x, exponent)
            for shape in ((), (3,), (4, 5)):
                x = numbers(*shape, away=0.5)
                x = x if exponent == int(exponent) and exponent < 10 else x.abs()
                self.case("pow", power, x, number=exponent, smooth=exponent < 10)
            # For a half PyTorch takes roots, which answer -inf and -0 otherwise
            # than the standard says for pow: both are left out.
            whole = exponent == int(exponent)
            odd = (SPECIAL == -INF) | ((SPECIAL == 0) & torch.signbit(SPECIAL))
            x = SPECIAL if whole else SPECIAL[~odd]
            self.case("pow", power, x, number=exponent, smooth=False)

    def shapes(self):
        for a, b in (((2, 3), (3, 2)), ((2, 3), (6,)), ((6,), (2, 3)), ((1,), ()),
                     ((), (1, 1)), ((4, 1), (4,)), ((0,), (0, 5)), ((5,), (5,))):
            self.case("reshape", lambda x: torch.reshape(x, b), numbers(*a))
        for rows, cols in ((1, 1), (2, 3), (5, 4), (0, 2)):
            for column in range(cols):
                self.case("column", lambda x: x[:, column], numbers(rows, cols), dim=column)
        for shape in ((1, 1), (2, 3), (5, 1), (1, 4), (17, 9), (0, 3)):
            self.case("transpose", lambda x: x.T, numbers(*shape))

    def embeddings(self):
        """A row that is used twice, one that is not used; the index has no gradient."""
        for rows, cols, index in ((1, 1, [0]), (3, 2, [1, 0]), (4, 3, [2, 0, 2, 2]),
                                  (27, 16, [0, 1, 14, 14, 1, 0]), (5, 7, [4] * 9), (2, 3, [])):
            self.case("embedding", F.embedding, torch.tensor(index, dtype=torch.int64),
                      numbers(rows, cols))

    def products(self):
        for n, k, m in ((1, 1, 1), (2, 3, 4), (1, 5, 1), (5, 1, 5), (7, 16, 3), (2, 4, 16),
                        (17, 33, 9), (12, 70, 24), (8, 5, 70), (3, 520, 2), (0, 2, 3), (2, 0, 3)):
            self.case("matmul", torch.matmul, numbers(n, k), numbers(k, m))
            self.case("linear", F.linear, numbers(n, k), numbers(m, k), numbers(m))
            self.case("linear", F.linear, numbers(n, k), numbers(m, k))
        for n in (1, 2, 3, 9, 40, 300):
            self.case("matmul", torch.matmul, numbers(n), numbers(n))
            self.case("matmul", torch.matmul, numbers(4, n), numbers(n))
            self.case("matmul", torch.matmul, numbers(n), numbers(n, 5))
        for x in (INF, NAN):  # 0 * inf and 0 * nan are nan: no zero is skipped
            a = torch.tensor([[0.0, 1.0], [x, 2.0]])
            self.case("matmul", torch.matmul, a, torch.tensor([[x], [0.0]]), smooth=False)
            self.case("linear", F.linear, a, torch.tensor([[x, 0.0]]), torch.ones(1), smooth=False)

    def reductions(self):
        for name, call in (("sum", torch.sum), ("mean", torch.mean)):
            for shape in SHAPES + [(9,), (20, 13), (300,), (0,), (0, 3)]:
                self.case(name, call, numbers(*shape))
            self.case(name, call, torch.tensor([INF, 1.0]), smooth=False)
            self.case(name, call, torch.tensor([INF, -INF]), smooth=False)
            self.case(name, call, torch.full((200, 100), 0.1), smooth=False)
        for name in ("mean_dim", "max", "argmax"):
            call = getattr(torch, name.split("_")[0])
            make = apart if "max" in name else numbers
            for shape in ((1,), (5,), (1, 1), (2, 3), (7, 1), (1, 7), (17, 20)):
                for dim in range(-len(shape), len(shape)):
                    def along(x):
                        result = call(x, dim=dim)
                        return result[0] if name == "max" else result
                    self.case(name, along, make(*shape), dim=dim)
                    if len(shape) > 1 and shape[1] == 3:
                        for x in (ROWS, ROWS.T):
                            self.case(name, along, x, dim=dim, smooth=False)

    def softmaxes(self):
        for name in ("softmax", "log_softmax"):
            for shape in ((1,), (5,), (1, 1), (2, 3), (3, 1), (17, 20)):
                for dim in range(-len(shape), len(shape)):
                    def along(x): return getattr(torch, name)(x, dim=dim)
                    self.case(name, along, numbers(*shape), dim=dim)
                    if shape == (2, 3):
                        x = ROWS if dim in (1, -1) else ROWS.T.contiguous()
                        self.case(name, along, x, dim=dim, smooth=False)

    def losses(self):
        for how in ("mean", "sum"):
            number = float(how == "sum")
            for shape in SHAPES + [(40,), (9, 7), (0,)]:
                self.case("mse_loss", lambda a, b: F.mse_loss(a, b, reduction=how),
                          numbers(*shape), numbers(*shape), number=number)
            self.case("mse_loss", lambda a, b: F.mse_loss(a, b, reduction=how),
                      torch.tensor([3e38, 0.0]), torch.tensor([-3e38, INF]),
                      number=number, smooth=False)
            for name, call in (("cross_entropy_loss", F.cross_entropy), ("nll_loss", F.nll_loss)):
                def loss(x, y): return call(x, y, reduction=how)
                for n, classes in ((1, 1), (1, 3), (2, 3), (7, 2), (40, 10), (0, 3)):
                    y = torch.randint(classes, (n,), generator=numbers_from)
                    self.case(name, loss, numbers(n, classes), y, number=number)
                for row in ROWS[:9]:
                    for y in range(3):
                        self.case(name, loss, row.reshape(1, 3), torch.tensor([y]),
                                  number=number, smooth=False)


def record_ops():
    ops = Ops(File("ops.txt"))
    ops.with_two()
    ops.with_one()
    ops.shapes()
    ops.products()
    ops.reductions()
    ops.softmaxes()
    ops.losses()
    ops.smooth_activations()
    ops.embeddings()


# -------------------------------------------------------------- printing.txt

def record_printing():
    out = File("printing.txt")

    def show(data, requires_grad=False):
        t = torch.as_tensor(data, dtype=torch.float32)
        out.write("tensor", int(requires_grad), t)
        out.print(t.clone().requires_grad_(requires_grad))

    def show_arange(shape, step, start):
        t = (torch.arange(math.prod(shape)) * step + start).float().reshape(shape)
        out.write("tensor", 0, "[%s]" % ",".join(map(str, shape)), "arange", step, start)
        out.print(t)

    draws = torch.Generator().manual_seed(4)
    for x in (0, -0.0, 1, -1, 3, 0.5, 2.5, 1e-3, 1e-4, 9e-5, 1e-8, 1e-45, 1e-38, 12345, 123456.75,
              1e8, 99999999, 16777216, 3.4e38, INF, -INF, NAN, 1 / 3, -2 / 3, 999.5, 0.99995,
              9999.99995):
        show(x)
        show([x])
        show([[x]])
        show([1, x])
        show([1.5, x, -2])
    show([0.1, 0.2, 0.3], requires_grad=True)
    show(1.5, requires_grad=True)
    show([[1, 2], [3, 4]], requires_grad=True)
    show([[INF, 1], [2, -3]])
    show([NAN, NAN])
    show([INF, -INF, NAN, 1.25])
    show([0, 0, 0])
    show([1e-5, 1])
    show([1e-5, 1000.5])
    show([0.001, 999])
    show([1e-4, 1])
    show([0.00012, 0.00011])
    show([1e4, 1.5, 3])
    show([1e5, 1e6, 1e7])
    show([1e8, 1, 2])
    show([100000000, 200000000])
    show([1e9, 1e-9])
    show([-1.00005, 1.00015, 2.00025, 0.00005])
    for shape in ((0,), (0, 3), (3, 0), (0, 0)):
        show(torch.zeros(shape))
    for n in (2, 8, 9, 11, 12, 13, 25, 100, 1000):
        show(torch.randn(n, generator=draws))
    for shape in ((1, 7), (2, 3), (5, 5), (3, 11), (2, 12), (2, 13), (4, 30), (1, 40), (30, 1),
                  (10, 100)):
        show(torch.randn(shape, generator=draws), requires_grad=shape == (2, 12))
    show(torch.randn(3, 10, generator=draws) * 1000)
    show(torch.randn(3, 10, generator=draws) * 100000)
    show(torch.randn(2, 9, generator=draws) * 1e-6)
    show(torch.arange(40.0).reshape(2, 20))
    show(torch.arange(-20.0, 20))
    # Wide lines, with and without requires_grad, around the 80th column.
    for n in range(6, 14):
        show([0.25] * n, requires_grad=True)
        show([[10] * n], requires_grad=True)
    # More than 1000 numbers: the first and last three of each dimension.
    for shape in ((1000,), (1001,), (5000,), (40, 30), (1001, 1), (1, 1001), (5, 300), (300, 5),
                  (6, 200), (7, 200), (200, 6), (2, 600), (1200, 2), (500, 3)):
        show_arange(shape, 0.5, -3)
        show_arange(shape, 1, 0)
    show_arange((1500,), 1000000, 0)

    models = {
        "empty": nn.Sequential(),
        "linear": nn.Linear(4, 16),
        "linear without bias": nn.Linear(1, 1, bias=False),
        "sigmoid": nn.Sigmoid(),
        "leaky_relu": nn.LeakyReLU(0.2),
        "softmax": nn.Softmax(dim=-1),
        "iris": nn.Sequential(nn.Linear(4, 16), nn.Sigmoid(), nn.Linear(16, 3), nn.Softmax(dim=1)),
        "all": nn.Sequential(nn.Linear(2, 3), nn.Sigmoid(), nn.Tanh(), nn.ReLU(), nn.LeakyReLU(),
                             nn.Softmax(dim=1), nn.LogSoftmax(dim=1), nn.Sequential()),
        "nested": nn.Sequential(nn.Sequential(nn.Linear(4, 8), nn.ReLU()),
                                nn.Sequential(nn.Linear(8, 8), nn.Sequential(nn.Tanh())),
                                nn.Linear(8, 3)),
    }
    named = nn.Sequential()
    named.add_module("layer1", nn.Linear(4, 16))
    named.add_module("layer2", nn.Linear(16, 3))
    models["named"] = named
    for name, model in models.items():
        out.write("model", name)
        out.print(model)


# -------------------------------------------------- nn.txt, optim.txt, data.txt

def record_nn():
    out = File("nn.txt")
    activations = ("Sigmoid", "Tanh", "ReLU", "LeakyReLU")
    ends = {"Softmax": nn.Softmax, "LogSoftmax": nn.LogSoftmax, "none": None}
    losses = {"Softmax": F.cross_entropy, "LogSoftmax": F.nll_loss, "none": F.cross_entropy}
    for seed, name in enumerate(activations):
        for end, last in ends.items():
            torch.manual_seed(seed)
            layers = [nn.Linear(5, 8), getattr(nn, name)(), nn.Linear(8, 3, bias=end != "none")]
            model = nn.Sequential(*layers, *([last(dim=1)] if last else []))
            x, y = torch.randn(6, 5), torch.tensor([0, 1, 2, 2, 1, 0])
            pred = model(x)
            loss = losses[end](pred, y)
            loss.backward()
            out.write("model", seed, name, end)
            out.write("x", x)
            out.write("y", y)
            out.write("pred", pred)
            out.write("loss", loss)
            for key, p in model.named_parameters():
                out.write("parameter", key, p)
                out.write("grad", p.grad)


def record_optim():
    out = File("optim.txt")
    settings = [("sgd", {}), ("sgd", {"momentum": 0.9}), ("sgd", {"weight_decay": 0.1}),
                ("sgd", {"momentum": 0.5, "weight_decay": 0.01}),
                ("sgd", {"momentum": 0.99, "lr": 0.5}),
                ("sgd", {"momentum": 1, "lr": 0.001}), ("sgd", {"momentum": 1, "weight_decay": 1}),
                ("adam", {}), ("adam", {"weight_decay": 0.1}), ("adam", {"betas": (0.5, 0.8)}),
                ("adam", {"betas": (0.95, 0.9999), "eps": 1e-3, "weight_decay": 0.01}),
                ("adam", {"betas": (0.0, 0.0), "lr": 0.1})]
    for name, options in settings:
        draws = torch.Generator().manual_seed(len(options))
        lr = options.pop("lr", 0.01)
        weight = torch.randn(2, 3, generator=draws).requires_grad_()
        bias = torch.randn(3, generator=draws).requires_grad_()
        kind = {"sgd": torch.optim.SGD, "adam": torch.optim.Adam}[name]
        optimizer = kind([weight, bias], lr=lr, **options)
        betas = options.get("betas", (0.9, 0.999))
        out.write("case", name, lr, options.get("momentum", 0), options.get("weight_decay", 0),
                  *betas, options.get("eps", 1e-8))
        out.write("start", weight)
        out.write("start", bias)
        for step in range(20):
            if step == 12:  # a learning rate that changes on the way
                lr = optimizer.param_groups[0]["lr"] = lr / 4
            out.write("step", lr)
            for p, skipped in ((weight, (4, 5)), (bias, (0, 1, 2, 9))):
                # gradients of very different sizes; sometimes none at all
                p.grad = torch.randn(p.shape, generator=draws) * 10.0 ** (step % 5 - 3)
                if step in skipped:
                    p.grad = None
                    out.write("nograd")
                else:
                    out.write("grad", p.grad)
            optimizer.step()
            out.write("after", weight)
            out.write("after", bias)


def standardized(train, x, how):
    """With one mean for all numbers (the book), or one for each feature."""
    axis = {"global": None, "feature": 0}[how]
    deviation = np.std(train, axis=axis)
    if how == "feature":  # as scikit-learn's StandardScaler: only centred
        constant = np.ptp(train, axis=0) == 0
        deviation = np.where(constant, 1.0, deviation)
    return torch.from_numpy((x - np.mean(train, axis=axis)) / deviation).float()


def record_data():
    out = File("data.txt")
    for name, (x, _) in (("iris", load_iris(return_X_y=True)), ("wine", load_wine(return_X_y=True)),
                         ("breast_cancer", load_breast_cancer(return_X_y=True))):
        train, test = train_test_split(np.arange(len(x)), test_size=1 / 3, random_state=1)
        for how in ("global", "feature"):
            # 9 rows of either part are enough to see every mean and deviation
            out.write("table", name, how)
            axis = None if how == "global" else 0
            for key, numpy_one in (("mean", np.mean), ("deviation", np.std)):
                out.write(key, *map(repr, np.atleast_1d(numpy_one(x[train], axis=axis)).tolist()))
            out.write("train", standardized(x[train], x[train][:9], how))
            out.write("test", standardized(x[train], x[test][:9], how))
    write_csv("wine.csv", load_wine())
    write_csv("breast_cancer.csv", load_breast_cancer())


def write_csv(name, bunch):
    with open(os.path.join(HERE, name), "w", newline="\n") as file:
        file.write(",".join([n.replace(" ", "_") for n in bunch.feature_names] + ["label"]) + "\n")
        for row, label in zip(bunch.data, bunch.target):
            file.write(",".join([repr(float(x)) for x in row] + [bunch.target_names[label]]) + "\n")


# ---------------------------------------------------------- the stage programs

def nudge(parameters, how_much):
    """Moves parameters by units in the last place: see well_posed()."""
    draws = torch.Generator().manual_seed(99)
    with torch.no_grad():
        for p in parameters:
            p *= 1 + torch.randint(-how_much, how_much + 1, p.shape, generator=draws) * 2.0**-23


def ten_points(batch):
    x = np.arange(10, dtype="float32").reshape((10, 1))
    y = np.array([1.0, 1.3, 3.1, 2.0, 5.0, 6.3, 6.6, 7.4, 8.0, 9.0], dtype="float32")
    x = (x - np.mean(x)) / np.std(x)
    return DataLoader(TensorDataset(torch.from_numpy(x), torch.from_numpy(y)), batch, shuffle=True)


def stage1(seed=1, lr=0.001, epochs=200, batch_size=1, log_every=10):
    """Returns the printed lines, the losses and the two final parameters."""
    loader = ten_points(batch_size)
    torch.manual_seed(seed)
    weight = torch.randn(1).requires_grad_()
    bias = torch.zeros(1, requires_grad=True)
    lines, losses = [], []
    for epoch in range(epochs):
        for x, y in loader:
            loss = (x @ weight + bias - y).pow(2).mean()
            loss.backward()
            with torch.no_grad():
                for p in (weight, bias):
                    p -= p.grad * lr
                    p.grad.zero_()
        losses.append(loss.item())
        if epoch % log_every == 0:
            lines.append(f"Epoch {epoch}  Loss {loss.item():.4f}")
    lines.append(f"Final Parameters: {weight.item()} {bias.item()}")
    return lines, losses, None


def stage2(seed=None, lr=0.001, epochs=200, batch_size=1, log_every=10):
    if seed is None:
        stage1()  # the notebook goes on with the generator that this leaves
    else:
        torch.manual_seed(seed)
    loader = ten_points(batch_size)
    model = nn.Linear(1, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    lines, losses = [], []
    for epoch in range(epochs):
        for x, y in loader:
            loss = F.mse_loss(model(x)[:, 0], y)
            loss.backward()
            optimizer.step()
            optimizer.zero_grad()
        losses.append(loss.item())
        if epoch % log_every == 0:
            lines.append(f"Epoch {epoch}  Loss {loss.item():.4f}")
    lines.append(f"Final Parameters: {model.weight.item()} {model.bias.item()}")
    return lines, losses, None


def labelled_table(path):
    """Features and class numbers: classes in the order of their names' bytes."""
    with open(os.path.join(HERE, "../..", path)) as file:
        rows = [line.rstrip("\n").split(",") for line in file][1:]
    names = sorted({row[-1].encode() for row in rows})
    return (np.array([[float(x) for x in row[:-1]] for row in rows]),
            np.array([names.index(row[-1].encode()) for row in rows]))


def stage3(seed=1, lr=0.001, epochs=100, batch_size=2, hidden=16, activation="sigmoid",
           logits=False, data="data/iris.csv", standardize="global", test_size=1 / 3,
           split_seed=1, nudged=0):
    x, y = labelled_table(data)
    x, x_test, y, y_test = train_test_split(x, y, test_size=test_size, random_state=split_seed)
    x, x_test = (standardized(x, part, standardize) for part in (x, x_test))
    y, y_test = torch.from_numpy(y), torch.from_numpy(y_test)
    classes = int(max(y.max(), y_test.max())) + 1
    torch.manual_seed(seed)
    loader = DataLoader(TensorDataset(x, y), batch_size, shuffle=True)
    model = nn.Sequential(
        nn.Linear(x.shape[1], hidden),
        {"sigmoid": nn.Sigmoid, "tanh": nn.Tanh, "relu": nn.ReLU}[activation](),
        nn.Linear(hidden, classes), *([] if logits else [nn.Softmax(dim=1)]))
    nudge(model.parameters(), nudged)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses, accuracies = [], []
    for _ in range(epochs):
        total, correct = 0.0, 0
        for x_batch, y_batch in loader:
            pred = model(x_batch)
            loss = F.cross_entropy(pred, y_batch)
            loss.backward()
            optimizer.step()
            optimizer.zero_grad()
            total += loss.item() * y_batch.size(0)
            correct += (torch.argmax(pred, dim=1) == y_batch).sum().item()
        losses.append(total / len(x))
        accuracies.append(correct / len(x))
    guess = torch.argmax(model(x_test), dim=1)
    accuracy = (guess == y_test).float().mean()
    lines = [f"Test Acc.: {accuracy:.4f}"]
    for row in confusion_matrix(y_test, guess, labels=range(classes)):
        lines.append("confusion " + " ".join(map(str, row)))
    return lines, losses, accuracies


WINE, CANCER = "tests/golden/wine.csv", "tests/golden/breast_cancer.csv"
SWEEP = [
    (stage1, dict(seed=2)),
    (stage1, dict(seed=7, lr=0.01, epochs=100)),
    (stage1, dict(seed=3, batch_size=2, log_every=7)),
    (stage1, dict(seed=4, batch_size=3, lr=0.005)),
    (stage1, dict(seed=-1, epochs=30, log_every=1)),
    (stage1, dict(seed=2**32 + 2, batch_size=10, lr=0.1, epochs=40)),
    (stage1, dict(seed=2**64 - 1, batch_size=64, epochs=3)),
    (stage1, dict(epochs=0)),
    (stage2, dict(seed=1)),
    (stage2, dict(seed=2, lr=0.01, epochs=50)),
    (stage2, dict(seed=5, batch_size=4, log_every=25)),
    (stage2, dict(lr=0.005, epochs=60)),
    (stage2, dict(batch_size=10, lr=0.05)),
    (stage2, dict(seed=-2**63, batch_size=7, epochs=33)),
    (stage3, dict(seed=2)),
    (stage3, dict(seed=3, lr=0.01, epochs=40)),
    (stage3, dict(seed=-7, batch_size=1, epochs=25)),
    (stage3, dict(batch_size=7)),
    (stage3, dict(batch_size=100, lr=0.02)),
    (stage3, dict(batch_size=1000, lr=0.05, epochs=200)),
    (stage3, dict(hidden=1)),
    (stage3, dict(hidden=3, activation="tanh")),
    (stage3, dict(hidden=64, seed=12)),
    (stage3, dict(activation="tanh")),
    (stage3, dict(activation="relu")),
    (stage3, dict(logits=True)),
    (stage3, dict(logits=True, activation="tanh", seed=4)),
    (stage3, dict(logits=True, activation="relu", hidden=8, batch_size=5)),
    (stage3, dict(standardize="feature")),
    (stage3, dict(standardize="feature", activation="relu", logits=True, epochs=30)),
    (stage3, dict(test_size=0.2)),
    (stage3, dict(test_size=0.5, split_seed=42, seed=9)),
    (stage3, dict(split_seed=2**32 - 1, batch_size=16, lr=0.005)),
    (stage3, dict(epochs=0)),
    (stage3, dict(data=WINE, epochs=30)),
    (stage3, dict(data=WINE, standardize="feature", epochs=30)),
    (stage3, dict(data=WINE, standardize="feature", activation="tanh", logits=True, hidden=8,
                  batch_size=6)),
    (stage3, dict(data=CANCER, epochs=10)),
    (stage3, dict(data=CANCER, standardize="feature", epochs=10)),
    (stage3, dict(data=CANCER, standardize="feature", activation="relu", logits=True,
                  batch_size=32, test_size=0.25)),
]


def command_line(options):
    words = []
    for key, value in options.items():
        words += ["--" + key.replace("_", "-")] + ([] if value is True else [str(value)])
    return " ".join(words)


def well_posed(options, losses, accuracies):
    """May one ask for 1e-5 here? Starts a last place beside, and compares.

    Another order of a sum, or another exp, moves results by some last places.
    A setting that enlarges that beyond 1e-5 says nothing about a program. (For
    stages 1 and 2 the question does not arise: few enough operations to be
    equal to the last place.)
    """
    _, beside, beside_accuracies = stage3(**options, nudged=2)
    worst = max([abs(a - b) / abs(a) for a, b in zip(losses, beside)], default=0)
    print("stage3 %s: %.1e" % (command_line(options), worst))
    return worst < 1e-5 and accuracies == beside_accuracies


def write_history(path, losses, accuracies):
    with open(os.path.join(HERE, path), "w", newline="\n") as file:
        file.write("epoch,loss,accuracy\n" if accuracies is not None else "epoch,loss\n")
        for epoch, loss in enumerate(losses):
            row = "%d,%.9g" % (epoch, loss)
            file.write(row + (",%.9g\n" % accuracies[epoch] if accuracies is not None else "\n"))


def record_stages():
    """stageN.txt: all that is printed. settings.txt: the last lines of others."""
    os.makedirs(os.path.join(HERE, "history"), exist_ok=True)
    settings = File("settings.txt")
    for stage in (stage1, stage2, stage3):
        lines, losses, accuracies = stage()
        write_history(stage.__name__ + ".csv", losses, accuracies)
        File(stage.__name__ + ".txt").file.write("\n".join(lines) + "\n")
    for number, (stage, options) in enumerate(SWEEP, 1):
        lines, losses, accuracies = stage(**options)
        if stage is stage3 and not well_posed(options, losses, accuracies):
            sys.exit("stage3 %s is too sensitive to be compared" % command_line(options))
        path = "history/%02d-%s.csv" % (number, stage.__name__)
        write_history(path, losses, accuracies)
        settings.write("run", stage.__name__, path, command_line(options))
        for line in lines if stage is stage3 else lines[-1:]:
            settings.print(line)


def main():
    torch.set_num_threads(1)
    parts = {name[7:]: f for name, f in globals().items() if name.startswith("record_")}
    for name in sys.argv[1:] or parts:
        parts[name]()


if __name__ == "__main__":
    main()
