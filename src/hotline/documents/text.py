"""Plain text as a document."""

from collections.abc import Sequence

from hotline.documents.document import Document, Kind, Paragraph, Source, Warned
from hotline.documents.lines import wrapped_joined
from hotline.documents.structure import document_structured


def text_read(text: str, *, name: str, warnings: Sequence[Warned] = ()) -> Document:
    """The document in a text without any marks: one line a paragraph, unless an editor broke the lines at a width."""
    paragraphs = wrapped_joined(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    blocks = [Paragraph(text=line, source=Source(paragraph=number)) for number, line in enumerate(paragraphs, start=1)]
    return document_structured(blocks=blocks, name=name, kind=Kind.TEXT, warnings=warnings)
