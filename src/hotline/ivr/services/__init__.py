"""What changes the call flows."""

from .flows import flow_load, flow_run_begin

__all__ = ["flow_load", "flow_run_begin"]
