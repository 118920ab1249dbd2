from .award import Award, CertificateRule
from .certificate import EXPIRING_DAYS, Certificate, NumberSeries, Revocation

__all__ = ["EXPIRING_DAYS", "Award", "Certificate", "CertificateRule", "NumberSeries", "Revocation"]
