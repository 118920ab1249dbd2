"""Scenes of a branching case, and lines of observed practice."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import BlockGroup

from .ask import identifier

RESULTS = [("pass", _("Good: the scenario is passed")), ("retry", _("Not yet: try another way"))]


class MeterBlock(blocks.StructBlock):
    code = identifier(label=_("Code"), help_text=_("The same in every language, as child_safety."))
    words = blocks.CharBlock(max_length=60, required=False, label=_("Name shown to learners"))

    class Meta:
        icon = "order"
        label = _("Meter")


def _effect(label: str) -> blocks.IntegerBlock:
    return blocks.IntegerBlock(min_value=-2, max_value=2, default=0, label=label)


class ChoiceBlock(blocks.StructBlock):
    text = blocks.TextBlock(rows=2, label=_("What the learner can do"))
    next = identifier(label=_("Next scene or ending"))
    feedback = blocks.TextBlock(rows=2, label=_("What happens, and why"))
    effect_1 = _effect(_("Effect on the first meter"))
    effect_2 = _effect(_("Effect on the second meter"))
    effect_3 = _effect(_("Effect on the third meter"))

    class Meta:
        icon = "arrow-right"
        label = _("Choice")
        form_layout = BlockGroup(children=["text", "next", "feedback"], settings=["effect_1", "effect_2", "effect_3"])


class SceneBlock(blocks.StructBlock):
    key = identifier(label=_("Scene"), help_text=_("Choices name it as their next scene: n1, n2 …"))
    text = blocks.TextBlock(rows=3, label=_("What happens"))
    choices = blocks.ListBlock(ChoiceBlock(), min_num=2, max_num=5, label=_("Choices"))

    class Meta:
        icon = "comment"
        label = _("Scene")
        label_format = "{key}: {text}"


class EndingBlock(blocks.StructBlock):
    key = identifier(label=_("Ending"), help_text=_("Choices name it as their next scene: e_good …"))
    text = blocks.TextBlock(rows=3, label=_("How it ends"))
    result = blocks.ChoiceBlock(choices=RESULTS, label=_("Result"))

    class Meta:
        icon = "flag"
        label = _("Ending")
        label_format = "{key}: {text}"


class LineBlock(blocks.StructBlock):
    text = blocks.CharBlock(max_length=300, label=_("What an assessor can see somebody do"))
    critical = blocks.BooleanBlock(required=False, label=_("Critical"), help_text=_("Must be seen to pass."))
    key = identifier(
        required=False, label=_("Key"), help_text=_("Leave it empty: it is given by itself. Never change it.")
    )

    class Meta:
        icon = "view"
        label = _("Line")
        form_layout = BlockGroup(children=["text", "critical"], settings=["key"])
