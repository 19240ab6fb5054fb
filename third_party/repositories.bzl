"""The external repositories: the system's packages under their upstream names.

A workspace that uses gradlab calls `gradlab_dependencies()`. A repository that it declared before
under the same name wins, so upstream's own repositories can take the place of the system's.
"""

load("//third_party:system.bzl", "empty_repository", "rules_cc_repository", "system_repository")

_BAZEL = "/usr/share/bazel"
_INCLUDE = "/usr/include"
_LIB = "/usr/lib/x86_64-linux-gnu"

def _maybe(rule, name, **kwargs):
    if not native.existing_rule(name):
        rule(name = name, **kwargs)

def gradlab_dependencies():
    """Declares everything gradlab needs, Bazel's own rule sets included."""
    _bazel_repositories()
    _libraries()

def _bazel_repositories():
    # Bazel's built-in BUILD files name these, and what is not declared here would be downloaded.
    _maybe(rules_cc_repository, name = "rules_cc", path = _BAZEL + "/rules/cc")
    _maybe(native.local_repository, name = "rules_java", path = _BAZEL + "/rules/java")
    _maybe(native.local_repository, name = "rules_proto", path = _BAZEL + "/rules/proto")
    _maybe(native.local_repository, name = "platforms", path = _BAZEL + "/tools/platforms")
    _maybe(native.local_repository, name = "bazel_skylib", path = _BAZEL + "/tools/skylib")
    _maybe(empty_repository, name = "remote_coverage_tools", target = "coverage_report_generator")

def _libraries():
    _maybe(
        system_repository,
        name = "com_google_absl",
        package = "libabsl-dev",
        headers = {"absl": _INCLUDE + "/absl"},
        archives = [_LIB + "/libabsl_%s.a" % name for name in _ABSL_ARCHIVES],
        linkopts = ["-pthread"],
        targets = [
            "//absl/algorithm:container",
            "//absl/base:core_headers",
            "//absl/cleanup:cleanup",
            "//absl/container:fixed_array",
            "//absl/container:flat_hash_map",
            "//absl/container:flat_hash_set",
            "//absl/container:inlined_vector",
            "//absl/functional:function_ref",
            "//absl/hash:hash",
            "//absl/numeric:bits",
            "//absl/strings:str_format",
            "//absl/strings:strings",
            "//absl/types:optional",
            "//absl/types:span",
        ],
    )
    _maybe(
        system_repository,
        name = "com_google_googletest",
        package = "libgtest-dev libgmock-dev",
        headers = {"gmock": _INCLUDE + "/gmock", "gtest": _INCLUDE + "/gtest"},
        archives = [_LIB + "/libgmock.a", _LIB + "/libgtest.a"],
        linkopts = ["-pthread"],
        targets = ["//:gtest"],
        mains = {"gtest_main": _LIB + "/libgmock_main.a"},
    )

    # Debian has this one as a shared library only.
    _maybe(
        system_repository,
        name = "com_github_google_benchmark",
        package = "libbenchmark-dev",
        headers = {"benchmark": _INCLUDE + "/benchmark"},
        linkopts = ["-lbenchmark", "-pthread"],
        targets = ["//:benchmark"],
        mains = {"benchmark_main": _LIB + "/libbenchmark_main.a"},
    )

    # Of the archive only LAPACK needs libgfortran, one function of it, which
    # tensor/kernels/lapack.cc supplies.
    _maybe(
        system_repository,
        name = "openblas",
        package = "libopenblas-pthread-dev",
        headers = {
            name: _INCLUDE + "/x86_64-linux-gnu/openblas-pthread/" + name
            for name in ["cblas.h", "openblas_config.h"]
        },
        archives = [_LIB + "/openblas-pthread/libopenblas.a"],
        linkopts = ["-pthread", "-lm"],
        targets = ["//:openblas"],
    )

    _maybe(
        system_repository,
        name = "nlohmann_json",
        package = "nlohmann-json3-dev",
        headers = {"nlohmann": _INCLUDE + "/nlohmann"},
        targets = ["//:json"],
    )

    # Headers only: static dispatch (HWY_COMPILE_ONLY_STATIC) needs none of libhwy.
    _maybe(
        system_repository,
        name = "highway",
        package = "libhwy-dev",
        headers = {"hwy": _INCLUDE + "/hwy"},
        targets = ["//:hwy"],
    )

# The archives behind the targets above, dependants first.
_ABSL_ARCHIVES = [
    "str_format_internal",
    "raw_hash_set",
    "hashtablez_sampler",
    "exponential_biased",
    "synchronization",
    "graphcycles_internal",
    "stacktrace",
    "symbolize",
    "debugging_internal",
    "demangle_internal",
    "malloc_internal",
    "time",
    "civil_time",
    "time_zone",
    "hash",
    "city",
    "strings",
    "strings_internal",
    "throw_delegate",
    "bad_optional_access",
    "bad_variant_access",
    "low_level_hash",
    "base",
    "raw_logging_internal",
    "log_severity",
    "spinlock_wait",
    "int128",
]
