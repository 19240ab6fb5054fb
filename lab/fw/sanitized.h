// Whether this program is built with a sanitizer: some limits and measurements do not hold there.
#ifndef GRADLAB_LAB_FW_SANITIZED_H_
#define GRADLAB_LAB_FW_SANITIZED_H_

namespace gradlab::lab {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool kSanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
inline constexpr bool kSanitized = true;
#else
inline constexpr bool kSanitized = false;
#endif
#else
inline constexpr bool kSanitized = false;
#endif

}  // namespace gradlab::lab

#endif  // GRADLAB_LAB_FW_SANITIZED_H_
