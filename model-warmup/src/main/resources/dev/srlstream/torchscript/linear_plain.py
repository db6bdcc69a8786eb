class Linear(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  def forward(self: __torch__.srl.Linear, input: Tensor) -> Tensor:
    return torch.linear(input, self.weight, self.bias)
  def forward_gelu(self: __torch__.srl.Linear, input: Tensor) -> Tensor:
    return torch.gelu(torch.linear(input, self.weight, self.bias))
  def forward_add(self: __torch__.srl.Linear, input: Tensor, other: Tensor) -> Tensor:
    return torch.linear(input, self.weight, self.bias) + other
