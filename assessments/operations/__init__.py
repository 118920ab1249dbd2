from .bank import store_questions

__all__ = ["store_questions"]
