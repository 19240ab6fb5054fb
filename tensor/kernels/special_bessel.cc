// Bessel functions and Airy's, with the C library's for those of the first and second kind.
#include "gradlab/tensor/kernels/special_bessel.h"

#include <math.h>

#include <cmath>
#include <cstddef>
#include <limits>

#include "gradlab/tensor/kernels/special_functions.h"

namespace gradlab::kernels {
namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr double kInf = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

// The sum of c[i] T_i(x / 2), half of the constant term, for coefficients in falling order
// (Clenshaw).
template <size_t kCount>
double chebyshev_series(double x, const double (&c)[kCount]) {
  double b0 = c[0], b1 = 0, b2 = 0;
  for (size_t i = 1; i < kCount; ++i) {
    b2 = b1;
    b1 = b0;
    b0 = x * b1 - b2 + c[i];
  }
  return 0.5 * (b0 - b2);
}

// Coefficients in falling order.
template <size_t kCount>
double polynomial(double x, const double (&c)[kCount]) {
  double sum = 0;
  for (double coefficient : c) sum = sum * x + coefficient;
  return sum;
}

// K of order 0 or 1 for x > 0: what remains without the logarithm for x <= 2, and sqrt(x) e^x K(x)
// in 8 / x - 2 beyond. The coefficients are those of S. L. Moshier's Cephes (k0.c, k1.c).
constexpr double kK0Small[] = {1.37446543561352307156e-16, 4.25981614279661018399e-14,
                               1.03496952576338420167e-11, 1.90451637722020886025e-09,
                               2.53479107902614945675e-07, 2.28621210311945178607e-05,
                               1.26461541144692592338e-03, 3.59799365153615016266e-02,
                               3.44289899924628486886e-01, -5.35327393233902768720e-01};
constexpr double kK0Large[] = {
    5.30043377268626276149e-18,  -1.64758043015242134646e-17, 5.21039150503902756861e-17,
    -1.67823109680541210385e-16, 5.51205597852431940784e-16,  -1.84859337734377901440e-15,
    6.34007647740507060557e-15,  -2.22751332699166985548e-14, 8.03289077536357521100e-14,
    -2.98009692317273043925e-13, 1.14034058820847496303e-12,  -4.51459788337394416547e-12,
    1.85594911495471785253e-11,  -7.95748924447710747776e-11, 3.57739728140030116597e-10,
    -1.69753450938905987466e-09, 8.57403401741422608519e-09,  -4.66048989768794782956e-08,
    2.76681363944501510342e-07,  -1.83175552271911948767e-06, 1.39498137188764993662e-05,
    -1.28495495816278026384e-04, 1.56988388573005337491e-03,  -3.14481013119645005427e-02,
    2.44030308206595545468e+00};
constexpr double kK1Small[] = {-7.02386347938628759343e-18, -2.42744985051936593393e-15,
                               -6.66690169419932900609e-13, -1.41148839263352776110e-10,
                               -2.21338763073472585583e-08, -2.43340614156596823496e-06,
                               -1.73028895751305206302e-04, -6.97572385963986435018e-03,
                               -1.22611180822657148235e-01, -3.53155960776544875667e-01,
                               1.52530022733894777053e+00};
constexpr double kK1Large[] = {
    -5.75674448366501715755e-18, 1.79405087314755922667e-17,  -5.68946255844285935196e-17,
    1.83809354436663880070e-16,  -6.05704724837331885336e-16, 2.03870316562433424052e-15,
    -7.01983709041831346144e-15, 2.47715442448130437068e-14,  -8.97670518232499435011e-14,
    3.34841966607842919884e-13,  -1.28917396095102890680e-12, 5.13963967348173025100e-12,
    -2.12996783842756842877e-11, 9.21831518760500529508e-11,  -4.19035475934189648750e-10,
    2.01504975519703286596e-09,  -1.03457624656780970260e-08, 5.74108412545004946722e-08,
    -3.50196060308781257119e-07, 2.40648494783721712015e-06,  -1.93619797416608296024e-05,
    1.95215518471351631108e-04,  -2.85781685962277938680e-03, 1.03923736576817238437e-01,
    2.72062619048444266945e+00};

template <int kOrder>
double bessel_k(double x, bool scaled) {
  if (x == 0) return kInf;
  if (!(x > 0)) return kNaN;
  if (x <= 2) {
    const double log_half = std::log(0.5 * x);
    double k;
    if constexpr (kOrder == 0) {
      k = chebyshev_series(x * x - 2, kK0Small) - log_half * bessel_i0(x);
    } else {
      k = chebyshev_series(x * x - 2, kK1Small) / x + log_half * bessel_i1(x);
    }
    return scaled ? k * std::exp(x) : k;
  }
  const double series = chebyshev_series(8 / x - 2, kOrder == 0 ? kK0Large : kK1Large);
  return (scaled ? series : std::exp(-x) * series) / std::sqrt(x);
}

// Airy's function far from 0, also from Cephes (airy.c): for x > 2 in 1 / zeta, for x < -2 as
// factors of sine and cosine, in 1 / zeta^2, with zeta = 2/3 |x|^(3/2).
constexpr double kDecayTop[] = {3.46538101525629032477e-01, 1.20075952739645805542e+01,
                                7.62796053615234516538e+01, 1.68089224934630576269e+02,
                                1.59756391350164413639e+02, 7.05360906840444183113e+01,
                                1.40264691163389668864e+01, 9.99999999999999995305e-01};
constexpr double kDecayBottom[] = {5.67594532638770212846e-01, 1.47562562584847203173e+01,
                                   8.45138970141474626562e+01, 1.77318088145400459522e+02,
                                   1.64234692871529701831e+02, 7.14778400825575695274e+01,
                                   1.40959135607834029598e+01, 1.00000000000000000470e+00};
constexpr double kSineTop[] = {-1.31696323418331795333e-01, -6.26456544431912369773e-01,
                               -6.93158036036933542233e-01, -2.79779981545119124951e-01,
                               -4.91900132609500318020e-02, -4.06265923594885404393e-03,
                               -1.59276496239262096340e-04, -2.77649108155232920844e-06,
                               -1.67787698489114633780e-08};
constexpr double kSineBottom[] = {1,
                                  1.33560420706553243746e+01,
                                  3.26825032795224613948e+01,
                                  2.67367040941499554804e+01,
                                  9.18707402907259625840e+00,
                                  1.47529146771666414581e+00,
                                  1.15687173795188044134e-01,
                                  4.40291641615211203805e-03,
                                  7.54720348287414296618e-05,
                                  4.51850092970580378464e-07};
constexpr double kCosineTop[] = {
    1.97339932091685679179e-02, 3.91103029615688277255e-01, 1.06579897599595591108e+00,
    9.39169229816650230044e-01, 3.51465656105547619242e-01, 6.33888919628925490927e-02,
    5.85804113048388458567e-03, 2.82851600836737019778e-04, 6.98793669997260967291e-06,
    8.11789239554389293311e-08, 3.41551784765923618484e-10};
constexpr double kCosineBottom[] = {1,
                                    9.30892908077441974853e+00,
                                    1.98352928718312140417e+01,
                                    1.55646628932864612953e+01,
                                    5.47686069422975497931e+00,
                                    9.54293611618961883998e-01,
                                    8.64580826352392193095e-02,
                                    4.12656523824222607191e-03,
                                    1.01259085116509135510e-04,
                                    1.17166733214413521882e-06,
                                    4.91834570062930015649e-09};
constexpr double kOneOverRootPi = 5.64189583547756286948e-01;

// The power series: Ai(0) f(x) + Ai'(0) g(x), whose terms are products of every third number.
double airy_series(double x) {
  constexpr double kValue = 0.355028053887817239260, kSlope = -0.258819403792806798405;
  const double cube = x * x * x;
  double f = 1, g = x;
  for (double a = 1, b = x, k = 2; std::abs(a) > 1e-17 * std::abs(f) || k < 8; k += 3) {
    a *= cube / (k * (k + 1));
    b *= cube / ((k + 1) * (k + 2));
    f += a;
    g += b;
  }
  return kValue * f + kSlope * g;
}

}  // namespace

