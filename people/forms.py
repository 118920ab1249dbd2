"""What people type to get in, in our words, and Wagtail's screens without first and last names."""

from __future__ import annotations

from allauth.account import forms as allauth
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm

from .models import User

_LABELS = {
    "login": _("E-mail"),
    "email": _("E-mail"),
    "password": _("Password"),
    "remember": _("This device is mine: keep me signed in"),
    "code": _("Code from the e-mail"),
    "oldpassword": _("Password until now"),
    "password1": _("New password"),
    "password2": _("New password once more"),
}


class InOurWords:
    """Labels instead of placeholders, which vanish as soon as one types."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = _LABELS.get(name, field.label)
            field.label_suffix = ""
            field.widget.attrs.pop("placeholder", None)
            if name in ("password", "login"):
                field.help_text = ""


class SignInForm(InOurWords, allauth.LoginForm):
    pass


class AskForCodeForm(InOurWords, allauth.RequestLoginCodeForm):
    pass


class TypeCodeForm(InOurWords, allauth.ConfirmLoginCodeForm):
    pass


class ForgottenPasswordForm(InOurWords, allauth.ResetPasswordForm):
    pass


class NewPasswordForm(InOurWords, allauth.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(InOurWords, allauth.ChangePasswordForm):
    pass


class SetPasswordForm(InOurWords, allauth.SetPasswordForm):
    pass


class ConfirmPasswordForm(InOurWords, allauth.ReauthenticateForm):
    pass


class PersonForm:
    """One official name. The user name is made up by the platform and never typed."""

    first_name = None
    last_name = None

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["username"]  # Wagtail's own form counts on it until here

    def separate_username_field(self) -> bool:
        return False


_FIELDS = ["username", "name_official", "name_short", "email", "language", "is_superuser", "groups"]
_WIDGETS = {"groups": forms.CheckboxSelectMultiple}


class NewPersonForm(PersonForm, UserCreationForm):
    class Meta:
        model = User
        fields = _FIELDS
        widgets = _WIDGETS


class EditPersonForm(PersonForm, UserEditForm):
    class Meta:
        model = User
        fields = [*_FIELDS, "is_active"]
        widgets = _WIDGETS


class OwnNameForm(forms.ModelForm):
    """What one may change of oneself in Wagtail: the official name comes from the document."""

    email = forms.EmailField(label=_("E-mail"))

    class Meta:
        model = User
        fields = ["name_short", "email"]
