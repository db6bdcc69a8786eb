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
  def forward(self: __torch__.srl.Attention, projected: List[Tensor], layout: Tuple[Tensor, Tensor]) -> Tensor:
    places, mask = layout
    rows = torch.size(mask, 0)
    longest = torch.size(mask, 3)
    joined = projected[0]
    padded = torch.new_zeros(joined, [rows * longest, torch.size(joined, 1)])
    _0 = torch.index_copy_(padded, 0, places, joined)
    split = torch.permute(torch.view(padded, [rows, longest, 3, self.heads, -1]), [2, 0, 3, 1, 4])
    query = torch.select(split, 0, 0)
    key = torch.select(split, 0, 1)
    value = torch.select(split, 0, 2)
    context = torch.scaled_dot_product_attention(query, key, value, mask)
    contexts = torch.reshape(torch.transpose(context, 1, 2), [rows * longest, -1])
    return torch.index_select(contexts, 0, places)
