from .award import award_certificate, decide_award, set_rule
from .document import render_document
from .revocation import revoke_certificate

__all__ = ["award_certificate", "decide_award", "render_document", "revoke_certificate", "set_rule"]
