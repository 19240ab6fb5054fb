#include "gradlab/autograd/tensor_options.h"

#include <charconv>
#include <ios>

#include "gradlab/tensor/error.h"

namespace gradlab {
namespace {

constexpr std::string_view kCpuName = "cpu", kCudaName = "cuda";

// The number behind "cuda:". Digits only, without leading zeros.
int parse_index(std::string_view text, std::string_view device) {
  bool valid = !text.empty() && (text[0] != '0' || text.size() == 1);
  for (const char c : text) valid = valid && c >= '0' && c <= '9';
  GRADLAB_CHECK(valid, "Invalid device string: '", device, "'");
  int index = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), index);
  GRADLAB_CHECK(result.ec == std::errc(), "Could not parse device index '", text,
                "' in device string '", device, "'");
  return index;
}

}  // namespace

Device::Device(std::string_view name) : type_(kCPU), index_(-1) {
  GRADLAB_CHECK(!name.empty(), "Device string must not be empty");
  const size_t colon = name.find(':');
  const std::string_view type = name.substr(0, colon);
  GRADLAB_CHECK(type == kCpuName || type == kCudaName,
                "Expected one of cpu, cuda device type at start of device string: ", type);
  type_ = type == kCudaName ? kCUDA : kCPU;
  if (colon != std::string_view::npos) index_ = parse_index(name.substr(colon + 1), name);
}

std::string Device::str() const {
  std::string text(type_ == kCUDA ? kCudaName : kCpuName);
  if (has_index()) text += ":" + std::to_string(index_);
  return text;
}

TensorOptions TensorOptions::merge_in(const TensorOptions& other) const {
  TensorOptions o = other;
  if (!o.dtype_) o.dtype_ = dtype_;
  if (!o.device_) o.device_ = device_;
  if (!o.layout_) o.layout_ = layout_;
  if (!o.requires_grad_) o.requires_grad_ = requires_grad_;
  if (!o.pinned_memory_) o.pinned_memory_ = pinned_memory_;
  if (!o.memory_format_) o.memory_format_ = memory_format_;
  return o;
}

std::ostream& operator<<(std::ostream& os, const TensorOptions& options) {
  const auto origin = [](bool given) { return given ? "" : " (default)"; };
  // libtorch leaves this set: what the program prints next depends on it.
  os << std::boolalpha;
  os << "TensorOptions(dtype=" << options.dtype() << origin(options.has_dtype())
     << ", device=" << options.device() << origin(options.has_device())
     << ", layout=" << options.layout() << origin(options.has_layout())
     << ", requires_grad=" << options.requires_grad() << origin(options.has_requires_grad())
     << ", pinned_memory=" << options.pinned_memory() << origin(options.has_pinned_memory())
     << ", memory_format=";
  if (options.has_memory_format()) return os << *options.memory_format_opt() << ")";
  return os << "(nullopt))";
}

std::ostream& operator<<(std::ostream& os, Layout layout) {
  constexpr const char* kNames[] = {"Strided",   "Sparse",    "SparseCsr", "Mkldnn",
                                    "SparseCsc", "SparseBsr", "SparseBsc"};
  return os << kNames[static_cast<int>(layout)];
}

void check_runnable(const TensorOptions& options) {
  GRADLAB_CHECK(options.device().is_cpu(), "gradlab is not linked with support for ",
                Device(options.device().type()), " devices");
  GRADLAB_CHECK_KIND(NotImplementedError, options.layout() == kStrided,
                     "gradlab has no tensors of layout ", options.layout());
}

}  // namespace gradlab
