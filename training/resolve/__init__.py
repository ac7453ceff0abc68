"""Makes the tables that ``tocsin.resolve`` reads."""
