"""Pure shapes and checks: no database, no templates."""
