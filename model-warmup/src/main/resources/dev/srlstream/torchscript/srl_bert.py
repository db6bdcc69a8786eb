class LayerNorm(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  epsilon : float
  def forward(self: __torch__.srl.LayerNorm, hidden: Tensor) -> Tensor:
    return torch.layer_norm(hidden, torch.size(self.weight), self.weight, self.bias, self.epsilon)

class Embeddings(Module):
  __parameters__ = ["words", "positions", "types", ]
  __buffers__ = []
  words : Tensor
  positions : Tensor
  types : Tensor
  norm : __torch__.srl.LayerNorm
  def forward(self: __torch__.srl.Embeddings, ids: Tensor, token_types: Tensor) -> Tensor:
    words = torch.embedding(self.words, ids)
    types = torch.embedding(self.types, token_types)
    positions = torch.slice(self.positions, 0, 0, torch.size(ids, 1))
    return (self.norm).forward(words + positions + types)

class SelfAttention(Module):
  __parameters__ = []
  __buffers__ = []
  heads : int
  query : __torch__.srl.Linear
  key : __torch__.srl.Linear
  value : __torch__.srl.Linear
  output : __torch__.srl.Linear
  def split(self: __torch__.srl.SelfAttention, hidden: Tensor) -> Tensor:
    rows = torch.size(hidden, 0)
    length = torch.size(hidden, 1)
    return torch.transpose(torch.view(hidden, [rows, length, self.heads, -1]), 1, 2)
  def forward(self: __torch__.srl.SelfAttention, hidden: Tensor, mask: Tensor) -> Tensor:
    query = self.split((self.query).forward(hidden))
    key = self.split((self.key).forward(hidden))
    value = self.split((self.value).forward(hidden))
    context = torch.scaled_dot_product_attention(query, key, value, mask)
    return (self.output).forward(torch.flatten(torch.transpose(context, 1, 2), 2))

class EncoderLayer(Module):
  __parameters__ = []
  __buffers__ = []
  attention : __torch__.srl.SelfAttention
  attention_norm : __torch__.srl.LayerNorm
  intermediate : __torch__.srl.Linear
  output : __torch__.srl.Linear
  output_norm : __torch__.srl.LayerNorm
  def forward(self: __torch__.srl.EncoderLayer, hidden: Tensor, mask: Tensor) -> Tensor:
    attended = (self.attention_norm).forward((self.attention).forward(hidden, mask) + hidden)
    intermediate = (self.intermediate).forward_gelu(attended)
    return (self.output_norm).forward((self.output).forward(intermediate) + attended)

class SrlBert(Module):
  __parameters__ = ["tag_weight", "tag_bias", ]
  __buffers__ = []
  embeddings : __torch__.srl.Embeddings
  ${layer attributes}
  tag_weight : Tensor
  tag_bias : Tensor
  def forward(self: __torch__.srl.SrlBert, ids: Tensor, mask: Tensor, token_types: Tensor) -> Tensor:
    keys = torch.unsqueeze(torch.unsqueeze(mask, 1), 1)
    bias = (1. - keys) * -10000.
    hidden = (self.embeddings).forward(ids, token_types)
    ${layer calls}
    return torch.softmax(torch.linear(hidden, self.tag_weight, self.tag_bias), -1)
