#!/usr/bin/python3
"""Measures how good the checks of the lab are: how many random wrong programs they reject.

Usage: lab_mutants.py [--seed=N] [--mutants=N] [--jobs=N] [--work=DIR] [--report=FILE] [--verbose]
                      [EXERCISE...]

An exercise is named 2.06 or 2_06; without names it is all of them. Needs a built host and labgen
(bazel build //lab/fw:host //lab/fw:labgen) and g++.

For each exercise the solution is changed at one random place inside the student's parts: another
operator, sign, constant or variable, a statement or a call left out, and so on. What compiles and
differs from the solution under the exercise's driver (lab/fw/drive.h), seeds 0 to 99, is a wrong
program, and the check has to reject it. A crash or an endless loop is a difference, too. The rest
counts as equivalent; when the check rejects such a one, then the driver overlooks something, or the
check asks for more than what a program does.

Writes docs/lab_mutants.md: the figures, and every wrong program that passed with a reason, written
by hand and kept from run to run. The random numbers of an exercise depend on the seed and its name,
so a run for some exercises replaces only their part. Exits with 1 when fewer than 95 % are rejected
or an exercise itself is at fault.
"""

import argparse
import collections
import concurrent.futures
import difflib
import glob
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SEEDS = 100
ENOUGH = 0.95
# A dropped return or an index out of range has no meaning; here the one does not compile and the
# other ends the program.
FLAGS = ['-std=c++20', '-O0', '-fPIC', '-ffp-contract=off', '-fno-math-errno',
         '-Werror=return-type', '-D_GLIBCXX_ASSERTIONS']
PRECOMPILED = '''#include "gradlab/lab/fw/check.h"
#include "gradlab/lab/fw/drive.h"
#include "gradlab/lab/fw/variants.h"
'''
NO_REASON = 'not looked at yet'


# --- C++ as a list of tokens ---

TOKEN = re.compile(r'''
    (?P<space> \s+ | //[^\n]* | /\*.*?\*/ | ^[ ]*\#[^\n]* )
  | (?P<string> "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])+' )
  | (?P<number> 0[xX][0-9a-fA-F']+[uUlL]*
              | (?:\d[\d']*\.?[\d']*|\.\d[\d']*)(?:[eE][+-]?\d+)?[fFuUlL]* )
  | (?P<word> [A-Za-z_]\w* )
  | (?P<op> ::|->|\+\+|--|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|. )
''', re.VERBOSE | re.DOTALL | re.MULTILINE)

Token = collections.namedtuple('Token', 'kind text start end spaced')  # spaced: after a space
Edit = collections.namedtuple('Edit', 'kind start end text')

NO_VALUE = {'return', 'else', 'case', 'throw', 'new', 'delete', 'if', 'for', 'while', 'do',
            'switch', 'const', 'auto', 'using', 'namespace', 'struct', 'class', 'enum', 'typename',
            'template', 'operator', 'public', 'private', 'static', 'constexpr', 'break', 'continue',
            'default', 'goto', 'try', 'catch', 'sizeof', 'inline', 'void', 'bool', 'int',
            'double', 'float', 'mutable', 'override', 'virtual', 'explicit', 'friend', 'size_t',
            'int64_t'}
NO_TYPE = {'return', 'else', 'case', 'throw', 'new', 'delete', 'using', 'namespace', 'struct',
           'class', 'enum', 'typename', 'operator', 'goto', 'const', 'sizeof', 'not', 'and', 'or'}
OPENED = {'(': ')', '[': ']', '{': '}'}
ARITHMETIC = '+-*/'
COMPARISONS = ['<', '<=', '>', '>=', '==', '!=']
DTYPES = {'kFloat32': 'kFloat64', 'kFloat64': 'kFloat32', 'kInt64': 'kFloat32', 'kBool': 'kInt64'}


def tokens_of(code):
  tokens, space = [], False
  for match in TOKEN.finditer(code):
    if match.lastgroup == 'space':
      space = True
      continue
    tokens.append(Token(match.lastgroup, match.group(), match.start(), match.end(), space))
    space = False
  return tokens


