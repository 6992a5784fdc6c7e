"""The site as it is put together: settings, addresses, the WSGI application and the command line. No subjects."""
