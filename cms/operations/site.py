"""The languages of the site and the root page of each."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext, override
from wagtail.models import Locale, Page, Site

from core.text import LANGUAGES

from ..models import HomePage

MAIN = "ru"


@transaction.atomic
def prepare_site() -> dict[str, HomePage]:
    """A home page for every language, by language; Wagtail's welcome page goes. Safe to repeat."""
    homes = {home.locale.language_code: home for home in HomePage.objects.select_related("locale")}
    if len(homes) == len(LANGUAGES):
        return homes
    locales = {name: Locale.objects.get_or_create(language_code=name)[0] for name in LANGUAGES}
    root = Page.objects.get(depth=1)
    first = next(iter(homes.values()), None)
    for name in LANGUAGES:
        if name in homes:
            continue
        with override(name):
            home = HomePage(title=gettext("Ochag"), slug=f"ochag-{name}", locale=locales[name])
        if first:
            home.translation_key = first.translation_key
        root.add_child(instance=home)
        first = first or home
        homes[name] = home
    site = Site.objects.filter(is_default_site=True).first() or Site(hostname="localhost", is_default_site=True)
    welcome = site.root_page if site.pk else None
    site.root_page = homes[MAIN]
    site.save()
    if welcome and welcome.specific_class is Page and not welcome.numchild:
        Page.objects.get(pk=welcome.pk).delete()
    return homes
