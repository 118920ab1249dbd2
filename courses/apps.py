from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "courses"

    def ready(self) -> None:
        from . import receivers  # noqa: F401, PLC0415 -- connects them
