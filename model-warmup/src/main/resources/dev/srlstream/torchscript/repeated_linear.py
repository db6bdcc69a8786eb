class Repeated(Module):
  __parameters__ = []
  __buffers__ = []
  linear : __torch__.srl.Linear
  times : int
  def first(self: __torch__.srl.Repeated, matrix: Tensor) -> Tensor:
    return torch.select(torch.select(matrix, 0, 0), 0, 0)
  def forward(self: __torch__.srl.Repeated, input: Tensor) -> Tensor:
    operand = torch.to(input, ${scalar type})
    result = operand
    for i in range(self.times):
      result = (self.linear).forward(operand)
      _0 = torch.copy_(self.first(operand), self.first(result))
    return torch.to(torch.select(result, 0, 0), 6)
