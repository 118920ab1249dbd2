from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class InvitedOnly(DefaultAccountAdapter):
    """Nobody signs themselves up: people come from rosters and invitations."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("You cannot sign in any more. Call us if that is a mistake."),
        "email_password_mismatch": _("The e-mail or the password is not right. Check both and try again."),
        "incorrect_code": _("This is not the code from the e-mail. Compare them."),
        "incorrect_password": _("This is not your password. Try again."),
        "too_many_login_attempts": _("Too many tries. Wait five minutes and try again."),
        "rate_limited": _("Too many tries. Wait a few minutes and try again."),
        "enter_current_password": _("This is not your password. Try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def format_email_subject(self, subject: str) -> str:
        return f"{gettext('Ochag')}: {subject}"