class Mutator:
  """All edits of the code inside the parts, a list of (start, end) of text."""

  def __init__(self, code, parts):
    self.code, self.parts = code, parts
    self.tokens = tokens_of(code)
    self.match = self._brackets()
    self.starts = self._statement_starts()

  def _brackets(self):
    match, stack = {}, []
    for i, t in enumerate(self.tokens):
      if t.text in OPENED:
        stack.append(i)
      elif t.text in OPENED.values() and stack:
        match[stack.pop()] = i
    return match

  def _statement_starts(self):
    starts = set()
    for i, t in enumerate(self.tokens):
      if t.text in (';', '{', '}', 'else', 'do') and t.kind != 'string':
        starts.add(i + 1)
      if t.text in ('if', 'for', 'while') and i + 1 in self.match:
        starts.add(self.match[i + 1] + 1)
    return starts

  def text(self, i):
    return self.tokens[i].text if 0 <= i < len(self.tokens) else ''

  def inside(self, first, last):
    start, end = self.tokens[first].start, self.tokens[last].end
    return any(a <= start and end <= b for a, b in self.parts)

  def ends_value(self, i):
    t = self.tokens[i]
    return t.kind in ('number', 'string') or t.text in (')', ']') or (
        t.kind == 'word' and t.text not in NO_VALUE)

  def begins_value(self, i):
    t = self.tokens[i]
    return t.kind == 'number' or t.text == '(' or (
        t.kind == 'word' and t.text not in NO_VALUE and t.text not in ('true', 'false'))

  def is_declaration(self, first, last):
    """Whether the tokens from first to last begin a declaration."""
    for i in range(first, last):
      if i in self.match and self.match[i] <= last:
        return self.text(i - 1) == 'auto'
      word = self.tokens[i + 1].kind == 'word' and i + 1 <= last
      if word and self.tokens[i].kind == 'word' and self.text(i) not in ('return', 'throw', 'else'):
        return True
      if word and self.text(i) in ('&', '*', '>') and not self.tokens[i].spaced and i > first:
        return True
    return self.text(first) in ('auto', 'const', 'using', 'struct', 'static')

  def statement_end(self, i):
    """The last token of the statement that begins at i, or None."""
    if self.text(i) in ('if', 'for', 'while') and i + 1 in self.match:
      end = self.statement_end(self.match[i + 1] + 1)
      if end is not None and self.text(i) == 'if' and self.text(end + 1) == 'else':
        end = self.statement_end(end + 2)
      return end
    if self.text(i) == '{':
      return self.match.get(i)
    if self.text(i) in ('}', ')', ']', 'else', 'case', 'default', 'public', 'private', 'using'):
      return None
    while i < len(self.tokens):
      if self.text(i) == ';':
        return i
      if self.text(i) in OPENED.values():
        return None
      i = self.match.get(i, i) + 1
    return None

  def arguments(self, opened):
    """The (first, last) tokens of each of the arguments between brackets."""
    found, first, i = [], opened + 1, opened + 1
    closed = self.match.get(opened, opened + 1)
    while i <= closed:
      if self.text(i) in (',', ';') or i == closed:
        if self.text(i) == ';' or i == first:
          return []
        found.append((first, i - 1))
        first = i + 1
      elif self.text(i) == '<' and not self.tokens[i].spaced:
        return []  # commas of a template
      i = self.match.get(i, i) + 1 if i != closed else i + 1
    return found

  def span(self, first, last):
    return self.code[self.tokens[first].start:self.tokens[last].end]

  def edits(self):
    for i, t in enumerate(self.tokens):
      if not self.inside(i, i):
        continue
      for edit in self._at(i, t):
        yield edit
    yield from self._variables()

  def _at(self, i, t):
    before, after = self.text(i - 1), self.text(i + 1)

    def swap(kind, text):
      return Edit(kind, t.start, t.end, text)

    if t.kind == 'op':
      binary = (i > 0 and t.spaced and self.tokens[i + 1].spaced and self.ends_value(i - 1))
      if t.text in ARITHMETIC + '%' and binary:
        yield from (swap('operator', o) for o in ARITHMETIC if o != t.text)
      if t.text in COMPARISONS and binary:
        yield from (swap('comparison', o) for o in COMPARISONS if o != t.text)
      if t.text in ('+=', '-=', '*=', '/='):
        yield swap('assignment', '=')
        yield from (swap('operator', o + '=') for o in ARITHMETIC if o != t.text[0])
      if t.text == '=' and binary:
        first = max((s for s in self.starts if s < i), default=0)
        if not self.is_declaration(first, i - 1) and before != ']' or before == ']' and \
            self.text(first) not in ('auto', 'const'):
          yield swap('assignment', '+=')
      if t.text in ('&&', '||') and binary:
        yield swap('logic', '||' if t.text == '&&' else '&&')
      if t.text == '!':
        yield swap('logic', '')
      if t.text in ('++', '--'):
        yield swap('logic', '--' if t.text == '++' else '++')
      if t.text == '-' and not binary and not self.ends_value(i - 1):
        yield swap('sign', '')
      if t.text in ('.', '->') and self.tokens[i + 1].kind == 'word' and i + 2 in self.match:
        end = self.match[i + 2]
        if self.ends_value(i - 1) and self.inside(i, end):
          yield Edit('call', t.start, self.tokens[end].end, '')
      if t.text in ('(', '{') and i in self.match:
        arguments = self.arguments(i)
        for (a, b), (c, d) in zip(arguments, arguments[1:]):
          if self.inside(a, d) and self.span(a, b) != self.span(c, d):
            between = self.code[self.tokens[b].end:self.tokens[c].start]
            yield Edit('arguments', self.tokens[a].start, self.tokens[d].end,
                       self.span(c, d) + between + self.span(a, b))
    if t.kind == 'number':
      yield from (swap('constant', n) for n in other_numbers(t.text))
    if t.kind == 'word':
      if t.text in ('true', 'false'):
        yield swap('truth', 'false' if t.text == 'true' else 'true')
      if t.text in DTYPES:
        yield swap('constant', DTYPES[t.text])
    statement = i in self.starts and self.statement_end(i) is not None
    if self.begins_value(i) and t.text != '0' and not statement and after != '::' and before in (
        'return', '=', '(', ',', '{', '+=', '-=', '?', ':', '<', '>', '==', '*', '/'):
      if before not in ('*', '/', '<', '>') or t.spaced and self.tokens[i - 1].spaced:
        yield Edit('sign', t.start, t.start, '-')
    if statement and t.text not in (';', '{'):
      end = self.statement_end(i)
      if self.inside(i, end):
        if t.text in ('if', 'for', 'while') or not self.is_declaration(i, end):
          yield Edit('statement', t.start, self.tokens[end].end, ';')

  def _functions(self):
    """(first, last) tokens of what stands in the namespace, with bodies."""
    i, first = 0, 0
    while i < len(self.tokens):
      if self.text(i) == 'namespace':
        while i < len(self.tokens) and self.text(i) not in ('{', ';'):
          i += 1
        first = i + 1
      elif self.text(i) == '{' and i in self.match:
        i = self.match[i]
        yield first, i
        first = i + 1
      elif self.text(i) in (';', '}'):
        first = i + 1
      i += 1

  def _variables(self):
    for first, last in self._functions():
      declared = {}  # name: (type, token)
      uses = []
      for i in range(first + 1, last):
        t = self.tokens[i]
        if t.kind != 'word' or t.text in NO_VALUE or self.text(i - 1) in ('.', '->', '::'):
          continue
        j = i - 1
        pointer = self.text(j) in ('&', '*', '&&') and not self.tokens[j].spaced
        if pointer:
          j -= 1
        type_ = self.tokens[j]
        if ((type_.kind == 'word' and type_.text not in NO_TYPE or
             type_.text == '>' and not type_.spaced) and
            self.text(i + 1) in ('=', ';', ',', ')', ':', '{', '[')):
          declared.setdefault(t.text, (self.span(max(j - 1, 0), j) if type_.text == '>'
                                       else type_.text, i))
        elif t.text in declared and self.inside(i, i) and self.text(i + 1) != '::':
          uses.append(i)
      for i in uses:
        name = self.text(i)
        known = [n for n, (_, at) in declared.items() if at < i and n != name]
        alike = [n for n in known if declared[n][0] == declared[name][0]]
        for other in alike or known[:3]:
          t = self.tokens[i]
          yield Edit('variable', t.start, t.end, other)


