from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from treebeard.mp_tree import MP_Node, MP_NodeManager, MP_NodeQuerySet

from core.text import FALLBACK

from ..choices import Level
from .scope import scope_of
from .user import User


class AuthorityQuerySet(MP_NodeQuerySet):
    def within(self, authority: Authority) -> Self:
        """The authority and everything below it."""
        return self.filter(path__startswith=authority.path)

    def visible_to(self, user: User) -> Self:
        """The subtrees a person answers for today, and the home authority of an institution's manager."""
        return self.filter(scope_of(user).authorities())

    def named(self, language: str, day: date | None = None) -> Self:
        """Add ``name``: what the place was called on the day, in the language or the nearest one."""
        day = day or timezone.localdate()
        in_force = AuthorityName.objects.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gt=day),
            authority=OuterRef("pk"),
        )
        wanted = [
            Subquery(in_force.filter(language=each).order_by("-valid_from").values("name")[:1])
            for each in dict.fromkeys((language, *FALLBACK))
        ]
        return self.annotate(name=Coalesce(*wanted, F("code")))


class AuthorityManager(MP_NodeManager.from_queryset(AuthorityQuerySet)):
    def get_queryset(self) -> AuthorityQuerySet:
        """Ours: the tree's own manager would answer with a queryset that knows no scope and no names."""
        return AuthorityQuerySet(self.model, using=self._db).order_by("path")


class Authority(MP_Node):
    """A node of the administrative tree. Its names live beside it, each with its dates."""

    code = models.CharField(max_length=40, unique=True)
    country = models.CharField(max_length=2)
    level = models.CharField(max_length=20, choices=Level)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="absorbed")

    code_path = models.CharField(max_length=255, editable=False, help_text="codes from the country down, by /")

    node_order_by: list[str] = []
    objects = AuthorityManager()

    class Meta:
        verbose_name_plural = "authorities"
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="authority_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class AuthorityName(models.Model):
    """What a place is called, in one language, from one day to another."""

    authority = models.ForeignKey(Authority, models.CASCADE, related_name="names")
    language = models.CharField(max_length=8)
    name = models.CharField(max_length=200)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "language", "valid_from"], name="one_name_a_day"),
            models.UniqueConstraint(
                fields=["authority", "language"], condition=Q(valid_from__isnull=True), name="one_first_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name
