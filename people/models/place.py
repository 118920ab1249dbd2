from django.db import models

from .authority import Authority
from .institution import Institution
from .post import Post


class Placed(models.Model):
    """Evidence remembers where the person worked on that day; later moves change nothing here."""

    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    institution = models.ForeignKey(Institution, models.PROTECT, null=True, related_name="+")
    authority = models.ForeignKey(Authority, models.PROTECT, null=True, related_name="+")
    authority_path = models.CharField(max_length=255, blank=True, help_text="codes from the country down, by /")

    class Meta:
        abstract = True