def other_numbers(text):
  match = re.fullmatch(r"([\d.']+(?:[eE][+-]?\d+)?)([fFuUlL]*)", text)
  if not match:
    return []
  digits, suffix = match.group(1).replace("'", ''), match.group(2)
  if digits.isdigit():
    n = int(digits)
    values = [n + 1] + ([n - 1] if n > 0 else []) + ([0, 2 * n] if n > 1 else [])
  else:
    x = float(digits)
    values = [x * 2, x / 2, x + 1, 0.0] if x else [1.0, 0.5]
  texts = [repr(v) if isinstance(v, float) else str(v) for v in dict.fromkeys(values)]
  return [t + suffix for t in texts]


def plain(code):
  """What a compiler sees: code without comments and spaces."""
  return ' '.join(t.text for t in tokens_of(code))


Mutant = collections.namedtuple('Mutant', 'kind code')


def mutants(code, parts, count, seed):
  """`count` distinct wrong versions of the code (fewer if there are not as many), kinds in turn."""
  rng = random.Random(seed)
  by_kind = collections.defaultdict(list)
  for edit in Mutator(code, parts).edits():
    by_kind[edit.kind].append(edit)
  known, made = {plain(code)}, []
  while by_kind and len(made) < count:
    kind = rng.choice(sorted(by_kind))
    edits = by_kind[kind]
    edit = edits.pop(rng.randrange(len(edits)))
    if not edits:
      del by_kind[kind]
    changed = code[:edit.start] + edit.text + code[edit.end:]
    key = plain(changed)
    if key not in known:
      known.add(key)
      made.append(Mutant(kind, changed))
  return made


