// Values and texts recorded from PyTorch by tools/record_nn.py optim.
#ifndef GRADLAB_OPTIM_RECORDED_VALUES_H_
#define GRADLAB_OPTIM_RECORDED_VALUES_H_

#include <cstdint>

namespace gradlab::optim::recorded {

// [3, 2]
inline constexpr double kStart[] = {
    0x1.8a7eb8902be3ap+0, -0x1.2c78a087c6feap-2, -0x1.16e2920a70ee5p+1, 0x1.23096ca3e350dp-1,
    -0x1.15a341987e136p+0, -0x1.660a590b74404p+0,
};
// [4, 3, 2]
inline constexpr double kGrads[] = {
    0x1.9d06f4be0cd62p-2, 0x1.ad11c99ad2d18p-1, -0x1.70428781da237p-1, -0x1.9d0615c28c56fp-2,
    -0x1.317a30b4235d8p-1, 0x1.74cf8b7023054p-3, -0x1.b69e0d630b475p-1, 0x1.19c131e7df150p+0,
    -0x1.123955c471384p+0, 0x1.f6959316295ecp-4, -0x1.21f45d35e3047p-1, 0x1.7e11c33de4300p-2,
    -0x1.c8b39c228f0eep-1, -0x1.8254e29955ebbp+0, 0x1.7b487141f6310p-2, 0x1.74dd5ad6b407cp+0,
    0x1.e12ec3a63bfcdp-1, 0x1.8cb8fbf774e82p-1, 0x1.88f2d6a0ff4afp-3, 0x1.43880d161f421p+0,
    -0x1.4a59f475c30cdp+0, -0x1.950b696d074edp-1, -0x1.5616db6b3a29dp-6, -0x1.6fdc9db987b3ep-1,
};
// [3, 2]
inline constexpr double kPlain[] = {
    0x1.a805fea349b19p+0, -0x1.d9ddedcf01538p-2, -0x1.e861b2509e486p+0, 0x1.0f565443b3572p-1,
    -0x1.0f6407f08910ap+0, -0x1.75b2012e4ca75p+0,
};
// [3, 2]
inline constexpr double kDecay[] = {
    0x1.79b14ac57f838p+0, -0x1.ade1d35dffdfep-2, -0x1.ab587564f6457p+0, 0x1.dd843c7bf8b2cp-2,
    -0x1.e2066f0cfbea6p-1, -0x1.4b0f18da1fabap+0,
};
// [3, 2]
inline constexpr double kMomentum[] = {
    0x1.c8e47734f9636p+0, -0x1.706766dbaa19cp-1, -0x1.951d28cb8ae3cp+0, 0x1.e7b1b62afa946p-2,
    -0x1.cdfff243d7717p-1, -0x1.a33f5451fc6acp+0,
};
// [3, 2]
inline constexpr double kDampening[] = {
    0x1.a1babe1d3a9b9p+0, -0x1.5428cd82ecf2cp-1, -0x1.b8d8f32a48d3fp+0, 0x1.2321793d7e6d3p-1,
    -0x1.c949e127349d8p-1, -0x1.912cd1d9bedf8p+0,
};
// [3, 2]
inline constexpr double kNesterov[] = {
    0x1.5933ca5e29d92p+0, -0x1.5d322d5a058dep-1, -0x1.6d161023f35dap-1, 0x1.02d3c83154792p-2,
    -0x1.26a054a279b85p-1, -0x1.2d479ea29b03bp+0,
};
// [3, 2]
inline constexpr double kAdam[] = {
    0x1.9713b8da231d6p+0, -0x1.1083c809a4e86p-1, -0x1.d9acf12a20754p+0, 0x1.4b8d04e96610ap-1,
    -0x1.c1ee951a5ff1cp-1, -0x1.b51d3f0721791p+0,
};
// [3, 2]
inline constexpr double kAdamDecay[] = {
    0x1.69ab7cb8a0da5p+0, -0x1.01a653a569a58p-1, -0x1.cef6d15a4aa85p+0, 0x1.14a592eb7644fp-1,
    -0x1.a357f70d0c227p-1, -0x1.376542904e620p+0,
};
// [3, 2]
inline constexpr double kAmsgrad[] = {
    0x1.9cb1bf58b579fp+0, -0x1.fcf4a912b8f78p-2, -0x1.e260d73c4ff01p+0, 0x1.3b48e090c60dcp-1,
    -0x1.df876f35ef396p-1, -0x1.ab887e0564b50p+0,
};
// [3, 2]
inline constexpr double kAdamW[] = {
    0x1.6af854d7ad416p+0, -0x1.ef6d8f6b6528bp-2, -0x1.9ddc5eb796d16p+0, 0x1.2536dad3dcb9ep-1,
    -0x1.89c585a7fda93p-1, -0x1.87a67bef20225p+0,
};
// [3, 2]
inline constexpr double kAdamWAmsgrad[] = {
    0x1.9b24c391d942cp+0, -0x1.fb4759505f6bcp-2, -0x1.e04887a1d565fp+0, 0x1.39fd5cfaf656dp-1,
    -0x1.dd8c6f78c105cp-1, -0x1.a9f421c6720c5p+0,
};
inline constexpr const char* kSgdText =
    "SGD (\n"
    "Parameter Group 0\n"
    "    dampening: 0\n"
    "    differentiable: False\n"
    "    foreach: None\n"
    "    lr: 0.1\n"
    "    maximize: False\n"
    "    momentum: 0\n"
    "    nesterov: False\n"
    "    weight_decay: 0\n"
    "\n"
    "Parameter Group 1\n"
    "    dampening: 0\n"
    "    differentiable: False\n"
    "    foreach: None\n"
    "    lr: 1e-05\n"
    "    maximize: False\n"
    "    momentum: 0.9\n"
    "    nesterov: False\n"
    "    weight_decay: 0\n"
    ")";
inline constexpr const char* kAdamText =
    "Adam (\n"
    "Parameter Group 0\n"
    "    amsgrad: True\n"
    "    betas: (0.9, 0.999)\n"
    "    capturable: False\n"
    "    differentiable: False\n"
    "    eps: 1e-08\n"
    "    foreach: None\n"
    "    fused: False\n"
    "    lr: 0.5\n"
    "    maximize: False\n"
    "    weight_decay: 0\n"
    ")";
inline constexpr const char* kAdamWText =
    "AdamW (\n"
    "Parameter Group 0\n"
    "    amsgrad: False\n"
    "    betas: (0.9, 0.999)\n"
    "    capturable: False\n"
    "    eps: 1e-08\n"
    "    foreach: None\n"
    "    lr: 0.001\n"
    "    maximize: False\n"
    "    weight_decay: 0.01\n"
    ")";

}  // namespace gradlab::optim::recorded

#endif  // GRADLAB_OPTIM_RECORDED_VALUES_H_
