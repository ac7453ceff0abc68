"""The pages' data as JSON under ``/api/v1``, the document that describes it, and Atom feeds.

``endpoints`` is the table of what can be asked, ``params`` and ``shapes`` say in which form,
``answering`` turns requests into answers, ``openapi`` writes the document from the same table.
"""
