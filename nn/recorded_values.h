// Values and texts recorded from PyTorch by tools/record_nn.py nn.
#ifndef GRADLAB_NN_RECORDED_VALUES_H_
#define GRADLAB_NN_RECORDED_VALUES_H_

#include <cstdint>

namespace gradlab::nn::recorded {

// [3, 4]
inline constexpr float kLinearWeight[] = {
    -0x1.eaa8000000000p-9f, 0x1.12a8bc0000000p-2f, -0x1.a5662c0000000p-2f, -0x1.78cd000000000p-2f,
    -0x1.8a65e80000000p-3f, 0x1.1297d80000000p-3f, -0x1.449e800000000p-7f, 0x1.95f59c0000000p-2f,
    -0x1.6b7ee00000000p-5f, 0x1.0ef6980000000p-3f, -0x1.3577580000000p-3f, -0x1.9290e00000000p-4f,
};
// [3]
inline constexpr float kLinearBias[] = {
    -0x1.e923700000000p-2f, -0x1.5316a40000000p-2f, -0x1.a61dd00000000p-3f,
};
// [10, 3]
inline constexpr float kEmbeddingWeight[] = {
    -0x1.20370a0000000p+0f, -0x1.2701140000000p+0f, -0x1.0097ac0000000p-2f, -0x1.bc4aba0000000p-2f,
    0x1.b28a2a0000000p-1f, 0x1.624f060000000p-1f, -0x1.4398da0000000p-2f, -0x1.0ebf820000000p+1f,
    0x1.4a02700000000p-2f, -0x1.4369e80000000p+0f, 0x1.6661fe0000000p-2f, 0x1.3b87760000000p-2f,
    0x1.eadeee0000000p-4f, 0x1.3cd7260000000p+0f, -0x1.25d59e0000000p-3f, -0x1.c926de0000000p-4f,
    -0x1.3a27900000000p-1f, 0x1.02cec80000000p-5f, -0x1.f880500000000p-2f, 0x1.fcc0e00000000p-3f,
    0x1.c23fa00000000p-2f, 0x1.cc6fac0000000p-4f, -0x1.aea00c0000000p-1f, -0x1.2874100000000p+1f,
    -0x1.a30f720000000p-4f, 0x1.95bb380000000p-1f, -0x1.289ea60000000p-2f, 0x1.ae242e0000000p-5f,
    0x1.0bb45e0000000p-1f, 0x1.26aeaa0000000p+1f,
};
// [5, 2]
inline constexpr float kSmallEmbeddingWeight[] = {
    0x1.8a7eb80000000p+0f, -0x1.2c78a00000000p-2f, -0x1.16e2920000000p+1f, 0x1.23096c0000000p-1f,
    -0x1.15a3420000000p+0f, -0x1.660a5a0000000p+0f, 0x0.0p+0f, 0x0.0p+0f, -0x1.7042880000000p-1f,
    -0x1.9d06160000000p-2f,
};
// [3, 7]
inline constexpr float kUniform[] = {
    0x1.03e84a0000000p+1f, 0x1.e03ac00000000p-4f, 0x1.397c600000000p-1f, 0x1.f051200000000p+0f,
    -0x1.c408080000000p-1f, 0x1.1987120000000p+1f, 0x1.2d56580000000p-1f, 0x1.023d0a0000000p+1f,
    0x1.472d3c0000000p+0f, 0x1.829e000000000p-1f, 0x1.8e02400000000p+0f, 0x1.1942040000000p+0f,
    0x1.baff300000000p+0f, 0x1.c3c8e00000000p-3f, 0x1.b557680000000p-1f, 0x1.a3cfe00000000p-1f,
    0x1.4a36180000000p+0f, 0x1.fbe8c80000000p-1f, 0x1.5fc9640000000p+1f, 0x1.9f54500000000p+0f,
    0x1.054fe00000000p-2f,
};
// [2, 3]
inline constexpr double kUniformDouble[] = {
    -0x1.82f6802e1fc54p-1, -0x1.a0e62287d7700p-4, -0x1.0201be6678ee0p-4, -0x1.2a9a001f70bd8p-2,
    0x1.3969e78e0a780p+0, -0x1.1fdbe69e6bdfcp-1,
};
// [3, 7]
inline constexpr float kNormal[] = {
    -0x1.068d740000000p+1f, -0x1.003cc40000000p-1f, -0x1.3b5a580000000p-2f, -0x1.1c07320000000p+1f,
    0x1.996dc60000000p-1f, 0x1.7d22820000000p+0f, -0x1.4da4780000000p-2f, 0x1.4eabc00000000p+1f,
    0x1.e0d72a0000000p+0f, 0x1.abd3d00000000p+1f, 0x1.223b100000000p+2f, 0x1.9e59740000000p-1f,
    0x1.475bb40000000p+0f, -0x1.e248000000000p-3f, -0x1.3139380000000p-1f, 0x1.7937c40000000p-1f,
    -0x1.319a340000000p-1f, 0x1.abe4e00000000p+0f, 0x1.8cf8840000000p+0f, 0x1.1bafce0000000p+2f,
    0x1.c683520000000p-1f,
};
// [2, 3]
inline constexpr float kNormalFew[] = {
    0x1.294e600000000p+1f, 0x1.88aa460000000p+0f, 0x1.1f942a0000000p+0f, 0x1.1f0ea80000000p+1f,
    0x1.89fc800000000p-4f, 0x1.55e1f40000000p-1f,
};
// [3, 5]
inline constexpr float kXavierUniform[] = {
    0x1.3123620000000p-2f, -0x1.3c8e940000000p-2f, 0x1.6cc87a0000000p-2f, -0x1.0fc72e0000000p-4f,
    0x1.1c20300000000p-1f, 0x1.3cb01c0000000p-2f, -0x1.31c6920000000p-3f, -0x1.0cdb780000000p+0f,
    0x1.2fb50e0000000p-2f, -0x1.266cb80000000p+0f, 0x1.5da7ae0000000p-3f, 0x1.619cee0000000p-4f,
    -0x1.2483160000000p-2f, 0x1.0fed9c0000000p+0f, 0x1.6318e60000000p-4f,
};
// [4, 5, 3]
inline constexpr float kXavierNormal[] = {
    -0x1.2211960000000p-3f, 0x1.fee91c0000000p-4f, -0x1.6b79800000000p-3f, -0x1.3543be0000000p-3f,
    -0x1.53aba20000000p-3f, 0x1.4567b40000000p-3f, -0x1.26b14c0000000p-3f, -0x1.08f6400000000p-6f,
    -0x1.fa06800000000p-4f, 0x1.80d9ae0000000p-5f, -0x1.3e756a0000000p-4f, -0x1.0618da0000000p-5f,
    0x1.18d12a0000000p-3f, -0x1.a3a7020000000p-4f, -0x1.f5a75c0000000p-6f, -0x1.e25aa40000000p-5f,
    -0x1.a409880000000p-3f, -0x1.ff32f20000000p-5f, -0x1.d8abdc0000000p-4f, 0x1.2586d20000000p-4f,
    0x1.0acd560000000p-8f, -0x1.bc78b80000000p-8f, 0x1.28d5a60000000p-3f, 0x1.eddf580000000p-4f,
    0x1.02a43c0000000p-4f, -0x1.15ef6c0000000p-4f, 0x1.1f4fda0000000p-6f, 0x1.8107a80000000p-2f,
    0x1.39341a0000000p-6f, 0x1.37e40c0000000p-3f, 0x1.5f6ac00000000p-5f, 0x1.e87e940000000p-3f,
    -0x1.aa631a0000000p-4f, 0x1.fdfc060000000p-3f, -0x1.365bd40000000p-5f, -0x1.2f29720000000p-5f,
    -0x1.68bfbe0000000p-3f, -0x1.b1a7680000000p-9f, -0x1.06606e0000000p-5f, -0x1.8b07f80000000p-4f,
    0x1.4259aa0000000p-3f, 0x1.deea660000000p-5f, -0x1.4ae9fc0000000p-3f, -0x1.a03fca0000000p-4f,
    -0x1.f6de9a0000000p-4f, -0x1.0cfc640000000p-9f, 0x1.822ca20000000p-3f, 0x1.67509a0000000p-2f,
    0x1.3e1a080000000p-3f, -0x1.62271c0000000p-4f, -0x1.99c0fe0000000p-3f, -0x1.dbc2e00000000p-6f,
    0x1.88eb0e0000000p-3f, -0x1.b0b6680000000p-5f, 0x1.bbb6900000000p-5f, -0x1.33c2540000000p-3f,
    0x1.267f700000000p-2f, -0x1.0fd7b60000000p-3f, 0x1.87b91c0000000p-6f, -0x1.260e280000000p-6f,
};
// [3, 5]
inline constexpr float kKaimingUniform[] = {
    -0x1.10a4ac0000000p+0f, -0x1.b1dadc0000000p-1f, -0x1.d7204c0000000p-2f, -0x1.0429e00000000p+0f,
    -0x1.f390cc0000000p-5f, -0x1.e3d9e40000000p-1f, 0x1.2b0a1c0000000p-1f, 0x1.0c0ec60000000p-1f,
    0x1.9f6f720000000p-3f, 0x1.aa9fb60000000p-1f, -0x1.aee7da0000000p-4f, 0x1.496cea0000000p-1f,
    -0x1.81288a0000000p-1f, -0x1.b184ba0000000p-3f, -0x1.ea62580000000p-1f,
};
// [3, 4, 2, 2]
inline constexpr float kKaimingNormal[] = {
    -0x1.0053ae0000000p-5f, 0x1.2ce4ee0000000p-3f, -0x1.46eb520000000p-2f, 0x1.de6e300000000p-6f,
    0x1.15ef020000000p-2f, -0x1.df8cbc0000000p-4f, 0x1.52bb8c0000000p-1f, -0x1.4dbfba0000000p-1f,
    -0x1.59ae380000000p-6f, -0x1.ffa5e40000000p-4f, 0x1.9f8a7a0000000p-4f, -0x1.7429b40000000p-4f,
    0x1.7dbd600000000p-2f, 0x1.55b2380000000p-4f, 0x1.dfe7800000000p-3f, 0x1.5c176c0000000p-3f,
    0x1.b547420000000p-4f, 0x1.8540cc0000000p-2f, -0x1.ae23480000000p-3f, -0x1.593c7e0000000p-1f,
    0x1.b549320000000p-2f, 0x1.b498be0000000p-3f, -0x1.16ef900000000p-4f, 0x1.62ba040000000p-6f,
    0x1.d75baa0000000p-3f, 0x1.d7ac340000000p-1f, 0x1.86b7f60000000p-1f, -0x1.f3a9ca0000000p-2f,
    0x1.a12d800000000p-2f, 0x1.7fead60000000p-3f, 0x1.fd436a0000000p-1f, -0x1.eafb1c0000000p-5f,
    -0x1.8e01840000000p-3f, -0x1.e9cdd20000000p-4f, -0x1.2308ee0000000p-3f, 0x1.2395900000000p-3f,
    0x1.efdc860000000p-7f, -0x1.c4bb380000000p-6f, 0x1.66b61a0000000p-3f, -0x1.6ae9fc0000000p-2f,
    -0x1.c5855e0000000p-4f, 0x1.d9a8760000000p-5f, 0x1.b127d20000000p-5f, 0x1.1cdc820000000p-2f,
    -0x1.909d2a0000000p-2f, 0x1.ab92520000000p-6f, 0x1.1374de0000000p-2f, 0x1.5692660000000p-2f,
};
// [3, 5]
inline constexpr float kOrthogonalWide[] = {
    -0x1.0672840000000p+0f, 0x1.3012d00000000p-3f, 0x1.6e32820000000p+0f, 0x1.150c800000000p-1f,
    0x1.8896720000000p-1f, 0x1.2666ea0000000p-2f, -0x1.db33c00000000p+0f, 0x1.3738f00000000p-6f,
    0x1.454d2e0000000p-1f, 0x1.0a43460000000p-2f, 0x1.34053e0000000p+0f, 0x1.07e6dc0000000p-1f,
    0x1.60eb880000000p-1f, 0x1.31d0700000000p+0f, -0x1.3d76d80000000p-1f,
};
// [5, 3]
inline constexpr float kOrthogonalTall[] = {
    -0x1.54ff800000000p-1f, 0x1.01d2e40000000p-3f, 0x1.b729dc0000000p-2f, 0x1.67f8480000000p-2f,
    0x1.5eea1e0000000p-1f, -0x1.415cc40000000p-2f, -0x1.2eeb760000000p-1f, 0x1.041e800000000p-1f,
    -0x1.4b65900000000p-2f, 0x1.24ab300000000p-2f, 0x1.02c88e0000000p-1f, 0x1.55b1180000000p-1f,
    -0x1.131b4a0000000p-5f, 0x1.d80e880000000p-6f, -0x1.a30c320000000p-2f,
};
// [2, 2, 3]
inline constexpr float kOrthogonalCube[] = {
    -0x1.0450ec0000000p-1f, 0x1.2d9ab20000000p-4f, 0x1.6b393e0000000p-1f, 0x1.12cc900000000p-2f,
    0x1.8566520000000p-2f, -0x1.0477520000000p-3f, -0x1.ff956c0000000p-3f, 0x1.612c680000000p-2f,
    -0x1.3a45fc0000000p-3f, 0x1.a85eb80000000p-4f, 0x1.b404c40000000p-4f, 0x1.c2299a0000000p-1f,
};
// [3, 2, 3, 4]
inline constexpr float kDirac[] = {
    0x0.0p+0f, 0x0.0p+0f, 0x0.0p+0f, 0x0.0p+0f, 0x0.0p+0f, 0x0.0p+0f, 0x1.0000000000000p+0f,
    0x0.0p+0f, 0x0.0p+0f, 0x0.0p+0f, 0x0.0p+0f, 0x0.0p+0f, 0x0.0p+0f, 0x0.0p+0f, 0x0.0p+0f,
    0x0.0p+0f, 0x0.0p+0f, 0x0.0p+0f, 0x0.0p+0f, 0x0.0p+0f, 0x0.0p+0f, 0x0.0p+0f, 0x0.0p+0f,
    0x0.0p+0f, 0x0.0p+0f, 0x0.0p+0f, 0x0.0p+0f, 0x0.0p+0f, 0x0.0p+0f, 0x0.0p+0f, 0x0.0p+0f,
    0x0.0p+0f, 0x0.0p+0f, 0x0.0p+0f, 0x0.0p+0f, 0x0.0p+0f, 0x0.0p+0f, 0x0.0p+0f, 0x0.0p+0f,
    0x0.0p+0f, 0x0.0p+0f, 0x0.0p+0f, 0x1.0000000000000p+0f, 0x0.0p+0f, 0x0.0p+0f, 0x0.0p+0f,
    0x0.0p+0f, 0x0.0p+0f, 0x0.0p+0f, 0x0.0p+0f, 0x0.0p+0f, 0x0.0p+0f, 0x0.0p+0f, 0x0.0p+0f,
    0x0.0p+0f, 0x0.0p+0f, 0x0.0p+0f, 0x0.0p+0f, 0x0.0p+0f, 0x0.0p+0f, 0x0.0p+0f, 0x0.0p+0f,
    0x0.0p+0f, 0x0.0p+0f, 0x0.0p+0f, 0x0.0p+0f, 0x0.0p+0f, 0x0.0p+0f, 0x0.0p+0f, 0x0.0p+0f,
    0x0.0p+0f, 0x0.0p+0f,
};
// [20]
inline constexpr float kDropout[] = {
    0x1.6db6dc0000000p+0f, 0x0.0p+0f, 0x0.0p+0f, 0x1.6db6dc0000000p+2f, 0x1.c924940000000p+2f,
    0x1.1249240000000p+3f, 0x1.4000000000000p+3f, 0x0.0p+0f, 0x0.0p+0f, 0x0.0p+0f,
    0x1.f6db6e0000000p+3f, 0x1.1249240000000p+4f, 0x0.0p+0f, 0x1.4000000000000p+4f,
    0x1.56db6e0000000p+4f, 0x0.0p+0f, 0x1.84924a0000000p+4f, 0x1.9b6db80000000p+4f,
    0x1.b249260000000p+4f, 0x1.c924940000000p+4f,
};
// [4, 3]
inline constexpr float kLossInput[] = {
    -0x1.2ca2e80000000p-3f, 0x1.92811c0000000p-1f, 0x1.e4c5ce0000000p-1f, -0x1.1d45a60000000p+0f,
    0x1.b0d7a00000000p+0f, -0x1.ca26e20000000p-1f, -0x1.6c28f80000000p-2f, 0x1.3b7da20000000p+0f,
    0x1.1afa440000000p-3f, -0x1.aea4900000000p+0f, 0x1.454d760000000p-2f, 0x1.0ffd1a0000000p-3f,
};
// [4]
inline constexpr float kCrossEntropyNone[] = {
    0x1.908de80000000p-1f, 0x1.775c9e0000000p+0f, 0x0.0p+0f, 0x1.b8e9cc0000000p-1f,
};
// [4]
inline constexpr float kSmoothedNone[] = {
    0x1.bb8a260000000p-1f, 0x1.77f6980000000p+0f, 0x0.0p+0f, 0x1.d9f7480000000p-1f,
};
// [4]
inline constexpr float kNllNone[] = {
    0x1.908de80000000p-1f, 0x1.775c9e0000000p+0f, 0x1.b991d20000000p-1f, 0x1.b8e9cc0000000p-1f,
};
// [4, 3]
inline constexpr float kMseNone[] = {
    0x1.2dc1600000000p+1f, 0x1.c172f60000000p-3f, 0x1.5342ea0000000p-1f, 0x1.26bc2e0000000p-1f,
    0x1.ae5b0e0000000p-3f, 0x1.112cd40000000p+0f, 0x1.26bc2e0000000p-1f, 0x1.ae5b0e0000000p-3f,
    0x1.112cd40000000p+0f, 0x1.2dc1600000000p+1f, 0x1.c172f60000000p-3f, 0x1.5342ea0000000p-1f,
};
// [4, 3]
inline constexpr float kL1None[] = {
    0x1.8910340000000p+0f, 0x1.dfb4c20000000p-2f, 0x1.a0c6880000000p-1f, 0x1.8476d00000000p-1f,
    0x1.d567f80000000p-2f, 0x1.0872ba0000000p+0f, 0x1.8476d00000000p-1f, 0x1.d567f80000000p-2f,
    0x1.0872ba0000000p+0f, 0x1.8910340000000p+0f, 0x1.dfb4c20000000p-2f, 0x1.a0c6880000000p-1f,
};
// [4, 3]
inline constexpr float kBceNone[] = {
    0x1.4a799a0000000p-2f, 0x1.69c3f80000000p+0f, 0x1.8a2bb20000000p-1f, 0x1.7c5dd00000000p-2f,
    0x1.1a14080000000p+0f, 0x1.a450820000000p-1f, 0x1.3ce35c0000000p-2f, 0x1.ca78d40000000p-1f,
    0x1.72f5e40000000p-1f, 0x1.e66a900000000p-2f, 0x1.4ae8360000000p+0f, 0x1.5507100000000p-1f,
};
// [4, 3]
inline constexpr float kLogitsNone[] = {
    0x1.695a860000000p-2f, 0x1.2420d00000000p+1f, 0x1.e3a9e20000000p-1f, 0x1.07eaf00000000p-1f,
    0x1.a03bf00000000p+0f, 0x1.7b7af80000000p+0f, 0x1.74f8140000000p-2f, 0x1.c277780000000p+0f,
    0x1.d003080000000p-1f, 0x1.6118cc0000000p-1f, 0x1.65cffe0000000p+1f, 0x1.1e84920000000p+0f,
};
// []
inline constexpr float kCrossEntropyMean[] = {
    0x1.3e70300000000p+0f,
};
// []
inline constexpr float kSmoothedMean[] = {
    0x1.4de2ec0000000p+0f,
};
// []
inline constexpr float kNllMean[] = {
    0x1.c3f2660000000p-1f,
};
// []
inline constexpr float kMseMean[] = {
    0x1.b28d9e0000000p-1f,
};
// []
inline constexpr float kL1Mean[] = {
    0x1.b078460000000p-1f,
};
// []
inline constexpr float kBceMean[] = {
    0x1.86f5c20000000p-1f,
};
// []
inline constexpr float kLogitsMean[] = {
    0x1.3c8aca0000000p+0f,
};
// []
inline constexpr float kCrossEntropySum[] = {
    0x1.8e0c3c0000000p+1f,
};
// []
inline constexpr float kSmoothedSum[] = {
    0x1.a15ba80000000p+1f,
};
// []
inline constexpr float kNllSum[] = {
    0x1.fc70b20000000p+1f,
};
// []
inline constexpr float kMseSum[] = {
    0x1.45ea360000000p+3f,
};
// []
inline constexpr float kL1Sum[] = {
    0x1.445a340000000p+3f,
};
// []
inline constexpr float kBceSum[] = {
    0x1.2538520000000p+3f,
};
// []
inline constexpr float kLogitsSum[] = {
    0x1.dad0300000000p+3f,
};
// [4]
inline constexpr float kBceGradient[] = {
    0x0.0p+0f, 0x1.d1a94a0000000p+37f, -0x1.0000000000000p+0f, 0x0.0p+0f,
};
// [4]
inline constexpr float kLogitsGradient[] = {
    -0x1.8000000000000p-1f, 0x1.0000000000000p-2f, -0x1.0000000000000p-3f, 0x1.7831f00000000p-5f,
};
// [4]
inline constexpr float kLogitsTargetGradient[] = {
    0x1.2c00000000000p+7f, -0x1.9000000000000p+5f, 0x1.62e4300000000p-2f, 0x1.cae8e00000000p-4f,
};
// [3, 2]
inline constexpr float kRenormed[] = {
    0x1.3333340000000p-1f, 0x1.99999a0000000p-1f, 0x1.3333340000000p-2f, 0x1.99999a0000000p-2f,
    0x1.0000000000000p+0f, 0x1.0000000000000p+0f,
};
// [3, 2]
inline constexpr float kFrequencyGradient[] = {
    0x1.0000000000000p+0f, 0x1.0000000000000p+0f, 0x1.0000000000000p+0f, 0x1.0000000000000p+0f,
    0x0.0p+0f, 0x0.0p+0f,
};
// []
inline constexpr float kClipTotal2[] = {
    0x1.a61be60000000p+3f,
};
// [5]
inline constexpr float kClipped2[] = {
    0x1.231c100000000p+0f, -0x1.84256c0000000p+0f, 0x1.84256c0000000p-2f, 0x1.84256c0000000p-1f,
    -0x1.231c100000000p+2f,
};
// []
inline constexpr float kClipTotal1[] = {
    0x1.6000000000000p+4f,
};
// [5]
inline constexpr float kClipped1[] = {
    0x1.5d17440000000p-1f, -0x1.d1745c0000000p-1f, 0x1.d1745c0000000p-3f, 0x1.d1745c0000000p-2f,
    -0x1.5d17440000000p+1f,
};
// []
inline constexpr float kClipTotalInf[] = {
    0x1.8000000000000p+3f,
};
// [5]
inline constexpr float kClippedInf[] = {
    0x1.3ffffe0000000p+0f, -0x1.aaaaa80000000p+0f, 0x1.aaaaa80000000p-2f, 0x1.aaaaa80000000p-1f,
    -0x1.3ffffe0000000p+2f,
};
// []
inline constexpr float kClipTotal3[] = {
    0x1.8744dc0000000p+3f,
};
// [5]
inline constexpr float kClipped3[] = {
    0x1.3a0e180000000p+0f, -0x1.a2bd740000000p+0f, 0x1.a2bd740000000p-2f, 0x1.a2bd740000000p-1f,
    -0x1.3a0e180000000p+2f,
};
inline constexpr const char* kTrainingLosses[] = {
    "0.700401", "0.677287", "0.661519", "0.649468", "0.639404",
    "0.630502", "0.622354", "0.614750", "0.607570", "0.600740",
    "0.594207", "0.587932", "0.581882", "0.576029", "0.570351",
    "0.564827", "0.559437", "0.554166", "0.548999", "0.543923",
};
inline constexpr const char* kSimpleModelText =
    "SimpleModel(\n"
    "  (embedding): Embedding(100, 16)\n"
    "  (linear): Linear(in_features=16, out_features=2, bias=True)\n"
    ")";
inline constexpr const char* kSharedText =
    "Shared(\n"
    "  (first): Linear(in_features=2, out_features=2, bias=False)\n"
    "  (block): Sequential(\n"
    "    (0): Linear(in_features=2, out_features=3, bias=True)\n"
    "    (1): ReLU(inplace=True)\n"
    "    (2): Dropout(p=0.25, inplace=False)\n"
    "    (3): Sequential(\n"
    "      (0): Softmax(dim=1)\n"
    "      (1): Flatten(start_dim=0, end_dim=-2)\n"
    "    )\n"
    "  )\n"
    "  (again): Linear(in_features=2, out_features=2, bias=False)\n"
    "  (empty): Sequential()\n"
    ")";
inline constexpr const char* kEmbeddingText =
    "Embedding(10, 3, padding_idx=8, max_norm=1.5, norm_type=1.0, scale_grad_by_freq=True, sparse=True)";
// [4, 1, 3, 2]
inline constexpr float kConvWeight[] = {
    -0x1.909e820000000p-9f, 0x1.c084380000000p-3f, -0x1.58122a0000000p-2f, -0x1.33a8140000000p-2f,
    -0x1.4206520000000p-3f, 0x1.c068a20000000p-4f, -0x1.090ce80000000p-7f, 0x1.4b76e80000000p-2f,
    -0x1.28cafe0000000p-5f, 0x1.ba7b2e0000000p-4f, -0x1.f95b2e0000000p-4f, -0x1.48b1960000000p-4f,
    -0x1.8f61400000000p-2f, -0x1.14dd540000000p-2f, -0x1.58a81a0000000p-3f, 0x1.ef8cb60000000p-7f,
    0x1.4a896c0000000p-3f, 0x1.f5acb00000000p-3f, -0x1.1b69260000000p-2f, -0x1.6c16540000000p-3f,
    0x1.2faee00000000p-3f, 0x1.5b23fe0000000p-2f, -0x1.5822d00000000p-4f, 0x1.38d4360000000p-2f,
};
// [4]
inline constexpr float kConvBias[] = {
    -0x1.0d87460000000p-4f, 0x1.61e1aa0000000p-5f, 0x1.7a87ec0000000p-2f, -0x1.83cf240000000p-2f,
};
// [1, 4, 3, 5]
inline constexpr float kConvOutput[] = {
    0x1.59d5480000000p+0f, 0x1.baeac60000000p+0f, 0x1.9cf2a00000000p+0f, 0x1.7efa7c0000000p+0f,
    0x1.59d5480000000p+0f, 0x1.e0e0400000000p-3f, 0x1.3a630e0000000p-1f, 0x1.fce5820000000p-2f,
    0x1.8504ea0000000p-2f, 0x1.e0e0400000000p-3f, -0x1.715cf40000000p-4f, 0x1.27febe0000000p-2f,
    0x1.603c4c0000000p-3f, 0x1.c1ec5c0000000p-5f, -0x1.715cf40000000p-4f, -0x1.a68d340000000p-3f,
    0x1.df89700000000p-8f, 0x1.b452ac0000000p-5f, 0x1.965a100000000p-4f, -0x1.a68d340000000p-3f,
    -0x1.f050b20000000p-1f, -0x1.82ee500000000p-1f, -0x1.6b68380000000p-1f, -0x1.53e2240000000p-1f,
    -0x1.f050b20000000p-1f, -0x1.65ce2a0000000p-3f, 0x1.3eed740000000p-5f, 0x1.5ba7740000000p-4f,
    0x1.0bec1a0000000p-3f, -0x1.65ce2a0000000p-3f, -0x1.af574e0000000p-1f, -0x1.183e6a0000000p-1f,
    -0x1.4c5dd20000000p-1f, -0x1.807d360000000p-1f, -0x1.af574e0000000p-1f, 0x1.7688f60000000p-1f,
    0x1.06d0f00000000p+0f, 0x1.d982780000000p-1f, 0x1.a563100000000p-1f, 0x1.7688f60000000p-1f,
    -0x1.ca1d360000000p-1f, -0x1.33044a0000000p-1f, -0x1.6723b20000000p-1f, -0x1.9b431a0000000p-1f,
    -0x1.ca1d360000000p-1f, -0x1.39c8040000000p+0f, -0x1.e638800000000p-1f, -0x1.c5ae2a0000000p-1f,
    -0x1.a523d80000000p-1f, -0x1.39c8040000000p+0f, 0x1.918f800000000p-2f, 0x1.561f4a0000000p-1f,
    0x1.76a99e0000000p-1f, 0x1.9733f20000000p-1f, 0x1.918f800000000p-2f, -0x1.2806800000000p-6f,
    0x1.082ea80000000p-2f, 0x1.4943540000000p-2f, 0x1.8a57fc0000000p-2f, -0x1.2806800000000p-6f,
};
// [1, 2, 4, 7]
inline constexpr float kConvReflected[] = {
    -0x1.6000000000000p+1f, -0x1.8000000000000p+1f, -0x1.6000000000000p+1f, -0x1.4000000000000p+1f,
    -0x1.2000000000000p+1f, -0x1.4000000000000p+1f, -0x1.6000000000000p+1f, -0x1.c000000000000p+0f,
    -0x1.0000000000000p+1f, -0x1.c000000000000p+0f, -0x1.8000000000000p+0f, -0x1.4000000000000p+0f,
    -0x1.8000000000000p+0f, -0x1.c000000000000p+0f, -0x1.8000000000000p-1f, -0x1.0000000000000p+0f,
    -0x1.8000000000000p-1f, -0x1.0000000000000p-1f, -0x1.0000000000000p-2f, -0x1.0000000000000p-1f,
    -0x1.8000000000000p-1f, -0x1.c000000000000p+0f, -0x1.0000000000000p+1f, -0x1.c000000000000p+0f,
    -0x1.8000000000000p+0f, -0x1.4000000000000p+0f, -0x1.8000000000000p+0f, -0x1.c000000000000p+0f,
    0x1.0000000000000p-2f, 0x0.0p+0f, 0x1.0000000000000p-2f, 0x1.0000000000000p-1f,
    0x1.8000000000000p-1f, 0x1.0000000000000p-1f, 0x1.0000000000000p-2f, 0x1.4000000000000p+0f,
    0x1.0000000000000p+0f, 0x1.4000000000000p+0f, 0x1.8000000000000p+0f, 0x1.c000000000000p+0f,
    0x1.8000000000000p+0f, 0x1.4000000000000p+0f, 0x1.2000000000000p+1f, 0x1.0000000000000p+1f,
    0x1.2000000000000p+1f, 0x1.4000000000000p+1f, 0x1.6000000000000p+1f, 0x1.4000000000000p+1f,
    0x1.2000000000000p+1f, 0x1.4000000000000p+0f, 0x1.0000000000000p+0f, 0x1.4000000000000p+0f,
    0x1.8000000000000p+0f, 0x1.c000000000000p+0f, 0x1.8000000000000p+0f, 0x1.4000000000000p+0f,
};
// [2, 3, 2]
inline constexpr float kTransposedWeight[] = {
    -0x1.072d0e0000000p-2f, -0x1.a756d20000000p-4f, -0x1.45e8a80000000p-3f, 0x1.69313a0000000p-2f,
    -0x1.0ef8160000000p-2f, -0x1.80e1800000000p-3f, -0x1.2410640000000p-2f, -0x1.87869c0000000p-2f,
    -0x1.e80fa00000000p-3f, 0x1.675a0c0000000p-2f, 0x1.7514700000000p-3f, 0x1.953b2a0000000p-3f,
};
// [3, 9]
inline constexpr float kTransposedOutput[] = {
    0x1.95c1c00000000p-1f, 0x1.537d760000000p-2f, 0x1.505a140000000p-1f, 0x1.ae4cc00000000p-3f,
    0x1.0af2640000000p-1f, 0x1.6b3d340000000p-4f, 0x1.8b156c0000000p-2f, -0x1.0c3e360000000p-5f,
    0x1.5fc5740000000p-6f, 0x1.1289ac0000000p-2f, -0x1.4479c00000000p+0f, 0x1.59954a0000000p-3f,
    -0x1.17710a0000000p+0f, 0x1.1c2e6c0000000p-4f, -0x1.d4d0ac0000000p-1f, -0x1.eb36f00000000p-6f,
    -0x1.7abf460000000p-1f, -0x1.aca69e0000000p-3f, 0x1.b9d1300000000p-1f, 0x1.4406300000000p-1f,
    0x1.af43740000000p-1f, 0x1.454bca0000000p-1f, 0x1.a4b5ba0000000p-1f, 0x1.4691660000000p-1f,
    0x1.9a27fc0000000p-1f, 0x1.47d7000000000p-1f, 0x1.1ae87a0000000p-4f,
};

}  // namespace gradlab::nn::recorded

#endif  // GRADLAB_NN_RECORDED_VALUES_H_
