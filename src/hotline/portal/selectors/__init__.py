"""What the portal reads beyond knowledge."""

from .line import LineNow, line_now
from .parts import CentrePart, centre_parts
from .people import DemoPerson, demo_people

__all__ = ["CentrePart", "DemoPerson", "LineNow", "centre_parts", "demo_people", "line_now"]
