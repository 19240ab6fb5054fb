// The headers that programs include by name, and the names that they expect from them.
#include <ATen/ATen.h>
#include <ATen/Dispatch.h>
#include <ATen/ExpandUtils.h>
#include <ATen/Parallel.h>
#include <ATen/TensorIndexing.h>
#include <ATen/WrapDimUtils.h>
#include <c10/core/DefaultDtype.h>
#include <c10/core/Device.h>
#include <c10/core/ScalarType.h>
#include <c10/util/ArrayRef.h>
#include <c10/util/Exception.h>
#include <c10/util/Optional.h>
#include <c10/util/ScopeExit.h>
#include <c10/util/StringUtil.h>
#include <c10/util/accumulate.h>
#include <c10/util/hash.h>
#include <c10/util/irange.h>
#include <c10/util/overloaded.h>
#include <c10/util/variant.h>
#include <gtest/gtest.h>
#include <torch/autograd.h>
#include <torch/csrc/autograd/edge.h>
#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/saved_variable_hooks.h>
#include <torch/csrc/autograd/variable.h>
#include <torch/nn/cloneable.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <atomic>
#include <sstream>
#include <string>
#include <unordered_map>
#include <vector>

// A program's own helpers, as libtorch's users write them.
namespace {

// Collects warnings.
class WarningCapture : public c10::WarningHandler {
 public:
  WarningCapture() : former_(c10::WarningUtils::get_warning_handler()) {
    c10::WarningUtils::set_warning_handler(this);
  }
  ~WarningCapture() override { c10::WarningUtils::set_warning_handler(former_); }
  void process(const c10::Warning& warning) override { messages_.push_back(warning.msg()); }
  const std::vector<std::string>& messages() const { return messages_; }

 private:
  c10::WarningHandler* former_;
  std::vector<std::string> messages_;
};

// Another default dtype for a scope.
class AutoDefaultDtype {
 public:
  explicit AutoDefaultDtype(c10::ScalarType dtype)
      : former_(torch::typeMetaToScalarType(torch::get_default_dtype())) {
    torch::set_default_dtype(torch::scalarTypeToTypeMeta(dtype));
  }
  ~AutoDefaultDtype() { torch::set_default_dtype(torch::scalarTypeToTypeMeta(former_)); }

