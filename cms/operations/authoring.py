"""Who may write: a group of Wagtail that follows from responsibilities."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from people.models import User
from people.models.scope import scope_of

from .site import prepare_site

TRAINERS = "Trainers"
ON_PAGES = ("add_page", "change_page", "publish_page")
ON_PICTURES = ("add_image", "change_image", "choose_image")
ANYWHERE = (("wagtailadmin", "access_admin"), ("simple_translation", "submit_translation"))


@transaction.atomic
def give_authoring(*, person: User) -> None:
    """Let a person write, publish and translate pages, and add pictures. Safe to repeat.

    Signing in takes it away again from somebody who answers for no training: see sync_authoring.
    """
    person.groups.add(trainers())


def sync_authoring(*, person: User) -> None:
    """Whoever is a trainer or administrator today may write; whoever is not, may not. Two queries if all is well."""
    member = person.groups.filter(name=TRAINERS).exists()
    if scope_of(person).authors() == member:
        return
    if member:
        person.groups.remove(*person.groups.filter(name=TRAINERS))
    else:
        give_authoring(person=person)


def trainers() -> Group:
    """The group, with the permissions it needs. Safe to repeat."""
    group, _new = Group.objects.get_or_create(name=TRAINERS)
    wanted = _permissions([*ANYWHERE, *(("wagtailcore", name) for name in ON_PAGES)])
    group.permissions.add(*(wanted[label, name] for label, name in ANYWHERE))
    for home in prepare_site().values():
        for name in ON_PAGES:
            GroupPagePermission.objects.get_or_create(
                group=group, page_id=home.pk, permission=wanted["wagtailcore", name]
            )
    pictures = _permissions([("wagtailimages", name) for name in ON_PICTURES])
    everything = Collection.objects.get(depth=1)
    for permission in pictures.values():
        GroupCollectionPermission.objects.get_or_create(group=group, collection=everything, permission=permission)
    return group


def _permissions(names: list[tuple[str, str]]) -> dict[tuple[str, str], Permission]:
    found = Permission.objects.filter(codename__in=[name for _label, name in names]).select_related("content_type")
    return {(each.content_type.app_label, each.codename): each for each in found}
