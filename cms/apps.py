from django.apps import AppConfig


class CmsConfig(AppConfig):
    name = "cms"

    def ready(self) -> None:
        from . import receivers  # noqa: F401, PLC0415 -- connects them
