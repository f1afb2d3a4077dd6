"""What people see: pages, forms and their accounts."""
