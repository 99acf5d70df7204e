"""When to do what: orders, reminders, the calendar file."""
