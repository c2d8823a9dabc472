"""Each type has one name of its own: two types of one name, both linked into the program, are one type to the linker.
Nothing warns of that, and what runs is the wrong one's destructor."""

import re
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
DEFINED = re.compile(r"^(?:struct|class|enum class)\s+([A-Za-z_]\w*)\b(?!\s*;)[^;]*(?:\{|$)")


def types_defined(text):
    """(namespace, type) at namespace scope of a header; inner namespaces that open on a line of their own count."""
    spaces = []
    for line in text.splitlines():
        if opened := re.match(r"^(?:inline )?namespace\s*([\w:]*)\s*\{", line):
            spaces.append(opened[1])
            if line.rstrip().endswith("}"):
                spaces.pop()
        elif re.match(r"^\}\s*// namespace", line) and spaces:
            spaces.pop()
        elif defined := DEFINED.match(line):
            yield "::".join(spaces), defined[1]


def test_no_two_headers_define_a_type_of_one_name():
    where = defaultdict(set)
    for header in sorted((ROOT / "sim").rglob("*.hpp")):
        for space, name in types_defined(header.read_text(encoding="utf-8")):
            where[space, name].add(str(header.relative_to(ROOT)))
    assert len(where) > 100
    assert {f"{space}::{name}": sorted(files) for (space, name), files in where.items() if len(files) > 1} == {}


def test_the_reader_of_headers_sees_what_it_should():
    text = "namespace weefsel {\nstruct A {\n  struct B {\n  };\n};\nstruct C;\nclass D final : public A {\n};\nnamespace inner {\nenum class E : int { x };\n}  // namespace inner\n}  // namespace weefsel\n"
    assert list(types_defined(text)) == [("weefsel", "A"), ("weefsel", "D"), ("weefsel::inner", "E")]
