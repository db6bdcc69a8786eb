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
  def split(self: __torch__.srl.Attention, all: Tensor, begin: int, rows: int, length: int) -> Tensor:
    own = torch.slice(all, 0, begin, begin + rows * length)
    return torch.transpose(torch.view(own, [rows, length, self.heads, -1]), 1, 2)
  def forward(self: __torch__.srl.Attention, projected: List[Tensor], runs: List[int]) -> Tensor:
    three = projected
    if torch.len(projected) == 1:
      three = torch.chunk(projected[0], 3, 1)
    contexts = annotate(List[Tensor], [])
    begin = 0
    for run in range(torch.floordiv(torch.len(runs), 2)):
      rows = runs[2 * run]
      length = runs[2 * run + 1]
      query = self.split(three[0], begin, rows, length)
      key = self.split(three[1], begin, rows, length)
      value = self.split(three[2], begin, rows, length)
      context = torch.scaled_dot_product_attention(query, key, value)
      _0 = torch.append(contexts, torch.reshape(torch.transpose(context, 1, 2), [rows * length, -1]))
      begin = begin + rows * length
    return torch.cat(contexts)
