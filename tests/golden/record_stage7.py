#!/usr/bin/python3
"""Records stage7.txt: what PyTorch gives for the GPT of stage 7, for the program's
own settings and for others, and stage7_state.pt, the trained parameters. Format and
versions as in record.py.

    /usr/bin/python3 tests/golden/record_stage7.py
"""
import math
import os
import sys

import torch
from torch import nn
from torch.nn import functional as F

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import record

LETTERS, LONGEST, WIDTH, HEADS = 27, 15, 16, 4
BLOCK = LONGEST + 1
NAMES = "data/names.txt"


def rms_norm(x):
    return x / (x.pow(2).mean(1, keepdim=True) + 1e-5).sqrt()


class Head(nn.Module):
    def __init__(self):
        super().__init__()
        self.query = nn.Linear(WIDTH, WIDTH // HEADS, bias=False)
        self.key = nn.Linear(WIDTH, WIDTH // HEADS, bias=False)
        self.value = nn.Linear(WIDTH, WIDTH // HEADS, bias=False)
        self.output = nn.Linear(WIDTH // HEADS, WIDTH, bias=False)

    def forward(self, x, mask):
        score = self.query(x) @ self.key(x).T / math.sqrt(WIDTH // HEADS)
        return self.output((score + mask).softmax(1) @ self.value(x))


class Gpt(nn.Module):
    def __init__(self):
        super().__init__()
        self.tokens = nn.Embedding(LETTERS, WIDTH)
        self.positions = nn.Embedding(BLOCK, WIDTH)
        self.heads = nn.ModuleList(Head() for _ in range(HEADS))
        self.up = nn.Linear(WIDTH, 4 * WIDTH, bias=False)
        self.down = nn.Linear(4 * WIDTH, WIDTH, bias=False)
        self.letters = nn.Linear(WIDTH, LETTERS, bias=False)

    def forward(self, letters):
        n = len(letters)
        mask = torch.full((n, n), -math.inf).triu(1)
        x = rms_norm(self.tokens(letters) + self.positions(torch.arange(n)))
        a = rms_norm(x)
        heads = [head(a, mask) for head in self.heads]
        x = x + (heads[0] + heads[1] + heads[2] + heads[3])
        x = x + self.down(F.relu(self.up(rms_norm(x))))
        return self.letters(x)


def encode(name):
    return torch.tensor([0] + [ord(c) - 96 for c in name] + [0])


def loss_of(model, name, reduction="mean"):
    number = encode(name)
    return F.cross_entropy(model(number[:-1]), number[1:], reduction=reduction)


def sample(p):
    left = torch.rand(1).item()
    for i, share in enumerate(p[:-1]):
        left -= share
        if left < 0:
            return i
    return len(p) - 1


def make_name(model, temperature):
    number = [0]
    while len(number) <= LONGEST:
        scores = model(torch.tensor(number))
        number.append(sample((scores / temperature).softmax(1)[-1].tolist()))
        if number[-1] == 0:
            break
    return "".join(chr(96 + i) for i in number if i > 0)


def pairs_loss(trained, tests):
    count = torch.ones(LETTERS, LETTERS, dtype=torch.float64)
    for name in trained:
        for a, b in zip(encode(name), encode(name)[1:]):
            count[a, b] += 1
    p = count / count.sum(1, keepdim=True)
    losses = [-p[a, b].log() for name in tests for a, b in zip(encode(name), encode(name)[1:])]
    return sum(losses) / len(losses)


def new_model(seed, nudged):
    """The names in random order, then the parameters."""
    names = open(NAMES).read().split()
    model = Gpt()
    torch.manual_seed(seed)
    names = [names[i] for i in torch.randperm(len(names))]
    for p in model.parameters():
        nn.init.normal_(p, 0, 0.08)
    record.nudge(model.parameters(), nudged)
    return names, model


def stage7(seed=1, steps=1000, lr=0.01, temperature=0.5, samples=20, nudged=0):
    """Returns the model, the losses, and the lines that are printed."""
    names, model = new_model(seed, nudged)
    tests = (len(names) + 9) // 10
    trained = names[:-tests]
    adam = torch.optim.Adam(model.parameters(), lr=lr, betas=(0.85, 0.99), eps=1e-8)
    losses, lines = [], []
    for step in range(steps):
        loss = loss_of(model, trained[step % len(trained)])
        adam.zero_grad()
        loss.backward()
        adam.param_groups[0]["lr"] = lr * (1 - step / steps)
        adam.step()
        losses.append(loss.item())
        if step % 100 == 0 or step == steps - 1:
            lines.append("Step %d  Loss %.4f" % (step, losses[-1]))
    with torch.no_grad():
        total = sum(loss_of(model, name, "sum").item() for name in names[-tests:])
        made = []
        lines += ["", "%4d names not seen before        loss  perplexity" % tests]
        for who, loss in (("all letters alike", math.log(LETTERS)),
                          ("pairs of letters", pairs_loss(trained[:steps], names[-tests:])),
                          ("this model", total / sum(len(n) + 1 for n in names[-tests:]))):
            lines.append("%-27s  %8.4f  %10.2f" % (who, loss, math.exp(loss)))
        lines.append("")
        for _ in range(samples):
            name = make_name(model, temperature)
            lines.append(name + (" (in the list)" if name in names else ""))
    return model, losses, lines


SETTINGS = [dict(), dict(seed=2), dict(seed=-7, steps=300), dict(steps=2500, lr=0.005),
            dict(seed=2**40 + 5, steps=50, temperature=1.0, samples=5),
            dict(seed=11, lr=0.003, temperature=0.8), dict(seed=5, samples=100)]
SENSITIVE = dict(lr=0.03)


def beside(settings, losses):
    """How far a start some last places beside ends from here: the largest relative
    difference of a loss, and the first step in which it is above 1e-5."""
    other = stage7(**settings, nudged=2)[1]
    off = [abs(a - b) / a for a, b in zip(losses, other)]
    return max(off), next((i for i, x in enumerate(off) if x > 1e-5), -1)


def main():
    torch.set_num_threads(1)
    out = record.File("stage7.txt")
    for settings in SETTINGS:
        model, losses, lines = stage7(**settings)
        if beside(settings, losses)[0] > 1e-5:
            sys.exit("stage7 %s is too sensitive to be compared" % record.command_line(settings))
        if not settings:
            torch.save(model.state_dict(), os.path.join(record.HERE, "stage7_state.pt"))
            out.write("parameters", sum(p.numel() for p in model.parameters()))
        out.write("run", record.command_line(settings))
        out.write("losses", torch.tensor(losses))
        for line in lines:
            out.print(line)
    off, step = beside(SENSITIVE, stage7(**SENSITIVE)[1])
    out.write("sensitive", record.command_line(SENSITIVE), "%.1e" % off, step)


if __name__ == "__main__":
    main()
