from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Invented people to look around with. Installed by OCHAG_DEMO alone."""

    name = "demo"
