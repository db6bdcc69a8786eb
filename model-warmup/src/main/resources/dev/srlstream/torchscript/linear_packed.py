class Linear(Module):
  __parameters__ = []
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  def forward(self: __torch__.srl.Linear, input: Tensor) -> Tensor:
    return ops.mkldnn._linear_pointwise(input, self.weight, self.bias, "none", annotate(List[Optional[number]], []), "none")
  def forward_gelu(self: __torch__.srl.Linear, input: Tensor) -> Tensor:
    return ops.mkldnn._linear_pointwise(input, self.weight, self.bias, "gelu", annotate(List[Optional[number]], []), "none")
  def forward_add(self: __torch__.srl.Linear, input: Tensor, other: Tensor) -> Tensor:
    return ops.mkldnn._linear_pointwise(input, other, self.weight, self.bias, "add")
  def __getstate__(self: __torch__.srl.Linear) -> Tuple[Tensor, Tensor]:
    return (self.weight, self.bias)
  def __setstate__(self: __torch__.srl.Linear, state: Tuple[Tensor, Tensor]) -> NoneType:
    self.weight = ops.mkldnn._reorder_linear_weight((state)[0], None)
    self.bias = (state)[1]
    return None
