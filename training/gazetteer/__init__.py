"""Builds the shipped gazetteer from GeoNames and Census data and our own lists."""
