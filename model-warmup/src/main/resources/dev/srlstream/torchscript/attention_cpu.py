class Layout(Module):
  __parameters__ = []
  __buffers__ = []
  def forward(self: __torch__.srl.Layout, positions: Tensor, lengths: Tensor) -> List[int]:
    all = annotate(List[int], (lengths).tolist())
    runs = annotate(List[int], [])
    for row in range(torch.len(all)):
      last = torch.len(runs) - 1
      same = False
      if last > 0:
        same = runs[last] == all[row]
      if same:
        runs[last - 1] = runs[last - 1] + 1
      else:
        _0 = torch.append(runs, 1)
        _1 = torch.append(runs, all[row])
    return runs

class Attention(Module):
  __parameters__ = []
  __buffers__ = []
  heads : int
  def forward(self: __torch__.srl.Attention, projected: Tensor, runs: List[int]) -> Tensor:
    contexts = annotate(List[Tensor], [])
    begin = 0
    for run in range(torch.floordiv(torch.len(runs), 2)):
      rows = runs[2 * run]
      length = runs[2 * run + 1]
      own = torch.slice(projected, 0, begin, begin + rows * length)
      split = torch.permute(torch.view(own, [rows, length, 3, self.heads, -1]), [2, 0, 3, 1, 4])
      query = torch.select(split, 0, 0)
      key = torch.select(split, 0, 1)
      value = torch.select(split, 0, 2)
      context = torch.scaled_dot_product_attention(query, key, value)
      _0 = torch.append(contexts, torch.reshape(torch.transpose(context, 1, 2), [rows * length, -1]))
      begin = begin + rows * length
    return torch.cat(contexts)
