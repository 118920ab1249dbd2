"""Courses small enough to read: made through the same operation that publishing uses."""

from courses.choices import ActivityKind
from courses.models import Course, Enrolment
from courses.operations import enrol_person, release_course
from courses.rules import ItemDraft, Module, Outline, ReleaseDraft, Step, TextDraft
from people.models import User

LANGUAGES = ("en", "ru", "ky")


def lesson(key: str = "T1-L1", *, screens: tuple[str, ...] = ("<p>One</p>", "<p>Two</p>"), practice=()) -> ItemDraft:
    body = {"title": f"Lesson {key}", "screens": list(screens)}
    return item(key, ActivityKind.LESSON, {"minutes": 3, "practice": list(practice)}, body)


def item(key: str, kind: str, spec: dict, body: dict, *, module_key: str = "T1") -> ItemDraft:
    texts = {language: TextDraft(body=body, text_language=language) for language in LANGUAGES}
    return ItemDraft(key=key, kind=kind, module_key=module_key, spec=spec, texts=texts)


def outline_of(items: tuple[ItemDraft, ...], *, roles: tuple[str, ...] = ()) -> Outline:
    """One module for every module key, in order."""
    keys = list(dict.fromkeys(each.module_key for each in items))
    modules = tuple(
        Module(
            key=key,
            title=f"Module {key}",
            roles=roles,
            hours={"contact": 2, "self_study": 1, "practice": 1, "assessment": 1},
            steps=tuple(
                Step(each.key, each.kind, f"{each.kind} {each.key}", 3, 300, "en")
                for each in items
                if each.module_key == key
            ),
        )
        for key in keys
    )
    return Outline(title="Test course", summary="What it is for", text_language="en", modules=modules)


def a_course(code: str = "T", items: tuple[ItemDraft, ...] | None = None, *, roles: tuple[str, ...] = ()) -> Course:
    """A published course; by default with two lessons, T1-L1 and T1-L2."""
    items = items or (lesson("T1-L1"), lesson("T1-L2"))
    outlines = dict.fromkeys(LANGUAGES, outline_of(items, roles=roles))
    release_course(code=code, draft=ReleaseDraft(outlines=outlines, items=items), actor=None)
    return Course.objects.select_related("current_release").get(code=code)


def an_enrolment(person: User | None = None, course: Course | None = None, **fields: object) -> Enrolment:
    from .people import PersonFactory  # noqa: PLC0415 -- siblings

    return enrol_person(person=person or PersonFactory(), course=course or a_course(), **fields)
