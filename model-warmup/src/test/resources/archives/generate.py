"""Writes archives of a one-layer SrlBert with real tarfile, gzip, tar and PyTorch: python3 generate.py DIRECTORY.

In every archive that is read, the weights that are meant have tag_projection_layer.bias [7, 8, 9]; all others have [-1, -1, -1].
"""

import gzip
import io
import json
import os
import struct
import subprocess
import sys
import tarfile
import tempfile
from collections import OrderedDict

import torch

out = sys.argv[1]
LONG = "structured-prediction-srl-bert-" * 6 + "2020"


def state(bias):
    tensors = OrderedDict()

    def add(key, *shape):
        tensors[key] = torch.arange(torch.Size(shape).numel(), dtype=torch.float32).reshape(shape) + len(tensors)

    def pair(prefix, *shape):
        add(prefix + ".weight", *shape)
        add(prefix + ".bias", shape[0])

    add("bert_model.embeddings.word_embeddings.weight", 6, 4)
    add("bert_model.embeddings.position_embeddings.weight", 5, 4)
    add("bert_model.embeddings.token_type_embeddings.weight", 2, 4)
    pair("bert_model.embeddings.LayerNorm", 4)
    layer = "bert_model.encoder.layer.0."
    for part in ("query", "key", "value"):
        pair(layer + "attention.self." + part, 4, 4)
    pair(layer + "attention.output.dense", 4, 4)
    pair(layer + "attention.output.LayerNorm", 4)
    pair(layer + "intermediate.dense", 8, 4)
    pair(layer + "output.dense", 4, 8)
    pair(layer + "output.LayerNorm", 4)
    pair("bert_model.pooler.dense", 4, 4)
    pair("tag_projection_layer", 3, 4)
    tensors["tag_projection_layer.bias"] = torch.tensor(bias)
    return tensors


def saved(bias):
    buffer = io.BytesIO()
    torch.save(state(bias), buffer)
    return buffer.getvalue()


def safetensors(bias):
    """The format of huggingface/safetensors: length of the header, header, data."""
    try:
        from safetensors.torch import save

        return save(state(bias))
    except ImportError:
        header, data = {"__metadata__": {"format": "pt"}}, b""
        for key, tensor in state(bias).items():
            content = tensor.numpy().tobytes()
            header[key] = {
                "dtype": "F32",
                "shape": list(tensor.shape),
                "data_offsets": [len(data), len(data) + len(content)],
            }
            data += content
        text = json.dumps(header).encode()
        text += b" " * (-len(text) % 8)
        return struct.pack("<Q", len(text)) + text + data


meant, other = saved([7.0, 8.0, 9.0]), saved([-1.0, -1.0, -1.0])
bert = {
    "num_hidden_layers": 1,
    "hidden_size": 4,
    "num_attention_heads": 2,
    "intermediate_size": 8,
    "vocab_size": 6,
    "max_position_embeddings": 5,
}
config = {
    "dataset_reader": {"type": "srl", "bert_model_name": "tiny-uncased"},
    "model": {"type": "srl_bert", "bert_model": "tiny-uncased"},
    "trainer": {"lr": float("nan")},
}
around = {
    "config.json": json.dumps(config).encode(),
    "vocabulary/labels.txt": b"O\nB-V\nI-V\n",
    "vocabulary/non_padded_namespaces.txt": b"*tags\n*labels\n",
    "bert_config.json": json.dumps(bert).encode(),
    "vocab.txt": b"[PAD]\n[UNK]\n[CLS]\n[SEP]\na\n##b\n",
}
model = {**around, "weights.th": meant}


def entry(name, kind=tarfile.REGTYPE, size=0, target=""):
    info = tarfile.TarInfo(name)
    info.type, info.size, info.linkname = kind, size, target
    info.mtime = 1584230400.5
    return info


def tar(files, extra=(), **options):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", **options) as archive:
        for name, content in files.items() if isinstance(files, dict) else files:
            info = entry(name, size=len(content))
            if options.get("format", tarfile.GNU_FORMAT) != tarfile.PAX_FORMAT:
                info.mtime = int(info.mtime)
            archive.addfile(info, io.BytesIO(content))
        for info in extra:
            archive.addfile(info)
    return buffer.getvalue()


def write(name, content):
    with open(os.path.join(out, name), "wb") as file:
        file.write(content)


def zipped(content):
    return gzip.compress(content, mtime=0)


def below(folder, files=None):
    return {folder + name: content for name, content in (files or model).items()}


def unpacked(folder):
    for name, content in model.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content)


# Read.
with tempfile.TemporaryDirectory() as folder:
    # As allennlp.models.archival.archive_model does it, lock and metadata included.
    unpacked(folder)
    for name, content in {"meta.json": b'{"version": "2.10.1"}', "vocabulary/.lock": b""}.items():
        with open(os.path.join(folder, name), "wb") as file:
            file.write(content)
    with tarfile.open(os.path.join(out, "allennlp.tar.gz"), "w:gz") as archive:
        for name in ("config.json", "weights.th", "vocabulary", "meta.json", "vocab.txt", "bert_config.json"):
            archive.add(os.path.join(folder, name), arcname=name)
    # As people pack it again from a shell.
    subprocess.run(["tar", "-czf", os.path.join(out, "dot-slash.tar.gz"), "-C", folder, "."], check=True)
