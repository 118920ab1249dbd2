from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class PeopleConfig(AppConfig):
    name = "people"
    default = True


class WagtailUsers(WagtailUsersAppConfig):
    """Wagtail's user screens, without first and last names."""

    user_viewset = "people.viewsets.PersonViewSet"
