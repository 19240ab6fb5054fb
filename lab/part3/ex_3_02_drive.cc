#include "gradlab/lab/fw/drive.h"
#include "gradlab/lab/part3/ex_3_02.h"

namespace ex_3_02 {
namespace {

void drive(lab::Driver& d, const Written& student) {
  const int64_t rows = d.integer(1, 6), dim = d.integer(1, 4), n = d.integer(0, 4);
  const Tensor weight = d.leaf({rows, dim});
  std::vector<int64_t> numbers;
  for (int64_t i = 0; i < 2 * n; ++i) numbers.push_back(d.integer(0, rows - 1));
  Tensor indices = tensor(numbers, kInt64);
  if (d.flip()) indices = indices.reshape({2, n});
  const Tensor v = d.tensor({2 * n, dim});
  for (const auto embed : {student.embed, student.embed_by_product}) {
    d("rows", [&] { return embed(weight, indices); });
    d("gradient", [&] {
      weight.mutable_grad() = Tensor();
      const Tensor out = embed(weight, indices);
      out.backward(v.reshape(out.sizes()));
      return weight.grad();
    });
    d("single", [&] { return embed(weight.detach().to(kFloat32), tensor(rows - 1)); });
    d("outside", [&] { return embed(weight, tensor({rows + d.integer(0, 3)})); });
    d("float", [&] { return embed(weight, zeros({2}, kFloat64)); });
  }
  manual_seed(static_cast<uint64_t>(d.integer(0, 1000)));
  d("layer", [&] { return student.embed_by_layer(rows, dim, indices); });
}

}  // namespace

LAB_DRIVER(drive)

}  // namespace ex_3_02
