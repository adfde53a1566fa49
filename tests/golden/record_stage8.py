#!/usr/bin/python3
"""Records what PyTorch's DistributedDataParallel comes to, into stage8.txt beside
this script: with 2, 3 and 4 processes and gloo, for two sizes of model; and what one
process comes to that accumulates the gradients of 8 shares.

    /usr/bin/python3 tests/golden/record_stage8.py             in half a minute
    /usr/bin/python3 tests/golden/record_stage8.py --check     compares with it

The last bit of a weight depends on how each product, sum and logarithm was rounded.
So this runs with Debian's plain BLAS, whose sums go from the first product to the
last, and with PyTorch's kernels for any processor, which round after each operation;
and the logarithm of the softmax is computed as ours is. All else is PyTorch's as it
is: the layers, the sampler, the order of the buckets, gloo's sums, Adam.

The lines of the file: "rows SEED EPOCH ROWS SHARES SHARE: ..." what the sampler gives
to a share, "run PROCESSES OPTIONS", what is printed ("| ..."), and "sha1" of the
state dict, saved as state.pt.
"""
import csv
import hashlib
import os
import sys
import tempfile

PLAIN = {"LD_LIBRARY_PATH": "/usr/lib/x86_64-linux-gnu/blas",
         "ATEN_CPU_CAPABILITY": "default", "OMP_NUM_THREADS": "1"}
if not os.path.isdir(PLAIN["LD_LIBRARY_PATH"]):
    sys.exit("record_stage8: left out, Debian's plain BLAS (libblas3) is not here")
if __name__ == "__main__" and os.environ.get("OMP_NUM_THREADS") != "1":
    os.execve(sys.executable, [sys.executable] + sys.argv, dict(os.environ, **PLAIN))

import numpy as np
import torch
import torch.distributed as dist
import torch.multiprocessing as mp
from sklearn.model_selection import train_test_split
from torch import nn
from torch.nn import functional as F
from torch.nn.parallel import DistributedDataParallel
from torch.utils.data import DataLoader, DistributedSampler, TensorDataset

HERE = os.path.dirname(os.path.abspath(__file__))
EPOCHS, SHARES, SEED = 10, 8, 1
JOBS = [("data/iris.csv", 16, ""),
        ("tests/golden/wine.csv", 32, "--standardize feature --seed 5")]


class Linear(nn.Linear):
    """nn.Linear whose first weights are rounded once, as on processors that multiply
    and add in one go, where PyTorch's usual kernels do."""

    def reset_parameters(self):
        bound = np.float32(1 / self.in_features ** 0.5)
        for p in (self.weight, self.bias):
            u = torch.empty(p.shape).uniform_().double()
            p.data = (u * float(bound + bound) - float(bound)).float()


class LogSoftmax(torch.autograd.Function):
    """Exponentials and their sum in double, what comes of them in float."""

    @staticmethod
    def forward(ctx, x):
        largest = x.max(1, keepdim=True).values
        e = (x.double() - largest.double()).exp()
        total = torch.zeros(len(x), 1, dtype=torch.float64)
        for k in range(x.shape[1]):
            total += e[:, k, None]
        y = x - largest - total.log().float()
        ctx.save_for_backward(y)
        return y

    @staticmethod
    def backward(ctx, grad):
        y, = ctx.saved_tensors
        return grad - y.double().exp().float() * grad.sum(1, keepdim=True)


def loss_fn(pred, y):
    return F.nll_loss(LogSoftmax.apply(pred), y)


def seed_of(job):
    return int(job[2].split()[-1]) if "--seed" in job[2] else SEED


def read(job):
    path, _, options = job
    with open(os.path.join(HERE, "../..", path)) as file:
        rows = list(csv.reader(file))[1:]
    x = np.array([row[:-1] for row in rows], dtype=np.float64)
    names = sorted({row[-1] for row in rows})
    y = np.array([names.index(row[-1]) for row in rows])
    x, x_test, y, y_test = train_test_split(x, y, test_size=1 / 3, random_state=1)
    axis = 0 if "feature" in options else None
    mean, deviation = np.mean(x, axis), np.std(x, axis)
    return [TensorDataset(torch.from_numpy((a - mean) / deviation).float(),
                          torch.from_numpy(b)) for a, b in ((x, y), (x_test, y_test))]


def model_for(job, data):
    torch.manual_seed(seed_of(job))
    model = nn.Sequential()
    model.add_module("layer1", Linear(data.tensors[0].shape[1], job[1]))
    model.add_module("relu", nn.ReLU())
    model.add_module("layer2", Linear(job[1], int(data.tensors[1].max()) + 1))
    return model


def loader_for(job, data, shares, share):
    sampler = DistributedSampler(data, shares, share, seed=seed_of(job))
    return DataLoader(data, batch_size=2, sampler=sampler)


