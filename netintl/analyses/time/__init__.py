"""What began, ended and changed, and what a change would move."""
