"""Writes what real PyTorch says to state dicts of an SrlBert: python3 load_state_dict.py > load_state_dict.json

The module tree has AllenNLP's and transformers' names, order and shapes, in the size of the test's TinyModel with two
layers. No transformers is needed: load_state_dict looks at names, shapes and order alone.
"""

import json
from collections import OrderedDict

import torch
from torch import nn

HIDDEN, INTERMEDIATE, WORDPIECES, POSITIONS, LABELS, LAYERS = 4, 8, 6, 5, 3, 2


def module(*children, **named):
    result = nn.Module()
    for name, child in [*children, *named.items()]:
        result.add_module(name, child)
    return result


def norm():
    return nn.LayerNorm(HIDDEN, eps=1e-12)


def embeddings(era):
    result = module(
        word_embeddings=nn.Embedding(WORDPIECES, HIDDEN, padding_idx=0),
        position_embeddings=nn.Embedding(POSITIONS, HIDDEN),
        token_type_embeddings=nn.Embedding(2, HIDDEN),
        LayerNorm=norm(),
        dropout=nn.Dropout(),
    )
    ids = torch.arange(POSITIONS).expand((1, -1))
    if era == "3.1.0":
        result.register_buffer("position_ids", ids)
    if era == "4.31.0":
        result.register_buffer("position_ids", ids, persistent=False)
        result.register_buffer("token_type_ids", torch.zeros(ids.size(), dtype=torch.long), persistent=False)
    return result


def square():
    return nn.Linear(HIDDEN, HIDDEN)


def layer():
    return module(
        attention=module(
            ("self", module(query=square(), key=square(), value=square(), dropout=nn.Dropout())),
            ("output", module(dense=square(), LayerNorm=norm(), dropout=nn.Dropout())),
        ),
        intermediate=module(dense=nn.Linear(HIDDEN, INTERMEDIATE), intermediate_act_fn=nn.GELU()),
        output=module(dense=nn.Linear(INTERMEDIATE, HIDDEN), LayerNorm=norm(), dropout=nn.Dropout()),
    )


class SrlBert(nn.Module):
    def __init__(self, era):
        super().__init__()
        self.bert_model = module(
            embeddings=embeddings(era),
            encoder=module(layer=nn.ModuleList(layer() for _ in range(LAYERS))),
            pooler=module(dense=square(), activation=nn.Tanh()),
        )
        self.tag_projection_layer = nn.Linear(HIDDEN, LABELS)
        self.embedding_dropout = nn.Dropout()


ERAS = ("3.0.2", "3.1.0", "4.31.0")
IDS = "bert_model.embeddings.position_ids"
WORDS = "bert_model.embeddings.word_embeddings.weight"
QUERY = "bert_model.encoder.layer.1.attention.self.query.weight"
POOLER = "bert_model.pooler.dense."
TAGS = "tag_projection_layer."


def whole(ids=False):
    return SrlBert("3.1.0" if ids else "3.0.2").state_dict()


def without(*keys, ids=False):
    return OrderedDict((key, value) for key, value in whole(ids).items() if key not in keys)


def extended(ids=False, **extra):
    return OrderedDict(list(whole(ids).items()) + list(extra.items()))


def renamed(rename, ids=False):
    return OrderedDict((rename(key), value) for key, value in whole(ids).items())


def tensor(*shape):
    return torch.zeros(shape)


files = {
    "without position_ids": whole(),
    "with position_ids": whole(True),
    "position_ids misshapen": extended(**{IDS: torch.arange(7).reshape(1, 7)}),
    "position_ids last": OrderedDict(reversed(list(whole(True).items()))),
    "one missing": without(TAGS + "weight"),
    "one missing, with position_ids": without(TAGS + "weight", ids=True),
    "several missing": without(TAGS + "bias", QUERY, WORDS, "bert_model.encoder.layer.0.output.LayerNorm.bias"),
    "pooler missing": without(POOLER + "weight", POOLER + "bias"),
    "a layer missing": OrderedDict((key, value) for key, value in whole(True).items() if ".layer.1." not in key),
    "a layer too many": extended(**{key.replace("layer.1", "layer.2"): value for key, value in whole().items()}),
    "empty": OrderedDict(),
    "misshapen": extended(**{QUERY: tensor(4, 5), TAGS + "bias": tensor(7), WORDS: tensor(8, 4), TAGS + "weight": tensor()}),
    "misshapen, missing and unexpected": OrderedDict(
        list(without(QUERY, ids=True).items()) + [(TAGS + "bias", tensor(7)), ("zzz", tensor(1)), ("aaa.b", tensor(1))]
    ),
    "other element types": OrderedDict((key, value.half()) for key, value in whole(True).items()),
    "prefix module.": renamed(lambda key: "module." + key),
    "prefix bert. for bert_model.": renamed(lambda key: key.replace("bert_model.", "bert."), True),
    "gamma and beta": renamed(lambda key: key.replace("Norm.weight", "Norm.gamma").replace("Norm.bias", "Norm.beta")),
    "heads of pre-training": extended(**{"cls.predictions.bias": tensor(6), "cls.seq_relationship.weight": tensor(2, 4)}),
    "token_type_ids": extended(True, **{"bert_model.embeddings.token_type_ids": torch.zeros(1, 5, dtype=torch.long)}),
    "ordinary values": extended(True, epoch=3, best=None, name="srl"),
    "an ordinary value for a tensor": extended(True, **{TAGS + "bias": None}),
    "unexpected at every depth": OrderedDict(
        [
            ("bert_model.encoder.layer.1.output.dense.scale", tensor(1)),
            ("tag_projection_layer.scale", tensor(1)),
            ("bert_model.encoder.layer.0.adapter.weight", tensor(1)),
            ("bert_model.encoder.layer.9.output.dense.bias", tensor(4)),
            ("bert_model.embeddings.extra", tensor(1)),
            ("bert_model.", tensor(1)),
            ("a \"quoted\" key", tensor(1)),
            ("scale", tensor(1)),
        ]
        + list(whole().items())
    ),
}
if torch.__version__.startswith("1."):
    # From torch 2 on these count as unexpected; AllenNLP's last release forbids torch 2.
    files["key of a module, and below a tensor"] = extended(**{"tag_projection_layer": tensor(1), WORDS + ".scale": tensor(1)})


def said(load):
    try:
        return str(load())
    except RuntimeError as refused:
        return "RuntimeError: " + str(refused)


def answer(file, era):
    load = SrlBert(era).load_state_dict
    # Shapes that differ are refused even when lax, so the lists come from a file in which they do not.
    own = SrlBert(era).state_dict()
    lax = load({key: own.get(key, value) for key, value in file.items()}, strict=False)
    return {
        "strict": said(lambda: load(file)),
        "refused_when_lax": said(lambda: load(file, strict=False)).startswith("RuntimeError"),
        "missing_keys": lax.missing_keys,
        "unexpected_keys": lax.unexpected_keys,
    }


def case(name, file):
    answers = {era: answer(file, era) for era in ERAS}
    assert answers["3.0.2"] == answers["4.31.0"]
    return {
        "file": name,
        "tensors": {key: list(value.shape) for key, value in file.items() if torch.is_tensor(value)},
        "other_keys": [key for key, value in file.items() if not torch.is_tensor(value)],
        "with_position_ids": answers["3.1.0"],
        "without_position_ids": answers["4.31.0"],
    }


print('{"torch": "%s", "cases": [' % torch.__version__)
print(",\n".join(json.dumps(case(name, file)) for name, file in files.items()))
print("]}")
