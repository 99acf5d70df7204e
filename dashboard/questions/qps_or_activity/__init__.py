"""QPS upgrade or another activity?"""
