from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import Refused
from core.html import clean_html

from ..models import Question, QuestionVersion
from ..rules import QuestionDraft, check

BATCH = 500


@transaction.atomic
def store_questions(*, drafts: Iterable[QuestionDraft]) -> dict[str, int]:
    """Put questions into the bank. Returns the id of the version to ask, by question key.

    A question that has not changed keeps its newest version; a changed one gets the next.
    Four queries for every 500 questions. Refused: a key stands twice, or a question is not fit to be asked.
    """
    clean = [_cleaned(draft) for draft in drafts]
    if len({draft.key for draft in clean}) != len(clean):
        raise Refused(_("Two questions have the same key."))
    stored: dict[str, int] = {}
    for start in range(0, len(clean), BATCH):
        stored |= _store(clean[start : start + BATCH])
    return stored


def _cleaned(draft: QuestionDraft) -> QuestionDraft:
    for problem in check(draft.kind, draft.spec, draft.texts):
        raise Refused(f"{draft.key}: {problem}")
    texts = {language: {**text, "stem": clean_html(text["stem"])} for language, text in draft.texts.items()}
    return replace(draft, texts=texts)


def _store(drafts: Sequence[QuestionDraft]) -> dict[str, int]:
    Question.objects.bulk_create([Question(key=draft.key) for draft in drafts], ignore_conflicts=True)
    wanted = [draft.key for draft in drafts]
    questions = {row.key: row for row in Question.objects.select_for_update().filter(key__in=wanted)}
    versions = QuestionVersion.objects.filter(question__in=questions.values()).order_by("number")
    newest = {version.question_id: version for version in versions.only("question_id", "number", "digest")}
    same = {}
    for draft in drafts:
        last = newest.get(questions[draft.key].pk)
        if last and last.digest == draft.digest():
            same[draft.key] = last.pk
    made = QuestionVersion.objects.bulk_create(
        _versions((draft for draft in drafts if draft.key not in same), questions, newest)
    )
    return same | {row.question.key: row.pk for row in made}


def _versions(
    drafts: Iterable[QuestionDraft], questions: dict[str, Question], newest: dict[int, QuestionVersion]
) -> Iterator[QuestionVersion]:
    for draft in drafts:
        question = questions[draft.key]
        last = newest.get(question.pk)
        yield QuestionVersion(
            question=question,
            number=last.number + 1 if last else 1,
            kind=draft.kind,
            difficulty=draft.difficulty,
            spec=draft.spec,
            texts=draft.texts,
            digest=draft.digest(),
        )
