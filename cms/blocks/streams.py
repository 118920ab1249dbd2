"""What may stand in the body of which page. Two levels of nesting at most."""

from __future__ import annotations

from wagtail import blocks

from .ask import COUNTED, PRACTICE
from .tell import CalloutBlock, HeadingBlock, PictureBlock, TextBlock


class LessonBody(blocks.StreamBlock):
    text = TextBlock()
    heading = HeadingBlock()
    callout = CalloutBlock()
    picture = PictureBlock()

    def __init__(self, local_blocks=None, **kwargs):
        super().__init__([*PRACTICE, *(local_blocks or [])], **kwargs)


class QuizBody(blocks.StreamBlock):
    def __init__(self, local_blocks=None, **kwargs):
        super().__init__([*COUNTED, *(local_blocks or [])], **kwargs)
