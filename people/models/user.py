from __future__ import annotations

import secrets
from typing import Any, ClassVar, Self

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from core.text import fold, initials, nfc

from ..choices import Sex

LANGUAGE_CHOICES = [("en", "English"), ("ru", "Русский"), ("ky", "Кыргызча")]


def new_username() -> str:
    """A name no person has to know: carers sign in by slip, managers by e-mail."""
    return f"p{secrets.token_hex(8)}"


class User(AbstractUser):
    """A person: learner, trainer, manager. One official name, never first and last."""

    last_name = None  # type: ignore[assignment]  # one official name; Django removes a field set to None
    username = models.CharField(max_length=40, unique=True, default=new_username)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    name_official = models.CharField(_("full name, as in the document"), max_length=200)
    name_short = models.CharField(_("short name"), max_length=100, blank=True)
    name_latin = models.CharField(_("name in Latin letters"), max_length=200, blank=True)
    name_folded = models.CharField(max_length=400, editable=False, db_index=True)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex, blank=True)
    birth_year = models.PositiveSmallIntegerField(_("year of birth"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=8, choices=LANGUAGE_CHOICES, default="ru")

    objects: ClassVar[UserManager[Self]] = UserManager()

    REQUIRED_FIELDS = ["email", "name_official"]

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), condition=~Q(email=""), name="one_person_per_email"),
        ]

    def __str__(self) -> str:
        return self.name_official

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name_official = nfc(self.name_official)
        self.name_folded = fold(f"{self.name_official} {self.name_latin}")
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        return self.name_official

    def get_short_name(self) -> str:
        return self.name_short or self.name_official

    @property
    def first_name(self) -> str:  # type: ignore[override]
        """Not a column: only what Wagtail's sidebar greets people by."""
        return self.get_short_name()

    @property
    def initials(self) -> str:
        return initials(self.name_official)