double bessel_j0_of(double x) { return std::isinf(x) ? kNaN : j0(x); }
double bessel_j1_of(double x) { return std::isinf(x) ? kNaN : j1(x); }
double bessel_y0_of(double x) { return x == 0 ? -kInf : x > 0 && x < kInf ? y0(x) : kNaN; }
double bessel_y1_of(double x) { return x == 0 ? -kInf : x > 0 && x < kInf ? y1(x) : kNaN; }
double bessel_k0_of(double x) { return bessel_k<0>(x, false); }
double bessel_k1_of(double x) { return bessel_k<1>(x, false); }
double bessel_k0e_of(double x) { return bessel_k<0>(x, true); }
double bessel_k1e_of(double x) { return bessel_k<1>(x, true); }

double spherical_bessel_j0_of(double x) {
  if (std::isinf(x)) return 0;
  return x == 0 ? 1 : std::sin(x) / x;
}

double airy_ai_of(double x) {
  if (!std::isfinite(x)) return kNaN;
  if (x > 103.892) return 0;
  const double zeta = 2 * std::abs(x) * std::sqrt(std::abs(x)) / 3;
  const double root = std::sqrt(std::sqrt(std::abs(x)));
  if (x >= 2.09) {
    const double ratio = polynomial(1 / zeta, kDecayTop) / polynomial(1 / zeta, kDecayBottom);
    return kOneOverRootPi * ratio / (2 * root * std::exp(zeta));
  }
  if (x >= -2.09) return airy_series(x);
  const double z = 1 / zeta, zz = z * z, angle = zeta + kPi / 4;
  const double sine = 1 + zz * polynomial(zz, kSineTop) / polynomial(zz, kSineBottom);
  const double cosine = z * polynomial(zz, kCosineTop) / polynomial(zz, kCosineBottom);
  return kOneOverRootPi / root * (std::sin(angle) * sine - std::cos(angle) * cosine);
}

}  // namespace gradlab::kernels
