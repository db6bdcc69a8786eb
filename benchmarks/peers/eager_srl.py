#!/usr/bin/env python3
"""Labels sentences as AllenNLP's srl_bert predictor does, for `srl bench model --peer`.

Eager PyTorch, a sentence at a time: its words become wordpieces, its predicates the rows of one batch, a plain BERT gives
label probabilities, and Viterbi under the BIO constraint gives a tag for each word. The weights are random: only time counts.

The first line of standard input is a JSON object with the model's dimensions and the sentences; each further line is for how
many seconds to work, and is answered with "WORDPIECES CPU_SECONDS WALL_SECONDS". The first line is answered with the GFLOP
that matrix products reach in a second of CPU.
"""

import json
import math
import os
import sys
import time

# Per core is compared; some builds of OpenBLAS do not obey PyTorch's own setting.
os.environ["OPENBLAS_NUM_THREADS"] = "1"

import torch  # noqa: E402
from torch import nn  # noqa: E402
from torch.nn import functional  # noqa: E402


class SelfAttention(nn.Module):
    def __init__(self, hidden, heads):
        super().__init__()
        self.heads = heads
        self.query = nn.Linear(hidden, hidden)
        self.key = nn.Linear(hidden, hidden)
        self.value = nn.Linear(hidden, hidden)
        self.output = nn.Linear(hidden, hidden)
        self.norm = nn.LayerNorm(hidden, eps=1e-12)

    def split(self, states):
        rows, length, hidden = states.shape
        return states.view(rows, length, self.heads, hidden // self.heads).permute(0, 2, 1, 3)

    def forward(self, states, bias):
        query, key, value = self.split(self.query(states)), self.split(self.key(states)), self.split(self.value(states))
        scores = torch.matmul(query, key.transpose(-1, -2)) / math.sqrt(query.shape[-1]) + bias
        context = torch.matmul(functional.softmax(scores, dim=-1), value).permute(0, 2, 1, 3).contiguous()
        return self.norm(self.output(context.view(states.shape)) + states)


class Layer(nn.Module):
    def __init__(self, hidden, heads, intermediate):
        super().__init__()
        self.attention = SelfAttention(hidden, heads)
        self.intermediate = nn.Linear(hidden, intermediate)
        self.output = nn.Linear(intermediate, hidden)
        self.norm = nn.LayerNorm(hidden, eps=1e-12)

    def forward(self, states, bias):
        attended = self.attention(states, bias)
        return self.norm(self.output(functional.gelu(self.intermediate(attended))) + attended)


class SrlBert(nn.Module):
    def __init__(self, task):
        super().__init__()
        hidden = task["hidden_size"]
        self.words = nn.Embedding(len(task["vocabulary"]), hidden)
        self.positions = nn.Embedding(task["positions"], hidden)
        self.types = nn.Embedding(2, hidden)
        self.norm = nn.LayerNorm(hidden, eps=1e-12)
        self.layers = nn.ModuleList(
            Layer(hidden, task["heads"], task["intermediate_size"]) for _ in range(task["layers"])
        )
        self.tags = nn.Linear(hidden, len(task["labels"]))

    def forward(self, ids, mask, types):
        """Probabilities [rows, wordpieces, labels]."""
        positions = torch.arange(ids.shape[1]).unsqueeze(0)
        states = self.norm(self.words(ids) + self.positions(positions) + self.types(types))
        bias = (1.0 - mask[:, None, None, :].float()) * -10000.0
        for layer in self.layers:
            states = layer(states, bias)
        return functional.softmax(self.tags(states), dim=-1)


class Wordpieces:
    def __init__(self, vocabulary):
        self.ids = {wordpiece: i for i, wordpiece in enumerate(vocabulary)}

    def of(self, word):
        """The longest that the vocabulary has, from left to right."""
        found, begin = [], 0
        while begin < len(word):
            end = len(word)
            while end > begin:
                wordpiece = word[begin:end] if begin == 0 else "##" + word[begin:end]
                if wordpiece in self.ids:
                    break
                end -= 1
            if end == begin:
                return [self.ids["[UNK]"]]
            found.append(self.ids[wordpiece])
            begin = end
        return found

    def encode(self, words):
        """Ids with [CLS] and [SEP], and per word where its wordpieces begin and end."""
        ids, spans = [self.ids["[CLS]"]], []
        for word in words:
            begin = len(ids)
            ids += self.of(word.lower())
            spans.append((begin, len(ids)))
        return ids + [self.ids["[SEP]"]], spans


class Viterbi:
    """An I-X follows only B-X or I-X, and does not come first."""

    def __init__(self, labels):
        self.transitions = torch.zeros(len(labels), len(labels))
        self.start = torch.zeros(len(labels))
        for to, label in enumerate(labels):
            if label.startswith("I-"):
                self.start[to] = -math.inf
                for origin, before in enumerate(labels):
                    if before != label and before != "B" + label[1:]:
                        self.transitions[origin, to] = -math.inf

    def decode(self, scores):
        """The best label of each place; scores [wordpieces, labels]."""
        path_scores, pointers = scores[0] + self.start, []
        for place in scores[1:]:
            best, origin = torch.max(path_scores.unsqueeze(1) + self.transitions, 0)
            path_scores = place + best
            pointers.append(origin)
        path = [int(torch.argmax(path_scores))]
        for origin in reversed(pointers):
            path.append(int(origin[path[-1]]))
        return path[::-1]


class Labeller:
    def __init__(self, task):
        torch.manual_seed(0)
        self.model = SrlBert(task).eval()
        self.wordpieces = Wordpieces(task["vocabulary"])
        self.labels = task["labels"]
        self.viterbi = Viterbi(self.labels)

    @torch.no_grad()
    def label(self, sentence):
        """Tags per predicate and word, and the number of wordpieces of each row."""
        ids, spans = self.wordpieces.encode(sentence["words"])
        rows = len(sentence["predicates"])
        types = torch.zeros(rows, len(ids), dtype=torch.long)
        for row, predicate in enumerate(sentence["predicates"]):
            begin, end = spans[predicate]
            types[row, begin:end] = 1
        batch = torch.tensor([ids]).expand(rows, -1)
        probabilities = self.model(batch, torch.ones_like(batch), types)
        paths = [self.viterbi.decode(row) for row in probabilities]
        return [[self.labels[path[begin]] for begin, _ in spans] for path in paths], len(ids)


def matrix_product_speed():
    """GFLOP per CPU second: a PyTorch on the reference BLAS is no peer."""
    left, right, times = torch.rand(256, 768), torch.rand(768, 3072), 10
    torch.matmul(left, right)
    begin = time.process_time()
    for _ in range(times):
        torch.matmul(left, right)
    return times * 2 * 256 * 768 * 3072 / (time.process_time() - begin) / 1e9


def main():
    task = json.loads(sys.stdin.readline())
    torch.set_num_threads(1)
    print(f"Peer: PyTorch {torch.__version__}", file=sys.stderr)
    print(matrix_product_speed(), flush=True)
    labeller, sentences, following = Labeller(task), task["sentences"], 0
    for line in sys.stdin:
        wordpieces = 0
        wall, cpu = time.perf_counter(), time.process_time()
        while wordpieces == 0 or time.perf_counter() - wall < float(line):
            tags, length = labeller.label(sentences[following])
            following = (following + 1) % len(sentences)
            wordpieces += len(tags) * length
        print(wordpieces, time.process_time() - cpu, time.perf_counter() - wall, flush=True)


if __name__ == "__main__":
    main()
