#include "gradlab/autograd/tensor_options.h"

#include <charconv>

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

void check_runnable(const TensorOptions& options) {
  GRADLAB_CHECK(options.device().is_cpu(), "gradlab is not linked with support for ",
                Device(options.device().type()), " devices");
}

}  // namespace gradlab
