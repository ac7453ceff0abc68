"""Data of `tocsin.corroborate`: word counts and the weights of `same_event`."""
