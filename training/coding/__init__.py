"""Fits what the coder learns from annotated claims: the record of each frame and the claim
score."""
