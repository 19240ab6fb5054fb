#include <algorithm>
#include <string>
#include <vector>

#include "gradlab/lab/fw/drive.h"
#include "gradlab/lab/part4/ex_4_01.h"

namespace ex_4_01 {
namespace {

void drive(lab::Driver& d, const Written& student) {
  const auto numbers = [](const std::vector<double>& list) { return tensor(list, kFloat64); };
  int64_t before = 0;
  const int64_t* alive = &before;
  {
    std::vector<Handle> nodes;
    d("leaves", [&] {
      alive = &student.leaf(0)->alive();
      before = *alive;
      for (int64_t i = d.integer(1, 3); i > 0; --i) nodes.push_back(student.leaf(d.number(-2, 2)));
      return nodes.size();
    });
    // Which operation, and of which nodes.
    const auto some = [&] {
      return nodes[static_cast<size_t>(d.integer(0, static_cast<int64_t>(nodes.size()) - 1))];
    };
    for (int64_t i = d.integer(3, 8); i > 0 && !nodes.empty(); --i) {
      const int64_t kind = d.integer(0, 2);
      const Handle a = d.flip() ? nodes.back() : some(), b = some();
      d("node", [&] {
        nodes.push_back(kind == 0   ? student.add(a, b)
                        : kind == 1 ? student.multiply(a, b)
                                    : student.tanh_of(a));
        return student.look(nodes.back()).data;
      });
    }
    const auto grads = [&] {
      std::vector<double> list;
      for (const Handle& node : nodes) list.push_back(*student.look(node).grad);
      return lab::Value(numbers(list));
    };
    d("ops", [&] {
      std::string text;
      for (const Handle& node : nodes) {
        const Seen seen = student.look(node);
        text += seen.op;
        for (const Handle& in : seen.inputs) {
          text += str(" ", std::find(nodes.begin(), nodes.end(), in) - nodes.begin());
        }
        text += ";";
      }
      return text;
    });
    d("grads before", grads);
    for (int pass = 0; pass < 2; ++pass) {
      d("pass", [&] {
        student.backward(nodes.back());
        return grads();
      });
    }
    const Handle inner = nodes.empty() ? nullptr : some();
    d("from inside", [&] {
      student.backward(inner);
      return grads();
    });
    d("one rule", [&] {
      for (const Handle& node : nodes) *student.look(node).grad = d.number(-2, 2);
      student.push(inner);
      return grads();
    });
    d("alive", [&] { return *alive - before; });
    if (nodes.size() > 1) nodes.erase(nodes.begin(), nodes.end() - 1);
    d("alive with the root", [&] { return *alive - before; });
  }
  d("alive at the end", [&] { return *alive - before; });
}

}  // namespace

LAB_DRIVER(drive)

}  // namespace ex_4_01
