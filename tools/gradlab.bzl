"""cc_library, cc_test and cc_binary as this repository uses them.

A header is included as "gradlab/<package>/<file>" from everywhere, also from a workspace that uses
gradlab as an external repository and has folders of the same names. It is found only by targets
that depend on its library: that is how an include against the layering fails to build.
"""

# Here and not in .bazelrc, because as an external repository gradlab computes the same bits: a
# fused multiply-add must be asked for, since PyTorch's a * b + c rounds twice.
_COPTS = ["-ffp-contract=off", "-fno-math-errno"]
_FEATURES = ["layering_check"]

# Of test code: half the time to compile; the libraries it tests are optimised.
_TEST_COPTS = ["-O0"]

def _no_headers(name, srcs):
    for src in srcs:
        if src.endswith(".h"):
            fail("%s: %s belongs in the hdrs of a gradlab_library (private if need be)" %
                 (name, src))

def gradlab_library(name, hdrs = [], srcs = [], copts = [], features = [], **kwargs):
    """A static library with its headers under gradlab/<package>/.

    Args:
      name: the target.
      hdrs: every header, textual ones too; a private one is in a library with private visibility.
      srcs: sources without headers.
      copts: more compiler flags.
      features: more toolchain features.
      **kwargs: passed to cc_library.
    """
    _no_headers(name, srcs)
    package = native.package_name()
    native.cc_library(
        name = name,
        hdrs = hdrs,
        srcs = srcs,
        include_prefix = "gradlab/" + package if package else "gradlab",
        # Without it Bazel also builds a shared library, and for that every object twice.
        linkstatic = True,
        copts = _COPTS + copts,
        features = _FEATURES + features,
        **kwargs
    )

def gradlab_test(name, srcs, deps = [], size = "small", copts = [], features = [], **kwargs):
    """A statically linked GoogleTest program; the framework and its main() come with it."""
    _no_headers(name, srcs)
    native.cc_test(
        name = name,
        srcs = srcs,
        size = size,
        deps = deps + [
            "@com_google_googletest//:gtest",
            "@com_google_googletest//:gtest_main",
        ],
        linkstatic = True,
        copts = _COPTS + _TEST_COPTS + copts,
        features = _FEATURES + features,
        **kwargs
    )

def gradlab_test_at_levels(name, srcs, deps, copts = [], **kwargs):
    """The tests NAME_baseline, NAME_avx2 and NAME_avx512: one program at every instruction level.

    A machine without the instructions runs the best level that it has.
    """
    gradlab_library(
        name = name + "_cases",
        testonly = True,
        srcs = srcs,
        copts = _TEST_COPTS + copts,
        alwayslink = True,
        deps = deps + ["@com_google_googletest//:gtest"],
    )
    for level in ["baseline", "avx2", "avx512"]:
        gradlab_test(
            name = name + "_" + level,
            srcs = [],
            env = {"GRADLAB_SIMD": level},
            deps = [":" + name + "_cases"],
            **kwargs
        )

def gradlab_binary(name, srcs, copts = [], features = [], **kwargs):
    """A statically linked program."""
    _no_headers(name, srcs)
    native.cc_binary(
        name = name,
        srcs = srcs,
        linkstatic = True,
        copts = _COPTS + copts,
        features = _FEATURES + features,
        **kwargs
    )
