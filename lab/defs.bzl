"""Exercises of the lab: one annotated source each, proven by its solution, stub and wrong solutions."""

def _whole_library_impl(ctx):
    info = cc_common.merge_cc_infos(
        direct_cc_infos = [library[CcInfo] for library in ctx.attr.libraries],
    )
    toolchain = ctx.attr._cc_toolchain[cc_common.CcToolchainInfo]
    features = cc_common.configure_features(
        ctx = ctx,
        cc_toolchain = toolchain,
        requested_features = ctx.features,
        unsupported_features = ctx.disabled_features,
    )
    ours, others = [], []  # archives of which only a part is taken come after what needs it
    for old in info.linking_context.linker_inputs.to_list():
        # Of external archives (OpenBLAS is 30 MB) only what is used.
        own = not old.owner.workspace_name
        (ours if own else others).append(cc_common.create_linker_input(
            owner = old.owner,
            user_link_flags = depset(old.user_link_flags),
            libraries = depset([
                cc_common.create_library_to_link(
                    actions = ctx.actions,
                    feature_configuration = features,
                    cc_toolchain = toolchain,
                    static_library = library.static_library,
                    pic_static_library = library.pic_static_library,
                    alwayslink = own or library.alwayslink,
                )
                for library in old.libraries
            ]),
        ))
    return [CcInfo(
        compilation_context = info.compilation_context,
        linking_context = cc_common.create_linking_context(
            linker_inputs = depset(ours + others, order = "topological"),
        ),
    )]

whole_library = rule(
    implementation = _whole_library_impl,
    doc = "Libraries of which a program gets every object, called or not.",
    attrs = {
        "libraries": attr.label_list(providers = [CcInfo]),
        "_cc_toolchain": attr.label(default = "@bazel_tools//tools/cpp:current_cc_toolchain"),
    },
    fragments = ["cpp"],
)

def _headers_of_impl(ctx):
    return [CcInfo(compilation_context = cc_common.merge_cc_infos(
        direct_cc_infos = [library[CcInfo] for library in ctx.attr.libraries],
    ).compilation_context)]

headers_of = rule(
    implementation = _headers_of_impl,
    doc = "The headers of libraries whose objects the program that loads this one has.",
    attrs = {"libraries": attr.label_list(providers = [CcInfo])},
)

def _judge_test_impl(ctx):
    program = ctx.actions.declare_file(ctx.label.name + "_judge")
    ctx.actions.symlink(output = program, target_file = ctx.executable._judge, is_executable = True)
    runfiles = ctx.runfiles(files = ctx.files.data)
    runfiles = runfiles.merge(ctx.attr._judge[DefaultInfo].default_runfiles)
    return [DefaultInfo(executable = program, runfiles = runfiles)]

judge_test = rule(
    implementation = _judge_test_impl,
    doc = "One run of //lab/fw:judge, with `args`. (bazel_skylib's native_test would build it, and " +
          "with it the whole library, a second time in the configuration of tools.)",
    attrs = {
        "data": attr.label_list(allow_files = True),
        "_judge": attr.label(default = "//lab/fw:judge", executable = True, cfg = "target"),
    },
    test = True,
)

# A check and its variants are test code; their numbers are the library's.
_COPTS = [
    "-O0",
    "-fPIC",
    "-ffp-contract=off",
    "-fno-math-errno",
    # A function that returns nothing gives a random answer, or crashes.
    "-Werror=return-type",
]

def _shared_object(name, srcs, deps, tags):
    """A shared object whose undefined symbols the host has."""
    headers_of(
        name = name + "_headers",
        libraries = deps,
        tags = tags,
    )
    native.cc_binary(
        name = name + ".so",
        srcs = srcs,
        copts = _COPTS,
        features = ["layering_check"],
        linkshared = True,
        tags = tags,
        deps = [":" + name + "_headers"],
    )