def difference(old, new):
  """The changed lines as a unified diff; in its @@ the function instead of line numbers."""
  before, after = old.splitlines(), new.splitlines()
  lines = []
  for line in list(difflib.unified_diff(before, after, lineterm='', n=0))[2:]:
    hunk = re.match(r'@@ -(\d+)', line)
    if hunk:
      heads = [re.match(r'(?!namespace|//|#)\w.*?([\w:~]+)\(', l) or
               re.match(r'(?:struct|class) (\w+)', l) for l in before[:int(hunk.group(1))]]
      heads = [h.group(1) for h in heads if h]
      line = '@@ %s @@' % (heads[-1] if heads else 'file')
    lines.append(line.rstrip())
  return '\n'.join(lines)


# --- Exercises ---

class Fault(Exception):
  """The exercise itself is at fault."""


class Exercise:
  def __init__(self, source):
    self.source = source
    self.base = source[:-len('.lab.cc')]
    self.name = os.path.basename(self.base)         # ex_2_06
    self.id = self.name[3:].replace('_', '.')       # 2.06

  def solution(self):
    """The code of the solution, and the (start, end) of its parts."""
    with open(self.source, encoding='utf-8') as f:
      lines = f.read().split('\n')
    code, parts, variant, in_code = '', [], None, False
    for line in lines[:-1] if lines[-1] == '' else lines:
      words = line.split()
      directive = words[0][3:] if words and words[0].startswith('//:') else None
      if not in_code:
        in_code = directive == 'code'
      elif directive in ('stub', 'solution', 'wrong'):
        variant = directive
        if variant == 'solution':
          parts.append((len(code), len(code)))
      elif directive in ('part', 'end'):
        variant = 'nothing' if directive == 'part' else None
      elif variant is None:
        code += line + '\n'
      elif variant == 'solution':
        code += line + '\n'
        parts[-1] = (parts[-1][0], len(code))
    return code, parts


def exercises_of(lab):
  """Those for students: part 9 is for the tests of the lab itself."""
  found = [Exercise(p) for p in glob.glob(os.path.join(lab, 'part[0-8]', 'ex_*.lab.cc'))]
  return sorted(found, key=lambda e: e.id)


# --- Building and running ---

def run(command, limit, cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, pass_fds=()):
  """(status, output); the status is None after `limit` seconds. Its children end with it."""
  process = subprocess.Popen(command, stdout=stdout, stderr=stderr, stdin=subprocess.DEVNULL,
                             cwd=cwd, pass_fds=pass_fds, start_new_session=True)
  try:
    output, _ = process.communicate(timeout=limit)
    return process.returncode, (output or b'').decode('utf-8', 'replace')
  except subprocess.TimeoutExpired:
    os.killpg(process.pid, signal.SIGKILL)
    output, _ = process.communicate()
    return None, (output or b'').decode('utf-8', 'replace')


