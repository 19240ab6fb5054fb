// Special functions, of one and of two tensors.
#include "gradlab/autograd/op_table/row.h"
#include "gradlab/autograd/ops/copy.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/special.h"
#include "gradlab/autograd/ops/unary.h"

namespace gradlab::op_table {

const char* family() { return "special"; }

const std::vector<Row>& rows() {
  static const std::vector<Row> rows = {
      Row("lgamma", "torch.lgamma(a)", "pos", "@unary", [](T a) { return lgamma(a); }),
      Row("digamma", "torch.digamma(a)", "pos", "@unary", [](T a) { return digamma(a); })
          .tolerance(1e-8, "PyTorch ends the series for polygamma(1, x) at 1e-9"),
      Row("polygamma_0", "torch.polygamma(0, a)", "pos", "@unary",
          [](T a) { return polygamma(0, a); })
          .tolerance(1e-8, "PyTorch ends the series for polygamma(1, x) at 1e-9"),
      Row("polygamma_1", "torch.polygamma(1, a)", "pos", "@unary",
          [](T a) { return polygamma(1, a); })
          .tolerance(1e-8, "PyTorch ends the series for polygamma(1, x) at 1e-9"),
      Row("polygamma_2", "torch.polygamma(2, a)", "pos", "@unary",
          [](T a) { return polygamma(2, a); }),
      Row("polygamma_4", "torch.polygamma(4, a)", "above", "@unary",
          [](T a) { return polygamma(4, a); }),
      Row("mvlgamma_1", "torch.mvlgamma(a, 1)", "above", "@unary",
          [](T a) { return mvlgamma(a, 1); }),
      Row("mvlgamma_3", "torch.mvlgamma(a + 1, 3)", "above", "@unary",
          [](T a) { return mvlgamma(a + 1, 3); }),
      Row("erfinv", "torch.erfinv(a)", "unit", "@unary", [](T a) { return erfinv(a); }),
      Row("i0", "torch.i0(a)", "any", "@unary", [](T a) { return i0(a); }),
      Row("special_i1", "torch.special.i1(a)", "any", "@unary", [](T a) { return special_i1(a); }),
      Row("sinc", "torch.sinc(a)", "any", "@unary", [](T a) { return sinc(a); }),
      Row("logit", "torch.logit(a)", "share", "@unary", [](T a) { return logit(a); }),
      Row("logit_eps", "torch.logit(a, 0.25)", "any", "@unary", [](T a) { return logit(a, 0.25); }),
      Row("special_entr", "torch.special.entr(a)", "pos", "@unary",
          [](T a) { return special_entr(a); }),
      Row("deg2rad", "torch.deg2rad(a)", "any", "@unary", [](T a) { return deg2rad(a); }),
      Row("rad2deg", "torch.rad2deg(a)", "any", "@unary", [](T a) { return rad2deg(a); }),
      Row("nan_to_num", "torch.nan_to_num(a)", "any", "@unary", [](T a) { return nan_to_num(a); }),
      Row("nan_to_num_values", "torch.nan_to_num(1 / a.floor(), 1.5, 20, -30)", "any", "@unary",
          [](T a) { return nan_to_num(a.floor().reciprocal(), 1.5, 20, -30); }),
      Row("frexp", "torch.frexp(a)", "any", "@unary", [](T a) { return frexp(a); }),
      Row("asinh", "torch.asinh(a)", "any", "@unary", [](T a) { return asinh(a); }),
      Row("acosh", "torch.acosh(a)", "above", "@unary", [](T a) { return acosh(a); }),
      Row("atanh", "torch.atanh(a)", "unit", "@unary", [](T a) { return atanh(a); }),
      Row("sgn", "torch.sgn(a)", "any", "@unary", [](T a) { return sgn(a); }),
      Row("round_decimals", "torch.round(a, decimals=1)", "any", "@unary",
          [](T a) { return round(a, 1); }),
      Row("round_tens", "torch.round(10 * a, decimals=-1)", "any", "@unary",
          [](T a) { return round(10 * a, -1); }),
      Row("positive", "torch.positive(a)", "any", "@unary", [](T a) { return positive(a); }),
      Row("atan2", "torch.atan2(a, b)", "any any", "@pair", [](T a, T b) { return atan2(a, b); }),
      Row("hypot", "torch.hypot(a, b)", "any any", "@pair", [](T a, T b) { return hypot(a, b); }),
      Row("copysign", "torch.copysign(a, b)", "any any", "@pair",
          [](T a, T b) { return copysign(a, b); }),
      Row("copysign_number", "torch.copysign(a, -2)", "any", "@unary",
          [](T a) { return copysign(a, -2); }),
      Row("xlogy", "torch.xlogy(a, b)", "any pos", "@pair", [](T a, T b) { return xlogy(a, b); }),
      Row("xlogy_number", "torch.xlogy(a, 3)", "any", "@unary", [](T a) { return xlogy(a, 3); }),
      Row("xlogy_of_number", "torch.xlogy(3, a)", "pos", "@unary", [](T a) { return xlogy(3, a); }),
      Row("special_xlog1py", "torch.special.xlog1py(a, b)", "any pos", "@pair",
          [](T a, T b) { return special_xlog1py(a, b); }),
      Row("logaddexp", "torch.logaddexp(a, b)", "any any", "@pair",
          [](T a, T b) { return logaddexp(a, b); }),
      Row("logaddexp2", "torch.logaddexp2(a, b)", "any any", "@pair",
          [](T a, T b) { return logaddexp2(a, b); }),
      Row("heaviside", "torch.heaviside(a, b)", "any any", "@pair",
          [](T a, T b) { return heaviside(a, b); }),
      Row("nextafter", "torch.nextafter(a, b)", "any any", "@pair",
          [](T a, T b) { return nextafter(a, b); }),
      Row("gcd", "torch.gcd(a, b)", "any any", "@pair", [](T a, T b) { return gcd(a, b); }),
      Row("lcm", "torch.lcm(a, b)", "any any", "@pair", [](T a, T b) { return lcm(a, b); }),
      Row("lgamma_in_place", "a.clone().lgamma_()", "pos", "@in_place",
          [](T a) { return clone(a).lgamma_(); }),
      Row("digamma_in_place", "a.clone().digamma_()", "pos", "@in_place",
          [](T a) { return clone(a).digamma_(); })
          .tolerance(1e-8, "PyTorch ends the series for polygamma(1, x) at 1e-9"),
      Row("erfinv_in_place", "a.clone().erfinv_()", "unit", "@in_place",
          [](T a) { return clone(a).erfinv_(); }),
      Row("i0_in_place", "a.clone().i0_()", "any", "@in_place", [](T a) { return clone(a).i0_(); }),
      Row("sinc_in_place", "a.clone().sinc_()", "any", "@in_place",
          [](T a) { return clone(a).sinc_(); }),
      Row("logit_in_place", "a.clone().logit_()", "share", "@in_place",
          [](T a) { return clone(a).logit_(); }),
      Row("deg2rad_in_place", "a.clone().deg2rad_()", "any", "@in_place",
          [](T a) { return clone(a).deg2rad_(); }),
      Row("rad2deg_in_place", "a.clone().rad2deg_()", "any", "@in_place",
          [](T a) { return clone(a).rad2deg_(); }),
      Row("nan_to_num_in_place", "a.clone().nan_to_num_()", "any", "@in_place",
          [](T a) { return clone(a).nan_to_num_(); }),
      Row("asinh_in_place", "a.clone().asinh_()", "any", "@in_place",
          [](T a) { return clone(a).asinh_(); }),
      Row("acosh_in_place", "a.clone().acosh_()", "above", "@in_place",
          [](T a) { return clone(a).acosh_(); }),
      Row("atanh_in_place", "a.clone().atanh_()", "unit", "@in_place",
          [](T a) { return clone(a).atanh_(); }),
      Row("sgn_in_place", "a.clone().sgn_()", "any", "@in_place",
          [](T a) { return clone(a).sgn_(); }),
      Row("polygamma_in_place", "a.clone().polygamma_(2)", "pos", "@in_place",
          [](T a) { return clone(a).polygamma_(2); }),
      Row("round_decimals_in_place", "a.clone().round_(decimals=1)", "any", "@in_place",
          [](T a) { return clone(a).round_(1); }),
      Row("atan2_in_place", "a.clone().atan2_(b)", "any any", "@in_place_pair",
          [](T a, T b) { return clone(a).atan2_(b); }),
      Row("hypot_in_place", "a.clone().hypot_(b)", "any any", "@in_place_pair",
          [](T a, T b) { return clone(a).hypot_(b); })
          .other_texts("the dtype of the arithmetic is refused before that of the result"),
      Row("copysign_in_place", "a.clone().copysign_(b)", "any any", "@in_place_pair",
          [](T a, T b) { return clone(a).copysign_(b); }),
      Row("xlogy_in_place", "a.clone().xlogy_(b)", "any pos", "@in_place_pair",
          [](T a, T b) { return clone(a).xlogy_(b); }),
      Row("heaviside_in_place", "a.clone().heaviside_(b)", "any any", "@in_place_pair",
          [](T a, T b) { return clone(a).heaviside_(b); }),
      Row("nextafter_in_place", "a.clone().nextafter_(b)", "any any", "@in_place_pair",
          [](T a, T b) { return clone(a).nextafter_(b); })
          .other_texts("the dtype of the arithmetic is refused before that of the result"),
      Row("gcd_in_place", "a.clone().gcd_(b)", "any any", "@in_place_pair",
          [](T a, T b) { return clone(a).gcd_(b); })
          .other_texts("the dtype of the arithmetic is refused before that of the result"),
      Row("lcm_in_place", "a.clone().lcm_(b)", "any any", "@in_place_pair",
          [](T a, T b) { return clone(a).lcm_(b); })
          .other_texts("the dtype of the arithmetic is refused before that of the result"),
      Row("copysign_in_place_number", "a.clone().copysign_(-2)", "any", "@in_place",
          [](T a) { return clone(a).copysign_(-2); }),
      Row("xlogy_in_place_number", "a.clone().xlogy_(3)", "any", "@in_place",
          [](T a) { return clone(a).xlogy_(3); }),
  };
  return rows;
}

}  // namespace gradlab::op_table