def lab_exercise(name, proven = True):
    """The contract, check, variants and tests of lab/partN/NAME.lab.cc.

    `bazel test :NAME` runs the check on the solution; NAME_stub_test, NAME_wrong_test (all wrong
    solutions, or one: --test_arg=INTERMEDIATE) and NAME_texts_test prove the exercise.

    Args:
      name: "ex_2_06".
      proven: whether it has the four tests.
    """
    native.cc_library(
        name = name + "_contract",
        hdrs = [name + ".h"],
        include_prefix = "gradlab/" + native.package_name(),
        visibility = ["//visibility:public"],
        deps = ["//lab/fw:exercise"],
    )

    # The check, and the driver that measures it (tools/lab_mutants.py; built on demand). Each is one
    # translation unit with the variants: most of the time goes into the library's headers.
    for caller, tags in [("check", []), ("drive", ["manual"])]:
        object_name = name if caller == "check" else name + "_drive"
        source = "%s_%s.cc" % (name, caller)
        native.cc_library(
            name = "%s_%s" % (name, caller),
            tags = ["manual"],
            textual_hdrs = [source],
        )
        native.genrule(
            name = "%s_%s_unit" % (name, caller),
            srcs = [
                name + ".lab.cc",
                name + ".h",
            ],
            outs = ["%s_%s_unit.cc" % (name, caller)],
            cmd = "$(execpath //lab/fw:labgen) variants $(SRCS) $@ && " +
                  "echo '#include \"%s/%s\"' >> $@" % (native.package_name(), source),
            tags = tags,
            tools = ["//lab/fw:labgen"],
        )
        _shared_object(
            name = object_name,
            srcs = ["%s_%s_unit.cc" % (name, caller)],
            tags = tags,
            deps = [
                ":%s_%s" % (name, caller),
                ":%s_contract" % name,
                "//lab/fw:check",
                "//lab/fw:exercise",
            ],
        )
    native.filegroup(
        name = name + "_files",
        srcs = [
            name + ".h",
            name + ".lab.cc",
            name + ".so",
        ],
        visibility = ["//visibility:public"],
    )
    number = name[len("ex_"):].replace("_", ".")
    for test, what in [
        (name, "solution"),
        (name + "_stub_test", "stub"),
        (name + "_wrong_test", "wrong"),
        (name + "_texts_test", "texts"),
    ] if proven else []:
        judge_test(
            name = test,
            size = "small",
            args = [
                number,
                what,
            ],
            data = [":%s_files" % name],
        )

def lab_part(exercises):
    """All exercises of a part: ["ex_2_01", ...]."""
    for name in exercises:
        lab_exercise(name)
    native.filegroup(
        name = "exercises",
        srcs = [":%s_files" % name for name in exercises],
        visibility = ["//lab:__subpackages__"],
    )

def student_workspace():
    """The exercises that a student has in //my, each a test: `bazel test //my:ex_2_06`.

    All targets are manual, so that `bazel test //...` does not build them.
    """
    tests = []
    for source in native.glob(["ex_*.cc"]):
        name = source[:-len(".cc")]
        part = "//lab/part" + name[len("ex_")]
        native.genrule(
            name = name + "_glue",
            srcs = [
                "%s:%s.lab.cc" % (part, name),
                "%s:%s.h" % (part, name),
            ],
            outs = [name + "_glue.cc"],
            cmd = "$(execpath //lab/fw:labgen) student $(SRCS) my/%s $@" % source,
            tags = ["manual"],
            tools = ["//lab/fw:labgen"],
        )
        native.cc_library(
            name = name + "_written",
            tags = ["manual"],
            textual_hdrs = [source],
        )
        _shared_object(
            name = name,
            srcs = [name + "_glue.cc"],
            tags = ["manual"],
            deps = [
                ":%s_written" % name,
                "%s:%s_contract" % (part, name),
                "//lab/fw:exercise",
            ],
        )
        judge_test(
            name = name,
            size = "small",
            args = [
                name[len("ex_"):].replace("_", "."),
                "student",
                "my/%s.so" % name,
            ],
            data = [
                ":%s.so" % name,
                "%s:%s_files" % (part, name),
            ],
            tags = ["manual"],
        )
        tests.append(":" + name)
    native.test_suite(
        name = "exercises",
        tags = ["manual"],
        tests = tests,
    )