 private:
  c10::ScalarType former_;
};

template <class T>
std::string text(const T& value) {
  std::ostringstream os;
  os << value;
  return os.str();
}

template <class Program>
std::string error_of(Program program) {
  try {
    program();
  } catch (const c10::Error& e) {
    EXPECT_STREQ(e.what_without_backtrace(), e.what());
    return e.what_without_backtrace();
  }
  return "no error";
}

TEST(Names, WarningsReachTheHandlerOfTheProgram) {
  WarningCapture warnings;
  TORCH_WARN("size ", 3);
  for (auto i : c10::irange(3)) TORCH_WARN_ONCE("once, not ", i + 1, " times");
  EXPECT_EQ(warnings.messages(), (std::vector<std::string>{"size 3", "once, not 1 times"}));
}

// The sum of the elements, computed in their own type.
double sum_of(const torch::Tensor& t) {
  return AT_DISPATCH_ALL_TYPES_AND2(torch::kHalf, torch::kBool, t.scalar_type(), "sum_of", [&] {
    static_assert(!std::is_same_v<scalar_t, c10::BFloat16>);
    double sum = 0;
    const torch::Tensor flat = t.contiguous().view({-1});
    const scalar_t* p = flat.data_ptr<scalar_t>();
    for (auto i : c10::irange(flat.numel())) sum += static_cast<double>(p[i]);
    return sum;
  });
}

TEST(Names, DispatchRunsALambdaForTheTypeOfTheElements) {
  for (auto dtype : {torch::kU8, torch::kI8, torch::kI16, torch::kI32, torch::kI64, torch::kF16,
                     torch::kF32, torch::kF64, torch::kBool}) {
    EXPECT_EQ(sum_of(torch::ones({2, 3}, dtype)), 6) << dtype;
  }
  EXPECT_EQ(error_of([] { sum_of(torch::ones({2}, torch::kBFloat16)); }),
            "\"sum_of\" not implemented for 'BFloat16'");
  const torch::Tensor whole = torch::ones({2}, torch::kLong);
  EXPECT_EQ(error_of([&] { AT_DISPATCH_FLOATING_TYPES(whole.scalar_type(), "mine", [] {}); }),
            "\"mine\" not implemented for 'Long'");
  size_t bytes = 0;
  AT_DISPATCH_INTEGRAL_TYPES(whole.scalar_type(), "mine", [&] { bytes = sizeof(scalar_t); });
  EXPECT_EQ(bytes, 8u);
  AT_DISPATCH_FLOATING_TYPES_AND_HALF(torch::kHalf, "mine", [&] { bytes = sizeof(scalar_t); });
  EXPECT_EQ(bytes, 2u);
}

TEST(Names, ShapesAreComputedWith) {
  EXPECT_EQ(at::infer_size({2, 1}, {3}), (std::vector<int64_t>{2, 3}));
  EXPECT_EQ(at::maybe_wrap_dim(-1, 3), 2);
  EXPECT_EQ(at::maybe_wrap_dim(-1, 0), 0);
  EXPECT_EQ(c10::multiply_integers(torch::ones({2, 3, 4}).sizes()), 24);
  EXPECT_EQ(c10::multiply_integers(std::vector<int>{}), 1);
  EXPECT_EQ(c10::sum_integers(std::vector<int>{2, 3, 4}), 9);
}

TEST(Names, WorkIsSharedByThreads) {
  std::atomic<int64_t> sum{0};
  at::parallel_for(0, 1000, 10, [&](int64_t begin, int64_t end) {
    for (auto i : c10::irange(begin, end)) sum += i;
  });
  EXPECT_EQ(sum, 499500);
  EXPECT_GE(at::get_num_threads(), 1);
}

TEST(Names, SmallToolsOfC10) {
  const c10::variant<int, std::string> value = std::string("abc");
  EXPECT_EQ(c10::visit(c10::overloaded([](int) { return size_t{0}; },
                                       [](const std::string& s) { return s.size(); }),
                       value),
            3u);
  int ends = 0;
  {
    auto at_end = c10::make_scope_exit([&] { ++ends; });
    auto never = c10::make_scope_exit([&] { ends += 10; });
    never.release();
    EXPECT_EQ(ends, 0);
  }
  EXPECT_EQ(ends, 1);
  EXPECT_EQ(c10::get_hash(1, std::string("a")), c10::get_hash(1, std::string("a")));
  EXPECT_NE(c10::get_hash(1, 2), c10::get_hash(2, 1));
  EXPECT_DOUBLE_EQ(c10::pi<double>, 3.141592653589793);
}

TEST(Names, ForwardModeAndTheEngineAreThere) {
  const torch::Tensor x = torch::full({2}, 3.0), v = torch::ones({2});
  const auto level = torch::autograd::forward_ad::enter_dual_level();
  const torch::Tensor y = torch::_make_dual(x, v, level).pow(2);
  const auto [primal, tangent] = torch::_unpack_dual(y, level);
  torch::autograd::forward_ad::exit_dual_level(level);
  EXPECT_TRUE(torch::equal(primal, torch::full({2}, 9.0)));
  EXPECT_TRUE(torch::equal(tangent, torch::full({2}, 6.0)));
  const torch::Tensor w = torch::ones({}, torch::requires_grad());
  int calls = 0;
  w.register_hook([&](const torch::Tensor&) {
    torch::autograd::Engine::get_default_engine().queue_callback([&] { ++calls; });
  });
  (w * 2).backward();
  EXPECT_EQ(calls, 1);
}

TEST(Names, EdgesAreKeysOfTables) {
  const torch::Tensor x = torch::ones({2}, torch::requires_grad());
  std::unordered_map<torch::autograd::Edge, int> seen;
  ++seen[torch::autograd::impl::gradient_edge(x)];
  ++seen[torch::autograd::impl::gradient_edge(x)];
  EXPECT_EQ(seen.size(), 1u);
}

TEST(Names, TheDefaultDtypeIsATypeMeta) {
  EXPECT_EQ(torch::get_default_dtype(), caffe2::TypeMeta::Make<float>());
  {
    AutoDefaultDtype scope(torch::kF64);
    EXPECT_EQ(torch::ones({1}).dtype(), torch::kDouble);
    EXPECT_EQ(torch::tensor(1.5).dtype(), torch::kDouble);
  }
  EXPECT_EQ(torch::ones({1}).dtype(), torch::kFloat);
}

TEST(Names, TextsOfTheFrontendWhereTheyDifferFromPythons) {
  const torch::Tensor whole = torch::ones({2}, torch::kInt);
  const std::string refusal =
      "Only Tensors of floating point and complex dtype can require gradients";
  EXPECT_EQ(error_of([&] { whole.requires_grad_(); }), refusal);
  EXPECT_EQ(error_of([&] { whole.set_requires_grad(true); }), refusal);
  EXPECT_EQ(error_of([&] { whole._base(); }), "Can't get base of non-view Tensor");
  EXPECT_EQ(torch::Tensor().numel(), 0);
  EXPECT_EQ(torch::Tensor().toString(), "UndefinedType");
  EXPECT_EQ(text(at::ScalarType::Undefined), "UNKNOWN_SCALAR");
  EXPECT_TRUE(at::native::is_nonzero(torch::ones({1})));
}

TEST(Names, TensorDataSharesTheVersionAndVariableDataDoesNot) {
  const torch::Tensor x = torch::ones({2}, torch::requires_grad());
  const torch::Tensor values = x.tensor_data();
  EXPECT_FALSE(values.requires_grad());
  values.add_(1);
  EXPECT_EQ(x._version(), 1);
  x.variable_data().add_(1);
  EXPECT_EQ(x._version(), 1);
}

TEST(Names, AtTensorKeepsTheTypeOfCpp) {
  EXPECT_EQ(at::tensor({1, 2}).dtype(), at::kInt);
  EXPECT_EQ(at::tensor(1.5).dtype(), at::kDouble);
  EXPECT_EQ(at::tensor(std::vector<float>{1}).dtype(), at::kFloat);
  EXPECT_EQ(at::tensor(std::vector<double>{1}).dtype(), at::kDouble);
  EXPECT_EQ(at::tensor({1, 2}, at::kHalf).dtype(), at::kHalf);
  EXPECT_EQ(at::tensor({{1, 2}, {3, 4}}).dtype(), at::kInt);
  // A number is a vector of one, but not so in torch::tensor.
  EXPECT_EQ(at::tensor(1.5).sizes(), at::IntArrayRef({1}));
  EXPECT_EQ(torch::tensor(1.5).dim(), 0);
  {
    using namespace at;
    EXPECT_EQ(tensor(1.5).dtype(), kDouble);
    EXPECT_EQ(tensor({1, 2}).dtype(), kInt);
    EXPECT_EQ(tensor({true, false}).dtype(), kBool);
    EXPECT_EQ(tensor(std::vector<double>{1}).dtype(), kDouble);
    EXPECT_EQ(tensor(ArrayRef<double>({1., 2.})).dtype(), kDouble);
  }
  EXPECT_EQ(torch::tensor({1, 2}).dtype(), torch::kLong);
  EXPECT_EQ(torch::tensor(1.5).dtype(), torch::kFloat);
  EXPECT_EQ(torch::tensor({c10::Half(1)}).dtype(), torch::kHalf);
  EXPECT_EQ(torch::tensor(std::vector<double>{1}).dtype(), torch::kFloat);
}

TEST(Names, AssertionsThrowLibtorchsTexts) {
  const std::string place = "\"" __FILE__ "\":";
  EXPECT_EQ(error_of([] { TORCH_INTERNAL_ASSERT(1 > 2, "n is ", 3); }),
            "1 > 2 INTERNAL ASSERT FAILED at " + place + std::to_string(__LINE__ - 1) +
                ", please report a bug to PyTorch. n is 3");
  EXPECT_EQ(error_of([] { AT_ASSERT(1 > 2); }), "1 > 2 INTERNAL ASSERT FAILED at " + place +
                                                    std::to_string(__LINE__ - 1) +
                                                    ", please report a bug to PyTorch. ");
  EXPECT_EQ(error_of([] { AT_ERROR("n is ", 3); }), "n is 3");
  EXPECT_THROW(TORCH_CHECK_TYPE(false, "type"), c10::TypeError);
  EXPECT_THROW(TORCH_CHECK_NOT_IMPLEMENTED(false, "later"), c10::NotImplementedError);
  EXPECT_EQ(error_of([] { TORCH_INTERNAL_ASSERT(1 < 2, "not evaluated"); }), "no error");
}

TEST(Names, ErrorsAreThrownOnWithAContext) {
  const auto loading = [] {
    try {
      TORCH_CHECK_ARG(1 > 2, 3, "too small");
    } catch (c10::Error& e) {
      TORCH_RETHROW(e, "while loading ", 4);
    }
  };
  EXPECT_EQ(error_of(loading), "invalid argument 3: too small (while loading 4)");
  EXPECT_THROW(TORCH_CHECK_LINALG(false, "singular"), c10::LinAlgError);
}

TEST(Names, ThereIsNoCuda) {
  EXPECT_FALSE(torch::cuda::is_available());
  EXPECT_EQ(torch::cuda::device_count(), 0);
  const torch::Tensor x = torch::ones({2});
  EXPECT_FALSE(x.is_cuda());
  EXPECT_EQ(x.get_device(), -1);
  const std::string none = "gradlab is not linked with support for cuda devices";
  EXPECT_EQ(error_of([&] { x.to(torch::kCUDA); }), none);
  EXPECT_EQ(error_of([&] { x.to(torch::Device("cuda:1")); }), none);
  EXPECT_EQ(error_of([&] { x.cuda(); }), none);
  EXPECT_EQ(error_of([&] { torch::zeros({2}, torch::device("cuda")); }), none);
  EXPECT_EQ(error_of([&] { torch::zeros({2}, torch::device({torch::kCUDA, 1})); }), none);
}

TEST(Names, OptionsPrintAndMerge) {
  EXPECT_EQ(text(torch::TensorOptions()),
            "TensorOptions(dtype=float (default), device=cpu (default), layout=Strided (default), "
            "requires_grad=false (default), pinned_memory=false (default), "
            "memory_format=(nullopt))");
  const auto options = torch::TensorOptions("cuda:1").dtype(torch::kLong).requires_grad(true);
  EXPECT_EQ(text(options.pinned_memory(true).memory_format(torch::MemoryFormat::ChannelsLast)),
            "TensorOptions(dtype=long int, device=cuda:1, layout=Strided (default), "
            "requires_grad=true, pinned_memory=true, memory_format=ChannelsLast)");
  const auto merged = options.merge_in(torch::dtype(torch::kHalf));
  EXPECT_EQ(merged.dtype(), torch::kHalf);
  EXPECT_EQ(merged.device_index(), 1);
  EXPECT_EQ(text(torch::ones({1}).options().dtype()), "float");
  EXPECT_EQ(text(torch::kCUDA), "cuda");
  EXPECT_EQ(text(torch::ones({1}).layout()), "Strided");
}

TEST(Names, GeneratorsAreMadeAndTheDefaultOneIsThere) {
  at::Generator g = at::make_generator<at::CPUGeneratorImpl>(42);
  EXPECT_EQ(g.current_seed(), 42u);
  torch::manual_seed(42);
  EXPECT_TRUE(torch::rand({3}, g).equal(torch::rand({3})));
  const auto saved = at::detail::getDefaultCPUGenerator().get_state();
  const torch::Tensor first = torch::randn({20});
  at::detail::getDefaultCPUGenerator().set_state(saved);
  EXPECT_TRUE(first.equal(torch::randn({20})));
}

TEST(Names, StorageIsSharedByViews) {
  const torch::Tensor x = torch::ones({2, 3});
  EXPECT_EQ(x.storage().nbytes(), 24u);
  EXPECT_EQ(x.storage().use_count(), 1u);
  const torch::Tensor row = x[1];
  EXPECT_EQ(x.storage().use_count(), 2u);
  EXPECT_TRUE(row.is_alias_of(x));
  EXPECT_FALSE(row.is_alias_of(x.clone()));
  EXPECT_EQ(row.storage().data(), x.data_ptr());
  const at::Storage held = x.storage();
  EXPECT_EQ(held.use_count(), 3u);
  EXPECT_EQ(x.const_data_ptr<float>() + 3, row.mutable_data_ptr<float>());
}

TEST(Names, AccessorsFollowTheStrides) {
  const torch::Tensor x = torch::arange(6, torch::kFloat).view({2, 3}).t();
  const auto a = x.accessor<float, 2>();
  EXPECT_EQ(a.size(0), 3);
  EXPECT_EQ(a[2][1], 5);
  a[2][1] = -1;
  EXPECT_EQ(x[2][1].item<float>(), -1);
  EXPECT_EQ(a[1].sizes(), at::IntArrayRef({2}));
  EXPECT_EQ(error_of([&] { (void)x.accessor<float, 3>(); }),
            "TensorAccessor expected 3 dims but tensor has 2");
  EXPECT_EQ(error_of([&] { (void)x.accessor<int, 2>(); }),
            "expected scalar type Int but found Float");
}

TEST(Names, PackedAccessorsCarryTheirSizes) {
  const torch::Tensor x = torch::arange(6, torch::kFloat).view({2, 3}).t();
  const auto a = x.packed_accessor64<float, 2>();
  const torch::PackedTensorAccessor32<float, 2> b = x.packed_accessor32<float, 2>();
  EXPECT_EQ(a.size(0), 3);
  EXPECT_EQ(b.stride(1), 3);
  b[2][1] = -1;
  EXPECT_EQ(a[2][1], -1);
  EXPECT_EQ(error_of([&] { (void)x.packed_accessor32<float, 1>(); }),
            "TensorAccessor expected 1 dims but tensor has 2");
  const torch::Tensor wide = torch::zeros({1}).expand({int64_t{1} << 31});
  EXPECT_EQ(error_of([&] { (void)wide.packed_accessor32<float, 1>(); }),
            "numel needs to be smaller than int32_t max; otherwise, please use packed_accessor64");
}

TEST(Names, SpecialAndLinalgAreNamespaces) {
  const torch::Tensor x = torch::tensor({0.5, 1.5}, torch::kDouble);
  EXPECT_TRUE(torch::special::expit(x).equal(torch::sigmoid(x)));
  EXPECT_TRUE(torch::special_gammaln(x).equal(torch::special::gammaln(x)));
  EXPECT_TRUE(torch::special::psi(x).equal(x.digamma()));
  EXPECT_TRUE(torch::special::gammainc(x, 2 * x).equal(torch::igamma(x, 2 * x)));
  EXPECT_TRUE(torch::special::xlog1py(2, x).equal(torch::special_xlog1py(x * 0 + 2, x)));
  EXPECT_TRUE(torch::special::softmax(x, 0, torch::nullopt).equal(x.softmax(0)));
  EXPECT_TRUE(torch::special_round(x).equal(x.round()));
  EXPECT_NEAR(torch::linalg::norm(x, 2).item<double>(), torch::norm(x).item<double>(), 1e-15);
  EXPECT_TRUE(torch::linalg_diagonal(torch::eye(2)).equal(torch::ones({2})));
}

TEST(Names, DtypesOfArithmeticCanBeAskedFor) {
  const torch::Tensor ints = torch::ones({2}, torch::kInt);
  EXPECT_EQ(torch::result_type(ints, torch::ones({2})), torch::kFloat);
  EXPECT_EQ(torch::result_type(ints, 2), torch::kInt);
  EXPECT_EQ(torch::result_type(2.5, ints), torch::kFloat);
  EXPECT_EQ(torch::result_type(1, 2), torch::kLong);
  EXPECT_TRUE(torch::can_cast(torch::kInt, torch::kFloat));
  EXPECT_EQ(torch::promote_types(torch::kByte, torch::kChar), torch::kShort);
  EXPECT_EQ(torch::concat({ints, ints}).numel(), 4);
  EXPECT_TRUE(torch::conj(ints).is_same(ints));
}

TEST(Names, PythonsOperatorsHaveNames) {
  const torch::Tensor a = torch::tensor({6, 3}), b = torch::tensor({3, 1});
  EXPECT_TRUE(a.__and__(b).equal(torch::tensor({2, 1})));
  EXPECT_TRUE(a.__or__(b).equal(torch::tensor({7, 3})));
  EXPECT_TRUE(a.__xor__(1).equal(torch::tensor({7, 2})));
  EXPECT_TRUE(a.__lshift__(b).equal(torch::tensor({48, 6})));
  EXPECT_TRUE(a.__rshift__(1).equal(torch::tensor({3, 1})));
  EXPECT_TRUE(a.__ilshift__(1).equal(torch::tensor({12, 6})));
  EXPECT_TRUE(a.is_set_to(a.view({2})));
  EXPECT_FALSE(a.is_set_to(b));
}

TEST(Names, AssigningToAnElementWritesIt) {
  torch::Tensor x = torch::zeros({2, 2});
  const torch::Tensor same = x;
  x[0] = 5;
  x[1][0] = torch::tensor(7.0);
  EXPECT_TRUE(same.equal(torch::tensor({{5.0, 5.0}, {7.0, 0.0}})));
  x = torch::ones({1});  // the variable, not the tensor
  EXPECT_EQ(same.numel(), 4);
}

TEST(Names, DtypesPrintAsTypesOfCpp) {
  EXPECT_EQ(text(torch::ones({1}, torch::kLong).dtype()), "long int");
  EXPECT_EQ(text(torch::ones({1}, torch::kBFloat16).dtype()), "c10::BFloat16");
  EXPECT_EQ(text(torch::ones({1}).scalar_type()), "Float");
  EXPECT_EQ(torch::ones({1}).toString(), "CPUFloatType");
  EXPECT_EQ(torch::zeros({2}, torch::ones({1}, torch::kInt).dtype()).dtype(), torch::kInt);
  EXPECT_EQ(torch::ones({2}).to(torch::ones({1}, torch::kInt).dtype()).dtype(), torch::kInt);
  EXPECT_EQ(c10::toString(c10::kHalf), std::string("Half"));
  EXPECT_EQ(c10::elementSize(c10::kBFloat16), 2u);
  EXPECT_EQ(c10::CppTypeToScalarType<int64_t>::value, c10::kLong);
}

}  // namespace
