#include <algorithm>
#include <exception>
#include <memory>
#include <string>
#include <utility>

#include "gradlab/lab/fw/check.h"
#include "gradlab/lab/part3/ex_3_07.h"

namespace ex_3_07 {
namespace {

using lab::Tensors;
using lab::Value;

// Writes down what happens to a model. Forward, loss, backward and step report themselves; that the
// gradients were cleared is seen at the next of these, whoever cleared them and how.
class Recorder {
 public:
  void watch(const Tensors& parameters) {
    parameters_ = parameters;
    dirty_ = any_gradient();
    for (const Tensor& p : parameters_) {
      p.register_post_accumulate_grad_hook([this](const Tensor&) { dirty_ = true; });
    }
  }
  void operator()(const std::string& event) {
    look();
    events_.push_back(event);
    if (event == "forward") nodes_.push_back(alive_.nodes());
    if (event == "step") saved_bytes_ = std::max(saved_bytes_, alive_.saved_bytes());
  }
  void look() {
    const bool dirty = any_gradient();
    if (dirty_ && !dirty) events_.push_back("zero_grad");
    dirty_ = dirty;
  }

  const std::vector<std::string>& events() const { return events_; }
  int64_t count(const std::string& event) const {
    return std::count(events_.begin(), events_.end(), event);
  }
  // Of the first; after all events when there is none.
  size_t position(const std::string& event) const {
    return static_cast<size_t>(std::find(events_.begin(), events_.end(), event) - events_.begin());
  }
  // Graph nodes alive when each forward pass began, and the most bytes that a graph kept when a
  // step began.
  const std::vector<int64_t>& nodes() const { return nodes_; }
  int64_t saved_bytes() const { return saved_bytes_; }

 private:
  bool any_gradient() const {
    return std::any_of(parameters_.begin(), parameters_.end(), [](const Tensor& p) {
      return p.grad().defined() && p.grad().ne(0).any().item<bool>();
    });
  }

  Tensors parameters_;
  bool dirty_ = false;
  std::vector<std::string> events_;
  lab::Alive alive_;
  std::vector<int64_t> nodes_;
  int64_t saved_bytes_ = 0;
};

struct RecordedModelImpl : SimpleModelImpl {
  RecordedModelImpl(int64_t classes, Recorder& recorder)
      : SimpleModelImpl(12, 5, classes), record(recorder) {}
  Tensor forward(const Tensor& ids) override {
    record("forward");
    return SimpleModelImpl::forward(ids);
  }
  Recorder& record;
};

template <class Base>
class Recorded : public Base {
 public:
  template <class Options>
  Recorded(const Tensors& parameters, const Options& options, Recorder& recorder)
      : Base(parameters, options), record_(recorder) {}
  Tensor step(optim::Optimizer::LossClosure closure = nullptr) override {
    Tensor loss;
    if (closure) {
      AutoGradMode grad_mode(true);
      loss = closure();
    }
    record_("step");
    Base::step();
    return loss;
  }

 private:
  Recorder& record_;
};

// How many steps of what. Half of the runs use Adam, and every third another loss.
struct Run {
  int64_t steps;
  bool adam() const { return steps % 2 == 0; }
  bool squares() const { return steps % 3 == 0; }
  int64_t classes() const { return 2 + steps % 4; }
};

Tensor squares(const Tensor& output, const Tensor& labels) {
  return (output - one_hot(labels, output.size(1)).to(output.scalar_type())).pow(2).sum() / 3;
}
Tensor cross_entropy(const Tensor& output, const Tensor& labels) {
  return nn::functional::cross_entropy(output, labels);
}

// A run with everything it needs, made anew from the same seed.
struct Training {
  explicit Training(Run how) : run(how) {
    manual_seed(100 + static_cast<uint64_t>(run.steps));
    model = SimpleModel(std::make_shared<RecordedModelImpl>(run.classes(), record));
    ids = randint(0, 12, {7, 3});
    labels = randint(0, run.classes(), {7});
    ids_before = ids.clone();
    labels_before = labels.clone();
    const Tensors parameters = model->parameters();
    if (run.adam()) {
      optimizer =
          std::make_unique<Recorded<optim::Adam>>(parameters, optim::AdamOptions(0.05), record);
    } else {
      optimizer = std::make_unique<Recorded<optim::SGD>>(
          parameters, optim::SGDOptions(0.2).momentum(0.5), record);
    }
    // Gradients of something else.
    for (const Tensor& p : parameters) p.mutable_grad() = rand_like(p) + 1;
    record.watch(parameters);
    criterion = [this](const Tensor& output, const Tensor& target) {
      record("loss");
      const Tensor loss = run.squares() ? squares(output, target) : cross_entropy(output, target);
      if (loss.requires_grad()) loss.register_hook([this](const Tensor&) { record("backward"); });
      return loss;
    };
  }
  void train_with(const Written& student) {
    try {
      losses = student.train(model, criterion, *optimizer, ids, labels, run.steps);
    } catch (const Error& e) {
      error = std::current_exception();
      message = e.msg();
    }
    record.look();
  }
  void train_rightly() {
    for (int64_t i = 0; i < run.steps; ++i) {
      optimizer->zero_grad();
      const Tensor loss = criterion(model(ids), labels);
      loss.backward();
      optimizer->step();
      losses.push_back(loss.item<double>());
    }
  }
  // The events in the order of the text: gradients may as well be cleared after the forward pass,
  // and once more at the end.
  std::string trace() {
    std::vector<std::string> events = record.events();
    for (size_t i = 1; i < events.size(); ++i) {
      for (size_t k = i; k > 0 && events[k] == "zero_grad" &&
                         (events[k - 1] == "forward" || events[k - 1] == "loss");
           --k) {
        std::swap(events[k], events[k - 1]);
      }
    }
    if (events.size() > 1 && events.back() == "zero_grad" && events.front() == "zero_grad") {
      events.pop_back();
    }
    return lab::text_of(events);
  }
  Tensors parameters() const {
    Tensors all;
    for (const Tensor& p : model->parameters()) all.push_back(p.detach());
    return all;
  }

