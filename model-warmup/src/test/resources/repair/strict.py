"""Old checkpoints, and the judgement of real PyTorch on repaired ones.

python3 strict.py make DIRECTORY              writes old archives with torch.save
python3 strict.py check (OLD NEW keep|drop)+  prints one line for each, or fails
"""

import codecs
import io
import json
import os
import sys
import tarfile
from collections import OrderedDict

import torch
from torch import nn

CONFIG = {"num_hidden_layers": 2, "hidden_size": 8, "num_attention_heads": 2, "intermediate_size": 12,
          "vocab_size": 9, "max_position_embeddings": 7, "type_vocab_size": 2}
LABELS = ["O", "B-V", "I-V", "B-ARG0", "I-ARG0"]
ALLENNLP = {"dataset_reader": {"type": "srl", "bert_model_name": "small-uncased"},
            "model": {"type": "srl_bert", "bert_model": CONFIG}}
# What AllenNLP reads too: jsonnet, the class instead of its name, a reader around the reader.
DIALECT = """// from the training
{dataset_reader: {"type": 'sharded', base_reader: {type: "srl", bert_model_name: 'small-uncased',}}, # twice
 model: {type: "allennlp_models.structured_prediction.models.srl_bert.SrlBert", bert_model: %s,},}
""" % json.dumps(CONFIG)
POSITION_IDS = "bert_model.embeddings.position_ids"


def block(**children):
    module = nn.Module()
    for name, child in children.items():
        setattr(module, name, child)
    return module


class SrlBert(nn.Module):
    """The parameters and buffers of AllenNLP's SrlBert with the BertModel of transformers, in their order."""

    def __init__(self, config, labels, position_ids):
        super().__init__()
        hidden, inner = config["hidden_size"], config["intermediate_size"]

        def norm():
            return nn.LayerNorm(hidden)

        embeddings = block(
            word_embeddings=nn.Embedding(config["vocab_size"], hidden),
            position_embeddings=nn.Embedding(config["max_position_embeddings"], hidden),
            token_type_embeddings=nn.Embedding(config["type_vocab_size"], hidden),
            LayerNorm=norm())
        positions = torch.arange(config["max_position_embeddings"]).expand((1, -1))
        embeddings.register_buffer("position_ids", positions, persistent=position_ids)
        layers = [
            block(attention=block(self=block(query=nn.Linear(hidden, hidden), key=nn.Linear(hidden, hidden),
                                             value=nn.Linear(hidden, hidden)),
                                  output=block(dense=nn.Linear(hidden, hidden), LayerNorm=norm())),
                  intermediate=block(dense=nn.Linear(hidden, inner)),
                  output=block(dense=nn.Linear(inner, hidden), LayerNorm=norm()))
            for _ in range(config["num_hidden_layers"])]
        self.bert_model = block(embeddings=embeddings, encoder=block(layer=nn.ModuleList(layers)),
                                pooler=block(dense=nn.Linear(hidden, hidden)))
        self.tag_projection_layer = nn.Linear(hidden, labels)


# --- Old checkpoints ----------------------------------------------------------------------------------------------------

def make(directory):
    torch.manual_seed(20200901)

    def state(position_ids=False):
        return SrlBert(CONFIG, len(LABELS), position_ids).state_dict()

    def changed(change):
        return OrderedDict((key, change(key, tensor)) for key, tensor in state().items())

    def renamed(key):
        return "module." + key.replace("LayerNorm.weight", "LayerNorm.gamma").replace("LayerNorm.bias", "LayerNorm.beta")

    tied = state()
    for layer in ("0", "1"):
        tied[f"bert_model.encoder.layer.{layer}.output.dense.bias"] = tied["bert_model.embeddings.LayerNorm.weight"]
    whole = torch.randn(1000)
    views = changed(lambda key, t: whole[3:3 + 2 * t.numel():2].reshape(t.shape[::-1]).t() if t.dim() == 2 else t)
    lacking = state()
    del lacking["bert_model.pooler.dense.bias"], lacking["bert_model.pooler.dense.weight"]

    save(directory, "plain", state())
    save(directory, "with-position-ids", state(True))
    save(directory, "legacy", state(), _use_new_zipfile_serialization=False)
    save(directory, "half", changed(lambda key, t: t.half()))
    save(directory, "bfloat16", changed(lambda key, t: t.bfloat16()))
    save(directory, "double", changed(lambda key, t: t.double() * (1 + 1e-12)))
    save(directory, "mixed", changed(lambda key, t: t.half() if t.dim() == 2 else t))
    save(directory, "renamed", OrderedDict((renamed(key), tensor) for key, tensor in state().items()))
    save(directory, "nested", {"model": state(), "epoch": 3})
    save(directory, "views", views)
    save(directory, "shared", tied)
    save(directory, "parameters", changed(lambda key, t: nn.Parameter(t)))
    save(directory, "without-pooler", lacking)
    save(directory, "with-heads", OrderedDict(state(), **{"cls.predictions.bias": torch.zeros(9)}))
    save(directory, "marked", state(), encoding="utf-8-sig")
    save(directory, "utf-16", state(), encoding="utf-16")
    save(directory, "dialect", state(), config=DIALECT)


