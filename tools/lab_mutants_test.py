#!/usr/bin/python3
"""Tests of lab_mutants.py; those of whole exercises need a built host and labgen in bazel-bin."""

import os
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
import lab_mutants as lab

BUILT = os.path.exists(os.path.join(lab.ROOT, 'bazel-bin', 'lab', 'fw', 'host'))

HEADER = '''
#pragma once
#include "gradlab/gradlab.h"
#include "gradlab/lab/fw/exercise.h"
namespace ex_8_01 {
using namespace gradlab;
double area(double width, double height);
LAB_CONTRACT(area)
}
'''
SOURCE = '''//:exercise 8.01 stretch
//:title.en Area
//:code
#include "gradlab/lab/part8/ex_8_01.h"

namespace ex_8_01 {

double area(double width, double height) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  double a = width * height;  // 7 * 3
  return a;
  //:wrong SUM 8.01/sum
  return width + height;
  //:end
}

}  // namespace ex_8_01
'''
CHECK = '''
#include "gradlab/lab/fw/check.h"
#include "gradlab/lab/part8/ex_8_01.h"
namespace ex_8_01 {
void check(lab::Check& c, const Written& student) {
  c.about("area", "area", std::vector<double>{%s})
      .got([&](double x) { return student.area(x, %s); })
      .expected([](double x) { return x * %s; })
      .check();
  %s
}
void show(lab::Log&, const Written&) {}
LAB_EXERCISE(check, show)
}
'''
DRIVER = '''
#include "gradlab/lab/fw/drive.h"
#include "gradlab/lab/part8/ex_8_01.h"
namespace ex_8_01 {
void drive(lab::Driver& d, const Written& student) {
  const double w = d.number(-2, 2), h = d.number(-2, 2);
  d("area", [&] { return student.area(w, h); });
}
LAB_DRIVER(drive)
}
'''
STRICT = CHECK % ('3, -2, 0.5, 10', '1.5', '1.5', '')
WEAK = CHECK % ('2, 2, 2, 2', '2', '2', '')  # 2 + 2 = 2 * 2


def write(folder, check, driver=DRIVER, source=SOURCE):
  part = os.path.join(folder, 'gradlab', 'lab', 'part8')
  os.makedirs(part, exist_ok=True)
  for end, text in (('.h', HEADER), ('.lab.cc', source), ('_check.cc', check),
                    ('_drive.cc', driver)):
    with open(os.path.join(part, 'ex_8_01' + end), 'w', encoding='utf-8') as f:
      f.write(text)
  return lab.Exercise(os.path.join(part, 'ex_8_01.lab.cc'))


def edits(code, mark='all'):
  start, end = (0, len(code)) if mark == 'all' else (code.index(mark), code.index(mark) + len(mark))
  return [lab.Mutant(e.kind, code[:e.start] + e.text + code[e.end:])
          for e in lab.Mutator(code, [(start, end)]).edits()]


class MutationTest(unittest.TestCase):

  def made(self, body, kind):
    code = 'int f(int a, int b) {\n  %s\n}\n' % body
    return {m.code[len('int f(int a, int b) {\n  '):-len('\n}\n')]
            for m in edits(code, body) if m.kind == kind}

  def test_operators_are_swapped(self):
    self.assertEqual(self.made('return a + b;', 'operator'),
                     {'return a - b;', 'return a * b;', 'return a / b;'})
    self.assertEqual(self.made('int* p = &a;', 'operator'), set())

  def test_comparisons_are_swapped_but_not_templates(self):
    self.assertIn('return a >= b;', self.made('return a < b;', 'comparison'))
    self.assertEqual(self.made('return g<int>(a);', 'comparison'), set())

  def test_signs_constants_and_truth(self):
    self.assertIn('return -a;', self.made('return a;', 'sign'))
    self.assertEqual(self.made('return b - -a;', 'sign'), {'return -b - -a;', 'return b - a;'})
    self.assertEqual(self.made('return 3;', 'constant'),
                     {'return 4;', 'return 2;', 'return 0;', 'return 6;'})
    self.assertIn('return 1e-06;', self.made('return 2e-6;', 'constant'))
    self.assertEqual(self.made('g(true);', 'truth'), {'g(false);'})

  def test_assignments_but_not_declarations(self):
    self.assertEqual(self.made('a = b;', 'assignment'), {'a += b;'})
    self.assertEqual(self.made('x.y()[a] += b;', 'assignment'), {'x.y()[a] = b;'})
    for declaration in ('int c = b;', 'auto c = b;', 'Tensor& c = b;', 'std::vector<int> c = b;'):
      self.assertEqual(self.made(declaration, 'assignment'), set(), declaration)

  def test_statements_are_dropped_but_not_declarations(self):
    self.assertEqual(self.made('int c = 1; if (a) g({1, 2}); return c;', 'statement'),
                     {'int c = 1; ; return c;', 'int c = 1; if (a) ; return c;',
                      'int c = 1; if (a) g({1, 2}); ;'})

  def test_arguments_are_swapped(self):
    self.assertEqual(self.made('g(a, h(b, 1), 2);', 'arguments'),
                     {'g(h(b, 1), a, 2);', 'g(a, 2, h(b, 1));', 'g(a, h(1, b), 2);'})

  def test_calls_are_dropped(self):
    self.assertEqual(self.made('return a.detach().clone(b);', 'call'),
                     {'return a.clone(b);', 'return a.detach();'})

  def test_another_variable_of_the_same_function(self):
    self.assertEqual(self.made('return a;', 'variable'), {'return b;'})

  def test_texts_and_comments_stay(self):
    code = '// a + 1\nconst char* s = "a + 1";  /* 2 */\n'
    self.assertEqual(edits(code), [])

  def test_mutants_are_in_the_parts_distinct_and_repeatable(self):
    with tempfile.TemporaryDirectory() as folder:
      code, parts = write(folder, STRICT).solution()
    self.assertEqual([code[a:b] for a, b in parts],
                     ['  double a = width * height;  // 7 * 3\n  return a;\n'])
    made = lab.mutants(code, parts, 30, 'x')
    self.assertGreater(len(made), 8)
    self.assertEqual(len({m.code for m in made}), len(made))
    for m in made:
      self.assertTrue(m.code.startswith(code[:parts[0][0]]) and m.code.endswith(code[parts[0][1]:]))
    self.assertEqual(made, lab.mutants(code, parts, 30, 'x'))
    self.assertNotEqual(made, lab.mutants(code, parts, 30, 'y'))


