"""Writes the weights files of the wild-forms list with real PyTorch: python3 generate.py DIRECTORY.

Every file that is read holds the same numbers, so that the test needs no reference beside it:
matrix is [[1, 1.125, 1.25], [1.375, 1.5, 1.625]], bias is [-2, 0.5], index is [0, 1, 2, 3].
"""

import io
import os
import sys
import zipfile
from collections import OrderedDict

import torch

out = sys.argv[1]
matrix = (torch.arange(6, dtype=torch.float32) / 8 + 1).reshape(2, 3)
bias = torch.tensor([-2.0, 0.5])
index = torch.arange(4)


def state(**changes):
    return OrderedDict(matrix=matrix, bias=bias, index=index, **changes)


def save(name, value, **options):
    torch.save(value, os.path.join(out, name), **options)


def saved(value):
    buffer = io.BytesIO()
    torch.save(value, buffer)
    return buffer.getvalue()


def repacked(name, change=lambda record, data: data, extra=(), compression=zipfile.ZIP_STORED, zip64=False):
    """The zip of torch.save, written anew record by record."""
    source = zipfile.ZipFile(io.BytesIO(saved(state())))
    with zipfile.ZipFile(os.path.join(out, name), "w", compression) as target:
        entries = [(record, source.read(record)) for record in source.namelist()]
        for record, data in entries + list(extra):
            entry = zipfile.ZipInfo(record, (2020, 1, 1, 0, 0, 0))
            entry.compress_type = compression
            with target.open(entry, "w", force_zip64=zip64) as file:
                file.write(change(record, data))


class Tagger(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.matrix = torch.nn.Parameter(matrix)
        self.bias = torch.nn.Parameter(bias)
        self.register_buffer("index", index)


# Read.
save("zip.th", state())
save("legacy.th", state(), _use_new_zipfile_serialization=False)
for protocol in (3, 4, 5):
    save(f"protocol{protocol}.th", state(), pickle_protocol=protocol)
    save(f"legacy-protocol{protocol}.th", state(), pickle_protocol=protocol, _use_new_zipfile_serialization=False)
save("dict.th", dict(state()))
save("module.th", Tagger().state_dict())
save("parameters.th", OrderedDict(matrix=torch.nn.Parameter(matrix), bias=torch.nn.Parameter(bias), index=index))
optimizer = torch.optim.Adam([torch.nn.Parameter(torch.ones(2))])
optimizer.param_groups[0]["params"][0].grad = torch.ones(2)
optimizer.step()
for place in ("model", "state_dict", "model_state_dict"):
    save(f"under-{place}.th", {"epoch": 3, "best": None, place: state(), "optimizer": optimizer.state_dict()})
save("half.th", OrderedDict(matrix=matrix.half(), bias=bias.half(), index=index.int()))
save("bfloat16.th", OrderedDict(matrix=matrix.bfloat16(), bias=bias.bfloat16(), index=index.short()))
save("double.th", OrderedDict(matrix=matrix.double(), bias=bias.double(), index=index.to(torch.uint8)))
save("int8.th", OrderedDict(matrix=matrix, bias=bias, index=index.to(torch.int8)))
shared = torch.zeros(40)
shared[3:9] = matrix.t().reshape(-1)
shared[10] = -2.0
shared[17] = 0.5
save("views.th", OrderedDict(matrix=shared[3:9].view(3, 2).t(), bias=shared[10:18:7], index=torch.arange(8)[:4]))
save("expanded.th", state(wide=torch.tensor([[1.5], [2.5]]).expand(2, 3)))
tag = torch.serialization.location_tag
torch.serialization.location_tag = lambda storage: "cuda:0"
save("cuda.th", state())
save("legacy-cuda.th", state(), _use_new_zipfile_serialization=False)
torch.serialization.location_tag = tag
save("any_root.pt", state())
repacked("deflated.th", compression=zipfile.ZIP_DEFLATED)
repacked("zip64.th", zip64=True)
repacked(
    "torch2.th",
    extra=[
        ("archive/byteorder", b"little"),
        ("archive/.format_version", b"1"),
        ("archive/.storage_alignment", b"64"),
        ("archive/.data/serialization_id", b"0636067163206359213400000120863567891245"),
    ],
)
widths = {"archive/data/0": 4, "archive/data/1": 4, "archive/data/2": 8}


def swapped(record, data):
    width = widths.get(record, 1)
    return b"".join(data[at : at + width][::-1] for at in range(0, len(data), width))


repacked("big-endian.th", change=swapped, extra=[("archive/byteorder", b"big")])


# Refused.
class Attack:
    def __reduce__(self):
        return os.system, ("touch " + os.environ.get("ATTACK_TOUCHES", "attacked"),)


save("attack.th", state(extra=Attack()))
save("legacy-attack.th", state(extra=Attack()), _use_new_zipfile_serialization=False)
save("whole-module.th", Tagger())
save("tensor.th", matrix)
save("two-models.th", {"model": state(), "state_dict": state()})
whole = saved(state())
flipped = bytearray(whole)
flipped[whole.index(matrix.numpy().tobytes()) + 5] ^= 4
open(os.path.join(out, "flipped.th"), "wb").write(flipped)
open(os.path.join(out, "truncated.th"), "wb").write(whole[: len(whole) // 2])
legacy = open(os.path.join(out, "legacy.th"), "rb").read()
open(os.path.join(out, "legacy-truncated.th"), "wb").write(legacy[:-9])
repacked("short-record.th", change=lambda record, data: data[:-8] if record == "archive/data/0" else data)
