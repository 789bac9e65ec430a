"""What the caller is told of themselves and of their organization."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chalicelib.usecases.organization import me
from tests import fakes
from tests.builders import NOON, a_person, a_technician, an_organization


def memory_with(*, all_texts_off: bool = False) -> fakes.Memory:
    memory = fakes.Memory(all_texts_off=all_texts_off)
    fakes.Organizations(memory).save(an_organization())
    fakes.People(memory).save(a_person())
    return memory


@pytest.mark.parametrize("off", [True, False])
def test_whoever_asks_is_told_whether_the_operator_has_stopped_all_texts(off: bool) -> None:
    services = fakes.services(memory_with(all_texts_off=off))

    person, brief = me(services, a_technician())

    assert (person.name, brief.organization.brand, brief.all_texts_off) == ("Sam Ortiz", "Desert Air", off)


def test_whoever_asks_has_joined_since_the_first_time_they_did() -> None:
    memory = memory_with()

    for hours in range(2):
        me(fakes.services(memory, clock=fakes.Clock(NOON + timedelta(hours=hours))), a_technician())

    (sam,) = memory.people.values()
    assert sam == a_person(joined_at=NOON)
