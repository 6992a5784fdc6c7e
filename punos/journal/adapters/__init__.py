"""What stands outside the database: the file in which heads are kept, and a log store."""
