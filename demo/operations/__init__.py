from .seed import seed_demo

__all__ = ["seed_demo"]
