"""Writes what real PyTorch rounds float32 numbers to: python3 rounding.py > rounding.tsv

One line each: the bits of the float32, of its rounding to float16 and of its rounding to bfloat16, both widened again.
"""

import torch

torch.manual_seed(20200901)
edges = [0.0, -0.0, 1.0, 1.0 + 2**-11, 1.0 + 3 * 2**-11, 1.0 - 2**-12, 1.0 - 2**-13, 65503.9, 65504.0, 65519.0, 2.0**-14]
edges += [2.0**-14 - 2**-25, 2.0**-24, 2.0**-25, 1.5 * 2**-25, 3 * 2**-25, 2.0**-26, 1.0 + 2**-8, 1.0 + 2**-9, 1e-30, -3e-39]
drawn = torch.randn(100) * torch.exp(torch.randn(100) * 4)
numbers = torch.cat([torch.tensor(edges), drawn[drawn.abs() < 65519]])


def bits(tensor):
    return tensor.float().view(torch.int32).tolist()


for row in zip(bits(numbers), bits(numbers.half()), bits(numbers.bfloat16())):
    print(*row, sep="\t")
