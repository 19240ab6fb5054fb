// The dispatcher's macros and what programs ask of its state.
#include <ATen/Dispatch.h>
#include <c10/core/impl/LocalDispatchKeySet.h>
#include <gtest/gtest.h>
#include <torch/torch.h>

#include <string>
#include <vector>

namespace {

TEST(Dispatch, CasesAreGivenOneByOneOrInFamilies) {
  const auto bytes_of = [](torch::ScalarType type) {
    return AT_DISPATCH_SWITCH(
        type, "bytes_of",
        AT_DISPATCH_CASE(torch::kDouble, [] { return sizeof(scalar_t); })
            AT_DISPATCH_CASE_INTEGRAL_TYPES_AND(torch::kBool,
                                                [] { return 10 * sizeof(scalar_t); }));
  };
  EXPECT_EQ(bytes_of(torch::kDouble), 8u);
  EXPECT_EQ(bytes_of(torch::kShort), 20u);
  EXPECT_EQ(bytes_of(torch::kBool), 10u);
  try {
    bytes_of(torch::kFloat);
    ADD_FAILURE();
  } catch (const c10::Error& e) {
    EXPECT_EQ(e.msg(), "\"bytes_of\" not implemented for 'Float'");
  }
}

TEST(Dispatch, FamiliesTakeFurtherTypes) {
  size_t bytes = 0;
  const auto note = [&](size_t size) { bytes = size; };
  AT_DISPATCH_ALL_TYPES_AND_COMPLEX_AND3(torch::kBool, torch::kHalf, torch::kBFloat16,
                                         torch::kBFloat16, "x", [&] { note(sizeof(scalar_t)); });
  EXPECT_EQ(bytes, 2u);
  AT_DISPATCH_FLOATING_AND_COMPLEX_TYPES(torch::kDouble, "x", [&] { note(sizeof(scalar_t)); });
  EXPECT_EQ(bytes, 8u);
  AT_DISPATCH_INTEGRAL_TYPES_AND(torch::kBool, torch::kBool, "x", [&] { note(sizeof(scalar_t)); });
  EXPECT_EQ(bytes, 1u);
  AT_DISPATCH_INDEX_TYPES(torch::kInt, "x", [&] { note(sizeof(index_t)); });
  EXPECT_EQ(bytes, 4u);
  EXPECT_THROW(AT_DISPATCH_INDEX_TYPES(torch::kFloat, "x", [&] {}), c10::Error);
}

#define NOTE_TYPE(Type, Name) \
  names += std::string(#Name) + std::to_string(sizeof(Type)) + " ";  \
  EXPECT_EQ(c10::CppTypeToScalarType<Type>::value, c10::ScalarType::Name);

TEST(Dispatch, MacrosGoThroughAllTypes) {
  std::string names;
  AT_FORALL_SCALAR_TYPES_AND3(Half, Bool, BFloat16, NOTE_TYPE)
  EXPECT_EQ(names,
            "Byte1 Char1 Short2 Int4 Long8 Float4 Double8 Half2 Bool1 BFloat162 ");
}

// The mode as libtorch's keys show it.
void expect_state(bool inference) {
  EXPECT_EQ(c10::InferenceMode::is_enabled(), inference);
  EXPECT_FALSE(c10::impl::tls_is_dispatch_key_excluded(c10::DispatchKey::ADInplaceOrView));
  EXPECT_FALSE(c10::impl::tls_is_dispatch_keyset_included(c10::autograd_dispatch_keyset));
  EXPECT_EQ(c10::impl::tls_is_dispatch_keyset_excluded(c10::autograd_dispatch_keyset), inference);
  EXPECT_EQ(c10::impl::tls_is_dispatch_key_included(c10::DispatchKey::ADInplaceOrView), !inference);
}

TEST(DispatchKeys, FollowInferenceMode) {
  expect_state(false);
  {
    c10::InferenceMode on;
    expect_state(true);
    {
      c10::InferenceMode off(false);
      expect_state(false);
    }
    expect_state(true);
  }
  expect_state(false);
}

class Messages : public c10::WarningHandler {
 public:
  void process(const c10::Warning& warning) override { texts.push_back(warning.msg()); }
  std::vector<std::string> texts;
};

TEST(DispatchKeys, WhatRunsBelowAutogradRecordsNothing) {
  const torch::Tensor x = torch::ones({2}, torch::requires_grad());
  {
    at::AutoDispatchBelowAutograd guard;
    EXPECT_FALSE((x * 2).requires_grad());
    EXPECT_TRUE(c10::impl::tls_is_dispatch_keyset_excluded(c10::autograd_dispatch_keyset));
  }
  EXPECT_TRUE((x * 2).requires_grad());
  Messages messages;
  c10::WarningUtils::WarningHandlerGuard handler(&messages);
  at::AutoNonVariableTypeMode guard;
  EXPECT_FALSE((x * 2).requires_grad());
  ASSERT_EQ(messages.texts.size(), 1u);
  EXPECT_NE(messages.texts[0].find("AutoNonVariableTypeMode is deprecated"), std::string::npos);
}

TEST(BuildTest, HasNothingButTheCpu) {
  EXPECT_FALSE(at::hasCUDA());
  EXPECT_FALSE(at::globalContext().hasCUDA());
  EXPECT_TRUE(at::globalContext().hasLAPACK());
  torch::init_num_threads();
  torch::set_num_interop_threads(2);
  EXPECT_GE(torch::get_num_interop_threads(), 1);
}

}  // namespace
