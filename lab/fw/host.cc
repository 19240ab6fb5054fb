// The host: gradlab with all its symbols, and nothing of any exercise. It loads the shared object
// of an exercise (its check and all variants) and runs the check on one of them, or on the
// variant of another shared object, a student's; so an exercise and an attempt at it are built
// without linking the library.
//
//   host CHECK.so VARIANT FD [--student=STUDENT.so] [--exercise=2.06] [--first=N] [--memory=MB]
//   host --list CHECK.so
//   host --drive OBJECT.so VARIANT SEEDS [--memory=MB]
//
// The last calls an exercise's driver (drive.h) with the seeds 0..SEEDS-1 and prints its records.
//
// The verdict goes to the file descriptor FD as JSON. A process that ends without one has died.
#include <dlfcn.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <new>
#include <stdexcept>
#include <string>
#include <vector>

#include "gradlab/lab/fw/check.h"
#include "gradlab/lab/fw/drive.h"
#include "gradlab/lab/fw/sanitized.h"
#include "gradlab/lab/fw/variants.h"

namespace gradlab::lab {
namespace {

struct Options {
  std::string check, variant, student, exercise;
  int fd = -1;
  size_t first = 0;
  int64_t memory_mb = 0;
};

bool take(const std::string& argument, const char* flag, std::string& value) {
  const size_t n = std::strlen(flag);
  if (argument.compare(0, n, flag) != 0) return false;
  value = argument.substr(n);
  return true;
}

Options options(const std::vector<std::string>& arguments) {
  if (arguments.size() < 3) throw std::runtime_error("usage: host CHECK.so VARIANT FD [options]");
  Options o;
  o.check = arguments[0];
  o.variant = arguments[1];
  o.fd = std::stoi(arguments[2]);
  for (size_t i = 3; i < arguments.size(); ++i) {
    std::string value;
    if (take(arguments[i], "--student=", o.student) ||
        take(arguments[i], "--exercise=", o.exercise)) {
      continue;
    }
    if (take(arguments[i], "--first=", value)) {
      o.first = std::stoul(value);
    } else if (take(arguments[i], "--memory=", value)) {
      o.memory_mb = std::stol(value);
    } else {
      throw std::runtime_error("unknown option " + arguments[i]);
    }
  }
  return o;
}

// Never closed again: places in messages point into it.
void* open_object(const std::string& path) {
  void* object = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (object == nullptr) throw std::runtime_error(dlerror());
  return object;
}

template <class T>
T* symbol(void* object, const char* name) {
  void* address = dlsym(object, name);
  if (address == nullptr) throw std::runtime_error(dlerror());
  return reinterpret_cast<T*>(address);
}

const Variant* find_variant(void* object, const std::string& name) {
  for (const Variant* v = symbol<const Variant>(object, "lab_variants"); v->name; ++v) {
    if (name == v->name) return v;
  }
  throw std::runtime_error("there is no variant " + name);
}

// An address space that a program in an endless allocation reaches before the machine's end. Not
// under sanitizers, which reserve terabytes.
void limit_memory(int64_t mb) {
  if (mb <= 0 || kSanitized) return;
  const rlimit limit{static_cast<rlim_t>(mb) << 20, static_cast<rlim_t>(mb) << 20};
  setrlimit(RLIMIT_AS, &limit);
}

void send(int fd, const Verdict& verdict) {
  const std::string json = to_json(verdict);
  for (size_t done = 0; done < json.size();) {
    const ssize_t n = write(fd, json.data() + done, json.size() - done);
    if (n < 0) return;
    done += static_cast<size_t>(n);
  }
}

Verdict judge(const Options& o) {
  Check check(o.exercise, o.first);
  Verdict& v = check.verdict();
  using Run = void(Check&, const void*);
  using Show = void(Log&, const void*);
  const Variant* variant = nullptr;
  Run* run = nullptr;
  Show* show = nullptr;
  try {
    void* object = open_object(o.check);
    run = symbol<Run>(object, "lab_check");
    show = symbol<Show>(object, "lab_show");
    if (o.student.empty()) variant = find_variant(object, o.variant);
  } catch (const std::exception& e) {
    v.detail = e.what();
    return v;
  }
  if (!o.student.empty()) {
    try {
      variant = find_variant(open_object(o.student), o.variant);
    } catch (const std::exception& e) {
      v.status = Verdict::Status::kFail;
      v.diagnosis = "lab/missing";
      v.detail = e.what();
      return v;
    }
  }
  try {
    const Alive alive;
    run(check, variant->written);
    if (v.assertions == 0) throw BrokenExercise("the check made no assertion");
    check.refuse_leak(alive);
    v.status = Verdict::Status::kPass;
  } catch (const CheckEnded&) {
  } catch (const Todo& todo) {
    v.status = Verdict::Status::kTodo;
    v.diagnosis = "lab/todo";
    v.place = std::string(todo.file()) + ":" + std::to_string(todo.line());
  } catch (const BrokenExercise& e) {
    v.status = Verdict::Status::kBroken;
    v.detail = e.what();
  } catch (const std::bad_alloc&) {
    v.status = Verdict::Status::kFail;
    v.diagnosis = "lab/memory";
  } catch (const std::exception& e) {
    v.status = Verdict::Status::kFail;
    v.diagnosis = "lab/threw";
    v.detail = v.got = e.what();
  }
  if (v.status == Verdict::Status::kPass) {
    Log log;
    try {
      manual_seed(0);
      show(log, variant->written);
    } catch (const std::exception& e) {
      v.status = Verdict::Status::kBroken;
      v.detail = std::string("the printed values: ") + e.what();
    }
    v.log = log.lines();
  }
  return v;
}

int list_variants(const std::string& check) {
  for (const Variant* v = symbol<const Variant>(open_object(check), "lab_variants"); v->name; ++v) {
    std::printf("%s %s\n", v->name, v->diagnosis);
  }
  return 0;
}

// What the driver records of one seed, how it ended if by an error, and what it left alive.
std::string drive_once(void (*drive)(Driver&, const void*), const void* written, uint64_t seed) {
  std::string text;
  const Alive alive;
  {
    manual_seed(seed);
    Driver driver(seed);
    std::string escaped;
    try {
      const Value end = value_or_error([&] {
        drive(driver, written);
        return Value(0);
      });
      if (end.kind() == Value::Kind::kError) escaped = "raises " + end.error_kind();
    } catch (const Todo&) {
      escaped = "todo";
    } catch (const CheckEnded&) {
      escaped = "a check ended";
    } catch (const BrokenExercise& e) {
      escaped = std::string("broken: ") + e.what();
    }
    text = driver.record();
    if (!escaped.empty()) text += "escaped: " + escaped + "\n";
  }
  return text + "alive after: " + std::to_string(alive.nodes()) + " nodes, " +
         std::to_string(alive.saved_bytes()) + " bytes saved, " +
         std::to_string(alive.storage_bytes()) + " bytes\n";
}

int run_driver(const std::vector<std::string>& arguments) {
  if (arguments.size() < 4 || arguments.size() > 5) {
    throw std::runtime_error("usage: host --drive OBJECT.so VARIANT SEEDS [--memory=MB]");
  }
  if (arguments.size() == 5) {
    std::string memory;
    if (!take(arguments[4], "--memory=", memory)) {
      throw std::runtime_error("unknown option " + arguments[4]);
    }
    limit_memory(std::stol(memory));
  }
  void* object = open_object(arguments[1]);
  const Variant* variant = find_variant(object, arguments[2]);
  auto* drive = symbol<void(Driver&, const void*)>(object, "lab_drive");
  for (uint64_t seed = 0, seeds = std::stoul(arguments[3]); seed < seeds; ++seed) {
    const std::string record = drive_once(drive, variant->written, seed);
    std::printf("seed %llu\n%s", static_cast<unsigned long long>(seed), record.c_str());
    std::fflush(stdout);
  }
  _exit(0);
}

int run(const std::vector<std::string>& arguments) {
  if (arguments.size() == 2 && arguments[0] == "--list") return list_variants(arguments[1]);
  if (!arguments.empty() && arguments[0] == "--drive") return run_driver(arguments);
  const Options o = options(arguments);
  limit_memory(o.memory_mb);
  send(o.fd, judge(o));
  // A student's destructors and handlers at exit have no say any more.
  std::fflush(nullptr);
  _exit(0);
}

}  // namespace
}  // namespace gradlab::lab

int main(int argc, char** argv) {
  try {
    return gradlab::lab::run({argv + 1, argv + argc});
  } catch (const std::exception& e) {
    std::fprintf(stderr, "host: %s\n", e.what());
    return 2;
  }
}
