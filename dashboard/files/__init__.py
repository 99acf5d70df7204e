"""What is taken away: report, workbook, scenario files."""