class Bench:
  """Compiles and runs exercises of a checkout; `lab` is where they are, DIR/gradlab/lab."""

  def __init__(self, work, root=ROOT, lab=None):
    self.root, self.work = root, os.path.abspath(work)
    self.lab = os.path.abspath(lab or os.path.join(root, 'lab'))
    self.compiler = os.environ.get('CXX') or shutil.which('g++') or 'g++'
    self.host, self.labgen = (self._built(n) for n in ('host', 'labgen'))
    include = os.path.join(self.work, 'include')
    os.makedirs(include, exist_ok=True)
    link = os.path.join(include, 'gradlab')
    if not os.path.islink(link):
      os.symlink(root, link)
    self.flags = FLAGS + ['-isystem', include]
    if lab:
      self.flags[-2:-2] = ['-isystem', os.path.dirname(os.path.dirname(self.lab))]
    self._precompile()

  def _built(self, name):
    path = os.path.join(self.root, 'bazel-bin', 'lab', 'fw', name)
    if not os.path.exists(path):
      raise SystemExit('%s is missing: bazel build //lab/fw:%s' % (path, name))
    copy = os.path.join(self.work, name)  # a build in between changes nothing
    os.makedirs(self.work, exist_ok=True)
    if not os.path.exists(copy) or os.path.getmtime(copy) < os.path.getmtime(path):
      shutil.copy2(path, copy + '.new')
      os.replace(copy + '.new', copy)
    return copy

  def _precompile(self):
    self.header = os.path.join(self.work, 'all.h')
    compiled = self.header + '.gch'
    folders = ['', 'tensor', 'autograd', 'nn', 'optim', 'lab/fw']
    headers = [h for d in folders for h in glob.glob(
        os.path.join(self.root, d, '**/*.h' if d else '*.h'), recursive=True)]
    newest = max(map(os.path.getmtime, headers))
    if os.path.exists(compiled) and os.path.getmtime(compiled) > newest:
      return
    with open(self.header, 'w', encoding='utf-8') as f:
      f.write(PRECOMPILED)
    status, output = run([self.compiler] + self.flags +
                         ['-x', 'c++-header', self.header, '-o', compiled], 300, self.work)
    if status != 0:
      raise SystemExit(output)

  def compile(self, source, out):
    status, output = run([self.compiler] + self.flags +
                         ['-include', self.header, '-c', source, '-o', out], 120, self.work)
    return None if status == 0 else output or 'no output'

  def link(self, objects, out):
    status, output = run([self.compiler, '-shared'] + objects + ['-o', out], 60, self.work)
    if status != 0:
      raise Fault(output)

  def generate(self, *arguments):
    status, output = run([self.labgen] + list(arguments), 60, self.work)
    if status != 0:
      raise Fault(output.strip())

  def drive(self, student, variant, limit):
    status, output = run([self.host, '--drive', student, variant, str(SEEDS), '--memory=3000'],
                         limit, self.work, stderr=subprocess.DEVNULL)
    if status != 0:
      output += 'ended: %s\n' % ('too late' if status is None else status)
    return output

  def check(self, exercise, check, student, variant, limit):
    """The verdict, as read from the host's JSON."""
    reader, writer = os.pipe()
    with os.fdopen(reader, 'rb') as pipe:
      with concurrent.futures.ThreadPoolExecutor(1) as pool:
        text = pool.submit(pipe.read)
        status, _ = run([self.host, check, variant, str(writer), '--student=' + student,
                         '--exercise=' + exercise.id, '--memory=3000'], limit, self.work,
                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, pass_fds=[writer])
        os.close(writer)
        text = text.result().decode('utf-8', 'replace')
    try:
      return json.loads(text)
    except ValueError:
      return {'status': 'died', 'diagnosis': '', 'detail': 'ended: %s' % status}


NUMBER = re.compile(r'-?(?:\d+\.?\d*(?:e[+-]?\d+)?|nan|inf)')


def first_difference(old, new):
  """The first lines in which records differ by more than rounding, or None."""
  if old == new:
    return None
  before, after = old.split('\n'), new.split('\n')
  for a, b in zip(before, after):
    if a != b and not alike(a, b):
      return a, b
  if len(before) != len(after):
    return '%d lines' % len(before), '%d lines' % len(after)
  return None


def alike(a, b):
  relative, absolute = (1e-5, 1e-6) if re.search(r'float32|\bFloat\b', a) else (1e-8, 1e-11)
  left, right = a.split(), b.split()
  if len(left) != len(right):
    return False
  for x, y in zip(left, right):
    if x != y:
      if not (NUMBER.fullmatch(x) and NUMBER.fullmatch(y)):
        return False
      if not abs(float(x) - float(y)) <= absolute + relative * abs(float(x)):
        return False
  return True


