from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, BulkActionsCheckboxColumn, Column, DateColumn
from wagtail.users.views.users import IndexView, UserColumn, UserViewSet

from .forms import EditPersonForm, NewPersonForm


class PeopleIndex(IndexView):
    """The list by name: the user name says nothing to anybody."""

    search_fields = ["name_official", "name_latin", "email"]
    default_ordering = "name_official"

    @property
    def columns(self):
        title = self._get_title_column_class(UserColumn)
        return [
            BulkActionsCheckboxColumn("bulk_actions", obj_type="user"),
            title("name_official", label=_("Name"), sort_key="name_official", get_url=self.get_edit_url),
            Column("email", label=_("E-mail"), sort_key="email"),
            Column("groups", label=_("Groups"), accessor=lambda person: ", ".join(map(str, person.groups.all()))),
            BooleanColumn("is_active", label=_("Active"), sort_key="is_active", width="10%"),
            DateColumn("last_login", label=_("Signed in"), sort_key="last_login", width="15%"),
        ]

    def get_base_queryset(self):
        return super().get_base_queryset().prefetch_related("groups")


class PersonViewSet(UserViewSet):
    """Wagtail's screens for people who author."""

    index_view_class = PeopleIndex
    ordering = "name_official"

    def get_form_class(self, for_update=False):
        return EditPersonForm if for_update else NewPersonForm
