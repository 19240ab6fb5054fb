#include <cmath>
#include <cstring>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "gradlab/lab/fw/check.h"
#include "gradlab/lab/part2/ex_2_12.h"

namespace ex_2_12 {
namespace {

using lab::GradPoint;
using lab::Tensors;
using lab::Value;

Tensor random(const std::vector<int64_t>& shape, uint64_t seed) {
  return rand(shape, Generator(seed), kFloat64) * 4 - 2;
}
Tensor leaf(const Tensor& t) { return t.detach().clone().requires_grad_(); }

// "ex_2_12.cc:14".
std::string place_of(Location at) {
  if (!at) return "?";
  const char* slash = std::strrchr(at.file(), '/');
  return str(slash ? slash + 1 : at.file(), ':', at.line());
}

// --- The chain, and the first of its nodes that is wrong ---

// A use of one of the student's functions, as a backward pass saw its node.
struct Use {
  std::string function;
  double k = 0;       // of scaled_square
  double last_k = 0;  // of the last call of scaled_square in the same chain
  Tensors in;
  std::string name;  // of the node
  Location place = Location::unknown();
  int number = 0;  // in the order of the pass, from 1 on
  Tensor incoming;
  Tensors outgoing;
};

Tensor call(const Written& student, const Use& use, const Tensors& in) {
  return use.function == "scaled_square" ? student.scaled_square(in[0], use.k)
                                         : student.add_row(in[0], in[1]);
}

// y = add_row(c, a), c = scaled_square(b, 0.5 - k), b = add_row(m, a), a = scaled_square(row, k):
// the uses in the order in which a backward pass visits their nodes.
std::vector<Use> run_chain(const Written& student, double k) {
  std::vector<std::shared_ptr<Use>> uses;
  int visited = 0;
  const auto use = [&](const std::string& function, double factor, const Tensors& in) {
    auto u = std::make_shared<Use>();
    u->function = function;
    u->k = factor;
    for (const Tensor& t : in) u->in.push_back(t.detach().clone());
    const Tensor out = call(student, *u, in);
    u->name = out.grad_fn()->name();
    u->place = out.grad_fn()->created_at();
    out.grad_fn()->register_hook(
        [u, &visited](const std::vector<Tensor>& sent, const std::vector<Tensor>& received) {
          u->number = ++visited;
          u->incoming = received[0].detach();
          for (const Tensor& t : sent) u->outgoing.push_back(t.defined() ? t.detach() : t);
          return std::vector<Tensor>();
        });
    uses.push_back(u);
    return out;
  };
  const Tensor row = leaf(tensor({0.5, -2., 1.5}, kFloat64));
  const Tensor m = leaf(tensor({{-1., 3., 0.25}, {2., -0.5, -1.}}, kFloat64));
  const Tensor a = use("scaled_square", k, {row});
  const Tensor b = use("add_row", 0, {m, a});
  const Tensor c = use("scaled_square", 0.5 - k, {b});
  const Tensor y = use("add_row", 0, {c, a});
  y.backward(tensor({{2., -1., 0.5}, {3., 10., -2.}}, kFloat64));
  std::vector<Use> in_order(uses.size());
  for (const auto& u : uses) {
    u->last_k = 0.5 - k;
    if (u->number > 0) in_order[u->number - 1] = *u;
  }
  return in_order;
}

// What the node should have sent for what it received, from small changes of its own inputs.
Tensors numeric(const Written& student, const Use& use) {
  Tensors right;
  for (size_t i = 0; i < use.in.size(); ++i) {
    right.push_back(lab::finite_difference(
        [&](const Tensors& in) { return call(student, use, in); }, {use.in, use.incoming}, i));
  }
  return right;
}

bool agree(const Tensors& got, const Tensors& right) {
  return lab::same(Value(got), Value(right), {1e-6, 1e-7});
}

// Where what was sent is wrong: one number, the right one, and what came in for it.
lab::Arguments first_difference(const Use& use, const Tensors& right) {
  // The right one comes from differences and is not exact.
  const auto rounded = [](double x) { return std::round(x * 1e5) / 1e5; };
  for (size_t i = 0; i < right.size(); ++i) {
    const Tensor& got = use.outgoing[i];
    if (!got.defined()) return {{"got", got}, {"expected", right[i]}, {"incoming", use.incoming}};
    const Tensor g = got.reshape({-1}), r = right[i].reshape({-1});
    const Tensor v = use.incoming.reshape({-1, r.numel()});  // one row, or the rows of a sum
    for (int64_t k = 0; k < r.numel(); ++k) {
      if (agree({g[k]}, {r[k]})) continue;
      return {{"got", rounded(g[k].item<double>())},
              {"expected", rounded(r[k].item<double>())},
              {"incoming", v.select(1, k).squeeze()}};
    }
  }
  return {};
}

// What a wrong rule sends.
struct Mistake {
  std::string slug, function;
  std::function<Tensors(const Use&)> sends;
};
const std::vector<Mistake>& mistakes() {
  static const std::vector<Mistake> all = {
      {"no-upstream", "scaled_square", [](const Use& u) { return Tensors{2 * u.k * u.in[0]}; }},
      {"forgot-k", "scaled_square", [](const Use& u) { return Tensors{2 * u.in[0] * u.incoming}; }},
      {"forgot-two", "scaled_square",
       [](const Use& u) { return Tensors{u.k * u.in[0] * u.incoming}; }},
      {"shared-state", "scaled_square",
       [](const Use& u) { return Tensors{2 * u.last_k * u.in[0] * u.incoming}; }},
      {"no-upstream", "add_row",
       [](const Use& u) {
         return Tensors{ones_like(u.in[0]), ones_like(u.in[0]).sum(0)};
       }},
  };
  return all;
}

// Goes back through the chain, node by node. The first that is wrong is shown, with the mistake
// that explains what it sent, and what at least two others sent.
void check_chain(lab::Check& c, const Written& student) {
  std::vector<std::vector<Use>> chains;
  for (const double k : c.inputs<double>({3, -0.5, 0.25, 2})) {
    c.runs("scaled_square", "chain", [&] { chains.push_back(run_chain(student, k)); });
  }
  const auto explains = [&](const Mistake& mistake, const Use& shown) {
    if (mistake.function != shown.function) return false;
    if (!agree(shown.outgoing, mistake.sends(shown))) return false;
    int others = 0;
    for (const auto& chain : chains) {
      for (const Use& use : chain) {
        const bool other = &use != &shown && use.function == mistake.function;
        others += other && agree(use.outgoing, mistake.sends(use)) &&
                  !agree(use.outgoing, numeric(student, use));
      }
    }
    return others >= 2;
  };
  for (const auto& chain : chains) {
    for (const Use& use : chain) {
      const bool visited = use.number > 0;
      c.require("scaled_square", "chain", visited);
      const Tensors right = numeric(student, use);
      std::string slug = "wrong-node";
      const bool wrong = !agree(use.outgoing, right);
      for (const Mistake& mistake : mistakes()) {
        if (wrong && slug == "wrong-node" && explains(mistake, use)) slug = mistake.slug;
      }
      lab::Arguments arguments = first_difference(use, right);
      arguments.insert(arguments.end(), {{"node", use.number},
                                         {"name", use.name},
                                         {"place", place_of(use.place)},
                                         {"k", use.k},
                                         {"other", use.last_k}});
      c.refuse(slug, use.function, "chain", wrong, arguments);
    }
  }
}

// --- Each function by itself ---

// What the checks do with either function: f of an input made from a number.
struct Subject {
  std::string name;
  std::function<Tensor(const Tensors&)> f;
  std::function<Tensors(double)> inputs;
};

std::vector<Subject> subjects(const Written& student) {
  return {{"scaled_square", [&](const Tensors& in) { return student.scaled_square(in[0], 1.5); },
           [](double x) {
             return Tensors{leaf(random({4, 3}, 4) + x)};
           }},
          {"add_row", [&](const Tensors& in) { return student.add_row(in[0], in[1]); },
           [](double x) {
             return Tensors{leaf(random({4, 3}, 5) * x), leaf(random({3}, 6) + x)};
           }}};
}

const std::vector<double> kPoints = {1, -2, 0.5, 3};

void check_values(lab::Check& c, const Written& student) {
  c.about("scaled_square", "value", std::vector<double>{3, -2, 0.5, 10})
      .got([&](double x) {
        return Tensors{student.scaled_square(full({}, x, kFloat64), 1),
                       student.scaled_square(full({}, x, kFloat64), -1.5),
                       student.scaled_square(full({2, 1, 3}, x, kFloat32), 0.25),
                       student.scaled_square(tensor({x, 1., -x}, kFloat64), 0)};
      })
      .expected([](double x) {
        return Tensors{full({}, x * x, kFloat64), full({}, -1.5 * x * x, kFloat64),
                       full({2, 1, 3}, 0.25 * x * x, kFloat32), zeros({3}, kFloat64)};
      })
      .check();
  c.about("add_row", "value", std::vector<double>{3, -2, 0.5, 10})
      .got([&](double x) {
        const Tensor m = arange(6).to(kFloat64).reshape({2, 3}) * x;
        return Tensors{student.add_row(m, tensor({1., x, 100.}, kFloat64)),
                       student.add_row(m.to(kFloat32).slice(0, 0, 1), full({3}, x, kFloat32))};
      })
      .expected([](double x) {
        const Tensor sum =
            tensor({{1., 2 * x, 100 + 2 * x}, {1 + 3 * x, 5 * x, 100 + 5 * x}}, kFloat64);
        return Tensors{sum, tensor({{x, 2 * x, 3 * x}}, kFloat32)};
      })
      .check();
}

void check_nodes(lab::Check& c, const Written& student) {
  for (const Subject& s : subjects(student)) {
    for (const double x : c.inputs(kPoints)) {
      const Tensors in = s.inputs(x);
      const Tensor y = s.f(in);
      const NodePtr node = y.grad_fn();
      const bool own = node && dynamic_cast<const autograd::FunctionNode*>(node.get()) != nullptr;
      c.refuse("not-custom", s.name, "node", !own,
               {{"name", node ? node->name() : std::string("no node")}});
      // Directly on the inputs.
      bool direct = node->num_edges() == in.size();
      for (size_t i = 0; direct && i < in.size(); ++i) {
        direct = node->edge(static_cast<uint32_t>(i)).function ==
                 autograd::impl::grad_accumulator(in[i]);
      }
      c.require(s.name, "node", direct);
      Tensors constants;
      for (const Tensor& t : in) constants.push_back(t.detach());
      c.require(s.name, "node", !s.f(constants).requires_grad());
    }
  }
}

void check_backward_runs(lab::Check& c, const Written& student) {
  for (const Subject& s : subjects(student)) {
    // An index beyond what was saved ends the program, so a child tries it.
    for (const double x : c.inputs(kPoints)) {
      const lab::Ending ending = lab::in_child([&] { s.f(s.inputs(x)).sum().backward(); });
      c.refuse("nothing-saved", s.name, "returns", ending.signal != 0, {});
    }
    c.about(s.name, "returns", kPoints)
        .got([&](double x) {
          const Tensors in = s.inputs(x);
          const Tensor y = s.f(in);
          y.backward(random({4, 3}, 7));
          Tensors gradients;
          for (const Tensor& t : in) gradients.push_back(t.grad());
          return Value(gradients.size());
        })
        .expected([&](double x) { return s.inputs(x).size(); })
        .mistake("arity",
                 [](double) { return lab::raises<Error>("an incorrect number of gradients"); })
        .mistake("constant-gradient",
                 [](double) { return lab::raises<Error>("a gradient different than None"); })
        .check();
    // The engine would add up what has a larger shape, so the node is asked itself.
    for (const double x : c.inputs(kPoints)) {
      const Tensors in = s.inputs(x);
      const Tensor y = s.f(in);
      Tensors raw;
      c.runs(s.name, "returns", [&] { raw = (*y.grad_fn())({random({4, 3}, 7)}); });
      for (size_t i = 0; i < in.size(); ++i) {
        c.require(s.name, "returns", i < raw.size() && raw[i].defined());
        c.refuse("wrong-shape", s.name, "returns", raw[i].sizes() != in[i].sizes(),
                 {{"returned", raw[i].sizes()}, {"shape", in[i].sizes()}});
      }
    }
  }
}

// The inputs die with the student's variables once backward is through.
void check_memory(lab::Check& c, const Written& student) {
  for (const Subject& s : subjects(student)) {
    for (const double x : c.inputs(kPoints)) {
      const Tensor v = random({4, 3}, 7);
      Tensor y;
      const lab::Alive alive;
      {
        const Tensors in = s.inputs(x);
        y = s.f(in);
        c.runs(s.name, "memory", [&] { y.backward(v); });
      }
      const int64_t more = alive.storage_bytes() - static_cast<int64_t>(y.nbytes());
      c.refuse("captured", s.name, "memory", more > 0, {{"bytes", more}});
    }
  }
}

void check_gradients(lab::Check& c, const Written& student) {
  c.about("scaled_square", "five", std::vector<double>{5, -2, 0.5, 10})
      .got([&](double factor) {
        const Tensor x = tensor({1., 2.}, TensorOptions(kFloat64).requires_grad(true));
        (factor * student.scaled_square(x, 1)).sum().backward();
        return x.grad();
      })
      .expected([](double factor) {
        return tensor({2 * factor, 4 * factor}, kFloat64);
      })
      .check();
  for (const double k : {1.0, -1.5, 0.25, 0.0}) {
    for (const std::vector<int64_t>& shape :
         std::vector<std::vector<int64_t>>{{3, 4}, {5}, {}, {2, 1, 3}}) {
      c.gradients("scaled_square", "gradient")
          .shapes({shape})
          .forward([&](const Tensors& in) { return student.scaled_square(in[0], k); })
          .theory([&](const GradPoint& p) { return Tensors{2 * k * p.in[0] * p.v}; })
          .check();
    }
  }
  for (const std::vector<int64_t>& shape :
       std::vector<std::vector<int64_t>>{{3, 4}, {4, 2}, {1, 3}}) {
    c.gradients("add_row", "gradient")
        .shapes({shape, {shape[1]}})
        .forward([&](const Tensors& in) { return student.add_row(in[0], in[1]); })
        .theory([](const GradPoint& p) {
          return Tensors{p.v, p.v.sum(0)};
        })
        .check();
  }
  // One of the two may be a constant.
  c.about("add_row", "gradient", kPoints)
      .got([&](double x) {
        const Tensor m = random({4, 3}, 5) * x, row = random({3}, 6) + x, v = random({4, 3}, 7);
        const Tensor m_leaf = leaf(m), row_leaf = leaf(row);
        student.add_row(m_leaf, row).backward(v);
        student.add_row(m, row_leaf).backward(v);
        return Tensors{m_leaf.grad(), row_leaf.grad(), m.grad(), row.grad()};
      })
      .expected([](double) {
        const Tensor v = random({4, 3}, 7);
        return Tensors{v, v.sum(0), Tensor(), Tensor()};
      })
      .check();
}

// The gradient 2 k x v as a function of x and v.
void check_double(lab::Check& c, const Written& student) {
  for (const double k : {1.0, -1.5}) {
    const auto first = [&](const Tensors& in) {
      const AutoGradMode with_grad(true);
      const Tensor x = in[0].requires_grad() ? in[0] : leaf(in[0]);
      const Tensor y = student.scaled_square(x, k);
      return autograd::grad({y}, {x}, {in[1]}, std::nullopt, /*create_graph=*/true)[0];
    };
    c.gradients("scaled_square", "double")
        .shapes({{3, 2}, {3, 2}})
        .forward(first)
        .theory([&](const GradPoint& p) {
          return Tensors{2 * k * p.in[1] * p.v, 2 * k * p.in[0] * p.v};
        })
        .mistake("no-double",
                 [&](const GradPoint& p) {
                   return Tensors{Tensor(), 2 * k * p.in[0] * p.v};
                 })
        .mistake("no-double",
                 [](const GradPoint&) { return lab::raises<Error>("does not require grad"); })
        .check();
  }
}

void check_modified(lab::Check& c, const Written& student) {
  c.about("scaled_square", "modified", kPoints)
      .got([&](double x) {
        const Tensor t = leaf(random({3}, 8)) * x;
        const Tensor y = student.scaled_square(t, 2);
        t.mul_(2);
        y.backward(ones({3}, kFloat64));
        return Value("no error");
      })
      .expected([](double) { return lab::raises<InplaceModifiedError>(); })
      .check();
}

void check(lab::Check& c, const Written& student) {
  check_values(c, student);
  check_nodes(c, student);
  check_backward_runs(c, student);
  check_memory(c, student);
  check_chain(c, student);
  check_gradients(c, student);
  check_double(c, student);
  check_modified(c, student);
  c.answer("five", tensor({10., 20.}));
  c.answer("entries", 2);
}

void show(lab::Log& log, const Written& student) {
  const Tensor x = tensor({1., 2.}).requires_grad_();
  const Tensor f = student.scaled_square(x, 1);
  log("f", f);
  (5 * f).sum().backward();
  log("x.grad of 5*f", x.grad());
  const Tensor row = tensor({10., 20., 30.}).requires_grad_();
  const Tensor m = zeros({2, 3}, TensorOptions().requires_grad(true));
  const Tensor y = student.add_row(m, row);
  log("y", y);
  y.backward(tensor({{1., 2., 3.}, {100., 200., 300.}}));
  log("row.grad", row.grad());
  const Tensor t = tensor(3.0).requires_grad_();
  const Tensor g = autograd::grad({student.scaled_square(t, 2)}, {t}, {}, std::nullopt,
                                  /*create_graph=*/true)[0];
  log("first derivative of 2*t*t at 3", g.detach());
  log("second derivative", autograd::grad({g}, {t})[0]);
}

}  // namespace

LAB_EXERCISE(check, show)

}  // namespace ex_2_12
