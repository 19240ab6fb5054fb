"""Exercises of the lab: one annotated source each, proven by its solution, stub and wrong solutions."""

load("@bazel_skylib//rules:native_binary.bzl", "native_test")

def _whole_library_impl(ctx):
    info = cc_common.merge_cc_infos(cc_infos = [library[CcInfo] for library in ctx.attr.libraries])
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
        cc_infos = [library[CcInfo] for library in ctx.attr.libraries],
    ).compilation_context)]

headers_of = rule(
    implementation = _headers_of_impl,
    doc = "The headers of libraries whose objects the program that loads this one has.",
    attrs = {"libraries": attr.label_list(providers = [CcInfo])},
)
