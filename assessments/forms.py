"""Questions and observations as forms. Questions are drawn by hand: a form library costs more than the answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.text import best_language

from .choices import QuestionKind, Seen
from .models import QuestionVersion
from .rules import KINDS, Shown, Told, Unclear, looks_private, split_stem
from .rules.kinds import Form


@dataclass(frozen=True)
class QuestionForm:
    """What templates/assessments/question_form.html draws.

    scene, ask: clean HTML, the story and the question; unclear: what is missing in what was just sent.
    """

    scene: SafeString
    ask: SafeString
    shown: Shown
    text_language: str
    unsure: bool
    unclear: Unclear | None = None

    @classmethod
    def of(
        cls,
        version: QuestionVersion,
        language: str,
        answer: Mapping[str, Any],
        *,
        sent: Form | None = None,
        unclear: Unclear | None = None,
    ) -> QuestionForm:
        text_language, text = text_in(version, language)
        scene, ask = split_stem(text["stem"])
        if version.kind == QuestionKind.CLOZE:  # the gaps are in the sentence itself
            scene, ask, text = "", "", {**text, "stem": _inline(text["stem"])}
        shown = KINDS[version.kind].show(version.spec, text, answer, version.digest)
        if sent is not None:
            shown = shown.filled(sent)
        unsure = bool(sent.get("unsure") if sent is not None else answer.get("unsure"))
        return cls(mark_safe(scene), mark_safe(ask), shown, text_language, unsure, unclear)  # noqa: S308 -- clean since it was stored

    @property
    def lang(self) -> SafeString:
        """The attribute that tells a screen reader the text is in another language than the page."""
        other = self.text_language != get_language()
        return format_html(' lang="{}"', self.text_language) if other else SafeString("")

    @property
    def error_target(self) -> str:
        """The id of the first field to look at."""
        if self.unclear is None:
            return ""
        return f"{self.unclear.field}-1" if self.shown.widget in {"radio", "checkbox"} else self.unclear.field


def text_in(version: QuestionVersion, language: str) -> tuple[str, Mapping[str, Any]]:
    """The words of a question in the language, or in the one people fall back to; and which one it is."""
    found = best_language(language, version.texts)
    return found, version.texts[found]


def explained(version: QuestionVersion, language: str, answer: Mapping[str, Any]) -> tuple[list[Told], str]:
    """The key beside the answer, and the reason: for practice alone."""
    _language, text = text_in(version, language)
    return KINDS[version.kind].explain(version.spec, text, answer), text.get("feedback", "")


def summary(version: QuestionVersion, language: str, answer: Mapping[str, Any]) -> tuple[SafeString, str]:
    """The question and the answer in words, for the list of answers."""
    _language, text = text_in(version, language)
    _scene, ask = split_stem(text["stem"])
    said = "" if answer.get("unsure") else KINDS[version.kind].said(version.spec, text, answer)
    return mark_safe(ask), said  # noqa: S308 -- clean since it was stored


def _inline(html: str) -> str:
    return html.replace("</p><p>", "<br>").replace("<p>", "").replace("</p>", "")


HEADER = ("observed_on", "where", "role_play", "strength", "next_step")


class ObservationForm(forms.Form):
    """What an assessor saw. lines: line id -> what an assessor can see somebody do."""

    observed_on = forms.DateField(
        label=_("Date"), input_formats=["%Y-%m-%d", "%d.%m.%Y"], widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    where = forms.CharField(label=_("Place"), max_length=200)
    role_play = forms.BooleanField(label=_("This was a role play"), required=False)
    strength = forms.CharField(label=_("One strength"), max_length=1000, widget=forms.Textarea({"rows": 2}))
    next_step = forms.CharField(label=_("One next step"), max_length=1000, widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args: Any, lines: Mapping[str, str], critical: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.texts = lines
        self.fields["observed_on"].widget.attrs["max"] = timezone.localdate().isoformat()
        for line, text in lines.items():
            choices = [each for each in Seen.choices if not (line in critical and each[0] == Seen.NOT_APPLICABLE)]
            self.fields[f"seen-{line}"] = forms.ChoiceField(
                label=text, choices=choices, error_messages={"required": _("Choose one answer")}
            )
            self.fields[f"note-{line}"] = forms.CharField(label=_("Note"), required=False, max_length=500)
        self.order_fields([*(name for name in self.fields if name not in HEADER), *HEADER])
        for name in HEADER:
            self.fields[name].error_messages["required"] = _("Write a few words")
        self.fields["observed_on"].error_messages |= dict.fromkeys(("required", "invalid"), _("Choose a date"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, value in list(cleaned.items()):
            if isinstance(value, str) and looks_private(value):
                self.add_error(name, _("Take out personal numbers, telephone numbers and dates of birth."))
        return cleaned

    def header(self) -> list[forms.BoundField]:
        return [self[name] for name in HEADER]

    def rows(self) -> Iterator[tuple[forms.BoundField, forms.BoundField]]:
        """(seen, note) for every line."""
        for line in self.texts:
            yield self[f"seen-{line}"], self[f"note-{line}"]

    def lines(self) -> dict[str, dict[str, str]]:
        sent = self.cleaned_data
        return {line: {"seen": sent[f"seen-{line}"], "note": sent[f"note-{line}"]} for line in self.texts}
