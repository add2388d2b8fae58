"""The document's options, as the classes of preferences see them."""
