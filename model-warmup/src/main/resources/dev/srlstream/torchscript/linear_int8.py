class Linear(Module):
  __parameters__ = []
  __buffers__ = []
  packed : __torch__.torch.classes.quantized.LinearPackedParamsBase
  def forward(self: __torch__.srl.Linear, input: Tensor) -> Tensor:
    return ops.quantized.linear_dynamic(input, self.packed, False)
  def forward_gelu(self: __torch__.srl.Linear, input: Tensor) -> Tensor:
    return torch.gelu(self.forward(input))
  def __getstate__(self: __torch__.srl.Linear) -> Tuple[Tensor, Optional[Tensor]]:
    return ops.quantized.linear_unpack(self.packed)
  def __setstate__(self: __torch__.srl.Linear, state: Tuple[Tensor, Optional[Tensor]]) -> NoneType:
    weight = (state)[0]
    scales = torch.clamp_min(torch.amax(torch.abs(weight), [1]), 1e-20) / 127.
    zeros = torch.to(torch.zeros_like(scales), 4)
    quantized = torch.quantize_per_channel(weight, scales, zeros, 0, 12)
    self.packed = ops.quantized.linear_prepack(quantized, (state)[1])
    return None
