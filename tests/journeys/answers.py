"""Somebody who knows the answers: reads the key in the register and fills the form as a person would."""

from __future__ import annotations

import re
from collections.abc import Callable

from assessments.models import Attempt, QuestionVersion, ScenarioRun
from assessments.rules import KINDS
from courses.models import ReleaseItem
from demo.rules import good_way, right_answer
from people.models import User

from .visitor import Visitor

LESSON = re.compile(r"/learn/\w+/lesson/")
PRACTICE = re.compile(r"/learn/(\w+)/practice/([\w-]+)/(\d+)/")
QUESTION = re.compile(r"/attempts/(\d+)/(\d+)/")
RESULT = re.compile(r"/attempts/\d+/result/")
RUN = re.compile(r"/runs/(\d+)/")
MOST = 200  # pages, before somebody is thought to walk in circles


class Scholar:
    """Walks on from page to page, always by what the page offers. language: in which the person reads."""

    def __init__(self, visitor: Visitor, person: User) -> None:
        self.visitor = visitor
        self.page = visitor.page
        self.person = person
        self.pages = 0

    def walks_until(self, end: re.Pattern[str], *, look: Callable[[str], None] | None = None) -> None:
        """Go on until an address matches. look: called on every page with its address."""
        while not end.search(self.page.url):
            assert self.visitor.status == 200, f"{self.page.url} answered {self.visitor.status}"
            if look:
                look(self.page.url)
            self.takes_a_step()
            self.pages += 1
            assert self.pages < MOST, f"going in circles at {self.page.url}"

    def takes_a_step(self) -> None:
        """Do what the page asks for."""
        address = self.page.url
        if (found := PRACTICE.search(address)) and self.page.locator("fieldset").count():
            self._fills(self._practice_question(found))
        elif found := QUESTION.search(address):
            attempt = Attempt.objects.get(pk=found[1])
            self._fills(QuestionVersion.objects.get(pk=attempt.paper[int(found[2]) - 1]))
        elif (found := RUN.search(address)) and self.page.locator("fieldset").count():
            self._chooses(ScenarioRun.objects.get(pk=found[1]))
        self.page.locator("main .acts .btn:not(.sec), main .card .btn:not(.sec)").first.click()

    def _practice_question(self, found: re.Match[str]) -> QuestionVersion:
        item = ReleaseItem.objects.filter(activity__course__code=found[1], activity__key=found[2]).latest("release")
        return QuestionVersion.objects.get(pk=item.spec["practice"][int(found[3]) - 1])

    def _fills(self, version: QuestionVersion) -> None:
        """The right answer, put into the form by the values that the page itself offers."""
        text = version.texts.get(self.person.language) or version.texts["ru"]
        answer = right_answer(version.kind, version.spec)
        shown = KINDS[version.kind].show(version.spec, text, answer, version.digest)
        for line in shown.lines:
            chosen = [pick.value for pick in line.picks if pick.chosen]
            if shown.widget in ("radio", "checkbox"):
                for value in chosen:
                    self.page.check(f'input[name="{line.name}"][value="{value}"]')
            elif line.picks:
                self.page.select_option(f'select[name="{line.name}"]', chosen)
            else:
                self.page.fill(f'input[name="{line.name}"]', line.value)

    def _chooses(self, run: ScenarioRun) -> None:
        item = ReleaseItem.objects.get(release=run.release_id, activity=run.activity_id)
        choice = dict(good_way(item.spec))[run.node]
        self.page.check(f'input[name="a"][value="{choice}"]')