write("plain.tar", tar(model))
write("folder.tar.gz", zipped(tar(below("srl-bert/"), [entry("srl-bert/", tarfile.DIRTYPE)])))
write("ustar.tar.gz", zipped(tar(below("srl-bert/"), format=tarfile.USTAR_FORMAT)))
write("gnu-long-names.tar.gz", zipped(tar(below(LONG + "/"), format=tarfile.GNU_FORMAT)))
pax = tar(below("mod\u00e8le-" + LONG + "/"), format=tarfile.PAX_FORMAT, pax_headers={"comment": "packed anew"})
write("pax-long-names.tar.gz", zipped(pax))
plain = tar(model)
pieces = [plain[:1000], b"", plain[1000:9999], plain[9999:]]
write("members.tar.gz", b"".join(zipped(piece) for piece in pieces))
write("zero-padding.tar.gz", zipped(plain) + bytes(700))
named = io.BytesIO()
with gzip.GzipFile("model.tar", "wb", fileobj=named) as file:
    file.write(plain)
write("gzip-name.tar.gz", named.getvalue())
attributes = b"\x00\x05\x16\x07" + bytes(60)
junk = {
    "._weights.th": attributes,
    "._config.json": attributes,
    ".DS_Store": attributes,
    "vocabulary/._labels.txt": attributes,
    "__MACOSX/weights.th": attributes,
    "PaxHeader/weights.th": b"30 mtime=1584230400.5\n",
    "PaxHeaders.4711/config.json": b"30 mtime=1584230400.5\n",
    "meta.json": b'{"version": "2.5.0"}',
    "files_to_archive.json": b'{"model.bert_model": "tiny"}',
    "fta/model.bert_model": b"",
    "fta/vocab.txt": b"not this one\n",
    "tiny/pytorch_model.bin": other,
    "training_state_epoch_3.th": other,
    "empty": b"",
}
write("junk.tar.gz", zipped(tar({**junk, **model})))
write("safetensors.tar.gz", zipped(tar({**around, "model.safetensors": safetensors([7.0, 8.0, 9.0])})))
write("hugging-face.tar.gz", zipped(tar({**around, "pytorch_model.bin": meant})))
training = {
    "model_state_epoch_4.th": other,
    "training_state_epoch_4.th": other,
    "best.th": meant,
    "pytorch_model.bin": other,
}
write("training.tar.gz", zipped(tar(below("training/", {**around, **training}))))
states = {"model_state_e9_b120.th": other, "model_state_e10_b5.th": meant, "model_state_e10_b0.th": other}
write("states.tar.gz", zipped(tar({**around, **states})))
without = {name: content for name, content in model.items() if name not in ("vocab.txt", "bert_config.json")}
inside = {**config, "model": {"type": "srl_bert", "bert_model": bert}}
dump = {"config.json": json.dumps(inside).encode(), "vocabulary/tags.txt": around["vocab.txt"]}
write("wordpiece-dump.tar.gz", zipped(tar({**without, **dump})))

# Read all the same: what is odd in them is not needed, or means the same.
for name, extra in {
    "symbolic-link": entry("vocabulary/extra.txt", tarfile.SYMTYPE, target="/etc/passwd"),
    "link-to-a-folder": entry("vocabulary/", tarfile.SYMTYPE, target="/etc"),
    "hard-link": entry("best.th", tarfile.LNKTYPE, target="weights.th"),
    "link-to-itself": entry("weights.th", tarfile.LNKTYPE, target="./weights.th"),
    "weaker-link": entry("model_state_epoch_9.th", tarfile.SYMTYPE, target="/runs/7/model_state_epoch_9.th"),
    "pipe": entry("pipe", tarfile.FIFOTYPE),
    "character-device": entry("device", tarfile.CHRTYPE),
    "block-device": entry("device", tarfile.BLKTYPE),
    "contiguous": entry("contiguous", tarfile.CONTTYPE),
    "unknown-type": entry("unknown", b"Q"),
}.items():
    write(name + ".tar.gz", zipped(tar(model, [extra])))
