"""What this app does when something happens elsewhere."""
