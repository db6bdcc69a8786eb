class Linear(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  def parts(self: __torch__.srl.Linear) -> int:
    return 1
  def operand(self: __torch__.srl.Linear, input: Tensor) -> Tensor:
    return input
  def forward(self: __torch__.srl.Linear, operand: Tensor, part: int) -> Tensor:
    return torch.linear(operand, self.weight, self.bias)
  def forward_gelu(self: __torch__.srl.Linear, operand: Tensor, part: int) -> Tensor:
    return torch.gelu(torch.linear(operand, self.weight, self.bias))
  def forward_add(self: __torch__.srl.Linear, operand: Tensor, other: Tensor, part: int) -> Tensor:
    return torch.linear(operand, self.weight, self.bias) + other
