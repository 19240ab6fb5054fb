// Names of C++ types in texts.
#ifndef GRADLAB_TENSOR_TYPE_NAME_H_
#define GRADLAB_TENSOR_TYPE_NAME_H_

#include <string>
#include <typeinfo>

namespace gradlab {

// The type as it is written in C++; those of this library by libtorch's names, which its programs
// print: "torch::nn::LinearImpl", "at::Tensor".
std::string demangle(const std::type_info& type);
// The class as a Python program would call it: without namespaces, enclosing functions, template
// arguments, and the "Impl" of a module behind a holder: "Linear".
std::string python_class_name(const std::type_info& type);

}  // namespace gradlab

#endif  // GRADLAB_TENSOR_TYPE_NAME_H_
