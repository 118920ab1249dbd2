from .choices import Kind
from .models import Post, User, scope_of


def can_train(user: User, person: User) -> bool:
    """Trainers and administrators, for people who have or had a post in their subtree."""
    return Post.objects.filter(scope_of(user).training("institution__"), person=person).exists()


def can_issue_slip(user: User, person: User) -> bool:
    """Whoever sees a person by name may print a way in, but never into the hands of somebody who sees more.

    So authors and authority managers get none, and directors get theirs from the authority.
    """
    held = scope_of(person).kinds
    if person.is_superuser or person.is_staff or held - {Kind.INSTITUTION_MANAGER}:
        return False
    if held and not scope_of(user).kinds & {Kind.AUTHORITY_MANAGER, Kind.ADMINISTRATOR}:
        return False
    return Post.objects.visible_to(user).filter(person=person).exists()
