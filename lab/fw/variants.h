// What the shared object of an exercise offers to the host that loads it.
#ifndef GRADLAB_LAB_FW_VARIANTS_H_
#define GRADLAB_LAB_FW_VARIANTS_H_

namespace gradlab::lab {

// One way in which the functions of an exercise are written. `lab_variants` is an array of these,
// ended by one without a name.
struct Variant {
  const char* name;       // "solution", "stub", a wrong solution's, "student"
  const char* diagnosis;  // what it must get; "" for a solution
  const void* written;    // the exercise's `Written`
};

}  // namespace gradlab::lab

#endif  // GRADLAB_LAB_FW_VARIANTS_H_
