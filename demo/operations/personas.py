from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from cms.operations import give_authoring
from courses.choices import ActivityKind
from people.choices import Kind
from people.models import Authority, Institution, Post, Responsibility, User

from ..queries import username_of
from .evidence import Evidence, Plan
from .periods import Period, enrolment_of, store_periods
from .places import prepared

LEARNER = ("Бекова Айгүл", "Айгүл")
LEFT_OPEN = "C6"  # the module the learner still has to finish


def store_officials(*, today: date) -> User:
    """The trainer and the ministry's specialist, who have no post. Returns the trainer."""
    trainer, ministry = User.objects.bulk_create(
        [
            _official("trainer", "Асанова Динара Эсеновна", "Динара"),
            _official("ministry", "Орозбаев Нурлан Кадырович", "Нурлан"),
        ]
    )
    region, country = Authority.objects.get(code="KG-C"), Authority.objects.get(code="KG")
    _answers_for(trainer, Kind.TRAINER, region, today)
    _answers_for(ministry, Kind.MINISTRY, country, today)
    give_authoring(person=trainer)
    return trainer


def name_personas(*, posts: dict[str, list[Post]], today: date) -> Post:
    """The director, the district's specialist and the learner are three of the four hundred. Returns her post."""
    home = posts["topolyok"]
    _become(home[0], "director", "Мамбетова Гүлнара Садыковна", "Гүлнара")
    _answers_for(home[0].person, Kind.INSTITUTION_MANAGER, home[0].institution, today)
    office = posts["sokuluk-office"][0]
    _become(office, "district", "Ковалёва Ирина Петровна", "Ирина")
    _answers_for(office.person, Kind.AUTHORITY_MANAGER, office.institution.authority, today)
    hers = next(post for post in home if post.role.code == "CAR" and not post.leaves.exists())
    _become(hers, "learner", *LEARNER)
    hers.rate, hers.starts_on = "1.00", today - timedelta(days=24 * 365)
    hers.save(update_fields=["rate", "starts_on"])
    hers.person.posts.exclude(pk=hers.pk).delete()
    return hers


def store_learner(*, plan: Plan, post: Post, evidence: Evidence, random: Random, today: date) -> None:
    """She has done everything but one module, which she has just begun; its practice was observed already."""
    opened = today - timedelta(days=75)
    left = next((module for module in plan.outline.modules if module.key == LEFT_OPEN), None)
    compulsory = plan.outline.compulsory_modules(post.role.code)
    if left not in compulsory:
        left = compulsory[-1]
    keys = [step.key for module in compulsory if module is not left for step in module.steps]
    period = Period(enrolment_of(plan, post, opened, today + timedelta(days=24)), post, 0.0, today)
    store_periods(plan=plan, periods=[period], evidence=evidence, random=random)
    for place, key in enumerate(keys):
        day = opened + timedelta(days=70 * place // len(keys))
        evidence.did(plan, period.enrolment, key, _at(day, 21, place % 60))
    yesterday = _at(today - timedelta(days=1), 21, 40)
    for step in left.steps:
        if step.kind == ActivityKind.OBSERVATION:
            evidence.did(plan, period.enrolment, step.key, yesterday)
    first = next(step for step in left.steps if step.kind == ActivityKind.LESSON)
    evidence.opened(period.enrolment, plan.items[first.key].activity, 2, yesterday + timedelta(minutes=9))
    evidence.store()


def _at(day: date, hour: int, minute: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def _official(persona: str, official: str, short: str) -> User:
    return prepared(
        User(
            username=username_of(persona),
            name_official=official,
            name_short=short,
            email=f"{persona}@example.org",
            language="ru",
        )
    )


def _become(post: Post, persona: str, official: str, short: str) -> None:
    person = post.person
    person.username, person.name_official, person.name_short = username_of(persona), official, short
    person.language, person.sex = "ru", "f"
    person.email = "" if persona == "learner" else f"{persona}@example.org"
    person.save()


def _answers_for(person: User, kind: Kind, where: Authority | Institution, today: date) -> None:
    Responsibility.objects.create(
        person=person,
        kind=kind,
        authority=where if isinstance(where, Authority) else None,
        institution=where if isinstance(where, Institution) else None,
        starts_on=today - timedelta(days=900),
    )