Outcome = collections.namedtuple('Outcome', 'mutant kind detail')
# Kinds: 'not compiled', 'equivalent', 'unseen' (rejected, but equivalent under the driver),
# 'rejected', 'passed', 'broken'.


class Trial:
  """One exercise: its check and driver compiled, its solution known to pass."""

  def __init__(self, bench, exercise):
    self.bench, self.exercise = bench, exercise
    self.folder = os.path.join(bench.work, exercise.name)
    os.makedirs(self.folder, exist_ok=True)
    self.code, self.parts = exercise.solution()
    written = self.path('solution.cc')
    bench.generate('code', exercise.source, 'solution', written)
    with open(written, encoding='utf-8') as f:
      if f.read() != self.code:
        raise Fault('the parts of the solution are not where they seem')
    self.objects = {}
    for kind in ('check', 'drive'):
      source = '%s_%s.cc' % (exercise.base, kind)
      if not os.path.exists(source):
        raise Fault('there is no %s' % os.path.basename(source))
      self.objects[kind] = self.path(kind + '.o')
      errors = bench.compile(source, self.objects[kind])
      if errors:
        raise Fault(errors)
    self.check = self.path('check.so')
    bench.link([self.objects['check']], self.check)
    solution = self.build(self.code, 'solution')
    if solution is None:
      raise Fault('the solution does not compile')
    start = time.monotonic()
    self.record = bench.drive(solution, 'student', 120)
    self.drive_limit = max(5, 10 * (time.monotonic() - start))
    if self.record.count('\nalive after: ') != SEEDS or '\nended: ' in self.record:
      raise Fault('the driver does not end with the solution: ' + self.record[-200:])
    if '\nescaped: ' in self.record:
      raise Fault('an error escapes from the driver')
    if first_difference(self.record, bench.drive(solution, 'student', 120)):
      raise Fault('the driver does not record the same twice')
    start = time.monotonic()
    verdict = bench.check(exercise, self.check, solution, 'student', 120)
    self.check_limit = max(5, 10 * (time.monotonic() - start))
    if verdict['status'] != 'pass':
      raise Fault('the solution does not pass: %(status)s %(diagnosis)s %(detail)s' % verdict)

  def path(self, name):
    return os.path.join(self.folder, name)

  def build(self, code, name):
    """The shared object of a student's program with the driver, or None."""
    student, glue, object_, shared = (self.path(name + e) for e in ('.cc', '_glue.cc', '.o', '.so'))
    with open(student, 'w', encoding='utf-8') as f:
      f.write(code)
    self.bench.generate('student', self.exercise.source, self.exercise.base + '.h', student, glue)
    if self.bench.compile(glue, object_):
      return None
    self.bench.link([object_, self.objects['drive']], shared)
    return shared

  def build_all(self, mutants):
    """One object with every mutant that compiles: {number: (object, name of the variant)}.

    Each stands in a namespace of its own, as labgen puts the variants of an exercise.
    """
    exercise, object_, shared = self.exercise, self.path('all.o'), self.path('all.so')
    with open(self.path('solution_glue.cc'), encoding='utf-8') as f:
      table = re.search(r'^LAB_TABLE.*$', f.read(), re.MULTILINE).group()
    opened, closed = 'namespace %s {' % exercise.name, '}  // namespace %s' % exercise.name

    def text_of(i):
      code = mutants[i].code
      code = code.replace(opened, '%s namespace m%d {' % (opened, i)).replace(closed, '} ' + closed)
      return '#line 1 "mutant_%d"\n%s\nnamespace %s { namespace m%d {\n%s\n} }\n' % (
          i, code, exercise.name, i, table)

    left = set(range(len(mutants)))
    while left:
      with open(self.path('all.cc'), 'w', encoding='utf-8') as f:
        f.write('#include "gradlab/lab/fw/variants.h"\n' + ''.join(map(text_of, sorted(left))) +
                'extern "C" const gradlab::lab::Variant lab_variants[] = {\n' +
                ''.join('{"m%d", "", &%s::m%d::written},\n' % (i, exercise.name, i)
                        for i in sorted(left)) + '{nullptr, nullptr, nullptr}};\n')
      errors = self.bench.compile(self.path('all.cc'), object_)
      if not errors:
        self.bench.link([object_, self.objects['drive']], shared)
        return {i: (shared, 'm%d' % i) for i in left}
      wrong = set(map(int, re.findall(r'^mutant_(\d+):\d+:\d+: (?:fatal )?error', errors,
                                      re.MULTILINE)))
      if not wrong:  # in a template; only this mutant alone tells
        named = sorted({int(a or b) for a, b in re.findall(r'mutant_(\d+):|::m(\d+)::', errors)})
        wrong = {i for i in named if i in left and self.build(mutants[i].code, 'alone') is None}
      if not wrong:
        raise Fault('the mutants do not compile together: ' + errors[:1000])
      left -= wrong
    return {}

  def judge_all(self, mutants, jobs):
    built = self.build_all(mutants)
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
      judged = [pool.submit(self._judge, m, *built.get(i, (None, None)))
                for i, m in enumerate(mutants)]
      return [j.result() for j in judged]

  def judge(self, mutant):
    """The same for one, compiled as a student's file."""
    return self._judge(mutant, self.build(mutant.code, 'mutant'), 'student')

  def _judge(self, mutant, shared, variant):
    if shared is None:
      return Outcome(mutant, 'not compiled', '')
    seen = first_difference(self.record, self.bench.drive(shared, variant, self.drive_limit))
    verdict = self.bench.check(self.exercise, self.check, shared, variant, self.check_limit)
    if verdict['status'] == 'broken':
      return Outcome(mutant, 'broken', verdict['detail'])
    passed = verdict['status'] == 'pass'
    said = '%(status)s %(diagnosis)s' % verdict
    if seen is None:
      return Outcome(mutant, 'equivalent' if passed else 'unseen', said)
    return Outcome(mutant, 'passed' if passed else 'rejected', 'solution: %s\nmutant:   %s' % seen
                   if passed else said)


