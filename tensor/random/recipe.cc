#include "gradlab/tensor/random/recipe.h"

#include <atomic>

namespace gradlab {
namespace {

std::atomic<RandomRecipe> current{RandomRecipe::kAvx2};

}  // namespace

void set_random_recipe(RandomRecipe recipe) { current.store(recipe, std::memory_order_relaxed); }
RandomRecipe random_recipe() { return current.load(std::memory_order_relaxed); }

}  // namespace gradlab
