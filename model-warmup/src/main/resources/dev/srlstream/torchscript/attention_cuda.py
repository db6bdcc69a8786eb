class Layout(Module):
  __parameters__ = []
  __buffers__ = []
  def forward(self: __torch__.srl.Layout, positions: Tensor, lengths: Tensor) -> Tuple[Tensor, Tensor]:
    longest = torch.floordiv(int(torch.max(lengths)) + 7, 8) * 8
    rows = torch.repeat_interleave(lengths, output_size=torch.size(positions, 0))
    columns = torch.arange(longest, dtype=None, layout=None, device=ops.prim.device(lengths), pin_memory=None)
    mask = torch.lt(columns, torch.unsqueeze(lengths, 1))
    return (rows * longest + positions, torch.unsqueeze(torch.unsqueeze(mask, 1), 1))

class Attention(Module):
  __parameters__ = []
  __buffers__ = []
  heads : int
  def pad(self: __torch__.srl.Attention, flat: Tensor, places: Tensor, mask: Tensor) -> Tensor:
    rows = torch.size(mask, 0)
    longest = torch.size(mask, 3)
    padded = torch.new_zeros(flat, [rows * longest, torch.size(flat, 1)])
    _0 = torch.index_copy_(padded, 0, places, flat)
    return torch.transpose(torch.view(padded, [rows, longest, self.heads, -1]), 1, 2)
  def forward(self: __torch__.srl.Attention, query: Tensor, key: Tensor, value: Tensor, layout: Tuple[Tensor, Tensor]) -> Tensor:
    places, mask = layout
    queries = self.pad(query, places, mask)
    keys = self.pad(key, places, mask)
    values = self.pad(value, places, mask)
    context = torch.scaled_dot_product_attention(queries, keys, values, mask)
    padded = torch.reshape(torch.transpose(context, 1, 2), [-1, torch.size(query, 1)])
    return torch.index_select(padded, 0, places)
