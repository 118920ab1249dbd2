"""Twelve institutions of the Chüy region that do not exist, and who would work in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from people.choices import InstitutionKind, Ownership, Stage

from .names import Names

SOKULUK = "SOATE-41708222000000"
_HOME = "CAR CAR CAR CAR CAR EDU EDU EDU EDU NGT NGT NUR NUR HSK HSK HSK PSY DEF SWK MED DRV"
_SCHOOL = "EDU EDU EDU EDU EDU CAR CAR NGT NGT TEA TEA NUR HSK HSK HSK PSY SPD SWK DRV"
_CENTRE = "SWK SWK PSY FSW FSW DEF DCE DCE MOB NUR HSK"
_GROUP = "SGC SGC SGC SGC NGT SWK PSY HSK"
_OFFICE = "LA-SP AO-SW AO-SW AO-SW AO-SW CM CM GUA GKM"
_ROLES: Mapping[InstitutionKind, str] = {
    InstitutionKind.INFANT_HOME: _HOME,
    InstitutionKind.CHILDRENS_HOME: _SCHOOL,
    InstitutionKind.BOARDING_SCHOOL: _SCHOOL,
    InstitutionKind.SPECIAL_SCHOOL: _SCHOOL,
    InstitutionKind.DISABILITY_HOME: _HOME,
    InstitutionKind.SMALL_GROUP_HOME: _GROUP,
    InstitutionKind.DAY_CENTRE: _CENTRE,
    InstitutionKind.FAMILY_CENTRE: _CENTRE,
    InstitutionKind.CRISIS_CENTRE: _CENTRE,
    InstitutionKind.AUTHORITY_OFFICE: _OFFICE,
}
_HEADED = ("DIR", "DEP", "ADM")
_RATES = ("1.00",) * 14 + ("0.50", "0.50", "0.75", "1.25", "1.50")


@dataclass(frozen=True)
class Home:
    """An institution. pace: which mix of FATES its people follow. turned: kinds of earlier years, years ago first."""

    code: str
    authority: str
    kind: InstitutionKind
    stage: Stage
    staff: int
    pace: str
    ru: str
    ky: str
    en: str
    ownership: Ownership = Ownership.STATE
    turned: tuple[tuple[int, InstitutionKind], ...] = ()

    def names(self) -> dict[str, str]:
        return {"ru": self.ru, "ky": self.ky, "en": self.en}


@dataclass(frozen=True)
class Person:
    """Somebody on the staff. since: days the post has been held; leave: days away so far, None while at work."""

    name: str
    short: str
    sex: str
    birth_year: int
    language: str
    role: str
    rate: Decimal
    since: int
    leave: int | None


_K, _S = InstitutionKind, Stage
HOMES = (
    Home("topolyok", SOKULUK, _K.INFANT_HOME, _S.RETRAINING, 47, "steady",
         "Дом ребёнка «Тополёк»", "«Тополёк» наристелер үйү", "Infant home “Topolyok”"),
    Home("altyn-balyk", SOKULUK, _K.CHILDRENS_HOME, _S.MOVING, 43, "slow",
         "Детский дом «Алтын балык»", "«Алтын балык» балдар үйү", "Children's home “Altyn Balyk”"),
    Home("lastochka", SOKULUK, _K.DAY_CENTRE, _S.REOPENED, 19, "quick",
         "Дневной центр «Ласточка»", "«Ласточка» күндүзгү борбору", "Day centre “Lastochka”",
         Ownership.MUNICIPAL, ((4, _K.INFANT_HOME),)),
    Home("sokuluk-office", SOKULUK, _K.AUTHORITY_OFFICE, _S.PLANNED, 16, "quick",
         "Отдел поддержки семьи и детей, Сокулук", "Үй-бүлөнү жана балдарды колдоо бөлүмү, Сокулук",
         "Family and child support department, Sokuluk", Ownership.MUNICIPAL),
    Home("kyzyl-alma", "SOATE-41708203000000", _K.BOARDING_SCHOOL, _S.ASSESSED, 58, "slow",
         "Школа-интернат «Кызыл алма»", "«Кызыл алма» мектеп-интернаты", "Boarding school “Kyzyl Alma”"),
    Home("teremok", "SOATE-41708209000000", _K.SPECIAL_SCHOOL, _S.PLANNED, 47, "late",
         "Специальная школа-интернат «Теремок»", "«Теремок» атайын мектеп-интернаты", "Special school “Teremok”"),
    Home("ak-kuu", "SOATE-41708217000000", _K.DISABILITY_HOME, _S.ASSESSED, 52, "late",
         "Дом-интернат «Ак куу»", "«Ак куу» үй-интернаты", "Home for children with disabilities “Ak Kuu”"),
    Home("tok-uya", "SOATE-41708400000010", _K.SMALL_GROUP_HOME, _S.REOPENED, 14, "quick",
         "Малый групповой дом «Уя»", "«Уя» чакан топтук үйү", "Small group home “Uya”", Ownership.MUNICIPAL),
    Home("bereket", "SOATE-41708400000010", _K.FAMILY_CENTRE, _S.REOPENED, 22, "steady",
         "Центр поддержки семьи «Береке»", "«Береке» үй-бүлөнү колдоо борбору", "Family support centre “Bereke”",
         Ownership.MUNICIPAL, ((3, _K.CHILDRENS_HOME),)),
    Home("mayak", "SOATE-41708206000000", _K.CRISIS_CENTRE, _S.PLANNED, 12, "steady",
         "Кризисный центр «Маяк»", "«Маяк» кризистик борбору", "Crisis centre “Mayak”", Ownership.PRIVATE),
    Home("kun-nuru", "SOATE-41708219000000", _K.CHILDRENS_HOME, _S.RETRAINING, 57, "steady",
         "Детский дом «Күн нуру»", "«Күн нуру» балдар үйү", "Children's home “Kun Nuru”"),
    Home("chuy-office", "SOATE-41708223000000", _K.AUTHORITY_OFFICE, _S.PLANNED, 13, "slow",
         "Отдел поддержки семьи и детей, Чуйский район", "Үй-бүлөнү жана балдарды колдоо бөлүмү, Чүй району",
         "Family and child support department, Chüy district", Ownership.MUNICIPAL),
)  # fmt: skip


def staff_of(home: Home, random: Random, names: Names) -> Iterator[Person]:
    """The people of a home, the director first. One in seven came within the last year, one in twenty-five is away."""
    heads = ("LA-SP",) if home.kind == InstitutionKind.AUTHORITY_OFFICE else _HEADED
    pool = _ROLES[home.kind].split()
    for place in range(home.staff):
        role = heads[place] if place < len(heads) else random.choice(pool)
        sex = "m" if role == "DRV" or random.random() < 0.12 else "f"
        name, short, language = names.draw(sex)
        away = place >= len(heads) and random.random() < 0.04
        fresh = place >= len(heads) and random.random() < 0.14
        yield Person(
            name=name,
            short=short,
            sex=sex,
            birth_year=random.randint(1962, 2001),
            language=language,
            role=role,
            rate=Decimal("1.00") if place < len(heads) else Decimal(random.choice(_RATES)),
            since=random.randint(20, 330) if fresh else random.randint(1600, 8500),
            leave=random.randint(15, 400) if away and not fresh else None,
        )
