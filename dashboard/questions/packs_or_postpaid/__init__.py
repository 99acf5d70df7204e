"""Packs or postpaid?"""
