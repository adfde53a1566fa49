#!/usr/bin/python3
"""Asks real PyTorch about the model files of ./stage4 and ./stage7 (make check-torch).

It must read what we write, predict the same, and write the same bytes; and what
goes from one to the other and back must be the same to the last bit. Run in the
project's top folder, after make stage4 stage7. Needs PyTorch 1.13 (Debian's
python3-torch): for other versions the comparison of bytes is left out, because
they write other files.
"""
import csv
import io
import os
import subprocess
import sys
import tempfile
from collections import OrderedDict

import numpy as np
import torch
from torch import nn

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import record_stage7
from record_stage4 import Model, NAMES, read_iris

STAGE4, STAGE7 = (os.path.abspath(path) for path in sys.argv[1:])
SAME_BYTES = torch.__version__.startswith("1.13")
checks = 0


def check(condition, what):
    global checks
    checks += 1
    if not condition:
        sys.exit("check_with_torch: " + what)


def run(*options, program=STAGE4):
    done = subprocess.run([program, "--no-plot", "--quiet", *options], text=True,
                          capture_output=True)
    check(done.returncode == 0, "%s: %s" % (options, done.stderr))
    return done.stdout


def content(path):
    with open(path, "rb") as file:
        return file.read()


def load_whole(path):
    if "weights_only" in torch.load.__code__.co_varnames:
        return torch.load(path, weights_only=False)
    return torch.load(path)


def same_bits(a, b, what):
    check(list(a) == list(b), what + ": other names")
    for name in a:
        x, y = (t[name].detach().numpy().view(np.uint32) for t in (a, b))
        check(np.array_equal(x, y), "%s: %s differs" % (what, name))


def compare_answers(model, answers, what):
    x, _, _ = read_iris()
    rows = list(csv.reader(io.StringIO(answers)))[1:]
    ours = np.array([[float(number) for number in row[1:]] for row in rows])
    theirs = model(x).detach().numpy()
    check(np.abs(ours - theirs).max() <= 1e-6, what + ": other probabilities")
    check([row[0] for row in rows] == [NAMES[i] for i in theirs.argmax(1)],
          what + ": other labels")


def check_what_we_write(*options):
    """C -> PyTorch: whole model and state dict."""
    run("--save", "ours.pt", *options)
    answers = run("--predict", "iris.csv", "--load", "ours.pt")
    whole = load_whole("ours.pt")
    check(type(whole) is nn.Sequential, "the whole model is no Sequential")
    compare_answers(whole, answers, "the whole model")
    state = torch.load("ours_state.pt", weights_only=True)
    same_bits(whole.state_dict(), state, "whole model and state dict")
    hidden, features = state["layer1.weight"].shape
    own = Model()
    own.layer1, own.layer2 = nn.Linear(features, hidden), nn.Linear(hidden, 3)
    check(own.load_state_dict(state) is not None, "load_state_dict")
    compare_answers(own, answers, "class Model")
    whole(torch.zeros(2, 4)).sum().backward()  # it is alive
    check(whole.layer1.weight.grad is not None, "no gradients")
    return whole, state


def check_same_bytes(whole):
    """PyTorch saves what it has loaded as the same file."""
    os.makedirs("theirs", exist_ok=True)
    torch.save(whole, "theirs/ours.pt")
    check(content("theirs/ours.pt") == content("ours.pt"),
          "PyTorch writes other bytes")


def check_round_trips(state):
    """C -> PyTorch -> C and PyTorch -> C -> PyTorch."""
    model = nn.Sequential(OrderedDict([
        ("layer1", nn.Linear(4, state["layer1.weight"].shape[0])),
        ("sigmoid", nn.Sigmoid()),
        ("layer2", nn.Linear(state["layer1.weight"].shape[0], 3)),
        ("softmax", nn.Softmax(dim=1))]))
    model.load_state_dict(state)
    torch.save(model, "trip.pt")
    run("--load", "trip.pt", "--save", "back.pt")
    same_bits(state, torch.load("back_state.pt", weights_only=True),
              "C to PyTorch to C")
    for p in model.parameters():  # any bits but NaN with a payload
        bits = torch.randint(-2**31, 2**31, p.shape).to(torch.int32)
        p.data = bits.view(torch.float32).nan_to_num(1.0)
    torch.save(model, "trip.pt")
    torch.save(model.state_dict(), "trip_state.pt")
    for trip in ("trip.pt", "trip_state.pt"):
        run("--load", trip, "--save", "back.pt", "--hidden",
               str(model.layer1.out_features))
        same_bits(model.state_dict(),
                  torch.load("back_state.pt", weights_only=True),
                  "PyTorch to C to PyTorch, " + trip)
        same_bits(model.state_dict(), load_whole("back.pt").state_dict(),
                  "PyTorch to C to PyTorch, " + trip)


def names_of(model, seed, count):
    """What PyTorch makes up after the draws with which a program begins."""
    record_stage7.new_model(seed, 0)
    with torch.no_grad():
        return [record_stage7.make_name(model, 0.5) for _ in range(count)]


def check_gpt():
    """A trained GPT goes to PyTorch and back, and makes the same names."""
    options = ("--seed", "3", "--samples", "8")
    ours = run("--steps", "200", "--save", "gpt.pt", *options, program=STAGE7).split()
    model = record_stage7.Gpt()
    state = torch.load("gpt.pt", weights_only=True)
    check(model.load_state_dict(state) is not None, "load_state_dict of the GPT")
    check(sum(p.numel() for p in model.parameters()) == 4192, "other parameters")
    check(names_of(model, 3, 8) == ours[-8:], "PyTorch makes other names")
    for p in model.parameters():
        p.data *= 1.1
    torch.save(model.state_dict(), "trip.pt")
    back = run("--load", "trip.pt", "--save", "back.pt", *options, program=STAGE7)
    check(names_of(model, 3, 8) == back.split(), "other names after the trip")
    same_bits(model.state_dict(), torch.load("back.pt", weights_only=True), "the GPT")


def main():
    record_stage7.NAMES = os.path.abspath(record_stage7.NAMES)
    iris = content("data/iris.csv")
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        with open("iris.csv", "wb") as file:
            file.write(iris)
        torch.manual_seed(1)
        for options in ((), ("--hidden", "5", "--seed", "4"),
                        ("--epochs", "0", "--hidden", "300")):
            whole, state = check_what_we_write(*options)
            if SAME_BYTES:
                check_same_bytes(whole)
            check_round_trips(state)
        check_gpt()
        os.chdir("/")
    print("check_with_torch: PyTorch %s, %d checks passed"
          % (torch.__version__, checks))


if __name__ == "__main__":
    main()
