"""The language model: one small encoder with heads for tags, features, lemmas, trees and names."""
