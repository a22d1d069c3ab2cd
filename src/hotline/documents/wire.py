"""Documents as JSON: how a reading process hands back what it found. Nothing in it can name a class to be made."""

from datetime import date
from typing import Any

from hotline.documents.document import (
    Article,
    Block,
    DatedFact,
    DateKind,
    Document,
    Heading,
    Kind,
    Listing,
    Paragraph,
    Part,
    Source,
    Table,
    Warned,
)
from hotline.documents.marks import Ordinal, PartKind

Json = dict[str, Any]


def document_to_json(document: Document) -> Json:
    """Plain lists, strings and numbers."""
    return {
        "title": document.title,
        "head": list(document.head),
        "number": document.number,
        "issuer": document.issuer,
        "dates": [[fact.kind.value, fact.day.isoformat(), fact.text] for fact in document.dates],
        "repeals": list(document.repeals),
        "blocks": [_block_to_json(block) for block in document.blocks],
        "name": document.name,
        "kind": document.kind.value,
        "pages": document.pages,
        "warnings": [warned_to_json(warned) for warned in document.warnings],
    }


def document_from_json(value: Json) -> Document:
    """The same document. Raises KeyError, TypeError or ValueError where `value` is not one."""
    return Document(
        title=str(value["title"]),
        head=_strings(value["head"]),
        number=str(value["number"]),
        issuer=str(value["issuer"]),
        dates=tuple(
            DatedFact(kind=DateKind(kind), day=date.fromisoformat(day), text=str(text))
            for kind, day, text in value["dates"]
        ),
        repeals=_strings(value["repeals"]),
        blocks=tuple(_block_from_json(block) for block in value["blocks"]),
        name=str(value["name"]),
        kind=Kind(value["kind"]),
        pages=None if value["pages"] is None else int(value["pages"]),
        warnings=tuple(warned_from_json(warned) for warned in value["warnings"]),
    )


def warned_to_json(warned: Warned) -> Json:
    """A warning as JSON."""
    return {"zh": warned.zh, "en": warned.en, "source": _source_to_json(warned.source) if warned.source else None}


def warned_from_json(value: Json) -> Warned:
    """A warning again."""
    source = value["source"]
    return Warned(zh=str(value["zh"]), en=str(value["en"]), source=_source_from_json(source) if source else None)


def _block_to_json(block: Block) -> Json:
    plain: Json = {"source": _source_to_json(block.source)}
    match block:
        case Heading():
            return plain | {"is": "heading", "level": block.level, "text": block.text}
        case Paragraph():
            return plain | {"is": "paragraph", "text": block.text}
        case Listing():
            return plain | {"is": "listing", "items": list(block.items), "ordered": block.ordered}
        case Table():
            return plain | {"is": "table", "rows": [list(row) for row in block.rows]}
        case Part():
            return plain | {
                "is": "part",
                "kind": block.kind.value,
                "number": _ordinal_to_json(block.number),
                "title": block.title,
            }
        case Article():
            body = [_block_to_json(inner) for inner in block.body]
            number = _ordinal_to_json(block.number)
            return plain | {
                "is": "article",
                "number": number,
                "title": block.title,
                "body": body,
                "path": list(block.path),
            }


def _block_from_json(value: Json) -> Block:
    source = _source_from_json(value["source"])
    match value["is"]:
        case "part":
            return Part(
                kind=PartKind(value["kind"]),
                number=_ordinal_from_json(value["number"]),
                title=str(value["title"]),
                source=source,
            )
        case "article":
            return Article(
                number=_ordinal_from_json(value["number"]),
                title=str(value["title"]),
                body=tuple(_leaf_from_json(inner) for inner in value["body"]),
                path=_strings(value["path"]),
                source=source,
            )
        case "heading":
            return Heading(level=int(value["level"]), text=str(value["text"]), source=source)
    return _leaf_from_json(value)


def _leaf_from_json(value: Json) -> Paragraph | Listing | Table:
    source = _source_from_json(value["source"])
    match value["is"]:
        case "paragraph":
            return Paragraph(text=str(value["text"]), source=source)
        case "listing":
            return Listing(items=_strings(value["items"]), ordered=bool(value["ordered"]), source=source)
        case "table":
            return Table(rows=tuple(_strings(row) for row in value["rows"]), source=source)
    raise ValueError(f"no block is called {value['is']!r}")


def _strings(values: list[Any]) -> tuple[str, ...]:
    return tuple(str(value) for value in values)


def _source_to_json(source: Source) -> list[int | None]:
    return [source.paragraph, source.page]


def _source_from_json(value: list[int | None]) -> Source:
    paragraph, page = value
    return Source(paragraph=paragraph or 0, page=page)


def _ordinal_to_json(number: Ordinal) -> list[int]:
    return [number.main, number.branch]


def _ordinal_from_json(value: list[int]) -> Ordinal:
    main, branch = value
    return Ordinal(main=int(main), branch=int(branch))
