from django.db import models
from django.utils.translation import gettext_lazy as _


class TextQuality(models.TextChoices):
    """How far a text can be trusted in its language."""

    SOURCE = "source", _("Source text")
    MACHINE = "machine", _("Needs native review")
    REVIEWED = "reviewed", _("Reviewed by a native reader")


METERS = {
    "accuracy": _("Accuracy"),
    "attachment": _("Attachment"),
    "child_experience": _("How the child lives it"),
    "child_safety": _("The child's safety"),
    "child_trust": _("The child's trust"),
    "child_voice": _("The child's voice"),
    "clarity": _("Clarity"),
    "confidentiality": _("Confidentiality"),
    "continuity": _("Continuity"),
    "coordination": _("Coordination"),
    "dignity": _("Dignity"),
    "evidence": _("Evidence"),
    "family_ownership": _("The family takes part"),
    "family_strength": _("The family's strength"),
    "family_ties": _("Family ties"),
    "family_trust": _("The family's trust"),
    "felt_safety": _("Feeling safe"),
    "health": _("Health"),
    "honesty": _("Honesty"),
    "own_strength": _("Own strength"),
    "parent_confidence": _("The parent's confidence"),
    "participation": _("Participation"),
    "procedure": _("Procedure"),
    "quality_of_move": _("Quality of the move"),
    "record_quality": _("Quality of the record"),
    "relationships": _("Relationships"),
    "safety": _("Safety"),
    "sibling_bond": _("Bond of brothers and sisters"),
    "staff_trust": _("Trust among staff"),
    "team_trust": _("Trust in the team"),
    "trust": _("Trust"),
    "understanding": _("Understanding"),
    "voice": _("Being heard"),
}
