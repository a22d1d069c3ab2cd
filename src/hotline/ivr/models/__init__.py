"""The tables of the call flows."""

from .flow_run import FlowRun
from .flow_version import FlowVersion

__all__ = ["FlowRun", "FlowVersion"]
