from .award import Award, CertificateRule
from .certificate import Certificate, NumberSeries, Revocation

__all__ = ["Award", "Certificate", "CertificateRule", "NumberSeries", "Revocation"]
