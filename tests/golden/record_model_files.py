#!/usr/bin/python3
"""Records the model files that tests/common/check_model_file.c reads.

Run with Debian's python3-torch (1.13):  tests/golden/record_model_files.py
Everything goes to tests/golden/model_files/. Four more files there were written
by PyTorch 2.6 and 2.14 (seq26.pt, seq214.pt, state_dict26.pt,
state_dict214.pt), and tiny.pt by PyTorch into memory; this script leaves them
alone.

NAME.pt and NAME_state.pt    the C program must write the same bytes
NAME.pt and NAME_equal.pt    must load as the same numbers
refused_*.pt                 must be refused
wild_*.pt                    what people save: tests/common/check_model_file_wild.c
training_*.pt                checkpoints: tests/common/check_checkpoint.c
"""
import argparse
import datetime
import math
import os
import pickle
import zipfile
from collections import OrderedDict, defaultdict

import numpy
import torch
from torch import nn

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "model_files")


def path(name):
    return os.path.join(FOLDER, name + ".pt")


class Model(nn.Module):
    """A class of the program that saves: the book's own model."""

    def __init__(self):
        super().__init__()
        self.layer1 = nn.Linear(4, 16)
        self.layer2 = nn.Linear(16, 3)
        self.hidden = 16

    def forward(self, x):
        return torch.softmax(self.layer2(torch.sigmoid(self.layer1(x))), dim=1)


def named(**layers):
    return nn.Sequential(OrderedDict(layers))


def same_bytes():
    """Models of which the C program must write the very same files."""
    frozen = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 1))
    frozen[0].weight.requires_grad = False
    strange = nn.Sequential(nn.Linear(2, 3))
    strange[0].weight.data[:] = torch.tensor(
        [[float("nan"), float("inf")], [float("-inf"), -0.0], [1e-45, 3e38]])
    models = {
        "iris": nn.Sequential(nn.Linear(4, 16), nn.Sigmoid(),
                              nn.Linear(16, 3), nn.Softmax(dim=1)),
        "named": named(layer1=nn.Linear(4, 16), sigmoid=nn.Sigmoid(),
                       layer2=nn.Linear(16, 3), softmax=nn.Softmax(dim=1)),
        "no_bias": nn.Sequential(nn.Linear(3, 2, bias=False), nn.Tanh(),
                                 nn.Linear(2, 300)),
        "activations": nn.Sequential(
            nn.Sigmoid(), nn.Tanh(), nn.ReLU(), nn.LeakyReLU(),
            nn.LeakyReLU(0.2), nn.LeakyReLU(1e-7), nn.Softmax(dim=0),
            nn.Softmax(dim=1), nn.LogSoftmax(dim=-1), nn.LogSoftmax(dim=1)),
        "nested": nn.Sequential(
            nn.Sequential(nn.Linear(2, 3), nn.Tanh()),
            named(block=named(fc=nn.Linear(3, 2), act=nn.ReLU()),
                  weight=named(fc=nn.Linear(2, 2))),
            nn.Sequential()),
        "empty": nn.Sequential(),
        "one": nn.Sequential(nn.Linear(1, 1)),
        "twelve": nn.Sequential(*[nn.Linear(1, 1) for _ in range(12)]),
        "odd_names": nn.Sequential(OrderedDict(
            [("a b", nn.Tanh()), ("f(x)=1%", nn.Linear(1, 1)),
             ("\u3042", nn.ReLU()), ("5", nn.ReLU())])),
        "frozen": frozen,
        "strange": strange,
    }
    for name, model in models.items():
        torch.save(model, path(name))
        torch.save(model.state_dict(), path(name + "_state"))
    return models


