from types import SimpleNamespace

import pytest
from django.core.cache import cache

from people.choices import Kind, Level
from tests.factories import AuthorityFactory, InstitutionFactory, PersonFactory, a_course, give


@pytest.fixture(autouse=True)
def _nothing_kept():
    cache.clear()


@pytest.fixture
def course():
    return a_course("base")


@pytest.fixture
def places():
    """A country with two regions, a district with two homes, a district with one, and a home in the other region."""
    country = AuthorityFactory(code="KG", name="Кыргызстан", level=Level.COUNTRY)
    chuy = AuthorityFactory(parent=country, code="KG-C", name="Чуйская область", level=Level.REGION)
    talas = AuthorityFactory(parent=country, code="KG-T", name="Таласская область", level=Level.REGION)
    sokuluk = AuthorityFactory(parent=chuy, code="D-SOK", name="Сокулукский район")
    kemin = AuthorityFactory(parent=chuy, code="D-KEM", name="Кеминский район")
    home = InstitutionFactory(code="belovodsk", authority=sokuluk, names={"ru": "Дом «Беловодск»"})
    school = InstitutionFactory(code="shopokov", authority=sokuluk, names={"ru": "Интернат «Шопоков»"})
    centre = InstitutionFactory(code="umut", authority=kemin, names={"ru": "Центр «Умут»"})
    far = InstitutionFactory(code="manas", authority=talas, names={"ru": "Дом «Манас»"})
    return SimpleNamespace(
        country=country,
        chuy=chuy,
        talas=talas,
        sokuluk=sokuluk,
        kemin=kemin,
        home=home,
        school=school,
        centre=centre,
        far=far,
    )


@pytest.fixture
def sign_in(client, places):
    """sign_in("director") -> the person, whose client reads in English."""

    def come(who):
        if who == "anonymous":
            return None
        person = PersonFactory(language="en", name_official=f"The {who}")
        held = {
            "director": (Kind.INSTITUTION_MANAGER, places.home),
            "district": (Kind.AUTHORITY_MANAGER, places.sokuluk),
            "region": (Kind.AUTHORITY_MANAGER, places.chuy),
            "ministry": (Kind.MINISTRY, places.country),
            "observer": (Kind.OBSERVER, places.chuy),
            "trainer": (Kind.TRAINER, places.country),
            "administrator": (Kind.ADMINISTRATOR, places.country),
        }
        if who in held:
            give(person, *held[who])
        client.force_login(person)
        return person

    return come
