#include "gradlab/lab/fw/check.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <new>
#include <set>
#include <stdexcept>

#include "gradlab/lab/fw/general_mistakes.h"
#include "gradlab/tensor/counters.h"

namespace gradlab::lab {
namespace {

std::string kind_of(const Error& e) {
  if (dynamic_cast<const IndexError*>(&e)) return "IndexError";
  if (dynamic_cast<const ValueError*>(&e)) return "ValueError";
  if (dynamic_cast<const TypeError*>(&e)) return "TypeError";
  if (dynamic_cast<const NotImplementedError*>(&e)) return "NotImplementedError";
  if (dynamic_cast<const GraphFreedError*>(&e)) return "GraphFreedError";
  if (dynamic_cast<const InplaceModifiedError*>(&e)) return "InplaceModifiedError";
  return "Error";
}

constexpr Counter kCounters[] = {Counter::kNodes, Counter::kSavedTensors, Counter::kSavedBytes,
                                 Counter::kStorageBytes};

}  // namespace

Ending in_child(const std::function<void()>& f, double seconds) {
  const pid_t child = fork();
  if (child < 0) throw BrokenExercise("no process can be made");
  if (child == 0) {
    int code = 1;
    try {
      f();
      code = 0;
    } catch (...) {
    }
    _exit(code);
  }
  const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
  Ending ending;
  int status = 0;
  while (waitpid(child, &status, WNOHANG) == 0) {
    if (std::chrono::steady_clock::now() > end) {
      ending.timed_out = true;
      kill(child, SIGKILL);
      waitpid(child, &status, 0);
      return ending;
    }
    usleep(1000);
  }
  ending.returned = WIFEXITED(status) && WEXITSTATUS(status) == 0;
  if (WIFSIGNALED(status)) ending.signal = WTERMSIG(status);
  return ending;
}

Value value_or_error(const std::function<Value()>& f) {
  try {
    return f();
  } catch (const Todo&) {
    throw;
  } catch (const CheckEnded&) {
    throw;
  } catch (const BrokenExercise&) {
    throw;
  } catch (const std::bad_alloc&) {
    throw;  // not an answer: the process has no memory left
  } catch (const Error& e) {
    if (e.msg().find("not enough memory") != std::string::npos) throw std::bad_alloc();
    return Value::error(kind_of(e), e.what());
  } catch (const std::exception& e) {
    return Value::error("std::exception", e.what());
  } catch (...) {
    return Value::error("an object", "");
  }
}

void Alive::reset() {
  for (int i = 0; i < 4; ++i) start_[i] = counter_value(kCounters[i]);
  reset_counter_peak(Counter::kSavedBytes);
  reset_counter_peak(Counter::kStorageBytes);
}
int64_t Alive::nodes() const { return counter_value(kCounters[0]) - start_[0]; }
int64_t Alive::saved_tensors() const { return counter_value(kCounters[1]) - start_[1]; }
int64_t Alive::saved_bytes() const { return counter_value(kCounters[2]) - start_[2]; }
int64_t Alive::storage_bytes() const { return counter_value(kCounters[3]) - start_[3]; }
int64_t Alive::peak_saved_bytes() const { return counter_peak(kCounters[2]) - start_[2]; }
int64_t Alive::peak_storage_bytes() const { return counter_peak(kCounters[3]) - start_[3]; }

void Check::broken(const std::string& what) const {
  throw BrokenExercise(verdict_.exercise + ": " + what);
}

void Check::ask(const internal::Asked& asked) {
  if (!asked.got || !asked.expected) broken(asked.label + ": a question needs got and expected");
  std::vector<Value> got, expected;
  const auto look = [&](size_t i) {
    got.push_back(value_or_error([&] { return asked.got(i); }));
    expected.push_back(asked.expected(i));
  };
  size_t shown = 0;
  for (;; ++shown) {
    if (shown == asked.inputs) return;
    look(shown);
    ++verdict_.assertions;
    if (!same(got[shown], expected[shown], asked.tolerance)) break;
  }
  for (size_t i = shown + 1; i < asked.inputs; ++i) look(i);

  Verdict& v = verdict_;
  v.status = Verdict::Status::kFail;
  v.function = asked.function;
  v.label = asked.label;
  v.input = asked.input_text(shown);
  v.got = got[shown].text();
  v.expected = expected[shown].text();
  v.difference = difference(got[shown], expected[shown], asked.tolerance);
  v.others = static_cast<int>(asked.inputs) - 1;
  for (const auto& column : asked.evidence) {
    v.evidence.emplace_back(column.first,
                            value_or_error([&] { return column.second(shown); }).text());
  }
  std::vector<size_t> confirmed;
  const auto explained = [&](const std::string& diagnosis, const Arguments& arguments) {
    v.diagnosis = diagnosis;
    for (const auto& [name, value] : arguments) v.arguments[name] = value.text();
    v.confirmed = static_cast<int>(confirmed.size());
    for (const size_t i : confirmed)
      v.confirmed_at.emplace_back(asked.input_text(i), got[i].text());
    end();
  };
  for (const internal::Asked::Mistake& mistake : asked.mistakes) {
    confirmed.clear();
    bool possible = true;
    for (size_t i = 0; i < asked.inputs && possible; ++i) {
      const Value value = value_or_error([&] { return mistake.value(i); });
      const bool agrees = same(got[i], value, asked.tolerance);
      if (i == shown) {
        possible = agrees;
      } else if (agrees) {
        confirmed.push_back(i);
      } else if (value.is_numeric() && expected[i].is_numeric() &&
                 same(got[i], expected[i], asked.tolerance)) {
        possible = false;  // a right number where this mistake gives a wrong one
      }
    }
    if (!possible || confirmed.size() < 2) continue;
    explained(v.exercise + "/" + mistake.slug, mistake.arguments(shown));
  }
  const Explanation general = general_explanation(got, expected, shown, asked.tolerance);
  confirmed = general.confirmed;
  explained(general.diagnosis, general.arguments);
}

void Check::refuse(const std::string& slug, const std::string& function, const std::string& label,
                   bool wrong, const Arguments& arguments) {
  ++verdict_.assertions;
  if (!wrong) return;
  verdict_.status = Verdict::Status::kFail;
  verdict_.diagnosis = verdict_.exercise + "/" + slug;
  verdict_.function = function;
  verdict_.label = label;
  for (const auto& [name, value] : arguments) verdict_.arguments[name] = value.text();
  if (const auto got = verdict_.arguments.find("got"); got != verdict_.arguments.end()) {
    verdict_.got = got->second;
  }
  if (const auto e = verdict_.arguments.find("expected"); e != verdict_.arguments.end()) {
    verdict_.expected = e->second;
  }
  if (const auto in = verdict_.arguments.find("input"); in != verdict_.arguments.end()) {
    verdict_.input = in->second;
  }
  end();
}

void Check::require(const std::string& function, const std::string& label, bool right,
                    const Arguments& arguments) {
  if (right) {
    ++verdict_.assertions;
    return;
  }
  try {
    refuse("requirement", function, label, true, arguments);
  } catch (const CheckEnded&) {
    verdict_.diagnosis = "lab/requirement";
    throw;
  }
}

void Check::refuse_leak(const Alive& alive) {
  if (alive.nodes() <= 0 && alive.saved_bytes() <= 0) return;
  verdict_.status = Verdict::Status::kFail;
  verdict_.diagnosis = "lab/leak";
  verdict_.arguments["nodes"] = number_text(static_cast<double>(alive.nodes()));
  verdict_.arguments["bytes"] = number_text(static_cast<double>(alive.saved_bytes()));
  end();
}

void Check::run_or_end(const std::string& function, const std::string& label,
                       const std::function<void()>& f) {
  ++verdict_.assertions;
  const Value value = value_or_error([&] {
    f();
    return Value(0);
  });
  if (value.kind() != Value::Kind::kError) return;
  verdict_.status = Verdict::Status::kFail;
  verdict_.diagnosis = "lab/threw";
  verdict_.function = function;
  verdict_.label = label;
  verdict_.got = value.text();
  end();
}

std::string graph_text(const Tensor& y, const std::map<std::string, Tensor>& leaves) {
  std::set<const Node*> met;
  const auto short_name = [](std::string name) {
    const size_t end = name.find("Backward");
    return end == std::string::npos ? name : name.substr(0, end);
  };
  const std::function<std::string(const Node*)> text = [&](const Node* node) -> std::string {
    if (node->name().find("AccumulateGrad") != std::string::npos) {
      for (const auto& [name, leaf] : leaves) {
        if (autograd::impl::grad_accumulator(leaf).get() == node) return name;
      }
      return "leaf";
    }
    const std::string name = short_name(node->name());
    if (!met.insert(node).second) return "^" + name;
    std::string inner;
    for (const Edge& edge : node->next_edges()) {
      if (!edge.defined()) continue;
      inner += (inner.empty() ? "" : ", ") + text(edge.function.get());
    }
    return inner.empty() ? name : name + "(" + inner + ")";
  };
  const NodePtr root = y.grad_fn();
  return root ? text(root.get()) : (y.requires_grad() ? "leaf" : "no graph");
}

std::string text_of(const std::vector<std::string>& trace) {
  std::string text;
  for (const std::string& event : trace) text += (text.empty() ? "" : " ") + event;
  return text;
}

Tensor finite_difference(const GradQuestion::Forward& f, const GradPoint& point, size_t which,
                         double h) {
  NoGradGuard no_grad;
  Tensors in;
  for (const Tensor& t : point.in) in.push_back(t.detach().to(kFloat64).clone().contiguous());
  const Tensor v = point.v.detach().to(kFloat64);
  Tensor gradient = zeros_like(in[which]);
  double* x = in[which].data_ptr<double>();
  double* g = gradient.data_ptr<double>();
  const auto value = [&] { return (f(in).detach().to(kFloat64) * v).sum().item<double>(); };
  for (int64_t i = 0; i < in[which].numel(); ++i) {
    const double at = x[i];
    x[i] = at + h;
    const double above = value();
    x[i] = at - h;
    const double below = value();
    x[i] = at;
    g[i] = (above - below) / (2 * h);
  }
  return gradient;
}

}  // namespace gradlab::lab
