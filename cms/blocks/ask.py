"""Ask: seven kinds of question. `key` stays with a question for good; left empty, it is numbered by itself."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import BlockGroup
from wagtail.blocks.struct_block import StructBlockValidationError

GAP = re.compile(r"\[(\d+)\]")
DIFFICULTIES = [(1, _("Easy")), (2, _("Middling")), (3, _("Hard"))]


def identifier(**kwargs: Any) -> blocks.CharBlock:
    """A short name that never changes: q3, n1, e_good."""
    rule = RegexValidator(r"^[A-Za-z][\w-]*$", _("Use Latin letters, digits, - and _. Start with a letter."))
    return blocks.CharBlock(max_length=40, validators=[rule], **kwargs)


class OptionBlock(blocks.StructBlock):
    text = blocks.CharBlock(max_length=400, label=_("Answer"))
    right = blocks.BooleanBlock(required=False, label=_("Right"))
    feedback = blocks.CharBlock(max_length=600, required=False, label=_("What to say to whoever chooses it"))

    class Meta:
        icon = "radio-empty"
        label = _("Answer")


class PairBlock(blocks.StructBlock):
    left = blocks.CharBlock(max_length=300, label=_("Left"))
    right = blocks.CharBlock(max_length=300, label=_("Belongs to it"))

    class Meta:
        icon = "arrows-up-down"
        label = _("Pair")


class GapBlock(blocks.StructBlock):
    number = blocks.IntegerBlock(min_value=1, label=_("Number of the gap in the text"))
    options = blocks.TextBlock(rows=3, label=_("Words to choose from, one a line"))
    right = blocks.IntegerBlock(min_value=1, default=1, label=_("Number of the right line"))

    class Meta:
        icon = "edit"
        label = _("Gap")


class QuestionBlock(blocks.StructBlock):
    """What every question has. Subclasses say what is wrong with theirs."""

    stem = blocks.TextBlock(rows=3, label=_("Question"))
    feedback = blocks.TextBlock(rows=2, required=False, label=_("Why"))
    difficulty = blocks.ChoiceBlock(choices=DIFFICULTIES, default=1, label=_("Difficulty"))
    key = identifier(
        required=False, label=_("Key"), help_text=_("Leave it empty: it is given by itself. Never change it.")
    )

    class Meta:
        group = _("Ask")
        label_format = "{stem}"

    def get_form_layout(self) -> BlockGroup:
        settings = [name for name in ("difficulty", "critical", "key") if name in self.child_blocks]
        body = [name for name in self.child_blocks if name not in {"stem", "feedback", *settings}]
        return BlockGroup(children=["stem", *body, "feedback"], settings=settings)

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not self.is_deferred_validation and (wrong := self.fault(cleaned)):
            raise StructBlockValidationError(non_block_errors=[ValidationError(wrong)])
        return cleaned

    def fault(self, value: Any) -> Any:
        """A sentence about what makes the question unusable, or None."""
        return None


class SingleBlock(QuestionBlock):
    options = blocks.ListBlock(OptionBlock(), min_num=2, max_num=8, label=_("Answers"))

    class Meta:
        icon = "radio-full"
        label = _("One right answer")
        description = _("Several answers, one of them right.")
        preview_value = {
            "stem": "The child cries after a visit. What helps?",
            "options": [
                {"text": "Comfort her and keep the visits regular", "right": True, "feedback": "Grief with company."},
                {"text": "Stop the visits", "right": False, "feedback": "This removes the relative, not the grief."},
            ],
        }
        preview_template = "blocks/question_preview.html"

    def fault(self, value: Any) -> Any:
        right = sum(1 for option in value["options"] if option["right"])
        return None if right == 1 else _("Mark exactly one answer as right.")


class MultipleBlock(QuestionBlock):
    options = blocks.ListBlock(OptionBlock(), min_num=2, max_num=10, label=_("Answers"))

    class Meta:
        icon = "list-ul"
        label = _("Several right answers")
        description = _("Several answers, any number of them right.")
        preview_value = {
            "stem": "What helps a child in alarm?",
            "options": [
                {"text": "A lower voice", "right": True},
                {"text": "Fewer people", "right": True},
                {"text": "A long explanation", "right": False},
            ],
        }
        preview_template = "blocks/question_preview.html"

    def fault(self, value: Any) -> Any:
        right = sum(1 for option in value["options"] if option["right"])
        return None if right else _("Mark at least one answer as right.")


class TrueFalseBlock(QuestionBlock):
    right = blocks.ChoiceBlock(choices=[("true", _("True")), ("false", _("False"))], label=_("The sentence is"))

    class Meta:
        icon = "check"
        label = _("True or false")
        description = _("A sentence that is true or not.")
        preview_value = {"stem": "Hugging every stranger shows that a child is well attached.", "right": "false"}
        preview_template = "blocks/question_preview.html"


class OrderBlock(QuestionBlock):
    items = blocks.ListBlock(blocks.CharBlock(max_length=300), min_num=2, max_num=8, label=_("In the right order"))

    class Meta:
        icon = "list-ol"
        label = _("Put in order")
        description = _("Steps that the learner puts in order.")
        preview_value = {"stem": "Put the steps in order.", "items": ["Make everyone safe", "Calm", "Talk"]}
        preview_template = "blocks/question_preview.html"


class MatchBlock(QuestionBlock):
    pairs = blocks.ListBlock(PairBlock(), min_num=2, max_num=8, label=_("Pairs"))

    class Meta:
        icon = "link"
        label = _("Match")
        description = _("Pairs that the learner puts together.")
        preview_value = {
            "stem": "Match the role with an action.",
            "pairs": [{"left": "Mirror", "right": "Names the feeling"}, {"left": "Brake", "right": "Lowers the voice"}],
        }
        preview_template = "blocks/question_preview.html"


class ClozeBlock(QuestionBlock):
    blanks = blocks.ListBlock(GapBlock(), min_num=1, max_num=6, label=_("Gaps"))

    class Meta:
        icon = "pilcrow"
        label = _("Fill the gaps")
        description = _("A sentence with gaps: write [1], [2] where words are missing.")
        preview_value = {
            "stem": "Attachment is as real a need as [1].",
            "blanks": [{"number": 1, "options": "milk\ntoys", "right": 1}],
        }
        preview_template = "blocks/question_preview.html"

    def fault(self, value: Any) -> Any:
        numbers = [blank["number"] for blank in value["blanks"]]
        if sorted(numbers) != sorted(int(found) for found in GAP.findall(value["stem"])):
            return _("Write every gap once in the question, as [1], and describe it once below.")
        for blank in value["blanks"]:
            lines = [line for line in blank["options"].splitlines() if line.strip()]
            if len(lines) < 2 or blank["right"] > len(lines):
                return _("Give every gap at least two words, and the number of the right one.")
        return None


class NumericBlock(QuestionBlock):
    right = blocks.FloatBlock(label=_("Right number"))
    tolerance = blocks.FloatBlock(min_value=0, default=0, label=_("How far off may it be"))

    class Meta:
        icon = "order"
        label = _("A number")
        description = _("The learner writes a number.")
        preview_value = {"stem": "How many minutes of full attention?", "right": 10, "tolerance": 0}
        preview_template = "blocks/question_preview.html"


KINDS = {
    "single": SingleBlock,
    "multiple": MultipleBlock,
    "truefalse": TrueFalseBlock,
    "order": OrderBlock,
    "match": MatchBlock,
    "cloze": ClozeBlock,
    "numeric": NumericBlock,
}


def _critical() -> blocks.BooleanBlock:
    return blocks.BooleanBlock(
        required=False, label=_("Critical"), help_text=_("Must be right to pass, whatever the score.")
    )


PRACTICE = [(kind, block()) for kind, block in KINDS.items()]
COUNTED = [(kind, block(local_blocks=[("critical", _critical())])) for kind, block in KINDS.items()]
