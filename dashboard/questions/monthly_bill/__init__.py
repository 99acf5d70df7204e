"""How does the monthly bill behave?"""
