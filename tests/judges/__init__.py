"""Independent judges of the exact optimum: a plain walk, an enumeration, and two solvers.

Written from the rules of the price list alone; nothing here imports how `pricing` computes a cost.
"""
