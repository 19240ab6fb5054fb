//:exercise 1.11 stretch
//:title.en Seeds: random, but the same every time
//:title.vi Seed: ngẫu nhiên, nhưng lần nào cũng như nhau
//:text.en
// "Random" numbers come from a generator: a long fixed list of numbers, and a place in it. Every
// draw moves the place on. A seed says where to begin, so the same seed gives the same numbers,
// here and in PyTorch:
//
//     manual_seed(42);           // the default generator starts anew
//     rand({3});                 // [0.8823, 0.9150, 0.3829], uniform in [0, 1)
//     rand({3});                 // [0.9593, 0.3904, 0.6009]: the next three
//
// randn draws normal numbers (mean 0, standard deviation 1), randperm(n) the numbers 0 to n-1 in
// random order. They draw from the default generator, unless you pass one of your own; it has its
// own place and disturbs nobody:
//
//     Generator generator(7);
//     Tensor order = randperm(5, generator);
//
// 1. batches: n tensors of shape [size], each drawn with one call of randn({size}), from the
//    stream that begins at `seed`. They differ from each other; a second call with the same seed
//    gives the same ones.
// 2. shuffled: the rows of data (two axes) in random order: row i of the result is row order[i]
//    of data, where order = randperm(data.size(0), ...) of a Generator of your own with this
//    seed. Use data.index_select(0, order). Whoever draws from the default generator afterwards
//    must not notice that you were here.
//:text.vi
// Số "ngẫu nhiên" đến từ một bộ sinh (generator): một dãy số dài cố định và một vị trí trong dãy
// đó. Mỗi lần rút số, vị trí tiến lên. Seed cho biết bắt đầu từ đâu, nên cùng seed cho cùng các
// số, ở đây cũng như trong PyTorch:
//
//     manual_seed(42);           // bộ sinh mặc định bắt đầu lại
//     rand({3});                 // [0.8823, 0.9150, 0.3829], phân bố đều trong [0, 1)
//     rand({3});                 // [0.9593, 0.3904, 0.6009]: ba số tiếp theo
//
// randn rút số theo phân bố chuẩn (trung bình 0, độ lệch chuẩn 1), randperm(n) cho các số từ 0
// đến n-1 theo thứ tự ngẫu nhiên. Chúng rút từ bộ sinh mặc định, trừ khi bạn đưa vào một bộ sinh
// riêng; bộ sinh riêng có vị trí riêng và không làm phiền ai:
//
//     Generator generator(7);
//     Tensor order = randperm(5, generator);
//
// 1. batches: n tensor có shape [size], mỗi tensor rút bằng một lời gọi randn({size}), từ dãy bắt
//    đầu tại `seed`. Chúng khác nhau; gọi lần thứ hai với cùng seed thì được đúng các tensor ấy.
// 2. shuffled: các hàng của data (hai trục) theo thứ tự ngẫu nhiên: hàng i của kết quả là hàng
//    order[i] của data, với order = randperm(data.size(0), ...) của một Generator riêng có seed
//    này. Hãy dùng data.index_select(0, order). Ai rút số từ bộ sinh mặc định sau đó cũng không
//    được nhận ra rằng bạn đã ghé qua.
//:know.en Seed once, before the loop; a generator of your own leaves everybody else's stream alone.
//:know.vi Đặt seed một lần, trước vòng lặp; bộ sinh riêng không đụng tới dãy số của người khác.
//:hint.1.en When the generator starts anew before every batch, which numbers does every batch get?
//:hint.1.vi Nếu bộ sinh bắt đầu lại trước mỗi batch, mỗi batch sẽ nhận những số nào?
//:hint.2.en The place of the seed: before the loop, not in it. In shuffled nothing may touch the default
// generator: no manual_seed, and randperm gets a second argument.
//:hint.2.vi Chỗ đặt seed: trước vòng lặp, không phải bên trong. Trong shuffled không được đụng tới bộ
// sinh mặc định: không manual_seed, và randperm nhận thêm đối số thứ hai.
//:hint.3.en
// batches: manual_seed(seed); then n times push_back(randn({size})).
// shuffled: Tensor order = randperm(data.size(0), Generator(seed)); the rest is index_select.
//:hint.3.vi
// batches: manual_seed(seed); rồi n lần push_back(randn({size})).
// shuffled: Tensor order = randperm(data.size(0), Generator(seed)); phần còn lại là index_select.
//:predict.again.en manual_seed(42); rand({3}); manual_seed(42); rand({3}): are both draws the same? (true or false)
//:predict.again.vi manual_seed(42); rand({3}); manual_seed(42); rand({3}): hai lần rút có giống nhau không? (true
// hay false)
//:predict.repeats.en Can a number occur twice in randperm(8)? (true or false)
//:predict.repeats.vi Trong randperm(8), có số nào xuất hiện hai lần được không? (true hay false)
//:label.runs.en two calls with the same seed
//:label.runs.vi hai lần gọi với cùng seed
//:label.differ.en two batches of one call
//:label.differ.vi hai batch của cùng một lần gọi
//:label.numbers.en the batches of this seed
//:label.numbers.vi các batch của seed này
//:label.rows.en the rows of the result
//:label.rows.vi các hàng của kết quả
//:label.order.en the shuffled rows
//:label.order.vi các hàng đã xáo trộn
//:label.default-stream.en the default generator afterwards
//:label.default-stream.vi bộ sinh mặc định sau khi gọi hàm
//:label.input-after.en the data afterwards
//:label.input-after.vi dữ liệu sau khi gọi hàm
//:message.no-seed.en Two runs with seed {seed} differ: the first begins {first}, the second {second}. The generator was
// not set to the seed.
//:message.no-seed.vi Hai lần chạy với seed {seed} cho kết quả khác nhau: lần đầu bắt đầu {first}, lần sau {second}. Bộ
// sinh chưa được đặt theo seed.
//:explain.no-seed.en
// Without a seed, the draws go on wherever the last one ended. An experiment that nobody can
// repeat proves nothing: you cannot tell whether a change in the code or luck made the
// difference.
//
//     rand({2});         // some numbers
//     rand({2});         // others
//     manual_seed(42);
//     rand({2});         // [0.8823, 0.9150], every time
//:explain.no-seed.vi
// Không có seed thì lần rút sau tiếp tục từ chỗ lần trước dừng lại. Một thí nghiệm không ai lặp
// lại được thì không chứng minh điều gì: không thể biết khác biệt là do sửa mã hay do may rủi.
//
//     rand({2});         // vài số nào đó
//     rand({2});         // những số khác
//     manual_seed(42);
//     rand({2});         // [0.8823, 0.9150], lần nào cũng vậy
//:message.reseed-in-loop.en All batches are identical ({batch}): you reset the generator inside the loop. Set the seed
// once, before it.
//:message.reseed-in-loop.vi Các batch giống hệt nhau ({batch}): bạn đặt lại seed bên trong vòng lặp. Hãy đặt seed một
// lần, trước vòng lặp.
//:explain.reseed-in-loop.en
// A seed sends the generator back to the beginning of its list. In a loop each round then reads
// the same numbers, and a model that should see a thousand batches sees one batch a thousand
// times.
//
//     for (int i = 0; i < 2; ++i) {
//       manual_seed(42);        // back to the start
//       randn({3});             // [0.3367, 0.1288, 0.2345], again and again
//     }
//:explain.reseed-in-loop.vi
// Đặt seed là đưa bộ sinh về đầu dãy. Trong vòng lặp, mỗi vòng sẽ đọc lại đúng các số đó, và một
// mô hình lẽ ra thấy một nghìn batch thì thấy một batch một nghìn lần.
//
//     for (int i = 0; i < 2; ++i) {
//       manual_seed(42);        // quay về đầu dãy
//       randn({3});             // [0.3367, 0.1288, 0.2345], lặp đi lặp lại
//     }
//:message.seed-per-batch.en Each batch has a seed of its own, {seed}, {next}, ...: the second batch of seed {seed} is the
// first one of seed {next}. One seed, one stream: set it once.
//:message.seed-per-batch.vi Mỗi batch có seed riêng, {seed}, {next}, ...: batch thứ hai của seed {seed} chính là batch đầu
// của seed {next}. Một seed, một dãy số: chỉ đặt một lần.
//:explain.seed-per-batch.en
// With seed + i, runs of neighbouring seeds share almost all their batches, only moved by one.
// Who repeats an experiment with seeds 1, 2, 3 then believes in three independent runs and has
// one.
//
//     // seed 1: batches of seeds 1, 2, 3
//     // seed 2: batches of seeds    2, 3, 4
//     manual_seed(seed);   // once; then draw as often as you like
//:explain.seed-per-batch.vi
// Với seed + i, các lần chạy có seed kề nhau dùng chung gần hết batch, chỉ lệch đi một. Ai lặp
// lại thí nghiệm với seed 1, 2, 3 sẽ tưởng có ba lần chạy độc lập, nhưng thật ra chỉ có một.
//
//     // seed 1: batch của các seed 1, 2, 3
//     // seed 2: batch của các seed    2, 3, 4
//     manual_seed(seed);   // một lần; sau đó rút bao nhiêu lần cũng được
//:message.drawn-at-once.en These are the rows of one randn({shape}). From 16 elements on, randn takes another path through
// the stream, so this is not the same as {n} calls of randn([{size}]).
//:message.drawn-at-once.vi Đây là các hàng của một randn({shape}). Từ 16 phần tử trở lên, randn đi qua dãy số theo cách
// khác, nên không giống {n} lần gọi randn([{size}]).
//:explain.drawn-at-once.en
// Which numbers come out depends on the calls, not only on the seed. Normal numbers are made in
// pairs, and for 16 elements or more in blocks, as in PyTorch. Who wants to repeat a run repeats
// the calls.
//
//     manual_seed(42);
//     randn({3});                  // [0.3367, 0.1288, 0.2345]
//     manual_seed(42);
//     randn({16}).slice(0, 0, 3);  // [1.9269, 1.4873, 0.9007]
//:explain.drawn-at-once.vi
// Các số nhận được phụ thuộc vào cách gọi, không chỉ vào seed. Số theo phân bố chuẩn được tạo
// thành từng cặp, và từ 16 phần tử trở lên thì theo từng khối, như trong PyTorch. Muốn lặp lại
// một lần chạy thì phải lặp lại đúng các lời gọi.
//
//     manual_seed(42);
//     randn({3});                  // [0.3367, 0.1288, 0.2345]
//     manual_seed(42);
//     randn({16}).slice(0, 0, 3);  // [1.9269, 1.4873, 0.9007]
//:message.uniform.en These numbers come from rand: all of them lie in [0, 1). randn draws normal numbers, of either
// sign.
//:message.uniform.vi Các số này do rand sinh ra: tất cả đều nằm trong [0, 1). randn rút số theo phân bố chuẩn, có cả
// số âm.
//:explain.uniform.en
// rand is uniform in [0, 1), its mean is 0.5. randn is normal with mean 0 and standard deviation
// 1. One letter, no error, and the weights of a network are all positive.
//
//     manual_seed(0);
//     rand({3});    // [0.4963, 0.7682, 0.0885]
//     manual_seed(0);
//     randn({3});   // [1.5410, -0.2934, -2.1788]
//:explain.uniform.vi
// rand phân bố đều trong [0, 1), trung bình 0.5. randn phân bố chuẩn với trung bình 0 và độ lệch
// chuẩn
// 1. Chỉ khác một chữ cái, không có lỗi nào, và mọi trọng số của mạng đều dương.
//
//     manual_seed(0);
//     rand({3});    // [0.4963, 0.7682, 0.0885]
//     manual_seed(0);
//     randn({3});   // [1.5410, -0.2934, -2.1788]
//:message.with-replacement.en Some of the {rows} rows occur twice and others are missing: {got}. randperm gives each
// row exactly once, draws of single numbers (randint, rand) do not.
//:message.with-replacement.vi Trong {rows} hàng có hàng xuất hiện hai lần, có hàng bị thiếu: {got}. randperm cho mỗi hàng đúng
// một lần, còn rút từng số (randint, rand) thì không.
//:explain.with-replacement.en
// randint draws every number anew and may draw one twice. randperm gives each number from 0 to
// n-1 exactly once, so every sample is seen once per epoch.
//
//     randint(0, 8, {8});   // for example [2, 7, 6, 4, 6, 5, 0, 4]: 6 twice, 1 never
//     randperm(8);          // for example [6, 3, 0, 7, 2, 1, 4, 5]
//:explain.with-replacement.vi
// randint rút lại từ đầu mỗi lần và có thể rút trùng. randperm cho mỗi số từ 0 đến n-1 đúng một
// lần, nên mỗi mẫu được thấy đúng một lần trong mỗi epoch.
//
//     randint(0, 8, {8});   // ví dụ [2, 7, 6, 4, 6, 5, 0, 4]: 6 hai lần, 1 không có lần nào
//     randperm(8);          // ví dụ [6, 3, 0, 7, 2, 1, 4, 5]
//:message.rows-torn.en {row} is no row of the data: you shuffled single numbers and tore the samples apart. Shuffle the
// numbers of the rows.
//:message.rows-torn.vi {row} không phải là hàng nào của dữ liệu: bạn đã xáo trộn từng số riêng lẻ và xé rời các mẫu. Hãy
// xáo trộn số thứ tự của các hàng.
//:explain.rows-torn.en
// A row is a sample: its features belong together, and its label refers to them. Only the order
// of the rows may change.
//
//     Tensor data = arange(6).reshape({3, 2});
//     data.flatten().index_select(0, randperm(6)).reshape({3, 2});   // samples torn apart
//     data.index_select(0, randperm(3));                             // whole rows
//:explain.rows-torn.vi
// Một hàng là một mẫu: các đặc trưng của nó thuộc về nhau, và nhãn của nó gắn với chúng. Chỉ thứ
// tự của các hàng mới được thay đổi.
//
//     Tensor data = arange(6).reshape({3, 2});
//     data.flatten().index_select(0, randperm(6)).reshape({3, 2});   // các mẫu bị xé rời
//     data.index_select(0, randperm(3));                             // nguyên hàng
//:message.default-disturbed.en The default generator moved: whoever draws next gets {after}, without your call it would have
// been {undisturbed}. Draw from a Generator of your own, without manual_seed.
//:message.default-disturbed.vi Bộ sinh mặc định đã bị dời: ai rút tiếp sẽ được {after}, nếu không có lời gọi của bạn thì là
// {undisturbed}. Hãy rút từ một Generator riêng, không dùng manual_seed.
//:explain.default-disturbed.en
// Everybody draws from the default generator: initial weights, dropout, other batches. A function
// that reseeds it on the way makes all of them start anew, and two runs that should differ become
// equal.
//
//     manual_seed(1);
//     shuffled(data, 42);                      // calls manual_seed(42) inside ...
//     rand({2});                               // ... and this depends on 42, not on 1
//     randperm(data.size(0), Generator(42));   // its own stream: nobody notices
//:explain.default-disturbed.vi
// Mọi người đều rút từ bộ sinh mặc định: trọng số ban đầu, dropout, các batch khác. Một hàm đặt
// lại seed giữa chừng khiến tất cả bắt đầu lại từ đầu, và hai lần chạy lẽ ra khác nhau lại thành
// như nhau.
//
//     manual_seed(1);
//     shuffled(data, 42);                      // bên trong gọi manual_seed(42) ...
//     rand({2});                               // ... nên số này phụ thuộc vào 42, không phải 1
//     randperm(data.size(0), Generator(42));   // dãy riêng: không ai nhận ra
//:message.inverse-order.en Row i of the result must be row order[i] of the data. Row {place} should be row {right}, yours is
// row {yours}: you sent row i to place order[i] instead.
//:message.inverse-order.vi Hàng i của kết quả phải là hàng order[i] của dữ liệu. Hàng {place} phải là hàng {right}, của bạn
// là hàng {yours}: bạn đã đưa hàng i tới chỗ order[i].
//:explain.inverse-order.en
// A permutation can be read in two ways: "take from" and "send to". index_select takes from:
// place i gets row order[i]. Writing result[order[i]] = data[i] sends to, which is the inverse
// permutation.
//
//     Tensor order = tensor({2, 0, 1});
//     data.index_select(0, order);   // rows 2, 0, 1
//     result[order[i]] = data[i];    // for all i: rows 1, 2, 0
//:explain.inverse-order.vi
// Một hoán vị có thể đọc theo hai cách: "lấy từ" và "gửi tới". index_select là lấy từ: chỗ i nhận
// hàng order[i]. Viết result[order[i]] = data[i] là gửi tới, tức là hoán vị ngược.
//
//     Tensor order = tensor({2, 0, 1});
//     data.index_select(0, order);   // các hàng 2, 0, 1
//     result[order[i]] = data[i];    // với mọi i: các hàng 1, 2, 0

