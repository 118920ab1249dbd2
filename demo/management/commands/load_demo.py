from django.core.management.base import BaseCommand

from demo.operations import seed_demo


class Command(BaseCommand):
    help = "Invent twelve institutions and four hundred people. Safe to repeat: the second time changes nothing."

    def handle(self, **options):
        invented = seed_demo()
        self.stdout.write("Twelve institutions and 400 people invented." if invented else "The demo is loaded already.")