  Run run;
  Recorder record;
  SimpleModel model{nullptr};
  Tensor ids, labels, ids_before, labels_before;
  std::unique_ptr<optim::Optimizer> optimizer;
  Criterion criterion;
  std::vector<double> losses;
  std::exception_ptr error;
  std::string message;
};

std::string right_trace(int64_t steps) {
  std::vector<std::string> events;
  for (int64_t i = 0; i < steps; ++i) {
    for (const char* event : {"zero_grad", "forward", "loss", "backward", "step"}) {
      events.emplace_back(event);
    }
  }
  return lab::text_of(events);
}

Tensor doubles(const std::vector<double>& numbers) { return tensor(numbers, kFloat64); }

// A run of the demo.
struct Demo {
  uint64_t seed;
  int64_t steps;
  double lr;
  bool of_the_report() const { return seed == 0; }
};

Tensor report_ids() {
  return tensor(
      {{8, 2, 8}, {2, 7, 5}, {0, 0, 8}, {1, 9, 6}, {1, 0, 2}, {9, 4, 3}, {9, 3, 9}, {3, 9, 8}});
}
Tensor report_labels() { return tensor({1, 1, 0, 0, 1, 0, 0, 1}); }

std::pair<Tensor, Tensor> data_of(const Demo& demo) {
  if (demo.of_the_report()) return {report_ids(), report_labels()};
  manual_seed(demo.seed + 50);
  const Tensor ids = randint(0, 10, {5, 4});
  return {ids, randint(0, 2, {5})};
}

constexpr uint64_t kOtherSeed = 4321;

std::vector<double> student_demo(const Written& student, const Demo& demo) {
  const auto [ids, labels] = data_of(demo);
  manual_seed(kOtherSeed);
  return student.demo(demo.seed, ids, labels, demo.steps, demo.lr);
}
std::vector<double> right_demo(const Demo& demo, uint64_t seed) {
  const auto [ids, labels] = data_of(demo);
  manual_seed(seed);
  SimpleModel model(10, 4, 2);
  std::vector<double> losses;
  for (int64_t i = 0; i < demo.steps; ++i) {
    const Tensor loss = cross_entropy(model(ids), labels);
    losses.push_back(loss.item<double>());
    const Tensors gradients = autograd::grad({loss}, model->parameters());
    NoGradGuard no_grad;
    for (size_t k = 0; k < gradients.size(); ++k) {
      model->parameters()[k].sub_(demo.lr * gradients[k]);
    }
  }
  return losses;
}

void check(lab::Check& c, const Written& student) {
  for (const Run& run : c.inputs(std::vector<Run>{{3}, {4}, {6}, {7}})) {
    Training training(run);
    training.train_with(student);
    const Recorder& record = training.record;
    std::vector<std::string> first_step = record.events();
    first_step.resize(std::min<size_t>(first_step.size(), 5));
    const lab::Arguments order = {{"got", lab::text_of(first_step)}, {"expected", right_trace(1)}};
    const int64_t forwards = record.count("forward"), backwards = record.count("backward");
    c.refuse("detached-loss", "train", "trace",
             record.count("loss") > 0 && backwards == 0 &&
                 record.position("step") > record.position("loss"),
             {{"steps", run.steps}});
    c.refuse("step-first", "train", "trace", record.position("step") < record.position("backward"),
             order);
    c.refuse("stale-forward", "train", "trace",
             forwards > 0 && forwards < run.steps &&
                 (training.error != nullptr || record.count("step") == run.steps),
             {{"forwards", forwards}, {"steps", run.steps}});
    if (training.error) {
      c.runs("train", "trace", [&] { std::rethrow_exception(training.error); });
    }
    const bool all_steps = record.count("step") == run.steps;
    c.refuse("extra-forward", "train", "trace", all_steps && forwards > run.steps,
             {{"forwards", forwards}, {"steps", run.steps}});
    const int64_t cleared = record.count("zero_grad");
    const std::vector<std::string>& events = record.events();
    const auto is_pair = [&](const char* first, const char* second) {
      for (size_t i = 1; i < events.size(); ++i) {
        if (events[i - 1] == first && events[i] == second) return true;
      }
      return false;
    };
    c.refuse("zero-between", "train", "trace",
             is_pair("backward", "zero_grad") && is_pair("zero_grad", "step"), order);
    c.refuse("zero-last", "train", "trace",
             cleared > 1 && record.position("zero_grad") > record.position("step"), order);
    c.refuse("no-zero-grad", "train", "trace", all_steps && cleared < run.steps,
             {{"cleared", cleared}, {"steps", run.steps}});
    const std::vector<int64_t>& nodes = record.nodes();
    c.refuse("hoarding", "train", "memory", nodes.size() > 2 && nodes.back() > nodes[1],
             {{"first", nodes.size() > 1 ? nodes[1] : 0},
              {"last", nodes.empty() ? 0 : nodes.back()},
              {"steps", run.steps}});
    c.refuse("retained", "train", "memory", record.saved_bytes() > 0,
             {{"bytes", record.saved_bytes()}});
  }

  const std::vector<int64_t> steps = {0, 1, 2, 3, 5, 8};
  const auto trained = [&](int64_t n) {
    auto training = std::make_unique<Training>(Run{n});
    training->train_with(student);
    if (training->error) std::rethrow_exception(training->error);
    return training;
  };
  const auto rightly = [](int64_t n) {
    auto training = std::make_unique<Training>(Run{n});
    training->train_rightly();
    return training;
  };
  c.about("train", "trace", steps)
      .got([&](int64_t n) { return trained(n)->trace(); })
      .expected([](int64_t n) { return right_trace(n); })
      .check();
  c.about("train", "losses", steps)
      .got([&](int64_t n) { return doubles(trained(n)->losses); })
      .expected([&](int64_t n) { return doubles(rightly(n)->losses); })
      .tolerance(1e-5, 1e-6)
      .check();
  c.about("train", "weights", steps)
      .got([&](int64_t n) { return trained(n)->parameters(); })
      .expected([&](int64_t n) { return rightly(n)->parameters(); })
      .check();
  c.about("train", "data", steps)
      .got([&](int64_t n) {
        const auto training = trained(n);
        return Tensors{training->ids, training->labels};
      })
      .expected([](int64_t n) {
        const Training training{Run{n}};
        return Tensors{training.ids_before, training.labels_before};
      })
      .check();

  // The first is the demo of the report; its losses are PyTorch's.
  const std::vector<Demo> demos = {{0, 5, 0.1}, {1, 1, 0.1}, {2, 3, 1.5}, {3, 6, 0.25}, {7, 0, 1}};
  c.about("demo", "demo", demos)
      .input_text([](const Demo& d) {
        return str("seed = ", d.seed, ", steps = ", d.steps, ", lr = ", d.lr);
      })
      .got([&](const Demo& d) { return doubles(student_demo(student, d)); })
      .expected([](const Demo& d) {
        return doubles(d.of_the_report() ? std::vector<double>{0.7614967, 0.7491674, 0.7374674,
                                                               0.7263394, 0.7157313}
                                         : right_demo(d, d.seed));
      })
      .mistake("late-seed", [](const Demo& d) { return doubles(right_demo(d, kOtherSeed)); })
      .tolerance(1e-5, 1e-6)
      .check();
  c.answer("forwards", 5);
  c.answer("before-step", "backward");
}

void show(lab::Log& log, const Written& student) {
  log("losses", tensor(student.demo(0, report_ids(), report_labels(), 5, 0.1)));
  log("losses with lr = 1", tensor(student.demo(0, report_ids(), report_labels(), 5, 1)));
  manual_seed(0);
  SimpleModel model(10, 4, 2);
  optim::SGD optimizer(model->parameters(), 0.1);
  student.train(model, cross_entropy, optimizer, report_ids(), report_labels(), 100);
  log("loss after 100 steps", cross_entropy(model(report_ids()), report_labels()).detach());
  log("model.fc.bias", model->fc->bias.detach());
  log("model(ids).argmax(1)", model(report_ids()).argmax(1));
}

}  // namespace

LAB_EXERCISE(check, show)

}  // namespace ex_3_07
