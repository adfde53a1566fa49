# The notebook's training of stage 3 in PyTorch: prints "SECONDS LOSS", for a step, and
# the sum of the losses of the last epoch.
import time

import torch
from sklearn.datasets import load_iris
from sklearn.model_selection import train_test_split
from torch.utils.data import DataLoader, TensorDataset

torch.set_num_threads(1)
x, y = load_iris(return_X_y=True)
x, _, y, _ = train_test_split(x, y, test_size=1.0 / 3, random_state=1)
x = torch.from_numpy((x - x.mean()) / x.std()).float()
dataset = TensorDataset(x, torch.from_numpy(y))
torch.manual_seed(1)
loader = DataLoader(dataset, 2, shuffle=True)


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer1 = torch.nn.Linear(4, 16)
        self.layer2 = torch.nn.Linear(16, 3)

    def forward(self, x):
        return torch.softmax(self.layer2(torch.sigmoid(self.layer1(x))), dim=1)


model = Model()
loss_of = torch.nn.CrossEntropyLoss()
adam = torch.optim.Adam(model.parameters(), lr=0.001)
start = time.thread_time()
for epoch in range(100):
    loss_sum = hit_sum = 0
    for x_batch, y_batch in loader:
        pred = model(x_batch)
        loss = loss_of(pred, y_batch)
        loss.backward()
        adam.step()
        adam.zero_grad()
        loss_sum += loss.item() * y_batch.size(0)
        hit_sum += (torch.argmax(pred, dim=1) == y_batch).float().sum()
print((time.thread_time() - start) / 5000, loss_sum)
