from .export import export_csv, export_xlsx
from .figures import authority, definitions, institution, overview
from .people import people

__all__ = ["authority", "definitions", "export_csv", "export_xlsx", "institution", "overview", "people"]
