// Activation functions.
#include "gradlab/autograd/op_table/row.h"
#include "gradlab/autograd/ops/activation.h"
#include "gradlab/autograd/ops/copy.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/rrelu.h"

namespace gradlab::op_table {

const char* family() { return "activation"; }

const std::vector<Row>& rows() {
  static const std::vector<Row> rows = {
      Row("elu", "F.elu(a)", "any", "@unary", [](T a) { return elu(a); }),
      Row("elu_scaled", "torch._C._nn.elu(a, 1.5, 0.7, 1.2)", "any", "@unary",
          [](T a) { return elu(a, 1.5, 0.7, 1.2); }),
      Row("celu", "torch.celu(a, 1.5)", "any", "@unary", [](T a) { return celu(a, 1.5); }),
      Row("selu", "torch.selu(a)", "any", "@unary", [](T a) { return selu(a); }),
      Row("leaky_relu", "F.leaky_relu(a)", "any", "@unary", [](T a) { return leaky_relu(a); }),
      Row("leaky_relu_slope", "F.leaky_relu(a, 0.3)", "any", "@unary",
          [](T a) { return leaky_relu(a, 0.3); }),
      Row("prelu", "F.prelu(a, b)", "any any", "2x3,3 2x3,1 2x3x4,3 3,1 s,1 0x3,3 s,s",
          [](T a, T b) { return prelu(a, b); })
          .other_texts("those of PyTorch 2")
          .other_strides("row-major in PyTorch"),
      Row("hardtanh", "F.hardtanh(a)", "any", "@unary", [](T a) { return hardtanh(a); }),
      Row("hardtanh_bounds", "F.hardtanh(a, -0.5, 1.5)", "any", "@unary",
          [](T a) { return hardtanh(a, -0.5, 1.5); }),
      Row("relu6", "F.relu6(4 * a)", "any", "@unary", [](T a) { return relu6(4 * a); }),
      Row("threshold", "F.threshold(a, 0.1, 20)", "any", "@unary",
          [](T a) { return threshold(a, 0.1, 20); }),
      Row("threshold_whole", "F.threshold(a, 1, 20)", "any", "@unary",
          [](T a) { return threshold(a, 1, 20); }),
      Row("hardsigmoid", "F.hardsigmoid(2 * a)", "any", "@unary",
          [](T a) { return hardsigmoid(2 * a); })
          .not_the_derivative("the slope is 1/6 in float32"),
      Row("hardswish", "F.hardswish(2 * a)", "any", "@unary", [](T a) { return hardswish(2 * a); }),
      Row("hardshrink", "F.hardshrink(a)", "any", "@unary", [](T a) { return hardshrink(a); }),
      Row("hardshrink_lambda", "F.hardshrink(a, 0.3)", "any", "@unary",
          [](T a) { return hardshrink(a, 0.3); }),
      Row("softshrink", "F.softshrink(a)", "any", "@unary", [](T a) { return softshrink(a); }),
      Row("softshrink_lambda", "F.softshrink(a, 0.3)", "any", "@unary",
          [](T a) { return softshrink(a, 0.3); }),
      Row("tanhshrink", "F.tanhshrink(a)", "any", "@unary", [](T a) { return tanhshrink(a); }),
      Row("softplus", "F.softplus(a)", "any", "@unary", [](T a) { return softplus(a); }),
      Row("softplus_beta", "F.softplus(a, 2, 1)", "any", "@unary",
          [](T a) { return softplus(a, 2, 1); }),
      Row("softsign", "F.softsign(a)", "any", "@unary", [](T a) { return softsign(a); }),
      Row("log_sigmoid", "F.logsigmoid(a)", "any", "@unary", [](T a) { return log_sigmoid(a); })
          .other_strides("row-major in PyTorch"),
      Row("gelu", "F.gelu(a)", "any", "@unary", [](T a) { return gelu(a); }),
      Row("gelu_tanh", "F.gelu(a, approximate='tanh')", "any", "@unary",
          [](T a) { return gelu(a, "tanh"); }),
      Row("silu", "F.silu(a)", "any", "@unary", [](T a) { return silu(a); }),
      Row("mish", "F.mish(a)", "any", "@unary", [](T a) { return mish(a); }),
      Row("glu", "F.glu(a)", "any", "2x4 6 3x0 2x3x2", [](T a) { return glu(a); }),
      Row("glu_dim", "F.glu(a, 0)", "any", "2x3 4x2x3 0x3 s 3x2", [](T a) { return glu(a, 0); }),
      Row("elu_in_place", "F.elu(a.clone(), inplace=True)", "any", "@in_place",
          [](T a) { return elu_(clone(a)); }),
      Row("celu_in_place", "F.celu(a.clone(), 1.5, inplace=True)", "any", "@in_place",
          [](T a) { return celu_(clone(a), 1.5); }),
      Row("selu_in_place", "F.selu(a.clone(), inplace=True)", "any", "@in_place",
          [](T a) { return selu_(clone(a)); }),
      Row("leaky_relu_in_place", "F.leaky_relu(a.clone(), 0.3, inplace=True)", "any", "@in_place",
          [](T a) { return leaky_relu_(clone(a), 0.3); }),
      Row("hardtanh_in_place", "F.hardtanh(a.clone(), inplace=True)", "any", "@in_place",
          [](T a) { return hardtanh_(clone(a)); }),
      Row("relu6_in_place", "F.relu6(a.clone(), inplace=True)", "any", "@in_place",
          [](T a) { return relu6_(clone(a)); }),
      Row("threshold_in_place", "F.threshold(a.clone(), 0.1, 20, inplace=True)", "any", "@in_place",
          [](T a) { return threshold_(clone(a), 0.1, 20); }),
      Row("hardswish_in_place", "F.hardswish(a.clone(), inplace=True)", "any", "@in_place",
          [](T a) { return hardswish_(clone(a)); }),
      Row("silu_in_place", "F.silu(a.clone(), inplace=True)", "any", "@in_place",
          [](T a) { return silu_(clone(a)); }),
      Row("mish_in_place", "F.mish(a.clone(), inplace=True)", "any", "@in_place",
          [](T a) { return mish_(clone(a)); }),
      Row("gelu_in_place", "torch._C._nn.gelu_(a.clone())", "any", "@in_place",
          [](T a) { return gelu_(clone(a)); }),
      Row("hardsigmoid_in_place", "F.hardsigmoid(a.clone(), inplace=True)", "any", "@in_place",
          [](T a) { return hardsigmoid_(clone(a)); })
          .not_the_derivative("the slope is 1/6 in float32"),
      Row("rrelu", "torch.rrelu(a)", "any", "@unary", [](T a) { return rrelu(a); }),
      Row("rrelu_bounds", "torch.rrelu(a, 0.25, 0.5)", "any", "@unary",
          [](T a) { return rrelu(a, 0.25, 0.5); }),
      Row("rrelu_in_place", "torch.rrelu_(a.clone())", "any", "@in_place",
          [](T a) { return rrelu_(clone(a)); }),
      // For bounds as good as equal the result is not random.
      Row("rrelu_training", "torch.rrelu(a, 0.25, 0.25, True)", "any", "@unary",
          [](T a) { return rrelu(a, 0.25, 0.25, true); }),
  };
  return rows;
}

}  // namespace gradlab::op_table
