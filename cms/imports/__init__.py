from .curriculum import BadFiles, read_curriculum

__all__ = ["BadFiles", "read_curriculum"]
