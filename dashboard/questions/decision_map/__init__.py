"""When does which option win?"""
