// std::mutex and std::lock_guard without the rest of <mutex>, of which locks with a deadline take a
// tenth of the time that the compiler needs for all of the standard library in gradlab.h.
#ifndef GRADLAB_TENSOR_MUTEX_H_
#define GRADLAB_TENSOR_MUTEX_H_

#if __has_include(<bits/std_mutex.h>)
#include <bits/std_mutex.h>
#else
#include <mutex>
#endif

#endif  // GRADLAB_TENSOR_MUTEX_H_
