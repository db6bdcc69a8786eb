class Linear(Module):
  __parameters__ = []
  __buffers__ = []
  weights : List[Tensor]
  scales : List[Tensor]
  zeros : List[Tensor]
  biases : List[Tensor]
  def parts(self: __torch__.srl.Linear) -> int:
    return torch.len(self.weights)
  def operand(self: __torch__.srl.Linear, input: Tensor) -> Tuple[Tensor, float, int]:
    least, most = torch.aminmax(input)
    low = min(float(least), 0.)
    scale = max((max(float(most), 0.) - low) / 255., 1e-20)
    zero = int(round(-low / scale))
    quantized = torch.quantize_per_tensor(input, scale, zero, 13)
    return (${bytes of quantized}, scale, zero)
  def pointwise(self: __torch__.srl.Linear, operand: Tuple[Tensor, float, int], part: int, operation: str) -> Tensor:
    quantized, scale, zero = operand
    return ops.onednn.qlinear_pointwise(quantized, scale, zero, self.weights[part], self.scales[part], self.zeros[part], self.biases[part], 1., 0, 6, operation, annotate(List[Optional[number]], []), "none")
  def forward(self: __torch__.srl.Linear, operand: Tuple[Tensor, float, int], part: int) -> Tensor:
    return self.pointwise(operand, part, "none")
  def forward_gelu(self: __torch__.srl.Linear, operand: Tuple[Tensor, float, int], part: int) -> Tensor:
    return self.pointwise(operand, part, "gelu")
  def forward_add(self: __torch__.srl.Linear, operand: Tuple[Tensor, float, int], other: Tensor, part: int) -> Tensor:
    quantized, scale, zero = operand
    return ops.onednn.qlinear_pointwise(quantized, scale, zero, self.weights[part], self.scales[part], self.zeros[part], other, self.biases[part], 1., 0, 6, 1., 0, "sum", 1., "none", annotate(List[Optional[number]], []), "none")
  def __getstate__(self: __torch__.srl.Linear) -> Tuple[Tensor, Tensor, int, int]:
    return (self.weights[0], self.biases[0], 1, 1)
  def __setstate__(self: __torch__.srl.Linear, state: Tuple[Tensor, Tensor, int, int]) -> NoneType:
    weight, bias, row_parts, column_parts = state
    rows = torch.chunk(weight, row_parts, 0)
    row_biases = torch.chunk(bias, row_parts, 0)
    weights = annotate(List[Tensor], [])
    scales = annotate(List[Tensor], [])
    zeros = annotate(List[Tensor], [])
    biases = annotate(List[Tensor], [])
    for row in range(torch.len(rows)):
      columns = torch.chunk(rows[row], column_parts, 1)
      for column in range(torch.len(columns)):
        own = torch.contiguous(columns[column])
        own_scales = torch.clamp_min(torch.amax(torch.abs(own), [1]), 1e-20) / 127.
        own_zeros = torch.to(torch.zeros_like(own_scales), 4)
        quantized = torch.quantize_per_channel(own, own_scales, own_zeros, 0, 12)
        _0 = torch.append(weights, ops.onednn.qlinear_prepack(torch.int_repr(quantized), None))
        _1 = torch.append(scales, own_scales)
        _2 = torch.append(zeros, torch.to(own_zeros, 3))
        own_bias = row_biases[row]
        if column > 0:
          own_bias = torch.zeros_like(own_bias)
        _3 = torch.append(biases, own_bias)
    self.weights = weights
    self.scales = scales
    self.zeros = zeros
    self.biases = biases
    return None