//:code
#include "gradlab/lab/part1/ex_1_11.h"

namespace ex_1_11 {

std::vector<Tensor> batches(uint64_t seed, int64_t n, int64_t size) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  manual_seed(seed);
  std::vector<Tensor> result;
  for (int64_t i = 0; i < n; ++i) result.push_back(randn({size}));
  return result;
  //:wrong NO_SEED 1.11/no-seed
  std::vector<Tensor> result;
  for (int64_t i = 0; i < n; ++i) result.push_back(randn({size}));
  return result;
  //:wrong RESEED 1.11/reseed-in-loop
  std::vector<Tensor> result;
  for (int64_t i = 0; i < n; ++i) {
    manual_seed(seed);
    result.push_back(randn({size}));
  }
  return result;
  //:wrong RESEED_B 1.11/reseed-in-loop
  std::vector<Tensor> result;
  while (static_cast<int64_t>(result.size()) < n) {
    const Generator generator(seed);
    result.push_back(randn({size}, generator));
  }
  return result;
  //:wrong SEED_PER_BATCH 1.11/seed-per-batch
  std::vector<Tensor> result;
  for (int64_t i = 0; i < n; ++i) {
    manual_seed(seed + static_cast<uint64_t>(i));
    result.push_back(randn({size}));
  }
  return result;
  //:wrong DRAWN_AT_ONCE 1.11/drawn-at-once
  manual_seed(seed);
  return randn({n, size}).unbind();
  //:wrong UNIFORM 1.11/uniform
  manual_seed(seed);
  std::vector<Tensor> result;
  for (int64_t i = 0; i < n; ++i) result.push_back(rand({size}));
  return result;
  //:end
}

