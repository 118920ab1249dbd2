"""People and places, with nothing that surprises."""

from datetime import date

import factory

from people.choices import Kind, Level
from people.models import Authority, AuthorityName, Institution, Post, Responsibility, Role, User


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    name_official = factory.Sequence(lambda n: f"Бекова Айгүл {n}")
    name_short = "Айгүл"
    language = "ru"


class AuthorityFactory(factory.django.DjangoModelFactory):
    """AuthorityFactory(parent=region, code="SOATE-1", name="Сокулукский район")"""

    class Meta:
        model = Authority

    parent = None
    name = ""
    code = factory.Sequence(lambda n: f"X-{n}")
    country = "KG"
    level = Level.DISTRICT

    @classmethod
    def _create(cls, model_class, *args, parent=None, name="", **fields):
        fields["code_path"] = f"{parent.code_path}/{fields['code']}" if parent else fields["code"]
        node = parent.add_child(**fields) if parent else model_class.add_root(**fields)
        AuthorityName.objects.create(authority=node, language="ru", name=name or fields["code"])
        return node

    @classmethod
    def _build(cls, model_class, *args, **fields):
        raise NotImplementedError("a tree node lives in a tree")


class InstitutionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Institution

    code = factory.Sequence(lambda n: f"home-{n}")
    authority = factory.SubFactory(AuthorityFactory)
    names = factory.Sequence(lambda n: {"ru": f"Дом ребёнка {n}", "ky": f"Наристелер үйү {n}"})


class RoleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Role
        django_get_or_create = ("code",)

    code = "EDU"
    names = {"ru": "воспитатель", "ky": "тарбиячы", "en": "educator"}


class PostFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Post

    person = factory.SubFactory(PersonFactory)
    institution = factory.SubFactory(InstitutionFactory)
    role = factory.SubFactory(RoleFactory)
    starts_on = date(2020, 1, 1)


def give(person: User, kind: Kind, where: Authority | Institution) -> Responsibility:
    """Make somebody answer for a subtree or an institution since 2020."""
    home = isinstance(where, Institution)
    return Responsibility.objects.create(
        person=person,
        kind=kind,
        authority=None if home else where,
        institution=where if home else None,
        starts_on=date(2020, 1, 1),
    )
