"""What reads the call flows."""

from .flows import FlowMissingError, flow_current, flow_of_version

__all__ = ["FlowMissingError", "flow_current", "flow_of_version"]
