from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    name = "certificates"

    def ready(self) -> None:
        from . import receivers  # noqa: F401, PLC0415 -- connects them
