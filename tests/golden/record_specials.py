#!/usr/bin/python3
"""Records what PyTorch's operations answer to NaN, infinities, -0 and subnormal numbers,
where ops.txt, whose format it has, says too little: into specials.txt.

    /usr/bin/python3 tests/golden/record_specials.py
"""
import torch
from torch.nn import functional as F

from record import INF, NAN, ROWS, File, Ops, numbers

VALUES = torch.tensor([INF, -INF, NAN, 0.0, -0.0, 1e-45, -1e-45, 1e-40, -1e-40, 1.17549435e-38,
                       3e38, -3e38, 1.0, -2.0])


class Specials(Ops):
    def record(self, name, call, *inputs, **more):
        self.case(name, call, *inputs, smooth=False, named=False, **more)

    def smooth_activations(self):
        """By the formulas of PyTorch 2, in double: 1.13's float kernels lose the sign of
        zero and all digits of what is near it (elu as e^x - 1, gelu by 1 + erf)."""
        for name, exact in (("softplus", F.softplus),
                            ("elu", lambda x: torch.where(x <= 0, torch.expm1(x.clamp(max=0)), x)),
                            ("gelu", lambda x: x * torch.erfc(-x / 2**0.5) / 2)):
            self.record(name, lambda x: exact(x.double()).float(), VALUES)

    def shapes(self):
        table = VALUES.reshape(2, 7)
        self.record("reshape", lambda x: x.reshape(7, 2), table)
        for column in range(7):
            self.record("column", lambda x: x[:, column], table, dim=column)
            self.record("column", lambda x: x[:, column - 7], table, dim=column - 7)
        self.record("transpose", lambda x: x.T, table)
        self.record("embedding", F.embedding, torch.tensor([1, 0, 1]), table)

    def products(self):
        column, row = VALUES.reshape(-1, 1), VALUES.reshape(1, -1)
        self.record("matmul", torch.matmul, column, row)
        self.record("linear", F.linear, column, column)
        self.record("linear", F.linear, column, column, torch.ones(len(VALUES)))
        for x in VALUES:
            pair = torch.stack([x, torch.tensor(1.0)])
            self.record("matmul", torch.matmul, pair, pair)

        self.case("linear", F.linear, numbers(4), numbers(3, 4), numbers(3))
        self.case("linear", F.linear, numbers(4), numbers(3, 4))

    def reductions(self):
        for x in VALUES:
            for numbers in (x, x.reshape(1), torch.stack([x, x]), torch.stack([x, VALUES[-1]])):
                self.record("sum", torch.sum, numbers)
                self.record("mean", torch.mean, numbers)
        for name in ("mean", "max", "argmax", "softmax", "log_softmax"):
            for dim in (0, 1):
                def along(x):
                    result = getattr(torch, name)(x, dim=dim)
                    return result[0] if name == "max" else result
                table = torch.stack([VALUES, torch.ones(len(VALUES))], dim=1 - dim)
                self.record("mean_dim" if name == "mean" else name, along,
                            table.T.contiguous(), dim=dim)

    def losses(self):
        for how in ("mean", "sum"):
            number = float(how == "sum")
            for x in VALUES:
                for y in (torch.ones(()), x):
                    self.record("mse_loss", lambda a, b: F.mse_loss(a, b, reduction=how), x, y,
                                number=number)
            for name, call in (("cross_entropy_loss", F.cross_entropy), ("nll_loss", F.nll_loss)):
                for row in ROWS[7:]:
                    for y in range(3):
                        self.record(name, lambda x, y: call(x, y, reduction=how),
                                    row.reshape(1, 3), torch.tensor([y]), number=number)


def main():
    torch.set_num_threads(1)
    specials = Specials(File("specials.txt"))
    specials.smooth_activations()
    specials.shapes()
    specials.products()
    specials.reductions()
    specials.losses()


main()
