"""A browser that complains: whatever goes wrong on a page is a failure of the test."""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import axe_core_python
from PIL import Image
from playwright.sync_api import Browser, Page, Playwright, Request, Response

from .site import Site

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}
QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
AXE = (Path(axe_core_python.__file__).parent / "axe.min.js").read_text("utf-8")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}
ROOT = Path(__file__).resolve().parents[2]


def launch(playwright: Playwright) -> Browser:
    """Debian's chromium, or the one that OCHAG_CHROMIUM names; never one that is downloaded."""
    names = ("chromium", "chromium-browser", "google-chrome")
    program = os.environ.get("OCHAG_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if program is None:
        raise AssertionError("There is no chromium. apt-get install chromium, or set OCHAG_CHROMIUM.")
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    return playwright.chromium.launch(executable_path=program, args=[*QUIET, *as_root])


@dataclass
class Visitor:
    """One person at one screen. wrong: what the browser complained of; statuses of pages are asserted by ``sees``."""

    page: Page
    site: Site
    width: int
    wrong: list[str] = field(default_factory=list)
    status: int = 0

    @classmethod
    def at(
        cls, browser: Browser, site: Site, screen: dict[str, int], *, javascript: bool = True, state: Any = None
    ) -> Visitor:
        """state: the cookies of somebody who has been here before, as ``storage_state`` gave them."""
        context = browser.new_context(
            viewport=screen,
            locale="ru-RU",
            java_script_enabled=javascript,
            reduced_motion="reduce",
            storage_state=state,
        )
        visitor = cls(context.new_page(), site, screen["width"])
        visitor.page.on("response", visitor._note_response)
        visitor.page.on("requestfailed", visitor._note_failure)
        visitor.page.on("pageerror", lambda error: visitor.wrong.append(f"script: {error}"))
        visitor.page.on("console", lambda line: visitor._note_line(line.type, line.text))
        return visitor

    def goes(self, path: str) -> None:
        self.page.goto(path if path.startswith("http") else f"{self.site.url}{path}")

    def signs_in_as(self, persona: str) -> None:
        self.goes(f"/demo/{persona}/")

    def presses(self, name: str | re.Pattern[str], role: str = "button", *, exact: bool = False) -> None:
        """Press the first button or link of that name."""
        self.page.get_by_role(role, name=name, exact=exact).first.click()

    def sees(
        self, heading: str | re.Pattern[str], *, status: int = 200, shot: str = "", accessible: bool = True
    ) -> None:
        """The page answered with the status, under this heading, and axe finds nothing. shot: keep a picture."""
        top = self.page.locator("h1").first
        found = top.inner_text().strip() if self.page.locator("h1").count() else "(no heading)"
        assert self.status == status, f"{self.page.url} answered {self.status}: {found}"
        assert re.search(heading, found), f"{self.page.url} is headed “{found}”"
        if shot:
            self.keeps(shot)
        if accessible:
            self.finds_no_barrier()

    def finds_no_barrier(self) -> None:
        """axe-core over the page, and nothing wider than the screen."""
        self.page.evaluate(AXE)
        found = self.page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
        told = [f"{each['id']}: {each['help']}: {each['nodes'][0]['html'][:200]}" for each in found]
        assert not told, "\n".join([f"{self.page.url} at {self.width}", *told])
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= self.width, f"{self.page.url} is {wide} wide on a screen of {self.width}"

    def keeps(self, shot: str) -> None:
        folder = Path(os.environ.get("OCHAG_SHOTS") or ROOT / "var" / "shots")
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{shot}-{self.width}.png"
        self.page.screenshot(path=path, full_page=True)
        with Image.open(path) as picture:
            few = picture.convert("RGB").quantize(128)  # they are committed with the documents
        few.save(path, optimize=True)

    def leaves(self) -> None:
        self.page.context.close()

    def _note_response(self, response: Response) -> None:
        if response.request.is_navigation_request() and response.frame == self.page.main_frame:
            if not 300 <= response.status < 400:
                self.status = response.status
        elif response.status >= 400:
            self.wrong.append(f"{response.status}: {response.url}")

    def _note_failure(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # a page that is left behind drops what it had asked for
            self.wrong.append(f"{request.failure}: {request.url}")

    def _note_line(self, kind: str, text: str) -> None:
        page_itself = "Failed to load resource" in text  # the status of a page is asserted, of the rest noted above
        if kind == "error" and not page_itself:
            self.wrong.append(f"console: {text}")
