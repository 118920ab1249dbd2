from django.apps import AppConfig


class CmsConfig(AppConfig):
    name = "cms"

    def ready(self) -> None:
        from . import receivers, views  # noqa: PLC0415 -- models are there only now
        from .models.base import AuthoredPage  # noqa: PLC0415 -- the same

        AuthoredPage.draft_view = views.show_draft
        assert receivers  # noqa: S101 -- importing it has connected them