Tensor shuffled(const Tensor& data, uint64_t seed) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return data.index_select(0, randperm(data.size(0), Generator(seed)));
  //:wrong NO_SEED_B 1.11/no-seed
  return data.index_select(0, randperm(data.size(0)));
  //:wrong WITH_REPLACEMENT 1.11/with-replacement
  const int64_t rows = data.size(0);
  return data.index_select(0, randint(0, rows, {rows}, Generator(seed)));
  //:wrong WITH_REPLACEMENT_B 1.11/with-replacement
  const Tensor positions = rand({data.size(0)}, Generator(seed)) * data.size(0);
  return data.index_select(0, positions.to(kInt64));
  //:wrong ROWS_TORN 1.11/rows-torn
  const Tensor order = randperm(data.numel(), Generator(seed));
  return data.flatten().index_select(0, order).reshape(data.sizes());
  //:wrong DISTURBED 1.11/default-disturbed
  manual_seed(seed);
  return data.index_select(0, randperm(data.size(0)));
  //:wrong DISTURBED_B 1.11/default-disturbed
  const Tensor order = randperm(data.size(0), Generator(seed));
  const Tensor result = empty(data.sizes(), data.options());
  manual_seed(seed);
  for (int64_t i = 0; i < data.size(0); ++i) result[i] = data[order[i].item<int64_t>()];
  return result;
  //:wrong INVERSE_ORDER 1.11/inverse-order
  const Tensor order = randperm(data.size(0), Generator(seed));
  const Tensor result = empty(data.sizes(), data.options());
  for (int64_t i = 0; i < data.size(0); ++i) result[order[i].item<int64_t>()] = data[i];
  return result;
  //:end
}

}  // namespace ex_1_11
