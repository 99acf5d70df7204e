"""What should I buy?"""
