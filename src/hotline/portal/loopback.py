"""Whether a request comes from the machine the centre runs on, by nobody's hand between."""

from ipaddress import ip_address

from django.http import HttpRequest

_HANDED_ON = ("HTTP_FORWARDED", "HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP", "HTTP_VIA")


def is_from_this_machine(request: HttpRequest) -> bool:
    """True for a browser on this machine; False for any other, and for what a proxy has handed on."""
    if any(name in request.META for name in _HANDED_ON):
        return False
    try:
        address = ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback
