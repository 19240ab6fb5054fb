// TensorOptions: how a factory makes its tensor: zeros({2}, dtype(kLong).requires_grad(false)).
// What is left unset takes the default: the default dtype, no gradient.
//
// Device, Layout and MemoryFormat exist so that programs written for libtorch compile; the only
// device is the CPU and the only layout is strided.
#ifndef GRADLAB_AUTOGRAD_TENSOR_OPTIONS_H_
#define GRADLAB_AUTOGRAD_TENSOR_OPTIONS_H_

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/memory_format.h"

namespace gradlab {

enum class DeviceType : int8_t { CPU = 0, CUDA = 1 };
constexpr DeviceType kCPU = DeviceType::CPU;
constexpr DeviceType kCUDA = DeviceType::CUDA;

class Device {
 public:
  Device(DeviceType type, int index = -1) : type_(type), index_(index) {}
  // "cpu", "cuda", "cuda:1". Throws for other names.
  Device(std::string_view name);
  Device(const char* name) : Device(std::string_view(name)) {}

  DeviceType type() const { return type_; }
  int index() const { return index_; }
  void set_index(int index) { index_ = index; }
  bool has_index() const { return index_ != -1; }
  bool is_cpu() const { return type_ == kCPU; }
  bool is_cuda() const { return type_ == kCUDA; }
  std::string str() const;

  friend bool operator==(const Device&, const Device&) = default;

 private:
  DeviceType type_;
  int index_;
};
inline std::ostream& operator<<(std::ostream& os, const Device& d) { return os << d.str(); }
inline std::ostream& operator<<(std::ostream& os, DeviceType t) { return os << Device(t).str(); }

// Factories refuse all but the first.
enum class Layout : int8_t { Strided, Sparse, SparseCsr, Mkldnn, SparseCsc, SparseBsr, SparseBsc };
constexpr Layout kStrided = Layout::Strided;
constexpr Layout kSparse = Layout::Sparse;
constexpr Layout kSparseCsr = Layout::SparseCsr;
constexpr Layout kMkldnn = Layout::Mkldnn;
constexpr Layout kSparseCsc = Layout::SparseCsc;
constexpr Layout kSparseBsr = Layout::SparseBsr;
constexpr Layout kSparseBsc = Layout::SparseBsc;
// Its name: "Strided".
std::ostream& operator<<(std::ostream& os, Layout layout);

class TensorOptions {
 public:
  TensorOptions() = default;
  // A dtype, device or layout alone stands for the options that have it: zeros({2}, kLong).
  TensorOptions(ScalarType dtype) : dtype_(dtype) {}
  TensorOptions(TypeMeta dtype) : dtype_(dtype) {}
  TensorOptions(Device device) : device_(device) {}
  TensorOptions(DeviceType device, int index = -1) : device_(Device(device, index)) {}
  template <class Name>
  requires(std::convertible_to<const Name&, std::string_view>) TensorOptions(const Name& device)
      : device_(std::string_view(device)) {}
  TensorOptions(Layout layout) : layout_(layout) {}
  TensorOptions(MemoryFormat format) : memory_format_(format) {}

  // Copies with one thing set.
  TensorOptions dtype(std::optional<ScalarType> dtype) const {
    TensorOptions o = *this;
    o.dtype_ = dtype;
    return o;
  }
  TensorOptions device(std::optional<Device> device) const {
    TensorOptions o = *this;
    o.device_ = device;
    return o;
  }
  TensorOptions device(DeviceType type, int index) const { return device(Device(type, index)); }
  TensorOptions device_index(int index) const { return device(kCUDA, index); }
  TensorOptions layout(std::optional<Layout> layout) const {
    TensorOptions o = *this;
    o.layout_ = layout;
    return o;
  }
  TensorOptions requires_grad(std::optional<bool> requires_grad) const {
    TensorOptions o = *this;
    o.requires_grad_ = requires_grad;
    return o;
  }
  TensorOptions pinned_memory(std::optional<bool> pinned_memory) const {
    TensorOptions o = *this;
    o.pinned_memory_ = pinned_memory;
    return o;
  }
  TensorOptions memory_format(std::optional<MemoryFormat> format) const {
    TensorOptions o = *this;
    o.memory_format_ = format;
    return o;
  }
  // What is set in `other` replaces what is set here.
  TensorOptions merge_in(const TensorOptions& other) const;

  TypeMeta dtype() const { return TypeMeta(dtype_.value_or(get_default_dtype())); }
  Device device() const { return device_.value_or(Device(kCPU)); }
  Layout layout() const { return layout_.value_or(kStrided); }
  bool requires_grad() const { return requires_grad_.value_or(false); }
  bool pinned_memory() const { return pinned_memory_.value_or(false); }
  int device_index() const { return device().index(); }
  bool is_sparse() const { return layout() == kSparse; }
  bool has_dtype() const { return dtype_.has_value(); }
  bool has_device() const { return device_.has_value(); }
  bool has_layout() const { return layout_.has_value(); }
  bool has_requires_grad() const { return requires_grad_.has_value(); }
  bool has_pinned_memory() const { return pinned_memory_.has_value(); }
  bool has_memory_format() const { return memory_format_.has_value(); }
  std::optional<ScalarType> dtype_opt() const { return dtype_; }
  std::optional<Device> device_opt() const { return device_; }
  std::optional<Layout> layout_opt() const { return layout_; }
  std::optional<bool> requires_grad_opt() const { return requires_grad_; }
  std::optional<bool> pinned_memory_opt() const { return pinned_memory_; }
  std::optional<MemoryFormat> memory_format_opt() const { return memory_format_; }

 private:
  std::optional<ScalarType> dtype_;
  std::optional<Device> device_;
  std::optional<Layout> layout_;
  std::optional<bool> requires_grad_;
  std::optional<bool> pinned_memory_;
  std::optional<MemoryFormat> memory_format_;
};
// "TensorOptions(dtype=float (default), device=cpu, ...)".
std::ostream& operator<<(std::ostream& os, const TensorOptions& options);

inline TensorOptions dtype(ScalarType dtype) { return TensorOptions(dtype); }
inline TensorOptions dtype(TypeMeta dtype) { return TensorOptions(dtype); }
inline TensorOptions device(Device device) { return TensorOptions(device); }
inline TensorOptions layout(Layout layout) { return TensorOptions(layout); }
inline TensorOptions requires_grad(bool requires_grad = true) {
  return TensorOptions().requires_grad(requires_grad);
}
inline TensorOptions memory_format(MemoryFormat format) { return TensorOptions(format); }
inline TensorOptions device_index(int index) { return TensorOptions().device_index(index); }

// Throws for a device that this library does not run on, and for a layout that it has not.
void check_runnable(const TensorOptions& options);

}  // namespace gradlab

template <>
struct std::hash<gradlab::Device> {
  size_t operator()(const gradlab::Device& device) const noexcept {
    return static_cast<size_t>(device.type()) << 16 | static_cast<uint16_t>(device.index());
  }
};

#endif  // GRADLAB_AUTOGRAD_TENSOR_OPTIONS_H_