class ReportTest(unittest.TestCase):

  def test_reasons_stay(self):
    diff = '@@ area @@\n-  return a;\n+  return b;'
    with tempfile.TemporaryDirectory() as folder:
      path = os.path.join(folder, 'report.md')
      survivors = [(diff, 'two\nlines'), (diff + ';', lab.NO_REASON)]
      rows = {'8.01': lab.Row([30, 20, 10, 9, 1], survivors)}
      text = lab.report(rows, 'the command')
      with open(path, 'w', encoding='utf-8') as f:
        f.write(text)
      read, reasons = lab.read_report(path, 'the command')
      self.assertEqual(reasons, {('8.01', diff): 'two\nlines'})
      self.assertEqual(lab.report(read, 'the command'), text)
      read, reasons = lab.read_report(path, 'another')
      self.assertEqual((read, len(reasons)), ({}, 1))

  def test_rounding_is_no_difference(self):
    self.assertIsNone(lab.first_difference('x: 1.00000001', 'x: 1.00000002'))
    self.assertIsNone(lab.first_difference('x:  Float[1] 1.000001', 'x:  Float[1] 1.000002'))
    self.assertIsNotNone(lab.first_difference('x:  Double[1] 1.000001', 'x:  Double[1] 1.000002'))
    self.assertIsNotNone(lab.first_difference('x: nan', 'x: 1'))


@unittest.skipUnless(BUILT, 'no host is built')
class ExerciseTest(unittest.TestCase):
  """An exercise in which a rectangle's area is computed."""

  @classmethod
  def setUpClass(cls):
    cls.temporary = tempfile.TemporaryDirectory()
    cls.folder = cls.temporary.name
    cls.bench = lab.Bench(os.path.join(cls.folder, 'work'),
                          lab=os.path.join(cls.folder, 'gradlab', 'lab'))

  @classmethod
  def tearDownClass(cls):
    cls.temporary.cleanup()

  def trial(self, *written):
    return lab.Trial(self.bench, write(self.folder, *written))

  def kind(self, trial, old, new):
    self.assertIn(old, trial.code)
    return trial.judge(lab.Mutant('', trial.code.replace(old, new))).kind

  def test_a_strict_check(self):
    trial = self.trial(STRICT)
    for new, kind in (('width + height', 'rejected'),
                      ('width * height /* a comment */', 'equivalent'),
                      ('height * width', 'equivalent'),
                      ('width * size', 'not compiled'),
                      ('*static_cast<double*>(nullptr)', 'rejected'),
                      ('lab::todo()', 'rejected')):
      self.assertEqual(self.kind(trial, 'width * height', new), kind, new)

  def test_an_endless_loop_is_rejected(self):
    trial = self.trial(STRICT)
    trial.drive_limit = trial.check_limit = 0.5
    self.assertEqual(self.kind(trial, 'return a;', 'for (;;) a += 1;'), 'rejected')

  def test_a_weak_check_lets_wrong_programs_pass(self):
    trial = self.trial(WEAK)
    self.assertEqual(self.kind(trial, 'width * height', 'width + height'), 'passed')
    self.assertEqual(self.kind(trial, 'width * height', 'width - height'), 'rejected')

  def test_a_driver_that_overlooks_a_mistake(self):
    trial = self.trial(STRICT, DRIVER.replace('student.area(w, h)', 'student.area(0, h)'))
    self.assertEqual(self.kind(trial, 'width * height', 'width * 2'), 'unseen')

  def test_faults_of_the_exercise(self):
    broken = STRICT.replace('.check();', '.check();\n  if (student.area(0, 7) != 0) c.broken("");')
    trial = self.trial(broken)
    self.assertEqual(self.kind(trial, 'return a;', 'return width == 0 ? 1 : a;'), 'broken')
    for written in ((CHECK % ('1, 2, 3, 4', '2', '3', ''),), (STRICT, 'no C++'),
                    (STRICT, DRIVER.replace('student.area(w, h)', 'reinterpret_cast<int64_t>(&d) + '
                                            'static_cast<int64_t>(getpid())')
                     .replace('#include', '#include <unistd.h>\n#include', 1))):
      with self.assertRaises(lab.Fault):
        self.trial(*written)

  def test_measure_counts(self):
    exercise = write(self.folder, STRICT)
    trial, outcomes = lab.measure(self.bench, exercise, 8, 1, 2)
    row = lab.Row.of(trial, outcomes, {})
    made, compiled, differ, rejected, unseen = row.figures
    self.assertTrue(8 == made >= compiled >= differ > 3, row.figures)
    self.assertEqual((rejected, unseen, row.survivors), (differ, 0, []))
    self.assertEqual([trial.judge(o.mutant).kind for o in outcomes[:2]],
                     [o.kind for o in outcomes[:2]])


if __name__ == '__main__':
  unittest.main()
