// Functional: a function as a module, for a place in a Sequential: Functional(relu),
// Functional(elu, 1.5).
#ifndef GRADLAB_NN_MODULES_CONTAINER_FUNCTIONAL_H_
#define GRADLAB_NN_MODULES_CONTAINER_FUNCTIONAL_H_

#include <functional>
#include <ostream>
#include <type_traits>
#include <utility>

#include "gradlab/autograd/graph/into.h"
#include "gradlab/nn/cloneable.h"
#include "gradlab/nn/module_holder.h"

namespace gradlab::nn {

class FunctionalImpl : public Cloneable<FunctionalImpl> {
 public:
  using Function = std::function<Tensor(Tensor)>;

  explicit FunctionalImpl(Function function);
  // An operation that has an in-place form too (into.h).
  explicit FunctionalImpl(Tensor (*operation)(const Tensor&, Into));
  // `function` with its arguments after the first fixed.
  template <class F, class... Args>
  requires(
      sizeof...(Args) > 0 &&
      std::is_invocable_r_v<Tensor, F&, Tensor, Args&...>) explicit FunctionalImpl(F function,
                                                                                   Args... args)
      : function_([function = std::move(function), ... args = std::move(args)](Tensor x) mutable {
          return function(std::move(x), args...);
        }) {}

  void reset() override {}
  void pretty_print(std::ostream& stream) const override;
  Tensor forward(Tensor x) { return function_(std::move(x)); }
  Tensor operator()(Tensor x) { return forward(std::move(x)); }

 private:
  Function function_;
};

GRADLAB_LIBRARY_MODULE(Functional);

}  // namespace gradlab::nn

#endif  // GRADLAB_NN_MODULES_CONTAINER_FUNCTIONAL_H_
