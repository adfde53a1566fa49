#!/usr/bin/python3
"""Records what PyTorch comes to that trains the GPT of stage 7 with the names of
several processes, into stage8_gpt.txt beside this script: one process that
accumulates the gradients of all shares, and DistributedDataParallel with gloo.

    /usr/bin/python3 tests/golden/record_stage8_gpt.py             in two minutes
    /usr/bin/python3 tests/golden/record_stage8_gpt.py --check     compares with it

The model is that of record_stage7.py, PyTorch's own operations; so its numbers are
not ours to the last bit: the lines that are printed must be equal, the losses near
(tests/mpi/check_mpi.sh). A training is only recorded if its losses stay within 1e-5 when
it starts from parameters that are moved by two units in their last places.

What is equal to the last bit is looked at here: the mean that DistributedDataParallel
makes of the processes' gradients is that of the ring of all_reduce.c, with the
parameters in its order. Processors and kernels are as in record_stage8.py, so that
--check finds the same digits.

The lines of the file: "run PROCESSES OPTIONS", "loss STEP VALUE", what is printed
("| ...").
"""
import os
import sys
import tempfile

sys.dont_write_bytecode = True
import record_stage8

if __name__ == "__main__" and os.environ.get("OMP_NUM_THREADS") != "1":
    os.execve(sys.executable, [sys.executable] + sys.argv, dict(os.environ, **record_stage8.PLAIN))

import numpy as np
import torch
import torch.distributed as dist
import torch.multiprocessing as mp
from torch.nn.parallel import DistributedDataParallel
from torch.utils.data import DistributedSampler

import record
from record_stage7 import loss_of, make_name, new_model

ACCUMULATED = [("", dict(shares=8)),
               (" --shares 2 --batch-size 12 --seed 5 --steps 160",
                dict(shares=2, batch_size=12, seed=5, steps=160))]
DISTRIBUTED, STEPS = [(2, 1), (3, 1), (4, 2)], 200  # processes, seed
PATH = os.path.join(record.HERE, "stage8_gpt.txt")


def names_of(trained, shares, share, seed, batch_size):
    """The names of a share, step by step, without an end."""
    sampler = DistributedSampler(trained, shares, share, seed=seed)
    epoch = 0
    while True:
        sampler.set_epoch(epoch)
        order = list(sampler)
        for i in range(0, len(order), batch_size):
            yield [trained[k] for k in order[i:i + batch_size]]
        epoch += 1


def batch_loss(model, names):
    return sum(loss_of(model, name) for name in names) / len(names)


class Training:
    """What one process has: names, model, optimiser; and what it prints."""

    def __init__(self, options, shares, seed=1, steps=1000, batch_size=1, nudged=0):
        self.options, self.shares, self.seed = options, shares, seed
        self.steps, self.batch_size = steps, batch_size
        names, self.model = new_model(seed, nudged)
        tests = (len(names) + 9) // 10
        self.trained, self.tests = names[:-tests], names[-tests:]
        self.adam = torch.optim.Adam(self.model.parameters(), lr=0.01, betas=(0.85, 0.99))
        self.losses, self.lines = [], []

    def names_of(self, share):
        return names_of(self.trained, self.shares, share, self.seed, self.batch_size)

    def step(self, step, loss):
        self.adam.param_groups[0]["lr"] = 0.01 * (1 - step / self.steps)
        self.adam.step()
        self.losses.append(loss)
        if step % 20 == 0 or step == self.steps - 1:
            self.lines.append("loss %d %.9g" % (step, loss))
        if step % 100 == 0 or step == self.steps - 1:
            self.lines.append("| Step %d  Loss %.4f" % (step, loss))

    def end(self, processes):
        with torch.no_grad():
            total = sum(loss_of(self.model, name, "sum").item() for name in self.tests)
            self.lines.append("| Test Loss: %.4f" % (
                total / sum(len(name) + 1 for name in self.tests)))
            self.lines.append("| ")
            self.lines += ["| " + make_name(self.model, 0.5) for _ in range(20)]
        return ["run %d --gpt%s" % (processes, self.options)] + self.lines


def train_accumulating(options, **settings):
    """One process, gradients of all shares accumulated before each step."""
    t = Training(options, **settings)
    sources = [t.names_of(share) for share in range(t.shares)]
    for step in range(t.steps):
        t.adam.zero_grad()
        total = rows = 0
        for source in sources:
            names = next(source)
            loss = batch_loss(t.model, names)
            (loss / t.shares).backward()
            total += loss.item() * len(names)
            rows += len(names)
        t.step(step, total / rows)
    return t


