"""What stands on each page, as plain dicts: pages and the JSON interface share them.

Each function takes a ledger and what the reader asked for, and touches neither HTTP nor the clock.
"""
