"""Prints every tensor of files: key, element type, shape, SHA-256 of its bytes in row-major order.

python3 load.py MODE FILE [MODE FILE ...], with a line == MODE before each. Modes:
torch         torch.load
weights_only  torch.load(weights_only=True), and only as the writer lays tensors out
safetensors   json and struct alone
"""
import hashlib
import json
import struct
import sys


def told(key, dtype, shape, data):
    print(key, dtype, "x".join(map(str, shape)), hashlib.sha256(data).hexdigest(), sep="\t")


def torch_file(path, plain, **options):
    import torch

    state = torch.load(path, map_location="cpu", **options)
    for key, tensor in state.items():
        if plain:
            assert tensor.is_contiguous() and tensor.storage_offset() == 0 and not tensor.requires_grad, key
            assert tensor.storage().size() == tensor.numel(), key
        told(key, str(tensor.dtype), tensor.shape, bytes_of(tensor))


def bytes_of(tensor):
    import torch

    tensor = tensor.detach().contiguous()
    return (tensor.view(torch.int16) if tensor.dtype is torch.bfloat16 else tensor).numpy().tobytes()


def safetensors(path):
    names = {"F64": "torch.float64", "F32": "torch.float32", "F16": "torch.float16", "BF16": "torch.bfloat16",
             "I64": "torch.int64", "I32": "torch.int32", "I16": "torch.int16", "I8": "torch.int8", "U8": "torch.uint8",
             "BOOL": "torch.bool"}
    content = open(path, "rb").read()
    (length,) = struct.unpack("<Q", content[:8])
    assert length % 8 == 0
    header = json.loads(content[8:8 + length])
    assert header.pop("__metadata__") == {"format": "pt"}
    data, end = content[8 + length:], 0
    for key, entry in sorted(header.items(), key=lambda item: item[1]["data_offsets"]):
        begin, after = entry["data_offsets"]
        assert begin == end, key
        end = after
    assert end == len(data)
    for key, entry in header.items():
        begin, after = entry["data_offsets"]
        told(key, names[entry["dtype"]], entry["shape"], data[begin:after])


for mode, path in zip(sys.argv[1::2], sys.argv[2::2]):
    print("==", mode)
    if mode == "safetensors":
        safetensors(path)
    elif mode == "weights_only":
        torch_file(path, plain=True, weights_only=True)
    else:
        torch_file(path, plain=False)
