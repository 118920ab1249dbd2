from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Level(models.TextChoices):
    """What kind of place an authority is. Depth is data; this is only its name."""

    COUNTRY = "country", _("Country")
    REGION = "region", _("Region")
    DISTRICT = "district", _("District")
    CITY = "city", _("City")
    MUNICIPALITY = "municipality", _("Municipality")


class InstitutionKind(models.TextChoices):
    INFANT_HOME = "infant_home", _("Infant home")
    CHILDRENS_HOME = "childrens_home", _("Children's home")
    BOARDING_SCHOOL = "boarding_school", _("Boarding school")
    SPECIAL_SCHOOL = "special_school", _("Special boarding school")
    DISABILITY_HOME = "disability_home", _("Home for children with disabilities")
    SMALL_GROUP_HOME = "small_group_home", _("Small group home")
    DAY_CENTRE = "day_centre", _("Day centre")
    FAMILY_CENTRE = "family_centre", _("Family support centre")
    CRISIS_CENTRE = "crisis_centre", _("Shelter or crisis centre")
    AUTHORITY_OFFICE = "authority_office", _("Office of a local authority")


class Ownership(models.TextChoices):
    STATE = "state", pgettext_lazy("ownership", "State")
    MUNICIPAL = "municipal", _("Municipal")
    PRIVATE = "private", _("Private")
    RELIGIOUS = "religious", _("Religious")


class Stage(models.TextChoices):
    """Where an institution stands in its transformation."""

    PLANNED = "planned", _("Planned")
    ASSESSED = "assessed", _("Assessed")
    MOVING = "moving", _("Children are moving")
    RETRAINING = "retraining", _("Staff re-training")
    CLOSED = "closed", _("Closed")
    REOPENED = "reopened", _("Re-opened as another service")


class Kind(models.TextChoices):
    """Kinds of responsibility: the only source of who may see what."""

    TRAINER = "trainer", _("Trainer")
    INSTITUTION_MANAGER = "institution_manager", _("Institution manager")
    AUTHORITY_MANAGER = "authority_manager", _("Authority manager")
    MINISTRY = "ministry", _("Ministry")
    OBSERVER = "observer", _("Observer")
    ADMINISTRATOR = "administrator", _("Administrator")


SEES_PEOPLE = frozenset({Kind.TRAINER, Kind.INSTITUTION_MANAGER, Kind.AUTHORITY_MANAGER, Kind.ADMINISTRATOR})
SEES_FIGURES = frozenset(
    {Kind.INSTITUTION_MANAGER, Kind.AUTHORITY_MANAGER, Kind.MINISTRY, Kind.OBSERVER, Kind.ADMINISTRATOR}
)
AUTHORS = frozenset({Kind.TRAINER, Kind.ADMINISTRATOR})


class LeaveReason(models.TextChoices):
    MATERNITY = "maternity", _("Maternity or child-care leave")
    SICKNESS = "sickness", _("Long sickness")
    STUDY = "study", _("Study leave")
    OTHER = "other", _("Other leave")


class Sex(models.TextChoices):
    FEMALE = "f", _("Woman")
    MALE = "m", _("Man")
