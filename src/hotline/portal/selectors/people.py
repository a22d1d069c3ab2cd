"""The people of the sample centre, for one who wants to look at it from inside."""

from dataclasses import dataclass

from django.conf import settings

from hotline.accounts.models import Role, Staff
from hotline.accounts.services.sample import SAMPLE_PEOPLE
from hotline.kernel.words import Words

_DOES = {
    Role.ADVISER: Words("接电话、查知识、写小结", "answers calls, looks things up, writes the wrap-up"),
    Role.SUPERVISOR: Words("看运行、看报表", "watches the line and its figures"),
    Role.EDITOR: Words("看知识条目对市民怎样呈现", "sees the entries as citizens do"),
}


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One demo account: who it is and what he does."""

    username: str
    name: str
    role: Words
    does: Words


def demo_people() -> tuple[DemoPerson, ...]:
    """The demo accounts that still exist, in the sample's order; none where the centre is not for trying."""
    if not settings.HOTLINE_DEMO or not settings.HOTLINE_DEMO_PASSWORD:
        return ()
    names = [person.username for person in SAMPLE_PEOPLE]
    found = {staff.username: staff for staff in Staff.objects.filter(username__in=names, is_active=True)}
    return tuple(_person(found[name]) for name in names if name in found)


def _person(staff: Staff) -> DemoPerson:
    return DemoPerson(
        username=staff.username,
        name=staff.display_name,
        role=Words.of_label(Role(staff.role).label),
        does=_DOES.get(Role(staff.role), Words("", "")),
    )