def same_numbers(iris):
    """Pairs of files that must load as the same parameters."""

    def pair(name, model, equal):
        torch.save(model, path(name))
        torch.save(equal, path(name + "_equal"))

    def layer(weight):  # a model whose only parameter is this very tensor
        model = nn.Sequential(nn.Linear(1, 1, bias=False))
        model[0].weight = nn.Parameter(weight)
        model[0].out_features, model[0].in_features = weight.shape
        return model

    def layer_pair(name, weight):
        pair(name, layer(weight), layer(weight.float().clone().contiguous()))

    wide = torch.randn(4, 8, dtype=torch.float64)
    wide[0] = torch.tensor([1 + 2**-24, 1 + 3 * 2**-24, 1 + 2**-24 + 2**-50,
                            1e300, -1e300, 1e-46, 2**-149.5, 2**-126 * 0.7])
    wide[1, :4] = torch.tensor([float("nan"), float("inf"), -0.0, 16777217.0])
    layer_pair("float64", wide)
    every = torch.arange(-32768, 32768).to(torch.int16)  # all 65536 of them
    half = every.view(torch.float16)[::97].reshape(26, 26)
    half = half.clone()
    layer_pair("float16", half)
    bfloat = every.view(torch.bfloat16)[::97].reshape(26, 26)
    layer_pair("bfloat16", bfloat.clone())
    base = torch.arange(60, dtype=torch.float32).reshape(6, 10)
    layer_pair("transposed", base.t())
    layer_pair("part", base[1:5, 2:9])
    layer_pair("every_second", base[::2, 1::3])
    layer_pair("column", base[:, 3:4])
    layer_pair("row", base[2:3])
    layer_pair("transposed_half", half.t())

    block = torch.randn(20)  # two layers with their parameters in one storage
    views = nn.Sequential(nn.Linear(2, 3), nn.Linear(3, 2))
    equal = nn.Sequential(nn.Linear(2, 3), nn.Linear(3, 2))
    at = 1
    for p, q in zip(views.parameters(), equal.parameters()):
        p.data = block[at:at + p.numel()].view(p.shape)
        q.data = p.data.clone()
        at += p.numel()
    pair("one_storage", views, equal)

    tied = nn.Linear(2, 2)  # one object twice
    relu = nn.ReLU()
    copy = nn.Linear(2, 2)
    copy.load_state_dict(tied.state_dict())
    pair("tied", nn.Sequential(tied, relu, tied, relu),
         nn.Sequential(tied, nn.ReLU(), copy, nn.ReLU()))

    notes = nn.Sequential(nn.Linear(2, 2), nn.ReLU(inplace=True))
    notes.epoch, notes.note, notes.rate, notes.large = 7, "hello", 0.5, 2**40
    notes.table = {"a": (1, 2, None), "b": True}
    plain = nn.Sequential(nn.Linear(2, 2), nn.ReLU())
    plain.load_state_dict(notes.state_dict())
    notes.eval()
    pair("notes", notes, plain)

    for newer in ("seq26", "seq214", "state_dict26", "state_dict214"):
        torch.save(torch.load(path(newer)), path(newer + "_equal"))

    repacked(path("iris"), path("repacked"), zipfile.ZIP_STORED)
    torch.save(iris, path("repacked_equal"))


def repacked(old, new, method):
    """The same records, packed by another zip program."""
    with zipfile.ZipFile(old) as a, zipfile.ZipFile(new, "w", method) as b:
        for item in a.infolist():
            b.writestr(zipfile.ZipInfo(item.filename), a.read(item), method)


def states(iris):
    """State dicts of other kinds, all equal to iris_state.pt."""
    state = iris.state_dict()
    torch.save(dict(state), path("plain_dict"))
    torch.save(iris.state_dict(keep_vars=True), path("keep_vars"))
    named_state = OrderedDict(zip(("layer1.weight", "layer1.bias",
                                   "layer2.weight", "layer2.bias"),
                                  state.values()))
    own = Model()
    own.load_state_dict(named_state)
    torch.save(own, path("own_class"))
    torch.save(own.state_dict(), path("own_class_state"))
    torch.save({"scalar": torch.tensor(1.5), "cube": torch.zeros(2, 3, 4),
                "eight": torch.zeros(1, 1, 1, 2, 1, 1, 1, 1)}, path("shapes"))


def refused(iris):
    def save(name, thing):
        torch.save(thing, path("refused_" + name))

    class Evil:
        def __reduce__(self):
            return os.system, ("echo hello > executed.txt",)

    save("evil", {"0.weight": Evil()})
    save("checkpoint", {"model": iris.state_dict(), "epoch": 3})
    save("tensor", torch.zeros(3))
    save("number", 42)
    save("list", [torch.zeros(3)])
    save("int64", {"a": torch.zeros(3, dtype=torch.int64)})
    save("complex", {"a": torch.zeros(3, dtype=torch.complex64)})
    nn.Linear(2, 2)  # draws what the numbers of the files below depend on
    save("batchnorm", nn.Sequential(nn.BatchNorm1d(2)))
    save("single_layer", nn.Linear(2, 2))
    save("no_dim", nn.Sequential(nn.Softmax(dim=None)))
    save("dim_2", nn.Sequential(nn.Softmax(dim=2)))
    save("expanded", {"a": torch.zeros(1).expand(4)})
    save("optimizer", torch.optim.Adam(iris.parameters()).state_dict())
    hooked = nn.Sequential(nn.Linear(2, 2))
    hooked[0].register_forward_hook(print)
    save("hook", hooked)
    buffered = nn.Sequential(nn.Linear(2, 2))
    buffered.register_buffer("mean", torch.zeros(2))
    save("buffer", buffered)
    inside = nn.Sequential(nn.Linear(2, 2))
    inside.add_module("again", inside)
    save("inside_itself", inside)
    deep = nn.Sequential(nn.Linear(1, 1))
    for _ in range(8):
        deep = nn.Sequential(deep)
    save("deep", deep)
    save("many", nn.Sequential(*[nn.Tanh()] * 1001))
    grow = nn.Sequential()  # 10^7 layers in a file of a few kilobytes
    for _ in range(7):
        grow = nn.Sequential(*[grow] * 10)
    save("grow", nn.Sequential(*[grow] * 10))
    grow = nn.Sequential(*[nn.Tanh()] * 40)
    save("grow_wide", nn.Sequential(*[nn.Sequential(*[grow] * 40)] * 40))
    again = nn.Linear(30, 30)
    torch.save(nn.Sequential(*[again] * 40), path("forty"))
    own = nn.Sequential(Model())
    save("own_inside", own)
    save("chain", nn.Sequential(nn.Linear(2, 3), nn.Linear(4, 2)))
    wrong = nn.Sequential(nn.Linear(2, 3))
    wrong[0].in_features = 5
    save("features", wrong)
    extra = nn.Sequential(nn.Linear(2, 3))
    extra[0].scale = nn.Parameter(torch.ones(1))
    save("extra_parameter", extra)
    torch.save(iris, path("refused_legacy"),
               _use_new_zipfile_serialization=False)
    torch.save(iris, path("refused_protocol"), pickle_protocol=4)
    torch.jit.script(iris).save(path("refused_torchscript"))
    repacked(path("iris"), path("refused_deflated"), zipfile.ZIP_DEFLATED)
    with open(path("refused_pickle"), "wb") as f:
        pickle.dump({"a": [1.0, 2.0]}, f, protocol=2)


def without_parameters():
    """Layers that only pass on what they get, or zero it."""
    model = nn.Sequential(
        nn.Flatten(), nn.Linear(2, 2), nn.Dropout(), nn.Dropout(1 / 3),
        nn.Dropout(0.0), nn.Identity())
    torch.save(model, path("dropout"))
    torch.save(model.state_dict(), path("dropout_state"))
    model.eval()
    torch.save(model, path("evaluating"))
    torch.save(model.state_dict(), path("evaluating_state"))
    for name, layer in (("flatten", nn.Flatten(0)),
                        ("flatten_end", nn.Flatten(1, 2))):
        torch.save(nn.Sequential(layer), path("refused_" + name))
    wrong = nn.Sequential(nn.Dropout())
    wrong[0].p = 1.5
    torch.save(wrong, path("refused_p"))


