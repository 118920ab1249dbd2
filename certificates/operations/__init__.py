from .award import award_certificate, decide_award, set_rule, set_validity
from .document import render_document
from .revocation import revoke_certificate

__all__ = ["award_certificate", "decide_award", "render_document", "revoke_certificate", "set_rule", "set_validity"]
