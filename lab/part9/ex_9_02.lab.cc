//:exercise 9.02 stretch
//:title.en A check at fault
//:title.vi Phần kiểm tra có lỗi
//:code
#include "gradlab/lab/part9/ex_9_02.h"

namespace ex_9_02 {

int fault() {
  //:part
  //:stub
  return gradlab::lab::todo();
  //:solution
  return 0;
  //:wrong NO_ASSERTION lab/broken
  return 1;
  //:wrong FEW_INPUTS lab/broken
  return 2;
  //:wrong OWN_ERROR lab/broken
  return 3;
  //:end
}

}  // namespace ex_9_02
