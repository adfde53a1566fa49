#!/usr/bin/python3
"""Writes data/digits.csv: the 1,797 digits of scikit-learn, in their order.

    /usr/bin/python3 tests/golden/make_digits.py

A line is a digit: 64 numbers from 0 to 16, row after row of the picture ("r0c7"
is the right upper corner), and which digit it is. Recorded with scikit-learn 1.2.
"""
import os

from sklearn.datasets import load_digits

PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../data/digits.csv")


def main():
    digits = load_digits()
    with open(PATH, "w", newline="\n") as file:
        names = ["r%dc%d" % (row, column) for row in range(8) for column in range(8)]
        file.write(",".join(names + ["digit"]) + "\n")
        for pixels, digit in zip(digits.data, digits.target):
            file.write(",".join("%d" % x for x in [*pixels, digit]) + "\n")


if __name__ == "__main__":
    main()
