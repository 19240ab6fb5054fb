#include "gradlab/tensor/type_name.h"

#include <gtest/gtest.h>

#include <vector>

namespace {
struct Hidden {};
template <class T>
struct TypedImpl {
  struct Inner {};
};
}  // namespace

namespace outer {
struct NetImpl {};
struct Impl {};
}  // namespace outer

namespace gradlab::nn {
struct FoldedImpl {};
}  // namespace gradlab::nn

namespace gradlab {
namespace {

TEST(TypeName, DemangledTypesReadAsInCpp) {
  EXPECT_EQ(demangle(typeid(int)), "int");
  EXPECT_EQ(demangle(typeid(outer::NetImpl)), "outer::NetImpl");
}

TEST(TypeName, TypesOfTheLibraryHaveLibtorchsNames) {
  EXPECT_EQ(demangle(typeid(nn::FoldedImpl)), "torch::nn::FoldedImpl");
  EXPECT_EQ(demangle(typeid(TypedImpl<nn::FoldedImpl>::Inner)),
            "(anonymous namespace)::TypedImpl<torch::nn::FoldedImpl>::Inner");
}

TEST(TypeName, ClassNamesLoseWhatPythonDoesNotHave) {
  struct Local {};
  auto lambda = [] {
    struct InLambda {};
    return InLambda();
  };
  EXPECT_EQ(python_class_name(typeid(outer::NetImpl)), "Net");
  EXPECT_EQ(python_class_name(typeid(outer::Impl)), "Impl");
  EXPECT_EQ(python_class_name(typeid(Hidden)), "Hidden");
  EXPECT_EQ(python_class_name(typeid(Local)), "Local");
  EXPECT_EQ(python_class_name(typeid(decltype(lambda()))), "InLambda");
  EXPECT_EQ(python_class_name(typeid(TypedImpl<std::vector<int>>)), "Typed");
  EXPECT_EQ(python_class_name(typeid(TypedImpl<std::vector<int>>::Inner)), "Inner");
}

}  // namespace
}  // namespace gradlab
