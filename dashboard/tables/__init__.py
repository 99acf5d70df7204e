"""What tables and files share: columns, CSV, where figures come from."""
