#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "gradlab/lab/fw/check.h"
#include "gradlab/lab/part3/ex_3_04.h"

namespace ex_3_04 {
namespace {

using lab::Tensors;
using lab::Value;

struct SimpleModelImpl : nn::Module {
  SimpleModelImpl(int64_t vocab, int64_t dim, int64_t classes) {
    emb = register_module("emb", nn::Embedding(vocab, dim));
    fc = register_module("fc", nn::Linear(dim, classes));
  }
  Tensor forward(const Tensor& ids) { return fc(emb(ids).mean(1)); }

  nn::Embedding emb{nullptr};
  nn::Linear fc{nullptr};
};
GRADLAB_MODULE(SimpleModel);

struct Case {
  int64_t vocab, dim, classes;
  Tensor ids;
  uint64_t seed;
};

const std::vector<Case>& cases() {
  static const std::vector<Case> all = {
      {10, 4, 2, tensor({{8, 2, 8}, {2, 7, 5}, {0, 0, 8}, {1, 9, 6}}), 0},
      {7, 3, 5, tensor({{6, 0}, {1, 1}, {3, 2}}), 1},
      {5, 6, 4, tensor({{4, 3, 2, 1, 0}, {0, 0, 1, 0, 2}}), 2},
      {12, 2, 3, tensor({{11}, {5}, {0}, {5}, {2}}), 3},
      {3, 5, 1, tensor({{2, 1, 1}}), 4}};
  return all;
}
std::string case_text(const Case& k) {
  return str("vocab = ", k.vocab, ", dim = ", k.dim, ", classes = ", k.classes, ", ids ",
             Value(k.ids).text());
}
SimpleModel reference(const Case& k) {
  manual_seed(k.seed);
  return SimpleModel(k.vocab, k.dim, k.classes);
}
Tensor cotangent(const Case& k) {
  return rand({k.ids.size(0), k.classes}, Generator(k.seed), kFloat32) * 3 - 1;
}

std::string names(const nn::Module& model) {
  std::string text;
  for (const std::string& name : model.named_parameters().keys()) {
    text += (text.empty() ? "" : ", ") + name;
  }
  return text;
}
std::string shapes(const nn::Module& model) {
  std::string text;
  for (const Tensor& p : model.parameters()) {
    text += str(text.empty() ? "" : ", ", p.sizes());
  }
  return text;
}
int64_t numbers_of(const nn::Module& model) {
  int64_t count = 0;
  for (const Tensor& p : model.parameters()) count += p.numel();
  return count;
}
Tensors gradients(const nn::Module& model) {
  Tensors all;
  for (const Tensor& p : model.parameters()) all.push_back(p.grad());
  return all;
}

void check_structure(lab::Check& c, const Written& student) {
  for (const Case& k : c.inputs(cases())) {
    std::shared_ptr<nn::Module> model;
    const auto refuse = [&](const std::string& slug, const std::string& label, bool wrong,
                            lab::Arguments arguments) {
      arguments.emplace_back("input", case_text(k));
      c.refuse(slug, label == "parameters" ? "make_model" : "forward", label, wrong, arguments);
    };
    c.runs("make_model", "parameters",
           [&] { model = student.make_model(k.vocab, k.dim, k.classes); });
    c.require("make_model", "parameters", model != nullptr);
    const std::string got = names(*model), expected = "emb.weight, fc.weight, fc.bias";
    refuse("unregistered", "parameters", got.empty(), {});
    refuse("half-registered", "parameters", model->parameters().size() < 3, {{"got", got}});
    refuse("names", "parameters", got != expected, {{"got", got}, {"expected", expected}});
    const std::string right = shapes(*reference(k));
    refuse("shapes", "parameters", shapes(*model) != right,
           {{"got", shapes(*model)},
            {"expected", right},
            {"vocab", k.vocab},
            {"dim", k.dim},
            {"classes", k.classes}});
    Tensor first, second;
    bool empty = false;
    c.runs("forward", "twice", [&] {
      try {
        first = student.forward(*model, k.ids);
        second = student.forward(*model, k.ids);
      } catch (const Error& error) {
        empty = std::string(error.what()).find("empty ModuleHolder") != std::string::npos;
        if (!empty) throw;
      }
    });
    refuse("empty-member", "twice", empty, {});
    refuse("made-in-forward", "twice", !lab::same(first, second),
           {{"got", second}, {"expected", first}});
    refuse("cut", "reached", !first.requires_grad(), {{"name", "emb.weight"}});
    c.runs("forward", "reached", [&] { first.sum().backward(); });
    for (const auto& p : model->named_parameters()) {
      refuse("cut", "reached", !p.value().grad().defined(), {{"name", p.key()}});
    }
  }
}

void check_forward(lab::Check& c, const Written& student) {
  const auto shape_of_vectors = [](const Case& k) {
    return std::vector<int64_t>{k.ids.size(0), k.ids.size(1), k.dim};
  };
  const auto shape_of_scores = [](const Case& k) {
    return std::vector<int64_t>{k.ids.size(0), k.classes};
  };
  c.about("forward", "output", cases())
      .input_text(case_text)
      .got([&](const Case& k) {
        manual_seed(k.seed);
        const std::shared_ptr<nn::Module> model = student.make_model(k.vocab, k.dim, k.classes);
        return student.forward(*model, k.ids);
      })
      .expected([](const Case& k) { return reference(k)(k.ids); })
      .mistake("no-mean",
               [](const Case& k) {
                 SimpleModel model = reference(k);
                 return model->fc(model->emb(k.ids));
               },
               {{"shape-expected", shape_of_scores}})
      .mistake("mean-dim",
               [](const Case& k) {
                 SimpleModel model = reference(k);
                 return model->fc(model->emb(k.ids).mean(0));
               },
               {{"shape", shape_of_vectors}})
      .mistake("sum",
               [](const Case& k) {
                 SimpleModel model = reference(k);
                 return model->fc(model->emb(k.ids).sum(1));
               })
      .mistake("order",
               [](const Case& k) {
                 manual_seed(k.seed);
                 nn::Linear fc(k.dim, k.classes);
                 nn::Embedding emb(k.vocab, k.dim);
                 return fc(emb(k.ids).mean(1));
               })
      .check();
  c.about("forward", "gradients", cases())
      .input_text(case_text)
      .got([&](const Case& k) {
        manual_seed(k.seed);
        const std::shared_ptr<nn::Module> model = student.make_model(k.vocab, k.dim, k.classes);
        student.forward(*model, k.ids).backward(cotangent(k));
        return gradients(*model);
      })
      .expected([](const Case& k) {
        SimpleModel model = reference(k);
        model(k.ids).backward(cotangent(k));
        return gradients(*model);
      })
      .check();
  c.about("make_model", "text", cases())
      .input_text(case_text)
      .got([&](const Case& k) { return repr(*student.make_model(k.vocab, k.dim, k.classes)); })
      .expected([](const Case& k) { return repr(*reference(k)); })
      .check();
}

// Modules that are not the student's, in which a step can be followed exactly.
struct Trained {
  std::function<std::shared_ptr<nn::Module>()> make;
  double lr;
};
const std::vector<Trained>& modules() {
  static const std::vector<Trained> all = {
      {[] { return nn::Sequential(nn::Embedding(10, 4), nn::Linear(4, 2)).ptr(); }, 0.25},
      {[] { return nn::Linear(3, 2).ptr(); }, 0.1},
      {[] { return nn::Linear(nn::LinearOptions(2, 5).bias(false)).ptr(); }, 1},
      {[] { return nn::Sequential(nn::Linear(3, 4), nn::ReLU(), nn::Linear(4, 6)).ptr(); }, 0.02},
      {[] { return nn::Embedding(5, 3).ptr(); }, 0.5}};
  return all;
}
std::string module_text(const Trained& t) { return names(*t.make()); }
std::string trained_text(const Trained& t) {
  return module_text(t) + ", lr = " + Value(t.lr).text();
}

// The parameters after two steps with given gradients.
Tensors after_steps(const Trained& t, const std::function<void(nn::Module&)>& train) {
  manual_seed(5);
  const std::shared_ptr<nn::Module> model = t.make();
  train(*model);
  Tensors values;
  for (const Tensor& p : model->parameters()) values.push_back(p.detach().clone());
  return values;
}
void set_gradients(nn::Module& model, int step) {
  for (const Tensor& p : model.parameters()) p.mutable_grad() = p.detach() * 2 + step + 1;
}

void check(lab::Check& c, const Written& student) {
  check_structure(c, student);
  check_forward(c, student);
  c.about("parameter_count", "count", modules())
      .input_text(module_text)
      .got([&](const Trained& t) { return student.parameter_count(*t.make()); })
      .expected([](const Trained& t) { return numbers_of(*t.make()); })
      .mistake("tensors-counted", [](const Trained& t) { return t.make()->parameters().size(); })
      .mistake("rows-counted",
               [](const Trained& t) {
                 int64_t rows = 0;
                 for (const Tensor& p : t.make()->parameters()) rows += p.size(0);
                 return rows;
               })
      .check();
  c.about("make_optimizer", "steps", modules())
      .input_text(trained_text)
      .got([&](const Trained& t) {
        return after_steps(t, [&](nn::Module& model) {
          const auto optimizer = student.make_optimizer(model, t.lr);
          for (int step = 0; step < 2; ++step) {
            set_gradients(model, step);
            optimizer->step();
          }
        });
      })
      .expected([](const Trained& t) {
        return after_steps(t, [&](nn::Module& model) {
          NoGradGuard no_grad;
          for (int step = 0; step < 2; ++step) {
            set_gradients(model, step);
            for (Tensor& p : model.parameters()) p -= t.lr * p.grad();
          }
        });
      })
      .mistake("copied", [](const Trained& t) { return after_steps(t, [](nn::Module&) {}); })
      .check();
  c.answer("count", numbers_of(*SimpleModel(10, 4, 2)));
  c.answer("shape", SimpleModel(10, 4, 2)(zeros({8, 3}, kInt64)).sizes());
}

void show(lab::Log& log, const Written& student) {
  const std::shared_ptr<nn::Module> model = student.make_model(10, 4, 2);
  log("model", *model);
  log("names", names(*model));
  log("parameters", student.parameter_count(*model));
  const Tensor ids = tensor({{8, 2, 8}, {2, 7, 5}, {0, 0, 8}, {1, 9, 6}});
  const Tensor scores = student.forward(*model, ids);
  log.shape("model(ids).shape", scores.sizes());
  log("model(ids)", scores.detach());
}

}  // namespace

LAB_EXERCISE(check, show)

}  // namespace ex_3_04