def save(directory, name, state, encoding="utf-8", config=json.dumps(ALLENNLP), **options):
    weights = io.BytesIO()
    torch.save(state, weights, **options)
    vocabulary = "[PAD]\n[UNK]\n[CLS]\n[SEP]\nshe\nsold\n##s\nhouse\n.\n"
    with tarfile.open(os.path.join(directory, name + ".tar.gz"), "w:gz") as archive:
        for path, content in {
            "config.json": config.encode(encoding),
            "weights.th": weights.getvalue(),
            "vocabulary/labels.txt": "\n".join(LABELS + [""]).encode(encoding),
            "vocabulary/non_padded_namespaces.txt": "*tags\n*labels\n".encode(encoding),
            "vocab.txt": vocabulary.encode(encoding),
            "meta.json": '{"version": "2.10.1"}'.encode(encoding),
        }.items():
            member = tarfile.TarInfo(path)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))


# --- Repaired ones ------------------------------------------------------------------------------------------------------

def members(archive):
    with tarfile.open(archive) as tar:
        return {member.name: tar.extractfile(member).read() for member in tar.getmembers() if member.isfile()}


def decoded(content):
    marks = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    return content.decode("utf-16" if content.startswith(marks) else "utf-8-sig")


def known(key):
    key = key[len("module."):] if key.startswith("module.") else key
    return key.replace("LayerNorm.gamma", "LayerNorm.weight").replace("LayerNorm.beta", "LayerNorm.bias")


def bits(tensor):
    width = {1: torch.uint8, 2: torch.int16, 4: torch.int32, 8: torch.int64}[tensor.element_size()]
    return tensor.detach().contiguous().view(width)


def check(old_path, new_path, position_ids):
    old, new = members(old_path), members(new_path)
    for name in ("config.json", "meta.json"):
        if name in old:
            # Python's json refuses a byte order mark.
            before = ALLENNLP if old[name].startswith(b"//") else json.loads(decoded(old[name]))
            assert json.loads(new[name].decode("utf-8")) == before, name
    for name in ("vocabulary/labels.txt", "vocab.txt"):
        if name in old:
            assert decoded(old[name]) == new[name].decode("utf-8"), name
    # AllenNLP writes them in the order of a set.
    namespaces = "vocabulary/non_padded_namespaces.txt"
    assert set(decoded(old[namespaces]).split()) == set(new[namespaces].decode("utf-8").split())
    state = torch.load(io.BytesIO(old["weights.th"]), map_location="cpu")
    before = {known(key): tensor for key, tensor in state.get("model", state).items()}
    for options in ({}, {"weights_only": True}):
        after = torch.load(io.BytesIO(new["weights.th"]), **options)
        config = json.loads(new["bert_config.json"])
        labels = new["vocabulary/labels.txt"].decode().splitlines()
        model = SrlBert(config, len(labels), position_ids)
        assert list(after) == list(model.state_dict()), "other keys or another order than PyTorch's"
        assert str(model.load_state_dict(after, strict=True)) == "<All keys matched successfully>"
        for key, tensor in model.state_dict().items():
            assert torch.equal(tensor, after[key].to(tensor.dtype)), key
        try:
            SrlBert(config, len(labels), not position_ids).load_state_dict(after, strict=True)
            raise AssertionError("the other era accepts it too")
        except RuntimeError as e:
            assert POSITION_IDS in str(e), e
        added = [key for key in after if key not in before]
        for key in after:
            if key in before:
                assert after[key].dtype == before[key].dtype and after[key].shape == before[key].shape, key
                assert torch.equal(bits(after[key]), bits(before[key])), key
    if position_ids:
        assert torch.equal(after[POSITION_IDS], torch.arange(config["max_position_embeddings"]).expand((1, -1)))
    name = os.path.basename(old_path)[:-len(".tar.gz")]
    print(name, "keep" if position_ids else "drop", "added:", " ".join(added))


if sys.argv[1] == "make":
    make(sys.argv[2])
else:
    for old_archive, new_archive, choice in zip(sys.argv[2::3], sys.argv[3::3], sys.argv[4::3]):
        check(old_archive, new_archive, choice == "keep")
