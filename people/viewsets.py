from wagtail.users.views.users import UserViewSet


class PersonViewSet(UserViewSet):
    """Wagtail's screens for people who author."""
