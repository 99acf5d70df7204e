"""Usage tables: past or planned calls from a file, as the demand of a scenario."""
