"""The test suite; one folder per room of the product."""
