// What the header of an exercise (its contract) needs, and with it every file of a student.
//
//   namespace ex_2_06 {
//   using namespace gradlab;
//   Tensor twice(const Tensor& x);  // what the student writes
//   LAB_CONTRACT(twice)             // all of it, by name: what the check can call
//   }  // namespace ex_2_06
//
// A stub says `return lab::todo();`: it compiles in a function of any type and is reported as "to
// do", not as wrong.
#ifndef GRADLAB_LAB_FW_EXERCISE_H_
#define GRADLAB_LAB_FW_EXERCISE_H_

#include <exception>

namespace gradlab::lab {

// Thrown where a student's file still has its TODO.
class Todo : public std::exception {
 public:
  Todo(const char* file, int line) : file_(file), line_(line) {}
  const char* what() const noexcept override { return "still to do"; }
  const char* file() const { return file_; }
  int line() const { return line_; }

 private:
  const char* file_;
  int line_;
};

// Converts to whatever a function returns, by throwing Todo.
class TodoValue {
 public:
  TodoValue(const char* file, int line) : file_(file), line_(line) {}
  template <class T>
  operator T() const {
    throw Todo(file_, line_);
  }

 private:
  const char* file_;
  int line_;
};

[[nodiscard]] inline TodoValue todo(const char* file = __builtin_FILE(),
                                    int line = __builtin_LINE()) {
  return TodoValue(file, line);
}
// For a function that returns nothing.
inline void todo_void(const char* file = __builtin_FILE(), int line = __builtin_LINE()) {
  throw Todo(file, line);
}

}  // namespace gradlab::lab

// `struct Written` holds a pointer to each of up to eight functions declared before; LAB_TABLE
// makes one of those of the namespace it stands in. Only generated code uses the latter.
#define LAB_CONTRACT(...)               \
  LAB_EACH_(LAB_TYPE_, __VA_ARGS__)     \
  struct Written {                      \
    LAB_EACH_(LAB_MEMBER_, __VA_ARGS__) \
  };
#define LAB_TABLE(...)          \
  extern const Written written; \
  const Written written{LAB_EACH_(LAB_ADDRESS_, __VA_ARGS__)};

#define LAB_TYPE_(name) using TypeOf_##name = decltype(&name);
#define LAB_MEMBER_(name) TypeOf_##name name;
#define LAB_ADDRESS_(name) &name,
#define LAB_EACH_(m, ...)                                                                \
  LAB_PICK_(__VA_ARGS__, LAB_8_, LAB_7_, LAB_6_, LAB_5_, LAB_4_, LAB_3_, LAB_2_, LAB_1_) \
  (m, __VA_ARGS__)
#define LAB_PICK_(a, b, c, d, e, f, g, h, chosen, ...) chosen
#define LAB_1_(m, a) m(a)
#define LAB_2_(m, a, ...) m(a) LAB_1_(m, __VA_ARGS__)
#define LAB_3_(m, a, ...) m(a) LAB_2_(m, __VA_ARGS__)
#define LAB_4_(m, a, ...) m(a) LAB_3_(m, __VA_ARGS__)
#define LAB_5_(m, a, ...) m(a) LAB_4_(m, __VA_ARGS__)
#define LAB_6_(m, a, ...) m(a) LAB_5_(m, __VA_ARGS__)
#define LAB_7_(m, a, ...) m(a) LAB_6_(m, __VA_ARGS__)
#define LAB_8_(m, a, ...) m(a) LAB_7_(m, __VA_ARGS__)

#endif  // GRADLAB_LAB_FW_EXERCISE_H_
