"""Training code: makes the files that ship in the package. Needs torch; the product does not."""
