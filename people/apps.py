from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class PeopleConfig(AppConfig):
    name = "people"
    default = True


class WagtailUsers(WagtailUsersAppConfig):
    """Wagtail's user screens, without first and last names."""

    user_viewset = "people.viewsets.PersonViewSet"

    def ready(self) -> None:
        """Wagtail's account page asks for a first and a last name and has no setting for its form."""
        from wagtail.admin.views.account import NameEmailSettingsPanel  # noqa: PLC0415 -- models come first

        from .forms import OwnNameForm  # noqa: PLC0415

        super().ready()
        NameEmailSettingsPanel.form_class = OwnNameForm