def measure(bench, exercise, count, seed, jobs):
  trial = Trial(bench, exercise)
  made = mutants(trial.code, trial.parts, count, '%s %s' % (seed, exercise.id))
  return trial, trial.judge_all(made, jobs)


# --- The report ---

class Row:
  """The figures of an exercise and its survivors."""

  COLUMNS = ['made', 'compiled', 'differ', 'rejected', 'unseen']

  def __init__(self, figures, survivors):
    self.figures = figures      # by COLUMNS
    self.survivors = survivors  # [(diff, reason)]

  @classmethod
  def of(cls, trial, outcomes, reasons):
    kinds = collections.Counter(o.kind for o in outcomes)
    differ = kinds['rejected'] + kinds['passed'] + kinds['broken']
    figures = [len(outcomes), len(outcomes) - kinds['not compiled'], differ, kinds['rejected'],
               kinds['unseen']]
    survivors = []
    for o in outcomes:
      if o.kind == 'passed':
        diff = difference(trial.code, o.mutant.code)
        survivors.append((diff, reasons.get((trial.exercise.id, diff), NO_REASON)))
    return cls(figures, survivors)


def percent(rejected, differ):
  return '%.0f %%' % (100 * rejected / differ) if differ else '-'


def read_report(path, command):
  """The rows of an earlier run with the same command, and the reasons of any earlier run."""
  rows, reasons = {}, {}
  if not os.path.exists(path):
    return rows, reasons
  with open(path, encoding='utf-8') as f:
    text = f.read()
  survivors = collections.defaultdict(list)
  exercise = None
  for match in re.finditer(r'^### (\S+)$|^```diff\n(.*?)\n```\n\nReason: (.*?)(?=\n\n|\n*\Z)', text,
                           re.MULTILINE | re.DOTALL):
    if match.group(1):
      exercise = match.group(1)
      continue
    diff, reason = match.group(2), match.group(3).strip()
    survivors[exercise].append((diff, reason))
    if reason != NO_REASON:
      reasons[exercise, diff] = reason
  if '\n    %s\n' % command in text:
    for match in re.finditer(r'^\| (\d\.\d\d) \|(.*)\|$', text, re.MULTILINE):
      cells = [c.strip() for c in match.group(2).split('|')]
      figures = [int(cells[i]) for i in (0, 1, 2, 3, 5)]
      rows[match.group(1)] = Row(figures, survivors[match.group(1)])
  return rows, reasons


