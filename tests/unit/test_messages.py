"""What the customer is told, and in which words."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.arrival import Arrival, ArrivalSource
from chalicelib.domain.messages import brand_problem, is_one_part, on_my_way, printable_name, septets

AFTERNOON = datetime(2026, 3, 4, 19, 15, tzinfo=UTC)
LINK = "https://omw.example/a1B2c3"
LINKABLE = re.compile(r"://|www\.|@|\S\.\S", re.IGNORECASE)

names = st.text() | st.text("Sam http://www.evil.tk@\u200b\u202e\u2066\n\x00.-'0é李😀ЖΔŁ", max_size=60)
brands = st.text("Acme é[€]24/7", min_size=1, max_size=30).filter(lambda brand: brand_problem(brand) is None)
zones = st.sampled_from(sorted(available_timezones()))
instants = st.datetimes(datetime(2024, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))
arrivals = st.builds(
    lambda earliest, lasting: an_arrival(earliest, timedelta(minutes=lasting)), instants, st.integers(1, 1440)
)


def an_arrival(earliest: datetime = AFTERNOON, lasting: timedelta = timedelta(minutes=15)) -> Arrival:
    return Arrival(earliest=earliest, latest=earliest + lasting, source=ArrivalSource.GIVEN, as_of=earliest)


def a_text(
    *,
    brand: str = "Acme Plumbing",
    first_name: str = "Sam",
    arrival: Arrival | None = None,
    time_zone: str = "America/New_York",
    link: str | None = None,
) -> str:
    return on_my_way(brand=brand, first_name=first_name, arrival=arrival, time_zone=time_zone, link=link)


def times_told(arrival: Arrival, time_zone: str = "America/New_York") -> str:
    return a_text(arrival=arrival, time_zone=time_zone).partition("arrive ")[2].partition(".")[0]


def test_the_customer_is_told_who_comes_and_when() -> None:
    arrival = an_arrival()

    text = a_text(arrival=arrival)

    assert text == "Acme Plumbing: Sam is on the way and should arrive 2:15-2:30 PM. Reply STOP to opt out."


def test_the_customer_is_told_who_comes_even_without_a_time() -> None:
    arrival = None

    text = a_text(arrival=arrival)

    assert text == "Acme Plumbing: Sam is on the way. Reply STOP to opt out."


def test_a_link_stands_before_the_opt_out() -> None:
    arrival = an_arrival()

    text = a_text(arrival=arrival, link=LINK)

    assert text == (
        "Acme Plumbing: Sam is on the way and should arrive 2:15-2:30 PM. "
        "Track: https://omw.example/a1B2c3 Reply STOP to opt out."
    )


def test_a_link_is_dropped_before_the_text_grows_to_a_second_part() -> None:
    fitting = LINK + "x" * (160 - len(a_text(arrival=an_arrival(), link=LINK)))

    fits = a_text(arrival=an_arrival(), link=fitting)
    dropped = a_text(arrival=an_arrival(), link=fitting + "x")

    assert (septets(fits), fitting in fits) == (160, True)
    assert dropped == a_text(arrival=an_arrival())


@pytest.mark.parametrize("link", ["", "https://omw.example/é中"])
def test_a_link_that_cannot_be_printed_is_dropped(link: str) -> None:
    text = a_text(link=link)

    assert text == a_text()


def test_the_half_of_the_day_is_said_twice_when_it_changes() -> None:
    before_noon = an_arrival(AFTERNOON.replace(hour=16, minute=50))
    before_midnight = an_arrival(AFTERNOON.replace(hour=4, minute=50))

    assert times_told(before_noon) == "11:50 AM-12:05 PM"
    assert times_told(before_midnight) == "11:50 PM-12:05 AM"


def test_a_window_overnight_says_both_halves() -> None:
    overnight = an_arrival(AFTERNOON.replace(hour=15, minute=0), timedelta(hours=23))

    assert times_told(overnight) == "10:00 AM-9:00 AM"


@pytest.mark.parametrize(("hour", "told"), [(5, "12:15-12:30 AM"), (17, "12:15-12:30 PM"), (18, "1:15-1:30 PM")])
def test_noon_and_midnight_are_twelve(hour: int, told: str) -> None:
    arrival = an_arrival(AFTERNOON.replace(hour=hour))

    assert times_told(arrival) == told


def test_times_are_those_of_the_jobs_address() -> None:
    summer = an_arrival(datetime(2026, 7, 1, 19, 15, tzinfo=UTC))

    assert times_told(summer, "America/Phoenix") == "12:15-12:30 PM"
    assert times_told(summer, "America/Denver") == "1:15-1:30 PM"
    assert times_told(summer, "Asia/Kathmandu") == "1:00-1:15 AM"


def test_the_zone_an_instant_came_in_does_not_matter() -> None:
    arrival = an_arrival(AFTERNOON.astimezone(ZoneInfo("Asia/Tokyo")))

    assert times_told(arrival) == "2:15-2:30 PM"


def test_times_in_the_spring_gap_are_skipped() -> None:
    across_the_gap = an_arrival(datetime(2026, 3, 8, 6, 50, tzinfo=UTC))

    assert times_told(across_the_gap) == "1:50-3:05 AM"
    assert times_told(across_the_gap, "America/Phoenix") == "11:50 PM-12:05 AM"


def test_times_in_the_autumn_overlap_are_those_on_the_wall() -> None:
    first_half_past_one = an_arrival(datetime(2026, 11, 1, 5, 30, tzinfo=UTC))
    second_half_past_one = an_arrival(datetime(2026, 11, 1, 6, 30, tzinfo=UTC))

    assert times_told(first_half_past_one) == times_told(second_half_past_one) == "1:30-1:45 AM"


@given(brand=brands, first_name=names, arrival=st.none() | arrivals, zone=zones, link=st.none() | st.just(LINK) | names)
def test_every_text_is_one_gsm_part(
    brand: str, first_name: str, arrival: Arrival | None, zone: str, link: str | None
) -> None:
    text = a_text(brand=brand, first_name=first_name, arrival=arrival, time_zone=zone, link=link)

    assert is_one_part(text)
    assert "\u202f" not in text
    assert text.startswith(f"{brand}: {printable_name(first_name)} is on the way")
    assert text.endswith("Reply STOP to opt out.")


@given(first_name=names, arrival=st.none() | arrivals)
def test_no_text_without_a_link_can_be_tapped(first_name: str, arrival: Arrival | None) -> None:
    text = a_text(first_name=first_name, arrival=arrival)

    assert not LINKABLE.search(text)


@given(earliest=instants, zone=zones)
def test_five_minute_marks_are_marks_in_every_zone(earliest: datetime, zone: str) -> None:
    mark = earliest.replace(minute=earliest.minute // 5 * 5)

    times = times_told(an_arrival(mark), zone)

    assert re.fullmatch(r"1?\d:[0-5][05]( [AP]M)?-1?\d:[0-5][05] [AP]M", times)


def test_the_longest_text_without_a_link_fits() -> None:
    text = a_text(brand="[" * 15, first_name="W" * 99, arrival=an_arrival(AFTERNOON.replace(hour=16, minute=50)))

    assert brand_problem("[" * 15) is None
    assert septets(text) == 126


@given(name=names)
def test_every_name_becomes_printable(name: str) -> None:
    printed = printable_name(name)

    assert 1 <= len(printed) <= 20
    assert septets(printed) == len(printed)
    assert all(character.isalpha() or character in " '-." for character in printed)
    assert not any(unicodedata.category(character).startswith("C") for character in printed)
    assert printed == " ".join(printed.split())
    assert printed[0].isalpha()
    assert printed[-1] not in "'-"


@given(name=names)
def test_no_name_can_be_tapped(name: str) -> None:
    printed = printable_name(name)

    assert not LINKABLE.search(printed)


@given(name=names)
def test_a_printable_name_stays_as_it_is(name: str) -> None:
    printed = printable_name(name)

    assert printable_name(printed) == printed


@pytest.mark.parametrize(
    "name", ["Sam", "Renè", "Zoé", "Müller", "Iñaki", "Søren", "O'Brien", "Anne-Marie", "J. R.", "Groß", "van der Berg"]
)
def test_letters_every_phone_has_are_kept(name: str) -> None:
    assert printable_name(name) == name


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("François", "Francois"),
        ("Łukasz", "Lukasz"),
        ("Đặng", "Dang"),
        ("Þórður", "Thordur"),
        ("ÞÓRÐUR", "THORDUR"),
        ("Œdipe", "Oedipe"),
        ("Yıldız", "Yildiz"),
        ("İrem", "Irem"),
        ("Zoe\u0301", "Zoé"),
        ("Ｓａｍ", "Sam"),
        ("Сергей", "Sergey"),
        ("Юлия Щукина", "Yuliya Shchukina"),
        ("ЖАННА", "ZHANNA"),
        ("Наталья", "Natalya"),
        ("Ђорђе", "Djordje"),
        ("Γιώργος", "Giorgos"),
        ("ΔΗΜΗΤΡΗΣ", "DIMITRIS"),
        ("D’Angelo", "D'Angelo"),
        ("Kaʻiulani", "Ka'iulani"),
        ("Anne–Marie", "Anne-Marie"),
    ],
)
def test_other_letters_are_transliterated(name: str, printed: str) -> None:
    assert printable_name(name) == printed


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("  Sam \t Lee\u00a0\u202f ", "Sam Lee"),
        ("Sam\nLee\r\n", "Sam Lee"),
        ("Sa\x00m\x07", "Sam"),
        ("S\u200bam\u200d\ufeff", "Sam"),
        ("\u202eSam\u202c \u2067Lee\u2069", "Sam Lee"),
        ("Sam \U0001f527\ufe0f", "Sam"),
        ("Sam 2", "Sam"),
        ("李 Wei", "Wei"),
        ("Sam\ud800", "Sam"),
        ("<b>Sam</b>", "b Sam b"),
    ],
)
def test_what_is_not_a_letter_is_stripped(name: str, printed: str) -> None:
    assert printable_name(name) == printed


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("Sam http://evil.tk", "Sam"),
        ("Sam ht\u200btps://evil.tk/x?y=1", "Sam"),
        ("Sam http：／／evil.tk", "Sam"),
        ("Sam WWW.evil.tk", "Sam"),
        ("Sam sam@evil.tk", "Sam"),
        ("Sam.evil.tk", "Sam. evil. tk"),
        ("Sam evil．tk/x", "Sam evil. tk x"),
        ("Sam.\u200bevil", "Sam. evil"),
        ("Dr.Smith", "Dr. Smith"),
        ("http://evil.tk", "Your technician"),
    ],
)
def test_what_looks_like_a_link_is_removed_or_made_harmless(name: str, printed: str) -> None:
    assert printable_name(name) == printed


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("Bartholomew Maximilian", "Bartholomew Maximili"),
        ("Bartholomew Georgian Smith", "Bartholomew Georgian"),
        ("Bartholomew Georgia Smith", "Bartholomew Georgia"),
        ("Bartholomew-Georgia-Ann", "Bartholomew-Georgia"),
    ],
)
def test_a_name_is_cut_to_twenty_characters_and_ends_in_a_letter(name: str, printed: str) -> None:
    assert printable_name(name) == printed


@pytest.mark.parametrize("name", ["", " ", "李小龙", "محمد", "😀", "...", "'-'", "42", "\u202e"])
def test_when_nothing_readable_is_left_it_is_your_technician(name: str) -> None:
    assert printable_name(name) == "Your technician"


@pytest.mark.parametrize(
    ("text", "length"),
    [("", 0), ("Sam", 3), ("é\n£", 3), ("[€]", 6), ("ΔΦ", 2), ("2:30\u202fPM", None), ("ç", None), ("😀", None)],
)
def test_extension_characters_take_two_septets(text: str, length: int | None) -> None:
    assert septets(text) == length


@pytest.mark.parametrize(
    ("text", "fits"), [("x" * 160, True), ("x" * 161, False), ("x" * 159 + "€", False), ("ж", False)]
)
def test_a_part_has_a_hundred_and_sixty_septets(text: str, fits: bool) -> None:
    assert is_one_part(text) is fits


@pytest.mark.parametrize(
    "brand",
    ["Acme Plumbing", "St. Mary's", "24/7 Heating & Air", "J.R. & Sons", "Señor Rooter", "No. 1 Roofing", "x" * 30],
)
def test_a_brand_in_plain_letters_is_fine(brand: str) -> None:
    assert brand_problem(brand) is None


@pytest.mark.parametrize(
    ("brand", "problem"),
    [
        ("", "empty"),
        (" \t", "empty"),
        ("Acme\nPlumbing", "control characters"),
        ("Acme\x1b", "control characters"),
        ("Acme\u202e", "invisible"),
        ("Acme\ud800", "invisible"),
        ("Сантехник", "cannot carry: С а"),
        ("x" * 31, "longer than 30"),
        ("[" * 16, "longer than 30"),
        ("https://acme", "link"),
        ("www.acme", "link"),
        ("Acme.com", "link"),
        ("Acme 10.0.0.1", "link"),
        ("help@acme.com", "link"),
    ],
)
def test_a_brand_that_would_spoil_the_text_is_refused_with_the_reason(brand: str, problem: str) -> None:
    assert problem in (brand_problem(brand) or "")


@given(brand=st.text(max_size=40))
def test_a_brand_without_a_problem_is_short_and_plain(brand: str) -> None:
    length = septets(brand)

    assert brand_problem(brand) is not None or (length is not None and length <= 30)
