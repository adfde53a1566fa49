# The training of names.c in PyTorch: a line "SECONDS LOSS" out, for a step and
# summed over all.
import os
import sys
import time

import torch

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../golden"))
import record_stage7

STEPS = 1000

torch.set_num_threads(1)
names, model = record_stage7.new_model(1, 0)
adam = torch.optim.Adam(model.parameters(), lr=0.01, betas=(0.85, 0.99), eps=1e-8)
total = 0
start = time.thread_time()
for step in range(STEPS):
    loss = record_stage7.loss_of(model, names[step])
    loss.backward()
    adam.param_groups[0]["lr"] = 0.01 * (1 - step / STEPS)
    adam.step()
    adam.zero_grad(set_to_none=True)
    total += loss.item()
print((time.thread_time() - start) / STEPS, total)
