"""The revisions: each runs the SQL beside it that is written for its database."""
