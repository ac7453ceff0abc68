"""Makes the generated data files of ``tocsin.ontology`` from the published tables."""
