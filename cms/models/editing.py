"""What the page editor checks when a page is saved: its key, its numbered parts, how scenes hang together."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm


class KeyedPageForm(WagtailAdminPageForm):
    """Gives a page its key when the author has left it empty, and keeps keys unique and unchanged."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        page, parent = self.instance, self.parent_page.specific
        old = page.key
        key = cleaned.get("key") or page.default_key(parent)
        if page.pk and page.first_published_at and old and key != old:
            self.add_error("key", ValidationError(_("Learners' records carry this key. It cannot change any more.")))
        elif page.key_is_taken(key, parent):
            self.add_error("key", ValidationError(_("Another page has this key. Choose a new one.")))
        elif len(key) > page.longest_key:
            self.add_error("key", ValidationError(_("This key is too long. Choose a shorter one.")))
        cleaned["key"] = key
        page.number_parts(cleaned, parent)
        if not self.is_deferred_validation:  # a draft may be unfinished
            for field, sentence in page.faults(cleaned):
                self.add_error(field, ValidationError(sentence))
        return cleaned
