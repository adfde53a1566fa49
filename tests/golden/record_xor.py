"""Records xor.txt: what the program of the README prints, by PyTorch itself.

    python3 tests/golden/record_xor.py > tests/golden/xor.txt
"""
import torch

torch.manual_seed(1)
x = torch.tensor([[0., 0.], [0., 1.], [1., 0.], [1., 1.]])
y = torch.tensor([[0.], [1.], [1.], [0.]])
model = torch.nn.Sequential(
    torch.nn.Linear(2, 4), torch.nn.Tanh(), torch.nn.Linear(4, 1))
adam = torch.optim.Adam(model.parameters(), lr=0.1)
for step in range(1, 101):
    loss = torch.nn.functional.mse_loss(model(x), y)
    loss.backward()
    adam.step()
    adam.zero_grad()
    if step % 20 == 0:
        print(f"step {step:3d}: loss {loss.item():.6f}")
