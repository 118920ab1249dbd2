"""News travels up by events: all of them, and everybody who listens."""

import importlib

from core.events import Event

from .tree import APPS, ROOT

MAP = {
    "courses.course_released": ["courses.receivers.queue_derivation"],
    "courses.enrolment_opened": ["reports.receivers.queue_enrolment"],
    "courses.activity_passed": ["reports.receivers.queue_enrolment"],
    "courses.course_completed": ["certificates.receivers.queue_award", "reports.receivers.queue_enrolment"],
    "certificates.certificate_issued": ["certificates.receivers.queue_document", "reports.receivers.queue_certificate"],
    "certificates.certificate_revoked": ["reports.receivers.queue_certificate"],
}


def events():
    for app in APPS:
        if (ROOT / app / "events.py").exists():
            for name, value in vars(importlib.import_module(f"{app}.events")).items():
                if isinstance(value, Event):
                    yield f"{app}.{name}", value


def listeners(event):
    found = (reference() for _key, reference, *_rest in event.receivers)
    return sorted(f"{each.__module__}.{each.__name__}" for each in found)


def test_the_map_names_every_event_and_everybody_who_listens():
    assert {name: listeners(event) for name, event in events()} == MAP
