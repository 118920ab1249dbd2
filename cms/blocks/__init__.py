from .ask import COUNTED, PRACTICE, ClozeBlock, MatchBlock, MultipleBlock, NumericBlock, OrderBlock, SingleBlock
from .scenes import EndingBlock, LineBlock, MeterBlock, SceneBlock
from .streams import LessonBody, QuizBody
from .tell import CalloutBlock, HeadingBlock, PictureBlock, TextBlock

__all__ = [
    "COUNTED",
    "PRACTICE",
    "CalloutBlock",
    "ClozeBlock",
    "EndingBlock",
    "HeadingBlock",
    "LessonBody",
    "LineBlock",
    "MatchBlock",
    "MeterBlock",
    "MultipleBlock",
    "NumericBlock",
    "OrderBlock",
    "PictureBlock",
    "QuizBody",
    "SceneBlock",
    "SingleBlock",
    "TextBlock",
]
