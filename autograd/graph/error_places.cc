#include "gradlab/autograd/graph/error_places.h"

#include <atomic>
#include <cstdlib>
#include <string_view>

#include "gradlab/tensor/error.h"
#include "gradlab/tensor/location.h"

namespace gradlab::autograd {
namespace {

std::atomic<bool>& enabled() {
  static std::atomic<bool> on([] {
    const char* wish = std::getenv("GRADLAB_ERROR_PLACES");
    return wish == nullptr || std::string_view(wish) != "0";
  }());
  return on;
}

// " at train.cc:12", or nothing.
std::string at(Location place) { return place ? str(" at ", place) : std::string(); }

std::string created(const Node& node) {
  return str("\n", node.name(), " was created", at(node.created_at()));
}

}  // namespace

bool error_places_enabled() { return enabled().load(std::memory_order_relaxed); }
void set_error_places_enabled(bool on) { enabled().store(on, std::memory_order_relaxed); }

std::string places_of_free(const Node& node) {
  if (!error_places_enabled()) return "";
  return str(created(node), "; the backward pass", at(node.freed_at()),
             " freed what it had saved.");
}

std::string places_of_write(const Node* node, const Storage& storage) {
  if (!error_places_enabled()) return "";
  const char* operation = storage.modified_by();
  return str(node ? created(*node) + " and saved it; " : std::string("\n"),
             operation ? operation : "something", " modified it", at(storage.modified_at()), ".");
}

std::string places_of_failure(const Node& node) {
  if (!error_places_enabled()) return "";
  std::string shapes;
  for (uint32_t i = 0; i < node.num_edges(); ++i) {
    const Edge& edge = node.edge(i);
    if (i > 0) shapes += ", ";
    shapes += edge.defined() ? str(edge.function->input_shape(edge.input_nr).sizes())
                             : std::string("no gradient needed");
  }
  std::string induced;
  for (const Node* parent = node.parent(); parent != nullptr; parent = parent->parent()) {
    induced +=
        str("\nThe calculation was induced by ", parent->name(), at(parent->created_at()), ".");
  }
  return str(created(node), "; shapes of its inputs: ", shapes, ".", induced);
}

}  // namespace gradlab::autograd
