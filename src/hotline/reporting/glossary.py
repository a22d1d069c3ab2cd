"""The glossary's chapter of figures, written from the table of definitions."""

from typing import Final

from .definitions import DEFINITIONS, GROUPS, SCOPE, Definition

BEGIN: Final = "<!-- figures: written by `manage glossary_write`, not by hand -->"
END: Final = "<!-- end of figures -->"


def glossary_with_figures(glossary: str) -> str:
    """The glossary with its chapter of figures written anew. Raises ValueError where the chapter has no marks."""
    before, begin, rest = glossary.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the glossary needs the lines {BEGIN!r} and {END!r}")
    return f"{before}{BEGIN}\n\n{figures_chapter()}\n{END}{after}"


def figures_chapter() -> str:
    """Every figure in both languages, group by group, as Markdown."""
    parts = [f"{SCOPE.zh}\n\n{SCOPE.en}\n"]
    for group, name in GROUPS.items():
        parts.append(f"### {name.zh} {name.en}\n")
        parts.extend(_figure(definition) for definition in DEFINITIONS if definition.group == group)
    return "\n".join(parts)


def _figure(definition: Definition) -> str:
    name, meaning, formula = definition.name, definition.meaning, definition.formula
    return (
        f"**{name.zh} {name.en}** (`{definition.key}`)\n\n"
        f"- {meaning.zh}  \n  {meaning.en}\n"
        f"- = {formula.zh}  \n  = {formula.en}\n"
    )
