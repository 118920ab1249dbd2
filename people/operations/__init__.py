from .authorities import AuthorityDraft, RoleDraft, Stored, store_authorities, store_roles
from .language import choose_language
from .slips import issue_slip, use_slip, withdraw_slips

__all__ = [
    "AuthorityDraft",
    "RoleDraft",
    "Stored",
    "choose_language",
    "issue_slip",
    "store_authorities",
    "store_roles",
    "use_slip",
    "withdraw_slips",
]
