// The constants that options take where Python takes a string: kMean for "mean". Each has a type of
// its own, so that an option lists in its variant exactly the values it accepts.
#ifndef GRADLAB_NN_ENUM_H_
#define GRADLAB_NN_ENUM_H_

#include <cstdint>
#include <string>
#include <type_traits>
#include <variant>

#include "gradlab/autograd/ops/loss.h"
#include "gradlab/tensor/error.h"

#define GRADLAB_ENUM(Name)                                    \
  namespace enumtype {                                        \
  struct k##Name {                                            \
    static constexpr const char* name() { return "k" #Name; } \
  };                                                          \
  }                                                           \
  inline constexpr enumtype::k##Name k##Name {}

namespace gradlab {

GRADLAB_ENUM(Linear);
GRADLAB_ENUM(Conv1D);
GRADLAB_ENUM(Conv2D);
GRADLAB_ENUM(Conv3D);
GRADLAB_ENUM(ConvTranspose1D);
GRADLAB_ENUM(ConvTranspose2D);
GRADLAB_ENUM(ConvTranspose3D);
GRADLAB_ENUM(Sigmoid);
GRADLAB_ENUM(Tanh);
GRADLAB_ENUM(ReLU);
GRADLAB_ENUM(GELU);
GRADLAB_ENUM(SiLU);
GRADLAB_ENUM(Mish);
GRADLAB_ENUM(LeakyReLU);
GRADLAB_ENUM(FanIn);
GRADLAB_ENUM(FanOut);
GRADLAB_ENUM(Constant);
GRADLAB_ENUM(Reflect);
GRADLAB_ENUM(Replicate);
GRADLAB_ENUM(Circular);
GRADLAB_ENUM(Nearest);
GRADLAB_ENUM(Bilinear);
GRADLAB_ENUM(Bicubic);
GRADLAB_ENUM(Trilinear);
GRADLAB_ENUM(Area);
GRADLAB_ENUM(NearestExact);
GRADLAB_ENUM(Sum);
GRADLAB_ENUM(Mean);
GRADLAB_ENUM(Max);
GRADLAB_ENUM(None);
GRADLAB_ENUM(BatchMean);
GRADLAB_ENUM(Zeros);
GRADLAB_ENUM(Border);
GRADLAB_ENUM(Reflection);
GRADLAB_ENUM(RNN_TANH);
GRADLAB_ENUM(RNN_RELU);
GRADLAB_ENUM(LSTM);
GRADLAB_ENUM(GRU);
GRADLAB_ENUM(Valid);
GRADLAB_ENUM(Same);

namespace enumtype {

// "kMean" for a variant that holds it.
template <class Variant>
std::string get_enum_name(const Variant& value) {
  return std::visit([](auto v) { return std::string(decltype(v)::name()); }, value);
}

// The number that loss functions take. Throws for anything but kNone, kMean and kSum.
template <class Variant>
int64_t reduction_get_enum(const Variant& value) {
  return std::visit(
      [](auto v) -> int64_t {
        using T = decltype(v);
        if constexpr (std::is_same_v<T, kNone>) return Reduction::None;
        if constexpr (std::is_same_v<T, kMean>) return Reduction::Mean;
        if constexpr (std::is_same_v<T, kSum>) return Reduction::Sum;
        GRADLAB_THROW(Error, T::name(), " is not a valid value for reduction");
      },
      value);
}

}  // namespace enumtype
}  // namespace gradlab

#undef GRADLAB_ENUM

// Lets options be written as their reduction alone: MSELoss(kSum).
#define GRADLAB_OPTIONS_FROM_REDUCTION(Options)                    \
  Options() = default;                                             \
  Options(::gradlab::enumtype::kNone value) : reduction_(value) {} \
  Options(::gradlab::enumtype::kMean value) : reduction_(value) {} \
  Options(::gradlab::enumtype::kSum value) : reduction_(value) {}

#endif  // GRADLAB_NN_ENUM_H_
