"""Tell and show: what a lesson is made of besides questions."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

TONES = [("note", _("Note")), ("warning", _("Warning"))]
WORDS = ["bold", "italic", "ul", "ol", "link"]


class TextBlock(blocks.RichTextBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Text")
        group = _("Tell")
        description = _("A few short paragraphs or a list.")
        preview_value = "<p>A calm adult who stays near helps more than any advice.</p>"

    def __init__(self, **kwargs):
        super().__init__(**{"features": WORDS, **kwargs})


class HeadingBlock(blocks.CharBlock):
    class Meta:
        icon = "title"
        label = _("Heading")
        group = _("Tell")
        description = _("Starts a new screen on the learner's phone.")
        preview_value = "The steady adult"
        template = "blocks/heading.html"

    def __init__(self, **kwargs):
        super().__init__(**{"max_length": 120, **kwargs})


class CalloutBlock(blocks.StructBlock):
    tone = blocks.ChoiceBlock(choices=TONES, default="note", label=_("Kind"))
    text = blocks.RichTextBlock(features=["bold", "italic", "link"], label=_("Text"))

    class Meta:
        icon = "info-circle"
        label = _("Callout")
        group = _("Tell")
        description = _("A short aside the learner must not miss.")
        preview_value = {"tone": "note", "text": "<p>Tonight, try one thing: ten minutes, one child, no telephone.</p>"}
        template = "blocks/callout.html"


class PictureBlock(ImageBlock):
    """A picture says what it shows, or is marked as decoration: Wagtail's own block asks for one of the two."""

    class Meta:
        icon = "image"
        label = _("Picture")
        group = _("Show")
        description = _("A picture with words for those who cannot see it. No recognisable child.")
        preview_template = "blocks/picture_preview.html"
        preview_value = None
