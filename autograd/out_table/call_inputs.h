// The tensors that the rows of the table of out= forms compute with. A textual header for the body
// of a function, like the rows: it is compiled with gradlab by the test and with libtorch by
// tools/record_out_forms.cc.
//
// A row in calls_*.h is the name of a function and all of its arguments: ROW(add, x, y, 2) stands
// for add(x, y, 2), add_out(out, x, y, 2) and add_outf(x, y, 2, out). ROW2, ROW3 and ROW4 have so
// many outputs. A FACTORY's function takes the dtype as its last argument too, and a LIKE's form
// takes a memory format after them. All end in ROW_OF, which the includer defines.
#define ROW(name, ...) ROW_OF(name, LIBRARY::name(__VA_ARGS__), 1, __VA_ARGS__)
#define ROW2(name, ...) ROW_OF(name, LIBRARY::name(__VA_ARGS__), 2, __VA_ARGS__)
#define ROW3(name, ...) ROW_OF(name, LIBRARY::name(__VA_ARGS__), 3, __VA_ARGS__)
#define ROW4(name, ...) ROW_OF(name, LIBRARY::name(__VA_ARGS__), 4, __VA_ARGS__)
#define FACTORY(name, ...) ROW_OF(name, LIBRARY::name(__VA_ARGS__, kFloat), 1, __VA_ARGS__)
#define LIKE(name, ...) ROW_OF(name, LIBRARY::name(__VA_ARGS__), 1, __VA_ARGS__, format)
const Tensor x = arange(1, 7, kFloat).reshape({2, 3}) / 8;
const Tensor y = x.flip({0, 1}) + 0.125;
const Tensor z = x.flip({0});
const Tensor v = arange(1, 4, kFloat) / 4;
const Tensor w = v.flip({0}) * 3;
const Tensor pair = arange(1, 3, kFloat);
const Tensor number = full({}, 0.5, kFloat);
const Tensor tall = arange(1, 7, kFloat).reshape({3, 2}) / 2;
const Tensor grid = arange(1, 10, kFloat).reshape({3, 3}) / 8;
const Tensor cube = arange(1, 19, kFloat).reshape({2, 3, 3}) / 8;
const Tensor definite = eye(3, kFloat) * 3 + 1;
const Tensor image = arange(1, 17, kFloat).reshape({1, 4, 2, 2}) / 8;
const Tensor kernel = arange(1, 33, kFloat).reshape({2, 4, 2, 2}) / 8;
const Tensor shares = x.reshape({1, 2, 3}).expand({2, 2, 3});
const Tensor n = arange(1, 7, kLong).reshape({2, 3});
const Tensor k = n.flip({1});
const Tensor mask = x.gt(0.3);
const Tensor list = n.select(0, 0).gt(1).to(kLong);
const Tensor columns = n.select(0, 1).remainder(3).flip({0});
const Tensor places = n.remainder(2);
const Tensor classes = arange(1, 3, kLong);
const Tensor pivots = arange(1, 4, kInt);
[[maybe_unused]] const optional<int64_t> one = 1;
[[maybe_unused]] const optional<ScalarType> dtype;
[[maybe_unused]] const optional<Generator> generator;
[[maybe_unused]] const optional<MemoryFormat> format;