def report(rows, command):
  total = [sum(r.figures[i] for r in rows.values()) for i in range(5)]

  def line(name, f):
    return '| %s | %d | %d | %d | %d | %s | %d |' % (name, *f[:4], percent(f[3], f[2]), f[4])

  out = '''# Random wrong programs

How good the checks of the lab are, measured by

    %s

The solution of each exercise is changed at one random place of the student's part (made). Of what
compiles, the exercise's driver tells which programs give something else than the solution on 100
random inputs (differ); those are wrong, and the check has to reject them. The last column: rejected
although the driver sees no difference.

| exercise | made | compiled | differ | rejected | share | not seen by the driver |
|---|---|---|---|---|---|---|
''' % command
  out += '\n'.join([line(e, rows[e].figures) for e in sorted(rows)] + [line('all', total)])
  out += '\n\n## Wrong programs that pass\n\n'
  out += '''The reasons are written by hand and stay when the measurement is repeated.
''' if any(r.survivors for r in rows.values()) else 'None.\n'
  for e in sorted(rows):
    if rows[e].survivors:
      out += '\n### %s\n' % e
    for diff, reason in rows[e].survivors:
      out += '\n```diff\n%s\n```\n\nReason: %s\n' % (diff, reason)
  return out


def main(arguments):
  parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
  parser.add_argument('--seed', type=int, default=1)
  parser.add_argument('--mutants', type=int, default=30, help='of each exercise')
  parser.add_argument('--jobs', type=int, default=2)
  parser.add_argument('--work', help='a directory to build in (default: a temporary one)')
  parser.add_argument('--report', default=os.path.join(ROOT, 'docs', 'lab_mutants.md'))
  parser.add_argument('--verbose', action='store_true', help='show every program, not only those '
                      'that pass, or are rejected although the driver sees no difference')
  parser.add_argument('exercises', nargs='*')
  options = parser.parse_args(arguments)
  wanted = {e.replace('_', '.') for e in options.exercises}
  exercises = exercises_of(os.path.join(ROOT, 'lab'))
  unknown = wanted - {e.id for e in exercises}
  if unknown:
    parser.error('no such exercise: ' + ' '.join(sorted(unknown)))
  os.nice(10)
  for name in ('OPENBLAS_NUM_THREADS', 'OMP_NUM_THREADS'):
    os.environ[name] = '1'
  command = 'tools/lab_mutants.py --seed=%d --mutants=%d' % (options.seed, options.mutants)
  print('seed %d, %d mutants an exercise' % (options.seed, options.mutants))
  rows, reasons = read_report(options.report, command)
  rows = {e: r for e, r in rows.items() if e in {x.id for x in exercises}}
  faults = []
  with tempfile.TemporaryDirectory() as temporary:
    bench = Bench(options.work or temporary)
    for exercise in exercises:
      if wanted and exercise.id not in wanted:
        continue
      try:
        trial, outcomes = measure(bench, exercise, options.mutants, options.seed, options.jobs)
      except Fault as fault:
        faults.append((exercise.id, str(fault)))
        print('%s: AT FAULT: %s' % faults[-1], flush=True)
        continue
      row = rows[exercise.id] = Row.of(trial, outcomes, reasons)
      print('%s: ' % exercise.id + ', '.join('%s %d' % p for p in zip(Row.COLUMNS, row.figures)) +
            ', ' + percent(row.figures[3], row.figures[2]), flush=True)
      for o in outcomes:
        if o.kind == 'broken':
          faults.append((exercise.id, 'broken: ' + o.detail))
        if options.verbose or o.kind in ('passed', 'unseen', 'broken'):
          text = difference(trial.code, o.mutant.code) + '\n' + o.detail
          print('  %s:\n    %s' % (o.kind.upper(), text.replace('\n', '\n    ')), flush=True)
      with open(options.report, 'w', encoding='utf-8') as f:
        f.write(report(rows, command))
  differ = sum(r.figures[2] for r in rows.values())
  rejected = sum(r.figures[3] for r in rows.values())
  print('all: %d of %d rejected, %s' % (rejected, differ, percent(rejected, differ)))
  for fault in faults:
    print('%s: at fault: %s' % fault)
  return 1 if faults or rejected < ENOUGH * differ else 0


if __name__ == '__main__':
  sys.exit(main(sys.argv[1:]))
