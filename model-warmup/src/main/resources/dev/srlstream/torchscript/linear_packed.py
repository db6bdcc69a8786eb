class Linear(Module):
  __parameters__ = []
  __buffers__ = []
  weights : List[Tensor]
  biases : List[Tensor]
  def parts(self: __torch__.srl.Linear) -> int:
    return torch.len(self.weights)
  def operand(self: __torch__.srl.Linear, input: Tensor) -> Tensor:
    return input
  def forward(self: __torch__.srl.Linear, operand: Tensor, part: int) -> Tensor:
    return ops.mkldnn._linear_pointwise(operand, self.weights[part], self.biases[part], "none", annotate(List[Optional[number]], []), "none")
  def forward_gelu(self: __torch__.srl.Linear, operand: Tensor, part: int) -> Tensor:
    return ops.mkldnn._linear_pointwise(operand, self.weights[part], self.biases[part], "gelu", annotate(List[Optional[number]], []), "none")
  def forward_add(self: __torch__.srl.Linear, operand: Tensor, other: Tensor, part: int) -> Tensor:
    return ops.mkldnn._linear_pointwise(operand, other, self.weights[part], self.biases[part], "add")
  def __getstate__(self: __torch__.srl.Linear) -> Tuple[Tensor, Tensor, int, int]:
    return (self.weights[0], self.biases[0], 1, 1)
  def __setstate__(self: __torch__.srl.Linear, state: Tuple[Tensor, Tensor, int, int]) -> NoneType:
    weight, bias, row_parts, column_parts = state
    rows = torch.chunk(weight, row_parts, 0)
    row_biases = torch.chunk(bias, row_parts, 0)
    weights = annotate(List[Tensor], [])
    biases = annotate(List[Tensor], [])
    for row in range(torch.len(rows)):
      columns = torch.chunk(rows[row], column_parts, 1)
      for column in range(torch.len(columns)):
        _0 = torch.append(weights, ops.mkldnn._reorder_linear_weight(torch.contiguous(columns[column]), None))
        own_bias = row_biases[row]
        if column > 0:
          own_bias = torch.zeros_like(own_bias)
        _1 = torch.append(biases, own_bias)
    self.weights = weights
    self.biases = biases
    return None