write("repeated.tar.gz", zipped(tar([*model.items(), *model.items(), ("notes", b"1"), ("notes", b"2")])))
write("deep.tar.gz", zipped(tar(below("./runs/2020/srl/"))))
write("no-end.tar", plain[: len(plain.rstrip(b"\0")) // 512 * 512 + 512])
small_link = entry("vocab.txt", tarfile.SYMTYPE, target="vocabulary/../wordpieces/vocab.txt")
without_vocab = {name: content for name, content in model.items() if name != "vocab.txt"}
linked = {**without_vocab, "wordpieces/vocab.txt": around["vocab.txt"]}
write("linked-vocabulary.tar.gz", zipped(tar(linked, [small_link])))
with tempfile.TemporaryDirectory() as folder:
    unpacked(folder)
    for name, options in {"v7.tar.gz": ["--format=v7", "-z"], "v7.tar": ["--format=v7"], "labelled.tar": ["-V", "srl"]}.items():
        subprocess.run(["tar", *options, "-cf", os.path.join(out, name), "-C", folder, *sorted(os.listdir(folder))], check=True)
    snapshot = os.path.join(out, "snapshot")
    backup = ["--listed-incremental", snapshot, "-czf", os.path.join(out, "incremental.tar.gz")]
    subprocess.run(["tar", *backup, "-C", folder, "."], check=True)
    os.remove(snapshot)
    os.link(os.path.join(folder, "weights.th"), os.path.join(folder, "best.th"))
    names = ["weights.th", "best.th", "config.json", "vocabulary", "vocab.txt", "bert_config.json"]
    subprocess.run(["tar", "-czf", os.path.join(out, "hard-linked.tar.gz"), "-C", folder, *names], check=True)
    os.remove(os.path.join(folder, "weights.th"))
    os.symlink("best.th", os.path.join(folder, "weights.th"))
    subprocess.run(["tar", "-czf", os.path.join(out, "linked-weights.tar.gz"), "-C", folder, *names], check=True)

# Refused.
write("garbage.tar.gz", zipped(plain) + b"<html>")
write("damaged-member.tar.gz", zipped(plain[:2048]) + b"\x1f\x8b\x08\xff" + zipped(plain[2048:]))
write("cut-member.tar.gz", zipped(plain[:2048]) + zipped(plain[2048:])[:-500])
write("twice-zipped.tar.gz", zipped(zipped(plain)))
for name, extra in {
    "climbing": entry("vocabulary/../../evil"),
    "absolute": entry("/tmp/evil"),
    "duplicate": entry("./config.json"),
    "second-model": entry("backup/weights.th"),
    "as-good": entry("backup/best.th"),
    "folder-that-climbs": entry("../", tarfile.DIRTYPE),
}.items():
    files = {**around, "best.th": meant} if name == "as-good" else model
    write(name + ".tar.gz", zipped(tar(files, [extra])))
for name, missing, link in (
    ("needed-link", "weights.th", entry("weights.th", tarfile.SYMTYPE, target="../run7/best.th")),
    ("absolute-link", "config.json", entry("config.json", tarfile.SYMTYPE, target="/runs/7/config.json")),
    ("dangling-link", "vocab.txt", entry("vocab.txt", tarfile.SYMTYPE, target="nowhere/vocab.txt")),
    ("circle", "vocab.txt", entry("vocab.txt", tarfile.SYMTYPE, target="./vocab.txt")),
    ("linked-folder", "vocabulary", entry("vocabulary", tarfile.SYMTYPE, target="../other/vocabulary")),
):
    files = {path: content for path, content in model.items() if not path.startswith(missing)}
    write(name + ".tar.gz", zipped(tar(files, [link])))
write("file-and-link.tar.gz", zipped(tar(model, [entry("config.json", tarfile.SYMTYPE, target="/runs/7/config.json")])))
write("better-link.tar.gz", zipped(tar({**around, "best.th": meant}, [entry("weights.th", tarfile.SYMTYPE, target="/w.th")])))
write("two-weights.tar.gz", zipped(tar([*model.items(), ("./weights.th", other)])))
write("joined.tar.gz", zipped(tar(around) + tar({"weights.th": meant})))
write("archive-in-archive.tar.gz", zipped(tar({"README": b"hello", "srl/model.tar.gz": zipped(plain)})))
write("two-safetensors.tar.gz", zipped(tar({**around, "model.safetensors": b"", "weights.safetensors": b""})))
write("no-weights.tar.gz", zipped(tar({**around, "training_state_e1_b0.th": other, "model_state_e1_b0_w0.th": other})))
with tempfile.TemporaryDirectory() as folder:
    unpacked(folder)
    with open(os.path.join(folder, "weights.th"), "wb") as file:
        file.truncate(1 << 20)
        file.seek(1 << 19)
        file.write(meant)
    for format in ("gnu", "posix"):
        target = os.path.join(out, f"sparse-{format}.tar.gz")
        subprocess.run(["tar", "--sparse", "--format", format, "-czf", target, "-C", folder, "weights.th"], check=True)
flipped = bytearray(plain)
flipped[plain.index(b"vocab.txt") + 101] ^= 1
write("flipped-head.tar.gz", zipped(bytes(flipped)))
end = plain.index(b"PK\x03\x04")
write("cut-weights.tar", plain[: end + 3000])
head = plain.index(b"weights.th")
longer = tarfile.TarInfo("weights.th")
longer.size = len(meant) + 512 * 40
write("announced-longer.tar.gz", zipped(plain[:head] + longer.tobuf(tarfile.USTAR_FORMAT) + plain[head + 512 :]))
longer.size = 1 << 40
write("announced-too-long.tar.gz", zipped(plain[:head] + longer.tobuf(tarfile.GNU_FORMAT) + plain[head + 512 :]))
shorter = tarfile.TarInfo("weights.th")
shorter.size = 1500
write("announced-shorter.tar.gz", zipped(plain[:head] + shorter.tobuf(tarfile.USTAR_FORMAT) + plain[head + 512 :]))
