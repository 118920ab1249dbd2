from __future__ import annotations

from datetime import date, timedelta
from random import Random

from core.text import fold
from people.models import Authority, Institution, InstitutionPeriod, Leave, Post, Role, User

from ..queries import username_of
from ..rules import HOMES, Home, Names, Person, staff_of

YEAR = 365


def store_homes(*, today: date) -> dict[str, Institution]:
    """The institutions and what they have been, by code. Refused by the database when an authority is missing."""
    authorities = {each.code: each for each in Authority.objects.filter(code__in={home.authority for home in HOMES})}
    homes = Institution.objects.bulk_create(
        Institution(code=home.code, authority=authorities[home.authority], names=home.names()) for home in HOMES
    )
    periods: list[InstitutionPeriod] = []
    for home, row in zip(HOMES, homes, strict=True):
        periods += _periods(home, row, today)
    InstitutionPeriod.objects.bulk_create(periods)
    return {row.code: row for row in homes}


def _periods(home: Home, row: Institution, today: date) -> list[InstitutionPeriod]:
    starts, found = date(1996, 9, 1), []
    for years, kind in home.turned:
        ends = today - timedelta(days=years * YEAR)
        found.append(_period(home, row, kind, "closed", starts, ends))
        starts = ends
    return [*found, _period(home, row, home.kind, home.stage, starts, None)]


def _period(home: Home, row: Institution, kind: str, stage: str, starts: date, ends: date | None) -> InstitutionPeriod:
    return InstitutionPeriod(
        institution=row, kind=kind, ownership=home.ownership, stage=stage, starts_on=starts, ends_on=ends
    )


def hire_staff(*, homes: dict[str, Institution], random: Random, today: date) -> dict[str, list[Post]]:
    """Four hundred people, their posts and leaves; a list of main posts by home, heads first. Some hold two posts."""
    names = Names(random)
    drafts = [(home, person) for home in HOMES for person in staff_of(home, random, names)]
    users = User.objects.bulk_create(_user(number, person) for number, (_home, person) in enumerate(drafts, start=1))
    roles = {role.code: role for role in Role.objects.all()}
    posts = Post.objects.bulk_create(
        Post(
            person=user,
            institution=homes[home.code],
            role=roles[draft.role],
            rate=draft.rate,
            starts_on=today - timedelta(days=draft.since),
        )
        for (home, draft), user in zip(drafts, users, strict=True)
    )
    Leave.objects.bulk_create(
        Leave(
            post=post,
            reason="maternity" if draft.sex == "f" and draft.birth_year > 1985 else "sickness",
            starts_on=today - timedelta(days=draft.leave),
        )
        for (_home, draft), post in zip(drafts, posts, strict=True)
        if draft.leave
    )
    _second_posts(posts, list(homes.values()), random, today)
    found: dict[str, list[Post]] = {code: [] for code in homes}
    for post in posts:
        found[post.institution.code].append(post)
    return found


def _second_posts(posts: list[Post], homes: list[Institution], random: Random, today: date) -> None:
    """A half-rate beside a full one, in the next institution of the list: people of small towns do that."""
    chosen = random.sample([post for post in posts if post.role.code in ("NUR", "PSY", "DEF", "EDU", "HSK")], 22)
    Post.objects.bulk_create(
        Post(
            person=post.person,
            institution=homes[(homes.index(post.institution) + 1) % len(homes)],
            role=post.role,
            rate="0.25",
            starts_on=today - timedelta(days=random.randint(40, 1500)),
        )
        for post in chosen
    )


def _user(number: int, person: Person) -> User:
    user = User(
        username=username_of(f"{number:03d}"),
        name_official=person.name,
        name_short=person.short,
        sex=person.sex,
        birth_year=person.birth_year,
        language=person.language,
        phone=f"+996 700 00 {number // 100:02d} {number % 100:02d}",
    )
    return prepared(user)


def prepared(user: User) -> User:
    """What saving one by one would have done."""
    user.set_unusable_password()
    user.name_folded = fold(f"{user.name_official} {user.name_latin}")
    return user
