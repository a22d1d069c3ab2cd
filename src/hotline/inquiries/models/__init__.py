"""The tables of the record."""

from .engagement import Engagement
from .inquiry import Inquiry
from .interaction import Interaction, Medium, Segment
from .matter import Matter, Provenance
from .story import Message, Step, SurveyMark

__all__ = [
    "Engagement",
    "Inquiry",
    "Interaction",
    "Matter",
    "Medium",
    "Message",
    "Provenance",
    "Segment",
    "Step",
    "SurveyMark",
]