def trainings():
    """Trainings that were saved halfway, and the model where each of them ended."""

    def network():
        return nn.Sequential(nn.Linear(4, 3), nn.ReLU(), nn.Linear(3, 2))

    def steps(model, optimizer, count):
        for _ in range(count):
            optimizer.zero_grad()
            y = model(torch.randn(2, 4))
            (y * y).mean().backward()
            optimizer.step()

    def train(name, model, optimizer, before, epoch):
        steps(model, optimizer, before)
        torch.save({"model_state_dict": model.state_dict(),
                    "optimizer_state_dict": optimizer.state_dict(),
                    "epoch": epoch, "rng_state": torch.get_rng_state()},
                   path("training_" + name))
        steps(model, optimizer, 70)
        torch.save(model.state_dict(), path("training_" + name + "_end"))

    kinds = {
        "adam": lambda p: torch.optim.Adam(p, lr=0.01),
        "adam_settings": lambda p: torch.optim.Adam(
            p, lr=0.03125, betas=(0.5, 0.75), eps=1e-3, weight_decay=0.1),
        "momentum": lambda p: torch.optim.SGD(
            p, lr=0.1, momentum=0.9, weight_decay=0.01),
        "sgd": lambda p: torch.optim.SGD(p, lr=0.1),
    }
    for name, make in kinds.items():
        torch.manual_seed(2)
        model = network()
        train(name, model, make(model.parameters()), 3, 300)
    torch.manual_seed(3)
    model = network()
    train("new", model, kinds["adam"](model.parameters()), 0, 0)
    torch.manual_seed(4)
    model = network()
    model[0].weight.requires_grad = False  # has no gradient, and no state
    train("frozen", model, kinds["adam"](model.parameters()), 3, 1)
    one = nn.Sequential(nn.Linear(4, 1, bias=False))
    train("one", one, kinds["momentum"](one.parameters()), 2, 70000)

    # what we must say no to, or read though it is a little different
    def save(name, **other):
        torch.save({**whole, **other}, path("training_" + name))

    model = network()
    adam = torch.optim.Adam(model.parameters(), amsgrad=True)
    whole = {"model": model.state_dict(), "optimizer": adam.state_dict(), "epoch": 1}
    save("amsgrad")
    nesterov = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9, nesterov=True)
    save("nesterov", optimizer=nesterov.state_dict())
    adam = torch.optim.Adam(model.parameters())
    steps(model, adam, 2)
    old = adam.state_dict()
    for state in old["state"].values():
        state["step"] = 2  # before PyTorch 1.12
    save("old", optimizer=old)
    save("no_epoch", optimizer=old, epoch="three")
    save("bad_generator", optimizer=old, rng_state=torch.zeros(5056, dtype=torch.uint8))
    save("short_generator", optimizer=old, rng_state=torch.get_rng_state()[:5000])
    save("two_optimizers", other=adam.state_dict())
    split = torch.optim.Adam([{"params": model[0].parameters()},
                              {"params": model[2].parameters(), "lr": 1.0}])
    save("two_groups", optimizer=split.state_dict())
    save("fewer", optimizer=torch.optim.Adam(model[0].parameters()).state_dict())
    save("other_shape", optimizer={**old, "state": {
        0: {"step": 2, "exp_avg": torch.ones(3), "exp_avg_sq": torch.ones(3)}}})
    save("other_size", optimizer={**old, "state": {
        0: {"step": 2, "exp_avg": torch.ones(3, 5), "exp_avg_sq": torch.ones(3, 4)}}})
    save("other_order", optimizer={**old, "param_groups": [
        {**old["param_groups"][0], "params": [1, 0, 2, 3]}]})
    save("entry_is_number", optimizer={**old, "state": {0: 5}})
    save("no_average", optimizer={**old, "state": {0: {"step": 2}}})
    save("no_step", optimizer={**old, "state": {0: {"exp_avg": torch.ones(3, 4)}}})
    save("state_is_list", optimizer={**old, "state": [1, 2]})
    save("no_model", model={}, optimizer=old)


