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
  def forward(self: __torch__.srl.Embeddings, ids: Tensor, positions: Tensor, token_types: Tensor) -> Tensor:
    words = torch.embedding(self.words, ids)
    types = torch.embedding(self.types, token_types)
    return (self.norm).forward(words + torch.embedding(self.positions, positions) + types)

class SelfAttention(Module):
  __parameters__ = []
  __buffers__ = []
  attention : __torch__.srl.Attention
  query_key_value : __torch__.srl.Linear
  output : __torch__.srl.Linear
  def forward(self: __torch__.srl.SelfAttention, hidden: Tensor, layout: ${layout}) -> Tensor:
    operand = (self.query_key_value).operand(hidden)
    projected = annotate(List[Tensor], [])
    for part in range((self.query_key_value).parts()):
      _0 = torch.append(projected, (self.query_key_value).forward(operand, part))
    context = (self.attention).forward(projected, layout)
    return (self.output).forward_add((self.output).operand(context), hidden, 0)

class EncoderLayer(Module):
  __parameters__ = []
  __buffers__ = []
  attention : __torch__.srl.SelfAttention
  attention_norm : __torch__.srl.LayerNorm
  intermediate : __torch__.srl.Linear
  output : __torch__.srl.Linear
  output_norm : __torch__.srl.LayerNorm
  def forward(self: __torch__.srl.EncoderLayer, hidden: Tensor, layout: ${layout}) -> Tensor:
    attended = (self.attention_norm).forward((self.attention).forward(hidden, layout))
    operand = (self.intermediate).operand(attended)
    result = attended
    for part in range((self.intermediate).parts()):
      intermediate = (self.intermediate).forward_gelu(operand, part)
      result = (self.output).forward_add((self.output).operand(intermediate), result, part)
    return (self.output_norm).forward(result)

class SrlBert(Module):
  __parameters__ = ["tag_weight", "tag_bias", ]
  __buffers__ = []
  layout : __torch__.srl.Layout
  embeddings : __torch__.srl.Embeddings
  ${layer attributes}
  tag_weight : Tensor
  tag_bias : Tensor
  def forward(self: __torch__.srl.SrlBert, ids: Tensor, positions: Tensor, token_types: Tensor, lengths: Tensor) -> Tensor:
    layout = (self.layout).forward(positions, lengths)
    hidden = (self.embeddings).forward(ids, positions, token_types)
    ${layer calls}
    logits = torch.linear(torch.to(hidden, 6), self.tag_weight, self.tag_bias)
    return torch.softmax(logits, -1)
