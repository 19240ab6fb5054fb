#include "gradlab/lab/fw/verdict.h"

#include <stdexcept>

#include "nlohmann/json.hpp"

namespace gradlab::lab {
namespace {

constexpr const char* kStatusNames[] = {"pass", "todo", "fail", "died", "broken"};

Verdict::Status status_of(const std::string& name) {
  for (int i = 0; i < 5; ++i) {
    if (name == kStatusNames[i]) return static_cast<Verdict::Status>(i);
  }
  throw std::runtime_error("no status is called " + name);
}

}  // namespace

std::string status_name(Verdict::Status status) { return kStatusNames[static_cast<int>(status)]; }

std::string to_json(const Verdict& v) {
  const nlohmann::json json = {
      {"exercise", v.exercise},
      {"status", status_name(v.status)},
      {"diagnosis", v.diagnosis},
      {"function", v.function},
      {"label", v.label},
      {"input", v.input},
      {"got", v.got},
      {"expected", v.expected},
      {"difference", v.difference},
      {"evidence", v.evidence},
      {"arguments", v.arguments},
      {"confirmed", v.confirmed},
      {"others", v.others},
      {"confirmed_at", v.confirmed_at},
      {"place", v.place},
      {"detail", v.detail},
      {"assertions", v.assertions},
      {"predictions", v.predictions},
      {"log", v.log},
      {"output", v.output},
  };
  // Bytes of a student's program need not be UTF-8.
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Verdict verdict_from_json(const std::string& text) {
  const nlohmann::json json = nlohmann::json::parse(text);
  Verdict v;
  v.status = status_of(json.at("status"));
  json.at("exercise").get_to(v.exercise);
  json.at("diagnosis").get_to(v.diagnosis);
  json.at("function").get_to(v.function);
  json.at("label").get_to(v.label);
  json.at("input").get_to(v.input);
  json.at("got").get_to(v.got);
  json.at("expected").get_to(v.expected);
  json.at("difference").get_to(v.difference);
  json.at("evidence").get_to(v.evidence);
  json.at("arguments").get_to(v.arguments);
  json.at("confirmed").get_to(v.confirmed);
  json.at("others").get_to(v.others);
  json.at("confirmed_at").get_to(v.confirmed_at);
  json.at("place").get_to(v.place);
  json.at("detail").get_to(v.detail);
  json.at("assertions").get_to(v.assertions);
  json.at("predictions").get_to(v.predictions);
  json.at("log").get_to(v.log);
  json.at("output").get_to(v.output);
  return v;
}

}  // namespace gradlab::lab