class Wrapper(nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model


def in_the_wild(iris):
    """Checkpoints, names with something before them, layers that we do not have."""

    def save(name, thing):
        torch.save(thing, path("wild_" + name))

    net = Model()
    state = net.state_dict()
    adam = torch.optim.Adam(net.parameters())
    net(torch.randn(5, 4)).sum().backward()
    adam.step()
    schedule = torch.optim.lr_scheduler.StepLR(adam, 3)
    whole = named(layer1=nn.Linear(4, 16), act=nn.Sigmoid(),
                  layer2=nn.Linear(16, 3))
    whole.load_state_dict(state)
    save("plain", state)
    save("checkpoint", {
        "epoch": 3, "model_state_dict": state, "loss": 0.5,
        "optimizer_state_dict": adam.state_dict(), "schedule": schedule.state_dict()})
    save("whole", {"model": whole, "optimizer": adam.state_dict()})
    save("nested", {"run": {"model": {"state_dict": dict(state)}}})
    save("lightning", {
        "pytorch-lightning_version": "1.6", "state_dict": Wrapper(net).state_dict(),
        "optimizer_states": [adam.state_dict()], "callbacks": {},
        "hyper_parameters": {"lr": 1e-3, "sizes": [4, 16]}})
    save("notes", {
        "weights": state, "text": "two\nlines\x1b[31m", "args": argparse.Namespace(lr=1),
        "date": datetime.datetime(2020, 1, 2), "counts": defaultdict(list, {"a": [1]}),
        "size": torch.Size([1, 2]), "device": torch.device("cpu"), "kind": torch.float32,
        "array": numpy.arange(3.0), "best": numpy.float64(0.5), "set": {1}, "bytes": b"ab"})
    save("beside", {"encoder": state, "mean": torch.zeros(4), "deviation": torch.ones(4)})
    save("mixed", {**state, "epoch": 4})
    save("list", [state, adam.state_dict()])
    save("several", {"generator": state, "discriminator": whole.state_dict()})
    save("optimizer", adam.state_dict())
    save("schedule", schedule.state_dict())
    save("module", {"module." + k: v for k, v in state.items()})
    save("orig_mod", {"_orig_mod.module." + k: v for k, v in state.items()})
    save("parallel", nn.DataParallel(whole))
    save("parallel_own", nn.DataParallel(net))
    for name, kind in (("half", torch.float16), ("double", torch.float64),
                       ("int64", torch.int64), ("uint8", torch.uint8),
                       ("complex", torch.complex64)):
        save(name, {k: v.to(kind) for k, v in state.items()})

    # described, and no model of ours
    cnn = nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2), nn.ReLU(), nn.Flatten())
    save("cnn", cnn)
    save("cnn_state", cnn.state_dict())
    save("own_in_own", Wrapper(net))
    save("gelu", nn.Sequential(nn.Linear(4, 3), nn.GELU()))
    save("one_dimension", {"0.weight": torch.ones(3), "0.bias": torch.ones(3)})
    save("three_dimensions", {"0.weight": torch.ones(3, 4, 2), "0.bias": torch.ones(3)})
    save("long_bias", {"0.weight": torch.ones(3, 4), "0.bias": torch.ones(5)})
    save("no_chain", {"0.weight": torch.ones(3, 4), "1.weight": torch.ones(2, 5)})
    wrong = nn.Sequential(nn.Linear(4, 3))
    wrong[0].in_features = 7
    save("in_features", wrong)
    wrong = nn.Sequential(nn.Linear(4, 3))
    wrong[0].bias = nn.Parameter(torch.ones(7))
    save("whole_bias", wrong)
    wrong = nn.Sequential(nn.Linear(4, 3))
    wrong[0].weight = nn.Parameter(torch.ones(3, 4, 1))
    save("whole_weight", wrong)
    save("broken", {**state, "layer2.bias": torch.tensor([math.nan, math.inf, 0])})
    save("empty_tensor", {"0.weight": torch.empty(0, 3)})


class Odd:
    """An object that is a frozen set with attributes."""

    def __reduce__(self):
        return frozenset, ([1],), {"a": 1}


def more_of_the_wild():
    """Types of numbers, keys by the dozen, optimisers that are none."""

    def save(name, thing, **how):
        torch.save(thing, path("wild_" + name), **how)

    plain = torch.load(path("wild_plain"))
    for name, kind in (("int32", torch.int32), ("int16", torch.int16),
                       ("int8", torch.int8), ("bool", torch.bool),
                       ("bfloat16", torch.bfloat16)):
        save(name, {k: v.to(kind) for k, v in plain.items()})
    save("transposed", {k: v.t().contiguous().t() for k, v in plain.items()})
    save("qint8", {k: torch.quantize_per_tensor(v, 0.1, 0, torch.qint8)
                   for k, v in plain.items()})
    save("facts", {**{f"fact{i}": i for i in range(25)}, "model": plain})
    save("deep", {"a": {"b": {"c": {"d": {"e": {"f": plain}}}}}})
    save("odd", {"model": plain, "odd": Odd()})
    save("object", argparse.Namespace(lr=1))
    save("tensors", [torch.ones(2), torch.ones(3, 1, dtype=torch.int8)])
    save("bias_alone", {"0.bias": torch.ones(3)})
    save("scalar", {"0.weight": torch.tensor(1.0)})
    act = nn.ReLU()
    act.slope = nn.Parameter(torch.ones(1))
    save("parameter_of_relu", nn.Sequential(nn.Linear(4, 3), act))
    same = nn.Linear(3, 3)
    save("same", nn.Sequential(same, nn.Tanh(), same))
    big = torch.ones(1).expand(2000, 2000)
    save("expanded", {"0.weight": big, "1.weight": big.t()[:, 1:]})


def shared():
    """Layers that share parameters; the C program writes the same files."""
    model = nn.Sequential(nn.Linear(2, 2), nn.Tanh(), nn.Linear(2, 2), nn.Linear(2, 3))
    model[2].weight = model[0].weight
    torch.save(model, path("shared"))
    torch.save(model.state_dict(), path("shared_state"))


def main():
    os.makedirs(FOLDER, exist_ok=True)
    torch.manual_seed(1)
    models = same_bytes()
    same_numbers(models["iris"])
    states(models["iris"])
    refused(models["iris"])
    without_parameters()
    in_the_wild(models["iris"])
    shared()
    trainings()
    more_of_the_wild()


if __name__ == "__main__":
    main()
