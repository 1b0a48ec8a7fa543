"""Language models: the contract, safe loading, the library on disk. Importing this package loads no torch."""
