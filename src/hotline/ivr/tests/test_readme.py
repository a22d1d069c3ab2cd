"""The page for those who write flows names every verb with every field."""

import re

import pytest

from hotline.ivr.check import MAIN_FLOW_FILE
from hotline.ivr.fields import Fields
from hotline.ivr.verbs import VERBS

README = MAIN_FLOW_FILE.with_name("README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("verb", VERBS)
def test_the_page_names_the_fields_of_the_verb(verb: str) -> None:
    fields = Fields("a.yaml", "n", {"verb": verb, "no_such_field": 1}, [])
    VERBS[verb].read(fields)
    fields.finish()
    known = re.search(r"it knows: (.*)$", fields.problems[-1].en)
    assert known is not None
    said = " ".join(problem.en for problem in fields.problems)
    needed = set(re.findall(r"field (\w+) (?:is missing|must be)", said))
    row = next(line for line in README.splitlines() if line.startswith(f"| `{verb}` |"))
    named = set(re.findall(r"`(\w+)`", re.sub(r"\([^)]*\)", "", row.split("|")[3])))
    assert named == set(known[1].split(", ")) - {"verb", "because"}
    assert set(re.findall(r"\*\*`(\w+)`\*\*", row)) == needed