def expect_calm(**settings):
    """The sum of shares is PyTorch's either way: so this holds for several processes, too."""
    losses = train_accumulating("", **settings).losses
    beside = train_accumulating("", nudged=2, **settings).losses
    off = max(abs(a - b) / a for a, b in zip(losses, beside))
    if off > 1e-5:
        sys.exit("record_stage8_gpt %s is too sensitive to be compared: %.1e" % (settings, off))


class PerRank(torch.nn.Module):
    """The loss inside of forward(), which is what DistributedDataParallel calls."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, names):
        return batch_loss(self.model, names)


def ring_mean(rows):
    """The mean of the rows of n processes as all_reduce.c has it: chunk k begins with
    process k - 1, then k - 2 and so on, the last is k."""
    n, count = len(rows), len(rows[0])
    size = 2 * -(-count // (2 * n))
    out = np.empty(count, np.float32)
    for k in range(n):
        part = slice(k * size, (k + 1) * size)
        out[part] = rows[(k - 1) % n][part]
        for i in range(2, n + 1):
            out[part] = rows[(k - i) % n][part] + out[part]
    return out


def flat_gradient(model, first):
    list_ = list(model.parameters())
    return np.concatenate([p.grad.numpy().ravel() for p in (list_ if first else list_[::-1])])


def expect_ring(t, names, world, step):
    """The gradients that are there must be the ring's of those of all processes."""
    mean = flat_gradient(t.model, step == 0)
    t.adam.zero_grad()
    batch_loss(t.model, names).backward()
    own = flat_gradient(t.model, step == 0) * np.float32(1 / world)
    rows = [None] * world
    dist.all_gather_object(rows, own)
    if not np.array_equal(ring_mean(rows), mean):
        sys.exit("record_stage8_gpt: step %d, %d processes: another sum" % (step, world))


def train_distributed(rank, world, seed, port, folder):
    """What each process of a DistributedDataParallel training does."""
    os.environ.update(MASTER_ADDR="127.0.0.1", MASTER_PORT=str(port))
    dist.init_process_group("gloo", rank=rank, world_size=world)
    torch.set_num_threads(1)
    t = Training(" --sum ring --steps %d --seed %d" % (STEPS, seed), world, seed, STEPS)
    parallel = DistributedDataParallel(PerRank(t.model))
    source = t.names_of(rank)
    for step in range(t.steps):
        names = next(source)
        t.adam.zero_grad()
        loss = parallel(names)
        loss.backward()
        means = [p.grad.clone() for p in t.model.parameters()]
        expect_ring(t, names, world, step)
        for p, mean in zip(t.model.parameters(), means):
            p.grad = mean
        losses = [None] * world
        dist.all_gather_object(losses, loss.item())
        t.step(step, sum(losses) / world)
    if rank == 0:
        with open(os.path.join(folder, "lines"), "w") as file:
            file.write("\n".join(t.end(world)) + "\n")
    dist.barrier()
    os._exit(0)  # in PyTorch 1.13 the end of a group and gloo's threads may wait for each other


def main():
    torch.set_num_threads(1)
    check = sys.argv[1:] == ["--check"]
    lines = []
    for options, settings in ACCUMULATED:
        if not check:
            expect_calm(**settings)
        lines += train_accumulating(options, **settings).end(1)
    for world, seed in DISTRIBUTED:
        if not check:
            expect_calm(shares=world, seed=seed, steps=STEPS)
        with tempfile.TemporaryDirectory() as folder:
            mp.spawn(train_distributed, (world, seed, 29500 + os.getpid() % 1000, folder), world)
            with open(os.path.join(folder, "lines")) as file:
                lines += file.read().splitlines()
    text = "\n".join(lines) + "\n"
    if check:
        with open(PATH) as file:
            if file.read() != text:
                sys.exit("record_stage8_gpt: PyTorch comes to other digits now")
        print("record_stage8_gpt: PyTorch %s comes to the digits of stage8_gpt.txt" %
              torch.__version__)
        return
    with open(PATH, "w", newline="\n") as file:
        file.write(text)


if __name__ == "__main__":
    main()
