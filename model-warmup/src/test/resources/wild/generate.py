"""Writes the weights files of the wild-forms list with real PyTorch: python3 generate.py DIRECTORY.

Every file that is read holds the same numbers, so that the test needs no reference beside it:
matrix is [[1, 1.125, 1.25], [1.375, 1.5, 1.625]], bias is [-2, 0.5], index is [0, 1, 2, 3].
"""

import argparse
import collections
import datetime
import decimal
import fractions
import io
import os
import pathlib
import sys
import types
import uuid
import zipfile
from collections import OrderedDict

import numpy

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


def dotted(prefix=""):
    """As a module in a module has its keys."""
    return OrderedDict((prefix + key, value) for key, value in state().items())


def classed(module, name, *bases, **members):
    """A class as another library has it: a pickle keeps nothing of a class but these names."""
    made = type(name, bases, dict(members, __module__=module))
    for end in [at for at, letter in enumerate(module + ".") if letter == "."]:
        sys.modules.setdefault(module[:end], types.ModuleType(module[:end]))
    setattr(sys.modules[module], name, made)
    return made


AttributeDict = classed("lightning_fabric.utilities.data", "AttributeDict", dict)
ModelCheckpoint = classed("pytorch_lightning.callbacks.model_checkpoint", "ModelCheckpoint")
DictConfig = classed("omegaconf.dictconfig", "DictConfig")
config = DictConfig()
config.__dict__.update(_metadata=classed("omegaconf.base", "ContainerMetadata")(), _content={"lr": 3e-5}, _parent=None)
config._metadata.__dict__.update(ref_type=dict, resolver_cache=collections.defaultdict(dict))
attributed = torch.nn.Parameter(matrix)
attributed.origin = "a"
tagged = matrix.clone()
tagged.origin = "b"
INERT = {
    "bytes": b"\xff\xfe",
    "bytearray": bytearray(b"ab"),
    "set": {1, 2},
    "frozenset": frozenset("ab"),
    "complex": 1j,
    "range": range(3),
    "slice": slice(1, None),
    "ellipsis": ...,
    "scalar": numpy.float64(0.5),
    "flag": numpy.bool_(True),
    "array": numpy.arange(4).reshape(2, 2),
    "texts": numpy.array(["a", None], dtype=object),
    "numpy_rng": numpy.random.get_state(),
    "generator": numpy.random.default_rng(1),
    "random_state": numpy.random.RandomState(1),
    "args": argparse.Namespace(lr=3e-5, out=pathlib.Path("runs/7"), device=torch.device("cuda", 0)),
    "windows": pathlib.PureWindowsPath("c:/runs"),
    "default": collections.defaultdict(list, {"losses": [1.0]}),
    "counter": collections.Counter("ab"),
    "deque": collections.deque([1, 2], maxlen=3),
    "time": datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc),
    "took": datetime.timedelta(seconds=3),
    "decimal": decimal.Decimal("0.1"),
    "fraction": fractions.Fraction(1, 3),
    "id": uuid.UUID(int=7),
    "simple": types.SimpleNamespace(a=1),
    "size": torch.Size([2, 3]),
    "dtype": torch.float16,
    "layout": torch.strided,
    "type": numpy.dtype("f4"),
    "class": torch.Tensor,
    "hyper_parameters": AttributeDict(lr=1, nested=AttributeDict(a=2)),
    "callbacks": {ModelCheckpoint: {"best_model_score": torch.tensor(0.5)}},
    "config": config,
    ("a", 1): "a tuple as key",
    frozenset("c"): "a frozenset as key",
    None: "None as key",
    pathlib.Path("k"): "a path as key",
}
for protocol in (2, 3, 4, 5):
    save(f"inert-{protocol}.th", {"state_dict": dotted("a."), **INERT}, pickle_protocol=protocol)
save("legacy-inert.th", {"state_dict": dotted("a."), **INERT}, _use_new_zipfile_serialization=False)
save("inert-in-state.th", state(count=numpy.int64(3), names={"a"}))
save("parameter-with-state.th", OrderedDict(matrix=attributed, bias=tagged[0, :2] * 0 + bias, index=index))
save("tensor-with-state.th", OrderedDict(matrix=tagged, bias=bias, index=index))
loss = torch.tensor(0.4)
save("beside-tensors.th", {"model_state_dict": dotted("a."), "epoch": 5, "loss": loss, "torch_rng_state": torch.arange(9)})
save("beside-metric.th", {"val.f1": loss, "best.epoch": loss, "net": dotted("a.")})
save("under-two-dicts.th", {"checkpoint": {"state_dict": dotted("a."), "epoch": 2}, "best": loss})
save("under-unknown-name.th", {"tagger": dotted("a."), "optim": {"exp_avg.a": loss}})
save("in-a-list.th", [dotted("a."), optimizer.state_dict(), 7])
save("deepspeed.th", {"module": dotted("module.a."), "optimizer": None, "param_shapes": [{"a": torch.Size([2])}], "ds": {1}})


# Refused.
class Attack:
    def __reduce__(self):
        return os.system, ("touch " + os.environ.get("ATTACK_TOUCHES", "attacked"),)


save("attack.th", state(extra=Attack()))
save("legacy-attack.th", state(extra=Attack()), _use_new_zipfile_serialization=False)
save("whole-module.th", Tagger())
save("tensor.th", matrix)
save("two-models.th", {"model": state(), "state_dict": state()})
save("model-and-ema.th", {"model": dotted("a."), "ema": dotted("a."), "epoch": 1})
save("student-and-teacher.th", {"run": {"student": dotted("a."), "teacher": dotted("b.")}})
save("arrays.th", OrderedDict((key, value.numpy()) for key, value in state().items()))
save("optimizer.th", optimizer.state_dict())
save("training-state.th", {"metric_tracker": {"best_so_far": 0.5}, "optimizer": optimizer.state_dict(), "batch_num_total": 9})
torch.backends.quantized.engine = "qnnpack"
quantised = torch.quantization.quantize_dynamic(torch.nn.Sequential(torch.nn.Linear(3, 2)), dtype=torch.qint8)
save("quantised.th", quantised.state_dict())
save("training_args.bin", classed("transformers.training_args", "TrainingArguments")())
whole = saved(state())
flipped = bytearray(whole)
flipped[whole.index(matrix.numpy().tobytes()) + 5] ^= 4
open(os.path.join(out, "flipped.th"), "wb").write(flipped)
open(os.path.join(out, "truncated.th"), "wb").write(whole[: len(whole) // 2])
legacy = open(os.path.join(out, "legacy.th"), "rb").read()
open(os.path.join(out, "legacy-truncated.th"), "wb").write(legacy[:-9])
repacked("short-record.th", change=lambda record, data: data[:-8] if record == "archive/data/0" else data)