def epoch_line(epoch, figures, rows):
    loss = hits = 0.0
    for figure in figures:
        loss += figure[0]
        hits += figure[1]
    return "Epoch %d  Loss %.6f  Accuracy %.4f" % (
        epoch, loss / rows / len(figures), hits / rows / len(figures))


def end_lines(model, test):
    x, y = test.tensors
    hits = (model(x).argmax(1) == y).sum().item()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "state.pt")
        torch.save(model.state_dict(), path)
        with open(path, "rb") as file:
            sha1 = hashlib.sha1(file.read()).hexdigest()
    return ["| Test Acc.: %.4f" % (hits / len(y)), "sha1 " + sha1]


def train_distributed(rank, world, port, folder):
    """What each process of a DistributedDataParallel training does."""
    os.environ.update(MASTER_ADDR="127.0.0.1", MASTER_PORT=str(port))
    dist.init_process_group("gloo", rank=rank, world_size=world)
    torch.set_num_threads(1)
    lines = []
    for job in JOBS:
        data, test = read(job)
        model = model_for(job, data)
        parallel = DistributedDataParallel(model)
        adam = torch.optim.Adam(model.parameters(), lr=0.01)
        loader = loader_for(job, data, world, rank)
        lines.append("run %d --sum ring --data %s --hidden %d %s" % ((world,) + job))
        for epoch in range(EPOCHS):
            loader.sampler.set_epoch(epoch)
            loss_sum = hits = 0
            for x, y in loader:
                pred = parallel(x)
                loss = loss_fn(pred, y)
                adam.zero_grad()
                loss.backward()
                adam.step()
                loss_sum += loss.item() * len(y)
                hits += (pred.argmax(1) == y).sum().item()
            figures = [None] * world
            dist.all_gather_object(figures, (loss_sum, hits))
            lines.append("| " + epoch_line(epoch, figures, len(loader.sampler)))
        lines += end_lines(model, test)
    if rank == 0:
        with open(os.path.join(folder, "lines"), "w") as file:
            file.write("\n".join(lines) + "\n")
    dist.barrier()
    os._exit(0)  # in PyTorch 1.13 the end of a group and gloo's threads may wait for each other


def train_accumulating(job, shares):
    """One process, gradients of all shares accumulated before each step."""
    torch.set_num_threads(1)
    data, test = read(job)
    model = model_for(job, data)
    adam = torch.optim.Adam(model.parameters(), lr=0.01)
    loaders = [loader_for(job, data, shares, share) for share in range(shares)]
    lines = ["run 1 --shares %d --data %s --hidden %d %s" % ((shares,) + job)]
    for epoch in range(EPOCHS):
        figures = [[0, 0] for _ in loaders]
        for loader in loaders:
            loader.sampler.set_epoch(epoch)
        for batches in zip(*loaders):
            adam.zero_grad()
            for figure, (x, y) in zip(figures, batches):
                pred = model(x)
                loss = loss_fn(pred, y)
                (loss / shares).backward()
                figure[0] += loss.item() * len(y)
                figure[1] += (pred.argmax(1) == y).sum().item()
            adam.step()
        lines.append("| " + epoch_line(epoch, figures, len(loaders[0].sampler)))
    return lines + end_lines(model, test)


def sampler_lines():
    lines = []
    for seed, epoch, rows, shares in ((0, 0, 10, 4), (7, 3, 100, 8), (1, 2, 3, 8),
                                      (1, 0, 1, 2), (2 ** 40 + 5, 9, 24, 3)):
        for share in range(shares):
            data = TensorDataset(torch.zeros(rows, 1))
            sampler = DistributedSampler(data, shares, share, seed=seed)
            sampler.set_epoch(epoch)
            lines.append("rows %d %d %d %d %d: %s" % (
                seed, epoch, rows, shares, share, " ".join(map(str, sampler))))
    return lines


def main():
    lines = sampler_lines()
    for world in (2, 3, 4):
        with tempfile.TemporaryDirectory() as folder:
            mp.spawn(train_distributed, (world, 29500 + os.getpid() % 1000, folder), world)
            with open(os.path.join(folder, "lines")) as file:
                lines += file.read().splitlines()
    for job in JOBS:
        lines += train_accumulating(job, SHARES)
    lines += train_accumulating(JOBS[0], 2)
    path, text = os.path.join(HERE, "stage8.txt"), "\n".join(lines) + "\n"
    if sys.argv[1:] == ["--check"]:
        with open(path) as file:
            if file.read() != text:
                sys.exit("record_stage8: PyTorch comes to other digits now")
        print("record_stage8: PyTorch %s comes to the digits of stage8.txt" % torch.__version__)
        return
    with open(path, "w", newline="\n") as file:
        file.write(text)


if __name__ == "__main__":
    main()
