from __future__ import annotations

from datetime import date
from random import Random

from django.db import transaction
from django.utils import timezone

from people.models import Post
from reports.operations import refresh_rollups

from ..queries import find_persona
from ..rules import HOMES, draw_fate
from .evidence import Evidence, Plan
from .periods import Period, periods_of, store_periods
from .personas import name_personas, store_learner, store_officials
from .places import hire_staff, store_homes


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SEED = 2026
WHO = {  # course -> roles it is meant for, share of them that was ever enrolled
    "C": (None, 1.0),
    "B": (_words("DIR DEP EDU CAR NGT NUR SWK HSK SGC LA-SP"), 0.45),
    "A": (_words("CM SWK SPD LA-SP AO-SW GUA GKM FSW"), 0.8),
}
NOT_FOR_C = _words("LA-SP AO-SW GUA GKM ADM DRV TEA")


@transaction.atomic
def seed_demo(*, today: date | None = None) -> bool:
    """Twelve invented institutions and four hundred invented people in every state of progress.

    False, and nothing changes, if they are there. Needs the authorities, the roles and the courses A, B and C.
    """
    if find_persona("learner"):
        return False
    today = today or timezone.localdate()
    random = Random(SEED)  # noqa: S311 -- invented people, the same on every machine
    trainer = store_officials(today=today)
    posts = hire_staff(homes=store_homes(today=today), random=random, today=today)
    learner = name_personas(posts=posts, today=today)
    evidence = Evidence(random=random, assessor=trainer)
    for code in WHO:
        plan = Plan(code)
        periods = _periods(plan, posts, learner, random, today)
        store_periods(plan=plan, periods=periods, evidence=evidence, random=random)
        if code == "C":
            store_learner(plan=plan, post=learner, evidence=evidence, random=random, today=today)
    refresh_rollups(day=today)
    return True


def _periods(plan: Plan, posts: dict[str, list[Post]], learner: Post, random: Random, today: date) -> list[Period]:
    roles, share = WHO[plan.course.code]
    found: list[Period] = []
    for home in HOMES:
        for post in posts[home.code]:
            fate = draw_fate(random, home.pace, fresh=(today - post.starts_on).days < 400)
            meant = post.role.code in roles if roles else post.role.code not in NOT_FOR_C
            if meant and random.random() < share and post.person_id != learner.person_id:
                found += periods_of(plan, post, fate, today)
    return found
