"""When does the money leave?"""
