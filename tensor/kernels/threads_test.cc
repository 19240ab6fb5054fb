// Kernels that share their work among threads: the same bits for any number of them.
#include <cstring>
#include <functional>
#include <string>
#include <vector>

#include "gradlab/tensor/array.h"
#include "gradlab/tensor/kernels/batch_norm.h"
#include "gradlab/tensor/kernels/binary.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/in_format.h"
#include "gradlab/tensor/kernels/index.h"
#include "gradlab/tensor/kernels/layer_norm.h"
#include "gradlab/tensor/kernels/matmul.h"
#include "gradlab/tensor/kernels/pooling.h"
#include "gradlab/tensor/kernels/reduce.h"
#include "gradlab/tensor/kernels/softmax.h"
#include "gradlab/tensor/kernels/unary.h"
#include "gradlab/tensor/memory_format.h"
#include "gradlab/tensor/parallel.h"
#include "gtest/gtest.h"

namespace gradlab::kernels {
namespace {

template <class T>
Array numbers(IntArrayRef sizes) {
  Array a = Array::empty(sizes, dtype_of<T>());
  for (int64_t i = 0; i < a.numel(); ++i) {
    a.data<T>()[i] = static_cast<T>((i * 7919 % 1000003) / 500001.5 - 1);
  }
  return a;
}

std::string bytes(const Array& a) {
  const Array dense = contiguous(a);
  return std::string(static_cast<const char*>(dense.raw_data()),
                     static_cast<size_t>(dense.numel() * dense.itemsize()));
}

// Windows of three elements that overlap.
PoolWindowList every_second(int64_t size) {
  PoolWindowList windows;
  for (int64_t i = 0; i + 3 <= size; i += 2) windows.push_back({i, i + 3, 1, 3});
  return windows;
}

struct Kernel {
  const char* name;
  std::function<std::vector<Array>()> run;
};

template <class T>
std::vector<Kernel> kernels() {
  const Array x = numbers<T>({700, 300}), y = numbers<T>({300}), long_one = numbers<T>({1234567});
  const Array cube = numbers<T>({3, 70000, 2});
  return {
      {"add", [=] { return std::vector{add(x, x)}; }},
      {"add a broadcast row", [=] { return std::vector{add(x, y)}; }},
      {"add a transposed matrix",
       [=] {
         return std::vector{add(x, numbers<T>({300, 700}).transpose(0, 1))};
       }},
      {"multiply stepped", [=] { return std::vector{mul(cube.slice(2, 0, 2, 2), 3)}; }},
      {"exp of one dimension", [=] { return std::vector{exp(long_one)}; }},
      {"exp of three dimensions, permuted",
       [=] {
         return std::vector{exp(cube.permute({2, 0, 1}).slice(2, 1, 69999, 1))};
       }},
      {"copy of a transposed matrix", [=] { return std::vector{contiguous(x.transpose(0, 1))}; }},
      {"sum of all",
       [=] {
         return std::vector{sum(long_one), mean(x), sum(cube)};
       }},
      {"sum of a stepped row", [=] { return std::vector{sum(long_one.slice(0, 0, 1234567, 3))}; }},
      {"sum of rows",
       [=] {
         return std::vector{sum(x, {1}), sum(cube, {1})};
       }},
      {"sum of columns",
       [=] {
         return std::vector{sum(x, {0}), sum(cube, {0})};
       }},
      {"softmax",
       [=] {
         return std::vector{softmax(x, 1), softmax(cube, 1), softmax(x, 0)};
       }},
      {"log_softmax_backward",
       [=] { return std::vector{log_softmax_backward(x, log_softmax(x, 1), 1)}; }},
      {"products",
       [=] {
         const Array a = numbers<T>({40, 30, 50}), b = numbers<T>({40, 50, 70});
         return std::vector{bmm(a, b), mm(x, x.transpose(0, 1)), outer(x.select(1, 0), y)};
       }},
      {"gradient of an embedding",
       [=] {
         const Array rows = numbers<T>({3000, 64});
         Array indices = Array::empty({3000}, kLong);
         for (int64_t i = 0; i < 3000; ++i) indices.data<int64_t>()[i] = i * i % 7;
         return std::vector{embedding_backward(rows, indices, 7, 2, false)};
       }},
      {"layer_norm and its gradients",
       [=] {
         const LayerNorm norm = layer_norm(x, 300, &y, &y, 1e-5);
         const LayerNormGradients g = layer_norm_backward(x, x, 300, norm.mean, norm.rstd, &y);
         return std::vector{norm.y, g.x, g.weight, g.bias};
       }},
      {"normalisation of channels and groups",
       [=] {
         std::vector<Array> results;
         const Array image = numbers<T>({5, 8, 70, 60});
         const Array last = in_format(image, MemoryFormat::ChannelsLast);
         for (const Array& a : {x, image, last}) {
           const ChannelStatistics s = channel_statistics(a, 1e-5);
           ChannelGradients g =
               normalize_channels_backward(a, a, s.mean, s.rstd, nullptr, true);
           results.insert(results.end(), {s.mean, s.squares, g.x, g.weight, g.bias});
           results.push_back(normalize_channels(a, s.mean, s.rstd, nullptr, nullptr));
           const GroupNorm norm = group_norm(a, 2, nullptr, nullptr, 1e-5);
           g = group_norm_backward(a, a, 2, norm.mean, norm.rstd, nullptr);
           results.insert(results.end(), {norm.y, norm.mean, norm.rstd, g.x, g.weight, g.bias});
         }
         return results;
       }},
      {"pooling and its gradients",
       [=] {
         std::vector<Array> results;
         const Array image = numbers<T>({5, 8, 70, 60});
         const PoolWindows windows{2, {{{{0, 1, 1, 1}}, every_second(70), every_second(60)}}};
         for (const auto format : {MemoryFormat::Contiguous, MemoryFormat::ChannelsLast}) {
           const auto [y, places] = max_pool(image, windows, format);
           const Array z = average_pool(image, windows, PoolDivision::kByProduct, format);
           results.insert(results.end(), {y, places, z});
           results.push_back(add_at_indices(y, places, {70, 60}, format));
           results.push_back(take_at_indices(image, places, 2, format));
           results.push_back(average_pool_backward(z, windows, PoolDivision::kByProduct, {70, 60},
                                                   format));
         }
         return results;
       }},
  };
}

template <class T>
void check() {
  for (const Kernel& kernel : kernels<T>()) {
    set_num_threads(1);
    const std::vector<Array> alone = kernel.run();
    for (int threads : {2, 3, 8}) {
      set_num_threads(threads);
      const std::vector<Array> shared = kernel.run();
      for (size_t i = 0; i < alone.size(); ++i) {
        EXPECT_EQ(shared[i].sizes(), alone[i].sizes());
        EXPECT_TRUE(bytes(shared[i]) == bytes(alone[i]))
            << kernel.name << ", result " << i << ", " << threads << " threads";
      }
    }
  }
}

TEST(Threads, DoNotChangeTheBitsOfFloats) { check<float>(); }
TEST(Threads, DoNotChangeTheBitsOfDoubles) { check<double>(); }

}  // namespace
}  // namespace gradlab::kernels
