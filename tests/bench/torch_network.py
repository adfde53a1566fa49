# The network of network.c in PyTorch: a line "STEPS BATCH SIZE …" in, a line
# "SECONDS LOSS" out.
import sys
import time

import torch

torch.set_num_threads(1)


def run(steps, batch, *size):
    torch.manual_seed(1)
    layers = []
    for i in range(len(size) - 1):
        if i > 0:
            layers.append(torch.nn.ReLU())
        layers.append(torch.nn.Linear(size[i], size[i + 1]))
    model = torch.nn.Sequential(*layers)
    adam = torch.optim.Adam(model.parameters(), 0.001)
    x = torch.randn(batch, size[0])
    y = torch.arange(batch) % size[-1]
    loss_of = torch.nn.CrossEntropyLoss()
    for i in range(-2, steps):
        if i == 0:
            start = time.thread_time()
        loss = loss_of(model(x), y)
        loss.backward()
        adam.step()
        adam.zero_grad(set_to_none=True)
        value = loss.item()
    return (time.thread_time() - start) / steps, value


for line in sys.stdin:
    print(*run(*map(int, line.split())), flush=True)
